//! The bodies of events, as they stand in journals that exist: nothing here may change.

use serde_json::Value;

use super::super::event::AccessEvent;

const PERSON: &str = "0196f2a0-1000-7000-8000-000000000001";
const HASH: &str = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";

/// One body of each kind, written by hand.
fn golden() -> Vec<(&'static str, String)> {
    let plain = |text: &str| text.replace("PERSON", PERSON).replace("HASH", HASH);
    [
        ("directory.opened", r#"{"operator":"LYG","pepper":"HASH"}"#),
        ("organisation.opened", r#"{"is":"customer","name":"Orda Grain","purpose":"business"}"#),
        ("organisation.opened", r#"{"is":"operator","name":"连云港基地","purpose":"demonstration"}"#),
        ("organisation.renamed", r#"{"name":"Orda Grain and Flour"}"#),
        ("organisation.administrators_set", r#"{"administrators":["PERSON"]}"#),
        ("organisation.closed", "{}"),
        ("person.joined", r#"{"organisation":"ORDA","roles":["viewer","administrator"]}"#),
        ("person.named", r#"{"email":"ainur@orda.example","name":"Айнұр Сәрсенова"}"#),
        (
            "person.password_set",
            r#"{"password_hash":"$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"}"#,
        ),
        ("person.roles_set", r#"{"roles":["recorder","forwarder","dispatcher"]}"#),
        ("person.suspended", "{}"),
        ("person.reinstated", "{}"),
        ("person.left", "{}"),
        ("email.claimed", r#"{"person":"PERSON"}"#),
        ("email.released", "{}"),
        (
            "key.issued",
            r#"{"expires_at":"2027-11-22T00:00:00Z","name":"gate","organisation":"ORDA","scopes":["read","record"],"secret_hash":"HASH"}"#,
        ),
        ("key.revoked", "{}"),
        (
            "session.opened",
            r#"{"expires_at":"2026-11-22T12:00:00Z","idle_minutes":120,"organisation":"ORDA","person":"PERSON"}"#,
        ),
        ("session.closed", "{}"),
        (
            "invitation.made",
            r#"{"expires_at":"2026-11-25T00:00:00Z","organisation":"ORDA","roles":["administrator"]}"#,
        ),
        ("invitation.taken", r#"{"person":"PERSON"}"#),
    ]
    .map(|(kind, body)| (kind, plain(body)))
    .to_vec()
}

/// The kinds, found in the source of the events.
fn kinds() -> Vec<&'static str> {
    let source = include_str!("../event.rs");
    let renames = source.split("#[serde(rename = \"").skip(1);
    renames.filter_map(|rest| rest.split('"').next()).filter(|kind| kind.contains('.')).collect()
}

#[test]
fn every_kind_is_read_and_written_as_in_journals_that_exist() {
    for (kind, body) in golden() {
        let value: Value = serde_json::from_str(&body).unwrap();
        let event = AccessEvent::read(kind, value).unwrap_or_else(|error| panic!("{kind}: {error}"));
        let (written_kind, written) = event.written().unwrap();
        assert_eq!((written_kind.as_str(), written.to_string()), (kind, body));
    }
}

#[test]
fn every_kind_has_a_golden_body() {
    let found = kinds();
    assert_eq!(found.len(), 20);
    for kind in found {
        assert!(golden().iter().any(|(known, _)| *known == kind), "{kind} has no golden body");
    }
}

#[test]
fn what_does_not_belong_in_a_body_is_not_read() {
    for (kind, body) in golden() {
        let mut value: Value = serde_json::from_str(&body).unwrap();
        value["more"] = 1.into();
        assert!(AccessEvent::read(kind, value.clone()).is_err(), "{kind} with a member more");
        let members = value.as_object_mut().unwrap();
        members.remove("more");
        let names: Vec<String> = members.keys().cloned().collect();
        for name in names {
            let mut less = value.clone();
            less.as_object_mut().unwrap().remove(&name);
            assert!(AccessEvent::read(kind, less).is_err(), "{kind} without {name}");
            let mut other = value.clone();
            other[&name] = serde_json::json!({});
            assert!(AccessEvent::read(kind, other).is_err(), "{kind} with another {name}");
        }
    }
    assert!(AccessEvent::read("person.promoted", Value::Null).is_err());
    let unknown_role = serde_json::json!({ "roles": ["king"] });
    let error = AccessEvent::read("person.roles_set", unknown_role).unwrap_err();
    assert!(error.to_string().contains("expected a role, got \"king\""), "{error}");
}
