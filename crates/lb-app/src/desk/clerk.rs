//! Deciding batches of commands and recording them.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::journal::{
    Body, Command, Content, Entity, EventId, Fault, Freshness, Idempotency, Journal, JournalError, Moment,
    NewEvent, Randomness, Receipt, Refused, Salt, SiteId,
};
use crate::refusal::Refusal;

use super::caller::Caller;
use super::shelf::{Seen, Shelf, Sight, catch_up};
use super::state::{Fact, State};
use super::task::{Circumstances, Decision, Task};

/// Commands of one batch at most: they share one commit.
pub const BATCH_MAX: usize = 256;
/// How often a command is decided again when what it saw has changed meanwhile.
pub const ATTEMPTS_MAX: u32 = 8;
/// How often a task may name further entities.
const ROUNDS_MAX: u32 = 8;

/// A command on its way to the desk.
#[derive(Clone)]
pub struct Request {
    /// What to decide.
    pub task: Arc<dyn Task>,
    /// Who asks.
    pub caller: Caller,
    /// The client's key and the hash of what it asked.
    pub idempotency: Idempotency,
}

/// Why a command was not carried out.
#[derive(Clone, Debug)]
pub enum DeskError {
    /// A business answer; nothing was done.
    Refused(Refusal),
    /// The world failed; whether the command was recorded is unknown. The same request may be sent again.
    Fault(Fault),
}

impl From<Refusal> for DeskError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Fault> for DeskError {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<JournalError> for DeskError {
    fn from(error: JournalError) -> Self {
        match error {
            JournalError::Refused(refused) => Self::Refused(refused.into()),
            JournalError::Fault(fault) => Self::Fault(fault),
        }
    }
}

/// What would become of a command.
#[derive(Clone, Debug)]
pub enum Rehearsal {
    /// It would be decided so.
    Would(Decision),
    /// It was carried out before.
    Done(Receipt),
}

/// Decides commands of one site and records them.
pub struct Desk {
    journal: Arc<dyn Journal>,
    site: SiteId,
    shelf: Mutex<Shelf>,
    randomness: Mutex<Randomness>,
}

/// Where states come from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Freshly {
    /// The shelf, and the journal for what is not there.
    No,
    /// The journal.
    Yes,
}

/// Why a request is not decided.
enum NotPrepared {
    /// It was refused on states that may be old, or that this batch only may bring about: to be asked again.
    Tentative,
    /// It is refused, or the world failed.
    Error(DeskError),
}

impl From<Fault> for NotPrepared {
    fn from(fault: Fault) -> Self {
        Self::Error(fault.into())
    }
}

/// A command that was decided and waits for its commit.
struct Decided {
    index: usize,
    after: Vec<(Entity, Sight)>,
}

impl Desk {
    /// Returns the desk of a site's journal.
    #[must_use]
    pub fn new(journal: Arc<dyn Journal>, site: SiteId, randomness: Randomness) -> Self {
        Self { journal, site, shelf: Mutex::default(), randomness: Mutex::new(randomness) }
    }

    /// Returns the journal.
    #[must_use]
    pub fn journal(&self) -> &Arc<dyn Journal> {
        &self.journal
    }

    /// Returns the site that decides.
    #[must_use]
    pub const fn site(&self) -> &SiteId {
        &self.site
    }

    /// Returns an entity as the journal has it now.
    ///
    /// # Errors
    /// A fault of the journal, or of a record that cannot be read.
    pub async fn look(&self, entity: &Entity) -> Result<Sight, Fault> {
        self.load(entity, Freshly::Yes).await
    }

    /// Draws from the desk's randomness.
    pub fn draw<const N: usize>(&self) -> [u8; N] {
        self.randomness.lock().unwrap_or_else(PoisonError::into_inner).draw()
    }

    /// Decides a command as if it were asked now, and records nothing.
    ///
    /// # Errors
    /// As [`carry_out`](Self::carry_out) would answer.
    pub async fn rehearse(&self, request: &Request, now: Moment) -> Result<Rehearsal, DeskError> {
        let answered = self.journal.answered(&request.caller.author, &request.idempotency).await?;
        if let Some(receipt) = answered {
            return Ok(Rehearsal::Done(receipt));
        }
        let seen = self.see(request, Freshly::Yes, &Seen::default()).await?;
        let (decision, _) = self.decide(request, &seen, now)?;
        Ok(Rehearsal::Would(decision))
    }

