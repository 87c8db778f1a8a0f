//! The plate of a truck or trailer.

use std::fmt;
use std::str::FromStr;

/// The fewest and the most signs of a plate.
const SIGNS: std::ops::RangeInclusive<usize> = 2..=12;

/// The registration plate of a truck or trailer, without what people put between its signs.
///
/// Cyrillic letters that look like Latin ones are read as these: plates of the CIS have no others, and whoever types one does
/// not see the difference.
///
/// Source: Convention on Road Traffic (Vienna 1968), annex 2 (signs of plates); GOST R 50577 (the twelve letters).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Plate(String);

/// A text that is no plate.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a plate of 2 to 12 letters and digits, got {0}")]
pub struct BadPlate(String);

impl Plate {
    /// Returns the signs.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Plate {
    type Err = BadPlate;

    fn from_str(text: &str) -> Result<Self, BadPlate> {
        let signs = text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_uppercase);
        let plate: String = signs.map(latin).collect();
        if SIGNS.contains(&plate.chars().count()) && plate.chars().any(|sign| sign.is_ascii_digit()) {
            Ok(Self(plate))
        } else {
            Err(BadPlate(text.to_owned()))
        }
    }
}

impl fmt::Display for Plate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Returns the Latin letter that a Cyrillic one looks like.
const fn latin(sign: char) -> char {
    match sign {
        'А' => 'A',
        'В' => 'B',
        'Е' => 'E',
        'К' => 'K',
        'М' => 'M',
        'Н' => 'H',
        'О' => 'O',
        'Р' => 'P',
        'С' => 'C',
        'Т' => 'T',
        'У' => 'Y',
        'Х' => 'X',
        other => other,
    }
}
