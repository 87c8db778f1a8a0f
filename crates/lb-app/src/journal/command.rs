//! What a decision hands to the journal, and what it hears back.

use super::body::{Body, Content, Salt};
use super::hash::Hash;
use super::id::{ActorId, Entity, EventId, EventKind, IdempotencyKey, OrganisationId};
use super::moment::Moment;
use super::randomness::Randomness;
use super::record::Position;

/// Events of one command.
pub const EVENTS_MAX: usize = 1_000;
/// Entities that one decision is based on.
pub const BASES_MAX: usize = 2_000;
/// Commands of one batch.
pub const COMMANDS_MAX: usize = 1_000;

/// Who acts, and for whom.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Author {
    /// The organisation: the scope of idempotency keys.
    pub organisation: OrganisationId,
    /// The account, key or program.
    pub actor: ActorId,
}

/// What makes sending a command twice the same as sending it once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Idempotency {
    /// The client's name for the command, within its organisation.
    pub key: IdempotencyKey,
    /// The hash of what was asked.
    pub request: Hash,
}

impl Idempotency {
    /// Returns the pair of a key and the request that came with it.
    #[must_use]
    pub fn new(key: IdempotencyKey, request: &Body) -> Self {
        Self { key, request: Hash::of(&[request.as_bytes()]) }
    }
}

/// An entity and the version of it that a decision saw; 0 when it was not there yet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Basis {
    /// The entity.
    pub entity: Entity,
    /// Its version.
    pub version: u64,
}

/// An event that has been decided and not yet recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvent {
    /// Its name.
    pub id: EventId,
    /// When it happened.
    pub happened_at: Moment,
    /// What it is about.
    pub entity: Entity,
    /// What happened.
    pub kind: EventKind,
    /// The earlier event that it corrects.
    pub corrects: Option<EventId>,
    /// What it says, with its salt.
    pub content: Content,
}

impl NewEvent {
    /// Returns an event that corrects nothing and happened now; `now` also names it.
    #[must_use]
    pub fn now(
        entity: Entity,
        kind: EventKind,
        body: Body,
        now: Moment,
        randomness: &mut Randomness,
    ) -> Self {
        let id = EventId::new(now, randomness);
        let content = Content { salt: Salt::new(randomness), body };
        Self { id, happened_at: now, entity, kind, corrects: None, content }
    }
}

/// The result of deciding one command: recorded as a whole or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// Who acts.
    pub author: Author,
    /// Now.
    pub recorded_at: Moment,
    /// The client's key and the hash of what it asked.
    pub idempotency: Idempotency,
    /// Every entity that the decision looked at, with the version it saw; all entities of its events are among them.
    pub based_on: Vec<Basis>,
    /// What was decided, in order.
    pub events: Vec<NewEvent>,
    /// What the client hears, now and whenever it repeats the command.
    pub answer: Body,
}

/// Whether a command was carried out now or earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// Now.
    Fresh,
    /// Under the same key earlier; nothing was done now.
    Repeated,
}

/// The first and the last place of a command's records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Places {
    /// First.
    pub first: Position,
    /// Last.
    pub last: Position,
}

/// That a command is durable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Carried out now, or earlier.
    pub freshness: Freshness,
    /// The answer; nothing when it was erased together with an event of the command.
    pub answer: Option<Body>,
    /// Where its records stand; nothing when it had none.
    pub places: Option<Places>,
}
