//! A gauge change's document as tables: CSV of the transfer list, a workbook of all its parts.
//!
//! Columns have stable names, in the order of the transfer list as railways keep it. A cell that begins like a formula is written
//! as text: the words are other people's.

use super::gauge_record::{GaugeDocument, GaugeUnitRow};
use super::views::GaugeWitnessView;
use crate::export::{Field, Sheet, workbook};
use crate::journal::Fault;

/// A table: its name, its columns, its rows.
type Table = (&'static str, &'static [&'static str], Vec<Vec<String>>);

const LIST: &[&str] = &[
    "sequence",
    "unit",
    "mass_kg",
    "from_wagon",
    "from_slot",
    "outcome",
    "to_wagon",
    "to_slot",
    "over_at",
    "seals_listed",
    "seals_found",
    "damage",
    "photos",
    "tallied_by",
    "tallied_at",
    "exceptions",
    "note",
];
const EXCEPTIONS: &[&str] = &["unit", "kind", "words", "organisation", "person", "at"];
const NOTES: &[&str] =
    &["note", "main_note", "unit", "wagon", "mass_kg", "pieces", "organisation", "person", "at"];
const SIGNATURES: &[&str] = &["organisation", "name", "person", "at", "hash"];

/// Returns the transfer list as CSV in UTF-8.
///
/// # Errors
/// A fault when the table cannot be written.
pub fn csv(document: &GaugeDocument) -> Result<Vec<u8>, Fault> {
    sheet(transfer_list(document)).csv()
}

/// Returns the document as a workbook: transfer list, exceptions, supplementary notes, signatures.
///
/// The same document gives the same bytes: the time that the file names is that of its opening.
///
/// # Errors
/// A fault when the workbook cannot be written.
pub fn xlsx(document: &GaugeDocument) -> Result<Vec<u8>, Fault> {
    let opened: jiff::Timestamp =
        document.row.opened.at.parse().map_err(|error| Fault::caused("opened", error))?;
    let tables = [transfer_list(document), exceptions(document), notes(document), signatures(document)];
    workbook(&tables.map(sheet), opened.to_zoned(jiff::tz::TimeZone::UTC).datetime())
}

fn sheet((name, columns, rows): Table) -> Sheet {
    let columns = columns.iter().map(|column| (*column).to_owned()).collect();
    let rows = rows.into_iter().map(|row| row.into_iter().map(Field::Text).collect());
    Sheet { name, columns, rows: rows.collect() }
}

fn transfer_list(document: &GaugeDocument) -> Table {
    let rows = document.units.iter().enumerate().map(|(at, unit)| list_row(at + 1, unit));
    ("transfer_list", LIST, rows.collect())
}

fn list_row(sequence: usize, unit: &GaugeUnitRow) -> Vec<String> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let to = unit.to.as_ref();
    let tally = unit.tally.as_ref();
    let kinds: Vec<&str> = unit
        .exceptions
        .iter()
        .map(|exception| lb_hub::gauge_record::ExceptionKind::from(exception.kind).word())
        .collect();
    vec![
        sequence.to_string(),
        unit.number.clone(),
        unit.mass_kg.map(|kg| kg.to_string()).unwrap_or_default(),
        unit.from.number.clone(),
        unit.from.slot.to_string(),
        unit.outcome.clone(),
        to.map(|stand| stand.number.clone()).unwrap_or_default(),
        to.map(|stand| stand.slot.to_string()).unwrap_or_default(),
        text(&unit.over_at),
        unit.seals.join(";"),
        tally.and_then(|tally| tally.seals.as_ref()).map(|seals| seals.join(";")).unwrap_or_default(),
        tally.and_then(|tally| tally.damage.clone()).unwrap_or_default(),
        tally.map(|tally| tally.photos.join(";")).unwrap_or_default(),
        tally.map(|tally| tally.by.person.clone()).unwrap_or_default(),
        tally.map(|tally| tally.by.at.clone()).unwrap_or_default(),
        kinds.join(";"),
        text(&unit.note),
    ]
}

fn said_by(by: &GaugeWitnessView) -> [String; 3] {
    [by.organisation.clone(), by.person.clone(), by.at.clone()]
}

fn exceptions(document: &GaugeDocument) -> Table {
    let of = |unit: &GaugeUnitRow| {
        let rows = unit.exceptions.iter().map(|exception| {
            let kind = lb_hub::gauge_record::ExceptionKind::from(exception.kind).word().to_owned();
            let what = [unit.number.clone(), kind, exception.words.clone()];
            what.into_iter().chain(said_by(&exception.by)).collect()
        });
        rows.collect::<Vec<Vec<String>>>()
    };
    let missing = document.missing.iter().map(|number| {
        let what = [number.clone(), "missing".to_owned(), String::new()];
        what.into_iter().chain(said_by(&document.row.opened)).collect()
    });
    ("exceptions", EXCEPTIONS, document.units.iter().flat_map(of).chain(missing).collect())
}

fn notes(document: &GaugeDocument) -> Table {
    let number_of = |id: &str| {
        let unit = document.units.iter().find(|unit| unit.unit == id);
        unit.map_or_else(|| id.to_owned(), |unit| unit.number.clone())
    };
    let mut rows = Vec::new();
    for note in &document.supplementary {
        for line in &note.lines {
            let what = [
                note.number.clone(),
                note.main.clone(),
                number_of(&line.unit),
                line.wagon_number.clone().unwrap_or_default(),
                line.mass_kg.to_string(),
                line.pieces.to_string(),
            ];
            rows.push(what.into_iter().chain(said_by(&note.by)).collect());
        }
    }
    ("supplementary_notes", NOTES, rows)
}

fn signatures(document: &GaugeDocument) -> Table {
    let row = |signature: &super::views::GaugeSignatureView| {
        let by = &signature.by;
        vec![
            by.organisation.clone(),
            signature.name.clone(),
            by.person.clone(),
            by.at.clone(),
            signature.hash.clone(),
        ]
    };
    ("signatures", SIGNATURES, document.signatures.iter().map(row).collect())
}

#[cfg(test)]
mod tests;
