//! Reading one file of a feed row by row: every cell knows its file, line and column.

use std::fmt::{self, Display};

use csv::ByteRecord;

use super::files::Files;
use super::problems::{At, Problems};

/// The most bytes of a file.
const FILE_BYTES_MAX: usize = 2 << 30;
/// The most rows of a file.
const ROWS_MAX: u64 = 20_000_000;
/// The most bytes of a row; a quotation mark that is never closed ends here.
const ROW_BYTES_MAX: usize = 64 << 10;
/// The most characters of a cell that a problem shows.
const SHOWN_MAX: usize = 80;

/// A file's name and the columns without which it says nothing.
#[derive(Debug)]
pub(super) struct Layout {
    /// File name.
    pub file: &'static str,
    /// Columns that must be there.
    pub required: &'static [&'static str],
}

/// A column by its position in the file, if it is there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    /// Name.
    pub name: &'static str,
    at: Option<usize>,
}

/// A file whose header has been read.
pub(super) struct Table<'a> {
    file: &'static str,
    header: Vec<String>,
    bytes: &'a [u8],
    reader: csv::Reader<&'a [u8]>,
}

impl<'a> Table<'a> {
    /// Opens a file that must be there.
    pub fn required(files: &'a Files, layout: &Layout, problems: &mut Problems) -> Option<Self> {
        if files.get(layout.file).is_none() {
            problems.add(At::file(layout.file), "gtfs.missing_file", "the file", "no such file");
        }
        Self::optional(files, layout, problems)
    }

    /// Opens a file that may be missing; one without its columns cannot be used.
    pub fn optional(files: &'a Files, layout: &Layout, problems: &mut Problems) -> Option<Self> {
        let bytes = files.get(layout.file)?;
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        if bytes.len() > FILE_BYTES_MAX {
            let expected = format_args!("at most {FILE_BYTES_MAX} bytes");
            problems.add(At::file(layout.file), "gtfs.too_large", expected, bytes.len());
            return None;
        }
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
        let header = match reader.byte_headers() {
            Ok(cells) => cells.iter().map(|cell| String::from_utf8_lossy(cell.trim_ascii()).into_owned()),
            Err(error) => {
                problems.add(At::file(layout.file), "gtfs.unreadable", "a CSV header", error);
                return None;
            }
        };
        let header = header.collect();
        let table = Self { file: layout.file, header, bytes, reader };
        table.has_columns(layout, problems).then_some(table)
    }

    fn has_columns(&self, layout: &Layout, problems: &mut Problems) -> bool {
        let at = |column| At { file: self.file, line: 1, column };
        for (i, name) in self.header.iter().enumerate() {
            let is_again = self.header.iter().take(i).any(|other| other == name);
            if is_again && !name.is_empty() {
                problems.add(at(""), "gtfs.duplicate", "each column once", Shown(name.as_bytes()));
            }
        }
        let missing: Vec<_> = layout
            .required
            .iter()
            .filter(|&&column| !self.header.iter().any(|name| name == column))
            .collect();
        for &&column in &missing {
            problems.add(at(column), "gtfs.missing_column", format_args!("a column {column}"), "none");
        }
        missing.is_empty()
    }

