//! Trips to lines.

use std::collections::HashMap;
use std::sync::Arc;

use lb_network::gtfs::DaySet;

use super::calendar::Schedules;
use super::least::Least;
use super::transfers::Changes;
use super::{Days, Line, Lines, NO_NODE};

/// Most trips of one line; more become a second line of the same calls.
const TRIPS_MAX: usize = 4_000;
/// Lines of the same calls that a trip is tried in before it begins one of its own.
const TRIED_MAX: usize = 24;
/// A change of clocks moves a day's beginning by less than this, seconds.
const CLOCK_CHANGE_MAX: i32 = 7_200;
const DAY: i32 = 86_400;

/// The nodes of boarding and alighting of a trip's calls: what trips of one line share.
type Stops = Vec<(u32, u32)>;

/// A call of a trip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineCall {
    /// Node where one boards; [`NO_NODE`] = one cannot.
    pub board: u32,
    /// Node where one alights; [`NO_NODE`] = one cannot.
    pub alight: u32,
    /// Arrival, seconds from the start of the service day.
    pub arrive: i32,
    /// Departure, seconds from the start of the service day.
    pub depart: i32,
}

/// A trip to put into a line.
#[derive(Clone, Debug)]
pub struct LineTrip {
    /// Its calls, two or more, in order of time.
    pub calls: Vec<LineCall>,
    /// Its days.
    pub days: Arc<DaySet>,
    /// A number that its maker knows it by.
    pub tag: u32,
}

impl LineTrip {
    /// Returns the trip seen backwards in time, on a timetable of so many days.
    #[must_use]
    pub fn mirrored(&self, days: Arc<DaySet>) -> Self {
        let turned = |call: &LineCall| LineCall {
            board: call.alight,
            alight: call.board,
            arrive: -call.depart,
            depart: -call.arrive,
        };
        Self { calls: self.calls.iter().rev().map(turned).collect(), days, tag: self.tag }
    }

    /// Returns whether this trip never overtakes a later one of the same calls, on one day or on any two.
    fn before(&self, later: &Self) -> bool {
        let ordered = |(a, b): (&LineCall, &LineCall)| a.arrive <= b.arrive && a.depart <= b.depart;
        self.calls.iter().zip(&later.calls).all(ordered)
    }

    /// Returns whether the last trip of a day is never overtaken by the first of the next.
    fn ends_before(&self, first: &Self) -> bool {
        let next_day = DAY - CLOCK_CHANGE_MAX;
        let ordered = |(last, first): (&LineCall, &LineCall)| {
            last.arrive <= first.arrive + next_day && last.depart <= first.depart + next_day
        };
        self.calls.iter().zip(&first.calls).all(ordered)
    }

    /// Returns whether any hop or stay takes less than in another trip of the same calls.
    pub(crate) fn is_faster_than(&self, planned: &Self) -> bool {
        let times = |trip: &Self| -> Vec<i32> {
            trip.calls.iter().flat_map(|call| [call.arrive, call.depart]).collect()
        };
        let (changed, planned) = (times(self), times(planned));
        changed.windows(2).zip(planned.windows(2)).any(|(now, then)| now[1] - now[0] < then[1] - then[0])
    }

    fn stops(&self) -> Stops {
        self.calls.iter().map(|call| (call.board, call.alight)).collect()
    }

    fn order(&self) -> (i32, Vec<i32>, &DaySet, u32) {
        let times = self.calls.iter().flat_map(|call| [call.arrive, call.depart]).collect();
        (self.calls[0].depart, times, &self.days, self.tag)
    }
}

/// Puts trips of the same calls, in the order of departure, into lines without overtaking.
fn without_overtaking(trips: Vec<LineTrip>) -> Vec<Vec<LineTrip>> {
    let mut lines: Vec<Vec<LineTrip>> = Vec::new();
    for trip in trips {
        let fits = |line: &&mut Vec<LineTrip>| {
            line.len() < TRIPS_MAX
                && line.last().is_none_or(|last| last.before(&trip))
                && line.first().is_none_or(|first| trip.ends_before(first))
        };
        let from = lines.len().saturating_sub(TRIED_MAX);
        match lines[from..].iter_mut().find(fits) {
            Some(line) => line.push(trip),
            None => lines.push(vec![trip]),
        }
    }
    lines
}

