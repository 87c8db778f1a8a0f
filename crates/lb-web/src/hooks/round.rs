//! One round: what a webhook has not heard yet is sent to it, in order, until all is sent or something fails.

use std::sync::Arc;

use lb_app::access::organisation_entity;
use lb_app::desk::{Caller, OrganisationKind};
use lb_app::hooks::{
    Carried, Carry, DeadLetter, Failing, Failure, HOLD_SECONDS, HookState, Message, Webhook, WebhookId,
    WebhookRow, WebhookState, next_try, webhook_entity, webhook_with,
};
use lb_app::journal::{Author, Moment, Position, Stored};
use serde_json::json;

use super::clock::after;
use super::deliveries::is_for;
use super::line::Sent;
use super::sender::Sender;
use crate::office::faulty;
use crate::problem::Problem;

/// A hold that ends within so many seconds is renewed before something is sent.
const HOLD_SECONDS_MIN: i64 = HOLD_SECONDS / 4;

/// Seconds until a webhook is looked at again after a round that ended early: what it is waiting for stands in the journal, and
/// is known here by then.
const REST_SECONDS: i64 = 1;
const SILENT_SECONDS: i64 = 60;
const FAULT_SECONDS: i64 = 5;

/// What a process remembers of a webhook between rounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Memory {
    /// All up to here was sent, or is not for the webhook.
    pub scanned: Position,
    /// How far the last round looked.
    pub looked: Position,
    /// Whether something was delivered that no record says yet.
    pub unrecorded: bool,
    /// When the last record was made by this process.
    pub recorded_at: Moment,
    /// No round before this.
    pub not_before: Option<Moment>,
}

impl Memory {
    /// Returns what is remembered of a webhook that was not served yet.
    pub const fn new() -> Self {
        let (scanned, looked) = (Position(0), Position(0));
        Self { scanned, looked, unrecorded: false, recorded_at: Moment::EPOCH, not_before: None }
    }
}

/// Why a round ended before all was sent.
enum Halt {
    /// Something failed and is tried again, the receiver is gone, or the process stops.
    Rest,
    /// Nothing is to be sent: the webhook is paused or without a secret, or its organisation is closed.
    Silent,
    /// Another process serves the webhook.
    Held,
    /// The world failed.
    Fault,
}

impl Halt {
    const fn seconds(&self) -> i64 {
        match self {
            Self::Rest | Self::Held => REST_SECONDS,
            Self::Silent => SILENT_SECONDS,
            Self::Fault => FAULT_SECONDS,
        }
    }
}

impl From<Problem> for Halt {
    fn from(problem: Problem) -> Self {
        match problem.code {
            "webhook.held" | "webhook.unknown" => Self::Held,
            _ => Self::Fault,
        }
    }
}

/// A webhook as one page of a round serves it.
struct Served {
    row: WebhookRow,
    webhook: Webhook,
    kind: OrganisationKind,
}

/// A round under way.
pub struct Round<'a> {
    sender: &'a Sender,
    id: WebhookId,
    memory: Memory,
}

impl<'a> Round<'a> {
    /// Serves a webhook and returns what to remember.
    pub async fn serve(sender: &'a Sender, id: WebhookId, memory: Memory) -> Memory {
        let looked = sender.office().journal().latest();
        let mut round = Self { sender, id, memory: Memory { looked, not_before: None, ..memory } };
        match round.run().await {
            Ok(()) => {}
            Err(halt) => {
                round.memory.unrecorded &= !matches!(halt, Halt::Held);
                round.memory.not_before = Some(after(sender.clock().now(), halt.seconds()));
            }
        }
        round.memory
    }

    /// Records what was delivered since the last record, because the process stops.
    pub async fn stop(sender: &'a Sender, id: WebhookId, memory: Memory) {
        let mut round = Self { sender, id, memory };
        if let Ok(Some(mut served)) = round.look().await
            && *served.row.courier.holder == **sender.holder()
        {
            // What could not be recorded is sent again by whoever comes next.
            let _ = round.record(&mut served.row, Carried::Stopped).await;
        }
    }

    async fn run(&mut self) -> Result<(), Halt> {
        loop {
            let mut served = self.look().await?.ok_or(Halt::Silent)?;
            self.begin(&served.row);
            let page = self.sender.page(self.memory.scanned).await.map_err(|fault| faulty(&fault))?;
            if page.is_empty() {
                return self.end(&mut served.row).await;
            }
            for stored in page.iter() {
                if is_for(&served.row, served.kind, stored) {
                    self.deliver(&mut served, stored).await?;
                } else {
                    self.memory.scanned = stored.position;
                }
            }
        }
    }

    /// Returns the webhook as it is now; nothing when it is not to be served.
    async fn look(&self) -> Result<Option<Served>, Halt> {
        let office = self.sender.office();
        let rows = office.rows(&webhook_with(self.id)).await?;
        let Some(row) = rows.first() else { return Ok(None) };
        let row = WebhookRow::read(row).map_err(|fault| faulty(&fault))?;
        let organisation = organisation_entity(&row.organisation).map_err(Problem::from)?;
        let organisation = office.desk().look(&organisation).await.map_err(|fault| faulty(&fault))?;
        let organisation = organisation.state.as_ref().and_then(|state| state.access()?.organisation());
        let entity = webhook_entity(self.id).map_err(Problem::from)?;
        let sight = office.desk().look(&entity).await.map_err(|fault| faulty(&fault))?;
        let webhook = sight.state.as_ref().and_then(|state| state.hook()).and_then(HookState::webhook);
        let (Some(organisation), Some(webhook)) = (organisation, webhook) else { return Ok(None) };
        let is_served =
            organisation.is_open() && webhook.secret.is_some() && row.state == WebhookState::Active;
        Ok(is_served.then(|| Served { row, webhook: webhook.clone(), kind: organisation.kind }))
    }

