//! Small random feeds with everything that makes changing hard, and every journey of theirs enumerated.

use std::fmt::Write as _;

use lb_bench::brute::{Point, Question};
use lb_bench::random::Random;
use lb_network::gtfs::{Feed, Files, StopIdx, Transfer, TransferKind};

/// Whether transfers may name routes and trips.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Rules {
    Stops,
    RoutesAndTrips,
}

/// Returns a feed of some stops and trips on a few days.
pub fn feed(seed: u64, rules: Rules) -> Feed {
    let mut random = Random::new(seed, 77);
    let (stops, trips) = (4 + random.below(4), 5 + random.below(7));
    let mut files = Files::default();
    files.insert(
        "agency.txt",
        "agency_id,agency_name,agency_url,agency_timezone\nA,A,https://example.org,Europe/Berlin\n",
    );
    files.insert(
        "routes.txt",
        "route_id,agency_id,route_short_name,route_type\nR0,A,0,3\nR1,A,1,3\nR2,A,2,3\n",
    );
    let mut text = String::from("stop_id,stop_name,stop_lat,stop_lon\n");
    for stop in 0..stops {
        let _ = writeln!(text, "S{stop},S{stop},50,{stop}");
    }
    files.insert("stops.txt", text);
    let mut text = String::from(
        "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n",
    );
    for (id, days) in [("D0", "1,1,1,1,1,1,1"), ("D1", "1,0,1,0,1,0,1"), ("D2", "0,1,0,0,0,0,0")] {
        let _ = writeln!(text, "{id},{days},20270325,20270329");
    }
    files.insert("calendar.txt", text);
    let (mut rows, mut times) = (
        String::from("route_id,service_id,trip_id\n"),
        String::from("trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type\n"),
    );
    for trip in 0..trips {
        let _ = writeln!(rows, "R{},D{},T{trip}", random.below(3), random.below(3));
        let mut now = random.within(0, 1_800);
        for seq in 0..2 + random.below(4) {
            let arrive = now;
            now += random.within(0, 2) * 5;
            let flags = [random.below(8) / 7, random.below(8) / 7];
            let stop = random.below(stops);
            let clock = |minutes: i32| format!("{:02}:{:02}:00", minutes / 60, minutes % 60);
            let _ = writeln!(
                times,
                "T{trip},{},{},S{stop},{seq},{},{}",
                clock(arrive),
                clock(now),
                flags[0],
                flags[1]
            );
            now += random.within(0, 60) * 5;
        }
    }
    files.insert("trips.txt", rows);
    files.insert("stop_times.txt", times);
    files.insert("transfers.txt", transfers(stops, trips, rules, &mut random));
    Feed::read(&files).0.unwrap()
}

fn transfers(stops: usize, trips: usize, rules: Rules, random: &mut Random) -> String {
    let mut text = String::from(
        "from_stop_id,to_stop_id,from_route_id,to_route_id,from_trip_id,to_trip_id,transfer_type,min_transfer_time\n",
    );
    for _ in 0..random.below(6) {
        let (from, to) = (random.below(stops), random.below(stops));
        let (kind, seconds) = if random.chance(20) { (3, 0) } else { (2, random.within(0, 40) * 60) };
        let _ = writeln!(text, "S{from},S{to},,,,,{kind},{seconds}");
    }
    for _ in 0..if rules == Rules::Stops { 0 } else { random.below(8) } {
        let (from, to) = (random.below(stops), random.below(stops));
        let mut named = |percent: usize, letter: &str, count: usize| {
            if random.chance(percent) { format!("{letter}{}", random.below(count)) } else { String::new() }
        };
        let routes = [named(60, "R", 3), named(60, "R", 3)];
        let names = [named(30, "T", trips), named(30, "T", trips)];
        let (kind, seconds) = if random.chance(30) { (3, 0) } else { (2, random.within(0, 90) * 60) };
        let _ = writeln!(
            text,
            "S{from},S{to},{},{},{},{},{kind},{seconds}",
            routes[0], routes[1], names[0], names[1]
        );
    }
    text
}

