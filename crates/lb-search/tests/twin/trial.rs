//! One random network with its question, its twin's ways and the search's answer, and what must hold between them.

use std::collections::BTreeMap;
use std::sync::Arc;

use lb_base::Minute;
use lb_network::delay::PPM;
use lb_network::idx::ServiceIdx;
use lb_network::model::Call;
use lb_network::timetable::Delay;
use lb_network::{Corridor, Timetable};
use lb_search::apart::{Apart, modes};
use lb_search::itinerary::Itinerary;
use lb_search::live::{Delayed, Live};
use lb_search::planner::Found;
use lb_search::why_not::{Reason, ReasonAt, reasons};
use lb_search::{Criteria, Front, Planner, Query, Rule, Rules, Window};

use crate::consistency::{faults, values};
use crate::network::{Drawn, draw};
use crate::question::query;
use crate::terms::Terms;
use crate::ways::{Ways, enumerate, front, projected};

/// Steps of an enumeration beyond which a network is left out.
const STEPS_MAX: usize = 40_000;
/// An arrival earlier by less than this is not worth a reason, minutes.
const GAIN_MIN: i32 = 12 * 60;

pub struct Trial {
    seed: u64,
    drawn: Drawn,
    planner: Planner,
    query: Query,
    pub ways: Option<Ways>,
    pub exact: Found,
}

fn planner(drawn: &Drawn) -> Planner {
    let (corridor, problems) = Corridor::read(&drawn.files());
    let is_drawn = |file: &str| drawn.tables.iter().any(|t| file.strip_suffix(".csv") == Some(t.table));
    let real: Vec<String> = problems.iter().filter(|p| is_drawn(&p.file)).map(ToString::to_string).collect();
    assert!(real.is_empty(), "the drawn network cannot be read: {real:#?}\n{}", drawn.text());
    let timetable = Timetable::build(&corridor, Minute::new(drawn.now), 1, 20);
    Planner::new(corridor, timetable)
}

impl Trial {
    pub fn new(seed: u64) -> Self {
        let drawn = draw(seed);
        let planner = planner(&drawn);
        let query = query(&planner, &drawn.question);
        let ways = enumerate(&planner.corridor, &planner.timetable, &query, Rules::NONE, STEPS_MAX);
        let exact = planner.search(&query);
        Self { seed, drawn, planner, query, ways, exact }
    }

    fn fail(&self, what: &str) -> ! {
        let seed = self.seed;
        panic!(
            "{what}\n{}\nreplay: LANDBRIDGE_SEED={seed} cargo test -p lb-search --profile fast --test twin",
            self.drawn.text()
        );
    }

    fn front_of(&self, found: &[Itinerary]) -> Vec<Vec<i64>> {
        let mut found: Vec<_> = found.iter().map(|i| projected(&values(i), self.query.criteria)).collect();
        found.sort();
        found
    }

    pub fn front_is_the_twins(&self) {
        let Some(ways) = &self.ways else { return };
        let all = ways.values.iter().map(|v| projected(v, self.query.criteria)).collect();
        let expected = front(all);
        let found = self.front_of(&self.exact.itineraries);
        if expected != found {
            let missing: Vec<_> = expected.iter().filter(|v| !found.contains(v)).collect();
            let extra: Vec<_> = found.iter().filter(|v| !expected.contains(v)).collect();
            self.fail(&format!("the front misses {missing:?} and has besides {extra:?}"));
        }
    }

    pub fn itineraries_add_up(&self) {
        for itinerary in &self.exact.itineraries {
            let faults = faults(&self.planner, &self.query, itinerary);
            if !faults.is_empty() {
                self.fail(&format!("{faults:#?}\n{itinerary:#?}"));
            }
        }
    }

    /// For every itinerary of the exact front, the bounded one has another at most so much worse.
    pub fn bounded_front_is_close(&self) {
        for bound in
            [Front::DEFAULT, Front::Bounded { minutes: 1_440, cost_e3: 80, co2e_e3: 120, reliability_e3: 50 }]
        {
            let query = Query { front: bound, ..self.query.clone() };
            let found = self.planner.search(&query).itineraries;
            for exact in &self.exact.itineraries {
                if !found.iter().any(|near| is_near(near, exact, &query)) {
                    let near: Vec<_> = found.iter().map(values).collect();
                    self.fail(&format!("{bound:?}: nothing near {:?} in {near:?}", values(exact)));
                }
            }
            for near in &found {
                let faults = faults(&self.planner, &query, near);
                if !faults.is_empty() {
                    self.fail(&format!("{faults:#?}\n{near:#?}"));
                }
            }
        }
    }

