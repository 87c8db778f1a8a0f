//! Crossings with opening hours: no run of the regular timetable passes one while it is shut.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use lb_base::{Minute, Zone, local_minute};

use super::problem;
use crate::corridor::Corridor;
use crate::idx::{CrossingIdx, PlaceIdx};
use crate::model::{Call, Connection, Crossing, Pattern, RunDays, Section};
use crate::problem::Problem;

/// Mondays in winter and in summer: a clock that changes is looked at on both sides of its change.
const MONDAYS: [Date; 2] = [date(2026, 1, 5), date(2026, 7, 6)];

pub(super) fn check(corridor: &Corridor, problems: &mut Vec<Problem>) {
    for section in &corridor.sections {
        for crossing in kept(corridor, section.crossings.iter().copied()) {
            on_the_way(corridor, section, crossing, problems);
        }
    }
    for connection in &corridor.connections {
        for crossing in kept(corridor, connection.crossing.into_iter()) {
            while_changing(corridor, connection, crossing, problems);
        }
    }
}

/// Those crossings that are not open day and night.
fn kept(
    corridor: &Corridor,
    crossings: impl Iterator<Item = CrossingIdx>,
) -> impl Iterator<Item = &Crossing> {
    crossings.map(|crossing| &corridor.crossings[crossing.at()]).filter(|row| !row.opening.is_always())
}

/// A section passes with the hop that holds both sides: as it leaves or reaches `from`, else `to`, else at any minute.
fn on_the_way(corridor: &Corridor, section: &Section, crossing: &Crossing, problems: &mut Vec<Problem>) {
    let (Some(from), Some(to)) = (crossing.from, crossing.to) else { return };
    let Some([leaves, reaches]) = section.calls.windows(2).find_map(|pair| {
        let [leaves, reaches] = pair else { return None };
        (holds(leaves, reaches, from) && holds(leaves, reaches, to)).then_some([leaves, reaches])
    }) else {
        return;
    };
    let (depart, arrive) = ((leaves.place, leaves.depart), (reaches.place, reaches.arrive));
    let side = [from, to].into_iter().find(|side| *side == leaves.place || *side == reaches.place);
    let (span, call, column) = match side {
        Some(side) if side == leaves.place => ([depart, depart], leaves, "depart"),
        Some(_) => ([arrive, arrive], reaches, "arrive"),
        None => ([depart, arrive], reaches, "arrive"),
    };
    for pattern in patterns(corridor, section) {
        if let Some(what) = shut(corridor, crossing, pattern, span) {
            problems.push(problem("calls.csv", call.line, column, "corridor.passes_shut_crossing", what));
        }
    }
}

/// Between two sections there must be a minute at which the crossing is open.
fn while_changing(
    corridor: &Corridor,
    connection: &Connection,
    crossing: &Crossing,
    problems: &mut Vec<Problem>,
) {
    let (before, after) = (&corridor.sections[connection.from.at()], &corridor.sections[connection.to.at()]);
    let (Some(end), Some(start)) = (before.calls.last(), after.calls.first()) else { return };
    let span = [(end.place, end.arrive), (start.place, start.depart)];
    for pattern in patterns(corridor, before) {
        if let Some(what) = shut(corridor, crossing, pattern, span) {
            let code = "corridor.passes_shut_crossing";
            problems.push(problem("connections.csv", connection.line, "crossing_id", code, what));
        }
    }
}

fn patterns<'a>(corridor: &'a Corridor, section: &Section) -> impl Iterator<Item = &'a Pattern> {
    corridor.services[section.service.at()].patterns.iter().map(|pattern| &corridor.patterns[pattern.at()])
}

/// Returns whether the way between two calls leaves, passes or reaches a place.
fn holds(leaves: &Call, reaches: &Call, place: PlaceIdx) -> bool {
    leaves.place == place || reaches.place == place || reaches.via.contains(&place)
}

/// Returns what was expected and found where runs of a pattern find a crossing shut from one local time to another.
fn shut(
    corridor: &Corridor,
    crossing: &Crossing,
    pattern: &Pattern,
    [(from_place, from), (to_place, to)]: [(PlaceIdx, Option<i32>); 2],
) -> Option<(String, String)> {
    let side = &corridor.places[crossing.from.or(crossing.to)?.at()];
    let (from, to) = (from? + pattern.shift, to? + pattern.shift);
    let zone = |place: PlaceIdx| &corridor.places[place.at()].zone;
    let mut times: Vec<String> = Vec::new();
    for date in service_dates(pattern) {
        let (first, last) = (instant(date, from, zone(from_place)), instant(date, to, zone(to_place)));
        if crossing.opening.next_open(first, &side.zone).is_none_or(|open| open > last) {
            let time = Minute::new(first).zoned(&side.zone).strftime("%a %H:%M").to_string();
            if !times.contains(&time) {
                times.push(time);
            }
        }
    }
    let expected = format!("{} open by the clock of {} as runs of {} pass", crossing.id, side.id, pattern.id);
    (!times.is_empty()).then(|| (expected, format!("it is shut on {}", times.join(", "))))
}

/// Service dates that stand for all: every weekday that a pattern can have, in winter and in summer.
fn service_dates(pattern: &Pattern) -> Vec<Date> {
    match &pattern.days {
        RunDays::Weekdays(week) => {
            let days = |monday: Date| {
                (0_i64..).zip(week).map(move |(day, runs)| (monday.saturating_add(day.days()), runs))
            };
            MONDAYS.into_iter().flat_map(days).filter(|(_, runs)| **runs).map(|(date, _)| date).collect()
        }
        RunDays::Every { days, anchor } => (0..7).map(|n| anchor.saturating_add((n * days).days())).collect(),
    }
}

fn instant(date: Date, minutes: i32, zone: &Zone) -> i32 {
    let day = date.saturating_add(minutes.div_euclid(1_440).days());
    local_minute(day, minutes.rem_euclid(1_440), zone).get()
}
