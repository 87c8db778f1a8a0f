//! Wishes about what stops: holds of units, equipment that does not work.

use lb_hub::HoldId;
use lb_hub::equipment::EquipmentCommand;
use lb_hub::hold::{HoldCommand, HoldKind};

use super::things::Reader;
use crate::hub::views::HubHoldKindView;
use crate::json::ViewError;
use crate::json::read::{prose, text};

tagged! {
    /// What is to be done about a hold. Instants are RFC 3339; `at` is now where nothing is said.
    HoldAction by "do" {
        /// Stop a unit.
        Set = "hold_set" {
            /// Which, by number or identifier.
            unit: String,
            /// Why.
            kind: HubHoldKindView,
            /// In words.
            reason: String,
        }
        /// Let it go.
        Lift = "hold_lift" {
            /// Which, by number or identifier.
            unit: String,
            /// Which hold.
            hold: String,
            /// On what grounds.
            reason: String,
        }
    }
}

impl HoldAction {
    pub(super) fn command(&self, reader: &mut Reader<'_>) -> Result<HoldCommand, ViewError> {
        Ok(match self {
            Self::Set { unit, kind, reason } => HoldCommand::Set {
                hold: HoldId::at(reader.now.unix_millis(), reader.randomness.draw()),
                unit: reader.unit("unit", unit)?,
                kind: HoldKind::from(*kind),
                reason: prose("reason", reason)?,
            },
            Self::Lift { unit, hold, reason } => HoldCommand::Lift {
                unit: reader.unit("unit", unit)?,
                hold: text("hold", hold)?,
                reason: prose("reason", reason)?,
            },
        })
    }
}

tagged! {
    /// What is to be done about a piece of equipment. Instants are RFC 3339; `at` is now where nothing is said.
    EquipmentAction by "do" {
        /// A piece of equipment does not work.
        BreakDown = "equipment_break_down" {
            /// Which.
            equipment: String,
            /// Why.
            reason: String,
            /// Since when.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
        /// It works again.
        Mend = "equipment_mend" {
            /// Which.
            equipment: String,
            /// Since when.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
    }
}

impl EquipmentAction {
    pub(super) fn command(&self, reader: &mut Reader<'_>) -> Result<EquipmentCommand, ViewError> {
        Ok(match self {
            Self::BreakDown { equipment, reason, at } => EquipmentCommand::BreakDown {
                equipment: text("equipment", equipment)?,
                reason: prose("reason", reason)?,
                at: reader.at(at.as_ref())?,
            },
            Self::Mend { equipment, at } => EquipmentCommand::Mend {
                equipment: text("equipment", equipment)?,
                at: reader.at(at.as_ref())?,
            },
        })
    }
}
