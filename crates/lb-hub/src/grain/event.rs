//! What happened to grain. Events carry all that is needed to apply them.

use jiff::Timestamp;
use lb_base::{Mass, OrganisationId};
use lb_network::layout::CellId;

use super::LotId;
use super::command::Handling;
use super::lot::{Carrier, Certificate, Declaration, Loss, Part, Verdict};
use super::norm::Norm;
use super::weighing::Weighing;
use crate::article::Fill;
use crate::hold::{Hold, HoldId};

/// What a stock-take found otherwise of a lot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The lot.
    pub lot: LotId,
    /// What the books had too much; below 0 what they had too little.
    pub lost: Mass,
}

/// What happened to grain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GrainEvent {
    /// A lot is in the books.
    Declared {
        /// What is said of it.
        declaration: Declaration,
    },
    /// It has a certificate.
    Certified {
        /// The lot.
        lot: LotId,
        /// The certificate.
        certificate: Certificate,
    },
    /// Some of it was weighed.
    Weighed {
        /// The lot.
        lot: LotId,
        /// What the instrument said.
        weighing: Weighing,
    },
    /// A sample was taken.
    Sampled {
        /// The lot.
        lot: LotId,
        /// Number of its seal or bag.
        sample: String,
        /// When.
        at: Timestamp,
    },
    /// A laboratory looked at it.
    Analysed {
        /// The lot.
        lot: LotId,
        /// Number of the sample.
        sample: String,
        /// What was found.
        verdict: Verdict,
    },
    /// Grain came.
    Received {
        /// What into which cell.
        handling: Handling,
        /// What brought it.
        from: Carrier,
        /// Its number or name.
        name: String,
        /// Whether anything is left in it.
        leaves: Fill,
    },
    /// Grain went to another cell.
    Moved {
        /// What out of which cell.
        handling: Handling,
        /// The other one.
        to: CellId,
    },
    /// Lots became one.
    Blended {
        /// The new lot.
        declaration: Declaration,
        /// What went into it.
        parts: Vec<Part>,
        /// Where it lies.
        cell: CellId,
        /// When.
        at: Timestamp,
    },
    /// Grain went out.
    Issued {
        /// What out of which cell.
        handling: Handling,
        /// What took it.
        to: Carrier,
        /// Its number or name.
        name: String,
    },
    /// A lot was dried.
    Dried {
        /// What was lost, out of which cell.
        handling: Handling,
        /// Its moisture before, basis points.
        from_bp: u16,
        /// Its moisture after, basis points.
        to_bp: u16,
    },
    /// Grain was lost.
    Lost {
        /// What out of which cell.
        handling: Handling,
        /// Why.
        loss: Loss,
        /// In words.
        reason: String,
    },
    /// A cell was measured.
    Counted {
        /// The cell.
        cell: CellId,
        /// What is in it.
        found: Mass,
        /// What the difference is called.
        loss: Loss,
        /// The difference, shared out over the lots.
        differences: Vec<Difference>,
        /// How it was measured, in words.
        how: String,
        /// When.
        at: Timestamp,
    },
    /// Lots are stopped: one, and in quarantine all that lie with it.
    Held {
        /// Which.
        lots: Vec<LotId>,
        /// By what.
        hold: Hold,
    },
    /// They may go.
    Lifted {
        /// Which.
        lots: Vec<LotId>,
        /// Which hold.
        hold: HoldId,
        /// By whom.
        by: OrganisationId,
        /// On what grounds.
        reason: String,
    },
    /// A norm holds.
    Tolerated {
        /// The norm.
        norm: Norm,
    },
    /// The books of a lot are closed.
    Closed {
        /// The lot.
        lot: LotId,
        /// When.
        at: Timestamp,
    },
}

impl GrainEvent {
    /// Returns the stable kind for the journal.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Declared { .. } => "hub.grain_declared",
            Self::Certified { .. } => "hub.grain_certified",
            Self::Weighed { .. } => "hub.grain_weighed",
            Self::Sampled { .. } => "hub.grain_sampled",
            Self::Analysed { .. } => "hub.grain_analysed",
            Self::Received { .. } => "hub.grain_received",
            Self::Moved { .. } => "hub.grain_moved",
            Self::Blended { .. } => "hub.grain_blended",
            Self::Issued { .. } => "hub.grain_issued",
            Self::Dried { .. } => "hub.grain_dried",
            Self::Lost { .. } => "hub.grain_lost",
            Self::Counted { .. } => "hub.grain_counted",
            Self::Held { .. } => "hub.grain_held",
            Self::Lifted { .. } => "hub.grain_lifted",
            Self::Tolerated { .. } => "hub.grain_tolerated",
            Self::Closed { .. } => "hub.grain_closed",
        }
    }

    /// Returns when it happened, where it says so itself.
    #[must_use]
    pub const fn happened_at(&self) -> Option<Timestamp> {
        match self {
            Self::Weighed { weighing, .. } => Some(weighing.at),
            Self::Analysed { verdict, .. } => Some(verdict.at),
            Self::Received { handling, .. }
            | Self::Moved { handling, .. }
            | Self::Issued { handling, .. }
            | Self::Dried { handling, .. }
            | Self::Lost { handling, .. } => Some(handling.at),
            Self::Sampled { at, .. }
            | Self::Blended { at, .. }
            | Self::Counted { at, .. }
            | Self::Closed { at, .. } => Some(*at),
            Self::Declared { .. }
            | Self::Certified { .. }
            | Self::Held { .. }
            | Self::Lifted { .. }
            | Self::Tolerated { .. } => None,
        }
    }

    /// Returns the lots that it is about.
    #[must_use]
    pub fn lots(&self) -> Vec<LotId> {
        match self {
            Self::Declared { declaration } => vec![declaration.id],
            Self::Certified { lot, .. }
            | Self::Weighed { lot, .. }
            | Self::Sampled { lot, .. }
            | Self::Analysed { lot, .. }
            | Self::Closed { lot, .. } => vec![*lot],
            Self::Received { handling, .. }
            | Self::Moved { handling, .. }
            | Self::Issued { handling, .. }
            | Self::Dried { handling, .. }
            | Self::Lost { handling, .. } => vec![handling.lot],
            Self::Blended { declaration, parts, .. } => {
                parts.iter().map(|part| part.lot).chain([declaration.id]).collect()
            }
            Self::Counted { differences, .. } => differences.iter().map(|one| one.lot).collect(),
            Self::Held { lots, .. } | Self::Lifted { lots, .. } => lots.clone(),
            Self::Tolerated { .. } => Vec::new(),
        }
    }

    /// Returns the cells that it is about.
    #[must_use]
    pub fn cells(&self) -> Vec<&CellId> {
        match self {
            Self::Received { handling, .. }
            | Self::Issued { handling, .. }
            | Self::Dried { handling, .. }
            | Self::Lost { handling, .. } => vec![&handling.cell],
            Self::Moved { handling, to } => vec![&handling.cell, to],
            Self::Blended { parts, cell, .. } => parts.iter().map(|part| &part.cell).chain([cell]).collect(),
            Self::Counted { cell, .. } => vec![cell],
            Self::Declared { .. }
            | Self::Certified { .. }
            | Self::Weighed { .. }
            | Self::Sampled { .. }
            | Self::Analysed { .. }
            | Self::Held { .. }
            | Self::Lifted { .. }
            | Self::Tolerated { .. }
            | Self::Closed { .. } => Vec::new(),
        }
    }
}
