//! What happens to webhooks, as the journal keeps it.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::access::words::text;
use crate::desk::NewFact;
use crate::journal::{Entity, EventId, Moment, OrganisationId, Position};
use crate::refusal::Refusal;

use super::signature::SigningSecret;
use super::state::{DeadLetter, Failing, Failure};

/// Something that happened to a webhook or its courier. In the journal, `kind` is the event's kind and `body` its body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", deny_unknown_fields)]
pub enum WebhookEvent {
    /// An organisation has another webhook.
    #[serde(rename = "webhook.added")]
    Added {
        /// Whose it is.
        #[serde(with = "text")]
        organisation: OrganisationId,
        /// Where it leads.
        url: String,
        /// Which kinds it hears, by their beginnings; all where none is named.
        kinds: Vec<String>,
        /// What the organisation calls it.
        description: String,
        /// It hears what is recorded after this place.
        after: u64,
    },
    /// A webhook's messages are signed. An event of its own, which can be erased: then the webhook is silent.
    #[serde(rename = "webhook.secret_set")]
    SecretSet {
        /// With what.
        secret: SigningSecret,
    },
    /// A webhook's messages are signed anew.
    #[serde(rename = "webhook.secret_rotated")]
    SecretRotated {
        /// With what.
        secret: SigningSecret,
        /// Until when they are signed as before too.
        #[serde(with = "text")]
        former_until: Moment,
    },
    /// A webhook leads elsewhere, hears other kinds, rests or wakes.
    #[serde(rename = "webhook.changed")]
    Changed {
        /// Where it leads.
        url: String,
        /// Which kinds it hears.
        kinds: Vec<String>,
        /// What the organisation calls it.
        description: String,
        /// Whether it is served.
        active: bool,
        /// Whether its receiver said that it is gone.
        gone: bool,
    },
    /// A webhook is no more.
    #[serde(rename = "webhook.removed")]
    Removed {},
    /// An event was given up.
    #[serde(rename = "webhook.dead_lettered")]
    DeadLettered(DeadLetterView),
    /// An event was sent once more, because somebody asked for it, and arrived.
    #[serde(rename = "webhook.replayed")]
    Replayed {
        /// The place of the event.
        position: u64,
    },
    /// A courier's event: what is done so far, who goes on and until when nobody else does.
    #[serde(rename = "webhook.delivered_up_to")]
    DeliveredUpTo {
        /// All up to here was delivered, was given up, or is not for the webhook.
        position: u64,
        /// The process that serves the webhook.
        holder: String,
        /// Until when it alone does.
        #[serde(with = "text")]
        until: Moment,
        /// What is tried again.
        failing: Option<FailingView>,
    },
}

/// How a dead letter is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeadLetterView {
    position: u64,
    #[serde(with = "text")]
    event: EventId,
    event_kind: String,
    attempts: u32,
    status: Option<u16>,
    error: String,
}

/// How what is tried again is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FailingView {
    position: u64,
    attempts: u32,
    #[serde(with = "text")]
    next_at: Moment,
    status: Option<u16>,
    error: String,
}

impl From<&DeadLetter> for DeadLetterView {
    fn from(letter: &DeadLetter) -> Self {
        Self {
            position: letter.position.0,
            event: letter.event,
            event_kind: letter.event_kind.clone(),
            attempts: letter.attempts,
            status: letter.failure.status(),
            error: letter.failure.word().to_owned(),
        }
    }
}

impl DeadLetterView {
    pub(super) fn letter(self) -> DeadLetter {
        DeadLetter {
            position: Position(self.position),
            event: self.event,
            event_kind: self.event_kind,
            attempts: self.attempts,
            failure: Failure::from_parts(&self.error, self.status),
        }
    }
}

impl From<&Failing> for FailingView {
    fn from(failing: &Failing) -> Self {
        Self {
            position: failing.position.0,
            attempts: failing.attempts,
            next_at: failing.next_at,
            status: failing.failure.status(),
            error: failing.failure.word().to_owned(),
        }
    }
}

impl FailingView {
    pub(super) fn failing(self) -> Failing {
        Failing {
            position: Position(self.position),
            attempts: self.attempts,
            next_at: self.next_at,
            failure: Failure::from_parts(&self.error, self.status),
        }
    }
}

/// How serde writes an event.
#[derive(Deserialize)]
struct Written {
    kind: String,
    body: Value,
}

impl WebhookEvent {
    /// Reads an event of a kind from its body.
    ///
    /// # Errors
    /// What does not fit: an unknown kind, a member that is missing, unknown or of another type.
    pub fn read(kind: &str, body: Value) -> Result<Self, serde_json::Error> {
        serde_json::from_value(serde_json::json!({ "kind": kind, "body": body }))
    }

    /// Returns the event as a fact about an entity, happening now.
    ///
    /// # Errors
    /// `request.bad_value` when a text of it cannot be recorded.
    pub fn about(&self, entity: Entity) -> Result<NewFact, Refusal> {
        let written: Result<Written, _> = serde_json::to_value(self).and_then(serde_json::from_value);
        let Written { kind, body } = written.map_err(|error| unwritable(&error.to_string()))?;
        let kind = kind.parse().map_err(|error: lb_base::IdError| unwritable(&error.to_string()))?;
        NewFact::now(entity, kind, &body).map_err(|error| unwritable(&error.to_string()))
    }
}

fn unwritable(reason: &str) -> Refusal {
    Refusal::field("request.bad_value", "body", "texts that can be recorded", reason)
}