    /// Returns columns by name.
    pub fn columns<const N: usize>(&self, names: [&'static str; N]) -> [Column; N] {
        names.map(|name| Column { name, at: self.header.iter().position(|other| other == name) })
    }

    /// Reads every row by `read`; a row of the wrong length is a problem, one that is too long is left out.
    pub fn each(mut self, problems: &mut Problems, mut read: impl FnMut(&mut Row<'_>)) {
        let mut record = ByteRecord::new();
        for _ in 0..ROWS_MAX {
            match self.reader.read_byte_record(&mut record) {
                Ok(false) => return,
                Ok(true) => {}
                Err(error) => {
                    problems.add(At::file(self.file), "gtfs.unreadable", "a CSV row", error);
                    return;
                }
            }
            let line = line_of(self.bytes, &record);
            let mut row = Row { file: self.file, line, record: &record, problems, bad: false };
            if row.fits(&self.header) {
                read(&mut row);
            }
        }
        if !self.reader.is_done() {
            problems.add(
                At::file(self.file),
                "gtfs.too_large",
                format_args!("at most {ROWS_MAX} rows"),
                "more",
            );
        }
    }

    /// Reads every row by `read`, which returns nothing for a row that cannot be used.
    pub fn map<T>(self, problems: &mut Problems, mut read: impl FnMut(&mut Row<'_>) -> Option<T>) -> Vec<T> {
        let mut values = Vec::new();
        self.each(problems, |row| {
            let value = read(row);
            values.extend(value.filter(|_| !row.bad));
        });
        values
    }
}

/// Returns the line of a record; the CSV reader gives that of the blank lines before it.
fn line_of(bytes: &[u8], record: &ByteRecord) -> u64 {
    let Some(position) = record.position() else { return 0 };
    let start = usize::try_from(position.byte()).ok().and_then(|start| bytes.get(start..));
    let blank = start.unwrap_or_default().iter().take_while(|&&byte| byte == b'\n' || byte == b'\r');
    blank.filter(|&&byte| byte == b'\n').fold(position.line(), |line, _| line + 1)
}

/// The cells of one row; what cannot be read becomes a problem.
#[derive(Debug)]
pub(super) struct Row<'a> {
    file: &'static str,
    /// Line in the file.
    pub line: u64,
    record: &'a ByteRecord,
    problems: &'a mut Problems,
    /// Whether the row cannot be used.
    pub bad: bool,
}

impl<'a> Row<'a> {
    /// Returns whether the row can be read: the cells that a short row lacks are empty, as in the published
    /// sample feed; in one that is too long, a comma in a cell may have moved the others.
    fn fits(&mut self, header: &[String]) -> bool {
        let (width, count) = (header.len(), self.record.len());
        let bytes = self.record.as_slice().len();
        if bytes > ROW_BYTES_MAX {
            let expected = format_args!("at most {ROW_BYTES_MAX} bytes in a row");
            self.problems.add(self.at(""), "gtfs.too_large", expected, bytes);
            return false;
        }
        if count == width {
            return true;
        }
        let is_kept = self.record.iter().skip(width).all(<[u8]>::is_empty);
        let kept = if is_kept { "; the row was kept" } else { "" };
        self.problems.add(
            self.at(""),
            "gtfs.row_length",
            format_args!("{width} cells"),
            format_args!("{count}{kept}"),
        );
        is_kept
    }

    const fn at(&self, column: &'static str) -> At {
        At { file: self.file, line: self.line, column }
    }

    /// Returns a cell's bytes, trimmed; empty when the column is missing.
    pub fn bytes(&self, column: Column) -> &'a [u8] {
        column.at.and_then(|at| self.record.get(at)).map_or(b"", <[u8]>::trim_ascii)
    }

    /// Returns whether a cell is empty or its column missing.
    pub fn is_empty(&self, column: Column) -> bool {
        self.bytes(column).is_empty()
    }

    /// Notes a problem of this row and makes the row unusable.
    pub fn reject(
        &mut self,
        column: Column,
        code: &'static str,
        expected: impl Display,
        found: impl Display,
    ) {
        self.bad = true;
        self.note(column, code, expected, found);
    }

    /// Notes a problem of this row; the row stays.
    pub fn note(&mut self, column: Column, code: &'static str, expected: impl Display, found: impl Display) {
        self.problems.add(self.at(column.name), code, expected, found);
    }

    /// Rejects the row because of what a cell says.
    pub fn reject_value(&mut self, column: Column, expected: impl Display) {
        self.reject(column, "gtfs.bad_value", expected, Shown(self.bytes(column)));
    }

    /// Rejects the row because a cell names what is not there.
    pub fn reject_reference(&mut self, column: Column, table: &str) {
        let expected = format_args!("an id of a good row of {table}");
        self.reject(column, "gtfs.unknown_reference", expected, Shown(self.bytes(column)));
    }

    /// Parses a cell that may be empty; a bad one rejects the row.
    pub fn optional<T>(
        &mut self,
        column: Column,
        expected: &str,
        parse: impl Fn(&[u8]) -> Option<T>,
    ) -> Option<T> {
        let bytes = self.bytes(column);
        if bytes.is_empty() {
            return None;
        }
        let value = parse(bytes);
        if value.is_none() {
            self.reject_value(column, expected);
        }
        value
    }

    /// Parses a cell that must be there.
    pub fn required<T>(
        &mut self,
        column: Column,
        expected: &str,
        parse: impl Fn(&[u8]) -> Option<T>,
    ) -> Option<T> {
        if self.is_empty(column) {
            self.reject_value(column, expected);
        }
        self.optional(column, expected, parse)
    }

    /// Parses a cell that may be empty; a bad one is a problem and counts as empty.
    pub fn tolerated<T>(
        &mut self,
        column: Column,
        expected: &str,
        parse: impl Fn(&[u8]) -> Option<T>,
    ) -> Option<T> {
        let bytes = self.bytes(column);
        let value = parse(bytes);
        if value.is_none() && !bytes.is_empty() {
            self.note(column, "gtfs.bad_value", expected, Shown(bytes));
        }
        value
    }

    /// Returns a text that must be there.
    pub fn id(&mut self, column: Column) -> Option<String> {
        self.required(column, "an id in UTF-8", utf8)
    }

    /// Returns a text; one that is not UTF-8 is a problem and is read as far as it goes.
    pub fn name(&mut self, column: Column) -> String {
        let bytes = self.bytes(column);
        utf8(bytes).unwrap_or_else(|| {
            self.note(column, "gtfs.bad_value", "a text in UTF-8", Shown(bytes));
            String::from_utf8_lossy(bytes).into_owned()
        })
    }
}

fn utf8(bytes: &[u8]) -> Option<String> {
    std::str::from_utf8(bytes).ok().map(str::to_owned)
}

/// A cell as a problem shows it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown<'a>(pub &'a [u8]);

impl Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("nothing");
        }
        let text = String::from_utf8_lossy(self.0);
        let text: String =
            text.chars().take(SHOWN_MAX).map(|c| if c.is_control() { ' ' } else { c }).collect();
        write!(f, "`{text}`")
    }
}
