//! Why not: rules that closed a way, each proved by lifting it.
//!
//! For each rule the earliest arrival is searched once more with that rule lifted. Where it comes earlier, the rule is reported
//! at the place where the better itinerary breaks it; so every reason given is true by construction.

use lb_network::idx::{PlaceIdx, RunIdx, SectionIdx};

use crate::bounds::Bounds;
use crate::itinerary::{Itinerary, LegKind, rebuild};
use crate::plan::{QueryPlan, runs_needed};
use crate::planner::Planner;
use crate::query::{Criteria, Front, Query};
use crate::rules::{Rule, Rules};
use crate::scan::Scan;

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
    let query = Query { criteria: Criteria::ARRIVAL, front: Front::Exact, ..query.clone() };
    let mut found = Vec::new();
    for rule in Rule::ALL {
        if !may_bind(rule, &query) {
            continue;
        }
        let Some((itinerary, broken)) = lifted(planner, &query, query.lifted.with(rule)) else { continue };
        let arrival = itinerary.value.arrival;
        if best.is_none_or(|best| arrival + GAIN_MIN <= best) {
            let earlier = best.map(|best| best - arrival);
            found.extend(broken.into_iter().filter(|r| r.rule == rule).take(1).map(|r| Reason { earlier, ..r }));
        }
    }
    if found.is_empty() && best.is_none() {
        if let Some((_, broken)) = lifted(planner, &query, Rules::ALL) {
            for reason in broken {
                if !found.iter().any(|r| r.rule == reason.rule) {
                    found.push(reason);
                }
            }
        }
    }
    found.sort_by_key(|reason| (std::cmp::Reverse(reason.earlier), reason.rule));
    found
}

fn may_bind(rule: Rule, query: &Query) -> bool {
    match rule {
        Rule::Dangerous => query.dangerous.is_some(),
        Rule::Plugs => query.load.plugs > 0,
        Rule::Parcel => !query.share_parcel,
        Rule::Avoided => !query.avoid_crossings.is_empty() || !query.avoid_countries.is_empty(),
        Rule::PublishedOnly => query.published_only,
        Rule::Due => query.due.is_some(),
        Rule::Form
        | Rule::Capacity
        | Rule::CrossingStatus
        | Rule::Restriction
        | Rule::Quota
        | Rule::CutOff
        | Rule::Handling
        | Rule::Tariff => true,
    }
}

/// Returns the earliest itinerary with some rules lifted, and the rules it breaks with where it breaks them.
fn lifted(planner: &Planner, query: &Query, rules: Rules) -> Option<(Itinerary, Vec<Reason>)> {
    let query = Query { lifted: rules, ..query.clone() };
    let plan = QueryPlan::new(planner, &query);
    let bounds = Bounds::new(planner, &query, &plan);
    let scan = Scan::run(planner, &query, &plan, &bounds);
    let itinerary = rebuild(&scan, scan.ends.first()?);
    let broken = broken(&scan, &itinerary);
    Some((itinerary, broken))
}

fn broken(scan: &Scan<'_>, itinerary: &Itinerary) -> Vec<Reason> {
    let (planner, query) = (scan.planner, scan.query);
    let mut reasons = Vec::new();
    let mut available = itinerary.ready;
    for (i, leg) in itinerary.legs.iter().enumerate() {
        for stop in itinerary.stops.iter().filter(|stop| stop.before_leg == i && !matches!(leg.kind, LegKind::Access)) {
            available = stop.from + stop.reasons.iter().filter(|r| is_work(r.0)).map(|r| r.1).sum::<i32>();
        }
        let LegKind::Ride(ride) = leg.kind else { continue };
        let at = ReasonAt::Run(ride.section, ride.run);
        let node = crate::label::LegNode { section: ride.section, run: ride.run, call: ride.board, before: None, from: 0 };
        let section = &planner.corridor.sections[ride.section.at()];
        for rule in scan.broken(&node, ride.alight).iter() {
            let needed_has = match rule {
                Rule::Capacity => Some((runs_needed(&section.capacity, &query.load), i64::from(query.split_runs_max))),
                Rule::Parcel => section.parcel_min_t.map(|t| (t, query.load.mass_kg / 1_000)),
                Rule::Plugs => Some((query.load.plugs, section.capacity.plugs.unwrap_or(0))),
                Rule::Form | Rule::Dangerous | Rule::CrossingStatus | Rule::Restriction | Rule::Quota
                | Rule::Avoided | Rule::PublishedOnly | Rule::CutOff | Rule::Handling | Rule::Tariff | Rule::Due => None,
            };
            reasons.push(Reason { rule, at, minutes: None, needed_has, earlier: None });
        }
        let call = &section.calls[usize::from(ride.board)];
        let lead = call.cutoff.unwrap_or(0).max(scan.plan.places[call.place.at()].load);
        let late = available - (leg.depart - lead);
        if !ride.through && late > 0 {
            reasons.push(Reason { rule: Rule::CutOff, at, minutes: Some(late), needed_has: None, earlier: None });
        }
        for place in [leg.from, leg.to] {
            if planner.corridor.facility_for(place, query.load.form).is_none() && !through_place(itinerary, i, place) {
                let at = ReasonAt::Place(place);
                reasons.push(Reason { rule: Rule::Handling, at, minutes: None, needed_has: None, earlier: None });
            }
        }
    }
    if query.due.is_some_and(|due| itinerary.value.arrival > due) {
        let late = query.due.map(|due| itinerary.value.arrival - due);
        reasons.push(Reason { rule: Rule::Due, at: ReasonAt::Question, minutes: late, needed_has: None, earlier: None });
    }
    reasons
}

fn is_work(reason: crate::itinerary::StopReason) -> bool {
    use crate::itinerary::StopReason as R;
    matches!(reason, R::OpeningHours | R::Unload | R::Customs)
}

/// Returns whether a place is only passed by the run between two sections.
fn through_place(itinerary: &Itinerary, leg: usize, place: PlaceIdx) -> bool {
    let through = |i: usize| matches!(itinerary.legs.get(i).map(|l| l.kind), Some(LegKind::Ride(r)) if r.through);
    through(leg) && itinerary.legs[leg].from == place || through(leg + 1) && itinerary.legs[leg].to == place
}
