//! The timetable: every run of a span of time with its instants, from local patterns.

mod clocks;
mod delayed;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use jiff::ToSpan;
use jiff::civil::Date;
use lb_base::{Minute, Zone, local_minute};

use crate::corridor::Corridor;
use crate::idx::{RunIdx, SectionIdx, ServiceIdx};
use crate::model::{Call, Pattern, RunDays};
use crate::opening::weekday_index;
use clocks::Clocks;
pub use delayed::{Delay, Disordered};

/// Minutes of a day on the clock.
const DAY: i32 = 1_440;

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

/// All runs of a span of time. Immutable; what a copy with other times ([`Timetable::delayed`]) does not change is shared.
#[derive(Clone, Debug, Default)]
pub struct Timetable {
    /// Start of the span, minutes since 1970 UTC.
    pub start: i32,
    /// End of the span.
    pub end: i32,
    runs: Arc<Vec<Run>>,
    /// Per service: its runs are `first..first + count`, in order of departure as planned.
    spans: Arc<Vec<(u32, u32)>>,
    /// Per section: its runs' times.
    sections: Vec<Arc<Times>>,
    /// Calls at which a change of clocks or a delay lets a run leave before the one that is due before it: the runs in the
    /// order of departure.
    overtaken: BTreeMap<(SectionIdx, u16), Arc<Vec<u32>>>,
    /// All hops in the order of departure, listed when they are first asked for.
    hops: OnceLock<Vec<Hop>>,
}

/// The times of a section's runs.
#[derive(Clone, Debug, Default)]
struct Times {
    /// The first run of the service.
    first: u32,
    /// Calls of a run.
    width: usize,
    /// Arrival and departure at every call of every run of the service, run after run.
    calls: Vec<(i32, i32)>,
}

/// The departures of all runs from one call, in order.
#[derive(Clone, Copy, Debug)]
pub struct Departures<'a> {
    times: &'a Times,
    call: usize,
    order: Option<&'a [u32]>,
}

