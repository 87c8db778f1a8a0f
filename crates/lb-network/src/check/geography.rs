//! Positions, links and islands.

use std::collections::BTreeMap;

use super::problem;
use crate::corridor::Corridor;
use crate::idx::PlaceIdx;
use crate::model::{Link, Mode};
use crate::problem::Problem;

/// Two sources for one port may differ by this much, kilometres.
const PORT_KM_MAX: f64 = 50.0;
/// A rail component of fewer places than this, off the main network and without a port, is an island.
const ISLAND_PLACES_MIN: usize = 2;

pub(super) fn check(corridor: &Corridor, problems: &mut Vec<Problem>) {
    ports(corridor, problems);
    links(corridor, problems);
    islands(corridor, problems);
}

fn ports(corridor: &Corridor, problems: &mut Vec<Problem>) {
    for row in &corridor.port_checks {
        let places = corridor
            .places
            .iter()
            .filter(|p| p.unlocode.as_ref().is_some_and(|u| u.to_string() == row.unlocode));
        for place in places.filter(|p| p.kind == "seaport" || p.kind == "bulk_port") {
            let km = place.point.distance_km(row.point);
            let told =
                place.provenance.reliability == lb_base::Reliability::Unverified || !place.note.is_empty();
            if km > PORT_KM_MAX && !told {
                let expected = format!("{} within {PORT_KM_MAX} km of {}, or a note", place.id, row.source);
                let what = (expected, format!("{km:.0} km"));
                problems.push(problem(
                    "port_checks.csv",
                    row.line,
                    "unlocode",
                    "corridor.port_position_differs",
                    what,
                ));
            }
        }
    }
}

fn links(corridor: &Corridor, problems: &mut Vec<Problem>) {
    for link in &corridor.links {
        let (from, to) = (&corridor.places[link.from.at()], &corridor.places[link.to.at()]);
        let direct = from.point.distance_km(to.point);
        #[expect(
            clippy::as_conversions,
            reason = "kilometres of a table compared with a distance on the sphere"
        )]
        let km = link.metres as f64 / 1_000.0;
        if direct > 30.0 && km < direct * 0.95 {
            let what = (format!("at least the great circle, {direct:.0} km"), format!("{km:.0} km"));
            problems.push(problem("links.csv", link.line, "km", "corridor.shorter_than_great_circle", what));
        }
        if link.mode == Mode::Rail {
            for gauge in &link.gauges {
                for end in
                    [from, to].into_iter().filter(|end| !end.gauges.is_empty() && !end.gauges.contains(gauge))
                {
                    if link.gauges.len() == 1 {
                        let what = (format!("gauge {gauge} at {}", end.id), format!("{:?}", end.gauges));
                        problems.push(problem(
                            "links.csv",
                            link.line,
                            "gauges",
                            "corridor.gauge_does_not_meet",
                            what,
                        ));
                    }
                }
            }
        }
    }
}

/// Every place on rails must be reachable by rail from the largest network, or have a port of its own.
fn islands(corridor: &Corridor, problems: &mut Vec<Problem>) {
    let mut component = vec![usize::MAX; corridor.places.len()];
    let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
    for start in 0..corridor.places.len() {
        if component[start] != usize::MAX {
            continue;
        }
        let mut stack = vec![PlaceIdx::new(start)];
        component[start] = start;
        while let Some(place) = stack.pop() {
            *sizes.entry(start).or_default() += 1;
            for &(link, next) in corridor.graph.at(place) {
                if corridor.links[link.at()].mode == Mode::Rail && component[next.at()] == usize::MAX {
                    component[next.at()] = start;
                    stack.push(next);
                }
            }
        }
    }
    let Some(main) = sizes.iter().max_by_key(|(_, size)| **size).map(|(start, _)| *start) else { return };
    for (&start, &size) in sizes.iter().filter(|(start, size)| **start != main && **size >= ISLAND_PLACES_MIN)
    {
        let members = (0..component.len()).filter(|i| component[*i] == start);
        let places: Vec<_> = members.map(|i| &corridor.places[i]).collect();
        if !places.iter().any(|p| p.kind == "seaport" || p.kind == "bulk_port") {
            let ids: Vec<&str> = places.iter().map(|p| p.id.as_str()).take(8).collect();
            let what =
                ("rails that join the main network or a port", format!("{size} places: {}", ids.join(", ")));
            let is_member = |link: &&Link| link.mode == Mode::Rail && component[link.from.at()] == start;
            let line = corridor.links.iter().find(is_member).map_or(0, |link| link.line);
            problems.push(problem("links.csv", line, "from", "corridor.rail_island", what));
        }
    }
}
