//! Runs that would pass a crossing while it is shut.

use lb_network::Corridor;
use lb_network::check::check as problems_of;

use crate::folder;

/// Changes the tiny corridor, whose one crossing lies between Horgos and Altynkol, and expects these problems of hours:
/// file, line, column, pattern and what was found.
fn check(changes: &[(&str, &str, &str)], expected: &[&str]) {
    let mut files = folder::read("tiny");
    for (table, from, to) in changes {
        assert!(files.get(table).unwrap().contains(from), "{table} has no {from}");
        files = files.with_replaced(table, from, to);
    }
    let (corridor, problems) = Corridor::read(&files);
    assert_eq!(problems, Vec::new());
    let found = problems_of(&corridor);
    let of_hours = found.iter().filter(|p| p.code == "corridor.passes_shut_crossing");
    let told: Vec<String> = of_hours
        .map(|p| {
            let pattern = p.expected.split_whitespace().find(|word| word.starts_with("SV-")).unwrap_or("");
            format!("{}:{} {} {pattern} {}", p.file, p.line, p.column, p.found)
        })
        .collect();
    assert_eq!(told, expected, "{changes:?}");
}

const fn open(hours: &str) -> (&'static str, &'static str, &str) {
    ("crossings.csv", "24/7", hours)
}

#[test]
fn a_run_passes_as_it_leaves_or_reaches_the_side_whose_clock_counts() {
    let towards_the_base = "calls.csv:4 arrive SV-ALA-LYG-P1 it is shut on Sat 22:45";
    check(&[], &[]);
    check(&[open("Mo-Sa 09:00-23:00")], &[]);
    check(&[open("Mo-Fr 09:00-18:30")], &[towards_the_base]);
    let towards_almaty = "calls.csv:20 depart SV-LYG-ALA-P1 it is shut on Tue 18:00";
    check(&[open("Mo-Su 09:00-18:00")], &[towards_the_base, towards_almaty]);
}

#[test]
fn the_shift_of_a_pattern_counts() {
    let shift = ("patterns.csv", "SV-LYG-ALA-P1,SV-LYG-ALA,3,,,,", "SV-LYG-ALA-P1,SV-LYG-ALA,3,,,360,");
    check(
        &[open("Mo-Su 09:00-23:00"), shift],
        &["calls.csv:20 depart SV-LYG-ALA-P1 it is shut on Wed 00:00"],
    );
}

#[test]
fn every_few_days_meets_every_weekday() {
    let days =
        ("patterns.csv", "SV-LYG-ALA-P1,SV-LYG-ALA,3,,,,", "SV-LYG-ALA-P1,SV-LYG-ALA,,10,2026-01-05,,");
    check(
        &[open("Mo-Fr 09:00-18:30; Sa 20:00-24:00"), days],
        &["calls.csv:20 depart SV-LYG-ALA-P1 it is shut on Sun 18:00, Sat 18:00"],
    );
}

#[test]
fn the_other_side_counts_where_the_first_is_only_passed() {
    let ends = ("crossings.csv", "rail_border,CNHRS,KZALT", "rail_border,KZALA,KZALT");
    check(
        &[open("Mo-Su 09:00-18:00"), ends],
        &[
            "calls.csv:2 depart SV-ALA-LYG-P1 it is shut on Fri 20:00",
            "calls.csv:13 arrive SV-GRN-LYG-P1 it is shut on Fri 02:30",
        ],
    );
}

#[test]
fn any_minute_will_do_between_two_calls_and_at_a_change() {
    let ends = ("crossings.csv", "rail_border,CNHRS,KZALT", "rail_border,CNHRS,KZALA");
    let via = ("calls.csv", ",1966,KZALA", ",1966,CNHRS;KZALA");
    let changes = [
        "connections.csv:2 crossing_id SV-ALA-LYG-P1 it is shut on Sat 22:45",
        "connections.csv:3 crossing_id SV-GRN-LYG-P1 it is shut on Fri 16:00",
    ];
    // The train towards Almaty leaves Altynkol at the minute in which the crossing opens.
    check(&[open("Th 09:00-10:00"), ends, via], &changes);
    check(
        &[open("Mo 09:00-10:00"), ends, via],
        &[
            "calls.csv:13 arrive SV-GRN-LYG-P1 it is shut on Wed 00:00",
            "connections.csv:3 crossing_id SV-GRN-LYG-P1 it is shut on Fri 16:00",
            "connections.csv:4 crossing_id SV-LYG-ALA-P1 it is shut on Tue 18:30",
        ],
    );
}
