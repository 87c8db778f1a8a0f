//! One query held against every section and place: what is closed by which rule, and what things cost and emit.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;
use lb_base::{Reliability, SectionId, Zone};
use lb_network::idx::{CrossingIdx, PlaceIdx, RunIdx, SectionIdx, ServiceIdx};
use lb_network::model::{Call, Capacity, Effect, Form, Per, Restriction, Section, Target, Tariff};
use lb_network::opening::local_date;
use lb_network::timetable::NEVER;
use lb_network::{Corridor, Timetable};

use crate::charge;
use crate::live::Live;
use crate::planner::Planner;
use crate::query::{Load, Query};
use crate::rules::{Rule, Rules};

/// Most runs that a split shipment may take.
const SPLIT_RUNS_MAX: i64 = 60;
/// A run is under way for no longer than this: so far back runs are counted towards quotas.
const RUN_MINUTES_MAX: i32 = 90 * 1_440;

/// What a query finds at one section.
#[derive(Clone, Debug, Default)]
pub(crate) struct SectionPlan {
    /// Rules that close the whole section, lifted ones included.
    pub closed: Rules,
    /// Fixed charge of a ride, cents.
    pub fixed: i64,
    /// Restrictions (index) that close hops in their time, with the hops they close (`None` = all).
    pub dated: Vec<(usize, Option<u16>)>,
    /// Hops that pass a crossing with hours, and when in the hop they pass it.
    pub hours: Vec<(u16, CrossingIdx, PassedAt)>,
    /// Successive runs the load takes.
    pub runs: u32,
}

/// What a query finds at one hop.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct HopPlan {
    /// Charge, cents.
    pub cents: i64,
    /// Grams.
    pub grams: i64,
    /// Rules that close it.
    pub closed: Rules,
}

/// When in a hop a run passes a crossing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PassedAt {
    /// As it leaves the border place.
    Departure,
    /// As it reaches the border place.
    Arrival,
    /// At any minute of the hop: both sides lie between its calls.
    Between,
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
    /// By the call that the hop leaves (see [`Planner::call`]).
    pub hops: Vec<HopPlan>,
    pub places: Vec<PlacePlan>,
    pub drayage_cents: Vec<i64>,
    pub drayage_grams: Vec<i64>,
    pub drayage_open: Vec<bool>,
    /// Hops of runs that a quota shuts out.
    pub over_quota: BTreeSet<(SectionIdx, RunIdx, u16)>,
    /// Grams of one lift.
    pub lift_grams: i64,
    /// Restrictions that concern the cargo.
    pub restrictions: Vec<Restriction>,
    /// What holds now beside the timetable.
    live: Option<Arc<Live>>,
    /// The load, where room has been taken.
    load: Load,
}

impl QueryPlan {
    /// Holds a query against the corridor. O(calls + places).
    pub fn new(planner: &Planner, query: &Query) -> Self {
        let corridor = &planner.corridor;
        let posted = query.live.iter().flat_map(|live| &live.restrictions);
        let restrictions: Vec<Restriction> =
            corridor.restrictions.iter().chain(posted).filter(|r| concerns(r, query)).cloned().collect();
        let day = lb_base::Minute::new(query.ready).zoned(&lb_base::Zone::UTC).date();
        let mut sections = Vec::with_capacity(corridor.sections.len());
        let mut hops = Vec::with_capacity(planner.calls());
        for section in &corridor.sections {
            sections.push(section_plan(corridor, query, (section, day), &restrictions, &mut hops));
        }
        let mut plan = Self {
            sections,
            hops,
            places: (0..corridor.places.len())
                .map(|p| place_plan(corridor, query, PlaceIdx::new(p)))
                .collect(),
            drayage_cents: corridor
                .drayages
                .iter()
                .map(|d| charge::priced(d.price, d.per, &query.load))
                .collect(),
            drayage_grams: corridor
                .drayages
                .iter()
                .map(|d| {
                    charge::transport_grams(corridor.factors[d.factor.at()].mg_per_tkm, &query.load, d.metres)
                })
                .collect(),
            drayage_open: corridor.drayages.iter().map(|d| drayage_open(corridor, query, d)).collect(),
            over_quota: BTreeSet::new(),
            lift_grams: hub_factor(corridor, query.load.form),
            restrictions,
            live: query.live.clone(),
            load: query.load.clone(),
        };
        plan.lift_grams = charge::lift_grams(plan.lift_grams, &query.load);
        split_alike(corridor, &mut plan.sections);
        plan.quotas(planner, query);
        plan
    }

