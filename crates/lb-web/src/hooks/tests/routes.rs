use std::sync::Arc;

use axum::body::to_bytes;
use axum::extract::{Path, State};
use lb_app::desk::Role;
use lb_app::hooks::{Reach, WebhookId};
use lb_app::journal::{Body, Idempotency};
use serde_json::{Value, json};

use super::super::views::{DeliveriesQuery, DeliveryState, WebhooksQuery};
use super::super::*;
use super::floor::{Floor, administrator, caller};
use super::receiver::{Receiver, Reply};
use crate::access::Signed;
use crate::booking::command::CommandOf;
use crate::hooks::views::{DeliveriesQuery, DeliveryState, WebhooksQuery};
use crate::input::{JsonBody, QueryOf};
use crate::problem::Problem;
use crate::routes::Answer;

async fn said(answer: Answer) -> Result<Value, Problem> {
    let bytes = to_bytes(answer?.into_body(), 1 << 20).await.unwrap();
    Ok(if bytes.is_empty() { Value::Null } else { serde_json::from_slice(&bytes).unwrap() })
}

fn command<T: serde::de::DeserializeOwned>(key: &str, body: &Value) -> CommandOf<T> {
    let idempotency = Idempotency::new(key.parse().unwrap(), &Body::of(body).unwrap());
    CommandOf { body: serde_json::from_value(body.clone()).unwrap(), idempotency }
}

async fn deliveries_of(floor: &Floor, id: WebhookId, state: Option<DeliveryState>) -> Vec<Value> {
    let query = DeliveriesQuery { state, limit: None, cursor: None };
    let named = Ok(Path(id.to_string()));
    let site = State(Arc::clone(&floor.site));
    let answer = webhook_deliveries(site, Signed(administrator("TRADER")), named, QueryOf(query)).await;
    said(answer).await.unwrap()["items"].as_array().unwrap().clone()
}

/// Returns what was given up.
pub async fn dead(floor: &Floor, id: WebhookId) -> Vec<Value> {
    deliveries_of(floor, id, Some(DeliveryState::Dead)).await
}

#[tokio::test]
async fn shows_a_secret_once_and_the_same_for_the_same_request() {
    let floor = Floor::open(Reach::ThisMachine).await;
    let site = || State(Arc::clone(&floor.site));
    let wish = json!({ "url": "https://example.com/", "kinds": ["dossier"], "description": "Silo" });
    let add = async |key: &str| {
        said(add_webhook(site(), Signed(administrator("TRADER")), command(key, &wish)).await).await.unwrap()
    };
    let first = add("one").await;
    assert_eq!(first, add("one").await, "the answer was lost and is asked for again");
    assert!(first["secret"].as_str().unwrap().starts_with("whsec_"));
    assert_ne!(first["id"], add("two").await["id"]);

    let id = first["id"].as_str().unwrap().to_owned();
    let rotated =
        rotate_secret(site(), Signed(administrator("TRADER")), Ok(Path(id)), command("three", &json!({})));
    let rotated = said(rotated.await).await.unwrap();
    assert_ne!(rotated["secret"], first["secret"]);

    let list = async |caller: lb_app::desk::Caller, organisation: Option<&str>| {
        let query = WebhooksQuery { organisation: organisation.map(str::to_owned) };
        let answer = said(webhooks(site(), Signed(caller), QueryOf(query)).await).await;
        answer.map(|answer| answer["items"].as_array().unwrap().len()).map_err(|problem| problem.code)
    };
    assert_eq!(list(administrator("TRADER"), None).await, Ok(2));
    assert_eq!(list(administrator("OTHER"), None).await, Ok(0));
    assert_eq!(list(administrator("OTHER"), Some("TRADER")).await, Err("access.unknown_organisation"));
    assert_eq!(list(administrator("BASE"), None).await, Ok(2));
    assert_eq!(list(administrator("BASE"), Some("OTHER")).await, Ok(0));
    assert_eq!(list(caller("TRADER", Role::Dispatcher), None).await, Err("access.not_allowed"));
}

