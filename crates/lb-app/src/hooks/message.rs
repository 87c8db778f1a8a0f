//! What a webhook is told of an event: that it is there. What it says is asked for, under the receiver's own key.

use serde_json::json;

use crate::journal::{Moment, Stored};

use super::name::WebhookId;

/// A message as it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The event's name: the same however often it is sent.
    pub id: String,
    /// The JSON, the very bytes that are signed.
    pub body: Vec<u8>,
}

/// Returns whether a webhook hears a kind: all where it names none, else those that it names and those below them
/// (`dossier` hears `dossier.shared`, but not `dossiers.merged`).
#[must_use]
pub fn hears(kinds: &[String], kind: &str) -> bool {
    let is_below = |named: &String| {
        kind.strip_prefix(named.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    kinds.is_empty() || kinds.iter().any(is_below)
}

impl Message {
    /// Returns the message of a record: no business content, only what the chain covers of it.
    #[must_use]
    pub fn of(stored: &Stored) -> Self {
        let header = &stored.record.header;
        let body = json!({
            "type": header.kind.as_str(),
            "timestamp": header.happened_at.rfc3339(),
            "data": {
                "position": stored.position.0,
                "kind": header.kind.as_str(),
                "entity": header.entity.to_string(),
                "version": header.entity_version,
                "happened_at": header.happened_at.rfc3339(),
                "recorded_at": header.recorded_at.rfc3339(),
                "organisation": header.organisation.to_string(),
            },
        });
        Self { id: header.id.to_string(), body: body.to_string().into_bytes() }
    }
}

/// Returns a message that only says that the webhook works.
#[must_use]
pub fn ping(webhook: WebhookId, id: WebhookId, now: Moment) -> Message {
    let data = json!({ "webhook": webhook.to_string() });
    let body = json!({ "type": "webhook.ping", "timestamp": now.rfc3339(), "data": data });
    Message { id: format!("ping_{id}"), body: body.to_string().into_bytes() }
}
