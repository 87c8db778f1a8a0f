//! Planning on the tiny corridor.

use lb_app::answers::{Itinerary, PlanAnswer};

use lb_app::App;

use crate::{files, now, tiny, wheat};

#[test]
fn an_area_means_any_of_its_members() {
    let answer = tiny().plan(&wheat()).unwrap();
    let ends: Vec<&str> = answer.question.to.iter().map(|place| place.id.as_str()).collect();
    assert_eq!(ends, ["VNCLI", "VNTOT"]);
    assert!(!answer.itineraries.is_empty());
}

#[test]
fn the_gauge_change_stands_between_two_sections_of_one_run() {
    let answer = tiny().plan(&wheat()).unwrap();
    let is_through = |i: &&Itinerary| i.legs.iter().any(|leg| leg.kind == "through");
    let itinerary = answer.itineraries.iter().find(is_through).unwrap();
    let through = itinerary.legs.iter().position(|leg| leg.kind == "through").unwrap();
    assert_eq!(itinerary.legs[through].run, itinerary.legs[through - 1].run);
    assert_ne!(itinerary.legs[through].gauge_mm, itinerary.legs[through - 1].gauge_mm);
    let stop = itinerary.transfers.iter().find(|stop| stop.before_leg == through).unwrap();
    assert_eq!((stop.reasons[0].code.as_str(), stop.handlings), ("gauge_change", 1));
}

#[test]
fn amounts_follow_the_currency() {
    let app = tiny();
    let amount = |answer: &PlanAnswer| answer.itineraries[0].cost.amount;
    let dollars = amount(&app.plan(&wheat()).unwrap());
    let mut request = wheat();
    request.currency = Some("CNY".to_owned());
    let yuan = amount(&app.plan(&request).unwrap());
    assert!(yuan > dollars * 5.0 && yuan < dollars * 9.0, "{dollars} USD, {yuan} CNY");
}

#[test]
fn capital_adds_to_the_cost_and_is_named() {
    let app = tiny();
    let mut request = wheat();
    request.value = Some("250000".to_owned());
    let answer = app.plan(&request).unwrap();
    let itinerary = &answer.itineraries[0];
    let capital = itinerary.cost_parts.iter().find(|part| part.kind == "capital").unwrap();
    // 8 % a year on 250 000 for the days from ready to arrival.
    let expected = 250_000.0 * 0.08 / 365.0 * itinerary.days;
    assert!((capital.amount - expected).abs() < 0.05, "{} for {expected}", capital.amount);
}

#[test]
fn a_window_finds_no_worse_than_its_first_day() {
    let app = tiny();
    let best = |answer: &PlanAnswer| answer.itineraries.iter().map(|i| i.days).fold(f64::INFINITY, f64::min);
    let single = best(&app.plan(&wheat()).unwrap());
    let mut request = wheat();
    request.window = Some("7d".to_owned());
    let window = best(&app.plan(&request).unwrap());
    assert!(window <= single, "{window} days in the window, {single} on its first day");
}

#[test]
fn an_arrival_that_is_too_early_to_reach_is_explained() {
    let mut request = wheat();
    request.arrive_by = Some("2026-12-05".to_owned());
    let answer = tiny().plan(&request).unwrap();
    assert!(answer.itineraries.is_empty());
    assert_eq!(answer.why_not[0].code, "request.arrives_too_late");
}

#[test]
fn a_door_is_reached_by_truck() {
    let mut request = wheat();
    request.to = "10.85,106.60".to_owned();
    let answer = tiny().plan(&request).unwrap();
    let last = answer.itineraries[0].legs.last().unwrap();
    assert_eq!((last.kind.as_str(), last.service.as_str()), ("drayage", "truck"));
}

#[test]
fn too_much_of_anything_is_refused() {
    let app = tiny();
    let mut request = wheat();
    request.avoid_countries = vec!["RU".to_owned(); 100];
    assert_eq!(app.read(&request).unwrap_err().code, "request.too_large");
    let mut request = wheat();
    request.from = "X".repeat(10_000);
    assert_eq!(app.read(&request).unwrap_err().code, "request.too_large");
}

