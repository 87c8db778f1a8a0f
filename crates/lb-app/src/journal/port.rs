//! The port to a journal: what use cases ask of storage, and how it answers.

use std::error::Error;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use super::attachment::{ATTACHMENT_BYTES_MAX, Attachment};
use super::command::{Author, Command, Idempotency, Receipt};
use super::hash::Hash;
use super::id::{Entity, EventId, IdempotencyKey};
use super::projection::{Lookup, Misfit, Value};
use super::record::{Head, Position, Record, Stored};
use crate::refusal::{FieldProblem, Refusal};

/// Something that will be there; boxed, so that a port can stand behind `dyn`.
pub type Pending<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Records of one page at most.
pub const PAGE_RECORDS_MAX: usize = 1_000;

/// One site's journal with its projections, idempotency records and attachments.
///
/// Three run: SQLite and PostgreSQL in `lb-store`, and [`MemoryJournal`](super::memory::MemoryJournal) for tests and simulation.
pub trait Journal: Send + Sync {
    /// Records a decided command: its events, the rows derived from them and its idempotency record, or nothing.
    ///
    /// Done means durable. When a fault is returned, the outcome is unknown: the same command may be sent again under its key.
    /// A caller that stops waiting does not stop the command.
    fn append(&self, command: Command) -> Pending<'_, Result<Receipt, JournalError>>;

    /// Records commands in order in one transaction, at most [`COMMANDS_MAX`](super::command::COMMANDS_MAX). Each is recorded
    /// or refused by itself; those after a refused one go on, but for those that looked at an entity that it was to change:
    /// they were decided on what did not come about. All that are recorded become durable together.
    fn append_all(&self, commands: Vec<Command>) -> Pending<'_, Vec<Result<Receipt, JournalError>>>;

    /// Returns the receipt that an organisation's key already has. To be asked before deciding: the decision itself may
    /// refuse what the same command already did.
    fn answered<'a>(
        &'a self,
        author: &'a Author,
        idempotency: &'a Idempotency,
    ) -> Pending<'a, Result<Option<Receipt>, JournalError>>;

    /// Records that another site wrote and this one may hold, in the order of their chain. Those already here are checked and
    /// passed over. Returns the end of that site's chain here.
    fn receive(&self, records: Vec<Record>) -> Pending<'_, Result<Head, JournalError>>;

    /// Returns the end of this site's own chain.
    fn head(&self) -> Pending<'_, Result<Head, Fault>>;

    /// Returns the ends of the chains of other sites, in the order of their names.
    fn received_heads(&self) -> Pending<'_, Result<Vec<Head>, Fault>>;

    /// Returns the records after a place, at most [`PAGE_RECORDS_MAX`].
    fn read(&self, after: Position, limit: usize) -> Pending<'_, Result<Vec<Stored>, Fault>>;

    /// Returns the records of an entity after a place, at most [`PAGE_RECORDS_MAX`].
    fn read_entity<'a>(
        &'a self,
        entity: &'a Entity,
        after: Position,
        limit: usize,
    ) -> Pending<'a, Result<Vec<Stored>, Fault>>;

    /// Returns an entity's current version; 0 when there is none.
    fn version<'a>(&'a self, entity: &'a Entity) -> Pending<'a, Result<u64, Fault>>;

    /// Returns the record of an event.
    fn find(&self, id: EventId) -> Pending<'_, Result<Option<Stored>, Fault>>;

    /// Returns rows of a projection's table, columns in the table's order.
    fn rows<'a>(&'a self, lookup: &'a Lookup) -> Pending<'a, Result<Vec<Vec<Value>>, Fault>>;

    /// Keeps a document and returns its name. To be done before the event that names it.
    fn attach(&self, attachment: Attachment) -> Pending<'_, Result<Hash, JournalError>>;

    /// Returns a document; nothing when it is not here or was erased.
    fn attachment(&self, hash: Hash) -> Pending<'_, Result<Option<Attachment>, Fault>>;

    /// Returns the last place known here, without asking storage.
    fn latest(&self) -> Position;

    /// Waits until there is a record after a place and returns the last place.
    fn wait_past(&self, seen: Position) -> Pending<'_, Position>;
}

/// Why a command was not recorded.
#[derive(Clone, Debug)]
pub enum JournalError {
    /// A business answer.
    Refused(Refused),
    /// The world failed; whether the command was recorded is unknown.
    Fault(Fault),
}

impl fmt::Display for JournalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refused) => fmt::Display::fmt(refused, f),
            Self::Fault(fault) => fmt::Display::fmt(fault, f),
        }
    }
}

impl Error for JournalError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Refused(_) => None,
            Self::Fault(fault) => fault.source(),
        }
    }
}

impl From<Refused> for JournalError {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

impl From<Fault> for JournalError {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// The world failing: opaque, with its source. Cheap to clone, because one fault ends a whole batch of commands.
#[derive(Clone, Debug)]
pub struct Fault {
    what: Arc<str>,
    source: Option<Arc<dyn Error + Send + Sync>>,
}

impl Fault {
    /// Returns a fault without a source.
    #[must_use]
    pub fn new(what: &str) -> Self {
        Self { what: Arc::from(what), source: None }
    }

