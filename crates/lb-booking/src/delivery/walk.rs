//! One part's way through the story.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use lb_base::PlaceId;

use crate::consignment::Consignment;
use crate::handling::{Handling, HandlingKind, Record, Vehicle};
use crate::order::Order;
use crate::plan::{Plan, PlanLeg};

use super::{Direction, Expected, Motion, NextStep, Oddity, PartDelivery, Progress, Whereabouts};

/// Clocks that differ by less are right enough.
pub const CLOCK_TOLERANCE_MINUTES: i64 = 10;

pub(super) fn part<'a>(
    consignment: &Consignment,
    story: impl Iterator<Item = (&'a Record, &'a Handling)>,
    oddities: &mut BTreeSet<Oddity>,
) -> PartDelivery {
    let mut part = PartDelivery {
        progress: Progress::NotReceived,
        whereabouts: Whereabouts::Unknown,
        direction: Direction::OnPlan,
        next: None,
        holds: BTreeSet::new(),
    };
    let mut last = None;
    for (record, handling) in story {
        oddities.extend(oddity(&part.whereabouts, record, handling));
        match handling.kind {
            HandlingKind::Held(kind) => {
                part.holds.insert(kind);
            }
            HandlingKind::Released(kind) => {
                part.holds.remove(&kind);
            }
            HandlingKind::CustomsCleared => {}
            HandlingKind::Received
            | HandlingKind::Loaded(_)
            | HandlingKind::Departed(_)
            | HandlingKind::Arrived(_)
            | HandlingKind::Unloaded(_)
            | HandlingKind::GaugeChanged
            | HandlingKind::Delivered => {
                part.progress = progress(consignment, handling).unwrap_or(part.progress);
                part.whereabouts = moved(handling).unwrap_or(part.whereabouts);
                last = Some((record, handling));
            }
        }
    }
    match consignment.plan() {
        Some(plan) => {
            part.direction = direction(consignment, plan, &part.whereabouts, last);
            part.next = next(consignment, plan, &part.whereabouts);
        }
        None => part.direction = Direction::Unplanned,
    }
    part
}

/// Returns how far goods have come after one step; nothing for what moves no goods.
fn progress(consignment: &Consignment, handling: &Handling) -> Option<Progress> {
    let destination = consignment.life().order().map(|order| &order.route.destination);
    let is_there = destination == Some(&handling.place);
    match handling.kind {
        HandlingKind::Received => Some(Progress::Received),
        HandlingKind::Loaded(_) | HandlingKind::Departed(_) => Some(Progress::UnderWay),
        HandlingKind::Arrived(_) | HandlingKind::Unloaded(_) | HandlingKind::GaugeChanged => {
            Some(if is_there { Progress::Arrived } else { Progress::UnderWay })
        }
        HandlingKind::Delivered => Some(Progress::Delivered),
        HandlingKind::CustomsCleared | HandlingKind::Held(_) | HandlingKind::Released(_) => None,
    }
}

/// Returns where goods are after one step.
fn moved(handling: &Handling) -> Option<Whereabouts> {
    let (place, since) = (handling.place.clone(), handling.happened_at);
    let aboard = |vehicle: &Vehicle, motion: Motion| Whereabouts::Aboard {
        vehicle: vehicle.clone(),
        place: handling.place.clone(),
        motion,
        since,
    };
    match &handling.kind {
        HandlingKind::Received | HandlingKind::Unloaded(_) | HandlingKind::GaugeChanged => {
            Some(Whereabouts::At { place, since })
        }
        HandlingKind::Loaded(vehicle) | HandlingKind::Arrived(vehicle) => {
            Some(aboard(vehicle, Motion::Standing))
        }
        HandlingKind::Departed(vehicle) => Some(aboard(vehicle, Motion::Moving)),
        HandlingKind::Delivered => Some(Whereabouts::Delivered { place, at: since }),
        HandlingKind::CustomsCleared | HandlingKind::Held(_) | HandlingKind::Released(_) => None,
    }
}

fn oddity(before: &Whereabouts, record: &Record, handling: &Handling) -> Option<Oddity> {
    let tolerance = SignedDuration::from_mins(CLOCK_TOLERANCE_MINUTES);
    let record_id = record.id;
    if handling.happened_at.0.duration_since(record.recorded_at) > tolerance {
        return Some(Oddity::AheadOfClock { record: record_id });
    }
    if !handling.kind.moves_goods() {
        return None;
    }
    match before {
        Whereabouts::Delivered { .. } => Some(Oddity::AfterDelivery { record: record_id }),
        Whereabouts::Unknown | Whereabouts::At { .. } | Whereabouts::Aboard { .. } => {
            let fits = follows(before, &handling.kind, &handling.place);
            (!fits).then_some(Oddity::Gap { record: record_id })
        }
    }
}

/// Returns whether goods were where something was done with them.
fn follows(before: &Whereabouts, kind: &HandlingKind, at: &PlaceId) -> bool {
    match before {
        Whereabouts::Unknown => matches!(kind, HandlingKind::Received),
        Whereabouts::At { place, .. } => match kind {
            HandlingKind::Loaded(_) | HandlingKind::GaugeChanged | HandlingKind::Delivered => place == at,
            HandlingKind::Received
            | HandlingKind::Departed(_)
            | HandlingKind::Arrived(_)
            | HandlingKind::Unloaded(_)
            | HandlingKind::CustomsCleared
            | HandlingKind::Held(_)
            | HandlingKind::Released(_) => false,
        },
        Whereabouts::Aboard { vehicle, place, motion, .. } => match kind {
            HandlingKind::Arrived(by) => by == vehicle,
            HandlingKind::Departed(by) | HandlingKind::Unloaded(by) => {
                by == vehicle && place == at && *motion == Motion::Standing
            }
            HandlingKind::GaugeChanged | HandlingKind::Delivered => {
                place == at && *motion == Motion::Standing
            }
            HandlingKind::Received
            | HandlingKind::Loaded(_)
            | HandlingKind::CustomsCleared
            | HandlingKind::Held(_)
            | HandlingKind::Released(_) => false,
        },
        Whereabouts::Delivered { .. } => false,
    }
}

