//! What happened to a consignment's goods, derived from the records each time it is asked: where they are, whether
//! that is after the plan, what should come next.
//!
//! Source: "delivery" of the cargo shipping model (dddsample-core), here per unit.

mod walk;

use std::collections::{BTreeMap, BTreeSet};

use lb_base::{HandlingId, PlaceId, UnitId};

use crate::consignment::Consignment;
use crate::handling::{Handling, HoldKind, Record, Vehicle, story};
use crate::plan::LegNo;
use lb_base::time::{Actual, Planned};

pub use walk::CLOCK_TOLERANCE_MINUTES;

/// How far goods have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Progress {
    /// The carrier has nothing yet.
    NotReceived,
    /// The carrier has goods.
    Received,
    /// They are on their way.
    UnderWay,
    /// They are at the destination.
    Arrived,
    /// The consignee has them.
    Delivered,
}

/// Whether a vehicle moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Motion {
    /// It stands at the place.
    Standing,
    /// It left the place.
    Moving,
}

/// Where goods are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whereabouts {
    /// Nothing was seen to happen.
    Unknown,
    /// On the ground.
    At {
        /// Where.
        place: PlaceId,
        /// Since when.
        since: Actual,
    },
    /// On a vehicle.
    Aboard {
        /// Which.
        vehicle: Vehicle,
        /// The last place of which something is known.
        place: PlaceId,
        /// Whether it has left there.
        motion: Motion,
        /// Since when.
        since: Actual,
    },
    /// With the consignee.
    Delivered {
        /// Where.
        place: PlaceId,
        /// When.
        at: Actual,
    },
}

/// Whether what happened is what was planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// There is no plan.
    Unplanned,
    /// It is.
    OnPlan,
    /// It is not.
    Misdirected {
        /// The record that tells.
        record: HandlingId,
    },
}

/// What should happen next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NextStep {
    /// The carrier takes the goods over.
    Receive,
    /// They are put on a vehicle.
    Load,
    /// The vehicle leaves.
    Depart,
    /// The vehicle arrives.
    Arrive,
    /// They are taken off.
    Unload,
    /// The consignee takes them over.
    Deliver,
}

impl NextStep {
    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Receive => "receive",
            Self::Load => "load",
            Self::Depart => "depart",
            Self::Arrive => "arrive",
            Self::Unload => "unload",
            Self::Deliver => "deliver",
        }
    }
}

/// What should happen next, where, and when after the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// What.
    pub step: NextStep,
    /// Where.
    pub place: PlaceId,
    /// The plan's leg.
    pub leg: Option<LegNo>,
    /// When, where the plan says.
    pub planned: Option<Planned>,
}

/// Something odd about a record; it counts all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Oddity {
    /// It happened after it was recorded: a clock is wrong.
    AheadOfClock {
        /// The record.
        record: HandlingId,
    },
    /// The goods were not there to do it with: something in between was not recorded.
    Gap {
        /// The record.
        record: HandlingId,
    },
    /// It happened after the goods were delivered.
    AfterDelivery {
        /// The record.
        record: HandlingId,
    },
}

/// What happened to the goods in one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartDelivery {
    /// How far they have come.
    pub progress: Progress,
    /// Where they are.
    pub whereabouts: Whereabouts,
    /// Whether that is after the plan.
    pub direction: Direction,
    /// What should come next; nothing when delivered or when the plan does not lead on from here.
    pub next: Option<Expected>,
    /// Who keeps them.
    pub holds: BTreeSet<HoldKind>,
}

/// What happened to a consignment's goods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// How far they have come: arrived and delivered when all are, under way and received when some are.
    pub progress: Progress,
    /// By unit; under no unit what is not in any.
    pub parts: BTreeMap<Option<UnitId>, PartDelivery>,
    /// Whether everything is after the plan.
    pub direction: Direction,
    /// The next that should happen to any part.
    pub next: Option<Expected>,
    /// The last record of the story.
    pub last: Option<HandlingId>,
    /// Who keeps any part.
    pub holds: BTreeSet<HoldKind>,
    /// What is odd about the records.
    pub oddities: BTreeSet<Oddity>,
}

/// Derives the delivery. Cost: records times units.
pub(crate) fn derive(consignment: &Consignment) -> Delivery {
    let story = story(consignment.records());
    let mut oddities = BTreeSet::new();
    let mut parts = BTreeMap::new();
    for unit in part_units(consignment, &story) {
        let of_part = story.iter().filter(|(_, handling)| handling.unit.is_none() || handling.unit == unit);
        parts.insert(unit, walk::part(consignment, of_part.copied(), &mut oddities));
    }
    drop_emptied(consignment, &mut parts);
    let next = parts.values().filter_map(|part| part.next.clone());
    Delivery {
        progress: progress(&parts),
        direction: direction(consignment, &parts),
        next: next.min_by_key(|next| (next.planned.is_none(), next.planned, next.place.clone(), next.step)),
        last: story.last().map(|(record, _)| record.id),
        holds: parts.values().flat_map(|part| part.holds.iter().copied()).collect(),
        parts,
        oddities,
    }
}

/// Returns the units that goods are in, were in, or were seen in; no unit when there are none.
fn part_units(consignment: &Consignment, story: &[(&Record, &Handling)]) -> BTreeSet<Option<UnitId>> {
    let seen = story.iter().filter_map(|(_, handling)| handling.unit);
    let known = consignment.units.keys().chain(&consignment.stripped).copied();
    let units: BTreeSet<Option<UnitId>> = known.chain(seen).map(Some).collect();
    if units.is_empty() { BTreeSet::from([None]) } else { units }
}

/// Leaves out units that goods left on the way for another unit; at the destination they are part of the story.
fn drop_emptied(consignment: &Consignment, parts: &mut BTreeMap<Option<UnitId>, PartDelivery>) {
    let is_emptied = |unit: &Option<UnitId>, part: &PartDelivery| {
        unit.is_some_and(|unit| consignment.stripped.contains(&unit)) && part.progress < Progress::Arrived
    };
    if parts.iter().any(|(unit, part)| !is_emptied(unit, part)) {
        parts.retain(|unit, part| !is_emptied(unit, part));
    }
}

fn progress(parts: &BTreeMap<Option<UnitId>, PartDelivery>) -> Progress {
    let least = parts.values().map(|part| part.progress).min().unwrap_or(Progress::NotReceived);
    let most = parts.values().map(|part| part.progress).max().unwrap_or(Progress::NotReceived);
    if least >= Progress::Arrived { least } else { most.min(Progress::UnderWay) }
}

fn direction(consignment: &Consignment, parts: &BTreeMap<Option<UnitId>, PartDelivery>) -> Direction {
    let wrong = parts.values().map(|part| part.direction).find(|direction| match direction {
        Direction::Misdirected { .. } => true,
        Direction::Unplanned | Direction::OnPlan => false,
    });
    let planned = if consignment.plan().is_some() { Direction::OnPlan } else { Direction::Unplanned };
    wrong.unwrap_or(planned)
}

#[cfg(test)]
mod tests;
