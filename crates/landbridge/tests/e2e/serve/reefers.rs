//! Refrigerated boxes over HTTP: plugged, read by hand, by file and by a monitor, too warm, acknowledged, unplugged and moved.

use serde_json::{Value, json};

use super::browser::Browser;
use super::hub::{act, done, refused};
use super::server::{Place, Server};

const REEFERS: &str = "/v1/hubs/TINY/reefers";
const BOX: &str = "CSQU3054383";

#[expect(clippy::disallowed_methods, reason = "the server's clock cannot be set: the day is today")]
fn instant(minutes: i64) -> String {
    (jiff::Timestamp::now() + jiff::SignedDuration::from_mins(minutes))
        .strftime("%Y-%m-%dT%H:%M:%SZ")
        .to_string()
}

fn read(at: &str, return_dc: i16) -> Value {
    json!({ "unit": BOX, "reading": { "at": at, "return_dc": return_dc, "source": "monitor 3" } })
}

/// Returns kind, whether it is over, and what was said, of each alarm.
fn alarms(browser: &mut Browser) -> Vec<(String, bool, usize)> {
    let answer = browser.ok("GET", REEFERS, &Value::Null);
    let row = |row: &Value| {
        let kind = row["alarm"].as_str().unwrap().to_owned();
        (kind, row["cleared"].is_string(), row["answers"].as_array().unwrap().len())
    };
    answer["alarms"].as_array().unwrap().iter().map(row).collect()
}

/// Reads a round out of a file: what is new is told, what was told before is known, what is wrong is refused with its place.
fn a_round_from_a_file(base: &mut Browser, known: &str) {
    let now = instant(-3);
    let file = format!(
        "box,at,return_c,source,weather\n\
         {BOX},{now},-18.4,round,sun\n\
         {BOX},{known},-18.5,monitor 3,\n\
         {BOX},{now},warm,round,\n\
         TGHU1643396,{now},-18.4,round,\n\
         NONE,{now},-18.4,round,\n"
    );
    let (status, read) = base.send_file(&format!("{REEFERS}/file?name=round.csv"), "text/csv", &file);
    assert_eq!(status, 200, "{read}");
    let row = |row: &Value| {
        let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
        [&row["number"], &row["state"], &row["problem"]["code"], &row["problem"]["column"]]
            .map(text)
            .join(" ")
    };
    let rows: Vec<String> = read["rows"].as_array().unwrap().iter().map(row).collect();
    let expected = [
        format!("{BOX} new - -"),
        format!("{BOX} known - -"),
        format!("{BOX} refused import.bad_cell return_c"),
        "TGHU1643396 refused hub.not_reefer -".to_owned(),
        "NONE refused import.bad_cell box".to_owned(),
    ];
    assert_eq!(rows, expected);
    let place = &read["rows"][2]["problem"];
    assert_eq!(
        (&place["file"], &place["line"], &place["found"]),
        (&json!("round.csv"), &json!(4), &json!("warm"))
    );
    assert_eq!(read["unknown_columns"], json!(["weather"]));
    done(base, &json!({ "do": "reefer_read", "readings": read["readings"] }));
    let row = base.ok("GET", &format!("{REEFERS}/{BOX}"), &Value::Null);
    assert_eq!(row["readings"].as_array().unwrap().len(), 6);
}

fn story(place: &Place) {
    let server = Server::start(place);
    let mut base = server.browser("LYG");
    let thing = |number: &str| json!({ "number": number, "form": { "form": "box", "length": "20" }, "set_point_dc": -180 });
    let spot = |bay: u16| json!({ "at": "yard", "block": "TINY-A", "bay": bay, "row": 1, "tier": 1 });
    let dry = json!({ "number": "TGHU1643396", "form": { "form": "box", "length": "20" } });
    let standing = json!([
        { "thing": thing(BOX), "spot": spot(1) },
        { "thing": dry, "spot": spot(5) }
    ]);
    done(&mut base, &json!({ "do": "inventory_open", "units": standing }));
    assert_eq!(refused(&mut base, &json!({ "do": "reefer_plug", "unit": "TGHU1643396" })), "hub.not_reefer");
    done(&mut base, &json!({ "do": "reefer_plug", "unit": BOX, "at": instant(-600) }));
    assert_eq!(refused(&mut base, &json!({ "do": "reefer_plug", "unit": BOX })), "hub.reefer_on_plug");

    // A monitor tells out of order, and twice; what it told otherwise is refused.
    let times: Vec<String> = [-590, -300, -200, -100].into_iter().map(instant).collect();
    let readings = json!([read(&times[3], -120), read(&times[0], -180), read(&times[2], -130)]);
    let tell = json!({ "do": "reefer_read", "readings": readings });
    done(&mut base, &tell);
    done(&mut base, &tell);
    let other = json!({ "do": "reefer_read", "readings": [read(&times[0], -170)] });
    assert_eq!(refused(&mut base, &other), "hub.reefer_read_otherwise");
    // Warm since the second of them, and nobody had read it for six hours before.
    assert_eq!(alarms(&mut base), [("temperature".to_owned(), false, 0), ("silent".to_owned(), true, 0)]);
    done(&mut base, &json!({ "do": "reefer_read", "readings": [read(&times[1], -178)] }));
    assert_eq!(
        alarms(&mut base),
        [("temperature".to_owned(), false, 0)],
        "a reading told late undoes the silence"
    );

    let row = &base.ok("GET", &format!("{REEFERS}/{BOX}"), &Value::Null);
    assert_eq!(row["readings"].as_array().unwrap().len(), 4);
    let began = row["alarms"][0]["began"].clone();
    let answer = json!({
        "do": "reefer_answer", "unit": BOX, "alarm": "temperature", "began": began, "answer": "acknowledged", "note": "on it"
    });
    done(&mut base, &answer);
    let wrong = json!({
        "do": "reefer_answer", "unit": BOX, "alarm": "silent", "began": began, "answer": "cleared"
    });
    assert_eq!(refused(&mut base, &wrong), "hub.reefer_no_alarm");
    assert_eq!(alarms(&mut base), [("temperature".to_owned(), false, 1)]);
    let cold = instant(-5);
    done(&mut base, &json!({ "do": "reefer_read", "readings": [read(&cold, -185)] }));
    assert_eq!(alarms(&mut base), [("temperature".to_owned(), true, 1)], "cold again: it clears itself");
    a_round_from_a_file(&mut base, &cold);

    // On a plug it does not move.
    let plan = json!({ "do": "job_plan", "jobs": [{ "unit": BOX, "to": spot(3) }] });
    let job = done(&mut base, &plan);
    let start = json!({ "do": "job_start", "job": job });
    assert_eq!(refused(&mut base, &start), "hub.reefer_on_plug");
    done(&mut base, &json!({ "do": "reefer_unplug", "unit": BOX }));
    assert_eq!(act(&mut base, &json!([start, { "do": "job_finish", "job": job }])).0, 200);

    // The server starts again: the boxes are the same.
    let before = base.ok("GET", &format!("{REEFERS}/{BOX}"), &Value::Null);
    drop(server);
    let server = Server::start(place);
    let mut base = server.browser("LYG");
    assert_eq!(base.ok("GET", &format!("{REEFERS}/{BOX}"), &Value::Null), before);
    drop(server);
    place.verify();
}

#[test]
fn a_box_is_kept_cold_on_sqlite() {
    story(&Place::folder());
}

#[test]
fn a_box_is_kept_cold_on_postgres() {
    story(&Place::database());
}
