//! Trips, and the departures of frequencies.txt.

use std::collections::{HashMap, HashSet};

use super::calendar::Services;
use super::cells::{flag, time, whole};
use super::problems::{At, Problems};
use super::reference::{Keyed, by_id};
use super::rows::{Layout, Shown, Table};
use super::{Route, narrow};

pub(super) const TRIPS: Layout =
    Layout { file: "trips.txt", required: &["route_id", "service_id", "trip_id"] };
pub(super) const FREQUENCIES: Layout =
    Layout { file: "frequencies.txt", required: &["trip_id", "start_time", "end_time", "headway_secs"] };
pub(super) const TIME: &str = "a time as H:MM:SS up to 2400:59:59";

/// A row of trips.txt.
#[derive(Debug)]
pub(super) struct RawTrip {
    pub id: String,
    pub line: u64,
    pub route: u32,
    pub calendar: u32,
    pub block: Option<String>,
}

/// Reads the trips, in the order of their ids.
pub(super) fn read_trips(
    table: Table<'_>,
    routes: &[Route],
    services: &Services,
    problems: &mut Problems,
) -> Vec<RawTrip> {
    let route_by_id = route_by_id(routes);
    let [id, route, service, block] = table.columns(["trip_id", "route_id", "service_id", "block_id"]);
    let rows = table.map(problems, |row| {
        let found_route = route_by_id.get(row.bytes(route)).copied();
        let found_calendar = services.calendar(row.bytes(service));
        if found_route.is_none() {
            row.reject_reference(route, "routes.txt");
        }
        if found_calendar.is_none() {
            row.reject_reference(service, "calendar.txt or calendar_dates.txt");
        }
        let block = (!row.is_empty(block)).then(|| row.name(block));
        let found = (row.id(id)?, found_route?, found_calendar?);
        Some(Keyed { id: found.0, line: row.line, row: (found.1, found.2, block) })
    });
    let rows = by_id(rows, (TRIPS.file, "trip_id"), problems).into_iter();
    rows.map(|Keyed { id, line, row: (route, calendar, block) }| RawTrip { id, line, route, calendar, block })
        .collect()
}

/// Returns the position of each `route_id`.
pub(super) fn route_by_id(routes: &[Route]) -> HashMap<&[u8], u32> {
    routes.iter().enumerate().map(|(i, route)| (route.id.as_bytes(), narrow(i))).collect()
}

/// Returns the position of each `trip_id`.
pub(super) fn trip_by_id(trips: &[RawTrip]) -> HashMap<&[u8], u32> {
    trips.iter().enumerate().map(|(i, trip)| (trip.id.as_bytes(), narrow(i))).collect()
}

/// A row of frequencies.txt: departures from `start` to before `end`, every `headway` seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Frequency {
    pub trip: u32,
    start: i32,
    end: i32,
    headway: i32,
    line: u64,
}

/// The departures of the trips of frequencies.txt.
#[derive(Debug, Default)]
pub(super) struct Frequencies {
    /// Sorted by trip and start.
    rows: Vec<Frequency>,
    /// Trips of all rows, also of bad ones: the trip's own times are no departure.
    named: HashSet<u32>,
}

impl Frequencies {
    /// Reads the frequencies.
    pub fn read(table: Table<'_>, trip_by_id: &HashMap<&[u8], u32>, problems: &mut Problems) -> Self {
        let [id, start, end] = table.columns(["trip_id", "start_time", "end_time"]);
        let [headway, exact] = table.columns(["headway_secs", "exact_times"]);
        let mut named = HashSet::new();
        let mut rows = table.map(problems, |row| {
            let trip = trip_by_id.get(row.bytes(id)).copied();
            named.extend(trip);
            if trip.is_none() {
                row.reject_reference(id, "trips.txt");
            }
            let every = row.required(headway, "seconds, 1 or more", |bytes| {
                whole(bytes).and_then(|seconds| i32::try_from(seconds).ok()).filter(|&seconds| seconds > 0)
            });
            // Whether the schedule is exact changes nothing here: the departures are the best that is known.
            row.optional(exact, "0 or 1", flag);
            let (from, to) = row.required(start, TIME, time).zip(row.required(end, TIME, time))?;
            if to <= from {
                row.reject_value(end, "a time after start_time");
            }
            Some(Frequency { trip: trip?, start: from, end: to, headway: every?, line: row.line })
        });
        rows.sort_unstable();
        note_overlaps(&rows, problems);
        Self { rows, named }
    }

    fn of(&self, trip: u32) -> &[Frequency] {
        let from = self.rows.partition_point(|row| row.trip < trip);
        let to = self.rows.partition_point(|row| row.trip <= trip);
        self.rows.get(from..to).unwrap_or_default()
    }

    /// Returns the departures of a trip in their order, each once.
    pub fn departures(&self, trip: u32) -> Vec<i32> {
        let mut departures: Vec<i32> = self.of(trip).iter().flat_map(Frequency::departures).collect();
        departures.sort_unstable();
        departures.dedup();
        departures
    }

    /// Returns the most departures that a trip can have and the line of its first row; nothing for a trip that
    /// runs once.
    pub fn count(&self, trip: u32) -> Option<(usize, u64)> {
        let rows = self.of(trip);
        let line = rows.first().map_or(0, |row| row.line);
        self.named.contains(&trip).then(|| (rows.iter().map(Frequency::count).sum(), line))
    }
}

impl Frequency {
    fn count(&self) -> usize {
        usize::try_from((self.end - self.start - 1) / self.headway + 1).unwrap_or(0)
    }

    fn departures(&self) -> impl Iterator<Item = i32> + use<> {
        let Self { start, headway, .. } = *self;
        // The last one is before `end`, so it fits.
        (0..).take(self.count()).map(move |i: i32| start + i * headway)
    }
}

fn note_overlaps(rows: &[Frequency], problems: &mut Problems) {
    for (first, later) in rows.iter().zip(rows.iter().skip(1)) {
        if first.trip == later.trip && later.start < first.end {
            let at = At { file: FREQUENCIES.file, line: later.line, column: "start_time" };
            let expected = "a start after the end of the trip's other rows";
            let found = format_args!("an overlap with line {}", first.line);
            problems.add(at, "gtfs.overlap", expected, found);
        }
    }
}

/// Notes a trip that has no two good stop times.
pub(super) fn note_short(trip: &RawTrip, count: usize, problems: &mut Problems) {
    let at = At { file: TRIPS.file, line: trip.line, column: "trip_id" };
    let found = format_args!("{count} for {}", Shown(trip.id.as_bytes()));
    problems.add(at, "gtfs.short_trip", "two or more good rows of stop_times.txt", found);
}
