//! What the cells of a feed say: times, dates, numbers.

use jiff::SignedDuration;
use jiff::civil::{Date, date};

use crate::table::parse_decimal;

/// The most hours of a time: 100 days, beyond the longest train and ship journeys.
const HOURS_MAX: i32 = 2_400;
/// Digits after the point that are kept of `shape_dist_traveled`.
const DISTANCE_DIGITS: u32 = 6;
const EPOCH: Date = date(1970, 1, 1);
const DAY_SECONDS: i64 = 86_400;

/// Parses `H:MM:SS`, hours from 0 to 2,400, into seconds.
pub(super) fn time(text: &[u8]) -> Option<i32> {
    let (hours, rest) = text.split_at_checked(text.len().checked_sub(6)?)?;
    let &[b':', m1, m2, b':', s1, s2] = rest else { return None };
    if hours.len() > 4 {
        return None;
    }
    let hours = i32::try_from(whole(hours)?).ok().filter(|&hours| hours <= HOURS_MAX)?;
    let minutes = sixtieths(m1, m2)?;
    let seconds = sixtieths(s1, s2)?;
    Some(hours * 3_600 + minutes * 60 + seconds)
}

fn sixtieths(tens: u8, ones: u8) -> Option<i32> {
    let value = digit(tens)? * 10 + digit(ones)?;
    i32::try_from(value).ok().filter(|&value| value < 60)
}

fn digit(byte: u8) -> Option<u32> {
    byte.is_ascii_digit().then(|| u32::from(byte - b'0'))
}

/// Parses a whole number, 0 or more, digits only.
pub(super) fn whole(text: &[u8]) -> Option<u32> {
    if text.is_empty() {
        return None;
    }
    text.iter().try_fold(0_u32, |value, &byte| value.checked_mul(10)?.checked_add(digit(byte)?))
}

/// Parses `YYYYMMDD` into days since 1970-01-01.
pub(super) fn day(text: &[u8]) -> Option<i64> {
    let (year, rest) = text.split_at_checked(4).filter(|_| text.len() == 8)?;
    let (month, day) = rest.split_at_checked(2)?;
    let year = i16::try_from(whole(year)?).ok()?;
    let month = i8::try_from(whole(month)?).ok()?;
    let day = i8::try_from(whole(day)?).ok()?;
    let date = Date::new(year, month, day).ok()?;
    Some(date.duration_since(EPOCH).as_secs() / DAY_SECONDS)
}

/// Returns the date of days since 1970-01-01; beyond jiff's range it is 1970-01-01.
pub(super) fn date_of(day: i64) -> Date {
    EPOCH.checked_add(SignedDuration::from_secs(day.saturating_mul(DAY_SECONDS))).unwrap_or(EPOCH)
}

/// Parses degrees from `-max` to `max`.
pub(super) fn degrees(text: &[u8], max: f64) -> Option<f64> {
    let value: f64 = std::str::from_utf8(text).ok()?.parse().ok()?;
    (-max..=max).contains(&value).then_some(value)
}

/// Parses a distance, 0 or more, into millionths of the feed's unit.
pub(super) fn distance(text: &[u8]) -> Option<i64> {
    let text = std::str::from_utf8(text).ok()?;
    parse_decimal(text, DISTANCE_DIGITS).filter(|&distance| distance >= 0)
}

/// Parses 0 or 1.
pub(super) fn flag(text: &[u8]) -> Option<bool> {
    match text {
        b"0" => Some(false),
        b"1" => Some(true),
        _ => None,
    }
}
