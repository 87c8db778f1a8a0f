//! Tables as files that spreadsheets open: CSV and workbooks.
//!
//! Texts are other people's words: in CSV none is left that a spreadsheet would take for a formula. [`plain`] takes the mark away
//! again, so that what is written is read back equal.

use jiff::civil::DateTime;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::journal::Fault;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// A text.
    Text(String),
    /// A number that a spreadsheet may sum.
    Number(i64),
}

impl From<String> for Field {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// A table.
#[derive(Clone, Debug)]
pub(crate) struct Sheet {
    /// Its name, at most 31 characters.
    pub name: &'static str,
    /// Its columns.
    pub columns: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<Field>>,
}

impl Sheet {
    /// Returns the table as CSV in UTF-8, with the mark by which spreadsheets know it.
    ///
    /// # Errors
    /// A fault of the writer.
    pub(crate) fn csv(&self) -> Result<Vec<u8>, Fault> {
        let fault = |error: csv::Error| Fault::caused("csv", error);
        let mut writer = csv::WriterBuilder::new()
            .flexible(true)
            .terminator(csv::Terminator::CRLF)
            .from_writer("\u{feff}".as_bytes().to_vec());
        writer.write_record(&self.columns).map_err(fault)?;
        for row in &self.rows {
            let cells = row.iter().map(|field| match field {
                Field::Text(text) => marked(text),
                Field::Number(number) => number.to_string(),
            });
            writer.write_record(cells).map_err(fault)?;
        }
        writer.into_inner().map_err(|error| Fault::caused("csv", error.into_error()))
    }
}

/// Returns tables as a workbook. The same tables give the same bytes: `created` is what the file names as its beginning.
///
/// # Errors
/// A fault of the writer.
pub(crate) fn workbook(sheets: &[Sheet], created: DateTime) -> Result<Vec<u8>, Fault> {
    written(sheets, created).map_err(|error| Fault::caused("workbook", error))
}

fn written(sheets: &[Sheet], created: DateTime) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let created = ExcelDateTime::parse_from_str(&created.strftime("%Y-%m-%dT%H:%M:%S").to_string())?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&created));
    for Sheet { name, columns, rows } in sheets {
        let page = book.add_worksheet();
        page.set_name(*name)?;
        page.write_row(0, 0, columns)?;
        for (at, row) in (1_u32..).zip(rows) {
            for (place, field) in (0_u16..).zip(row) {
                match field {
                    Field::Text(text) if text.is_empty() => {}
                    Field::Text(text) => {
                        page.write_string(at, place, text)?;
                    }
                    Field::Number(number) => match i32::try_from(*number) {
                        Ok(number) => page.write_number(at, place, number).map(|_| ())?,
                        Err(_) => page.write_string(at, place, number.to_string()).map(|_| ())?,
                    },
                }
            }
        }
    }
    book.save_to_buffer()
}

/// The signs with which a formula begins, and the mark itself, so that it can be taken away again.
const MARKED: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\''];

/// Returns a text that no spreadsheet takes for a formula.
///
/// Source: OWASP, CSV injection.
fn marked(text: &str) -> String {
    if text.starts_with(MARKED) { format!("'{text}") } else { text.to_owned() }
}

/// Returns a cell without the mark that says that it is a text.
pub(crate) fn plain(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|text| text.starts_with(MARKED)).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_formula_is_marked_and_comes_back() {
        for text in ["=1+1", "-18", "'=1", "''", "'", "wheat", "", "@x", "o'clock", "'80s"] {
            assert_eq!(plain(&marked(text)), text);
        }
        assert_eq!(marked("=1+1"), "'=1+1");
        // Nobody marked this one.
        assert_eq!(plain("'80s"), "'80s");
    }
}
