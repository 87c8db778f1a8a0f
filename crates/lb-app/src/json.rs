//! What all views are made of: the two shapes that they have, reading with the path of what is wrong, numbers of units.
//!
//! A view is made of a domain value (`From<&T>`) and gives it back (`TryFrom<&View>`), exactly. What cannot be read is refused
//! with the path of the field ([`ViewError`]). Instants are RFC 3339 texts in UTC, identifiers are texts, quantities are integers
//! with their unit in the name. What is absent is left out. So every view has one canonical text, see
//! [`crate::journal::canonical`].

#[macro_use]
mod macros;

pub(crate) mod identity;
pub(crate) mod problem;
pub(crate) mod read;

#[cfg(test)]
pub(crate) mod tests;

pub use identity::{IdentityFindingView, ReadingView, UnitIdentityView, UnitKindView};
pub use problem::ViewError;
pub use read::decode;
