//! Commands about webhooks. An administrator of the organisation may, or of the operator.

use serde_json::json;

use crate::access::{AccessState, organisation_entity, unknown_organisation};
use crate::desk::{Caller, Circumstances, Decision, Permission, Seen, Task};
use crate::journal::{Entity, OrganisationId, Position};
use crate::refusal::Refusal;

use super::courier::seconds_after;
use super::event::WebhookEvent;
use super::name::{WebhookId, webhook_entity};
use super::signature::SigningSecret;
use super::state::{Webhook, WebhookState};
use super::target::{Reach, Target};

/// Webhooks of one organisation at most.
pub const WEBHOOKS_MAX: usize = 20;

/// For how many hours messages are signed by the former secret too.
pub const FORMER_HOURS: i64 = 24;

/// Kinds that one webhook names at most, and the length of one.
const KINDS_MAX: usize = 32;
const KIND_LENGTH_MAX: usize = 64;
const DESCRIPTION_LENGTH_MAX: usize = 200;

/// Returns the refusal of a webhook that is not there, or that the caller may not know of.
#[must_use]
pub fn unknown_webhook(id: &str) -> Refusal {
    Refusal::field("webhook.unknown", "id", "a webhook of your organisation", id)
}

/// Returns a webhook that is there and that the caller may administer.
fn own<'a>(seen: &'a Seen, caller: &Caller, id: WebhookId) -> Result<&'a Webhook, Refusal> {
    caller.check(Permission::Administer)?;
    let webhook = webhook_entity(id).ok().and_then(|entity| seen.hook(&entity)?.webhook());
    let is_own =
        |webhook: &&Webhook| webhook.state != WebhookState::Removed && caller.acts_for(&webhook.organisation);
    webhook.filter(is_own).ok_or_else(|| unknown_webhook(&id.to_string()))
}

fn checked_kinds(kinds: &[String]) -> Result<Vec<String>, Refusal> {
    let is_letter =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_' || byte == b'.';
    let is_kind = |kind: &String| (1..=KIND_LENGTH_MAX).contains(&kind.len()) && kind.bytes().all(is_letter);
    let wrong = kinds.iter().find(|kind| !is_kind(kind));
    if wrong.is_none() && kinds.len() <= KINDS_MAX {
        let mut kinds: Vec<String> = kinds.iter().map(|kind| kind.trim_end_matches('.').to_owned()).collect();
        kinds.sort();
        kinds.dedup();
        return Ok(kinds);
    }
    let found = wrong.cloned().unwrap_or_else(|| kinds.len().to_string());
    let expected = format!("at most {KINDS_MAX} beginnings of kinds such as `dossier`");
    Err(Refusal::field("webhook.bad_kinds", "kinds", expected, &found))
}

fn checked_description(text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    if text.chars().count() <= DESCRIPTION_LENGTH_MAX && !text.chars().any(char::is_control) {
        return Ok(text.to_owned());
    }
    let expected = format!("at most {DESCRIPTION_LENGTH_MAX} visible characters");
    Err(Refusal::field("request.bad_value", "description", expected, text))
}

/// Adds a webhook.
#[derive(Clone, Debug)]
pub struct AddWebhook {
    /// Its id.
    pub webhook: WebhookId,
    /// Whose it is.
    pub organisation: OrganisationId,
    /// Where it leads.
    pub url: String,
    /// Which kinds it hears, by their beginnings; all where none is named.
    pub kinds: Vec<String>,
    /// What the organisation calls it.
    pub description: String,
    /// It hears what is recorded after this place.
    pub after: Position,
    /// What webhooks may reach.
    pub reach: Reach,
}

impl AddWebhook {
    fn check_organisation(&self, seen: &Seen, caller: &Caller) -> Result<(), Refusal> {
        caller.check(Permission::Administer)?;
        let unknown = || unknown_organisation(self.organisation.as_str());
        if !caller.acts_for(&self.organisation) {
            return Err(unknown());
        }
        let entity = organisation_entity(&self.organisation)?;
        let organisation = seen.access(&entity).and_then(AccessState::organisation).ok_or_else(unknown)?;
        if organisation.is_open() {
            return Ok(());
        }
        let id = &self.organisation;
        let detail = format!("expected an organisation that uses the site, got {id}, which is closed");
        Err(Refusal::new("access.organisation_closed", detail))
    }
}

impl Task for AddWebhook {
    fn needs(&self, _: &Seen) -> Vec<Entity> {
        let named = [organisation_entity(&self.organisation), webhook_entity(self.webhook)];
        named.into_iter().flatten().collect()
    }

