//! Stuffing lists: several goods in one box under one list, which goes with the box and is stripped at the other end.
//!
//! The list has the identifier that the consignments know it by ([`StuffingListId`]); [`StuffingList::shares`] says of it what a
//! consignment is told: pieces and kilograms.

mod command;
mod event;

use std::collections::BTreeMap;

use jiff::Timestamp;
use lb_base::{ConsignmentId, Mass, StuffingListId, UnitId, Volume};

use super::declaration::{Customs, Declaration, Location};
use super::item::Left;
use super::{Amount, GoodsId, Store};
use crate::article::{BoxLength, Gross};

pub use command::{Brought, Lay, StuffingCommand, Tell};
pub use event::StuffingEvent;

/// The most lines of one list, as consignments know it.
pub const LINES_MAX: usize = 5_000;

/// What is written on the plate of a box, and how much finds room in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plate {
    /// The empty box.
    pub tare: Mass,
    /// The most that it may weigh with what is in it.
    pub gross_max: Mass,
    /// How much finds room in it.
    pub volume: Volume,
}

impl Plate {
    /// Returns what such boxes commonly have, where nobody has read the plate.
    ///
    /// Source: ISO 668 (rating 30,480 kg) and ISO 1496-1 (least inner dimensions: 33.0 and 67.5 cubic metres); tares are common
    /// ones of steel boxes.
    #[must_use]
    pub const fn common(length: BoxLength) -> Self {
        let (tare, litres) = match length {
            BoxLength::Twenty => (2_250, 33_000),
            BoxLength::Forty => (3_750, 67_500),
        };
        let gross_max = Mass::from_kg(30_480);
        Self { tare: Mass::from_kg(tare), gross_max, volume: Volume::from_litres(litres) }
    }

    /// Returns what may be put into it.
    #[must_use]
    pub const fn payload(&self) -> Mass {
        self.gross_max.saturating_sub(self.tare)
    }
}

/// How far a list has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ListStage {
    /// Goods are put in; the box stays where it stands.
    Open,
    /// The box is sealed and goes its way.
    Sealed,
    /// The box was opened at the other end; the box stays where it stands.
    Stripping,
    /// Everything is out.
    Stripped,
}

impl ListStage {
    /// All stages, in order.
    pub const ALL: [Self; 4] = [Self::Open, Self::Sealed, Self::Stripping, Self::Stripped];

    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Sealed => "sealed",
            Self::Stripping => "stripping",
            Self::Stripped => "stripped",
        }
    }

    /// Returns whether the doors are open, so that the box is not moved away.
    #[must_use]
    pub const fn is_at_work(self) -> bool {
        match self {
            Self::Open | Self::Stripping => true,
            Self::Sealed | Self::Stripped => false,
        }
    }
}

/// What came out of a box under a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// How much.
    pub found: Amount,
    /// Packages of it that are damaged.
    pub damaged: i64,
    /// Where it was put down.
    pub location: Location,
    /// When.
    pub at: Timestamp,
}

/// Goods in a box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Which.
    pub goods: GoodsId,
    /// How much of them.
    pub amount: Amount,
    /// Where in the box, in words; empty where nobody says.
    pub position: String,
    /// Whether the mass was weighed.
    pub weighed: bool,
    /// What came out; nothing until then.
    pub outcome: Option<Outcome>,
}

/// What is said of a list that was made elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The identifier, the same at every hub.
    pub id: StuffingListId,
    /// Its number, as people say it.
    pub number: String,
    /// Number of the box.
    pub container: String,
    /// Its plate.
    pub plate: Plate,
    /// Whether the goods are bonded: one list is not of both.
    pub customs: Customs,
    /// Seals.
    pub seals: Vec<String>,
    /// Number of the transit declaration of bonded goods.
    pub transit: Option<String>,
    /// Where it was made, in words.
    pub origin: String,
}

/// A stuffing list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StuffingList {
    /// What is said of it; of a list made here the origin is empty.
    pub heading: Heading,
    /// The box, as far as it stands here.
    pub unit: Option<UnitId>,
    /// Its place among the lists of the hub.
    pub sequence: usize,
    /// How far it has come.
    pub stage: ListStage,
    /// Whether it was made here; the others were announced.
    pub is_own: bool,
    /// Goods, in the order in which they were put in: the first stand at the front wall.
    pub lines: Vec<Line>,
    /// Material that secures the goods, as weighed.
    pub dunnage: Mass,
    /// What the box weighs in all, once it is sealed.
    pub gross: Option<Gross>,
    /// Seals as found when the box was opened.
    pub seals_found: Vec<String>,
    /// When it reached its stage.
    pub since: Timestamp,
    /// With what it left.
    pub left: Option<Left>,
}

impl StuffingList {
    /// Returns all that is in the box.
    #[must_use]
    pub fn contents(&self) -> Amount {
        self.lines.iter().fold(Amount::ZERO, |sum, line| sum.plus(line.amount))
    }

    /// Returns a line.
    #[must_use]
    pub fn line(&self, goods: GoodsId) -> Option<&Line> {
        self.lines.iter().find(|line| line.goods == goods)
    }

    /// Returns how much of the volume is taken, as far as goods say.
    #[must_use]
    pub fn volume(&self, store: &Store) -> Volume {
        let volumes = self
            .lines
            .iter()
            .filter_map(|line| store.goods(line.goods)?.declaration.volume_of(line.amount.packages));
        volumes.fold(Volume::ZERO, Volume::saturating_add)
    }

    /// Returns what the box weighs by the sum of its parts, and whether that is a verified gross mass.
    ///
    /// Source: SOLAS VI/2.4.2, method 2: all packages and cargo items weighed, securing material and the tare added.
    #[must_use]
    pub fn reckoned(&self, dunnage: Mass) -> Gross {
        let sum = self.heading.plate.tare.saturating_add(dunnage).saturating_add(self.contents().mass);
        if self.lines.iter().all(|line| line.weighed) { Gross::Verified(sum) } else { Gross::Declared(sum) }
    }

    /// Returns what each consignment has in the box: pieces and kilograms, as its own list of units says it.
    #[must_use]
    pub fn shares(&self, store: &Store) -> BTreeMap<ConsignmentId, Amount> {
        let mut shares: BTreeMap<ConsignmentId, Amount> = BTreeMap::new();
        for line in &self.lines {
            let consignment = store.goods(line.goods).and_then(|goods| goods.declaration.consignment);
            if let Some(consignment) = consignment {
                let share = shares.entry(consignment).or_default();
                *share = share.plus(line.amount);
            }
        }
        shares
    }

    /// Returns the classes of dangerous goods in the box, each once.
    #[must_use]
    pub fn dangerous(&self, store: &Store) -> Vec<String> {
        let goods = self.lines.iter().filter_map(|line| store.goods(line.goods));
        let mut classes: Vec<String> =
            goods.flat_map(|goods| goods.declaration.dangerous.iter().cloned()).collect();
        classes.sort();
        classes.dedup();
        classes
    }
}

/// Goods of a list that was made elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedGoods {
    /// What is declared of them.
    pub declaration: Declaration,
    /// How much of them is in the box.
    pub amount: Amount,
    /// Where in the box.
    pub position: String,
    /// Whether the mass was weighed.
    pub weighed: bool,
}
