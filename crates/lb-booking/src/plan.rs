//! The plan for a consignment: legs that bring all its goods from where they are to the destination, together or in
//! shares. Plans are replaced by later ones and never changed.

use std::fmt;
use std::ops::Range;

use jiff::Timestamp;
use lb_base::{Mass, PlaceId, RunId, SectionId};
use lb_network::model::Mode;

use crate::handling::Vehicle;
use crate::ledger::LedgerId;
use crate::order::{MASS_MAX, Order};
use crate::refusal::Refusal;
use lb_base::time::Planned;

/// The most legs of a plan.
pub const LEGS_MAX: usize = 100;

/// The number of a leg in its plan and booking.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LegNo(pub u16);

impl fmt::Display for LegNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The number of a plan of one consignment: 1 for the first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PlanNo(pub u32);

impl fmt::Display for PlanNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The hops of a run that a ride occupies: from call `i` to call `j` it is hops `i` to `j - 1`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Hops {
    /// The call where it boards, from 0.
    pub from_call: u16,
    /// The call where it alights.
    pub to_call: u16,
}

impl Hops {
    /// Returns whether a run with so many calls has these hops, one at least.
    #[must_use]
    pub fn are_within(self, calls: usize) -> bool {
        self.from_call < self.to_call && usize::from(self.to_call) < calls
    }

    /// Returns the numbers of the hops.
    pub fn each(self) -> Range<u16> {
        self.from_call..self.to_call
    }

    /// Returns the hops as positions.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        usize::from(self.from_call)..usize::from(self.to_call)
    }
}

/// How a leg is carried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Carriage {
    /// By a section of a run, which is booked.
    Ride {
        /// The run.
        run: RunId,
        /// The section.
        section: SectionId,
        /// From which call to which.
        hops: Hops,
    },
    /// By a move on demand, which is not: a truck, a barge, a shuttle.
    Move {
        /// How.
        mode: Mode,
    },
}

/// One leg, or one share of it where a consignment is split over successive runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanLeg {
    /// Its number, which a booking and a ledger's entry share.
    pub no: LegNo,
    /// How it is carried.
    pub carriage: Carriage,
    /// From where.
    pub from: PlaceId,
    /// To where.
    pub to: PlaceId,
    /// Departure.
    pub depart: Planned,
    /// Arrival.
    pub arrive: Planned,
    /// Units that take it; 0 for bulk.
    pub units: u32,
    /// Gross mass that takes it.
    pub mass: Mass,
}

impl PlanLeg {
    /// Returns the ledger in which the leg is booked, and the hops; `None` for a move on demand.
    #[must_use]
    pub fn ride(&self) -> Option<(LedgerId, Hops)> {
        match &self.carriage {
            Carriage::Ride { run, section, hops } => {
                Some((LedgerId { run: run.clone(), section: section.clone() }, *hops))
            }
            Carriage::Move { .. } => None,
        }
    }

    /// Returns whether a vehicle is the one that the leg is carried by.
    #[must_use]
    pub fn is_carried_by(&self, vehicle: &Vehicle) -> bool {
        match (&self.carriage, vehicle) {
            (Carriage::Ride { run, section, .. }, Vehicle::Run { run: other, section: of }) => {
                run == other && section == of
            }
            (Carriage::Move { mode }, Vehicle::OnDemand(other)) => mode == other,
            (Carriage::Ride { .. }, Vehicle::OnDemand(_)) | (Carriage::Move { .. }, Vehicle::Run { .. }) => {
                false
            }
        }
    }
}

/// Why there is a new plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PlanReason {
    /// It is the first.
    First,
    /// The customer ordered something else.
    OrderAmended,
    /// Goods take a later run.
    Rolled,
    /// Goods take another way: misdirected, or the way is closed.
    Rerouted,
}

/// A plan as it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Its number.
    pub no: PlanNo,
    /// When it was made.
    pub made_at: Timestamp,
    /// Why.
    pub reason: PlanReason,
    /// Its legs.
    pub legs: Vec<PlanLeg>,
}

impl Plan {
    /// Returns a leg by its number.
    #[must_use]
    pub fn leg(&self, no: LegNo) -> Option<&PlanLeg> {
        self.legs.iter().find(|leg| leg.no == no)
    }

    /// Returns the legs that ride a run, and so are booked.
    pub fn rides(&self) -> impl Iterator<Item = (&PlanLeg, LedgerId, Hops)> {
        self.legs.iter().filter_map(|leg| leg.ride().map(|(ledger, hops)| (leg, ledger, hops)))
    }
}