/// The grain train's two legs, each as reliability and basis, where some rows of the tables are not modelled:
/// (table, beginning of the row, its reliability and basis).
fn grain_legs(rated: &[(&str, &str, &str)]) -> Vec<String> {
    let mut files = files();
    for (table, row, words) in rated {
        let line = files.get(table).unwrap().lines().find(|line| line.starts_with(row)).unwrap().to_owned();
        files = files.with_replaced(table, &line, &line.replace(",modelled,M", &format!(",{words}")));
    }
    let answer = App::open(&files, now()).unwrap().plan(&wheat()).unwrap();
    let goes_through = |i: &&Itinerary| i.legs.iter().any(|leg| leg.kind == "through");
    let itinerary = answer.itineraries.iter().find(goes_through).unwrap();
    let legs = itinerary.legs.iter().filter(|leg| leg.service == "SV-GRN-LYG");
    legs.map(|leg| format!("{} {}", leg.reliability, leg.basis.join(";"))).collect()
}

#[test]
fn a_leg_is_as_good_as_its_section_and_the_calls_where_cargo_is_worked() {
    let rows = [
        ("services.csv", "SV-GRN-LYG,", "seen,S1"),
        ("sections.csv", "SV-GRN-LYG-1,", "seen,S2"),
        ("sections.csv", "SV-GRN-LYG-2,", "mixed,S3"),
        ("calls.csv", "SV-GRN-LYG-1,1,", "seen,S4"),
    ];
    // Nobody puts cargo on at the gauge change: its modelled calls do not count; the call at the base does.
    assert_eq!(grain_legs(&rows), ["seen S1;S2;S4", "modelled S1;S3;M"]);
    let last = ("calls.csv", "SV-GRN-LYG-2,2,", "unverified,S1;S5");
    assert_eq!(grain_legs(&[&rows[..], &[last]].concat()), ["seen S1;S2;S4", "unverified S1;S3;S5"]);
    // A call without words of its own is as good as its section.
    let first = ("calls.csv", "SV-GRN-LYG-1,1,", ",");
    assert_eq!(grain_legs(&[&rows[..3], &[first]].concat()), ["seen S1;S2", "modelled S1;S3;M"]);
}

#[test]
fn cost_and_emissions_name_their_rows() {
    let app = tiny();
    let answer = app.plan(&wheat()).unwrap();
    for leg in answer.itineraries.iter().flat_map(|itinerary| &itinerary.legs) {
        let factor = app.corridor().factors.iter().find(|factor| factor.id.as_str() == leg.factor).unwrap();
        let words = (factor.provenance.reliability.to_string(), factor.provenance.basis.clone());
        assert_eq!((leg.co2e_reliability.clone(), leg.co2e_basis.clone()), words, "{}", leg.service);
        assert!(!leg.cost_basis.is_empty(), "{}", leg.service);
    }
}

#[test]
fn leaving_late_arrives_in_time_and_no_later_departure_does() {
    let app = tiny();
    let mut request = wheat();
    (request.arrive_by, request.leave_latest) = (Some("2027-02-15T00:00:00Z".to_owned()), true);
    let answer = app.plan(&request).unwrap();
    assert_eq!(answer.question.criteria, ["departure", "cost", "co2e", "handlings", "reliability"]);
    let instant = |text: &str| text.parse::<jiff::Timestamp>().unwrap();
    let due = instant("2027-02-15T00:00:00Z");
    assert!(answer.itineraries.iter().all(|i| instant(&i.arrival) <= due));
    let latest = answer.itineraries.iter().map(|i| instant(&i.ready)).max().unwrap();
    let mut later = wheat();
    later.arrive_by = request.arrive_by;
    later.depart = Some(latest.to_string());
    assert!(!app.plan(&later).unwrap().itineraries.is_empty());
    later.depart = Some((latest + jiff::SignedDuration::from_mins(1)).to_string());
    assert!(app.plan(&later).unwrap().itineraries.is_empty());
}

#[test]
fn leaving_late_needs_a_wanted_arrival() {
    let mut request = wheat();
    request.leave_latest = true;
    assert_eq!(tiny().plan(&request).unwrap_err().code, "request.bad_date");
}

#[test]
fn alternatives_are_of_other_sets_than_what_is_shown() {
    let app = tiny();
    let mut request = wheat();
    (request.limit, request.alternatives) = (Some(1), true);
    let answer = app.plan(&request).unwrap();
    assert!(!answer.alternatives.is_empty());
    let mut sets = std::collections::BTreeSet::new();
    for alternative in &answer.alternatives {
        let set = (format!("{:?}", alternative.differs), &alternative.crossings, &alternative.modes);
        assert!(sets.insert(set), "twice {:?}", alternative.crossings);
    }
    request.alternatives = false;
    assert!(app.plan(&request).unwrap().alternatives.is_empty());
}
