//! Feeds in which a journey needs many rides: stops in a row, a shuttle between each two, and slower ways around.

use crate::drawn::{Drawn, clock};
use crate::random::Random;

/// Draws a chain of so many shuttles.
pub fn draw(seed: u64, shuttles: usize) -> Drawn {
    let mut random = Random(seed);
    let mut drawn = Drawn::default();
    let agency = vec!["A,Agency,https://example.org,Europe/Berlin".to_owned()];
    drawn.add("agency.txt", "agency_id,agency_name,agency_url,agency_timezone", agency);
    let mut stops: Vec<String> = (0..=shuttles).map(|i| format!("p{i:03},0,")).collect();
    stops.extend(["zy,0,".to_owned(), "zz,0,".to_owned()]);
    drawn.add("stops.txt", "stop_id,location_type,parent_station", stops);
    drawn.add("routes.txt", "route_id,route_short_name,route_type", vec!["R0,0,3".to_owned()]);
    let header = "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date";
    drawn.add("calendar.txt", header, vec!["V0,1,1,1,1,1,1,1,20260328,20260330".to_owned()]);
    let mut trips = vec![("zz".to_owned(), vec![("zy".to_owned(), 0, 0), ("zz".to_owned(), 3_600, 3_600)])];
    let mut time = 6 * 3_600;
    for at in 0..shuttles {
        for extra in 0..random.pick(&[1, 1, 2]) {
            let start = time + extra * 120;
            let calls = [(at, start), (at + 1, start + 60 + 60 * random.between(0, 1))];
            let calls = calls.map(|(stop, time)| (format!("p{stop:03}"), time, time));
            trips.push((format!("t{at:03}{extra}"), calls.to_vec()));
        }
        time += 60 * random.between(2, 5);
    }
    for slow in 0..random.below(5) {
        let from = random.below(shuttles);
        let to = from + 1 + random.below(shuttles - from);
        let start = 6 * 3_600 + 60 * random.between(0, 300);
        let calls = [(from, start), (to, start + 3_600 * random.between(1, 20))];
        trips.push((
            format!("s{slow}"),
            calls.map(|(stop, time)| (format!("p{stop:03}"), time, time)).to_vec(),
        ));
    }
    drawn.add(
        "trips.txt",
        "route_id,service_id,trip_id",
        trips.iter().map(|(id, _)| format!("R0,V0,{id}")).collect(),
    );
    let call = |id: &str, at: usize, (stop, arrive, depart): &(String, i32, i32)| {
        format!("{id},{},{},{stop},{at},,", clock(*arrive), clock(*depart))
    };
    let rows =
        trips.iter().flat_map(|(id, calls)| calls.iter().enumerate().map(|(at, row)| call(id, at, row)));
    let header = "trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type";
    drawn.add("stop_times.txt", header, rows.collect());
    drawn
}
