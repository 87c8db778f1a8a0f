//! Where things stand aboard: positions of container ships, lanes of ro-ro decks, words.
//!
//! A 20 ft box takes the cell of its odd bay, a 40 ft box those of both odd bays beside its even one. A box stands on the ship at
//! the bottom of a stack, else on boxes that bear it. Where a stack begins is the ship's own: tiers up to 02 in the hold and up to
//! 82 on deck are taken as beginnings, and every place at which a box came aboard with nothing under it.

use std::collections::BTreeSet;
use std::fmt;

use lb_base::{StowPosition, UnitId};

use crate::article::BoxLength;
use crate::consist::{ListedPlace, Listing};
use crate::floor::Floor;
use crate::spot::{Cell, Spot};
use crate::visit::VisitId;

/// The highest tier at which a stack in the hold begins on every ship.
const HOLD_BOTTOM: u8 = 2;
/// The highest tier at which a stack on deck may begin on every ship.
const DECK_BOTTOM: u8 = 82;

/// A lane of a ro-ro deck.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lane {
    /// The deck, as the ship names it.
    pub deck: String,
    /// The lane, from 1 at starboard.
    pub lane: u8,
}

/// Where aboard a visit a thing is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stow {
    /// In the ship's words; empty where nobody says: on trucks, on ships without a plan, in records of before.
    Words(String),
    /// In a cell of a container ship.
    Position(StowPosition),
    /// On a lane of a deck.
    Lane(Lane),
}

impl Default for Stow {
    fn default() -> Self {
        Self::Words(String::new())
    }
}

impl Stow {
    /// Returns whether nobody says where.
    #[must_use]
    pub const fn is_unsaid(&self) -> bool {
        match self {
            Self::Words(words) => words.is_empty(),
            Self::Position(_) | Self::Lane(_) => false,
        }
    }

    /// Returns the position, if it is one.
    #[must_use]
    pub const fn position(&self) -> Option<StowPosition> {
        match self {
            Self::Position(at) => Some(*at),
            Self::Words(_) | Self::Lane(_) => None,
        }
    }

    /// Reads what a list says: a position of seven digits, else words.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let is_position = text.trim().len() == 7;
        match text.parse() {
            Ok(at) if is_position => Self::Position(at),
            Ok(_) | Err(_) => Self::Words(text.to_owned()),
        }
    }
}

impl fmt::Display for Stow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(words) => f.write_str(words),
            Self::Position(at) => at.fmt(f),
            Self::Lane(Lane { deck, lane }) => write!(f, "{deck}/{lane}"),
        }
    }
}

/// Returns the 20 ft places that a box of a length takes at a position.
#[must_use]
pub fn cells(at: StowPosition, length: BoxLength) -> Vec<StowPosition> {
    match length {
        BoxLength::Twenty => vec![at],
        BoxLength::Forty => {
            vec![at.in_bay(at.bay().saturating_sub(1)), at.in_bay(at.bay().saturating_add(1))]
        }
    }
}

/// Returns whether a box of a length may stand at a position after its bay: 20 ft in odd ones, longer ones in even ones.
#[must_use]
pub fn fits_bay(at: StowPosition, length: BoxLength) -> bool {
    match length {
        BoxLength::Twenty => at.bay() % 2 == 1,
        BoxLength::Forty => at.bay().is_multiple_of(2) && at.bay() < 999,
    }
}

/// Returns whether a box of a length bears one of another: no 20 ft box stands on a longer one.
#[must_use]
pub fn bears(below: BoxLength, above: BoxLength) -> bool {
    above == BoxLength::Forty || below == BoxLength::Twenty
}

/// Returns whether a stack begins at a 20 ft place of a ship.
fn is_beginning(at: StowPosition, rests: &BTreeSet<StowPosition>) -> bool {
    let usual = if at.is_on_deck() { DECK_BOTTOM } else { HOLD_BOTTOM };
    at.tier() <= usual || rests.contains(&at)
}

/// Returns the 20 ft places at which what came aboard has nothing under it that bears it: there stacks of the ship begin.
pub(crate) fn resting(floor: &Floor, visit: VisitId, brings: &[Listing]) -> Vec<StowPosition> {
    let mut resting = Vec::new();
    for line in brings {
        let (ListedPlace::Aboard { stow: Stow::Position(at) }, Some(length)) =
            (&line.place, line.article.box_length())
        else {
            continue;
        };
        for place in cells(*at, length) {
            let below = place.below().map(|at| Cell::Ship { visit, at });
            let bearer = below.and_then(|cell| floor.unit(floor.occupant(&cell)?)?.article.box_length());
            if bearer.is_none_or(|below| !bears(below, length)) {
                resting.push(place);
            }
        }
    }
    resting
}

impl Floor {
    /// Returns the cells that must bear a box of a length at a spot; none where the ground, a wagon or the ship itself bears it.
    #[must_use]
    pub fn bearing_cells(&self, spot: &Spot, length: BoxLength) -> Vec<Cell> {
        match spot {
            Spot::Yard(slot) if slot.tier > 1 => slot.at_tier(slot.tier.saturating_sub(1)).cells(length),
            Spot::Visit { visit, stow: Stow::Position(at) } => {
                let nothing = BTreeSet::new();
                let rests = self.visit(*visit).map_or(&nothing, |visit| &visit.ship.rests);
                let borne = cells(*at, length).into_iter().filter(|at| !is_beginning(*at, rests));
                borne.filter_map(StowPosition::below).map(|at| Cell::Ship { visit: *visit, at }).collect()
            }
            Spot::Yard(_) | Spot::Visit { .. } | Spot::Wagon { .. } | Spot::Warehouse { .. } => Vec::new(),
        }
    }

    /// Returns what stands on a box of a length at a spot.
    pub fn on_top(&self, spot: &Spot, length: BoxLength) -> impl Iterator<Item = UnitId> + use<'_> {
        let above = spot.above().map(|above| above.cells(Some(length))).unwrap_or_default();
        above.into_iter().filter_map(|cell| self.occupant(&cell))
    }
}
