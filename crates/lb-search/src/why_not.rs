//! Why not: rules that closed a way, each proved by lifting it.
//!
//! For each rule the earliest arrival is searched once more with that rule lifted. Where it comes earlier, the rule is reported
//! at the place where the better itinerary breaks it; so every reason given is true by construction.

use lb_network::idx::{CrossingIdx, DrayageIdx, PlaceIdx, RunIdx, SectionIdx};

use crate::bounds::Bounds;
use crate::ends::End;
use crate::itinerary::{Itinerary, Leg, LegKind, RideLeg, rebuild};
use crate::label::{Came, LegNode};
use crate::plan::{QueryPlan, is_modelled_stop, runs_needed};
use crate::planner::Planner;
use crate::query::{Criteria, Front, Query};
use crate::rules::{Rule, Rules};
use crate::search::{Search, at};

/// An arrival earlier by less than this is not worth a word, minutes.
const GAIN_MIN: i32 = 12 * 60;

/// A rule that closed a way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The rule.
    pub rule: Rule,
    /// Where it binds.
    pub at: ReasonAt,
    /// Minutes: how late for the cut-off, where the rule is one.
    pub minutes: Option<i32>,
    /// What the load needs and what a run has, where the rule is about capacity or a parcel.
    pub needed_has: Option<(i64, i64)>,
    /// Minutes by which the arrival would be earlier; `None` when nothing arrives with the rule.
    pub earlier: Option<i32>,
    /// Whether lifting this rule alone opens the way; else it closes it together with the others that are not alone.
    pub alone: bool,
}

/// Where a rule binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReasonAt {
    /// A run of a section.
    Run(SectionIdx, RunIdx),
    /// A place.
    Place(PlaceIdx),
    /// The question itself.
    Question,
}

/// Returns the rules that alone keep an earlier arrival (or any) away; when no single rule does, all rules that the best
/// itinerary without any rule breaks. `best` is the earliest arrival found with every rule in force.
#[must_use]
pub fn reasons(planner: &Planner, query: &Query, best: Option<i32>) -> Vec<Reason> {
    let plan = QueryPlan::new(planner, query);
    // Only an arrival that is earlier by enough is worth looking for.
    let horizon = best.map_or(query.horizon, |best| query.horizon.min(best - GAIN_MIN + 1));
    let query =
        Query { criteria: Criteria::ARRIVAL, front: Front::Exact, horizon, window: None, ..query.clone() };
    let mut found = Vec::new();
    for rule in Rule::ALL {
        if !may_bind(planner, rule, &query, &plan) {
            continue;
        }
        let Some((itinerary, broken)) = lifted(planner, &query, query.lifted.with(rule)) else { continue };
        let arrival = itinerary.value.arrival;
        if best.is_none_or(|best| arrival + GAIN_MIN <= best) {
            let earlier = best.map(|best| best - arrival);
            found.extend(broken.into_iter().filter(|r| r.rule == rule).take(1).map(|r| Reason {
                earlier,
                alone: true,
                ..r
            }));
        }
    }
    if found.is_empty()
        && best.is_none()
        && let Some((_, broken)) = lifted(planner, &query, Rules::ALL)
    {
        for reason in broken {
            if !found.iter().any(|r| r.rule == reason.rule) {
                found.push(reason);
            }
        }
    }
    found.sort_by_key(|reason| (std::cmp::Reverse(reason.earlier), reason.rule));
    found
}

/// Returns whether a rule closes anything at all for this query.
fn may_bind(planner: &Planner, rule: Rule, query: &Query, plan: &QueryPlan) -> bool {
    let closes_section = plan.sections.iter().any(|section| section.closed.has(rule));
    match rule {
        Rule::CutOff | Rule::Handling => true,
        Rule::Due => query.due.is_some(),
        Rule::Quota => !plan.over_quota.is_empty(),
        Rule::CrossingHours => planner.corridor.crossings.iter().any(|c| !c.opening.is_always()),
        Rule::PublishedOnly => query.published_only,
        Rule::SoldOut => {
            query.live.as_ref().is_some_and(|live| !live.taken.is_empty() || !live.full.is_empty())
        }
        Rule::Cancelled => query.live.as_ref().is_some_and(|live| !live.cancelled.is_empty()),
        Rule::Restriction => plan.sections.iter().any(|section| !section.dated.is_empty()),
        Rule::Avoided => !query.avoid_crossings.is_empty() || !query.avoid_countries.is_empty(),
        Rule::Form => closes_section || !plan.drayage_open.iter().all(|open| *open),
        Rule::CrossingStatus => {
            let shut = |c: CrossingIdx| !planner.corridor.crossings[c.at()].is_open();
            closes_section || planner.corridor.connections.iter().any(|c| c.crossing.is_some_and(shut))
        }
        Rule::Capacity | Rule::Plugs | Rule::Parcel | Rule::Dangerous | Rule::Tariff => closes_section,
    }
}

/// Returns the earliest itinerary with some rules lifted, and the rules it breaks with where it breaks them.
fn lifted(planner: &Planner, query: &Query, rules: Rules) -> Option<(Itinerary, Vec<Reason>)> {
    let query = Query { lifted: rules, ..query.clone() };
    let plan = QueryPlan::new(planner, &query);
    let bounds = Bounds::new(planner, &query, &plan);
    let search = Search::run(planner, &query, &plan, &bounds, &[]);
    let end = search.ends.kept.first()?;
    let itinerary = rebuild(&search, end);
    let broken = broken(&search, end, &itinerary);
    Some((itinerary, broken))
}

