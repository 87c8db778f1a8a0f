//! Many questions to one timetable: `plan --timetable` and `matrix`.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use zip::write::SimpleFileOptions;

use crate::{Run, folder, list, number, text};

/// Two trains A - B - C, and a later one from B that comes first to C. Berlin, 1 to 7 December 2026.
const FEED: [(&str, &str); 6] = [
    (
        "agency.txt",
        "agency_id,agency_name,agency_url,agency_timezone\nN,Name,http://n.example,Europe/Berlin\n",
    ),
    ("stops.txt", "stop_id,stop_name,stop_lat,stop_lon\nA,Ash,50,8\nB,Birch,50.1,8\nC,Cedar,50.2,8\n"),
    ("routes.txt", "route_id,agency_id,route_short_name,route_type\nR,N,1,2\n"),
    (
        "calendar.txt",
        "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n\
         D,1,1,1,1,1,1,1,20261201,20261207\n",
    ),
    ("trips.txt", "route_id,service_id,trip_id\nR,D,T1\nR,D,T2\nR,D,X1\n"),
    (
        "stop_times.txt",
        "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n\
         T1,08:00:00,08:00:00,A,1\nT1,08:30:00,08:31:00,B,2\nT1,09:00:00,09:00:00,C,3\n\
         T2,10:00:00,10:00:00,A,1\nT2,10:30:00,10:31:00,B,2\nT2,11:00:00,11:00:00,C,3\n\
         X1,08:40:00,08:40:00,B,1\nX1,08:50:00,08:50:00,C,2\n",
    ),
];

const QUERIES: &str = "from,to,depart\nA,C,2026-12-01T06:00:00Z\nA,Z,2026-12-01T06:00:00Z\n\
    C,A,2026-12-01T06:00:00Z\nA,B,soon\nA,B,2026-12-01T07:30:00Z\n";

/// A folder of a test, with the feed as a folder and as a zip file.
struct Desk(PathBuf);

