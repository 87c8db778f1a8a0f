//! Organisations, people, keys, sessions and webhooks: who may ask what.

use std::sync::Arc;

use crate::desk::Fact;
use crate::journal::Fault;

/// What an entity of this module is.
#[derive(Clone, Debug)]
pub enum AccessState {
    /// An organisation.
    Organisation(Arc<str>),
}

/// Returns the state after one more event.
///
/// # Errors
/// A fault when the event cannot be read.
pub fn after(state: Option<AccessState>, _fact: &Fact<'_>) -> Result<Option<AccessState>, Fault> {
    Ok(state)
}
