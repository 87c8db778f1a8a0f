//! The events of cranes and stackers.

use lb_hub::equipment::EquipmentEvent;

use crate::json::problem::ViewError;
use crate::json::read::{instant, prose, text};

tagged! {
    /// What happened to a piece of equipment.
    EquipmentEventView by "type" {
        /// A piece of equipment does not work.
        Broken = "equipment_broken" {
            /// Which.
            equipment: String,
            /// Why, in words.
            reason: String,
            /// Since when, RFC 3339.
            at: String,
        }
        /// It works again.
        Mended = "equipment_mended" {
            /// Which.
            equipment: String,
            /// Since when, RFC 3339.
            at: String,
        }
    }
}

impl From<&EquipmentEvent> for EquipmentEventView {
    fn from(event: &EquipmentEvent) -> Self {
        match event {
            EquipmentEvent::Broken { equipment, reason, at } => {
                Self::Broken { equipment: equipment.to_string(), reason: reason.clone(), at: at.to_string() }
            }
            EquipmentEvent::Mended { equipment, at } => {
                Self::Mended { equipment: equipment.to_string(), at: at.to_string() }
            }
        }
    }
}

impl TryFrom<&EquipmentEventView> for EquipmentEvent {
    type Error = ViewError;

    fn try_from(view: &EquipmentEventView) -> Result<Self, ViewError> {
        Ok(match view {
            EquipmentEventView::Broken { equipment, reason, at } => Self::Broken {
                equipment: text("equipment", equipment)?,
                reason: prose("reason", reason)?,
                at: instant("at", at)?,
            },
            EquipmentEventView::Mended { equipment, at } => {
                Self::Mended { equipment: text("equipment", equipment)?, at: instant("at", at)? }
            }
        })
    }
}
