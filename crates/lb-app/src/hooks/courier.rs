//! Commands of whoever serves a webhook: what is done so far, and who goes on.

use std::sync::Arc;

use serde_json::json;

use crate::desk::{Circumstances, Decision, NewFact, Seen, Task};
use crate::journal::{Entity, Moment, Position};
use crate::refusal::Refusal;

use super::event::WebhookEvent;
use super::name::{WebhookId, courier_entity, webhook_entity};
use super::state::{Courier, DeadLetter, Failing, HookState, Webhook, WebhookState};
use super::tasks::unknown_webhook;

/// For how long a process alone serves a webhook once it said so.
pub const HOLD_SECONDS: i64 = 120;

/// Records of one volume of a courier: so much is replayed at most before something is decided.
pub const VOLUME_RECORDS: u64 = 1_000;

/// When it is worth a record that deliveries were made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProgressRule {
    /// Seconds from one record to the next at least.
    pub seconds: i64,
    /// Records of others after which the place is kept although nothing was delivered, so that they are not read again.
    pub passed: u64,
}

impl ProgressRule {
    /// The rule of a server.
    pub const SERVER: Self = Self { seconds: 10, passed: 10_000 };

    /// Returns when deliveries that were made after the record of `recorded_at` are worth another one.
    #[must_use]
    pub fn due_at(self, recorded_at: Moment) -> Moment {
        seconds_after(recorded_at, self.seconds)
    }
}

/// Returns an instant some seconds later.
pub(super) fn seconds_after(moment: Moment, seconds: i64) -> Moment {
    Moment::from_micros(moment.micros().saturating_add(seconds.saturating_mul(1_000_000))).unwrap_or(moment)
}

/// What became of the deliveries since the record before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Carried {
    /// They arrived, or none was made: the process goes on. What failed before and is not done yet is still tried again.
    On,
    /// The same, and the process stops.
    Stopped,
    /// One failed and is tried again; where that is long from now, any process may take over.
    Failing(Failing),
    /// One was given up; the process goes on after it.
    Dead(DeadLetter),
    /// The receiver said that it is gone: the webhook is paused.
    Gone,
}

/// Records how far a webhook was served, and holds it for the process that says so.
#[derive(Clone, Debug)]
pub struct Carry {
    /// Which webhook.
    pub webhook: WebhookId,
    /// The last volume of its courier.
    pub volume: u64,
    /// The process.
    pub holder: Arc<str>,
    /// Now, by the process's clock.
    pub at: Moment,
    /// All up to here is done.
    pub position: Position,
    /// What became of the last one.
    pub carried: Carried,
}

impl Carry {
    fn webhook<'a>(&self, seen: &'a Seen) -> Result<&'a Webhook, Refusal> {
        let webhook = webhook_entity(self.webhook).ok().and_then(|entity| seen.hook(&entity)?.webhook());
        let webhook = webhook.filter(|webhook| webhook.state != WebhookState::Removed);
        webhook.ok_or_else(|| unknown_webhook(&self.webhook.to_string()))
    }

    /// Refuses a process that does not hold the webhook while another does, or that does not know how far it is.
    fn check(&self, seen: &Seen, courier: Option<&Courier>) -> Result<(), Refusal> {
        let next = courier_entity(self.webhook, self.volume.saturating_add(1))?;
        let is_old =
            seen.version(&next) > 0 || courier.is_some_and(|courier| self.position < courier.position);
        let held = courier.filter(|courier| *courier.holder != *self.holder && self.at < courier.until);
        if held.is_none() && !is_old {
            return Ok(());
        }
        let detail =
            format!("expected webhook {} in the hands of this process, got it in another's", self.webhook);
        Err(Refusal::new("webhook.held", detail))
    }

    fn facts(
        &self,
        webhook: &Webhook,
        courier: Option<&Courier>,
        entity: Entity,
    ) -> Result<Vec<NewFact>, Refusal> {
        let failing = courier.and_then(|courier| courier.failing.as_ref());
        let open = failing.filter(|failing| self.position < failing.position);
        let held = seconds_after(self.at, HOLD_SECONDS);
        let (until, failing) = match &self.carried {
            Carried::On | Carried::Dead(_) => (held, open),
            Carried::Stopped => (self.at, open),
            Carried::Gone => (self.at, None),
            Carried::Failing(failing) if failing.next_at < held => (held, Some(failing)),
            Carried::Failing(failing) => (self.at, Some(failing)),
        };
        let (position, holder) = (self.position.0, self.holder.to_string());
        let failing = failing.map(Into::into);
        let progress = WebhookEvent::DeliveredUpTo { position, holder, until, failing };
        let mut facts = vec![progress.about(entity)?];
        let about_webhook = match &self.carried {
            Carried::Dead(letter) => Some(WebhookEvent::DeadLettered(letter.into())),
            Carried::Gone => Some(WebhookEvent::Changed {
                url: webhook.url.clone(),
                kinds: webhook.kinds.clone(),
                description: webhook.description.clone(),
                active: false,
                gone: true,
            }),
            Carried::On | Carried::Stopped | Carried::Failing(_) => None,
        };
        if let Some(event) = about_webhook {
            facts.push(event.about(webhook_entity(self.webhook)?)?);
        }
        Ok(facts)
    }
}

impl Task for Carry {
    fn needs(&self, _: &Seen) -> Vec<Entity> {
        let volumes = [self.volume, self.volume.saturating_add(1)];
        let couriers = volumes.map(|volume| courier_entity(self.webhook, volume));
        std::iter::once(webhook_entity(self.webhook)).chain(couriers).flatten().collect()
    }

    fn decide(&self, seen: &Seen, _: &mut Circumstances<'_>) -> Result<Decision, Refusal> {
        let webhook = self.webhook(seen)?;
        let current = courier_entity(self.webhook, self.volume)?;
        let courier = seen.hook(&current).and_then(HookState::courier);
        self.check(seen, courier)?;
        let is_full = seen.version(&current) >= VOLUME_RECORDS;
        let volume = if is_full { self.volume.saturating_add(1) } else { self.volume };
        let facts = self.facts(webhook, courier, courier_entity(self.webhook, volume)?)?;
        Ok(Decision { facts, answer: json!({ "volume": volume }) })
    }
}
