//! What the desk is asked to decide.

use serde_json::Value;

use crate::journal::{Body, BodyError, Entity, EventId, EventKind, Moment, Randomness, SiteId};
use crate::refusal::Refusal;

use super::caller::Caller;
use super::shelf::Seen;

/// What surrounds a decision.
#[derive(Debug)]
pub struct Circumstances<'a> {
    /// Now, cut to the journal's resolution.
    pub now: Moment,
    /// The site that decides.
    pub site: &'a SiteId,
    /// Who asks.
    pub caller: &'a Caller,
    /// Where new names come from.
    pub randomness: &'a mut Randomness,
}

/// Something decided: an event without its name and salt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFact {
    /// What it is about.
    pub entity: Entity,
    /// What happened.
    pub kind: EventKind,
    /// When it happened; now where nothing is said.
    pub happened_at: Option<Moment>,
    /// The earlier event that it corrects.
    pub corrects: Option<EventId>,
    /// What it says.
    pub body: Body,
}

impl NewFact {
    /// Returns a fact that happened now and corrects nothing.
    ///
    /// # Errors
    /// As [`Body::of`].
    pub fn now(entity: Entity, kind: EventKind, body: &Value) -> Result<Self, BodyError> {
        Ok(Self { entity, kind, happened_at: None, corrects: None, body: Body::of(body)? })
    }
}

/// What a task decided: recorded as a whole or not at all.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decision {
    /// What happens, in order; empty when it was so already.
    pub facts: Vec<NewFact>,
    /// What the caller hears, now and whenever the same request comes again.
    pub answer: Value,
}

/// A command: what it looks at, and what it decides.
pub trait Task: Send + Sync {
    /// Returns the entities to look at, as far as they can be told from those that were seen already; the desk asks again
    /// until nothing is added.
    fn needs(&self, seen: &Seen) -> Vec<Entity>;

    /// Returns those of its needs that it has just named itself, so that they cannot be there yet: the desk does not ask the
    /// journal for them. Where one is there after all, its version keeps the decision from being recorded, and the desk looks.
    fn begins(&self) -> Vec<Entity> {
        Vec::new()
    }

    /// Decides. May be called again on fresher states: it changes nothing by itself.
    ///
    /// # Errors
    /// A refusal; then nothing happens.
    fn decide(&self, seen: &Seen, at: &mut Circumstances<'_>) -> Result<Decision, Refusal>;
}