/// Returns arrival and departure at each call of a run that makes every hop and every stay as fast as any of the trips.
fn least_times(trips: &[LineTrip]) -> Vec<(i32, i32)> {
    let least = |time: &dyn Fn(&LineTrip) -> i32| trips.iter().map(time).min().unwrap_or(0);
    let mut clock = 0;
    let time = |call: usize| {
        if call > 0 {
            clock += least(&|trip| trip.calls[call].arrive - trip.calls[call - 1].depart);
        }
        let arrive = clock;
        clock += least(&|trip| trip.calls[call].depart - trip.calls[call].arrive);
        (arrive, clock)
    };
    (0..trips[0].calls.len()).map(time).collect()
}

impl Lines {
    /// Prepares trips for search. The order of the trips changes nothing but the numbers of lines. O(n log n) in the calls.
    #[must_use]
    pub(crate) fn build(days: Days, trips: Vec<LineTrip>, changes: Changes) -> Self {
        let mut groups: HashMap<Stops, Vec<LineTrip>> = HashMap::new();
        for trip in trips.into_iter().filter(|trip| trip.calls.len() >= 2 && !trip.days.is_empty()) {
            groups.entry(trip.stops()).or_default().push(trip);
        }
        let mut groups: Vec<(Stops, Vec<LineTrip>)> = groups.into_iter().collect();
        groups.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let mut lines = Self {
            days,
            nodes: changes.nodes(),
            lines: Vec::new(),
            boards: Vec::new(),
            alights: Vec::new(),
            departures: Vec::new(),
            arrivals: Vec::new(),
            least_times: Vec::new(),
            tags: Vec::new(),
            boardings: Vec::new(),
            boardings_from: Vec::new(),
            changes,
            least: Least::default(),
        };
        for (_, mut trips) in groups {
            trips.sort_by_cached_key(|trip| {
                let (depart, times, days, tag) = trip.order();
                (depart, times, days.clone(), tag)
            });
            for line in without_overtaking(trips) {
                lines.add(&line);
            }
        }
        lines.list_boardings();
        lines
    }

    /// Adds the bounds that lead a search to its destination.
    #[must_use]
    pub(crate) fn with_bounds(mut self) -> Self {
        self.least = Least::new(&self);
        self
    }

    fn add(&mut self, trips: &[LineTrip]) {
        let calls = &trips[0].calls;
        let sets: Vec<Arc<DaySet>> = trips.iter().map(|trip| Arc::clone(&trip.days)).collect();
        self.lines.push(Line {
            first_call: self.boards.len() as u32,
            calls: calls.len() as u16,
            trips: trips.len() as u16,
            first_time: self.departures.len() as u32,
            first_trip: self.tags.len() as u32,
            schedules: Schedules::new(self.days.len(), &sets),
        });
        self.boards.extend(calls.iter().map(|call| call.board));
        self.alights.extend(calls.iter().map(|call| call.alight));
        for call in 0..calls.len() {
            self.departures.extend(trips.iter().map(|trip| trip.calls[call].depart));
        }
        for trip in trips {
            self.arrivals.extend(trip.calls.iter().map(|call| call.arrive));
        }
        self.least_times.extend(least_times(trips));
        self.tags.extend(trips.iter().map(|trip| trip.tag));
    }

    /// Lists per node the lines that can be boarded there and lead on to a call where one may alight.
    fn list_boardings(&mut self) {
        let mut found: Vec<(u32, u32, u16)> = Vec::new();
        for (number, line) in self.lines.iter().enumerate() {
            let (boards, alights) = (self.line_boards(line), self.line_alights(line));
            let last = alights.iter().rposition(|node| *node != NO_NODE).unwrap_or(0);
            let boardable = boards.iter().take(last).enumerate().filter(|(_, node)| **node != NO_NODE);
            found.extend(boardable.map(|(call, node)| (*node, number as u32, call as u16)));
        }
        found.sort_unstable();
        self.boardings_from = vec![0; self.nodes + 1];
        for (node, _, _) in &found {
            self.boardings_from[*node as usize + 1] += 1;
        }
        for node in 0..self.nodes {
            self.boardings_from[node + 1] += self.boardings_from[node];
        }
        self.boardings = found.into_iter().map(|(_, line, call)| (line, call)).collect();
    }
}
