//! The corridor: freight terminals in clusters along a band of 7,500 km, trips of days that run once or twice a week.

use jiff::civil::date;

use super::graph::Graph;
use super::{DAY, Days, Footpath, Kind, Line, Mode, Network, Size, Stop, Times, Trip};
use crate::geo::{Point, rounded, whole};
use crate::random::Random;

const CLUSTERS: usize = 20;
const TERMINALS: usize = 400;
const TRIPS: usize = 2_700;
/// Pairs (out and back) of lines within a cluster, and along the hubs.
const CLUSTER_PAIRS: usize = 290;
const TRUNK_PAIRS: usize = 160;
/// Share of trips that run on a second weekday.
const SECOND_DAY_PERCENT: usize = 26;
/// The lands along the band, west to east: cargo from another one passes customs.
const COUNTRIES: [&str; 10] = ["TR", "TR", "UZ", "UZ", "KZ", "KZ", "KZ", "CN", "CN", "CN"];
/// One zone for everything, so that one GTFS agency holds it.
const ZONE: &str = "Etc/UTC";
/// Weeks of service: 4 before the first question, 2 of questions, 60 days of search, and the longest trip.
const WEEKS: i32 = 20;

pub(super) fn generate(seed: u64) -> Network {
    let mut random = Random::new(seed, 1);
    let hubs = hubs(&mut random);
    let graph = Graph::nearest(&hubs, 3);
    let stops = stops(&hubs, &mut random);
    let mut lines = Vec::new();
    for pair in 0..CLUSTER_PAIRS {
        cluster_pair(&stops, pair, &mut lines, &mut random);
    }
    for pair in 0..TRUNK_PAIRS {
        trunk_pair(&graph, &stops, pair, &mut lines, &mut random);
    }
    trips(&mut lines, &mut random);
    let footpaths = footpaths(&stops);
    let first_day = date(2027, 1, 4);
    Network { size: Size::Corridor, seed, first_day, days: WEEKS * 7, stops, lines, footpaths }
}

/// Two rows of hubs along the band, so that there is more than one way along it.
fn hubs(random: &mut Random) -> Vec<Point> {
    (0..CLUSTERS)
        .map(|i| {
            let (column, row) = (i32::try_from(i / 2).unwrap_or(0), i32::try_from(i % 2).unwrap_or(0));
            let lat = 36.0 + 12.0 * f64::from(row) + random.between(-3.0, 3.0);
            let lon = 30.0 + 10.0 * f64::from(column) + random.between(-3.5, 3.5);
            Point { lat: rounded(lat), lon: rounded(lon) }
        })
        .collect()
}

/// Each cluster: a rail hub, a port or logistics hub beside it, and terminals within some hundred kilometres.
fn stops(hubs: &[Point], random: &mut Random) -> Vec<Stop> {
    let each = TERMINALS / CLUSTERS;
    let mut stops = Vec::with_capacity(TERMINALS);
    for (cluster, hub) in hubs.iter().enumerate() {
        for member in 0..each {
            let (kind, point) = match member {
                0 => (Kind::Hub, *hub),
                1 => (Kind::Port, hub.towards(random.turn(), random.between(8.0, 20.0))),
                _ => (Kind::Plain, hub.towards(random.turn(), 90.0 + 420.0 * random.share().sqrt())),
            };
            let change_minutes = match kind {
                Kind::Hub | Kind::Port => 60 * random.within(2, 4),
                Kind::Plain | Kind::Station => 60 * random.within(1, 2),
            };
            stops.push(Stop {
                id: format!("T{cluster:02}{member:02}"),
                name: format!("Terminal {cluster}-{member}"),
                point,
                kind,
                station: None,
                change_minutes,
                country: COUNTRIES[cluster / 2],
                zone: ZONE,
            });
        }
    }
    stops
}

fn cluster_pair(stops: &[Stop], pair: usize, lines: &mut Vec<Line>, random: &mut Random) {
    let each = TERMINALS / CLUSTERS;
    let (cluster, number) = (pair % CLUSTERS, pair / CLUSTERS);
    let first = cluster * each;
    let calls = 5 + random.below(3);
    let mut members: Vec<usize> = (2..each).collect();
    random.shuffle(&mut members);
    // The first ones take four terminals in turn, so that every terminal is served.
    members.sort_by_key(|member| (member - 2) / 4 != number);
    let mut way = vec![first + random.below(2)];
    let mut open: Vec<usize> = members.iter().take(calls - 1).map(|m| first + m).collect();
    while way.len() < calls && !open.is_empty() {
        let last = stops[way[way.len() - 1]].point;
        let next = (0..open.len())
            .min_by(|a, b| last.km_to(stops[open[*a]].point).total_cmp(&last.km_to(stops[open[*b]].point)))
            .unwrap_or(0);
        way.push(open.swap_remove(next));
    }
    let mode = [Mode::Road, Mode::Rail, Mode::Rail, Mode::Barge][random.below(4)];
    push_pair(stops, way, mode, lines, random);
}

