//! The times of one trip: their order checked, missing ones filled.

use super::StopTime;
use super::problems::{At, Problems};
use super::stop_times::{Call, STOP_TIMES};

/// Fills `pattern` with the stop times of a trip whose calls are in order; `None` for a trip that cannot be used.
///
/// Missing times lie on the straight line between the times before and after, by distance where every call between
/// them has one, else by the count of stops; rounded to whole seconds. Costs the number of calls.
pub(super) fn fill(calls: &[Call], pattern: &mut Vec<StopTime>, problems: &mut Problems) -> Option<()> {
    pattern.clear();
    for end in [calls.first()?, calls.last()?] {
        if end.times.is_none() {
            let expected = "a time at the first and the last stop of a trip";
            problems.add(at(end, "arrival_time"), "gtfs.missing_time", expected, "none");
            return None;
        }
    }
    let mut last = 0;
    for (i, call) in calls.iter().enumerate() {
        let Some((arrive, depart)) = call.times else { continue };
        if let Some(before) = pattern.last().map(|before| before.depart).filter(|&before| arrive < before) {
            let expected = format_args!("{} or later, as at the stops before", Clock(before));
            problems.add(at(call, "arrival_time"), "gtfs.time_backwards", expected, Clock(arrive));
            return None;
        }
        if depart < arrive {
            let expected = format_args!("{} or later, as the arrival", Clock(arrive));
            problems.add(at(call, "departure_time"), "gtfs.time_backwards", expected, Clock(depart));
            return None;
        }
        pattern.extend(between(calls.get(last..=i)?));
        pattern.push(call.at(arrive, depart));
        last = i;
    }
    Some(())
}

const fn at(call: &Call, column: &'static str) -> At {
    At { file: STOP_TIMES.file, line: call.line, column }
}

/// Returns the stop times strictly between the first and the last call of a stretch, which have times.
fn between(stretch: &[Call]) -> impl Iterator<Item = StopTime> {
    let first = stretch.first().and_then(|call| call.times).map_or(0, |(_, depart)| depart);
    let last = stretch.last().and_then(|call| call.times).map_or(0, |(arrive, _)| arrive);
    let count = stretch.len().saturating_sub(1);
    let way = if count > 1 { way_by_distance(stretch) } else { None };
    (1..count).zip(stretch.iter().skip(1)).map(move |(i, call)| {
        let (part, whole) = match way {
            Some((start, whole)) => (call.distance.unwrap_or(start) - start, whole),
            None => (i64::try_from(i).unwrap_or(0), i64::try_from(count).unwrap_or(1)),
        };
        let time = first + share(last - first, part, whole);
        call.at(time, time)
    })
}

/// Returns the distance at the start of a stretch and its length, where distances say how far each call is along it.
fn way_by_distance(stretch: &[Call]) -> Option<(i64, i64)> {
    let start = stretch.first()?.distance?;
    let end = stretch.last()?.distance?;
    let is_known = stretch.iter().all(|call| call.distance.is_some());
    let is_forward = stretch.is_sorted_by_key(|call| call.distance);
    (is_known && is_forward && end > start).then_some((start, end - start))
}

/// Returns `part / whole` of `seconds`, rounded to whole seconds, half up; `part` is from 0 to `whole`.
fn share(seconds: i32, part: i64, whole: i64) -> i32 {
    let [part, whole] = [part, whole].map(i128::from);
    let doubled = 2 * i128::from(seconds) * part + whole;
    i32::try_from(doubled / (2 * whole)).unwrap_or(seconds)
}

/// Seconds from the day base as a feed writes them.
struct Clock(i32);

impl std::fmt::Display for Clock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self(seconds) = self;
        write!(f, "{:02}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60)
    }
}
