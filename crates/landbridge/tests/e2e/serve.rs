//! The server as its users run it: accounts, orders, bookings and records over HTTP, on both engines, killed and started again.

mod at_hubs;
mod browser;
mod gate;
mod gauge;
mod goods;
mod grain;
mod hub;
mod reefers;
mod server;
mod ship;
mod ship_to_train;
mod train;
mod train_to_ship;
mod webhooks;
mod week;

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use serde_json::{Value, json};

use browser::Browser;
use server::{Place, Server};

/// Wheat in boxes from the elevator to Vietnam, ready in so many days.
#[expect(
    clippy::disallowed_methods,
    reason = "the server's clock cannot be set: orders are made for days from now"
)]
fn order(units: u32, days: i64) -> Value {
    let ready = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(24 * days);
    json!({
        "reference": "PO 17",
        "customer": "DEMO-GRAIN",
        "place_order": true,
        "draft": {
            "route": { "origin": "KZKOV", "destination": "VNSGN", "ready": ready.strftime("%Y-%m-%dT00:00:00Z").to_string() },
            "goods": [{
                "hs": "1001.99", "description": "Wheat, class 3", "packaging": { "kind": "bulk", "pieces": 0 },
                "mass_kg": 26_000 * i64::from(units), "units": [{ "unit_type": "40HC", "count": units }],
            }],
        },
    })
}

/// Places an order and returns its identifier and the legs of the first way that can be booked.
fn ordered(browser: &mut Browser, units: u32) -> (String, Value) {
    let made = browser.ok("POST", "/v1/consignments", &order(units, 10));
    let id = made["id"].as_str().unwrap().to_owned();
    let answer = browser.ok("POST", &format!("/v1/consignments/{id}/offers"), &json!({}));
    let offers = answer["offers"].as_array().unwrap();
    let offer =
        offers.iter().find(|offer| offer.get("refused").is_none()).unwrap_or_else(|| panic!("{answer}"));
    (id, offer["legs"].clone())
}

fn act(browser: &mut Browser, id: &str, action: &Value) -> (u16, Value) {
    browser.ask("POST", &format!("/v1/consignments/{id}/actions"), &json!({ "action": action }))
}

fn story(place: &Place) {
    let server = Server::start(place);
    let mut browser = server.browser("LYG");
    let (id, legs) = ordered(&mut browser, 10);
    let (status, held) = act(&mut browser, &id, &json!({ "do": "take_offer", "legs": legs }));
    assert_eq!((status, &held["status"]), (200, &json!("planned")), "{held}");
    assert_eq!(act(&mut browser, &id, &json!({ "do": "confirm" })).1["status"], "booked");

    let mut trader = server.browser("DEMO-GRAIN");
    let seen = trader.ok("GET", &format!("/v1/consignments/{id}"), &Value::Null);
    assert_eq!(seen["consignment"]["booking"]["state"], "confirmed");
    let mut stranger = server.browser("DEMO-FORWARD");
    let (status, problem) = stranger.ask("GET", &format!("/v1/consignments/{id}"), &Value::Null);
    assert_eq!((status, &problem["code"]), (404, &json!("consignment.not_found")));

    let legs = legs.as_array().unwrap().clone();
    let first = legs.first().unwrap();
    told(
        &mut browser,
        &id,
        json!({ "kind": "received", "place": first["from"], "happened_at": first["depart"] }),
    );
    for leg in &legs {
        let carriage = &leg["carriage"];
        let vehicle = match carriage.get("run") {
            Some(run) => json!({ "kind": "run", "run": run, "section": carriage["section"] }),
            None => json!({ "kind": "on_demand", "mode": carriage["mode"] }),
        };
        for (kind, place, at) in [
            ("loaded", "from", "depart"),
            ("departed", "from", "depart"),
            ("arrived", "to", "arrive"),
            ("unloaded", "to", "arrive"),
        ] {
            let handling =
                json!({ "kind": kind, "place": leg[place], "vehicle": vehicle, "happened_at": leg[at] });
            told(&mut browser, &id, handling);
        }
    }
    let last = legs.last().unwrap();
    let status = told(
        &mut browser,
        &id,
        json!({ "kind": "delivered", "place": last["to"], "happened_at": last["arrive"] }),
    );
    assert_eq!(status, "delivered");
    assert_eq!(act(&mut trader, &id, &json!({ "do": "close" })).1["status"], "closed");
    let events = browser.ok("GET", &format!("/v1/consignments/{id}/events"), &Value::Null);
    assert_eq!(events.as_array().unwrap().last().unwrap()["kind"], "consignment.closed");
    drop(server);
    place.verify();
}

