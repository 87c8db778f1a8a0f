//! One query held against every section and place: what is closed by which rule, and what things cost and emit.

use std::collections::BTreeSet;

use lb_network::Corridor;
use lb_network::idx::{CrossingIdx, PlaceIdx, RunIdx, SectionIdx};
use lb_network::model::{Call, Capacity, Effect, Form, Per, Restriction, Section, Tariff, Target};
use lb_network::opening::local_date;

use crate::charge;
use crate::planner::Planner;
use crate::query::{Load, Query};
use crate::rules::{Rule, Rules};

/// Most runs that a split shipment may take.
const SPLIT_RUNS_MAX: i64 = 60;

/// What a query finds at one section.
#[derive(Clone, Debug, Default)]
pub(crate) struct SectionPlan {
    /// Rules that close the whole section, lifted ones included.
    pub closed: Rules,
    /// Fixed charge of a ride, cents.
    pub fixed: i64,
    /// Charge per hop, cents.
    pub hop_cents: Vec<i64>,
    /// Grams per hop.
    pub hop_grams: Vec<i64>,
    /// Rules that close one hop.
    pub hop_closed: Vec<Rules>,
    /// Restrictions (index) that close hops in their time, with the hops they close (`None` = all).
    pub dated: Vec<(usize, Option<u16>)>,
    /// Successive runs the load takes.
    pub runs: u32,
}

/// What a query finds at one place.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct PlacePlan {
    /// Whether a facility handles the form, or that rule is lifted.
    pub handled: bool,
    /// Cents of one lift of the load.
    pub lift: i64,
    /// Minutes of an unload.
    pub unload: i32,
    /// Minutes of a load.
    pub load: i32,
    /// Minutes of customs.
    pub customs: i32,
    /// Free days.
    pub free_days: i32,
    /// Cents of storage a day.
    pub storage: i64,
}

/// A query held against the corridor.
#[derive(Debug)]
pub(crate) struct QueryPlan {
    pub sections: Vec<SectionPlan>,
    pub places: Vec<PlacePlan>,
    pub drayage_cents: Vec<i64>,
    pub drayage_grams: Vec<i64>,
    pub drayage_open: Vec<bool>,
    /// Runs of a section that a quota shuts out.
    pub over_quota: BTreeSet<(SectionIdx, RunIdx)>,
    /// Grams of one lift.
    pub lift_grams: i64,
    /// Restrictions that concern the cargo.
    pub restrictions: Vec<Restriction>,
}

impl QueryPlan {
    /// Holds a query against the corridor. O(calls + places).
    pub fn new(planner: &Planner, query: &Query) -> Self {
        let corridor = &planner.corridor;
        let restrictions: Vec<Restriction> =
            corridor.restrictions.iter().filter(|r| concerns(r, query)).cloned().collect();
        let mut plan = Self {
            sections: corridor.sections.iter().map(|s| section_plan(corridor, query, s, &restrictions)).collect(),
            places: (0..corridor.places.len()).map(|p| place_plan(corridor, query, PlaceIdx::new(p))).collect(),
            drayage_cents: corridor.drayages.iter().map(|d| charge::priced(d.price, d.per, &query.load)).collect(),
            drayage_grams: corridor
                .drayages
                .iter()
                .map(|d| charge::transport_grams(corridor.factors[d.factor.at()].mg_per_tkm, &query.load, d.metres))
                .collect(),
            drayage_open: corridor.drayages.iter().map(|d| drayage_open(corridor, query, d)).collect(),
            over_quota: BTreeSet::new(),
            lift_grams: hub_factor(corridor, query.load.form),
            restrictions,
        };
        plan.lift_grams = charge::lift_grams(plan.lift_grams, &query.load);
        split_alike(corridor, &mut plan.sections);
        plan.quotas(planner, query);
        plan
    }