    pub fn shuffled_rows_give_the_same(&self) {
        let other = self.drawn.shuffled(self.seed ^ 0xABCD);
        let planner = planner(&other);
        let query = query(&planner, &other.question);
        let (expected, found) =
            (self.front_of(&self.exact.itineraries), self.front_of(&planner.search(&query).itineraries));
        if expected != found {
            self.fail(&format!("in another order of rows {found:?} instead of {expected:?}"));
        }
    }

    /// A window of days on which the cargo may be ready.
    fn window(&self) -> Query {
        let span = [600, 1_440, 4_000, 6_000][usize::try_from(self.seed % 4).unwrap()];
        let (ready, minutes_max) = (self.query.ready, self.query.horizon - self.query.ready);
        let window = Some(Window { until: ready + span, minutes_max });
        Query { window, horizon: self.query.horizon + span, ..self.query.clone() }
    }

    /// Returns what is found for cargo that is ready at one minute of a window.
    fn point(&self, window: &Query, ready: i32) -> Vec<Itinerary> {
        let minutes = window.window.unwrap().minutes_max;
        let query = Query { ready, window: None, horizon: ready + minutes, ..window.clone() };
        self.planner.search(&query).itineraries
    }

    /// A window finds what asking again and again finds: at each departure told, just after it, and at minutes between.
    pub fn window_equals_repeated_points(&self) {
        let query = self.window();
        let found = self.planner.search(&query).itineraries;
        let (first, last) = (query.ready, query.until());
        let told = found.iter().flat_map(|itinerary| [itinerary.ready, itinerary.ready + 1]);
        let between = (0..12).map(|part| first + (last - first) * part / 11);
        let mut minutes: Vec<i32> = told.chain(between).filter(|minute| *minute <= last).collect();
        minutes.sort_unstable();
        minutes.dedup();
        for minute in minutes {
            let point = self.point(&query, minute);
            if point.iter().any(|itinerary| itinerary.rides == 0) {
                // A way without a run leaves at any minute: it is told once and held against nothing.
                return;
            }
            for itinerary in found.iter().filter(|itinerary| itinerary.ready == minute) {
                let same = |other: &Itinerary| {
                    projected(&values(other), query.criteria) == projected(&values(itinerary), query.criteria)
                };
                if !point.iter().any(same) {
                    self.fail(&format!("a window finds {itinerary:#?}, its departure alone {point:#?}"));
                }
            }
            for itinerary in &point {
                if !found.iter().any(|other| other.value.covers(&itinerary.value, query.criteria)) {
                    self.fail(&format!("ready at {minute} finds {itinerary:#?}, the window {found:#?}"));
                }
            }
        }
        let equal = query.criteria;
        for (i, one) in found.iter().enumerate() {
            let faults =
                faults(&self.planner, &Query { ready: one.ready, window: None, ..query.clone() }, one);
            if !faults.is_empty() {
                self.fail(&format!("{faults:#?}\n{one:#?}"));
            }
            if found.iter().enumerate().any(|(j, other)| i != j && other.value.covers(&one.value, equal)) {
                self.fail(&format!("another of the window is at least as good as {one:#?}"));
            }
        }
    }

    /// Every set of crossings, and of modes, has its earliest arrival.
    pub fn each_set_has_its_best(&self) {
        let Some(ways) = &self.ways else { return };
        let mut by_crossings: BTreeMap<Vec<u32>, i64> = BTreeMap::new();
        let mut by_modes: BTreeMap<Vec<String>, i64> = BTreeMap::new();
        for ((crossings, modes), arrival) in &ways.apart {
            let best = by_crossings.entry(crossings.iter().copied().collect()).or_insert(i64::MAX);
            *best = (*best).min(*arrival);
            let best = by_modes.entry(modes.iter().cloned().collect()).or_insert(i64::MAX);
            *best = (*best).min(*arrival);
        }
        let arrival = |itinerary: &Itinerary| i64::from(itinerary.value.arrival);
        let found = self.planner.apart(&self.query, Apart::Crossings);
        let crossings = found.iter().map(|(marks, one)| (marks.clone(), arrival(one)));
        if crossings.collect::<BTreeMap<_, _>>() != by_crossings {
            self.fail(&format!("by crossings {found:#?} instead of {by_crossings:?}"));
        }
        let words = |marks: &Vec<u32>| {
            let mut words: Vec<String> = modes(marks).iter().map(|mode| format!("{mode:?}")).collect();
            words.sort();
            words
        };
        let apart = self.planner.apart(&self.query, Apart::Modes);
        let modes = apart.iter().map(|(marks, one)| (words(marks), arrival(one)));
        if modes.collect::<BTreeMap<_, _>>() != by_modes {
            self.fail(&format!("by modes {apart:#?} instead of {by_modes:?}"));
        }
        for (kind, (marks, itinerary)) in
            found.iter().map(|one| (Apart::Crossings, one)).chain(apart.iter().map(|one| (Apart::Modes, one)))
        {
            let faults = faults(&self.planner, &self.query, itinerary);
            if !faults.is_empty() || self.planner.marks(itinerary, kind) != *marks {
                self.fail(&format!("{marks:?}: {faults:#?}\n{itinerary:#?}"));
            }
        }
    }

