//! Runs and their instants from local patterns.

use lb_base::Minute;
use lb_network::idx::{SectionIdx, ServiceIdx};
use lb_network::{Corridor, CorridorFiles, Timetable};

/// A service of two calls in one zone, with its pattern and exceptions.
struct Line<'a> {
    zone: &'a str,
    /// Departure and arrival: day offset and local time.
    depart: &'a str,
    arrive: &'a str,
    /// `weekdays,every_days,anchor,shift_minutes,valid_from,valid_to`, one pattern a line.
    patterns: &'a [&'a str],
    /// `date,kind` of the first pattern.
    exceptions: &'a [&'a str],
}

const DAILY: Line<'_> = Line {
    zone: "Europe/Berlin",
    depart: "0,02:30",
    arrive: "0,03:30",
    patterns: &["1234567,,,,,"],
    exceptions: &[],
};

impl Line<'_> {
    fn files(&self) -> CorridorFiles {
        let zone = self.zone;
        let mut files = CorridorFiles::default();
        let place = |id: &str| format!("{id},{id},DE,,0,0,city,{zone},seen,K\n");
        let header = "place_id,name,country,area_id,lat,lon,kind,time_zone,reliability,basis\n";
        files.insert("places.csv", format!("{header}{}{}", place("DEAAA"), place("DEBBB")));
        files.insert("services.csv", "service_id,name,kind,reliability\nS,S,truck,seen\n");
        files.insert(
            "delays.csv",
            "delay_id,name,p10,p50,p80,p90,p95,p99,max,reliability\nD,d,0,0,0,0,0,0,0,seen\n",
        );
        files.insert("emission_factors.csv", "factor_id,name,kind,reliability\nF,f,mode,seen\n");
        let header = "section_id,service_id,seq,mode,forms,factor_id,delay_id,reliability\n";
        files.insert("sections.csv", format!("{header}S1,S,1,road,box,F,D,seen\n"));
        let header =
            "section_id,seq,place_id,arrive_day,arrive,depart_day,depart,cutoff_hours,board,alight,km,via\n";
        let (depart, arrive) = (self.depart, self.arrive);
        let calls = format!("S1,1,DEAAA,,,{depart},0,yes,no,,\nS1,2,DEBBB,{arrive},,,,no,yes,50,\n");
        files.insert("calls.csv", format!("{header}{calls}"));
        let mut patterns =
            "pattern_id,service_id,weekdays,every_days,anchor,shift_minutes,valid_from,valid_to,reliability\n"
                .to_owned();
        for (number, pattern) in self.patterns.iter().enumerate() {
            patterns += &format!("P{number},S,{pattern},seen\n");
        }
        files.insert("patterns.csv", patterns);
        let exceptions: Vec<String> = self.exceptions.iter().map(|e| format!("P0,{e},x\n")).collect();
        files.insert("exceptions.csv", format!("pattern_id,date,kind,note\n{}", exceptions.concat()));
        files
    }

    /// Returns departure and arrival in UTC of the runs that leave in a span of days.
    fn runs(&self, from: &str, days: i32) -> Vec<String> {
        let (corridor, _) = Corridor::read(&self.files());
        let now: Minute = format!("{from}T00:00:00Z").parse().unwrap();
        let timetable = Timetable::build(&corridor, now, 2, 0);
        let end = now.get() + days * 1_440;
        let runs = timetable.runs_of(ServiceIdx::new(0));
        let calls = runs.map(|run| timetable.calls(&corridor, SectionIdx::new(0), run));
        let spans = calls.map(|calls| (calls[0].1, calls[1].0)).filter(|span| span.0 < end);
        let text = |minute: i32| Minute::new(minute).to_string().replace(":00Z", "Z");
        spans.map(|(depart, arrive)| format!("{} {}", text(depart), text(arrive))).collect()
    }

    /// Returns the dates (UTC) on which runs leave.
    fn dates(&self, from: &str, days: i32) -> Vec<String> {
        self.runs(from, days).iter().map(|run| run[..10].to_owned()).collect()
    }
}

