//! A network as a GTFS feed. Source: gtfs.org, GTFS Schedule Reference.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::ToSpan;

use crate::network::{Days, Kind, Line, Mode, Network, Trip};

/// Returns the files of a feed by name; times count from the service day in the one zone of the stops.
///
/// The world has many zones and no GTFS.
#[must_use]
pub fn gtfs(network: &Network) -> BTreeMap<String, Vec<u8>> {
    let files = [
        ("agency.txt", agency(network)),
        ("stops.txt", stops(network)),
        ("routes.txt", routes(network)),
        ("trips.txt", trips(network)),
        ("stop_times.txt", stop_times(network)),
        ("calendar.txt", calendar(network)),
        ("transfers.txt", transfers(network)),
        ("feed_info.txt", feed_info(network)),
    ];
    files.into_iter().map(|(name, text)| (name.to_owned(), text.into_bytes())).collect()
}

/// Adds one line to a text; writing to a string cannot fail.
macro_rules! row {
    ($text:expr, $($argument:tt)*) => { { let _ = writeln!($text, $($argument)*); } };
}

fn agency(network: &Network) -> String {
    let zone = network.stops.first().map_or("Etc/UTC", |stop| stop.zone);
    format!(
        "agency_id,agency_name,agency_url,agency_timezone\nLB,Landbridge benchmark,https://example.org,{zone}\n"
    )
}

fn stops(network: &Network) -> String {
    let mut text = String::from("stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station\n");
    for stop in &network.stops {
        let parent = stop.station.map_or("", |station| network.stops[station].id.as_str());
        let kind = u8::from(stop.kind == Kind::Station);
        let (lat, lon) = (stop.point.lat, stop.point.lon);
        row!(text, "{},{},{lat:.5},{lon:.5},{kind},{parent}", stop.id, stop.name);
    }
    text
}

fn routes(network: &Network) -> String {
    let mut text = String::from("route_id,agency_id,route_short_name,route_long_name,route_type\n");
    for line in &network.lines {
        let kind = match line.mode {
            Mode::Rail => 2,
            Mode::Road => 3,
            Mode::Sea | Mode::Barge => 4,
        };
        row!(text, "{},LB,{},{} {},{kind}", line.id, line.id, line.kind, line.id);
    }
    text
}

/// Returns the identifier of a trip: its line's and its number.
#[must_use]
pub fn trip_id(line: &Line, number: usize) -> String {
    format!("{}-{number:03}", line.id)
}

/// Returns the identifier of a calendar: the days it runs on, 1 = Monday.
fn service_id(trip: &Trip) -> String {
    match trip.days {
        Days::Week(week) => {
            let days = (1..=7).zip(week).filter(|(_, runs)| *runs).map(|(day, _)| day.to_string());
            format!("D{}", days.collect::<String>())
        }
        Days::Every { days, first } => format!("E{days}-{first}"),
    }
}

fn trips(network: &Network) -> String {
    let mut text = String::from("route_id,service_id,trip_id,direction_id\n");
    for (number, line) in network.lines.iter().enumerate() {
        for (position, trip) in line.trips.iter().enumerate() {
            row!(text, "{},{},{},{}", line.id, service_id(trip), trip_id(line, position), number % 2);
        }
    }
    text
}

fn stop_times(network: &Network) -> String {
    let mut text = String::from("trip_id,arrival_time,departure_time,stop_id,stop_sequence\n");
    for line in &network.lines {
        for (position, trip) in line.trips.iter().enumerate() {
            let id = trip_id(line, position);
            for (seq, (stop, times)) in line.stops.iter().zip(&line.profiles[trip.profile]).enumerate() {
                let (a, d) = (trip.start + times.arrive, trip.start + times.depart);
                let stop = &network.stops[*stop].id;
                let seq = seq + 1;
                row!(text, "{id},{:02}:{:02}:00,{:02}:{:02}:00,{stop},{seq}", a / 60, a % 60, d / 60, d % 60);
            }
        }
    }
    text
}

fn calendar(network: &Network) -> String {
    let head = "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n";
    let mut text = String::from(head);
    let last = network.first_day.saturating_add((network.days - 1).days());
    let (first, last) = (network.first_day.strftime("%Y%m%d"), last.strftime("%Y%m%d"));
    let trips = network.lines.iter().flat_map(|line| &line.trips);
    let services: BTreeMap<String, Days> = trips.map(|trip| (service_id(trip), trip.days)).collect();
    for (id, days) in services {
        if let Days::Week(week) = days {
            let flags = week.map(|runs| u8::from(runs).to_string()).join(",");
            row!(text, "{id},{flags},{first},{last}");
        }
    }
    text
}

fn transfers(network: &Network) -> String {
    let mut text = String::from("from_stop_id,to_stop_id,transfer_type,min_transfer_time\n");
    for stop in network.stops.iter().filter(|stop| stop.change_minutes > 0) {
        row!(text, "{},{},2,{}", stop.id, stop.id, stop.change_minutes * 60);
    }
    for path in &network.footpaths {
        let [from, to] = [path.from, path.to].map(|stop| network.stops[stop].id.as_str());
        row!(text, "{from},{to},2,{}", path.minutes * 60);
    }
    text
}

fn feed_info(network: &Network) -> String {
    let last = network.first_day.saturating_add((network.days - 1).days());
    let (first, last) = (network.first_day.strftime("%Y%m%d"), last.strftime("%Y%m%d"));
    let mut text = String::from(
        "feed_publisher_name,feed_publisher_url,feed_lang,feed_start_date,feed_end_date,feed_version\n",
    );
    let version = format!("{}-{}", network.size, network.seed);
    row!(text, "Landbridge benchmark,https://example.org,en,{first},{last},{version}");
    text
}
