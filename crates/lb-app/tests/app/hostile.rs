//! One bad cell of a corridor, or one absurd number of a question, neither hangs nor breaks the planner.

use lb_app::App;
use lb_network::CorridorFiles;

use crate::{files, now, wheat};

/// Opens the tiny corridor with one change and plans: whatever the answer, there is one.
fn check(file: &str, from: &str, to: &str) {
    let changed: CorridorFiles = files().with_replaced(file, from, to);
    assert_ne!(changed.get(file), files().get(file), "{file} has no {from}");
    if let Ok(app) = App::open(&changed, now()) {
        let told = app.problems.len() + lb_network::check::check(app.corridor()).len();
        let answer = app.plan(&wheat());
        assert!(told > 0 || answer.is_ok(), "{file}: {to}");
    }
}

#[test]
fn a_bad_cell_is_told_and_survived() {
    check("calls.csv", "SV-GRN-LYG-1,1,KZKOV,,,0,21:00", "SV-GRN-LYG-1,1,KZKOV,,,60,21:00");
    check("patterns.csv", "SV-GRN-LYG,2,,,,2026", "SV-GRN-LYG,2,,,2147483647,2026");
    check("connections.csv", "SV-GRN-LYG-1,SV-GRN-LYG-2", "SV-GRN-LYG-1,SV-LYG-ALA-2");
    check("drayages.csv", ",3,t,USD", ",-3,t,USD");
    check("sections.csv", "5000,no,F-BULK-HANDY", "9223372036854775807,no,F-BULK-HANDY");
    check("unit_types.csv", "bulk,0,1,", "bulk,0,0,");
    check("delays.csv", "D-BULK", "D-BULX");
}

#[test]
fn absurd_numbers_of_a_question_are_answered_or_refused() {
    let app = App::open(&files(), now()).unwrap();
    let mut request = wheat();
    request.value = Some("999999999999".to_owned());
    assert!(app.plan(&request).is_ok());
    let mut request = wheat();
    request.arrive_by = Some("0001-01-01T00:00:00Z".to_owned());
    assert_eq!(app.plan(&request).unwrap_err().code, "request.bad_date");
    let mut request = wheat();
    request.quantity = "100000000000u".to_owned();
    assert!(app.plan(&request).is_err());
    let mut request = wheat();
    request.quantity = "99999999t".to_owned();
    request.split = true;
    assert!(app.plan(&request).is_ok_and(|answer| answer.itineraries.is_empty()));
}
