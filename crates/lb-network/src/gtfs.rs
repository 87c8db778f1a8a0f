//! Public timetables in the General Transit Feed Specification: bytes to a validated, immutable [`Feed`].
//!
//! Times count from noon minus 12 hours in the agency's zone; a station means its child stops; missing times are
//! interpolated; frequencies become trips; exceptions become days. Every good row is kept, every bad one becomes a
//! [`Problem`]. The order of rows in a file changes nothing.
//!
//! Codes of problems, after `gtfs.`:
//! - the file: `missing_file`, `missing_column`, `unreadable`, `too_large`, `row_length`;
//! - the cell: `bad_value`, `unknown_reference`, `duplicate`, `unsupported`;
//! - the agencies and days: `no_agency`, `differing_zone`, `no_service`, `too_many_days`;
//! - the trip: `short_trip`, `missing_time`, `time_backwards`, `overlap`, `broken_pattern`;
//! - `more_problems`: how many of one code were found beyond those that are kept, 100 a file, 1,000 in all.
//!
//! Source: GTFS Schedule Reference, gtfs.org (Apache-2.0).

mod calendar;
mod cells;
mod days;
mod files;
mod problems;
mod reference;
mod rows;
mod stop_times;
mod timed;
mod transfers;
mod trips;

use jiff::civil::Date;
use lb_base::Zone;

pub use crate::idx::StopIdx;
use crate::problem::Problem;
pub use days::DaySet;
pub use files::Files;

use calendar::{CALENDAR, CALENDAR_DATES, Calendar, FEED_INFO, Window};
use problems::{At, Problems};
use reference::{AGENCY, Agencies, ROUTES, STOPS, Stops, children_of, read_routes};
use rows::{Layout, Table};
use stop_times::{STOP_TIMES, Timetable, read_calls};
use transfers::{Network, TRANSFERS, read_transfers};
use trips::{FREQUENCIES, Frequencies, TRIPS, read_trips, trip_by_id};

/// A GTFS feed after reading.
#[derive(Clone, Debug, PartialEq)]
pub struct Feed {
    /// Agency zone.
    pub zone: Zone,
    /// First service day.
    pub first_day: Date,
    /// Per service day from `first_day`: seconds since 1970 UTC of noon minus 12 h in the agency's zone.
    pub day_base: Vec<i64>,
    /// Stops and stations, in the order of `stop_id`; entrances, nodes and boarding areas are left out.
    pub stops: Vec<Stop>,
    /// Routes, in the order of `route_id`.
    pub routes: Vec<Route>,
    /// Trips after frequencies are expanded, in the order of `trip_id` and frequency start.
    pub trips: Vec<Trip>,
    /// Stop times, trip after trip, in the order of `stop_sequence`.
    pub stop_times: Vec<StopTime>,
    /// The distinct sets of service days, in their own order.
    pub calendars: Vec<DaySet>,
    /// Transfers between stops (never stations), sorted; one for each pair of stops, routes and trips.
    pub transfers: Vec<Transfer>,
    /// Where the children of stop `i` stand in `children`: from entry `i` to entry `i + 1`.
    child_ends: Vec<u32>,
    children: Vec<StopIdx>,
}

/// A stop or a station.
#[derive(Clone, Debug, PartialEq)]
pub struct Stop {
    /// `stop_id`.
    pub id: String,
    /// `stop_name`; empty where the feed gives none.
    pub name: String,
    /// The station it belongs to.
    pub parent: Option<StopIdx>,
    /// Latitude, degrees; nothing where the feed gives none.
    pub lat: Option<f64>,
    /// Longitude, degrees; nothing where the feed gives none.
    pub lon: Option<f64>,
    /// Whether it is a station (`location_type` 1); a station has no stop times, its child stops have.
    pub is_station: bool,
}

