//! A unit's number as written and as read. A wrong one is flagged, never lost.

use std::fmt;

use super::{
    CheckDigit, CodeError, ContainerNumber, VehicleCheck, VehicleNumber, WagonNumber8, WagonNumber12,
};

/// What a unit is, which says how its number is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnitKind {
    /// A container or intermodal unit (ISO 6346, EN 13044).
    Container,
    /// A wagon with a 12-digit number (UIC 438-2).
    Wagon12,
    /// A wagon with an 8-digit number (1,520 mm).
    Wagon8,
    /// A road vehicle (ISO 3779).
    Vehicle,
    /// Cargo without a box; its name is the consignor's.
    Lot,
}

impl UnitKind {
    /// All kinds.
    pub const ALL: [Self; 5] = [Self::Container, Self::Wagon12, Self::Wagon8, Self::Vehicle, Self::Lot];

    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Container => "container",
            Self::Wagon12 => "wagon_12",
            Self::Wagon8 => "wagon_8",
            Self::Vehicle => "vehicle",
            Self::Lot => "lot",
        }
    }
}

/// A number of the right shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnitNumber {
    /// A container's.
    Container(ContainerNumber),
    /// A wagon's, 12 digits.
    Wagon12(WagonNumber12),
    /// A wagon's, 8 digits.
    Wagon8(WagonNumber8),
    /// A road vehicle's.
    Vehicle(VehicleNumber),
}

impl fmt::Display for UnitNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Container(number) => number.fmt(f),
            Self::Wagon12(number) => number.fmt(f),
            Self::Wagon8(number) => number.fmt(f),
            Self::Vehicle(number) => number.fmt(f),
        }
    }
}

/// What is wrong with a number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdentityFinding {
    /// It does not follow its standard.
    #[error(transparent)]
    Code(#[from] CodeError),
    /// A road vehicle's ninth symbol is not the check digit of the others; many makers do not use it.
    #[error("expected check digit {expected}, got {found}")]
    VehicleCheck {
        /// The symbol computed from the others.
        expected: char,
        /// The symbol in the text.
        found: char,
    },
}

impl IdentityFinding {
    /// Returns the stable code, which the screens translate.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Code(error) => error.code(),
            Self::VehicleCheck { .. } => "code.check_digit",
        }
    }
}

/// What a written number was read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// A number that follows its standard.
    Verified(UnitNumber),
    /// A number of the right shape whose check digit is wrong, where real data have such.
    Doubtful(UnitNumber, IdentityFinding),
    /// No number; the text is all there is.
    Unreadable(IdentityFinding),
    /// A name, for which there is no standard.
    Name,
}

/// A unit's number as written and as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// What the unit is.
    pub kind: UnitKind,
    /// As written.
    pub raw: String,
    /// As read.
    pub reading: Reading,
}

impl Identity {
    /// Reads a number; what is wrong with it stands in the reading.
    #[must_use]
    pub fn read(kind: UnitKind, raw: &str) -> Self {
        let reading = match kind {
            UnitKind::Container => strict(raw, UnitNumber::Container),
            UnitKind::Wagon12 => strict(raw, UnitNumber::Wagon12),
            UnitKind::Wagon8 => wagon8(raw),
            UnitKind::Vehicle => vehicle(raw),
            UnitKind::Lot => Reading::Name,
        };
        Self { kind, raw: raw.to_owned(), reading }
    }

    /// Returns what is wrong with the number.
    #[must_use]
    pub const fn finding(&self) -> Option<&IdentityFinding> {
        match &self.reading {
            Reading::Doubtful(_, finding) | Reading::Unreadable(finding) => Some(finding),
            Reading::Verified(_) | Reading::Name => None,
        }
    }

    /// Returns the number, where it has the right shape.
    #[must_use]
    pub const fn number(&self) -> Option<UnitNumber> {
        match &self.reading {
            Reading::Verified(number) | Reading::Doubtful(number, _) => Some(*number),
            Reading::Unreadable(_) | Reading::Name => None,
        }
    }
}

impl fmt::Display for Identity {
    /// The number in its standard's form, else the text as written.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.number() {
            Some(number) => number.fmt(f),
            None => f.pad(&self.raw),
        }
    }
}

fn strict<T: std::str::FromStr<Err = CodeError>>(raw: &str, number: fn(T) -> UnitNumber) -> Reading {
    match raw.parse::<T>() {
        Ok(read) => Reading::Verified(number(read)),
        Err(error) => Reading::Unreadable(error.into()),
    }
}

fn wagon8(raw: &str) -> Reading {
    match WagonNumber8::parse_lenient(raw) {
        Ok((number, CheckDigit::Matches)) => Reading::Verified(UnitNumber::Wagon8(number)),
        Ok((number, CheckDigit::Differs { expected, found })) => {
            let finding = CodeError::CheckDigit { expected, found };
            Reading::Doubtful(UnitNumber::Wagon8(number), finding.into())
        }
        Err(error) => Reading::Unreadable(error.into()),
    }
}

fn vehicle(raw: &str) -> Reading {
    match raw.parse::<VehicleNumber>() {
        Ok(number) => match number.check_digit() {
            VehicleCheck::Matches => Reading::Verified(UnitNumber::Vehicle(number)),
            VehicleCheck::Differs { expected, found } => {
                let finding = IdentityFinding::VehicleCheck { expected, found };
                Reading::Doubtful(UnitNumber::Vehicle(number), finding)
            }
        },
        Err(error) => Reading::Unreadable(error.into()),
    }
}