    /// Returns the rules that close a hop of a run, lifted ones included. `depart..arrive` in minutes.
    pub fn hop_closed(&self, section: SectionIdx, run: RunIdx, hop: u16, (depart, arrive): (i32, i32)) -> Rules {
        let plan = &self.sections[section.at()];
        let mut closed = plan.hop_closed[usize::from(hop)];
        for (restriction, only) in &plan.dated {
            let restriction = &self.restrictions[*restriction];
            let in_force = restriction.from.is_none_or(|from| arrive >= from)
                && restriction.to.is_none_or(|to| depart < to)
                && only.is_none_or(|only| only == hop);
            closed.add_if(in_force, Rule::Restriction);
        }
        closed.add_if(!self.over_quota.is_empty() && self.over_quota.contains(&(section, run)), Rule::Quota);
        closed
    }

    /// A quota of n runs a day lets the first n runs of a local day pass, in the order of their departure.
    fn quotas(&mut self, planner: &Planner, query: &Query) {
        let corridor = &planner.corridor;
        for restriction in self.restrictions.iter().filter(|r| matches!(r.effect, Effect::Quota { .. })) {
            let (Effect::Quota { per_day }, Target::Crossing(crossing)) = (restriction.effect, restriction.target) else {
                continue;
            };
            let Some(place) = corridor.crossings[crossing.at()].from else { continue };
            let zone = &corridor.places[place.at()].zone;
            let mut passing = Vec::new();
            for (i, section) in corridor.sections.iter().enumerate() {
                let carries = section.forms.has(query.load.form) && section.crossings.contains(&crossing);
                let hop = passing_hop(corridor, section, crossing).unwrap_or(0);
                if !carries {
                    continue;
                }
                for run in planner.timetable.runs_of(section.service) {
                    let depart = planner.timetable.calls(corridor, SectionIdx::new(i), run)[usize::from(hop)].1;
                    let in_force = restriction.from.is_none_or(|from| depart >= from)
                        && restriction.to.is_none_or(|to| depart < to);
                    if in_force && depart >= query.ready && depart < query.horizon {
                        passing.push((local_date(depart, zone), depart, SectionIdx::new(i), run));
                    }
                }
            }
            passing.sort_unstable();
            let mut before = None;
            let mut passed = 0;
            for (date, _, section, run) in passing {
                passed = if before == Some(date) { passed + 1 } else { 1 };
                before = Some(date);
                if passed > per_day {
                    self.over_quota.insert((section, run));
                }
            }
        }
    }
}

fn concerns(restriction: &Restriction, query: &Query) -> bool {
    let goods = restriction.hs.as_ref().is_none_or(|prefix| query.hs.is_within(prefix));
    let form = restriction.forms.is_empty() || restriction.forms.has(query.load.form);
    restriction.effect == Effect::Closed || goods && form
}

/// Emission of a lift, milligrams per tonne: the hub factor named for bulk or boxes.
fn hub_factor(corridor: &Corridor, form: Form) -> i64 {
    let id = if form == Form::Bulk { "F-HUB-BULK" } else { "F-HUB-BOX" };
    corridor.factors.iter().find(|f| f.id.as_str() == id).map_or(0, |f| f.mg_per_t)
}

fn place_plan(corridor: &Corridor, query: &Query, place: PlaceIdx) -> PlacePlan {
    let Some(facility) = corridor.facility_for(place, query.load.form) else {
        return PlacePlan { handled: query.lifted.has(Rule::Handling), ..PlacePlan::default() };
    };
    let Some(handling) = &facility.handling[query.load.form.index()] else { return PlacePlan::default() };
    let rate = charge::rate_minutes(handling, &query.load);
    let (price, per) = match query.load.form {
        Form::Box | Form::Reefer => (facility.storage_teu_day, Per::Teu),
        Form::Bulk | Form::Roro => (facility.storage_t_day, Per::Tonne),
    };
    PlacePlan {
        handled: true,
        lift: charge::priced(handling.price, handling.per, &query.load),
        unload: handling.unload + rate,
        load: handling.load + rate,
        customs: handling.customs,
        free_days: facility.free_days,
        storage: charge::priced(price, per, &query.load),
    }
}