    /// Goes on where this process was, unless another one was at work meanwhile.
    fn begin(&mut self, row: &WebhookRow) {
        let is_own = *row.courier.holder == **self.sender.holder();
        let is_behind = self.memory.scanned < row.courier.position;
        if is_behind || (!is_own && self.memory.unrecorded) {
            self.memory.scanned = row.courier.position;
            self.memory.unrecorded = false;
        }
    }

    /// Records what is worth it once all is sent.
    async fn end(&mut self, row: &mut WebhookRow) -> Result<(), Halt> {
        let rule = self.sender.rule();
        let passed = self.memory.scanned.0.saturating_sub(row.courier.position.0);
        let is_due = rule.due_at(self.memory.recorded_at) <= self.sender.clock().now();
        // What failed may be none that the webhook hears any more.
        let is_settled =
            row.courier.failing.as_ref().is_some_and(|failing| failing.position <= self.memory.scanned);
        if (self.memory.unrecorded && is_due) || is_settled || passed > rule.passed {
            self.record(row, Carried::On).await?;
        }
        Ok(())
    }

    async fn deliver(&mut self, served: &mut Served, stored: &Stored) -> Result<(), Halt> {
        let is_again = served.row.courier.failing.is_some();
        self.hold(&mut served.row).await?;
        let secrets = served.webhook.secrets_at(self.sender.clock().now());
        let message = Message::of(stored);
        let sent = tokio::select! {
            sent = self.sender.line().send(&served.row.url, &secrets, &message) => sent,
            () = self.sender.stopped() => return Err(Halt::Rest),
        };
        match sent {
            Sent::Arrived(_) => {
                self.memory.scanned = stored.position;
                self.memory.unrecorded = true;
                let due_at = self.sender.rule().due_at(self.memory.recorded_at);
                if is_again || due_at <= self.sender.clock().now() {
                    self.record(&mut served.row, Carried::On).await?;
                }
                Ok(())
            }
            Sent::Gone => {
                self.record(&mut served.row, Carried::Gone).await?;
                Err(Halt::Rest)
            }
            Sent::Failed { failure, asked_seconds } => {
                self.fail(&mut served.row, stored, (failure, asked_seconds)).await
            }
        }
    }

    /// Has a delivery tried again later, or gives it up.
    async fn fail(
        &mut self,
        row: &mut WebhookRow,
        stored: &Stored,
        (failure, asked_seconds): (Failure, Option<u32>),
    ) -> Result<(), Halt> {
        let position = stored.position;
        let before = row.courier.failing.as_ref().filter(|failing| failing.position == position);
        let attempts = before.map_or(0, |failing| failing.attempts).saturating_add(1);
        let jitter = u16::from_be_bytes(self.sender.office().desk().draw());
        let now = self.sender.clock().now();
        if let Some(next_at) = next_try(attempts, now, asked_seconds, jitter) {
            let failing = Failing { position, attempts, next_at, failure };
            self.record(row, Carried::Failing(failing)).await?;
            return Err(Halt::Rest);
        }
        self.memory.scanned = position;
        let header = &stored.record.header;
        let (event, event_kind) = (header.id, header.kind.to_string());
        let letter = DeadLetter { position, event, event_kind, attempts, failure };
        self.record(row, Carried::Dead(letter)).await
    }

    /// Makes sure that nobody else serves the webhook while something is sent.
    async fn hold(&mut self, row: &mut WebhookRow) -> Result<(), Halt> {
        let enough = after(self.sender.clock().now(), HOLD_SECONDS_MIN);
        if *row.courier.holder == **self.sender.holder() && enough < row.courier.until {
            return Ok(());
        }
        self.record(row, Carried::On).await
    }

    async fn record(&mut self, row: &mut WebhookRow, carried: Carried) -> Result<(), Halt> {
        let at = self.sender.clock().now();
        let (holder, position) = (Arc::clone(self.sender.holder()), self.memory.scanned);
        let task = Carry { webhook: self.id, volume: row.volume, holder, at, position, carried };
        let office = self.sender.office();
        let actor = "site.webhooks".parse().map_err(|_| Halt::Fault)?;
        let author = Author { organisation: row.organisation.clone(), actor };
        let caller = Caller { author, kind: OrganisationKind::Customer, permissions: [].into() };
        let key = office.own_key(&json!({ "webhook": self.id.to_string(), "position": position.0 }))?;
        let receipt = office.ask(Arc::new(task), caller, key).await?;
        let answer = receipt.answer.and_then(|answer| answer.value());
        row.volume = answer.and_then(|answer| answer.get("volume")?.as_u64()).unwrap_or(row.volume);
        row.courier.position = position;
        row.courier.holder = self.sender.holder().to_string();
        row.courier.until = after(at, HOLD_SECONDS);
        row.courier.failing = row.courier.failing.take().filter(|failing| position < failing.position);
        self.memory.unrecorded = false;
        self.memory.recorded_at = at;
        Ok(())
    }
}
