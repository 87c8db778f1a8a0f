//! The port to the site's desk, as the routes of accounts use it.

use std::sync::Arc;

use lb_app::desk::{Caller, Desk, Task};
use lb_app::journal::{Idempotency, Moment, Pending, Receipt};

use crate::office::{Office, now};
use crate::problem::Problem;

/// What stands between a route and the desk: the [`Office`] with its queue and the clock of the server, or those of a test.
pub trait Front: Send + Sync {
    /// Returns the instant at which the request is handled.
    fn now(&self) -> Moment;

    /// Returns the desk, to look at.
    fn desk(&self) -> &Desk;

    /// Has a command decided and recorded.
    fn ask(
        &self,
        task: Arc<dyn Task>,
        caller: Caller,
        idempotency: Idempotency,
    ) -> Pending<'_, Result<Receipt, Problem>>;
}

impl Front for Office {
    fn now(&self) -> Moment {
        now()
    }

    fn desk(&self) -> &Desk {
        Self::desk(self)
    }

    fn ask(
        &self,
        task: Arc<dyn Task>,
        caller: Caller,
        idempotency: Idempotency,
    ) -> Pending<'_, Result<Receipt, Problem>> {
        Box::pin(Self::ask(self, task, caller, idempotency))
    }
}
