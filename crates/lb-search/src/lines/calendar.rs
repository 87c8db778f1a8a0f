//! Service days: when each begins, and on which of them the trips of a line run.

use std::collections::BTreeMap;
use std::sync::Arc;

use lb_network::gtfs::DaySet;

/// Seconds of a civil day.
const DAY: i32 = 86_400;

/// When each service day begins, in seconds of the timetable's own clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Days {
    bases: Vec<i32>,
}

impl Days {
    /// Makes the days of their beginnings, earliest first.
    #[must_use]
    pub fn new(bases: Vec<i32>) -> Self {
        Self { bases }
    }

    /// Returns the number of days.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.bases.len()
    }

    /// Returns whether there is no day.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.bases.is_empty()
    }

    /// Returns when a day begins.
    #[must_use]
    pub fn base(&self, day: u32) -> i32 {
        self.bases[day as usize]
    }

    /// Returns the first day that begins at an instant or later.
    #[must_use]
    #[inline]
    pub fn first_from(&self, instant: i32) -> Option<u32> {
        let first = *self.bases.first()?;
        if instant <= first {
            return Some(0);
        }
        // Days are a civil day apart but for changes of clocks: the guess is off by one at most.
        let guess = ((instant - first) / DAY) as usize;
        let mut day = guess.saturating_sub(1).min(self.bases.len());
        while self.bases.get(day).is_some_and(|base| *base < instant) {
            day += 1;
        }
        (day < self.bases.len()).then_some(day as u32)
    }

    /// Returns the days seen backwards in time.
    #[must_use]
    pub fn mirrored(&self) -> Self {
        Self { bases: self.bases.iter().rev().map(|base| -base).collect() }
    }
}

/// On which days which trips of a line run.
#[derive(Clone, Debug)]
pub(crate) struct Schedules {
    /// Days on which any trip runs.
    active: Arc<DaySet>,
    /// Trips by number of schedule; none where every trip runs on every active day.
    varied: Option<Box<Varied>>,
}

#[derive(Clone, Debug)]
struct Varied {
    /// Per day: number of its schedule.
    of_day: Vec<u16>,
    /// Trips of each schedule, in order.
    trips: Vec<Vec<u16>>,
}

impl Schedules {
    /// Makes the schedules of a line from the day sets of its trips.
    pub fn new(days: usize, sets: &[Arc<DaySet>]) -> Self {
        let Some(first) = sets.first() else {
            return Self { active: Arc::new(DaySet::default()), varied: None };
        };
        if sets.iter().all(|set| Arc::ptr_eq(set, first) || set == first) {
            return Self { active: Arc::clone(first), varied: None };
        }
        let mut distinct: Vec<&DaySet> = sets.iter().map(AsRef::as_ref).collect();
        distinct.sort_unstable();
        distinct.dedup();
        let set_of: Vec<usize> =
            sets.iter().map(|set| distinct.binary_search(&set.as_ref()).unwrap_or_default()).collect();
        let mut active = DaySet::default();
        let mut numbers: BTreeMap<Vec<usize>, u16> = BTreeMap::new();
        let mut trips = Vec::new();
        let mut of_day = Vec::with_capacity(days);
        for day in 0..days as u32 {
            let running: Vec<usize> = (0..distinct.len()).filter(|set| distinct[*set].has(day)).collect();
            if !running.is_empty() {
                active.insert(day);
            }
            let number = *numbers.entry(running).or_insert_with_key(|running| {
                let runs = |trip: &usize| running.binary_search(&set_of[*trip]).is_ok();
                trips.push((0..sets.len()).filter(runs).map(|trip| trip as u16).collect());
                (trips.len() - 1) as u16
            });
            of_day.push(number);
        }
        Self { active: Arc::new(active), varied: Some(Box::new(Varied { of_day, trips })) }
    }

    /// Returns the first day from `day` on with a run.
    #[inline]
    pub fn next_active(&self, day: u32) -> Option<u32> {
        let words = self.active.words();
        let mut word = day as usize / 64;
        let mut bits = words.get(word)? >> (day % 64) << (day % 64);
        while bits == 0 {
            word += 1;
            bits = *words.get(word)?;
        }
        Some(word as u32 * 64 + bits.trailing_zeros())
    }

    /// Returns the first trip of a day that leaves at `after` or later, given the departures of all trips of the line.
    #[inline]
    pub fn first_trip(&self, day: u32, departures: &[i32], after: i32) -> Option<u32> {
        match &self.varied {
            None => {
                let trip = if departures.len() <= 8 {
                    departures.iter().position(|departure| *departure >= after)?
                } else {
                    departures.partition_point(|departure| *departure < after)
                };
                (trip < departures.len()).then_some(trip as u32)
            }
            Some(varied) => {
                let running = &varied.trips[usize::from(varied.of_day[day as usize])];
                let place = if running.len() <= 4 {
                    running.iter().position(|trip| departures[usize::from(*trip)] >= after)?
                } else {
                    running.partition_point(|trip| departures[usize::from(*trip)] < after)
                };
                running.get(place).map(|trip| u32::from(*trip))
            }
        }
    }

    /// Returns the trip of a day after another in the line's order; after `u32::MAX` comes the first.
    pub fn trip_after(&self, day: u32, trip: u32, trips: u32) -> Option<u32> {
        let next = trip.wrapping_add(1);
        match &self.varied {
            None => (next < trips).then_some(next),
            Some(varied) => {
                let running = &varied.trips[usize::from(varied.of_day[day as usize])];
                running.iter().map(|trip| u32::from(*trip)).find(|trip| *trip >= next)
            }
        }
    }

    /// Returns whether a trip runs on a day.
    pub fn runs(&self, day: u32, trip: u32) -> bool {
        let listed = |varied: &Varied| {
            let running = &varied.trips[usize::from(varied.of_day[day as usize])];
            running.iter().any(|t| u32::from(*t) == trip)
        };
        self.active.has(day) && self.varied.as_deref().is_none_or(listed)
    }

    pub fn bytes(&self) -> usize {
        let varied = self.varied.as_ref().map_or(0, |varied| {
            2 * varied.of_day.len() + varied.trips.iter().map(|trips| 2 * trips.len() + 24).sum::<usize>()
        });
        // Sets are shared between lines; each is counted where it is used.
        varied + 8 * self.active.words().len()
    }
}
