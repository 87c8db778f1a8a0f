//! The gate over HTTP: a forwarder's appointment, a wrong seal, a box off and another on, a hold at the way out, the turn.

use serde_json::{Value, json};

use super::browser::Browser;
use super::hub::{act, done, refused};
use super::server::{Place, Server};

const GATE: &str = "/v1/hubs/TINY/gate";

fn gate(browser: &mut Browser) -> Value {
    browser.ok("GET", GATE, &Value::Null)
}

/// Returns the number of appointments that somebody sees, and the state of the first.
fn appointments(browser: &mut Browser, query: &str) -> (usize, String) {
    let page = browser.ok("GET", &format!("{GATE}/appointments{query}"), &Value::Null);
    let items = page["items"].as_array().unwrap();
    let state = items.first().map(|row| row["state"].as_str().unwrap().to_owned());
    (items.len(), state.unwrap_or_default())
}

fn container(number: &str, seal: &str) -> Value {
    json!({
        "number": number, "form": { "form": "box", "length": "20" }, "seals": [seal],
        "gross": { "known": "declared", "mass_kg": 21_500 }
    })
}

/// Returns windows of today and tomorrow that are not over, each with how many places it has free.
fn windows(browser: &mut Browser) -> Vec<(String, i64)> {
    let mut open = Vec::new();
    let today = browser.ok("GET", &format!("{GATE}/windows"), &Value::Null);
    assert_eq!((&today["zone"], &today["window_minutes"]), (&json!("Asia/Shanghai"), &json!(30)));
    let date: jiff::civil::Date = today["date"].as_str().unwrap().parse().unwrap();
    let path = format!("{GATE}/windows?date={}", date.tomorrow().unwrap());
    for day in [today, browser.ok("GET", &path, &Value::Null)] {
        let rows = day["gates"][0]["windows"].as_array().unwrap();
        assert_eq!(rows.len(), 48, "a day of half hours");
        let free = |row: &Value| row["places"].as_i64().unwrap() - row["taken"].as_i64().unwrap();
        let ahead = rows.iter().filter(|row| row["over"] == false);
        open.extend(ahead.map(|row| (row["from"].as_str().unwrap().to_owned(), free(row))));
    }
    open
}

/// A forwarder books for itself, sees its own only, and cannot book more than there is.
fn booked(forwarder: &mut Browser, trader: &mut Browser, base: &mut Browser) -> String {
    // The next one but none: it does not end while this is told, and a truck may come half an hour before it.
    let (from, places) = windows(forwarder).swap_remove(1);
    assert_eq!(places, 10, "two lanes, ten trucks an hour each, half an hour");
    let wish = |plate: &str| {
        json!({ "gate": "TINY-G1", "from": from, "plate": plate, "brings": [container("CSQU3054383", "CN-88")],
            "collects": ["TOLU 473478-7"], "reference": "PO 17" })
    };
    let appointment = done(forwarder, &json!({ "do": "gate_book", "wish": wish("苏G·12345") }));
    let mut others = wish("B 1");
    others["organisation"] = "DEMO-GRAIN".into();
    assert_eq!(refused(forwarder, &json!({ "do": "gate_book", "wish": others })), "access.not_allowed");
    let cancel = json!({ "do": "gate_cancel", "appointment": appointment, "reason": "not mine" });
    assert_eq!(refused(trader, &cancel), "hub.appointment_not_found");
    let arrive = json!({ "do": "gate_arrive", "gate": "TINY-G1", "plate": "B 1" });
    assert_eq!(refused(forwarder, &arrive), "access.not_allowed");
    for number in 2..=10 {
        let plate = format!("B {number}");
        let wish = json!({ "gate": "TINY-G1", "from": from, "plate": plate, "organisation": "DEMO-GRAIN" });
        done(base, &json!({ "do": "gate_book", "wish": wish }));
    }
    assert_eq!(refused(trader, &json!({ "do": "gate_book", "wish": wish("B 11") })), "hub.gate_window_full");
    assert!(windows(trader).contains(&(from, 0)));
    assert_eq!(appointments(forwarder, ""), (1, "booked".to_owned()));
    assert_eq!(appointments(forwarder, "?organisation=DEMO-GRAIN").0, 0);
    assert_eq!(appointments(trader, "?q=po17").0, 0, "others' references are not found");
    assert_eq!(appointments(base, "?q=po17").0, 1);
    assert_eq!(appointments(base, "?state=booked&limit=4").0, 4);
    assert_eq!(trader.ask("GET", GATE, &Value::Null).0, 403);
    let table = format!("{GATE}/appointments/table?format=csv");
    assert_eq!(forwarder.ask("GET", &table, &Value::Null).0, 200);
    appointment
}

fn check(visit: &str, (way, what): (&str, &str), unit: Option<&str>, verdict: &str) -> Value {
    let mut check =
        json!({ "do": "gate_check", "visit": visit, "way": way, "check": what, "verdict": verdict });
    if let Some(unit) = unit {
        check["unit"] = unit.into();
    }
    if verdict != "passed" {
        check["note"] = "sealed anew by customs, CN-99".into();
    }
    check
}

