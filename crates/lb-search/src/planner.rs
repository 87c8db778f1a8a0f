//! What every search of one corridor shares: the corridor, its timetable, and what follows from both.

use std::collections::BTreeMap;

use lb_network::delay::Distribution;
use lb_network::idx::{DrayageIdx, PlaceIdx, RunIdx, SectionIdx};
use lb_network::model::Call;
use lb_network::timetable::NEVER;
use lb_network::{Corridor, Timetable};

use crate::bounds::Bounds;
use crate::itinerary::{Itinerary, rebuild};
use crate::label::Value;
use crate::plan::{QueryPlan, is_modelled_stop};
use crate::query::{Criteria, Query, Window};
use crate::search::{Search, at};

/// A corridor with its timetable, ready to be searched. Immutable; searches share it.
#[derive(Debug)]
pub struct Planner {
    /// The corridor.
    pub corridor: Corridor,
    /// The timetable.
    pub timetable: Timetable,
    /// The calls of all sections, section after section.
    pub(crate) stands: Vec<Stand>,
    /// Per section: the through connection onward.
    pub(crate) onward: Vec<Option<Onward>>,
    /// Per section: the one before it in its service, where a through connection joins them.
    pub(crate) before: Vec<Option<SectionIdx>>,
    /// `head_start[a][b]`: minutes by which delay a must be earlier to be no worse than delay b.
    pub(crate) head_start: Vec<Vec<i32>>,
    /// Country number per place.
    pub(crate) country: Vec<u16>,
    /// Per place: the sections with a call at which cargo may be taken off there, each once.
    pub(crate) alightings: Vec<Vec<SectionIdx>>,
    /// Per place: the drayages that lead to it, and from where.
    pub(crate) drayages_to: Vec<Vec<(DrayageIdx, PlaceIdx)>>,
    /// Number of the first call of each section among the calls of all sections; their count at the end.
    first_call: Vec<u32>,
    /// Per place: the calls of sections at which cargo may be put on there.
    boardings: Vec<Vec<(SectionIdx, u16)>>,
    /// Delay distributions, the punctual one last.
    pub(crate) delays: Vec<Distribution>,
}

/// A call of a section, as far as every search asks it, and the hop that leaves it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stand {
    pub place: PlaceIdx,
    /// Whether cargo may be put on, and a run goes on from here.
    pub board: bool,
    pub alight: bool,
    /// Whether no source says that cargo is worked here.
    pub is_modelled: bool,
    /// Minutes before departure by which cargo must be available.
    pub cutoff: i32,
    /// Least minutes over all runs from the departure here to the arrival at the next call.
    pub ride: i32,
    /// Least minutes over all runs from the arrival here to the departure; 0 at the last call.
    pub dwell: i32,
}

/// A through connection.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Onward {
    pub to: SectionIdx,
    /// Least minutes over all runs.
    pub minutes: i32,
    pub handlings: u32,
    pub risk_ppm: u32,
}

impl Planner {
    /// Prepares a corridor for search.
    #[must_use]
    pub fn new(corridor: Corridor, timetable: Timetable) -> Self {
        let mut countries: BTreeMap<String, u16> = BTreeMap::new();
        let mut country = Vec::with_capacity(corridor.places.len());
        for place in &corridor.places {
            let next = u16::try_from(countries.len()).unwrap_or(u16::MAX);
            country.push(*countries.entry(place.country.clone()).or_insert(next));
        }
        let mut delays: Vec<Distribution> = corridor.delays.iter().map(|d| d.distribution.clone()).collect();
        delays.push(Distribution::punctual());
        let head_start = delays
            .iter()
            .map(|a| {
                delays
                    .iter()
                    .map(|b| i32::try_from(a.head_start_against(b)).unwrap_or(i32::MAX / 4))
                    .collect()
            })
            .collect();
        let sections = (0..corridor.sections.len()).map(SectionIdx::new);
        let stands = sections.clone().flat_map(|s| stands(&corridor, &timetable, s)).collect();
        let onward: Vec<Option<Onward>> =
            sections.clone().map(|s| onward(&corridor, &timetable, s)).collect();
        let mut before = vec![None; corridor.sections.len()];
        for (section, onward) in sections.zip(&onward) {
            if let Some(onward) = onward {
                before[onward.to.at()] = Some(section);
            }
        }
        let mut drayages_to = vec![Vec::new(); corridor.places.len()];
        for place in (0..corridor.places.len()).map(PlaceIdx::new) {
            for end in corridor.drayages_at(place) {
                drayages_to[end.to.at()].push((end.drayage, place));
            }
        }
        let mut first_call = Vec::with_capacity(corridor.sections.len() + 1);
        let mut boardings = vec![Vec::new(); corridor.places.len()];
        let mut alightings = vec![Vec::new(); corridor.places.len()];
        let mut calls = 0;
        for (section, row) in corridor.sections.iter().enumerate() {
            first_call.push(calls);
            for (number, call) in (0..).zip(&row.calls) {
                calls += 1;
                if call.board && usize::from(number) + 1 < row.calls.len() {
                    boardings[call.place.at()].push((SectionIdx::new(section), number));
                }
                let seen: &mut Vec<SectionIdx> = &mut alightings[call.place.at()];
                if call.alight && number > 0 && seen.last() != Some(&SectionIdx::new(section)) {
                    seen.push(SectionIdx::new(section));
                }
            }
        }
        first_call.push(calls);
        Self {
            corridor,
            timetable,
            stands,
            onward,
            before,
            alightings,
            drayages_to,
            head_start,
            country,
            first_call,
            boardings,
            delays,
        }
    }

