//! Railway stations of the 1,520 mm networks.

use std::str::FromStr;

use super::ascii::{self, DIGIT, ascii_code};
use super::{CheckDigit, CodeError};

/// A railway station's six-digit code in the unified network marking (ESR); a wrong check digit is a warning.
///
/// The sixth digit checks the first five: sum of digit times 1 to 5, modulo 11; if that is 10, weights 3 to 7;
/// if it is 10 again, 0. Of 17,684 real rows 29 break it, so it never blocks. Tables that kept codes as numbers
/// lost leading zeros: shorter texts are padded with zeros.
///
/// Source: tariff guide no. 4 of the CIS railways (ESR codes).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EsrStation([u8; 6]);

ascii_code!(EsrStation);

impl EsrStation {
    /// Reads one to six digits and says whether the check digit matches.
    ///
    /// # Errors
    /// [`CodeError`] when the text is not one to six digits.
    pub fn parse_lenient(text: &str) -> Result<(Self, CheckDigit), CodeError> {
        let digits = text.trim();
        if digits.is_empty() {
            return Err(CodeError::Length { expected: "6 digits", found: 0 });
        }
        let station = Self(ascii::read(&format!("{digits:0>6}"), ascii::never, "6 digits", |_| DIGIT)?);
        Ok((station, station.check_digit()))
    }

    /// Returns whether the last digit follows from the first five.
    #[must_use]
    pub fn check_digit(&self) -> CheckDigit {
        let expected = match (self.weighted(1), self.weighted(3)) {
            (10, 10) => 0,
            (10, second) => second,
            (first, _) => first,
        };
        CheckDigit::compare(expected, ascii::digit(self.0[5]))
    }

    /// Returns the sum of the first five digits times rising weights, modulo 11.
    fn weighted(&self, first_weight: u8) -> u8 {
        self.0[..5]
            .iter()
            .zip(first_weight..)
            .map(|(symbol, weight)| ascii::digit(*symbol) * weight)
            .sum::<u8>()
            % 11
    }
}

impl FromStr for EsrStation {
    type Err = CodeError;

    /// Reads any one to six digits; see [`EsrStation::check_digit`].
    fn from_str(text: &str) -> Result<Self, CodeError> {
        Self::parse_lenient(text).map(|(station, _)| station)
    }
}

#[cfg(test)]
mod tests;
