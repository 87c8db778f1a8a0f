//! Instants of local timetable times, many at a time.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use lb_base::{Zone, local_minute};

use crate::corridor::Corridor;
use crate::idx::PlaceIdx;

/// Days looked at before the first service date and after the last: runs are shifted, and under way for weeks.
const DAYS_BEFORE: i32 = 7;
const DAYS_AFTER: i32 = 120;
/// Minutes between two looks at a day's clocks: nowhere are they changed and changed back within six hours.
const LOOK: i32 = 360;
const DAY: i32 = 1_440;

/// The local days of every zone of a corridor. Where no clock is changed in a day, an instant is a sum.
#[derive(Debug)]
pub(super) struct Clocks<'a> {
    zones: Vec<&'a Zone>,
    /// Per place: its zone.
    of_place: Vec<usize>,
    /// The first day looked at.
    first: Date,
    /// Per zone and day from `first`: the instant of midnight; none where a clock is changed in the day.
    midnights: Vec<Vec<Option<i32>>>,
}

impl<'a> Clocks<'a> {
    /// Looks at the days of services that run between two dates. O(zones x days).
    pub fn new(corridor: &'a Corridor, first: Date, last: Date) -> Self {
        let first = first.saturating_sub(DAYS_BEFORE.days());
        let days = days_between(first, last).max(0) + DAYS_AFTER;
        let mut zones: Vec<&Zone> = Vec::new();
        let mut numbers: BTreeMap<&Zone, usize> = BTreeMap::new();
        let of_place = corridor.places.iter().map(|place| {
            *numbers.entry(&place.zone).or_insert_with(|| {
                zones.push(&place.zone);
                zones.len() - 1
            })
        });
        let of_place = of_place.collect();
        let dates: Vec<Date> = (0..days).map(|day| first.saturating_add(day.days())).collect();
        let midnights = zones.iter().map(|zone| dates.iter().map(|date| midnight(*date, zone)).collect());
        Self { of_place, first, midnights: midnights.collect(), zones }
    }

    /// Returns the number of a date's day.
    pub fn day(&self, date: Date) -> i32 {
        days_between(self.first, date)
    }

    /// Returns the instant at which the clocks of a place show so many minutes from midnight of the first day looked at.
    pub fn instant(&self, minutes: i32, place: PlaceIdx) -> i32 {
        let zone = self.of_place[place.at()];
        let (day, minute) = (minutes.div_euclid(DAY), minutes.rem_euclid(DAY));
        let midnight =
            usize::try_from(day).ok().and_then(|day| self.midnights[zone].get(day).copied().flatten());
        midnight.map_or_else(
            || local_minute(self.first.saturating_add(day.days()), minute, self.zones[zone]).get(),
            |midnight| midnight + minute,
        )
    }
}

fn midnight(date: Date, zone: &Zone) -> Option<i32> {
    let midnight = local_minute(date, 0, zone).get();
    let is_steady =
        (1..=DAY / LOOK).all(|look| local_minute(date, look * LOOK, zone).get() == midnight + look * LOOK);
    is_steady.then_some(midnight)
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests;