    /// Returns the timetable that the query is asked of.
    fn timetable<'a>(&'a self, planner: &'a Planner) -> &'a Timetable {
        let delayed = self.live.as_ref().and_then(|live| live.delayed.as_ref());
        delayed.map_or(&planner.timetable, |delayed| &delayed.timetable)
    }

    /// Returns the rules that close a hop of a run, lifted ones included. `depart..arrive` in minutes.
    pub fn hop_closed(
        &self,
        planner: &Planner,
        (section, run, hop): (SectionIdx, RunIdx, u16),
        (depart, arrive): (i32, i32),
    ) -> Rules {
        let plan = &self.sections[section.at()];
        let mut closed = self.hops[planner.call(section, hop)].closed;
        for (_, crossing, passing) in plan.hours.iter().filter(|(at, _, _)| *at == hop) {
            let calls = self.timetable(planner).calls(&planner.corridor, section, run);
            let span = (calls[usize::from(hop)].1, calls[usize::from(hop) + 1].0);
            let span = match passing {
                PassedAt::Departure => (span.0, span.0),
                PassedAt::Arrival => (span.1, span.1),
                PassedAt::Between => span,
            };
            closed.add_if(is_shut(&planner.corridor, *crossing, span), Rule::CrossingHours);
        }
        for (restriction, only) in &plan.dated {
            let restriction = &self.restrictions[*restriction];
            let in_force = restriction.from.is_none_or(|from| arrive >= from)
                && restriction.to.is_none_or(|to| depart < to)
                && only.is_none_or(|only| only == hop);
            closed.add_if(in_force, Rule::Restriction);
        }
        if let Some(live) = &self.live {
            let taken = live.taken.get(&(section, run, hop));
            let capacity = &planner.corridor.sections[section.at()].capacity;
            let is_full = taken.is_some_and(|taken| taken.leaves_no_room(capacity, &self.load, plan.runs));
            closed.add_if(is_full || live.full.contains(&(section, run, hop)), Rule::SoldOut);
            closed.add_if(live.cancelled.contains(&run), Rule::Cancelled);
        }
        closed.add_if(
            !self.over_quota.is_empty() && self.over_quota.contains(&(section, run, hop)),
            Rule::Quota,
        );
        closed
    }

    /// Returns the rules that close a hop to a load, over all the successive runs that carry it: each of them must be open
    /// from the first departure to the last arrival.
    pub fn runs_closed(
        &self,
        planner: &Planner,
        (section, run, hop): (SectionIdx, RunIdx, u16),
        span: (i32, i32),
    ) -> Rules {
        let runs = (0..self.sections[section.at()].runs).map(|later| RunIdx(run.0 + later));
        runs.fold(Rules::NONE, |closed, run| closed.and(self.hop_closed(planner, (section, run, hop), span)))
    }

    /// Returns the rules that close the through connection after a section to the runs that carry the load: its crossing
    /// is not open, or keeps hours that are over during the whole stand.
    pub fn connection_closed(&self, planner: &Planner, section: SectionIdx, run: RunIdx) -> Rules {
        let corridor = &planner.corridor;
        let onward = corridor.sections[section.at()].onward.map(|onward| &corridor.connections[onward.at()]);
        let mut closed = Rules::NONE;
        let Some((crossing, next)) = onward.and_then(|c| Some((c.crossing?, c.to))) else { return closed };
        closed.add_if(!corridor.crossings[crossing.at()].is_open(), Rule::CrossingStatus);
        if corridor.crossings[crossing.at()].opening.is_always() {
            return closed;
        }
        for run in (0..self.sections[section.at()].runs).map(|later| RunIdx(run.0 + later)) {
            let arrived = self.timetable(planner).calls(corridor, section, run).last().map(|call| call.0);
            let leaves = self.timetable(planner).calls(corridor, next, run).first().map(|call| call.1);
            if let (Some(arrived), Some(leaves)) = (arrived, leaves) {
                closed.add_if(is_shut(corridor, crossing, (arrived, leaves)), Rule::CrossingHours);
            }
        }
        closed
    }

    /// Returns the arrival of the last of the successive runs that carry the load at a call, if the timetable has them and
    /// none of them leaves the call before it ahead of the first.
    pub fn arrival(&self, planner: &Planner, section: SectionIdx, run: RunIdx, call: usize) -> Option<i32> {
        let timetable = self.timetable(planner);
        let calls = |run: RunIdx| timetable.calls(&planner.corridor, section, run);
        let runs = self.sections[section.at()].runs;
        if runs == 1 {
            return Some(calls(run)[call].0);
        }
        timetable.later_run(run, runs - 1)?;
        let leaves = |run: RunIdx| call.checked_sub(1).map_or(NEVER, |before| calls(run)[before].1);
        let runs = (0..runs).map(|later| RunIdx(run.0 + later));
        let in_order = runs.clone().all(|other| leaves(other) >= leaves(run));
        if in_order { runs.map(|run| calls(run)[call].0).max() } else { None }
    }

