//! Opening hours: weekly intervals in local time, holidays apart.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::{Date, Weekday};
use lb_base::{Minute, Zone, local_minute};

/// When a facility works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Minutes of the local day per weekday, Monday first; `None` = always.
    week: Option<[Vec<(i32, i32)>; 7]>,
    /// Local dates on which it is shut.
    holidays: Arc<BTreeSet<Date>>,
}

const DAY: i32 = 24 * 60;
/// Days looked ahead for the next opening; a facility shut longer is not opened by waiting.
const DAYS_AHEAD_MAX: i32 = 40;

impl Opening {
    /// Returns hours that never close.
    #[must_use]
    pub fn always() -> Self {
        Self { week: None, holidays: Arc::default() }
    }

    /// Reads `24/7`, or rules such as `Mo-Sa 08:00-20:00; Su 10:00-16:00`. Empty means always.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.is_empty() || text == "24/7" {
            return Some(Self::always());
        }
        let mut week: [Vec<(i32, i32)>; 7] = Default::default();
        for rule in text.split(';').map(str::trim).filter(|r| !r.is_empty()) {
            let (days, hours) = rule.split_once(' ').unwrap_or(("Mo-Su", rule));
            let (first, last) = days.split_once('-').unwrap_or((days, days));
            let (first, last) = (weekday(first)?, weekday(last)?);
            let (open, close) = hours.trim().split_once('-')?;
            let (open, close) = (clock(open)?, clock(close)?);
            if open >= close || first > last {
                return None;
            }
            for day in week.iter_mut().take(last + 1).skip(first) {
                day.push((open, close));
                day.sort_unstable();
            }
        }
        Some(Self { week: Some(week), holidays: Arc::default() })
    }

    /// Adds the local dates on which it is shut.
    #[must_use]
    pub fn with_holidays(mut self, holidays: Arc<BTreeSet<Date>>) -> Self {
        self.holidays = holidays;
        if self.week.is_none() && !self.holidays.is_empty() {
            self.week = Some(std::array::from_fn(|_| vec![(0, DAY)]));
        }
        self
    }

    /// Returns whether it never closes.
    #[must_use]
    pub const fn is_always(&self) -> bool {
        self.week.is_none()
    }

    /// Returns the first minute (UTC, since 1970) from `minute` on at which it is open; `None` when it stays shut.
    #[must_use]
    pub fn next_open(&self, minute: i32, zone: &Zone) -> Option<i32> {
        let Some(week) = &self.week else { return Some(minute) };
        let mut date = local_date(minute, zone);
        for _ in 0..DAYS_AHEAD_MAX {
            if !self.holidays.contains(&date) {
                for &(open, close) in week.get(weekday_index(date.weekday()))? {
                    let open = local_minute(date, open, zone).get();
                    let close = local_minute(date, close, zone).get();
                    // Hours that fall into the gap of a change of clocks may end before they begin.
                    if open < close && minute < close {
                        return Some(minute.max(open));
                    }
                }
            }
            date = date.tomorrow().ok()?;
        }
        None
    }
}

/// Returns the local date of a minute since 1970 UTC.
#[must_use]
pub fn local_date(minute: i32, zone: &Zone) -> Date {
    Minute::new(minute).zoned(zone).date()
}

/// Returns 0 for Monday to 6 for Sunday.
#[must_use]
pub fn weekday_index(day: Weekday) -> usize {
    usize::try_from(day.to_monday_zero_offset()).unwrap_or(0)
}

fn weekday(text: &str) -> Option<usize> {
    ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"].iter().position(|&d| d == text)
}

/// Reads `HH:MM` (up to `24:00`) into minutes.
#[must_use]
pub fn clock(text: &str) -> Option<i32> {
    let (hours, minutes) = text.split_once(':')?;
    let (hours, minutes): (i32, i32) = (hours.trim().parse().ok()?, minutes.trim().parse().ok()?);
    ((0..24).contains(&hours) && (0..60).contains(&minutes) || (hours, minutes) == (24, 0))
        .then_some(hours * 60 + minutes)
}

#[cfg(test)]
mod tests;
