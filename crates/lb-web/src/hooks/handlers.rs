//! The routes of webhooks.

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lb_app::access::{AccessState, organisation_entity};
use lb_app::desk::{Caller, OrganisationKind, Permission};
use lb_app::hooks::{
    AddWebhook, ChangeWebhook, HookState, Message, RemoveWebhook, Replayed, RotateSecret, SigningSecret,
    WEBHOOKS_MAX, WebhookId, WebhookRow, all_webhooks, ping, unknown_webhook, webhook_entity, webhook_with,
    webhooks_of,
};
use lb_app::journal::{Idempotency, OrganisationId, Position};
use serde_json::json;

use super::deliveries::{deliveries, is_for};
use super::line::Sent;
use super::views::{
    DeliveriesAnswer, DeliveriesQuery, NewWebhook, SecretAnswer, SentAnswer, Wanted, WebhookChange,
    WebhookView, WebhooksAnswer, WebhooksQuery,
};
use crate::access::Signed;
use crate::booking::command::{CommandOf, answered};
use crate::booking::{IdempotencyHeader, answer};
use crate::input::{JsonBody, QueryOf};
use crate::office::{Office, faulty, now};
use crate::problem::Problem;
use crate::routes::Answer;
use crate::site::Site;

type Shared = State<Arc<Site>>;
type Named = Result<Path<String>, PathRejection>;

/// Nothing to say: a body without members.
#[derive(Clone, Copy, Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// Returns webhooks.
#[utoipa::path(
    get, path = "/v1/webhooks", operation_id = "webhooks", tag = "webhooks", params(WebhooksQuery),
    responses((status = 200, description = "In the order in which they were added", body = WebhooksAnswer))
)]
pub async fn webhooks(
    State(site): Shared,
    Signed(caller): Signed,
    QueryOf(query): QueryOf<WebhooksQuery>,
) -> Answer {
    caller.check(Permission::Administer)?;
    let named = query.organisation.as_deref().map(organisation).transpose()?;
    let lookup = match (named, caller.sees_all()) {
        (Some(named), _) if caller.acts_for(&named) => webhooks_of(&named),
        (Some(named), _) => return Err(lb_app::access::unknown_organisation(named.as_str()).into()),
        (None, true) => all_webhooks(),
        (None, false) => webhooks_of(caller.organisation()),
    };
    let rows = site.office().rows(&lookup).await?;
    let items: Result<Vec<_>, _> =
        rows.iter().map(|row| WebhookRow::read(row).map(|row| WebhookView::from(&row))).collect();
    answer(&WebhooksAnswer { items: items.map_err(|fault| faulty(&fault))? })
}

/// Adds a webhook; it hears what is recorded from now on.
#[utoipa::path(
    post, path = "/v1/webhooks", operation_id = "add_webhook", tag = "webhooks", request_body = NewWebhook,
    params(IdempotencyHeader),
    responses((status = 200, description = "The webhook's secret, shown once", body = SecretAnswer))
)]
pub async fn add_webhook(
    State(site): Shared,
    Signed(caller): Signed,
    command: CommandOf<NewWebhook>,
) -> Answer {
    let office = site.office();
    let NewWebhook { url, kinds, description, organisation: named } = command.body;
    let organisation = match named {
        Some(named) => organisation(&named)?,
        None => caller.organisation().clone(),
    };
    let count = office.rows(&webhooks_of(&organisation)).await?.len();
    if count >= WEBHOOKS_MAX && caller.acts_for(&organisation) {
        let detail = format!("expected an organisation with fewer than {WEBHOOKS_MAX} webhooks, got {count}");
        return Err(Problem::new("webhook.too_many", detail));
    }
    let webhook = WebhookId::at(now().unix_millis(), office.desk().draw());
    let (after, reach) = (office.journal().latest(), site.hooks().line().reach());
    let task = AddWebhook { webhook, organisation, url, kinds, description, after, reach };
    let receipt = office.ask(Arc::new(task), caller, command.idempotency).await?;
    secret(office, &receipt).await
}

/// Changes a webhook. What failed is tried again at once.
#[utoipa::path(
    patch, path = "/v1/webhooks/{id}", operation_id = "change_webhook", tag = "webhooks",
    params(("id" = String, Path, description = "Its identifier", example = "01890a5d-ac96-774b-bcce-b302099a8057")), request_body = WebhookChange,
    responses((status = 200, description = "The webhook", body = WebhookView))
)]
pub async fn change_webhook(
    State(site): Shared,
    Signed(caller): Signed,
    id: Named,
    JsonBody(change): JsonBody<WebhookChange>,
) -> Answer {
    let (webhook, office) = (identifier(id)?, site.office());
    let WebhookChange { url, kinds, description, state } = change;
    let active = state.map(|state| state == Wanted::Active);
    let reach = site.hooks().line().reach();
    let key = office.own_key(&json!({ "webhook": webhook.to_string() }))?;
    let task = ChangeWebhook { webhook, url, kinds, description, active, reach };
    office.ask(Arc::new(task), caller.clone(), key).await?;
    site.hooks().nudges().nudge(webhook);
    answer(&WebhookView::from(&own(office, &caller, webhook).await?))
}