    /// Returns the minutes before departure by which cargo must be available.
    pub fn lead(&self, planner: &Planner, query: &Query, section: SectionIdx, call: usize) -> i32 {
        let call = &planner.corridor.sections[section.at()].calls[call];
        if query.lifted.has(Rule::CutOff) {
            return 0;
        }
        call.cutoff.unwrap_or(0).max(self.places[call.place.at()].load)
    }

    /// A quota of n runs a day lets the first n runs of a local day pass, in the order of their departure on the first hop
    /// by which they pass its target; the others are shut out of every such hop.
    fn quotas(&mut self, planner: &Planner, query: &Query) {
        let mut shut_out = BTreeSet::new();
        for restriction in &self.restrictions {
            let Effect::Quota { per_day } = restriction.effect else { continue };
            let (mut day, mut passed) = (None, 0);
            for pass in passing(planner, query, restriction) {
                passed = if day == Some(pass.day) { passed + 1 } else { 1 };
                day = Some(pass.day);
                if passed > per_day {
                    shut_out.extend(pass.hops.iter().map(|&(section, hop)| (section, pass.run, hop)));
                }
            }
        }
        self.over_quota = shut_out;
    }
}

/// A run that passes the target of a quota.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Passing {
    day: Date,
    depart: i32,
    /// Decides between runs that depart in one minute, whatever the order of the tables' rows.
    section: SectionId,
    run: RunIdx,
    hops: Vec<(SectionIdx, u16)>,
}

/// Returns the runs that count towards a quota, in order, from well before the query is ready: the runs that passed
/// earlier in the day count too.
fn passing(planner: &Planner, query: &Query, restriction: &Restriction) -> Vec<Passing> {
    let corridor = &planner.corridor;
    let zone = zone_of(corridor, restriction.target);
    let mut passing = Vec::new();
    for (i, service) in corridor.services.iter().enumerate() {
        let carrying =
            service.sections.iter().filter(|s| corridor.sections[s.at()].forms.has(query.load.form));
        let hops: Vec<(SectionIdx, u16)> = carrying
            .flat_map(|&section| {
                let row = &corridor.sections[section.at()];
                let hops = bound_hops(corridor, row, restriction.target).unwrap_or_else(|| all_hops(row));
                hops.into_iter().map(move |hop| (section, hop))
            })
            .collect();
        let Some(&(section, hop)) = hops.first() else { continue };
        for run in planner.timetable.runs_of(ServiceIdx::new(i)) {
            let depart = query.timetable(planner).calls(corridor, section, run)[usize::from(hop)].1;
            let in_force = restriction.from.is_none_or(|from| depart >= from)
                && restriction.to.is_none_or(|to| depart < to);
            if in_force && depart >= query.ready - RUN_MINUTES_MAX && depart < query.horizon {
                let (day, section) = (local_date(depart, &zone), corridor.sections[section.at()].id.clone());
                passing.push(Passing { day, depart, section, run, hops: hops.clone() });
            }
        }
    }
    passing.sort_unstable();
    passing
}

/// Returns whether a crossing keeps hours and no minute of a span, both ends included, lies in them.
fn is_shut(corridor: &Corridor, crossing: CrossingIdx, (from, to): (i32, i32)) -> bool {
    let row = &corridor.crossings[crossing.at()];
    let Some(side) = row.from.or(row.to) else { return false };
    row.opening.next_open(from, &corridor.places[side.at()].zone).is_none_or(|open| open > to)
}

/// Returns whether cargo may be put on or off at a call: where only published services are wanted, not where the
/// stop for cargo is modelled.
pub(crate) fn works_cargo(query: &Query, is_modelled_stop: bool) -> bool {
    !query.published_only || query.lifted.has(Rule::PublishedOnly) || !is_modelled_stop
}

/// Returns whether no source says that cargo is worked at a call.
pub(crate) fn is_modelled_stop(call: &Call) -> bool {
    call.provenance.reliability == Reliability::Modelled
}

