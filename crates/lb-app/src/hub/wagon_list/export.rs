//! Lists out: the railways' text, CSV, XLSX. What is written is read back equal.

use std::fmt::Write;

use jiff::civil::DateTime;
use lb_hub::article::PowerSource;

use super::table::COLUMNS;
use super::written::{word, words};
use super::{TrainHeader, WagonPapersView};
use crate::booking::import::columns::Column;
use crate::export::{Field, Sheet, workbook};
use crate::hub::requests::{ListLine, ThingView};
use crate::hub::views::{BoxLengthView, FillView, FormView, GrossView};
use crate::journal::Fault;

/// The forms of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The railways' text.
    Du1,
    /// CSV in UTF-8, with the mark by which spreadsheets know it.
    Csv,
    /// A workbook.
    Xlsx,
}

impl Format {
    /// All forms.
    pub const ALL: [Self; 3] = [Self::Du1, Self::Csv, Self::Xlsx];

    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Du1 => "du1",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    /// Reads the stable word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.word() == word)
    }

    /// Returns the media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Du1 => "text/plain; charset=utf-8",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// Returns the ending of a file's name.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Du1 => "txt",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }
}

/// A list to be written.
#[derive(Clone, Debug)]
pub struct TrainSheet<'a> {
    /// What stands above the wagons.
    pub header: &'a TrainHeader,
    /// Wagons in order, each followed by its boxes.
    pub lines: &'a [ListLine],
    /// When it is written, by the hub's clock.
    pub written: DateTime,
}

/// Writes a list. Consignments and visits to come are the floor's own names and stay out.
///
/// # Errors
/// A fault when the workbook cannot be put together.
pub fn export(sheet: &TrainSheet<'_>, format: Format) -> Result<Vec<u8>, Fault> {
    match format {
        Format::Du1 => Ok(du1(sheet).into_bytes()),
        Format::Csv => table(sheet).csv(),
        Format::Xlsx => workbook(&[table(sheet)], sheet.written.date().at(0, 0, 0, 0)),
    }
}

/// A wagon with its boxes.
struct Loaded<'a> {
    wagon: &'a ThingView,
    papers: WagonPapersView,
    boxes: Vec<&'a ListLine>,
}

/// Returns the wagons of a list, each with the boxes behind it.
fn wagons(lines: &[ListLine]) -> Vec<Loaded<'_>> {
    let mut all: Vec<Loaded<'_>> = Vec::new();
    for line in lines {
        match (&line.wagon, all.last_mut()) {
            (Some(_), Some(wagon)) => wagon.boxes.push(line),
            (Some(_), None) => {}
            (None, _) => {
                let papers = line.thing.papers.clone().unwrap_or_default();
                all.push(Loaded { wagon: &line.thing, papers, boxes: Vec::new() });
            }
        }
    }
    all
}

const fn mass(thing: &ThingView) -> Option<i64> {
    match &thing.gross {
        Some(GrossView::Declared { mass_kg } | GrossView::Verified { mass_kg }) => Some(*mass_kg),
        Some(GrossView::Unknown {}) | None => None,
    }
}

fn wagon_type(thing: &ThingView) -> &str {
    match &thing.form {
        FormView::Wagon { wagon_type } => wagon_type,
        FormView::Box { .. } | FormView::Vehicle {} | FormView::Piece {} => "",
    }
}

/// Returns where a refrigerated box takes its power from, where it is said.
fn power(thing: &ThingView) -> &'static str {
    thing.power.map_or("", |power| PowerSource::from(power).word())
}

const fn length(thing: &ThingView) -> &'static str {
    match &thing.form {
        FormView::Box { length: BoxLengthView::Twenty } => "20",
        FormView::Box { length: BoxLengthView::Forty } => "40",
        FormView::Wagon { .. } | FormView::Vehicle {} | FormView::Piece {} => "",
    }
}

const fn fill(thing: &ThingView) -> &'static str {
    match thing.fill {
        Some(FillView::Empty) => "empty",
        Some(FillView::Laden) | None => "laden",
    }
}

fn du1(sheet: &TrainSheet<'_>) -> String {
    let header = sheet.header;
    let or = |text: &Option<String>, nothing: &str| text.clone().unwrap_or_else(|| nothing.to_owned());
    let number = |number: Option<u32>| number.map_or_else(|| "0".to_owned(), |number| number.to_string());
    let at = or(&header.at, "").replace(['.', ':'], " ");
    let mut text = format!(
        "(:{} {} {} {} {at} {} {}",
        header.message,
        or(&header.station, "000000"),
        or(&header.train, "0000"),
        or(&header.index, "0000 000 0000"),
        number(header.units),
        number(header.gross_t),
    );
    let _ = writeln!(text, " {}", or(&header.marks, "0000"));
    for (loaded, place) in wagons(sheet.lines).iter().zip(1..) {
        let _ = writeln!(text, "{place:02} {}", wagon_line(loaded).trim_end());
        let (wagon, tare) = (loaded.wagon, mass(loaded.wagon));
        let tare = tare.map_or_else(|| "-".to_owned(), |tare| tare.to_string());
        let _ = writeln!(text, "= {} {tare} {}", word(wagon_type(wagon)), words(&wagon.seals));
        for boxed in &loaded.boxes {
            let _ = writeln!(text, "+ {}", box_line(boxed));
        }
    }
    text.push_str(":)\n");
    text
}

