//! Currencies and how many decimals their amounts have.

use std::str::FromStr;

use super::CodeError;
use super::ascii::{self, LETTER, ascii_code};

/// A currency as three letters; only the shape is checked, the list changes.
///
/// Source: ISO 4217.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

ascii_code!(Currency);

impl Currency {
    /// The dollar of the United States.
    pub const USD: Self = Self(*b"USD");
    /// The euro.
    pub const EUR: Self = Self(*b"EUR");
    /// The yuan renminbi of China.
    pub const CNY: Self = Self(*b"CNY");
    /// The tenge of Kazakhstan.
    pub const KZT: Self = Self(*b"KZT");

    /// Returns the number of decimals of an amount: 2 but for the exceptions of ISO 4217.
    ///
    /// Source: ISO 4217 list one, column "minor unit".
    #[must_use]
    pub const fn minor_digits(&self) -> usize {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF"
            | b"UGX" | b"UYI" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            b"CLF" | b"UYW" => 4,
            _ => 2,
        }
    }
}

impl FromStr for Currency {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        ascii::read(text, ascii::never, "3 letters", |_| LETTER).map(Self)
    }
}

#[cfg(test)]
mod tests;
