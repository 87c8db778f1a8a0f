//! The timetable: every run of a span of time with its instants, from local patterns.

use jiff::ToSpan;
use jiff::civil::Date;
use lb_base::{Minute, Zone, local_minute};

use crate::corridor::Corridor;
use crate::idx::{RunIdx, SectionIdx, ServiceIdx};
use crate::model::{Pattern, RunDays, Service};
use crate::opening::weekday_index;

/// A departure time that does not exist (the last call's).
pub const NEVER: i32 = i32::MAX;

/// One run of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Service.
    pub service: ServiceIdx,
    /// Service date: the local date of the first call before any shift.
    pub date: Date,
    /// Minutes by which the pattern shifts every time.
    pub shift: i32,
}

/// A move of one run from one call to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hop {
    /// Departure, minutes since 1970 UTC.
    pub depart: i32,
    /// Section.
    pub section: SectionIdx,
    /// Run.
    pub run: RunIdx,
    /// Index of the call it leaves.
    pub call: u16,
}

/// All runs of a span of time. Immutable.
#[derive(Clone, Debug, Default)]
pub struct Timetable {
    /// Start of the span, minutes since 1970 UTC.
    pub start: i32,
    /// End of the span.
    pub end: i32,
    runs: Vec<Run>,
    /// Per service: its runs are `first..first + count`, in order of departure.
    spans: Vec<(u32, u32)>,
    /// Per section: arrival and departure of every call of every run of the service, run after run.
    times: Vec<Vec<(i32, i32)>>,
    hops: Vec<Hop>,
}

impl Timetable {
    /// Builds the runs whose service date lies in `months` months from the day before `now`, plus the runs of
    /// the `days_before` days before it, which may be under way.
    ///
    /// A local time in a daylight-saving gap moves later by the length of the gap; in an overlap it is the earlier one.
    #[must_use]
    pub fn build(corridor: &Corridor, now: Minute, months: i32, days_before: i32) -> Self {
        let Ok(utc) = "UTC".parse::<Zone>() else { return Self::default() };
        let today = now.zoned(&utc).date();
        let first = today.saturating_sub(days_before.days());
        let last = today.saturating_add(months.months());
        let mut timetable =
            Self { start: now.get(), end: local_minute(last, 0, &utc).get(), ..Self::default() };
        timetable.times = vec![Vec::new(); corridor.sections.len()];
        for (i, service) in corridor.services.iter().enumerate() {
            let mut runs: Vec<Run> = service
                .patterns
                .iter()
                .flat_map(|pattern| {
                    let pattern = &corridor.patterns[pattern.at()];
                    let shift = pattern.shift;
                    let service = ServiceIdx::new(i);
                    dates(pattern, first, last).into_iter().map(move |date| Run { service, date, shift })
                })
                .collect();
            // A shift may be longer than a day: departures decide, not service dates.
            runs.sort_by_cached_key(|run| (departure(corridor, service, *run), run.date, run.shift));
            runs.dedup();
            timetable.add(corridor, ServiceIdx::new(i), &runs);
        }
        timetable.hops.sort_unstable();
        timetable
    }

    fn add(&mut self, corridor: &Corridor, service: ServiceIdx, runs: &[Run]) {
        let runs: Vec<Run> = runs.iter().copied().filter(|run| is_ordered(corridor, service, run)).collect();
        let runs = runs.as_slice();
        let first = self.runs.len();
        for &section in &corridor.services[service.at()].sections {
            let calls = &corridor.sections[section.at()].calls;
            let mut times = Vec::with_capacity(runs.len() * calls.len());
            for (number, run) in runs.iter().enumerate() {
                for (position, call) in calls.iter().enumerate() {
                    let zone = &corridor.places[call.place.at()].zone;
                    let instant = |local: Option<i32>| {
                        local.map_or(NEVER, |minutes| instant(run.date, minutes + run.shift, zone))
                    };
                    let (arrive, depart) = (instant(call.arrive), instant(call.depart));
                    times.push((arrive, depart));
                    if position + 1 < calls.len() && depart != NEVER {
                        let call = u16::try_from(position).unwrap_or(u16::MAX);
                        self.hops.push(Hop { depart, section, run: RunIdx::new(first + number), call });
                    }
                }
            }
            self.times[section.at()] = times;
        }
        self.runs.extend_from_slice(runs);
        self.spans.push((count(first), count(runs.len())));
    }

    /// Returns a run.
    #[must_use]
    pub fn run(&self, run: RunIdx) -> Run {
        self.runs[run.at()]
    }