/// Removes a webhook: what it did not hear yet, it never hears.
#[utoipa::path(
    delete, path = "/v1/webhooks/{id}", operation_id = "remove_webhook", tag = "webhooks",
    params(("id" = String, Path, description = "Its identifier", example = "01890a5d-ac96-774b-bcce-b302099a8057")),
    responses((status = 204, description = "It is removed"))
)]
pub async fn remove_webhook(State(site): Shared, Signed(caller): Signed, id: Named) -> Answer {
    let (webhook, office) = (identifier(id)?, site.office());
    let key = office.own_key(&json!({ "webhook": webhook.to_string() }))?;
    office.ask(Arc::new(RemoveWebhook { webhook }), caller, key).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Draws another secret. For 24 hours, messages are signed by the former one too.
#[utoipa::path(
    post, path = "/v1/webhooks/{id}/secret", operation_id = "rotate_webhook_secret", tag = "webhooks",
    params(("id" = String, Path, description = "Its identifier", example = "01890a5d-ac96-774b-bcce-b302099a8057"), IdempotencyHeader), request_body = Nothing,
    responses((status = 200, description = "The webhook's new secret, shown once", body = SecretAnswer))
)]
pub async fn rotate_secret(
    State(site): Shared,
    Signed(caller): Signed,
    id: Named,
    command: CommandOf<Nothing>,
) -> Answer {
    let (webhook, office) = (identifier(id)?, site.office());
    let receipt = office.ask(Arc::new(RotateSecret { webhook }), caller, command.idempotency).await?;
    site.hooks().nudges().nudge(webhook);
    secret(office, &receipt).await
}

/// Returns what became of events at a webhook, the latest first.
#[utoipa::path(
    get, path = "/v1/webhooks/{id}/deliveries", operation_id = "webhook_deliveries", tag = "webhooks",
    params(("id" = String, Path, description = "The webhook's identifier", example = "01890a5d-ac96-774b-bcce-b302099a8057"), DeliveriesQuery),
    responses((status = 200, description = "A page", body = DeliveriesAnswer))
)]
pub async fn webhook_deliveries(
    State(site): Shared,
    Signed(caller): Signed,
    id: Named,
    QueryOf(query): QueryOf<DeliveriesQuery>,
) -> Answer {
    let office = site.office();
    let row = own(office, &caller, identifier(id)?).await?;
    let kind = kind(office, &row.organisation).await?;
    let page = deliveries(office.journal().as_ref(), &row, kind, &query).await;
    answer(&page.map_err(|fault| faulty(&fault))?)
}

/// Sends an event once more, now and once: one that was given up, or one that was delivered.
#[utoipa::path(
    post, path = "/v1/webhooks/{id}/deliveries/{delivery}/replay", operation_id = "replay_delivery", tag = "webhooks",
    params(
        ("id" = String, Path, description = "The webhook's identifier", example = "01890a5d-ac96-774b-bcce-b302099a8057"),
        ("delivery" = u64, Path, example = 1, description = "The delivery's `id`: the place of the event"),
        IdempotencyHeader
    ),
    request_body = Nothing,
    responses((status = 200, description = "What became of it", body = SentAnswer))
)]
pub async fn replay(
    State(site): Shared,
    Signed(caller): Signed,
    path: Result<Path<(String, u64)>, PathRejection>,
    command: CommandOf<Nothing>,
) -> Answer {
    let Path((id, position)) =
        path.map_err(|rejection| Problem::new("request.not_found", rejection.body_text()))?;
    let webhook: WebhookId = id.parse().map_err(|_| unknown_webhook(&id))?;
    resend(&site, caller, (webhook, Position(position)), command.idempotency).await
}

