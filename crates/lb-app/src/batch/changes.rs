//! Live changes of a feed's runs, from a CSV file.

use std::collections::{BTreeMap, BTreeSet};

use csv::StringRecord;
use jiff::civil::Date;
use lb_network::Problem;
use lb_network::gtfs::{Feed, Trip};
use lb_search::lines::RunChange;

use super::FeedTimetable;
use crate::refusal::Refusal;

/// The columns, in the order in which they are read.
const COLUMNS: [&str; 5] = ["trip_id", "service_date", "change", "call", "seconds"];
/// Most rows of one file.
const ROWS_MAX: usize = 1_000_000;
/// A run is at most so many seconds earlier or later than planned: 31 days.
const SECONDS_MAX: i32 = 31 * 86_400;

/// What a file of changes says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Trip of the feed, service day, what changes: as [`lb_search::lines::FeedLines::overlay`] takes them.
    pub runs: Vec<(u32, u32, RunChange)>,
    /// Rows of the file.
    pub rows: usize,
    /// Rows that could be read.
    pub applied: usize,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// Reads a CSV file of changes with the columns `trip_id`, `service_date`, `change`, `call` and `seconds`.
///
/// `cancelled`: the run does not run. `delayed`: from call number `call` (from 1; empty = the first) on it is `seconds`
/// later; a later row's call takes over from there. `sold_out`: nobody boards at `call` (empty = anywhere). Rows of one run
/// combine; a cancelled run stays so. A bad row is a problem, the others hold.
///
/// # Errors
/// Refuses a file without these columns, and one of more than a million rows.
pub fn read_changes(file: &str, bytes: &[u8], timetable: &FeedTimetable) -> Result<Changes, Refusal> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(bytes);
    let unreadable = |found: &str| {
        let expected = format!("a header with {}", COLUMNS.join(", "));
        Refusal::field("request.bad_query", "changes", expected, found)
    };
    let header = reader.headers().map_err(|error| unreadable(&error.to_string()))?.clone();
    let column = |name: &str| header.iter().position(|cell| cell.eq_ignore_ascii_case(name));
    let found: Vec<usize> = COLUMNS.iter().filter_map(|name| column(name)).collect();
    let Ok(columns) = <[usize; 5]>::try_from(found) else {
        return Err(unreadable(&header.iter().collect::<Vec<_>>().join(",")));
    };
    let mut changes = Changes::default();
    let mut runs: BTreeMap<(u32, u32), RunState> = BTreeMap::new();
    for record in reader.records() {
        changes.rows += 1;
        if changes.rows > ROWS_MAX {
            return Err(unreadable("more than 1,000,000 rows"));
        }
        let row = match record {
            Ok(record) => row(file, &record, columns, timetable),
            Err(error) => Err(unreadable_row(file, &error)),
        };
        match row {
            Ok((run, event)) => {
                runs.entry(run).or_default().add(event);
                changes.applied += 1;
            }
            Err(problem) => changes.problems.push(problem),
        }
    }
    changes.runs = runs.into_iter().flat_map(|(run, state)| state.changes(&timetable.feed, run)).collect();
    Ok(changes)
}

/// What happens to a run; calls from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Event {
    Cancelled,
    Delayed { from_call: u16, seconds: i32 },
    SoldOut { call: Option<u16> },
}

/// What the rows of one run say together.
#[derive(Clone, Debug, Default)]
struct RunState {
    is_cancelled: bool,
    /// Seconds later by the call from which they hold.
    later: BTreeMap<u16, i32>,
    is_sold_out: bool,
    sold_out: BTreeSet<u16>,
}

impl RunState {
    fn add(&mut self, event: Event) {
        match event {
            Event::Cancelled => self.is_cancelled = true,
            Event::Delayed { from_call, seconds } => {
                self.later.insert(from_call, seconds);
            }
            Event::SoldOut { call: None } => self.is_sold_out = true,
            Event::SoldOut { call: Some(call) } => {
                self.sold_out.insert(call);
            }
        }
    }

