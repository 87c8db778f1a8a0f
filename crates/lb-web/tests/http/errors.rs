//! Every error has its status, its stable code and the same shape.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{Request, header};
use lb_web::error_codes;
use serde_json::Value;

use crate::support::{Reply, ask, get, post, repository, request};

fn check(name: &str, reply: &Reply, status: u16, code: &str) -> Value {
    assert_eq!(reply.header("content-type"), "application/problem+json", "{name}");
    let problem = reply.json();
    assert_eq!((reply.status, &problem["code"]), (status, &Value::from(code)), "{name}: {problem}");
    assert_eq!(problem["status"], status, "{name}");
    assert_eq!(problem["type"], format!("urn:landbridge:problem:{code}"), "{name}");
    for member in ["title", "detail"] {
        assert!(problem[member].as_str().is_some_and(|text| !text.is_empty()), "{name}: {member}");
    }
    let known = error_codes()
        .iter()
        .find(|known| known.code == code)
        .unwrap_or_else(|| panic!("{code}: no such row"));
    assert!(known.statuses.contains(&status), "{name}: {known:?}");
    problem
}

#[tokio::test]
async fn refusals_name_the_field() {
    let check = async |change: &str, code: &str, field: &str| {
        let wheat =
            r#""from":"KZKOV","to":"VNSGN","cargo":"1001.99","quantity":"500t","depart":"2026-12-01""#;
        let wheat: Vec<&str> =
            wheat.split(',').filter(|part| part.split(':').next() != change.split(':').next()).collect();
        let reply = post("/v1/plan", &format!("{{{},{change}}}", wheat.join(","))).await;
        let problem = check(change, &reply, 422, code);
        assert_eq!(problem["fields"][0]["field"], field, "{change}: {problem}");
        for member in ["expected", "found"] {
            assert!(problem["fields"][0][member].is_string(), "{change}: {problem}");
        }
    };
    check(r#""from":"KZKOF""#, "request.unknown_place", "from").await;
    check(r#""to":"Atlantis""#, "request.unknown_place", "to").await;
    check(r#""to":"KZKOV""#, "request.same_place", "to").await;
    check(r#""cargo":"99999""#, "request.unknown_cargo", "cargo").await;
    check(r#""quantity":"a lot""#, "request.bad_quantity", "quantity").await;
    check(r#""unit":"barrel""#, "request.unknown_unit", "unit").await;
    check(r#""unit":"20GP","temperature":-18"#, "request.unit_does_not_suit", "unit").await;
    check(r#""dangerous":"UN9""#, "request.dangerous_unknown", "dangerous").await;
    check(r#""depart":"2026-13-01""#, "request.bad_date", "depart").await;
    check(r#""arrive_by":"soon""#, "request.bad_date", "arrive_by").await;
    check(r#""horizon":"999d""#, "request.bad_duration", "horizon").await;
    check(r#""value":"much""#, "request.bad_value", "value").await;
    check(r#""currency":"XXX""#, "request.unknown_currency", "currency").await;
    check(r#""criteria":["speed"]"#, "request.bad_criteria", "criteria").await;
    check(r#""avoid_crossings":["X-MARS"]"#, "request.unknown_crossing", "avoid_crossings").await;
    check(r#""avoid_countries":["AQ"]"#, "request.unknown_country", "avoid_countries").await;
}

#[tokio::test]
async fn refusals_of_the_other_routes() {
    let check_get = async |path: &str, code: &str, field: &str| {
        let problem = check(path, &get(path).await, 422, code);
        assert_eq!(problem["fields"][0]["field"], field, "{path}: {problem}");
    };
    check_get("/v1/reach?from=KZKOF&within=60d", "request.unknown_place", "from").await;
    check_get("/v1/reach?from=CNLYG&within=long", "request.bad_duration", "within").await;
    check_get("/v1/places?q=a&limit=0", "request.bad_value", "limit").await;
    check_get("/v1/places?q=a&limit=51", "request.bad_value", "limit").await;
    check_get("/v1/cargo?limit=5000", "request.bad_value", "limit").await;
    check_get(&format!("/v1/cargo?q={}", "a".repeat(201)), "request.bad_value", "q").await;
    let race = r#"{"from":["KZKOF"],"plan":{"to":"VNSGN","cargo":"1001.99","quantity":"500t"}}"#;
    check("race", &post("/v1/race", race).await, 422, "request.unknown_place");
}

#[tokio::test]
async fn a_body_that_is_not_the_expected_json() {
    let check_at = async |body: &str, line: usize, column: usize| {
        let problem = check(body, &post("/v1/plan", body).await, 400, "request.bad_json");
        assert_eq!(
            (&problem["line"], &problem["column"]),
            (&line.into(), &column.into()),
            "{body}: {problem}"
        );
    };
    check_at("{\n  \"from\": KZKOV\n}", 2, 11).await;
    check_at("{\"from\": 3}", 1, 10).await;
    check_at("{\"form\": \"KZKOV\"}", 1, 7).await;
    check_at("{\"from\": \"KZKOV\"", 1, 16).await;
    check_at("{} {}", 1, 4).await;
    check_at(&"[".repeat(1_000), 1, 1).await;
}

#[tokio::test]
async fn a_body_that_is_not_declared_as_json() {
    for media_type in ["text/plain", "application/x-www-form-urlencoded"] {
        let request = Request::post("/v1/plan")
            .header(header::HOST, "localhost")
            .header(header::CONTENT_TYPE, media_type);
        let reply = ask(request.body(Body::from("{}")).expect("a request")).await;
        check(media_type, &reply, 415, "request.bad_content_type");
    }
    check("none", &ask(request("POST", "/v1/plan", "")).await, 415, "request.bad_content_type");
}

#[tokio::test]
async fn bodies_and_texts_that_are_too_large() {
    let body = |bytes: usize| {
        let frame = r#"{"from":""}"#.len();
        format!(r#"{{"from":"{}"}}"#, "K".repeat(bytes - frame))
    };
    let limit = lb_web::BODY_BYTES_MAX;
    check("at the limit", &post("/v1/plan", &body(limit)).await, 422, "request.too_large");
    check("beyond it", &post("/v1/plan", &body(limit + 1)).await, 413, "request.too_large");
    check("race", &post("/v1/race", &body(limit + 1)).await, 413, "request.too_large");
}

#[tokio::test]
async fn queries_that_are_not_understood() {
    for path in [
        "/v1/reach",
        "/v1/reach?within=60d",
        "/v1/reach?from=CNLYG&from=KRINC",
        "/v1/places?limit=many",
        "/v1/places?limit=-1",
        "/v1/places?name=Almaty",
        "/v1/cargo?q=wheat&page=2",
    ] {
        check(path, &get(path).await, 400, "request.bad_query");
    }
}

#[tokio::test]
async fn what_is_not_there() {
    for path in
        ["/v1", "/v1/", "/v1/nothing", "/v1/places/KZKOF", "/v1/places/%FF", "/v1/plan/1", "/assets/gone.js"]
    {
        check(path, &get(path).await, 404, "request.not_found");
    }
    check("POST", &post("/v1/nothing", "{}").await, 404, "request.not_found");
}

#[tokio::test]
async fn methods_that_are_not_allowed() {
    for (method, path, allowed) in [
        ("GET", "/v1/plan", "POST"),
        ("DELETE", "/v1/plan", "POST"),
        ("POST", "/v1/places", "GET,HEAD"),
        ("OPTIONS", "/v1/race", "POST"),
        ("PUT", "/openapi.json", "GET,HEAD"),
        ("POST", "/", "GET,HEAD"),
        ("DELETE", "/plan", "GET,HEAD"),
    ] {
        let reply = ask(request(method, path, "")).await;
        check(&format!("{method} {path}"), &reply, 405, "request.method_not_allowed");
        assert_eq!(reply.header("allow"), allowed, "{method} {path}");
    }
}

/// Returns the codes that stand as literals in the Rust files below a folder, tests left out.
fn codes_in(folder: &str, prefixes: &[&str]) -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    let mut folders = vec![repository(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|kind| kind == "rs") && !path.ends_with("tests.rs") {
                let text = std::fs::read_to_string(&path).expect("a text");
                let literals = text.split('"').filter(|literal| {
                    let is_word =
                        literal.bytes().all(|byte| byte.is_ascii_lowercase() || b"._".contains(&byte));
                    is_word
                        && literal
                            .split_once('.')
                            .is_some_and(|(prefix, rest)| prefixes.contains(&prefix) && !rest.is_empty())
                });
                codes.extend(literals.map(str::to_owned));
            }
        }
    }
    codes
}

#[test]
fn every_code_of_the_sources_is_in_the_tables() {
    let errors: BTreeSet<&str> = error_codes().iter().map(|error| error.code).collect();
    let why_not: BTreeSet<&str> = lb_web::why_not_codes().iter().map(|rule| rule.code).collect();
    assert_eq!(errors.len(), error_codes().len(), "a code stands twice");

    let used = codes_in("crates/lb-app/src", &["request", "server"]);
    let unknown: Vec<&String> = used
        .iter()
        .filter(|code| !errors.contains(code.as_str()) && !why_not.contains(code.as_str()))
        .collect();
    assert!(unknown.is_empty(), "add {unknown:?} to crates/lb-web/src/codes.rs, with its meaning");

    let prefixes: Vec<&str> = why_not.iter().filter_map(|code| code.split('.').next()).collect();
    let rules = codes_in("crates/lb-search/src", &prefixes);
    let unknown: Vec<&String> = rules.iter().filter(|code| !why_not.contains(code.as_str())).collect();
    assert!(unknown.is_empty(), "add {unknown:?} to crates/lb-web/src/codes.rs, with its meaning");

    let mut raised = codes_in("crates/lb-web/src", &["request", "server"]);
    raised.extend(used);
    // Kinds of events begin so too: that each code is in the table cannot be told by its beginning.
    raised.extend(codes_in("crates/lb-app/src/hooks", &["webhook"]));
    raised.extend(codes_in("crates/lb-web/src/hooks", &["webhook"]));
    let unused: Vec<&&str> = errors.iter().filter(|code| !raised.contains(**code)).collect();
    assert!(unused.is_empty(), "{unused:?} stand in the table and nowhere else");
}
