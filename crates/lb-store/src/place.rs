//! Where a journal is kept.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::engine::{Connection, Engine, Missing, Pool, PostgresPlace, SqlitePlace};
use crate::error::StoreError;

/// The database file in a site's folder.
pub const FILE_NAME: &str = "landbridge.db";

/// Where a journal is kept: in a folder on this machine, or in a PostgreSQL database.
#[derive(Clone)]
pub struct Place(Kind);

#[derive(Clone)]
enum Kind {
    Sqlite(SqlitePlace),
    Postgres(Box<PostgresPlace>),
}

impl Place {
    /// Returns the place in a folder: one SQLite file.
    #[must_use]
    pub fn folder(folder: &Path) -> Self {
        Self::file(folder.join(FILE_NAME))
    }

    /// Returns the place in a PostgreSQL database, by its address.
    ///
    /// # Errors
    /// [`StoreError::Address`] when the text is none.
    pub fn database(address: &str) -> Result<Self, StoreError> {
        PostgresPlace::new(address).map(|place| Self(Kind::Postgres(Box::new(place))))
    }

    pub(crate) const fn file(file: PathBuf) -> Self {
        Self(Kind::Sqlite(SqlitePlace { file }))
    }

    /// Returns the engine.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        match &self.0 {
            Kind::Sqlite(_) => Engine::Sqlite,
            Kind::Postgres(_) => Engine::Postgres,
        }
    }

    /// Opens a connection that may write; a file must be there.
    pub(crate) async fn connect(&self) -> Result<Connection, StoreError> {
        match &self.0 {
            Kind::Sqlite(place) if !place.file.exists() => {
                Err(StoreError::NoJournal { place: self.to_string() })
            }
            Kind::Sqlite(place) => place.connect(Missing::Refuse).await,
            Kind::Postgres(place) => place.connect().await,
        }
    }

    /// Opens a connection that may write; a missing file is made, with its folder.
    pub(crate) async fn connect_new(&self) -> Result<Connection, StoreError> {
        match &self.0 {
            Kind::Sqlite(place) => {
                if let Some(folder) = place.file.parent() {
                    std::fs::create_dir_all(folder).map_err(StoreError::fault("make the folder"))?;
                }
                place.connect(Missing::Make).await
            }
            Kind::Postgres(place) => place.connect().await,
        }
    }

    /// Opens connections that only read.
    pub(crate) fn readers(&self) -> Pool {
        match &self.0 {
            Kind::Sqlite(place) => place.readers(),
            Kind::Postgres(place) => place.readers(),
        }
    }

    /// Returns the database when other processes may write to it and say so.
    pub(crate) const fn shared(&self) -> Option<&PostgresPlace> {
        match &self.0 {
            Kind::Sqlite(_) => None,
            Kind::Postgres(place) => Some(place),
        }
    }
}

impl fmt::Display for Place {
    /// Prints the file, or that it is a database; an address may hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Sqlite(place) => write!(f, "{}", place.file.display()),
            Kind::Postgres(_) => f.write_str("the PostgreSQL database"),
        }
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Place({self})")
    }
}