    /// Returns a fault that another error caused.
    #[must_use]
    pub fn caused(what: &str, source: impl Error + Send + Sync + 'static) -> Self {
        Self { what: Arc::from(what), source: Some(Arc::new(source)) }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        match &self.source {
            Some(source) => write!(f, ": {source}"),
            None => Ok(()),
        }
    }
}

impl Error for Fault {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        let source: &(dyn Error + 'static) = self.source.as_deref()?;
        Some(source)
    }
}

impl From<Misfit> for Fault {
    fn from(misfit: Misfit) -> Self {
        Self::caused("projection", misfit)
    }
}

/// Why a command cannot be recorded as asked. Nothing was done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Somebody else changed what the decision was based on.
    #[error("{entity}: expected version {expected} (which the decision was based on), got {found}")]
    Conflict {
        /// The entity.
        entity: Entity,
        /// The version that the decision saw.
        expected: u64,
        /// The current version.
        found: u64,
    },
    /// The key was used for another request.
    #[error(
        "idempotency key: expected a new one or the same request as before, got {key} with another request"
    )]
    KeyReused {
        /// The key.
        key: IdempotencyKey,
    },
    /// An event is about an entity that the decision did not look at.
    #[error("expected the decision to be based on {entity}, which an event of it is about")]
    Unbased {
        /// The entity.
        entity: Entity,
    },
    /// Too many parts.
    #[error("{what}: expected at most {most}, got {found}")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// How many are accepted.
        most: usize,
        /// How many there are.
        found: usize,
    },
    /// A kind that only the journal itself writes.
    #[error("expected a kind outside journal.*, got {kind}")]
    ReservedKind {
        /// The kind.
        kind: String,
    },
    /// The event is in the journal already.
    #[error("expected a new event, got {id}, which is recorded already")]
    DuplicateEvent {
        /// The event.
        id: EventId,
    },
    /// The event that is corrected or erased is not in the journal.
    #[error("expected a recorded event, got {id}")]
    UnknownEvent {
        /// The event.
        id: EventId,
    },
    /// The event has no body of this site's that could be erased.
    #[error("expected an event of this site with a body, got {id}, {why}")]
    NotErasable {
        /// The event.
        id: EventId,
        /// Why not.
        why: &'static str,
    },
    /// A record of another site does not follow what is here.
    #[error("expected records that follow what is here: {reason}")]
    Unsound {
        /// What the check said.
        reason: String,
    },
    /// An attachment is too large.
    #[error("expected an attachment of at most {ATTACHMENT_BYTES_MAX} bytes, got {found}")]
    AttachmentTooLarge {
        /// How many bytes it has.
        found: usize,
    },
    /// An attachment's type is not accepted.
    #[error("expected a media type such as application/pdf, got {found:?}")]
    MediaType {
        /// The type.
        found: String,
    },
}

impl Refused {
    /// Returns the stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Conflict { .. } => "journal.conflict",
            Self::KeyReused { .. } => "idempotency.key_reused",
            Self::Unbased { .. } => "journal.unbased_event",
            Self::TooMany { .. } => "journal.too_many",
            Self::ReservedKind { .. } => "journal.reserved_kind",
            Self::DuplicateEvent { .. } => "journal.duplicate_event",
            Self::UnknownEvent { .. } => "journal.unknown_event",
            Self::NotErasable { .. } => "journal.not_erasable",
            Self::Unsound { .. } => "journal.unsound_record",
            Self::AttachmentTooLarge { .. } => "attachment.too_large",
            Self::MediaType { .. } => "attachment.unknown_type",
        }
    }

    /// Returns the field, what was expected of it, and what was found.
    fn field(&self) -> (&'static str, String, String) {
        match self {
            Self::Conflict { entity, expected, found } => {
                ("version", format!("{entity} at version {expected}"), found.to_string())
            }
            Self::KeyReused { key } => {
                ("idempotency_key", "a new key or the same request as before".to_owned(), key.to_string())
            }
            Self::Unbased { entity } => ("based_on", entity.to_string(), String::new()),
            Self::TooMany { what, most, found } => (what, format!("at most {most}"), found.to_string()),
            Self::ReservedKind { kind } => ("kind", "a kind outside journal.*".to_owned(), kind.clone()),
            Self::DuplicateEvent { id } => ("id", "a new event".to_owned(), id.to_string()),
            Self::UnknownEvent { id } => ("corrects", "a recorded event".to_owned(), id.to_string()),
            Self::NotErasable { id, why } => {
                ("event", "an event of this site with a body".to_owned(), format!("{id}, {why}"))
            }
            Self::Unsound { reason } => {
                ("records", "records that follow what is here".to_owned(), reason.clone())
            }
            Self::AttachmentTooLarge { found } => {
                ("attachment", format!("at most {ATTACHMENT_BYTES_MAX} bytes"), found.to_string())
            }
            Self::MediaType { found } => {
                ("media_type", "a media type such as application/pdf".to_owned(), found.clone())
            }
        }
    }
}

impl From<Refused> for Refusal {
    fn from(refused: Refused) -> Self {
        let (field, expected, found) = refused.field();
        let fields = vec![FieldProblem { field: field.into(), expected, found }];
        Self { fields, ..Self::new(refused.code(), refused.to_string()) }
    }
}
