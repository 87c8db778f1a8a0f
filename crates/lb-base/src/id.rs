//! Typed ids: text ids that name rows of the corridor tables, runs, and ids of things that come into being.
//!
//! An id is stored, printed and sent. Other crates make their own with [`string_id!`](crate::string_id) and
//! [`uuid_id!`](crate::uuid_id).

mod entity;
mod run;

use std::sync::Arc;

pub use entity::{
    BookingId, ConsignmentId, HandlingId, OfferId, StuffingListId, TransportId, UnitId, UuidError,
    checked_uuid, parse_uuid, uuid_at,
};
pub use run::{RunId, RunIdError};
pub use uuid::Uuid;

/// The longest text id, in characters.
pub const ID_LENGTH_MAX: usize = 64;

/// Why a text is not an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// There is no text.
    #[error("expected an id, got nothing")]
    Empty,
    /// The text is too long.
    #[error("expected at most {ID_LENGTH_MAX} characters, got {found}")]
    Length {
        /// How many characters the text has.
        found: usize,
    },
    /// A character that ids do not have; blanks, `;` and `>` part ids in the tables.
    #[error("expected a letter, digit, '-', '_' or '.' at position {position}, got {found:?}")]
    Character {
        /// Character position in the text, from 1.
        position: usize,
        /// What stands there.
        found: char,
    },
}

/// Checks the rule of all text ids: 1 to 64 ASCII letters, digits, `-`, `_`, `.`.
///
/// Called by the types that [`string_id!`](crate::string_id) makes.
///
/// # Errors
/// [`IdError`] when the text breaks the rule. Nothing is trimmed or changed in case.
pub fn checked_id(text: &str) -> Result<Arc<str>, IdError> {
    let is_foreign = |symbol: char| !(symbol.is_ascii_alphanumeric() || matches!(symbol, '-' | '_' | '.'));
    match (text.chars().position(is_foreign), text.chars().count()) {
        (_, 0) => Err(IdError::Empty),
        (_, found) if found > ID_LENGTH_MAX => Err(IdError::Length { found }),
        (Some(at), _) => Err(IdError::Character {
            position: at + 1,
            found: text.chars().nth(at).unwrap_or(char::REPLACEMENT_CHARACTER),
        }),
        (None, _) => Ok(Arc::from(text)),
    }
}

/// Makes a typed text id: `string_id! { /// A quay. pub struct QuayId; }`.
///
/// The type parses (`FromStr`), prints, orders and hashes as its text, borrows as `str` for look-ups in maps,
/// and is cheap to clone (one reference count).
#[macro_export]
macro_rules! string_id {
    ($($(#[$doc:meta])* pub struct $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(std::sync::Arc<str>);

        impl $name {
            /// Returns the text of the id.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::id::IdError;

            fn from_str(text: &str) -> Result<Self, $crate::id::IdError> {
                $crate::id::checked_id(text).map(Self)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(&self.0)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), &self.0)
            }
        }
    )+};
}

string_id! {
    /// A place of the corridor, such as `CNLYG-BASE`.
    pub struct PlaceId;
    /// A facility at a place: a terminal, yard, berth group, silo.
    pub struct FacilityId;
    /// A link of the infrastructure between two places, such as `R001`.
    pub struct LinkId;
    /// A border, gauge-change or port node, such as `X-ALA-DOS`.
    pub struct CrossingId;
    /// A transport service, such as `SV-LYG-ALA`.
    pub struct ServiceId;
    /// A section of a service without change of gauge, vehicle or mode.
    pub struct SectionId;
    /// A recurring pattern of departures of a section.
    pub struct PatternId;
    /// A type of loading unit, such as a 45-foot container.
    pub struct UnitTypeId;
    /// A row of a tariff.
    pub struct TariffId;
    /// A dated restriction on a crossing, link, place or service.
    pub struct RestrictionId;
    /// A distribution of delays.
    pub struct DelayId;
    /// An emission factor.
    pub struct FactorId;
    /// A published claim that is recomputed, such as `C01`.
    pub struct ClaimId;
    /// A figure out of a publication, such as `F001`.
    pub struct FactId;
    /// A source of figures, such as `S37`.
    pub struct SourceId;
    /// A place of work with its own journal: the hub, the dry port.
    pub struct SiteId;
    /// A company or authority: a customer, a carrier, customs.
    pub struct OrganisationId;
}

#[cfg(test)]
mod tests;