async fn resend(
    site: &Site,
    caller: Caller,
    (webhook, position): (WebhookId, Position),
    key: Idempotency,
) -> Answer {
    let office = site.office();
    let row = own(office, &caller, webhook).await?;
    let earlier = office.journal().answered(&caller.author, &key).await;
    if let Some(receipt) = earlier.map_err(lb_app::desk::DeskError::from)? {
        return answered(&receipt);
    }
    let kind = kind(office, &row.organisation).await?;
    let before = Position(position.0.saturating_sub(1));
    let found = office.journal().read(before, 1).await.map_err(|fault| faulty(&fault))?;
    let is_its = |stored: &&lb_app::journal::Stored| {
        stored.position == position && position <= row.courier.position && is_for(&row, kind, stored)
    };
    let unknown = || {
        let expected = "an event that the webhook heard or that was given up";
        Problem::field("webhook.unknown_delivery", "delivery", expected, &position.0.to_string())
    };
    let stored = found.first().filter(is_its).ok_or_else(unknown)?;
    let sent = send(site, &row, &Message::of(stored)).await?;
    if let Sent::Arrived(status) = sent {
        let task = Replayed { webhook, position, status };
        return answered(&office.ask(Arc::new(task), caller, key).await?);
    }
    answer(&SentAnswer::from(sent))
}

/// Sends a message of the type `webhook.ping`, now and once. It is no event and not recorded.
#[utoipa::path(
    post, path = "/v1/webhooks/{id}/ping", operation_id = "ping_webhook", tag = "webhooks",
    params(("id" = String, Path, description = "Its identifier", example = "01890a5d-ac96-774b-bcce-b302099a8057")),
    responses((status = 200, description = "What became of it", body = SentAnswer))
)]
pub async fn ping_webhook(State(site): Shared, Signed(caller): Signed, id: Named) -> Answer {
    let office = site.office();
    let row = own(office, &caller, identifier(id)?).await?;
    let at = site.hooks().line().clock().now();
    let name = WebhookId::at(at.unix_millis(), office.desk().draw());
    let sent = send(&site, &row, &ping(row.id, name, at)).await?;
    answer(&SentAnswer::from(sent))
}

/// Sends a message outside the order. Where it arrives, what failed is tried again at once.
async fn send(site: &Site, row: &WebhookRow, message: &Message) -> Result<Sent, Problem> {
    let line = site.hooks().line();
    let secrets = secrets(site.office(), row.id, line.clock().now()).await?;
    if secrets.is_empty() {
        return Err(Problem::new(
            "webhook.no_secret",
            "expected a webhook with a secret, got one whose secret was erased",
        ));
    }
    let sent = line.send(&row.url, &secrets, message).await;
    if matches!(sent, Sent::Arrived(_)) {
        site.hooks().nudges().nudge(row.id);
    }
    Ok(sent)
}

async fn secrets(
    office: &Office,
    id: WebhookId,
    at: lb_app::journal::Moment,
) -> Result<Vec<SigningSecret>, Problem> {
    let sight = office.desk().look(&webhook_entity(id)?).await.map_err(|fault| faulty(&fault))?;
    let webhook = sight.state.as_ref().and_then(|state| state.hook()).and_then(HookState::webhook);
    Ok(webhook.map(|webhook| webhook.secrets_at(at)).unwrap_or_default())
}

/// Answers with a webhook's secret. Repeated, the same request gets the secret as it is then.
async fn secret(office: &Office, receipt: &lb_app::journal::Receipt) -> Answer {
    let said = receipt.answer.as_ref().and_then(lb_app::journal::Body::value);
    let id = said.as_ref().and_then(|said| said.get("id")?.as_str()).unwrap_or_default();
    let webhook: WebhookId = id.parse().map_err(|_| unknown_webhook(id))?;
    let secrets = secrets(office, webhook, now()).await?;
    answer(&SecretAnswer { id: id.to_owned(), secret: secrets.first().map(SigningSecret::reveal) })
}

/// Returns a webhook that the caller may administer.
async fn own(office: &Office, caller: &Caller, id: WebhookId) -> Result<WebhookRow, Problem> {
    caller.check(Permission::Administer)?;
    let rows = office.rows(&webhook_with(id)).await?;
    let row = rows.first().map(|row| WebhookRow::read(row)).transpose().map_err(|fault| faulty(&fault))?;
    let row = row.filter(|row| caller.acts_for(&row.organisation));
    row.ok_or_else(|| unknown_webhook(&id.to_string()).into())
}

async fn kind(office: &Office, organisation: &OrganisationId) -> Result<OrganisationKind, Problem> {
    let sight = office.desk().look(&organisation_entity(organisation)?).await;
    let sight = sight.map_err(|fault| faulty(&fault))?;
    let found = sight.state.as_ref().and_then(|state| state.access()).and_then(AccessState::organisation);
    let found = found.ok_or_else(|| lb_app::access::unknown_organisation(organisation.as_str()))?;
    Ok(found.kind)
}

fn organisation(text: &str) -> Result<OrganisationId, Problem> {
    text.parse().map_err(|_| lb_app::access::unknown_organisation(text).into())
}

fn identifier(id: Named) -> Result<WebhookId, Problem> {
    let Path(id) = id.map_err(|rejection| Problem::new("request.not_found", rejection.body_text()))?;
    id.parse().map_err(|_| unknown_webhook(&id).into())
}