    /// Returns the number of runs.
    #[must_use]
    pub fn run_count(&self) -> usize {
        self.runs.len()
    }

    /// Returns the runs of a service in the order of their departures.
    pub fn runs_of(&self, service: ServiceIdx) -> impl Iterator<Item = RunIdx> + use<> {
        let (first, count) = self.spans.get(service.at()).copied().unwrap_or((0, 0));
        (first..first + count).map(RunIdx)
    }

    /// Returns the run that is `later` places after `run` in its service, if the timetable has it.
    #[must_use]
    pub fn later_run(&self, run: RunIdx, later: u32) -> Option<RunIdx> {
        let (first, count) = self.spans[self.runs[run.at()].service.at()];
        let next = RunIdx(run.0 + later);
        (next.0 < first + count).then_some(next)
    }

    /// Returns arrival and departure (minutes since 1970 UTC, [`NEVER`] where there is none) of each call of a run.
    #[must_use]
    pub fn calls(&self, corridor: &Corridor, section: SectionIdx, run: RunIdx) -> &[(i32, i32)] {
        let row = &corridor.sections[section.at()];
        let (first, _) = self.spans[row.service.at()];
        let width = row.calls.len();
        let number = RunIdx(run.0 - first).at();
        &self.times[section.at()][number * width..(number + 1) * width]
    }

    /// Returns the hops that depart in a span of time, in the order of departure.
    #[must_use]
    pub fn hops(&self, from: i32, to: i32) -> &[Hop] {
        let start = self.hops.partition_point(|hop| hop.depart < from);
        let end = self.hops.partition_point(|hop| hop.depart < to);
        &self.hops[start..end.max(start)]
    }

    /// Returns the instant at which the timetable's runs end.
    #[must_use]
    pub fn end(&self) -> Minute {
        Minute::new(self.end)
    }
}

/// Returns the instant at which a run leaves its first call.
fn departure(corridor: &Corridor, service: &Service, run: Run) -> i32 {
    let first = service.sections.first().and_then(|section| corridor.sections[section.at()].calls.first());
    first.map_or(0, |call| {
        let minutes = call.depart.unwrap_or(0) + run.shift;
        instant(run.date, minutes, &corridor.places[call.place.at()].zone)
    })
}

/// Returns whether no ride of a run ends before it begins, and no stay ends before it begins; `check` names the rows.
fn is_ordered(corridor: &Corridor, service: ServiceIdx, run: &Run) -> bool {
    let mut before = i32::MIN;
    let sections = &corridor.services[service.at()].sections;
    let calls = sections.iter().flat_map(|section| &corridor.sections[section.at()].calls);
    calls.into_iter().all(|call| {
        let zone = &corridor.places[call.place.at()].zone;
        let at = |minutes: Option<i32>| minutes.map(|minutes| instant(run.date, minutes + run.shift, zone));
        let (arrive, depart) = (at(call.arrive), at(call.depart));
        let is_after = arrive.is_none_or(|arrive| arrive >= before)
            && depart.is_none_or(|d| d >= arrive.unwrap_or(before));
        before = depart.or(arrive).unwrap_or(before);
        is_after
    })
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn instant(date: Date, minutes: i32, zone: &Zone) -> i32 {
    let days = minutes.div_euclid(1_440);
    let date = date.saturating_add(days.days());
    local_minute(date, minutes.rem_euclid(1_440), zone).get()
}

/// Returns the service dates of a pattern between two dates, both included.
fn dates(pattern: &Pattern, first: Date, last: Date) -> Vec<Date> {
    let from = pattern.valid_from.map_or(first, |date| date.max(first));
    let to = pattern.valid_to.map_or(last, |date| date.min(last));
    let mut dates: Vec<Date> = match &pattern.days {
        RunDays::Weekdays(week) => {
            days(from, to, 1).filter(|date| week[weekday_index(date.weekday())]).collect()
        }
        RunDays::Every { days: step, anchor } => {
            let since = anchor.until(from).map_or(0, |span| span.get_days());
            let behind = since.rem_euclid(*step);
            let start = if behind == 0 { from } else { from.saturating_add((step - behind).days()) };
            days(start, to, *step).collect()
        }
    };
    dates.retain(|date| !pattern.cancelled.contains(date));
    dates.extend(pattern.extra.iter().filter(|date| **date >= first && **date <= last));
    dates.sort_unstable();
    dates.dedup();
    dates
}

fn days(from: Date, to: Date, step: i32) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(from), move |date| date.checked_add(step.days()).ok())
        .take_while(move |d| *d <= to)
}
