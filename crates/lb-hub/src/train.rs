//! The whole train: length, mass, wagons and axles beside what railway and track take, and what stands in its way.
//!
//! What each wagon bears is [`crate::loading`]'s; here wagons stand one behind the other. Boxes that jobs bring count as
//! standing, boxes that jobs take away do not: so limits are told for the train as it is planned.
//!
//! Source: conventional length of wagons on 1,520 mm railways, one unit of 14 m.

mod separation;

use lb_base::{Length, Mass, UnitId};
use lb_network::layout::{Railway, WagonType};

use crate::article::{Article, BoxLength};
use crate::floor::{Floor, Stay};
use crate::loading::{self, Limit, Loaded, Quantity};
use crate::spot::Spot;

pub use separation::{Nearby, Standing, TOLD_MAX, TooClose, too_close};

/// The length of one unit of conventional length.
pub const CONVENTIONAL_UNIT: Length = Length::from_metres(14);
/// The gauge on which trains are measured in such units, millimetres.
pub const CONVENTIONAL_GAUGE: u32 = 1_520;

/// How a box comes to stand on a wagon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bound {
    /// It stands there and stays.
    Stands,
    /// It stands there, and a job takes it away.
    Leaves,
    /// A job brings it.
    Comes,
}

impl Bound {
    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Stands => "stands",
            Self::Leaves => "leaves",
            Self::Comes => "comes",
        }
    }
}

/// A box on a wagon, now or as planned.
#[derive(Clone, Copy, Debug)]
pub struct OnWagon<'a> {
    /// The first slot that it takes or will take.
    pub slot: u8,
    /// The box.
    pub stay: &'a Stay,
    /// How it comes to stand there.
    pub bound: Bound,
}

/// Returns the boxes of a wagon, those that jobs bring and take away included, in the order of the slots.
///
/// Cost: the open jobs of the floor.
#[must_use]
pub fn boxes_of(floor: &Floor, wagon: UnitId) -> Vec<OnWagon<'_>> {
    let standing = floor.load(wagon).into_iter().filter_map(|(slot, unit)| {
        let bound = match floor.job_of(unit) {
            Some(_) => Bound::Leaves,
            None => Bound::Stands,
        };
        Some(OnWagon { slot, stay: floor.unit(unit)?, bound })
    });
    let coming = floor.jobs().filter_map(|job| match &job.to {
        Spot::Wagon { wagon: on, slot } if *on == wagon => {
            Some(OnWagon { slot: *slot, stay: floor.unit(job.unit)?, bound: Bound::Comes })
        }
        Spot::Wagon { .. } | Spot::Yard(_) | Spot::Visit { .. } | Spot::Warehouse { .. } => None,
    });
    let mut all: Vec<OnWagon<'_>> = standing.chain(coming).collect();
    all.sort_by_key(|on| (on.slot, on.bound, on.stay.article.id));
    all
}

/// What stands in the way of a wagon's departure, or should be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// Nobody knows the mass of a box: no limit can be said to hold.
    MassUnknown {
        /// Its number.
        number: String,
    },
    /// A hold stops a box or the wagon.
    Held {
        /// Its number.
        number: String,
    },
    /// Two 20 ft boxes go to two places, which the railway does not take.
    TwoDestinations {
        /// One place.
        one: String,
        /// Another.
        other: String,
    },
    /// A refrigerated box runs and has no set of its own: a generator wagon feeds it, anywhere in the train.
    NeedsPower {
        /// Its number.
        number: String,
    },
    /// Dangerous goods; what no rule of the railway's table covers is for people to look at.
    Dangerous {
        /// The number of the box.
        number: String,
        /// Its classes.
        classes: Vec<String>,
    },
    /// An empty platform, which the railway does not take in a train of containers.
    EmptyPlatform,
}

impl Remark {
    /// Returns the stable word.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::MassUnknown { .. } => "mass_unknown",
            Self::Held { .. } => "held",
            Self::TwoDestinations { .. } => "two_destinations",
            Self::NeedsPower { .. } => "needs_power",
            Self::Dangerous { .. } => "dangerous",
            Self::EmptyPlatform => "empty_platform",
        }
    }

    /// Returns whether the train may not go like that.
    #[must_use]
    pub const fn stops(&self) -> bool {
        match self {
            Self::MassUnknown { .. }
            | Self::Held { .. }
            | Self::TwoDestinations { .. }
            | Self::EmptyPlatform => true,
            Self::NeedsPower { .. } | Self::Dangerous { .. } => false,
        }
    }
}

