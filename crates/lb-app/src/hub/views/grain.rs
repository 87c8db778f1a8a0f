//! What happened to grain: lots, weights, cells, blends, losses.

mod lot;

use lb_hub::grain::{Difference, GrainEvent, Handling};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::article::FillView;
use super::hold::HoldView;
use crate::json::problem::ViewError;
use crate::json::read::{as_texts, instant, list, part, prose, text, texts};

pub(in crate::hub) use lot::kilograms;
pub use lot::{
    GrainBasisView, GrainCarrierView, GrainCertificateKindView, GrainCertificateView, GrainDeclarationView,
    GrainLegView, GrainLossView, GrainMethodView, GrainNormView, GrainNotedView, GrainPartView,
    GrainQualityView, GrainReadingView, GrainVerdictView, GrainWeighingView,
};

/// Some grain of a lot in a cell, at a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GrainHandlingView {
    /// The lot.
    pub lot: String,
    /// The cell: where it goes, or where it is taken from.
    pub cell: String,
    /// How much, kilograms.
    pub mass_kg: i64,
    /// When, RFC 3339.
    pub at: String,
}

impl From<&Handling> for GrainHandlingView {
    fn from(handling: &Handling) -> Self {
        Self {
            lot: handling.lot.to_string(),
            cell: handling.cell.to_string(),
            mass_kg: handling.mass.as_kg(),
            at: handling.at.to_string(),
        }
    }
}

impl TryFrom<&GrainHandlingView> for Handling {
    type Error = ViewError;

    fn try_from(view: &GrainHandlingView) -> Result<Self, ViewError> {
        Ok(Self {
            lot: text("lot", &view.lot)?,
            cell: text("cell", &view.cell)?,
            mass: kilograms("mass_kg", view.mass_kg)?,
            at: instant("at", &view.at)?,
        })
    }
}

/// What a stock-take found otherwise of a lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GrainDifferenceView {
    /// The lot.
    pub lot: String,
    /// What the books had too much, kilograms; below 0 what they had too little.
    pub lost_kg: i64,
}

impl From<&Difference> for GrainDifferenceView {
    fn from(difference: &Difference) -> Self {
        Self { lot: difference.lot.to_string(), lost_kg: difference.lost.as_kg() }
    }
}

impl TryFrom<&GrainDifferenceView> for Difference {
    type Error = ViewError;

    fn try_from(view: &GrainDifferenceView) -> Result<Self, ViewError> {
        Ok(Self { lot: text("lot", &view.lot)?, lost: kilograms("lost_kg", view.lost_kg)? })
    }
}

