//! What a hub charges: lines of its tariff, by act, kind of box, day of storage and date.

use jiff::civil::Date;
use lb_base::codes::Currency;
use lb_base::{Money, string_id};

use crate::model::Provenance;

string_id! {
    /// A line of a hub's tariff.
    pub struct TariffLineId;
}

/// By what an act is charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Per {
    /// Each: a box, a wagon, a truck.
    Each,
    /// Each and day.
    Day,
    /// Each metre and day.
    MetreDay,
    /// Each tonne.
    Tonne,
    /// Each tonne and day.
    TonneDay,
    /// Each tonne and percentage point of moisture.
    TonnePercent,
}

impl Per {
    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Each => "each",
            Self::Day => "day",
            Self::MetreDay => "m_day",
            Self::Tonne => "t",
            Self::TonneDay => "t_day",
            Self::TonnePercent => "t_percent",
        }
    }

    /// Returns whether days count.
    #[must_use]
    pub const fn is_by_day(self) -> bool {
        match self {
            Self::Day | Self::MetreDay | Self::TonneDay => true,
            Self::Each | Self::Tonne | Self::TonnePercent => false,
        }
    }

    /// Returns how many of what is counted make one that is charged: of kilograms a thousand.
    #[must_use]
    pub const fn counted(self) -> i64 {
        match self {
            Self::Each | Self::Day | Self::MetreDay => 1,
            Self::Tonne | Self::TonneDay | Self::TonnePercent => 1_000,
        }
    }
}

/// What is charged for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BillableAct {
    /// A box off a train or onto one.
    LiftRail,
    /// A box off a ship or onto one.
    LiftShip,
    /// A box off a truck or onto one.
    LiftTruck,
    /// A box from a train onto a ship or back without the yard between.
    ShipDirect,
    /// A box from a train of one gauge onto one of another.
    GaugeChange,
    /// A box's days at the hub, from its coming to its leaving.
    Storage,
    /// Putting a refrigerated box on a plug and taking it off.
    Plugging,
    /// Its days on the plug.
    Power,
    /// A truck or a lot of grain over the weighbridge.
    Weighing,
    /// A truck through the gate, in and out.
    Gate,
    /// A wagon of a train that came.
    Train,
    /// A ship's metres and days at a berth.
    Berth,
    /// Goods put into a box under a list.
    Stuffing,
    /// Goods taken out of a box under a list.
    Stripping,
    /// Goods into a warehouse, kilograms.
    GoodsIn,
    /// Goods out of a warehouse, kilograms.
    GoodsOut,
    /// The days of goods that go, since the first that stood with them came, kilograms.
    GoodsStorage,
    /// Grain into the silo, kilograms.
    GrainIn,
    /// Grain out of the silo, kilograms.
    GrainOut,
    /// The days of grain that goes, since the first of its lot came, kilograms.
    GrainStorage,
    /// Moisture taken out of grain, kilograms times percentage points.
    Drying,
}

impl BillableAct {
    /// All acts.
    pub const ALL: [Self; 21] = [
        Self::LiftRail,
        Self::LiftShip,
        Self::LiftTruck,
        Self::ShipDirect,
        Self::GaugeChange,
        Self::Storage,
        Self::Plugging,
        Self::Power,
        Self::Weighing,
        Self::Gate,
        Self::Train,
        Self::Berth,
        Self::Stuffing,
        Self::Stripping,
        Self::GoodsIn,
        Self::GoodsOut,
        Self::GoodsStorage,
        Self::GrainIn,
        Self::GrainOut,
        Self::GrainStorage,
        Self::Drying,
    ];

