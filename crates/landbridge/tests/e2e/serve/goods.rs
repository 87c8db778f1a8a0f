//! Workflow 9 over HTTP: goods of five shippers into one box under one list, by train to another hub, out again, to five trucks.

use serde_json::{Value, json};

use super::browser::Browser;
use super::server::{Place, Server};

const ORIGIN: &str = "/v1/hubs/LYG-BASE";
const OTHER_END: &str = "/v1/hubs/KHORGOS";
const CONTAINER: &str = "CSQU3054383";
/// Five shippers' goods: number, packages, kilograms, litres, and how many packages come out at the other end.
const GOODS: [(&str, i64, i64, i64, i64); 5] = [
    ("G-1", 40, 800, 2_400, 40),
    ("G-2", 10, 405, 1_200, 10),
    ("G-3", 24, 1_200, 3_000, 23),
    ("G-4", 5, 650, 900, 5),
    ("LB100000099", 1, 2, 5, 1),
];

fn act(browser: &mut Browser, hub: &str, actions: &Value) -> (u16, Value) {
    browser.ask("POST", &format!("{hub}/actions"), &json!({ "actions": actions }))
}

fn done(browser: &mut Browser, hub: &str, action: &Value) -> String {
    let (status, answer) = act(browser, hub, &json!([action]));
    assert_eq!(status, 200, "{action}: {answer}");
    answer["made"][0]["id"].as_str().unwrap_or_default().to_owned()
}

fn refused(browser: &mut Browser, hub: &str, action: &Value) -> String {
    let (status, answer) = act(browser, hub, &json!([action]));
    assert_ne!(status, 200, "{action}");
    answer["code"].as_str().unwrap().to_owned()
}

fn get(browser: &mut Browser, path: &str) -> Value {
    browser.ok("GET", path, &Value::Null)
}

#[expect(clippy::disallowed_methods, reason = "the server's clock cannot be set: the day is today")]
fn minute(minutes: i64) -> String {
    let at = jiff::Timestamp::now() + jiff::SignedDuration::from_mins(minutes);
    at.strftime("%Y-%m-%dT%H:%M:00Z").to_string()
}

fn truck(base: &mut Browser, hub: &str, name: &str) -> String {
    let expect = json!({ "do": "visit_expect", "vehicle": { "kind": "truck" }, "name": name });
    let visit = done(base, hub, &expect);
    done(base, hub, &json!({ "do": "visit_arrive", "visit": visit }));
    visit
}

/// A train that has arrived with a wagon, placed on the first track that takes it.
fn placed(
    (base, railway): (&mut Browser, &mut Browser),
    hub: &str,
    (gauge, name, lines): (u32, &str, &Value),
) -> (String, String) {
    let expect =
        json!({ "do": "visit_expect", "vehicle": { "kind": "train", "gauge_mm": gauge }, "name": name });
    let visit = done(base, hub, &expect);
    done(base, hub, &json!({ "do": "visit_list", "visit": visit, "lines": lines }));
    done(base, hub, &json!({ "do": "visit_arrive", "visit": visit }));
    let plan = get(base, hub);
    let mut tracks = plan["tracks"].as_array().unwrap().iter();
    let placement = tracks.find_map(|track| {
        let offer = json!({
            "do": "placement_offer", "visit": visit, "track": track["id"], "from": minute(0), "until": minute(60),
            "units": 1, "to": "DEMO-RAIL", "expires": minute(30)
        });
        let (status, answer) = act(base, hub, &json!([offer]));
        (status == 200).then(|| answer["made"][0]["id"].as_str().unwrap().to_owned())
    });
    let placement = placement.unwrap();
    done(railway, hub, &json!({ "do": "placement_accept", "placement": placement }));
    done(railway, hub, &json!({ "do": "placement_place", "placement": placement }));
    (visit, placement)
}

/// Shippers' list is read from CSV, declared, received from a truck on the receiving floor, half of it put away.
fn received(base: &mut Browser) {
    let mut file = "number,owner,packages,mass_kg,volume_l,packaging,customs\r\n".to_owned();
    for (number, packages, kg, litres, _) in GOODS {
        file += &format!("{number},DEMO-FORWARD,{packages},{kg},{litres},CT,free\r\n");
    }
    file += "BAD,DEMO-FORWARD,none,1,1,CT,free\r\n";
    let path = format!("{ORIGIN}/goods/read?name=goods.csv");
    let (status, reading) = base.send_file(&path, "text/csv", &file);
    assert_eq!(status, 200, "{reading}");
    assert_eq!(
        (&reading["refused"], &reading["packages"], &reading["mass_kg"]),
        (&json!(1), &json!(80), &json!(3_057))
    );
    assert_eq!((&reading["rows"][5]["line"], &reading["rows"][5]["problem"]["line"]), (&json!(7), &json!(7)));
    let from = truck(base, ORIGIN, "LYG-1");
    for (goods, (number, packages, ..)) in reading["goods"].as_array().unwrap().iter().zip(GOODS) {
        done(base, ORIGIN, &json!({ "do": "goods_declare", "goods": goods }));
        let receive = json!({
            "do": "goods_receive", "goods": number, "to": { "warehouse": "LYG-W2" },
            "from": { "by": "visit", "visit": from }, "packages": packages, "weighed": true, "is_last": true
        });
        done(base, ORIGIN, &receive);
        assert_eq!(refused(base, ORIGIN, &receive), "hub.goods_complete", "received once");
    }
    done(base, ORIGIN, &json!({ "do": "visit_depart", "visit": from }));
}

