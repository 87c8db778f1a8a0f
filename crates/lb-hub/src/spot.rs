//! Where things stand.
//!
//! A spot is what people say: block, bay, row and tier; a slot of a wagon; a visit. Cells are what only one thing can take: a
//! 40 ft box at bay 02 takes the cells of bays 01 and 03.

use std::fmt;

use lb_base::{StowPosition, UnitId};
use lb_network::layout::{BlockId, WarehouseId};

use crate::article::BoxLength;
use crate::stow::{self, Stow};
use crate::visit::VisitId;

/// A place in a yard block.
///
/// Bays are numbered as on ships: odd for 20 ft, even for 40 ft over the two odd ones beside it.
///
/// Source: the numbering of ISO 9711-1 (stowage positions), applied to yards.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot {
    /// Block.
    pub block: BlockId,
    /// Bay.
    pub bay: u16,
    /// Row, from 1.
    pub row: u8,
    /// Tier, from 1 at the ground.
    pub tier: u8,
}

/// Where a thing stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spot {
    /// In the yard.
    Yard(Slot),
    /// On a wagon, from this slot on (1 is at the end towards the head of the train).
    Wagon {
        /// The wagon.
        wagon: UnitId,
        /// The first slot that it takes.
        slot: u8,
    },
    /// Part of a visit: a wagon of a train, a box aboard a ship or on a truck.
    Visit {
        /// The visit.
        visit: VisitId,
        /// Where aboard.
        stow: Stow,
    },
    /// In a bay of a warehouse.
    Warehouse {
        /// The warehouse.
        warehouse: WarehouseId,
        /// The bay, from 1.
        bay: u16,
    },
}

impl Spot {
    /// Returns the stable word of what kind of spot it is.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Yard(_) => "yard",
            Self::Wagon { .. } => "wagon",
            Self::Visit { .. } => "visit",
            Self::Warehouse { .. } => "warehouse",
        }
    }

    /// Returns the cells that a box of a length takes there; none where any number of things may stand.
    #[must_use]
    pub fn cells(&self, length: Option<BoxLength>) -> Vec<Cell> {
        match (self, length) {
            (Self::Yard(slot), Some(length)) => slot.cells(length),
            (Self::Wagon { wagon, slot }, Some(length)) => (0..length.slots())
                .map(|further| Cell::Wagon { wagon: *wagon, slot: slot.saturating_add(further) })
                .collect(),
            (Self::Visit { visit, stow: Stow::Position(at) }, Some(length)) => {
                stow::cells(*at, length).into_iter().map(|at| Cell::Ship { visit: *visit, at }).collect()
            }
            (Self::Yard(_) | Self::Wagon { .. }, None) | (Self::Visit { .. } | Self::Warehouse { .. }, _) => {
                Vec::new()
            }
        }
    }

    /// Returns the same spot one tier higher, in yards and in the cells of ships; nothing where nothing stands on another.
    #[must_use]
    pub fn above(&self) -> Option<Self> {
        match self {
            Self::Yard(slot) => Some(Self::Yard(slot.at_tier(slot.tier.checked_add(1)?))),
            Self::Visit { visit, stow: Stow::Position(at) } => {
                Some(Self::Visit { visit: *visit, stow: Stow::Position(at.above()?) })
            }
            Self::Visit { stow: Stow::Words(_) | Stow::Lane(_), .. }
            | Self::Wagon { .. }
            | Self::Warehouse { .. } => None,
        }
    }
}

impl Slot {
    /// Returns the cells of a box of a length.
    #[must_use]
    pub fn cells(&self, length: BoxLength) -> Vec<Cell> {
        let cell = |bay| Cell::Yard(Self { bay, ..self.clone() });
        match length {
            BoxLength::Twenty => vec![cell(self.bay)],
            BoxLength::Forty => vec![cell(self.bay.saturating_sub(1)), cell(self.bay.saturating_add(1))],
        }
    }

    /// Returns the same place at another tier.
    #[must_use]
    pub fn at_tier(&self, tier: u8) -> Self {
        Self { tier, ..self.clone() }
    }
}

impl fmt::Display for Slot {
    /// `A1-05-2-3`: block, bay, row, tier.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}-{}-{}", self.block, self.bay, self.row, self.tier)
    }
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Yard(slot) => slot.fmt(f),
            Self::Wagon { wagon, slot } => write!(f, "wagon {wagon} slot {slot}"),
            Self::Visit { visit, stow } if stow.is_unsaid() => write!(f, "visit {visit}"),
            Self::Visit { visit, stow } => write!(f, "visit {visit} at {stow}"),
            Self::Warehouse { warehouse, bay } => write!(f, "{warehouse} bay {bay}"),
        }
    }
}

/// What only one thing can take.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cell {
    /// A 20 ft place of a yard; the bay is odd.
    Yard(Slot),
    /// A 20 ft slot of a wagon.
    Wagon {
        /// The wagon.
        wagon: UnitId,
        /// The slot, from 1.
        slot: u8,
    },
    /// A 20 ft place of a ship; the bay is odd.
    Ship {
        /// The ship's visit.
        visit: VisitId,
        /// Where aboard.
        at: StowPosition,
    },
}
