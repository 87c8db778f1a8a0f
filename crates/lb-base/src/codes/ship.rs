//! Seagoing ships.

use std::str::FromStr;

use super::ascii::{self, DIGIT, ascii_code};
use super::{CheckDigit, CodeError};

/// A ship's seven-digit IMO number; a wrong check digit is a warning, because real vessels have one.
///
/// Prints seven digits; reads them also after `IMO`.
///
/// Source: IMO resolution A.1117(30), ship identification number scheme; the last digit is the last digit of
/// the sum of the first six times 7 down to 2.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ImoNumber([u8; 7]);

ascii_code!(ImoNumber);

impl ImoNumber {
    /// Reads the number and says whether its check digit matches.
    ///
    /// # Errors
    /// [`CodeError`] when the text is not seven digits.
    pub fn parse_lenient(text: &str) -> Result<(Self, CheckDigit), CodeError> {
        let trimmed = text.trim();
        let digits = match trimmed.get(..3) {
            Some(prefix) if prefix.eq_ignore_ascii_case("IMO") => &trimmed[3..],
            Some(_) | None => trimmed,
        };
        let number = Self(ascii::read(digits, ascii::never, "7 digits", |_| DIGIT)?);
        Ok((number, number.check_digit()))
    }

    /// Returns whether the last digit follows from the first six.
    #[must_use]
    pub fn check_digit(&self) -> CheckDigit {
        let weights = (2..=7_u8).rev();
        let sum: u8 =
            self.0[..6].iter().zip(weights).map(|(symbol, weight)| ascii::digit(*symbol) * weight).sum();
        CheckDigit::compare(sum % 10, ascii::digit(self.0[6]))
    }
}

impl FromStr for ImoNumber {
    type Err = CodeError;

    /// Reads any seven digits; see [`ImoNumber::check_digit`].
    fn from_str(text: &str) -> Result<Self, CodeError> {
        Self::parse_lenient(text).map(|(number, _)| number)
    }
}

#[cfg(test)]
mod tests;
