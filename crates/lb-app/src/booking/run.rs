//! What is done with the capacity of runs, and how it is shown.

use std::sync::Arc;

use jiff::Timestamp;
use lb_booking::Ledger;
use lb_booking::ledger::{self, LedgerCommand, LedgerId};
use serde_json::json;

use super::workbench::{Workbench, broken};
use crate::app::App;
use crate::desk::{Circumstances, Decision, Permission, Seen, Task, ledger_entity};
use crate::journal::{Entity, SiteId};
use crate::refusal::Refusal;

/// Does something with the capacity of a run's section; opens it for sale where nobody has.
pub struct RunOn {
    /// The corridor.
    pub app: Arc<App>,
    /// Which run and section.
    pub id: LedgerId,
    /// The version that the caller saw; whatever it is now where nothing is said.
    pub version: Option<u64>,
    /// What is done; nothing but opening it where nothing is said.
    pub command: Option<LedgerCommand>,
}

impl Task for RunOn {
    fn needs(&self, _: &Seen) -> Vec<Entity> {
        ledger_entity(&self.id).into_iter().collect()
    }

    fn decide(&self, seen: &Seen, at: &mut Circumstances<'_>) -> Result<Decision, Refusal> {
        at.caller.check(Permission::Capacity)?;
        let entity = ledger_entity(&self.id).map_err(broken)?;
        let version = seen.version(&entity);
        if let Some(expected) = self.version.filter(|expected| *expected != version) {
            let refused = crate::journal::Refused::Conflict { entity, expected, found: version };
            return Err(refused.into());
        }
        let mut bench = Workbench::new(&self.app, seen, at, None);
        bench.ledger(&self.id)?;
        if let Some(command) = &self.command {
            bench.run(&self.id, command)?;
        }
        let id = self.id.clone();
        bench.finish(move |bench| {
            json!({
                "id": id.to_string(),
                "version": bench.ledger_version(&id),
                "status": bench.open_ledger(&id).map(sale_word),
            })
        })
    }
}

/// Records what time has done to a ledger: holds that ended, promotions. A site does it by itself.
pub struct SettleRun {
    /// The corridor.
    pub app: Arc<App>,
    /// Which run and section.
    pub id: LedgerId,
}

impl Task for SettleRun {
    fn needs(&self, _: &Seen) -> Vec<Entity> {
        ledger_entity(&self.id).into_iter().collect()
    }

    fn decide(&self, seen: &Seen, at: &mut Circumstances<'_>) -> Result<Decision, Refusal> {
        let mut bench = Workbench::new(&self.app, seen, at, None);
        if bench.open_ledger(&self.id).is_some() {
            bench.run(&self.id, &LedgerCommand::Settle)?;
        }
        bench.finish(|_| json!({}))
    }
}

/// Returns the ledger of a run that nobody has opened yet, as its first booking would open it.
///
/// # Errors
/// `run.unknown` when the timetable has no such run.
pub fn opened(app: &App, id: &LedgerId, site: &SiteId, now: Timestamp) -> Result<Ledger, Refusal> {
    let mut state = None;
    for event in ledger::decide(None, &app.opening(id)?, site, now)? {
        ledger::apply(&mut state, &event);
    }
    state.ok_or_else(|| lb_booking::Refusal::LedgerNotOpen {}.into())
}

/// Returns the stable word of whether a run is sold.
#[must_use]
pub const fn sale_word(ledger: &Ledger) -> &'static str {
    match ledger.sale() {
        lb_booking::ledger::Sale::Open => "open",
        lb_booking::ledger::Sale::Closed { .. } => "closed",
    }
}
