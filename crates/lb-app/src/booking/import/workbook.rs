//! Workbooks: the first sheet of an XLSX file.

use std::io::{Cursor, Read};

use calamine::{DataRef, Reader, Xlsx, XlsxError};
use jiff::civil::{Date, DateTime, date};
use jiff::{SignedDuration, Unit};

use super::sheet::{Collected, Epoch, Sheet, too_large};
use super::{COLUMNS_MAX, FILE_BYTES_MAX, ROWS_MAX, UNPACKED_BYTES_MAX};
use crate::refusal::Refusal;

/// Parts of a workbook at most.
const PARTS_MAX: usize = 2_000;
/// Cells that are looked at, at most; empty ones count too.
const CELLS_MAX: usize = ROWS_MAX * COLUMNS_MAX;
/// The last day that a workbook can say: 31 December 9999.
const SERIAL_MAX: f64 = 2_958_466.0;

/// Reads the first sheet. Cells that a formula fills are read as they were computed last.
///
/// # Errors
/// `import.unreadable`, `import.too_large`.
pub fn read(bytes: &[u8]) -> Result<Sheet, Refusal> {
    if bytes.len() > FILE_BYTES_MAX {
        return Err(too_large("bytes", FILE_BYTES_MAX, bytes.len()));
    }
    check_unpacked(bytes)?;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| unreadable(&error))?;
    let epoch = if workbook.has_1904_epoch() { Epoch::Y1904 } else { Epoch::Y1900 };
    let Some(first) = workbook.sheet_names().first().cloned() else {
        return Err(Refusal::field("import.empty", "file", "a sheet", "a workbook without one"));
    };
    let mut cells = workbook.worksheet_cells_reader(&first).map_err(|error| unreadable(&error))?;
    let mut rows = Collected::default();
    let (mut at, mut row): (u32, Vec<String>) = (0, Vec::new());
    let mut seen = 0_usize;
    // Cell by cell: a sheet may claim to be as large as it likes.
    while let Some(cell) = cells.next_cell().map_err(|error| unreadable(&error))? {
        seen = seen.saturating_add(1);
        if seen > CELLS_MAX {
            return Err(too_large("cells", CELLS_MAX, seen));
        }
        let (line, column) = cell.get_position();
        if line != at {
            rows.add(u64::from(at).saturating_add(1), std::mem::take(&mut row))?;
            at = line;
        }
        let text = text(cell.get_value(), epoch);
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if text.is_empty() {
            continue;
        }
        if column >= COLUMNS_MAX {
            return Err(too_large("columns", COLUMNS_MAX, column.saturating_add(1)));
        }
        if row.len() <= column {
            row.resize(column.saturating_add(1), String::new());
        }
        if let Some(place) = row.get_mut(column) {
            *place = text;
        }
    }
    rows.add(u64::from(at).saturating_add(1), row)?;
    Ok(rows.finish(Some(epoch)))
}

fn unreadable(error: &XlsxError) -> Refusal {
    Refusal::field("import.unreadable", "file", "an XLSX workbook", &error.to_string())
}

/// Unpacks every part into nothing and counts: what an archive says of its sizes need not be true.
fn check_unpacked(bytes: &[u8]) -> Result<(), Refusal> {
    let broken = |found: String| Refusal::field("import.unreadable", "file", "an XLSX workbook", &found);
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(error.to_string()))?;
    if archive.len() > PARTS_MAX {
        return Err(too_large("parts", PARTS_MAX, archive.len()));
    }
    let mut left = UNPACKED_BYTES_MAX;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| broken(error.to_string()))?;
        let mut part = part.take(left.saturating_add(1));
        let unpacked = std::io::copy(&mut part, &mut std::io::sink());
        let unpacked = unpacked.map_err(|error| broken(error.to_string()))?;
        if unpacked > left {
            return Err(too_large("bytes", UNPACKED_BYTES_MAX, "more when unpacked"));
        }
        left -= unpacked;
    }
    Ok(())
}

/// Returns what a cell says, as a text.
fn text(value: &DataRef<'_>, epoch: Epoch) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(moment) => {
            let serial = moment.as_f64();
            clock(serial, epoch).map_or_else(|| serial.to_string(), |clock| clock.to_string())
        }
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// Returns the clock time of a workbook's day number, to the second.
#[must_use]
pub fn clock(serial: f64, epoch: Epoch) -> Option<DateTime> {
    if !(0.0..SERIAL_MAX).contains(&serial) {
        return None;
    }
    let first: Date = match epoch {
        Epoch::Y1900 => date(1899, 12, 30),
        Epoch::Y1904 => date(1904, 1, 1),
    };
    let since = SignedDuration::try_from_secs_f64(serial * 86_400.0).ok()?;
    let whole = since.round(Unit::Second).ok()?;
    first.at(0, 0, 0, 0).checked_add(whole).ok()
}
