//! Planning: the question, the searches, the representatives shown, the reasons for the rest.

mod alternatives;
mod present;

use std::collections::{BTreeMap, BTreeSet};

use lb_search::itinerary::{Itinerary as Found, LegKind};
use lb_search::why_not::{Reason, ReasonAt, reasons};
use lb_search::{Criteria, Front, Query, Rule, Window};

use crate::answers::{LoadView, PlanAnswer, PlanRequest, Question, WhyNot};
use crate::app::App;
use crate::refusal::Refusal;
use crate::request::{Asked, criteria_words};
use crate::view::{days, parts, utc};

/// The criteria that count, as words; leaving late counts in a window, and in place of the arrival backwards.
fn words_asked(asked: &Asked) -> Vec<String> {
    let mut words = criteria_words(asked.queries[0].criteria);
    if asked.is_backwards {
        words.retain(|word| word != "arrival");
    }
    if asked.is_backwards || asked.window > 0 {
        words.insert(0, "departure".to_owned());
    }
    words
}

/// What one way of being best is judged by; the least is the best.
type Key = fn(&Found) -> (i64, i64);

/// An itinerary with the number of the query that found it.
pub type Hit = (usize, Found);

/// A front of fewer itineraries than this leaves little to choose from.
const FEW: usize = 12;
/// A search of fewer labels than this was quick.
const QUICK_LABELS: usize = 1_200;

impl App {
    /// Answers a question for itineraries.
    ///
    /// # Errors
    /// Refuses a question that cannot be understood; see docs/errors.md for the codes.
    pub fn plan(&self, request: &PlanRequest) -> Result<PlanAnswer, Refusal> {
        let asked = self.read(request)?;
        let queries = windowed(&asked);
        let (front, bound) = self.front(&queries);
        let best = front.iter().map(|(_, itinerary)| itinerary.value.arrival).min();
        let why_not = self.why_not(&asked, best);
        let found = front.len();
        let shown = representatives(front, asked.limit);
        let alternatives = if request.alternatives {
            self.alternatives(&asked, &points(&queries), &shown)
        } else {
            Vec::new()
        };
        let itineraries = shown.iter().enumerate().map(|(i, (query, itinerary))| {
            // What counts on the day the cargo is ready is told of that day.
            let query = Query { ready: itinerary.ready, ..queries[*query].clone() };
            self.itinerary(&asked, &query, itinerary, i + 1)
        });
        let itineraries = itineraries.collect();
        let question = self.question(&asked, bound);
        Ok(PlanAnswer { question, itineraries, found, alternatives, why_not, elapsed_us: 0 })
    }

    /// Searches the front of several queries: other units for the same goods, other days on which they are ready.
    ///
    /// First the earliest arrival of each query (backwards the latest departure); then all criteria, up to half the fastest time and ten days longer. Where
    /// the bounded front leaves little to choose from and was quickly found, it is searched again with the finer bound.
    /// Returns the front and the bound that holds for it.
    #[must_use]
    pub fn front(&self, queries: &[Query]) -> (Vec<Hit>, Front) {
        let mut first: Vec<Hit> = Vec::new();
        let mut quickest: Vec<Quickest> = Vec::new();
        for (i, query) in queries.iter().enumerate() {
            for itinerary in self.planner.search(&quick(query)).itineraries {
                quickest.push(Quickest {
                    cost: itinerary.value.cost,
                    query: i,
                    ready: itinerary.ready,
                    arrival: itinerary.value.arrival,
                });
                join(&mut first, (i, itinerary), query);
            }
        }
        // The cheapest way of packing first: what it finds spares the dearer ones most of their search.
        quickest.sort_unstable();
        let (front, labels) = self.bounded(queries, &quickest, first.clone(), Front::DEFAULT);
        if front.len() < FEW && labels < QUICK_LABELS {
            let (front, _) = self.bounded(queries, &quickest, first, Front::FINE);
            return (self.with_published(queries, &quickest, front), Front::FINE);
        }
        (self.with_published(queries, &quickest, front), Front::DEFAULT)
    }

    /// A way by published services must not vanish behind a modelled one that is better only within the bound: adds the
    /// earliest by published services alone, where nothing covers it exactly.
    fn with_published(&self, queries: &[Query], quickest: &[Quickest], mut front: Vec<Hit>) -> Vec<Hit> {
        for (i, query) in queries.iter().enumerate().filter(|(_, query)| !query.published_only) {
            let query = Query {
                published_only: true,
                criteria: Criteria { arrival: query.criteria.arrival, cost: true, ..Criteria::NONE },
                front: Front::DEFAULT,
                ..worth(quickest, query)
            };
            for itinerary in self.planner.search(&query).itineraries {
                join(&mut front, (i, itinerary), &queries[i]);
            }
        }
        front.sort_by_key(|(query, itinerary)| (itinerary.value, *query));
        front
    }

