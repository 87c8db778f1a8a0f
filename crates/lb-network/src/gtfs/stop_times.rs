//! Stop times: read, put in order, checked, interpolated, and repeated for frequencies.

use std::collections::{HashMap, HashSet};

use super::cells::{distance, time, whole};
use super::problems::{At, Problems};
use super::reference::{Location, Stops};
use super::rows::{Column, Layout, Row, Shown, Table};
use super::timed::fill;
use super::trips::{FREQUENCIES, Frequencies, RawTrip, TIME, TRIPS, note_short, trip_by_id};
use super::{StopIdx, StopTime, Trip, narrow, wide};

pub(super) const STOP_TIMES: Layout =
    Layout { file: "stop_times.txt", required: &["trip_id", "stop_id", "stop_sequence"] };

/// The most stop times of a feed after frequencies are expanded.
const STOP_TIMES_MAX: usize = 20_000_000;
/// The most trips of a feed after frequencies are expanded.
const TRIPS_MAX: usize = 5_000_000;

/// A row of stop_times.txt.
#[derive(Clone, Copy, Debug)]
pub(super) struct Call {
    trip: u32,
    sequence: u32,
    pub line: u64,
    stop: StopIdx,
    /// Arrival and departure; one given means both.
    pub times: Option<(i32, i32)>,
    /// `shape_dist_traveled`, millionths.
    pub distance: Option<i64>,
    pickup: bool,
    drop_off: bool,
}

impl Call {
    /// Returns the stop time of this call.
    pub const fn at(&self, arrive: i32, depart: i32) -> StopTime {
        let Self { stop, pickup, drop_off, line, .. } = *self;
        StopTime { stop, arrive, depart, pickup, drop_off, line }
    }
}

/// The columns of stop_times.txt.
#[derive(Clone, Copy)]
struct Columns {
    trip: Column,
    stop: Column,
    sequence: Column,
    arrive: Column,
    depart: Column,
    pickup: Column,
    drop_off: Column,
    distance: Column,
    /// Columns that name an area or a window: demand-responsive, not a timetable.
    flexible: [Column; 3],
}

impl Columns {
    fn of(table: &Table<'_>) -> Self {
        let [trip, stop, sequence] = table.columns(["trip_id", "stop_id", "stop_sequence"]);
        let [arrive, depart] = table.columns(["arrival_time", "departure_time"]);
        let [pickup, drop_off] = table.columns(["pickup_type", "drop_off_type"]);
        let [distance] = table.columns(["shape_dist_traveled"]);
        let flexible = table.columns(["location_id", "location_group_id", "start_pickup_drop_off_window"]);
        Self { trip, stop, sequence, arrive, depart, pickup, drop_off, distance, flexible }
    }
}

/// The good rows of stop_times.txt.
#[derive(Debug)]
pub(super) struct Calls {
    /// In the order of trip and sequence.
    rows: Vec<Call>,
    /// Trips that have bad rows too.
    broken: HashSet<u32>,
}

/// Reads the rows of stop_times.txt.
pub(super) fn read_calls(
    table: Table<'_>,
    trips: &[RawTrip],
    stops: &Stops,
    problems: &mut Problems,
) -> Calls {
    let columns = Columns::of(&table);
    let mut reader = CallReader {
        columns,
        trips,
        trip_by_id: trip_by_id(trips),
        location_by_id: stops.by_id(),
        last_trip: None,
    };
    let mut broken = HashSet::new();
    let mut calls = table.map(problems, |row| {
        let trip = reader.trip(row);
        let call = trip.and_then(|trip| reader.read(row, trip));
        broken.extend(trip.filter(|_| row.bad));
        call
    });
    sort(&mut calls, trips.len());
    calls.dedup_by(|later, first| {
        let is_same = (later.trip, later.sequence) == (first.trip, first.sequence);
        if is_same {
            let at = At { file: STOP_TIMES.file, line: later.line, column: "stop_sequence" };
            let found = format_args!("{} as on line {}", later.sequence, first.line);
            problems.add(at, "gtfs.duplicate", "each place in the sequence of a trip once", found);
        }
        is_same
    });
    Calls { rows: calls, broken }
}

