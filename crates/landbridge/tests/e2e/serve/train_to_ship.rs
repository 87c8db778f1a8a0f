//! Workflow 1 over HTTP, from the wagon list to the ship that has left: list, placement between two organisations, ship-direct boxes
//! first, the yard for the rest, a wrong press put right, the load list done, figures, and what all of it is charged.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::browser::Browser;
use super::hub::{act, done, minute, moved, refused};
use super::server::{Place, Server};

const HUB: &str = "/v1/hubs/TINY";

/// As the railway's spreadsheet has it: a wrong check digit is a warning, a box without a wagon is refused and told.
const LIST: &str = "wagon,wagon_type,box,slot,length,fill,gross_kg,verified,destination,customer,seals\r\n\
    313350000017,CN-FLAT-40,TOLU4734787,1,20,laden,20000,yes,VNSGN,DEMO-GRAIN,S1\r\n\
    313350000017,CN-FLAT-40,TGHU1643396,2,20,laden,21000,yes,VNSGN,DEMO-GRAIN,S2\r\n\
    313350000025,CN-FLAT-40,CSQU3054383,1,40,laden,28000,yes,VNSGN,,S3\r\n\
    313350000033,CN-FLAT-40,CBHU6192031,1,40,laden,24000,no,KRINC,DEMO-PARCEL,S4\r\n\
    ,CN-FLAT-40,FCIU9908030,1,40,laden,24000,no,KRINC,,S5\r\n";

const LOAD_LIST: &str = "box,stow,length,gross_kg,verified,discharge_port\n\
    TOLU4734787,0010082,20,20000,yes,VNSGN\nTGHU1643396,0030082,20,21000,yes,VNSGN\nCSQU3054383,0060082,40,28000,yes,VNSGN\n";

fn read(browser: &mut Browser, path: &str, text: &str) -> Value {
    let (status, answer) = browser.file("POST", path, text.as_bytes());
    let answer: Value = serde_json::from_slice(&answer).unwrap_or(Value::Null);
    assert_eq!(status, 200, "{answer}");
    answer
}

/// The list arrives before the train; what can be read is announced, what cannot is told with its row.
fn announced(base: &mut Browser) -> String {
    let train = json!({
        "do": "visit_expect", "vehicle": { "kind": "train", "gauge_mm": 1_435 }, "name": "X8155", "operator": "DEMO-RAIL"
    });
    let train = done(base, &train);
    let reading = read(base, &format!("{HUB}/visits/{train}/list?name=x8155.csv"), LIST);
    assert_eq!(
        (&reading["wagons"], &reading["boxes"], &reading["refused"]),
        (&json!(3), &json!(4), &json!(1)),
        "{reading}"
    );
    done(base, &json!({ "do": "visit_list", "visit": train, "lines": reading["lines"] }));
    train
}

/// The base offers, the port's railway accepts and places: the track is theirs to agree on.
fn placed(base: &mut Browser, railway: &mut Browser, train: &str) -> String {
    let offer = json!({
        "do": "placement_offer", "visit": train, "track": "TINY-T1", "from": minute(0), "until": minute(300),
        "units": 4, "to": "DEMO-RAIL", "expires": minute(60)
    });
    let placement = done(base, &offer);
    done(railway, &json!({ "do": "placement_accept", "placement": placement }));
    let direct = json!({ "do": "job_plan", "jobs": [{ "unit": "CBHU6192031", "to": yard(1, 1) }] });
    let job = done(base, &direct);
    let early = refused(base, &json!({ "do": "job_finish", "job": job }));
    assert_eq!(early, "hub.wagon_not_on_track", "nothing is lifted before the train stands");
    done(base, &json!({ "do": "job_abort", "job": job, "reason": "not placed yet" }));
    done(railway, &json!({ "do": "placement_place", "placement": placement }));
    placement
}

fn yard(row: u8, tier: u8) -> Value {
    json!({ "at": "yard", "block": "TINY-A", "bay": 2, "row": row, "tier": tier })
}

fn short(row: u8) -> Value {
    json!({ "at": "yard", "block": "TINY-A", "bay": 5, "row": row, "tier": 1 })
}

/// A ship at the berth with its load list.
fn moored(base: &mut Browser) -> String {
    let ship = json!({
        "do": "visit_expect", "vehicle": { "kind": "vessel", "length_mm": 150_000, "draught_mm": 8_000 },
        "name": "ASIAN STAR 014W", "operator": "DEMO-LINE"
    });
    let ship = done(base, &ship);
    done(
        base,
        &json!({
            "do": "visit_moor", "visit": ship, "berth": "TINY-Q1", "offset_mm": 0, "from": minute(0), "until": minute(900)
        }),
    );
    done(base, &json!({ "do": "visit_arrive", "visit": ship }));
    let reading = read(base, &format!("{HUB}/visits/{ship}/stow?name=load.csv&for=load"), LOAD_LIST);
    done(base, &json!({ "do": "ship_load_list", "visit": ship, "lines": reading["lines"] }));
    ship
}

