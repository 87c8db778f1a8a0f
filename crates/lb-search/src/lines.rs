//! Lines: a timetable without cargo, prepared for searches by arrival and rides.
//!
//! Trips that call at the same stops in the same order and never overtake one another form a *line*. A trip stands once,
//! whatever the days it runs: its times are seconds from the start of its service day, its days a set of bits. A run is a
//! trip on a day and exists only while a search looks at it, so a horizon of 60 days costs no copy, and a trip that takes
//! weeks can be boarded at every later stop.
//!
//! The search goes round by round (`rounds`), one ride a round; `front` says which questions it answers. Live changes lie
//! over the timetable without touching it (`overlay`).
//!
//! Source: Delling, Pajor, Werneck, "Round-based public transit routing", 2015, for the rounds; the grouping by days, the
//! nodes of rules for changing and the latest departure are described in docs/search.md.
#![expect(
    clippy::as_conversions,
    reason = "the search's index module: u32 and u16 positions become usize and back, all bounded at build"
)]

mod build;
mod calendar;
mod directed;
mod feed;
mod front;
mod least;
mod overlay;
mod rounds;
mod transfers;

pub use build::{LineCall, LineTrip};
pub use calendar::Days;
pub use feed::FeedLines;
pub use front::{Answer, Journey, Leg, LineQuery, Wishes};
pub use overlay::{Overlay, RunChange};
pub use rounds::Scratch;

use calendar::Schedules;
use least::Least;
use transfers::Changes;

/// No node: one cannot board, or not alight, there.
pub const NO_NODE: u32 = u32::MAX;
/// Later than every time.
pub const LATE: i32 = i32::MAX / 2;

/// One line: trips of the same calls that never overtake one another.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// Its calls are `first_call..first_call + calls` of the call tables.
    first_call: u32,
    calls: u16,
    /// Its trips, in the order of departure.
    trips: u16,
    /// Where its times begin in the tables of times (trip after trip, and call after call).
    first_time: u32,
    /// Number of its first trip in `tags`.
    first_trip: u32,
    schedules: Schedules,
}

/// A timetable prepared for search, in one direction of time. Immutable.
#[derive(Clone, Debug)]
pub struct Lines {
    days: Days,
    nodes: usize,
    lines: Vec<Line>,
    /// Per call of a line: where one boards and where one alights.
    boards: Vec<u32>,
    alights: Vec<u32>,
    /// Per line, call after call: departures of its trips.
    departures: Vec<i32>,
    /// Per line, trip after trip: arrivals at its calls.
    arrivals: Vec<i32>,
    /// Per call of a line: arrival and departure of a run of the least hops and stays.
    least_times: Vec<(i32, i32)>,
    /// Per trip of a line: the number its maker gave it.
    tags: Vec<u32>,
    /// Per node: the lines that can be boarded there, and at which call.
    boardings: Vec<(u32, u16)>,
    boardings_from: Vec<u32>,
    changes: Changes,
    least: Least,
}

/// A run while a search looks at it; runs of a line come in the order of their departures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RunAt {
    /// Service day.
    pub day: u32,
    /// Position of the trip in its line.
    pub trip: u32,
    /// Start of the service day.
    pub base: i32,
}

impl Lines {
    /// Returns the number of nodes: stops, and the places at a stop that rules for changing tell apart.
    #[must_use]
    pub const fn nodes(&self) -> usize {
        self.nodes
    }

    /// Returns the number of lines.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.lines.len()
    }

    /// Returns whether there is no line.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Returns the days of the timetable.
    #[must_use]
    pub const fn days(&self) -> &Days {
        &self.days
    }

    /// Returns the bytes of the tables.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let words = self.boards.len() + self.alights.len() + self.departures.len() + self.arrivals.len();
        let schedules: usize = self.lines.iter().map(|line| line.schedules.bytes()).sum();
        4 * (words + self.tags.len() + self.boardings_from.len())
            + size_of_val(self.lines.as_slice())
            + size_of_val(self.boardings.as_slice())
            + schedules
            + self.least.bytes()
    }

    #[inline]
    pub(crate) fn line_boards(&self, line: &Line) -> &[u32] {
        &self.boards[line.first_call as usize..line.first_call as usize + line.calls as usize]
    }

    #[inline]
    pub(crate) fn line_alights(&self, line: &Line) -> &[u32] {
        &self.alights[line.first_call as usize..line.first_call as usize + line.calls as usize]
    }

    /// Returns arrival and departure at each call of a run of the line's least hops and stays: between two calls, no trip
    /// takes less.
    pub(crate) fn least_times(&self, line: &Line) -> &[(i32, i32)] {
        &self.least_times[line.first_call as usize..line.first_call as usize + line.calls as usize]
    }

    /// Returns the departures of a line's trips at a call.
    #[inline]
    pub(crate) fn departures_at(&self, line: &Line, call: usize) -> &[i32] {
        let first = line.first_time as usize + call * line.trips as usize;
        &self.departures[first..first + line.trips as usize]
    }

    /// Returns the arrivals of a trip at the calls of its line.
    #[inline]
    pub(crate) fn arrivals_of(&self, line: &Line, trip: u32) -> &[i32] {
        let first = line.first_time as usize + trip as usize * line.calls as usize;
        &self.arrivals[first..first + line.calls as usize]
    }

    /// Returns the lines that can be boarded at a node, and at which call.
    pub(crate) fn boardings_at(&self, node: u32) -> &[(u32, u16)] {
        let (from, to) = (self.boardings_from[node as usize], self.boardings_from[node as usize + 1]);
        &self.boardings[from as usize..to as usize]
    }

    /// Returns the first run of a line that leaves a call at `ready` or later. O(log trips) but for days without a run.
    #[inline]
    pub(crate) fn next_run(&self, line: &Line, call: usize, ready: i32) -> Option<RunAt> {
        let departures = self.departures_at(line, call);
        let last = *departures.last()?;
        let mut day = self.days.first_from(ready - last)?;
        loop {
            day = line.schedules.next_active(day)?;
            let base = self.days.base(day);
            if let Some(trip) = line.schedules.first_trip(day, departures, ready - base) {
                return Some(RunAt { day, trip, base });
            }
            day += 1;
        }
    }
}
