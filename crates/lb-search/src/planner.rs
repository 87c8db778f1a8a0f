//! What every search of one corridor shares: the corridor, its timetable, and what follows from both.

use std::collections::BTreeMap;

use lb_network::delay::Distribution;
use lb_network::idx::{PlaceIdx, SectionIdx};
use lb_network::timetable::{Hop, NEVER};
use lb_network::{Corridor, Timetable};

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
    /// Places of all calls, section after section, and where each section's begin: what the scan looks at first.
    call_places: Vec<PlaceIdx>,
    first_call: Vec<u32>,
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
        let mut first_call = Vec::with_capacity(corridor.sections.len());
        let mut call_places = Vec::new();
        for section in &corridor.sections {
            first_call.push(u32::try_from(call_places.len()).unwrap_or(u32::MAX));
            call_places.extend(section.calls.iter().map(|call| call.place));
        }
        Self {
            corridor,
            timetable,
            hop_minutes,
            onward_minutes,
            head_start,
            country,
            call_places,
            first_call,
            delays,
        }
    }

    /// Returns the number of a call of a section among the calls of all sections.
    pub(crate) fn call(&self, section: SectionIdx, call: usize) -> usize {
        crate::scan::at(self.first_call[section.at()]) + call
    }

    /// Returns the number of calls of all sections.
    pub(crate) const fn calls(&self) -> usize {
        self.call_places.len()
    }

    /// Returns the place that a hop leaves.
    pub(crate) fn place_of(&self, hop: &Hop) -> PlaceIdx {
        let first = crate::scan::at(self.first_call[hop.section.at()]);
        self.call_places[first + usize::from(hop.call)]
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
    pub itineraries: Vec<crate::itinerary::Itinerary>,
    /// Labels made.
    pub labels: usize,
    /// Whether the search was cut short at [`crate::scan::LABELS_MAX`] labels: the front may then miss itineraries.
    pub cut_short: bool,
}

impl Planner {
    /// Answers a query.
    #[must_use]
    pub fn search(&self, query: &crate::query::Query) -> Found {
        self.search_beside(query, &[])
    }

    /// Answers a query beside values found elsewhere (the same goods in other units): what they cover is not looked for.
    #[must_use]
    pub fn search_beside(&self, query: &crate::query::Query, rivals: &[crate::label::Value]) -> Found {
        let plan = crate::plan::QueryPlan::new(self, query);
        let bounds = crate::bounds::Bounds::new(self, query, &plan);
        let scan = crate::scan::Scan::run(self, query, &plan, &bounds, rivals);
        let itineraries = scan.ends.iter().map(|end| crate::itinerary::rebuild(&scan, end)).collect();
        Found { itineraries, labels: scan.labels.len(), cut_short: scan.cut_short }
    }
}
