//! One row by the names of its columns.

use std::fmt::Display;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::CELL_LETTERS_MAX;
use super::columns::Layout;
use super::sheet::{Epoch, SheetRow};
use super::workbook::clock;
use crate::export::plain;
use crate::refusal::Refusal;

/// Notations of a clock time without a zone, beside ISO 8601.
const CLOCKS: [&str; 6] = [
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%d.%m.%Y %H:%M:%S",
    "%d.%m.%Y %H:%M",
];
/// Notations of a day.
const DAYS: [&str; 3] = ["%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y"];

/// A row whose cells are read by name.
#[derive(Clone, Copy, Debug)]
pub struct Cells<'a> {
    layout: &'a Layout,
    row: &'a SheetRow,
    epoch: Option<Epoch>,
}

impl<'a> Cells<'a> {
    /// Returns a row by a layout.
    ///
    /// # Errors
    /// `import.bad_text` when a cell is too long or holds what is none of the file's charset.
    pub fn new(layout: &'a Layout, row: &'a SheetRow, epoch: Option<Epoch>) -> Result<Self, Refusal> {
        let cells = Self { layout, row, epoch };
        for name in layout.places.keys() {
            let Some(text) = cells.get(name) else { continue };
            if text.contains(['\u{fffd}', '\0']) {
                let expected = "a text in the file's charset, which is UTF-8 unless it is declared";
                return Err(Refusal::field("import.bad_text", *name, expected, text));
            }
            if text.chars().count() > CELL_LETTERS_MAX {
                let expected = format!("at most {CELL_LETTERS_MAX} letters");
                return Err(Refusal::field("import.bad_text", *name, expected, text));
            }
        }
        Ok(cells)
    }

    /// Returns what stands in a column; nothing when it is empty or not there.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&'a str> {
        let text = plain(self.row.cells.get(*self.layout.places.get(name)?)?.trim());
        (!text.is_empty()).then_some(text)
    }

    /// Returns what stands in a column as a text of its own.
    #[must_use]
    pub fn owned(&self, name: &str) -> Option<String> {
        self.get(name).map(str::to_owned)
    }

    /// Returns what has to stand in a column.
    ///
    /// # Errors
    /// `import.empty_cell`.
    pub fn need(&self, name: &'static str) -> Result<&'a str, Refusal> {
        let empty = || Refusal::field("import.empty_cell", name, "a value", "nothing");
        self.get(name).ok_or_else(empty)
    }

    /// Reads what may stand in a column.
    ///
    /// # Errors
    /// `import.bad_cell`.
    pub fn read<T: FromStr<Err: Display>>(&self, name: &'static str) -> Result<Option<T>, Refusal> {
        let Some(text) = self.get(name) else { return Ok(None) };
        text.parse().map(Some).map_err(|error: T::Err| {
            let sentence = error.to_string();
            let rest = sentence.strip_prefix("expected ").unwrap_or(&sentence);
            bad(name, rest.split(", got ").next().unwrap_or(rest), text)
        })
    }

    /// Reads a number that may stand in a column; `1 200` and `1200.0` are 1,200.
    ///
    /// # Errors
    /// `import.bad_cell`.
    pub fn integer(&self, name: &'static str) -> Result<Option<i64>, Refusal> {
        let Some(text) = self.get(name) else { return Ok(None) };
        let plain: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
        let whole = match plain.split_once('.') {
            Some((whole, rest)) if rest.bytes().all(|byte| byte == b'0') => whole,
            Some(_) | None => &plain,
        };
        whole.parse().map(Some).map_err(|_| bad(name, "a whole number", text))
    }

    /// Reads one of some words that may stand in a column, in any case.
    ///
    /// # Errors
    /// `import.bad_cell`.
    pub fn word<T: DeserializeOwned>(
        &self,
        name: &'static str,
        words: &'static str,
    ) -> Result<Option<T>, Refusal> {
        let Some(text) = self.get(name) else { return Ok(None) };
        let word: String = text.to_lowercase().replace([' ', '-'], "_");
        serde_json::from_value(Value::String(word))
            .map(Some)
            .map_err(|_| bad(name, &format!("one of {words}"), text))
    }

    /// Reads yes or no in four languages; no when the column is empty.
    ///
    /// # Errors
    /// `import.bad_cell`.
    pub fn yes(&self, name: &'static str) -> Result<bool, Refusal> {
        match self.get(name).map(str::to_lowercase).as_deref() {
            None | Some("no" | "n" | "false" | "0" | "否" | "нет" | "жоқ") => Ok(false),
            Some("yes" | "y" | "true" | "1" | "是" | "да" | "иә") => Ok(true),
            Some(other) => Err(bad(name, "yes or no", other)),
        }
    }

    /// Reads when something happened: an instant, or a clock time at the place.
    ///
    /// # Errors
    /// `import.bad_cell`, `import.empty_cell`.
    pub fn time(&self, name: &'static str) -> Result<When, Refusal> {
        let text = self.need(name)?;
        let found = self.when(text).filter(|when| !matches!(when, When::Day(_)));
        let expected = "a time such as 2026-12-01T08:00:00Z, or 2026-12-01 08:00 at the place";
        found.ok_or_else(|| bad(name, expected, text))
    }

    /// Reads a time or a day that may stand in a column.
    ///
    /// # Errors
    /// `import.bad_cell`.
    pub fn day_or_time(&self, name: &'static str) -> Result<Option<When>, Refusal> {
        let Some(text) = self.get(name) else { return Ok(None) };
        let expected = "a day such as 2026-12-01, or a time such as 2026-12-01 08:00 or 2026-12-01T08:00:00Z";
        self.when(text).map(Some).ok_or_else(|| bad(name, expected, text))
    }

    fn when(&self, text: &str) -> Option<When> {
        if let Ok(instant) = text.parse::<Timestamp>() {
            return Some(When::Instant(instant)).filter(When::is_likely);
        }
        let plain = text.replacen('T', " ", 1);
        let clock_time = CLOCKS.iter().find_map(|notation| DateTime::strptime(notation, &plain).ok());
        let day = || DAYS.iter().find_map(|notation| Date::strptime(notation, &plain).ok());
        let serial = || {
            let clock = clock(text.parse().ok()?, self.epoch?)?;
            Some(if clock.time() == jiff::civil::Time::midnight() {
                When::Day(clock.date())
            } else {
                When::Clock(clock)
            })
        };
        let when = clock_time.map(When::Clock).or_else(|| day().map(When::Day)).or_else(serial);
        when.filter(When::is_likely)
    }
}

/// When something happened or should, as a cell says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// An instant.
    Instant(Timestamp),
    /// A clock time at a place.
    Clock(DateTime),
    /// A day at a place.
    Day(Date),
}

impl When {
    /// Years outside of which a time is a mistake.
    const YEARS: std::ops::RangeInclusive<i16> = 1990..=2199;

    fn is_likely(&self) -> bool {
        let year = match self {
            Self::Instant(instant) => instant.to_zoned(jiff::tz::TimeZone::UTC).year(),
            Self::Clock(clock) => clock.year(),
            Self::Day(day) => day.year(),
        };
        Self::YEARS.contains(&year)
    }
}

impl Display for When {
    /// RFC 3339, or what of ISO 8601 is left without a zone and without a time.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Instant(instant) => instant.fmt(f),
            Self::Clock(clock) => clock.fmt(f),
            Self::Day(day) => day.fmt(f),
        }
    }
}

/// Returns the refusal of a cell.
pub fn bad(name: &'static str, expected: &str, found: &str) -> Refusal {
    Refusal::field("import.bad_cell", name, expected, found)
}