impl Departures<'_> {
    /// Returns the number of departures.
    #[must_use]
    pub fn count(&self) -> usize {
        self.times.calls.len() / self.times.width
    }

    /// Returns the departure in a place of the order, and its run.
    #[must_use]
    pub fn get(&self, place: usize) -> Option<(i32, RunIdx)> {
        let number =
            self.order.map_or(place, |order| order.get(place).map_or(usize::MAX, |n| RunIdx(*n).at()));
        let at = number.checked_mul(self.times.width)?.checked_add(self.call)?;
        let (_, depart) = self.times.calls.get(at)?;
        Some((*depart, RunIdx(self.times.first + RunIdx::new(number).0)))
    }

    /// Returns the place of the first departure from a minute on; the number of departures where there is none. O(log runs).
    #[must_use]
    pub fn first_from(&self, minute: i32) -> usize {
        let (mut low, mut high) = (0, self.count());
        while low < high {
            let middle = low.midpoint(high);
            if self.get(middle).is_some_and(|(depart, _)| depart < minute) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
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
        timetable.sections = vec![Arc::default(); corridor.sections.len()];
        let clocks = &Clocks::new(corridor, first, last);
        for service in (0..corridor.services.len()).map(ServiceIdx::new) {
            let row = &corridor.services[service.at()];
            let runs = row.patterns.iter().flat_map(|pattern| {
                let pattern = &corridor.patterns[pattern.at()];
                let shift = pattern.shift;
                let runs =
                    dates(pattern, first, last).into_iter().map(move |date| Run { service, date, shift });
                runs.map(move |run| Planned { run, start: clocks.day(run.date) * DAY + shift })
            });
            let mut runs: Vec<Planned> = runs.filter(|run| is_ordered(corridor, clocks, run)).collect();
            // A shift may be longer than a day: departures decide, not service dates.
            runs.sort_by_cached_key(|run| (departure(corridor, clocks, run), run.run.date, run.run.shift));
            runs.dedup();
            timetable.add(corridor, clocks, (service, &runs));
        }
        timetable
    }

    fn add(&mut self, corridor: &Corridor, clocks: &Clocks<'_>, (service, runs): (ServiceIdx, &[Planned])) {
        let first = self.runs.len();
        for &section in &corridor.services[service.at()].sections {
            let calls = &corridor.sections[section.at()].calls;
            let mut times = Vec::with_capacity(runs.len() * calls.len());
            for run in runs {
                times.extend(calls.iter().map(|call| {
                    let at = |minutes: Option<i32>| run.at(clocks, minutes, call).unwrap_or(NEVER);
                    (at(call.arrive), at(call.depart))
                }));
            }
            self.overtakings(section, &times, calls.len());
            let times = Times { first: count(first), width: calls.len(), calls: times };
            self.sections[section.at()] = Arc::new(times);
        }
        Arc::make_mut(&mut self.runs).extend(runs.iter().map(|run| run.run));
        Arc::make_mut(&mut self.spans).push((count(first), count(runs.len())));
    }

    /// Notes the calls that runs do not leave in their order.
    fn overtakings(&mut self, section: SectionIdx, times: &[(i32, i32)], width: usize) {
        for call in 0..width {
            let departs = || times.iter().skip(call).step_by(width).map(|(_, depart)| *depart);
            let key = (section, u16::try_from(call).unwrap_or(u16::MAX));
            if departs().is_sorted() {
                self.overtaken.remove(&key);
            } else {
                let departs: Vec<i32> = departs().collect();
                let mut order: Vec<u32> = (0..count(departs.len())).collect();
                order.sort_by_key(|number| departs[RunIdx(*number).at()]);
                self.overtaken.insert(key, Arc::new(order));
            }
        }
    }

    /// Returns the departures of all runs from a call of a section, in order.
    #[must_use]
    pub fn departures(&self, section: SectionIdx, call: u16) -> Departures<'_> {
        let order = if self.overtaken.is_empty() { None } else { self.overtaken.get(&(section, call)) };
        let times = &self.sections[section.at()];
        Departures { times, call: usize::from(call), order: order.map(|order| order.as_slice()) }
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
        let times = &self.sections[section.at()];
        let width = corridor.sections[section.at()].calls.len();
        let number = RunIdx(run.0 - times.first).at();
        &times.calls[number * width..(number + 1) * width]
    }

    /// Returns the hops that depart in a span of time, in the order of departure. The first call lists those of all runs.
    #[must_use]
    pub fn hops(&self, from: i32, to: i32) -> &[Hop] {
        let hops = self.hops.get_or_init(|| self.all_hops());
        let start = hops.partition_point(|hop| hop.depart < from);
        let end = hops.partition_point(|hop| hop.depart < to);
        &hops[start..end.max(start)]
    }

    fn all_hops(&self) -> Vec<Hop> {
        let mut hops = Vec::new();
        for (section, times) in (0..).map(SectionIdx).zip(&self.sections) {
            for (run, calls) in (times.first..).map(RunIdx).zip(times.calls.chunks_exact(times.width.max(1)))
            {
                let leaving = calls.iter().take(times.width.saturating_sub(1));
                let departing = (0..).zip(leaving).filter(|(_, (_, depart))| *depart != NEVER);
                hops.extend(departing.map(|(call, &(_, depart))| Hop { depart, section, run, call }));
            }
        }
        hops.sort_unstable();
        hops
    }

    /// Returns the instant at which the timetable's runs end.
    #[must_use]
    pub fn end(&self) -> Minute {
        Minute::new(self.end)
    }
}

/// A run whose instants are looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Planned {
    run: Run,
    /// Midnight of its service date, shifted: minutes of local time from that of the first day looked at.
    start: i32,
}

impl Planned {
    /// Returns the instant of a local time at a call.
    fn at(&self, clocks: &Clocks<'_>, minutes: Option<i32>, call: &Call) -> Option<i32> {
        minutes.map(|minutes| clocks.instant(self.start + minutes, call.place))
    }
}

/// Returns the instant at which a run leaves its first call.
fn departure(corridor: &Corridor, clocks: &Clocks<'_>, run: &Planned) -> i32 {
    let sections = &corridor.services[run.run.service.at()].sections;
    let first = sections.first().and_then(|section| corridor.sections[section.at()].calls.first());
    first.and_then(|call| run.at(clocks, Some(call.depart.unwrap_or(0)), call)).unwrap_or(0)
}

/// Returns whether no ride of a run ends before it begins, and no stay ends before it begins; `check` names the rows.
fn is_ordered(corridor: &Corridor, clocks: &Clocks<'_>, run: &Planned) -> bool {
    let mut before = i32::MIN;
    let sections = &corridor.services[run.run.service.at()].sections;
    let calls = sections.iter().flat_map(|section| &corridor.sections[section.at()].calls);
    calls.into_iter().all(|call| {
        let (arrive, depart) = (run.at(clocks, call.arrive, call), run.at(clocks, call.depart, call));
        let is_after = arrive.is_none_or(|arrive| arrive >= before)
            && depart.is_none_or(|d| d >= arrive.unwrap_or(before));
        before = depart.or(arrive).unwrap_or(before);
        is_after
    })
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
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
