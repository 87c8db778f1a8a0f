//! Instants of events, in microseconds.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use lb_base::TimeError;

/// An instant in microseconds since 1970-01-01T00:00Z: when something happened, or when it was recorded.
///
/// Prints RFC 3339 in UTC and reads RFC 3339 with any offset; what is finer than a microsecond is cut off. The range is that
/// of [`Timestamp`], the years -9999 to 9999.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(i64);

impl Moment {
    /// 1970-01-01T00:00Z.
    pub const EPOCH: Self = Self(0);

    /// Returns the instant so many microseconds after 1970-01-01T00:00Z, or nothing outside the years -9999 to 9999.
    #[must_use]
    pub fn from_micros(micros: i64) -> Option<Self> {
        Timestamp::from_microsecond(micros).ok().map(|_| Self(micros))
    }

    /// Returns the microseconds since 1970-01-01T00:00Z.
    #[must_use]
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// Returns the instant.
    #[must_use]
    pub fn timestamp(self) -> Timestamp {
        Timestamp::from_microsecond(self.0).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// Returns whole milliseconds since 1970-01-01T00:00Z; 0 for earlier instants.
    #[must_use]
    pub fn unix_millis(self) -> u64 {
        u64::try_from(self.0.div_euclid(1_000)).unwrap_or(0)
    }

    /// Returns RFC 3339 in UTC: `2026-11-22T00:00:00.000001Z`.
    #[must_use]
    pub fn rfc3339(self) -> String {
        Timestamp::from_microsecond(self.0).map_or_else(|_| self.0.to_string(), |instant| instant.to_string())
    }
}

impl From<Timestamp> for Moment {
    fn from(instant: Timestamp) -> Self {
        Self(instant.as_microsecond())
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.rfc3339())
    }
}

impl fmt::Debug for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Moment({self})")
    }
}

impl FromStr for Moment {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        let instant = text.trim().parse::<Timestamp>();
        instant.map(Self::from).map_err(|_| TimeError::Instant { found: text.to_owned() })
    }
}
