//! What happened on a hub's floor. Events carry all that is needed to apply them.

use jiff::Timestamp;

use crate::equipment::EquipmentEvent;
use crate::gate::GateEvent;
use crate::gauge_record::GaugeEvent;
use crate::goods::GoodsEvent;
use crate::goods::stuffing::StuffingEvent;
use crate::grain::GrainEvent;
use crate::hold::HoldEvent;
use crate::inventory::InventoryEvent;
use crate::job::JobEvent;
use crate::placement::PlacementEvent;
use crate::reefer::ReeferEvent;
use crate::ship::ShipEvent;
use crate::visit::VisitEvent;

/// What happened on a hub's floor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HubEvent {
    /// To what stands on it.
    Inventory(InventoryEvent),
    /// To a visit.
    Visit(VisitEvent),
    /// To a placement.
    Placement(PlacementEvent),
    /// To a job.
    Job(JobEvent),
    /// To a gauge change.
    Gauge(GaugeEvent),
    /// To a hold.
    Hold(HoldEvent),
    /// To a piece of equipment.
    Equipment(EquipmentEvent),
    /// To grain.
    Grain(GrainEvent),
    /// At the gate.
    Gate(GateEvent),
    /// To goods in warehouses.
    Goods(GoodsEvent),
    /// To a stuffing list.
    Stuffing(StuffingEvent),
    /// To a ship's loading.
    Ship(ShipEvent),
    /// To refrigerated boxes.
    Reefer(ReeferEvent),
}

impl HubEvent {
    /// Returns the stable kind for the journal.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Inventory(event) => event.kind(),
            Self::Visit(event) => event.kind(),
            Self::Placement(event) => event.kind(),
            Self::Job(event) => event.kind(),
            Self::Gauge(event) => event.kind(),
            Self::Hold(event) => event.kind(),
            Self::Equipment(event) => event.kind(),
            Self::Grain(event) => event.kind(),
            Self::Gate(event) => event.kind(),
            Self::Goods(event) => event.kind(),
            Self::Stuffing(event) => event.kind(),
            Self::Ship(event) => event.kind(),
            Self::Reefer(event) => event.kind(),
        }
    }

    /// Returns when it happened, where it says so itself.
    #[must_use]
    pub const fn happened_at(&self) -> Option<Timestamp> {
        match self {
            Self::Inventory(event) => event.happened_at(),
            Self::Visit(event) => event.happened_at(),
            Self::Placement(event) => event.happened_at(),
            Self::Job(event) => event.happened_at(),
            Self::Gauge(event) => event.happened_at(),
            Self::Hold(event) => event.happened_at(),
            Self::Equipment(event) => event.happened_at(),
            Self::Grain(event) => event.happened_at(),
            Self::Gate(event) => event.happened_at(),
            Self::Goods(event) => event.happened_at(),
            Self::Stuffing(event) => event.happened_at(),
            Self::Ship(_) => None,
            Self::Reefer(event) => event.happened_at(),
        }
    }
}

impl From<InventoryEvent> for HubEvent {
    fn from(event: InventoryEvent) -> Self {
        Self::Inventory(event)
    }
}

impl From<VisitEvent> for HubEvent {
    fn from(event: VisitEvent) -> Self {
        Self::Visit(event)
    }
}

impl From<PlacementEvent> for HubEvent {
    fn from(event: PlacementEvent) -> Self {
        Self::Placement(event)
    }
}

impl From<JobEvent> for HubEvent {
    fn from(event: JobEvent) -> Self {
        Self::Job(event)
    }
}

impl From<GaugeEvent> for HubEvent {
    fn from(event: GaugeEvent) -> Self {
        Self::Gauge(event)
    }
}

impl From<HoldEvent> for HubEvent {
    fn from(event: HoldEvent) -> Self {
        Self::Hold(event)
    }
}

impl From<EquipmentEvent> for HubEvent {
    fn from(event: EquipmentEvent) -> Self {
        Self::Equipment(event)
    }
}

impl From<GrainEvent> for HubEvent {
    fn from(event: GrainEvent) -> Self {
        Self::Grain(event)
    }
}

impl From<GateEvent> for HubEvent {
    fn from(event: GateEvent) -> Self {
        Self::Gate(event)
    }
}

impl From<GoodsEvent> for HubEvent {
    fn from(event: GoodsEvent) -> Self {
        Self::Goods(event)
    }
}

impl From<StuffingEvent> for HubEvent {
    fn from(event: StuffingEvent) -> Self {
        Self::Stuffing(event)
    }
}

impl From<ShipEvent> for HubEvent {
    fn from(event: ShipEvent) -> Self {
        Self::Ship(event)
    }
}

impl From<ReeferEvent> for HubEvent {
    fn from(event: ReeferEvent) -> Self {
        Self::Reefer(event)
    }
}
