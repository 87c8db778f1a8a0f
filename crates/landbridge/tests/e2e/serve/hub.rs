//! Workflows 1 and 3 over HTTP: from the train to the ship and to the other gauge, between two organisations, through a restart.

use serde_json::{Value, json};

use super::browser::Browser;
use super::server::{Place, Server};

const HUB: &str = "/v1/hubs/TINY";

/// Has something done, all or nothing; returns status and answer.
pub fn act(browser: &mut Browser, actions: &Value) -> (u16, Value) {
    browser.ask("POST", &format!("{HUB}/actions"), &json!({ "actions": actions }))
}

/// Has one thing done; returns the name of the first thing that it made.
pub fn done(browser: &mut Browser, action: &Value) -> String {
    let (status, answer) = act(browser, &json!([action]));
    assert_eq!(status, 200, "{action}: {answer}");
    answer["made"][0]["id"].as_str().unwrap_or_default().to_owned()
}

pub fn refused(browser: &mut Browser, action: &Value) -> String {
    let (status, answer) = act(browser, &json!([action]));
    assert_ne!(status, 200, "{action}");
    answer["code"].as_str().unwrap().to_owned()
}

fn floor(browser: &mut Browser) -> Value {
    browser.ok("GET", &format!("{HUB}/floor"), &Value::Null)
}

#[expect(clippy::disallowed_methods, reason = "the server's clock cannot be set: the day is today")]
pub fn minute(minutes: i64) -> String {
    let at = jiff::Timestamp::now() + jiff::SignedDuration::from_mins(minutes);
    at.strftime("%Y-%m-%dT%H:%M:00Z").to_string()
}

fn container(number: &str, length: &str, tonnes: i64) -> Value {
    json!({
        "number": number, "form": { "form": "box", "length": length },
        "gross": { "known": "verified", "mass_kg": tonnes * 1_000 }, "destination": "VNCLI"
    })
}

fn wagon(number: &str, wagon_type: &str) -> Value {
    json!({ "number": number, "form": { "form": "wagon", "wagon_type": wagon_type } })
}

/// Announces a train with its list, lets it arrive, and has it placed on a track by agreement.
pub fn placed(
    base: &mut Browser,
    railway: &mut Browser,
    (gauge, track): (u32, &str),
    lines: &Value,
) -> (String, String) {
    let train =
        json!({ "do": "visit_expect", "vehicle": { "kind": "train", "gauge_mm": gauge }, "name": track });
    let visit = done(base, &train);
    done(base, &json!({ "do": "visit_list", "visit": visit, "lines": lines }));
    done(base, &json!({ "do": "visit_arrive", "visit": visit }));
    let offer = json!({
        "do": "placement_offer", "visit": visit, "track": track, "from": minute(0), "until": minute(300),
        "units": 3, "to": "DEMO-RAIL", "expires": minute(60)
    });
    let placement = done(base, &offer);
    let accept = json!({ "do": "placement_accept", "placement": placement });
    assert_eq!(refused(base, &accept), "hub.not_asked");
    done(railway, &accept);
    done(railway, &json!({ "do": "placement_place", "placement": placement }));
    (visit, placement)
}

pub fn moved(base: &mut Browser, unit: &str, to: &Value, by: &str) {
    let plan = json!({ "do": "job_plan", "jobs": [{ "unit": unit, "to": to, "equipment": by }] });
    let job = done(base, &plan);
    done(base, &json!({ "do": "job_start", "job": job }));
    done(base, &json!({ "do": "job_finish", "job": job }));
    assert_eq!(refused(base, &json!({ "do": "job_finish", "job": job })), "hub.job_ended");
}