#[test]
fn a_time_in_the_gap_of_spring_moves_later() {
    for zone in ["Europe/Berlin", "Europe/Warsaw"] {
        let found = Line { zone, ..DAILY }.runs("2026-03-28", 3);
        let expected = [
            "2026-03-28T01:30Z 2026-03-28T02:30Z",
            // 02:30 does not exist that night: both clocks show 03:30, and the ride takes no time.
            "2026-03-29T01:30Z 2026-03-29T01:30Z",
            "2026-03-30T00:30Z 2026-03-30T01:30Z",
        ];
        assert_eq!(found, expected, "{zone}");
    }
}

#[test]
fn a_time_in_the_overlap_of_autumn_is_the_earlier() {
    for zone in ["Europe/Berlin", "Europe/Warsaw"] {
        let found = Line { zone, ..DAILY }.runs("2026-10-24", 3);
        let expected = [
            "2026-10-24T00:30Z 2026-10-24T01:30Z",
            // 02:30 comes twice: the train leaves at the first, in summer time, and rides two hours.
            "2026-10-25T00:30Z 2026-10-25T02:30Z",
            "2026-10-26T01:30Z 2026-10-26T02:30Z",
        ];
        assert_eq!(found, expected, "{zone}");
    }
}

#[test]
fn a_night_train_over_the_change_of_clocks() {
    let line = Line { depart: "0,20:00", arrive: "1,08:00", ..DAILY };
    assert_eq!(line.runs("2026-03-28", 1), ["2026-03-28T19:00Z 2026-03-29T06:00Z"]);
    assert_eq!(line.runs("2026-10-24", 1), ["2026-10-24T18:00Z 2026-10-25T07:00Z"]);
}

#[test]
fn a_shift_counts_on_the_clock() {
    // 20:00 and 30 hours on: 02:00 of the day after next, which the gap moves to 03:00.
    let line = Line { depart: "0,20:00", arrive: "1,08:00", patterns: &["5,,,1800,,"], ..DAILY };
    assert_eq!(line.runs("2026-03-27", 3), ["2026-03-29T01:00Z 2026-03-29T12:00Z"]);
}

#[test]
fn runs_stand_in_the_order_of_departure() {
    // Shifted by two days, Monday's run leaves after Tuesday's.
    let line = Line { zone: "UTC", patterns: &["12,,,,,", "1,,,2880,,"], ..DAILY };
    assert_eq!(line.dates("2026-06-01", 4), ["2026-06-01", "2026-06-02", "2026-06-03"]);
}

#[test]
fn every_few_days_counts_from_the_anchor_both_ways() {
    let expected = ["2026-06-02", "2026-06-07", "2026-06-12"];
    for anchor in ["2026-06-07", "2026-05-28", "2026-07-02"] {
        let pattern = format!(",5,{anchor},,,");
        let line = Line { zone: "UTC", patterns: &[&pattern], ..DAILY };
        assert_eq!(line.dates("2026-06-01", 14), expected, "{anchor}");
    }
}

#[test]
fn validity_includes_both_ends() {
    let line = Line { zone: "UTC", patterns: &["1234567,,,,2026-06-03,2026-06-05"], ..DAILY };
    assert_eq!(line.dates("2026-06-01", 14), ["2026-06-03", "2026-06-04", "2026-06-05"]);
    let every = Line { zone: "UTC", patterns: &[",2,2026-06-02,,2026-06-03,2026-06-08"], ..DAILY };
    assert_eq!(every.dates("2026-06-01", 14), ["2026-06-04", "2026-06-06", "2026-06-08"]);
}

#[test]
fn exceptions_take_away_and_add() {
    let line = Line {
        zone: "UTC",
        patterns: &["3,,,,,2026-06-20"],
        exceptions: &["2026-06-10,cancelled", "2026-06-12,extra", "2026-06-17,extra", "2026-06-25,extra"],
        ..DAILY
    };
    // An extra run on a day that has one anyway is that run; an extra one may lie outside the validity.
    let expected = ["2026-06-03", "2026-06-12", "2026-06-17", "2026-06-25"];
    assert_eq!(line.dates("2026-06-01", 30), expected);
}

#[test]
fn two_patterns_of_the_same_time_are_one_run() {
    let line = Line { zone: "UTC", patterns: &["1,,,,,", "12,,,,,"], ..DAILY };
    assert_eq!(line.dates("2026-06-01", 3), ["2026-06-01", "2026-06-02"]);
}
