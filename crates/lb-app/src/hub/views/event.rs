//! What happened on a hub's floor.

use lb_hub::HubEvent;

use super::equipment::EquipmentEventView;
use super::gate::GateEventView;
use super::gauge::GaugeEventView;
use super::goods::{GoodsEventView, StuffingEventView};
use super::grain::GrainEventView;
use super::hold::HoldEventView;
use super::inventory::InventoryEventView;
use super::job::JobEventView;
use super::placement::PlacementEventView;
use super::reefer::ReeferEventView;
use super::ship::ShipEventView;
use super::visit::VisitEventView;
use crate::json::problem::ViewError;

by_subject! {
    /// What happened on a hub's floor. The `type` begins with what it happened to.
    HubEventView by "type" {
        /// To what stands on it: `inventory_...`.
        Inventory(InventoryEventView) = "inventory",
        /// To a visit: `visit_...`.
        Visit(VisitEventView) = "visit",
        /// To a placement: `placement_...`.
        Placement(PlacementEventView) = "placement",
        /// To a job: `job_...`.
        Job(JobEventView) = "job",
        /// To a gauge change: `gauge_...`.
        Gauge(GaugeEventView) = "gauge",
        /// To a hold: `hold_...`.
        Hold(HoldEventView) = "hold",
        /// To a piece of equipment: `equipment_...`.
        Equipment(EquipmentEventView) = "equipment",
        /// To grain: `grain_...`.
        Grain(GrainEventView) = "grain",
        /// At the gate: `gate_...`.
        Gate(GateEventView) = "gate",
        /// To goods in warehouses: `goods_...`.
        Goods(GoodsEventView) = "goods",
        /// To a stuffing list: `stuffing_...`.
        Stuffing(StuffingEventView) = "stuffing",
        /// To a ship's loading: `ship_...`.
        Ship(ShipEventView) = "ship",
        /// To refrigerated boxes: `reefer_...`.
        Reefer(ReeferEventView) = "reefer",
    }
}

impl From<&HubEvent> for HubEventView {
    fn from(event: &HubEvent) -> Self {
        match event {
            HubEvent::Inventory(event) => Self::Inventory(InventoryEventView::from(event)),
            HubEvent::Visit(event) => Self::Visit(VisitEventView::from(event)),
            HubEvent::Placement(event) => Self::Placement(PlacementEventView::from(event)),
            HubEvent::Job(event) => Self::Job(JobEventView::from(event)),
            HubEvent::Gauge(event) => Self::Gauge(GaugeEventView::from(event)),
            HubEvent::Hold(event) => Self::Hold(HoldEventView::from(event)),
            HubEvent::Equipment(event) => Self::Equipment(EquipmentEventView::from(event)),
            HubEvent::Grain(event) => Self::Grain(GrainEventView::from(event)),
            HubEvent::Gate(event) => Self::Gate(GateEventView::from(event)),
            HubEvent::Goods(event) => Self::Goods(GoodsEventView::from(event)),
            HubEvent::Stuffing(event) => Self::Stuffing(StuffingEventView::from(event)),
            HubEvent::Ship(event) => Self::Ship(ShipEventView::from(event)),
            HubEvent::Reefer(event) => Self::Reefer(ReeferEventView::from(event)),
        }
    }
}

impl TryFrom<&HubEventView> for HubEvent {
    type Error = ViewError;

    fn try_from(view: &HubEventView) -> Result<Self, ViewError> {
        match view {
            HubEventView::Inventory(view) => view.try_into().map(Self::Inventory),
            HubEventView::Visit(view) => view.try_into().map(Self::Visit),
            HubEventView::Placement(view) => view.try_into().map(Self::Placement),
            HubEventView::Job(view) => view.try_into().map(Self::Job),
            HubEventView::Gauge(view) => view.try_into().map(Self::Gauge),
            HubEventView::Hold(view) => view.try_into().map(Self::Hold),
            HubEventView::Equipment(view) => view.try_into().map(Self::Equipment),
            HubEventView::Grain(view) => view.try_into().map(Self::Grain),
            HubEventView::Gate(view) => view.try_into().map(Self::Gate),
            HubEventView::Goods(view) => view.try_into().map(Self::Goods),
            HubEventView::Stuffing(view) => view.try_into().map(Self::Stuffing),
            HubEventView::Ship(view) => view.try_into().map(Self::Ship),
            HubEventView::Reefer(view) => view.try_into().map(Self::Reefer),
        }
    }
}