/// Puts calls in the order of trip, sequence and line: into one bin a trip, as bins are many and their order known.
fn sort(calls: &mut Vec<Call>, trips: usize) {
    let order = |call: &Call| (call.trip, call.sequence, call.line);
    if calls.is_sorted_by_key(order) {
        return;
    }
    let mut ends = vec![0_usize; trips + 1];
    for call in calls.iter() {
        ends[wide(call.trip) + 1] += 1;
    }
    for trip in 0..trips {
        ends[trip + 1] += ends[trip];
    }
    let mut positions = vec![0_u32; calls.len()];
    for (i, call) in calls.iter().enumerate() {
        let end = &mut ends[wide(call.trip)];
        positions[*end] = narrow(i);
        *end += 1;
    }
    *calls = positions.iter().map(|&position| calls[wide(position)]).collect();
    for bin in calls.chunk_by_mut(|a, b| a.trip == b.trip).filter(|bin| !bin.is_sorted_by_key(order)) {
        bin.sort_by_key(order);
    }
}

struct CallReader<'a> {
    columns: Columns,
    trips: &'a [RawTrip],
    trip_by_id: HashMap<&'a [u8], u32>,
    location_by_id: HashMap<&'a [u8], Location>,
    /// Rows of one trip mostly follow each other.
    last_trip: Option<u32>,
}

impl CallReader<'_> {
    fn read(&self, row: &mut Row<'_>, trip: u32) -> Option<Call> {
        let columns = self.columns;
        if let Some(column) = columns.flexible.into_iter().find(|&column| !row.is_empty(column)) {
            row.reject(column, "gtfs.unsupported", "a stop and times", "a demand-responsive call");
            return None;
        }
        let stop = self.stop(row);
        let sequence = row.required(columns.sequence, "a whole number, 0 or more", whole);
        let arrive = row.optional(columns.arrive, TIME, time);
        let depart = row.optional(columns.depart, TIME, time);
        let pickup = row.optional(columns.pickup, "0, 1, 2 or 3", possible);
        let drop_off = row.optional(columns.drop_off, "0, 1, 2 or 3", possible);
        Some(Call {
            trip,
            sequence: sequence?,
            line: row.line,
            stop: stop?,
            times: arrive.or(depart).zip(depart.or(arrive)),
            distance: row.tolerated(columns.distance, "a distance, 0 or more", distance),
            pickup: pickup.unwrap_or(true),
            drop_off: drop_off.unwrap_or(true),
        })
    }

    fn trip(&mut self, row: &mut Row<'_>) -> Option<u32> {
        let id = row.bytes(self.columns.trip);
        let last = self.last_trip.and_then(|last| self.trips.get(wide(last)));
        if last.is_none_or(|last| last.id.as_bytes() != id) {
            self.last_trip = self.trip_by_id.get(id).copied();
        }
        if self.last_trip.is_none() {
            row.reject_reference(self.columns.trip, "trips.txt");
        }
        self.last_trip
    }

    fn stop(&self, row: &mut Row<'_>) -> Option<StopIdx> {
        match self.location_by_id.get(row.bytes(self.columns.stop)) {
            Some(&Location::Stop(stop)) => return Some(stop),
            Some(Location::Station(_) | Location::Other) => {
                row.reject_value(self.columns.stop, "a stop (location_type 0)");
            }
            None => row.reject_reference(self.columns.stop, "stops.txt"),
        }
        None
    }
}

/// Parses a pickup or drop-off type: 1 is not possible, the others are.
fn possible(bytes: &[u8]) -> Option<bool> {
    match bytes {
        b"0" | b"2" | b"3" => Some(true),
        b"1" => Some(false),
        _ => None,
    }
}

