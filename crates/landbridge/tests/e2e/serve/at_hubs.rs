//! What customers see at the hubs, over HTTP: each its own boxes, goods and grain, and nothing of the floor or of one another.

use serde_json::{Value, json};

use super::browser::Browser;
use super::hub::done;
use super::server::{Place, Server};

const LISTS: [&str; 3] = ["units", "goods", "lots"];
/// Owners with number of the box, bay, number of the goods and of the lot.
const OWNERS: [(&str, &str, u16, &str, &str); 2] = [
    ("DEMO-GRAIN", "CSQU3054383", 1, "G-GRAIN-1", "W-GRAIN-1"),
    ("DEMO-FORWARD", "TOLU4734787", 3, "G-FORWARD-1", "W-FORWARD-1"),
];
/// Of nobody that is known.
const STRANGER: &str = "TGHU1643396";

fn list(browser: &mut Browser, list: &str, query: &str) -> Value {
    browser.ok("GET", &format!("/v1/at-hubs/{list}{query}"), &Value::Null)
}

fn number<'a>(list: &str, row: &'a Value) -> &'a str {
    let number = match list {
        "units" => &row["number"],
        "goods" => &row["declaration"]["number"],
        _ => &row["row"]["number"],
    };
    number.as_str().unwrap()
}

fn numbers(list: &str, page: &Value) -> Vec<String> {
    page["items"].as_array().unwrap().iter().map(|row| number(list, row).to_owned()).collect()
}

fn standing(number: &str, bay: u16, customer: Option<&str>) -> Value {
    let mut thing = json!({
        "number": number, "form": { "form": "box", "length": "20" }, "goods": "1001",
        "gross": { "known": "declared", "mass_kg": 24_600 }
    });
    if let Some(customer) = customer {
        thing["customer"] = customer.into();
    }
    json!({ "thing": thing, "spot": { "at": "yard", "block": "TINY-A", "bay": bay, "row": 1, "tier": 1 } })
}

/// Boxes of two owners and of nobody, goods and grain of both; customs hold the trader's box, quarantine its grain.
fn filled(base: &mut Browser, railway: &mut Browser) {
    let mut units: Vec<Value> =
        OWNERS.iter().map(|(owner, unit, bay, ..)| standing(unit, *bay, Some(owner))).collect();
    units.push(standing(STRANGER, 5, None));
    done(base, &json!({ "do": "inventory_open", "units": units }));
    let truck =
        done(base, &json!({ "do": "visit_expect", "vehicle": { "kind": "truck" }, "name": "LYG-88 secret" }));
    done(base, &json!({ "do": "visit_arrive", "visit": truck }));
    let from = json!({ "by": "visit", "visit": truck });
    for (at, (owner, _, _, goods, lot)) in OWNERS.iter().enumerate() {
        let declare = json!({ "do": "goods_declare", "goods": {
            "number": goods, "owner": owner, "packages": 40, "mass_kg": 800, "packaging": "CT", "customs": "bonded"
        } });
        done(base, &declare);
        let receive = json!({
            "do": "goods_receive", "goods": goods, "to": { "warehouse": "TINY-W1", "bay": 4 }, "from": from,
            "packages": 38, "weighed": true, "is_last": true
        });
        done(base, &receive);
        let declare = json!({
            "do": "grain_declare", "number": lot, "owner": owner, "commodity": "1001.99", "origin": "Kostanay, KZ",
            "quality": { "moisture_bp": 1_250, "protein_bp": 1_400 },
            "certificates": [{ "kind": "phytosanitary", "number": format!("KZ-{lot}") }]
        });
        done(base, &declare);
        let cell = format!("TINY-S{}", at + 1);
        let receive =
            json!({ "do": "grain_receive", "lot": lot, "cell": cell, "from": from, "mass_kg": 60_000 });
        done(base, &receive);
    }
    let hold =
        json!({ "do": "hold_set", "unit": OWNERS[0].1, "kind": "customs", "reason": "X-ray asked for" });
    done(railway, &hold);
    let hold =
        json!({ "do": "grain_hold", "lot": OWNERS[0].4, "kind": "quarantine", "reason": "weed seeds found" });
    done(railway, &hold);
    let lose = json!({
        "do": "grain_lose", "lot": OWNERS[0].4, "cell": "TINY-S1", "loss": "spillage", "mass_kg": 140, "reason": "belt torn"
    });
    done(base, &lose);
    let weigh = json!({
        "do": "grain_weigh", "lot": OWNERS[0].4, "leg": "in", "noted": { "instrument": "hopper scale" },
        "reading": { "method": "hopper", "net_kg": 59_910 }
    });
    done(base, &weigh);
}

