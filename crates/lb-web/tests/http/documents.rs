//! The committed documents are those of the code, and the code keeps what they promise.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::schema::differences;
use crate::support::{Reply, ask, post, repository, request};

/// Compares a committed document with what the code writes, or writes it.
fn check_committed(path: &str, expected: &str) {
    let file = repository(path);
    if std::env::var_os("LANDBRIDGE_BLESS").is_some() {
        std::fs::write(&file, expected).expect("written");
    }
    let found = std::fs::read_to_string(&file).unwrap_or_default();
    let line = found.lines().zip(expected.lines()).position(|(found, expected)| found != expected);
    assert!(
        found == expected,
        "{path} is not what the code says (first at line {}); rewrite it: LANDBRIDGE_BLESS=1 cargo test -p lb-web",
        line.map_or_else(|| "of the shorter one's end".to_owned(), |line| (line + 1).to_string()),
    );
}

#[test]
fn the_committed_openapi_document_is_that_of_the_code() {
    check_committed("docs/openapi.json", &lb_web::openapi());
}

#[test]
fn the_committed_list_of_errors_is_that_of_the_code() {
    check_committed("docs/errors.md", &lb_web::errors_document());
}

fn document() -> Value {
    serde_json::from_str(&lb_web::openapi()).expect("JSON")
}

/// One operation of the document with its example, ready to be asked.
struct Call<'a> {
    method: String,
    path: String,
    body: String,
    operation: &'a Value,
}

/// Returns every operation, its parameters and body filled with the document's examples.
fn calls(document: &Value) -> Vec<Call<'_>> {
    let mut calls = Vec::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("operations") {
            let body = &operation["requestBody"]["content"]["application/json"]["example"];
            calls.push(Call {
                method: method.to_uppercase(),
                path: filled(path, operation),
                body: if body.is_null() { String::new() } else { body.to_string() },
                operation,
            });
        }
    }
    calls
}

fn filled(path: &str, operation: &Value) -> String {
    let mut path = path.to_owned();
    let mut query = Vec::new();
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        let name = parameter["name"].as_str().expect("a name");
        let example = &parameter["example"];
        if parameter["in"] == "header" || example.is_null() && parameter["required"] != true {
            continue;
        }
        assert!(example.is_string() || example.is_number(), "{path}: {name} has the example {example}");
        let example = example.as_str().map_or_else(|| example.to_string(), str::to_owned);
        match parameter["in"].as_str() {
            Some("path") => path = path.replace(&format!("{{{name}}}"), &example),
            Some("query") => query.push(format!("{name}={example}")),
            other => panic!("{path}: {name} is in {other:?}"),
        }
    }
    if query.is_empty() { path } else { format!("{path}?{}", query.join("&")) }
}

/// Returns the schema that the document promises for an answer.
fn promised<'a>(document: &'a Value, operation: &'a Value, reply: &Reply) -> &'a Value {
    let response = &operation["responses"][reply.status.to_string()];
    let response = match response["$ref"].as_str() {
        Some(reference) => document.pointer(reference.trim_start_matches('#')).expect("a response"),
        None => response,
    };
    let media_type = reply.header("content-type");
    let content = &response["content"][media_type];
    assert!(
        content.is_object(),
        "{}: {} {media_type} is not documented",
        operation["operationId"],
        reply.status
    );
    &content["schema"]
}

#[tokio::test]
async fn every_operation_answers_its_example_in_the_promised_shape() {
    let document = document();
    let calls = calls(&document);
    let open = ["corridor", "planning", "server"];
    let is_open = |call: &Call<'_>| open.iter().any(|tag| call.operation["tags"][0] == *tag);
    assert_eq!(calls.iter().filter(|call| is_open(call)).count(), 14);
    for call in calls {
        let name = format!("{} {}", call.method, call.path);
        let reply = ask(request(&call.method, &call.path, &call.body)).await;
        let schema = promised(&document, call.operation, &reply);
        // The race's example names origins that only the large corridor has.
        let expected = if call.path == "/v1/race" { 422 } else { 200 };
        if is_open(&call) {
            assert_eq!(reply.status, expected, "{name}: {}", reply.text());
        } else if reply.status == 204 {
            continue;
        }
        assert_eq!(differences(&document, schema, &reply.json()), Vec::<String>::new(), "{name}");
    }
}

#[tokio::test]
async fn full_answers_have_the_promised_shape() {
    let document = document();
    let wheat = r#""to":"VNSGN","cargo":"1001.99","depart":"2026-12-01""#;
    for (path, question) in [
        ("/v1/plan", format!(r#"{{"from":"KZKOV","quantity":"500t",{wheat}}}"#)),
        ("/v1/plan", format!(r#"{{"from":"KZKOV","quantity":"900000t",{wheat}}}"#)),
        ("/v1/race", format!(r#"{{"from":["KZKOV","KZALA"],"plan":{{"quantity":"500t",{wheat}}}}}"#)),
    ] {
        let reply = post(path, &question).await;
        assert_eq!(reply.status, 200, "{path}: {}", reply.text());
        let schema = promised(&document, &document["paths"][path]["post"], &reply);
        assert_eq!(differences(&document, schema, &reply.json()), Vec::<String>::new(), "{path}");
    }
}

#[test]
fn every_operation_says_what_it_is_and_how_it_fails() {
    let document = document();
    let mut ids = BTreeSet::new();
    for call in calls(&document) {
        let operation = call.operation;
        let id = operation["operationId"].as_str().expect("an id").to_owned();
        let done = ["200", "204", "303"].map(|status| &operation["responses"][status]["description"]);
        let done = done.into_iter().find(|text| text.is_string()).unwrap_or(&Value::Null);
        for text in [&operation["summary"], &operation["tags"][0], done] {
            assert!(text.as_str().is_some_and(|text| !text.is_empty()), "{id}: {operation}");
        }
        for status in ["421", "500", "503"] {
            assert!(operation["responses"][status].is_object(), "{id}: {status}");
        }
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            assert!(parameter["description"].is_string(), "{id}: {parameter}");
        }
        assert!(ids.insert(id.clone()), "{id} stands twice");
    }
    for (name, schema) in document["components"]["schemas"].as_object().expect("schemas") {
        assert!(schema["description"].is_string(), "{name} has no description");
        for (member, property) in schema["properties"].as_object().into_iter().flatten() {
            assert!(
                property.get("default").is_none(),
                "{name}/{member}: a member with a default is read as always there"
            );
        }
    }
}

#[test]
fn the_document_of_an_error_is_that_of_its_code() {
    let document = document();
    for (name, response) in document["components"]["responses"].as_object().expect("responses") {
        let content = &response["content"]["application/problem+json"];
        let found = differences(&document, &content["schema"], &content["example"]);
        assert_eq!(found, Vec::<String>::new(), "{name}");
    }
}
