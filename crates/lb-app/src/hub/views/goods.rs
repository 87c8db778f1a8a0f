//! What happened to goods in warehouses.

mod parts;
mod stuffing;

use lb_hub::goods::GoodsEvent;

use super::article::FillView;
use super::hold::HoldView;
use crate::json::problem::ViewError;
use crate::json::read::{instant, list, part, part_if, prose, size, text};

pub use parts::{
    GoodsAmountView, GoodsCorrectionView, GoodsCustomsView, GoodsDamageView, GoodsDeclarationView,
    GoodsDifferenceView, GoodsEntryView, GoodsLeftView, GoodsLocationView, GoodsReleaseView,
    GoodsTransitView, GoodsWayView,
};
pub use stuffing::{
    ListStageView, ListedGoodsView, StuffingEventView, StuffingHeadingView, StuffingLineView,
    StuffingOutcomeView, StuffingPlateView,
};

tagged! {
    /// What happened to goods.
    GoodsEventView by "type" {
        /// They are in the books.
        Declared = "goods_declared" {
            /// What is said of them.
            declaration: GoodsDeclarationView,
        }
        /// Some or all of them came.
        Received = "goods_received" {
            /// Which.
            goods: String,
            /// How many, from what, to where.
            entry: GoodsEntryView,
            /// Whether they were weighed here.
            weighed: bool,
            /// What was damaged.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            damage: Option<GoodsDamageView>,
            /// Whether that was all.
            is_last: bool,
            /// Whether anything is left in what brought them.
            leaves: FillView,
        }
        /// They stand elsewhere.
        PutAway = "goods_put_away" {
            /// Which.
            goods: String,
            /// Where they stood.
            from: GoodsLocationView,
            /// Where they stand.
            to: GoodsLocationView,
            /// How many.
            amount: GoodsAmountView,
            /// When, RFC 3339.
            at: String,
        }
        /// Some or all of them went.
        Issued = "goods_issued" {
            /// Which.
            goods: String,
            /// How many, from where, with what.
            entry: GoodsEntryView,
        }
        /// Customs let them go.
        Released = "goods_released" {
            /// Which.
            goods: String,
            /// How many, by what document.
            release: GoodsReleaseView,
        }
        /// A bay or receiving floor was counted.
        Counted = "goods_counted" {
            /// Where.
            location: GoodsLocationView,
            /// How many kinds of goods were found.
            lines: usize,
            /// Where the books were otherwise.
            corrections: Vec<GoodsCorrectionView>,
            /// How it was counted, in words.
            how: String,
            /// When, RFC 3339.
            at: String,
        }
        /// Damage was seen.
        Damaged = "goods_damaged" {
            /// Which.
            goods: String,
            /// How many, what is wrong.
            damage: GoodsDamageView,
        }
        /// They are stopped.
        Held = "goods_held" {
            /// Which.
            goods: String,
            /// By what.
            hold: HoldView,
        }
        /// They may go.
        Lifted = "goods_lifted" {
            /// Which.
            goods: String,
            /// Which hold.
            hold: String,
            /// The organisation that lifted it.
            by: String,
            /// On what grounds, in words.
            reason: String,
        }
        /// A receipt or an issue was taken back.
        Righted = "goods_righted" {
            /// Which.
            goods: String,
            /// Number of the entry, from 1.
            entry: usize,
            /// Why, in words.
            reason: String,
            /// When, RFC 3339.
            at: String,
        }
    }
}

