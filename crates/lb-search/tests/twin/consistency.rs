//! Whether an itinerary's legs and stops add up to its value.

use lb_network::delay::PPM;
use lb_search::itinerary::{Itinerary, LegKind};
use lb_search::{Access, Planner, Query};

use crate::terms::Terms;
use crate::ways::Values;

/// Returns an itinerary's values.
pub fn values(itinerary: &Itinerary) -> Values {
    let value = &itinerary.value;
    let missing = PPM - value.reliability;
    let (handlings, rides) = (i64::from(value.handlings), i64::from(value.rides));
    [i64::from(value.arrival), value.cost, value.co2e, handlings, rides, missing]
}

/// Returns what does not add up.
pub fn faults(planner: &Planner, query: &Query, itinerary: &Itinerary) -> Vec<String> {
    let mut faults = Vec::new();
    let mut equal = |what: &str, expected: i64, found: i64| {
        if expected != found {
            faults.push(format!("{what}: expected {expected}, found {found}"));
        }
    };
    let terms = Terms::new(&planner.corridor, &planner.timetable, query, query.lifted);
    let (legs, stops, value) = (&itinerary.legs, &itinerary.stops, &itinerary.value);
    let cents = legs.iter().map(|leg| leg.cents).sum::<i64>()
        + stops.iter().map(|stop| stop.lift_cents + stop.storage_cents).sum::<i64>()
        + itinerary.capital_cents;
    equal("rides", i64::from(value.rides), i64::from(itinerary.rides));
    equal("cents of legs, lifts, storage and capital", value.cost, cents);
    let rides: Vec<_> = legs.iter().filter_map(|leg| ride(leg.kind)).collect();
    let boarded = i64::try_from(rides.iter().filter(|ride| !ride.through).count()).unwrap();
    equal("rides", i64::from(itinerary.rides), boarded);
    let grams = legs.iter().map(|leg| leg.grams).sum::<i64>() + 2 * boarded * terms.lift_grams;
    equal("grams of legs and lifts", value.co2e, grams);
    let lifts = stops.iter().map(|stop| i64::from(stop.handlings)).sum();
    equal("handlings of stops", i64::from(value.handlings), lifts);
    let mut at = itinerary.ready;
    for (i, leg) in legs.iter().enumerate() {
        let waits: Vec<_> = stops.iter().filter(|stop| stop.before_leg == i).collect();
        for stop in waits {
            equal("a stop begins when the leg before it ends", i64::from(at), i64::from(stop.from));
            equal("a stop ends when the leg after it begins", i64::from(leg.depart), i64::from(stop.to));
            equal("a stop is where the leg after it begins", row(leg.from), row(stop.place));
            at = stop.to;
        }
        let leaves_door = i == 0 && matches!(leg.kind, LegKind::Access);
        // A truck may come to the door long after the cargo is ready there.
        if !leaves_door {
            equal(
                "a leg begins when the one before it, or its stop, ends",
                i64::from(at),
                i64::from(leg.depart),
            );
        }
        equal("legs take time", 1, i64::from(leg.arrive > leg.depart));
        if let Some(next) = legs.get(i + 1) {
            equal("legs join", row(leg.to), row(next.from));
        }
        at = leg.arrive;
    }
    for stop in stops.iter().filter(|stop| stop.before_leg == legs.len()) {
        equal("the last stop begins when the last leg ends", i64::from(at), i64::from(stop.from));
        at = stop.to;
    }
    equal("arrival", i64::from(value.arrival), i64::from(at));
    for stop in stops {
        let minutes = stop.reasons.iter().map(|(_, minutes)| minutes).sum::<i32>();
        equal("reasons of a stop", i64::from(stop.to - stop.from), i64::from(minutes));
        let least = stop.reasons.iter().map(|(_, minutes)| *minutes).min().unwrap_or(1);
        equal("reasons take time", 1, i64::from(least > 0));
    }
    ends(query, itinerary, &mut equal);
    faults
}

fn ends(query: &Query, itinerary: &Itinerary, equal: &mut impl FnMut(&str, i64, i64)) {
    let serves = |ends: &[Access], place| i64::from(ends.iter().any(|end| Some(end.place) == place));
    let first = itinerary.legs.first().map(|leg| leg.from);
    let last = itinerary.legs.last().map(|leg| leg.to);
    equal("starts at an origin", 1, serves(&query.origins, first));
    equal("ends at a destination", 1, serves(&query.destinations, last));
    equal("begins no earlier than ready", 1, i64::from(itinerary.departure() >= query.ready));
    equal("arrives within the horizon", 1, i64::from(itinerary.value.arrival <= query.horizon));
}

const fn ride(kind: LegKind) -> Option<lb_search::itinerary::RideLeg> {
    match kind {
        LegKind::Ride(ride) => Some(ride),
        LegKind::Access | LegKind::Drayage(_) => None,
    }
}

fn row(place: lb_network::idx::PlaceIdx) -> i64 {
    i64::from(place.0)
}
