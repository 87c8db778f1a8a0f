//! Reach: the earliest arrival at every place, by one scan.

use std::collections::BTreeSet;

use lb_network::idx::{PlaceIdx, RunIdx, SectionIdx};

use crate::plan::QueryPlan;
use crate::planner::Planner;
use crate::query::Query;

/// Returns the earliest time (minutes since 1970 UTC) at which the query's load is available at each place, starting
/// from its origins; destinations, criteria and bounds of the query play no part. O(hops).
#[must_use]
pub fn earliest(planner: &Planner, query: &Query) -> Vec<Option<i32>> {
    let plan = QueryPlan::new(planner, query);
    let corridor = &planner.corridor;
    let mut reach = Reach { planner, query, plan: &plan, time: vec![None; corridor.places.len()] };
    let mut aboard: BTreeSet<(SectionIdx, RunIdx)> = BTreeSet::new();
    for origin in &query.origins {
        reach.reached(origin.place, query.ready + origin.minutes);
    }
    for hop in planner.timetable.hops(query.ready, query.horizon) {
        let section = &corridor.sections[hop.section.at()];
        let costs = &plan.sections[hop.section.at()];
        if !costs.closed.without(query.lifted).is_empty() {
            continue;
        }
        let position = usize::from(hop.call);
        let call = &section.calls[position];
        let place = &plan.places[call.place.at()];
        let lead = call.cutoff.unwrap_or(0).max(place.load);
        let ready = reach.time[call.place.at()].is_some_and(|time| time <= hop.depart - lead);
        if !aboard.remove(&(hop.section, hop.run)) && !(call.board && place.handled && ready) {
            continue;
        }
        let arrive = planner.timetable.calls(corridor, hop.section, hop.run)[position + 1].0;
        let closed = plan.hop_closed(hop.section, hop.run, hop.call, (hop.depart, arrive));
        if !closed.without(query.lifted).is_empty() {
            continue;
        }
        let next = &section.calls[position + 1];
        let there = &plan.places[next.place.at()];
        if next.alight && there.handled {
            let customs = if planner.same_country(section.calls[0].place, next.place) { 0 } else { there.customs };
            reach.reached(next.place, arrive + there.unload + customs);
        }
        if position + 2 < section.calls.len() {
            aboard.insert((hop.section, hop.run));
        } else if let Some(onward) = section.onward {
            aboard.insert((corridor.connections[onward.at()].to, hop.run));
        }
    }
    reach.time
}

struct Reach<'a> {
    planner: &'a Planner,
    query: &'a Query,
    plan: &'a QueryPlan,
    time: Vec<Option<i32>>,
}

impl Reach<'_> {
    fn reached(&mut self, place: PlaceIdx, time: i32) {
        let mut waiting = vec![(place, time)];
        while let Some((place, time)) = waiting.pop() {
            let corridor = &self.planner.corridor;
            let open = match corridor.facility_for(place, self.query.load.form) {
                Some(f) if !f.opening.is_always() => f.opening.next_open(time, &corridor.places[place.at()].zone),
                _ => Some(time),
            };
            let Some(time) = open.filter(|t| *t <= self.query.horizon) else { continue };
            if self.time[place.at()].is_some_and(|before| before <= time) {
                continue;
            }
            self.time[place.at()] = Some(time);
            for end in corridor.drayages_at(place) {
                if self.plan.drayage_open[end.drayage.at()] {
                    waiting.push((end.to, time + corridor.drayages[end.drayage.at()].minutes));
                }
            }
        }
    }
}