    /// Returns the changes to make, one after the other.
    fn changes(self, feed: &Feed, (trip, day): (u32, u32)) -> Vec<(u32, u32, RunChange)> {
        if self.is_cancelled {
            return vec![(trip, day, RunChange::Cancelled)];
        }
        let calls = 0..trip_at(feed, trip).map_or(0, calls_of);
        let mut changes = Vec::new();
        if !self.later.is_empty() {
            let later = |call: u16| self.later.range(..=call).next_back().map_or(0, |(_, seconds)| *seconds);
            changes.push(RunChange::Delayed(calls.clone().map(|call| (later(call), later(call))).collect()));
        }
        if self.is_sold_out {
            changes.push(RunChange::SoldOut(calls.collect()));
        } else if !self.sold_out.is_empty() {
            changes.push(RunChange::SoldOut(self.sold_out.into_iter().collect()));
        }
        changes.into_iter().map(|change| (trip, day, change)).collect()
    }
}

fn trip_at(feed: &Feed, trip: u32) -> Option<&Trip> {
    feed.trips.get(usize::try_from(trip).ok()?)
}

fn calls_of(trip: &Trip) -> u16 {
    u16::try_from(trip.count).unwrap_or(u16::MAX)
}

fn unreadable_row(file: &str, error: &csv::Error) -> Problem {
    Problem {
        file: file.to_owned(),
        line: error.position().map_or(0, csv::Position::line),
        column: String::new(),
        code: "gtfs.bad_value",
        expected: "a row of CSV in UTF-8".to_owned(),
        found: error.to_string(),
    }
}

/// Reads a row: the run (trip of the feed, service day) and what happens to it.
fn row(
    file: &str,
    record: &StringRecord,
    columns: [usize; 5],
    timetable: &FeedTimetable,
) -> Result<((u32, u32), Event), Problem> {
    let feed = &timetable.feed;
    let [trip_id, date, change, call, seconds] = columns.map(|at| record.get(at).unwrap_or_default());
    let problem = |column: &str, code: &'static str, expected: &str, found: &str| Problem {
        file: file.to_owned(),
        line: record.position().map_or(0, csv::Position::line),
        column: column.to_owned(),
        code,
        expected: expected.to_owned(),
        found: format!("`{found}`"),
    };
    let unknown = |column: &str, expected: &str, found: &str| {
        problem(column, "gtfs.unknown_reference", expected, found)
    };
    let bad = |column: &str, expected: &str, found: &str| problem(column, "gtfs.bad_value", expected, found);
    let first = feed.trips.partition_point(|trip| trip.id.as_str() < trip_id);
    let trip = feed.trips.get(first).filter(|trip| trip.id == trip_id);
    let trip = trip.ok_or_else(|| unknown("trip_id", "a trip_id of the feed's trips.txt", trip_id))?;
    if trip.headway_start.is_some() {
        return Err(bad("trip_id", "a trip that frequencies.txt does not repeat", trip_id));
    }
    let runs_on = |date: Date| {
        let day = u32::try_from(feed.first_day.until(date).ok()?.get_days()).ok()?;
        feed.calendars.get(usize::try_from(trip.calendar).ok()?)?.has(day).then_some(day)
    };
    let day = date.parse::<Date>().map_err(|_| bad("service_date", "a date such as 2026-12-01", date))?;
    let day = runs_on(day).ok_or_else(|| unknown("service_date", "a day on which the trip runs", date))?;
    let call_expected = format!("a number from 1 to {}, or nothing", trip.count);
    let at_call = || match call {
        "" => Ok(None),
        text => {
            let number = text.parse::<u16>().ok().filter(|number| (1..=calls_of(trip)).contains(number));
            number.map(|number| Some(number - 1)).ok_or_else(|| bad("call", call_expected.as_str(), text))
        }
    };
    let event = match change {
        "cancelled" => Event::Cancelled,
        "delayed" => {
            let later = seconds.parse::<i32>().ok().filter(|later| later.abs() <= SECONDS_MAX);
            let expected = "whole seconds, at most 31 days";
            let seconds = later.ok_or_else(|| bad("seconds", expected, seconds))?;
            Event::Delayed { from_call: at_call()?.unwrap_or(0), seconds }
        }
        "sold_out" => Event::SoldOut { call: at_call()? },
        other => return Err(bad("change", "cancelled, delayed or sold_out", other)),
    };
    let trip = u32::try_from(first).map_err(|_| unknown("trip_id", "a trip_id of the feed", trip_id))?;
    Ok(((trip, day), event))
}