/// The truck stands at the gate with another seal than announced; it goes in when somebody says why.
fn passes(base: &mut Browser) -> String {
    let visit = done(base, &json!({ "do": "gate_arrive", "gate": "TINY-G1", "plate": "苏g 12345" }));
    assert_eq!(gate(base)["trucks"][0]["missing"].as_array().unwrap().len(), 4);
    assert_eq!(refused(base, &json!({ "do": "visit_arrive", "visit": visit })), "hub.at_gate");
    let enter = json!({ "do": "gate_enter", "visit": visit, "lane": 2 });
    let looked = json!([
        check(&visit, ("in", "plate"), None, "passed"),
        check(&visit, ("in", "papers"), None, "passed"),
        check(&visit, ("in", "damage"), Some("CSQU3054383"), "passed")
    ]);
    assert_eq!(act(base, &looked).0, 200);
    assert_eq!(refused(base, &enter), "hub.gate_check_missing");
    let seal = |verdict: &str| {
        let mut seal = check(&visit, ("in", "seals"), Some("CSQU3054383"), verdict);
        seal["seals"] = json!(["CN-99"]);
        seal
    };
    assert_eq!(refused(base, &seal("passed")), "hub.gate_seals_differ");
    done(base, &seal("failed"));
    assert_eq!(refused(base, &enter), "hub.gate_check_failed");
    done(base, &seal("accepted"));
    done(base, &enter);
    visit
}

/// What it brought goes off, what it collects goes on; customs hold that until they have looked.
fn exchanged(base: &mut Browser, railway: &mut Browser, visit: &str) {
    let plan = json!({ "do": "gate_plan", "visit": visit });
    let (status, answer) = act(base, &json!([plan]));
    assert_eq!(status, 200, "{answer}");
    let jobs: Vec<String> = answer["made"]
        .as_array()
        .unwrap()
        .iter()
        .map(|made| made["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(jobs.len(), 2);
    let leave = json!({ "do": "gate_leave", "visit": visit, "lane": 1 });
    assert_eq!(refused(base, &leave), "hub.gate_not_meant");
    for job in jobs {
        done(base, &json!({ "do": "job_start", "job": job }));
        done(base, &json!({ "do": "job_finish", "job": job }));
    }
    assert_eq!(refused(base, &leave), "hub.gate_check_missing");
    done(base, &check(visit, ("out", "plate"), None, "passed"));
    let hold = json!({ "do": "hold_set", "unit": "TOLU4734787", "kind": "customs", "reason": "X-ray" });
    let hold = done(railway, &hold);
    let (status, answer) = act(base, &json!([leave]));
    assert_eq!((status, &answer["code"]), (422, &json!("hub.held")), "{answer}");
    assert!(answer.to_string().contains("DEMO-RAIL"), "the hold is named: {answer}");
    assert_eq!(gate(base)["trucks"][0]["collects"][0]["holds"][0]["kind"], "customs");
    let lift = json!({ "do": "hold_lift", "unit": "TOLU4734787", "hold": hold, "reason": "clear" });
    done(railway, &lift);
    done(base, &leave);
}

fn story(place: &Place) {
    let server = Server::start(place);
    let mut base = server.browser("LYG");
    let (mut forwarder, mut trader) = (server.browser("DEMO-FORWARD"), server.browser("DEMO-GRAIN"));
    let standing = json!([{
        "thing": container("TOLU4734787", "CN-1"),
        "spot": { "at": "yard", "block": "TINY-A", "bay": 1, "row": 1, "tier": 1 }
    }]);
    done(&mut base, &json!({ "do": "inventory_open", "units": standing }));
    let appointment = booked(&mut forwarder, &mut trader, &mut base);
    let visit = passes(&mut base);

    // The server starts again while the truck is inside.
    let before = gate(&mut base);
    drop(server);
    let server = Server::start(place);
    let (mut base, mut railway) = (server.browser("LYG"), server.browser("DEMO-RAIL"));
    let mut forwarder = server.browser("DEMO-FORWARD");
    let mut after = gate(&mut base);
    for changing in ["now", "trucks"] {
        after[changing] = before[changing].clone();
    }
    assert_eq!(after, before);
    exchanged(&mut base, &mut railway, &visit);

    let after = gate(&mut base);
    assert_eq!((&after["trucks"], &after["medians"]["trucks"]), (&json!([]), &json!(1)));
    assert_eq!(appointments(&mut forwarder, ""), (1, "done".to_owned()));
    let page = forwarder.ok("GET", &format!("{GATE}/appointments"), &Value::Null);
    let row = &page["items"][0];
    assert!(
        row["arrived"].as_str() <= row["entered"].as_str() && row["entered"].as_str() <= row["left"].as_str()
    );
    assert!(row["turn_minutes"].as_i64().is_some(), "how long it took is told: {row}");
    let figures = base.ok("GET", "/v1/hubs/TINY/figures", &Value::Null);
    for kind in ["gate_queue", "gate_turn", "truck_turnaround"] {
        let spans = figures["spans"].as_array().unwrap();
        assert!(spans.iter().any(|span| span["kind"] == kind && span["count"] == 1), "{kind}: {figures}");
    }
    let history = format!("/v1/hubs/TINY/history?subject=appointment:{appointment}");
    let story = base.ok("GET", &history, &Value::Null);
    let kinds: Vec<&str> = story.as_array().unwrap().iter().filter_map(|row| row["kind"].as_str()).collect();
    assert_eq!(kinds, ["hub.gate_arrived", "hub.gate_booked"]);
    drop(server);
    place.verify();
}

#[test]
fn a_truck_brings_a_box_and_takes_another_on_sqlite() {
    story(&Place::folder());
}

#[test]
fn a_truck_brings_a_box_and_takes_another_on_postgres() {
    story(&Place::database());
}