/// Jobs of the ship in the order of the work list: what goes directly stands first.
fn planned(base: &mut Browser, ship: &str) -> Vec<(String, String, String)> {
    done(base, &json!({ "do": "ship_plan", "visit": ship, "direction": "load", "blocks": [] }));
    let floor = base.ok("GET", &format!("{HUB}/floor"), &Value::Null);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let mut jobs: Vec<&Value> = floor["jobs"].as_array().unwrap().iter().collect();
    jobs.sort_by_key(|job| (text(&job["urgency"]), job["order"].as_i64()));
    jobs.iter().map(|job| (text(&job["id"]), text(&job["number"]), text(&job["urgency"]))).collect()
}

/// A box is told to be in the yard, was not, and is told to be there later: books as if nothing had been.
fn pressed_wrongly(base: &mut Browser) {
    let at_once = |base: &mut Browser, to: &Value| {
        let job = done(base, &json!({ "do": "job_plan", "jobs": [{ "unit": "CBHU6192031", "to": to }] }));
        done(base, &json!({ "do": "job_finish", "job": job }));
    };
    at_once(base, &yard(1, 1));
    at_once(base, &json!({ "at": "wagon", "wagon": "313350000033", "slot": 1 }));
    moved(base, "CBHU6192031", &yard(2, 1), "TINY-RMG1");
}

fn story(place: &Place) {
    let server = Server::start(place);
    let (mut base, mut railway) = (server.browser("LYG"), server.browser("DEMO-RAIL"));
    let train = announced(&mut base);
    let ship = moored(&mut base);
    done(&mut base, &json!({ "do": "visit_arrive", "visit": train }));
    let placement = placed(&mut base, &mut railway, &train);

    // One of the ship's boxes is off the train before the ship is planned: the yard for it, then aboard.
    moved(&mut base, "TGHU1643396", &short(1), "TINY-RMG1");
    let jobs = planned(&mut base, &ship);
    let told: Vec<(&str, &str)> =
        jobs.iter().map(|(_, number, urgency)| (number.as_str(), urgency.as_str())).collect();
    assert_eq!(told[..2].iter().map(|(_, urgency)| *urgency).collect::<Vec<_>>(), ["direct"; 2], "{told:?}");
    assert_eq!(told[2], ("TGHU1643396", "normal"));
    for (job, ..) in &jobs {
        done(&mut base, &json!({ "do": "job_start", "job": job }));
        done(&mut base, &json!({ "do": "job_finish", "job": job }));
    }
    pressed_wrongly(&mut base);
    leave(&mut base, &mut railway, [&train, &ship, &placement]);
    figures(&mut base);
    charged(&server, &mut base);
    drop(server);
    place.verify();
}

fn leave(base: &mut Browser, railway: &mut Browser, [train, ship, placement]: [&str; 3]) {
    done(railway, &json!({ "do": "placement_finish_work", "placement": placement }));
    done(railway, &json!({ "do": "placement_release", "placement": placement }));
    let told = base.ok("GET", &format!("{HUB}/visits/{ship}/ship"), &Value::Null);
    assert_eq!((&told["load"]["done"], &told["load"]["to_do"]), (&json!(3), &json!(0)), "{told}");
    done(base, &json!({ "do": "visit_complete", "visit": ship }));
    let (status, answer) = act(
        base,
        &json!([{ "do": "visit_depart", "visit": ship }, { "do": "visit_depart", "visit": train }]),
    );
    assert_eq!(status, 200, "{answer}");
    let end = base.ok("GET", &format!("{HUB}/floor"), &Value::Null);
    // Three wagons and four boxes came; the wagons left with the train, three boxes with the ship.
    assert_eq!((&end["entered"], &end["left"], &end["inside"]), (&json!(7), &json!(6), &json!(1)), "{end}");
}

/// Each figure is made of what happened, and opens it.
fn figures(base: &mut Browser) {
    let figures = base.ok("GET", &format!("{HUB}/figures"), &Value::Null);
    let count = |kind: &str| {
        let all = figures["spans"].as_array().unwrap().iter();
        all.clone()
            .find(|span| span["kind"] == kind && span["of"].is_null())
            .map(|span| span["count"].as_u64().unwrap())
    };
    assert_eq!(
        (count("rail_to_ship"), count("train_turnaround"), count("vessel_turnaround")),
        (Some(3), Some(1), Some(1))
    );
    let spans = base.ok("GET", &format!("{HUB}/figures/rail_to_ship"), &Value::Null);
    let about = spans["items"][0]["about"].as_str().unwrap();
    let history = base.ok("GET", &format!("{HUB}/history?subject={about}"), &Value::Null);
    let kinds: Vec<&str> =
        history.as_array().unwrap().iter().filter_map(|row| row["kind"].as_str()).collect();
    assert!(kinds.contains(&"hub.job_done") && kinds.contains(&"hub.visit_arrived"), "{kinds:?}");
}

