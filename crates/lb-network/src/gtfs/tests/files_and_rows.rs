use super::*;

/// Reads the base feed with one file as bytes.
fn with(name: &str, bytes: impl Into<Vec<u8>>) -> (Option<Feed>, String) {
    let mut files = files("");
    files.insert(name, bytes);
    let (feed, problems) = Feed::read(&files);
    (feed, printed(&problems))
}

#[test]
fn bom_crlf_quotes_blanks_and_columns_in_any_order() {
    let stops = "\u{feff}stop_name , extra,stop_id,parent_station,location_type\r\n\
                 \"One, \"\"the\"\" stop\",1, X ,,\r\n\
                 \"two\r\nlines\",2,Y,S,0\r\n\r\n\
                 Stra\u{df}e,3,Z,S,\r\n\
                 ,,S,,1\r\n,,E,,9";
    let (feed, problems) = with("stops.txt", stops);
    let feed = feed.unwrap();
    let names: Vec<_> = feed.stops.iter().map(|stop| (&*stop.id, &*stop.name)).collect();
    assert_eq!(names, [("S", ""), ("X", "One, \"the\" stop"), ("Y", "two\r\nlines"), ("Z", "Stra\u{df}e")]);
    same(
        &problems,
        "stops.txt:8: location_type: expected a location type from 0 to 4, found `9` [gtfs.bad_value]",
    );
}

#[test]
fn lines_are_those_of_the_file_with_every_line_end() {
    for end in ["\n", "\r\n"] {
        let rows = ["route_id,service_id,trip_id", "R,D,T1", "", "", "Q,D,T2", "P,D,T3", "", "\"P\",D,T4"];
        let (_, problems) = with("trips.txt", rows.join(end));
        same(
            &problems,
            "trips.txt:6: route_id: expected an id of a good row of routes.txt, found `P` [gtfs.unknown_reference]
             trips.txt:8: route_id: expected an id of a good row of routes.txt, found `P` [gtfs.unknown_reference]",
        );
    }
}

/// The sample feed of the reference has short rows.
#[test]
fn short_rows_are_read_and_long_ones_only_when_nothing_is_cut_off() {
    let header = "trip_id,arrival_time,departure_time,stop_id,stop_sequence,stop_headsign,pickup_type\n";
    let rows = "T1,8:00:00,,X,1\nT1,8:10:00,,Y,2,,,,\nT1,8:20:00,,Z,3,,,1\nT2,8:00:00,,X,1,,1\nT2,8:10:00,,Y,2,,\nT2,8:20:00\n";
    check(
        &format!("# stop_times.txt\n{header}{rows}"),
        "T1 RE 1 [B]: X 08:00:00 Y 08:10:00
         T2 Ferry: X 08:00:00 no-pickup Y 08:10:00
         stop_times.txt:2: expected 7 cells, found 5; the row was kept [gtfs.row_length]
         stop_times.txt:3: expected 7 cells, found 9; the row was kept [gtfs.row_length]
         stop_times.txt:4: expected 7 cells, found 8 [gtfs.row_length]
         stop_times.txt:7: expected 7 cells, found 2; the row was kept [gtfs.row_length]
         stop_times.txt:7: stop_id: expected an id of a good row of stops.txt, found nothing [gtfs.unknown_reference]
         stop_times.txt:7: stop_sequence: expected a whole number, 0 or more, found nothing [gtfs.bad_value]",
    );
}

#[test]
fn required_files_and_columns() {
    let mut names = Vec::new();
    for (name, _) in split(BASE) {
        let (feed, problems) = Feed::read(&files(&format!("# no {name}\n")));
        assert_eq!(feed, None, "{name}");
        assert_eq!(problems.len(), 1, "{name}");
        assert_eq!((&*problems[0].file, problems[0].code), (name, "gtfs.missing_file"));
        names.push(name);
    }
    assert_eq!(names.len(), 6);
    check_problems(
        "# no stops.txt\n# trips.txt\nroute_id,trip\n# stop_times.txt\n",
        "stop_times.txt:1: stop_id: expected a column stop_id, found none [gtfs.missing_column]
         stop_times.txt:1: stop_sequence: expected a column stop_sequence, found none [gtfs.missing_column]
         stop_times.txt:1: trip_id: expected a column trip_id, found none [gtfs.missing_column]
         stops.txt:0: expected the file, found no such file [gtfs.missing_file]
         trips.txt:1: service_id: expected a column service_id, found none [gtfs.missing_column]
         trips.txt:1: trip_id: expected a column trip_id, found none [gtfs.missing_column]",
    );
    // Without its columns the trips of this file would run at the times of their pattern.
    assert_eq!(Feed::read(&files("# frequencies.txt\ntrip_id\n")).0, None);
}

