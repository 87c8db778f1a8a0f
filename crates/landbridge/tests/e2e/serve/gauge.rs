//! Gauge change as people do it, over HTTP and by the data of the reference corridor: Khorgos with two organisations that sign, and
//! plans for Malaszewicze (1,520 to 1,435 mm) and Vientiane South (1,435 to 1,000 mm).

use serde_json::{Value, json};

use super::browser::Browser;
use super::server::{Place, Server};

/// A hub, as somebody sees it.
struct At<'a> {
    browser: Browser,
    hub: &'a str,
}

impl At<'_> {
    fn act(&mut self, action: &Value) -> (u16, Value) {
        let path = format!("/v1/hubs/{}/actions", self.hub);
        self.browser.ask("POST", &path, &json!({ "actions": [action] }))
    }

    /// Has one thing done; returns what it made.
    fn done(&mut self, action: &Value) -> Vec<(String, String)> {
        let (status, answer) = self.act(action);
        assert_eq!(status, 200, "{action}: {answer}");
        let made = answer["made"].as_array().unwrap().iter();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        made.map(|made| (text(&made["kind"]), text(&made["id"]))).collect()
    }

    fn made(&mut self, action: &Value) -> String {
        self.done(action).swap_remove(0).1
    }

    fn refused(&mut self, action: &Value) -> String {
        let (status, answer) = self.act(action);
        assert_ne!(status, 200, "{action}");
        answer["code"].as_str().unwrap().to_owned()
    }

    fn get(&mut self, rest: &str) -> Value {
        let path = format!("/v1/hubs/{}/{rest}", self.hub);
        self.browser.ok("GET", &path, &Value::Null)
    }

    /// Lets a train of a gauge arrive with what it brings.
    fn arrived(&mut self, name: &str, gauge: u32, lines: &Value) -> String {
        let vehicle = json!({ "kind": "train", "gauge_mm": gauge });
        let visit = self.made(&json!({ "do": "visit_expect", "vehicle": vehicle, "name": name }));
        self.done(&json!({ "do": "visit_list", "visit": visit, "lines": lines }));
        self.done(&json!({ "do": "visit_arrive", "visit": visit }));
        visit
    }
}

#[expect(clippy::disallowed_methods, reason = "the server's clock cannot be set: the day is today")]
fn minute(minutes: i64) -> String {
    let at = jiff::Timestamp::now() + jiff::SignedDuration::from_mins(minutes);
    at.strftime("%Y-%m-%dT%H:%M:00Z").to_string()
}

fn container(number: &str, (length, tonnes): (&str, i64), (wagon, slot): (&str, u8)) -> Value {
    let thing = json!({
        "number": number, "form": { "form": "box", "length": length }, "destination": "KZALA",
        "gross": { "known": "verified", "mass_kg": tonnes * 1_000 }, "seals": [format!("S-{number}")]
    });
    json!({ "thing": thing, "wagon": wagon, "slot": slot })
}

fn wagon(number: &str, wagon_type: &str) -> Value {
    json!({ "thing": { "number": number, "form": { "form": "wagon", "wagon_type": wagon_type } } })
}

/// Two platforms of two slots with a long box and an uneven pair.
fn brings(wagon_type: &str, wagons: [&str; 2]) -> Value {
    let [one, other] = wagons;
    json!([
        wagon(one, wagon_type),
        wagon(other, wagon_type),
        container("CSQU3054383", ("40", 28), (one, 1)),
        container("TOLU4734787", ("20", 20), (other, 1)),
        container("TGHU1643396", ("20", 8), (other, 2))
    ])
}

fn placed(base: &mut At<'_>, railway: &mut At<'_>, visit: &str, track: &str) {
    let offer = json!({
        "do": "placement_offer", "visit": visit, "track": track, "from": minute(0), "until": minute(300),
        "units": 3, "to": "DEMO-KTZ", "expires": minute(60)
    });
    let placement = base.made(&offer);
    railway.done(&json!({ "do": "placement_accept", "placement": placement }));
    railway.done(&json!({ "do": "placement_place", "placement": placement }));
}