    /// The latest departure that arrives in time is the latest of a window, and a minute later nothing arrives.
    pub fn backwards_equals_forwards(&self) {
        let window = self.window();
        let found = self.planner.search(&window).itineraries;
        let mut arrivals: Vec<i32> = found.iter().map(|itinerary| itinerary.value.arrival).collect();
        arrivals.sort_unstable();
        let Some(&due) = arrivals.get(arrivals.len() / 2) else { return };
        let due = window.due.map_or(due, |asked| asked.min(due));
        let query = Query { due: Some(due), criteria: Criteria::NONE, ..window.clone() };
        let latest = self.planner.search(&query).itineraries;
        let [latest] = &latest[..] else { self.fail(&format!("expected one, found {latest:#?}")) };
        let forwards = Query { due: Some(due), ..self.window() };
        if latest.rides == 0 {
            return;
        }
        if latest.value.arrival > due || self.point(&forwards, latest.ready).is_empty() {
            self.fail(&format!("{latest:#?} does not arrive by {due}"));
        }
        // A way without a run leaves at any minute, and is told of the first.
        let later = self.point(&forwards, latest.ready + 1);
        if latest.ready < query.until() && later.iter().any(|itinerary| itinerary.rides > 0) {
            self.fail(&format!("leaves later than {latest:#?} and arrives by {due}"));
        }
    }

    /// Every run late by the same minutes is the timetable of a network whose patterns are shifted by them.
    pub fn late_runs_equal_a_rebuilt_timetable(&self) {
        if !self.drawn.keeps_its_clocks() {
            return;
        }
        let minutes = [30, 500, 2_000, -40][usize::try_from(self.seed % 4).unwrap()];
        let rebuilt = planner(&self.drawn.shifted(minutes));
        let (corridor, timetable) = (&self.planner.corridor, &self.planner.timetable);
        let services = corridor.services.iter().map(|service| service.sections[0]).enumerate();
        let delays: Vec<Delay> = services
            .flat_map(|(service, section)| {
                let runs = timetable.runs_of(ServiceIdx::new(service));
                runs.map(move |run| Delay { run, section, call: 0, minutes })
            })
            .collect();
        let (delayed, left_out) = Delayed::new(&self.planner, &delays);
        if !left_out.is_empty() {
            self.fail(&format!("cannot hold: {left_out:?}"));
        }
        let live = self.query.live.as_deref().map(|live| Live { delayed: None, ..live.clone() });
        let asked = |live: Live| Query { live: Some(Arc::new(live)), ..self.query.clone() };
        let planned = live.unwrap_or_default();
        let expected = self.front_of(&rebuilt.search(&asked(planned.clone())).itineraries);
        let late = Live { delayed: Some(Arc::new(delayed)), ..planned };
        let found = self.front_of(&self.planner.search(&asked(late)).itineraries);
        if expected != found {
            self.fail(&format!("late by {minutes} min: {found:?} instead of {expected:?}"));
        }
    }

    pub fn reach_is_the_twins(&self) {
        let Some(ways) = &self.ways else { return };
        if self.query.rides_max.is_some() {
            // Reach counts no rides.
            return;
        }
        let found = lb_search::reach::earliest(&self.planner, &self.query);
        if found != ways.earliest {
            self.fail(&format!("reach {found:?} instead of {:?}", ways.earliest));
        }
    }

    pub fn spreads_are_in_order(&self) {
        for itinerary in &self.exact.itineraries {
            let spread = |seed| lb_search::spread::spread(&self.planner, &self.query, itinerary, seed);
            let (first, again) = (spread(7), spread(7));
            let planned = itinerary.value.arrival - itinerary.ready;
            let is_ordered =
                planned <= first.p10 && first.p10 <= first.p50 && first.p50 <= first.p90 && first == again;
            if !is_ordered {
                self.fail(&format!("planned {planned}, {first:?}, then {again:?}"));
            }
        }
    }

    fn earliest_with(&self, lifted: Rules) -> Option<Option<i64>> {
        let (corridor, timetable) = (&self.planner.corridor, &self.planner.timetable);
        let ways = enumerate(corridor, timetable, &self.query, lifted, STEPS_MAX)?;
        Some(ways.values.iter().map(|v| v[0]).min())
    }

