//! Batches, matrices and live changes without a terminal.

use lb_app::answers::PlanRequest;
use lb_app::batch::{
    Batch, Bound, Cargo, Carrier, CorridorBatch, FeedTimetable, ItineraryLine, LegLine, Query, When, Wishes,
    read_changes, read_run_changes,
};
use lb_network::gtfs::Files;
use lb_search::lines::RunChange;

use crate::tiny;

fn wishes(criteria: &[&str]) -> Wishes {
    Wishes {
        criteria: criteria.iter().map(|word| (*word).to_owned()).collect(),
        rides_max: None,
        horizon: 60 * 86_400,
        window: 0,
        bound: None,
    }
}

/// 1 December 2026.
fn query(from: &str, to: &str) -> Query {
    Query { from: from.to_owned(), to: to.to_owned(), when: When::Depart(1_796_083_200) }
}

fn batch(request: PlanRequest, wishes: &Wishes) -> CorridorBatch {
    let app = tiny();
    let cargo = Cargo::read(&app, request).unwrap();
    CorridorBatch::new(app, cargo, wishes).unwrap()
}

#[test]
fn undeclared_goods_are_one_box_that_no_restriction_names() {
    let asked = batch(PlanRequest::default(), &wishes(&[])).ask(&query("KZKOV", "VNSGN")).unwrap();
    let [query] = &asked.queries[..] else { panic!("{} loads", asked.queries.len()) };
    let load = &query.load;
    assert_eq!((load.unit_type.as_str(), load.units, load.mass_kg, load.teu_e3), ("20GP", 1, 20_000, 1_000));
    assert_eq!(query.hs.as_str(), "99");
    assert_eq!((query.dangerous.clone(), query.ready), (None, 1_796_083_200 / 60));
}

#[test]
fn undeclared_goods_take_the_unit_that_is_named() {
    let load = |unit: &str, quantity: &str| {
        let (unit, quantity) = (Some(unit.to_owned()), quantity.to_owned());
        let request = PlanRequest { unit, quantity, ..PlanRequest::default() };
        let asked = batch(request, &wishes(&[])).ask(&query("CNLYG", "KZALA")).unwrap();
        let load = &asked.queries[0].load;
        (load.unit_type.clone(), load.units, load.mass_kg)
    };
    assert_eq!(load("40HC", ""), ("40HC".to_owned(), 1, 20_000));
    assert_eq!(load("40HC", "3u"), ("40HC".to_owned(), 3, 60_000));
    assert_eq!(load("20GP", "50t"), ("20GP".to_owned(), 3, 50_000));
}

#[test]
fn up_to_two_criteria_have_an_exact_front_unless_another_is_asked() {
    let bound = |wishes: &Wishes| batch(PlanRequest::default(), wishes).bound();
    assert_eq!(bound(&wishes(&["arrival", "rides"])), Bound::Exact);
    assert_eq!(bound(&wishes(&["arrival", "cost", "rides"])), Bound::Default);
    assert_eq!(bound(&wishes(&[])), Bound::Default);
    assert_eq!(bound(&Wishes { bound: Some(Bound::Fine), ..wishes(&["arrival"]) }), Bound::Fine);
}

#[test]
fn the_limit_of_rides_is_kept() {
    let most = |rides_max: Option<u32>| {
        let batch = batch(PlanRequest::default(), &Wishes { rides_max, ..wishes(&["arrival", "rides"]) });
        let asked = batch.ask(&query("CNLYG", "KZALA")).unwrap();
        let found = batch.search(&asked, &mut ());
        batch.line(0, &asked, &found).itineraries.iter().map(|itinerary| itinerary.rides).max()
    };
    assert_eq!((most(None), most(Some(1))), (Some(2), Some(1)));
}

#[test]
fn arrive_by_alone_leaves_as_late_as_it_may() {
    let batch = batch(PlanRequest::default(), &wishes(&["arrival"]));
    let ways = |query: &Query| {
        let asked = batch.ask(query).unwrap();
        let found = batch.search(&asked, &mut ());
        batch.line(0, &asked, &found).itineraries
    };
    let due = 1_798_761_600;
    let latest = ways(&Query { when: When::ArriveBy(due), ..query("CNLYG", "KZALA") });
    let [latest] = &latest[..] else { panic!("{latest:?}") };
    let ready = latest.freight.as_ref().unwrap().ready.parse::<jiff::Timestamp>().unwrap().as_second();
    let by = |ready| ways(&Query { when: When::Between(ready, due), ..query("CNLYG", "KZALA") }).len();
    assert_eq!((by(ready), by(ready + 60)), (1, 0));
}

