//! Canonical JSON: one value, one text.
//!
//! The text is that of RFC 8785 for the values that the journal accepts: no blanks, members in the order of their names' UTF-16
//! code units, integers only (quantities, money and time are integers here), within what every JSON reader keeps exactly.

use serde_json::Value;

/// The largest integer that every JSON reader keeps exactly, 2^53 - 1. Source: RFC 7493, 2.2.
pub const INTEGER_MAX: i64 = 9_007_199_254_740_991;
/// The deepest nesting.
pub const DEPTH_MAX: usize = 32;

/// Why a value has no canonical text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CanonicalError {
    /// A number with a fraction, or too large.
    #[error("expected integers within 2^53 - 1, got {found}")]
    Number {
        /// The number.
        found: String,
    },
    /// A text with the character U+0000, which PostgreSQL cannot store.
    #[error("expected texts without the character U+0000")]
    Nul,
    /// Too deep.
    #[error("expected at most {DEPTH_MAX} levels of arrays and objects")]
    Depth,
}

/// Returns the canonical text of a value.
///
/// # Errors
/// [`CanonicalError`] when the value has a part that the journal does not accept.
pub fn canonical(value: &Value) -> Result<String, CanonicalError> {
    let mut text = String::new();
    write(value, 0, &mut text)?;
    Ok(text)
}

fn write(value: &Value, depth: usize, text: &mut String) -> Result<(), CanonicalError> {
    if depth > DEPTH_MAX {
        return Err(CanonicalError::Depth);
    }
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(true) => text.push_str("true"),
        Value::Bool(false) => text.push_str("false"),
        Value::Number(number) => {
            let integer =
                number.as_i64().filter(|integer| integer.unsigned_abs() <= INTEGER_MAX.unsigned_abs());
            let integer = integer.ok_or_else(|| CanonicalError::Number { found: number.to_string() })?;
            text.push_str(&integer.to_string());
        }
        Value::String(string) => write_string(string, text)?,
        Value::Array(elements) => {
            text.push('[');
            for (at, element) in elements.iter().enumerate() {
                text.push_str(if at == 0 { "" } else { "," });
                write(element, depth + 1, text)?;
            }
            text.push(']');
        }
        Value::Object(members) => {
            let mut members: Vec<(&String, &Value)> = members.iter().collect();
            members.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
            text.push('{');
            for (at, (name, member)) in members.into_iter().enumerate() {
                text.push_str(if at == 0 { "" } else { "," });
                write_string(name, text)?;
                text.push(':');
                write(member, depth + 1, text)?;
            }
            text.push('}');
        }
    }
    Ok(())
}

fn write_string(string: &str, text: &mut String) -> Result<(), CanonicalError> {
    text.push('"');
    for symbol in string.chars() {
        match symbol {
            '\0' => return Err(CanonicalError::Nul),
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\u{8}' => text.push_str("\\b"),
            '\t' => text.push_str("\\t"),
            '\n' => text.push_str("\\n"),
            '\u{c}' => text.push_str("\\f"),
            '\r' => text.push_str("\\r"),
            control if control < ' ' => text.push_str(&format!("\\u{:04x}", u32::from(control))),
            symbol => text.push(symbol),
        }
    }
    text.push('"');
    Ok(())
}
