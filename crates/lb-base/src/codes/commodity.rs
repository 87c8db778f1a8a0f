//! Goods: the Harmonized System and the United Nations numbers of dangerous goods.

use std::fmt;
use std::str::FromStr;

use super::CodeError;
use super::ascii::{self, DIGIT};

const SHAPE: &str = "2, 4 or 6 digits";

/// Goods at the depth of a chapter (2 digits), heading (4) or subheading (6).
///
/// Prints `10`, `1001`, `1001.99`; reads those and `100199`, `10.01`. Sorts a chapter before its headings.
///
/// Source: Harmonized System Convention of the World Customs Organization, nomenclature.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HsCode {
    /// ASCII digits, zero bytes behind the last: the derived order is then the order of the text.
    digits: [u8; 6],
}

impl HsCode {
    /// Reads an 8-digit railway goods code, whose first six digits are the subheading.
    ///
    /// # Errors
    /// [`CodeError`] when the text is not eight digits.
    ///
    /// Source: harmonised nomenclature of goods (NHM, UIC; GNG, OSJD).
    pub fn from_railway_code(text: &str) -> Result<Self, CodeError> {
        let [a, b, c, d, e, f, ..]: [u8; 8] = ascii::read(text, is_separator, "8 digits", |_| DIGIT)?;
        Self::issued([a, b, c, d, e, f])
    }

    /// Returns whether these goods belong to `prefix`: `1001.99` is within `1001`, `10` and itself.
    #[must_use]
    pub fn is_within(&self, prefix: &Self) -> bool {
        self.as_str().starts_with(prefix.as_str())
    }

    /// Returns the chapter, the first two digits.
    #[must_use]
    pub const fn chapter(&self) -> Self {
        Self { digits: [self.digits[0], self.digits[1], 0, 0, 0, 0] }
    }

    /// Returns the digits without the dot.
    #[must_use]
    pub fn as_str(&self) -> &str {
        ascii::as_text(&self.digits).trim_end_matches('\0')
    }

    /// Refuses chapter 00, which the nomenclature does not have.
    fn issued(digits: [u8; 6]) -> Result<Self, CodeError> {
        let code = Self { digits };
        if digits.starts_with(b"00") {
            return Err(CodeError::Value { expected: "a chapter 01 to 99", found: code.as_str().to_owned() });
        }
        Ok(code)
    }
}

impl FromStr for HsCode {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        let trimmed = text.trim();
        match trimmed.chars().filter(|symbol| !is_separator(*symbol)).count() {
            2 => padded::<2>(trimmed),
            4 => padded::<4>(trimmed),
            6 => padded::<6>(trimmed),
            found => Err(CodeError::Length { expected: SHAPE, found }),
        }
        .and_then(Self::issued)
    }
}

impl fmt::Display for HsCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.as_str().split_at_checked(4) {
            Some((heading, subheading)) if !subheading.is_empty() => {
                f.pad(&format!("{heading}.{subheading}"))
            }
            Some(_) | None => f.pad(self.as_str()),
        }
    }
}

impl fmt::Debug for HsCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HsCode({self})")
    }
}

/// A dangerous substance or article as four digits, 0001 to 9999.
///
/// Prints `UN1263`; reads that, `UN 1263` and `1263`. Class and packing group belong to the goods list, not here.
///
/// Source: United Nations recommendations on the transport of dangerous goods, chapter 3.2.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnNumber([u8; 4]);

impl UnNumber {
    /// Returns the four digits without `UN`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        ascii::as_text(&self.0)
    }
}

impl FromStr for UnNumber {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        let trimmed = text.trim();
        let digits = match trimmed.get(..2) {
            Some(prefix) if prefix.eq_ignore_ascii_case("UN") => &trimmed[2..],
            Some(_) | None => trimmed,
        };
        let number = Self(ascii::read(digits, ascii::never, "4 digits", |_| DIGIT)?);
        if number.0 == *b"0000" {
            return Err(CodeError::Value { expected: "a number 0001 to 9999", found: trimmed.to_owned() });
        }
        Ok(number)
    }
}

impl fmt::Display for UnNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("UN{}", self.as_str()))
    }
}

impl fmt::Debug for UnNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// Reads `N` digits and fills the rest with zero bytes.
fn padded<const N: usize>(text: &str) -> Result<[u8; 6], CodeError> {
    let read: [u8; N] = ascii::read(text, is_separator, SHAPE, |_| DIGIT)?;
    let mut digits = [0; 6];
    digits[..N].copy_from_slice(&read);
    Ok(digits)
}

fn is_separator(symbol: char) -> bool {
    matches!(symbol, '.' | ' ')
}

#[cfg(test)]
mod tests;
