//! The services of the world: liners, feeders, block trains, trucks.

use std::collections::BTreeSet;

use super::Places;
use super::countries::COUNTRIES;
use crate::geo::{Point, whole};
use crate::network::graph::Graph;
use crate::network::{DAY, Days, Kind, Line, Mode, Times, Trip};
use crate::random::Random;

const SERVICES: usize = 6_000;
const LINERS: usize = 900;
const FEEDERS: usize = 1_100;
/// Ports of one side of a rotation are this near, kilometres.
const RANGE_KM: f64 = 3_500.0;

/// What all services of one kind have in common.
#[derive(Clone, Copy)]
struct Style {
    kind: &'static str,
    mode: Mode,
    /// Kilometres an hour, from and to.
    speed: (f64, f64),
    detour: f64,
    /// Hours at a call, from and to.
    stay: (i32, i32),
    /// The shortest leg, hours.
    leg: i32,
}

const LINER: Style =
    Style { kind: "liner", mode: Mode::Sea, speed: (26.0, 34.0), detour: 1.25, stay: (12, 36), leg: 8 };
const FEEDER: Style =
    Style { kind: "feeder", mode: Mode::Sea, speed: (20.0, 27.0), detour: 1.3, stay: (8, 24), leg: 6 };
const TRAIN: Style =
    Style { kind: "block_train", mode: Mode::Rail, speed: (25.0, 48.0), detour: 1.25, stay: (4, 14), leg: 3 };
const TRUCK: Style =
    Style { kind: "truck", mode: Mode::Road, speed: (38.0, 60.0), detour: 1.2, stay: (2, 4), leg: 3 };

/// Returns all services; together they serve every place.
pub(super) fn lines(places: &Places, random: &mut Random) -> Vec<Line> {
    let mut lines = Vec::with_capacity(SERVICES);
    liners(places, &mut lines, random);
    feeders(places, &mut lines, random);
    trucks(places, &mut lines, random);
    trains(places, &mut lines, random);
    lines
}

fn main_ports(places: &Places) -> Vec<usize> {
    places.ports.iter().flat_map(|ports| ports.iter().take(ports.len().div_ceil(3))).copied().collect()
}

/// Rotations of 5 to 15 ports: some of one range, some of another, and back.
fn liners(places: &Places, lines: &mut Vec<Line>, random: &mut Random) {
    let main = main_ports(places);
    while lines.len() < LINERS {
        let (here, there) = (main[lines.len() % main.len()], main[random.below(main.len())]);
        if places.all[here].point.km_to(places.all[there].point) < RANGE_KM {
            continue;
        }
        let (outward, homeward) = (2 + random.below(6), 2 + random.below(6));
        let mut way = range(places, &main, here, outward, random);
        way.extend(range(places, &main, there, homeward, random));
        way.push(here);
        let trips = vec![weekly(random)];
        push(places, way, LINER, trips, lines, random);
    }
}

/// A port and some of those near it.
fn range(places: &Places, ports: &[usize], first: usize, count: usize, random: &mut Random) -> Vec<usize> {
    let at = places.all[first].point;
    let mut near: Vec<(f64, usize)> = ports
        .iter()
        .filter(|port| **port != first)
        .map(|port| (at.km_to(places.all[*port].point), *port))
        .filter(|(km, _)| *km < RANGE_KM / 2.0)
        .collect();
    near.sort_by(|a, b| a.0.total_cmp(&b.0));
    near.truncate(12);
    random.shuffle(&mut near);
    let mut open: Vec<usize> = near.into_iter().take(count - 1).map(|(_, port)| port).collect();
    let mut way = vec![first];
    way.extend(chain(places, at, &mut open));
    way
}