/// Every billable act once, by the lines of the tiny corridor's tariff; the wrong press is taken back.
fn charged(server: &Server, base: &mut Browser) {
    let charges = base.ok("GET", &format!("{HUB}/charges"), &Value::Null);
    let sums: BTreeMap<&str, (u64, &str)> = charges["by_act"]
        .as_array()
        .unwrap()
        .iter()
        .map(|sum| {
            let money = sum["sums"][0]["amount"].as_str().unwrap_or("");
            (sum["of"].as_str().unwrap(), (sum["acts"].as_u64().unwrap(), money))
        })
        .collect();
    let berth = charges["items"].as_array().unwrap().iter().find(|row| row["act"] == "berth").unwrap();
    // Once or twice 150 m, as midnight may pass.
    let days = berth["days"].as_i64().unwrap();
    assert!((1..=2).contains(&days) && berth["amount"] == 150, "{berth}");
    let quay = format!("{:.2}", 52.5 * f64::from(i32::try_from(days).unwrap()));
    let expected = [
        // A box of 20 ft from the yard: 58. Two from the train: 70 and 105.
        ("berth", (1, quay.as_str())),
        ("lift_rail", (4, "95.00")),
        ("lift_ship", (1, "58.00")),
        ("ship_direct", (2, "175.00")),
        // Within the free fortnight.
        ("storage", (3, "")),
        ("train", (1, "12.00")),
    ];
    assert_eq!(sums, BTreeMap::from(expected), "{charges}");
    let rows = charges["items"].as_array().unwrap();
    let back: Vec<&Value> = rows.iter().filter(|row| row["amount"] == -1).collect();
    assert_eq!(back.len(), 1);
    assert_eq!((&back[0]["name"], &back[0]["sums"][0]["amount"]), (&json!("CBHU6192031"), &json!("-57.00")));
    assert_eq!(rows.iter().filter(|row| row["is_priced"] == false).count(), 0);
    let direct = rows.iter().find(|row| row["name"] == "CSQU3054383" && row["act"] == "ship_direct").unwrap();
    assert_eq!(
        (&direct["lines"][0]["line"], &direct["payer"]),
        (&json!("TINY-DIRECT-40"), &json!("DEMO-RAIL"))
    );

    seen_by_who_pays(server, base, rows);
}

/// Who pays sees that, and nothing else; a page after another has all of it once; filters and the table say the same.
fn seen_by_who_pays(server: &Server, base: &mut Browser, rows: &[Value]) {
    let mut trader = server.browser("DEMO-GRAIN");
    let own = trader.ok("GET", &format!("{HUB}/charges"), &Value::Null);
    let names: Vec<&str> =
        own["items"].as_array().unwrap().iter().filter_map(|row| row["name"].as_str()).collect();
    assert!(names.iter().all(|name| ["TOLU4734787", "TGHU1643396"].contains(name)), "{own}");
    assert_eq!(
        (own["all"]["acts"].as_u64(), own["by_payer"].as_array().unwrap().len()),
        (Some(5), 1),
        "{own}"
    );
    assert_eq!(trader.ok("GET", &format!("{HUB}/charges?payer=DEMO-RAIL"), &Value::Null)["total"], 0);
    let (mut paged, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = base.ok("GET", &format!("{HUB}/charges?limit=5{cursor}"), &Value::Null);
        paged.extend(page["items"].as_array().unwrap().clone());
        let Some(next) = page["next"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(paged, rows);
    let only = |query: &str, base: &mut Browser| {
        base.ok("GET", &format!("{HUB}/charges?{query}"), &Value::Null)["total"].clone()
    };
    assert_eq!(
        (only("act=lift_rail", base), only("q=cbhu", base), only("priced=false", base)),
        (json!(4), json!(3), json!(0))
    );
    let (status, answer) = base.ask("GET", &format!("{HUB}/charges?act=lift_off"), &Value::Null);
    assert_eq!((status, &answer["code"]), (422, &json!("request.bad_value")));
    let (status, table) = base.file("GET", &format!("{HUB}/charges/table?format=csv"), &[]);
    let table = String::from_utf8(table).unwrap();
    assert_eq!((status, table.lines().count()), (200, 1 + rows.len()));
    assert!(table.contains("TINY-DIRECT-20,1,70.00,70.00,USD"), "{table}");
    let tariff = base.ok("GET", &format!("{HUB}/tariff"), &Value::Null);
    assert!(
        tariff
            .as_array()
            .unwrap()
            .iter()
            .any(|line| line["id"] == "TINY-DIRECT-20" && line["trust"]["reliability"] == "modelled")
    );
}

#[test]
fn from_the_wagon_list_to_the_ship_that_left_on_sqlite() {
    story(&Place::folder());
}

#[test]
fn from_the_wagon_list_to_the_ship_that_left_on_postgres() {
    story(&Place::database());
}
