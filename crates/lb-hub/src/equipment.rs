//! Cranes and stackers: whether they work.

use jiff::Timestamp;
use lb_network::layout::EquipmentId;

/// How a piece of equipment is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// It works.
    Works,
    /// It does not.
    Down {
        /// Why.
        reason: String,
        /// Since when.
        since: Timestamp,
    },
}

/// A wish about a piece of equipment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EquipmentCommand {
    /// A piece of equipment does not work.
    BreakDown {
        /// Which.
        equipment: EquipmentId,
        /// Why.
        reason: String,
        /// Since when.
        at: Timestamp,
    },
    /// It works again.
    Mend {
        /// Which.
        equipment: EquipmentId,
        /// Since when.
        at: Timestamp,
    },
}

/// What happened to a piece of equipment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EquipmentEvent {
    /// A piece of equipment does not work.
    Broken {
        /// Which.
        equipment: EquipmentId,
        /// Why.
        reason: String,
        /// Since when.
        at: Timestamp,
    },
    /// It works again.
    Mended {
        /// Which.
        equipment: EquipmentId,
        /// Since when.
        at: Timestamp,
    },
}

impl EquipmentEvent {
    /// Returns the stable kind for the journal.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Broken { .. } => "hub.equipment_broken",
            Self::Mended { .. } => "hub.equipment_mended",
        }
    }

    /// Returns when it happened, where it says so itself.
    #[must_use]
    pub const fn happened_at(&self) -> Option<Timestamp> {
        match self {
            Self::Broken { at, .. } | Self::Mended { at, .. } => Some(*at),
        }
    }
}
