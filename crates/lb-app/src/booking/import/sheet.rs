//! A table of texts with the lines where they stand.

use super::{CELL_LETTERS_MAX, COLUMNS_MAX, ROWS_MAX, delimited, workbook};
use crate::refusal::Refusal;

/// The day from which a workbook counts its dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Epoch {
    /// 30 December 1899, as most do.
    Y1900,
    /// 1 January 1904, as old Macintosh files do.
    Y1904,
}

/// A row that holds something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetRow {
    /// Its line in the file, from 1.
    pub line: u64,
    /// Its cells, as texts; shorter than the header where the rest is empty.
    pub cells: Vec<String>,
}

/// The rows of a file, the first apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// What the columns are called.
    pub header: Vec<String>,
    /// The line of the header.
    pub header_line: u64,
    /// The rows below that hold something, in order.
    pub rows: Vec<SheetRow>,
    /// From where a bare number counts days, where the file is a workbook.
    pub epoch: Option<Epoch>,
}

/// The first bytes of a ZIP archive, which a workbook is.
const ZIP: &[u8] = b"PK\x03\x04";
/// The first bytes of an Excel file from before 2007.
const OLD_EXCEL: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0];

/// Reads a file by what it is; `charset` is what its sender says of it.
///
/// # Errors
/// `import.unreadable`, `import.unknown_charset`, `import.too_large`, `import.empty`: nothing of the file can be used.
pub fn open(bytes: &[u8], charset: Option<&str>) -> Result<Sheet, Refusal> {
    if bytes.starts_with(OLD_EXCEL) {
        let expected = "a CSV or XLSX file";
        return Err(Refusal::field("import.unreadable", "file", expected, "an Excel file of 2003 or older"));
    }
    let sheet =
        if bytes.starts_with(ZIP) { workbook::read(bytes)? } else { delimited::read(bytes, charset)? };
    if sheet.header.is_empty() {
        return Err(Refusal::field("import.empty", "file", "a header line", "nothing"));
    }
    Ok(sheet)
}

/// Collects rows, within the limits.
#[derive(Debug, Default)]
pub struct Collected {
    header: Option<SheetRow>,
    rows: Vec<SheetRow>,
}

impl Collected {
    /// Adds a row; empty ones are passed over, the first other is the header.
    ///
    /// # Errors
    /// `import.too_large` when there are too many rows or columns, or a cell is too long.
    pub fn add(&mut self, line: u64, mut cells: Vec<String>) -> Result<(), Refusal> {
        while cells.last().is_some_and(|cell| cell.trim().is_empty()) {
            cells.pop();
        }
        if cells.is_empty() {
            return Ok(());
        }
        if cells.len() > COLUMNS_MAX {
            return Err(too_large("columns", COLUMNS_MAX, cells.len()));
        }
        // What is too long stays too long, and its row is refused by itself.
        for cell in &mut cells {
            *cell = cell.chars().take(CELL_LETTERS_MAX.saturating_add(1)).collect();
        }
        let row = SheetRow { line, cells };
        match &self.header {
            None => self.header = Some(row),
            Some(_) if self.rows.len() >= ROWS_MAX => {
                return Err(too_large("rows", ROWS_MAX, self.rows.len().saturating_add(1)));
            }
            Some(_) => self.rows.push(row),
        }
        Ok(())
    }

    /// Returns the sheet.
    #[must_use]
    pub fn finish(self, epoch: Option<Epoch>) -> Sheet {
        let (header_line, header) = self.header.map_or((1, Vec::new()), |row| (row.line, row.cells));
        Sheet { header, header_line, rows: self.rows, epoch }
    }
}

/// Returns the refusal of a file with too much of something.
pub fn too_large(what: &'static str, most: impl std::fmt::Display, found: impl std::fmt::Display) -> Refusal {
    Refusal::field("import.too_large", what, format!("at most {most} {what}"), &found.to_string())
}