/// All five are stuffed under one list; the box stays until it is sealed.
fn stuffed(base: &mut Browser) {
    let list = json!({ "do": "stuffing_open", "number": "ST-9", "unit": CONTAINER, "customs": "free" });
    done(base, ORIGIN, &list);
    for (number, ..) in GOODS {
        let add = json!({ "do": "stuffing_add", "list": "ST-9", "goods": number, "from": { "warehouse": "LYG-W2" } });
        done(base, ORIGIN, &add);
        assert_eq!(refused(base, ORIGIN, &add), "hub.bad_number", "nothing more of it stands there");
    }
    let seal = json!({ "do": "stuffing_seal", "list": "ST-9", "seals": ["CN 1"], "dunnage_kg": 43 });
    done(base, ORIGIN, &seal);
    let sealed = get(base, &format!("{ORIGIN}/stuffing/ST-9"));
    // 2,250 kg tare, 43 kg securing material, 3,057 kg of goods, all of them weighed.
    assert_eq!(sealed["row"]["gross"], json!({ "known": "verified", "mass_kg": 5_350 }));
    assert_eq!(sealed["row"]["contents"], json!({ "packages": 80, "mass_kg": 3_057 }));
}

/// The box with its list at the other end: one line is short, one damaged, and the books say so.
fn stripped(base: &mut Browser) {
    done(base, OTHER_END, &json!({ "do": "stuffing_strip", "list": "ST-9", "seals": ["CN 1"] }));
    for (number, _, _, _, found) in GOODS {
        let mut tell = json!({
            "do": "stuffing_tell", "list": "ST-9", "goods": number, "packages": found, "to": { "warehouse": "KHG-W2" }
        });
        if number == "G-4" {
            tell["damaged"] = json!({ "packages": 2, "what": "crushed" });
        }
        done(base, OTHER_END, &tell);
        assert_eq!(refused(base, OTHER_END, &tell), "hub.stuffing_told");
    }
    done(base, OTHER_END, &json!({ "do": "stuffing_finish", "list": "ST-9" }));
    let list = get(base, &format!("{OTHER_END}/stuffing/ST-9"));
    let otherwise: Vec<&Value> =
        list["lines"].as_array().unwrap().iter().map(|line| &line["found_otherwise"]).collect();
    assert_eq!(
        otherwise,
        [&Value::Null, &Value::Null, &json!({ "packages": -1, "mass_kg": -50 }), &Value::Null, &Value::Null]
    );
    let unit = get(base, &format!("{OTHER_END}/units/{CONTAINER}"));
    assert_eq!(unit["article"]["fill"], "empty", "{unit}");
}

fn issued(base: &mut Browser) {
    for (number, _, _, _, found) in GOODS {
        let to = truck(base, OTHER_END, &format!("KZ-{number}"));
        let issue = json!({
            "do": "goods_issue", "goods": number, "from": { "warehouse": "KHG-W2" },
            "to": { "by": "visit", "visit": to }, "packages": found
        });
        done(base, OTHER_END, &issue);
        done(base, OTHER_END, &json!({ "do": "visit_depart", "visit": to }));
    }
}

/// What came is what went or differs by name, at both ends, per warehouse and in all.
fn balanced(base: &mut Browser, hub: &str, warehouse: &str) -> Value {
    let answer = get(base, &format!("{hub}/warehouses"));
    for row in answer["warehouses"].as_array().unwrap() {
        assert_eq!(row["balance"]["open"], json!({ "packages": 0, "mass_kg": 0 }), "{row}");
    }
    let all = answer["warehouses"].as_array().unwrap();
    all.iter().find(|row| row["id"] == warehouse).unwrap()["balance"].clone()
}

fn sum(of: &Value, before: &Value) -> [i64; 2] {
    ["packages", "mass_kg"].map(|name| of[name].as_i64().unwrap() - before[name].as_i64().unwrap())
}

/// Stands an empty box on the ground where there is room.
fn empty_box(base: &mut Browser) {
    let plan = get(base, ORIGIN);
    let blocks = plan["blocks"].as_array().unwrap().clone();
    let stood = blocks.iter().any(|block| {
        (1..=block["rows"].as_i64().unwrap()).any(|row| {
            let bay = block["bays"].as_i64().unwrap() * 2 - 1;
            let thing = json!({ "number": CONTAINER, "form": { "form": "box", "length": "20" }, "fill": "empty",
                "gross": { "known": "declared", "mass_kg": 2_250 } });
            let spot = json!({ "at": "yard", "block": block["id"], "bay": bay, "row": row, "tier": 1 });
            let open = json!({ "do": "inventory_open", "units": [{ "thing": thing, "spot": spot }] });
            act(base, ORIGIN, &json!([open])).0 == 200
        })
    });
    assert!(stood, "a free place on the ground");
}

