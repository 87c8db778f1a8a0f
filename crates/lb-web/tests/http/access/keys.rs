//! Keys of programs.

use serde_json::json;

use super::Site;

#[tokio::test]
async fn a_key_does_what_its_scopes_allow_until_it_ends() {
    let site = Site::business().await;
    let mut ma = site.administrator().await;
    let mut ainur = site.customer(&mut ma, "ORDA", "ainur@orda.example").await;
    let body = json!({
        "name": "gate", "scopes": ["read", "administer"], "expires_at": "2026-11-22T01:00:00Z"
    });
    let issued = ainur.ask("POST", "/v1/keys", &body.to_string()).await.json();
    let secret = issued["secret"].as_str().expect("a secret").to_owned();
    assert!(secret.starts_with("lb_key_"));
    let program = site.browser().program().with("authorization", &format!("Bearer {secret}"));
    let mut program = program;
    assert_eq!(program.who().await, "a key of ORDA");
    let answer = program.get("/v1/session").await.json();
    assert_eq!(answer["permissions"], json!(["read", "administer"]));
    assert_eq!(answer["person"], serde_json::Value::Null);
    // A key needs no page, and may do what its scopes allow.
    program.check(("POST", "/v1/people", r#"{"roles":["viewer"]}"#), (200, "")).await;
    program.check(("DELETE", "/v1/session", ""), (403, "access.not_allowed")).await;
    let change = r#"{"password":"x","new_password":"y"}"#;
    program.check(("POST", "/v1/session/password", change), (403, "access.not_allowed")).await;

    let listed = ainur.get("/v1/keys").await;
    assert!(!listed.text().contains(&secret) && !listed.text().contains("hash"), "{}", listed.text());
    assert_eq!(listed.json()["keys"][0]["standing"], "issued");
    // What a browser has besides does not help.
    let mut both = ainur.with("authorization", "Bearer lb_key_0");
    both.check(("GET", "/v1/organisations", ""), (401, "access.not_signed_in")).await;

    site.counter.pass(3_600);
    program.check(("GET", "/v1/session", ""), (401, "access.key_expired")).await;
}

#[tokio::test]
async fn a_key_is_revoked_by_those_who_administer_it_and_counts_no_more() {
    let site = Site::business().await;
    let mut ma = site.administrator().await;
    let mut ainur = site.customer(&mut ma, "ORDA", "ainur@orda.example").await;
    let mut ivan = site.customer(&mut ma, "EAST", "ivan@east.example").await;
    let body = r#"{"name":"gate","scopes":["read"]}"#;
    let issued = ainur.ask("POST", "/v1/keys", body).await.json();
    let secret = issued["secret"].as_str().expect("a secret").to_owned();
    let path = format!("/v1/keys/{}", issued["id"].as_str().expect("an id"));
    let mut program = site.browser().program().with("authorization", &format!("Bearer {secret}"));
    program.check(("GET", "/v1/organisations", ""), (200, "")).await;
    program.check(("GET", "/v1/keys", ""), (403, "access.not_allowed")).await;
    ivan.check(("DELETE", &path, ""), (404, "access.unknown_key")).await;
    ivan.check(("DELETE", "/v1/keys/1", ""), (404, "access.unknown_key")).await;
    ainur.check(("DELETE", &path, ""), (200, "")).await;
    program.check(("GET", "/v1/organisations", ""), (401, "access.not_signed_in")).await;
    ma.check(("DELETE", &path, ""), (200, "")).await;
    assert_eq!(ainur.get("/v1/keys").await.json()["keys"][0]["standing"], "revoked");
}

#[tokio::test]
async fn what_a_key_cannot_be() {
    let site = Site::business().await;
    let mut ma = site.administrator().await;
    let mut ainur = site.customer(&mut ma, "ORDA", "ainur@orda.example").await;
    for (body, status, code) in [
        (json!({ "name": "", "scopes": ["read"] }), 422, "access.bad_name"),
        (json!({ "name": "gate", "scopes": [] }), 422, "access.bad_scope"),
        (json!({ "name": "gate", "scopes": ["capacity"] }), 422, "access.bad_scope"),
        (json!({ "name": "gate", "scopes": ["everything"] }), 422, "request.bad_value"),
        (json!({ "name": "gate", "scopes": ["read"], "expires_at": "tomorrow" }), 422, "request.bad_value"),
        (
            json!({ "name": "gate", "scopes": ["read"], "expires_at": "2029-01-01T00:00:00Z" }),
            422,
            "access.bad_expiry",
        ),
        (
            json!({ "name": "gate", "scopes": ["read"], "organisation": "LYG" }),
            404,
            "access.unknown_organisation",
        ),
        (json!({ "name": "gate", "scopes": ["read"], "secret": "mine" }), 400, "request.bad_json"),
    ] {
        ainur.check(("POST", "/v1/keys", &body.to_string()), (status, code)).await;
    }
    // The operator's administrator issues for others, and for the operator what only it may.
    let body = json!({ "name": "gate", "scopes": ["read"], "organisation": "ORDA" }).to_string();
    ma.check(("POST", "/v1/keys", &body), (200, "")).await;
    ma.check(("POST", "/v1/keys", r#"{"name":"c","scopes":["capacity"]}"#), (200, "")).await;
}
