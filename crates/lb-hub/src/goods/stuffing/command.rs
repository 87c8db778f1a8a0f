//! Wishes about stuffing lists.

use jiff::Timestamp;
use lb_base::{Mass, StuffingListId, UnitId};

use super::super::GoodsId;
use super::super::declaration::{Customs, Location};
use super::{Heading, ListedGoods, Plate};

/// A wish to put goods into a box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lay {
    /// The list.
    pub list: StuffingListId,
    /// Which goods.
    pub goods: GoodsId,
    /// Where they stand.
    pub from: Location,
    /// How many packages.
    pub packages: i64,
    /// What they weigh; their share where nobody says.
    pub mass: Option<Mass>,
    /// Where in the box, in words.
    pub position: String,
    /// When.
    pub at: Timestamp,
}

/// A wish to take goods out of a box that is not sealed yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brought {
    /// The list.
    pub list: StuffingListId,
    /// Which goods: all of their line.
    pub goods: GoodsId,
    /// Where they go.
    pub to: Location,
    /// When.
    pub at: Timestamp,
}

/// A wish to say what came out of a box under a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tell {
    /// The list.
    pub list: StuffingListId,
    /// Which goods.
    pub goods: GoodsId,
    /// How many packages; 0 when none are there.
    pub packages: i64,
    /// What they weigh; their share of the line where nobody says.
    pub mass: Option<Mass>,
    /// Packages that are damaged, and what is wrong, in words.
    pub damaged: Option<(i64, String)>,
    /// Where they are put down.
    pub to: Location,
    /// When.
    pub at: Timestamp,
}

/// A wish about a stuffing list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StuffingCommand {
    /// Open a list for an empty box that stands here.
    Open {
        /// The list's identifier.
        list: StuffingListId,
        /// Its number.
        number: String,
        /// The box.
        unit: UnitId,
        /// Its plate; a common one of its length where nobody says.
        plate: Option<Plate>,
        /// Whether it is for bonded goods.
        customs: Customs,
        /// When.
        at: Timestamp,
    },
    /// Put goods in.
    Add(Lay),
    /// Take them out again.
    Remove(Brought),
    /// Close the doors and seal them.
    Seal {
        /// The list.
        list: StuffingListId,
        /// Seals.
        seals: Vec<String>,
        /// Number of the transit declaration of bonded goods.
        transit: Option<String>,
        /// Material that secures the goods.
        dunnage: Mass,
        /// When.
        at: Timestamp,
    },
    /// Give up an open list without lines.
    Cancel {
        /// The list.
        list: StuffingListId,
        /// Why.
        reason: String,
    },
    /// Take over a list that was made elsewhere, whole or in parts.
    Announce {
        /// What is said of it.
        heading: Heading,
        /// Goods, or those that are added.
        goods: Vec<ListedGoods>,
        /// When.
        at: Timestamp,
    },
    /// Open the box at the other end.
    Strip {
        /// The list.
        list: StuffingListId,
        /// Seals as found.
        seals: Vec<String>,
        /// When.
        at: Timestamp,
    },
    /// Say what came out under a line.
    Tell(Tell),
    /// The box is empty.
    Finish {
        /// The list.
        list: StuffingListId,
        /// When.
        at: Timestamp,
    },
}
