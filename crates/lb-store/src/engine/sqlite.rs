//! SQLite: one file, write-ahead log, every commit synchronous.

use std::path::PathBuf;
use std::time::Duration;

use lb_app::journal::Value;
use sqlx::sqlite::{
    SqliteArguments, SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow, SqliteSynchronous,
};
use sqlx::{Arguments, ConnectOptions, Row as _, SqlStr, SqliteConnection, TypeInfo, ValueRef};

use super::{Arg, Connection, Pool, Row};
use crate::error::StoreError;

/// How long a writer waits for another process that writes.
const BUSY: Duration = Duration::from_secs(30);
/// Connections for reading.
const READERS: u32 = 4;
/// Statements kept prepared on a connection.
const STATEMENTS: usize = 512;
/// Pages kept in memory by the connection that writes, in KiB (a negative number, as SQLite wants it).
const WRITER_CACHE_KIB: &str = "-65536";
/// Pages of 4 KiB in the log before they are copied into the database. More is fewer copies of pages that change again and again,
/// less is a shorter log to read after a crash: 32 MiB take a fraction of a second.
const CHECKPOINT_PAGES: &str = "8192";
/// Older versions can corrupt a database in write-ahead-log mode. Source: sqlite.org/wal.html, "the WAL-reset bug".
const OLDEST: [u32; 3] = [3, 51, 3];

/// A database file.
#[derive(Clone, Debug)]
pub(crate) struct SqlitePlace {
    /// The file.
    pub file: PathBuf,
}

/// Whether a missing file is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Missing {
    Make,
    Refuse,
}

impl SqlitePlace {
    fn options(&self) -> SqliteConnectOptions {
        SqliteConnectOptions::new()
            .filename(&self.file)
            .busy_timeout(BUSY)
            .synchronous(SqliteSynchronous::Full)
            .statement_cache_capacity(STATEMENTS)
            .disable_statement_logging()
    }

    /// Opens a connection that may write. What it deletes is overwritten, not left in free pages.
    pub(crate) async fn connect(&self, missing: Missing) -> Result<Connection, StoreError> {
        let options = self
            .options()
            .create_if_missing(missing == Missing::Make)
            .journal_mode(SqliteJournalMode::Wal)
            .pragma("cache_size", WRITER_CACHE_KIB)
            .pragma("wal_autocheckpoint", CHECKPOINT_PAGES)
            .pragma("secure_delete", "ON");
        let mut connection = options.connect().await.map_err(StoreError::fault("open the database file"))?;
        check_version(&mut connection).await?;
        Ok(Connection::Sqlite(connection))
    }

    /// Opens connections that only read.
    pub(crate) fn readers(&self) -> Pool {
        let options = self.options().pragma("query_only", "ON");
        // A file does not hang up: asking whether a connection still lives would double the way to its thread and back.
        let pool = SqlitePoolOptions::new().max_connections(READERS).test_before_acquire(false);
        Pool::Sqlite(pool.connect_lazy_with(options))
    }
}

async fn check_version(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    let sql = SqlStr::from_static("SELECT sqlite_version()");
    let rows = fetch(connection, sql, &[]).await.map_err(StoreError::fault("ask SQLite for its version"))?;
    let found = match rows.first().and_then(|row| row.first()) {
        Some(Value::Text(found)) => found.clone(),
        _ => String::new(),
    };
    let parts: Vec<u32> = found.split('.').filter_map(|part| part.parse().ok()).collect();
    if parts.as_slice() >= OLDEST.as_slice() { Ok(()) } else { Err(StoreError::SqliteTooOld { found }) }
}

fn arguments(args: &[Arg<'_>]) -> Result<SqliteArguments, sqlx::Error> {
    let mut arguments = SqliteArguments::default();
    for arg in args {
        let added = match *arg {
            Arg::Integer(value) => Arguments::add(&mut arguments, value),
            Arg::Text(value) => Arguments::add(&mut arguments, value),
            Arg::Bytes(value) => Arguments::add(&mut arguments, value),
        };
        added.map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}

pub(super) async fn execute(
    connection: &mut SqliteConnection,
    sql: SqlStr,
    args: &[Arg<'_>],
) -> Result<u64, sqlx::Error> {
    let done = sqlx::query_with(sql, arguments(args)?).execute(connection).await?;
    Ok(done.rows_affected())
}

pub(super) async fn fetch(
    connection: &mut SqliteConnection,
    sql: SqlStr,
    args: &[Arg<'_>],
) -> Result<Vec<Row>, sqlx::Error> {
    let rows = sqlx::query_with(sql, arguments(args)?).fetch_all(connection).await?;
    rows.iter().map(row).collect()
}

fn row(row: &SqliteRow) -> Result<Row, sqlx::Error> {
    let value = |at: usize| {
        let raw = row.try_get_raw(at)?;
        let kind = raw.type_info().name().to_owned();
        match kind.as_str() {
            _ if raw.is_null() => Ok(Value::Null),
            "INTEGER" => row.try_get_unchecked(at).map(Value::Integer),
            "TEXT" => row.try_get_unchecked(at).map(Value::Text),
            "BLOB" => row.try_get_unchecked(at).map(Value::Bytes),
            other => Err(sqlx::Error::Decode(format!("expected INTEGER, TEXT or BLOB, got {other}").into())),
        }
    };
    (0..row.len()).map(value).collect()
}

#[cfg(test)]
pub(super) async fn prepare(connection: &mut SqliteConnection, sql: SqlStr) -> Result<(), sqlx::Error> {
    sqlx::Executor::prepare(connection, sql).await.map(drop)
}
