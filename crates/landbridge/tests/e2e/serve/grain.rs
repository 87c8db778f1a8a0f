//! Grain over HTTP: from boxes into cells, weighed three ways, blended, held, aboard a ship; every kilogram is found again.

use serde_json::{Value, json};

use super::browser::Browser;
use super::hub::{act, done, refused};
use super::server::{Place, Server};

const GRAIN: &str = "/v1/hubs/TINY/grain";
/// Boxes with wheat: number, bay, what the weighbridge said with box and truck, and without the grain.
const BOXES: [(&str, u16, i64, i64); 3] = [
    ("CSQU3054383", 1, 44_180, 19_840),
    ("TOLU4734787", 3, 43_960, 19_820),
    ("TGHU1643396", 5, 44_410, 19_900),
];

fn grain(browser: &mut Browser) -> Value {
    browser.ok("GET", GRAIN, &Value::Null)
}

fn lot(browser: &mut Browser, number: &str) -> Value {
    browser.ok("GET", &format!("{GRAIN}/lots/{number}"), &Value::Null)
}

fn cell<'a>(grain: &'a Value, id: &str) -> &'a Value {
    grain["cells"].as_array().unwrap().iter().find(|cell| cell["id"] == id).unwrap()
}

fn declare(browser: &mut Browser, number: &str, (kg, moisture, protein): (i64, u16, u16)) {
    let declare = json!({
        "do": "grain_declare", "number": number, "owner": "DEMO-GRAIN", "commodity": "1001.99", "origin": "Kostanay, KZ",
        "crop_year": 2026, "declared_kg": kg, "quality": { "moisture_bp": moisture, "protein_bp": protein },
        "certificates": [{ "kind": "phytosanitary", "number": format!("KZ-{number}") }]
    });
    done(browser, &declare);
}

/// Boxes stand in the yard; their grain goes into the first cell, each over the weighbridge, all over the hopper scale.
fn from_boxes(base: &mut Browser) -> i64 {
    let standing: Vec<Value> = BOXES
        .iter()
        .map(|(number, bay, ..)| {
            json!({
                "thing": { "number": number, "form": { "form": "box", "length": "20" }, "goods": "1001",
                    "gross": { "known": "declared", "mass_kg": 26_600 } },
                "spot": { "at": "yard", "block": "TINY-A", "bay": bay, "row": 1, "tier": 1 }
            })
        })
        .collect();
    done(base, &json!({ "do": "inventory_open", "units": standing }));
    declare(base, "W-1", (73_200, 1_250, 1_400));
    let mut sum = 0;
    for (number, _, gross, tare) in BOXES {
        let net = gross - tare;
        sum += net;
        let weigh = json!({
            "do": "grain_weigh", "lot": "W-1", "leg": "in", "noted": { "instrument": "weighbridge 1", "of": number },
            "reading": { "method": "weighbridge", "gross_kg": gross, "tare_kg": tare }
        });
        let receive = json!({
            "do": "grain_receive", "lot": "W-1", "cell": "TINY-S1", "from": { "by": "unit", "unit": number }, "mass_kg": net
        });
        assert_eq!(act(base, &json!([weigh, receive])).0, 200);
        assert_eq!(refused(base, &receive), "hub.carrier_empty", "a box is emptied once");
    }
    let hopper = json!({
        "do": "grain_weigh", "lot": "W-1", "leg": "in", "noted": { "instrument": "hopper scale" },
        "reading": { "method": "hopper", "net_kg": sum - 90 }
    });
    done(base, &hopper);
    sum
}

