//! Places to keep journals in, and decisions to keep there.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use lb_app::journal::{
    Author, Basis, Body, Command, Entity, Erasure, ErasureRequest, EventId, Fault, Freshness, Idempotency,
    Journal, JournalError, Moment, NewEvent, PAGE_RECORDS_MAX, Position, Projections, Randomness, Receipt,
    Stored,
};
use lb_store::{Engine, Place, Store};
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Connection, Executor};

use crate::projection::{Boxes, NAMED, PUT, dump};

/// A place for one test, removed with it.
pub(crate) struct World {
    pub(crate) place: Place,
    pub(crate) folder: tempfile::TempDir,
    database: Option<String>,
}

/// The address of the server that the tests may use.
pub(crate) fn server() -> String {
    std::env::var("LANDBRIDGE_TEST_POSTGRES").unwrap_or_else(|_| {
        panic!("expected LANDBRIDGE_TEST_POSTGRES: run the tests by tools/postgres.sh cargo test ..")
    })
}

/// The address of a database on that server.
pub(crate) fn address(database: &str) -> String {
    server().replacen("/postgres?", &format!("/{database}?"), 1)
}

/// Runs a statement on the server.
pub(crate) async fn on_server(text: String) {
    let mut admin = sqlx::PgConnection::connect(&server()).await.unwrap();
    admin.execute(AssertSqlSafe(text)).await.unwrap();
}

static DATABASES: AtomicU64 = AtomicU64::new(0);

impl World {
    pub(crate) async fn new(engine: Engine) -> Self {
        let folder = tempfile::tempdir().unwrap();
        match engine {
            Engine::Sqlite => Self { place: Place::folder(folder.path()), folder, database: None },
            Engine::Postgres => {
                let number = DATABASES.fetch_add(1, Ordering::Relaxed);
                let name = format!("lb_test_{}_{number}", std::process::id());
                on_server(format!("CREATE DATABASE {name} TEMPLATE template0")).await;
                let place = Place::database(&address(&name)).unwrap();
                Self { place, folder, database: Some(name) }
            }
        }
    }

    /// The name of the database on the server.
    pub(crate) fn database(&self) -> &str {
        self.database.as_deref().unwrap()
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) async fn open(&self) -> Store {
        Store::open_or_create(self.place.clone(), "LYG".parse().unwrap(), boxes()).await.unwrap()
    }

    /// Runs a statement behind the store's back and returns how many rows it changed.
    pub(crate) async fn tamper(&self, text: &str) -> u64 {
        self.try_tamper(text).await.unwrap()
    }

    /// Runs a statement behind the store's back, unless the engine refuses it.
    pub(crate) async fn try_tamper(&self, text: &str) -> Result<u64, sqlx::Error> {
        let text = AssertSqlSafe(text.to_owned());
        if let Some(database) = &self.database {
            let mut connection = sqlx::PgConnection::connect(&address(database)).await?;
            return Ok(connection.execute(text).await?.rows_affected());
        }
        let file = self.folder.path().join(lb_store::FILE_NAME);
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file);
        let mut connection = sqlx::SqliteConnection::connect_with(&options).await?;
        let changed = connection.execute(text).await?.rows_affected();
        connection.close().await?;
        Ok(changed)
    }

    pub(crate) async fn remove(self) {
        if let Some(name) = self.database {
            on_server(format!("DROP DATABASE {name} WITH (FORCE)")).await;
        }
    }
}

/// The projections of the tests.
pub(crate) fn boxes() -> Projections {
    Projections::new(vec![Arc::new(Boxes { version: 1 })]).unwrap()
}

/// 2026-11-22T00:00:00Z and so many milliseconds.
pub(crate) fn moment(millis: i64) -> Moment {
    Moment::from_micros(1_795_305_600_000_000 + millis * 1_000).unwrap()
}

pub(crate) fn entity(text: &str) -> Entity {
    text.parse().unwrap()
}

pub(crate) fn author(organisation: &str) -> Author {
    Author { organisation: organisation.parse().unwrap(), actor: "dispatcher.1".parse().unwrap() }
}

pub(crate) fn chance(seed: u8) -> Randomness {
    Randomness::from_seed([seed; 32])
}

/// A decision to put boxes somewhere: one event about each entity, based on the version beside it.
pub(crate) fn put(key: &str, bases: &[(&str, u64)], boxes: i64, chance: &mut Randomness) -> Command {
    command(PUT, key, bases, &json!({ "boxes": boxes }), chance)
}

/// A decision that names the owner of a stack.
pub(crate) fn name(key: &str, base: (&str, u64), owner: &str, chance: &mut Randomness) -> Command {
    command(NAMED, key, &[base], &json!({ "owner": owner }), chance)
}

fn command(kind: &str, key: &str, bases: &[(&str, u64)], body: &Value, chance: &mut Randomness) -> Command {
    let body = Body::of(body).unwrap();
    let event = |(name, _): &(&str, u64)| {
        NewEvent::now(entity(name), kind.parse().unwrap(), body.clone(), moment(1), chance)
    };
    let events = bases.iter().map(event).collect();
    Command {
        author: author("KTZE"),
        recorded_at: moment(2),
        idempotency: Idempotency::new(key.parse().unwrap(), &body),
        based_on: bases
            .iter()
            .map(|(name, version)| Basis { entity: entity(name), version: *version })
            .collect(),
        events,
        answer: Body::of(&json!({ "done": key })).unwrap(),
    }
}

/// A request to erase an event's body.
pub(crate) fn erase(event: EventId, chance: &mut Randomness) -> Command {
    let request = ErasureRequest {
        erasure: Erasure::Body(event),
        author: author("KTZE"),
        reason: "asked for by the person".to_owned(),
    };
    request.command(0, moment(3), chance).unwrap()
}

/// What became of a command, in words.
pub(crate) fn outcome(receipt: &Result<Receipt, JournalError>) -> String {
    match receipt {
        Ok(Receipt { freshness, answer, places }) => {
            let word = match freshness {
                Freshness::Fresh => "fresh",
                Freshness::Repeated => "repeated",
            };
            let places = places.map_or(String::new(), |p| format!(" {}-{}", p.first.0, p.last.0));
            let answer = answer.as_ref().map_or("erased".to_owned(), |answer| format!("{answer:?}"));
            format!("{word}{places} {answer}")
        }
        Err(JournalError::Refused(refused)) => refused.code().to_owned(),
        Err(JournalError::Fault(_)) => "fault".to_owned(),
    }
}

/// Every record, page by page.
pub(crate) async fn all(journal: &dyn Journal) -> Vec<Stored> {
    try_all(journal).await.unwrap()
}

/// Every record, unless storage fails.
pub(crate) async fn try_all(journal: &dyn Journal) -> Result<Vec<Stored>, Fault> {
    let mut all: Vec<Stored> = Vec::new();
    loop {
        let after = all.last().map_or(Position::default(), |stored| stored.position);
        let page = journal.read(after, PAGE_RECORDS_MAX).await?;
        if page.is_empty() {
            return Ok(all);
        }
        all.extend(page);
    }
}

/// Records and rows, as texts that can be compared.
pub(crate) async fn everything(journal: &dyn Journal) -> (Vec<Stored>, String) {
    (all(journal).await, dump(journal).await)
}
