//! Appointments of trucks.

use jiff::Timestamp;
use lb_base::{OrganisationId, uuid_id};
use lb_network::layout::GateId;

use super::plate::Plate;
use crate::article::Article;
use crate::visit::VisitId;

uuid_id! {
    /// The appointment of a truck at a gate.
    pub struct AppointmentId;
}

/// What an appointment is wished for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The gate.
    pub gate: GateId,
    /// When its window begins.
    pub from: Timestamp,
    /// The truck.
    pub plate: Plate,
    /// Its trailer.
    pub trailer: Option<Plate>,
    /// What it brings, as its papers say.
    pub brings: Vec<Article>,
    /// Numbers of what it collects, here or still expected: looked for when it is there, so that a booking tells nothing of the
    /// floor.
    pub collects: Vec<String>,
    /// The organisation that sends it.
    pub organisation: OrganisationId,
    /// That organisation's reference.
    pub reference: String,
}

/// How an appointment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AppointmentState {
    /// The truck is expected.
    Booked,
    /// It is at the gate or inside.
    Arrived {
        /// As which visit.
        visit: VisitId,
    },
    /// It has left.
    Done,
    /// Taken back.
    Cancelled,
    /// The truck did not come.
    Missed,
    /// The gate did not let it in.
    Refused,
}

impl AppointmentState {
    /// The stable words, in order.
    pub const WORDS: [&'static str; 6] = ["booked", "arrived", "done", "cancelled", "missed", "refused"];

    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Booked => "booked",
            Self::Arrived { .. } => "arrived",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
            Self::Missed => "missed",
            Self::Refused => "refused",
        }
    }

    /// Returns whether it takes a place of its window: also when the truck has come and gone.
    #[must_use]
    pub const fn takes_place(self) -> bool {
        match self {
            Self::Booked | Self::Arrived { .. } | Self::Done | Self::Refused => true,
            Self::Cancelled | Self::Missed => false,
        }
    }

    /// Returns whether nothing more comes of it.
    #[must_use]
    pub const fn is_over(self) -> bool {
        match self {
            Self::Booked | Self::Arrived { .. } => false,
            Self::Done | Self::Cancelled | Self::Missed | Self::Refused => true,
        }
    }
}

/// An appointment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointment {
    /// Its identifier.
    pub id: AppointmentId,
    /// What was wished.
    pub wish: Wish,
    /// When its window ends.
    pub until: Timestamp,
    /// When it was made.
    pub made: Timestamp,
    /// How it stands.
    pub state: AppointmentState,
}

impl Appointment {
    /// Returns its window.
    #[must_use]
    pub const fn window(&self) -> (Timestamp, Timestamp) {
        (self.wish.from, self.until)
    }
}
