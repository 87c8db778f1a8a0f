//! The index of a train on the 1,520 mm networks.

use std::fmt;
use std::str::FromStr;

use super::CodeError;

/// What a train's index looks like.
const SHAPE: &str = "a train's index such as 4860 123 7050";

/// A train's index: the station that forms it, the number of its consist there, and the station that breaks it up.
///
/// It stays the same from forming to break-up, while train numbers change on the way. Stations are the first four digits of their
/// codes ([`EsrStation`](super::EsrStation)). Parts may be parted by blanks, `-` or `+`; it prints as `4860 123 7050`.
///
/// Source: message 02 and its kin of the 1,520 mm railways (wagon list DU-1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TrainIndex {
    forming: u16,
    consist: u16,
    destination: u16,
}

impl TrainIndex {
    /// Returns the first four digits of the code of the station that forms the train.
    #[must_use]
    pub fn forming(self) -> String {
        format!("{:04}", self.forming)
    }

    /// Returns the number of the consist, 1 to 999.
    #[must_use]
    pub const fn consist(self) -> u16 {
        self.consist
    }

    /// Returns the first four digits of the code of the station that breaks the train up.
    #[must_use]
    pub fn destination(self) -> String {
        format!("{:04}", self.destination)
    }
}

impl FromStr for TrainIndex {
    type Err = CodeError;

    /// Reads four digits, up to three, and four again; none of the three is all zeros.
    fn from_str(text: &str) -> Result<Self, CodeError> {
        let bad = || CodeError::Value { expected: SHAPE, found: text.chars().take(40).collect() };
        let is_between = |sign: char| sign.is_whitespace() || matches!(sign, '-' | '+');
        let parts: Vec<&str> = text.split(is_between).filter(|part| !part.is_empty()).collect();
        let [forming, consist, destination] = parts.as_slice() else { return Err(bad()) };
        let number = |part: &str, digits: std::ops::RangeInclusive<usize>| {
            let is_number = digits.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
            let number: Option<u16> = part.parse().ok();
            number.filter(|number| is_number && *number > 0).ok_or_else(bad)
        };
        Ok(Self {
            forming: number(forming, 4..=4)?,
            consist: number(consist, 1..=3)?,
            destination: number(destination, 4..=4)?,
        })
    }
}

impl fmt::Display for TrainIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04} {:03} {:04}", self.forming, self.consist, self.destination)
    }
}

#[cfg(test)]
mod tests;
