//! A departing train over HTTP: class 1 beside class 3 does not hold until a wagon stands between, reefers do not without a generator
//! wagon; its index is said, written into every list, and read back at the next hub.

use serde_json::{Value, json};

use super::browser::Browser;
use super::hub::{done, refused};
use super::server::{Place, Server};

const HUB: &str = "/v1/hubs/TINY";
const INDEX: &str = "4860 123 7050";
/// Plain, plain, class 1.1D, class 3, plain, a running reefer, a generator wagon, short boxes of class 1.1D.
const WAGONS: [&str; 8] = [
    "313350000011",
    "313350000029",
    "313350000037",
    "313350000045",
    "313350000052",
    "313350000060",
    "313350000078",
    "313350000086",
];

fn wagon(at: usize) -> Value {
    let wagon_type = if at == 6 { "CN-POWER" } else { "CN-FLAT-40" };
    let form = json!({ "form": "wagon", "wagon_type": wagon_type });
    json!({ "thing": { "number": WAGONS[at], "form": form } })
}

fn boxed(at: usize, length: &str, more: &Value) -> Value {
    json!({ "thing": container(at, length, more), "wagon": WAGONS[at], "slot": 1 })
}

fn container(at: usize, length: &str, more: &Value) -> Value {
    let mut thing = json!({
        "number": format!("DEMU000000{at}"), "form": { "form": "box", "length": length },
        "gross": { "known": "verified", "mass_kg": 15_000 }, "destination": "VNCLI"
    });
    for (name, value) in more.as_object().unwrap() {
        thing[name] = value.clone();
    }
    thing
}

fn lines() -> Value {
    let nothing = json!({});
    let loads = [
        boxed(0, "40", &nothing),
        boxed(1, "40", &nothing),
        boxed(2, "40", &json!({ "dangerous": ["1.1D"] })),
        boxed(3, "40", &json!({ "dangerous": ["3"] })),
        boxed(4, "40", &nothing),
        boxed(5, "40", &json!({ "set_point_dc": -180 })),
        Value::Null,
        boxed(7, "20", &json!({ "dangerous": ["1.1D"] })),
    ];
    let both = loads.into_iter().enumerate().flat_map(|(at, load)| [wagon(at), load]);
    both.filter(|line| !line.is_null()).collect()
}

fn expected(base: &mut Browser, name: &str) -> String {
    let vehicle = json!({ "kind": "train", "gauge_mm": 1435 });
    done(base, &json!({ "do": "visit_expect", "vehicle": vehicle, "name": name }))
}

fn form(base: &mut Browser, visit: &str, wagons: &[usize]) {
    let wagons: Vec<&str> = wagons.iter().map(|at| WAGONS[*at]).collect();
    done(base, &json!({ "do": "visit_form", "visit": visit, "wagons": wagons }));
}

/// Whether the train holds, and what stands in its way as a whole.
fn looked_at(base: &mut Browser, visit: &str) -> (bool, Vec<String>, Value) {
    let train = base.ok("GET", &format!("{HUB}/visits/{visit}/train"), &Value::Null);
    let told = |remark: &Value| match remark["kind"].as_str().unwrap() {
        "needs_power" => format!("{} without power", remark["without"]),
        _ => {
            let other = remark["other"]["number"].as_str().or(remark["end"].as_str()).unwrap();
            let one = remark["one"]["number"].as_str().unwrap();
            format!("{one} {other} {} of {}", remark["found"], remark["wanted"])
        }
    };
    let remarks = train["remarks"].as_array().map(|all| all.iter().map(told).collect()).unwrap_or_default();
    let limits = train["limits"].as_array().unwrap();
    let power = limits.iter().find(|limit| limit["measure"] == "power").cloned().unwrap_or_default();
    (train["holds"] == true, remarks, power)
}

fn goods_are_kept_apart(base: &mut Browser, out: &str, aside: &str) {
    form(base, out, &[0, 2, 3, 1]);
    let (holds, remarks, _) = looked_at(base, out);
    let expected = ["DEMU0000002 loco 1 of 2", "DEMU0000002 DEMU0000003 0 of 1"];
    assert_eq!((holds, remarks), (false, expected.map(str::to_owned).to_vec()));
    form(base, aside, &[1, 2, 3]);
    form(base, out, &[1, 2, 4, 3]);
    assert_eq!(looked_at(base, out), (true, Vec::new(), Value::Null));

    // Two boxes on one wagon: the job is refused before anybody lifts anything.
    let thing = container(9, "20", &json!({ "dangerous": ["3"] }));
    let spot = json!({ "at": "yard", "block": "TINY-A", "bay": 5, "row": 1, "tier": 1 });
    done(base, &json!({ "do": "inventory_open", "units": [{ "thing": thing, "spot": spot }] }));
    let onto = |at: usize, slot| json!({ "unit": "DEMU0000009", "to": { "at": "wagon", "wagon": WAGONS[at], "slot": slot } });
    let plan = |job: Value| json!({ "do": "job_plan", "jobs": [job] });
    assert_eq!(refused(base, &plan(onto(7, 2))), "hub.kept_apart");
}

