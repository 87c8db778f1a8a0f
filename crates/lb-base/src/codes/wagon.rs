//! Railway wagons: the 12-digit number of 1,435 mm and the 8-digit number of 1,520 mm networks.

use std::str::FromStr;

use super::ascii::{self, DIGIT, ascii_code};
use super::{CheckDigit, CodeError};

/// A railway vehicle's 12-digit number whose check digit has been verified.
///
/// Interoperability (2), country (2), type (4), serial (3), check digit. Prints twelve digits; reads them with
/// blanks, dots, dashes and slashes, and with the marks painted beside them: `31 RIV 80 D-DB 0691 235-2`.
///
/// Source: UIC leaflet 438-2; check digit by Luhn, weight 2 on the rightmost of the first eleven.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WagonNumber12([u8; 12]);

ascii_code!(WagonNumber12);

impl WagonNumber12 {
    /// Returns the number in the groups painted on the wagon: `21 80 1559 084-5`.
    #[must_use]
    pub fn grouped(&self) -> String {
        let [exchange, country, kind, serial, check] =
            [&self.0[..2], &self.0[2..4], &self.0[4..8], &self.0[8..11], &self.0[11..]].map(ascii::as_text);
        format!("{exchange} {country} {kind} {serial}-{check}")
    }
}

impl FromStr for WagonNumber12 {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        let digits: String = without_marks(text);
        let number: [u8; 12] = ascii::read(&digits, is_separator, "12 digits", |_| DIGIT)?;
        CheckDigit::compare(luhn(&number[..11]), ascii::digit(number[11])).verified()?;
        Ok(Self(number))
    }
}

/// A 1,520 mm wagon's 8-digit number; a wrong check digit is a warning, because printed lists contain them.
///
/// Prints eight digits; reads them with blanks and dashes.
///
/// Source: numbering of the CIS and Baltic wagon fleet; check digit by Luhn over the first seven digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WagonNumber8([u8; 8]);

ascii_code!(WagonNumber8);

/// What a 1,520 mm wagon is, after the first digit of its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WagonKind {
    /// 2: a covered wagon.
    Covered,
    /// 4: a flat wagon.
    Flat,
    /// 5: a privately owned wagon of any build.
    Private,
    /// 6: an open-top wagon.
    Gondola,
    /// 7: a tank wagon.
    Tank,
    /// 8: an isothermal wagon.
    Isothermal,
    /// 3, 9 and the rest: hoppers, cement wagons, special stock.
    Other,
}

impl WagonNumber8 {
    /// Reads the number and says whether its check digit matches.
    ///
    /// # Errors
    /// [`CodeError`] when the text is not eight digits.
    pub fn parse_lenient(text: &str) -> Result<(Self, CheckDigit), CodeError> {
        let number = Self(ascii::read(text, is_separator, "8 digits", |_| DIGIT)?);
        Ok((number, number.check_digit()))
    }

    /// Returns whether the last digit follows from the first seven.
    #[must_use]
    pub fn check_digit(&self) -> CheckDigit {
        CheckDigit::compare(luhn(&self.0[..7]), ascii::digit(self.0[7]))
    }

    /// Returns what the wagon is, after the first digit.
    #[must_use]
    pub const fn kind(&self) -> WagonKind {
        match self.0[0] {
            b'2' => WagonKind::Covered,
            b'4' => WagonKind::Flat,
            b'5' => WagonKind::Private,
            b'6' => WagonKind::Gondola,
            b'7' => WagonKind::Tank,
            b'8' => WagonKind::Isothermal,
            _ => WagonKind::Other,
        }
    }
}

impl FromStr for WagonNumber8 {
    type Err = CodeError;

    /// Reads any eight digits; see [`WagonNumber8::check_digit`].
    fn from_str(text: &str) -> Result<Self, CodeError> {
        Self::parse_lenient(text).map(|(number, _)| number)
    }
}

fn is_separator(symbol: char) -> bool {
    matches!(symbol, ' ' | '.' | '-' | '/' | '\u{a0}')
}

/// Blanks out the marks of a vehicle: words of up to five letters, and RIV or TEN glued to digits.
///
/// A letter inside a group of digits stays, so that an O typed for a zero is found.
fn without_marks(text: &str) -> String {
    let is_mark = |word: &str| word.chars().count() <= 5 && word.chars().all(char::is_alphabetic);
    text.split(is_separator)
        .filter(|word| !is_mark(word))
        .map(|word| word.to_ascii_uppercase().replace("RIV", "").replace("TEN", ""))
        .collect::<Vec<_>>()
        .join(" ")
}

/// Returns the complement to 10 of the digit sums, weights 2, 1, 2 ... from the right.
fn luhn(digits: &[u8]) -> u8 {
    let sum: u8 = digits
        .iter()
        .rev()
        .map(|symbol| ascii::digit(*symbol))
        .enumerate()
        .map(|(place, value)| match (place.is_multiple_of(2), 2 * value) {
            (true, doubled @ 10..) => doubled - 9,
            (true, doubled) => doubled,
            (false, _) => value,
        })
        .sum();
    (10 - sum % 10) % 10
}

#[cfg(test)]
mod tests;
