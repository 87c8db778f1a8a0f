//! What can go wrong with a store as a whole.

use std::error::Error;
use std::path::PathBuf;

use lb_app::journal::{Break, Fault, Hash, Misfit};

use crate::heads::HeadFlaw;

/// Why a store cannot be opened, checked, backed up or restored.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no journal.
    #[error("expected a journal in {place}, found none (a server or a restored backup makes one)")]
    NoJournal {
        /// Where.
        place: String,
    },
    /// There is a journal already.
    #[error("expected no journal yet in {place}, found that of site {site}")]
    AlreadyThere {
        /// Where.
        place: String,
        /// Whose.
        site: String,
    },
    /// A file is there already.
    #[error("expected a new file, found {}", file.display())]
    FileExists {
        /// The file.
        file: PathBuf,
    },
    /// The file is a database that is in use, not a backup.
    #[error("expected a backup, found a database in use: {} (make one with `landbridge journal backup`)", file.display())]
    InUse {
        /// The file.
        file: PathBuf,
    },
    /// The journal is another site's.
    #[error("expected the journal of site {expected}, found that of site {found}")]
    OtherSite {
        /// The site asked for.
        expected: String,
        /// The site found.
        found: String,
    },
    /// A later build has changed the schema.
    #[error(
        "expected a schema up to version {known}, found {found}: the journal was opened by a newer landbridge, use that one"
    )]
    NewerSchema {
        /// The newest version that this build knows.
        known: i64,
        /// The version found.
        found: i64,
    },
    /// SQLite is too old.
    #[error("expected SQLite 3.51.3 or newer (older ones can corrupt a journal), found {found}")]
    SqliteTooOld {
        /// Its version.
        found: String,
    },
    /// The server is too old.
    #[error("expected PostgreSQL 15 or newer, found server_version_num {found}")]
    PostgresTooOld {
        /// Its version.
        found: String,
    },
    /// The server says done before it is.
    #[error("expected a server that commits durably, found {setting}")]
    NotDurable {
        /// The setting.
        setting: &'static str,
    },
    /// The address of the database is none. It is not repeated here: it may hold a password.
    #[error("expected a database address such as postgres://user@host/name, found another text")]
    Address,
    /// A later build, running beside this one, has rebuilt a projection.
    #[error(
        "projection {name}: expected the tables of this build, found those of another one: restart with one build"
    )]
    ForeignProjection {
        /// The projection.
        name: String,
    },
    /// Projections do not fit together.
    #[error(transparent)]
    Projection(#[from] Misfit),
    /// The chain does not hold.
    #[error(transparent)]
    Broken(#[from] Break),
    /// A signed head does not hold.
    #[error("signed heads, line {line}: {flaw}")]
    BrokenHeads {
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        flaw: HeadFlaw,
    },
    /// A document is not what its name says.
    #[error("attachment {hash}: expected {expected}, found {found}")]
    BrokenAttachment {
        /// Its name: the hash that its bytes should have.
        hash: Hash,
        /// What was expected.
        expected: &'static str,
        /// What was found.
        found: String,
    },
    /// A backup's epoch is not older than the one to begin.
    #[error("expected an epoch after {last}, the one of the backup, found {found}")]
    Epoch {
        /// The backup's epoch.
        last: u64,
        /// The epoch asked for.
        found: u64,
    },
    /// The world failed.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl StoreError {
    /// Returns what turns an error into a fault that says what was being done.
    pub(crate) fn fault<E: Error + Send + Sync + 'static>(doing: &'static str) -> impl Fn(E) -> Self {
        move |error| Self::Fault(Fault::caused(doing, error))
    }
}
