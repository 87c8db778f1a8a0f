//! A feed is a text: `# file.txt` starts a file, what is not given stands in [`BASE`]; an answer is a text.

use super::*;

mod calendars;
mod files_and_rows;
mod frequencies;
mod mutations;
mod order;
mod references;
mod sample;
mod stop_times;
mod transfers;

/// A feed that every other one is a change of: two trips between three stops on every day of a week.
const BASE: &str = "
# agency.txt
agency_id,agency_name,agency_url,agency_timezone
A,Agency,https://example.org,Europe/Berlin
# stops.txt
stop_id,stop_name,location_type,parent_station
X,Stop X,,
Y,Stop Y,0,S
Z,Stop Z,0,S
S,Station S,1,
E,Entrance E,2,S
# routes.txt
route_id,agency_id,route_short_name,route_long_name,route_type
R,A,RE 1,Long name,2
Q,A,,Ferry,4
# calendar.txt
service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date
D,1,1,1,1,1,1,1,20260601,20260607
# trips.txt
route_id,service_id,trip_id,block_id
R,D,T1,B
Q,D,T2,
# stop_times.txt
trip_id,arrival_time,departure_time,stop_id,stop_sequence
T1,8:00:00,8:01:00,X,1
T1,8:10:00,8:12:00,Y,2
T2,09:00:00,09:00:00,Z,1
T2,10:00:00,10:00:00,X,2
";

/// Splits a text at its `# file` lines.
fn split(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let parts = text.split("# ").skip(1);
    parts.map(|part| part.split_once('\n').expect("a file name and a line"))
}

/// Returns the files of [`BASE`] with those of a text in their place; a file named `no x.txt` is left out.
fn files(changes: &str) -> Files {
    let mut files = std::collections::BTreeMap::new();
    for (name, text) in split(BASE).chain(split(changes)) {
        match name.strip_prefix("no ") {
            Some(name) => files.remove(name),
            None => files.insert(name.to_owned(), text.as_bytes().to_vec()),
        };
    }
    Files::from_map(files)
}

fn read(changes: &str) -> (Feed, Vec<Problem>) {
    let (feed, problems) = Feed::read(&files(changes));
    (feed.unwrap_or_else(|| panic!("no feed: {problems:?}")), problems)
}

/// Compares line by line, blanks at the ends left out.
fn same(found: &str, expected: &str) {
    let lines = |text: &str| {
        text.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect::<Vec<_>>()
    };
    let (found, expected) = (lines(found), lines(expected));
    assert!(found == expected, "found:\n{}\n\nexpected:\n{}\n", found.join("\n"), expected.join("\n"));
}

fn clock(seconds: i32) -> String {
    let (sign, all) = if seconds < 0 { ("-", -seconds) } else { ("", seconds) };
    format!("{sign}{:02}:{:02}:{:02}", all / 3_600, all / 60 % 60, all % 60)
}

/// Prints trips: `T1 RE 1 [B] @start: X 08:00:00-08:01:00 +off ...`.
fn trips(feed: &Feed) -> String {
    let mut text = String::new();
    for trip in &feed.trips {
        text += &format!("{} {}", trip.id, feed.routes[wide(trip.route)].name);
        if let Some(block) = &trip.block {
            text += &format!(" [{block}]");
        }
        if let Some(start) = trip.headway_start {
            text += &format!(" @{}", clock(start));
        }
        text += ":";
        for call in feed.calls(trip) {
            text += &format!(" {} {}", feed.stops[call.stop.at()].id, clock(call.arrive));
            if call.depart != call.arrive {
                text += &format!("-{}", clock(call.depart));
            }
            text += if call.pickup { "" } else { " no-pickup" };
            text += if call.drop_off { "" } else { " no-drop-off" };
        }
        text += "\n";
    }
    text
}

/// Numbers that follow no pattern, the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }
}

fn printed(problems: &[Problem]) -> String {
    problems.iter().map(|problem| format!("{problem}\n")).collect()
}

/// Checks the trips and the problems of a changed base feed.
fn check(changes: &str, expected: &str) {
    let (feed, problems) = read(changes);
    same(&(trips(&feed) + &printed(&problems)), expected);
}

/// Checks the problems of a feed, read or not.
fn check_problems(changes: &str, expected: &str) {
    same(&printed(&Feed::read(&files(changes)).1), expected);
}

#[test]
fn the_base_feed_is_good() {
    check(
        "",
        "T1 RE 1 [B]: X 08:00:00-08:01:00 Y 08:10:00-08:12:00
         T2 Ferry: Z 09:00:00 X 10:00:00",
    );
}

#[test]
fn stops_are_sorted_and_a_station_has_its_child_stops() {
    let (feed, _) = read("");
    let ids: Vec<_> = feed.stops.iter().map(|stop| stop.id.as_str()).collect();
    assert_eq!(ids, ["S", "X", "Y", "Z"], "the entrance is left out");
    let children = |id| {
        let stop = feed.stop(id).unwrap();
        feed.children(stop).iter().map(|child| feed.stops[child.at()].id.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(children("S"), ["Y", "Z"]);
    assert!(children("X").is_empty());
    assert_eq!(feed.stop("E"), None);
    assert_eq!(feed.children(StopIdx(99)), []);
    let station = feed.stop("S").unwrap();
    assert!(feed.stops[station.at()].is_station);
    assert_eq!(feed.stops[feed.stop("Z").unwrap().at()].parent, Some(station));
}
