use super::*;

/// A feed that uses every file; its rows are good, so their order must not matter.
pub(super) const RICH: &str = "
# agency.txt
agency_id,agency_timezone
B,Europe/Berlin
A,Europe/Berlin
# calendar.txt
service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date
D,1,1,1,1,1,1,1,20260601,20260607
C,0,0,0,0,0,1,1,20260301,20261101
# calendar_dates.txt
service_id,date,exception_type
D,20260603,2
D,20260610,1
N,20260611,1
N,20260612,1
# trips.txt
route_id,service_id,trip_id,block_id
R,D,T1,B
Q,C,T2,
Q,N,T10,B
R,C,T3,
# stop_times.txt
trip_id,arrival_time,departure_time,stop_id,stop_sequence,shape_dist_traveled
T1,8:00:00,8:01:00,X,1,0
T1,,,Y,2,3
T1,9:00:00,,Z,3,4
T2,09:00:00,09:00:00,Z,1,
T2,10:00:00,10:00:00,X,2,
T10,23:00:00,,Z,1,
T10,25:00:00,,Y,2,
T10,720:00:00,,X,3,
T3,0:00:00,,X,5,
T3,0:10:00,,Z,6,
# frequencies.txt
trip_id,start_time,end_time,headway_secs
T3,6:00:00,7:00:00,600
T3,7:00:00,7:10:00,300
T2,10:00:00,12:00:00,3600
# transfers.txt
from_stop_id,to_stop_id,transfer_type,min_transfer_time,from_trip_id,to_trip_id
S,S,2,120,,
Y,Z,3,,,
X,X,0,,,
X,S,2,60,,
S,Z,2,90,T1,
,,4,,T1,T2
";

fn shuffled(text: &str, chance: &mut Chance) -> String {
    let mut lines: Vec<_> = text.lines().collect();
    for i in (2..lines.len()).rev() {
        lines.swap(i, 1 + chance.below(i));
    }
    lines.join("\n") + "\n"
}

#[test]
fn the_order_of_rows_changes_nothing_but_lines() {
    let without_lines = |mut feed: Feed| {
        feed.stop_times.iter_mut().for_each(|call| call.line = 0);
        feed
    };
    let (feed, problems) = read(RICH);
    assert_eq!(problems, []);
    assert_eq!((feed.trips.len(), feed.stop_times.len(), feed.transfers.len()), (12, 26, 10));
    let feed = without_lines(feed);
    let mut chance = Chance(1);
    for _ in 0..50 {
        let all = format!("{BASE}{RICH}");
        let text: String =
            split(&all).map(|(name, rows)| format!("# {name}\n{}", shuffled(rows, &mut chance))).collect();
        let (other, problems) = read(&text);
        assert_eq!(problems, [], "{text}");
        assert!(without_lines(other) == feed, "{text}");
    }
}

#[test]
fn reading_twice_gives_the_same() {
    assert!(read(RICH) == read(RICH));
}