    /// Returns the word of the tables.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::LiftRail => "lift_rail",
            Self::LiftShip => "lift_ship",
            Self::LiftTruck => "lift_truck",
            Self::ShipDirect => "ship_direct",
            Self::GaugeChange => "gauge_change",
            Self::Storage => "storage",
            Self::Plugging => "plugging",
            Self::Power => "power",
            Self::Weighing => "weighing",
            Self::Gate => "gate",
            Self::Train => "train",
            Self::Berth => "berth",
            Self::Stuffing => "stuffing",
            Self::Stripping => "stripping",
            Self::GoodsIn => "goods_in",
            Self::GoodsOut => "goods_out",
            Self::GoodsStorage => "goods_storage",
            Self::GrainIn => "grain_in",
            Self::GrainOut => "grain_out",
            Self::GrainStorage => "grain_storage",
            Self::Drying => "drying",
        }
    }

    /// Reads the word of the tables.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.word() == word)
    }

    /// Returns by what it is charged.
    #[must_use]
    pub const fn per(self) -> Per {
        match self {
            Self::Storage | Self::Power => Per::Day,
            Self::Berth => Per::MetreDay,
            Self::GoodsIn | Self::GoodsOut | Self::GrainIn | Self::GrainOut => Per::Tonne,
            Self::GoodsStorage | Self::GrainStorage => Per::TonneDay,
            Self::Drying => Per::TonnePercent,
            Self::LiftRail
            | Self::LiftShip
            | Self::LiftTruck
            | Self::ShipDirect
            | Self::GaugeChange
            | Self::Plugging
            | Self::Weighing
            | Self::Gate
            | Self::Train
            | Self::Stuffing
            | Self::Stripping => Per::Each,
        }
    }
}

/// Which boxes a line is about, and which a box is. Nothing said means all of them, or no box.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct BoxKind {
    /// Length in feet, `20` or `40`.
    pub size: String,
    /// `laden` or `empty`.
    pub fill: String,
}

impl BoxKind {
    /// Returns whether a line about these boxes is about that one.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        let says = |own: &str, found: &str| own.is_empty() || own == found;
        says(&self.size, &other.size) && says(&self.fill, &other.fill)
    }

    /// Returns how much is said: of two lines about a box the one that says its length counts, then the one that says its fill.
    #[must_use]
    pub const fn precision(&self) -> (bool, bool) {
        (!self.size.is_empty(), !self.fill.is_empty())
    }
}

/// A line of a hub's tariff.
#[derive(Clone, Debug)]
pub struct TariffLine {
    /// Identifier.
    pub id: TariffLineId,
    /// What is charged for.
    pub act: BillableAct,
    /// Which boxes.
    pub boxes: BoxKind,
    /// The first day that it charges, from 1: earlier ones are another line's, or free.
    pub from_day: u16,
    /// The price of one.
    pub price: Money,
    /// From this day of the hub's clock on.
    pub valid_from: Option<Date>,
    /// Up to and with this day.
    pub valid_to: Option<Date>,
    /// Provenance.
    pub provenance: Provenance,
    /// Line in `hub_tariffs.csv`.
    pub line: u64,
}

impl TariffLine {
    /// Returns whether it is about an act on a date.
    #[must_use]
    pub fn covers(&self, act: BillableAct, boxes: &BoxKind, date: Date) -> bool {
        self.act == act
            && self.boxes.covers(boxes)
            && self.valid_from.is_none_or(|from| from <= date)
            && self.valid_to.is_none_or(|to| date <= to)
    }

    /// Returns whether both would charge the same day of the same act.
    #[must_use]
    pub fn collides(&self, other: &Self) -> bool {
        let begins_before_end = |one: &Self, other: &Self| match (one.valid_from, other.valid_to) {
            (Some(from), Some(to)) => from <= to,
            (Some(_) | None, Some(_) | None) => true,
        };
        (self.act, &self.boxes, self.from_day) == (other.act, &other.boxes, other.from_day)
            && begins_before_end(self, other)
            && begins_before_end(other, self)
    }

    /// Returns the currency.
    #[must_use]
    pub const fn currency(&self) -> Currency {
        self.price.currency()
    }
}

/// Returns the lines by which an act is charged on a date, the first day first: those that say most of the box.
///
/// Each charges from its own day to the day before the next one's.
#[must_use]
pub fn lines_for<'a>(
    tariff: &'a [TariffLine],
    (act, boxes): (BillableAct, &BoxKind),
    date: Date,
) -> Vec<&'a TariffLine> {
    let found = || tariff.iter().filter(|line| line.covers(act, boxes, date));
    let Some(most) = found().map(|line| line.boxes.precision()).max() else { return Vec::new() };
    let mut lines: Vec<&TariffLine> = found().filter(|line| line.boxes.precision() == most).collect();
    lines.sort_by_key(|line| line.from_day);
    lines
}
