//! The country: buses and trains of one land, lines of 8 to 30 stops that meet at hubs.

use jiff::civil::date;

use super::graph::Graph;
use super::{DAY, Days, Footpath, Kind, Line, Mode, Network, Size, Stop, Times, Trip};
use crate::geo::{Point, whole};
use crate::random::Random;

const HUBS: usize = 120;
/// Stops at a hub: two platforms and two bus bays.
const BERTHS: usize = 4;
/// Local stops around a hub.
const LOCAL_STOPS: usize = 40;
/// Stops along the railways between the hubs.
const WAYSIDE_STOPS: usize = 720;
const REGIONAL_PAIRS_MIN: usize = 130;
const LONG_PAIRS: usize = 45;
const CALLS_MAX: usize = 30;
const CALLS_MIN: usize = 8;
const ZONE: &str = "Europe/Berlin";
const DAYS: i32 = 14;

/// The stops by use.
struct Stops {
    all: Vec<Stop>,
    /// Local stops per hub.
    local: Vec<Vec<usize>>,
    /// Stops along an edge, in the direction of its ends.
    wayside: Vec<Vec<usize>>,
}

pub(super) fn generate(seed: u64) -> Network {
    let mut random = Random::new(seed, 2);
    let hubs = hubs(&mut random);
    let graph = Graph::nearest(&hubs, 3);
    let stops = stops(&hubs, &graph, &mut random);
    let mut lines = Vec::new();
    for hub in 0..HUBS {
        local_lines(&stops, hub, &mut lines, &mut random);
    }
    regional_lines(&stops, &graph, &mut lines, &mut random);
    long_lines(&stops, &graph, &hubs, &mut lines, &mut random);
    let footpaths = footpaths(&stops.all);
    let first_day = date(2027, 2, 1);
    Network { size: Size::Country, seed, first_day, days: DAYS, stops: stops.all, lines, footpaths }
}

/// Random places of a land of 500 by 700 km, at least 35 km apart where there is room.
fn hubs(random: &mut Random) -> Vec<Point> {
    let corner = Point { lat: 48.0, lon: 7.0 };
    let mut hubs: Vec<Point> = Vec::new();
    let mut apart = 45.0;
    while hubs.len() < HUBS {
        let point = corner.moved(random.between(0.0, 700.0), random.between(0.0, 500.0));
        if hubs.iter().all(|hub| hub.km_to(point) > apart) {
            hubs.push(point);
        } else {
            apart *= 0.999;
        }
    }
    hubs
}

fn stop(id: String, name: String, point: Point, kind: Kind) -> Stop {
    Stop { id, name, point, kind, station: None, change_minutes: 0, country: "DE", zone: ZONE }
}

fn stops(hubs: &[Point], graph: &Graph, random: &mut Random) -> Stops {
    let mut all: Vec<Stop> = hubs
        .iter()
        .enumerate()
        .map(|(hub, point)| stop(format!("H{hub:03}"), format!("Town {hub}"), *point, Kind::Station))
        .collect();
    for (hub, point) in hubs.iter().enumerate() {
        for berth in 0..BERTHS {
            let at = point.towards(random.turn(), random.between(0.05, 0.35));
            let letter = ["P1", "P2", "B1", "B2"][berth];
            let mut row = stop(format!("H{hub:03}{letter}"), format!("Town {hub} {letter}"), at, Kind::Hub);
            row.station = Some(hub);
            row.change_minutes = random.within(2, 5);
            all.push(row);
        }
    }
    let mut local = vec![Vec::new(); HUBS];
    for (hub, point) in hubs.iter().enumerate() {
        for number in 0..LOCAL_STOPS {
            let at = point.towards(random.turn(), 0.6 + 11.0 * random.share());
            local[hub].push(all.len());
            all.push(stop(
                format!("S{hub:03}{number:02}"),
                format!("Street {hub}-{number}"),
                at,
                Kind::Plain,
            ));
        }
    }
    let mut wayside = Vec::new();
    for (edge, (a, b)) in graph.edges.iter().enumerate() {
        let count = WAYSIDE_STOPS / graph.edges.len() + usize::from(edge < WAYSIDE_STOPS % graph.edges.len());
        let mut along = Vec::new();
        for number in 0..count {
            let share = f64::from(u32::try_from(number + 1).unwrap_or(1))
                / f64::from(u32::try_from(count + 1).unwrap_or(1));
            let lat = hubs[*a].lat + (hubs[*b].lat - hubs[*a].lat) * share;
            let lon = hubs[*a].lon + (hubs[*b].lon - hubs[*a].lon) * share;
            let at = Point { lat, lon }.moved(random.between(-1.0, 1.0), random.between(-1.0, 1.0));
            along.push(all.len());
            all.push(stop(format!("W{edge:03}{number}"), format!("Halt {edge}-{number}"), at, Kind::Plain));
        }
        wayside.push(along);
    }
    Stops { all, local, wayside }
}

