//! The shapes of webhooks on the wire.

use lb_app::hooks::{DeadRow, Failing, WebhookRow};
use lb_app::journal::{Moment, Stored};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::line::Sent;

/// A webhook.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WebhookView {
    /// Its identifier.
    pub id: String,
    /// Whose it is.
    pub organisation: String,
    /// Where it leads.
    pub url: String,
    /// Which kinds it hears, by their beginnings; all where none is named.
    pub kinds: Vec<String>,
    /// What the organisation calls it.
    pub description: String,
    /// `active` or `paused`.
    pub state: &'static str,
    /// Whether it was paused because its receiver answered with 410.
    pub gone: bool,
    /// Since when it is there, RFC 3339.
    pub made_at: String,
    /// All that was recorded up to this place was delivered, was given up, or is not for it.
    pub done_up_to: u64,
    /// What is tried again; what was recorded after it waits.
    pub failing: Option<FailingView>,
}

/// A delivery that failed and is tried again.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FailingView {
    /// The place of the event.
    pub position: u64,
    /// How often it was tried.
    pub attempts: u32,
    /// When it is tried again, RFC 3339.
    pub next_at: String,
    /// What the receiver answered with last.
    pub last_status: Option<u16>,
    /// Why the last try failed: `status`, `bad_url`, `no_address`, `forbidden_address`, `not_connected`, `not_trusted`,
    /// `timed_out` or `broken_off`.
    pub last_error: &'static str,
}

impl From<&Failing> for FailingView {
    fn from(failing: &Failing) -> Self {
        Self {
            position: failing.position.0,
            attempts: failing.attempts,
            next_at: failing.next_at.rfc3339(),
            last_status: failing.failure.status(),
            last_error: failing.failure.word(),
        }
    }
}

impl From<&WebhookRow> for WebhookView {
    fn from(row: &WebhookRow) -> Self {
        Self {
            id: row.id.to_string(),
            organisation: row.organisation.to_string(),
            url: row.url.clone(),
            kinds: row.kinds.clone(),
            description: row.description.clone(),
            state: row.state.word(),
            gone: row.is_gone,
            made_at: row.added_at.rfc3339(),
            done_up_to: row.courier.position.0,
            failing: row.courier.failing.as_ref().map(FailingView::from),
        }
    }
}

/// Webhooks.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WebhooksAnswer {
    /// In the order in which they were added.
    pub items: Vec<WebhookView>,
}

/// Whose webhooks.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct WebhooksQuery {
    /// An organisation; at the operator, all where none is named.
    pub organisation: Option<String>,
}

/// A webhook to add.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewWebhook {
    /// Where it leads: an https address, at most 2048 characters.
    #[schema(example = "https://example.com/hooks/landbridge")]
    pub url: String,
    /// Which kinds it hears, by their beginnings (`dossier` hears `dossier.shared`); all where none is named.
    #[serde(default)]
    #[schema(required = false, max_items = 32)]
    pub kinds: Vec<String>,
    /// What the organisation calls it.
    #[serde(default)]
    #[schema(required = false, max_length = 200)]
    pub description: String,
    /// For which organisation, at the operator; the caller's where nothing is said.
    #[serde(default)]
    #[schema(required = false)]
    pub organisation: Option<String>,
}

/// A webhook's secret.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SecretAnswer {
    /// The webhook's identifier.
    pub id: String,
    /// What its messages are signed with: `whsec_` and base64. It is not shown again.
    pub secret: Option<String>,
}

/// What becomes of a webhook; what is left out stays as it is.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WebhookChange {
    /// Where it leads.
    #[serde(default)]
    #[schema(required = false)]
    pub url: Option<String>,
    /// Which kinds it hears.
    #[serde(default)]
    #[schema(required = false)]
    pub kinds: Option<Vec<String>>,
    /// What the organisation calls it.
    #[serde(default)]
    #[schema(required = false)]
    pub description: Option<String>,
    /// Whether it is served. What happens while it is paused is delivered when it is active again.
    #[serde(default)]
    #[schema(required = false)]
    pub state: Option<Wanted>,
}