    /// Adds to a front what a bounded search of each query finds; returns it with the labels made.
    fn bounded(
        &self,
        queries: &[Query],
        quickest: &[Quickest],
        mut front: Vec<Hit>,
        bound: Front,
    ) -> (Vec<Hit>, usize) {
        let mut labels = 0;
        for Quickest { query: i, .. } in quickest {
            let query = &queries[*i];
            let rivals: Vec<_> = front.iter().map(|(_, itinerary)| itinerary.value).collect();
            let query = Query { front: bound, ..worth(quickest, query) };
            let found = self.planner.search_beside(&query, &rivals);
            labels += found.labels;
            for itinerary in found.itineraries {
                join(&mut front, (*i, itinerary), &query);
            }
        }
        front.sort_by_key(|(query, itinerary)| (itinerary.value, *query));
        (front, labels)
    }

    fn question(&self, asked: &Asked, bound: Front) -> Question {
        let query = &asked.queries[0];
        let loads = asked.queries.iter().map(|query| load_view(&query.load)).collect();
        Question {
            from: asked.from.iter().map(|place| self.place_at(*place)).collect(),
            to: asked.to.iter().map(|place| self.place_at(*place)).collect(),
            cargo: self.cargo_at(asked.commodity),
            mass_kg: asked.mass_kg,
            ready: utc(query.ready),
            ready_local: self.local(query.ready, asked.from[0]),
            due: query.due.map(utc),
            tolerance_hours: query.tolerance / 60,
            criteria: words_asked(asked),
            currency: asked.currency.clone(),
            loads,
            front: front_words(bound),
        }
    }

    /// Reasons of all loads; the same rule at the same place is said once, for the load it helps most. Rules that close a way
    /// only together are told where no rule alone does.
    pub(crate) fn why_not(&self, asked: &Asked, best: Option<i32>) -> Vec<WhyNot> {
        let mut seen = BTreeSet::new();
        let mut all: Vec<(Reason, &Query)> = Vec::new();
        for query in &asked.queries {
            all.extend(reasons(&self.planner, query, best).into_iter().map(|reason| (reason, query)));
        }
        let too_long = if best.is_none() { self.too_long(asked) } else { None };
        if too_long.is_some() || all.iter().any(|(reason, _)| reason.alone) {
            all.retain(|(reason, _)| reason.alone);
        }
        all.sort_by_key(|(reason, _)| (std::cmp::Reverse(reason.earlier), reason.rule));
        let views = all.into_iter().map(|(reason, query)| self.why_not_view(asked, &reason, query));
        let views = too_long.into_iter().chain(views);
        views.filter(|view| seen.insert((view.code.clone(), view.at.clone()))).take(12).collect()
    }

    /// Where nothing is found in the time allowed: whether something is found in the longest time, or the timetable ends before.
    fn too_long(&self, asked: &Asked) -> Option<WhyNot> {
        let at = asked.to.first().map_or_else(String::new, |p| self.corridor().places[p.at()].id.to_string());
        let why = |code: &str, detail: String, key: &str, value: String| WhyNot {
            code: code.to_owned(),
            at: at.clone(),
            detail,
            params: BTreeMap::from([(key.to_owned(), value)]),
            alone: true,
            days_earlier: None,
        };
        let end = self.planner.timetable.end;
        let longest = asked.queries.iter().filter(|query| query.due.is_none()).filter_map(|query| {
            let horizon = (query.ready + crate::request::HORIZON_DAYS_MAX * 1_440).min(end);
            let query = Query { horizon, criteria: Criteria::ARRIVAL, front: Front::Exact, ..query.clone() };
            self.planner.search(&query).itineraries.first().map(|found| found.value.arrival - found.ready)
        });
        if let Some(minutes) = longest.min() {
            let days = (minutes + 1_439) / 1_440;
            let detail =
                format!("the earliest arrival at {at} takes {days} days, longer than the question allows");
            return Some(why("request.beyond_horizon", detail, "days", days.to_string()));
        }
        let query = asked.queries.first()?;
        (query.horizon > end).then(|| {
            let date = self.planner.timetable.end().rfc3339().get(..10).unwrap_or_default().to_owned();
            let detail = format!("the timetable ends on {date}, before the time that the question allows");
            why("request.beyond_timetable", detail, "date", date)
        })
    }

