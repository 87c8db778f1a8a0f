//! What callers ask to be done on a hub's floor. Units are named as people name them, by number, or by identifier.

mod gate;
mod gauge;
mod goods;
mod grain;
mod inventory;
mod job;
mod placement;
mod reefer;
mod ship;
mod stop;
mod stuffing;
mod things;
mod visit;

use lb_hub::{Command, Floor};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::desk::{Caller, OrganisationKind, Permission};
use crate::json::ViewError;
use crate::refusal::Refusal;

pub use gate::{GateAction, GateWish};
pub use gauge::{GaugeAction, NoteWish};
pub use goods::{GoodsAction, GoodsDamageWish, GoodsFoundWish, GoodsWish};
pub use grain::{GrainAction, GrainPartWish};
pub use inventory::InventoryAction;
pub use job::JobAction;
pub use placement::PlacementAction;
pub use reefer::{ReeferAction, ReeferReadWish};
pub(in crate::hub) use ship::PLANNED_MAX;
pub use ship::ShipAction;
pub use stop::{EquipmentAction, HoldAction};
pub use stuffing::StuffingAction;
pub(in crate::hub) use things::Reader;
pub use things::{FactsWish, JobWish, ListLine, StandingThing, ThingView};
pub use visit::VisitAction;

by_subject! {
    /// What is to be done on a hub's floor. The word of `do` begins with what it is about.
    HubAction by "do" {
        /// About what stands on the floor: `inventory_...`.
        Inventory(InventoryAction) = "inventory",
        /// About a visit: `visit_...`.
        Visit(VisitAction) = "visit",
        /// About a placement: `placement_...`.
        Placement(PlacementAction) = "placement",
        /// About jobs: `job_...`.
        Job(JobAction) = "job",
        /// About a gauge change: `gauge_...`.
        Gauge(GaugeAction) = "gauge",
        /// About a hold: `hold_...`.
        Hold(HoldAction) = "hold",
        /// About a piece of equipment: `equipment_...`.
        Equipment(EquipmentAction) = "equipment",
        /// About grain: `grain_...`.
        Grain(GrainAction) = "grain",
        /// About the gate: `gate_...`.
        Gate(GateAction) = "gate",
        /// About goods in warehouses: `goods_...`.
        Goods(GoodsAction) = "goods",
        /// About stuffing lists: `stuffing_...`.
        Stuffing(StuffingAction) = "stuffing",
        /// About a ship's loading and discharge: `ship_...`.
        Ship(ShipAction) = "ship",
        /// About refrigerated boxes: `reefer_...`.
        Reefer(ReeferAction) = "reefer",
    }
}

/// Wishes about a hub's floor: all of them are done, or none.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HubRequest {
    /// The version that the caller saw; whatever it is now where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
    /// What is to be done, in order.
    pub actions: Vec<HubAction>,
}

/// Wishes about a hub's floor, each by itself.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ManyHubActions {
    /// What is to be done.
    pub actions: Vec<HubAction>,
}

/// Who may ask for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Asks {
    /// What the caller must be allowed.
    pub permission: Permission,
    /// What the caller's organisation must be at least: partners do what concerns two.
    pub kind: OrganisationKind,
}