/// Trips with their stop times, frequencies expanded.
#[derive(Debug)]
pub(super) struct Timetable<'a> {
    pub trips: Vec<Trip>,
    pub stop_times: Vec<StopTime>,
    /// First and last stop by row of trips.txt; nothing where the trip was dropped.
    pub ends: Vec<Option<(StopIdx, StopIdx)>>,
    frequencies: &'a Frequencies,
    broken: &'a HashSet<u32>,
}

impl<'a> Timetable<'a> {
    /// Makes the timetable of trips in the order of their ids.
    pub fn new(
        trips: &[RawTrip],
        calls: &'a Calls,
        frequencies: &'a Frequencies,
        problems: &mut Problems,
    ) -> Self {
        let mut timetable = Self {
            trips: Vec::with_capacity(trips.len()),
            stop_times: Vec::with_capacity(calls.rows.len()),
            ends: Vec::with_capacity(trips.len()),
            frequencies,
            broken: &calls.broken,
        };
        let mut rest = calls.rows.as_slice();
        let mut pattern = Vec::new();
        for (index, trip) in (0..).zip(trips) {
            let count = rest.iter().take_while(|call| call.trip == index).count();
            let (own, later) = rest.split_at(count);
            rest = later;
            if count < 2 {
                note_short(trip, count, problems);
            }
            let is_good = count >= 2 && fill(own, &mut pattern, problems).is_some();
            let ends = pattern.first().zip(pattern.last()).filter(|_| is_good);
            timetable.ends.push(ends.map(|(first, last)| (first.stop, last.stop)));
            if is_good {
                timetable.add(trip, index, &pattern, problems);
            }
        }
        timetable
    }

    /// Adds a trip once, or once for each of its departures in frequencies.txt.
    fn add(&mut self, trip: &RawTrip, index: u32, pattern: &[StopTime], problems: &mut Problems) {
        let Some((count, line)) = self.frequencies.count(index) else {
            self.run(trip, pattern, None);
            return;
        };
        if self.broken.contains(&index) {
            // Its departures count from the first stop, which may be the one that is missing.
            let at = At { file: TRIPS.file, line: trip.line, column: "trip_id" };
            let expected = "good rows of stop_times.txt alone, as frequencies.txt repeats them";
            problems.add(at, "gtfs.broken_pattern", expected, Shown(trip.id.as_bytes()));
            return;
        }
        let stop_times = count.saturating_mul(pattern.len()).saturating_add(self.stop_times.len());
        if stop_times > STOP_TIMES_MAX || count.saturating_add(self.trips.len()) > TRIPS_MAX {
            let at = At { file: FREQUENCIES.file, line, column: "headway_secs" };
            let expected =
                format_args!("at most {TRIPS_MAX} trips and {STOP_TIMES_MAX} stop times in the feed");
            problems.add(at, "gtfs.too_large", expected, format_args!("{count} more departures"));
            return;
        }
        for departure in self.frequencies.departures(index) {
            self.run(trip, pattern, Some(departure));
        }
    }

    /// Adds one run of a trip, moved so that it departs at `headway_start`.
    fn run(&mut self, trip: &RawTrip, pattern: &[StopTime], headway_start: Option<i32>) {
        let first = narrow(self.stop_times.len());
        let departs = pattern.first().map_or(0, |call| call.depart);
        let shift = headway_start.map_or(0, |start| start - departs);
        self.stop_times.extend(pattern.iter().map(|call| StopTime {
            arrive: call.arrive + shift,
            depart: call.depart + shift,
            ..*call
        }));
        self.trips.push(Trip {
            id: trip.id.clone(),
            route: trip.route,
            calendar: trip.calendar,
            first,
            count: narrow(pattern.len()),
            block: trip.block.clone(),
            headway_start,
        });
    }
}
