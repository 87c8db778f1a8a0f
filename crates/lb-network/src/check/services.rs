//! Sections, calls and connections: order, dwell, speed, gauge, kilometres.

use super::problem;
use crate::corridor::Corridor;
use crate::idx::PlaceIdx;
use crate::model::{Call, ConnectionKind, Mode, Section};
use crate::problem::Problem;
use crate::railway::LinkFilter;

/// The least and greatest plausible speeds between calls, kilometres an hour.
const fn speed_range(mode: Mode) -> (i64, i64) {
    match mode {
        Mode::Rail => (2, 120),
        Mode::Sea => (5, 45),
        Mode::Ferry => (3, 65),
        Mode::Road => (3, 110),
        Mode::Barge => (2, 30),
    }
}

pub(super) fn check(corridor: &Corridor, problems: &mut Vec<Problem>) {
    for section in &corridor.sections {
        if section.calls.len() < 2 {
            let found = section.calls.len();
            let what = ("at least two calls", found);
            problems.push(problem(
                "sections.csv",
                section.line,
                "section_id",
                "corridor.too_few_calls",
                what,
            ));
        }
        for pair in section.calls.windows(2) {
            hop(corridor, section, &pair[0], &pair[1], problems);
        }
        calls(section, problems);
        if section.mode == Mode::Rail && section.gauge_mm.is_none() {
            let what = ("a gauge for rail", "nothing");
            problems.push(problem("sections.csv", section.line, "gauge_mm", "corridor.gauge_missing", what));
        }
        if section.tariffs.is_empty() {
            let what = ("a tariff in tariffs.csv", "none");
            problems.push(problem("sections.csv", section.line, "section_id", "corridor.no_tariff", what));
        }
        crossings(corridor, section, problems);
    }
    for service in &corridor.services {
        if service.sections.is_empty() || service.patterns.is_empty() {
            let found = format!("{} sections, {} patterns", service.sections.len(), service.patterns.len());
            let what = (format!("sections and patterns of {}", service.id), found);
            problems.push(problem(
                "services.csv",
                service.line,
                "service_id",
                "corridor.service_without_runs",
                what,
            ));
        }
    }
    connections(corridor, problems);
}

/// A section passes a crossing only where both sides of it stand on its way, and never one that is not open.
fn crossings(corridor: &Corridor, section: &Section, problems: &mut Vec<Problem>) {
    for crossing in section.crossings.iter().map(|c| &corridor.crossings[c.at()]) {
        if !crossing.is_open() {
            let what = ("a crossing that is open", format!("{} is {}", crossing.id, crossing.status));
            problems.push(problem(
                "sections.csv",
                section.line,
                "crossings",
                "corridor.crossing_not_open",
                what,
            ));
        }
    }
}

fn calls(section: &Section, problems: &mut Vec<Problem>) {
    let mut bad = |call: &Call, column: &str, expected: &str, found: &str| {
        let what = (expected, found);
        problems.push(problem("calls.csv", call.line, column, "corridor.call_incomplete", what));
    };
    let last = section.calls.len().saturating_sub(1);
    for (i, call) in section.calls.iter().enumerate() {
        if i > 0 && call.arrive.is_none() {
            bad(call, "arrive", "an arrival at every call but the first", "nothing");
        }
        if i < last && call.depart.is_none() {
            bad(call, "depart", "a departure at every call but the last", "nothing");
        }
        if call.board && call.cutoff.is_none() {
            bad(call, "cutoff_hours", "a cut-off where cargo may board", "nothing");
        }
    }
    for call in &section.calls {
        if let (Some(arrive), Some(depart)) = (call.arrive, call.depart)
            && depart < arrive
        {
            let what = ("a departure at or after the arrival", format!("{} minutes before", arrive - depart));
            problems.push(problem("calls.csv", call.line, "depart", "corridor.negative_dwell", what));
        }
    }
}

fn hop(corridor: &Corridor, section: &Section, from: &Call, to: &Call, problems: &mut Vec<Problem>) {
    let (Some(depart), Some(arrive)) = (from.depart, to.arrive) else { return };
    let utc = |call: &Call, minutes: i32| {
        let date = jiff::civil::date(2026, 7, 1);
        lb_base::local_minute(date, minutes % 1_440, &corridor.places[call.place.at()].zone).get()
            + minutes / 1_440 * 1_440
    };
    let minutes = i64::from(utc(to, arrive) - utc(from, depart));
    if minutes <= 0 {
        let what = ("an arrival after the departure before it", format!("{} minutes earlier", -minutes));
        problems.push(problem("calls.csv", to.line, "arrive", "corridor.calls_out_of_order", what));
        return;
    }
    let (least, most) = speed_range(section.mode);
    let speed = to.metres * 60 / minutes / 1_000;
    if to.metres >= 30_000 && !(least..=most).contains(&speed) || to.metres < 30_000 && speed > most {
        let what = (format!("{least} to {most} km/h by {}", section.mode.word()), format!("{speed} km/h"));
        problems.push(problem("calls.csv", to.line, "km", "corridor.impossible_speed", what));
    }
    match section.mode {
        Mode::Rail | Mode::Road => over_links(corridor, section, from, to, problems),
        Mode::Sea | Mode::Ferry | Mode::Barge => over_sea(corridor, from, to, problems),
    }
}