/// Somebody holds a lot in quarantine: it goes nowhere, and nothing free is put beside it.
fn quarantined(base: &mut Browser, railway: &mut Browser, ship: &str) {
    let set = json!({ "do": "grain_hold", "lot": "W-1", "kind": "quarantine", "reason": "sample to the laboratory" });
    let hold = done(railway, &set);
    let aboard = json!({ "by": "visit", "visit": ship, "hold": "2" });
    let issue = json!({ "do": "grain_issue", "lot": "W-1", "cell": "TINY-S1", "to": aboard, "mass_kg": 1 });
    assert_eq!(refused(base, &issue), "hub.lot_held");
    let beside =
        json!({ "do": "grain_receive", "lot": "W-2", "cell": "TINY-S1", "from": aboard, "mass_kg": 1_000 });
    assert_eq!(refused(base, &beside), "hub.cell_mixed");
    assert_eq!(cell(&grain(base), "TINY-S1")["quarantine"], true);
    let lift = json!({ "do": "grain_lift", "lot": "W-1", "hold": hold, "reason": "report 441" });
    assert_eq!(refused(base, &lift), "hub.not_your_hold");
    done(railway, &lift);
}

fn story(place: &Place) {
    let server = Server::start(place);
    let (mut base, mut railway) = (server.browser("LYG"), server.browser("DEMO-RAIL"));
    let ship = json!({
        "do": "visit_expect", "vehicle": { "kind": "vessel", "length_mm": 150_000, "draught_mm": 8_000 }, "name": "Asian Star"
    });
    let ship = done(&mut base, &ship);
    done(&mut base, &json!({ "do": "visit_arrive", "visit": ship }));
    let sum = from_boxes(&mut base);
    declare(&mut base, "W-2", (400_000, 1_150, 1_250));
    let truck = json!({ "do": "visit_expect", "vehicle": { "kind": "truck" }, "name": "LYG-88" });
    let truck = done(&mut base, &truck);
    done(&mut base, &json!({ "do": "visit_arrive", "visit": truck }));
    let from = json!({ "by": "visit", "visit": truck });
    let second =
        json!({ "do": "grain_receive", "lot": "W-2", "cell": "TINY-S2", "from": from, "mass_kg": 400_000 });
    done(&mut base, &second);
    assert_eq!(refused(&mut base, &second), "hub.cell_full", "500 t find room");
    let maize =
        json!({ "do": "grain_declare", "number": "M-1", "owner": "DEMO-GRAIN", "commodity": "1005.90" });
    done(&mut base, &maize);
    for (to, code) in [("TINY-S1", "hub.cell_refuses"), ("TINY-S2", "hub.cell_mixed")] {
        let wrong =
            json!({ "do": "grain_receive", "lot": "M-1", "cell": to, "from": from, "mass_kg": 10_000 });
        assert_eq!(refused(&mut base, &wrong), code);
    }
    quarantined(&mut base, &mut railway, &ship);

    // Dried from 12.50 to 12.00 %: 73,… t lose what the dry matter says; then half a tonne is spilt and blended with the other.
    done(&mut base, &json!({ "do": "grain_dry", "lot": "W-1", "cell": "TINY-S1", "moisture_bp": 1_200 }));
    let shrink = (sum * 50 + 4_400) / 8_800;
    let spilt = json!({
        "do": "grain_lose", "lot": "W-1", "cell": "TINY-S1", "loss": "spillage", "mass_kg": 37, "reason": "belt 3"
    });
    done(&mut base, &spilt);
    let left = sum - shrink - 37;
    let norm = json!({ "of": "weight:draught", "goods": "1001", "limit_ppm": 5_000, "source": "(test)", "reliability": "modelled" });
    done(&mut base, &json!({ "do": "grain_tolerate", "norm": norm }));
    let blend = json!({ "do": "grain_blend", "number": "B-1", "cell": "TINY-S1", "parts": [
        { "lot": "W-1", "cell": "TINY-S1", "mass_kg": left }, { "lot": "W-2", "cell": "TINY-S2", "mass_kg": 150_001 }
    ] });
    done(&mut base, &blend);
    let all = left + 150_001;
    let counted = json!({ "do": "grain_count", "cell": "TINY-S1", "found_kg": all - 101, "how": "laser" });
    done(&mut base, &counted);
    let to = json!({ "by": "visit", "visit": ship, "hold": "2" });
    let issue =
        json!({ "do": "grain_issue", "lot": "B-1", "cell": "TINY-S1", "to": to, "mass_kg": all - 101 });
    let draught = json!({
        "do": "grain_weigh", "lot": "B-1", "leg": "out", "noted": { "instrument": "draught survey", "weigher": "surveyor" },
        "reading": { "method": "draught", "laden_kg": 9_000_000 + all, "light_kg": 9_000_000 }
    });
    assert_eq!(act(&mut base, &json!([issue, draught])).0, 200);
    done(&mut base, &json!({ "do": "grain_close", "lot": "B-1" }));

    // The server starts again: the books are the same, and close.
    let before = grain(&mut base);
    drop(server);
    let server = Server::start(place);
    let mut base = server.browser("LYG");
    let mut after = grain(&mut base);
    after["now"] = before["now"].clone();
    assert_eq!(after, before);
    balanced(&mut base, &after, (sum, shrink, left, all));
    drop(server);
    place.verify();
}