tagged! {
    /// What happened to grain.
    GrainEventView by "type" {
        /// A lot is in the books.
        Declared = "grain_declared" {
            /// What is said of it.
            declaration: GrainDeclarationView,
        }
        /// It has a certificate.
        Certified = "grain_certified" {
            /// The lot.
            lot: String,
            /// The certificate.
            certificate: GrainCertificateView,
        }
        /// Some of it was weighed.
        Weighed = "grain_weighed" {
            /// The lot.
            lot: String,
            /// What the instrument said.
            weighing: GrainWeighingView,
        }
        /// A sample was taken.
        Sampled = "grain_sampled" {
            /// The lot.
            lot: String,
            /// Number of its seal or bag.
            sample: String,
            /// When, RFC 3339.
            at: String,
        }
        /// A laboratory looked at it.
        Analysed = "grain_analysed" {
            /// The lot.
            lot: String,
            /// Number of the sample.
            sample: String,
            /// What was found.
            verdict: GrainVerdictView,
        }
        /// Grain came.
        Received = "grain_received" {
            /// What into which cell.
            handling: GrainHandlingView,
            /// What brought it.
            from: GrainCarrierView,
            /// Its number or name.
            name: String,
            /// Whether anything is left in it.
            leaves: FillView,
        }
        /// Grain went to another cell.
        Moved = "grain_moved" {
            /// What out of which cell.
            handling: GrainHandlingView,
            /// The other one.
            to: String,
        }
        /// Lots became one.
        Blended = "grain_blended" {
            /// The new lot.
            declaration: GrainDeclarationView,
            /// What went into it.
            parts: Vec<GrainPartView>,
            /// Where it lies.
            cell: String,
            /// When, RFC 3339.
            at: String,
        }
        /// Grain went out.
        Issued = "grain_issued" {
            /// What out of which cell.
            handling: GrainHandlingView,
            /// What took it.
            to: GrainCarrierView,
            /// Its number or name.
            name: String,
        }
        /// A lot was dried.
        Dried = "grain_dried" {
            /// What was lost, out of which cell.
            handling: GrainHandlingView,
            /// Its moisture before, basis points.
            from_bp: u16,
            /// Its moisture after, basis points.
            to_bp: u16,
        }
        /// Grain was lost.
        Lost = "grain_lost" {
            /// What out of which cell.
            handling: GrainHandlingView,
            /// Why.
            loss: GrainLossView,
            /// In words.
            reason: String,
        }
        /// A cell was measured.
        Counted = "grain_counted" {
            /// The cell.
            cell: String,
            /// What is in it, kilograms.
            found_kg: i64,
            /// What the difference is called.
            loss: GrainLossView,
            /// The difference, shared out over the lots.
            differences: Vec<GrainDifferenceView>,
            /// How it was measured, in words.
            how: String,
            /// When, RFC 3339.
            at: String,
        }
        /// Lots are stopped: one, and in quarantine all that lie with it.
        Held = "grain_held" {
            /// Which.
            lots: Vec<String>,
            /// By what.
            hold: HoldView,
        }
        /// They may go.
        Lifted = "grain_lifted" {
            /// Which.
            lots: Vec<String>,
            /// Which hold.
            hold: String,
            /// The organisation that lifted it.
            by: String,
            /// On what grounds, in words.
            reason: String,
        }
        /// A norm holds.
        Tolerated = "grain_tolerated" {
            /// The norm.
            norm: GrainNormView,
        }
        /// The books of a lot are closed.
        Closed = "grain_closed" {
            /// The lot.
            lot: String,
            /// When, RFC 3339.
            at: String,
        }
    }
}

impl From<&GrainEvent> for GrainEventView {
    fn from(event: &GrainEvent) -> Self {
        match event {
            GrainEvent::Declared { declaration } => Self::Declared { declaration: declaration.into() },
            GrainEvent::Certified { lot, certificate } => {
                Self::Certified { lot: lot.to_string(), certificate: certificate.into() }
            }
            GrainEvent::Weighed { lot, weighing } => {
                Self::Weighed { lot: lot.to_string(), weighing: weighing.into() }
            }
            GrainEvent::Sampled { lot, sample, at } => {
                Self::Sampled { lot: lot.to_string(), sample: sample.clone(), at: at.to_string() }
            }
            GrainEvent::Analysed { lot, sample, verdict } => {
                Self::Analysed { lot: lot.to_string(), sample: sample.clone(), verdict: verdict.into() }
            }
            GrainEvent::Received { handling, from, name, leaves } => Self::Received {
                handling: handling.into(),
                from: from.into(),
                name: name.clone(),
                leaves: (*leaves).into(),
            },
            GrainEvent::Moved { handling, to } => {
                Self::Moved { handling: handling.into(), to: to.to_string() }
            }
            GrainEvent::Blended { declaration, parts, cell, at } => Self::Blended {
                declaration: declaration.into(),
                parts: parts.iter().map(GrainPartView::from).collect(),
                cell: cell.to_string(),
                at: at.to_string(),
            },
            GrainEvent::Issued { handling, to, name } => {
                Self::Issued { handling: handling.into(), to: to.into(), name: name.clone() }
            }
            GrainEvent::Dried { handling, from_bp, to_bp } => {
                Self::Dried { handling: handling.into(), from_bp: *from_bp, to_bp: *to_bp }
            }
            GrainEvent::Lost { handling, loss, reason } => {
                Self::Lost { handling: handling.into(), loss: (*loss).into(), reason: reason.clone() }
            }
            GrainEvent::Counted { cell, found, loss, differences, how, at } => Self::Counted {
                cell: cell.to_string(),
                found_kg: found.as_kg(),
                loss: (*loss).into(),
                differences: differences.iter().map(GrainDifferenceView::from).collect(),
                how: how.clone(),
                at: at.to_string(),
            },
            GrainEvent::Held { lots, hold } => Self::Held { lots: as_texts(lots), hold: hold.into() },
            GrainEvent::Lifted { lots, hold, by, reason } => Self::Lifted {
                lots: as_texts(lots),
                hold: hold.to_string(),
                by: by.to_string(),
                reason: reason.clone(),
            },
            GrainEvent::Tolerated { norm } => Self::Tolerated { norm: norm.into() },
            GrainEvent::Closed { lot, at } => Self::Closed { lot: lot.to_string(), at: at.to_string() },
        }
    }
}

