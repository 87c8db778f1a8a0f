//! The inventory: what stands on the floor, taken into the books, counted, put right.

use jiff::Timestamp;
use lb_base::UnitId;
use lb_base::codes::Identity;
use lb_network::layout::BlockId;

use crate::article::{Article, Fill, Gross};
use crate::spot::Spot;
use crate::visit::VisitId;

/// What is known better now about a unit. What is not said stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The right number.
    pub identity: Option<Identity>,
    /// Gross mass.
    pub gross: Option<Gross>,
    /// Whether there are goods in it.
    pub fill: Option<Fill>,
    /// Seals.
    pub seals: Option<Vec<String>>,
    /// Set point, tenths of a degree Celsius; the inner nothing switches it off.
    pub set_point: Option<Option<i16>>,
    /// The visit that takes it on; the inner nothing means none.
    pub onward: Option<Option<VisitId>>,
    /// Damage in words; the inner nothing means none.
    pub damage: Option<Option<String>>,
}

/// A thing that was counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// What.
    pub article: Article,
    /// Where.
    pub spot: Spot,
}

/// What a count found otherwise than the books had it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::large_enum_variant, reason = "a count has few corrections")]
pub enum Correction {
    /// It stands elsewhere.
    Moved {
        /// What.
        unit: UnitId,
        /// Where after the books.
        from: Spot,
        /// Where it stands.
        to: Spot,
    },
    /// It is not there.
    Missing {
        /// What.
        unit: UnitId,
        /// Where after the books.
        from: Spot,
    },
    /// It is there and nobody knew.
    Found(Counted),
}

/// A wish about what stands on the floor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InventoryCommand {
    /// Take what stands here on the first day into the books.
    Open {
        /// What stands where.
        units: Vec<Counted>,
    },
    /// Put right what the books say of a block: all of it was counted.
    Count {
        /// The block.
        block: BlockId,
        /// All that stands there.
        found: Vec<Counted>,
        /// When it was counted.
        at: Timestamp,
    },
    /// Put right what is known of a unit.
    State {
        /// Which.
        unit: UnitId,
        /// What is known now.
        facts: Facts,
        /// When that was seen.
        at: Timestamp,
    },
}

/// What happened to what stands on the floor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InventoryEvent {
    /// The opening inventory, or a part of it, was taken into the books.
    Opened {
        /// What stands where.
        units: Vec<Counted>,
    },
    /// A block was counted.
    Counted {
        /// Which.
        block: BlockId,
        /// How many things stand there.
        units: usize,
        /// What was otherwise.
        corrections: Vec<Correction>,
        /// When.
        at: Timestamp,
    },
    /// More is known of a unit.
    Stated {
        /// Which.
        unit: UnitId,
        /// What.
        facts: Facts,
        /// When that was seen.
        at: Timestamp,
    },
}

impl InventoryEvent {
    /// Returns the stable kind for the journal.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Opened { .. } => "hub.inventory_opened",
            Self::Counted { .. } => "hub.inventory_counted",
            Self::Stated { .. } => "hub.inventory_stated",
        }
    }

    /// Returns when it happened, where it says so itself.
    #[must_use]
    pub const fn happened_at(&self) -> Option<Timestamp> {
        match self {
            Self::Counted { at, .. } | Self::Stated { at, .. } => Some(*at),
            Self::Opened { .. } => None,
        }
    }
}
