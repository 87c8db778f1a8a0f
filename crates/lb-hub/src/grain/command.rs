//! Wishes about grain.

use jiff::Timestamp;
use lb_base::Mass;
use lb_network::layout::CellId;

use super::LotId;
use super::lot::{Carrier, Certificate, Declaration, Loss, Part, Verdict};
use super::norm::Norm;
use super::weighing::{Leg, Noted, Reading};
use crate::article::Fill;
use crate::hold::{HoldId, HoldKind};

/// Some grain of a lot in a cell, at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handling {
    /// The lot.
    pub lot: LotId,
    /// The cell: where it goes, or where it is taken from.
    pub cell: CellId,
    /// How much.
    pub mass: Mass,
    /// When.
    pub at: Timestamp,
}

/// A wish to make one lot of several, or to part some grain from a lot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blend {
    /// The new lot's identifier.
    pub id: LotId,
    /// Its number.
    pub number: String,
    /// What goes into it.
    pub parts: Vec<Part>,
    /// Where it goes.
    pub cell: CellId,
    /// When.
    pub at: Timestamp,
}

/// A wish about grain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GrainCommand {
    /// Take a lot into the books before it comes.
    Declare {
        /// What is said of it.
        declaration: Declaration,
    },
    /// Note a certificate.
    Certify {
        /// The lot.
        lot: LotId,
        /// The certificate.
        certificate: Certificate,
    },
    /// Note what an instrument said.
    Weigh {
        /// The lot.
        lot: LotId,
        /// In or out.
        leg: Leg,
        /// What it said.
        reading: Reading,
        /// What the ticket says beside.
        noted: Noted,
        /// When.
        at: Timestamp,
    },
    /// Note that a sample was taken.
    Sample {
        /// The lot.
        lot: LotId,
        /// Number of its seal or bag.
        sample: String,
        /// When.
        at: Timestamp,
    },
    /// Note what a laboratory found in a sample.
    Analyse {
        /// The lot.
        lot: LotId,
        /// Number of the sample.
        sample: String,
        /// What was found.
        verdict: Verdict,
    },
    /// Take grain from what brought it into a cell.
    Receive {
        /// What into which cell.
        handling: Handling,
        /// What brought it.
        from: Carrier,
        /// Whether anything is left in it.
        leaves: Fill,
    },
    /// Bring grain to another cell.
    Move {
        /// What out of which cell.
        handling: Handling,
        /// The other one.
        to: CellId,
    },
    /// Make one lot of several.
    Blend(Blend),
    /// Put grain into what takes it away.
    Issue {
        /// What out of which cell.
        handling: Handling,
        /// What takes it.
        to: Carrier,
    },
    /// Dry all grain of a lot: the loss follows from both moistures.
    Dry {
        /// The lot.
        lot: LotId,
        /// The cell that it lies in.
        cell: CellId,
        /// Its moisture afterwards, basis points.
        to_bp: u16,
        /// When.
        at: Timestamp,
    },
    /// Book a loss by name.
    Lose {
        /// What out of which cell.
        handling: Handling,
        /// Why.
        loss: Loss,
        /// In words.
        reason: String,
    },
    /// Put right what the books say of a cell: it was measured.
    Count {
        /// The cell.
        cell: CellId,
        /// What is in it.
        found: Mass,
        /// What the difference is called.
        loss: Loss,
        /// How it was measured, in words.
        how: String,
        /// When.
        at: Timestamp,
    },
    /// Stop a lot.
    Hold {
        /// The lot.
        lot: LotId,
        /// The hold's identifier.
        hold: HoldId,
        /// Why.
        kind: HoldKind,
        /// In words.
        reason: String,
    },
    /// Let go what a hold stops.
    Lift {
        /// A lot that it stops.
        lot: LotId,
        /// The hold.
        hold: HoldId,
        /// On what grounds.
        reason: String,
    },
    /// Say what a loss or difference may be.
    Tolerate {
        /// The norm; it replaces the one before.
        norm: Norm,
    },
    /// Close the books of a lot of which nothing is left.
    Close {
        /// The lot.
        lot: LotId,
        /// When.
        at: Timestamp,
    },
}
