//! The routes of keys.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use lb_app::access::{IssueKey, KeyId, KeyRow, RevokeKey, SecretKind, keys_of, unknown_key};
use lb_app::journal::{Body, Freshness, Moment};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::accounts::fault;
use super::idempotency::{drawn_only, of_client};
use super::people::{OfOrganisation, administered, changed};
use super::session::Shared;
use super::signed::Signed;
use super::views::{ChangedView, IssuedView, KeyView, KeysView, read_scopes};
use crate::input::{JsonBody, QueryOf};
use crate::problem::Problem;
use crate::routes::Answer;
use crate::site::json as answer_json;

/// Returns the keys of an organisation. Its administrators may, and the operator's.
#[utoipa::path(
    get, path = "/v1/keys", operation_id = "keys", tag = "access", params(OfOrganisation),
    responses((status = 200, description = "Keys, in the order in which they were issued", body = KeysView))
)]
pub async fn list(
    State(accounts): Shared,
    Signed(caller): Signed,
    QueryOf(query): QueryOf<OfOrganisation>,
) -> Answer {
    let organisation = administered(&caller, query.organisation.as_deref())?;
    let mut keys = Vec::new();
    for row in accounts.rows(&keys_of(&organisation)).await? {
        keys.push(KeyView::of(&KeyRow::read(&row).map_err(|error| fault(&error))?));
    }
    Ok(answer_json("application/json", serde_json::to_vec(&KeysView { keys })?))
}

/// A key to be issued.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewKey {
    /// For which organisation; the own one where nothing is said.
    #[schema(value_type = String, required = false)]
    organisation: Option<String>,
    /// What the organisation calls it.
    name: String,
    /// What it may do: `read`, `record`, `book`, `capacity` (the operator's only), `administer`.
    scopes: Vec<String>,
    /// Until when, RFC 3339; a year where nothing is said, two at most.
    #[schema(value_type = String, required = false)]
    expires_at: Option<String>,
}

/// Issues a key for a program: the answer has its secret, this once. Administrators of the organisation may, and the operator's.
#[utoipa::path(
    post, path = "/v1/keys", operation_id = "issue_key", tag = "access",
    params(("idempotency-key" = Option<String>, Header, description = "The client's name for the command", example = "4f1c7a56")),
    request_body(content = NewKey, description = "The key", example = json!({"name": "gate", "scopes": ["read", "record"]})),
    responses((status = 200, description = "The key", body = IssuedView))
)]
pub async fn issue(
    State(accounts): Shared,
    Signed(caller): Signed,
    headers: HeaderMap,
    JsonBody(asked): JsonBody<NewKey>,
) -> Answer {
    let idempotency = of_client(&headers, "keys", &asked, accounts.draw())?;
    let organisation = administered(&caller, asked.organisation.as_deref())?;
    let expires_at = asked.expires_at.as_deref().map(read_instant).transpose()?;
    let secret = accounts.draw_secret(SecretKind::Key);
    let task = IssueKey {
        key: KeyId::at(accounts.now().unix_millis(), accounts.draw()),
        organisation,
        scopes: read_scopes(&asked.scopes)?,
        name: asked.name,
        expires_at,
        secret_hash: secret.hash(),
    };
    let receipt = accounts.ask(task, caller, idempotency).await?;
    let answer = receipt.answer.as_ref().and_then(Body::value).unwrap_or_default();
    let text = |name: &str| answer[name].as_str().unwrap_or_default().to_owned();
    let secret = (receipt.freshness == Freshness::Fresh).then(|| secret.reveal());
    let view = IssuedView { id: text("id"), expires_at: text("expires_at"), secret };
    Ok(answer_json("application/json", serde_json::to_vec(&view)?))
}

/// Revokes a key; doing it twice changes nothing. Administrators of its organisation may, and the operator's.
#[utoipa::path(
    delete, path = "/v1/keys/{id}", operation_id = "revoke_key", tag = "access",
    params(("id" = String, Path, description = "Identifier of the key", example = "01890a5d-ac96-774b-bcce-b302099a8057")),
    responses((status = 200, description = "The key", body = ChangedView))
)]
pub async fn revoke(
    State(accounts): Shared,
    Signed(caller): Signed,
    path: Result<Path<String>, PathRejection>,
) -> Answer {
    let Path(text) = path.map_err(|rejection| Problem::new("request.not_found", rejection.body_text()))?;
    let key: KeyId = text.parse().map_err(|_| unknown_key(&text))?;
    accounts.ask(RevokeKey { key }, caller, drawn_only(accounts.draw())?).await?;
    accounts.distrust();
    changed(key.to_string())
}

fn read_instant(text: &str) -> Result<Moment, Problem> {
    text.parse().map_err(|_| {
        Problem::field("request.bad_value", "expires_at", "an instant such as 2027-11-22T00:00:00Z", text)
    })
}
