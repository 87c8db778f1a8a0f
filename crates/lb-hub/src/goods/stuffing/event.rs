//! What happened to stuffing lists. Events carry all that is needed to apply them.

use jiff::Timestamp;
use lb_base::{Mass, StuffingListId, UnitId};

use super::super::declaration::Location;
use super::super::item::Damage;
use super::super::{Amount, GoodsId};
use super::{Heading, Line, ListedGoods};
use crate::article::Gross;

/// What happened to a stuffing list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StuffingEvent {
    /// A list was opened for a box.
    Opened {
        /// What is said of it.
        heading: Heading,
        /// The box.
        unit: UnitId,
        /// When.
        at: Timestamp,
    },
    /// Goods were put in.
    Added {
        /// The list.
        list: StuffingListId,
        /// The box.
        unit: UnitId,
        /// The goods, how many, where in the box.
        line: Line,
        /// Where they stood.
        from: Location,
        /// When.
        at: Timestamp,
    },
    /// Goods were taken out before the box was sealed.
    Removed {
        /// The list.
        list: StuffingListId,
        /// The goods.
        goods: GoodsId,
        /// How many.
        amount: Amount,
        /// Where they were put down.
        to: Location,
        /// When.
        at: Timestamp,
    },
    /// The box was sealed.
    Sealed {
        /// The list.
        list: StuffingListId,
        /// The box.
        unit: UnitId,
        /// Seals.
        seals: Vec<String>,
        /// Number of the transit declaration of bonded goods.
        transit: Option<String>,
        /// Material that secures the goods.
        dunnage: Mass,
        /// What the box weighs.
        gross: Gross,
        /// Classes of dangerous goods in it.
        dangerous: Vec<String>,
        /// The goods in it.
        goods: Vec<GoodsId>,
        /// When.
        at: Timestamp,
    },
    /// A list without lines was given up.
    Cancelled {
        /// The list.
        list: StuffingListId,
        /// Why.
        reason: String,
    },
    /// A list that was made elsewhere is known, or has more lines.
    Announced {
        /// What is said of it.
        heading: Heading,
        /// Goods.
        goods: Vec<ListedGoods>,
        /// When.
        at: Timestamp,
    },
    /// The box was opened.
    Stripping {
        /// The list.
        list: StuffingListId,
        /// The box.
        unit: UnitId,
        /// Seals as found.
        seals: Vec<String>,
        /// The goods in it, as the list says.
        goods: Vec<GoodsId>,
        /// When.
        at: Timestamp,
    },
    /// Goods came out.
    Told {
        /// The list.
        list: StuffingListId,
        /// The goods.
        goods: GoodsId,
        /// How many the list has.
        listed: Amount,
        /// How many came out.
        found: Amount,
        /// What of them is damaged.
        damage: Option<Damage>,
        /// Where they were put down.
        to: Location,
        /// When.
        at: Timestamp,
    },
    /// The box is empty.
    Stripped {
        /// The list.
        list: StuffingListId,
        /// The box.
        unit: UnitId,
        /// When.
        at: Timestamp,
    },
}

impl StuffingEvent {
    /// Returns the stable kind for the journal.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Opened { .. } => "hub.stuffing_opened",
            Self::Added { .. } => "hub.stuffing_added",
            Self::Removed { .. } => "hub.stuffing_removed",
            Self::Sealed { .. } => "hub.stuffing_sealed",
            Self::Cancelled { .. } => "hub.stuffing_cancelled",
            Self::Announced { .. } => "hub.stuffing_announced",
            Self::Stripping { .. } => "hub.stuffing_stripping",
            Self::Told { .. } => "hub.stuffing_told",
            Self::Stripped { .. } => "hub.stuffing_stripped",
        }
    }

    /// Returns when it happened, where it says so itself.
    #[must_use]
    pub const fn happened_at(&self) -> Option<Timestamp> {
        match self {
            Self::Opened { at, .. }
            | Self::Added { at, .. }
            | Self::Removed { at, .. }
            | Self::Sealed { at, .. }
            | Self::Announced { at, .. }
            | Self::Stripping { at, .. }
            | Self::Told { at, .. }
            | Self::Stripped { at, .. } => Some(*at),
            Self::Cancelled { .. } => None,
        }
    }

    /// Returns the list that it is about.
    #[must_use]
    pub const fn list(&self) -> StuffingListId {
        match self {
            Self::Opened { heading, .. } | Self::Announced { heading, .. } => heading.id,
            Self::Added { list, .. }
            | Self::Removed { list, .. }
            | Self::Sealed { list, .. }
            | Self::Cancelled { list, .. }
            | Self::Stripping { list, .. }
            | Self::Told { list, .. }
            | Self::Stripped { list, .. } => *list,
        }
    }

    /// Returns the box that it is about, where it stands here.
    #[must_use]
    pub const fn unit(&self) -> Option<UnitId> {
        match self {
            Self::Opened { unit, .. }
            | Self::Added { unit, .. }
            | Self::Sealed { unit, .. }
            | Self::Stripping { unit, .. }
            | Self::Stripped { unit, .. } => Some(*unit),
            Self::Removed { .. } | Self::Cancelled { .. } | Self::Announced { .. } | Self::Told { .. } => {
                None
            }
        }
    }

    /// Returns the goods that it is about.
    #[must_use]
    pub fn goods(&self) -> Vec<GoodsId> {
        match self {
            Self::Added { line, .. } => vec![line.goods],
            Self::Removed { goods, .. } | Self::Told { goods, .. } => vec![*goods],
            Self::Sealed { goods, .. } | Self::Stripping { goods, .. } => goods.clone(),
            Self::Announced { goods, .. } => goods.iter().map(|one| one.declaration.id).collect(),
            Self::Opened { .. } | Self::Cancelled { .. } | Self::Stripped { .. } => Vec::new(),
        }
    }
}
