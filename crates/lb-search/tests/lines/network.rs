//! Random small feeds from a seed.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::drawn::{Drawn, clock};
use crate::random::Random;

const HOUR: i32 = 3_600;
const DAY: i32 = 24 * HOUR;

/// Zones with a day shortly before their clocks change; the last two never change.
fn zones() -> [(&'static str, Date); 9] {
    [
        ("Europe/Berlin", date(2026, 3, 27)),
        ("Europe/Berlin", date(2026, 10, 23)),
        ("America/New_York", date(2026, 3, 6)),
        ("America/New_York", date(2026, 10, 30)),
        ("Antarctica/Troll", date(2026, 3, 27)),
        ("Antarctica/Troll", date(2026, 10, 23)),
        ("Australia/Lord_Howe", date(2026, 4, 3)),
        ("Asia/Almaty", date(2026, 12, 29)),
        ("UTC", date(2026, 6, 1)),
    ]
}

/// A trip before it is written down.
#[derive(Clone, Debug)]
struct Sketch {
    pattern: usize,
    /// Arrival and departure at each call.
    times: Vec<(i32, i32)>,
}

struct Drawer {
    random: Random,
    /// Times are whole numbers of these seconds, so that many are the same.
    grid: i32,
    /// Whether rides take days.
    is_long: bool,
    stops: Vec<String>,
    /// Stations that have stops.
    stations: Vec<String>,
    services: usize,
    routes: usize,
    patterns: Vec<Vec<usize>>,
    sketches: Vec<Sketch>,
    drawn: Drawn,
}

/// Draws a feed. Besides its network it has a trip of its own, `zz`, that leads nowhere.
pub fn draw(seed: u64) -> Drawn {
    let mut random = Random(seed);
    let grid = random.pick(&[60, 600, 1_800, 3_600]);
    let is_long = random.chance(25);
    let mut drawer = Drawer {
        random,
        grid,
        is_long,
        stops: Vec::new(),
        stations: Vec::new(),
        services: 0,
        routes: 0,
        patterns: Vec::new(),
        sketches: Vec::new(),
        drawn: Drawn::default(),
    };
    drawer.places();
    drawer.calendar();
    drawer.trips();
    drawer.stop_times();
    drawer.frequencies();
    drawer.transfers();
    drawer.drawn
}

impl Drawer {
    fn places(&mut self) {
        let count = self.random.between(3, 9);
        let stations: Vec<String> = (0..self.random.below(3)).map(|i| format!("S{i}")).collect();
        let mut rows: Vec<String> = stations.iter().map(|id| format!("{id},1,")).collect();
        let mut used = BTreeSet::new();
        for i in 0..count {
            let id = format!("p{i}");
            let parent = if !stations.is_empty() && self.random.chance(45) {
                self.random.pick(&stations)
            } else {
                String::new()
            };
            rows.push(format!("{id},0,{parent}"));
            used.extend((!parent.is_empty()).then_some(parent));
            self.stops.push(id);
        }
        rows.extend(["zy,0,".to_owned(), "zz,,".to_owned()]);
        self.stations = used.into_iter().collect();
        self.drawn.add("stops.txt", "stop_id,location_type,parent_station", rows);
    }

    fn calendar(&mut self) {
        let (zone, near) = self.random.pick(&zones());
        let days = self.random.pick(&[1, 2, 3, 5, 7, 10, 14, 40]);
        let first = near.saturating_sub(self.random.between(0, 3).days());
        let agency = vec![format!("A,Agency,https://example.org,{zone}")];
        self.drawn.add("agency.txt", "agency_id,agency_name,agency_url,agency_timezone", agency);
        let day = |offset: i32| first.saturating_add(offset.days()).strftime("%Y%m%d").to_string();
        let (mut weeks, mut exceptions) = (Vec::new(), Vec::new());
        self.services = 1 + self.random.below(3);
        for service in 0..self.services {
            let mut dates: BTreeMap<i32, i32> = BTreeMap::new();
            let is_daily = service == 0;
            if is_daily || self.random.chance(70) {
                let from = if is_daily { 0 } else { self.random.between(0, days - 1) };
                let to = if is_daily { days - 1 } else { self.random.between(from, days - 1) };
                let every = is_daily || self.random.chance(40);
                let runs = |random: &mut Random| if every || random.chance(50) { "1" } else { "0" };
                let week: Vec<&str> = (0..7).map(|_| runs(&mut self.random)).collect();
                weeks.push(format!("V{service},{},{},{}", week.join(","), day(from), day(to)));
                for _ in 0..self.random.below(4) {
                    dates.insert(self.random.between(0, days - 1), self.random.between(1, 2));
                }
            } else {
                for _ in 0..1 + self.random.below(4) {
                    dates.insert(self.random.between(0, days - 1), 1);
                }
            }
            exceptions.extend(dates.iter().map(|(date, kind)| format!("V{service},{},{kind}", day(*date))));
        }
        let header =
            "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date";
        self.drawn.add("calendar.txt", header, weeks);
        self.drawn.add("calendar_dates.txt", "service_id,date,exception_type", exceptions);
    }

    fn trips(&mut self) {
        for _ in 0..1 + self.random.below(4) {
            let count = 2 + self.random.below(5);
            let mut stops: Vec<usize> = Vec::new();
            while stops.len() < count {
                let stop = self.random.below(self.stops.len());
                if stops.last() != Some(&stop) || self.random.chance(10) {
                    stops.push(stop);
                }
            }
            self.patterns.push(stops);
        }
        self.routes = 1 + self.random.below(4);
        let mut rows = vec!["R0,V0,zz".to_owned()];
        for trip in 0..self.random.between(3, 14) {
            let pattern = self.random.below(self.patterns.len());
            let known: Vec<Sketch> = self.sketches.iter().filter(|s| s.pattern == pattern).cloned().collect();
            let sketch = if !known.is_empty() && self.random.chance(55) {
                let known = self.random.pick(&known);
                if self.random.chance(25) { self.held(known) } else { self.moved(known) }
            } else {
                self.fresh(pattern)
            };
            self.sketches.push(sketch);
            let route =
                if self.random.chance(60) { pattern % self.routes } else { self.random.below(self.routes) };
            rows.push(format!("R{route},V{},{}", self.random.below(self.services), name(trip)));
        }
        let routes = (0..self.routes).map(|i| format!("R{i},{i},3")).collect();
        self.drawn.add("routes.txt", "route_id,route_short_name,route_type", routes);
        self.drawn.add("trips.txt", "route_id,service_id,trip_id", rows);
    }

    fn fresh(&mut self, pattern: usize) -> Sketch {
        let mut time = self.grid * self.random.between(0, 12 * HOUR / self.grid.max(1_800));
        if self.random.chance(15) {
            time += self.random.pick(&[DAY - HOUR, DAY, 2 * DAY]);
        }
        let mut times = Vec::new();
        for _ in 0..self.patterns[pattern].len() {
            let arrive = time;
            time += self.grid * self.random.pick(&[0, 0, 0, 0, 1, 1, 2, 5, 12]);
            times.push((arrive, time));
            time += self.grid * self.random.pick(&[0, 1, 1, 2, 3, 4, 8]);
            if self.is_long {
                time += self.random.pick(&[0, 5 * HOUR, 20 * HOUR, DAY, 2 * DAY]);
            }
        }
        Sketch { pattern, times }
    }

    /// Returns a trip like another, later or earlier, and perhaps slower or faster from some call on.
    fn moved(&mut self, mut sketch: Sketch) -> Sketch {
        let shift = self.grid * self.random.between(-3, 8);
        let shift = shift.max(-sketch.times[0].0);
        let from = self.random.below(sketch.times.len());
        let further = if self.random.chance(40) { self.grid * self.random.between(-4, 4) } else { 0 };
        let mut before = 0;
        for (call, (arrive, depart)) in sketch.times.iter_mut().enumerate() {
            let later = shift + if call >= from { further } else { 0 };
            *arrive = (*arrive + later).max(before);
            *depart = (*depart + later).max(*arrive);
            before = *depart;
        }
        sketch
    }

    /// Returns a trip like another that comes later, leaves one call with it and is slower from there.
    fn held(&mut self, mut sketch: Sketch) -> Sketch {
        let held = self.random.below(sketch.times.len());
        let (_, leaves) = sketch.times[held];
        let (later, slower) = (self.grid * self.random.between(0, 4), self.grid * self.random.between(0, 3));
        for (call, (arrive, depart)) in sketch.times.iter_mut().enumerate() {
            if call > held {
                (*arrive, *depart) = (*arrive + slower, *depart + slower);
            } else {
                (*arrive, *depart) = ((*arrive + later).min(leaves), (*depart + later).min(leaves));
            }
        }
        sketch
    }

    fn stop_times(&mut self) {
        let mut rows =
            vec!["zz,10:00:00,10:00:00,zy,1,,".to_owned(), "zz,11:00:00,11:00:00,zz,2,,".to_owned()];
        let has_types = self.random.chance(50);
        for (trip, sketch) in (0..).zip(self.sketches.clone()) {
            let last = sketch.times.len() - 1;
            for (call, (arrive, depart)) in sketch.times.iter().enumerate() {
                let is_missing = call > 0 && call < last && self.random.chance(6);
                let time = |seconds: i32| if is_missing { String::new() } else { clock(seconds) };
                let stop = &self.stops[self.patterns[sketch.pattern][call]];
                let mut kind = || {
                    if has_types { self.random.pick(&["", "0", "1", "1", "2", "3", "", "", ""]) } else { "" }
                };
                let (pickup, drop_off) = (kind(), kind());
                let sequence = call * 3 + 1;
                let (arrive, depart) = (time(*arrive), time(*depart));
                rows.push(format!("{},{arrive},{depart},{stop},{sequence},{pickup},{drop_off}", name(trip)));
            }
        }
        let header = "trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type";
        self.drawn.add("stop_times.txt", header, rows);
    }

    fn frequencies(&mut self) {
        if !self.random.chance(20) {
            return;
        }
        let trip = name(i32::try_from(self.random.below(self.sketches.len())).unwrap());
        let headway = self.grid * self.random.between(1, 5);
        let start = self.grid * self.random.between(0, 20);
        let end = start + headway * self.random.between(1, 4) + self.random.pick(&[0, 1, -1]);
        let row = format!("{trip},{},{},{headway},{}", clock(start), clock(end), self.random.below(2));
        self.drawn.add("frequencies.txt", "trip_id,start_time,end_time,headway_secs,exact_times", vec![row]);
    }

    fn transfers(&mut self) {
        let mut rows: BTreeMap<String, String> = BTreeMap::new();
        for _ in 0..self.random.pick(&[0, 0, 2, 4, 8, 12]) {
            let (key, value) = self.transfer();
            rows.insert(key, value);
        }
        let rows = rows.into_iter().map(|(key, value)| format!("{key},{value}")).collect();
        let header = "from_stop_id,to_stop_id,from_route_id,to_route_id,from_trip_id,to_trip_id,\
                      transfer_type,min_transfer_time";
        self.drawn.add("transfers.txt", header, rows);
    }

    /// Draws whom a rule is about, and what it says.
    fn transfer(&mut self) -> (String, String) {
        let is_for_trips = self.random.chance(10);
        let is_named = self.random.chance(45);
        let sides = [0, 1].map(|_| {
            let trip = self.random.below(self.sketches.len());
            let stops = self.patterns[self.sketches[trip].pattern].clone();
            let mut stop = self.stops[self.random.pick(&stops)].clone();
            if !is_for_trips && !self.stations.is_empty() && self.random.chance(25) {
                stop = self.random.pick(&self.stations);
            }
            let trip_id = name(i32::try_from(trip).unwrap());
            let route = format!("R{}", self.random.below(self.routes));
            let (route, trip) = match self.random.below(4) {
                _ if is_for_trips => (String::new(), trip_id),
                0 if is_named => (String::new(), trip_id),
                1 | 2 if is_named => (route, String::new()),
                _ => (String::new(), String::new()),
            };
            (stop, route, trip)
        });
        let [(from, from_route, from_trip), (mut to, to_route, to_trip)] = sides;
        if self.random.chance(45) {
            to.clone_from(&from);
        }
        let kind = if is_for_trips {
            self.random.pick(&["4", "5"])
        } else {
            self.random.pick(&["0", "1", "2", "2", "2", "2", "3", "3", ""])
        };
        let seconds = self.grid * self.random.between(0, 4) + self.random.pick(&[0, 0, 0, 1, -1]);
        let has_seconds = kind == "2" || (kind != "3" && self.random.chance(25));
        let seconds = if has_seconds { seconds.max(0).to_string() } else { String::new() };
        (format!("{from},{to},{from_route},{to_route},{from_trip},{to_trip}"), format!("{kind},{seconds}"))
    }
}

/// Returns the id of a trip: as text not in the order of numbers.
fn name(trip: i32) -> String {
    format!("t{}", trip * 7 % 15)
}
