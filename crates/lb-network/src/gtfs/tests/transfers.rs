use super::*;

const COLUMNS: &str = "from_stop_id,to_stop_id,transfer_type,min_transfer_time,from_route_id,to_route_id,from_trip_id,to_trip_id";

/// Prints transfers: `Y>X route R>- trip T1>- MinimumTime 120`.
fn transfers(feed: &Feed) -> String {
    let side = |id: Option<&str>| id.unwrap_or("-").to_owned();
    let route = |route: Option<u32>| side(route.map(|route| feed.routes[wide(route)].id.as_str()));
    let mut text = String::new();
    for row in &feed.transfers {
        text += &format!("{}>{}", feed.stops[row.from.at()].id, feed.stops[row.to.at()].id);
        if row.from_route.or(row.to_route).is_some() {
            text += &format!(" route {}>{}", route(row.from_route), route(row.to_route));
        }
        if row.from_trip.as_ref().or(row.to_trip.as_ref()).is_some() {
            text += &format!(" trip {}>{}", side(row.from_trip.as_deref()), side(row.to_trip.as_deref()));
        }
        text += &format!(" {:?}", row.kind);
        text += &row.min_seconds.map(|seconds| format!(" {seconds}")).unwrap_or_default();
        text += "\n";
    }
    text
}

fn check_rows(rows: &str, expected: &str) {
    let (feed, problems) = read(&format!("# transfers.txt\n{COLUMNS}\n{rows}\n"));
    same(&(transfers(&feed) + &printed(&problems)), expected);
}

#[test]
fn kinds() {
    check_rows(
        "X,X,0,,,,,\nX,Y,1,,,,,\nX,Z,2,120,,,,\nY,X,3,,,,,\nY,Y,,60,,,,",
        "X>X Recommended\nX>Y Timed\nX>Z MinimumTime 120\nY>X NotPossible\nY>Y Recommended 60",
    );
}

#[test]
fn a_station_means_its_child_stops() {
    check_rows("X,S,2,90,,,,", "X>Y MinimumTime 90\nX>Z MinimumTime 90");
    check_rows("S,X,3,,,,,", "Y>X NotPossible\nZ>X NotPossible");
    check_rows(
        "S,S,2,90,,,,",
        "Y>Y MinimumTime 90\nY>Z MinimumTime 90\nZ>Y MinimumTime 90\nZ>Z MinimumTime 90",
    );
}

#[test]
fn the_row_with_fewer_stations_wins() {
    check_rows(
        "S,S,3,,,,,\nS,Z,2,300,,,,\nY,Z,2,30,,,,\nY,Y,0,,,,,",
        "Y>Y Recommended\nY>Z MinimumTime 30\nZ>Y NotPossible\nZ>Z MinimumTime 300",
    );
}

#[test]
fn of_equally_specific_rows_the_stricter_wins() {
    check_rows("S,Y,2,60,,,,\nZ,S,2,90,,,,", "Y>Y MinimumTime 60\nZ>Y MinimumTime 90\nZ>Z MinimumTime 90");
    check_rows("S,Y,3,,,,,\nZ,S,2,90,,,,", "Y>Y NotPossible\nZ>Y NotPossible\nZ>Z MinimumTime 90");
}

#[test]
fn a_pair_stands_once() {
    let problem = "expected each pair of stops, routes and trips once, found the pair of line";
    check_rows(
        "X,Y,2,60,,,,\nX,Y,2,90,,,,",
        &format!("X>Y MinimumTime 90\ntransfers.txt:2: {problem} 3 [gtfs.duplicate]"),
    );
    check_rows(
        "X,Y,2,90,,,,\nX,Y,2,60,,,,",
        &format!("X>Y MinimumTime 90\ntransfers.txt:3: {problem} 2 [gtfs.duplicate]"),
    );
}

#[test]
fn rows_of_routes_and_trips_stand_beside_those_of_stops() {
    check_rows(
        "Y,X,2,60,,,,\nY,X,2,30,R,,,\nY,X,3,,,Q,,\nY,X,2,20,,,T1,\nS,X,1,,R,Q,,",
        "Y>X MinimumTime 60
         Y>X trip T1>- MinimumTime 20
         Y>X route ->Q NotPossible
         Y>X route R>- MinimumTime 30
         Y>X route R>Q Timed
         Z>X route R>Q Timed",
    );
}

#[test]
fn trips_that_continue_do_so_where_the_first_ends_and_the_other_starts() {
    check_rows(",,4,,,,T1,T2\nX,Y,5,,,,T2,T1", "X>Y trip T2>T1 ReBoard\nY>Z trip T1>T2 InSeat");
}

#[test]
fn bad_rows() {
    let row = |row: &str, problem: &str| check_rows(row, &format!("transfers.txt:2: {problem}"));
    row("X,Y,6,,,,,", "transfer_type: expected a transfer type from 0 to 5, found `6` [gtfs.bad_value]");
    row(
        "X,Y,2,,,,,",
        "min_transfer_time: expected seconds, as transfer_type is 2, found nothing [gtfs.bad_value]",
    );
    row("X,Y,2,-5,,,,", "min_transfer_time: expected seconds from 0 to a week, found `-5` [gtfs.bad_value]");
    row(
        "X,Y,0,604801,,,,",
        "min_transfer_time: expected seconds from 0 to a week, found `604801` [gtfs.bad_value]",
    );
    row(
        "W,Y,0,,,,,",
        "from_stop_id: expected an id of a good row of stops.txt, found `W` [gtfs.unknown_reference]",
    );
    row(
        "X,,0,,,,,",
        "to_stop_id: expected an id of a good row of stops.txt, found nothing [gtfs.unknown_reference]",
    );
    row("X,E,0,,,,,", "to_stop_id: expected a stop or a station, found `E` [gtfs.bad_value]");
    row(
        "X,Y,0,,P,,,",
        "from_route_id: expected an id of a good row of routes.txt, found `P` [gtfs.unknown_reference]",
    );
    row(
        "X,Y,0,,,,,T3",
        "to_trip_id: expected an id of a good row of trips.txt, found `T3` [gtfs.unknown_reference]",
    );
    row(
        "X,Y,4,,,,T1,",
        "to_trip_id: expected a trip, as transfer_type is 4 or 5, found nothing [gtfs.bad_value]",
    );
    row(
        "S,X,4,,,,T1,T2",
        "from_stop_id: expected a stop (location_type 0), as transfer_type is 4 or 5, found `S` [gtfs.bad_value]",
    );
}

#[test]
fn a_station_without_stops_has_no_transfers() {
    let (feed, problems) = read(&format!(
        "# stops.txt\nstop_id,location_type\nX,\nY,\nZ,\nS,1\n# transfers.txt\n{COLUMNS}\nX,S,0,,,,,\n"
    ));
    assert_eq!(feed.transfers, []);
    same(
        &printed(&problems),
        "transfers.txt:2: to_stop_id: expected a stop, or a station with stops, found `S` [gtfs.bad_value]",
    );
}