impl Desk {
    fn new(name: &str) -> Self {
        let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(dir.join("feed")).unwrap();
        let mut zip = zip::ZipWriter::new(fs::File::create(dir.join("feed.zip")).unwrap());
        for (file, text) in FEED {
            fs::write(dir.join("feed").join(file), text).unwrap();
            zip.start_file(format!("inside/{file}"), SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap();
        let desk = Self(dir);
        desk.write("q.csv", QUERIES);
        desk
    }

    fn write(&self, file: &str, text: &str) {
        fs::write(self.0.join(file), text).unwrap();
    }

    /// Runs the program in the folder, by the clock of the machine.
    fn run(&self, args: &str) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_landbridge"));
        let output = command.current_dir(&self.0).args(args.split_whitespace()).output().unwrap();
        Run {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Runs the program and checks the exit code and what standard error says.
    fn refuses(&self, args: &str, said: &str) {
        let run = self.run(args);
        assert_eq!(run.code, 2, "{args}: {}", run.err);
        assert!(run.err.contains(said), "{args}: {}", run.err);
    }
}

impl Run {
    fn lines(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    fn figures(&self) -> Value {
        serde_json::from_str(self.err.lines().last().unwrap()).unwrap()
    }
}

/// Arrival, rides and the trips or services of each itinerary.
fn ways(line: &Value) -> Vec<String> {
    let way = |itinerary: &Value| {
        let carrier = |leg: &Value| leg["trip"].as_str().or(leg["service"].as_str()).unwrap().to_owned();
        let legs: Vec<String> = list(itinerary, "legs").iter().map(carrier).collect();
        format!("{} {} {}", text(itinerary, "arrival"), itinerary["rides"], legs.join("+"))
    };
    list(line, "itineraries").iter().map(way).collect()
}

/// Answers without the microseconds.
fn timeless(run: &Run) -> Vec<Value> {
    let mut lines = run.lines();
    for line in &mut lines {
        line["elapsed_us"] = Value::Null;
    }
    lines
}

#[test]
fn a_feed_answers_each_query_and_refuses_the_others_by_themselves() {
    let desk = Desk::new("feed-queries");
    let run = desk.run("plan --timetable feed.zip --queries q.csv --criteria arrival,rides --json");
    let lines = run.lines();
    assert_eq!(run.code, 1, "{}", run.err);
    assert_eq!(ways(&lines[0]), ["2026-12-01T07:50:00Z 2 T1+X1", "2026-12-01T08:00:00Z 1 T1"]);
    assert_eq!(text(&lines[1]["error"], "code"), "request.unknown_place");
    assert_eq!((ways(&lines[2]).len(), lines[2].get("error")), (0, None));
    assert_eq!(text(&lines[3]["error"], "code"), "request.bad_date");
    assert_eq!(ways(&lines[4]), ["2026-12-01T09:30:00Z 1 T2"]);
    let figures = run.figures();
    let counts = ["queries", "answered", "refused"].map(|key| number(&figures, key));
    assert_eq!((counts, text(&figures, "front")), ([5.0, 2.0, 2.0], "exact"));
    assert_eq!(timeless(&desk.run("plan --timetable feed --queries q.csv --threads 2")), timeless(&run));
    let one = desk.run("plan --timetable feed --queries q.csv --max-rides 1").lines();
    assert_eq!(ways(&one[0]), ["2026-12-01T08:00:00Z 1 T1"]);
    let day = desk.run("plan --timetable feed --queries q.csv --window 24h --criteria arrival").lines();
    let arrivals = ["2026-12-01T07:50:00Z 2 T1+X1", "2026-12-01T10:00:00Z 1 T2"];
    assert_eq!(ways(&day[0]), arrivals);
}

#[test]
fn depart_and_arrive_by_hold_together() {
    let desk = Desk::new("feed-both");
    let rows = "A,C,2026-12-01T06:00:00Z,2026-12-01T07:55:00Z\nA,C,2026-12-01T06:00:00Z,2026-12-01T07:00:00Z\n\
        A,C,,2026-12-01T09:00:00Z\n";
    desk.write("q.csv", &format!("from,to,depart,arrive_by\n{rows}"));
    let lines = desk.run("plan --timetable feed --queries q.csv").lines();
    let found: Vec<Vec<String>> = lines.iter().map(ways).collect();
    assert_eq!(found[..2], [vec!["2026-12-01T07:50:00Z 2 T1+X1".to_owned()], Vec::new()]);
    assert!(found[2].iter().any(|way| way == "2026-12-01T08:00:00Z 1 T1"), "{:?}", found[2]);
}

#[test]
fn changes_hold_and_bad_rows_are_told() {
    let desk = Desk::new("feed-changes");
    let header = "trip_id,service_date,change,call,seconds";
    let rows = ["T1,2026-12-01,delayed,2,1200", "T1,20261201,sold_out,2,", "X1,2026-12-02,cancelled,,"];
    let bad = [
        "T9,2026-12-01,cancelled,,",
        "X1,2026-12-01,delayed,9,60",
        "X1,2026-12-01,late,,",
        "X1,2027-12-01,cancelled,,",
    ];
    desk.write("changes.csv", &format!("{header}\n{}\n{}\n", rows.join("\n"), bad.join("\n")));
    let next =
        "from,to,depart\nA,C,2026-12-01T06:00:00Z\nA,C,2026-12-02T06:00:00Z\nB,C,2026-12-01T07:41:00Z\n";
    desk.write("q.csv", next);
    let run = desk.run("plan --timetable feed --queries q.csv --changes changes.csv");
    let lines = run.lines();
    assert_eq!(ways(&lines[0]), ["2026-12-01T08:20:00Z 1 T1"], "late at B, the change to X1 is missed");
    assert_eq!(ways(&lines[1]), ["2026-12-02T08:00:00Z 1 T1"], "X1 is cancelled on the second");
    assert_eq!(ways(&lines[2]), ["2026-12-01T10:00:00Z 1 T2"], "T1 takes nobody more at B");
    let figures = run.figures();
    assert_eq!((number(&figures, "changes"), number(&figures, "applied")), (7.0, 3.0));
    assert!(figures["changes_us"].is_u64());
    for said in [
        "changes.csv:5: trip_id: expected a trip_id of the feed's trips.txt, found `T9` [gtfs.unknown_reference]",
        "changes.csv:6: call: expected a number from 1 to 2, or nothing, found `9` [gtfs.bad_value]",
        "changes.csv:7: change: expected cancelled, delayed or sold_out, found `late` [gtfs.bad_value]",
        "changes.csv:8: service_date: expected a day on which the trip runs, found `2027-12-01` [gtfs.unknown_reference]",
    ] {
        assert!(run.err.contains(said), "{said}: {}", run.err);
    }
    let matrix =
        desk.run("matrix --timetable feed --from A --to C --depart 2026-12-01 --csv --changes changes.csv");
    assert_eq!(matrix.out, "from,to,arrival,rides,error\nA,C,2026-12-01T08:20:00Z,1,\n");
    assert_eq!(matrix.figures()["applied"], 3);
}

#[test]
fn a_corridor_answers_as_of_its_first_query() {
    let desk = Desk::new("corridor-queries");
    let tiny = folder("corridors/tiny");
    let rows = "CNLYG,KZALA,2026-03-01T00:00:00Z\nKZKOV,VNSGN,2026-03-01T00:00:00Z\nKZKOV,ATLANTIS,2026-03-01T00:00:00Z\n\
        CNLYG,CNLYG,2026-03-01T00:00:00Z\nCNLYG,KZALA,2029-03-01T00:00:00Z\n";
    desk.write("q.csv", &format!("from,to,depart\n{rows}"));
    let run = desk.run(&format!("plan --timetable {tiny} --queries q.csv --criteria arrival,cost"));
    let lines = run.lines();
    assert_eq!(run.code, 1, "{}", run.err);
    let first = &list(&lines[0], "itineraries")[0];
    assert_eq!(text(first, "ready"), "2026-03-01T00:00:00Z");
    assert!(list(&lines[0], "itineraries").iter().any(|itinerary| itinerary["rides"] == 1));
    assert_eq!(text(&first["cost"], "currency"), "USD");
    for key in ["co2e_kg", "handlings", "on_time_probability"] {
        assert!(number(first, key) > 0.0, "{key} of {first}");
    }
    let ride = list(first, "legs").iter().find(|leg| leg["run"].is_string()).unwrap();
    assert!(text(ride, "run").starts_with("SV-LYG-ALA/2026-03-"), "{ride}");
    assert!(!list(&lines[1], "itineraries").is_empty(), "an area means its places");
    let codes: Vec<&str> = lines[2..].iter().map(|line| text(&line["error"], "code")).collect();
    assert_eq!(codes, ["request.unknown_place", "request.same_place", "request.bad_date"]);
    assert_eq!(text(&run.figures(), "front"), "exact");
    let two =
        desk.run(&format!("plan --timetable {tiny} --queries q.csv --criteria arrival,cost --threads 2"));
    assert_eq!(timeless(&two), timeless(&run));
    // Wheat from Kokshetau needs two runs; every criterion has a bounded front.
    let wheat =
        desk.run(&format!("plan --timetable {tiny} --queries q.csv --cargo 1001.99 --quantity 1000t"));
    assert_eq!(text(&wheat.figures(), "front"), "default");
    let rides =
        |line: &Value| list(line, "itineraries").iter().map(|i| number(i, "rides")).fold(9.0, f64::min);
    assert!(rides(&wheat.lines()[1]) >= 2.0);
    let one = desk.run(&format!("plan --timetable {tiny} --queries q.csv --max-rides 1 --bound fine"));
    assert_eq!((text(&one.figures(), "front"), ways(&one.lines()[1]).len()), ("fine", 0));
    assert!(!ways(&one.lines()[0]).is_empty());
}

#[test]
fn a_matrix_tells_every_pair() {
    let desk = Desk::new("matrix");
    let run =
        desk.run("matrix --timetable feed.zip --from A,B,Z --to C,A --depart 2026-12-01T06:00:00Z --csv");
    let unknown = "Z,,,,\"from: expected a stop_id of the feed's stops.txt, found `Z`\"";
    let pairs = [
        "A,C,2026-12-01T07:50:00Z,2,",
        "A,A,2026-12-01T06:00:00Z,0,",
        "B,C,2026-12-01T07:50:00Z,1,",
        "B,A,,,",
    ];
    let expected = format!("from,to,arrival,rides,error\n{}\n{unknown}\n", pairs.join("\n"));
    assert_eq!((run.code, run.out), (1, expected));
    desk.write("from.txt", "A\n\nB\n");
    let run = desk.run("matrix --timetable feed --from @from.txt --to all --depart 2026-12-01 --json --max-rides 1 --threads 2 --progress");
    let lines = run.lines();
    assert_eq!((lines.len(), list(&lines[0], "to").len()), (2, 3));
    assert_eq!(text(&list(&lines[0], "to")[2], "arrival"), "2026-12-01T08:00:00Z");
    assert_eq!(text(&lines[0], "depart"), "2026-11-30T23:00:00Z", "a date begins at midnight in Berlin");
    assert!(run.err.contains("2 of 2 origins"), "{}", run.err);
    assert_eq!(run.figures()["reached"], 5);
    let table = desk.run("matrix --timetable feed --from A --to C --depart 2026-12-01");
    assert_eq!((table.code, table.out.lines().count()), (0, 2), "{}", table.out);
    let tiny = folder("corridors/tiny");
    let run = desk
        .run(&format!("matrix --timetable {tiny} --from CNLYG --to KZALA,VNSGN --depart 2026-03-01 --json"));
    assert_eq!(run.code, 0, "{}", run.err);
    let cells = list(&run.lines()[0], "to").to_vec();
    assert!(cells.iter().all(|cell| cell["arrival"].is_string() && cell["rides"].is_null()), "{cells:?}");
    // The earliest arrival of the matrix is that of the plan.
    desk.write(
        "q.csv",
        "from,to,depart\nCNLYG,KZALA,2026-02-28T16:00:00Z\nCNLYG,VNSGN,2026-02-28T16:00:00Z\n",
    );
    let plan = desk.run(&format!("plan --timetable {tiny} --queries q.csv --criteria arrival")).lines();
    for (cell, line) in cells.iter().zip(&plan) {
        assert_eq!(text(cell, "arrival"), text(&list(line, "itineraries")[0], "arrival"));
    }
}

#[test]
fn wrong_arguments_are_told_in_one_line() {
    let desk = Desk::new("wrong");
    let tiny = folder("corridors/tiny");
    desk.refuses("plan --timetable feed", "--queries <FILE>");
    desk.refuses("plan --timetable feed --queries none.csv", "none.csv: No such file");
    desk.refuses("plan --timetable none --queries q.csv", "none: No such file");
    desk.refuses("plan --timetable q.csv --queries q.csv", "q.csv: expected a zip file with a GTFS feed");
    desk.refuses("plan --timetable . --queries q.csv", "expected a GTFS feed (stops.txt) or a corridor");
    desk.refuses(
        "plan --timetable feed --queries feed/stops.txt",
        "queries: expected a header with from, to and depart",
    );
    desk.refuses(
        "plan --timetable feed --queries q.csv --criteria speed",
        "criteria: expected arrival and rides",
    );
    desk.refuses(
        "plan --timetable feed --queries q.csv --cargo 10",
        "--cargo: expected none, for a GTFS feed",
    );
    desk.refuses("plan --timetable feed --queries q.csv --max-rides 0", "--max-rides");
    desk.refuses("plan --timetable feed --queries q.csv --threads 65", "--threads");
    desk.refuses("plan --timetable feed --queries q.csv --horizon soon", "--horizon: expected a duration");
    desk.refuses(
        "plan --timetable feed --queries q.csv --changes q.csv",
        "changes: expected a header with trip_id",
    );
    let corridor = format!("plan --timetable {tiny} --queries q.csv");
    desk.refuses(&format!("{corridor} --criteria speed"), "criteria: expected arrival, cost");
    desk.refuses(&format!("{corridor} --cargo 99"), "[request.unknown_cargo]");
    desk.refuses(&format!("{corridor} --horizon 300d"), "[request.bad_duration]");
    desk.refuses(&format!("{corridor} --changes q.csv"), "changes: expected a header with run, change");
    desk.refuses("matrix --timetable feed --from A --to C", "--depart <TIME>");
    desk.refuses("matrix --timetable feed --from A --to C --depart soon", "depart: expected a date");
    desk.refuses("matrix --timetable feed --from @none --to C --depart 2026-12-01", "none: No such file");
    let matrix =
        format!("matrix --timetable {tiny} --from CNLYG --to KZALA --depart 2026-12-01 --max-rides 2");
    desk.refuses(&matrix, "max_rides: expected no limit");
}