    /// Has something decided as of an instant that no client asks for, under a key of its own.
    ///
    /// # Errors
    /// A fault of the journal; a refusal is an answer.
    pub async fn tell(
        &self,
        task: Arc<dyn Task>,
        caller: &Caller,
        at: Moment,
    ) -> Result<Result<Receipt, Refusal>, Fault> {
        let random: [u8; 16] = self.draw();
        let key = random.iter().fold("told-".to_owned(), |text, byte| format!("{text}{byte:02x}"));
        let key = key.parse().map_err(|error| Fault::caused("key", error))?;
        let body = Body::of(&serde_json::Value::Null).map_err(|error| Fault::caused("body", error))?;
        let request = Request { task, caller: caller.clone(), idempotency: Idempotency::new(key, &body) };
        match self.carry_out(&[request], at).await.pop() {
            Some(Ok(receipt)) => Ok(Ok(receipt)),
            Some(Err(DeskError::Refused(refusal))) => Ok(Err(refusal)),
            Some(Err(DeskError::Fault(fault))) => Err(fault),
            None => Err(Fault::new("expected an outcome of one request, got none")),
        }
    }

    /// Decides commands in order and records them, at most [`BATCH_MAX`]; each is recorded or refused by itself.
    ///
    /// Several callers at once do no harm, but one at a time is faster: what one batch changes, another has to decide again.
    pub async fn carry_out(&self, requests: &[Request], now: Moment) -> Vec<Result<Receipt, DeskError>> {
        let mut outcomes: Vec<Option<Result<Receipt, DeskError>>> = vec![None; requests.len()];
        let mut open: Vec<usize> = (0..requests.len()).collect();
        for attempt in 0..ATTEMPTS_MAX {
            let freshly = if attempt == 0 { Freshly::No } else { Freshly::Yes };
            open = self.attempt(requests, &open, (freshly, now), &mut outcomes).await;
            if open.is_empty() {
                break;
            }
        }
        let settle = |outcome: Option<Result<Receipt, DeskError>>| {
            outcome.unwrap_or_else(|| Err(DeskError::Refused(busy())))
        };
        outcomes.into_iter().map(settle).collect()
    }

    /// Decides the open requests once. Returns those to be decided again.
    async fn attempt(
        &self,
        requests: &[Request],
        open: &[usize],
        (freshly, now): (Freshly, Moment),
        outcomes: &mut [Option<Result<Receipt, DeskError>>],
    ) -> Vec<usize> {
        let (mut again, mut decided, mut commands) = (Vec::new(), Vec::new(), Vec::new());
        let mut working = Seen::default();
        for &index in open {
            let Some(request) = requests.get(index) else { continue };
            let prepared = self.prepare(request, (freshly, now), &mut working).await;
            match prepared {
                Ok((command, waiting)) => {
                    commands.push(command);
                    decided.push(Decided { index, ..waiting });
                }
                Err(NotPrepared::Tentative) => again.push(index),
                Err(NotPrepared::Error(error)) => set(outcomes, index, self.replayed(request, error).await),
            }
        }
        if commands.is_empty() {
            return again;
        }
        let receipts = self.journal.append_all(commands).await;
        for (waiting, receipt) in decided.into_iter().zip(receipts) {
            match receipt {
                Ok(receipt) if receipt.freshness == Freshness::Fresh => {
                    self.keep(&waiting, &receipt);
                    set(outcomes, waiting.index, Ok(receipt));
                }
                Ok(receipt) => set(outcomes, waiting.index, Ok(receipt)),
                Err(JournalError::Refused(Refused::Conflict { .. })) => again.push(waiting.index),
                Err(error) => set(outcomes, waiting.index, Err(error.into())),
            }
        }
        again.sort_unstable();
        again
    }