    /// Returns the number of a call of a section among the calls of all sections.
    pub(crate) fn call(&self, section: SectionIdx, call: u16) -> usize {
        at(self.first_call[section.at()]) + usize::from(call)
    }

    /// Returns the number of calls of all sections.
    pub(crate) fn calls(&self) -> usize {
        self.first_call.last().map_or(0, |calls| at(*calls))
    }

    /// Returns the calls of sections at which cargo may be put on at a place.
    pub(crate) fn boardings(&self, place: PlaceIdx) -> &[(SectionIdx, u16)] {
        &self.boardings[place.at()]
    }

    /// Returns the number of the punctual delay.
    #[must_use]
    pub fn punctual(&self) -> u16 {
        u16::try_from(self.delays.len() - 1).unwrap_or(u16::MAX)
    }

    /// Returns whether two places are in one country.
    #[must_use]
    pub fn same_country(&self, a: PlaceIdx, b: PlaceIdx) -> bool {
        self.country[a.at()] == self.country[b.at()]
    }
}

fn stands(corridor: &Corridor, timetable: &Timetable, section: SectionIdx) -> Vec<Stand> {
    let row = &corridor.sections[section.at()];
    let last = row.calls.len().saturating_sub(1);
    let stand = |(number, call): (usize, &Call)| Stand {
        place: call.place,
        board: call.board && number < last,
        alight: call.alight && number > 0,
        is_modelled: is_modelled_stop(call),
        cutoff: call.cutoff.unwrap_or(0),
        ride: i32::MAX,
        dwell: if number == last { 0 } else { i32::MAX },
    };
    let mut stands: Vec<Stand> = row.calls.iter().enumerate().map(stand).collect();
    for run in timetable.runs_of(row.service) {
        for (stand, (ride, dwell)) in stands.iter_mut().zip(least_times(corridor, timetable, section, run)) {
            stand.ride = stand.ride.min(ride);
            stand.dwell = stand.dwell.min(dwell);
        }
    }
    stands
}

/// Returns, for every call of a run, the minutes to the next call and those it stands there; more than can be where there
/// is no next call, or it does not leave.
pub(crate) fn least_times<'a>(
    corridor: &Corridor,
    timetable: &'a Timetable,
    section: SectionIdx,
    run: RunIdx,
) -> impl Iterator<Item = (i32, i32)> + use<'a> {
    let calls = timetable.calls(corridor, section, run);
    calls.iter().enumerate().map(|(number, (arrive, depart))| {
        let next = calls.get(number + 1);
        let ride = next.map_or(i32::MAX, |next| next.0.saturating_sub(*depart).max(0));
        let stands = number > 0 && *depart != NEVER;
        (ride, if stands { (depart - arrive).max(0) } else { i32::MAX })
    })
}

/// Returns the minutes between the last arrival of a run in a section and its departure into the section joined to it.
pub(crate) fn least_onward(
    corridor: &Corridor,
    timetable: &Timetable,
    section: SectionIdx,
    run: RunIdx,
) -> Option<i32> {
    let next = corridor.connections[corridor.sections[section.at()].onward?.at()].to;
    let arrive = timetable.calls(corridor, section, run).last()?.0;
    let depart = timetable.calls(corridor, next, run).first()?.1;
    Some(depart.saturating_sub(arrive).max(0))
}