fn over_links(corridor: &Corridor, section: &Section, from: &Call, to: &Call, problems: &mut Vec<Problem>) {
    let gauge_mm = if section.mode == Mode::Rail { section.gauge_mm } else { None };
    let any_gauge = LinkFilter { mode: section.mode, gauge_mm: None, avoid: &[], planned: true };
    let filter = LinkFilter { gauge_mm, planned: false, ..any_gauge };
    let chain: Vec<PlaceIdx> =
        [from.place].into_iter().chain(to.via.iter().copied()).chain([to.place]).collect();
    let mut metres = 0;
    for pair in chain.windows(2) {
        let name = |p: PlaceIdx| corridor.places[p.at()].id.as_str();
        let between = format!("{} to {}", name(pair[0]), name(pair[1]));
        match corridor.graph.between(&corridor.links, pair[0], pair[1], filter) {
            Some(link) => metres += corridor.links[link.at()].metres,
            None => {
                let any = corridor.graph.between(&corridor.links, pair[0], pair[1], any_gauge);
                let (code, found) = any.map_or(("corridor.no_link", "no link".to_owned()), |link| {
                    let link = &corridor.links[link.at()];
                    (
                        "corridor.gauge_does_not_meet",
                        format!("{} with gauges {:?}, {}", link.id, link.gauges, link.status),
                    )
                });
                let gauge = gauge_mm.map_or(String::new(), |g| format!(" of gauge {g}"));
                let what = (format!("an open {} link{gauge} {between}", section.mode.word()), found);
                problems.push(problem("calls.csv", to.line, "via", code, what));
                return;
            }
        }
    }
    if (metres - to.metres).abs() * 50 > metres && (metres - to.metres).abs() > 2_000 {
        let what = (
            format!("{} km as the links say, within 2 %", metres / 1_000),
            format!("{} km", to.metres / 1_000),
        );
        problems.push(problem("calls.csv", to.line, "km", "corridor.kilometres_differ", what));
    }
}

fn over_sea(corridor: &Corridor, from: &Call, to: &Call, problems: &mut Vec<Problem>) {
    let point = |call: &Call| corridor.places[call.place.at()].point;
    let direct = point(from).distance_km(point(to));
    #[expect(clippy::as_conversions, reason = "kilometres of a table compared with a distance on the sphere")]
    let km = to.metres as f64 / 1_000.0;
    if km < direct * 0.94 - 5.0 {
        let what = (format!("at least the great circle, {direct:.0} km"), format!("{km:.0} km"));
        problems.push(problem("calls.csv", to.line, "km", "corridor.shorter_than_great_circle", what));
    }
}

fn connections(corridor: &Corridor, problems: &mut Vec<Problem>) {
    for connection in &corridor.connections {
        let (from, to) = (&corridor.sections[connection.from.at()], &corridor.sections[connection.to.at()]);
        let (Some(end), Some(start)) = (from.calls.last(), to.calls.first()) else { continue };
        let id = &from.id;
        if from.service != to.service || to.seq != from.seq + 1 || end.place != start.place {
            let what =
                (format!("the next section of the same service, from where {id} ends"), to.id.as_str());
            problems.push(problem(
                "connections.csv",
                connection.line,
                "to_section",
                "corridor.connection_does_not_join",
                what,
            ));
            continue;
        }
        let (Some(arrive), Some(depart)) = (end.arrive, start.depart) else { continue };
        if depart - arrive < connection.minutes_min {
            let what = (format!("at least {} minutes after {id}", connection.minutes_min), depart - arrive);
            problems.push(problem(
                "connections.csv",
                connection.line,
                "hours_min",
                "corridor.connection_too_short",
                what,
            ));
        }
        if connection.kind != ConnectionKind::Gauge
            && from.mode == Mode::Rail
            && to.mode == Mode::Rail
            && from.gauge_mm != to.gauge_mm
        {
            let found = format!("{:?} to {:?} by {}", from.gauge_mm, to.gauge_mm, connection.kind.word());
            let what = ("a gauge change where gauges differ", found);
            problems.push(problem(
                "connections.csv",
                connection.line,
                "kind",
                "corridor.gauge_does_not_meet",
                what,
            ));
        }
    }
}
