//! Checking a chain record by record.

use std::fmt;

use super::hash::Hash;
use super::record::{Head, Record};

/// The kind of the first record of every epoch after the first.
pub const RESTORED: &str = "journal.restored";

/// The first record at which a chain does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("record {sequence} of {site}: {flaw}")]
pub struct Break {
    /// The site that wrote the chain.
    pub site: String,
    /// The sequence number at which a sound record should stand.
    pub sequence: u64,
    /// What is wrong.
    pub flaw: Flaw,
}

/// What is wrong with a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// It is another site's.
    Site {
        /// The site found.
        found: String,
    },
    /// A record is missing, or stands twice.
    Gap {
        /// The sequence number found; none at the end of the chain.
        found: Option<u64>,
    },
    /// The epoch changes without a restored backup, or goes back.
    Epoch {
        /// The epoch before.
        expected: u64,
        /// The epoch found.
        found: u64,
    },
    /// It does not name the hash of the record before.
    Previous {
        /// The hash of the record before.
        expected: Hash,
        /// What it names.
        found: Hash,
    },
    /// Its header does not have the hash that it carries.
    Hash {
        /// The hash of the header.
        expected: Hash,
        /// What it carries.
        found: Hash,
    },
    /// Its body does not match its commitment.
    Body {
        /// The commitment in the header.
        expected: Hash,
        /// What salt and body make.
        found: Hash,
    },
    /// Its body is gone and no event says that it was erased.
    BodyMissing,
    /// Its body is there although an event says that it was erased.
    BodyKept,
    /// There is a body without a record.
    StrayBody {
        /// Where in the journal that keeps it.
        place: u64,
    },
    /// It does not stand where it should in the journal that keeps it.
    Place {
        /// The place it should have.
        expected: u64,
        /// The place it has.
        found: u64,
    },
    /// The journal that keeps it names another version of its entity.
    Version {
        /// The highest version of the entity so far.
        expected: u64,
        /// The version named.
        found: u64,
    },
    /// It cannot be read.
    Unreadable {
        /// Which column, and what stands there.
        found: String,
    },
    /// The stored head is not the last record.
    Head {
        /// The hash of the last record.
        expected: Hash,
        /// The hash that the head names.
        found: Hash,
    },
}

impl Flaw {
    /// Returns the flaw's stable word.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Site { .. } => "site",
            Self::Gap { .. } => "gap",
            Self::Epoch { .. } => "epoch",
            Self::Previous { .. } => "previous_hash",
            Self::Hash { .. } => "hash",
            Self::Body { .. } => "body",
            Self::BodyMissing => "body_missing",
            Self::BodyKept => "body_kept",
            Self::StrayBody { .. } => "stray_body",
            Self::Place { .. } => "place",
            Self::Version { .. } => "version",
            Self::Unreadable { .. } => "unreadable",
            Self::Head { .. } => "head",
        }
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Site { found } => write!(f, "expected a record of this site, got one of {found}"),
            Self::Gap { found: Some(found) } => write!(f, "expected this sequence number, got {found}"),
            Self::Gap { found: None } => write!(f, "expected a record, got the end of the chain"),
            Self::Epoch { expected, found } => {
                write!(f, "expected epoch {expected} (only {RESTORED} begins a later one), got {found}")
            }
            Self::Previous { expected, found } => {
                write!(f, "expected the hash of the record before, {expected}, got {found}")
            }
            Self::Hash { expected, found } => {
                write!(f, "expected the hash of its header, {expected}, got {found}")
            }
            Self::Body { expected, found } => {
                write!(f, "expected a body with the commitment {expected}, got {found}")
            }
            Self::BodyMissing => write!(f, "expected a body or an event that erased it, got neither"),
            Self::BodyKept => write!(f, "expected no body, because an event says that it was erased"),
            Self::StrayBody { place } => {
                write!(f, "expected a record at place {place} of the journal, got a body alone")
            }
            Self::Place { expected, found } => {
                write!(f, "expected place {expected} of the journal, got {found}")
            }
            Self::Version { expected, found } => {
                write!(f, "expected version {expected} as its entity's current one, got {found}")
            }
            Self::Unreadable { found } => write!(f, "expected a readable record, got {found}"),
            Self::Head { expected, found } => {
                write!(f, "expected the head to name this last record, {expected}, got {found}")
            }
        }
    }
}

/// Checks one chain, a record at a time.
#[derive(Clone, Debug)]
pub struct Verifier {
    head: Head,
}

impl Verifier {
    /// Returns a check that goes on after `head`; [`Head::start`] for a whole chain.
    #[must_use]
    pub const fn after(head: Head) -> Self {
        Self { head }
    }

    /// Returns the last record that held.
    #[must_use]
    pub const fn head(&self) -> &Head {
        &self.head
    }

    /// Checks the next record. A record without its body (withheld or erased) is checked by its header alone.
    ///
    /// # Errors
    /// [`Break`] when it is not the sound successor of the one before; the check does not move on.
    pub fn push(&mut self, record: &Record) -> Result<(), Break> {
        match self.flaw(record) {
            Some(flaw) => Err(self.broken(flaw)),
            None => {
                self.head = record.head();
                Ok(())
            }
        }
    }

    /// Returns a break at the record that should follow.
    #[must_use]
    pub fn broken(&self, flaw: Flaw) -> Break {
        Break { site: self.head.site.to_string(), sequence: self.head.sequence.saturating_add(1), flaw }
    }

    fn flaw(&self, record: &Record) -> Option<Flaw> {
        let header = &record.header;
        let (head, origin) = (&self.head, &header.origin);
        if origin.site != head.site {
            return Some(Flaw::Site { found: origin.site.to_string() });
        }
        if origin.sequence != head.sequence.saturating_add(1) {
            return Some(Flaw::Gap { found: Some(origin.sequence) });
        }
        let begins = header.kind.as_str() == RESTORED;
        let may_follow = if begins { origin.epoch > head.epoch } else { origin.epoch == head.epoch };
        if !may_follow {
            return Some(Flaw::Epoch { expected: head.epoch, found: origin.epoch });
        }
        if record.previous != head.hash {
            return Some(Flaw::Previous { expected: head.hash, found: record.previous });
        }
        let expected = header.hash_after(&record.previous);
        if record.hash != expected {
            return Some(Flaw::Hash { expected, found: record.hash });
        }
        let found = record.content.as_ref()?.commitment();
        (found != header.commitment).then_some(Flaw::Body { expected: header.commitment, found })
    }
}

/// Checks the records that follow `start`, in order, and returns the end of the chain.
///
/// # Errors
/// [`Break`] with the first record that does not hold and why.
pub fn verify<'a>(start: Head, records: impl IntoIterator<Item = &'a Record>) -> Result<Head, Break> {
    let mut verifier = Verifier::after(start);
    for record in records {
        verifier.push(record)?;
    }
    Ok(verifier.head)
}