    fn why_not_view(&self, asked: &Asked, reason: &Reason, query: &Query) -> WhyNot {
        let corridor = self.corridor();
        let mut params = BTreeMap::new();
        params.insert("unit_type".to_owned(), query.load.unit_type.clone());
        let at = match reason.at {
            ReasonAt::Run(section, run) => {
                let row = &corridor.sections[section.at()];
                let run = self.planner.timetable.run(run);
                let service = &corridor.services[row.service.at()];
                params.insert("service".to_owned(), service.id.to_string());
                let keys = ["service_name", "service_name_zh", "service_name_ru", "service_name_kk"];
                for (key, name) in keys.into_iter().zip(&service.name.0) {
                    params.insert(key.to_owned(), name.clone());
                }
                params.insert("section".to_owned(), row.id.to_string());
                params.insert("date".to_owned(), run.date.to_string());
                format!("{}/{}", service.id, run.date)
            }
            ReasonAt::Place(place) => corridor.places[place.at()].id.to_string(),
            ReasonAt::Question => {
                asked.to.first().map_or_else(String::new, |p| corridor.places[p.at()].id.to_string())
            }
        };
        if let Some(minutes) = reason.minutes {
            params.insert("hours".to_owned(), ((minutes + 59) / 60).to_string());
        }
        if let Some((needed, has)) = reason.needed_has {
            params.insert("needed".to_owned(), needed.to_string());
            params.insert("has".to_owned(), has.to_string());
        }
        let detail = detail(reason.rule, &at, &params);
        WhyNot {
            code: reason.rule.code().to_owned(),
            at,
            detail,
            params,
            alone: reason.alone,
            days_earlier: reason.earlier.map(days),
        }
    }
}

fn detail(rule: Rule, at: &str, params: &BTreeMap<String, String>) -> String {
    let value = |key: &str| params.get(key).map_or("", String::as_str);
    let unit = value("unit_type");
    match rule {
        Rule::Form => format!("{at} does not carry {unit}"),
        Rule::Capacity => format!("{at}: the load in {unit} needs {} runs", value("needed")),
        Rule::Plugs => format!("{at} has {} reefer plugs, the load needs {}", value("has"), value("needed")),
        Rule::Parcel => {
            format!("{at} takes parcels of at least {} t, the load has {} t", value("needed"), value("has"))
        }
        Rule::Dangerous => format!("{at} does not accept this dangerous goods class"),
        Rule::CrossingStatus => format!("{at} needs a crossing that is not open"),
        Rule::CrossingHours => format!("{at} would pass a crossing outside its opening hours"),
        Rule::SoldOut => format!("{at} has no room left for the load"),
        Rule::Cancelled => format!("{at} does not run"),
        Rule::Restriction => format!("{at} is stopped by a restriction in force"),
        Rule::Quota => format!("{at}: the day's quota is used up by earlier runs"),
        Rule::Avoided => format!("{at} passes what the question asks to avoid"),
        Rule::PublishedOnly => format!("{at} is modelled, the question wants published services only"),
        Rule::CutOff => format!("the cut-off of {at} is missed by {} h", value("hours")),
        Rule::Handling => format!("no facility at {at} handles {unit}"),
        Rule::Tariff => format!("{at} has no tariff for {unit}"),
        Rule::Due => format!("the earliest arrival at {at} is {} h after the wanted time", value("hours")),
    }
}

/// The earliest arrival of one query; the cheapest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Quickest {
    cost: i64,
    query: usize,
    ready: i32,
    arrival: i32,
}

/// The query for the first thing to know: the earliest arrival of cargo that is ready at once, or the latest departure.
fn quick(query: &Query) -> Query {
    let (criteria, window) = if query.criteria.arrival || query.window.is_none() {
        (Criteria::ARRIVAL, None)
    } else {
        (Criteria::NONE, query.window)
    };
    Query { criteria, window, front: Front::Exact, ..query.clone() }
}

/// A query cut to what is worth looking for beside the quickest: half its time on the way longer, and ten days. Backwards it
/// leaves no earlier than that before the latest.
fn worth(quickest: &[Quickest], query: &Query) -> Query {
    let mut query = query.clone();
    let Some(minutes) = quickest.iter().map(|quick| quick.arrival - quick.ready).min() else { return query };
    let minutes_worth = minutes + minutes / 2 + 10 * 1_440;
    match &mut query.window {
        None => query.horizon = query.horizon.min(query.ready + minutes_worth),
        Some(window) => {
            window.minutes_max = window.minutes_max.min(minutes_worth);
            query.horizon = query.horizon.min(window.until.saturating_add(window.minutes_max));
            if !query.criteria.arrival
                && let Some(latest) = quickest.iter().map(|quick| quick.ready).max()
            {
                query.ready = query.ready.max(latest - minutes / 2 - 10 * 1_440);
                window.until = latest;
            }
        }
    }
    query
}

/// The queries for cargo that is ready at the first minute of each.
fn points(queries: &[Query]) -> Vec<Query> {
    let point = |query: &Query| {
        let lasts = query.window.map_or(i32::MAX, |window| query.ready.saturating_add(window.minutes_max));
        Query { window: None, horizon: query.horizon.min(lasts), ..query.clone() }
    };
    queries.iter().map(point).collect()
}