const fn berth(hub: usize, number: usize) -> usize {
    HUBS + hub * BERTHS + number
}

/// Three to five bus lines through the middle; together they serve every local stop.
fn local_lines(stops: &Stops, hub: usize, lines: &mut Vec<Line>, random: &mut Random) {
    let middle = stops.all[hub].point;
    let mut order = stops.local[hub].clone();
    let angle = |stop: usize| {
        let point = stops.all[stop].point;
        ((point.lon - middle.lon) * 0.64).atan2(point.lat - middle.lat)
    };
    order.sort_by(|a, b| angle(*a).total_cmp(&angle(*b)));
    let count = 3 + random.below(3);
    // A line takes two opposite sectors, and some stops of the next one.
    let sectors = 2 * count;
    for line in 0..count {
        let sector = |number: usize| -> Vec<usize> {
            let (from, to) = (number * LOCAL_STOPS / sectors, (number + 1) * LOCAL_STOPS / sectors);
            let mut open: Vec<usize> = (from..to + 2).map(|i| order[i % LOCAL_STOPS]).collect();
            chain(&stops.all, middle, &mut open)
        };
        let mut way: Vec<usize> = sector(line).into_iter().rev().collect();
        way.push(berth(hub, 2 + line % 2));
        way.extend(sector(line + count));
        let trips = random.within(28, 80);
        push_pair(stops, way, Service { kind: "local", trips, speed: 24.0, stay: 0 }, lines, random);
    }
}

/// Orders stops outwards: from a point to its nearest, from there to the next nearest.
fn chain(stops: &[Stop], from: Point, open: &mut Vec<usize>) -> Vec<usize> {
    let mut way = Vec::with_capacity(open.len());
    let mut at = from;
    while let Some(next) = (0..open.len())
        .min_by(|a, b| at.km_to(stops[open[*a]].point).total_cmp(&at.km_to(stops[open[*b]].point)))
    {
        let stop = open.swap_remove(next);
        at = stops[stop].point;
        way.push(stop);
    }
    way
}

/// Trains along the edges that stop everywhere; every edge has one.
fn regional_lines(stops: &Stops, graph: &Graph, lines: &mut Vec<Line>, random: &mut Random) {
    let mut edges: Vec<(usize, usize)> = graph.edges.clone();
    random.shuffle(&mut edges);
    let mut served = vec![false; graph.edges.len()];
    let mut made = 0;
    let mut visits = vec![0_usize; HUBS];
    let mut platform = |hub: usize| {
        visits[hub] += 1;
        berth(hub, visits[hub] % 2)
    };
    let number = |a: usize, b: usize| graph.edges.binary_search(&(a.min(b), a.max(b))).ok();
    for pass in 0..2 {
        for &(a, b) in &edges {
            let is_served = number(a, b).is_some_and(|edge| served[edge]);
            if (pass == 0 && is_served) || (pass == 1 && made >= REGIONAL_PAIRS_MIN) {
                continue;
            }
            let mut walk = graph.walk(vec![a, b], 3 + random.below(3), random);
            if walk.len() < 3 {
                walk.reverse();
                walk = graph.walk(walk, 4, random);
            }
            let mut way = vec![platform(walk[0])];
            for pair in walk.windows(2) {
                let Some(edge) = number(pair[0], pair[1]) else { continue };
                served[edge] = true;
                let mut along = stops.wayside[edge].clone();
                if pair[0] > pair[1] {
                    along.reverse();
                }
                way.extend(along);
                way.push(platform(pair[1]));
            }
            way.truncate(CALLS_MAX);
            let trips = random.within(16, 38);
            made += 1;
            push_pair(stops, way, Service { kind: "regional", trips, speed: 75.0, stay: 1 }, lines, random);
        }
    }
}