/// A wagon of a train, as it is planned.
#[derive(Clone, Debug)]
pub struct TrainWagon<'a> {
    /// Which.
    pub stay: &'a Stay,
    /// Its type.
    pub wagon_type: &'a WagonType,
    /// What stands on it, comes and leaves.
    pub boxes: Vec<OnWagon<'a>>,
    /// Wagon, boxes and other cargo together, as far as known.
    pub gross: Mass,
    /// What it bears beside what it may.
    pub limits: Vec<Limit>,
    /// What stands in its way.
    pub remarks: Vec<Remark>,
}

impl TrainWagon<'_> {
    /// Returns whether it may go as it is planned.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.limits.iter().all(Limit::holds) && !self.remarks.iter().any(Remark::stops)
    }
}

/// Returns a wagon as it is planned, beside the limits of a railway.
#[must_use]
pub fn wagon<'a>(
    floor: &'a Floor,
    stay: &'a Stay,
    wagon_type: &'a WagonType,
    railway: Option<&Railway>,
) -> TrainWagon<'a> {
    let boxes = boxes_of(floor, stay.article.id);
    let stays = boxes.iter().filter(|on| on.bound != Bound::Leaves);
    let loaded: Vec<Loaded> = stays.clone().filter_map(|on| Loaded::of(on.slot, &on.stay.article)).collect();
    let on_it = loaded.iter().fold(Mass::ZERO, |sum, one| sum.saturating_add(one.gross));
    // Cargo of the papers is what is not in boxes.
    let cargo = stay.article.papers.as_ref().and_then(|papers| papers.cargo).filter(|_| loaded.is_empty());
    let load = cargo.unwrap_or(on_it);
    let tare = stay.article.gross.mass().unwrap_or(wagon_type.tare);
    let mut remarks: Vec<Remark> = held(stay).into_iter().collect();
    stays.clone().for_each(|on| remarks.extend(of_box(on.stay)));
    let mut limits = Vec::new();
    if let Some(railway) = railway {
        limits = loading::limits(wagon_type, railway, &loaded);
        if let Some(cargo) = cargo {
            with_cargo(&mut limits, wagon_type, cargo);
        }
        remarks.extend(
            loading::two_destinations(railway, &loaded).map(|(one, other)| Remark::TwoDestinations {
                one: one.to_string(),
                other: other.to_string(),
            }),
        );
        let is_empty = wagon_type.slots > 0 && loaded.is_empty() && load == Mass::ZERO;
        remarks.extend((is_empty && !railway.empty_platforms).then_some(Remark::EmptyPlatform));
    }
    TrainWagon { stay, wagon_type, boxes, gross: tare.saturating_add(load), limits, remarks }
}

/// Puts cargo that is not in boxes into what a wagon and its axles bear.
fn with_cargo(limits: &mut [Limit], wagon_type: &WagonType, cargo: Mass) {
    let axles = i64::from(wagon_type.axles.max(1));
    for limit in limits {
        limit.value = match limit.quantity {
            Quantity::Payload => cargo,
            Quantity::Axle => {
                let gross = cargo.saturating_add(wagon_type.tare).as_kg();
                Mass::from_kg((gross.saturating_add(axles - 1)) / axles)
            }
            Quantity::Pair | Quantity::Bogies => limit.value,
        };
    }
}

fn held(stay: &Stay) -> Option<Remark> {
    (!stay.holds.is_empty()).then(|| Remark::Held { number: stay.article.identity.to_string() })
}

fn of_box(stay: &Stay) -> Vec<Remark> {
    let article: &Article = &stay.article;
    let number = || article.identity.to_string();
    let mut remarks: Vec<Remark> = held(stay).into_iter().collect();
    if article.gross.mass().is_none() {
        remarks.push(Remark::MassUnknown { number: number() });
    }
    if article.needs_train_power() {
        remarks.push(Remark::NeedsPower { number: number() });
    }
    if !article.dangerous.is_empty() {
        remarks.push(Remark::Dangerous { number: number(), classes: article.dangerous.clone() });
    }
    remarks
}

/// What of a whole train is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// Length over couplers, millimetres; locomotives left out.
    Length,
    /// Conventional length, hundredths of a unit.
    Units,
    /// Gross mass, kilograms; locomotives left out.
    Mass,
    /// Wagons.
    Wagons,
    /// Axles.
    Axles,
    /// Refrigerated boxes that the train must feed, beside what its generator wagons feed.
    Power,
}

impl Measure {
    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Length => "length",
            Self::Units => "units",
            Self::Mass => "mass",
            Self::Wagons => "wagons",
            Self::Axles => "axles",
            Self::Power => "power",
        }
    }
}

/// How much of something a train has beside what it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrainLimit {
    /// What is measured.
    pub measure: Measure,
    /// How much there is.
    pub used: i64,
    /// How much there may be; nothing where nobody limits it.
    pub allowed: Option<i64>,
}

