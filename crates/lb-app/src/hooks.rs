//! Webhooks: what happens is told to the programs of those who may see it, signed, in order, at least once.
//!
//! | entity | name | holds |
//! |---|---|---|
//! | webhook | UUID | whose it is, where it leads, which kinds it hears, whether it is active; its secret in an event of its own, which can be erased |
//! | courier | webhook and number of the volume | up to where the webhook was served, by which process, and what is being tried again |
//!
//! A webhook hears what the live stream would show its organisation, by the same rule
//! ([`is_shown_to`](crate::booking::envelope::is_shown_to)). No record is written for a delivery: only, now and then, up to where
//! all is done, and every event that was given up. Whoever serves a webhook holds it for a while ([`HOLD_SECONDS`]), so that of
//! several processes on one journal one sends; what was sent but not yet recorded when a process dies is sent again under the
//! same `webhook-id`.
//!
//! Pure: the sender, its clock and its sockets are the edge's. `docs/webhooks.md` is written for those who receive.
//!
//! Source: Standard Webhooks 1.0.0.

mod courier;
mod event;
mod message;
mod name;
mod projection;
mod retry;
mod rows;
mod signature;
mod state;
mod target;
mod tasks;

#[cfg(test)]
mod tests;

pub use courier::{Carried, Carry, HOLD_SECONDS, ProgressRule, VOLUME_RECORDS};
pub use event::WebhookEvent;
pub use message::{Message, hears, ping};
pub use name::{WebhookId, courier_entity, webhook_entity};
pub use projection::HooksProjection;
pub use retry::{ATTEMPTS_MAX, RETRY_SECONDS, next_try};
pub use rows::{DeadRow, WebhookRow, all_webhooks, dead_letters, webhook_with, webhooks_of};
pub use signature::{SigningSecret, signature_header};
pub use state::{Courier, DeadLetter, Failing, Failure, HookState, Webhook, WebhookState, after};
pub use target::{Reach, Scheme, Target, is_public};
pub use tasks::{
    AddWebhook, ChangeWebhook, FORMER_HOURS, RemoveWebhook, Replayed, RotateSecret, WEBHOOKS_MAX,
    unknown_webhook,
};