#[tokio::test]
async fn others_learn_nothing_of_a_webhook() {
    let floor = Floor::open(Reach::ThisMachine).await;
    let id = floor.add("TRADER", "https://example.com/").await;
    let site = || State(Arc::clone(&floor.site));
    for (caller, code) in
        [(administrator("OTHER"), "webhook.unknown"), (caller("TRADER", Role::Viewer), "access.not_allowed")]
    {
        let (signed, named) = (|| Signed(caller.clone()), || Ok(Path(id.to_string())));
        let query = DeliveriesQuery { state: None, limit: None, cursor: None };
        let nothing = json!({});
        let answers = [
            webhook_deliveries(site(), signed(), named(), QueryOf(query)).await,
            change_webhook(site(), signed(), named(), JsonBody(serde_json::from_value(json!({})).unwrap()))
                .await,
            remove_webhook(site(), signed(), named()).await,
            rotate_secret(site(), signed(), named(), command("rotate", &nothing)).await,
            ping_webhook(site(), signed(), named()).await,
            replay(site(), signed(), Ok(Path((id.to_string(), 1))), command("replay", &nothing)).await,
        ];
        for answer in answers {
            assert_eq!(answer.err().map(|problem| problem.code), Some(code));
        }
    }
}

#[tokio::test]
async fn replays_and_pings() {
    let floor = Floor::open(Reach::ThisMachine).await;
    let mut receiver = Receiver::open(&vec![Reply::Status(500); 8]).await;
    let id = floor.add("TRADER", &receiver.url()).await;
    floor.tell(&["TRADER"]).await;
    floor.tell(&["OTHER"]).await;
    let others = floor.office.journal().latest().0;
    let process = floor.start();
    let first = receiver.next().await;
    for (attempts, wait) in (1..).zip(lb_app::hooks::RETRY_SECONDS) {
        let is_so = |row: &lb_app::hooks::WebhookRow| {
            row.courier.failing.as_ref().is_some_and(|f| f.attempts == attempts)
        };
        floor.until(id, is_so).await;
        let waiting = deliveries_of(&floor, id, Some(DeliveryState::Waiting)).await;
        assert_eq!((waiting.len(), &waiting[0]["attempts"]), (1, &json!(attempts)));
        floor.pass_to_next_try(id, attempts, wait).await;
        receiver.next().await;
    }
    floor.until(id, |row| row.courier.position.0 >= first.position()).await;
    process.stop().await;
    assert_eq!(dead(&floor, id).await.len(), 1);

    let again = async |position: u64, key: &str| {
        let path = Ok(Path((id.to_string(), position)));
        let site = State(Arc::clone(&floor.site));
        said(replay(site, Signed(administrator("TRADER")), path, command(key, &json!({}))).await).await
    };
    receiver.then(Reply::Status(500));
    let failed = again(first.position(), "one").await.unwrap();
    assert_eq!(failed, json!({ "delivered": false, "status": 500, "error": "status" }));
    assert_eq!(receiver.next().await.id(), first.id());
    assert_eq!(dead(&floor, id).await.len(), 1);
    let arrived = json!({ "delivered": true, "status": 204, "error": null });
    assert_eq!(again(first.position(), "one").await.unwrap(), arrived);
    assert_eq!(floor.heard(&mut receiver, id).await.id(), first.id());
    assert_eq!(dead(&floor, id).await.len(), 0);
    assert_eq!(deliveries_of(&floor, id, Some(DeliveryState::Delivered)).await.len(), 1);
    // The same request again sends nothing; an event that is not its own is none.
    assert_eq!(again(first.position(), "one").await.unwrap(), arrived);
    assert_eq!(again(others, "two").await.unwrap_err().code, "webhook.unknown_delivery");
    assert_eq!(again(1_000_000, "three").await.unwrap_err().code, "webhook.unknown_delivery");
    assert_eq!(receiver.rest(), 0);

    let site = State(Arc::clone(&floor.site));
    let pinged = ping_webhook(site, Signed(administrator("TRADER")), Ok(Path(id.to_string()))).await;
    assert_eq!(said(pinged).await.unwrap(), arrived);
    let ping = floor.heard(&mut receiver, id).await;
    assert_eq!(ping.json()["type"], "webhook.ping");
    assert_eq!(ping.json()["data"]["webhook"], id.to_string());
}
