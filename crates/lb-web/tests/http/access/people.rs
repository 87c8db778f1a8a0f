//! Organisations and their people.

use serde_json::json;

use super::{PASSWORD, Site};

#[tokio::test]
async fn the_operator_sees_all_organisations_and_a_customer_its_own() {
    let site = Site::business().await;
    let mut ma = site.administrator().await;
    let mut ainur = site.customer(&mut ma, "ORDA", "ainur@orda.example").await;
    site.customer(&mut ma, "EAST", "ivan@east.example").await;
    let ids = |reply: crate::support::Reply| -> Vec<String> {
        let answer = reply.json();
        let rows = answer["organisations"].as_array().expect("rows").iter();
        rows.map(|row| row["id"].as_str().expect("an id").to_owned()).collect()
    };
    assert_eq!(ids(ma.get("/v1/organisations").await), ["EAST", "LYG", "ORDA"]);
    assert_eq!(ids(ainur.get("/v1/organisations").await), ["ORDA"]);
    ainur.check(("GET", "/v1/organisations/ORDA", ""), (200, "")).await;
    for other in ["EAST", "LYG", "NONE", "%20"] {
        let path = format!("/v1/organisations/{other}");
        ainur.check(("GET", &path, ""), (404, "access.unknown_organisation")).await;
    }
    site.browser().check(("GET", "/v1/organisations", ""), (401, "access.not_signed_in")).await;

    let renamed = ainur.ask("PATCH", "/v1/organisations/ORDA", r#"{"name":"Orda Grain"}"#).await;
    assert_eq!(renamed.json()["name"], "Orda Grain");
    let close = r#"{"standing":"closed"}"#;
    ainur.check(("PATCH", "/v1/organisations/ORDA", close), (403, "access.not_allowed")).await;
    ainur.check(("PATCH", "/v1/organisations/EAST", close), (404, "access.unknown_organisation")).await;
    ma.check(("PATCH", "/v1/organisations/LYG", close), (403, "access.not_allowed")).await;
    ma.check(("PATCH", "/v1/organisations/ORDA", r#"{"standing":"open"}"#), (422, "request.bad_value")).await;
    ma.check(("PATCH", "/v1/organisations/ORDA", close), (200, "")).await;
    assert_eq!(ainur.who().await, "nobody", "at once, without waiting for what is kept");
    let reply = ainur.sign_in("ainur@orda.example", PASSWORD).await;
    assert_eq!((reply.status, reply.json()["code"].as_str()), (403, Some("access.suspended")));
    ma.check(
        ("POST", "/v1/people", r#"{"organisation":"ORDA","roles":["viewer"]}"#),
        (409, "access.organisation_closed"),
    )
    .await;
}

#[tokio::test]
async fn people_are_invited_changed_and_listed_by_those_who_administer_them() {
    let site = Site::business().await;
    let mut ma = site.administrator().await;
    let mut ainur = site.customer(&mut ma, "ORDA", "ainur@orda.example").await;
    site.counter.pass(1);
    let mut berik = site.invited(&mut ainur, "ORDA", &["viewer", "forwarder"], "berik@orda.example").await;
    let people = ainur.get("/v1/people").await.json();
    let named = |at: usize| people["people"][at]["email"].as_str().expect("an address").to_owned();
    assert_eq!((named(0), named(1)), ("ainur@orda.example".to_owned(), "berik@orda.example".to_owned()));
    assert_eq!(people["people"][1]["roles"], json!(["viewer", "forwarder"]));
    assert_eq!(people["invitations"], json!([]));
    berik.check(("GET", "/v1/people", ""), (403, "access.not_allowed")).await;
    ainur.check(("GET", "/v1/people?organisation=LYG", ""), (404, "access.unknown_organisation")).await;
    ma.check(("GET", "/v1/people?organisation=ORDA", ""), (200, "")).await;

    let id = people["people"][1]["id"].as_str().expect("an id");
    let path = format!("/v1/people/{id}");
    ainur.check(("PATCH", &path, r#"{"roles":["king"]}"#), (422, "request.bad_value")).await;
    ainur.check(("PATCH", &path, r#"{"roles":[]}"#), (422, "access.no_role")).await;
    ainur.check(("PATCH", &path, r#"{"roles":["administrator"]}"#), (200, "")).await;
    berik.check(("GET", "/v1/people", ""), (200, "")).await;
    ainur.check(("PATCH", &path, r#"{"standing":"suspended"}"#), (200, "")).await;
    assert_eq!(berik.who().await, "nobody");
    let of_ma = ma.get("/v1/session").await.json()["person"]["id"].as_str().expect("an id").to_owned();
    let path = format!("/v1/people/{of_ma}");
    ainur.check(("PATCH", &path, r#"{"standing":"suspended"}"#), (404, "access.unknown_person")).await;
    ma.check(("PATCH", &path, r#"{"standing":"left"}"#), (409, "access.last_administrator")).await;
    ma.check(("PATCH", "/v1/people/1", r#"{"standing":"left"}"#), (404, "access.unknown_person")).await;
}

#[tokio::test]
async fn a_link_is_said_once() {
    let site = Site::business().await;
    let ma = site.administrator().await;
    let mut ma = ma.with("idempotency-key", "invite-1");
    let invite = ("POST", "/v1/people", r#"{"roles":["viewer"]}"#);
    let first = ma.ask(invite.0, invite.1, invite.2).await.json();
    assert!(first["link"].as_str().is_some_and(|link| link.starts_with("/join#lb_invite_")), "{first}");
    assert_eq!(first["expires_at"], "2026-11-25T00:00:00Z");
    let second = ma.ask(invite.0, invite.1, invite.2).await.json();
    assert_eq!(second["link"], serde_json::Value::Null);
    assert_eq!(second["expires_at"], first["expires_at"]);
    ma.check(("POST", "/v1/people", r#"{"roles":["dispatcher"]}"#), (409, "idempotency.key_reused")).await;
    let listed = ma.get("/v1/people").await;
    assert_eq!(listed.json()["invitations"].as_array().map(Vec::len), Some(1));
    assert!(!listed.text().contains("lb_invite_"));
}

#[tokio::test]
async fn an_account_needs_a_password_that_is_not_easily_guessed_and_an_address_of_its_own() {
    let site = Site::business().await;
    let mut ma = site.administrator().await;
    let link = ma.ask("POST", "/v1/people", r#"{"roles":["viewer"]}"#).await.json();
    let secret = link["link"].as_str().and_then(|link| link.split('#').nth(1)).expect("a secret").to_owned();
    let take = |secret: &str, name: &str, email: &str, password: &str| {
        json!({ "secret": secret, "name": name, "email": email, "password": password }).to_string()
    };
    let mut browser = site.browser();
    for (body, status, code) in [
        (take(&secret, "Li", "li@lyg.example", "password"), 422, "access.weak_password"),
        (take(&secret, "Li", "li@lyg.example", "xli@lyg.examplex"), 422, "access.weak_password"),
        (take(&secret, "", "li@lyg.example", PASSWORD), 422, "access.bad_name"),
        (take(&secret, "Li", "li", PASSWORD), 422, "access.bad_email"),
        (take(&secret, "Li", "Ma@LYG.example", PASSWORD), 409, "access.email_taken"),
        (take("lb_invite_1", "Li", "li@lyg.example", PASSWORD), 404, "access.unknown_invitation"),
        (
            take(&secret.replace(char::is_numeric, "0"), "Li", "li@lyg.example", PASSWORD),
            404,
            "access.unknown_invitation",
        ),
        (take(&secret, "Li", "li@lyg.example", PASSWORD), 200, ""),
    ] {
        browser.check(("POST", "/v1/session/invitation", &body), (status, code)).await;
    }
    assert_eq!(browser.who().await, "li@lyg.example of LYG");
}
