//! The id of a run: which departure of which service.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use super::{IdError, ServiceId};

/// One departure of a service: its service date (the local date of the first call) and the minutes by which its
/// pattern shifts every time, for a second departure of a day.
///
/// Prints and reads `SV-LYG-ALA/2026-12-04` and, shifted, `SV-LYG-ALA/2026-12-04+720`. Stays the same when the
/// timetable is built anew; orders by service, date, shift.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RunId {
    service: ServiceId,
    date: Date,
    shift_minutes: i32,
}

/// Why a text is not the id of a run.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RunIdError {
    /// Not a service, a date and perhaps a shift.
    #[error("expected a run such as SV-LYG-ALA/2026-12-04 or SV-LYG-ALA/2026-12-04+720, got {found:?}")]
    Shape {
        /// The text.
        found: String,
    },
    /// The service's part is no id.
    #[error(transparent)]
    Service(#[from] IdError),
}

impl RunId {
    /// Returns the id of a run.
    #[must_use]
    pub const fn new(service: ServiceId, date: Date, shift_minutes: i32) -> Self {
        Self { service, date, shift_minutes }
    }

    /// Returns the service that runs.
    #[must_use]
    pub const fn service(&self) -> &ServiceId {
        &self.service
    }

    /// Returns the service date, local at the first call before any shift.
    #[must_use]
    pub const fn date(&self) -> Date {
        self.date
    }

    /// Returns the minutes by which every time of the run is shifted.
    #[must_use]
    pub const fn shift_minutes(&self) -> i32 {
        self.shift_minutes
    }
}

impl fmt::Display for RunId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shift = if self.shift_minutes == 0 { String::new() } else { format!("+{}", self.shift_minutes) };
        f.pad(&format!("{}/{}{shift}", self.service, self.date))
    }
}

impl fmt::Debug for RunId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RunId({self})")
    }
}

impl FromStr for RunId {
    type Err = RunIdError;

    fn from_str(text: &str) -> Result<Self, RunIdError> {
        let shape = || RunIdError::Shape { found: text.to_owned() };
        let (service, rest) = text.trim().split_once('/').ok_or_else(shape)?;
        let (date, shift) = match rest.split_once('+') {
            Some((date, shift)) => (date, shift.parse::<i32>().map_err(|_| shape())?),
            None => (rest, 0),
        };
        // Jiff reads dates with times too; a run has a date alone.
        let date = Some(date).filter(|date| date.len() == 10).and_then(|date| date.parse::<Date>().ok());
        Ok(Self::new(service.parse()?, date.ok_or_else(shape)?, shift))
    }
}

#[cfg(test)]
mod tests;