fn story(place: &Place) {
    let server = Server::start(place);
    let (mut base, mut railway) = (server.browser("LYG"), server.browser("DEMO-RAIL"));
    let ship = json!({
        "do": "visit_expect", "vehicle": { "kind": "vessel", "length_mm": 150_000, "draught_mm": 8_000 }, "name": "Asian Star"
    });
    let ship = done(&mut base, &ship);
    let moor = json!({
        "do": "visit_moor", "visit": ship, "berth": "TINY-Q1", "offset_mm": 0, "from": minute(0), "until": minute(900)
    });
    done(&mut base, &moor);
    done(&mut base, &json!({ "do": "visit_arrive", "visit": ship }));
    let lines = json!([
        { "thing": wagon("313350000017", "CN-FLAT-40") },
        { "thing": wagon("313350000025", "CN-FLAT-40") },
        { "thing": container("CSQU3054383", "40", 28), "wagon": "313350000017", "slot": 1 },
        { "thing": container("TOLU4734787", "20", 20), "wagon": "313350000025", "slot": 1 },
        { "thing": container("TGHU1643396", "20", 22), "wagon": "313350000025", "slot": 2 }
    ]);
    let (train, placement) = placed(&mut base, &mut railway, (1_435, "TINY-T1"), &lines);
    let platforms = json!([{ "thing": wagon("45488855", "KZ-FLAT-80") }]);
    let (other, _) = placed(&mut base, &mut railway, (1_520, "TINY-T2"), &platforms);

    let all = ["313350000017", "313350000025", "45488855", "CSQU3054383", "TGHU1643396", "TOLU4734787"];
    assert_eq!(numbers(&mut base), all);
    strangers_see_nothing(&server, &mut railway, &train);
    held_until_lifted(&mut base, &mut railway, &ship);

    // The line breaks and the server starts again: nothing is lost, and what a tablet kept is told one by one.
    let before = floor(&mut base);
    drop(server);
    let server = Server::start(place);
    let mut base = server.browser("LYG");
    let mut after = floor(&mut base);
    after["now"] = before["now"].clone();
    assert_eq!(after, before);
    let plan = base.ok("GET", &format!("{HUB}/gauge-change?from={train}&to={other}"), &Value::Null);
    assert_eq!((plan["changes"].as_array().unwrap().len(), &plan["behind"]), (2, &json!([])), "{plan}");
    assert_eq!(plan["shifts"], json!([{ "crane": "TINY-RMG1", "moves": 2, "minutes": 6 }]));
    moved(&mut base, "TOLU 473478-7", &json!({ "at": "wagon", "wagon": "45488855", "slot": 1 }), "TINY-RMG1");
    let yard = |tier: u8| json!({ "at": "yard", "block": "TINY-A", "bay": 1, "row": 1, "tier": tier });
    let kept = json!({ "actions": [
        { "do": "job_plan", "jobs": [{ "unit": "TGHU1643396", "to": yard(2) }] },
        { "do": "job_plan", "jobs": [{ "unit": "TGHU1643396", "to": yard(1) }] }
    ] });
    let told = base.ok("POST", &format!("{HUB}/actions/each"), &kept);
    assert_eq!(told["results"][0]["problem"]["code"], "hub.not_supported", "{told}");
    let job = told["results"][1]["done"]["made"][0]["id"].as_str().unwrap().to_owned();
    done(&mut base, &json!({ "do": "job_finish", "job": job }));

    let mut railway = server.browser("DEMO-RAIL");
    assert_eq!(refused(&mut base, &json!({ "do": "visit_depart", "visit": train })), "hub.still_placed");
    done(&mut railway, &json!({ "do": "placement_release", "placement": placement }));
    for visit in [&train, &ship] {
        done(&mut base, &json!({ "do": "visit_depart", "visit": visit }));
    }
    let end = floor(&mut base);
    // Seven came: three wagons, three boxes on the standard gauge; two wagons and one box left.
    assert_eq!((&end["entered"], &end["left"], &end["inside"]), (&json!(6), &json!(3), &json!(3)), "{end}");
    assert_eq!(end["visits"][0]["id"], json!(other));
    assert_eq!(end["visits"][0]["wagons"][0]["load"][0]["number"], "TOLU4734787");
    let unit = base.ok("GET", &format!("{HUB}/units/TGHU1643396"), &Value::Null);
    let kinds: Vec<&str> =
        unit["history"].as_array().unwrap().iter().filter_map(|e| e["kind"].as_str()).collect();
    assert_eq!(kinds, ["hub.job_done", "hub.job_planned", "hub.visit_arrived"], "{unit}");
    drop(server);
    place.verify();
}

/// Returns the numbers of all units, read one a page.
fn numbers(browser: &mut Browser) -> Vec<String> {
    let (mut numbers, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = browser.ok("GET", &format!("{HUB}/units?limit=1{cursor}"), &Value::Null);
        numbers.extend(
            page["items"].as_array().unwrap().iter().map(|row| row["number"].as_str().unwrap().to_owned()),
        );
        let Some(next) = page["next"].as_str() else { return numbers };
        cursor = format!("&cursor={}", next.replace(' ', "%20"));
    }
}

/// Customers do not see the floor; partners see it, and decide about nothing but what concerns both.
fn strangers_see_nothing(server: &Server, railway: &mut Browser, train: &str) {
    let mut trader = server.browser("DEMO-GRAIN");
    let (status, problem) = trader.ask("GET", &format!("{HUB}/floor"), &Value::Null);
    assert_eq!((status, &problem["code"]), (403, &json!("access.not_allowed")));
    assert_eq!(floor(railway)["visits"].as_array().unwrap().len(), 3);
    let depart = json!({ "do": "visit_depart", "visit": train });
    assert_eq!(refused(railway, &depart), "access.not_allowed");
    let own = json!({
        "do": "placement_offer", "visit": train, "track": "TINY-T1", "from": minute(400), "until": minute(500),
        "to": "DEMO-RAIL", "expires": minute(60)
    });
    assert_eq!(refused(railway, &own), "request.bad_value", "nobody agrees for those who run the site");
}

fn held_until_lifted(base: &mut Browser, railway: &mut Browser, ship: &str) {
    let set = json!({ "do": "hold_set", "unit": "CSQU3054383", "kind": "customs", "reason": "inspection" });
    let hold = done(railway, &set);
    let plan = json!({
        "do": "job_plan",
        "jobs": [{ "unit": "CSQU3054383", "to": { "at": "visit", "visit": ship }, "urgency": "direct" }]
    });
    assert_eq!(refused(base, &plan), "hub.held");
    let lift = json!({ "do": "hold_lift", "unit": "CSQU3054383", "hold": hold, "reason": "seen" });
    assert_eq!(refused(base, &lift), "hub.not_your_hold");
    done(railway, &lift);
    let job = done(base, &plan);
    done(base, &json!({ "do": "job_finish", "job": job }));
}

#[test]
fn from_the_train_to_the_ship_and_the_other_gauge_on_sqlite() {
    story(&Place::folder());
}

#[test]
fn from_the_train_to_the_ship_and_the_other_gauge_on_postgres() {
    story(&Place::database());
}
