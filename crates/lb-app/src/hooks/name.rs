//! Names of webhooks, and what each is called in the journal.

use lb_base::uuid_id;

use crate::journal::Entity;
use crate::refusal::Refusal;

uuid_id! {
    /// A webhook.
    pub struct WebhookId;
}

fn entity(kind: &str, id: &str) -> Result<Entity, Refusal> {
    let unnameable =
        |error: lb_base::IdError| Refusal::field("request.bad_value", "id", error.to_string(), id);
    Ok(Entity { kind: kind.parse().map_err(unnameable)?, id: id.parse().map_err(unnameable)? })
}

/// Returns a webhook's name in the journal.
///
/// # Errors
/// None that can happen: a UUID is a name.
pub fn webhook_entity(id: WebhookId) -> Result<Entity, Refusal> {
    entity("webhook", &id.to_string())
}

/// Returns the name in the journal of a volume of a webhook's courier.
///
/// # Errors
/// None that can happen.
pub fn courier_entity(id: WebhookId, volume: u64) -> Result<Entity, Refusal> {
    entity("courier", &format!("{id}_{volume}"))
}

/// Reads the webhook and the volume out of the name of a courier.
pub(super) fn courier_parts(id: &str) -> Option<(WebhookId, u64)> {
    let (webhook, volume) = id.split_once('_')?;
    Some((webhook.parse().ok()?, volume.parse().ok()?))
}