impl From<&GoodsEvent> for GoodsEventView {
    fn from(event: &GoodsEvent) -> Self {
        match event {
            GoodsEvent::Declared { declaration } => {
                Self::Declared { declaration: GoodsDeclarationView::from(declaration) }
            }
            GoodsEvent::Received { goods, entry, weighed, damage, is_last, leaves } => Self::Received {
                goods: goods.to_string(),
                entry: GoodsEntryView::from(entry),
                weighed: *weighed,
                damage: damage.as_ref().map(GoodsDamageView::from),
                is_last: *is_last,
                leaves: (*leaves).into(),
            },
            GoodsEvent::PutAway { goods, from, to, amount, at } => Self::PutAway {
                goods: goods.to_string(),
                from: GoodsLocationView::from(from),
                to: GoodsLocationView::from(to),
                amount: GoodsAmountView::from(amount),
                at: at.to_string(),
            },
            GoodsEvent::Issued { goods, entry } => {
                Self::Issued { goods: goods.to_string(), entry: GoodsEntryView::from(entry) }
            }
            GoodsEvent::Released { goods, release } => {
                Self::Released { goods: goods.to_string(), release: GoodsReleaseView::from(release) }
            }
            GoodsEvent::Counted { location, lines, corrections, how, at } => Self::Counted {
                location: GoodsLocationView::from(location),
                lines: *lines,
                corrections: corrections.iter().map(GoodsCorrectionView::from).collect(),
                how: how.clone(),
                at: at.to_string(),
            },
            GoodsEvent::Damaged { goods, damage } => {
                Self::Damaged { goods: goods.to_string(), damage: GoodsDamageView::from(damage) }
            }
            GoodsEvent::Held { goods, hold } => {
                Self::Held { goods: goods.to_string(), hold: HoldView::from(hold) }
            }
            GoodsEvent::Lifted { goods, hold, by, reason } => Self::Lifted {
                goods: goods.to_string(),
                hold: hold.to_string(),
                by: by.to_string(),
                reason: reason.clone(),
            },
            GoodsEvent::Righted { goods, entry, reason, at } => Self::Righted {
                goods: goods.to_string(),
                entry: *entry,
                reason: reason.clone(),
                at: at.to_string(),
            },
        }
    }
}

impl TryFrom<&GoodsEventView> for GoodsEvent {
    type Error = ViewError;

    fn try_from(view: &GoodsEventView) -> Result<Self, ViewError> {
        Ok(match view {
            GoodsEventView::Declared { declaration } => {
                Self::Declared { declaration: part("declaration", declaration)? }
            }
            GoodsEventView::Received { goods, entry, weighed, damage, is_last, leaves } => Self::Received {
                goods: text("goods", goods)?,
                entry: part("entry", entry)?,
                weighed: *weighed,
                damage: part_if("damage", damage.as_ref())?,
                is_last: *is_last,
                leaves: (*leaves).into(),
            },
            GoodsEventView::PutAway { goods, from, to, amount, at } => Self::PutAway {
                goods: text("goods", goods)?,
                from: part("from", from)?,
                to: part("to", to)?,
                amount: part("amount", amount)?,
                at: instant("at", at)?,
            },
            GoodsEventView::Issued { goods, entry } => {
                Self::Issued { goods: text("goods", goods)?, entry: part("entry", entry)? }
            }
            GoodsEventView::Released { goods, release } => {
                Self::Released { goods: text("goods", goods)?, release: part("release", release)? }
            }
            GoodsEventView::Counted { location, lines, corrections, how, at } => Self::Counted {
                location: part("location", location)?,
                lines: size("lines", *lines)?,
                corrections: list("corrections", corrections)?,
                how: prose("how", how)?,
                at: instant("at", at)?,
            },
            GoodsEventView::Damaged { goods, damage } => {
                Self::Damaged { goods: text("goods", goods)?, damage: part("damage", damage)? }
            }
            GoodsEventView::Held { goods, hold } => {
                Self::Held { goods: text("goods", goods)?, hold: part("hold", hold)? }
            }
            GoodsEventView::Lifted { goods, hold, by, reason } => Self::Lifted {
                goods: text("goods", goods)?,
                hold: text("hold", hold)?,
                by: text("by", by)?,
                reason: prose("reason", reason)?,
            },
            GoodsEventView::Righted { goods, entry, reason, at } => Self::Righted {
                goods: text("goods", goods)?,
                entry: size("entry", *entry)?,
                reason: prose("reason", reason)?,
                at: instant("at", at)?,
            },
        })
    }
}