    /// Every reason is true: with its rule lifted the arrival is as much earlier as it says, and its rule closes what
    /// it names. And none is missing: a rule without a reason gains less than half a day.
    pub fn reasons_are_true(&self) {
        let query = Query { criteria: Criteria::ARRIVAL, ..self.query.clone() };
        let best = self.planner.search(&query).itineraries.first().map(|i| i.value.arrival);
        let told = reasons(&self.planner, &query, best);
        let alone: Vec<&Reason> = told.iter().filter(|_| best.is_some()).collect();
        let mut any_alone = false;
        for rule in Rule::ALL {
            let Some(earliest) = self.earliest_with(Rules::NONE.with(rule)) else { return };
            let earliest = earliest.map(|arrival| i32::try_from(arrival).unwrap());
            let gains = match (earliest, best) {
                (Some(earliest), Some(best)) => earliest + GAIN_MIN <= best,
                (Some(_), None) => true,
                (None, _) => false,
            };
            any_alone |= gains;
            let reason = told.iter().find(|reason| reason.rule == rule);
            let earlier = best.zip(earliest).map(|(best, earliest)| best - earliest);
            match reason {
                Some(reason) if gains && reason.earlier == earlier => self.reason_binds(reason),
                Some(_) if !gains && best.is_none() => {}
                None if !gains => {}
                _ => self.fail(&format!("{rule:?} gives {earliest:?} instead of {best:?}, told {told:?}")),
            }
        }
        if best.is_none() && !any_alone && !told.is_empty() {
            let lifted = told.iter().fold(Rules::NONE, |rules, reason| rules.with(reason.rule));
            if self.earliest_with(lifted) == Some(None) {
                self.fail(&format!("all of {told:?} lifted still give nothing"));
            }
        }
        if alone.iter().any(|reason| reason.earlier.is_none()) {
            self.fail(&format!("no gain told: {told:?}"));
        }
    }

    fn reason_binds(&self, reason: &Reason) {
        let (corridor, timetable) = (&self.planner.corridor, &self.planner.timetable);
        let terms = Terms::new(corridor, timetable, &self.query, Rules::NONE);
        let binds = match (reason.rule, reason.at) {
            (Rule::CutOff, ReasonAt::Run(..)) => reason.minutes.is_some_and(|late| late > 0),
            (Rule::Handling, ReasonAt::Place(place)) => !terms.places[place.at()].handled,
            (Rule::Due, ReasonAt::Question) => reason.minutes.is_some_and(|late| late > 0),
            (rule, ReasonAt::Run(section, run)) => {
                let most = terms.sections[section.at()].runs.max(1);
                let runs = (0..most).filter_map(|later| timetable.later_run(run, later));
                let hops = 0..corridor.sections[section.at()].calls.len() - 1;
                let last = runs.clone().next_back().unwrap_or(run);
                let span = |hop: usize| {
                    let depart = timetable.calls(corridor, section, run)[hop].1;
                    (depart, timetable.calls(corridor, section, last)[hop + 1].0)
                };
                let closed = |hop: usize| {
                    runs.clone().any(|run| terms.closed_by((section, hop), run, span(hop)).has(rule))
                };
                let connection = corridor.connections.iter().find(|c| c.to == section);
                let shut = connection.is_some_and(|c| terms.connection_closed(c.from, run, last).has(rule));
                let row = &corridor.sections[section.at()];
                let modelled = |call: &Call| call.provenance.reliability == lb_base::Reliability::Modelled;
                let worked = rule == Rule::PublishedOnly && row.calls.iter().any(modelled);
                hops.clone().any(closed) || shut || worked
            }
            (Rule::Form | Rule::Avoided, ReasonAt::Place(_)) => true,
            (_, ReasonAt::Place(_) | ReasonAt::Question) => false,
        };
        if !binds {
            self.fail(&format!("{reason:?} does not bind"));
        }
    }
}

/// At most the same handlings, `minutes` later, and per move the share worse in the rest.
fn is_near(near: &Itinerary, exact: &Itinerary, query: &Query) -> bool {
    let Front::Bounded { minutes, cost_e3, co2e_e3, reliability_e3 } = query.front else { return false };
    let mut value = near.value;
    for _ in &exact.legs {
        value.cost -= value.cost * cost_e3 / 1_000;
        value.co2e -= value.co2e * co2e_e3 / 1_000;
        // Each product of probabilities is rounded down, at most one part per million a move.
        value.reliability = (value.reliability + value.reliability * reliability_e3 / 1_000 + 2).min(PPM);
    }
    let (exact, asked) = (&exact.value, query.criteria);
    (!asked.arrival || value.arrival - minutes <= exact.arrival)
        && (!asked.cost || value.cost <= exact.cost)
        && (!asked.co2e || value.co2e <= exact.co2e)
        && (!asked.handlings || value.handlings <= exact.handlings)
        && (!asked.rides || value.rides <= exact.rides)
        && (!asked.reliability || value.reliability >= exact.reliability)
}
