//! Plans that the corridor's cargo needs: itineraries, or a true reason why not.

use serde_json::Value;

use crate::{json, landbridge, list, number, text};

/// Plans and returns the answer; every itinerary must be consistent in itself.
fn plan(args: &str) -> Value {
    let (code, answer) = json(&format!("plan --depart 2026-12-01 {args}"));
    let itineraries = list(&answer, "itineraries");
    assert_eq!(code, i32::from(itineraries.is_empty()), "{args}");
    assert!(itineraries.len() <= 12, "{args}");
    for itinerary in itineraries {
        consistent(args, itinerary);
    }
    answer
}

fn consistent(args: &str, itinerary: &Value) {
    let legs = list(itinerary, "legs");
    assert!(!legs.is_empty(), "{args}");
    let moments = |leg: &Value| (text(leg, "departure").to_owned(), text(leg, "arrival").to_owned());
    let mut before = text(itinerary, "ready").to_owned();
    for leg in legs {
        let (departure, arrival) = moments(leg);
        assert!(before <= departure && departure < arrival, "{args}: {leg}");
        for key in ["reliability", "cost_reliability", "co2e_reliability", "factor", "departure_local"] {
            assert!(!text(leg, key).is_empty(), "{args}: {key} of {leg}");
        }
        assert!(!list(leg, "basis").is_empty(), "{args}: {leg}");
        before = arrival;
    }
    assert!(before.as_str() <= text(itinerary, "arrival"), "{args}");
    for pair in legs.windows(2) {
        assert_eq!(text(&pair[0], "to"), text(&pair[1], "from"), "{args}");
    }
    let days = number(itinerary, "days");
    let sum = number(itinerary, "waiting_days") + number(itinerary, "moving_days");
    assert!((days - sum).abs() < 0.01, "{args}: {days} days are not {sum}");
    let parts: f64 = list(itinerary, "cost_parts").iter().map(|part| number(part, "amount")).sum();
    let amount = number(&itinerary["cost"], "amount");
    assert!((amount - parts).abs() < 0.06, "{args}: cost {amount}, parts {parts}");
    let probability = number(itinerary, "on_time_probability");
    assert!((0.0..=1.0).contains(&probability), "{args}");
    let spread = &itinerary["days_spread"];
    assert!(number(spread, "p10") <= number(spread, "p50") && number(spread, "p50") <= number(spread, "p90"));
}

/// Whether an itinerary has a leg from one place to another.
fn has_leg(answer: &Value, holds: impl Fn(&Value) -> bool) -> bool {
    list(answer, "itineraries").iter().any(|itinerary| list(itinerary, "legs").iter().any(&holds))
}

#[test]
fn wheat_from_kokshetau_to_ho_chi_minh_city_by_box_train_and_ship() {
    let answer = plan("--from KZKOV --to VNCLI --cargo 1001.99 --quantity 1200t");
    assert!(list(&answer, "itineraries").len() >= 4);
    let days: Vec<f64> = list(&answer, "itineraries").iter().map(|i| number(i, "days")).collect();
    assert!(days[0] > 14.0 && days[0] < 30.0, "{days:?}");
    assert!(has_leg(&answer, |leg| text(leg, "service") == "SV-GRN-VN" && text(leg, "kind") == "through"));
    assert!(has_leg(&answer, |leg| text(leg, "mode") == "sea"));
    // The last leg is local to Viet Nam: UTC+7.
    let last = &list(&answer, "itineraries")[0]["arrival_local"];
    assert!(last.as_str().unwrap().contains("+07:00"), "{last}");
}

#[test]
fn coffee_from_kunming_to_duisburg_changes_gauge_inside_a_through_service() {
    let answer = plan("--from CNKMG --to DEDUI --cargo 0901.11 --quantity 40t");
    assert!(has_leg(&answer, |leg| leg["gauge_mm"] == 1520));
    let stops = list(&answer, "itineraries").iter().flat_map(|i| list(i, "transfers"));
    assert!(
        stops.flat_map(|stop| list(stop, "reasons")).any(|reason| text(reason, "code") == "gauge_change")
    );
}

#[test]
fn cosmetics_from_incheon_miss_a_cut_off_and_the_answer_says_so() {
    let answer = plan("--from KRINC --to KZALA --cargo 3304.99 --quantity 2u --unit 40HC");
    assert!(!list(&answer, "itineraries").is_empty());
    let missed =
        list(&answer, "why_not").iter().find(|row| text(row, "code") == "booking.cut_off_passed").unwrap();
    assert!(number(missed, "days_earlier") > 0.4, "{missed}");
    assert!(text(missed, "detail").contains(" is missed by "), "{missed}");
    assert!(missed["params"]["hours"].as_str().unwrap().parse::<i32>().unwrap() > 0);
}

