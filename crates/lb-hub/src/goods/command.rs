//! Wishes about goods.

use jiff::Timestamp;
use lb_base::Mass;

use super::GoodsId;
use super::declaration::{Declaration, Location, Transit};
use crate::article::Fill;
use crate::grain::Carrier;
use crate::hold::{HoldId, HoldKind};

/// A wish to take goods in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Which.
    pub goods: GoodsId,
    /// Where they are put down.
    pub to: Location,
    /// What brought them.
    pub from: Carrier,
    /// How many packages.
    pub packages: i64,
    /// What they weigh; their share of the papers' mass where nobody says.
    pub mass: Option<Mass>,
    /// Whether that was weighed here.
    pub weighed: bool,
    /// Packages that are damaged, and what is wrong, in words.
    pub damaged: Option<(i64, String)>,
    /// Whether more is to come.
    pub is_last: bool,
    /// Whether anything is left in what brought them.
    pub leaves: Fill,
    /// When.
    pub at: Timestamp,
}

/// A wish to put goods elsewhere: away from the receiving floor, from bay to bay, from warehouse to warehouse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PutAway {
    /// Which.
    pub goods: GoodsId,
    /// Where they stand.
    pub from: Location,
    /// Where they go.
    pub to: Location,
    /// How many packages.
    pub packages: i64,
    /// What they weigh; their share where nobody says.
    pub mass: Option<Mass>,
    /// When.
    pub at: Timestamp,
}

/// A wish to give goods out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Which.
    pub goods: GoodsId,
    /// Where they stand.
    pub from: Location,
    /// What takes them.
    pub to: Carrier,
    /// How many packages.
    pub packages: i64,
    /// What they weigh; their share where nobody says, the rest when all go.
    pub mass: Option<Mass>,
    /// Under what bonded goods go that were not released.
    pub transit: Option<Transit>,
    /// When.
    pub at: Timestamp,
}

/// What a count found of goods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Which.
    pub goods: GoodsId,
    /// How many packages.
    pub packages: i64,
    /// What they weigh; their share of the books where nobody says.
    pub mass: Option<Mass>,
}

/// A wish about goods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GoodsCommand {
    /// Take goods into the books before they come.
    Declare {
        /// What is said of them.
        declaration: Declaration,
    },
    /// Take them in.
    Receive(Receipt),
    /// Put them elsewhere.
    PutAway(PutAway),
    /// Give them out.
    Issue(Issue),
    /// Customs let them go.
    Release {
        /// Which.
        goods: GoodsId,
        /// How many packages; nothing means all of the goods.
        packages: Option<i64>,
        /// Number of the document.
        document: String,
        /// When.
        at: Timestamp,
    },
    /// Put right what the books say of a bay or a receiving floor: all that stands there was counted.
    Count {
        /// Where.
        location: Location,
        /// All that stands there.
        found: Vec<Found>,
        /// How it was counted, in words.
        how: String,
        /// When.
        at: Timestamp,
    },
    /// Note damage.
    Damage {
        /// Which.
        goods: GoodsId,
        /// How many packages.
        packages: i64,
        /// What is wrong, in words.
        what: String,
        /// When.
        at: Timestamp,
    },
    /// Stop them.
    Hold {
        /// Which.
        goods: GoodsId,
        /// The hold's identifier.
        hold: HoldId,
        /// Why.
        kind: HoldKind,
        /// In words.
        reason: String,
    },
    /// Let them go.
    Lift {
        /// Which.
        goods: GoodsId,
        /// The hold.
        hold: HoldId,
        /// On what grounds.
        reason: String,
    },
    /// Take back a receipt or an issue that was pressed wrongly.
    PutRight {
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
