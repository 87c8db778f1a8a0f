//! What each route answers when all is well.

use lb_app::journal::Moment;
use serde_json::{Value, json};

use crate::support::{NOW, WHEAT, ask, get, post, request};

async fn check(path: &str, pointer: &str, expected: Value) {
    let reply = get(path).await;
    assert_eq!(
        (reply.status, reply.header("content-type")),
        (200, "application/json"),
        "{path}: {}",
        reply.text()
    );
    let answer = reply.json();
    assert_eq!(answer.pointer(pointer), Some(&expected), "{path} {pointer}: {answer}");
}

#[tokio::test]
async fn the_tables_of_the_corridor() {
    check("/v1/corridor", "/opened_at", json!(NOW)).await;
    check("/v1/corridor", "/counts/services", json!(6)).await;
    check("/v1/unit-types", "/0/id", json!("20GP")).await;
    check("/v1/sources", "/0/id", get("/v1/sources").await.json()[0]["id"].clone()).await;
    check("/v1/crossings", "/0/status", json!("open")).await;
    check("/v1/claims", "/claims", get("/v1/claims").await.json()["claims"].clone()).await;
    check("/v1/health", "/status", json!("ok")).await;
    check("/v1/health", "/opened_at", json!(NOW)).await;
}

#[tokio::test]
async fn now_is_the_clock_and_not_the_opening() {
    #[expect(clippy::disallowed_methods, reason = "the clock is what is tested")]
    let clock = || Moment::from(jiff::Timestamp::now());
    for path in ["/v1/health", "/v1/corridor"] {
        let mut before = clock();
        for _ in 0..2 {
            let answer = get(path).await.json();
            let told: Moment = answer["now"].as_str().expect("an instant").parse().expect("an instant");
            let after = clock();
            assert!(before <= told && told <= after, "{path}: {before} {told} {after}");
            before = told;
        }
    }
}

#[tokio::test]
async fn suggestions_by_name_and_code() {
    check("/v1/places?q=Kokshetau", "/0/id", json!("KZKOV")).await;
    check("/v1/places?q=%E8%BF%9E%E4%BA%91%E6%B8%AF&limit=1", "/0/country", json!("CN")).await;
    check("/v1/places?q=VNCLI", "/0/unlocode", json!("VNCLI")).await;
    check("/v1/places?q=nowhere-at-all", "", json!([])).await;
    check("/v1/places/KZKOV", "/zone", json!("Asia/Almaty")).await;
    check("/v1/cargo?q=wheat", "/0/hs", json!("1001.99")).await;
    check("/v1/cargo?q=1001", "/0/hs", json!("1001.99")).await;
    assert_eq!(get("/v1/places?limit=3").await.json().as_array().map(Vec::len), Some(3));
}

#[tokio::test]
async fn the_map_is_geojson() {
    let reply = get("/v1/map").await;
    assert_eq!((reply.status, reply.header("content-type")), (200, "application/geo+json"));
    let map = reply.json();
    assert_eq!(map["type"], "FeatureCollection");
    assert!(map["features"].as_array().is_some_and(|features| features.len() > 10), "{map}");
}

#[tokio::test]
async fn plan_answers_with_itineraries() {
    let reply = post("/v1/plan", WHEAT).await;
    assert_eq!((reply.status, reply.header("content-type")), (200, "application/json"), "{}", reply.text());
    let answer = reply.json();
    assert_eq!(answer["question"]["mass_kg"], 500_000);
    let itineraries = answer["itineraries"].as_array().expect("itineraries");
    assert!(!itineraries.is_empty(), "{answer}");
    assert_eq!(itineraries[0]["legs"][0]["from"], "KZKOV");
    assert!(answer["elapsed_us"].as_u64().is_some_and(|micros| micros > 0), "{}", answer["elapsed_us"]);
}

#[tokio::test]
async fn race_answers_with_one_row_per_origin() {
    let question = format!(r#"{{"from":["KZKOV","KZALA"],"plan":{WHEAT}}}"#);
    let reply = post("/v1/race", &question).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    let answer = reply.json();
    let origins: Vec<&Value> =
        answer["rows"].as_array().expect("rows").iter().map(|row| &row["from"]).collect();
    assert_eq!(origins, ["KZKOV", "KZALA"]);
    assert!(answer["elapsed_us"].as_u64().is_some_and(|micros| micros > 0));
}

#[tokio::test]
async fn reach_answers_with_ports_and_totals() {
    let answer = get("/v1/reach?from=CNLYG&within=30d").await.json();
    assert_eq!(answer["from"]["id"], "CNLYG");
    assert!(
        answer["ports"].as_array().is_some_and(|ports| ports.iter().any(|port| port["place"] == "KRINC")),
        "{answer}"
    );
    assert!(answer["elapsed_us"].as_u64().is_some_and(|micros| micros > 0));
    assert_eq!(get("/v1/reach?from=CNLYG").await.json()["within_days"], json!(60.0));
}

/// Returns the body with the digits of `elapsed_us` cut out.
fn without_elapsed(text: &str) -> String {
    let (head, tail) = text.rsplit_once("\"elapsed_us\":").expect("elapsed_us");
    format!("{head}{}", tail.trim_start_matches(|c: char| c.is_ascii_digit()))
}

#[tokio::test]
async fn the_same_question_gets_the_same_bytes() {
    let race = format!(r#"{{"from":["KZKOV","KZALA"],"plan":{WHEAT}}}"#);
    for (path, question) in [("/v1/plan", WHEAT), ("/v1/race", &race)] {
        let (first, second) = (post(path, question).await, post(path, question).await);
        assert_eq!(first.status, 200);
        assert_eq!(without_elapsed(first.text()), without_elapsed(second.text()), "{path}");
    }
    let reach = "/v1/reach?from=CNLYG&within=30d";
    let (first, second) = (get(reach).await, get(reach).await);
    assert_eq!(without_elapsed(first.text()), without_elapsed(second.text()));
    let without_now = |text: &str| {
        let (head, tail) = text.split_once(r#""now":""#).expect("now");
        format!("{head}{}", tail.split_once('"').expect("an instant").1)
    };
    let (first, second) = (get("/v1/corridor").await, get("/v1/corridor").await);
    assert_eq!(without_now(first.text()), without_now(second.text()));
    for path in ["/v1/map", "/v1/claims", "/v1/places?q=a", "/openapi.json"] {
        assert_eq!(get(path).await.body, get(path).await.body, "{path}");
    }
}

#[tokio::test]
async fn head_answers_without_a_body() {
    let reply = ask(request("HEAD", "/v1/health", "")).await;
    assert_eq!((reply.status, reply.body.len()), (200, 0));
}

#[tokio::test]
async fn other_addresses_belong_to_the_screens() {
    for path in ["/", "/plan", "/plan/KZKOV/VNCLI?cargo=1001.99", "/v1x"] {
        let reply = get(path).await;
        assert_eq!(reply.header("content-type"), "text/html; charset=utf-8", "{path}");
        // 503 where the screens were not built.
        assert!(matches!(reply.status, 200 | 503), "{path}: {}", reply.status);
        assert!(reply.text().to_lowercase().starts_with("<!doctype html>"), "{path}");
    }
}
