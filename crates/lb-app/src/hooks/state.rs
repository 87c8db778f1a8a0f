//! What webhooks and their couriers are: replayed from their events.

use std::sync::Arc;

use crate::desk::Fact;
use crate::journal::{EventId, Fault, Moment, OrganisationId, Position};

use super::event::WebhookEvent;
use super::name::WebhookId;
use super::signature::SigningSecret;

/// What an entity of this module is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HookState {
    /// A webhook.
    Webhook(Arc<Webhook>),
    /// A volume of a webhook's courier.
    Courier(Arc<Courier>),
}

/// Whether a webhook is served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WebhookState {
    /// It is.
    Active,
    /// Not for now: what happens meanwhile is delivered when it is active again.
    Paused,
    /// Not any more.
    Removed,
}

impl WebhookState {
    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Paused => "paused",
            Self::Removed => "removed",
        }
    }
}

/// A webhook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhook {
    /// Its id.
    pub id: WebhookId,
    /// Whose it is.
    pub organisation: OrganisationId,
    /// Where it leads.
    pub url: String,
    /// Which kinds it hears, by their beginnings; all where none is named.
    pub kinds: Vec<String>,
    /// What the organisation calls it.
    pub description: String,
    /// Whether it is served.
    pub state: WebhookState,
    /// It hears what is recorded after this place.
    pub after: Position,
    /// What its messages are signed with; nothing when that was erased.
    pub secret: Option<SigningSecret>,
    /// What they are signed with too, and until when.
    pub former: Vec<(SigningSecret, Moment)>,
}

impl Webhook {
    /// Returns what a message is signed with at an instant, the newest secret first; nothing when the secret was erased.
    #[must_use]
    pub fn secrets_at(&self, now: Moment) -> Vec<SigningSecret> {
        let Some(secret) = &self.secret else { return Vec::new() };
        let former = self.former.iter().rev().filter(|(_, until)| now < *until);
        std::iter::once(secret).chain(former.map(|(secret, _)| secret)).cloned().collect()
    }
}

/// How far a webhook was served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Courier {
    /// All up to here was delivered, was given up, or is not for the webhook.
    pub position: Position,
    /// The process that serves the webhook.
    pub holder: String,
    /// Until when it alone does.
    pub until: Moment,
    /// What is tried again.
    pub failing: Option<Failing>,
}

/// A delivery that failed and is tried again; what comes after it waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failing {
    /// The place of the event.
    pub position: Position,
    /// How often it was tried.
    pub attempts: u32,
    /// When it is tried again.
    pub next_at: Moment,
    /// Why the last try failed.
    pub failure: Failure,
}

/// An event that was given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadLetter {
    /// The place of the event.
    pub position: Position,
    /// The event.
    pub event: EventId,
    /// Its kind.
    pub event_kind: String,
    /// How often it was tried.
    pub attempts: u32,
    /// Why the last try failed.
    pub failure: Failure,
}

/// Why a delivery failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The receiver answered with a status that is no success; redirects are not followed.
    Status(u16),
    /// The address of the webhook cannot be used any more.
    BadUrl,
    /// The host's name leads nowhere.
    NoAddress,
    /// The host's name leads to an address that may not be reached.
    ForbiddenAddress,
    /// Nobody took the connection.
    NotConnected,
    /// The receiver's certificate is not trusted, or TLS failed otherwise.
    NotTrusted,
    /// No answer came in time.
    TimedOut,
    /// The connection broke, or the answer was no HTTP.
    BrokenOff,
}