impl HubAction {
    /// Returns who may ask for it.
    pub(super) fn asks(&self) -> Asks {
        let operator = |permission| Asks { permission, kind: OrganisationKind::Operator };
        let partner = |permission| Asks { permission, kind: OrganisationKind::Partner };
        match self {
            Self::Placement(_) => partner(Permission::Dispatch),
            Self::Hold(_)
            | Self::Gauge(
                GaugeAction::Tally { .. }
                | GaugeAction::Except { .. }
                | GaugeAction::Resolve { .. }
                | GaugeAction::Add { .. },
            )
            | Self::Grain(GrainAction::Hold { .. } | GrainAction::Lift { .. })
            | Self::Goods(
                GoodsAction::Hold { .. } | GoodsAction::Lift { .. } | GoodsAction::Release { .. },
            ) => partner(Permission::Record),
            Self::Gauge(
                GaugeAction::Sign { .. } | GaugeAction::Return { .. } | GaugeAction::Correct { .. },
            ) => partner(Permission::Dispatch),
            Self::Grain(action) if action.is_decision() => operator(Permission::Dispatch),
            Self::Gate(action) if action.is_of_appointments() => {
                Asks { permission: Permission::Book, kind: OrganisationKind::Customer }
            }
            Self::Gate(action) if action.is_decision() => operator(Permission::Dispatch),
            Self::Inventory(InventoryAction::Count { .. } | InventoryAction::State { .. })
            | Self::Visit(VisitAction::Arrive { .. })
            | Self::Job(JobAction::Start { .. } | JobAction::Finish { .. } | JobAction::Abort { .. })
            | Self::Equipment(_)
            | Self::Grain(_)
            | Self::Gate(_)
            | Self::Goods(_)
            | Self::Stuffing(_)
            | Self::Reefer(_) => operator(Permission::Record),
            Self::Inventory(InventoryAction::Open { .. })
            | Self::Visit(_)
            | Self::Ship(_)
            | Self::Gauge(
                GaugeAction::Open { .. }
                | GaugeAction::Plan { .. }
                | GaugeAction::Note { .. }
                | GaugeAction::Void { .. }
                | GaugeAction::Cancel { .. },
            )
            | Self::Job(JobAction::Plan { .. } | JobAction::Assign { .. } | JobAction::Dispatch { .. }) => {
                operator(Permission::Dispatch)
            }
        }
    }

    /// Returns the organisation that an offer asks.
    pub(super) fn asked(&self) -> Option<&str> {
        match self {
            Self::Placement(PlacementAction::Offer { to, .. }) => Some(to),
            Self::Placement(_)
            | Self::Inventory(_)
            | Self::Visit(_)
            | Self::Job(_)
            | Self::Gauge(_)
            | Self::Hold(_)
            | Self::Equipment(_)
            | Self::Ship(_)
            | Self::Grain(_)
            | Self::Gate(_)
            | Self::Goods(_)
            | Self::Stuffing(_)
            | Self::Reefer(_) => None,
        }
    }

    /// Refuses what only concerns the caller's own things where it names those of others.
    ///
    /// # Errors
    /// `access.not_allowed`, or that there is no such thing.
    pub(super) fn check_own(&self, floor: &Floor, caller: &Caller) -> Result<(), Refusal> {
        match self {
            Self::Gate(action) => action.check_own(floor, caller),
            Self::Placement(_)
            | Self::Inventory(_)
            | Self::Visit(_)
            | Self::Job(_)
            | Self::Gauge(_)
            | Self::Hold(_)
            | Self::Equipment(_)
            | Self::Grain(_)
            | Self::Goods(_)
            | Self::Stuffing(_)
            | Self::Ship(_)
            | Self::Reefer(_) => Ok(()),
        }
    }

    /// Returns the command of the rules.
    ///
    /// # Errors
    /// [`ViewError`] with the path of the first field that cannot be read, or names what is not here.
    pub(super) fn command(&self, reader: &mut Reader<'_>) -> Result<Command, ViewError> {
        match self {
            Self::Inventory(action) => action.command(reader).map(Command::Inventory),
            Self::Visit(action) => action.command(reader).map(Command::Visit),
            Self::Placement(action) => action.command(reader).map(Command::Placement),
            Self::Job(action) => action.command(reader).map(Command::Job),
            Self::Gauge(action) => action.command(reader).map(Command::Gauge),
            Self::Hold(action) => action.command(reader).map(Command::Hold),
            Self::Equipment(action) => action.command(reader).map(Command::Equipment),
            Self::Grain(action) => action.command(reader).map(Command::Grain),
            Self::Gate(action) => action.command(reader).map(Command::Gate),
            Self::Goods(action) => action.command(reader).map(Command::Goods),
            Self::Stuffing(action) => action.command(reader).map(Command::Stuffing),
            Self::Ship(action) => action.command(reader).map(Command::Ship),
            Self::Reefer(action) => action.command(reader).map(Command::Reefer),
        }
    }
}