/// Each list of a customer has its one thing, and tells nothing of anybody else's.
fn is_kept_apart(browser: &mut Browser, own: usize) {
    let (owner, unit, _, goods, lot) = OWNERS[own];
    let (other, other_unit, _, other_goods, other_lot) = OWNERS[1 - own];
    for (name, expected) in LISTS.into_iter().zip([unit, goods, lot]) {
        let page = list(browser, name, "");
        assert_eq!((numbers(name, &page), &page["total"]), (vec![expected.to_owned()], &json!(1)));
        let (status, table) = browser.file("GET", &format!("/v1/at-hubs/{name}/table"), &[]);
        assert_eq!(status, 200);
        let table = String::from_utf8(table).unwrap();
        assert_eq!(table.trim_end().lines().count(), 2, "{table}");
        for told in [page.to_string(), table] {
            assert!(told.contains(owner) && told.contains(expected), "{told}");
            for hidden in [other, other_unit, other_goods, other_lot, STRANGER, "TINY-A", "secret"] {
                assert!(!told.contains(hidden), "{hidden} is told to {owner}: {told}");
            }
        }
        for query in [format!("?owner={other}"), format!("?q={other_unit}"), "?hub=LYG-NONE".to_owned()] {
            let (status, answer) = browser.ask("GET", &format!("/v1/at-hubs/{name}{query}"), &Value::Null);
            assert!(answer["total"] == 0 || answer["code"] == "hub.unknown", "{status} {query}: {answer}");
        }
    }
    for closed in ["floor", "blocks/TINY-A", "units", "warehouses", "goods", "grain", "gate"] {
        assert_eq!(browser.ask("GET", &format!("/v1/hubs/TINY/{closed}"), &Value::Null).0, 403, "{closed}");
    }
}

fn told_of_holds(trader: &mut Browser) {
    let units = list(trader, "units", "?held=true");
    let row = &units["items"][0];
    assert_eq!((&row["area"], &row["customs"]), (&json!("yard"), &json!("held")));
    assert_eq!((&row["holds"][0]["reason"], row.get("spot")), (&json!("X-ray asked for"), None));
    let goods = list(trader, "goods", "?bonded=true&status=here&sort=-mass");
    let row = &goods["items"][0];
    assert_eq!(
        (&row["inside"]["packages"], &row["received_otherwise"]["packages"]),
        (&json!(38), &json!(-2))
    );
    assert_eq!(row["places"][0]["warehouse"], "TINY-W1");
    assert_eq!(row["places"][0].get("bay"), None);
    assert_eq!(list(trader, "goods", "?bonded=false")["total"], 0);
    let lots = list(trader, "lots", "?q=kostanay");
    let row = &lots["items"][0];
    let books = &row["row"]["balance"];
    assert_eq!(
        (&row["in_kg"], &row["out_kg"], &books["inside_kg"], &books["lost_kg"]),
        (&json!(60_000), &json!(0), &json!(59_860), &json!(140))
    );
    assert_eq!(
        (&row["weights"][0]["method"], &row["weights"][0]["difference_kg"]),
        (&json!("hopper"), &json!(-90))
    );
    assert_eq!((&row["quarantine"], &row["holds"][0]["reason"]), (&json!(true), &json!("weed seeds found")));
    assert_eq!(row["row"]["places"], json!([{ "cell": "TINY-S1", "mass_kg": 59_860 }]));
}

fn refuses(trader: &mut Browser) {
    for (query, code) in [
        ("?limit=201", "request.bad_value"),
        ("?sort=colour", "request.bad_value"),
        ("?status=lost", "request.bad_value"),
        ("?cursor=zz", "request.bad_value"),
        ("?colour=red", "request.bad_query"),
    ] {
        for name in LISTS {
            let (status, answer) = trader.ask("GET", &format!("/v1/at-hubs/{name}{query}"), &Value::Null);
            assert!((400..500).contains(&status) && answer["code"] == code, "{name}{query}: {answer}");
        }
    }
    let long = "x".repeat(101);
    let (_, answer) = trader.ask("GET", &format!("/v1/at-hubs/units?q={long}"), &Value::Null);
    assert_eq!(answer["fields"][0]["field"], "q", "{answer}");
}

fn story(place: &Place) {
    let server = Server::start(place);
    let (mut base, mut railway) = (server.browser("LYG"), server.browser("DEMO-RAIL"));
    filled(&mut base, &mut railway);
    let mut trader = server.browser("DEMO-GRAIN");
    let before: Vec<Value> = LISTS.map(|name| list(&mut trader, name, "")).to_vec();

    drop(server);
    let server = Server::start(place);
    let (mut base, mut railway) = (server.browser("LYG"), server.browser("DEMO-RAIL"));
    let (mut trader, mut forwarder) = (server.browser("DEMO-GRAIN"), server.browser("DEMO-FORWARD"));
    let after: Vec<Value> = LISTS.map(|name| list(&mut trader, name, "")).to_vec();
    assert_eq!(after, before);
    is_kept_apart(&mut trader, 0);
    is_kept_apart(&mut forwarder, 1);
    told_of_holds(&mut trader);
    refuses(&mut trader);
    for name in LISTS {
        // A partner has nothing of its own here; whoever runs the hub sees both, a page at a time.
        assert_eq!(list(&mut railway, name, "")["total"], 0, "{name}");
        let first = list(&mut base, name, "?limit=1&sort=-owner");
        let next = first["next"].as_str().unwrap();
        let second = list(&mut base, name, &format!("?limit=1&sort=-owner&cursor={next}"));
        assert_eq!((&first["total"], second.get("next")), (&json!(2), None), "{second}");
        assert_ne!(numbers(name, &first), numbers(name, &second));
        let only = list(&mut base, name, "?owner=DEMO-FORWARD&hub=TINY");
        assert_eq!(only["total"], 1);
        let stranger = server.stranger().ask("GET", &format!("/v1/at-hubs/{name}"), &Value::Null);
        assert_eq!(stranger.1["code"], "access.not_signed_in");
    }
    drop(server);
    place.verify();
}

#[test]
fn customers_see_their_own_things_on_sqlite() {
    story(&Place::folder());
}

#[test]
fn customers_see_their_own_things_on_postgres() {
    story(&Place::database());
}
