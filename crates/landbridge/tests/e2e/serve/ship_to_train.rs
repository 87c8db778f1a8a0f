//! Workflow 2 over HTTP as far as the hub goes: a ship's boxes under customs and an export box of the yard on one departing train,
//! within slots and limits, its list and index written and read back, customers seeing their own, what it is charged.

use serde_json::{Value, json};

use super::browser::Browser;
use super::hub::{done, moved, placed, refused};
use super::server::{Place, Server};

const HUB: &str = "/v1/hubs/TINY";
const WAGONS: [&str; 3] = ["313350000017", "313350000025", "313350000033"];
const DISCHARGE: &str = "box,stow,length,gross_kg,verified,discharge_port,destination,customer\n\
    TOLU4734787,0010082,20,20000,yes,CNLYG,KZALA,DEMO-GRAIN\n\
    TGHU1643396,0030082,20,21000,yes,CNLYG,KZALA,DEMO-GRAIN\n\
    CSQU3054383,0060082,40,24000,yes,CNLYG,KZALA,DEMO-PARCEL\n";

/// A box for export stands in the yard since the books were opened.
fn opened(base: &mut Browser) {
    let thing = json!({
        "number": "CBHU6192031", "form": { "form": "box", "length": "40" }, "destination": "KZALA",
        "gross": { "known": "verified", "mass_kg": 26_000 }
    });
    let spot = json!({ "at": "yard", "block": "TINY-A", "bay": 2, "row": 1, "tier": 1 });
    done(base, &json!({ "do": "inventory_open", "units": [{ "thing": thing, "spot": spot }] }));
}

/// The ship's boxes come ashore in an order in which they can be lifted.
fn discharged(base: &mut Browser) -> String {
    let vehicle = json!({ "kind": "vessel", "length_mm": 150_000, "draught_mm": 8_000 });
    let ship = done(base, &json!({ "do": "visit_expect", "vehicle": vehicle, "name": "ASIAN STAR 013E" }));
    let path = format!("{HUB}/visits/{ship}/stow?name=discharge.csv&for=discharge");
    let (status, answer) = base.file("POST", &path, DISCHARGE.as_bytes());
    let reading: Value = serde_json::from_slice(&answer).unwrap();
    assert_eq!((status, &reading["boxes"], &reading["refused"]), (200, &json!(3), &json!(0)), "{reading}");
    done(base, &json!({ "do": "visit_list", "visit": ship, "lines": reading["lines"] }));
    done(base, &json!({ "do": "visit_arrive", "visit": ship }));
    let plan = json!({ "do": "ship_plan", "visit": ship, "direction": "discharge", "blocks": ["TINY-A"] });
    done(base, &plan);
    let floor = base.ok("GET", &format!("{HUB}/floor"), &Value::Null);
    let mut jobs = floor["jobs"].as_array().unwrap().clone();
    jobs.sort_by_key(|job| job["order"].as_i64());
    assert_eq!(jobs.len(), 3, "{floor}");
    for job in jobs {
        done(base, &json!({ "do": "job_finish", "job": job["id"] }));
    }
    ship
}

fn on(wagon: usize, slot: u8) -> Value {
    json!({ "at": "wagon", "wagon": WAGONS[wagon], "slot": slot })
}

/// Platforms are placed by agreement; what customs hold is not put on a wagon before they let it go.
fn loaded(base: &mut Browser, railway: &mut Browser) -> (String, String) {
    let wagon = |number: &str| {
        let form = json!({ "form": "wagon", "wagon_type": "CN-FLAT-40" });
        json!({ "thing": { "number": number, "form": form } })
    };
    let platforms: Value = WAGONS.iter().map(|number| wagon(number)).collect();
    let (train, placement) = placed(base, railway, (1_435, "TINY-T1"), &platforms);
    let set = json!({ "do": "hold_set", "unit": "CSQU3054383", "kind": "customs", "reason": "transit declaration" });
    let hold = done(railway, &set);
    let plan = |unit: &str, to: Value| json!({ "do": "job_plan", "jobs": [{ "unit": unit, "to": to }] });
    assert_eq!(refused(base, &plan("CSQU3054383", on(1, 1))), "hub.held");
    done(
        railway,
        &json!({ "do": "hold_lift", "unit": "CSQU3054383", "hold": hold, "reason": "T-17, sealed" }),
    );
    // The one that came ashore later stands on the other, and goes first.
    moved(base, "TGHU1643396", &on(0, 2), "TINY-RMG1");
    // A long box beside a short one has no slot.
    assert!(refused(base, &plan("CSQU3054383", on(0, 1))).starts_with("hub."));
    moved(base, "TOLU4734787", &on(0, 1), "TINY-RMG1");
    moved(base, "CSQU3054383", &on(1, 1), "TINY-RMG1");
    moved(base, "CBHU6192031", &on(2, 1), "TINY-RMG1");
    (train, placement)
}

