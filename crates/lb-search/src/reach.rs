//! Reach: the earliest arrival at every place, by one scan.

use std::collections::BTreeMap;

use lb_network::idx::{PlaceIdx, RunIdx, SectionIdx};
use lb_network::timetable::Hop;

use crate::plan::{QueryPlan, is_modelled_stop, next_open, works_cargo};
use crate::planner::Planner;
use crate::query::Query;

/// Returns the earliest time (minutes since 1970 UTC) at which the query's load is available at each place, starting
/// from its origins; destinations, criteria and due time of the query play no part. O(hops).
#[must_use]
pub fn earliest(planner: &Planner, query: &Query) -> Vec<Option<i32>> {
    let plan = QueryPlan::new(planner, query);
    let time = vec![None; planner.corridor.places.len()];
    let mut reach = Reach { planner, query, plan: &plan, time, aboard: BTreeMap::new() };
    for origin in &query.origins {
        reach.reached(origin.place, query.ready + origin.minutes);
    }
    for hop in query.timetable(planner).hops(query.ready, query.horizon) {
        if plan.sections[hop.section.at()].closed.without(query.lifted).is_empty() {
            reach.hop(hop);
        }
    }
    reach.time
}

struct Reach<'a> {
    planner: &'a Planner,
    query: &'a Query,
    plan: &'a QueryPlan,
    time: Vec<Option<i32>>,
    /// The countries in which what is aboard a run was boarded: customs depend on them.
    aboard: BTreeMap<(SectionIdx, RunIdx), Vec<u16>>,
}

impl Reach<'_> {
    fn hop(&mut self, hop: &Hop) {
        let (planner, plan) = (self.planner, self.plan);
        let section = &planner.corridor.sections[hop.section.at()];
        let position = usize::from(hop.call);
        let call = &section.calls[position];
        let mut countries = self.aboard.remove(&(hop.section, hop.run)).unwrap_or_default();
        let limit = hop.depart - plan.lead(planner, self.query, hop.section, position);
        let is_ready = self.time[call.place.at()].is_some_and(|time| time <= limit);
        let country = planner.country[call.place.at()];
        if call.board
            && works_cargo(self.query, is_modelled_stop(call))
            && plan.places[call.place.at()].handled
            && is_ready
            && !countries.contains(&country)
        {
            countries.push(country);
        }
        let Some(arrive) = plan.arrival(planner, hop.section, hop.run, position + 1) else { return };
        let closed = plan.runs_closed(planner, (hop.section, hop.run, hop.call), (hop.depart, arrive));
        if countries.is_empty() || !closed.without(self.query.lifted).is_empty() {
            return;
        }
        let next = &section.calls[position + 1];
        let there = &plan.places[next.place.at()];
        if next.alight && works_cargo(self.query, is_modelled_stop(next)) && there.handled {
            let abroad = !countries.contains(&planner.country[next.place.at()]);
            let work = there.unload + if abroad { there.customs } else { 0 };
            if let Some(start) = next_open(planner, self.query, next.place, arrive) {
                self.available(next.place, start + work);
            }
        }
        if position + 2 < section.calls.len() {
            self.aboard.insert((hop.section, hop.run), countries);
        } else if let Some(onward) = section.onward {
            let connection = &planner.corridor.connections[onward.at()];
            let shut = plan.connection_closed(planner, hop.section, hop.run);
            if shut.without(self.query.lifted).is_empty() {
                self.aboard.insert((connection.to, hop.run), countries);
            }
        }
    }

    /// Cargo was brought to a place: it is available once the place opens.
    fn reached(&mut self, place: PlaceIdx, minute: i32) {
        if let Some(time) = next_open(self.planner, self.query, place, minute) {
            self.available(place, time);
        }
    }

    /// Cargo is available at a place, and moves on from it on demand.
    fn available(&mut self, place: PlaceIdx, time: i32) {
        if time > self.query.horizon || self.time[place.at()].is_some_and(|before| before <= time) {
            return;
        }
        self.time[place.at()] = Some(time);
        let corridor = &self.planner.corridor;
        for end in corridor.drayages_at(place) {
            if self.plan.drayage_open[end.drayage.at()] {
                self.reached(end.to, time + corridor.drayages[end.drayage.at()].minutes);
            }
        }
    }
}
