//! Records and the bytes that the chain covers.

use super::body::Content;
use super::hash::Hash;
use super::id::{ActorId, Entity, EventId, EventKind, OrganisationId, SiteId};
use super::moment::Moment;

/// The first byte of a header's layout; another layout takes another number.
pub const LAYOUT: u8 = 1;

/// The first epoch of a site.
pub const FIRST_EPOCH: u64 = 1;

/// Where a record stands in the chain of the site that wrote it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// The site that wrote it.
    pub site: SiteId,
    /// The site's epoch: 1, and more after every restored backup.
    pub epoch: u64,
    /// Gap-free from 1, over all epochs.
    pub sequence: u64,
}

/// What the chain covers of an event: no business content, only who, when, about what, and the body's commitment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// Where it stands in its chain.
    pub origin: Origin,
    /// The event's name.
    pub id: EventId,
    /// When it happened: orders the story.
    pub happened_at: Moment,
    /// When it was recorded: orders the knowledge.
    pub recorded_at: Moment,
    /// Who acted.
    pub actor: ActorId,
    /// For which organisation.
    pub organisation: OrganisationId,
    /// What it is about.
    pub entity: Entity,
    /// The entity's version after the event, from 1.
    pub entity_version: u64,
    /// What happened.
    pub kind: EventKind,
    /// The event that this one corrects or erases.
    pub corrects: Option<EventId>,
    /// SHA-256(salt, body).
    pub commitment: Hash,
}

/// An event in its chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// What the chain covers.
    pub header: Header,
    /// The hash of the record before; [`Hash::ZERO`] before the first.
    pub previous: Hash,
    /// SHA-256(previous, layout of the header).
    pub hash: Hash,
    /// Salt and body; nothing where they are withheld or erased.
    pub content: Option<Content>,
}

/// The place of a record in one site's journal, gap-free from 1: its own records and those received, in the order in which they
/// were stored. Streams resume after it. It is a local matter, so the chain does not cover it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position(pub u64);

impl Position {
    /// Returns the place after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

/// A record and its place in this site's journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The place.
    pub position: Position,
    /// The record.
    pub record: Record,
}

/// The end of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The site that writes the chain.
    pub site: SiteId,
    /// The epoch of the last record.
    pub epoch: u64,
    /// The sequence of the last record; 0 when there is none.
    pub sequence: u64,
    /// The hash of the last record; [`Hash::ZERO`] when there is none.
    pub hash: Hash,
}

impl Head {
    /// Returns the head of a chain without records.
    #[must_use]
    pub const fn start(site: SiteId) -> Self {
        Self { site, epoch: FIRST_EPOCH, sequence: 0, hash: Hash::ZERO }
    }
}

impl Header {
    /// Returns the bytes that the chain covers. `docs/journal.md` says them byte by byte.
    #[must_use]
    pub fn layout(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(256);
        bytes.push(LAYOUT);
        push_text(&mut bytes, self.origin.site.as_str());
        bytes.extend(self.origin.epoch.to_be_bytes());
        bytes.extend(self.origin.sequence.to_be_bytes());
        bytes.extend(self.id.bytes());
        bytes.extend(self.happened_at.micros().to_be_bytes());
        bytes.extend(self.recorded_at.micros().to_be_bytes());
        push_text(&mut bytes, self.actor.as_str());
        push_text(&mut bytes, self.organisation.as_str());
        push_text(&mut bytes, self.entity.kind.as_str());
        push_text(&mut bytes, self.entity.id.as_str());
        bytes.extend(self.entity_version.to_be_bytes());
        push_text(&mut bytes, self.kind.as_str());
        match &self.corrects {
            None => bytes.push(0),
            Some(corrected) => {
                bytes.push(1);
                bytes.extend(corrected.bytes());
            }
        }
        bytes.extend(self.commitment.as_bytes());
        bytes
    }

    /// Returns the hash of a record with this header after the one with the hash `previous`.
    #[must_use]
    pub fn hash_after(&self, previous: &Hash) -> Hash {
        Hash::of(&[previous.as_bytes(), &self.layout()])
    }
}

impl Record {
    /// Returns the end of the chain that this record closes.
    #[must_use]
    pub fn head(&self) -> Head {
        let Origin { site, epoch, sequence } = self.header.origin.clone();
        Head { site, epoch, sequence, hash: self.hash }
    }
}

/// Appends a text's length in one byte, then the text. Ids have at most 64 ASCII characters.
fn push_text(bytes: &mut Vec<u8>, text: &str) {
    bytes.push(u8::try_from(text.len()).unwrap_or(u8::MAX));
    bytes.extend(text.as_bytes());
}