fn story(place: &Place) {
    let server = Server::start_on("corridors/eurasia", place, &["--demo"]);
    let (mut base, mut railway) = (server.browser("LYG"), server.browser("DEMO-RAIL"));
    let before = [balanced(&mut base, ORIGIN, "LYG-W2"), balanced(&mut base, OTHER_END, "KHG-W2")];
    received(&mut base);
    empty_box(&mut base);
    stuffed(&mut base);

    // The box goes by train; its list and every parcel in it go with it.
    let wagon =
        json!([{ "thing": { "number": "52940011", "form": { "form": "wagon", "wagon_type": "CN-X70" } } }]);
    let (train, placement) = placed((&mut base, &mut railway), ORIGIN, (1_435, "X9001", &wagon));
    let to = json!({ "at": "wagon", "wagon": "52940011", "slot": 1 });
    let job =
        done(&mut base, ORIGIN, &json!({ "do": "job_plan", "jobs": [{ "unit": CONTAINER, "to": to }] }));
    done(&mut base, ORIGIN, &json!({ "do": "job_start", "job": job }));
    done(&mut base, ORIGIN, &json!({ "do": "job_finish", "job": job }));
    let on_wagon = get(&mut base, "/v1/goods/LB100000099");
    assert_eq!(on_wagon["hubs"][0]["row"]["boxes"][0]["container"], CONTAINER);
    assert!(
        on_wagon["hubs"][0]["row"]["boxes"][0]["spot"].as_str().unwrap().starts_with("52940011"),
        "{on_wagon}"
    );
    done(&mut railway, ORIGIN, &json!({ "do": "placement_release", "placement": placement }));
    done(&mut base, ORIGIN, &json!({ "do": "visit_depart", "visit": train }));
    let gone = get(&mut base, "/v1/goods/LB100000099");
    assert_eq!(gone["hubs"][0]["row"]["boxes"][0]["left"]["name"], "X9001", "departed with the visit");

    let mut announce = get(&mut base, &format!("{ORIGIN}/stuffing/ST-9/announcement"));
    announce["do"] = json!("stuffing_announce");
    done(&mut base, OTHER_END, &announce);
    let lines = json!([
        { "thing": { "number": "94120019", "form": { "form": "wagon", "wagon_type": "KZ-FLAT-80" } } },
        { "thing": { "number": CONTAINER, "form": { "form": "box", "length": "20" }, "fill": "laden",
            "gross": { "known": "verified", "mass_kg": 5_350 }, "seals": ["CN 1"] }, "wagon": "94120019", "slot": 1 }
    ]);
    placed((&mut base, &mut railway), OTHER_END, (1_520, "2301", &lines));
    stripped(&mut base);
    issued(&mut base);

    // The owner sees the parcel, another customer does not.
    let mut owner = server.browser("DEMO-FORWARD");
    let seen = get(&mut owner, "/v1/goods/LB100000099");
    assert_eq!(seen["hubs"].as_array().unwrap().len(), 2);
    assert_eq!(seen["hubs"][0]["hub"], "KHORGOS", "the latest news first");
    assert_eq!(seen["hubs"][0]["entries"][0]["cross_dock"], true);
    let mut other = server.browser("DEMO-GRAIN");
    assert_eq!(other.ask("GET", "/v1/goods/LB100000099", &Value::Null).0, 404);
    assert_eq!(owner.ask("GET", &format!("{ORIGIN}/goods"), &Value::Null).0, 403);

    let after = [balanced(&mut base, ORIGIN, "LYG-W2"), balanced(&mut base, OTHER_END, "KHG-W2")];
    for (name, at) in [("received", 0), ("stuffed", 0), ("stripped", 1)] {
        assert_eq!(sum(&after[at][name], &before[at][name]), [80, 3_057], "{name}");
    }
    assert_eq!(sum(&after[1]["issued"], &before[1]["issued"]), [79, 3_007], "the box was one package short");
    for at in [0, 1] {
        assert_eq!(sum(&after[at]["inside"], &before[at]["inside"]), [0, 0]);
    }
    let damaged = get(&mut base, &format!("{OTHER_END}/goods/G-4"));
    assert_eq!((&damaged["row"]["damaged_packages"], &damaged["row"]["state"]), (&json!(2), &json!("gone")));
    let kinds: Vec<&str> =
        damaged["history"].as_array().unwrap().iter().filter_map(|row| row["kind"].as_str()).collect();
    assert_eq!(
        kinds,
        ["hub.goods_issued", "hub.stuffing_told", "hub.stuffing_stripping", "hub.stuffing_announced"]
    );
    drop(server);
    place.verify();
}

#[test]
fn five_shippers_goods_travel_under_one_list_on_sqlite() {
    story(&Place::folder());
}

#[test]
fn five_shippers_goods_travel_under_one_list_on_postgres() {
    story(&Place::database());
}