fn balanced(base: &mut Browser, grain: &Value, (sum, shrink, left, all): (i64, i64, i64, i64)) {
    let first = lot(base, "W-1");
    let balance = &first["row"]["balance"];
    assert_eq!(
        (&balance["received_kg"], &balance["blended_out_kg"]),
        (&json!(sum), &json!(left)),
        "{balance}"
    );
    assert_eq!(balance["lost_kg"], json!(shrink + 37));
    let weights: Vec<(&str, i64, i64)> = first["weights"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            (
                row["method"].as_str().unwrap(),
                row["net_kg"].as_i64().unwrap(),
                row["difference_kg"].as_i64().unwrap(),
            )
        })
        .collect();
    let expected = [("declared", 73_200, 73_200 - sum), ("weighbridge", sum, 0), ("hopper", sum - 90, -90)];
    assert_eq!(weights, expected);
    let blend = lot(base, "B-1");
    assert_eq!(
        (&blend["row"]["balance"]["inside_kg"], &blend["row"]["balance"]["lost_kg"]),
        (&json!(0), &json!(101))
    );
    let draught = &blend["weights"][0];
    assert_eq!((&draught["difference_kg"], &draught["limit_ppm"]), (&json!(101), &json!(5_000)), "{draught}");
    let origins: Vec<i64> =
        blend["origins"].as_array().unwrap().iter().map(|row| row["mass_kg"].as_i64().unwrap()).collect();
    assert_eq!((origins.as_slice(), origins.iter().sum::<i64>()), (&[left, 150_001][..], all));
    // 12.00 % and 11.50 %, 14.00 % and 12.50 %, weighted by mass.
    let mean = |one: i64, other: i64| (one * left + other * 150_001 + all / 2) / all;
    let quality = &blend["row"]["quality"];
    assert_eq!(
        (&quality["moisture_bp"], &quality["protein_bp"]),
        (&json!(mean(1_200, 1_150)), &json!(mean(1_400, 1_250)))
    );
    assert_eq!(lot(base, "W-2")["into"][0]["number"], "B-1");
    let kinds: Vec<&str> =
        first["history"].as_array().unwrap().iter().filter_map(|row| row["kind"].as_str()).take(3).collect();
    assert_eq!(kinds, ["hub.grain_blended", "hub.grain_lost", "hub.grain_dried"]);
    assert_eq!((&grain["closed"], &cell(grain, "TINY-S1")["level_kg"]), (&json!(1), &json!(0)));
    let mut in_all = 0;
    for cell in grain["cells"].as_array().unwrap() {
        assert_eq!(cell["balance"]["difference_kg"], 0, "{cell}");
        in_all += cell["level_kg"].as_i64().unwrap();
    }
    assert_eq!(in_all, 400_000 - 150_001);
}

#[test]
fn from_boxes_through_a_blend_to_the_ship_on_sqlite() {
    story(&Place::folder());
}

#[test]
fn from_boxes_through_a_blend_to_the_ship_on_postgres() {
    story(&Place::database());
}
