//! Typed ids of things that come into being: consignments, bookings, units.
//!
//! UUIDs of version 7: made anywhere without asking anyone, ordered by the time they were made at. Other crates
//! make their own with [`uuid_id!`](crate::uuid_id).

use uuid::{Builder, Uuid};

/// The only version of UUID that is an id here.
const VERSION: usize = 7;

/// Why a text or UUID is not an entity's id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UuidError {
    /// Not the shape of a UUID.
    #[error("expected a UUID such as 01890a5d-ac96-774b-bcce-b302099a8057, got {found:?}")]
    Shape {
        /// The text.
        found: String,
    },
    /// A UUID that does not sort by time.
    #[error("expected a UUID of version 7, got version {found}")]
    Version {
        /// The version it has.
        found: usize,
    },
}

/// Returns the UUID of an instant (milliseconds since 1970 UTC) and ten random bytes.
///
/// Called by the types that [`uuid_id!`](crate::uuid_id) makes; chance and clock are the caller's.
///
/// Source: RFC 9562, section 5.7.
#[must_use]
pub fn uuid_at(millis: u64, random: [u8; 10]) -> Uuid {
    Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

/// Returns the UUID when it is of version 7.
///
/// # Errors
/// [`UuidError::Version`] for every other one.
pub fn checked_uuid(uuid: Uuid) -> Result<Uuid, UuidError> {
    match uuid.get_version_num() {
        VERSION => Ok(uuid),
        found => Err(UuidError::Version { found }),
    }
}

/// Reads a UUID of version 7.
///
/// # Errors
/// [`UuidError`] when the text is none.
pub fn parse_uuid(text: &str) -> Result<Uuid, UuidError> {
    let found = text.trim().parse::<Uuid>();
    checked_uuid(found.map_err(|_| UuidError::Shape { found: text.to_owned() })?)
}

/// Makes a typed id of version 7: `uuid_id! { /// A crane. pub struct CraneId; }`.
///
/// The type parses (`FromStr`), prints in lower case with hyphens, and orders by the time it was made at.
#[macro_export]
macro_rules! uuid_id {
    ($($(#[$doc:meta])* pub struct $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name($crate::id::Uuid);

        impl $name {
            /// Returns the id of an instant (milliseconds since 1970 UTC) and ten random bytes.
            #[must_use]
            pub fn at(millis: u64, random: [u8; 10]) -> Self {
                Self($crate::id::uuid_at(millis, random))
            }

            /// Returns the UUID, for storage.
            #[must_use]
            pub const fn uuid(self) -> $crate::id::Uuid {
                self.0
            }
        }

        impl TryFrom<$crate::id::Uuid> for $name {
            type Error = $crate::id::UuidError;

            fn try_from(uuid: $crate::id::Uuid) -> Result<Self, $crate::id::UuidError> {
                $crate::id::checked_uuid(uuid).map(Self)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::id::UuidError;

            fn from_str(text: &str) -> Result<Self, $crate::id::UuidError> {
                $crate::id::parse_uuid(text).map(Self)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&self.0, f)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), &self.0)
            }
        }
    )+};
}

uuid_id! {
    /// Goods under one contract of carriage.
    pub struct ConsignmentId;
    /// Capacity reserved on runs for one consignment.
    pub struct BookingId;
    /// A container, wagon, vehicle or lot that has been registered.
    pub struct UnitId;
    /// One journey of a unit, from the order to move it until it is given back.
    pub struct TransportId;
    /// The list of what several consignments put into one container.
    pub struct StuffingListId;
    /// Something that was seen to happen to a consignment, as recorded: a handling event.
    pub struct HandlingId;
    /// A share of capacity on its way from one pool to another.
    pub struct OfferId;
}

#[cfg(test)]
mod tests;
