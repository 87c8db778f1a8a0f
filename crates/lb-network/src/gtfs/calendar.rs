//! Services: the days on which trips run.

use std::collections::HashMap;

use jiff::civil::Date;
use lb_base::Zone;

use super::cells::{date_of, day, flag};
use super::days::DaySet;
use super::narrow;
use super::problems::{At, Problems};
use super::rows::{Layout, Table};

pub(super) const CALENDAR: Layout = Layout {
    file: "calendar.txt",
    required: &[
        "service_id",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "start_date",
        "end_date",
    ],
};
pub(super) const CALENDAR_DATES: Layout =
    Layout { file: "calendar_dates.txt", required: &["service_id", "date", "exception_type"] };
pub(super) const FEED_INFO: Layout = Layout { file: "feed_info.txt", required: &[] };

/// The most service days of a feed: ten years.
pub(super) const DAYS_MAX: i64 = 3_660;
const DATE: &str = "a date as YYYYMMDD";
const NOON_LESS_SECONDS: i64 = 12 * 3_600;

/// Days of the week between two dates, both included; dates are days since 1970-01-01.
#[derive(Clone, Copy, Debug)]
struct Week {
    weekdays: [bool; 7],
    start: i64,
    end: i64,
    line: u64,
}

#[derive(Clone, Copy, Debug)]
struct Exception {
    day: i64,
    line: u64,
    is_added: bool,
}

#[derive(Debug, Default)]
struct Service {
    week: Option<Week>,
    exceptions: Vec<Exception>,
}

/// The services of a feed.
#[derive(Debug, Default)]
pub(super) struct Calendar {
    by_id: HashMap<String, usize>,
    services: Vec<Service>,
    /// The first and last dates of feed_info.txt.
    hints: Vec<i64>,
}

/// The service days of a feed: at most [`DAYS_MAX`], from the first on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Window {
    first: i64,
    last: i64,
}

/// The services of a feed as sets of days.
#[derive(Debug)]
pub(super) struct Services {
    /// The distinct sets, in their own order.
    pub calendars: Vec<DaySet>,
    by_id: HashMap<String, u32>,
}

impl Services {
    /// Returns the position of a service's set of days.
    pub fn calendar(&self, service_id: &[u8]) -> Option<u32> {
        std::str::from_utf8(service_id).ok().and_then(|id| self.by_id.get(id)).copied()
    }
}

impl Calendar {
    fn service(&mut self, id: String) -> &mut Service {
        let at = *self.by_id.entry(id).or_insert(self.services.len());
        if at == self.services.len() {
            self.services.push(Service::default());
        }
        &mut self.services[at]
    }

    /// Reads calendar.txt.
    pub fn read_weeks(&mut self, table: Table<'_>, problems: &mut Problems) {
        let [id, start, end] = table.columns(["service_id", "start_date", "end_date"]);
        let weekdays =
            table.columns(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]);
        table.each(problems, |row| {
            let weekdays = weekdays.map(|day| row.required(day, "0 or 1", flag).unwrap_or(false));
            let dates = row.required(start, DATE, day).zip(row.required(end, DATE, day));
            let Some((service_id, (start_day, end_day))) = row.id(id).zip(dates) else { return };
            if end_day < start_day {
                row.reject_value(end, format_args!("a date from {} on", date_of(start_day)));
            }
            if row.bad {
                return;
            }
            let week = Week { weekdays, start: start_day, end: end_day, line: row.line };
            let service = self.service(service_id);
            match service.week {
                None => service.week = Some(week),
                Some(first) => {
                    let found = format_args!("it as on line {}", first.line);
                    row.reject(id, "gtfs.duplicate", "each service once", found);
                }
            }
        });
    }

    /// Reads calendar_dates.txt.
    pub fn read_exceptions(&mut self, table: Table<'_>, problems: &mut Problems) {
        let [id, date, kind] = table.columns(["service_id", "date", "exception_type"]);
        table.each(problems, |row| {
            let is_added = row.required(kind, "1 (added) or 2 (removed)", |bytes| match bytes {
                b"1" => Some(true),
                b"2" => Some(false),
                _ => None,
            });
            let day = row.required(date, DATE, day);
            let (Some(service_id), Some(day), Some(is_added)) = (row.id(id), day, is_added) else { return };
            let exception = Exception { day, line: row.line, is_added };
            self.service(service_id).exceptions.push(exception);
        });
        for service in &mut self.services {
            service.drop_duplicates(problems);
        }
    }

    /// Reads the dates of feed_info.txt, which say which days matter when there are too many.
    pub fn read_hints(&mut self, table: Table<'_>, problems: &mut Problems) {
        let dates = table.columns(["feed_start_date", "feed_end_date"]);
        table.each(problems, |row| {
            self.hints.extend(dates.into_iter().filter_map(|column| row.tolerated(column, DATE, day)));
        });
    }

    /// Returns the service days: from the first to the last, or the ten years with the most of the feed's dates.
    pub fn window(&self, problems: &mut Problems) -> Option<Window> {
        let mut dates: Vec<i64> = self.services.iter().flat_map(Service::dates).collect();
        dates.sort_unstable();
        let Some((&first, &last)) = dates.first().zip(dates.last()) else {
            problems.add(At::file(CALENDAR.file), "gtfs.no_service", "a day of service", "none");
            return None;
        };
        if last - first < DAYS_MAX {
            return Some(Window { first, last });
        }
        dates.extend(self.hints.iter().filter(|hint| (first..=last).contains(hint)));
        dates.sort_unstable();
        let (from, to) = fullest(&dates);
        let start = first.max(from - (DAYS_MAX - 1 - (to - from)) / 2);
        let window = Window { first: start, last: last.min(start + DAYS_MAX - 1) };
        problems.add(
            At::file(CALENDAR.file),
            "gtfs.too_many_days",
            format_args!(
                "at most {DAYS_MAX} days; those from {} to {} were read",
                date_of(window.first),
                date_of(window.last)
            ),
            format_args!("days from {} to {}", date_of(first), date_of(last)),
        );
        Some(window)
    }

    /// Returns the sets of days within the window.
    pub fn services(self, window: Option<Window>) -> Services {
        let sets: Vec<DaySet> = window.map_or_else(
            || vec![DaySet::default(); self.services.len()],
            |window| {
                let weekdays = window.weekdays();
                self.services.iter().map(|service| service.days(window, &weekdays)).collect()
            },
        );
        let mut calendars = sets.clone();
        calendars.sort_unstable();
        calendars.dedup();
        let position = |set: &DaySet| narrow(calendars.partition_point(|other| other < set));
        let positions: Vec<u32> = sets.iter().map(position).collect();
        let services = self.by_id.into_iter();
        let by_id = services.filter_map(|(id, at)| Some((id, *positions.get(at)?))).collect();
        Services { calendars, by_id }
    }
}