fn told(browser: &mut Browser, id: &str, handling: Value) -> String {
    let (status, answer) = act(browser, id, &json!({ "do": "record", "handling": handling }));
    assert_eq!(status, 200, "{handling}: {answer}");
    answer["status"].as_str().unwrap().to_owned()
}

#[test]
fn from_order_to_delivery_on_sqlite() {
    story(&Place::folder());
}

#[test]
fn from_order_to_delivery_on_postgres() {
    story(&Place::database());
}

/// Clients that all want the last room at once.
const CLIENTS: usize = 64;

/// Two servers on one database, or one on a folder: the room of the tightest run is sold to the last slot and no further.
fn race(place: &Place, servers: usize) {
    let servers: Vec<Server> = (0..servers).map(|_| Server::start(place)).collect();
    let mut browser = servers[0].browser("LYG");
    let units = 2;
    let (first, legs) = ordered(&mut browser, units);
    let others =
        (1..CLIENTS).map(|_| browser.ok("POST", "/v1/consignments", &order(units, 10))["id"].clone());
    let ids: Vec<String> = [first]
        .into_iter()
        .chain(others.map(|id| id.as_str().unwrap().to_owned()).collect::<Vec<_>>())
        .collect();
    let action = json!({ "do": "take_offer", "legs": legs, "confirm": true });
    let expected = usize::try_from(tightest(&mut browser, &legs, units)).unwrap().min(CLIENTS);
    let sold = AtomicUsize::new(0);
    thread::scope(|scope| {
        for (number, id) in ids.iter().enumerate() {
            let (server, action, sold) = (&servers[number % servers.len()], &action, &sold);
            scope.spawn(move || {
                let (status, answer) = act(&mut server.browser("LYG"), id, action);
                match (status, answer["code"].as_str()) {
                    (200, _) => drop(sold.fetch_add(1, Ordering::Relaxed)),
                    (422, Some("booking.sold_out")) => {}
                    other => panic!("{other:?}: {answer}"),
                }
            });
        }
    });
    tightest(&mut browser, &legs, units);
    assert_eq!(sold.load(Ordering::Relaxed), expected, "sold to the last slot");
    assert!(expected < CLIENTS, "not all clients can have room");
    drop(servers);
    place.verify();
}

/// How many orders of so many boxes the tightest run of a way has room for; nothing is oversold on any.
fn tightest(browser: &mut Browser, legs: &Value, units: u32) -> i64 {
    let mut tightest = i64::MAX;
    for carriage in legs.as_array().unwrap().iter().map(|leg| &leg["carriage"]) {
        let Some(run) = carriage["run"].as_str() else { continue };
        let (service, date) = run.split_once('/').unwrap();
        let path = format!("/v1/runs/{service}/{date}/{}", carriage["section"].as_str().unwrap());
        let answer = browser.ok("GET", &path, &Value::Null);
        for dimension in answer["row"]["dimensions"].as_array().unwrap() {
            let number = |key: &str| dimension[key].as_i64().unwrap();
            assert!(number("confirmed") + number("held") <= number("room"), "{dimension}");
            if dimension["dimension"] == "teu" {
                tightest = tightest.min(number("left") / (2_000 * i64::from(units)));
            }
        }
    }
    tightest
}

#[test]
fn the_last_slots_are_sold_once_on_sqlite() {
    race(&Place::folder(), 1);
}

#[test]
fn the_last_slots_are_sold_once_on_postgres_by_two_servers() {
    race(&Place::database(), 2);
}

