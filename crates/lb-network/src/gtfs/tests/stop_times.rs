use super::*;

/// Checks the stop times of one trip of the stops X, Y and Z.
fn check_times(rows: &str, expected: &str) {
    let header = "trip_id,arrival_time,departure_time,stop_id,stop_sequence,shape_dist_traveled";
    let rows: String = rows.lines().map(|row| format!("T1,{}\n", row.trim())).collect();
    let changes = "# trips.txt\nroute_id,service_id,trip_id\nR,D,T1\n";
    check(&format!("{changes}# stop_times.txt\n{header}\n{rows}"), expected);
}

#[test]
fn times_may_lie_days_after_the_day_base() {
    check_times(
        "23:59:59,24:00:00,X,1,
         47:30:00,49:00:00,Y,2,
         1440:00:00,1440:00:01,Z,3,
         2400:59:59,,X,4,",
        "T1 RE 1: X 23:59:59-24:00:00 Y 47:30:00-49:00:00 Z 1440:00:00-1440:00:01 X 2400:59:59",
    );
}

#[test]
fn one_time_means_both() {
    check_times("8:00:00,,X,1,\n,8:05:30,Y,2,", "T1 RE 1: X 08:00:00 Y 08:05:30");
}

#[test]
fn missing_times_lie_between_the_timepoints_by_the_count_of_stops() {
    check_times(
        "8:00:00,8:00:00,X,1,
         ,,Y,2,
         ,,Z,3,
         8:10:00,8:12:00,Y,4,
         ,,Z,5,
         8:13:01,8:14:00,X,6,",
        "T1 RE 1: X 08:00:00 Y 08:03:20 Z 08:06:40 Y 08:10:00-08:12:00 Z 08:12:31 X 08:13:01-08:14:00",
    );
}

#[test]
fn missing_times_lie_between_the_timepoints_by_distance_where_all_have_one() {
    check_times(
        "8:00:00,8:00:00,X,1,0
         ,,Y,2,0.25
         ,,Z,3,0.9
         8:10:00,8:10:00,Y,4,1.0
         ,,X,5,
         8:20:00,8:20:00,Y,6,9.5",
        "T1 RE 1: X 08:00:00 Y 08:02:30 Z 08:09:00 Y 08:10:00 X 08:15:00 Y 08:20:00",
    );
}

#[test]
fn distances_that_run_backwards_or_stand_still_do_not_count() {
    check_times(
        "8:00:00,8:00:00,X,1,5
         ,,Y,2,9
         8:10:00,8:10:00,Z,3,8
         ,,Y,4,8
         8:20:00,8:20:00,X,5,8",
        "T1 RE 1: X 08:00:00 Y 08:05:00 Z 08:10:00 Y 08:15:00 X 08:20:00",
    );
}

#[test]
fn calls_are_put_in_the_order_of_their_sequence_which_may_have_gaps() {
    check_times(
        "9:00:00,9:00:00,Z,30,\n8:00:00,8:00:00,X,0,\n8:30:00,8:30:00,Y,4,",
        "T1 RE 1: X 08:00:00 Y 08:30:00 Z 09:00:00",
    );
}

#[test]
fn times_that_run_backwards_drop_the_trip() {
    let dropped = |row: &str, problem: &str| {
        check_times(&format!("8:00:00,8:05:00,X,1,\n{row}\n9:00:00,9:00:00,Z,3,"), problem);
    };
    dropped(
        "8:04:59,8:10:00,Y,2,",
        "stop_times.txt:3: arrival_time: expected 08:05:00 or later, as at the stops before, found 08:04:59 [gtfs.time_backwards]",
    );
    dropped(
        "8:10:00,8:09:00,Y,2,",
        "stop_times.txt:3: departure_time: expected 08:10:00 or later, as the arrival, found 08:09:00 [gtfs.time_backwards]",
    );
    dropped("8:05:00,8:05:00,Y,2,", "T1 RE 1: X 08:00:00-08:05:00 Y 08:05:00 Z 09:00:00");
}

#[test]
fn a_trip_without_a_time_at_its_ends_is_dropped() {
    check_times(
        ",,X,1,\n8:05:00,8:05:00,Y,2,",
        "stop_times.txt:2: arrival_time: expected a time at the first and the last stop of a trip, found none [gtfs.missing_time]",
    );
    check_times(
        "8:00:00,8:00:00,X,1,\n,,Y,2,",
        "stop_times.txt:3: arrival_time: expected a time at the first and the last stop of a trip, found none [gtfs.missing_time]",
    );
}

#[test]
fn a_trip_with_fewer_than_two_calls_is_dropped() {
    check_times(
        "8:00:00,8:00:00,X,1,",
        "trips.txt:2: trip_id: expected two or more good rows of stop_times.txt, found 1 for `T1` [gtfs.short_trip]",
    );
}

#[test]
fn a_place_in_the_sequence_stands_once() {
    check_times(
        "8:00:00,8:00:00,X,1,\n8:01:00,8:01:00,Z,1,\n8:05:00,8:05:00,Y,2,",
        "T1 RE 1: X 08:00:00 Y 08:05:00
         stop_times.txt:3: stop_sequence: expected each place in the sequence of a trip once, found 1 as on line 2 [gtfs.duplicate]",
    );
}