/// Whether a webhook is to be served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Wanted {
    /// It is.
    Active,
    /// It is not, for now.
    Paused,
}

/// Which deliveries.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DeliveriesQuery {
    /// Only those that are so.
    pub state: Option<DeliveryState>,
    /// Rows of the page.
    #[param(minimum = 1, maximum = 200, default = 50)]
    pub limit: Option<usize>,
    /// The `next` of the page before.
    pub cursor: Option<u64>,
}

/// What became of an event at a webhook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// It is not delivered yet.
    Waiting,
    /// It arrived.
    Delivered,
    /// It was given up, and was not replayed since.
    Dead,
}

/// An event and what became of it at a webhook.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DeliveryView {
    /// The place of the event: what `replay` is asked by.
    pub id: u64,
    /// The event: its `webhook-id`.
    pub event: String,
    /// What happened.
    pub kind: String,
    /// What became of it.
    pub state: DeliveryState,
    /// How often it was tried; absent where that is not kept: it arrived.
    pub attempts: Option<u32>,
    /// When it is tried again, RFC 3339.
    pub next_at: Option<String>,
    /// What the receiver answered with at the last try that failed.
    pub last_status: Option<u16>,
    /// Why the last try failed.
    pub last_error: Option<&'static str>,
    /// When the event was recorded or, of a dead one, when it was given up, RFC 3339.
    pub made_at: String,
}

/// Deliveries of a webhook, the latest first.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DeliveriesAnswer {
    /// The rows.
    pub items: Vec<DeliveryView>,
    /// What to send as `cursor` to go on, even where this page is empty: so far was looked. Absent at the end.
    pub next: Option<u64>,
}

impl DeliveryView {
    /// Returns the row of what was given up.
    pub fn dead(row: &DeadRow) -> Self {
        let (letter, is_dead) = (&row.letter, row.replayed_at.is_none());
        Self {
            id: letter.position.0,
            event: letter.event.to_string(),
            kind: letter.event_kind.clone(),
            state: if is_dead { DeliveryState::Dead } else { DeliveryState::Delivered },
            attempts: Some(letter.attempts),
            next_at: None,
            last_status: letter.failure.status(),
            last_error: Some(letter.failure.word()),
            made_at: row.given_up_at.rfc3339(),
        }
    }

    /// Returns the row of an event that was not given up.
    pub fn of(row: &WebhookRow, stored: &Stored) -> Self {
        let header = &stored.record.header;
        let failing = row.courier.failing.as_ref().filter(|failing| failing.position == stored.position);
        let is_done = stored.position <= row.courier.position;
        Self {
            id: stored.position.0,
            event: header.id.to_string(),
            kind: header.kind.to_string(),
            state: if is_done { DeliveryState::Delivered } else { DeliveryState::Waiting },
            attempts: if is_done { None } else { Some(failing.map_or(0, |failing| failing.attempts)) },
            next_at: failing.map(|failing| failing.next_at).map(Moment::rfc3339),
            last_status: failing.and_then(|failing| failing.failure.status()),
            last_error: failing.map(|failing| failing.failure.word()),
            made_at: header.recorded_at.rfc3339(),
        }
    }
}

/// What became of a message that was sent because somebody asked for it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SentAnswer {
    /// Whether it arrived.
    pub delivered: bool,
    /// What the receiver answered with.
    pub status: Option<u16>,
    /// Why it did not arrive.
    pub error: Option<&'static str>,
}

impl From<Sent> for SentAnswer {
    fn from(sent: Sent) -> Self {
        match sent {
            Sent::Arrived(status) => Self { delivered: true, status: Some(status), error: None },
            Sent::Gone => Self { delivered: false, status: Some(410), error: Some("status") },
            Sent::Failed { failure, asked_seconds: _ } => {
                Self { delivered: false, status: failure.status(), error: Some(failure.word()) }
            }
        }
    }
}
