//! What a restored backup records first: that another epoch has begun.

use lb_base::IdError;
use serde_json::json;

use super::body::{Body, BodyError, Content, Salt};
use super::command::Author;
use super::id::{Entity, EventId};
use super::moment::Moment;
use super::randomness::Randomness;
use super::record::{Head, Header, Origin, Position, Record, Stored};
use super::verify::RESTORED;

/// The kind of the entity that a restoration is about: the site.
const SITE: &str = "site";

/// Why no record of a restoration could be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RestorationError {
    /// The body cannot be made.
    #[error(transparent)]
    Body(#[from] BodyError),
    /// A name breaks the rule of ids.
    #[error(transparent)]
    Id(#[from] IdError),
}

/// A backup's end, and the epoch that begins after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EpochChange {
    /// The end of the chain in the backup.
    pub head: Head,
    /// The last place in the backup.
    pub position: Position,
    /// The epoch that begins.
    pub epoch: u64,
    /// Who restores.
    pub author: Author,
}

impl EpochChange {
    /// Returns the entity that the record is about: the site.
    ///
    /// # Errors
    /// None for any site.
    pub fn entity(&self) -> Result<Entity, IdError> {
        Ok(Entity { kind: SITE.parse()?, id: self.head.site.as_str().parse()? })
    }

    /// Returns the first record of the new epoch; `version` is the current one of [`entity`](Self::entity).
    ///
    /// # Errors
    /// None for any site and epoch below 2^53.
    pub fn record(
        &self,
        version: u64,
        now: Moment,
        randomness: &mut Randomness,
    ) -> Result<Stored, RestorationError> {
        let Head { site, epoch, sequence, hash } = &self.head;
        let body =
            Body::of(&json!({ "from_epoch": epoch, "to_epoch": self.epoch, "after_sequence": sequence }))?;
        let id = EventId::new(now, randomness);
        let content = Content { salt: Salt::new(randomness), body };
        let header = Header {
            origin: Origin { site: site.clone(), epoch: self.epoch, sequence: sequence.saturating_add(1) },
            id,
            happened_at: now,
            recorded_at: now,
            actor: self.author.actor.clone(),
            organisation: self.author.organisation.clone(),
            entity: self.entity()?,
            entity_version: version.saturating_add(1),
            kind: RESTORED.parse()?,
            corrects: None,
            commitment: content.commitment(),
        };
        let record =
            Record { hash: header.hash_after(hash), header, previous: *hash, content: Some(content) };
        Ok(Stored { position: self.position.next(), record })
    }
}
