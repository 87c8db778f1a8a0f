//! Reading fixed-width codes into upper-case ASCII, shared by the codes of this module.

use super::CodeError;

/// What may stand at one position of a code.
#[derive(Clone, Copy)]
pub(super) struct Symbol {
    /// The name used in errors, with its article.
    pub name: &'static str,
    /// Whether the upper-case ASCII byte may stand there.
    pub accepts: fn(u8) -> bool,
}

pub(super) const LETTER: Symbol = Symbol { name: "a letter A-Z", accepts: |b| b.is_ascii_uppercase() };
pub(super) const DIGIT: Symbol = Symbol { name: "a digit", accepts: |b| b.is_ascii_digit() };

/// Reads exactly `N` symbols of the trimmed text, in upper case, skipping separators.
///
/// `shape` names the whole code and `symbol` what may stand at each place counted without separators.
pub(super) fn read<const N: usize>(
    text: &str,
    is_separator: fn(char) -> bool,
    shape: &'static str,
    symbol: impl Fn(usize) -> Symbol,
) -> Result<[u8; N], CodeError> {
    let mut read = [0; N];
    let mut count = 0;
    for (position, found) in (1..).zip(text.trim().chars()) {
        if is_separator(found) {
            continue;
        }
        if let Some(slot) = read.get_mut(count) {
            let expected = symbol(count);
            *slot = upper_ascii(found).filter(|b| (expected.accepts)(*b)).ok_or(CodeError::Character {
                expected: expected.name,
                position,
                found,
            })?;
        }
        count += 1;
    }
    if count == N { Ok(read) } else { Err(CodeError::Length { expected: shape, found: count }) }
}

/// Returns the upper-case ASCII byte of a character, or nothing for other scripts.
pub(super) fn upper_ascii(symbol: char) -> Option<u8> {
    if symbol.is_ascii() { u8::try_from(symbol.to_ascii_uppercase()).ok() } else { None }
}

/// Returns the value of an ASCII digit; 0 for what is none (the readers above exclude it).
pub(super) const fn digit(symbol: u8) -> u8 {
    if symbol.is_ascii_digit() { symbol - b'0' } else { 0 }
}

/// Returns the text of bytes that were read as ASCII.
pub(super) fn as_text(bytes: &[u8]) -> &str {
    // Every constructor stores ASCII, so the fallback is never taken.
    str::from_utf8(bytes).unwrap_or_default()
}

/// Shows a character in an error; other scripts with their code point, because they look alike.
pub(super) fn shown(symbol: char) -> String {
    if symbol.is_ascii() {
        format!("{symbol:?}")
    } else {
        format!("{symbol:?} (U+{:04X})", u32::from(symbol))
    }
}

/// The separator rule of codes that are written in one piece.
pub(super) fn never(_: char) -> bool {
    false
}

/// Gives a newtype over ASCII bytes its text: `as_str`, `Display`, `Debug`.
macro_rules! ascii_code {
    ($name:ident) => {
        impl $name {
            /// Returns the code without separators.
            #[must_use]
            pub fn as_str(&self) -> &str {
                $crate::codes::ascii::as_text(&self.0)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.as_str())
            }
        }
    };
}

pub(super) use ascii_code;
