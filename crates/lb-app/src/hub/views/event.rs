//! What happened on a hub's floor.

use lb_hub::HubEvent;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::equipment::EquipmentEventView;
use super::hold::HoldEventView;
use super::inventory::InventoryEventView;
use super::job::JobEventView;
use super::placement::PlacementEventView;
use super::visit::VisitEventView;
use crate::json::problem::ViewError;
use crate::json::read::{contents, tag_of, unknown_word};

/// What happened on a hub's floor. The `type` begins with what it happened to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(untagged)]
pub enum HubEventView {
    /// To what stands on it: `inventory_...`.
    Inventory(InventoryEventView),
    /// To a visit: `visit_...`.
    Visit(VisitEventView),
    /// To a placement: `placement_...`.
    Placement(PlacementEventView),
    /// To a job: `job_...`.
    Job(JobEventView),
    /// To a hold: `hold_...`.
    Hold(HoldEventView),
    /// To a piece of equipment: `equipment_...`.
    Equipment(EquipmentEventView),
}

/// What the words of events begin with.
const SUBJECTS: [&str; 6] = ["inventory_*", "visit_*", "placement_*", "job_*", "hold_*", "equipment_*"];

impl<'de> Deserialize<'de> for HubEventView {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (word, members) = tag_of("type", deserializer)?;
        let members = Value::Object(members);
        match word.split_once('_').map(|(subject, _)| subject) {
            Some("inventory") => contents(members).map(Self::Inventory),
            Some("visit") => contents(members).map(Self::Visit),
            Some("placement") => contents(members).map(Self::Placement),
            Some("job") => contents(members).map(Self::Job),
            Some("hold") => contents(members).map(Self::Hold),
            Some("equipment") => contents(members).map(Self::Equipment),
            Some(_) | None => Err(unknown_word("type", &SUBJECTS, &word)),
        }
    }
}

impl From<&HubEvent> for HubEventView {
    fn from(event: &HubEvent) -> Self {
        match event {
            HubEvent::Inventory(event) => Self::Inventory(InventoryEventView::from(event)),
            HubEvent::Visit(event) => Self::Visit(VisitEventView::from(event)),
            HubEvent::Placement(event) => Self::Placement(PlacementEventView::from(event)),
            HubEvent::Job(event) => Self::Job(JobEventView::from(event)),
            HubEvent::Hold(event) => Self::Hold(HoldEventView::from(event)),
            HubEvent::Equipment(event) => Self::Equipment(EquipmentEventView::from(event)),
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
            HubEventView::Hold(view) => view.try_into().map(Self::Hold),
            HubEventView::Equipment(view) => view.try_into().map(Self::Equipment),
        }
    }
}