#[test]
fn bad_cells_drop_their_row() {
    let bad = |row: &str, problem: &str| {
        let kept = "T1 RE 1: X 08:00:00 Z 09:00:00";
        check_times(
            &format!("8:00:00,8:00:00,X,1,\n{row}\n9:00:00,9:00:00,Z,9,"),
            &format!("{kept}\nstop_times.txt:3: {problem}"),
        );
    };
    let time = "expected a time as H:MM:SS up to 2400:59:59";
    for text in ["8:00", "8:60:00", "8:00:60", "-8:00:00", "2401:00:00", "08:00:0", ":00:00", "8.00.00", "x"]
    {
        bad(&format!("{text},,Y,2,"), &format!("arrival_time: {time}, found `{text}` [gtfs.bad_value]"));
    }
    bad(",noon,Y,2,", &format!("departure_time: {time}, found `noon` [gtfs.bad_value]"));
    let sequence = "stop_sequence: expected a whole number, 0 or more, found";
    bad(",,Y,-2,", &format!("{sequence} `-2` [gtfs.bad_value]"));
    bad(",,Y,2.5,", &format!("{sequence} `2.5` [gtfs.bad_value]"));
    bad(",,Y,,", &format!("{sequence} nothing [gtfs.bad_value]"));
    bad(",,Y,99999999999,", &format!("{sequence} `99999999999` [gtfs.bad_value]"));
}

#[test]
fn a_bad_distance_is_a_problem_but_no_reason_to_drop_the_call() {
    check_times(
        "8:00:00,8:00:00,X,1,0\n,,Y,2,far\n9:00:00,9:00:00,Z,3,4",
        "T1 RE 1: X 08:00:00 Y 08:30:00 Z 09:00:00
         stop_times.txt:3: shape_dist_traveled: expected a distance, 0 or more, found `far` [gtfs.bad_value]",
    );
}

#[test]
fn pickup_and_drop_off_types() {
    let base = "# trips.txt\nroute_id,service_id,trip_id\nR,D,T1\n# stop_times.txt\n";
    let header = "trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type\n";
    check(
        &format!(
            "{base}{header}\
             T1,8:00:00,,X,1,0,1\nT1,8:01:00,,Y,2,1,\nT1,8:02:00,,Z,3,2,3\nT1,8:03:00,,X,4,1,1\nT1,8:04:00,,X,5,4,\n"
        ),
        "T1 RE 1: X 08:00:00 no-drop-off Y 08:01:00 no-pickup Z 08:02:00 X 08:03:00 no-pickup no-drop-off
         stop_times.txt:6: pickup_type: expected 0, 1, 2 or 3, found `4` [gtfs.bad_value]",
    );
}

#[test]
fn demand_responsive_calls_are_not_read() {
    let base = "# trips.txt\nroute_id,service_id,trip_id\nR,D,T1\n# stop_times.txt\n";
    let header = "trip_id,arrival_time,departure_time,stop_id,location_id,stop_sequence\n";
    check(
        &format!("{base}{header}T1,8:00:00,,X,,1\nT1,,,,area,2\nT1,8:02:00,,Z,,3\n"),
        "T1 RE 1: X 08:00:00 Z 08:02:00
         stop_times.txt:3: location_id: expected a stop and times, found a demand-responsive call [gtfs.unsupported]",
    );
}

#[test]
fn stop_times_know_their_line() {
    let (feed, _) = read("");
    let lines: Vec<_> = feed.stop_times.iter().map(|call| call.line).collect();
    assert_eq!(lines, [2, 3, 4, 5]);
}

/// Interpolation against a twin that counts in fractions: every time within half a second of the straight line, never
/// backwards, for many lengths and spans.
#[test]
fn interpolation_is_the_straight_line_rounded() {
    for calls in [3_usize, 4, 7, 31] {
        for span in [0_i32, 1, 2, 59, 600, 86_400, 5_000_000] {
            let mut rows = format!("{},,X,0,\n", clock(3_600));
            for i in 1..calls - 1 {
                rows += &format!(",,Y,{i},\n");
            }
            rows += &format!("{},,Z,99,", clock(3_600 + span));
            let rows: String = rows.lines().map(|row| format!("T1,{row}\n")).collect();
            let (feed, problems) = read(&format!(
                "# trips.txt\nroute_id,service_id,trip_id\nR,D,T1\n# stop_times.txt\n\
                 trip_id,arrival_time,departure_time,stop_id,stop_sequence,shape_dist_traveled\n{rows}"
            ));
            assert_eq!(problems, []);
            let times: Vec<_> = feed.stop_times.iter().map(|call| call.arrive).collect();
            assert!(times.is_sorted() && times.len() == calls);
            let stretches = f64::from(narrow(calls - 1));
            for (i, time) in (0..).zip(times) {
                let exact = 3_600.0 + f64::from(span) * f64::from(i) / stretches;
                assert!((f64::from(time) - exact).abs() <= 0.5, "{time} {exact}");
            }
        }
    }
}
