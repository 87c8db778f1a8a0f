//! What is done with units.

use std::sync::Arc;

use lb_base::UnitId;
use lb_booking::Refusal as Refused;
use lb_booking::unit::UnitCommand;
use serde_json::json;

use super::workbench::{Workbench, broken};
use crate::app::App;
use crate::desk::{Circumstances, Decision, Permission, Seen, Task, unit_entity};
use crate::journal::Entity;
use crate::refusal::Refusal;

/// Does something with a unit.
pub struct UnitOn {
    /// The corridor.
    pub app: Arc<App>,
    /// Which unit.
    pub id: UnitId,
    /// The version that the caller saw; whatever it is now where nothing is said.
    pub version: Option<u64>,
    /// What is done.
    pub command: UnitCommand,
}

impl Task for UnitOn {
    fn needs(&self, _: &Seen) -> Vec<Entity> {
        unit_entity(self.id).into_iter().collect()
    }

    fn decide(&self, seen: &Seen, at: &mut Circumstances<'_>) -> Result<Decision, Refusal> {
        at.caller.check(Permission::Record)?;
        if !matches!(self.command, UnitCommand::Register { .. }) {
            // A unit belongs to nobody here: whoever could name it could change what others rely on.
            at.caller.check_operator()?;
        }
        let entity = unit_entity(self.id).map_err(broken)?;
        let version = seen.version(&entity);
        if let Some(expected) = self.version.filter(|expected| *expected != version) {
            let refused = crate::journal::Refused::Conflict { entity, expected, found: version };
            return Err(refused.into());
        }
        let unit = seen.unit(&entity);
        if unit.is_none() && !matches!(self.command, UnitCommand::Register { .. }) {
            return Err(Refused::UnitNotFound {}.into());
        }
        let mut bench = Workbench::new(&self.app, seen, at, None);
        bench.unit(unit, &self.command)?;
        let id = self.id;
        bench.finish(move |bench| json!({ "id": id.to_string(), "version": bench.unit_version() }))
    }
}
