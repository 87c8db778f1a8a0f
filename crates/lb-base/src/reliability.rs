//! How far a figure of the corridor tables can be trusted.

use std::fmt;
use std::str::FromStr;

/// How far a table row can be trusted; a greater value deserves more trust.
///
/// Printed and read as the words of the `reliability` column. What rests on several figures is as good as the
/// worst of them: `a.min(b)`. No verdict on a claim may rest on [`Modelled`](Self::Modelled) rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reliability {
    /// `modelled`: invented after a pattern, to fill what is not known.
    Modelled,
    /// `unverified`: general knowledge; distances within 5 %, capacities, tariffs and dwell within 30 %.
    Unverified,
    /// `computed`: derived from other rows by a stated method.
    Computed,
    /// `mixed`: partly from a source, partly general knowledge or computed.
    Mixed,
    /// `seen`: every figure of the row is from a cited source.
    Seen,
}

/// The word is none of the five.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected seen, mixed, computed, unverified or modelled, got {found:?}")]
pub struct ReliabilityError {
    /// The word.
    pub found: String,
}

impl Reliability {
    /// All values, least trusted first.
    pub const ALL: [Self; 5] = [Self::Modelled, Self::Unverified, Self::Computed, Self::Mixed, Self::Seen];

    /// Returns how many of the three bars beside a figure are filled.
    ///
    /// 3 is measured or an own record, which no table row reaches (events do); 2 reported by a source (seen);
    /// 1 computed or mixed; 0 unverified or modelled.
    #[must_use]
    pub const fn level(self) -> u8 {
        match self {
            Self::Seen => 2,
            Self::Mixed | Self::Computed => 1,
            Self::Unverified | Self::Modelled => 0,
        }
    }

    /// Returns the word of the tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Seen => "seen",
            Self::Mixed => "mixed",
            Self::Computed => "computed",
            Self::Unverified => "unverified",
            Self::Modelled => "modelled",
        }
    }
}

impl fmt::Display for Reliability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Reliability {
    type Err = ReliabilityError;

    fn from_str(text: &str) -> Result<Self, ReliabilityError> {
        let word = text.trim();
        let named = Self::ALL.into_iter().find(|value| value.as_str() == word);
        named.ok_or_else(|| ReliabilityError { found: word.to_owned() })
    }
}

#[cfg(test)]
mod tests;
