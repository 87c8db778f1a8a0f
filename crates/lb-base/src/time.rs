//! Instants, durations and zones of a timetable that spans weeks and ten time zones.
//!
//! An instant is a [`Minute`] since 1970 in UTC; local times exist only together with a [`Zone`]. Zones come
//! from the time-zone data built into the program, never from the machine, so that answers do not depend on it.

mod duration;
mod occurrence;
mod zone;

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;

pub use duration::Minutes;
pub use occurrence::{Actual, Estimated, Planned};
pub use zone::{Zone, local_minute};

/// Why a text is not an instant, duration or zone.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TimeError {
    /// Not numbers with the units d, h and m, largest first.
    #[error("expected a duration such as 14d, 48h, 90m or 1d12h, got {found:?}")]
    Duration {
        /// The text.
        found: String,
    },
    /// Not an instant with its offset from UTC.
    #[error("expected an instant such as 2024-03-01T00:00:00Z, got {found:?}")]
    Instant {
        /// The text.
        found: String,
    },
    /// An instant between two minutes, where a whole minute is needed.
    #[error("expected a whole minute, got {found}")]
    WholeMinute {
        /// The instant.
        found: Timestamp,
    },
    /// Not a name of the time-zone data.
    #[error("expected an IANA time zone such as Asia/Almaty, got {found:?}")]
    Zone {
        /// The text.
        found: String,
    },
    /// An instant or duration beyond 32 bits of minutes, about 4,083 years.
    #[error("expected a time within 4083 years of 1970, got {found}")]
    OutOfRange {
        /// The text or instant.
        found: String,
    },
}

/// An instant in whole minutes since 1970-01-01T00:00Z: the timetable's time.
///
/// Prints RFC 3339 in UTC (`2024-03-01T00:00:00Z`); reads RFC 3339 with any offset, whole minutes only.
/// The range is about 4,083 years on both sides; an itinerary of 60 days needs 17 of the 32 bits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minute(i32);

impl Minute {
    /// The earliest instant, about the year -2113.
    pub const MIN: Self = Self(i32::MIN);
    /// The latest instant, about the year 6053; searches use it for "never".
    pub const MAX: Self = Self(i32::MAX);

    /// Returns the instant so many minutes after 1970-01-01T00:00Z.
    #[must_use]
    pub const fn new(minutes: i32) -> Self {
        Self(minutes)
    }

    /// Returns the minutes since 1970-01-01T00:00Z.
    #[must_use]
    pub const fn get(self) -> i32 {
        self.0
    }

    /// Returns the minute that contains the timestamp: seconds are cut off.
    ///
    /// # Errors
    /// [`TimeError::OutOfRange`] beyond 32 bits.
    pub fn from_timestamp(timestamp: Timestamp) -> Result<Self, TimeError> {
        Self::from_whole_minutes(second_before(timestamp).div_euclid(60), timestamp)
    }

    /// Returns the first minute that is not before the timestamp, as for a cargo's readiness.
    ///
    /// # Errors
    /// [`TimeError::OutOfRange`] beyond 32 bits.
    pub fn from_timestamp_up(timestamp: Timestamp) -> Result<Self, TimeError> {
        let minutes = second_before(timestamp).div_euclid(60);
        let is_whole = timestamp.as_second() % 60 == 0 && timestamp.subsec_nanosecond() == 0;
        Self::from_whole_minutes(if is_whole { minutes } else { minutes + 1 }, timestamp)
    }

    /// Returns the timestamp of the start of the minute.
    #[must_use]
    pub const fn timestamp(self) -> Timestamp {
        // `constant` panics beyond the year 9999, which 32 bits of minutes do not reach.
        #[expect(clippy::as_conversions, reason = "widening; `i64::from` is not const")]
        Timestamp::constant(self.0 as i64 * 60, 0)
    }

    /// Returns the instant with the local date, time and offset of a zone.
    #[must_use]
    pub fn zoned(self, zone: &Zone) -> jiff::Zoned {
        self.timestamp().to_zoned(zone.time_zone().clone())
    }

    /// Returns RFC 3339 in UTC: `2024-03-31T01:30:00Z`.
    #[must_use]
    pub fn rfc3339(self) -> String {
        self.timestamp().to_string()
    }

    /// Returns RFC 3339 with the local offset and the zone's name: `2024-03-31T03:30:00+02:00[Europe/Berlin]`.
    ///
    /// Source: RFC 9557 (the suffix).
    #[must_use]
    pub fn rfc3339_local(self, zone: &Zone) -> String {
        self.zoned(zone).to_string()
    }

    /// Returns the later instant, or nothing when it overflows.
    #[must_use]
    pub fn checked_add(self, duration: Minutes) -> Option<Self> {
        self.0.checked_add(duration.get()).map(Self)
    }

    /// Returns the earlier instant, or nothing when it overflows.
    #[must_use]
    pub fn checked_sub(self, duration: Minutes) -> Option<Self> {
        self.0.checked_sub(duration.get()).map(Self)
    }

    /// Returns the later instant, held at the ends of the range: never plus a dwell stays never.
    #[must_use]
    pub const fn saturating_add(self, duration: Minutes) -> Self {
        Self(self.0.saturating_add(duration.get()))
    }

    /// Returns the earlier instant, held at the ends of the range.
    #[must_use]
    pub const fn saturating_sub(self, duration: Minutes) -> Self {
        Self(self.0.saturating_sub(duration.get()))
    }

    /// Returns the time passed since an earlier instant (negative since a later one), held at the ends.
    #[must_use]
    pub const fn since(self, earlier: Self) -> Minutes {
        Minutes::new(self.0.saturating_sub(earlier.0))
    }

    fn from_whole_minutes(minutes: i64, timestamp: Timestamp) -> Result<Self, TimeError> {
        let out_of_range = |_| TimeError::OutOfRange { found: timestamp.to_string() };
        i32::try_from(minutes).map(Self).map_err(out_of_range)
    }
}

impl TryFrom<Timestamp> for Minute {
    type Error = TimeError;

    /// Converts a whole minute; [`Minute::from_timestamp`] cuts seconds off instead.
    fn try_from(found: Timestamp) -> Result<Self, TimeError> {
        let minute = Self::from_timestamp(found)?;
        if minute.timestamp() == found { Ok(minute) } else { Err(TimeError::WholeMinute { found }) }
    }
}

impl From<Minute> for Timestamp {
    fn from(minute: Minute) -> Self {
        minute.timestamp()
    }
}

impl fmt::Display for Minute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.rfc3339())
    }
}

impl fmt::Debug for Minute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Minute({self})")
    }
}

impl FromStr for Minute {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        let instant = text.trim().parse::<Timestamp>();
        Self::try_from(instant.map_err(|_| TimeError::Instant { found: text.to_owned() })?)
    }
}

/// Returns the last whole second that is not after the timestamp; jiff's own accessor goes towards 1970.
fn second_before(timestamp: Timestamp) -> i64 {
    timestamp.as_second() - i64::from(timestamp.subsec_nanosecond() < 0)
}

#[cfg(test)]
mod tests;