/// Returns the first and last of the sorted dates within [`DAYS_MAX`] of which there are most; the earliest wins.
fn fullest(dates: &[i64]) -> (i64, i64) {
    let mut best = (0, (0, 0));
    let mut end = 0;
    for (start, &from) in dates.iter().enumerate() {
        while dates.get(end).is_some_and(|&date| date - from < DAYS_MAX) {
            end += 1;
        }
        let to = end.checked_sub(1).and_then(|last| dates.get(last)).copied().unwrap_or(from);
        if end - start > best.0 {
            best = (end - start, (from, to));
        }
    }
    best.1
}

impl Window {
    /// Returns the window of no day.
    pub const EMPTY: Self = Self { first: 0, last: -1 };

    /// Returns the first service day.
    pub fn first_day(self) -> Date {
        date_of(self.first)
    }

    /// Returns for each service day the seconds since 1970 UTC of noon minus 12 hours in the zone.
    ///
    /// On most days that is midnight; on the day clocks go forward it is 23:00 of the day before.
    pub fn day_base(self, zone: &Zone) -> Vec<i64> {
        let base = |day| {
            let noon = date_of(day).at(12, 0, 0, 0);
            let instant = zone.time_zone().to_ambiguous_timestamp(noon).compatible();
            let noon_utc = day * 86_400 + NOON_LESS_SECONDS;
            instant.map_or(noon_utc, jiff::Timestamp::as_second) - NOON_LESS_SECONDS
        };
        (self.first..=self.last).map(base).collect()
    }

    /// Returns the position of a day, if it is a service day.
    fn position(self, day: i64) -> Option<u32> {
        (self.first..=self.last).contains(&day).then(|| u32::try_from(day - self.first).ok()).flatten()
    }

    /// Returns for each day of the week, Monday first, the service days that it has.
    fn weekdays(self) -> [DaySet; 7] {
        let mut sets: [DaySet; 7] = Default::default();
        for (position, day) in (0..).zip(self.first..=self.last) {
            // 1970-01-01 was a Thursday.
            let weekday = usize::try_from((day + 3).rem_euclid(7)).unwrap_or(0);
            if let Some(set) = sets.get_mut(weekday) {
                set.insert(position);
            }
        }
        sets
    }
}

impl Service {
    /// Returns the dates that say when the service runs.
    fn dates(&self) -> impl Iterator<Item = i64> {
        let week = self.week.filter(|week| week.weekdays.contains(&true));
        let added = self.exceptions.iter().filter(|exception| exception.is_added);
        week.into_iter().flat_map(|week| [week.start, week.end]).chain(added.map(|exception| exception.day))
    }

    fn drop_duplicates(&mut self, problems: &mut Problems) {
        self.exceptions.sort_by_key(|exception| (exception.day, exception.line));
        self.exceptions.dedup_by(|later, first| {
            let is_same = later.day == first.day;
            if is_same {
                let at = At { file: CALENDAR_DATES.file, line: later.line, column: "date" };
                let found = format_args!("{} as on line {}", date_of(later.day), first.line);
                problems.add(at, "gtfs.duplicate", "each date of a service once", found);
            }
            is_same
        });
    }

    fn days(&self, window: Window, weekdays: &[DaySet; 7]) -> DaySet {
        let mut days = self.week.map_or_else(DaySet::default, |week| week.days(window, weekdays));
        for exception in &self.exceptions {
            match window.position(exception.day) {
                Some(day) if exception.is_added => days.insert(day),
                Some(day) => days.remove(day),
                None => {}
            }
        }
        days
    }
}

impl Week {
    fn days(&self, window: Window, weekdays: &[DaySet; 7]) -> DaySet {
        let start = window.position(self.start.max(window.first));
        let end = window.position(self.end.min(window.last));
        let Some((start, end)) = start.zip(end) else { return DaySet::default() };
        let mut days = DaySet::default();
        for (set, _) in weekdays.iter().zip(self.weekdays).filter(|(_, runs)| *runs) {
            days.add_between(set, start, end);
        }
        days
    }
}