fn drayage_open(corridor: &Corridor, query: &Query, drayage: &lb_network::model::Drayage) -> bool {
    let avoided = |place: PlaceIdx| query.avoid_countries.contains(&corridor.places[place.at()].country);
    let form = drayage.forms.has(query.load.form);
    (form || query.lifted.has(Rule::Form))
        && (query.lifted.has(Rule::Avoided) || !avoided(drayage.from) && !avoided(drayage.to))
}

fn section_plan(corridor: &Corridor, query: &Query, section: &Section, restrictions: &[Restriction]) -> SectionPlan {
    let load = &query.load;
    let tariff = tariff_of(section, query);
    let factor = &corridor.factors[section.factor.at()];
    let moves: Vec<i64> = section.calls.iter().skip(1).map(|call| call.metres).collect();
    let hop_cents = |tariff: &Tariff| {
        let cents = moves.iter().map(|&m| charge::priced_distance(tariff.per_km_e8, tariff.per, load, m));
        cents.collect()
    };
    let mut plan = SectionPlan {
        closed: Rules::NONE,
        fixed: tariff.map_or(0, |t| charge::priced(t.fixed, t.per, load)),
        hop_cents: tariff.map_or_else(|| vec![0; moves.len()], hop_cents),
        hop_grams: moves.iter().map(|&m| charge::transport_grams(factor.mg_per_tkm, load, m)).collect(),
        hop_closed: vec![Rules::NONE; moves.len()],
        dated: Vec::new(),
        runs: 1,
    };
    let needed = runs_needed(&section.capacity, load);
    let parcel = section.parcel_min_t.is_some_and(|least| load.mass_kg < least * 1_000);
    let modelled = corridor.is_modelled(section.service);
    plan.closed.add_if(!section.forms.has(load.form), Rule::Form);
    plan.closed.add_if(needed > i64::from(query.split_runs_max), Rule::Capacity);
    plan.closed.add_if(load.plugs > 0 && section.capacity.plugs.unwrap_or(0) == 0, Rule::Plugs);
    plan.closed.add_if(parcel && !query.share_parcel, Rule::Parcel);
    plan.closed.add_if(query.dangerous.as_ref().is_some_and(|c| !section.dangerous.accepts(c)), Rule::Dangerous);
    plan.closed.add_if(query.published_only && modelled, Rule::PublishedOnly);
    plan.closed.add_if(tariff.is_none() && section.forms.has(load.form), Rule::Tariff);
    let shut = |c: &CrossingIdx| !corridor.crossings[c.at()].is_open();
    plan.closed.add_if(section.crossings.iter().any(shut), Rule::CrossingStatus);
    if !plan.closed.has(Rule::Capacity) {
        plan.runs = u32::try_from(needed.clamp(1, SPLIT_RUNS_MAX)).unwrap_or(1);
    }
    avoidances(corridor, query, section, &mut plan);
    for (i, restriction) in restrictions.iter().enumerate() {
        dated(corridor, section, i, restriction, &mut plan);
    }
    plan
}

/// Returns the tariff for the load's form in force when the cargo is ready; one for the form wins over one for any.
pub(crate) fn tariff_of<'a>(section: &'a Section, query: &Query) -> Option<&'a Tariff> {
    let day = lb_base::Minute::new(query.ready).zoned(&lb_base::Zone::UTC).date();
    let valid = |t: &&Tariff| t.valid_from.is_none_or(|d| d <= day) && t.valid_to.is_none_or(|d| day <= d);
    let fits = |t: &&Tariff| t.form.is_none_or(|form| form == query.load.form);
    section.tariffs.iter().filter(valid).filter(fits).max_by_key(|t| t.form.is_some())
}

