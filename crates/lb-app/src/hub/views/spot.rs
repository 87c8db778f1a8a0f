//! Where things stand.

use lb_hub::spot::{Slot, Spot};

use super::sea::{StowView, stow_of};
use crate::json::problem::ViewError;
use crate::json::read::text;

tagged! {
    /// Where a thing stands.
    SpotView by "at" {
        /// In the yard.
        Yard = "yard" {
            /// The block.
            block: String,
            /// The bay: odd for 20 ft, even for 40 ft over the two odd ones beside it.
            bay: u16,
            /// The row, from 1.
            row: u8,
            /// The tier, from 1 at the ground.
            tier: u8,
        }
        /// On a wagon.
        Wagon = "wagon" {
            /// The wagon.
            wagon: String,
            /// The first slot that it takes, from 1 at the end towards the head of the train.
            slot: u8,
        }
        /// Part of a visit: a wagon of a train, a box aboard a ship or on a truck.
        Visit = "visit" {
            /// The visit.
            visit: String,
            /// Where aboard, in the ship's words; absent where nobody says.
            #[serde(default, skip_serializing_if = "String::is_empty")]
            stow: String,
            /// The position of a container ship: bay, row and tier as seven digits.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            position: Option<String>,
            /// The deck, of what rolls.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            deck: Option<String>,
            /// The lane of the deck, from 1 at starboard.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            lane: Option<u8>,
        }
        /// In a bay of a warehouse.
        Warehouse = "warehouse" {
            /// The warehouse.
            warehouse: String,
            /// The bay, from 1.
            bay: u16,
        }
    }
}

impl From<&Spot> for SpotView {
    fn from(spot: &Spot) -> Self {
        match spot {
            Spot::Yard(Slot { block, bay, row, tier }) => {
                Self::Yard { block: block.to_string(), bay: *bay, row: *row, tier: *tier }
            }
            Spot::Wagon { wagon, slot } => Self::Wagon { wagon: wagon.to_string(), slot: *slot },
            Spot::Visit { visit, stow } => {
                let StowView { stow, position, deck, lane } = StowView::from(stow);
                Self::Visit { visit: visit.to_string(), stow, position, deck, lane }
            }
            Spot::Warehouse { warehouse, bay } => {
                Self::Warehouse { warehouse: warehouse.to_string(), bay: *bay }
            }
        }
    }
}

impl TryFrom<&SpotView> for Spot {
    type Error = ViewError;

    fn try_from(view: &SpotView) -> Result<Self, ViewError> {
        Ok(match view {
            SpotView::Yard { block, bay, row, tier } => {
                Self::Yard(Slot { block: text("block", block)?, bay: *bay, row: *row, tier: *tier })
            }
            SpotView::Wagon { wagon, slot } => Self::Wagon { wagon: text("wagon", wagon)?, slot: *slot },
            SpotView::Visit { visit, stow, position, deck, lane } => Self::Visit {
                visit: text("visit", visit)?,
                stow: stow_of(stow, position.as_ref(), (deck.as_ref(), *lane))?,
            },
            SpotView::Warehouse { warehouse, bay } => {
                Self::Warehouse { warehouse: text("warehouse", warehouse)?, bay: *bay }
            }
        })
    }
}
