//! A journal in memory: for tests and simulation. It forgets everything when it is dropped.

use std::collections::BTreeMap;
use std::future;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};

use super::admission::{Accepted, Admission, Course, Known, Removal};
use super::attachment::Attachment;
use super::command::{Author, COMMANDS_MAX, Command, Idempotency, Receipt};
use super::hash::Hash;
use super::id::{Entity, EventId, SiteId};
use super::port::{Fault, Journal, JournalError, PAGE_RECORDS_MAX, Pending, Refused};
use super::projection::{Lookup, Projections, Value};
use super::record::{Head, Position, Record, Stored};
use super::rows::Rows;

/// A journal in memory, with the same rules as the stored ones.
#[derive(Debug)]
pub struct MemoryJournal {
    projections: Projections,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    known: Known,
    records: Vec<Stored>,
    rows: Rows,
    attachments: BTreeMap<Hash, Attachment>,
    waiting: Vec<Waker>,
}

impl MemoryJournal {
    /// Returns a journal without records.
    #[must_use]
    pub fn new(site: SiteId, projections: Projections) -> Self {
        let state = State {
            known: Known::start(site),
            records: Vec::new(),
            rows: Rows::default(),
            attachments: BTreeMap::new(),
            waiting: Vec::new(),
        };
        Self { projections, state: Mutex::new(state) }
    }

    /// Drops the rows of all projections and makes them again from the records.
    ///
    /// # Errors
    /// A fault when a projection makes a change that its table cannot hold.
    pub fn rebuild(&self) -> Result<(), Fault> {
        let mut state = self.state();
        let mut rows = Rows::default();
        for stored in &state.records {
            rows.apply(&self.projections, &self.projections.apply(stored)?)?;
        }
        state.rows = rows;
        Ok(())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Whoever panicked did so before anything was written: a command is written as a whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn append_now(&self, course: &mut Course, command: Command) -> Result<Receipt, JournalError> {
        let mut state = self.state();
        match state.known.admit_after(course, command, &self.projections)? {
            Admission::Repeated(receipt) => Ok(receipt),
            Admission::Fresh(accepted, receipt) => {
                state.write(&self.projections, accepted)?;
                Ok(receipt)
            }
        }
    }

    fn receive_now(&self, records: Vec<Record>) -> Result<Head, JournalError> {
        let mut state = self.state();
        let site = records.first().map(|record| record.header.origin.site.clone());
        let site = site.unwrap_or_else(|| state.known.head.site.clone());
        let mut known = state.known.clone();
        let mut rows = state.rows.clone();
        let mut new = Vec::new();
        for record in records {
            if let Some(accepted) = known.receive(record, &self.projections)? {
                rows.apply(&self.projections, &accepted.changes)?;
                known.absorb(&accepted);
                new.push(accepted);
            }
        }
        for accepted in new {
            state.write(&self.projections, accepted)?;
        }
        Ok(state.known.received.get(&site).cloned().unwrap_or_else(|| Head::start(site)))
    }
}

impl State {
    /// Writes what was admitted: all of it or nothing.
    fn write(&mut self, projections: &Projections, accepted: Accepted) -> Result<(), Fault> {
        self.rows.apply(projections, &accepted.changes)?;
        self.known.absorb(&accepted);
        self.records.extend(accepted.records);
        for removal in accepted.removals {
            match removal {
                Removal::Attachment(hash) => {
                    self.attachments.remove(&hash);
                }
                Removal::Body(position) => {
                    let erased = self.records.iter_mut().filter(|stored| stored.position == position);
                    erased.for_each(|stored| stored.record.content = None);
                }
            }
        }
        self.waiting.drain(..).for_each(Waker::wake);
        Ok(())
    }

