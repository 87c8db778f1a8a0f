//! What happened to goods. Events carry all that is needed to apply them.

use jiff::Timestamp;
use lb_base::OrganisationId;

use super::declaration::{Declaration, Location};
use super::item::{Damage, Entry, Release};
use super::{Amount, GoodsId};
use crate::article::Fill;
use crate::hold::{Hold, HoldId};

/// What a count found otherwise of goods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Which.
    pub goods: GoodsId,
    /// What was found more; below 0 what was found less.
    pub found: Amount,
}

/// What happened to goods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GoodsEvent {
    /// They are in the books.
    Declared {
        /// What is said of them.
        declaration: Declaration,
    },
    /// Some or all of them came.
    Received {
        /// Which.
        goods: GoodsId,
        /// How many, from what, to where.
        entry: Entry,
        /// Whether they were weighed here.
        weighed: bool,
        /// What was damaged.
        damage: Option<Damage>,
        /// Whether that was all.
        is_last: bool,
        /// Whether anything is left in what brought them.
        leaves: Fill,
    },
    /// They stand elsewhere.
    PutAway {
        /// Which.
        goods: GoodsId,
        /// Where they stood.
        from: Location,
        /// Where they stand.
        to: Location,
        /// How many.
        amount: Amount,
        /// When.
        at: Timestamp,
    },
    /// Some or all of them went.
    Issued {
        /// Which.
        goods: GoodsId,
        /// How many, from where, with what.
        entry: Entry,
    },
    /// Customs let them go.
    Released {
        /// Which.
        goods: GoodsId,
        /// How many, by what document.
        release: Release,
    },
    /// A bay or receiving floor was counted.
    Counted {
        /// Where.
        location: Location,
        /// How many kinds of goods were found.
        lines: usize,
        /// Where the books were otherwise.
        corrections: Vec<Correction>,
        /// How it was counted, in words.
        how: String,
        /// When.
        at: Timestamp,
    },
    /// Damage was seen.
    Damaged {
        /// Which.
        goods: GoodsId,
        /// How many, what is wrong.
        damage: Damage,
    },
    /// They are stopped.
    Held {
        /// Which.
        goods: GoodsId,
        /// By what.
        hold: Hold,
    },
    /// They may go.
    Lifted {
        /// Which.
        goods: GoodsId,
        /// Which hold.
        hold: HoldId,
        /// By whom.
        by: OrganisationId,
        /// On what grounds.
        reason: String,
    },
    /// A receipt or an issue was taken back.
    Righted {
        /// Which.
        goods: GoodsId,
        /// Number of the entry, from 1.
        entry: usize,
        /// Why.
        reason: String,
        /// When.
        at: Timestamp,
    },
}

impl GoodsEvent {
    /// Returns the stable kind for the journal.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Declared { .. } => "hub.goods_declared",
            Self::Received { .. } => "hub.goods_received",
            Self::PutAway { .. } => "hub.goods_put_away",
            Self::Issued { .. } => "hub.goods_issued",
            Self::Released { .. } => "hub.goods_released",
            Self::Counted { .. } => "hub.goods_counted",
            Self::Damaged { .. } => "hub.goods_damaged",
            Self::Held { .. } => "hub.goods_held",
            Self::Lifted { .. } => "hub.goods_lifted",
            Self::Righted { .. } => "hub.goods_righted",
        }
    }

    /// Returns when it happened, where it says so itself.
    #[must_use]
    pub const fn happened_at(&self) -> Option<Timestamp> {
        match self {
            Self::Received { entry, .. } | Self::Issued { entry, .. } => Some(entry.at),
            Self::Released { release, .. } => Some(release.at),
            Self::Damaged { damage, .. } => Some(damage.at),
            Self::PutAway { at, .. } | Self::Counted { at, .. } | Self::Righted { at, .. } => Some(*at),
            Self::Declared { .. } | Self::Held { .. } | Self::Lifted { .. } => None,
        }
    }

    /// Returns the goods that it is about.
    #[must_use]
    pub fn goods(&self) -> Vec<GoodsId> {
        match self {
            Self::Declared { declaration } => vec![declaration.id],
            Self::Received { goods, .. }
            | Self::PutAway { goods, .. }
            | Self::Issued { goods, .. }
            | Self::Released { goods, .. }
            | Self::Damaged { goods, .. }
            | Self::Held { goods, .. }
            | Self::Lifted { goods, .. }
            | Self::Righted { goods, .. } => vec![*goods],
            Self::Counted { corrections, .. } => corrections.iter().map(|one| one.goods).collect(),
        }
    }

    /// Returns the bays and receiving floors that it is about.
    #[must_use]
    pub fn locations(&self) -> Vec<&Location> {
        match self {
            Self::Received { entry, .. } | Self::Issued { entry, .. } => vec![&entry.location],
            Self::PutAway { from, to, .. } => vec![from, to],
            Self::Counted { location, .. } => vec![location],
            Self::Declared { .. }
            | Self::Released { .. }
            | Self::Damaged { .. }
            | Self::Held { .. }
            | Self::Lifted { .. }
            | Self::Righted { .. } => Vec::new(),
        }
    }
}