fn reefers_are_fed(base: &mut Browser, out: &str) {
    form(base, out, &[5]);
    let (holds, remarks, power) = looked_at(base, out);
    assert_eq!((holds, remarks), (false, vec!["1 without power".to_owned()]));
    assert_eq!((&power["used"], &power["allowed"], &power["holds"]), (&json!(1), &json!(0), &json!(false)));
    form(base, out, &[6]);
    let (holds, remarks, power) = looked_at(base, out);
    assert_eq!((holds, remarks), (true, Vec::new()));
    assert_eq!((&power["used"], &power["allowed"]), (&json!(1), &json!(20)));
}

/// Says the index, writes the list in every form and reads it for a train to come: wagons, boxes and index are the same.
fn the_index_goes_along(base: &mut Browser, out: &str) {
    let bad = json!({ "do": "visit_index", "visit": out, "index": "48600 123 7050" });
    assert_eq!(refused(base, &bad), "request.bad_value");
    done(base, &json!({ "do": "visit_index", "visit": out, "index": "4860-123-7050" }));
    let floor = base.ok("GET", &format!("{HUB}/floor"), &Value::Null);
    let mut visits = floor["visits"].as_array().unwrap().iter();
    assert_eq!(visits.find(|row| row["id"] == out).unwrap()["index"], INDEX);
    let train = base.ok("GET", &format!("{HUB}/visits/{out}/train"), &Value::Null);
    assert_eq!(train["index"], INDEX);
    let next = expected(base, "2501 at the next hub");
    for format in ["du1", "csv", "xlsx"] {
        let (status, file) = base.file("GET", &format!("{HUB}/visits/{out}/train/list?format={format}"), b"");
        assert_eq!(status, 200);
        let path = format!("{HUB}/visits/{next}/list?name=list.{format}");
        let (status, answer) = base.file("POST", &path, &file);
        let read: Value = serde_json::from_slice(&answer).unwrap();
        assert_eq!((status, &read["index"], &read["refused"]), (200, &json!(INDEX), &json!(0)), "{format}");
        assert_eq!((&read["wagons"], &read["boxes"]), (&json!(7), &json!(6)), "{format}");
    }
    done(base, &json!({ "do": "visit_index", "visit": next, "index": INDEX }));
    done(base, &json!({ "do": "visit_index", "visit": next }));
    done(base, &json!({ "do": "visit_cancel", "visit": next, "reason": "a trial" }));
}

fn story(place: &Place) {
    let server = Server::start(place);
    let mut base = server.browser("LYG");
    let brings = expected(&mut base, "X8155");
    done(&mut base, &json!({ "do": "visit_list", "visit": brings, "lines": lines() }));
    done(&mut base, &json!({ "do": "visit_arrive", "visit": brings }));
    let (out, aside) = (expected(&mut base, "X8156"), expected(&mut base, "X8157"));
    goods_are_kept_apart(&mut base, &out, &aside);
    reefers_are_fed(&mut base, &out);
    the_index_goes_along(&mut base, &out);
    drop((base, server));

    // The server starts again: the train is as it was, and after its departure nobody says an index.
    let server = Server::start(place);
    let mut base = server.browser("LYG");
    let train = base.ok("GET", &format!("{HUB}/visits/{out}/train"), &Value::Null);
    assert_eq!((&train["index"], &train["holds"]), (&json!(INDEX), &json!(true)));
    done(&mut base, &json!({ "do": "visit_depart", "visit": out }));
    let late = json!({ "do": "visit_index", "visit": out, "index": INDEX });
    assert_eq!(refused(&mut base, &late), "hub.visit_not_found");
    drop((base, server));
    place.verify();
}

#[test]
fn a_train_is_composed_by_complete_rules_on_sqlite() {
    story(&Place::folder());
}

#[test]
fn a_train_is_composed_by_complete_rules_on_postgres() {
    story(&Place::database());
}
