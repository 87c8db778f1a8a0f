//! Durations in whole minutes.

use std::fmt;
use std::str::FromStr;

use super::TimeError;

/// A duration in whole minutes; a day is 24 hours, whatever the clocks do. May be negative.
///
/// Prints the largest unit that is exact (`14d`, `36h`, `90m`); reads those and sums with the largest unit
/// first, such as `1d12h` or `1d 12h 30m`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Minutes(i32);

/// The units of durations in minutes, largest first.
const UNITS: [(char, i32); 3] = [('d', 24 * 60), ('h', 60), ('m', 1)];

impl Minutes {
    /// No time.
    pub const ZERO: Self = Self(0);
    /// The longest duration.
    pub const MAX: Self = Self(i32::MAX);

    /// Returns a duration of minutes.
    #[must_use]
    pub const fn new(minutes: i32) -> Self {
        Self(minutes)
    }

    /// Returns a duration of hours, held at the ends of the range.
    #[must_use]
    pub const fn from_hours(hours: i32) -> Self {
        Self(hours.saturating_mul(60))
    }

    /// Returns a duration of days of 24 hours, held at the ends of the range.
    #[must_use]
    pub const fn from_days(days: i32) -> Self {
        Self(days.saturating_mul(24 * 60))
    }

    /// Returns the minutes.
    #[must_use]
    pub const fn get(self) -> i32 {
        self.0
    }

    /// Returns the sum, or nothing when it overflows.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// Returns the difference, or nothing when it overflows.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// Returns the sum, held at the ends of the range.
    #[must_use]
    pub const fn saturating_add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// Returns the difference, held at the ends of the range.
    #[must_use]
    pub const fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl fmt::Display for Minutes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let exact = UNITS.iter().find(|(_, minutes)| self.0 != 0 && self.0 % minutes == 0);
        let (unit, minutes) = exact.copied().unwrap_or(('m', 1));
        f.pad(&format!("{}{unit}", self.0 / minutes))
    }
}

impl FromStr for Minutes {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        let malformed = || TimeError::Duration { found: text.to_owned() };
        let trimmed = text.trim();
        let mut rest = trimmed.strip_prefix('-').unwrap_or(trimmed);
        let mut units = UNITS.iter();
        let mut sum = Some(0_i64);
        while !rest.is_empty() {
            let number_end = rest.find(|symbol: char| !symbol.is_ascii_digit()).ok_or_else(malformed)?;
            let (number, behind) = rest.split_at(number_end);
            let name = behind.chars().next().filter(|_| !number.is_empty()).ok_or_else(malformed)?;
            // The iterator only moves on: a unit out of order or given twice is not found.
            let (_, minutes) = units.find(|unit| unit.0 == name).ok_or_else(malformed)?;
            let count = number.parse::<i64>().ok();
            sum = sum
                .zip(count)
                .and_then(|(sum, count)| sum.checked_add(count.checked_mul(i64::from(*minutes))?));
            rest = behind[name.len_utf8()..].trim_start();
        }
        if trimmed.trim_start_matches('-').is_empty() {
            return Err(malformed());
        }
        let signed = sum.map(|sum| if trimmed.starts_with('-') { -sum } else { sum });
        let out_of_range = || TimeError::OutOfRange { found: text.to_owned() };
        signed.and_then(|sum| i32::try_from(sum).ok()).map(Self).ok_or_else(out_of_range)
    }
}

#[cfg(test)]
mod tests;
