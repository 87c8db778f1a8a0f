//! What happened at the gate. Events carry all that is needed to apply them.

use jiff::Timestamp;
use lb_network::layout::GateId;

use super::appointment::{Appointment, AppointmentId};
use super::book::Truck;
use super::check::Check;
use super::rules::GateRules;
use crate::visit::VisitId;

/// What happened at the gate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GateEvent {
    /// Rules hold.
    Ruled {
        /// Which.
        rules: GateRules,
    },
    /// An appointment was made.
    Booked {
        /// Which.
        appointment: Box<Appointment>,
    },
    /// It is another one now.
    Amended {
        /// As it is now.
        appointment: Box<Appointment>,
    },
    /// It was taken back.
    Cancelled {
        /// Which.
        appointment: AppointmentId,
        /// Why.
        reason: String,
    },
    /// The truck did not come.
    Missed {
        /// Which appointment.
        appointment: AppointmentId,
    },
    /// A truck is at the gate.
    Arrived {
        /// Which.
        truck: Box<Truck>,
    },
    /// It was looked at.
    Checked {
        /// Which.
        visit: VisitId,
        /// What was seen.
        check: Check,
    },
    /// It collects something else.
    Meant {
        /// Which.
        visit: VisitId,
        /// Numbers of units.
        collects: Vec<String>,
    },
    /// It was not let in.
    Refused {
        /// Which.
        visit: VisitId,
        /// Why.
        reason: String,
        /// When.
        at: Timestamp,
    },
    /// It went in.
    Entered {
        /// Which.
        visit: VisitId,
        /// By which gate.
        gate: GateId,
        /// On which lane.
        lane: u8,
        /// When.
        at: Timestamp,
    },
    /// It went out.
    Left {
        /// Which.
        visit: VisitId,
        /// By which gate.
        gate: GateId,
        /// On which lane.
        lane: u8,
        /// When.
        at: Timestamp,
    },
}

impl GateEvent {
    /// Returns the stable kind for the journal.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Ruled { .. } => "hub.gate_ruled",
            Self::Booked { .. } => "hub.gate_booked",
            Self::Amended { .. } => "hub.gate_amended",
            Self::Cancelled { .. } => "hub.gate_cancelled",
            Self::Missed { .. } => "hub.gate_missed",
            Self::Arrived { .. } => "hub.gate_arrived",
            Self::Checked { .. } => "hub.gate_checked",
            Self::Meant { .. } => "hub.gate_meant",
            Self::Refused { .. } => "hub.gate_refused",
            Self::Entered { .. } => "hub.gate_entered",
            Self::Left { .. } => "hub.gate_left",
        }
    }

    /// Returns when it happened, where it says so itself.
    #[must_use]
    pub const fn happened_at(&self) -> Option<Timestamp> {
        match self {
            Self::Arrived { truck } => Some(truck.arrived),
            Self::Checked { check, .. } => Some(check.at),
            Self::Refused { at, .. } | Self::Entered { at, .. } | Self::Left { at, .. } => Some(*at),
            Self::Ruled { .. }
            | Self::Booked { .. }
            | Self::Amended { .. }
            | Self::Cancelled { .. }
            | Self::Missed { .. }
            | Self::Meant { .. } => None,
        }
    }

    /// Returns the appointment that it is about.
    #[must_use]
    pub fn appointment(&self) -> Option<AppointmentId> {
        match self {
            Self::Booked { appointment } | Self::Amended { appointment } => Some(appointment.id),
            Self::Cancelled { appointment, .. } | Self::Missed { appointment } => Some(*appointment),
            Self::Arrived { truck } => truck.appointment,
            Self::Ruled { .. }
            | Self::Checked { .. }
            | Self::Meant { .. }
            | Self::Refused { .. }
            | Self::Entered { .. }
            | Self::Left { .. } => None,
        }
    }

    /// Returns the truck that it is about.
    #[must_use]
    pub fn visit(&self) -> Option<VisitId> {
        match self {
            Self::Arrived { truck } => Some(truck.visit),
            Self::Checked { visit, .. }
            | Self::Meant { visit, .. }
            | Self::Refused { visit, .. }
            | Self::Entered { visit, .. }
            | Self::Left { visit, .. } => Some(*visit),
            Self::Ruled { .. }
            | Self::Booked { .. }
            | Self::Amended { .. }
            | Self::Cancelled { .. }
            | Self::Missed { .. } => None,
        }
    }
}