fn story(place: &Place) {
    const EURASIA: &str = "corridors/eurasia";
    let server = Server::start_on(EURASIA, place, &["--demo"]);
    planned_by_data(&server);
    let mut base = At { browser: server.browser("LYG"), hub: "KHORGOS" };
    let mut railway = At { browser: server.browser("DEMO-KTZ"), hub: "KHORGOS" };
    let from = base.arrived("X9901", 1_435, &brings("CN-X70", ["313350000017", "313350000025"]));
    let to = base.arrived("2599", 1_520, &json!([wagon("45488855", "KZ-FLAT-80")]));
    placed(&mut base, &mut railway, &from, "KHG-N3");
    placed(&mut base, &mut railway, &to, "KHG-B3");
    let open = json!({ "do": "gauge_open", "from": from, "to": to, "partner": "DEMO-KTZ", "plan": true });
    assert_eq!(railway.refused(&open), "access.not_allowed");
    let made = base.done(&open);
    let kinds: Vec<&str> = made.iter().map(|(kind, _)| kind.as_str()).collect();
    assert_eq!(kinds, ["gauge", "job", "job"], "the uneven box of the pair stays: 8 t beside 20 t");
    let change = made[0].1.clone();
    for (_, job) in &made[1..] {
        base.done(&json!({ "do": "job_finish", "job": job }));
    }
    tallied(&mut base, &mut railway, &change);
    signed(&mut base, &mut railway, &change, &to);
    let before = base.get(&format!("gauge-changes/{change}"));
    drop(server);

    let server = Server::start_on(EURASIA, place, &["--demo"]);
    let mut base = At { browser: server.browser("LYG"), hub: "KHORGOS" };
    assert_eq!(base.get(&format!("gauge-changes/{change}")), before, "an act outlives the server");
    drop(server);
    place.verify();
}

/// The clerks look, one box stays, its note is drawn; the photo is kept under its hash and shown to the parties.
fn tallied(base: &mut At<'_>, railway: &mut At<'_>, change: &str) {
    let document = base.get(&format!("gauge-changes/{change}"));
    assert_eq!(
        document["counts"],
        json!({ "units": 3, "over": 2, "behind": 0, "open": 1, "tallied": 0, "exceptions": 0 })
    );
    let hash = document["hash"].as_str().unwrap();
    let sign = json!({ "do": "gauge_sign", "change": change, "name": "A", "hash": hash });
    assert_eq!(base.refused(&sign), "hub.gauge_open_units");
    let except = json!({
        "do": "gauge_except", "change": change, "unit": "TGHU1643396", "kind": "does_not_fit", "words": "12 t apart"
    });
    base.done(&except);
    assert_eq!(base.refused(&sign), "hub.gauge_other_text", "what stands now was not seen");
    let photo = "0".repeat(64);
    for (unit, damage) in [("CSQU3054383", Value::Null), ("TOLU 473478-7", json!("dented at the door"))] {
        let photos = if damage.is_null() { json!([]) } else { json!([photo]) };
        let tally = json!({ "do": "gauge_tally", "change": change, "unit": unit, "damage": damage, "photos": photos });
        railway.done(&tally);
    }
    let lines =
        json!([{ "unit": "TGHU1643396", "wagon_number": "45481111", "mass_kg": 8_000, "pieces": 40 }]);
    let note = json!({ "do": "gauge_note", "change": change, "main": "10045121", "lines": lines });
    assert_eq!(railway.refused(&note), "access.not_allowed");
    assert!(base.made(&note).starts_with("KHORGOS-D"));
    // The bytes of that photo were never kept.
    let (status, problem) = base.browser.ask(
        "GET",
        &format!("/v1/hubs/KHORGOS/gauge-changes/{change}/photos/{photo}"),
        &Value::Null,
    );
    assert_ne!(status, 200);
    assert_eq!(problem["code"], "attachment.unknown");
}

