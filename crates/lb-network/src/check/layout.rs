//! Floor plans of hubs: what cannot stand where it stands, and figures that nobody has seen.

mod equipment;
mod ground;
mod tariff;
mod wagons;

use std::collections::BTreeSet;

use lb_base::{Length, Mass};

use super::problem;
use crate::corridor::Corridor;
use crate::layout::{Layout, Layouts};
use crate::problem::Problem;

/// The facilities of a hub lie within this of its place, kilometres.
const HUB_KM_MAX: f64 = 15.0;

pub(super) fn check(corridor: &Corridor, problems: &mut Vec<Problem>) {
    for hub in corridor.layouts.hubs.values() {
        facilities(corridor, hub, problems);
        shifts(hub, problems);
        railways(&corridor.layouts, hub, problems);
        ground::check(corridor, hub, problems);
        equipment::check(hub, problems);
        tariff::check(hub, problems);
    }
    wagons::check(&corridor.layouts, problems);
}

/// A facility belongs to one hub, beside the others.
fn facilities(corridor: &Corridor, hub: &Layout, problems: &mut Vec<Problem>) {
    let mut bad = |code, expected: String, found: String| {
        problems.push(problem("hubs.csv", hub.line, "facilities", code, (expected, found)));
    };
    let home = corridor.places.iter().find(|place| place.id == hub.place);
    for (at, id) in hub.facilities.iter().enumerate() {
        if hub.facilities[..at].contains(id) {
            bad("corridor.facility_of_two_hubs", "every facility once".to_owned(), format!("`{id}` again"));
        }
        let others =
            corridor.layouts.hubs.values().filter(|other| other.id != hub.id && other.line < hub.line);
        for other in others.filter(|other| other.facilities.contains(id)) {
            let found = format!("`{id}`, which {} has on line {}", other.id, other.line);
            bad("corridor.facility_of_two_hubs", "every facility at one hub".to_owned(), found);
        }
        let Some(facility) = corridor.facilities.iter().find(|facility| facility.id == *id) else { continue };
        let there = &corridor.places[facility.place.at()];
        if let Some(km) = home.map(|home| home.point.distance_km(there.point)).filter(|km| *km > HUB_KM_MAX) {
            let expected = format!("facilities within {HUB_KM_MAX} km of {}", hub.place);
            bad("corridor.facility_too_far", expected, format!("{id} at {}, {km:.0} km away", there.id));
        }
    }
}

/// Wagons on every track are loaded by the rules of some railway of the hub.
fn railways(layouts: &Layouts, hub: &Layout, problems: &mut Vec<Problem>) {
    let gauges: BTreeSet<u32> = hub.tracks.values().flat_map(|track| track.gauges.iter().copied()).collect();
    for gauge in gauges.into_iter().filter(|gauge| layouts.railway_at(hub, *gauge).is_none()) {
        let what = (format!("a railway of {gauge} mm, as its tracks have"), "none");
        problems.push(problem("hubs.csv", hub.line, "railways", "corridor.no_railway_of_gauge", what));
    }
}

fn shifts(hub: &Layout, problems: &mut Vec<Problem>) {
    if hub.shifts.is_empty() || hub.shifts.windows(2).any(|pair| pair[0] >= pair[1]) {
        let found: Vec<String> = hub.shifts.iter().map(u16::to_string).collect();
        let found = if found.is_empty() { "none".to_owned() } else { found.join(";") };
        let what = ("at least one shift, ascending", found);
        problems.push(problem("hubs.csv", hub.line, "shifts", "corridor.shifts_not_ascending", what));
    }
}

/// A row that is looked at: its figures are compared with what has been seen anywhere.
struct Row<'a> {
    file: &'static str,
    line: u64,
    problems: &'a mut Vec<Problem>,
}

impl Row<'_> {
    fn bad(&mut self, column: &str, code: &'static str, expected: impl ToString, found: impl ToString) {
        self.problems.push(problem(self.file, self.line, column, code, (expected, found)));
    }

    /// A count within a range.
    fn count(&mut self, column: &str, value: impl Into<i64>, (least, most): (i64, i64)) {
        let value = value.into();
        if !(least..=most).contains(&value) {
            self.bad(column, "corridor.implausible", format!("{least} to {most}"), value);
        }
    }

    /// A length within a range of metres.
    fn metres(&mut self, column: &str, value: Length, (least, most): (i64, i64)) {
        if !(Length::from_metres(least)..=Length::from_metres(most)).contains(&value) {
            self.bad(column, "corridor.implausible", format!("{least} to {most} m"), value);
        }
    }

    /// A mass within a range of tonnes.
    fn tonnes(&mut self, column: &str, value: Mass, (least, most): (i64, i64)) {
        if !(Mass::from_tonnes(least)..=Mass::from_tonnes(most)).contains(&value) {
            self.bad(column, "corridor.implausible", format!("{least} to {most} t"), value);
        }
    }
}
