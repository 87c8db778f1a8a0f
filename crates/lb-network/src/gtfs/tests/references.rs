use super::*;

fn check_note(changes: &str, problem: &str) {
    let (feed, problems) = read(changes);
    assert_eq!(feed.trips.len(), 2, "{problems:?}");
    same(&printed(&problems), problem);
}

#[test]
fn unknown_references_of_trips() {
    check(
        "# trips.txt\nroute_id,service_id,trip_id\nR,D,T1\nP,D,T2\n",
        "T1 RE 1: X 08:00:00-08:01:00 Y 08:10:00-08:12:00
         stop_times.txt:4: trip_id: expected an id of a good row of trips.txt, found `T2` [gtfs.unknown_reference]
         stop_times.txt:5: trip_id: expected an id of a good row of trips.txt, found `T2` [gtfs.unknown_reference]
         trips.txt:3: route_id: expected an id of a good row of routes.txt, found `P` [gtfs.unknown_reference]",
    );
    check_problems(
        "# trips.txt\nroute_id,service_id,trip_id\nR,D,T1\nR,D,T2\nR,C,T3\n",
        "trips.txt:4: service_id: expected an id of a good row of calendar.txt or calendar_dates.txt, found `C` [gtfs.unknown_reference]",
    );
}

#[test]
fn stop_times_are_at_stops() {
    let header = "# stop_times.txt\ntrip_id,arrival_time,departure_time,stop_id,stop_sequence\n";
    let rows = "T1,8:00:00,,X,1\nT1,8:01:00,,S,2\nT1,8:02:00,,E,3\nT1,8:03:00,,W,4\nT1,8:04:00,,Y,5\n\
                T2,8:00:00,,X,1\nT2,8:04:00,,Y,5\n";
    check_note(
        &format!("{header}{rows}"),
        "stop_times.txt:3: stop_id: expected a stop (location_type 0), found `S` [gtfs.bad_value]
         stop_times.txt:4: stop_id: expected a stop (location_type 0), found `E` [gtfs.bad_value]
         stop_times.txt:5: stop_id: expected an id of a good row of stops.txt, found `W` [gtfs.unknown_reference]",
    );
}

#[test]
fn ids_stand_once_and_the_first_row_stays() {
    check_note(
        "# routes.txt\nroute_id,route_short_name,route_type\nR,one,2\nQ,two,4\nR,three,2\n",
        "routes.txt:4: route_id: expected each id once, found `R` as on line 2 [gtfs.duplicate]",
    );
    check_note(
        "# stops.txt\nstop_id,stop_name\nZ,\nY,\nX,\nY,again\n",
        "stops.txt:5: stop_id: expected each id once, found `Y` as on line 3 [gtfs.duplicate]",
    );
    check_note(
        "# trips.txt\nroute_id,service_id,trip_id\nR,D,T1\nR,D,T2\nQ,D,T1\n",
        "trips.txt:4: trip_id: expected each id once, found `T1` as on line 2 [gtfs.duplicate]",
    );
}

#[test]
fn parents_are_stations() {
    check_note(
        "# stops.txt\nstop_id,location_type,parent_station\nX,,Y\nY,,W\nZ,0,S\nS,1,S\nE,2,V\nB,4,Z\n",
        "stops.txt:2: parent_station: expected a station (location_type 1), found `Y` [gtfs.bad_value]
         stops.txt:3: parent_station: expected an id of a good row of stops.txt, found `W` [gtfs.unknown_reference]
         stops.txt:5: parent_station: expected no parent of a station, found `S` [gtfs.bad_value]
         stops.txt:6: parent_station: expected an id of a good row of stops.txt, found `V` [gtfs.unknown_reference]",
    );
}

#[test]
fn coordinates() {
    let stops = "# stops.txt\nstop_id,stop_lat,stop_lon\nX,52.5,-13.25\nY,90.1,\nZ,north,nan\n";
    check_note(
        stops,
        "stops.txt:3: stop_lat: expected degrees from -90 to 90, found `90.1` [gtfs.bad_value]
         stops.txt:4: stop_lat: expected degrees from -90 to 90, found `north` [gtfs.bad_value]
         stops.txt:4: stop_lon: expected degrees from -180 to 180, found `nan` [gtfs.bad_value]",
    );
    let (feed, _) = read(stops);
    let places: Vec<_> = feed.stops.iter().map(|stop| (stop.lat, stop.lon)).collect();
    assert_eq!(places, [(Some(52.5), Some(-13.25)), (None, None), (None, None)]);
}

#[test]
fn a_location_type_that_is_none_drops_the_stop() {
    check_problems(
        "# stops.txt\nstop_id,location_type\nX,\nY,\nZ,\nW,5\n",
        "stops.txt:5: location_type: expected a location type from 0 to 4, found `5` [gtfs.bad_value]",
    );
}

#[test]
fn routes_have_a_kind_and_a_name() {
    let (feed, problems) = read(
        "# routes.txt\nroute_id,agency_id,route_short_name,route_long_name,route_type\n\
         R,A,\"S, \"\"7\"\"\",x,109\nQ,,,Long,1799\nP,B,,,0\nO,A,,,1800\nN,A,,,\n",
    );
    let routes: Vec<_> = feed.routes.iter().map(|route| (&*route.id, &*route.name, route.kind)).collect();
    assert_eq!(routes, [("P", "P", 0), ("Q", "Long", 1_799), ("R", "S, \"7\"", 109)]);
    same(
        &printed(&problems),
        "routes.txt:4: agency_id: expected an id of a good row of agency.txt, found `B` [gtfs.unknown_reference]
         routes.txt:5: route_type: expected a route type from 0 to 1799, found `1800` [gtfs.bad_value]
         routes.txt:6: route_type: expected a route type from 0 to 1799, found nothing [gtfs.bad_value]",
    );
}

#[test]
fn the_zone_is_that_of_the_first_agency_by_id() {
    let (feed, problems) = read("# agency.txt\nagency_id,agency_timezone\nB,Asia/Almaty\nA,Europe/Berlin\n");
    assert_eq!(feed.zone.to_string(), "Europe/Berlin");
    same(
        &printed(&problems),
        "agency.txt:2: agency_timezone: expected Europe/Berlin, the zone of the feed's first agency, found Asia/Almaty [gtfs.differing_zone]",
    );
}

#[test]
fn a_feed_without_a_zone_is_none() {
    let check = |rows: &str, problem: &str| {
        let changes = format!("# agency.txt\nagency_id,agency_timezone\n{rows}");
        let (feed, problems) = Feed::read(&files(&changes));
        assert_eq!(feed, None);
        let routes = "routes.txt:2: agency_id: expected an id of a good row of agency.txt, found `A` [gtfs.unknown_reference]
                      routes.txt:3: agency_id: expected an id of a good row of agency.txt, found `A` [gtfs.unknown_reference]";
        same(&printed(&problems), &format!("{problem}\n{routes}"));
    };
    let none = "agency.txt:0: expected an agency with a zone, found none [gtfs.no_agency]";
    check("", none);
    check(
        "A,Europe/Atlantis\n",
        &format!(
            "{none}\nagency.txt:2: agency_timezone: expected a zone of the time-zone data, found `Europe/Atlantis` [gtfs.bad_value]"
        ),
    );
    check(
        "A,\n",
        &format!(
            "{none}\nagency.txt:2: agency_timezone: expected a zone of the time-zone data, found nothing [gtfs.bad_value]"
        ),
    );
}