impl TrainLimit {
    /// Returns whether it holds.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.allowed.is_none_or(|allowed| self.used <= allowed)
    }
}

/// Returns a length in hundredths of a unit of conventional length, to the nearest.
#[must_use]
pub const fn conventional(length: Length) -> i64 {
    let unit = CONVENTIONAL_UNIT.as_mm();
    (length.as_mm().saturating_mul(100).saturating_add(unit / 2)) / unit
}

/// Returns what a train measures beside what a railway takes.
#[must_use]
pub fn limits(gauge: u32, wagons: &[TrainWagon<'_>], railway: Option<&Railway>) -> Vec<TrainLimit> {
    let length = length(wagons);
    let mass = wagons.iter().fold(Mass::ZERO, |sum, wagon| sum.saturating_add(wagon.gross));
    let axles: i64 = wagons.iter().map(|wagon| i64::from(wagon.wagon_type.axles)).sum();
    let limit = |measure, used, allowed| TrainLimit { measure, used, allowed };
    let mut all =
        vec![limit(Measure::Length, length.as_mm(), railway.map(|railway| railway.train_length.as_mm()))];
    if gauge == CONVENTIONAL_GAUGE {
        // Each wagon's units are what papers say of it, so the train's are their sum.
        let units = wagons.iter().map(|wagon| conventional(wagon.wagon_type.length)).sum();
        all.push(limit(Measure::Units, units, railway.map(|railway| conventional(railway.train_length))));
    }
    all.push(limit(Measure::Mass, mass.as_kg(), railway.map(|railway| railway.train_mass.as_kg())));
    all.push(limit(Measure::Wagons, i64::try_from(wagons.len()).unwrap_or(i64::MAX), None));
    all.push(limit(Measure::Axles, axles, None));
    all.extend(power(wagons));
    all
}

/// Returns how many refrigerated boxes a train must feed beside how many it can; nothing where it neither must nor can.
///
/// A box with its own set, an empty one and one that a job takes away need none. A generator wagon feeds boxes anywhere in the
/// train: no published rule was found that says otherwise.
#[must_use]
pub fn power(wagons: &[TrainWagon<'_>]) -> Option<TrainLimit> {
    let stays = wagons.iter().flat_map(|wagon| &wagon.boxes).filter(|on| on.bound != Bound::Leaves);
    let running = stays.filter(|on| on.stay.article.needs_train_power()).count();
    let used = i64::try_from(running).unwrap_or(i64::MAX);
    let points: i64 = wagons.iter().map(|wagon| i64::from(wagon.wagon_type.power_points)).sum();
    let limit = TrainLimit { measure: Measure::Power, used, allowed: Some(points) };
    (used > 0 || points > 0).then_some(limit)
}

/// What stands in the way of a train's departure and is of no one wagon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TrainRemark {
    /// Goods stand nearer to each other, or to an end of the train, than the railway lets them.
    TooClose(TooClose),
    /// Running refrigerated boxes are more than generator wagons feed.
    NeedsPower {
        /// How many are without power.
        without: i64,
    },
}

impl TrainRemark {
    /// Returns the stable word.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::TooClose(_) => "too_close",
            Self::NeedsPower { .. } => "needs_power",
        }
    }
}

/// Returns what stands in the way of a whole train's departure; each of it does.
#[must_use]
pub fn remarks(wagons: &[TrainWagon<'_>], railway: Option<&Railway>) -> Vec<TrainRemark> {
    let close = railway.map(|railway| too_close(wagons, railway)).unwrap_or_default();
    let without = power(wagons).map_or(0, |limit| limit.used - limit.allowed.unwrap_or(0));
    let powerless = (without > 0).then_some(TrainRemark::NeedsPower { without });
    close.into_iter().map(TrainRemark::TooClose).chain(powerless).collect()
}

/// Returns how long wagons are one behind the other.
#[must_use]
pub fn length(wagons: &[TrainWagon<'_>]) -> Length {
    wagons.iter().fold(Length::ZERO, |sum, wagon| sum.saturating_add(wagon.wagon_type.length))
}

/// Returns how many 20 ft slots of a wagon are free as it is planned.
#[must_use]
pub fn free_slots(wagon: &TrainWagon<'_>) -> u8 {
    let taken = wagon.boxes.iter().filter(|on| on.bound != Bound::Leaves);
    let taken = taken.filter_map(|on| on.stay.article.box_length()).map(BoxLength::slots);
    wagon.wagon_type.slots.saturating_sub(taken.fold(0, u8::saturating_add))
}

#[cfg(test)]
mod tests;