/// One query per load: for cargo that is ready at a minute, at any minute of a window, or late enough to arrive in time.
pub(crate) fn windowed(asked: &Asked) -> Vec<Query> {
    let query = |query: &Query| {
        let minutes_max = query.horizon - query.ready;
        match (asked.is_backwards, query.due) {
            (true, Some(due)) => Query {
                window: Some(Window { until: due, minutes_max }),
                horizon: due,
                criteria: Criteria { arrival: false, ..query.criteria },
                ..query.clone()
            },
            (true, None) | (false, _) if asked.window > 0 => Query {
                window: Some(Window { until: query.ready + asked.window, minutes_max }),
                horizon: query.horizon + asked.window,
                ..query.clone()
            },
            (true, None) | (false, _) => query.clone(),
        }
    };
    asked.queries.iter().map(query).collect()
}

/// Adds an itinerary to a front over several loads and ready days; being ready later is as good as arriving earlier.
pub(crate) fn join(front: &mut Vec<Hit>, hit: Hit, query: &Query) {
    let covers = |a: &Found, b: &Found| a.ready >= b.ready && a.value.covers(&b.value, query.criteria);
    if front.iter().any(|(_, other)| covers(other, &hit.1)) {
        return;
    }
    front.retain(|(_, other)| !covers(&hit.1, other));
    front.push(hit);
}

/// Chooses what to show: the best in each criterion, then the best of each way round, then what differs most.
pub(crate) fn representatives(front: Vec<Hit>, limit: usize) -> Vec<Hit> {
    if limit == 0 || front.len() <= limit {
        return front;
    }
    let extremes: [Key; 6] = [
        |i| (-i64::from(i.ready), i.value.cost),
        |i| (i64::from(i.value.arrival), i.value.cost),
        |i| (i.value.cost, i64::from(i.value.arrival)),
        |i| (i.value.co2e, i.value.cost),
        |i| (i64::from(i.value.handlings), i.value.cost),
        |i| (-i.value.reliability, i.value.cost),
    ];
    let mut chosen = BTreeSet::new();
    for key in extremes {
        chosen.extend(front.iter().enumerate().min_by_key(|(_, hit)| key(&hit.1)).map(|(i, _)| i));
    }
    let mut ways: BTreeSet<Vec<u32>> = chosen.iter().map(|i| way(&front[*i].1)).collect();
    let mut by_rank: Vec<usize> = (0..front.len()).collect();
    let ranks = ranks(&front);
    by_rank.sort_by_key(|i| (ranks[*i], *i));
    for i in &by_rank {
        if chosen.len() < limit && ways.insert(way(&front[*i].1)) {
            chosen.insert(*i);
        }
    }
    for i in by_rank {
        if chosen.len() < limit {
            chosen.insert(i);
        }
    }
    front
        .into_iter()
        .enumerate()
        .filter(|(i, _)| chosen.contains(i))
        .take(limit)
        .map(|(_, hit)| hit)
        .collect()
}

/// The sum of an itinerary's places in the front by arrival, cost, CO2e and reliability: small is balanced and good.
fn ranks(front: &[Hit]) -> Vec<usize> {
    let mut ranks = vec![0; front.len()];
    let keys: [fn(&Found) -> i64; 4] =
        [|i| i64::from(i.value.arrival), |i| i.value.cost, |i| i.value.co2e, |i| -i.value.reliability];
    for key in keys {
        let mut order: Vec<usize> = (0..front.len()).collect();
        order.sort_by_key(|i| key(&front[*i].1));
        for (rank, i) in order.into_iter().enumerate() {
            ranks[i] += rank;
        }
    }
    ranks
}

/// What makes a way round: its services in order.
fn way(itinerary: &Found) -> Vec<u32> {
    let sections = itinerary.legs.iter().filter_map(|leg| match leg.kind {
        LegKind::Ride(ride) => Some(ride.section.0),
        LegKind::Drayage(_) | LegKind::Access => None,
    });
    sections.collect()
}

/// A load as answers show it.
pub(crate) fn load_view(load: &lb_search::Load) -> LoadView {
    LoadView {
        unit_type: load.unit_type.clone(),
        form: load.form.word().to_owned(),
        units: load.units,
        teu: parts(load.teu_e3, 1_000),
    }
}

fn front_words(front: Front) -> String {
    match front {
        Front::Exact => "exact".to_owned(),
        Front::Bounded { minutes, cost_e3, co2e_e3, reliability_e3 } => format!(
            "bounded: arrival {} h, and per leg cost {} %, CO2e {} %, reliability {} %; up to half the fastest time and 10 days later",
            minutes / 60,
            parts(cost_e3, 10),
            parts(co2e_e3, 10),
            parts(reliability_e3, 10)
        ),
    }
}