/// Round trips from a main port to small ones near it; every port has one.
fn feeders(places: &Places, lines: &mut Vec<Line>, random: &mut Random) {
    let main = main_ports(places);
    let all: Vec<usize> = places.ports.iter().flatten().copied().collect();
    for number in 0..FEEDERS {
        let must = all[number % all.len()];
        let at = places.all[must].point;
        let hub = main
            .iter()
            .copied()
            .filter(|port| *port != must)
            .min_by(|a, b| at.km_to(places.all[*a].point).total_cmp(&at.km_to(places.all[*b].point)))
            .unwrap_or(must);
        let count = 1 + random.below(4);
        let mut open = range(places, &all, must, count, random);
        open.retain(|port| *port != hub);
        let mut way = vec![hub];
        way.extend(chain(places, places.all[hub].point, &mut open));
        way.push(hub);
        let mut trips = vec![weekly(random)];
        if random.chance(40) {
            trips.push(weekly(random));
        }
        push(places, way, FEEDER, trips, lines, random);
    }
}

/// Out and back from each hub, until every port and park of the country has one.
fn trucks(places: &Places, lines: &mut Vec<Line>, random: &mut Random) {
    for (country, hubs) in places.hubs.iter().enumerate() {
        let mut of_hub = vec![Vec::new(); hubs.len()];
        for place in (0..places.all.len()).filter(|place| places.country[*place] == country) {
            let at = places.all[place].point;
            let nearest = (0..hubs.len()).min_by(|a, b| {
                at.km_to(places.all[hubs[*a]].point).total_cmp(&at.km_to(places.all[hubs[*b]].point))
            });
            if let Some(hub) = nearest.filter(|_| places.all[place].kind != Kind::Hub) {
                of_hub[hub].push(place);
            }
        }
        for (hub, mut members) in hubs.iter().copied().zip(of_hub) {
            let at = places.all[hub].point;
            let angle = |place: usize| {
                let point = places.all[place].point;
                (point.lon - at.lon).atan2(point.lat - at.lat)
            };
            members.sort_by(|a, b| angle(*a).total_cmp(&angle(*b)));
            for group in members.chunks(4) {
                let mut way = vec![hub];
                way.extend(chain(places, at, &mut group.to_vec()));
                let back: Vec<usize> = way.iter().rev().copied().collect();
                for way in [way, back] {
                    let trips = daily(random);
                    push(places, way, TRUCK, trips, lines, random);
                }
            }
        }
    }
}

/// Out and back along the hubs of a land, sometimes on to a port; every edge of the graph has one.
fn trains(places: &Places, lines: &mut Vec<Line>, random: &mut Random) {
    let mut lands: Vec<u8> = COUNTRIES.iter().map(|row| row.land).collect();
    lands.sort_unstable();
    lands.dedup();
    let mut ways: Vec<Vec<usize>> = Vec::new();
    let mut graphs: Vec<(Vec<usize>, Graph)> = Vec::new();
    for land in lands {
        let of_land = (0..COUNTRIES.len()).filter(|country| COUNTRIES[*country].land == land);
        let hubs: Vec<usize> = of_land.flat_map(|country| places.hubs[country].iter().copied()).collect();
        let points: Vec<Point> = hubs.iter().map(|hub| places.all[*hub].point).collect();
        let graph = Graph::nearest(&points, 3);
        let mut served = BTreeSet::new();
        for &(a, b) in &graph.edges {
            if !served.contains(&(a, b)) {
                let length = 3 + random.below(4);
                let walk = graph.walk(vec![a, b], length, random);
                served.extend(walk.windows(2).map(|pair| (pair[0].min(pair[1]), pair[0].max(pair[1]))));
                ways.push(walk.into_iter().map(|hub| hubs[hub]).collect());
            }
        }
        if graph.edges.is_empty() {
            ways.extend(hubs.iter().map(|hub| vec![*hub]));
        }
        graphs.push((hubs, graph));
    }
    let sizes: Vec<usize> =
        graphs.iter().enumerate().flat_map(|(i, (hubs, _))| std::iter::repeat_n(i, hubs.len())).collect();
    let mut number = 0;
    while lines.len() + 2 <= SERVICES {
        let mut way = ways.get(number).cloned().unwrap_or_else(|| {
            let (hubs, graph) = &graphs[sizes[random.below(sizes.len())]];
            let (start, length) = (random.below(hubs.len()), 4 + random.below(5));
            graph.walk(vec![start], length, random).into_iter().map(|hub| hubs[hub]).collect()
        });
        number += 1;
        to_a_port(places, &mut way, random);
        if way.len() < 2 {
            continue;
        }
        let back: Vec<usize> = way.iter().rev().copied().collect();
        for way in [way, back] {
            let trips = vec![some_weekdays(random)];
            push(places, way, TRAIN, trips, lines, random);
        }
    }
}

