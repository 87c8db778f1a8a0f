//! A ship over HTTP: its plan read, boxes discharged from the top, a load list, boxes loaded from the bottom, none without verified
//! mass, and the plan of departure equal to what stands aboard.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::browser::Browser;
use super::hub::{done, refused};
use super::server::{Place, Server};

const HUB: &str = "/v1/hubs/TINY";

/// Two short boxes, a long one on both that is not weighed, one that goes on, and one without a number.
const PLAN: &str = "UNA:+.? '\r\nUNB+UNOA:2+LINE+CNLYG+261122:0600+9'\r\nUNH+1+BAPLIE:D:13B:UN:SMDG31'\r\n\
    TDT+20+014W+++LNX:LINES:306+++9319466:146:11:ASIAN STAR'LOC+5+VNSGN'LOC+61+CNLYG'\r\n\
    LOC+147+0010082:9711:5'EQD+CN+TOLU4734787:6346:5+22G1:6346:5+++5'MEA+AAE+VGM+KGM:20000'LOC+9+VNSGN'LOC+11+CNLYG'\r\n\
    LOC+147+0030082:9711:5'EQD+CN+TGHU1643396:6346:5+22G1:6346:5+++5'MEA+AAE+VGM+KGM:21000'LOC+9+VNSGN'LOC+11+CNLYG'\r\n\
    LOC+147+0020084:9711:5'EQD+CN+CSQU3054383:6346:5+45G1:6346:5+++5'MEA+AAE+AET+KGM:24000'LOC+9+VNSGN'LOC+11+CNLYG'\r\n\
    LOC+147+0060182:9711:5'EQD+CN+CBHU6192031:6346:5+45G1:6346:5+++5'LOC+9+VNSGN'LOC+11+RUVVO'DGS+IMD+3+1203'\r\n\
    LOC+147+0060284:9711:5'EQD+CN++45G1:6346:5+++4'LOC+11+RUVVO'\r\n\
    CNT+8:5'UNT+40+1'UNZ+1+9'";

fn read(browser: &mut Browser, path: &str, bytes: &[u8]) -> Value {
    let (status, answer) = browser.file("POST", path, bytes);
    let answer: Value = serde_json::from_slice(&answer).unwrap_or(Value::Null);
    assert_eq!(status, 200, "{answer}");
    answer
}

fn ship(browser: &mut Browser, visit: &str) -> Value {
    browser.ok("GET", &format!("{HUB}/visits/{visit}/ship"), &Value::Null)
}

fn row<'a>(ship: &'a Value, number: &str) -> &'a Value {
    ship["rows"].as_array().unwrap().iter().find(|row| row["number"] == number).unwrap()
}

/// Plans what can be planned; returns the jobs with the numbers that they move, in the order of their queue.
fn planned(browser: &mut Browser, visit: &str, direction: &str) -> Vec<(String, String)> {
    let wish = json!({ "do": "ship_plan", "visit": visit, "direction": direction, "blocks": if direction == "load" { json!([]) } else { json!(["TINY-A"]) } });
    let before: BTreeSet<String> = jobs(browser).into_iter().map(|(job, ..)| job).collect();
    browser.ok("POST", &format!("{HUB}/actions"), &json!({ "actions": [wish] }));
    let mut new = jobs(browser);
    new.retain(|(job, ..)| !before.contains(job));
    new.sort_by_key(|(_, _, order)| *order);
    new.into_iter().map(|(job, number, _)| (job, number)).collect()
}

fn jobs(browser: &mut Browser) -> Vec<(String, String, i64)> {
    let floor = browser.ok("GET", &format!("{HUB}/floor"), &Value::Null);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let rows = floor["jobs"].as_array().unwrap().iter();
    rows.map(|job| (text(&job["id"]), text(&job["number"]), job["order"].as_i64().unwrap())).collect()
}

fn numbers(jobs: &[(String, String)]) -> Vec<&str> {
    jobs.iter().map(|(_, number)| number.as_str()).collect()
}

fn story(place: &Place) {
    let server = Server::start(place);
    let mut base = server.browser("LYG");
    let visit = done(
        &mut base,
        &json!({
            "do": "visit_expect", "vehicle": { "kind": "vessel", "length_mm": 150_000, "draught_mm": 8_000 }, "name": "ASIAN STAR 014W"
        }),
    );
    let read_at = |list: &str| format!("{HUB}/visits/{visit}/stow?name=plan.edi&for={list}");
    let reading = read(&mut base, &read_at("discharge"), PLAN.as_bytes());
    assert_eq!(
        (&reading["boxes"], &reading["refused"], &reading["format"]),
        (&json!(4), &json!(1), &json!("baplie31"))
    );
    assert_eq!(reading["rows"][4]["problems"][0]["code"], "stow.no_number");
    assert_eq!(reading["problems"][0]["code"], "edifact.wrong_count", "{reading}");
    // A customer neither reads nor sees it.
    let mut trader = server.browser("DEMO-GRAIN");
    assert_eq!(trader.file("POST", &read_at("discharge"), PLAN.as_bytes()).0, 403);

    // The list goes in two parts, as a long one does.
    let lines = reading["lines"].as_array().unwrap();
    let part = |from: usize, lines: &[Value]| json!({ "do": "visit_list", "visit": visit, "from": from, "lines": lines });
    assert_eq!(refused(&mut base, &part(2, &lines[2..])), "hub.list_gap");
    done(&mut base, &part(0, &lines[..2]));
    done(&mut base, &part(2, &lines[2..]));
    done(&mut base, &json!({ "do": "visit_arrive", "visit": visit }));
    let told = ship(&mut base, &visit);
    assert_eq!(
        (&told["discharge"]["total"], &told["discharge"]["to_do"], &told["port"]),
        (&json!(3), &json!(3), &json!("CNLYG"))
    );
    assert_eq!(row(&told, "CBHU6192031")["progress"], "stays");

    let jobs = planned(&mut base, &visit, "discharge");
    assert_eq!(numbers(&jobs), ["CSQU3054383", "TOLU4734787", "TGHU1643396"]);
    assert_eq!(refused(&mut base, &json!({ "do": "job_finish", "job": jobs[1].0 })), "hub.overstowed");
    for (job, _) in &jobs {
        done(&mut base, &json!({ "do": "job_finish", "job": job }));
    }
    loaded(&mut base, &visit);
    departed(&mut base, &visit);
    drop(server);
    place.verify();
}