    fn page(&self, limit: usize, is_wanted: impl Fn(&Stored) -> bool) -> Vec<Stored> {
        let wanted = self.records.iter().filter(|stored| is_wanted(stored));
        wanted.take(limit.min(PAGE_RECORDS_MAX)).cloned().collect()
    }
}

/// Returns something that is there already.
fn ready<'a, T: Send + 'a>(value: T) -> Pending<'a, T> {
    Box::pin(future::ready(value))
}

impl Journal for MemoryJournal {
    fn append(&self, command: Command) -> Pending<'_, Result<Receipt, JournalError>> {
        ready(self.append_now(&mut Course::default(), command))
    }

    fn append_all(&self, commands: Vec<Command>) -> Pending<'_, Vec<Result<Receipt, JournalError>>> {
        if commands.len() > COMMANDS_MAX {
            let refused = Refused::TooMany { what: "commands", most: COMMANDS_MAX, found: commands.len() };
            return ready(commands.iter().map(|_| Err(refused.clone().into())).collect());
        }
        let mut course = Course::default();
        ready(commands.into_iter().map(|command| self.append_now(&mut course, command)).collect())
    }

    fn answered<'a>(
        &'a self,
        author: &'a Author,
        idempotency: &'a Idempotency,
    ) -> Pending<'a, Result<Option<Receipt>, JournalError>> {
        let key = (author.organisation.clone(), idempotency.key.clone());
        let answered = self.state().known.answers.get(&key).map(|answered| answered.repeat(idempotency));
        ready(answered.transpose().map_err(JournalError::from))
    }

    fn receive(&self, records: Vec<Record>) -> Pending<'_, Result<Head, JournalError>> {
        ready(self.receive_now(records))
    }

    fn head(&self) -> Pending<'_, Result<Head, Fault>> {
        ready(Ok(self.state().known.head.clone()))
    }

    fn received_heads(&self) -> Pending<'_, Result<Vec<Head>, Fault>> {
        ready(Ok(self.state().known.received.values().cloned().collect()))
    }

    fn read(&self, after: Position, limit: usize) -> Pending<'_, Result<Vec<Stored>, Fault>> {
        ready(Ok(self.state().page(limit, |stored| stored.position > after)))
    }

    fn read_entity<'a>(
        &'a self,
        entity: &'a Entity,
        after: Position,
        limit: usize,
    ) -> Pending<'a, Result<Vec<Stored>, Fault>> {
        let is_wanted = |stored: &Stored| stored.position > after && stored.record.header.entity == *entity;
        ready(Ok(self.state().page(limit, is_wanted)))
    }

    fn version<'a>(&'a self, entity: &'a Entity) -> Pending<'a, Result<u64, Fault>> {
        ready(Ok(self.state().known.versions.get(entity).copied().unwrap_or(0)))
    }

    fn find(&self, id: EventId) -> Pending<'_, Result<Option<Stored>, Fault>> {
        ready(Ok(self.state().page(1, |stored| stored.record.header.id == id).pop()))
    }

    fn rows<'a>(&'a self, lookup: &'a Lookup) -> Pending<'a, Result<Vec<Vec<Value>>, Fault>> {
        ready(self.state().rows.look_up(&self.projections, lookup).map_err(Fault::from))
    }

    fn attach(&self, attachment: Attachment) -> Pending<'_, Result<Hash, JournalError>> {
        let hash = attachment.hash();
        self.state().attachments.insert(hash, attachment);
        ready(Ok(hash))
    }

    fn attachment(&self, hash: Hash) -> Pending<'_, Result<Option<Attachment>, Fault>> {
        ready(Ok(self.state().attachments.get(&hash).cloned()))
    }

    fn latest(&self) -> Position {
        self.state().known.position
    }

    fn wait_past(&self, seen: Position) -> Pending<'_, Position> {
        Box::pin(future::poll_fn(move |context| {
            let mut state = self.state();
            if state.known.position > seen {
                return Poll::Ready(state.known.position);
            }
            state.waiting.push(context.waker().clone());
            Poll::Pending
        }))
    }
}
