//! Exact decimal text to and from integers of a smaller unit, without floats.

/// Why a text is not an exact decimal number of the wanted precision.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecimalError {
    /// No digits before or after the point.
    #[error("expected digits, got {found:?}")]
    Digits {
        /// The text.
        found: String,
    },
    /// Something that is no digit, such as an exponent or a comma.
    #[error("expected a digit at position {position}, got {found:?}")]
    Character {
        /// Character position in the text, from 1.
        position: usize,
        /// What stands there.
        found: char,
    },
    /// Decimals that the smallest unit cannot hold; nothing is rounded silently.
    #[error("expected at most {allowed} decimals, got {found}")]
    Decimals {
        /// How many decimals the unit has.
        allowed: usize,
        /// How many the text has, trailing zeros not counted.
        found: usize,
    },
    /// The number does not fit 64 bits.
    #[error("expected a number within 64 bits, got {found:?}")]
    OutOfRange {
        /// The text.
        found: String,
    },
}

/// Returns `text` times 10 to the power of `places`, exactly: `("1234.5", 2)` gives 123,450.
///
/// A sign, digits, and optionally a point with digits; trailing zeros beyond `places` are harmless.
///
/// # Errors
/// [`DecimalError`] when the text is anything else, has more decimals than `places`, or overflows 64 bits.
pub fn parse_scaled(text: &str, places: usize) -> Result<i64, DecimalError> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    if whole.is_empty() || fraction.is_empty() {
        return Err(DecimalError::Digits { found: text.to_owned() });
    }
    let point = text.find('.');
    let is_foreign = |(at, symbol): &(usize, char)| !symbol.is_ascii_digit() && Some(*at) != point;
    let sign_length = text.len() - unsigned.len();
    if let Some((at, found)) = text.char_indices().skip(sign_length).find(is_foreign) {
        return Err(DecimalError::Character { position: text[..at].chars().count() + 1, found });
    }
    let decimals = fraction.trim_end_matches('0');
    if decimals.len() > places {
        return Err(DecimalError::Decimals { allowed: places, found: decimals.len() });
    }
    let zeros = std::iter::repeat_n('0', places - decimals.len());
    // Counting downwards reaches the lowest number, which has no positive twin.
    let negative = whole
        .chars()
        .chain(decimals.chars())
        .chain(zeros)
        .filter_map(|symbol| symbol.to_digit(10))
        .try_fold(0_i64, |sum, digit| sum.checked_mul(10)?.checked_sub(i64::from(digit)));
    let signed = if text.starts_with('-') { negative } else { negative.and_then(i64::checked_neg) };
    signed.ok_or_else(|| DecimalError::OutOfRange { found: text.to_owned() })
}

/// Returns `value` divided by 10 to the power of `places` as text, with at least `shown` decimals.
///
/// `(123_450, 2, 0)` gives `1234.5`, `(123_450, 2, 2)` gives `1234.50`.
#[must_use]
pub fn format_scaled(value: i64, places: usize, shown: usize) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let digits = format!("{:0>width$}", value.unsigned_abs(), width = places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    let significant = fraction.trim_end_matches('0').len().max(shown.min(places));
    match &fraction[..significant] {
        "" => format!("{sign}{whole}"),
        decimals => format!("{sign}{whole}.{decimals}"),
    }
}

#[cfg(test)]
mod tests;