/// A route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// `route_id`.
    pub id: String,
    /// Short name, else long name, else the id.
    pub name: String,
    /// `route_type`, basic (0 to 12) or extended (100 to 1799).
    pub kind: u16,
}

/// A trip; one of frequencies.txt stands once for each departure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trip {
    /// `trip_id`; the departures of frequencies.txt share it.
    pub id: String,
    /// Position in [`Feed::routes`].
    pub route: u32,
    /// Position in [`Feed::calendars`].
    pub calendar: u32,
    /// Position of the first stop time in [`Feed::stop_times`].
    pub first: u32,
    /// Number of stop times, 2 or more.
    pub count: u32,
    /// `block_id`: trips of one vehicle.
    pub block: Option<String>,
    /// For a trip made from frequencies.txt: its departure from the first stop, seconds from the day base.
    pub headway_start: Option<i32>,
}

/// A call of a trip at a stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StopTime {
    /// The stop.
    pub stop: StopIdx,
    /// Arrival, seconds from the day base.
    pub arrive: i32,
    /// Departure, seconds from the day base; never before the arrival.
    pub depart: i32,
    /// Whether one may board.
    pub pickup: bool,
    /// Whether one may alight.
    pub drop_off: bool,
    /// Line in stop_times.txt.
    pub line: u64,
}

/// A rule for changing between two stops.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Transfer {
    /// Where one arrives; never a station.
    pub from: StopIdx,
    /// Where one departs; never a station.
    pub to: StopIdx,
    /// Only when arriving by this route: position in [`Feed::routes`].
    pub from_route: Option<u32>,
    /// Only when departing by this route: position in [`Feed::routes`].
    pub to_route: Option<u32>,
    /// Only when arriving by the trips of this `trip_id`.
    pub from_trip: Option<String>,
    /// Only when departing by the trips of this `trip_id`.
    pub to_trip: Option<String>,
    /// What the rule says.
    pub kind: TransferKind,
    /// `min_transfer_time`, seconds; always there for [`TransferKind::MinimumTime`].
    pub min_seconds: Option<i32>,
}

/// `transfer_type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TransferKind {
    /// 0: a recommended place to change.
    Recommended,
    /// 1: the departing vehicle waits for the arriving one.
    Timed,
    /// 2: the change needs at least `min_transfer_time`.
    MinimumTime,
    /// 3: one cannot change here.
    NotPossible,
    /// 4: one stays seated while the vehicle becomes the other trip.
    InSeat,
    /// 5: the vehicle becomes the other trip, but one must get off and board again.
    ReBoard,
}

impl Feed {
    /// Reads a feed. What could not be read is in the problems; the feed holds the rest.
    ///
    /// Returns no feed where a required file, a required column or every agency's zone is missing, or where a file
    /// as a whole cannot be read: the rest would say something else than the feed.
    ///
    /// Costs sorting each file; about a second for 1.5 million stop times.
    #[must_use]
    pub fn read(files: &Files) -> (Option<Self>, Vec<Problem>) {
        let mut problems = Problems::default();
        let feed = Tables::open(files, &mut problems).and_then(|tables| tables.read(&mut problems));
        (feed, problems.finish())
    }

    /// Returns the stop or station of a `stop_id`.
    #[must_use]
    pub fn stop(&self, id: &str) -> Option<StopIdx> {
        self.stops.binary_search_by(|stop| stop.id.as_str().cmp(id)).ok().map(StopIdx::new)
    }

    /// Returns the child stops of a station, in order; nothing for any other stop.
    #[must_use]
    pub fn children(&self, stop: StopIdx) -> &[StopIdx] {
        children_of(&self.child_ends, &self.children, stop)
    }

    /// Returns the stop times of a trip.
    #[must_use]
    pub fn calls(&self, trip: &Trip) -> &[StopTime] {
        let first = wide(trip.first);
        self.stop_times.get(first..first.saturating_add(wide(trip.count))).unwrap_or_default()
    }
}