/// Where a journey stands: at a stop, off a trip, since an instant.
#[derive(Clone, Copy)]
struct State {
    stop: StopIdx,
    off: Option<usize>,
    now: i64,
    left: i64,
    rides: usize,
}

/// Returns the front by trying every journey.
pub fn enumerate(feed: &Feed, question: &Question<'_>) -> Vec<Point> {
    let mut points = Vec::new();
    for stop in question.from {
        let state = State { stop: *stop, off: None, now: question.depart, left: 0, rides: 0 };
        extend(feed, question, state, &mut points);
    }
    points.sort_unstable_by_key(|p: &Point| (p.arrival, p.rides, -p.departure));
    let mut front: Vec<Point> = Vec::new();
    for point in points {
        if front.iter().all(|other| point.rides < other.rides) {
            front.push(point);
        }
    }
    front
}

fn extend(feed: &Feed, question: &Question<'_>, state: State, points: &mut Vec<Point>) {
    if state.rides > 0 && question.to.contains(&state.stop) {
        points.push(Point { arrival: state.now, rides: state.rides, departure: state.left });
    }
    if state.rides == question.rides_max {
        return;
    }
    for (number, trip) in feed.trips.iter().enumerate() {
        let first = usize::try_from(trip.first).unwrap();
        let calls = &feed.stop_times[first..first + usize::try_from(trip.count).unwrap()];
        let days = &feed.calendars[usize::try_from(trip.calendar).unwrap()];
        for (day, base) in feed.day_base.iter().enumerate() {
            if !days.has(u32::try_from(day).unwrap()) {
                continue;
            }
            for (board, call) in calls.iter().enumerate().filter(|(_, call)| call.pickup) {
                let depart = base + i64::from(call.depart);
                let wait = match state.off {
                    None if state.stop == call.stop => Some(0),
                    None => None,
                    Some(off) => change(feed, (state.stop, off), (call.stop, number)),
                };
                if wait.is_none_or(|wait| state.now + i64::from(wait) > depart) {
                    continue;
                }
                for next in calls[board + 1..].iter().filter(|next| next.drop_off) {
                    let now = base + i64::from(next.arrive);
                    if now - question.depart <= i64::from(question.horizon) {
                        let left = if state.rides == 0 { depart } else { state.left };
                        let state =
                            State { stop: next.stop, off: Some(number), now, left, rides: state.rides + 1 };
                        extend(feed, question, state, points);
                    }
                }
            }
        }
    }
}

/// Returns the seconds of a change by the rule that says most; nothing where one cannot change.
fn change(feed: &Feed, from: (StopIdx, usize), to: (StopIdx, usize)) -> Option<i32> {
    let says = |rule: &Transfer| {
        let trips = usize::from(rule.from_trip.is_some()) + usize::from(rule.to_trip.is_some());
        let routes = usize::from(rule.from_trip.is_none() && rule.from_route.is_some())
            + usize::from(rule.to_trip.is_none() && rule.to_route.is_some());
        (trips, routes)
    };
    let is_for = |route: Option<u32>, id: &Option<String>, trip: usize| {
        let trip = &feed.trips[trip];
        route.is_none_or(|route| route == trip.route) && id.as_ref().is_none_or(|id| *id == trip.id)
    };
    let fits = |rule: &&Transfer| {
        (rule.from, rule.to) == (from.0, to.0)
            && is_for(rule.from_route, &rule.from_trip, from.1)
            && is_for(rule.to_route, &rule.to_trip, to.1)
    };
    match feed.transfers.iter().filter(fits).max_by_key(|rule| says(rule)) {
        None => (from.0 == to.0).then_some(0),
        Some(rule) if rule.kind == TransferKind::NotPossible => None,
        Some(rule) => rule.min_seconds,
    }
}
