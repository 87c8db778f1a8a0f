use super::*;

fn check(text: &str, expected: &str) {
    let read = text.parse::<RunId>();
    assert_eq!(read.map_or_else(|error| format!("error: {error}"), |id| id.to_string()), expected);
}

#[test]
fn reads_what_it_prints() {
    for run in ["SV-LYG-ALA/2026-12-04", "SV-LYG-ALA/2026-12-04+720", "SV-LYG-ALA/2026-12-04+-30"] {
        check(run, run);
    }
    check(" F1/2027-01-31+0 ", "F1/2027-01-31");
}

#[test]
fn refuses_other_texts() {
    let shape = |text: &str| {
        format!(
            "error: expected a run such as SV-LYG-ALA/2026-12-04 or SV-LYG-ALA/2026-12-04+720, got {text:?}"
        )
    };
    for text in ["", "SV-LYG-ALA", "SV/2026-13-01", "SV/2026-12-04+", "SV/2026-12-04T10:00", "SV/20261204"] {
        check(text, &shape(text));
    }
    check("/2026-12-04", "error: expected an id, got nothing");
}

#[test]
fn runs_order_by_service_date_and_shift() {
    let texts = ["A/2026-12-04", "A/2026-12-04+720", "A/2026-12-05", "B/2026-01-01"];
    let mut runs: Vec<RunId> = texts.iter().rev().map(|text| text.parse().unwrap()).collect();
    runs.sort();
    assert_eq!(runs.iter().map(ToString::to_string).collect::<Vec<_>>(), texts);
}
