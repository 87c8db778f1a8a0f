//! Probabilities in parts per million.

use std::fmt;
use std::str::FromStr;

use super::QuantityError;
use crate::decimal::{format_scaled, parse_scaled};

/// A probability in parts per million, 0 to 1,000,000.
///
/// An integer, so that the search's comparisons and the outputs are the same everywhere. Prints `98.5 %`; reads
/// that, `985000 ppm`, and the plain number `0.985`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ppm(u32);

impl Ppm {
    /// Never.
    pub const ZERO: Self = Self(0);
    /// Always.
    pub const ONE: Self = Self(1_000_000);

    /// Returns the probability of so many parts per million, or nothing above one million.
    #[must_use]
    pub const fn new(parts: u32) -> Option<Self> {
        if parts <= Self::ONE.0 { Some(Self(parts)) } else { None }
    }

    /// Returns `part` out of `whole`, rounded half up; nothing when `part` exceeds `whole` or `whole` is 0.
    #[must_use]
    pub fn from_ratio(part: u32, whole: u32) -> Option<Self> {
        if part > whole {
            return None;
        }
        let doubled = 2 * u64::from(part) * 1_000_000 + u64::from(whole);
        doubled
            .checked_div(2 * u64::from(whole))
            .and_then(|parts| u32::try_from(parts).ok())
            .and_then(Self::new)
    }

    /// Returns the parts per million.
    #[must_use]
    pub const fn as_ppm(self) -> u32 {
        self.0
    }

    /// Returns the probability that both of two independent things happen, rounded half up.
    ///
    /// Never above either of the two. The rounding makes long products depend on their order by a few parts:
    /// multiply in the order of the journey.
    #[must_use]
    pub fn times(self, other: Self) -> Self {
        let product = (u64::from(self.0) * u64::from(other.0) + 500_000) / 1_000_000;
        // The product of two parts of one fits; the fallback is never taken.
        Self(u32::try_from(product).unwrap_or(Self::ONE.0))
    }

    /// Returns the probability that it does not happen.
    #[must_use]
    pub const fn complement(self) -> Self {
        Self(Self::ONE.0 - self.0)
    }

    /// Returns the sum, or nothing when it exceeds one.
    #[must_use]
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        Self::new(self.0 + other.0)
    }

    /// Returns the sum, held at one.
    #[must_use]
    pub const fn saturating_add(self, other: Self) -> Self {
        match self.checked_add(other) {
            Some(sum) => sum,
            None => Self::ONE,
        }
    }

    /// Returns the difference, held at zero.
    #[must_use]
    pub const fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl fmt::Display for Ppm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{} %", format_scaled(i64::from(self.0), 4, 0)))
    }
}

impl FromStr for Ppm {
    type Err = QuantityError;

    fn from_str(text: &str) -> Result<Self, QuantityError> {
        let trimmed = text.trim();
        let (number, places) = match (trimmed.strip_suffix('%'), trimmed.strip_suffix("ppm")) {
            (Some(percent), _) => (percent, 4),
            (None, Some(parts)) => (parts, 0),
            (None, None) => (trimmed, 6),
        };
        let found = parse_scaled(number.trim_end(), places)?;
        u32::try_from(found).ok().and_then(Self::new).ok_or(QuantityError::Probability { found })
    }
}

#[cfg(test)]
mod tests;