/// A reason that says no more than where its rule binds.
const fn plain(rule: Rule, at: ReasonAt) -> Reason {
    Reason { rule, at, minutes: None, needed_has: None, earlier: None, alone: false }
}

fn broken(search: &Search<'_>, end: &End, itinerary: &Itinerary) -> Vec<Reason> {
    let query = search.query;
    let mut reasons = Vec::new();
    let mut available = availabilities(search, end).into_iter();
    for (i, leg) in itinerary.legs.iter().enumerate() {
        match leg.kind {
            LegKind::Access => {}
            LegKind::Drayage(drayage) => broken_by_drayage(search, leg, drayage, &mut reasons),
            LegKind::Ride(ride) => {
                broken_by_ride(search, ride, &mut reasons);
                let available = if ride.through { None } else { available.next() };
                let late = available.map_or(0, |time| time - (leg.depart - written_lead(search, ride)));
                if late > 0 {
                    let reason = plain(Rule::CutOff, ReasonAt::Run(ride.section, ride.run));
                    reasons.push(Reason { minutes: Some(late), ..reason });
                }
                // Where the cargo stays with the run from one section to the next, nothing is handled.
                let calls = &search.planner.corridor.sections[ride.section.at()].calls;
                for (place, call, stays) in [
                    (leg.from, ride.board, is_through(itinerary, i)),
                    (leg.to, ride.alight, is_through(itinerary, i + 1)),
                ] {
                    if !stays && query.published_only && is_modelled_stop(&calls[usize::from(call)]) {
                        let run = ReasonAt::Run(ride.section, ride.run);
                        reasons.push(plain(Rule::PublishedOnly, run));
                    }
                    if !stays && search.planner.corridor.facility_for(place, query.load.form).is_none() {
                        reasons.push(plain(Rule::Handling, ReasonAt::Place(place)));
                    }
                }
            }
        }
    }
    if let Some(due) = query.due.filter(|due| itinerary.value.arrival > *due) {
        let minutes = Some(itinerary.value.arrival - due);
        reasons.push(Reason { minutes, ..plain(Rule::Due, ReasonAt::Question) });
    }
    reasons
}

/// Returns when the cargo was available for each run that it boarded.
fn availabilities(search: &Search<'_>, end: &End) -> Vec<i32> {
    let mut times = Vec::new();
    let mut number = end.label;
    while number != u32::MAX {
        let label = &search.labels[at(number)];
        if let Came::Ride { leg, .. } = label.came {
            times.push(search.labels[at(search.legs[at(leg)].from)].time);
        }
        number = label.before;
    }
    times.reverse();
    times
}

/// Minutes before departure by which cargo must be available, the rule lifted or not.
fn written_lead(search: &Search<'_>, ride: RideLeg) -> i32 {
    let call = &search.planner.corridor.sections[ride.section.at()].calls[usize::from(ride.board)];
    call.cutoff.unwrap_or(0).max(search.plan.places[call.place.at()].load)
}

fn broken_by_ride(search: &Search<'_>, ride: RideLeg, reasons: &mut Vec<Reason>) {
    let (corridor, query) = (&search.planner.corridor, search.query);
    let section = &corridor.sections[ride.section.at()];
    let run = ReasonAt::Run(ride.section, ride.run);
    let node = LegNode { section: ride.section, run: ride.run, call: ride.board, before: None, from: 0 };
    let mut rules = search.broken(&node, ride.alight);
    if let Some(joined) = corridor.connections.iter().find(|c| ride.through && c.to == ride.section) {
        rules = rules.and(search.plan.connection_closed(search.planner, joined.from, ride.run));
    }
    for rule in rules.iter() {
        let needed_has = match rule {
            Rule::Capacity => {
                Some((runs_needed(&section.capacity, &query.load), i64::from(query.split_runs_max)))
            }
            Rule::Parcel => section.parcel_min_t.map(|t| (t, query.load.mass_kg / 1_000)),
            Rule::Plugs => Some((query.load.plugs, section.capacity.plugs.unwrap_or(0))),
            Rule::Form
            | Rule::Dangerous
            | Rule::CrossingStatus
            | Rule::CrossingHours
            | Rule::SoldOut
            | Rule::Cancelled
            | Rule::Restriction
            | Rule::Quota
            | Rule::Avoided
            | Rule::PublishedOnly
            | Rule::CutOff
            | Rule::Handling
            | Rule::Tariff
            | Rule::Due => None,
        };
        reasons.push(Reason { needed_has, ..plain(rule, run) });
    }
}

fn broken_by_drayage(search: &Search<'_>, leg: &Leg, drayage: DrayageIdx, reasons: &mut Vec<Reason>) {
    let (corridor, query) = (&search.planner.corridor, search.query);
    if !corridor.drayages[drayage.at()].forms.has(query.load.form) {
        reasons.push(plain(Rule::Form, ReasonAt::Place(leg.from)));
    }
    for place in [leg.from, leg.to] {
        if query.avoid_countries.contains(&corridor.places[place.at()].country) {
            reasons.push(plain(Rule::Avoided, ReasonAt::Place(place)));
        }
    }
}

/// Returns whether a leg goes on with the run of the leg before it.
fn is_through(itinerary: &Itinerary, leg: usize) -> bool {
    matches!(itinerary.legs.get(leg).map(|leg| leg.kind), Some(LegKind::Ride(ride)) if ride.through)
}
