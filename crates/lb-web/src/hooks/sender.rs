//! Who sends: looks which webhooks have something to hear, and has each served by a round of its own.

use std::collections::{BTreeMap, BTreeSet};
use std::future::{Future, pending};
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};

use lb_app::hooks::{HOLD_SECONDS, ProgressRule, WebhookId, WebhookRow, WebhookState, all_webhooks};
use lb_app::journal::{Fault, Moment, Position, Stored};
use tokio::sync::{Notify, watch};
use tokio::task::{JoinError, JoinSet};

use super::clock::{Clock, after};
use super::line::Line;
use super::round::{Memory, Round};
use crate::office::{Office, faulty};

/// Records read at once for one webhook: all that waits for it in memory.
const PAGE: usize = 200;
/// Rounds under way at once.
const ROUNDS_MAX: usize = 256;
/// Seconds until the webhooks are listed again when that failed.
const FAULT_SECONDS: i64 = 5;

/// Webhooks that are to be served now, although they wait for a time to come: their receiver is back.
#[derive(Debug, Default)]
pub struct Nudges {
    webhooks: Mutex<BTreeSet<WebhookId>>,
    told: Notify,
}

impl Nudges {
    /// Has a webhook served now.
    pub fn nudge(&self, webhook: WebhookId) {
        self.webhooks.lock().unwrap_or_else(PoisonError::into_inner).insert(webhook);
        self.told.notify_one();
    }