/// The train is made up, holds within every limit, and its list in every form is the train.
fn made_up(base: &mut Browser) -> String {
    let vehicle = json!({ "kind": "train", "gauge_mm": 1_435 });
    let out = done(
        base,
        &json!({ "do": "visit_expect", "vehicle": vehicle, "name": "X9001", "operator": "DEMO-RAIL" }),
    );
    done(base, &json!({ "do": "visit_form", "visit": out, "wagons": WAGONS }));
    done(base, &json!({ "do": "visit_index", "visit": out, "index": "4860 001 7000" }));
    let train = base.ok("GET", &format!("{HUB}/visits/{out}/train"), &Value::Null);
    assert_eq!((&train["holds"], &train["index"]), (&json!(true), &json!("4860 001 7000")), "{train}");
    let limit = |measure: &str| {
        let mut limits = train["limits"].as_array().unwrap().iter();
        limits.find(|limit| limit["measure"] == measure).unwrap()["used"].as_i64()
    };
    // Three platforms of 13.466 m and 22.4 t with 91 t of boxes.
    assert_eq!((limit("length"), limit("mass")), (Some(3 * 13_466), Some(3 * 22_400 + 91_000)));
    let vehicle = json!({ "kind": "train", "gauge_mm": 1_435 });
    let next = done(base, &json!({ "do": "visit_expect", "vehicle": vehicle, "name": "X9001 again" }));
    for format in ["du1", "csv", "xlsx"] {
        let (status, file) = base.file("GET", &format!("{HUB}/visits/{out}/train/list?format={format}"), b"");
        assert_eq!(status, 200);
        let (_, answer) = base.file("POST", &format!("{HUB}/visits/{next}/list?name=list.{format}"), &file);
        let read: Value = serde_json::from_slice(&answer).unwrap();
        assert_eq!(
            (&read["wagons"], &read["boxes"], &read["refused"]),
            (&json!(3), &json!(4), &json!(0)),
            "{format}"
        );
        assert_eq!(read["index"], "4860 001 7000", "{format}");
    }
    done(base, &json!({ "do": "visit_cancel", "visit": next, "reason": "a trial" }));
    out
}

fn story(place: &Place) {
    let server = Server::start(place);
    let (mut base, mut railway) = (server.browser("LYG"), server.browser("DEMO-RAIL"));
    let mut trader = server.browser("DEMO-GRAIN");
    opened(&mut base);
    let ship = discharged(&mut base);
    let own = |trader: &mut Browser| trader.ok("GET", "/v1/at-hubs/units", &Value::Null)["total"].clone();
    assert_eq!(own(&mut trader), 2);
    let (bringing, placement) = loaded(&mut base, &mut railway);
    assert_eq!(refused(&mut base, &json!({ "do": "visit_depart", "visit": bringing })), "hub.still_placed");
    done(&mut railway, &json!({ "do": "placement_release", "placement": placement }));
    let out = made_up(&mut base);
    for visit in [&ship, &bringing, &out] {
        done(&mut base, &json!({ "do": "visit_depart", "visit": visit }));
    }
    let end = base.ok("GET", &format!("{HUB}/floor"), &Value::Null);
    assert_eq!((&end["entered"], &end["left"], &end["inside"]), (&json!(7), &json!(7), &json!(0)), "{end}");
    assert_eq!(own(&mut trader), 0);

    let figures = base.ok("GET", &format!("{HUB}/figures"), &Value::Null);
    let mut spans = figures["spans"].as_array().unwrap().iter();
    let dwell = spans.find(|span| span["kind"] == "dwell" && span["of"].is_null()).unwrap();
    assert_eq!(dwell["count"], 3, "of what stood before the books were opened nobody knows since when");
    let charges = base.ok("GET", &format!("{HUB}/charges"), &Value::Null);
    let sum = |act: &str| {
        let mut sums = charges["by_act"].as_array().unwrap().iter();
        sums.find(|sum| sum["of"] == act)
            .map(|sum| sum["sums"][0]["amount"].as_str().unwrap_or("").to_owned())
    };
    // 58 + 58 + 87; 38 + 38 + 57 + 57; three wagons of 4.
    let told = ["lift_ship", "lift_rail", "train", "ship_direct"].map(sum);
    assert_eq!(told, [Some("203.00"), Some("190.00"), Some("12.00"), None].map(|sum| sum.map(str::to_owned)));
    drop(server);
    place.verify();
}

#[test]
fn from_the_ship_to_the_departed_train_on_sqlite() {
    story(&Place::folder());
}

#[test]
fn from_the_ship_to_the_departed_train_on_postgres() {
    story(&Place::database());
}