/// Returns how many runs the load takes; more than can be counted where a run carries nothing of it.
pub(crate) fn runs_needed(capacity: &Capacity, load: &Load) -> i64 {
    let share = |needed_e3: i64, has: Option<i64>| match has {
        Some(has) if has > 0 => (needed_e3 + has * 1_000 - 1) / (has * 1_000),
        Some(_) if needed_e3 > 0 => i64::MAX,
        _ => 1,
    };
    let boxes = matches!(load.form, Form::Box | Form::Reefer);
    let wagons = if boxes && capacity.teu.is_some() { 0 } else { load.wagons_e3 };
    [
        share(load.teu_e3, capacity.teu),
        share(wagons, capacity.wagons),
        share(load.mass_kg, capacity.tonnes),
        share(load.plugs * 1_000, capacity.plugs),
        share(load.lane_m_e3, if load.form == Form::Roro { capacity.deck_m } else { None }),
    ]
    .into_iter()
    .max()
    .unwrap_or(1)
    .max(1)
}

fn avoidances(corridor: &Corridor, query: &Query, section: &Section, plan: &mut SectionPlan) {
    for crossing in section.crossings.iter().filter(|c| query.avoid_crossings.contains(c)) {
        match passing_hop(corridor, section, *crossing) {
            Some(hop) => plan.hop_closed[usize::from(hop)].add_if(true, Rule::Avoided),
            None => plan.closed.add_if(true, Rule::Avoided),
        }
    }
    if query.avoid_countries.is_empty() {
        return;
    }
    let avoided = |place: PlaceIdx| query.avoid_countries.contains(&corridor.places[place.at()].country);
    for (hop, pair) in section.calls.windows(2).enumerate() {
        let passes = avoided(pair[0].place) || avoided(pair[1].place) || pair[1].via.iter().any(|p| avoided(*p));
        plan.hop_closed[hop].add_if(passes, Rule::Avoided);
    }
}

fn dated(corridor: &Corridor, section: &Section, index: usize, restriction: &Restriction, plan: &mut SectionPlan) {
    if matches!(restriction.effect, Effect::Quota { .. }) {
        return;
    }
    match restriction.target {
        Target::Crossing(crossing) if section.crossings.contains(&crossing) => {
            plan.dated.push((index, passing_hop(corridor, section, crossing)));
        }
        Target::Section(target) if corridor.sections[target.at()].id == section.id => plan.dated.push((index, None)),
        Target::Service(service) if section.service == service => plan.dated.push((index, None)),
        Target::Place(place) => {
            for (hop, pair) in section.calls.windows(2).enumerate() {
                if pair[0].place == place || pair[1].place == place || pair[1].via.contains(&place) {
                    plan.dated.push((index, u16::try_from(hop).ok()));
                }
            }
        }
        Target::Crossing(_) | Target::Section(_) | Target::Service(_) => {}
    }
}

/// Returns the hop that passes a crossing: the one whose chain of places holds both of its sides; `None` for a
/// passage or where the table does not say, and then the crossing is held against the whole section.
pub(crate) fn passing_hop(corridor: &Corridor, section: &Section, crossing: CrossingIdx) -> Option<u16> {
    let row = &corridor.crossings[crossing.at()];
    let (from, to) = (row.from?, row.to?);
    let holds = |pair: &[Call], place: PlaceIdx| {
        pair[0].place == place || pair[1].place == place || pair[1].via.contains(&place)
    };
    let hop = section.calls.windows(2).position(|pair| holds(pair, from) && holds(pair, to))?;
    u16::try_from(hop).ok()
}

/// All sections of one service carry a split load in the same number of runs: the most that any of them needs.
fn split_alike(corridor: &Corridor, plans: &mut [SectionPlan]) {
    for service in &corridor.services {
        let most = service.sections.iter().map(|s| plans[s.at()].runs).max().unwrap_or(1);
        for section in &service.sections {
            plans[section.at()].runs = most;
        }
    }
}
