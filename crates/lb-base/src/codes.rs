//! Identifiers issued by standards, parsed once.
//!
//! Two families:
//! - *verified* codes ([`ContainerNumber`], [`WagonNumber12`]) exist only with a right check digit;
//! - *warned* codes ([`WagonNumber8`], [`EsrStation`], [`ImoNumber`], [`VehicleNumber`]) occur in real data with
//!   wrong check digits; they parse whenever the shape is right, and `parse_lenient` and `check_digit` say whether
//!   the digit [`Matches`](CheckDigit::Matches).
//!
//! All accept blanks around the text and lower-case letters, and print the standard's upper-case form.

mod ascii;
mod commodity;
mod container;
mod currency;
mod identity;
mod place;
mod ship;
mod station;
mod stowage;
mod train;
mod vehicle;
mod wagon;

pub use commodity::{HsCode, UnNumber};
pub use container::{ContainerNumber, UnitCategory};
pub use currency::Currency;
pub use identity::{Identity, IdentityFinding, Reading, UnitKind, UnitNumber};
pub use place::{CountryCode, Unlocode};
pub use ship::ImoNumber;
pub use station::EsrStation;
pub use stowage::StowPosition;
pub use train::TrainIndex;
pub use vehicle::{VehicleCheck, VehicleNumber};
pub use wagon::{WagonKind, WagonNumber8, WagonNumber12};

/// What a text is not, when it is not the code it should be.
///
/// Fragments say what was expected and what was found; the caller adds which field of which record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// The text has too few or too many symbols, separators not counted.
    #[error("expected {expected}, got {found}")]
    Length {
        /// The shape of the code, such as `11 letters and digits`.
        expected: &'static str,
        /// How many symbols the text has.
        found: usize,
    },
    /// A symbol that cannot stand at its position; look-alike letters of other scripts end here.
    #[error("expected {expected} at position {position}, got {}", ascii::shown(*found))]
    Character {
        /// What may stand there, such as `a digit`.
        expected: &'static str,
        /// Character position within the trimmed text, from 1.
        position: usize,
        /// What stands there.
        found: char,
    },
    /// The check digit does not follow from the other symbols.
    #[error("expected check digit {expected}, got {found}")]
    CheckDigit {
        /// The digit computed from the other symbols.
        expected: u8,
        /// The digit in the text.
        found: u8,
    },
    /// The shape is right but the standard does not issue such a value.
    #[error("expected {expected}, got {found:?}")]
    Value {
        /// What the standard issues.
        expected: &'static str,
        /// The text.
        found: String,
    },
}

impl CodeError {
    /// Returns the stable name of the refusal, which user interfaces translate.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Length { .. } => "code.length",
            Self::Character { .. } => "code.character",
            Self::CheckDigit { .. } => "code.check_digit",
            Self::Value { .. } => "code.value",
        }
    }
}

/// Whether the check digit of a code agrees with its other symbols.
///
/// For codes that occur with wrong digits in real data a difference is a warning beside the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CheckDigit {
    /// The digit follows from the other symbols.
    Matches,
    /// The digit does not follow from the other symbols.
    Differs {
        /// The digit computed from the other symbols.
        expected: u8,
        /// The digit in the text.
        found: u8,
    },
}

impl CheckDigit {
    /// Compares the computed digit with the one that was read.
    #[must_use]
    pub const fn compare(expected: u8, found: u8) -> Self {
        if expected == found { Self::Matches } else { Self::Differs { expected, found } }
    }

    /// Turns the warning into an error, for callers that want only verified codes.
    ///
    /// # Errors
    /// [`CodeError::CheckDigit`] when the digit differs.
    pub const fn verified(self) -> Result<(), CodeError> {
        match self {
            Self::Matches => Ok(()),
            Self::Differs { expected, found } => Err(CodeError::CheckDigit { expected, found }),
        }
    }
}

#[cfg(test)]
mod tests;