/// Returns a wagon's line behind its place in the train.
fn wagon_line(loaded: &Loaded<'_>) -> String {
    let papers = &loaded.papers;
    let or = |text: &Option<String>, nothing: &str| text.as_deref().map_or_else(|| nothing.to_owned(), word);
    let of_boxes: i64 = loaded.boxes.iter().filter_map(|line| mass(&line.thing)).sum();
    let cargo_kg = if loaded.boxes.is_empty() { papers.cargo_kg.unwrap_or(0) } else { of_boxes };
    let empty = loaded.boxes.iter().filter(|line| line.thing.fill == Some(FillView::Empty)).count();
    let counts = if loaded.boxes.is_empty() {
        (usize::from(papers.laden_boxes.unwrap_or(0)), usize::from(papers.empty_boxes.unwrap_or(0)))
    } else {
        (loaded.boxes.len() - empty, empty)
    };
    let seals = papers.seal_count.map_or(loaded.wagon.seals.len(), usize::from);
    let tenths = mass(loaded.wagon).map_or(0, |tare| (tare + 50) / 100);
    format!(
        "{} {} {:03} {} {} {} {} {} {seals:02} {:02}/{:02} {} {tenths:04} {}",
        word(&loaded.wagon.number),
        or(&papers.roller, "0"),
        (cargo_kg + 500) / 1_000,
        or(&papers.station, "000000"),
        or(&papers.cargo_code, "00000"),
        or(&papers.consignee, "0000"),
        or(&papers.cover, "0"),
        or(&papers.oversize, "0000"),
        counts.0,
        counts.1,
        or(&papers.exit_station, "000000"),
        papers.note.as_deref().unwrap_or_default(),
    )
}

fn box_line(line: &ListLine) -> String {
    let thing = &line.thing;
    let gross = match &thing.gross {
        Some(GrossView::Declared { mass_kg }) => mass_kg.to_string(),
        Some(GrossView::Verified { mass_kg }) => format!("{mass_kg}V"),
        Some(GrossView::Unknown {}) | None => "-".to_owned(),
    };
    let or = |text: &Option<String>| text.as_deref().map_or_else(|| "-".to_owned(), word);
    let number = |number: Option<String>| number.unwrap_or_else(|| "-".to_owned());
    [
        word(&thing.number),
        number(line.slot.map(|slot| slot.to_string())),
        length(thing).to_owned(),
        fill(thing).to_owned(),
        gross,
        or(&thing.destination),
        or(&thing.goods),
        words(&thing.dangerous),
        number(thing.set_point_dc.map(|tenths| tenths.to_string())),
        or(&thing.customer),
        words(&thing.seals),
        power(thing).to_owned(),
    ]
    .join(" ")
    .trim_end()
    .to_owned()
}

/// Returns the rows of a table: one for each box, or for a wagon without.
fn rows(lines: &[ListLine], index: Option<&str>) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for loaded in wagons(lines) {
        let mut of_wagon = wagon_cells(&loaded);
        of_wagon.push(index.unwrap_or_default().to_owned());
        if loaded.boxes.is_empty() {
            all.push(of_wagon.clone());
        }
        for line in &loaded.boxes {
            all.push(of_wagon.iter().cloned().chain(box_cells(line)).collect());
        }
    }
    all
}

fn wagon_cells(loaded: &Loaded<'_>) -> Vec<String> {
    let (wagon, papers) = (loaded.wagon, &loaded.papers);
    let of = |text: &Option<String>| text.clone().unwrap_or_default();
    let count = |number: Option<u8>| number.map_or_else(String::new, |number| number.to_string());
    let kilograms = |mass: Option<i64>| mass.map_or_else(String::new, |mass| mass.to_string());
    vec![
        wagon.number.clone(),
        wagon_type(wagon).to_owned(),
        kilograms(mass(wagon)),
        kilograms(papers.cargo_kg),
        of(&papers.station),
        of(&papers.cargo_code),
        of(&papers.consignee),
        of(&papers.roller),
        of(&papers.cover),
        of(&papers.oversize),
        of(&papers.exit_station),
        wagon.seals.join(";"),
        count(papers.seal_count),
        count(papers.laden_boxes),
        count(papers.empty_boxes),
        of(&papers.note),
    ]
}

fn box_cells(line: &ListLine) -> Vec<String> {
    let thing = &line.thing;
    let of = |text: &Option<String>| text.clone().unwrap_or_default();
    let verified = matches!(thing.gross, Some(GrossView::Verified { .. }));
    vec![
        thing.number.clone(),
        line.slot.map_or_else(String::new, |slot| slot.to_string()),
        length(thing).to_owned(),
        fill(thing).to_owned(),
        mass(thing).map_or_else(String::new, |mass| mass.to_string()),
        if verified { "yes" } else { "no" }.to_owned(),
        of(&thing.destination),
        of(&thing.goods),
        thing.dangerous.join(";"),
        thing.set_point_dc.map_or_else(String::new, |tenths| tenths.to_string()),
        power(thing).to_owned(),
        of(&thing.customer),
        thing.seals.join(";"),
    ]
}

/// Columns whose cells are numbers.
const NUMBERS: [&str; 5] = ["tare_kg", "cargo_kg", "gross_kg", "slot", "set_point_dc"];

/// Returns the list as a table. A wagon without boxes has a short row.
fn table(sheet: &TrainSheet<'_>) -> Sheet {
    let field = |(cell, column): (String, &Column)| match cell.parse() {
        Ok(number) if NUMBERS.contains(&column.name) => Field::Number(number),
        Ok(_) | Err(_) => Field::Text(cell),
    };
    let rows = rows(sheet.lines, sheet.header.index.as_deref())
        .into_iter()
        .map(|row| row.into_iter().zip(COLUMNS).map(field).collect());
    Sheet {
        name: "train",
        columns: COLUMNS.iter().map(|column| column.name.to_owned()).collect(),
        rows: rows.collect(),
    }
}
