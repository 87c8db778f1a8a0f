//! Wishes about the gate.

use jiff::Timestamp;
use lb_base::{Mass, UnitId};
use lb_network::layout::GateId;

use super::appointment::{AppointmentId, Wish};
use super::check::{CheckKind, Verdict, Way};
use super::plate::Plate;
use super::rules::GateRules;
use crate::article::Article;
use crate::job::JobId;
use crate::visit::VisitId;

/// A truck that stands at a gate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// The identifier that its visit gets.
    pub visit: VisitId,
    /// The gate.
    pub gate: GateId,
    /// Its plate.
    pub plate: Plate,
    /// Its trailer's; the appointment's where nothing is said.
    pub trailer: Option<Plate>,
    /// Its appointment; where nothing is said the one of its plate at that gate whose window is nearest.
    pub appointment: Option<AppointmentId>,
    /// What it brings; the appointment's where nothing is said.
    pub brings: Option<Vec<Article>>,
    /// What it collects; the appointment's where nothing is said.
    pub collects: Option<Vec<String>>,
    /// When.
    pub at: Timestamp,
}

/// What a clerk saw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckWish {
    /// On which way.
    pub way: Way,
    /// What was looked at.
    pub kind: CheckKind,
    /// The box, if it is done box by box.
    pub unit: Option<UnitId>,
    /// How it came out.
    pub verdict: Verdict,
    /// In words.
    pub note: String,
    /// Seals as found.
    pub seals: Option<Vec<String>>,
    /// Gross mass of truck and load.
    pub mass: Option<Mass>,
    /// When.
    pub at: Timestamp,
}

/// A wish about the gate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GateCommand {
    /// Say what holds at the gates of the hub.
    Rule {
        /// What.
        rules: GateRules,
    },
    /// Make an appointment.
    Book {
        /// Its identifier.
        appointment: AppointmentId,
        /// What for.
        wish: Wish,
    },
    /// Make it another one.
    Amend {
        /// Which.
        appointment: AppointmentId,
        /// What for now.
        wish: Wish,
    },
    /// Take it back.
    Cancel {
        /// Which.
        appointment: AppointmentId,
        /// Why.
        reason: String,
    },
    /// Note which trucks did not come: all whose time of grace has passed.
    Expire,
    /// A truck is at the gate.
    Arrive(Arrival),
    /// It was looked at.
    Check {
        /// Which.
        visit: VisitId,
        /// What was seen.
        check: CheckWish,
    },
    /// Say anew what it collects.
    Mean {
        /// Which.
        visit: VisitId,
        /// Numbers of units.
        collects: Vec<String>,
    },
    /// It is not let in.
    Refuse {
        /// Which.
        visit: VisitId,
        /// Why.
        reason: String,
        /// When.
        at: Timestamp,
    },
    /// It goes in.
    Enter {
        /// Which.
        visit: VisitId,
        /// On which lane, from 1.
        lane: u8,
        /// When.
        at: Timestamp,
    },
    /// Plan all its moves: what it brings to free places of the yard, what it collects onto it.
    Plan {
        /// Which.
        visit: VisitId,
        /// Identifiers for the jobs; as many as there may be moves.
        jobs: Vec<JobId>,
    },
    /// It goes out, with all that is on it.
    Leave {
        /// Which.
        visit: VisitId,
        /// On which lane, from 1.
        lane: u8,
        /// When.
        at: Timestamp,
    },
}
