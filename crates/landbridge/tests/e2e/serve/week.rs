//! A busy week of two hubs: told by one command, with figures that the count of its own trains and ships confirms.

use serde_json::{Value, json};

use super::browser::Browser;
use super::server::{Place, Server};

/// Returns how many boxes stand in the yard of a hub.
fn standing(browser: &mut Browser, hub: &str) -> usize {
    let plan = browser.ok("GET", &format!("/v1/hubs/{hub}"), &Value::Null);
    let blocks: Vec<String> = plan["blocks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|block| block["id"].as_str().unwrap().to_owned())
        .collect();
    let count = |block: &String| {
        let boxes = browser.ok("GET", &format!("/v1/hubs/{hub}/blocks/{block}"), &Value::Null);
        boxes.as_array().unwrap().len()
    };
    blocks.iter().map(count).sum()
}

/// Returns the figure of all spans of a kind.
fn figure<'a>(figures: &'a Value, kind: &str) -> &'a Value {
    let all = figures["spans"].as_array().unwrap();
    all.iter().find(|figure| figure["kind"] == kind && figure.get("of").is_none()).unwrap_or(&Value::Null)
}

#[expect(clippy::disallowed_methods, reason = "the week ends today")]
fn hours_ago(hours: i64) -> String {
    (jiff::Timestamp::now() - jiff::SignedDuration::from_hours(hours)).to_string()
}

#[test]
fn a_busy_week_stands_in_its_figures() {
    let place = Place::folder();
    let server = Server::start_on("corridors/eurasia", &place, &["--demo=week"]);
    let mut base = server.browser("LYG");
    let boxes = standing(&mut base, "KHORGOS") + standing(&mut base, "LYG-BASE");
    assert!((17_500..21_000).contains(&boxes), "{boxes} boxes");

    let from = hours_ago(12 * 24);
    // The week ended fifteen hours ago; what comes after is the day of the demonstration.
    let week = format!("from={from}&until={}", hours_ago(13));
    let dry = base.ok("GET", &format!("/v1/hubs/KHORGOS/figures?{week}"), &Value::Null);
    // Ten pairs a day for seven days; each box of a pair moved once.
    assert_eq!(figure(&dry, "train_turnaround")["count"], 140);
    assert_eq!(figure(&dry, "vessel_turnaround"), &Value::Null);
    let worked = figure(&dry, "track_work");
    assert_eq!(worked["count"], 140);
    let moves = figure(&dry, "move")["count"].as_u64().unwrap();
    assert_eq!(
        figure(&dry, "dwell")["count"].as_u64().unwrap(),
        moves,
        "every box that came by a pair left by it"
    );

    let port = base.ok("GET", &format!("/v1/hubs/LYG-BASE/figures?from={from}"), &Value::Null);
    assert_eq!(figure(&port, "train_turnaround")["count"], 21);
    assert_eq!(figure(&port, "vessel_turnaround")["count"], 10);
    assert!(figure(&port, "rail_to_ship")["count"].as_u64().unwrap() > 500);
    // The level told for the last hour is the one that stands; a week of changes leads back to the stock.
    let hours = port["yard"].as_array().unwrap();
    assert!(hours.len() >= 12 * 24, "{}", hours.len());
    let machines = port["machines"].as_array().unwrap();
    let of_machines: u64 = machines.iter().map(|machine| machine["moves"].as_u64().unwrap()).sum();
    assert!(of_machines > 0 && of_machines <= figure(&port, "move")["count"].as_u64().unwrap());

    // Each figure opens its spans, page by page, and each span its story.
    let (mut turned, mut cursor) = (Vec::new(), String::new());
    loop {
        let path = format!("/v1/hubs/KHORGOS/figures/train_turnaround?from={from}&limit=50{cursor}");
        let page = base.ok("GET", &path, &Value::Null);
        turned.extend(page["items"].as_array().unwrap().iter().cloned());
        let Some(next) = page["next"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(turned.len(), 140);
    let about = turned[0]["about"].as_str().unwrap();
    let story = base.ok("GET", &format!("/v1/hubs/KHORGOS/history?subject={about}"), &Value::Null);
    let kinds: Vec<&str> =
        story.as_array().unwrap().iter().map(|event| event["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds.first(), Some(&"hub.visit_departed"));
    assert!(kinds.contains(&"hub.visit_arrived"), "{kinds:?}");
    let (status, refused) = base.ask("GET", "/v1/hubs/KHORGOS/figures?from=yesterday", &json!(null));
    assert_eq!((status, &refused["code"]), (422, &json!("request.bad_value")));
}
