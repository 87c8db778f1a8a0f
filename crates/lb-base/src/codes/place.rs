//! Places and countries.

use std::str::FromStr;

use super::CodeError;
use super::ascii::{self, LETTER, Symbol, ascii_code};

const LOCATION: Symbol = Symbol { name: "a letter A-Z or digit 2-9", accepts: is_location_symbol };

/// A place for trade and transport: two country letters and three letters or digits 2 to 9.
///
/// Prints `CNLYG`; reads that and `CN LYG`. Only the shape is known here: no registry holds the whole list.
///
/// Source: UN/CEFACT recommendation no. 16, UN/LOCODE.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unlocode([u8; 5]);

ascii_code!(Unlocode);

impl Unlocode {
    /// Returns the country of the place.
    #[must_use]
    pub const fn country(&self) -> CountryCode {
        CountryCode([self.0[0], self.0[1]])
    }

    /// Returns the code as in the published list: `CN LYG`.
    #[must_use]
    pub fn grouped(&self) -> String {
        format!("{} {}", self.country(), ascii::as_text(&self.0[2..]))
    }
}

impl FromStr for Unlocode {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        let symbol = |place| if place < 2 { LETTER } else { LOCATION };
        ascii::read(text, |symbol| symbol == ' ', "5 letters and digits", symbol).map(Self)
    }
}

/// A country as two letters; only the shape is checked, because user-assigned codes such as `XK` are in use.
///
/// Source: ISO 3166-1 alpha-2.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountryCode([u8; 2]);

ascii_code!(CountryCode);

impl FromStr for CountryCode {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        ascii::read(text, ascii::never, "2 letters", |_| LETTER).map(Self)
    }
}

/// UN/LOCODE leaves out 0 and 1, which look like O and I.
const fn is_location_symbol(symbol: u8) -> bool {
    matches!(symbol, b'A'..=b'Z' | b'2'..=b'9')
}

#[cfg(test)]
mod tests;