/// Judges the last step by the plan; what happened before the plan was made, by whether the plan leads on from there.
fn direction(
    consignment: &Consignment,
    plan: &Plan,
    whereabouts: &Whereabouts,
    last: Option<(&Record, &Handling)>,
) -> Direction {
    let Some((record, handling)) = last else { return Direction::OnPlan };
    let order = consignment.life().order();
    let is_right = if handling.happened_at.0 < plan.made_at {
        leads_on(plan, order.map(|order| &order.route.destination), whereabouts)
    } else {
        is_expected(plan, order, handling)
    };
    if is_right { Direction::OnPlan } else { Direction::Misdirected { record: record.id } }
}

fn leads_on(plan: &Plan, destination: Option<&PlaceId>, whereabouts: &Whereabouts) -> bool {
    match whereabouts {
        Whereabouts::Unknown => true,
        Whereabouts::At { place, .. } => {
            destination == Some(place) || plan.legs.iter().any(|leg| leg.from == *place)
        }
        Whereabouts::Aboard { vehicle, .. } => plan.legs.iter().any(|leg| leg.is_carried_by(vehicle)),
        Whereabouts::Delivered { place, .. } => destination == Some(place),
    }
}

/// Returns whether a step is one of the plan's.
fn is_expected(plan: &Plan, order: Option<&Order>, handling: &Handling) -> bool {
    let place = &handling.place;
    let mut legs = plan.legs.iter();
    match &handling.kind {
        HandlingKind::Received => order.is_some_and(|order| order.route.origin == *place),
        HandlingKind::Loaded(vehicle) => legs.any(|leg| leg.is_carried_by(vehicle) && leg.from == *place),
        HandlingKind::Unloaded(vehicle) => legs.any(|leg| leg.is_carried_by(vehicle) && leg.to == *place),
        // Calls between the ends are not in the plan; leaving the end with the goods is wrong.
        HandlingKind::Departed(vehicle) => legs.any(|leg| leg.is_carried_by(vehicle) && leg.to != *place),
        HandlingKind::Arrived(vehicle) => legs.any(|leg| leg.is_carried_by(vehicle)),
        HandlingKind::GaugeChanged => legs.any(|leg| leg.from == *place || leg.to == *place),
        HandlingKind::Delivered => order.is_some_and(|order| order.route.destination == *place),
        HandlingKind::CustomsCleared | HandlingKind::Held(_) | HandlingKind::Released(_) => true,
    }
}

fn next(consignment: &Consignment, plan: &Plan, whereabouts: &Whereabouts) -> Option<Expected> {
    match whereabouts {
        Whereabouts::Unknown => {
            let place = consignment.life().order()?.route.origin.clone();
            Some(Expected { step: NextStep::Receive, place, leg: None, planned: None })
        }
        Whereabouts::At { place, since } => {
            let mut onward: Vec<&PlanLeg> = plan.legs.iter().filter(|leg| leg.from == *place).collect();
            onward.sort_by_key(|leg| (leg.depart, leg.no));
            let in_time = onward.iter().find(|leg| leg.depart.timestamp() >= since.0).or(onward.last());
            match in_time {
                Some(leg) => Some(expected(NextStep::Load, &leg.from, leg)),
                None => deliver(consignment, place),
            }
        }
        Whereabouts::Aboard { vehicle, place, motion, .. } => {
            let mut rides = plan.legs.iter().filter(|leg| leg.is_carried_by(vehicle));
            let ends_here = rides.clone().find(|leg| leg.to == *place && *motion == Motion::Standing);
            let starts_here = rides.clone().find(|leg| leg.from == *place);
            match (ends_here, starts_here, motion) {
                (Some(leg), _, _) => Some(expected(NextStep::Unload, place, leg)),
                (None, Some(leg), Motion::Standing) => Some(expected(NextStep::Depart, place, leg)),
                (None, Some(leg), Motion::Moving) => Some(expected(NextStep::Arrive, &leg.to, leg)),
                (None, None, _) => rides.next().map(|leg| expected(NextStep::Arrive, &leg.to, leg)),
            }
        }
        Whereabouts::Delivered { .. } => None,
    }
}

fn deliver(consignment: &Consignment, place: &PlaceId) -> Option<Expected> {
    let destination = consignment.life().order().map(|order| &order.route.destination);
    let is_there = destination == Some(place);
    let expected = Expected { step: NextStep::Deliver, place: place.clone(), leg: None, planned: None };
    is_there.then_some(expected)
}

fn expected(step: NextStep, place: &PlaceId, leg: &PlanLeg) -> Expected {
    let planned = match step {
        NextStep::Load | NextStep::Depart => Some(leg.depart),
        NextStep::Arrive | NextStep::Unload => Some(leg.arrive),
        NextStep::Receive | NextStep::Deliver => None,
    };
    Expected { step, place: place.clone(), leg: Some(leg.no), planned }
}
