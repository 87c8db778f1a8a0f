use super::*;

fn check_rows(rows: &str, expected: &str) {
    check(
        &format!(
            "# trips.txt\nroute_id,service_id,trip_id\nR,D,T1\n\
             # stop_times.txt\ntrip_id,arrival_time,departure_time,stop_id,stop_sequence\n\
             T1,0:00:00,0:01:00,X,1\nT1,0:11:00,,Y,2\n\
             # frequencies.txt\ntrip_id,start_time,end_time,headway_secs,exact_times\n{rows}\n"
        ),
        expected,
    );
}

#[test]
fn departures_from_the_start_to_before_the_end() {
    let expected = "T1 RE 1 @06:00:00: X 05:59:00-06:00:00 Y 06:10:00
                    T1 RE 1 @06:30:00: X 06:29:00-06:30:00 Y 06:40:00";
    check_rows("T1,6:00:00,7:00:00,1800,0", expected);
    check_rows("T1,6:00:00,6:30:01,1800,1", expected);
    check_rows("T1,6:00:00,6:30:00,1800,", "T1 RE 1 @06:00:00: X 05:59:00-06:00:00 Y 06:10:00");
}

#[test]
fn a_trip_may_have_several_rows_in_any_order() {
    check_rows(
        "T1,26:00:00,26:10:00,600,1\nT1,0:00:00,0:10:00,300,1",
        "T1 RE 1 @00:00:00: X -00:01:00-00:00:00 Y 00:10:00
         T1 RE 1 @00:05:00: X 00:04:00-00:05:00 Y 00:15:00
         T1 RE 1 @26:00:00: X 25:59:00-26:00:00 Y 26:10:00",
    );
}

#[test]
fn overlapping_rows_are_a_problem_and_a_departure_stands_once() {
    check_rows(
        "T1,6:00:00,6:20:00,600,1\nT1,6:10:00,6:30:00,600,1",
        "T1 RE 1 @06:00:00: X 05:59:00-06:00:00 Y 06:10:00
         T1 RE 1 @06:10:00: X 06:09:00-06:10:00 Y 06:20:00
         T1 RE 1 @06:20:00: X 06:19:00-06:20:00 Y 06:30:00
         frequencies.txt:3: start_time: expected a start after the end of the trip's other rows, found an overlap with line 2 [gtfs.overlap]",
    );
}

/// The times of such a trip are only a pattern, so without a good row it never runs.
#[test]
fn bad_rows() {
    let row = |row: &str, problem: &str| check_rows(row, &format!("frequencies.txt:2: {problem}"));
    row("T1,6:00:00,7:00:00,0,1", "headway_secs: expected seconds, 1 or more, found `0` [gtfs.bad_value]");
    row("T1,6:00:00,7:00:00,,1", "headway_secs: expected seconds, 1 or more, found nothing [gtfs.bad_value]");
    row(
        "T1,6:00:00,6:00:00,60,1",
        "end_time: expected a time after start_time, found `6:00:00` [gtfs.bad_value]",
    );
    row("T1,6:00:00,7:00:00,60,2", "exact_times: expected 0 or 1, found `2` [gtfs.bad_value]");
    check_rows(
        "T9,6:00:00,7:00:00,60,1",
        "T1 RE 1: X 00:00:00-00:01:00 Y 00:11:00
         frequencies.txt:2: trip_id: expected an id of a good row of trips.txt, found `T9` [gtfs.unknown_reference]",
    );
}

#[test]
fn too_many_departures() {
    check_rows(
        "T1,0:00:00,2400:00:00,1,1",
        "frequencies.txt:2: headway_secs: expected at most 5000000 trips and 20000000 stop times in the feed, \
         found 8640000 more departures [gtfs.too_large]",
    );
}

/// Departures count from the first stop, so a pattern that lost it would run at wrong times.
#[test]
fn a_trip_with_a_bad_stop_time_does_not_run() {
    check(
        "# trips.txt\nroute_id,service_id,trip_id\nR,D,T1\n\
         # stop_times.txt\ntrip_id,arrival_time,departure_time,stop_id,stop_sequence\n\
         T1,0:00:00,,W,1\nT1,0:10:00,,Y,2\nT1,0:20:00,,X,3\n\
         # frequencies.txt\ntrip_id,start_time,end_time,headway_secs\nT1,6:00:00,7:00:00,60\n",
        "stop_times.txt:2: stop_id: expected an id of a good row of stops.txt, found `W` [gtfs.unknown_reference]
         trips.txt:2: trip_id: expected good rows of stop_times.txt alone, as frequencies.txt repeats them, found `T1` [gtfs.broken_pattern]",
    );
}