/// Fast trains between far hubs over the shortest way.
fn long_lines(stops: &Stops, graph: &Graph, hubs: &[Point], lines: &mut Vec<Line>, random: &mut Random) {
    let mut made = 0;
    for _ in 0..LONG_PAIRS * 20 {
        let (from, to) = (random.below(HUBS), random.below(HUBS));
        let path = graph.shortest(hubs, from, to);
        if made >= LONG_PAIRS || !(CALLS_MIN..=CALLS_MAX).contains(&path.len()) {
            continue;
        }
        let way: Vec<usize> = path.iter().map(|hub| berth(*hub, 0)).collect();
        let trips = random.within(10, 20);
        made += 1;
        push_pair(stops, way, Service { kind: "long", trips, speed: 140.0, stay: 2 }, lines, random);
    }
}

/// How a line is run.
#[derive(Clone, Copy)]
struct Service {
    kind: &'static str,
    /// Trips of its busiest day, each way.
    trips: i32,
    /// Kilometres an hour.
    speed: f64,
    /// Minutes at a stop on the way.
    stay: i32,
}

/// Adds a line and its way back.
fn push_pair(stops: &Stops, way: Vec<usize>, service: Service, lines: &mut Vec<Line>, random: &mut Random) {
    let back: Vec<usize> = way.iter().rev().copied().collect();
    for way in [way, back] {
        let km: Vec<f64> = way
            .windows(2)
            .map(|pair| stops.all[pair[0]].point.km_to(stops.all[pair[1]].point) * 1.2)
            .collect();
        let slower = random.between(1.1, 1.3);
        let profiles = vec![
            profile(&km, service.speed, service.stay),
            profile(&km, service.speed / slower, service.stay),
        ];
        let mode = if service.kind == "local" { Mode::Road } else { Mode::Rail };
        let km = km.iter().map(|km| whole(*km).max(1)).collect();
        let id = format!("L{:04}", lines.len());
        let trips = trips(service, random);
        lines.push(Line { id, kind: service.kind, mode, stops: way, km, profiles, trips });
    }
}

fn profile(km: &[f64], speed: f64, stay: i32) -> Vec<Times> {
    let mut times = vec![Times { arrive: 0, depart: 0 }];
    let mut now = 0;
    for (leg, km) in km.iter().enumerate() {
        now += whole(km / speed * 60.0).max(1);
        let stay = if leg % 3 == 2 { stay.max(1) } else { stay };
        times.push(Times { arrive: now, depart: now + stay });
        now += stay;
    }
    if let Some(last) = times.last_mut() {
        last.depart = last.arrive;
    }
    times
}

/// Spreads a day's trips from five in the morning past midnight; rush hours are slower and Monday to Friday only.
fn trips(service: Service, random: &mut Random) -> Vec<Trip> {
    let (first, last) = (300 + random.within(0, 40), DAY + random.within(-90, 60));
    let mut trips: Vec<Trip> = (0..service.trips)
        .map(|number| {
            let start = first + (last - first) * number / service.trips + random.within(0, 3);
            let is_rush = matches!(start / 60, 6..=8 | 16..=18);
            let days = match random.below(10) {
                0 => Days::of(&[5, 6]),
                1 => Days::of(&[0, 1, 2, 3, 4, 5]),
                2 | 3 => Days::of(&[0, 1, 2, 3, 4]),
                _ if is_rush && random.chance(50) => Days::of(&[0, 1, 2, 3, 4]),
                _ => Days::daily(),
            };
            Trip { start, days, profile: usize::from(is_rush) }
        })
        .collect();
    if service.kind == "local" && random.chance(50) {
        let start = DAY + random.within(70, 130);
        trips.push(Trip { start, days: Days::of(&[4, 5]), profile: 0 });
    }
    trips.sort_by_key(|trip| (trip.start, trip.days));
    trips
}

/// Walks between all stops of a station: a minute each 72 metres on top of the slower change; never shorter by a detour.
fn footpaths(stops: &[Stop]) -> Vec<Footpath> {
    let mut footpaths = Vec::new();
    for hub in 0..HUBS {
        for a in 0..BERTHS {
            for b in (0..BERTHS).filter(|b| *b != a) {
                let (from, to) = (berth(hub, a), berth(hub, b));
                let metres = stops[from].point.km_to(stops[to].point) * 1_000.0;
                let change = stops[from].change_minutes.max(stops[to].change_minutes);
                footpaths.push(Footpath { from, to, minutes: change + whole((metres / 72.0).ceil()) });
            }
        }
    }
    footpaths
}