/// The files of a feed, their headers read.
struct Tables<'a> {
    agency: Table<'a>,
    stops: Table<'a>,
    routes: Table<'a>,
    trips: Table<'a>,
    stop_times: Table<'a>,
    calendar: Option<Table<'a>>,
    calendar_dates: Option<Table<'a>>,
    frequencies: Option<Table<'a>>,
    transfers: Option<Table<'a>>,
    feed_info: Option<Table<'a>>,
}

impl<'a> Tables<'a> {
    /// Opens the files; nothing where a required one is missing or one that is there cannot be used.
    fn open(files: &'a Files, problems: &mut Problems) -> Option<Self> {
        let required = [&AGENCY, &STOPS, &ROUTES, &TRIPS, &STOP_TIMES];
        let [agency, stops, routes, trips, stop_times] =
            required.map(|layout| Table::required(files, layout, problems));
        let optional = [&CALENDAR, &CALENDAR_DATES, &FREQUENCIES, &TRANSFERS, &FEED_INFO];
        let tables = optional.map(|layout| Table::optional(files, layout, problems));
        let is_there = |layout: &Layout| files.get(layout.file).is_some();
        let is_lost = optional.iter().zip(&tables).any(|(layout, table)| is_there(layout) && table.is_none());
        let [calendar, calendar_dates, frequencies, transfers, feed_info] = tables;
        let has_days = is_there(&CALENDAR) || is_there(&CALENDAR_DATES);
        if !has_days {
            let expected = "this file or calendar_dates.txt";
            problems.add(At::file(CALENDAR.file), "gtfs.missing_file", expected, "neither");
        }
        if is_lost || !has_days {
            return None;
        }
        Some(Self {
            agency: agency?,
            stops: stops?,
            routes: routes?,
            trips: trips?,
            stop_times: stop_times?,
            calendar,
            calendar_dates,
            frequencies,
            transfers,
            feed_info,
        })
    }

    fn read(self, problems: &mut Problems) -> Option<Feed> {
        let agencies = Agencies::read(self.agency, problems);
        let stops = Stops::read(self.stops, problems);
        let routes = read_routes(self.routes, &agencies, problems);
        let mut calendar = Calendar::default();
        if let Some(table) = self.calendar {
            calendar.read_weeks(table, problems);
        }
        if let Some(table) = self.calendar_dates {
            calendar.read_exceptions(table, problems);
        }
        if let Some(table) = self.feed_info {
            calendar.read_hints(table, problems);
        }
        let window = calendar.window(problems);
        let services = calendar.services(window);
        let trips = read_trips(self.trips, &routes, &services, problems);
        let frequencies =
            self.frequencies.map(|table| Frequencies::read(table, &trip_by_id(&trips), problems));
        let frequencies = frequencies.unwrap_or_default();
        let calls = read_calls(self.stop_times, &trips, &stops, problems);
        let timetable = Timetable::new(&trips, &calls, &frequencies, problems);
        let transfers = self.transfers.map(|table| {
            let network = Network { stops: &stops, routes: &routes, trips: &trips, ends: &timetable.ends };
            read_transfers(table, &network, problems)
        });
        let window = window.unwrap_or(Window::EMPTY);
        let zone = agencies.zone?;
        Some(Feed {
            first_day: window.first_day(),
            day_base: window.day_base(&zone),
            zone,
            stops: stops.list,
            routes,
            trips: timetable.trips,
            stop_times: timetable.stop_times,
            calendars: services.calendars,
            transfers: transfers.unwrap_or_default(),
            child_ends: stops.child_ends,
            children: stops.children,
        })
    }
}

/// Returns a position as a feed stores it; a feed never has 2^32 rows.
const fn narrow(position: usize) -> u32 {
    StopIdx::new(position).0
}

/// Returns a stored position.
const fn wide(position: u32) -> usize {
    StopIdx(position).at()
}

#[cfg(test)]
mod tests;