impl Failure {
    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Status(_) => "status",
            Self::BadUrl => "bad_url",
            Self::NoAddress => "no_address",
            Self::ForbiddenAddress => "forbidden_address",
            Self::NotConnected => "not_connected",
            Self::NotTrusted => "not_trusted",
            Self::TimedOut => "timed_out",
            Self::BrokenOff => "broken_off",
        }
    }

    /// Returns the status that the receiver answered with, if it did.
    #[must_use]
    pub const fn status(self) -> Option<u16> {
        if let Self::Status(status) = self { Some(status) } else { None }
    }

    /// Returns the failure of a word and a status; a word that is unknown here is a connection that broke.
    #[must_use]
    pub fn from_parts(word: &str, status: Option<u16>) -> Self {
        let silent = [
            Self::BadUrl,
            Self::NoAddress,
            Self::ForbiddenAddress,
            Self::NotConnected,
            Self::NotTrusted,
            Self::TimedOut,
        ];
        let found = silent.into_iter().find(|failure| failure.word() == word);
        status.map_or_else(|| found.unwrap_or(Self::BrokenOff), Self::Status)
    }
}

impl HookState {
    /// Returns the webhook, if it is one.
    #[must_use]
    pub fn webhook(&self) -> Option<&Webhook> {
        if let Self::Webhook(webhook) = self { Some(webhook) } else { None }
    }

    /// Returns the courier, if it is one.
    #[must_use]
    pub fn courier(&self) -> Option<&Courier> {
        if let Self::Courier(courier) = self { Some(courier) } else { None }
    }
}

/// Returns the state after one more event.
///
/// # Errors
/// A fault when the event cannot be read.
pub fn after(state: Option<HookState>, fact: &Fact<'_>) -> Result<Option<HookState>, Fault> {
    let Some(body) = fact.body.cloned() else {
        return Ok(state.map(|state| without(state, fact.kind)));
    };
    let event = WebhookEvent::read(fact.kind, body).map_err(|error| Fault::caused(fact.kind, error))?;
    if let WebhookEvent::DeliveredUpTo { position, holder, until, failing } = event {
        let failing = failing.map(super::event::FailingView::failing);
        let courier = Courier { position: Position(position), holder, until, failing };
        return Ok(Some(HookState::Courier(Arc::new(courier))));
    }
    if let WebhookEvent::Added { organisation, url, kinds, description, after } = event {
        let webhook = Webhook {
            id: fact.entity.id.as_str().parse().map_err(|error| Fault::caused("webhook", error))?,
            organisation,
            url,
            kinds,
            description,
            state: WebhookState::Active,
            after: Position(after),
            secret: None,
            former: Vec::new(),
        };
        return Ok(Some(HookState::Webhook(Arc::new(webhook))));
    }
    Ok(state.map(|state| match state {
        HookState::Webhook(mut webhook) => {
            change(Arc::make_mut(&mut webhook), event);
            HookState::Webhook(webhook)
        }
        state @ HookState::Courier(_) => state,
    }))
}

/// Returns the state after an event whose body was erased: only secrets are worth erasing.
fn without(state: HookState, kind: &str) -> HookState {
    let HookState::Webhook(mut webhook) = state else { return state };
    if matches!(kind, "webhook.secret_set" | "webhook.secret_rotated") {
        Arc::make_mut(&mut webhook).secret = None;
    }
    HookState::Webhook(webhook)
}

fn change(webhook: &mut Webhook, event: WebhookEvent) {
    match event {
        WebhookEvent::SecretSet { secret } => webhook.secret = Some(secret),
        WebhookEvent::SecretRotated { secret, former_until } => {
            let former = webhook.secret.replace(secret);
            webhook.former.extend(former.map(|former| (former, former_until)));
        }
        WebhookEvent::Changed { url, kinds, description, active, gone: _ } => {
            webhook.url = url;
            webhook.kinds = kinds;
            webhook.description = description;
            webhook.state = if active { WebhookState::Active } else { WebhookState::Paused };
        }
        WebhookEvent::Removed {} => webhook.state = WebhookState::Removed,
        WebhookEvent::Added { .. }
        | WebhookEvent::DeadLettered(_)
        | WebhookEvent::Replayed { .. }
        | WebhookEvent::DeliveredUpTo { .. } => {}
    }
}