impl TryFrom<&GrainEventView> for GrainEvent {
    type Error = ViewError;

    fn try_from(view: &GrainEventView) -> Result<Self, ViewError> {
        Ok(match view {
            GrainEventView::Declared { declaration } => {
                Self::Declared { declaration: part("declaration", declaration)? }
            }
            GrainEventView::Certified { lot, certificate } => {
                Self::Certified { lot: text("lot", lot)?, certificate: part("certificate", certificate)? }
            }
            GrainEventView::Weighed { lot, weighing } => {
                Self::Weighed { lot: text("lot", lot)?, weighing: part("weighing", weighing)? }
            }
            GrainEventView::Sampled { lot, sample, at } => Self::Sampled {
                lot: text("lot", lot)?,
                sample: prose("sample", sample)?,
                at: instant("at", at)?,
            },
            GrainEventView::Analysed { lot, sample, verdict } => Self::Analysed {
                lot: text("lot", lot)?,
                sample: prose("sample", sample)?,
                verdict: part("verdict", verdict)?,
            },
            GrainEventView::Received { handling, from, name, leaves } => Self::Received {
                handling: part("handling", handling)?,
                from: part("from", from)?,
                name: prose("name", name)?,
                leaves: (*leaves).into(),
            },
            GrainEventView::Moved { handling, to } => {
                Self::Moved { handling: part("handling", handling)?, to: text("to", to)? }
            }
            GrainEventView::Blended { declaration, parts, cell, at } => Self::Blended {
                declaration: part("declaration", declaration)?,
                parts: list("parts", parts)?,
                cell: text("cell", cell)?,
                at: instant("at", at)?,
            },
            GrainEventView::Issued { handling, to, name } => Self::Issued {
                handling: part("handling", handling)?,
                to: part("to", to)?,
                name: prose("name", name)?,
            },
            GrainEventView::Dried { handling, from_bp, to_bp } => {
                Self::Dried { handling: part("handling", handling)?, from_bp: *from_bp, to_bp: *to_bp }
            }
            GrainEventView::Lost { handling, loss, reason } => Self::Lost {
                handling: part("handling", handling)?,
                loss: (*loss).into(),
                reason: prose("reason", reason)?,
            },
            GrainEventView::Counted { cell, found_kg, loss, differences, how, at } => Self::Counted {
                cell: text("cell", cell)?,
                found: kilograms("found_kg", *found_kg)?,
                loss: (*loss).into(),
                differences: list("differences", differences)?,
                how: prose("how", how)?,
                at: instant("at", at)?,
            },
            GrainEventView::Held { lots, hold } => {
                Self::Held { lots: texts("lots", lots)?, hold: part("hold", hold)? }
            }
            GrainEventView::Lifted { lots, hold, by, reason } => Self::Lifted {
                lots: texts("lots", lots)?,
                hold: text("hold", hold)?,
                by: text("by", by)?,
                reason: prose("reason", reason)?,
            },
            GrainEventView::Tolerated { norm } => Self::Tolerated { norm: part("norm", norm)? },
            GrainEventView::Closed { lot, at } => {
                Self::Closed { lot: text("lot", lot)?, at: instant("at", at)? }
            }
        })
    }
}