    fn decide(&self, seen: &Seen, at: &mut Circumstances<'_>) -> Result<Decision, Refusal> {
        self.check_organisation(seen, at.caller)?;
        Target::parse(&self.url, self.reach)?;
        let entity = webhook_entity(self.webhook)?;
        let added = WebhookEvent::Added {
            organisation: self.organisation.clone(),
            url: self.url.clone(),
            kinds: checked_kinds(&self.kinds)?,
            description: checked_description(&self.description)?,
            after: self.after.0,
        };
        let secret = WebhookEvent::SecretSet { secret: SigningSecret::draw(at.randomness) };
        let facts = vec![added.about(entity.clone())?, secret.about(entity)?];
        Ok(Decision { facts, answer: json!({ "id": self.webhook.to_string() }) })
    }
}

/// Leads a webhook elsewhere, has it hear other kinds, pauses it or wakes it.
#[derive(Clone, Debug)]
pub struct ChangeWebhook {
    /// Which.
    pub webhook: WebhookId,
    /// Where it leads from now on.
    pub url: Option<String>,
    /// Which kinds it hears from now on.
    pub kinds: Option<Vec<String>>,
    /// What the organisation calls it from now on.
    pub description: Option<String>,
    /// Whether it is served from now on.
    pub active: Option<bool>,
    /// What webhooks may reach.
    pub reach: Reach,
}

impl Task for ChangeWebhook {
    fn needs(&self, _: &Seen) -> Vec<Entity> {
        webhook_entity(self.webhook).into_iter().collect()
    }

    fn decide(&self, seen: &Seen, at: &mut Circumstances<'_>) -> Result<Decision, Refusal> {
        let webhook = own(seen, at.caller, self.webhook)?;
        let mut after = webhook.clone();
        if let Some(url) = &self.url {
            Target::parse(url, self.reach)?;
            after.url.clone_from(url);
        }
        if let Some(kinds) = &self.kinds {
            after.kinds = checked_kinds(kinds)?;
        }
        if let Some(description) = &self.description {
            after.description = checked_description(description)?;
        }
        if let Some(active) = self.active {
            after.state = if active { WebhookState::Active } else { WebhookState::Paused };
        }
        let mut facts = Vec::new();
        if after != *webhook {
            let active = after.state == WebhookState::Active;
            let Webhook { url, kinds, description, .. } = after;
            let changed = WebhookEvent::Changed { url, kinds, description, active, gone: false };
            facts.push(changed.about(webhook_entity(self.webhook)?)?);
        }
        Ok(Decision { facts, answer: json!({ "id": self.webhook.to_string() }) })
    }
}

/// Draws another secret; messages are signed by the former one too for [`FORMER_HOURS`].
#[derive(Clone, Debug)]
pub struct RotateSecret {
    /// Of which webhook.
    pub webhook: WebhookId,
}

impl Task for RotateSecret {
    fn needs(&self, _: &Seen) -> Vec<Entity> {
        webhook_entity(self.webhook).into_iter().collect()
    }

    fn decide(&self, seen: &Seen, at: &mut Circumstances<'_>) -> Result<Decision, Refusal> {
        own(seen, at.caller, self.webhook)?;
        let secret = SigningSecret::draw(at.randomness);
        let former_until = seconds_after(at.now, FORMER_HOURS * 3_600);
        let rotated = WebhookEvent::SecretRotated { secret, former_until };
        let answer = json!({ "id": self.webhook.to_string(), "former_until": former_until.to_string() });
        Ok(Decision { facts: vec![rotated.about(webhook_entity(self.webhook)?)?], answer })
    }
}

/// Removes a webhook.
#[derive(Clone, Debug)]
pub struct RemoveWebhook {
    /// Which.
    pub webhook: WebhookId,
}

impl Task for RemoveWebhook {
    fn needs(&self, _: &Seen) -> Vec<Entity> {
        webhook_entity(self.webhook).into_iter().collect()
    }

    fn decide(&self, seen: &Seen, at: &mut Circumstances<'_>) -> Result<Decision, Refusal> {
        own(seen, at.caller, self.webhook)?;
        let removed = WebhookEvent::Removed {}.about(webhook_entity(self.webhook)?)?;
        Ok(Decision { facts: vec![removed], answer: json!({ "id": self.webhook.to_string() }) })
    }
}

/// Records that an event was sent once more and arrived.
#[derive(Clone, Debug)]
pub struct Replayed {
    /// To which webhook.
    pub webhook: WebhookId,
    /// The place of the event.
    pub position: Position,
    /// What the receiver answered with.
    pub status: u16,
}

impl Task for Replayed {
    fn needs(&self, _: &Seen) -> Vec<Entity> {
        webhook_entity(self.webhook).into_iter().collect()
    }

    fn decide(&self, seen: &Seen, at: &mut Circumstances<'_>) -> Result<Decision, Refusal> {
        own(seen, at.caller, self.webhook)?;
        let replayed = WebhookEvent::Replayed { position: self.position.0 };
        let answer = json!({ "delivered": true, "status": self.status, "error": null });
        Ok(Decision { facts: vec![replayed.about(webhook_entity(self.webhook)?)?], answer })
    }
}
