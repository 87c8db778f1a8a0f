//! Road vehicles: the identification number and its check digit.

use std::str::FromStr;

use super::CodeError;
use super::ascii::{self, Symbol, ascii_code};

const SYMBOL: Symbol =
    Symbol { name: "a digit or a letter other than I, O and Q", accepts: is_vehicle_symbol };

/// Weights of the 17 symbols; that of the check digit's own place is 0.
const WEIGHTS: [u32; 17] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
/// Where the check digit stands, from 0.
const CHECK_PLACE: usize = 8;

/// A road vehicle's identification number; the check digit is compulsory in China and North America only.
///
/// Prints 17 symbols; reads them with blanks and dashes, in any case. Where the maker does not use the check
/// digit, any symbol stands in its place: a difference is a warning.
///
/// Source: ISO 3779 (shape); 49 CFR 565.15 and GB 16735 (check digit).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VehicleNumber([u8; 17]);

ascii_code!(VehicleNumber);

/// Whether the ninth symbol of a vehicle's number follows from the other sixteen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VehicleCheck {
    /// It does.
    Matches,
    /// It does not: a European number, or a wrong one.
    Differs {
        /// The symbol computed from the others: a digit or X.
        expected: char,
        /// The symbol in the text.
        found: char,
    },
}

impl VehicleNumber {
    /// Returns whether the ninth symbol is the check digit of the other sixteen.
    #[must_use]
    pub fn check_digit(&self) -> VehicleCheck {
        let weighted = self.0.iter().zip(WEIGHTS).map(|(symbol, weight)| symbol_value(*symbol) * weight);
        let expected = match weighted.sum::<u32>() % 11 {
            10 => 'X',
            rest => char::from_digit(rest, 10).unwrap_or('X'),
        };
        let found = char::from(self.0[CHECK_PLACE]);
        if expected == found { VehicleCheck::Matches } else { VehicleCheck::Differs { expected, found } }
    }
}

impl FromStr for VehicleNumber {
    type Err = CodeError;

    /// Reads any 17 symbols of the standard; see [`VehicleNumber::check_digit`].
    fn from_str(text: &str) -> Result<Self, CodeError> {
        let is_separator = |symbol| matches!(symbol, ' ' | '-' | '\u{a0}');
        ascii::read(text, is_separator, "17 letters and digits", |_| SYMBOL).map(Self)
    }
}

const fn is_vehicle_symbol(symbol: u8) -> bool {
    symbol.is_ascii_digit() || (symbol.is_ascii_uppercase() && !matches!(symbol, b'I' | b'O' | b'Q'))
}

/// Returns a symbol's value: digits their own, letters 1 to 9 in three rows that leave out I, O, Q and S's 1.
fn symbol_value(symbol: u8) -> u32 {
    u32::from(match symbol {
        b'A'..=b'H' => symbol - b'A' + 1,
        b'J'..=b'R' => symbol - b'J' + 1,
        b'S'..=b'Z' => symbol - b'S' + 2,
        _ => ascii::digit(symbol),
    })
}

#[cfg(test)]
mod tests;