/// Goods at a place before a plan begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supply {
    /// Where.
    pub place: PlaceId,
    /// Units.
    pub units: u32,
    /// Gross mass.
    pub mass: Mass,
}

/// Refuses a plan that would not bring exactly the ordered goods to the destination.
///
/// No leg takes more than is there when it departs: the supply, what arrived, less what departed. In the end all is at
/// the destination. So goods may be split over successive runs, go different ways, and be joined again.
/// Cost: the square of the legs.
///
/// # Errors
/// The first [`Refusal`] in the order of the departures.
pub fn check_plan(order: &Order, supply: &[Supply], legs: &[PlanLeg]) -> Result<(), Refusal> {
    check_legs(legs)?;
    check_ready(order, legs)?;
    let mut departures: Vec<&PlanLeg> = legs.iter().collect();
    departures.sort_by_key(|leg| (leg.depart, leg.no));
    for leg in departures {
        for measure in Measure::ALL {
            let needed = measure.of(leg);
            let there = at_place(measure, supply, legs, &leg.from, Some(leg.depart)) + needed;
            if there < needed {
                let (place, departure) = (leg.from.clone(), leg.depart.0);
                let what = measure.word();
                return Err(Refusal::PlanBroken { leg: leg.no, place, departure, what, needed, there });
            }
        }
    }
    let destination = &order.route.destination;
    for measure in Measure::ALL {
        let (ordered, planned) = (measure.ordered(order), at_place(measure, supply, legs, destination, None));
        if ordered != planned {
            let (place, what) = (destination.clone(), measure.word());
            return Err(Refusal::PlanShort { place, what, ordered, planned });
        }
    }
    Ok(())
}

/// What a plan must keep account of.
#[derive(Clone, Copy)]
enum Measure {
    Units,
    Mass,
}

impl Measure {
    const ALL: [Self; 2] = [Self::Units, Self::Mass];

    const fn word(self) -> &'static str {
        match self {
            Self::Units => "units",
            Self::Mass => "kg",
        }
    }

    fn of(self, leg: &PlanLeg) -> i64 {
        match self {
            Self::Units => i64::from(leg.units),
            Self::Mass => leg.mass.as_kg(),
        }
    }

    fn of_supply(self, supply: &Supply) -> i64 {
        match self {
            Self::Units => i64::from(supply.units),
            Self::Mass => supply.mass.as_kg(),
        }
    }

    fn ordered(self, order: &Order) -> i64 {
        match self {
            Self::Units => i64::from(order.unit_count()),
            Self::Mass => order.mass().as_kg(),
        }
    }
}

/// Returns what is at a place at an instant, after all that departs then has departed; without one, in the end.
fn at_place(
    measure: Measure,
    supply: &[Supply],
    legs: &[PlanLeg],
    place: &PlaceId,
    at: Option<Planned>,
) -> i64 {
    let is_by = |time: Planned| at.is_none_or(|at| time <= at);
    let supplied =
        supply.iter().filter(|supply| supply.place == *place).map(|supply| measure.of_supply(supply));
    let arrived = legs.iter().filter(|leg| leg.to == *place && is_by(leg.arrive)).map(|leg| measure.of(leg));
    let departed =
        legs.iter().filter(|leg| leg.from == *place && is_by(leg.depart)).map(|leg| measure.of(leg));
    supplied.chain(arrived).sum::<i64>() - departed.sum::<i64>()
}

/// Numbers stand once, legs lead forward in place and time and carry something.
fn check_legs(legs: &[PlanLeg]) -> Result<(), Refusal> {
    if legs.is_empty() || legs.len() > LEGS_MAX {
        return Err(Refusal::PlanEmpty { limit: LEGS_MAX, found: legs.len() });
    }
    for (position, leg) in legs.iter().enumerate() {
        let is_twice = legs.iter().take(position).any(|other| other.no == leg.no);
        let leads_on = leg.from != leg.to && leg.depart <= leg.arrive;
        let rides_back =
            matches!(leg.carriage, Carriage::Ride { hops, .. } if hops.from_call >= hops.to_call);
        let carries = leg.mass > Mass::ZERO && leg.mass <= MASS_MAX;
        if is_twice || !leads_on || rides_back || !carries {
            return Err(Refusal::PlanBadLeg { leg: leg.no });
        }
    }
    Ok(())
}

fn check_ready(order: &Order, legs: &[PlanLeg]) -> Result<(), Refusal> {
    let ready = order.route.ready;
    let from_origin = legs.iter().filter(|leg| leg.from == order.route.origin);
    match from_origin.map(|leg| leg.depart.0).min().filter(|departure| *departure < ready) {
        Some(departure) => Err(Refusal::PlanTooEarly { ready, departure }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