    fn take(&self) -> BTreeSet<WebhookId> {
        std::mem::take(&mut self.webhooks.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A page of records and the place before it.
type Page = (Position, Arc<[Stored]>);

/// Sends what webhooks are to hear, as one of the processes on a journal.
pub struct Sender {
    office: Arc<Office>,
    line: Arc<Line>,
    nudges: Arc<Nudges>,
    rule: ProgressRule,
    /// The name of this process.
    holder: Arc<str>,
    stopping: watch::Sender<bool>,
    /// The last page that was read: webhooks that are up to date read the same one.
    page: Mutex<Option<Page>>,
}

/// What the sender knows of all webhooks.
#[derive(Default)]
struct Books {
    rows: BTreeMap<WebhookId, WebhookRow>,
    listed_at: Option<Position>,
    /// Of those whose round is not under way.
    memories: BTreeMap<WebhookId, Memory>,
    /// Those whose round is.
    running: BTreeSet<WebhookId>,
    nudged: BTreeSet<WebhookId>,
}

impl Books {
    fn keep(&mut self, ended: Result<(WebhookId, Memory), JoinError>) {
        match ended {
            Ok((id, memory)) => {
                self.running.remove(&id);
                self.memories.insert(id, memory);
            }
            // A round that broke does not say which it was: all may begin anew, and the journal knows how far they are.
            Err(_) => self.running.clear(),
        }
    }
}

/// When a webhook is to be served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Due {
    Now,
    At(Moment),
    WhenRecorded,
}

impl Sender {
    /// Returns the sender of a process.
    pub fn new(office: Arc<Office>, line: Arc<Line>, nudges: Arc<Nudges>, rule: ProgressRule) -> Self {
        let name: [u8; 8] = office.desk().draw();
        let holder = name.iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
        let (stopping, _) = watch::channel(false);
        Self { office, line, nudges, rule, holder: holder.into(), stopping, page: Mutex::default() }
    }

    /// Returns the office.
    pub const fn office(&self) -> &Arc<Office> {
        &self.office
    }

    /// Returns the line to receivers.
    pub fn line(&self) -> &Line {
        &self.line
    }

    /// Returns the clock.
    pub fn clock(&self) -> &dyn Clock {
        self.line.clock().as_ref()
    }

    /// Returns the name of this process.
    pub const fn holder(&self) -> &Arc<str> {
        &self.holder
    }

    /// Returns when progress is recorded.
    pub const fn rule(&self) -> ProgressRule {
        self.rule
    }

    /// Waits until the process stops.
    pub async fn stopped(&self) {
        let mut stopping = self.stopping.subscribe();
        if stopping.wait_for(|is_stopping| *is_stopping).await.is_err() {
            pending::<()>().await;
        }
    }

    /// Returns the records after a place.
    ///
    /// # Errors
    /// A fault of the journal.
    pub async fn page(&self, place: Position) -> Result<Arc<[Stored]>, Fault> {
        let kept = self.page.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((at, page)) = kept
            && at == place
            && (page.len() == PAGE
                || page.last().map_or(place, |last| last.position) >= self.office.journal().latest())
        {
            return Ok(page);
        }
        let page: Arc<[Stored]> = self.office.journal().read(place, PAGE).await?.into();
        *self.page.lock().unwrap_or_else(PoisonError::into_inner) = Some((place, Arc::clone(&page)));
        Ok(page)
    }

    /// Sends until `stop` completes, then records what was delivered and lets go of what it holds.
    pub async fn run(self: Arc<Self>, stop: impl Future<Output = ()>) {
        let (mut books, mut rounds, mut stop) = (Books::default(), JoinSet::new(), pin!(stop));
        loop {
            let latest = self.office.journal().latest();
            let next = self.begin(&mut books, &mut rounds, latest).await;
            tokio::select! {
                () = &mut stop => break,
                Some(ended) = rounds.join_next(), if !rounds.is_empty() => books.keep(ended),
                _ = self.office.journal().wait_past(latest) => {}
                () = self.wait(next) => {}
                () = self.nudges.told.notified() => {}
            }
        }
        self.stopping.send_replace(true);
        while let Some(ended) = rounds.join_next().await {
            books.keep(ended);
        }
        let now = self.clock().now();
        let is_held = |memory: &Memory| memory.unrecorded || now < after(memory.recorded_at, HOLD_SECONDS);
        for (id, memory) in books.memories.into_iter().filter(|(_, memory)| is_held(memory)) {
            Round::stop(&self, id, memory).await;
        }
    }

    async fn wait(&self, next: Option<Moment>) {
        match next {
            Some(next) => self.clock().wait_until(next).await,
            None => pending().await,
        }
    }

    /// Begins the rounds that are due and returns when the next one will be.
    async fn begin(
        self: &Arc<Self>,
        books: &mut Books,
        rounds: &mut JoinSet<(WebhookId, Memory)>,
        latest: Position,
    ) -> Option<Moment> {
        if books.listed_at.is_none_or(|listed| listed < latest) {
            match self.list().await {
                Ok(rows) => (books.rows, books.listed_at) = (rows, Some(latest)),
                Err(fault) => {
                    faulty(&fault);
                    return Some(after(self.clock().now(), FAULT_SECONDS));
                }
            }
        }
        books.nudged.append(&mut self.nudges.take());
        let (now, mut next) = (self.clock().now(), None);
        let is_served = |row: &&WebhookRow| row.state == WebhookState::Active;
        for row in books.rows.values().filter(is_served) {
            if rounds.len() >= ROUNDS_MAX || books.running.contains(&row.id) {
                continue;
            }
            let memory = books.memories.get(&row.id).copied().unwrap_or_else(Memory::new);
            let is_nudged = books.nudged.remove(&row.id);
            match if is_nudged { Due::Now } else { self.due(row, &memory, (now, latest)) } {
                Due::Now => {
                    let (sender, id) = (Arc::clone(self), row.id);
                    books.running.insert(id);
                    rounds.spawn(async move { (id, Round::serve(&sender, id, memory).await) });
                }
                Due::At(at) => next = next.into_iter().chain([at]).min(),
                Due::WhenRecorded => {}
            }
        }
        next
    }

    async fn list(&self) -> Result<BTreeMap<WebhookId, WebhookRow>, Fault> {
        let rows = self.office.journal().rows(&all_webhooks()).await?;
        rows.iter().map(|row| WebhookRow::read(row).map(|row| (row.id, row))).collect()
    }

    /// Returns when a webhook is to be served that nobody nudged.
    fn due(&self, row: &WebhookRow, memory: &Memory, (now, latest): (Moment, Position)) -> Due {
        let is_others = *row.courier.holder != *self.holder;
        let waits = [
            memory.not_before,
            is_others.then_some(row.courier.until),
            row.courier.failing.as_ref().map(|failing| failing.next_at),
        ];
        if let Some(at) = waits.into_iter().flatten().max().filter(|at| now < *at) {
            return Due::At(at);
        }
        let is_waiting = row.courier.failing.is_some() || memory.not_before.is_some();
        if is_waiting || memory.looked < latest {
            return Due::Now;
        }
        match (memory.unrecorded, self.rule.due_at(memory.recorded_at)) {
            (false, _) => Due::WhenRecorded,
            (true, at) if at <= now => Due::Now,
            (true, at) => Due::At(at),
        }
    }
}