    /// Sees what a request needs, decides it, and puts what it changes into `working`.
    async fn prepare(
        &self,
        request: &Request,
        (freshly, now): (Freshly, Moment),
        working: &mut Seen,
    ) -> Result<(Command, Decided), NotPrepared> {
        let seen = self.see(request, freshly, working).await?;
        let is_tentative =
            freshly == Freshly::No || seen.entities().any(|entity| working.sight(entity).is_some());
        let (decision, events) = self.decide(request, &seen, now).map_err(|refusal| match is_tentative {
            true => NotPrepared::Tentative,
            false => NotPrepared::Error(refusal.into()),
        })?;
        let mut after: Vec<(Entity, Sight)> = Vec::new();
        for event in &events {
            let place = after.iter().position(|(entity, _)| *entity == event.entity);
            let mut sight = match place {
                Some(place) => after.swap_remove(place).1,
                None => seen.sight(&event.entity).cloned().unwrap_or_default(),
            };
            sight.state = State::after(sight.state.take(), &Fact::new(event, now))?;
            sight.version = sight.version.saturating_add(1);
            after.push((event.entity.clone(), sight));
        }
        for (entity, sight) in &after {
            working.put(entity.clone(), sight.clone());
        }
        let answer = Body::of(&decision.answer).map_err(|error| Fault::caused("answer", error))?;
        let command = Command {
            author: request.caller.author.clone(),
            recorded_at: now,
            idempotency: request.idempotency.clone(),
            based_on: seen.bases(),
            events,
            answer,
        };
        Ok((command, Decided { index: 0, after }))
    }

    fn decide(
        &self,
        request: &Request,
        seen: &Seen,
        now: Moment,
    ) -> Result<(Decision, Vec<NewEvent>), Refusal> {
        let mut randomness = self.randomness.lock().unwrap_or_else(PoisonError::into_inner);
        let (site, caller) = (&self.site, &request.caller);
        let mut at = Circumstances { now, site, caller, randomness: &mut randomness };
        let decision = request.task.decide(seen, &mut at)?;
        let event = |fact: &super::task::NewFact| NewEvent {
            id: EventId::new(now, &mut randomness),
            happened_at: fact.happened_at.unwrap_or(now),
            entity: fact.entity.clone(),
            kind: fact.kind.clone(),
            corrects: fact.corrects,
            content: Content { salt: Salt::new(&mut randomness), body: fact.body.clone() },
        };
        let events = decision.facts.iter().map(event).collect();
        Ok((decision, events))
    }

    async fn see(&self, request: &Request, freshly: Freshly, working: &Seen) -> Result<Seen, Fault> {
        let mut seen = Seen::default();
        let begins = if freshly == Freshly::No { request.task.begins() } else { Vec::new() };
        for _ in 0..ROUNDS_MAX {
            let mut is_done = true;
            for entity in request.task.needs(&seen) {
                if seen.sight(&entity).is_some() {
                    continue;
                }
                is_done = false;
                let sight = match working.sight(&entity) {
                    Some(sight) => sight.clone(),
                    None if begins.contains(&entity) => Sight::default(),
                    None => self.load(&entity, freshly).await?,
                };
                seen.put(entity, sight);
            }
            if is_done {
                return Ok(seen);
            }
        }
        Err(Fault::new("desk: expected a task that comes to an end of what it needs"))
    }

    async fn load(&self, entity: &Entity, freshly: Freshly) -> Result<Sight, Fault> {
        let kept = self.shelf().get(entity);
        if let (Some(sight), Freshly::No) = (&kept, freshly) {
            return Ok(sight.clone());
        }
        let sight = catch_up(self.journal.as_ref(), entity, kept.unwrap_or_default()).await?;
        self.shelf().put(entity.clone(), sight.clone());
        Ok(sight)
    }

    /// Returns what the same request was answered before, else the error.
    async fn replayed(&self, request: &Request, error: DeskError) -> Result<Receipt, DeskError> {
        let DeskError::Refused(refusal) = error else { return Err(error) };
        match self.journal.answered(&request.caller.author, &request.idempotency).await {
            Ok(Some(receipt)) => Ok(receipt),
            Ok(None) => Err(refusal.into()),
            Err(error) => Err(error.into()),
        }
    }

    /// Keeps the states after a recorded command, at the places of their last events.
    fn keep(&self, waiting: &Decided, receipt: &Receipt) {
        let Some(places) = receipt.places else { return };
        let mut shelf = self.shelf();
        for (entity, sight) in &waiting.after {
            // All events of a command stand before its last place, and none of another command between them.
            shelf.put(entity.clone(), Sight { position: places.last, ..sight.clone() });
        }
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        // Whoever panicked left whole sights behind.
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn set(
    outcomes: &mut [Option<Result<Receipt, DeskError>>],
    index: usize,
    outcome: Result<Receipt, DeskError>,
) {
    if let Some(place) = outcomes.get_mut(index) {
        *place = Some(outcome);
    }
}

fn busy() -> Refusal {
    Refusal::new(
        "journal.conflict",
        format!("expected an entity that stands still for a moment, got {ATTEMPTS_MAX} changes by others"),
    )
}