/// Three boxes go back aboard, elsewhere; one is not at the hub and is shut out.
fn loaded(base: &mut Browser, visit: &str) {
    let csv = "box,stow,length,gross_kg,verified,discharge_port\n\
        CSQU3054383,0020084,40,24000,no,RUVVO\nTOLU4734787,0030082,20,20000,yes,RUVVO\n\
        TGHU1643396,0010082,20,21000,yes,RUVVO\nFCIU9908030,0050082,20,9000,yes,RUVVO\n";
    let reading = read(base, &format!("{HUB}/visits/{visit}/stow?name=load.csv&for=load"), csv.as_bytes());
    assert_eq!((&reading["boxes"], &reading["warned"]), (&json!(4), &json!(1)), "{reading}");
    done(base, &json!({ "do": "ship_load_list", "visit": visit, "lines": reading["lines"] }));
    let jobs = planned(base, visit, "load");
    assert_eq!(numbers(&jobs).len(), 2, "the long one is not weighed");
    let told = ship(base, visit);
    assert_eq!(row(&told, "CSQU3054383")["stop"]["code"], "hub.not_verified", "{told}");
    assert_eq!((&told["load"]["absent"], &told["load"]["planned"]), (&json!(1), &json!(2)));
    for (job, _) in &jobs {
        done(base, &json!({ "do": "job_finish", "job": job }));
    }
    let to = json!({ "at": "visit", "visit": visit, "position": "0020084" });
    let job = done(base, &json!({ "do": "job_plan", "jobs": [{ "unit": "CSQU3054383", "to": to }] }));
    assert_eq!(refused(base, &json!({ "do": "job_finish", "job": job })), "hub.not_verified");
    done(
        base,
        &json!({
            "do": "inventory_state", "unit": "CSQU3054383", "facts": { "gross": { "known": "verified", "mass_kg": 24_120 } }
        }),
    );
    done(base, &json!({ "do": "job_finish", "job": job }));
    let shut = json!({ "do": "ship_shut_out", "visit": visit, "units": ["FCIU9908030"], "reason": "late" });
    done(base, &shut);
    let told = ship(base, visit);
    assert_eq!((&told["load"]["done"], &told["load"]["shut_out"]), (&json!(3), &json!(1)), "{told}");
}

/// The plan of departure says what stands aboard, in both forms and both tables.
fn departed(base: &mut Browser, visit: &str) {
    done(base, &json!({ "do": "visit_complete", "visit": visit }));
    let floor = base.ok("GET", &format!("{HUB}/floor"), &Value::Null);
    assert_eq!(floor["visits"][0]["differences"], json!([]), "{floor}");
    let told = ship(base, visit);
    let aboard: BTreeSet<(String, String)> = told["rows"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["aboard"] == true)
        .map(|row| (row["number"].as_str().unwrap().to_owned(), row["stow"].as_str().unwrap().to_owned()))
        .collect();
    assert_eq!(aboard.len(), 4);
    for format in ["baplie22", "baplie31", "csv", "xlsx"] {
        let (status, bytes) = base.file("GET", &format!("{HUB}/visits/{visit}/stow?format={format}"), &[]);
        assert_eq!(status, 200);
        let again = read(base, &format!("{HUB}/visits/{visit}/stow?name=again&for=discharge"), &bytes);
        assert_eq!((&again["refused"], &again["format"]), (&json!(0), &json!(format)));
        let lines = again["lines"].as_array().unwrap();
        let written: BTreeSet<(String, String)> = lines
            .iter()
            .map(|line| {
                (
                    line["thing"]["number"].as_str().unwrap().to_owned(),
                    line["stow"].as_str().unwrap().to_owned(),
                )
            })
            .collect();
        assert_eq!(written, aboard, "{format}");
        let long = lines.iter().find(|line| line["thing"]["number"] == "CSQU3054383").unwrap();
        assert_eq!(long["thing"]["gross"], json!({ "known": "verified", "mass_kg": 24_120 }), "{format}");
        assert_eq!(long["thing"]["sea"]["discharge_port"], "RUVVO", "{format}");
    }
    done(base, &json!({ "do": "visit_depart", "visit": visit }));
    let end = base.ok("GET", &format!("{HUB}/floor"), &Value::Null);
    assert_eq!((&end["entered"], &end["left"], &end["inside"]), (&json!(4), &json!(4), &json!(0)), "{end}");
}

#[test]
fn a_ship_is_discharged_loaded_and_departs_on_sqlite() {
    story(&Place::folder());
}

#[test]
fn a_ship_is_discharged_loaded_and_departs_on_postgres() {
    story(&Place::database());
}