/// Half of the trains go on to the port nearest to their last hub; those of a single hub always.
fn to_a_port(places: &Places, way: &mut Vec<usize>, random: &mut Random) {
    let Some(&last) = way.last() else { return };
    let at = places.all[last].point;
    let ports = &places.ports[places.country[last]];
    let nearest = ports
        .iter()
        .min_by(|a, b| at.km_to(places.all[**a].point).total_cmp(&at.km_to(places.all[**b].point)));
    if way.len() < 2 || random.chance(50) {
        way.extend(nearest);
    }
}

fn weekly(random: &mut Random) -> Trip {
    Trip { start: clock(random), days: Days::Every { days: 7, first: random.within(0, 6) }, profile: 0 }
}

fn some_weekdays(random: &mut Random) -> Trip {
    let mut days: Vec<usize> = (0..7).collect();
    random.shuffle(&mut days);
    days.truncate(1 + random.below(6));
    Trip { start: clock(random), days: Days::of(&days), profile: 0 }
}

/// One to three departures on working days, fewer on Sundays.
fn daily(random: &mut Random) -> Vec<Trip> {
    let mut trips = vec![Trip { start: clock(random), days: Days::daily(), profile: 0 }];
    for _ in 0..random.below(3) {
        let days = if random.chance(60) { Days::of(&[0, 1, 2, 3, 4, 5]) } else { Days::daily() };
        trips.push(Trip { start: clock(random), days, profile: 0 });
    }
    trips.sort_by_key(|trip| trip.start);
    trips.dedup_by_key(|trip| trip.start);
    trips
}

fn clock(random: &mut Random) -> i32 {
    random.within(0, DAY / 15 - 1) * 15
}

/// Orders places: from a point to its nearest, from there to the next nearest.
fn chain(places: &Places, from: Point, open: &mut Vec<usize>) -> Vec<usize> {
    let mut way = Vec::with_capacity(open.len());
    let mut at = from;
    while let Some(next) = (0..open.len())
        .min_by(|a, b| at.km_to(places.all[open[*a]].point).total_cmp(&at.km_to(places.all[open[*b]].point)))
    {
        let place = open.swap_remove(next);
        at = places.all[place].point;
        way.push(place);
    }
    way
}

#[expect(clippy::too_many_arguments, reason = "what a service is made of, once")]
fn push(
    places: &Places,
    way: Vec<usize>,
    style: Style,
    trips: Vec<Trip>,
    lines: &mut Vec<Line>,
    random: &mut Random,
) {
    let km: Vec<i32> = way
        .windows(2)
        .map(|pair| whole(places.all[pair[0]].point.km_to(places.all[pair[1]].point) * style.detour).max(6))
        .collect();
    let speed = random.between(style.speed.0, style.speed.1);
    let mut times = vec![Times { arrive: 0, depart: 0 }];
    let mut now = 0;
    for (leg, km) in km.iter().enumerate() {
        now += whole(f64::from(*km) / speed * 4.0).max(4 * style.leg) * 15;
        let gauges = [leg, leg + 1].map(|at| way.get(at..at + 2).map(|pair| leg_gauge(places, pair)));
        let is_break = style.mode == Mode::Rail && gauges[1].is_some() && gauges[0] != gauges[1];
        let stay =
            60 * if is_break { random.within(26, 44) } else { random.within(style.stay.0, style.stay.1) };
        let stay = if leg + 2 == way.len() { 0 } else { stay };
        times.push(Times { arrive: now, depart: now + stay });
        now += stay;
    }
    let id = format!("W{:04}", lines.len());
    lines.push(Line { id, kind: style.kind, mode: style.mode, stops: way, km, profiles: vec![times], trips });
}

fn leg_gauge(places: &Places, pair: &[usize]) -> u32 {
    let first = pair.iter().min().copied().unwrap_or(0);
    COUNTRIES[places.country[first]].gauge
}