fn trunk_pair(graph: &Graph, stops: &[Stop], pair: usize, lines: &mut Vec<Line>, random: &mut Random) {
    let each = TERMINALS / CLUSTERS;
    let length = 4 + random.below(6);
    // The first ones over every edge once; then from any hub.
    let begin = graph.edges.get(pair).map_or_else(|| vec![pair % CLUSTERS], |(a, b)| vec![*a, *b]);
    let mut walk = graph.walk(begin, length, random);
    if walk.len() < length {
        walk.reverse();
        walk = graph.walk(walk, length, random);
    }
    let mode = [Mode::Rail, Mode::Rail, Mode::Sea, Mode::Road][random.below(4)];
    let berth = usize::from(mode == Mode::Sea || random.chance(20));
    let mut way: Vec<usize> = walk.iter().map(|cluster| cluster * each + berth).collect();
    if mode != Mode::Sea && random.chance(40) {
        // Begins at a terminal of the first cluster.
        way.insert(0, walk[0] * each + 2 + random.below(each - 2));
        way.truncate(10);
    }
    push_pair(stops, way, mode, lines, random);
}

/// Adds a line and its way back.
fn push_pair(stops: &[Stop], way: Vec<usize>, mode: Mode, lines: &mut Vec<Line>, random: &mut Random) {
    let back: Vec<usize> = way.iter().rev().copied().collect();
    for way in [way, back] {
        let km: Vec<i32> = way
            .windows(2)
            .map(|pair| whole(stops[pair[0]].point.km_to(stops[pair[1]].point) * detour(mode)).max(5))
            .collect();
        let profile = profile(mode, &km, random);
        let kind = kind(mode, way.len());
        let id = format!("C{:04}", lines.len());
        lines.push(Line { id, kind, mode, stops: way, km, profiles: vec![profile], trips: Vec::new() });
    }
}

const fn kind(mode: Mode, calls: usize) -> &'static str {
    match mode {
        Mode::Rail if calls > 6 => "block_train",
        Mode::Rail => "feeder_rail",
        Mode::Road => "truck",
        Mode::Sea => "liner",
        Mode::Barge => "feeder",
    }
}

/// How much longer than the great circle a mode's way is.
const fn detour(mode: Mode) -> f64 {
    match mode {
        Mode::Rail => 1.25,
        Mode::Road => 1.2,
        Mode::Sea => 1.35,
        Mode::Barge => 1.4,
    }
}

/// Legs of 6 to 60 hours, stays of 2 to 12.
fn profile(mode: Mode, km: &[i32], random: &mut Random) -> Vec<Times> {
    let speed = match mode {
        Mode::Rail => random.between(14.0, 28.0),
        Mode::Road => random.between(22.0, 40.0),
        Mode::Sea => random.between(15.0, 26.0),
        Mode::Barge => random.between(7.0, 12.0),
    };
    let mut times = vec![Times { arrive: 0, depart: 0 }];
    let mut now = 0;
    for km in km {
        now += whole(f64::from(*km) / speed * 60.0).clamp(6 * 60, 60 * 60);
        let stay = random.within(3 * 60, 12 * 60);
        times.push(Times { arrive: now, depart: now + stay });
        now += stay;
    }
    if let Some(last) = times.last_mut() {
        last.depart = last.arrive;
    }
    times
}

/// Deals the trips: one per line, the rest at random, each on its own weekdays.
fn trips(lines: &mut [Line], random: &mut Random) {
    let mut counts = vec![1_usize; lines.len()];
    let mut left = TRIPS.saturating_sub(lines.len());
    while left > 0 {
        let line = random.below(lines.len());
        if counts[line] < 5 {
            counts[line] += 1;
            left -= 1;
        }
    }
    for (line, count) in lines.iter_mut().zip(counts) {
        let mut free: Vec<usize> = (0..7).collect();
        random.shuffle(&mut free);
        for trip in 0..count {
            let mut days: Vec<usize> = free.pop().into_iter().collect();
            if free.len() > count - trip && random.chance(SECOND_DAY_PERCENT) {
                days.extend(free.pop());
            }
            let start = random.within(0, DAY / 5 - 1) * 5;
            line.trips.push(Trip { start, days: Days::of(&days), profile: 0 });
        }
        line.trips.sort_by_key(|trip| (trip.days, trip.start));
    }
}

/// The short haul between the two hubs of a cluster; it takes longer than any change at one of them.
fn footpaths(stops: &[Stop]) -> Vec<Footpath> {
    let each = TERMINALS / CLUSTERS;
    let pairs = (0..CLUSTERS).flat_map(|cluster| {
        let (a, b) = (cluster * each, cluster * each + 1);
        [(a, b), (b, a)]
    });
    pairs
        .map(|(from, to)| {
            let km = stops[from].point.km_to(stops[to].point);
            Footpath { from, to, minutes: 240 + whole(km * 0.6) }
        })
        .collect()
}