/// Returns when work can begin at a place: at once, or when its facility opens.
pub(crate) fn next_open(planner: &Planner, query: &Query, place: PlaceIdx, minute: i32) -> Option<i32> {
    match planner.corridor.facility_for(place, query.load.form) {
        Some(facility) if !facility.opening.is_always() => {
            facility.opening.next_open(minute, &planner.corridor.places[place.at()].zone)
        }
        _ => Some(minute),
    }
}

/// Returns the zone whose days a restriction counts.
fn zone_of(corridor: &Corridor, target: Target) -> Zone {
    let place = match target {
        Target::Crossing(crossing) => corridor.crossings[crossing.at()].from,
        Target::Place(place) => Some(place),
        Target::Section(section) => corridor.sections[section.at()].calls.first().map(|call| call.place),
        Target::Service(_) => None,
    };
    place.map_or(Zone::UTC, |place| corridor.places[place.at()].zone.clone())
}

fn concerns(restriction: &Restriction, query: &Query) -> bool {
    let goods = restriction.hs.is_empty() || restriction.hs.iter().any(|prefix| query.hs.is_within(prefix));
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

fn section_plan(
    corridor: &Corridor,
    query: &Query,
    (section, day): (&Section, Date),
    restrictions: &[Restriction],
    hops: &mut Vec<HopPlan>,
) -> SectionPlan {
    let load = &query.load;
    let tariff = tariff_on(section, load.form, day);
    let factor = &corridor.factors[section.factor.at()];
    let first = hops.len();
    hops.extend(section.calls.iter().skip(1).map(|call| HopPlan {
        cents: tariff.map_or(0, |t| charge::priced_distance(t.per_km_e8, t.per, load, call.metres)),
        grams: charge::transport_grams(factor.mg_per_tkm, load, call.metres),
        closed: Rules::NONE,
    }));
    // The last call of a section leaves nowhere.
    hops.extend(section.calls.last().map(|_| HopPlan::default()));
    let mut plan = SectionPlan {
        closed: Rules::NONE,
        fixed: tariff.map_or(0, |t| charge::priced(t.fixed, t.per, load)),
        dated: Vec::new(),
        hours: hours(corridor, section),
        runs: 1,
    };
    let needed = runs_needed(&section.capacity, load);
    let parcel = section.parcel_min_t.is_some_and(|least| load.mass_kg < least * 1_000);
    let modelled = corridor.is_modelled(section.service);
    plan.closed.add_if(!section.forms.has(load.form), Rule::Form);
    plan.closed.add_if(needed > i64::from(query.split_runs_max), Rule::Capacity);
    plan.closed.add_if(load.plugs > 0 && section.capacity.plugs.unwrap_or(0) == 0, Rule::Plugs);
    plan.closed.add_if(parcel && !query.share_parcel, Rule::Parcel);
    plan.closed
        .add_if(query.dangerous.as_ref().is_some_and(|c| !section.dangerous.accepts(c)), Rule::Dangerous);
    plan.closed.add_if(query.published_only && modelled, Rule::PublishedOnly);
    plan.closed.add_if(tariff.is_none() && section.forms.has(load.form), Rule::Tariff);
    let shut = |c: &CrossingIdx| !corridor.crossings[c.at()].is_open();
    plan.closed.add_if(section.crossings.iter().any(shut), Rule::CrossingStatus);
    if !plan.closed.has(Rule::Capacity) {
        plan.runs = u32::try_from(needed.clamp(1, SPLIT_RUNS_MAX)).unwrap_or(1);
    }
    avoidances(corridor, query, section, (&mut plan, &mut hops[first..]));
    for (i, restriction) in restrictions.iter().enumerate() {
        dated(corridor, section, i, restriction, &mut plan);
    }
    plan
}

/// Returns the tariff for the load's form in force when the cargo is ready; one for the form wins over one for any.
#[must_use]
pub fn tariff_of<'a>(section: &'a Section, query: &Query) -> Option<&'a Tariff> {
    let day = lb_base::Minute::new(query.ready).zoned(&lb_base::Zone::UTC).date();
    tariff_on(section, query.load.form, day)
}

fn tariff_on(section: &Section, form: Form, day: Date) -> Option<&Tariff> {
    let valid = |t: &&Tariff| t.valid_from.is_none_or(|d| d <= day) && t.valid_to.is_none_or(|d| day <= d);
    let fits = |t: &&Tariff| t.form.is_none_or(|f| f == form);
    section.tariffs.iter().filter(valid).filter(fits).max_by(|a, b| rank(a).cmp(&rank(b)))
}