#[test]
fn a_column_stands_once() {
    check_problems(
        "# routes.txt\nroute_id,route_type,route_type\nR,2,3\nQ,4,5\n",
        "routes.txt:1: expected each column once, found `route_type` [gtfs.duplicate]",
    );
}

#[test]
fn names_that_are_not_utf_8_are_read_as_far_as_they_go_and_ids_are_not() {
    let (feed, problems) = with("stops.txt", b"stop_id,stop_name\nX,M\xfcnchen\nY,\nZ,\n\xfc,\n".as_slice());
    assert_eq!(feed.unwrap().stops[0].name, "M\u{fffd}nchen");
    same(
        &problems,
        "stops.txt:2: stop_name: expected a text in UTF-8, found `M\u{fffd}nchen` [gtfs.bad_value]
         stops.txt:5: stop_id: expected an id in UTF-8, found `\u{fffd}` [gtfs.bad_value]",
    );
}

#[test]
fn a_quotation_mark_that_is_never_closed_swallows_no_more_than_its_row() {
    let rest = "X,x\n".repeat(20_000);
    let (_, problems) = with("stops.txt", format!("stop_id,stop_name\nX,x\nY,\nZ,\nW,\"open\n{rest}"));
    same(&problems, "stops.txt:5: expected at most 65536 bytes in a row, found 80006 [gtfs.too_large]");
}

#[test]
fn a_found_text_is_shown_on_one_line_and_not_endlessly() {
    let long = format!("\"a\nb{}\"", "c".repeat(200));
    let (_, problems) = with("routes.txt", format!("route_id,route_type\nR,2\nQ,4\nP,{long}\n"));
    same(
        &problems,
        &format!(
            "routes.txt:4: route_type: expected a route type from 0 to 1799, found `a b{}` [gtfs.bad_value]",
            "c".repeat(77)
        ),
    );
}

#[test]
fn one_kind_of_problem_does_not_hide_the_others() {
    let bad: String = (0..250).map(|i| format!("T1,8:00,,X,{}\n", i + 100)).collect();
    let (_, problems) = Feed::read(&files(&format!(
        "# stop_times.txt\ntrip_id,arrival_time,departure_time,stop_id,stop_sequence\n{bad}\
         T1,8:00:00,,X,1\nT1,8:10:00,,Y,2\nT2,8:00:00,,X,1\nT2,8:10:00,,W,2\nT2,8:20:00,,Y,3\n"
    )));
    assert_eq!(problems.len(), 102);
    let bad = problems.iter().filter(|problem| problem.code == "gtfs.bad_value").count();
    assert_eq!((bad, problems[100].code), (100, "gtfs.unknown_reference"));
    assert_eq!(
        problems[101].to_string(),
        "stop_times.txt:0: expected none of gtfs.bad_value, found 150 more [gtfs.more_problems]"
    );
}

#[test]
fn a_thousand_problems_are_kept_and_the_rest_counted() {
    let rows = |row: &str| format!("{row}\n").repeat(150);
    let changes = [
        (
            "stops.txt",
            "stop_id,location_type,parent_station,stop_lat\n",
            "X,,\nY,,\nZ,,\nS,9,,\n,,,\nX,,\nX,,,91\n",
        ),
        ("routes.txt", "route_id,agency_id,route_type\n", "R,A,1\nQ,A,1\nR,B,2,5\nP,C,2\n,,\n"),
        ("trips.txt", "route_id,service_id,trip_id\n", "T,D,T1\nR,D,T1,5\nR,D,T5\n"),
        ("calendar_dates.txt", "service_id,date,exception_type\n", "D,20260601,2\nD,x,1,\n"),
        (
            "stop_times.txt",
            "trip_id,arrival_time,stop_id,stop_sequence\n",
            "T5,8:00:00,X,1\nT5,x,X,5\nT5,8:00:00,A,4,\n",
        ),
        ("transfers.txt", "from_stop_id,to_stop_id,transfer_type\n", "X,Y,2\nX,A,1\nX,Y,0,\n"),
    ];
    let text: String =
        changes.iter().map(|(name, head, rest)| format!("# {name}\n{head}{}", rows(rest.trim()))).collect();
    let (_, problems) = Feed::read(&files(&text));
    let (more, kept): (Vec<_>, Vec<_>) =
        problems.iter().partition(|problem| problem.code == "gtfs.more_problems");
    assert_eq!(kept.len(), 1_000);
    assert!(more.len() > 10);
}
