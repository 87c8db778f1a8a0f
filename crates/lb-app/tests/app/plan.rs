//! Planning on the tiny corridor.

use lb_app::answers::{Itinerary, PlanAnswer};

use crate::{tiny, wheat};

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
