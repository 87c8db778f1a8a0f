//! Texts with one row a line: commas, semicolons or tabs between the cells.

use encoding_rs::{Encoding, UTF_8};

use super::FILE_BYTES_MAX;
use super::sheet::{Collected, Sheet, too_large};
use crate::refusal::Refusal;

/// What may stand between cells, the most usual first.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// Reads a text. Bytes that are none of its charset become U+FFFD, and their row is refused when it is read.
///
/// # Errors
/// `import.unknown_charset`, `import.too_large`.
pub fn read(bytes: &[u8], charset: Option<&str>) -> Result<Sheet, Refusal> {
    if bytes.len() > FILE_BYTES_MAX {
        return Err(too_large("bytes", FILE_BYTES_MAX, bytes.len()));
    }
    let text = decoded(bytes, charset)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(&text))
        .from_reader(text.as_bytes());
    let mut rows = Collected::default();
    let mut lines = Lines { text: text.as_bytes(), at: 0, line: 1 };
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => return Ok(rows.finish(None)),
            Ok(true) => {
                let line = lines.at_byte(record.position().map_or(0, csv::Position::byte));
                rows.add(line, record.iter().map(str::to_owned).collect())?;
            }
            Err(error) => {
                let expected = "a CSV file";
                return Err(Refusal::field("import.unreadable", "file", expected, &error.to_string()));
            }
        }
    }
}

/// Counts lines as an editor does: the reader of rows counts an end of two bytes, and empty lines, with the row after them.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// Returns the line of a row that begins at a byte, behind any empty lines there. To be asked in the order of the rows.
    fn at_byte(&mut self, byte: u64) -> u64 {
        let byte = usize::try_from(byte).unwrap_or(usize::MAX);
        while self.at < byte || matches!(self.text.get(self.at), Some(b'\r' | b'\n')) {
            let two = (self.text.get(self.at), self.text.get(self.at.saturating_add(1)));
            match two {
                (None, _) => break,
                (Some(b'\n'), _) => self.line = self.line.saturating_add(1),
                (Some(b'\r'), next) if next != Some(&b'\n') => self.line = self.line.saturating_add(1),
                (Some(_), _) => {}
            }
            self.at = self.at.saturating_add(1);
        }
        self.line
    }
}

/// Returns the text of bytes. A mark at the beginning says more than the sender; without both it is UTF-8.
///
/// # Errors
/// `import.unknown_charset`.
pub fn decoded(bytes: &[u8], charset: Option<&str>) -> Result<String, Refusal> {
    let declared = match charset {
        None => UTF_8,
        Some(label) => Encoding::for_label(label.as_bytes()).ok_or_else(|| {
            let expected =
                "utf-8, utf-16le, utf-16be, gb18030, windows-1251 or another of the Encoding Standard";
            Refusal::field("import.unknown_charset", "charset", expected, label)
        })?,
    };
    let (text, _, _) = declared.decode(bytes);
    Ok(text.into_owned())
}

/// Returns what stands most often in the first line, outside quotation marks.
fn separator(text: &str) -> u8 {
    let mut is_quoted = false;
    let mut counts = [0_usize; SEPARATORS.len()];
    for byte in text.bytes() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' | b'\r' if !is_quoted && counts.iter().any(|count| *count > 0) => break,
            _ if is_quoted => {}
            _ => {
                let found = SEPARATORS.iter().zip(&mut counts).find(|(separator, _)| **separator == byte);
                if let Some((_, count)) = found {
                    *count = count.saturating_add(1);
                }
            }
        }
    }
    let mut best = (b',', 0);
    for (separator, count) in SEPARATORS.into_iter().zip(counts) {
        if count > best.1 {
            best = (separator, count);
        }
    }
    best.0
}