#[test]
fn a_train_cut_off_missed_at_the_base_is_named() {
    // Ready at the base an hour after the cut-off (48 h) of the next Almaty train.
    let (_, first) = json(
        "plan --from CNLYG-BASE --to KZALA --cargo 3304.99 --quantity 2u --unit 40HC --depart 2026-12-01 --criteria arrival",
    );
    let leg = list(&list(&first, "itineraries")[0], "legs")[0].clone();
    let departure: jiff::Timestamp = text(&leg, "departure").parse().unwrap();
    let late = departure.checked_sub(jiff::SignedDuration::from_hours(47)).unwrap();
    let (_, answer) = json(&format!(
        "plan --from CNLYG-BASE --to KZALA --cargo 3304.99 --quantity 2u --unit 40HC --depart {late} --criteria arrival"
    ));
    let missed =
        list(&answer, "why_not").iter().find(|row| text(row, "code") == "booking.cut_off_passed").unwrap();
    assert!(text(missed, "where").starts_with("SV-LYG-"), "a train of the base: {missed}");
    assert!(number(missed, "days_earlier") > 0.5, "{missed}");
}

#[test]
fn solar_panels_reach_kapchagay_by_train_and_truck() {
    let answer = plan("--from CNLYG --to KZKPC --cargo 8541.43 --quantity 10u");
    assert!(has_leg(&answer, |leg| text(leg, "mode") == "rail"));
    assert!(has_leg(&answer, |leg| text(leg, "mode") == "road" && text(leg, "to") == "KZKPC"));
}

#[test]
fn frozen_mutton_travels_in_reefers_only() {
    for from in ["KZALA", "UZTAS"] {
        let answer =
            plan(&format!("--from {from} --to VNSGN --cargo 0204.42 --quantity 24t --temperature -18"));
        let itineraries = list(&answer, "itineraries");
        assert!(!itineraries.is_empty(), "{from}");
        assert!(itineraries.iter().all(|i| i["load"]["form"] == "reefer"), "{from}");
    }
}

#[test]
fn cotton_from_tashkent_reaches_south_east_asia() {
    for to in ["THLCH", "VNCLI"] {
        let answer = plan(&format!("--from UZTAS --to {to} --cargo 5201.00 --quantity 100t"));
        assert!(!list(&answer, "itineraries").is_empty(), "{to}");
    }
}

#[test]
fn pharmaceuticals_to_tashkent_have_plugs_or_a_reason() {
    let answer = plan("--from CNLYG --to UZTAS --cargo 3004.90 --quantity 10t");
    assert!(list(&answer, "itineraries").iter().all(|i| i["load"]["form"] == "reefer"));
    assert!(!list(&answer, "itineraries").is_empty());
    let answer = plan("--from CNLYG --to UZTAS --cargo 3004.90 --quantity 3000t");
    let codes: Vec<&str> = list(&answer, "why_not").iter().map(|row| text(row, "code")).collect();
    assert!(list(&answer, "itineraries").is_empty() && codes.contains(&"capacity.exceeds_run"), "{codes:?}");
}

#[test]
fn cars_roll_onto_a_ship() {
    let answer = plan("--from CNLYG --to TZDAR --cargo 8703.23 --quantity 50u");
    let rolling = list(&answer, "itineraries").iter().find(|i| i["load"]["form"] == "roro").unwrap();
    assert_eq!(rolling["load"]["units"], 50);
    // The same cars in boxes are the same mass, not the same number of boxes.
    for other in list(&answer, "itineraries").iter().filter(|i| i["load"]["form"] == "box") {
        assert!(other["load"]["units"].as_i64().unwrap() < 50, "{other}");
    }
}

#[test]
fn a_load_larger_than_a_run_is_refused_or_split() {
    let question = "--from KZKOV --to VNCLI --cargo 1001.99 --quantity 5000t --unit 40HC";
    let whole = plan(question);
    assert!(list(&whole, "itineraries").is_empty());
    assert!(list(&whole, "why_not").iter().any(|row| text(row, "code") == "capacity.exceeds_run"));
    let split = plan(&format!("{question} --split"));
    assert!(!list(&split, "itineraries").is_empty());
}

