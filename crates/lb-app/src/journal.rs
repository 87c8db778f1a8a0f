//! The journal: everything that happened at a site, in one hash chain, and the port to its storage.
//!
//! A use case loads what it needs, decides by pure code, and hands the decision over as a [`Command`]. The [`Journal`] records
//! it as a whole or not at all: events, rows derived from them, and the answer under the client's key. Bodies can be withheld
//! from other sites or erased, and the chain still verifies. `docs/journal.md` says the bytes and the guarantees.
//!
//! Pure: `now` and [`Randomness`] are arguments. Storage is in `lb-store`; [`MemoryJournal`] serves tests and simulation.

mod admission;
mod attachment;
mod body;
mod canonical;
mod command;
mod erasure;
mod id;
mod memory;
mod moment;
mod port;
mod projection;
mod randomness;
mod record;
mod restoration;
mod rows;
mod verify;
mod wire;

#[cfg(test)]
mod tests;

pub use admission::{
    Accepted, Admission, Answered, BodyState, Course, Known, Needs, Recorded, Removal, ScopedKey,
};
pub use attachment::{ATTACHMENT_BYTES_MAX, Attachment, MediaType};
pub use body::{BODY_BYTES_MAX, Body, BodyError, Content, SALT_BYTES, Salt};
pub use canonical::{CanonicalError, INTEGER_MAX, canonical};
pub use command::{
    Author, BASES_MAX, Basis, COMMANDS_MAX, Command, EVENTS_MAX, Freshness, Idempotency, NewEvent, Places,
    Receipt,
};
pub use erasure::{ATTACHMENT_ERASED, BODY_ERASED, Erasure, ErasureError, ErasureRequest, RESERVED_PREFIX};
pub use id::{
    ActorId, Entity, EntityError, EntityId, EntityKind, EventId, EventKind, IdempotencyKey, KEY_LENGTH_MAX,
    KeyError, OrganisationId, SiteId,
};
pub use lb_base::hash::{self, HASH_BYTES, Hash, HashError};
pub use memory::MemoryJournal;
pub use moment::Moment;
pub use port::{Fault, Journal, JournalError, PAGE_RECORDS_MAX, Pending, Refused};
pub use projection::{
    By, Change, Column, Kind, LOOKUP_ROWS_MAX, Lookup, Misfit, Presence, Projection, Projections, Table,
    Value, fingerprint,
};
pub use randomness::Randomness;
pub use record::{FIRST_EPOCH, Head, Header, LAYOUT, Origin, Position, Record, Stored};
pub use restoration::{EpochChange, RestorationError};
pub use verify::{Break, Flaw, RESTORED, Verifier, verify};
pub use wire::{RecordView, ViewError};
