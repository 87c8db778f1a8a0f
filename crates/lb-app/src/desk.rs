//! The desk: where commands are decided and recorded.
//!
//! A [`Task`] says which entities it looks at and decides, purely, what happens. The desk loads their states, asks the task,
//! and hands the decision to the [`Journal`](crate::journal::Journal) with the versions that it saw. A batch is decided as if
//! each command before were done already and goes into one transaction; whoever then finds that something changed meanwhile
//! (another process, a command that was refused) is decided again on fresh states. So nothing is ever recorded that was
//! decided on an old state, and many commands share one commit.
//!
//! ```text
//!  requests --> needs --> states (shelf, else journal) --> decide --> append_all --> answers
//!                 ^                                                       |
//!                 +---------------- again, on fresh states ---- conflict -+
//! ```
//!
//! Pure but for the journal's port: the queue, the clock and the seed are the edge's.

use std::sync::Arc;

use crate::access::AccessProjection;
use crate::booking::import::EventsInProjection;
use crate::booking::projection::BookingProjection;
use crate::hooks::HooksProjection;
use crate::hub::HubProjection;
use crate::journal::{Misfit, Projections};

mod caller;
mod clerk;
mod shelf;
mod state;
mod task;

#[cfg(test)]
mod tests;

pub use caller::{Caller, OrganisationKind, Permission, Role};
pub use clerk::{ATTEMPTS_MAX, BATCH_MAX, Desk, DeskError, Rehearsal, Request};
pub use shelf::{SHELF_MAX, Seen, Sight};
pub use state::{Fact, State, consignment_entity, hub_entity, ledger_entity, unit_entity};
pub use task::{Circumstances, Decision, NewFact, Task};

/// Returns the projections of every entity that the desk decides about.
///
/// # Errors
/// A misfit when a table is not as it should be: a mistake in the program.
pub fn projections() -> Result<Projections, Misfit> {
    Projections::new(vec![
        Arc::new(AccessProjection),
        Arc::new(BookingProjection),
        Arc::new(EventsInProjection),
        Arc::new(HooksProjection),
        Arc::new(HubProjection),
    ])
}
