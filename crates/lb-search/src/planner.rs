//! What every search of one corridor shares: the corridor, its timetable, and what follows from both.

use std::collections::BTreeMap;

use lb_network::delay::Distribution;
use lb_network::idx::{PlaceIdx, SectionIdx};
use lb_network::timetable::NEVER;
use lb_network::{Corridor, Timetable};

use crate::bounds::Bounds;
use crate::itinerary::{Itinerary, rebuild};
use crate::label::Value;
use crate::plan::QueryPlan;
use crate::query::Query;
use crate::search::{Search, at};

/// A corridor with its timetable, ready to be searched. Immutable; searches share it.
#[derive(Debug)]
pub struct Planner {
    /// The corridor.
    pub corridor: Corridor,
    /// The timetable.
    pub timetable: Timetable,
    /// Per section and hop: least minutes from the departure at a call to that at the next, and to the arrival there.
    pub(crate) hop_minutes: Vec<Vec<HopMinutes>>,
    /// Per section: least minutes of the through connection onward.
    pub(crate) onward_minutes: Vec<i32>,
    /// `head_start[a][b]`: minutes by which delay a must be earlier to be no worse than delay b.
    pub(crate) head_start: Vec<Vec<i32>>,
    /// Country number per place.
    pub(crate) country: Vec<u16>,
    /// Number of the first call of each section among the calls of all sections; their count at the end.
    first_call: Vec<u32>,
    /// Per place: the calls of sections at which cargo may be put on there.
    boardings: Vec<Vec<(SectionIdx, u16)>>,
    /// Delay distributions, the punctual one last.
    pub(crate) delays: Vec<Distribution>,
}

/// Least minutes of a hop over all runs.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct HopMinutes {
    /// Departure to arrival.
    pub ride: i32,
    /// Arrival to departure at the call that the hop reaches; 0 at the last call.
    pub dwell: i32,
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
        let hop_minutes = sections.clone().map(|s| hop_minutes(&corridor, &timetable, s)).collect();
        let onward_minutes = sections.map(|s| onward_minutes(&corridor, &timetable, s)).collect();
        let mut first_call = Vec::with_capacity(corridor.sections.len() + 1);
        let mut boardings = vec![Vec::new(); corridor.places.len()];
        let mut calls = 0;
        for (section, row) in corridor.sections.iter().enumerate() {
            first_call.push(calls);
            for (number, call) in (0..).zip(&row.calls) {
                calls += 1;
                if call.board && usize::from(number) + 1 < row.calls.len() {
                    boardings[call.place.at()].push((SectionIdx::new(section), number));
                }
            }
        }
        first_call.push(calls);
        Self {
            corridor,
            timetable,
            hop_minutes,
            onward_minutes,
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

fn hop_minutes(corridor: &Corridor, timetable: &Timetable, section: SectionIdx) -> Vec<HopMinutes> {
    let row = &corridor.sections[section.at()];
    let none = HopMinutes { ride: i32::MAX, dwell: i32::MAX };
    let mut least = vec![none; row.calls.len().saturating_sub(1)];
    for run in timetable.runs_of(row.service) {
        let calls = timetable.calls(corridor, section, run);
        for (hop, pair) in least.iter_mut().zip(calls.windows(2)) {
            hop.ride = hop.ride.min(pair[1].0.saturating_sub(pair[0].1).max(0));
            let dwell = if pair[1].1 == NEVER { 0 } else { pair[1].1 - pair[1].0 };
            hop.dwell = hop.dwell.min(dwell.max(0));
        }
    }
    least
}

fn onward_minutes(corridor: &Corridor, timetable: &Timetable, section: SectionIdx) -> i32 {
    let row = &corridor.sections[section.at()];
    let Some(onward) = row.onward else { return 0 };
    let next = corridor.connections[onward.at()].to;
    let runs = timetable.runs_of(row.service);
    runs.filter_map(|run| {
        let arrive = timetable.calls(corridor, section, run).last()?.0;
        let depart = timetable.calls(corridor, next, run).first()?.1;
        Some(depart.saturating_sub(arrive).max(0))
    })
    .min()
    .unwrap_or(0)
}

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
        let plan = QueryPlan::new(self, query);
        let bounds = Bounds::new(self, query, &plan);
        let search = Search::run(self, query, &plan, &bounds, rivals);
        let itineraries = search.ends.kept.iter().map(|end| rebuild(&search, end)).collect();
        Found { itineraries, labels: search.labels.len(), cut_short: search.cut_short }
    }
}