#[test]
fn a_late_run_of_a_corridor_is_late_and_bad_rows_are_told() {
    let app = tiny();
    let cargo = Cargo::read(&app, PlanRequest::default()).unwrap();
    let ways = |batch: &CorridorBatch| {
        let asked = batch.ask(&query("CNLYG", "KZALA")).unwrap();
        let found = batch.search(&asked, &mut ());
        batch.line(0, &asked, &found).itineraries
    };
    let planned = ways(&CorridorBatch::new(tiny(), cargo.clone(), &wishes(&["arrival"])).unwrap());
    let run_of = |leg: &LegLine| match &leg.by {
        Carrier::Service { run, .. } => run.clone(),
        Carrier::Trip { .. } => None,
    };
    let run = planned[0].legs.iter().find_map(run_of).unwrap();
    let text = format!(
        "run,change,section,call,minutes\n{run},delayed,,,30\n{run},delayed,,99,30\nX/2026-12-01,cancelled,,,\n{run},late,,,\n{run},delayed,NONE,,5\n"
    );
    let changes = read_run_changes("c.csv", text.as_bytes(), &app).unwrap();
    assert_eq!((changes.rows, changes.applied), (5, 1));
    let told: Vec<String> = changes.problems.iter().map(ToString::to_string).collect();
    assert!(told[0].starts_with("c.csv:3: call: expected a number from 1 to "), "{told:?}");
    assert_eq!(
        told[1..],
        [
            "c.csv:4: run: expected a run of the timetable such as SERVICE/2026-12-01, found `X/2026-12-01` [corridor.unknown_reference]",
            "c.csv:5: change: expected cancelled, delayed or sold_out, found `late` [corridor.bad_value]",
            "c.csv:6: section: expected a section of the run's service, or nothing, found `NONE` [corridor.unknown_reference]",
        ]
    );
    let live = Some(std::sync::Arc::new(changes.live));
    let late = ways(&CorridorBatch::new(app, cargo, &wishes(&["arrival"])).unwrap().with(live));
    let minute = |text: &str| text.parse::<jiff::Timestamp>().unwrap().as_second() / 60;
    let ride = |ways: &[ItineraryLine]| {
        let leg = ways[0].legs.iter().find(|leg| run_of(leg).as_deref() == Some(&run)).unwrap();
        (minute(&leg.departure), minute(&leg.arrival))
    };
    let (planned, late) = (ride(&planned), ride(&late));
    assert_eq!(late, (planned.0 + 30, planned.1 + 30));
}

/// One trip of three calls, every day of the first week of December 2026.
fn feed() -> FeedTimetable {
    let mut files = Files::default();
    let tables = [
        (
            "agency.txt",
            "agency_id,agency_name,agency_url,agency_timezone\nN,Name,http://n.example,Asia/Almaty\n",
        ),
        ("stops.txt", "stop_id,stop_name,stop_lat,stop_lon\nA,Ash,50,8\nB,Birch,50.1,8\nC,Cedar,50.2,8\n"),
        ("routes.txt", "route_id,agency_id,route_short_name,route_type\nR,N,1,2\n"),
        ("calendar_dates.txt", "service_id,date,exception_type\nD,20261201,1\nD,20261202,1\n"),
        ("trips.txt", "route_id,service_id,trip_id\nR,D,T\n"),
        (
            "stop_times.txt",
            "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n\
             T,08:00:00,08:00:00,A,1\nT,08:30:00,08:31:00,B,2\nT,09:00:00,09:00:00,C,3\n",
        ),
    ];
    for (file, text) in tables {
        files.insert(file, text);
    }
    FeedTimetable::open(&files).unwrap()
}

fn check_changes(rows: &str, expected: &[(u32, u32, RunChange)], problems: &[&str]) {
    let text = format!("trip_id,service_date,change,call,seconds\n{rows}");
    let changes = read_changes("c.csv", text.as_bytes(), &feed()).unwrap();
    let told: Vec<String> = changes.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        (changes.runs.as_slice(), told),
        (expected, problems.iter().map(|p| (*p).to_owned()).collect())
    );
    assert_eq!(changes.applied + problems.len(), changes.rows);
}

#[test]
fn rows_of_one_run_combine() {
    let delayed = |a: i32, b: i32, c: i32| RunChange::Delayed(vec![(a, a), (b, b), (c, c)]);
    check_changes("T,2026-12-02,delayed,,60\n", &[(0, 1, delayed(60, 60, 60))], &[]);
    let rows = "T,2026-12-01,delayed,3,30\nT,20261201,delayed,2,90\nT,2026-12-01,sold_out,1,\n";
    check_changes(rows, &[(0, 0, delayed(0, 90, 30)), (0, 0, RunChange::SoldOut(vec![0]))], &[]);
    let rows = "T,2026-12-01,sold_out,1,\nT,2026-12-01,sold_out,,\n";
    check_changes(rows, &[(0, 0, RunChange::SoldOut(vec![0, 1, 2]))], &[]);
    let rows = "T,2026-12-01,cancelled,,\nT,2026-12-01,delayed,,60\n";
    check_changes(rows, &[(0, 0, RunChange::Cancelled)], &[]);
}

#[test]
fn a_bad_row_of_changes_is_told_and_the_others_hold() {
    let rows = "U,2026-12-01,cancelled,,\nT,2026-12-09,cancelled,,\nT,soon,cancelled,,\nT,2026-12-01,delayed,,\n\
        T,2026-12-01,delayed,0,60\nT,2026-12-01,moved,,\nT\nT,2026-12-02,cancelled,,\n";
    let problems = [
        "c.csv:2: trip_id: expected a trip_id of the feed's trips.txt, found `U` [gtfs.unknown_reference]",
        "c.csv:3: service_date: expected a day on which the trip runs, found `2026-12-09` [gtfs.unknown_reference]",
        "c.csv:4: service_date: expected a date such as 2026-12-01, found `soon` [gtfs.bad_value]",
        "c.csv:5: seconds: expected whole seconds, at most 31 days, found `` [gtfs.bad_value]",
        "c.csv:6: call: expected a number from 1 to 3, or nothing, found `0` [gtfs.bad_value]",
        "c.csv:7: change: expected cancelled, delayed or sold_out, found `moved` [gtfs.bad_value]",
        "c.csv:8: service_date: expected a date such as 2026-12-01, found `` [gtfs.bad_value]",
    ];
    check_changes(rows, &[(0, 1, RunChange::Cancelled)], &problems);
    let refusal = read_changes("c.csv", b"trip_id,change\nT,cancelled\n", &feed()).unwrap_err();
    assert_eq!(refusal.code, "request.bad_query");
}