/// Which of two tariffs counts: the one for the form, then the one in force later, then by name.
fn rank(tariff: &Tariff) -> (bool, Option<Date>, &str) {
    (tariff.form.is_some(), tariff.valid_from, tariff.id.as_str())
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
        // No plug at all is a rule of its own.
        share(load.plugs * 1_000, capacity.plugs.filter(|plugs| *plugs > 0)),
        share(load.lane_m_e3, if load.form == Form::Roro { capacity.deck_m } else { None }),
    ]
    .into_iter()
    .max()
    .unwrap_or(1)
    .max(1)
}

fn avoidances(
    corridor: &Corridor,
    query: &Query,
    section: &Section,
    (plan, hops): (&mut SectionPlan, &mut [HopPlan]),
) {
    for crossing in section.crossings.iter().filter(|c| query.avoid_crossings.contains(c)) {
        match passing_hop(corridor, section, *crossing) {
            Some(hop) => hops[usize::from(hop)].closed.add_if(true, Rule::Avoided),
            None => plan.closed.add_if(true, Rule::Avoided),
        }
    }
    if query.avoid_countries.is_empty() {
        return;
    }
    let avoided = |place: PlaceIdx| query.avoid_countries.contains(&corridor.places[place.at()].country);
    for (hop, pair) in section.calls.windows(2).enumerate() {
        let passes =
            avoided(pair[0].place) || avoided(pair[1].place) || pair[1].via.iter().any(|p| avoided(*p));
        hops[hop].closed.add_if(passes, Rule::Avoided);
    }
}

fn dated(
    corridor: &Corridor,
    section: &Section,
    index: usize,
    restriction: &Restriction,
    plan: &mut SectionPlan,
) {
    if matches!(restriction.effect, Effect::Quota { .. }) {
        return;
    }
    match bound_hops(corridor, section, restriction.target) {
        Some(hops) => plan.dated.extend(hops.into_iter().map(|hop| (index, Some(hop)))),
        None => plan.dated.push((index, None)),
    }
}

/// Returns the hops of a section that a restriction binds; `None` = all.
fn bound_hops(corridor: &Corridor, section: &Section, target: Target) -> Option<Vec<u16>> {
    match target {
        Target::Crossing(crossing) if section.crossings.contains(&crossing) => {
            passing_hop(corridor, section, crossing).map(|hop| vec![hop])
        }
        Target::Section(target) if corridor.sections[target.at()].id == section.id => None,
        Target::Service(service) if section.service == service => None,
        Target::Place(place) => {
            let hops = section.calls.windows(2).enumerate().filter(|(_, pair)| holds(pair, place));
            Some(hops.filter_map(|(hop, _)| u16::try_from(hop).ok()).collect())
        }
        Target::Crossing(_) | Target::Section(_) | Target::Service(_) => Some(Vec::new()),
    }
}

fn all_hops(section: &Section) -> Vec<u16> {
    (0..section.calls.len().saturating_sub(1)).filter_map(|hop| u16::try_from(hop).ok()).collect()
}

/// Returns whether a hop between two calls leaves, passes or reaches a place.
fn holds(pair: &[Call], place: PlaceIdx) -> bool {
    pair[0].place == place || pair[1].place == place || pair[1].via.contains(&place)
}

/// Returns the hops of a section that pass a crossing with hours, and when: as the run leaves or reaches the side of the
/// crossing whose clock counts, else its other side, else at any minute between.
fn hours(corridor: &Corridor, section: &Section) -> Vec<(u16, CrossingIdx, PassedAt)> {
    let kept = section.crossings.iter().filter(|c| !corridor.crossings[c.at()].opening.is_always());
    let pass = |crossing: &CrossingIdx| {
        let row = &corridor.crossings[crossing.at()];
        let hop = passing_hop(corridor, section, *crossing)?;
        let (leaves, reaches) =
            (section.calls.get(usize::from(hop))?.place, section.calls.get(usize::from(hop) + 1)?.place);
        let at = |side| match side {
            side if side == leaves => Some(PassedAt::Departure),
            side if side == reaches => Some(PassedAt::Arrival),
            _ => None,
        };
        let passing = row.from.and_then(at).or(row.to.and_then(at)).unwrap_or(PassedAt::Between);
        Some((hop, *crossing, passing))
    };
    kept.filter_map(pass).collect()
}

/// Returns the hop that passes a crossing: the one whose chain of places holds both of its sides; `None` for a
/// passage or where the table does not say, and then the crossing is held against the whole section.
pub fn passing_hop(corridor: &Corridor, section: &Section, crossing: CrossingIdx) -> Option<u16> {
    let row = &corridor.crossings[crossing.at()];
    let (from, to) = (row.from?, row.to?);
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