fn signed(base: &mut At<'_>, railway: &mut At<'_>, change: &str, to: &str) {
    let document = railway.get(&format!("gauge-changes/{change}"));
    let hash = document["hash"].as_str().unwrap();
    let sign = |name: &str| json!({ "do": "gauge_sign", "change": change, "name": name, "hash": hash });
    base.done(&sign("A. Clerk, shift head"));
    assert_eq!(base.refused(&sign("A. Clerk")), "hub.gauge_signed_before");
    let depart = json!({ "do": "visit_depart", "visit": to });
    assert_ne!(base.refused(&depart), "");
    railway.done(&sign("S. Receiver, agent of the railway"));
    let act = railway.get(&format!("gauge-changes/{change}"));
    assert_eq!(
        (&act["stage"], &act["text"], &act["hash"]),
        (&json!("signed"), &document["text"], &json!(hash))
    );
    let sides: Vec<&str> = act["signatures"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|one| one["by"]["organisation"].as_str())
        .collect();
    assert_eq!(sides, ["LYG", "DEMO-KTZ"]);
    let late = json!({ "do": "gauge_tally", "change": change, "unit": "CSQU3054383" });
    assert_eq!(railway.refused(&late), "hub.gauge_wrong_stage");
    let correct = json!({ "do": "gauge_correct", "change": change, "reason": "seal misread" });
    let correction = railway.made(&correct);
    let row = railway
        .get("gauge-changes")
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["id"] == correction.as_str())
        .cloned();
    assert_eq!(row.unwrap()["corrects"], json!({ "act": change, "reason": "seal misread" }));
}

/// Other gauges, other railways, other platforms: nothing but data.
fn planned_by_data(server: &Server) {
    let hubs = [
        (
            "MALASZEWICZE",
            (1_520, "KZ-FLAT-40"),
            (1_435, "EU-FLAT-80"),
            ("PKP-1435", ["MAL-RMG1", "MAL-RMG2"]),
        ),
        ("VIENTIANE", (1_435, "CN-X70"), (1_000, "TH-FLAT-40"), ("SRT", ["VTE-RMG1", "VTE-RMG1"])),
    ];
    for (hub, (gauge, brought_on), (onto, platform), (railway, cranes)) in hubs {
        let mut base = At { browser: server.browser("LYG"), hub };
        let from = base.arrived("one", gauge, &brings(brought_on, ["45480001", "45480002"]));
        let to = base.arrived("other", onto, &json!([wagon("45480003", platform)]));
        let plan = base.get(&format!("gauge-change?from={from}&to={to}"));
        assert_eq!(plan["railway"], railway, "{plan}");
        let changes = plan["changes"].as_array().unwrap();
        assert!(!changes.is_empty() && changes.iter().all(|one| one["wagon_number"] == "45480003"), "{plan}");
        let by = changes.iter().filter_map(|one| one["crane"].as_str());
        assert!(by.into_iter().all(|crane| cranes.contains(&crane)), "{plan}");
        let behind = plan["behind"].as_array().unwrap().len();
        assert_eq!(changes.len() + behind, 3, "every box goes or stays");
        let short = plan["shortages"].as_array().unwrap();
        assert_eq!(short.len(), usize::from(behind > 0), "{plan}");
        assert!(short.iter().all(|one| one["wagon_type"] == platform && one["platforms"] != 0), "{plan}");
        // Nothing was recorded.
        assert_eq!(base.get("gauge-changes"), json!([]));
    }
}

#[test]
fn two_sides_change_a_train_over_and_sign_on_sqlite() {
    story(&Place::folder());
}

#[test]
fn two_sides_change_a_train_over_and_sign_on_postgres() {
    story(&Place::database());
}
