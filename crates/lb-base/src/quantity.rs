//! Physical quantities as integers of one stated unit, so that sums are exact and conserved.
//!
//! All are signed 64-bit: differences may be negative, and a corridor's yearly totals fit. Constructors named
//! after a larger unit saturate at the ends of the range, which lie beyond anything on Earth. Reading needs a
//! unit (`1200t`, `3.8 km`) and is exact: `0.5 kg` is refused, not rounded. Printing reads back.

mod ppm;

use crate::decimal::{DecimalError, format_scaled, parse_scaled};

pub use ppm::Ppm;

/// Why a text is not a quantity.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QuantityError {
    /// The number before the unit cannot be read exactly.
    #[error(transparent)]
    Number(#[from] DecimalError),
    /// The unit is missing or belongs to something else.
    #[error("expected a unit out of {expected}, got {found:?}")]
    Unit {
        /// The units that can be read.
        expected: &'static str,
        /// The letters behind the number.
        found: String,
    },
    /// A probability below 0 or above 1.
    #[error("expected 0 to 1000000 parts per million, got {found}")]
    Probability {
        /// The parts per million.
        found: i64,
    },
}

/// A unit that can be read and printed: its name, and how many decimals of it make the stored integer.
type Unit = (&'static str, usize);

/// Defines a signed 64-bit quantity: arithmetic, reading, printing.
///
/// `units` are read; the first whose value is at least 1 is printed, so they come largest first.
macro_rules! quantity {
    (
        $(#[$doc:meta])* $name:ident,
        units: $units:expr, names: $names:literal, aliases: $aliases:expr,
        from: { $($(#[$from_doc:meta])* $from:ident = $factor:literal;)+ },
        as: { $(#[$as_doc:meta])* $as_unit:ident }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name(i64);

        impl $name {
            /// Nothing.
            pub const ZERO: Self = Self(0);
            /// The largest value.
            pub const MAX: Self = Self(i64::MAX);

            $($(#[$from_doc])*
            #[must_use]
            pub const fn $from(value: i64) -> Self {
                Self(value.saturating_mul($factor))
            })+

            $(#[$as_doc])*
            #[must_use]
            pub const fn $as_unit(self) -> i64 {
                self.0
            }

            /// Returns the sum, or nothing when it overflows.
            #[must_use]
            pub fn checked_add(self, other: Self) -> Option<Self> {
                self.0.checked_add(other.0).map(Self)
            }

            /// Returns the difference, which may be negative, or nothing when it overflows.
            #[must_use]
            pub fn checked_sub(self, other: Self) -> Option<Self> {
                self.0.checked_sub(other.0).map(Self)
            }

            /// Returns the value times a count, or nothing when it overflows.
            #[must_use]
            pub fn checked_mul(self, count: i64) -> Option<Self> {
                self.0.checked_mul(count).map(Self)
            }

            /// Returns the sum, held at the ends of the range.
            #[must_use]
            pub const fn saturating_add(self, other: Self) -> Self {
                Self(self.0.saturating_add(other.0))
            }

            /// Returns the difference, which may be negative, held at the ends of the range.
            #[must_use]
            pub const fn saturating_sub(self, other: Self) -> Self {
                Self(self.0.saturating_sub(other.0))
            }

            /// Returns the value times a count, held at the ends of the range.
            #[must_use]
            pub const fn saturating_mul(self, count: i64) -> Self {
                Self(self.0.saturating_mul(count))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(&print(self.0, &$units))
            }
        }

        impl std::str::FromStr for $name {
            type Err = QuantityError;

            fn from_str(text: &str) -> Result<Self, QuantityError> {
                read(text, &[$units.as_slice(), $aliases.as_slice()], $names).map(Self)
            }
        }
    };
}

quantity! {
    /// A length or distance in millimetres: track lengths, gauges and sea lanes share it.
    Length,
    units: [("km", 6), ("m", 3), ("mm", 0)], names: "km, m, mm", aliases: [("cm", 1)],
    from: {
        /// Returns a length of whole kilometres.
        from_km = 1_000_000;
        /// Returns a length of whole metres.
        from_metres = 1_000;
        /// Returns a length of millimetres.
        from_mm = 1;
    },
    as: {
        /// Returns the millimetres.
        as_mm
    }
}

quantity! {
    /// A mass in kilograms, as weighed on a bridge or stated in a waybill.
    Mass,
    units: [("t", 3), ("kg", 0)], names: "Mt, kt, t, kg", aliases: [("Mt", 9), ("kt", 6)],
    from: {
        /// Returns a mass of whole tonnes.
        from_tonnes = 1_000;
        /// Returns a mass of kilograms.
        from_kg = 1;
    },
    as: {
        /// Returns the kilograms.
        as_kg
    }
}

quantity! {
    /// A volume in litres: silo cells, tanks and holds.
    Volume,
    units: [("m³", 3), ("l", 0)], names: "m³, m3, l", aliases: [("m3", 3), ("L", 0)],
    from: {
        /// Returns a volume of whole cubic metres.
        from_cubic_metres = 1_000;
        /// Returns a volume of litres.
        from_litres = 1;
    },
    as: {
        /// Returns the litres.
        as_litres
    }
}

quantity! {
    /// A count of twenty-foot equivalent units in thousandths, so that a 45-foot box of 2.25 TEU is exact.
    ///
    /// 64-bit, because a port's year (7.16 million TEU) overflows 32 bits of thousandths. Reads `2.25` and
    /// `2.25 TEU`.
    Teu,
    units: [("TEU", 3)], names: "TEU", aliases: [("", 3)],
    from: {
        /// Returns a count of whole units.
        from_whole = 1_000;
        /// Returns a count of thousandths of a unit.
        from_thousandths = 1;
    },
    as: {
        /// Returns the thousandths of a unit.
        as_thousandths
    }
}

quantity! {
    /// Greenhouse gas in grams of CO2 equivalent; well to wheel unless the factor says otherwise.
    ///
    /// Source: ISO 14083 (transport chain emissions, in CO2e).
    Grams,
    units: [("t CO2e", 6), ("kg CO2e", 3), ("g CO2e", 0)], names: "t CO2e, kg CO2e, g CO2e",
    aliases: [("t", 6), ("kg", 3), ("g", 0)],
    from: {
        /// Returns an emission of whole tonnes.
        from_tonnes = 1_000_000;
        /// Returns an emission of whole kilograms.
        from_kg = 1_000;
        /// Returns an emission of grams.
        from_grams = 1;
    },
    as: {
        /// Returns the grams.
        as_grams
    }
}

/// Prints in the first unit that the value reaches, else in the last.
fn print(value: i64, units: &[Unit]) -> String {
    let (reached, smallest) = (units.iter().find(|unit| reaches(value, unit.1)), units.last());
    let (name, places) = reached.or(smallest).copied().unwrap_or_default();
    format!("{} {name}", format_scaled(value, places, 0))
}

/// Returns whether the value is at least one unit of so many places.
fn reaches(value: i64, places: usize) -> bool {
    value
        .unsigned_abs()
        .checked_ilog10()
        .is_some_and(|log| usize::try_from(log).is_ok_and(|log| log >= places))
}

/// Reads a number and one of the units.
fn read(text: &str, units: &[&[Unit]], names: &'static str) -> Result<i64, QuantityError> {
    let trimmed = text.trim();
    let number_end = trimmed.find(char::is_alphabetic).unwrap_or(trimmed.len());
    let (number, name) = trimmed.split_at(number_end);
    let unit = units.iter().copied().flatten().find(|unit| unit.0 == name);
    let (_, places) = unit.ok_or_else(|| QuantityError::Unit { expected: names, found: name.to_owned() })?;
    Ok(parse_scaled(number.trim_end(), *places)?)
}

#[cfg(test)]
mod tests;