/// Servers killed in the middle of orders.
const KILLS: usize = 6;

/// Everything that was answered is there after a kill, and nothing twice: the same keys are sent again.
fn killed(place: &Place) {
    let mut answered: BTreeSet<String> = BTreeSet::new();
    for round in 0..KILLS {
        let mut server = Server::start(place);
        let heard = thread::scope(|scope| {
            let workers: Vec<_> = (0..4)
                .map(|worker| {
                    let mut browser = server.browser("LYG");
                    scope.spawn(move || {
                        let mut heard = Vec::new();
                        for number in 0..1_000 {
                            let key = format!("kill-{round}-{worker}-{number}");
                            let asked = browser.send("POST", "/v1/consignments", &order(1, 10), &key);
                            let Ok((status, answer)) = asked else { break };
                            assert_eq!(status, 200, "{answer}");
                            heard.push((key, answer["id"].as_str().unwrap().to_owned()));
                        }
                        heard
                    })
                })
                .collect();
            while !server.has_answered(40 + 25 * round) {
                thread::yield_now();
            }
            server.kill();
            workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect::<Vec<_>>()
        });
        let server = Server::start(place);
        let mut browser = server.browser("LYG");
        for (key, id) in &heard {
            let seen = browser.ok("GET", &format!("/v1/consignments/{id}"), &Value::Null);
            assert_eq!(seen["consignment"]["status"], "ordered");
            let (_, again) = browser.send("POST", "/v1/consignments", &order(1, 10), key).unwrap();
            assert_eq!(again["id"].as_str(), Some(id.as_str()), "the same key, the same answer");
            assert!(answered.insert(id.clone()), "{id} stands twice");
        }
        assert!(!heard.is_empty());
    }
    place.verify();
}

#[test]
fn what_was_answered_survives_kills_on_sqlite() {
    killed(&Place::folder());
}

#[test]
fn what_was_answered_survives_kills_on_postgres() {
    killed(&Place::database());
}

/// Without a demonstration nobody is let in, but by the link of the first administrator.
#[test]
fn a_site_of_business_lets_nobody_in_unasked() {
    let place = Place::folder();
    let server = Server::start_with(&place, &[]);
    let mut nobody = server.stranger();
    let (status, problem) = nobody.ask("GET", "/v1/consignments", &Value::Null);
    assert_eq!((status, &problem["code"]), (401, &json!("access.not_signed_in")));
    assert_eq!(nobody.ask("POST", "/v1/session/demo", &json!({ "organisation": "LYG" })).0, 404);
    assert!(
        server.printed().iter().any(|line| line.contains("first administrator")),
        "{:?}",
        server.printed()
    );
}

#[test]
fn the_head_of_a_journal_is_signed_at_the_start_and_checked() {
    let place = Place::folder();
    let server = Server::start(&place);
    let printed = server.printed();
    let key = printed.iter().find_map(|line| line.rsplit_once(" by ")).expect("the key").1.to_owned();
    drop(server);
    let verify = |arguments: &[&str]| {
        let (status, text) = place.journal(&[&["verify", "--json"], arguments].concat());
        (status, serde_json::from_str::<Value>(&text).expect("JSON"))
    };
    let (status, sound) = verify(&["--signed-by", &key]);
    assert_eq!((status, &sound["sound"], &sound["signed"]["heads"]), (0, &json!(true), &json!(1)), "{sound}");
    assert_eq!((&sound["signed"]["keys"], &sound["signed"]["missing"]), (&json!([key]), &json!([])));
    let (status, broken) = verify(&["--signed-by", &"0".repeat(64)]);
    assert_eq!((status, &broken["flaw"], &broken["line"]), (1, &json!("head_key"), &json!(1)), "{broken}");
    let (_, later) = verify(&["--now", "2100-01-01T00:00:00Z"]);
    assert_eq!(later["signed"]["missing"].as_array().map(|days| days.len() > 9_000), Some(true));
    // A second start on the same day signs nothing.
    drop(Server::start(&place));
    assert_eq!(verify(&[]).1["signed"]["heads"], 1);
}