#[test]
fn an_avoided_crossing_is_avoided() {
    let question = "--from CNLYG --to KZALA --cargo 8450.11 --quantity 4u";
    let any = plan(question);
    assert!(has_leg(&any, |leg| list(leg, "crossings").iter().any(|c| c == "X-HRS-ALT")));
    let other = plan(&format!("{question} --avoid-crossing X-HRS-ALT"));
    let border = |leg: &Value| text(leg, "from") == "CNHRS" && text(leg, "to") == "KZALT";
    assert!(!list(&other, "itineraries").is_empty() && !has_leg(&other, border));
    let other = plan(&format!("{question} --avoid-crossing X-HRS-ALT,X-NZH,X-ALA-DOS"));
    assert!(list(&other, "why_not").iter().any(|row| text(row, "code") == "request.avoided"));
}

#[test]
fn identical_questions_give_identical_bytes_but_for_the_time_taken() {
    let ask = || {
        let (_, mut answer) =
            json("plan --from KRPUS --to KZALA --cargo 8450.11 --quantity 12u --depart 2026-11-25");
        answer["elapsed_us"] = 0.into();
        answer.to_string()
    };
    assert_eq!(ask(), ask());
}

#[test]
fn wrong_questions_are_refused_with_code_and_field() {
    let check = |args: &str, code: &str| {
        let run = landbridge(&format!("plan --cargo 1001.99 --quantity 1200t {args}"));
        assert_eq!(run.code, 2, "{args}: {}", run.out);
        assert!(run.err.contains(code), "{args}: {}", run.err);
    };
    check("--from KZKOW --to VNCLI", "[request.unknown_place]");
    check("--from KZKOV --to KZKOV", "[request.same_place]");
    check("--from KZKOV --to VNCLI --depart tomorrow", "[request.bad_date]");
    check("--from KZKOV --to VNCLI --depart 2031-01-01", "[request.bad_date]");
    check("--from KZKOV --to VNCLI --currency XXX", "[request.unknown_currency]");
    check("--from KZKOV --to VNCLI --unit sledge", "[request.unknown_unit]");
    check("--from KZKOV --to VNCLI --criteria beauty", "[request.bad_criteria]");
    check("--from KZKOV --to VNCLI --avoid-crossing X-NONE", "[request.unknown_crossing]");
    check("--from KZKOV --to VNCLI --tolerance long", "[request.bad_duration]");
    let run = landbridge("plan --from KZKOV --to VNCLI --cargo 1001.99 --quantity many");
    assert!(run.code == 2 && run.err.contains("[request.bad_quantity]"), "{}", run.err);
    let run = landbridge("plan --from KZKOV --to VNCLI");
    assert_eq!(run.code, 2);
}

#[test]
fn a_dangerous_class_is_never_guessed_or_weakened() {
    let refused = |cargo: &str, words: &str| {
        let run = landbridge(&format!(
            "plan --from CNLYG --to KZALA --cargo {cargo} --quantity 20t --dangerous {words}"
        ));
        assert!(run.code == 2 && run.err.contains("[request.dangerous_unknown]"), "{words}: {}", run.err);
    };
    for words in ["UN0081", "UN9999", "9zz", "0", "3"] {
        refused("8507.60", words);
    }
    let answer = plan("--from CNLYG --to KZALA --cargo 8507.60 --quantity 20t --dangerous UN3480");
    assert!(!list(&answer, "itineraries").is_empty());
    let answer = plan("--from CNLYG --to KZALA --cargo 8450.11 --quantity 20t --dangerous 1");
    assert!(
        list(&answer, "why_not").iter().any(|row| text(row, "code") == "dangerous.not_accepted"),
        "{answer}"
    );
}

#[test]
fn a_way_that_takes_too_long_or_leaves_the_timetable_says_so() {
    let code = |args: &str| {
        let (_, answer) =
            json(&format!("plan --from KZKOV --to VNCLI --cargo 1001.99 --quantity 1200t {args}"));
        assert!(list(&answer, "itineraries").is_empty(), "{args}");
        let first = list(&answer, "why_not")[0].clone();
        assert_eq!(first["alone"], true, "{args}: {first}");
        text(&first, "code").to_owned()
    };
    assert_eq!(code("--depart 2026-12-01 --horizon 10d"), "request.beyond_horizon");
    assert_eq!(code("--depart 2028-11-20"), "request.beyond_timetable");
}

#[test]
fn a_published_way_does_not_vanish_behind_a_modelled_one() {
    let answer = plan("--from KZKOV --to VNCLI --cargo 1001.99 --quantity 1200t");
    assert!(list(&answer, "itineraries").iter().any(|i| i["rests_on_modelled"] == false), "{answer}");
}

#[test]
fn refusals_are_json_where_json_is_asked_for() {
    let run = landbridge("plan --from NOWHERE --to VNCLI --cargo 1001.99 --quantity 1t --json");
    let value: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((run.code, text(&value, "code")), (2, "request.unknown_place"));
    assert_eq!(value["fields"][0]["field"], "from");
}
