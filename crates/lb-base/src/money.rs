//! Amounts of money: integers of the currency's smallest unit.

use std::fmt;
use std::num::NonZeroI64;
use std::str::FromStr;

use crate::codes::{CodeError, Currency};
use crate::decimal::{DecimalError, format_scaled, parse_scaled};

/// The narrow blank between groups of three digits.
///
/// Source: ISO 80000-1, clause on grouping digits.
const THIN_SPACE: char = '\u{2009}';

/// An amount in minor units (cents, or whole yen) of one currency.
///
/// Prints `1 234.50 USD` with thin spaces (U+2009); reads that and `1234.5 USD`. Not ordered: amounts of two
/// currencies do not compare; compare [`Money::minor`] once the currency is known to be one.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    minor: i64,
    currency: Currency,
}

/// Why an amount cannot be read or computed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Two currencies in one sum.
    #[error("expected an amount in {expected}, got {found}")]
    Currency {
        /// The currency of the left side.
        expected: Currency,
        /// The currency of the right side.
        found: Currency,
    },
    /// The amount does not fit 64 bits of minor units.
    #[error("expected an amount within 64 bits of minor units, got more")]
    OutOfRange,
    /// The number cannot be read exactly.
    #[error(transparent)]
    Number(#[from] DecimalError),
    /// The currency cannot be read.
    #[error(transparent)]
    Code(#[from] CodeError),
    /// The text is not a number and a currency.
    #[error("expected an amount and a currency, got {found:?}")]
    Shape {
        /// The text.
        found: String,
    },
}

impl Money {
    /// Returns an amount of minor units.
    #[must_use]
    pub const fn from_minor(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Returns nothing, in a currency.
    #[must_use]
    pub const fn zero(currency: Currency) -> Self {
        Self::from_minor(0, currency)
    }

    /// Reads the number of an amount whose currency is known, such as `1234.5` or `1 234.50`.
    ///
    /// # Errors
    /// [`MoneyError::Number`] when it is not exact in the currency's minor units, [`MoneyError::Shape`] when
    /// blanks do not part it in threes.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, MoneyError> {
        let number = ungrouped(text.trim())?;
        Ok(Self::from_minor(parse_scaled(&number, currency.minor_digits())?, currency))
    }

    /// Returns the minor units.
    #[must_use]
    pub const fn minor(self) -> i64 {
        self.minor
    }

    /// Returns the currency.
    #[must_use]
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// Returns the sum.
    ///
    /// # Errors
    /// [`MoneyError::Currency`] when the currencies differ, [`MoneyError::OutOfRange`] on overflow.
    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        self.with_minor(self.minor.checked_add(other.minor))
    }

    /// Returns the difference.
    ///
    /// # Errors
    /// [`MoneyError::Currency`] when the currencies differ, [`MoneyError::OutOfRange`] on overflow.
    pub fn checked_sub(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        self.with_minor(self.minor.checked_sub(other.minor))
    }

    /// Returns the amount times a count.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`] on overflow.
    pub fn checked_mul(self, count: i64) -> Result<Self, MoneyError> {
        self.with_minor(self.minor.checked_mul(count))
    }

    /// Returns the amount times `numerator / denominator`, rounded half away from zero.
    ///
    /// A rate per tonne for kilograms is `rate.times_ratio(kg, 1000)`. Rounding is symmetric: a refund mirrors
    /// its charge.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`] on overflow of the result; the product itself is 128 bits wide.
    pub fn times_ratio(self, numerator: i64, denominator: NonZeroI64) -> Result<Self, MoneyError> {
        let product = i128::from(self.minor) * i128::from(numerator);
        let divisor = i128::from(denominator.get());
        let half = i128::from(denominator.get().unsigned_abs() / 2) * product.signum();
        // An odd divisor never meets a half, so the truncated half rounds alike.
        self.with_minor(i64::try_from((product + half) / divisor).ok())
    }

    fn same_currency(self, other: Self) -> Result<(), MoneyError> {
        if self.currency == other.currency {
            Ok(())
        } else {
            Err(MoneyError::Currency { expected: self.currency, found: other.currency })
        }
    }

    fn with_minor(self, minor: Option<i64>) -> Result<Self, MoneyError> {
        minor.map(|minor| Self { minor, ..self }).ok_or(MoneyError::OutOfRange)
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.currency.minor_digits();
        let number = grouped(&format_scaled(self.minor, digits, digits));
        f.pad(&format!("{number} {}", self.currency))
    }
}

impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Money({} {} minor)", self.currency, self.minor)
    }
}

impl FromStr for Money {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let shape = || MoneyError::Shape { found: text.to_owned() };
        let (number, currency) = text.trim().rsplit_once(char::is_whitespace).ok_or_else(shape)?;
        Self::parse(number, currency.parse()?)
    }
}

/// Puts thin spaces between the thousands of a printed number.
fn grouped(number: &str) -> String {
    let whole_end = number.find('.').unwrap_or(number.len());
    let whole = number[..whole_end].trim_start_matches('-');
    let mut text = String::with_capacity(number.len() + whole.len());
    text.push_str(&number[..whole_end - whole.len()]);
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push(THIN_SPACE);
        }
        text.push(digit);
    }
    text + &number[whole_end..]
}

/// Takes out the blanks between thousands; they must stand in threes, so that `1 2` is not read as 12.
fn ungrouped(number: &str) -> Result<String, MoneyError> {
    let (whole, fraction) = number.split_at(number.find('.').unwrap_or(number.len()));
    let unsigned = whole.strip_prefix('-').unwrap_or(whole);
    if let Some((first, rest)) = unsigned.split_once(is_blank)
        && (!(1..=3).contains(&first.len()) || rest.split(is_blank).any(|group| group.len() != 3))
    {
        return Err(MoneyError::Shape { found: number.to_owned() });
    }
    Ok(whole.replace(is_blank, "") + fraction)
}

/// The blanks in use between thousands: thin, narrow no-break, no-break, plain.
fn is_blank(symbol: char) -> bool {
    matches!(symbol, THIN_SPACE | '\u{202f}' | '\u{a0}' | ' ')
}

#[cfg(test)]
mod tests;