fn onward(corridor: &Corridor, timetable: &Timetable, section: SectionIdx) -> Option<Onward> {
    let row = &corridor.sections[section.at()];
    let connection = &corridor.connections[row.onward?.at()];
    let runs = timetable.runs_of(row.service);
    let minutes = runs.filter_map(|run| least_onward(corridor, timetable, section, run));
    let (to, handlings, risk_ppm) = (connection.to, connection.handlings, connection.risk_ppm);
    Some(Onward { to, minutes: minutes.min().unwrap_or(0), handlings, risk_ppm })
}

/// Days of departures among which the latest is looked for at a time.
const LATEST_SPAN: i32 = 10 * 1_440;

/// What a search found.
#[derive(Clone, Debug)]
pub struct Found {
    /// The front, earliest arrival first.
    pub itineraries: Vec<Itinerary>,
    /// Labels made.
    pub labels: usize,
    /// Whether the search was cut short at [`crate::search::LABELS_MAX`] labels: the front may then miss itineraries.
    pub cut_short: bool,
}

impl Planner {
    /// Answers a query.
    #[must_use]
    pub fn search(&self, query: &Query) -> Found {
        self.search_beside(query, &[])
    }

    /// Answers a query beside values found elsewhere (the same goods in other units): what they cover is not looked for.
    #[must_use]
    pub fn search_beside(&self, query: &Query, rivals: &[Value]) -> Found {
        if query.window.is_some() {
            return self.search_window(query, rivals);
        }
        self.search_at(query, rivals)
    }

    fn search_at(&self, query: &Query, rivals: &[Value]) -> Found {
        let plan = QueryPlan::new(self, query);
        let bounds = Bounds::new(self, query, &plan);
        let search = Search::run(self, query, &plan, &bounds, rivals);
        let itineraries = search.ends.kept.iter().map(|end| rebuild(&search, end)).collect();
        Found { itineraries, labels: search.labels.len(), cut_short: search.cut_short }
    }

    /// Answers a query for cargo that may be ready at any minute of a window: the last days first, each span of days on which
    /// the same tariffs are in force by itself, for the tariff is that of the day on which the cargo is ready.
    fn search_window(&self, query: &Query, rivals: &[Value]) -> Found {
        let mut rivals = rivals.to_vec();
        let mut found = Found { itineraries: Vec::new(), labels: 0, cut_short: false };
        let mut until = query.until();
        for from in self.spans(query).into_iter().rev() {
            let window = query.window.map(|window| Window { until, ..window });
            let span = self.search_at(&Query { ready: from, window, ..query.clone() }, &rivals);
            found.labels += span.labels;
            found.cut_short |= span.cut_short;
            rivals.extend(span.itineraries.iter().map(|itinerary| itinerary.value));
            found.itineraries.extend(span.itineraries);
            until = from - 1;
            let is_latest = query.criteria == Criteria::NONE;
            if is_latest && found.itineraries.iter().any(|itinerary| itinerary.rides > 0) {
                break;
            }
        }
        found.itineraries.sort_by_key(|itinerary| (itinerary.value, itinerary.ready));
        found
    }

    /// Returns the first minutes of the spans in which a window is searched: its own, those from which other tariffs are in
    /// force (days of UTC), and where nothing but the latest departure is wanted one every [`LATEST_SPAN`].
    fn spans(&self, query: &Query) -> Vec<i32> {
        let (from, until) = (query.ready, query.until());
        let utc = lb_base::Zone::UTC;
        let tariffs = self.corridor.sections.iter().flat_map(|section| &section.tariffs);
        let days = tariffs
            .flat_map(|tariff| [tariff.valid_from, tariff.valid_to.and_then(|day| day.tomorrow().ok())]);
        let minutes = days.flatten().map(|day| lb_base::local_minute(day, 0, &utc).get());
        let mut minutes: Vec<i32> = minutes.filter(|minute| (from + 1..=until).contains(minute)).collect();
        minutes.push(from);
        if query.criteria == Criteria::NONE {
            let back = std::iter::successors(Some(until), |minute| minute.checked_sub(LATEST_SPAN));
            minutes.extend(back.skip(1).take_while(|minute| *minute > from));
        }
        minutes.sort_unstable();
        minutes.dedup();
        minutes
    }
}
