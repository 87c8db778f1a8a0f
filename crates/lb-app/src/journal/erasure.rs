//! Erasing personal data: an event of its own, after which body and salt are gone and the chain still holds.

use lb_base::IdError;
use serde_json::json;

use super::body::{Body, BodyError, Content, Salt};
use super::command::{Author, Basis, Command, Idempotency, NewEvent};
use super::hash::Hash;
use super::id::{Entity, EventId, IdempotencyKey, KeyError};
use super::moment::Moment;
use super::randomness::Randomness;

/// What begins the kinds that only the journal itself writes.
pub const RESERVED_PREFIX: &str = "journal.";
/// The kind of an event after which another event's body and salt are gone.
pub const BODY_ERASED: &str = "journal.body_erased";
/// The kind of an event after which an attachment's bytes are gone.
pub const ATTACHMENT_ERASED: &str = "journal.attachment_erased";
/// The kind of the entity that a body's erasure is about: the event itself.
const EVENT: &str = "event";
/// The kind of the entity that an attachment's erasure is about.
const ATTACHMENT: &str = "attachment";

/// What is to be erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Erasure {
    /// Body and salt of an event of this site, and the stored answer of its command.
    Body(EventId),
    /// The bytes of an attachment.
    Attachment(Hash),
}

/// Why no command of erasure could be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ErasureError {
    /// The reason is no body.
    #[error(transparent)]
    Body(#[from] BodyError),
    /// A name breaks the rule of ids.
    #[error(transparent)]
    Id(#[from] IdError),
    /// The key breaks the rule of keys.
    #[error(transparent)]
    Key(#[from] KeyError),
}

/// What an erasure is asked with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErasureRequest {
    /// What is to be erased.
    pub erasure: Erasure,
    /// Who asks.
    pub author: Author,
    /// Why, without personal data: this stays.
    pub reason: String,
}

impl Erasure {
    /// Returns the entity that the event of the erasure is about.
    ///
    /// # Errors
    /// None for any event or hash; ids are checked wherever they are made.
    pub fn entity(&self) -> Result<Entity, IdError> {
        let (kind, id) = match self {
            Self::Body(event) => (EVENT, event.to_string()),
            Self::Attachment(hash) => (ATTACHMENT, hash.to_string()),
        };
        Ok(Entity { kind: kind.parse()?, id: id.parse()? })
    }

    /// Returns what an event of erasure erases; nothing when the event is not one, or is malformed.
    #[must_use]
    pub fn of(kind: &str, entity: &Entity, corrects: Option<EventId>) -> Option<Self> {
        match kind {
            BODY_ERASED => {
                let event = corrects.filter(|event| entity.id.as_str() == event.to_string())?;
                (entity.kind.as_str() == EVENT).then_some(Self::Body(event))
            }
            ATTACHMENT_ERASED => {
                let hash = entity.id.as_str().parse().ok()?;
                (entity.kind.as_str() == ATTACHMENT && corrects.is_none()).then_some(Self::Attachment(hash))
            }
            _ => None,
        }
    }
}

impl ErasureRequest {
    /// Returns the command that erases; `version` is that of [`Erasure::entity`], 0 unless something was erased before.
    ///
    /// # Errors
    /// [`ErasureError`] when the reason is too long for a body.
    pub fn command(
        &self,
        version: u64,
        now: Moment,
        randomness: &mut Randomness,
    ) -> Result<Command, ErasureError> {
        let entity = self.erasure.entity()?;
        let (kind, corrects) = match self.erasure {
            Erasure::Body(event) => (BODY_ERASED, Some(event)),
            Erasure::Attachment(_) => (ATTACHMENT_ERASED, None),
        };
        let body = Body::of(&json!({ "reason": self.reason }))?;
        let id = EventId::new(now, randomness);
        let key: IdempotencyKey = format!("erase-{entity}-{version}").parse()?;
        let event = NewEvent {
            id,
            happened_at: now,
            entity: entity.clone(),
            kind: kind.parse()?,
            corrects,
            content: Content { salt: Salt::new(randomness), body: body.clone() },
        };
        Ok(Command {
            author: self.author.clone(),
            recorded_at: now,
            // The request is what to erase: whatever the reason given a second time, it is erased once.
            idempotency: Idempotency { key, request: Hash::of(&[entity.to_string().as_bytes()]) },
            based_on: vec![Basis { entity, version }],
            events: vec![event],
            answer: Body::of(&json!({ "erased_by": id.to_string() }))?,
        })
    }
}
