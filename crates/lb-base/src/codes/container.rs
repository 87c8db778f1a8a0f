//! Containers and intermodal loading units: owner, category, serial number, check digit.

use std::str::FromStr;

use super::CodeError;
use super::ascii::{self, DIGIT, LETTER, Symbol, ascii_code};

const SHAPE: &str = "11 letters and digits";
const CATEGORY: Symbol =
    Symbol { name: "a category letter U, J, Z, R, A, B, D, E or K", accepts: |b| b"UJZRABDEK".contains(&b) };

/// A freight container's identification number whose check digit has been verified.
///
/// Three owner letters, a category letter, six serial digits, a check digit. ILU codes of swap bodies and
/// semi-trailers share the arithmetic. Prints `TGHU1643396`; reads that and `TGHU 164339 6`, `TGHU 164339-6`,
/// `TGHU 164339 [6]`. Shipper-owned boxes may carry anything: keep their text beside the error.
///
/// Source: ISO 6346, check digit annex; EN 13044-1 (ILU code).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContainerNumber([u8; 11]);

ascii_code!(ContainerNumber);

/// What kind of equipment a [`ContainerNumber`] names, after its fourth letter.
///
/// Source: ISO 6346 (U, J, Z); EN 13044-1 (A, B, D, E, K); R occurs in existing data only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UnitCategory {
    /// `U`: a freight container.
    Container,
    /// `J`: detachable equipment of a freight container, such as a generator set.
    Equipment,
    /// `Z`: a trailer or chassis.
    Chassis,
    /// `R`: a refrigerated container in older numbering.
    Refrigerated,
    /// `A`, `B`, `D`, `E` or `K`: a European intermodal loading unit (swap body, semi-trailer).
    IntermodalUnit,
}

impl ContainerNumber {
    /// Returns the check digit for the first ten symbols, such as 3 for `CSQU305438`.
    ///
    /// # Errors
    /// [`CodeError`] when the text is not four letters and six digits.
    pub fn check_digit_of(text: &str) -> Result<u8, CodeError> {
        ascii::read::<10>(text, is_separator, "4 letters and 6 digits", symbol_at)
            .map(|ten| check_digit(&ten))
    }

    /// Returns the number as painted on the box: `TGHU 164339 6`.
    #[must_use]
    pub fn grouped(&self) -> String {
        let [owner, serial, check] = [&self.0[..4], &self.0[4..10], &self.0[10..]].map(ascii::as_text);
        format!("{owner} {serial} {check}")
    }

    /// Returns the three owner letters, registered with the Bureau International des Containers.
    #[must_use]
    pub fn owner(&self) -> &str {
        ascii::as_text(&self.0[..3])
    }

    /// Returns the kind of equipment, after the fourth letter.
    #[must_use]
    pub const fn category(&self) -> UnitCategory {
        match self.0[3] {
            b'U' => UnitCategory::Container,
            b'J' => UnitCategory::Equipment,
            b'Z' => UnitCategory::Chassis,
            b'R' => UnitCategory::Refrigerated,
            _ => UnitCategory::IntermodalUnit,
        }
    }
}

impl FromStr for ContainerNumber {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        let number: [u8; 11] = ascii::read(text, is_separator, SHAPE, symbol_at)?;
        let (expected, found) = (check_digit(&number[..10]), ascii::digit(number[10]));
        if expected == found { Ok(Self(number)) } else { Err(CodeError::CheckDigit { expected, found }) }
    }
}

fn is_separator(symbol: char) -> bool {
    matches!(symbol, ' ' | '-' | '[' | ']' | '\u{a0}')
}

fn symbol_at(place: usize) -> Symbol {
    match place {
        0..3 => LETTER,
        3 => CATEGORY,
        _ => DIGIT,
    }
}

/// Returns `(sum of value * 2^place mod 11) mod 10`, by Horner's rule from the last symbol.
fn check_digit(ten: &[u8]) -> u8 {
    ten.iter().rev().fold(0, |rest, symbol| (2 * rest + symbol_value(*symbol)) % 11) % 10
}

/// Returns a symbol's value: digits their own, letters 10 to 38 without the multiples of 11.
const fn symbol_value(symbol: u8) -> u8 {
    if !symbol.is_ascii_uppercase() {
        return ascii::digit(symbol);
    }
    let offset = symbol - b'A';
    // A = 10, then 11, 22 and 33 are left out: before B, before L and before V.
    10 + offset + offset.div_ceil(10)
}

#[cfg(test)]
mod tests;
