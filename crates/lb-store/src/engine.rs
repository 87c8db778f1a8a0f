//! The two engines behind one face: statements with positional parameters, rows of plain values.
//!
//! Only 64-bit integers, texts and bytes go in and come out, so both engines say the same.

mod postgres;
mod sqlite;

use lb_app::journal::{Kind, Value};
use sqlx::migrate::Migrator;
use sqlx::{AssertSqlSafe, PgConnection, SqlSafeStr, SqlStr, SqliteConnection};

pub(crate) use postgres::{CHANNEL, PostgresPlace};
pub(crate) use sqlite::{Missing, SqlitePlace};

/// Which engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Engine {
    /// SQLite, in this process.
    Sqlite,
    /// A PostgreSQL server.
    Postgres,
}

/// A parameter. Empty ones keep their kind, which PostgreSQL wants to know.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Arg<'a> {
    Integer(Option<i64>),
    Text(Option<&'a str>),
    Bytes(Option<&'a [u8]>),
}

impl<'a> Arg<'a> {
    pub(crate) const fn integer(value: i64) -> Self {
        Self::Integer(Some(value))
    }

    pub(crate) const fn text(value: &'a str) -> Self {
        Self::Text(Some(value))
    }

    pub(crate) const fn bytes(value: &'a [u8]) -> Self {
        Self::Bytes(Some(value))
    }

    /// Returns the parameter of a value in a column of a kind.
    pub(crate) fn of(value: &'a Value, kind: Kind) -> Self {
        match (value, kind) {
            (Value::Integer(value), _) => Self::integer(*value),
            (Value::Text(value), _) => Self::text(value),
            (Value::Bytes(value), _) => Self::bytes(value),
            (Value::Null, Kind::Integer) => Self::Integer(None),
            (Value::Null, Kind::Text) => Self::Text(None),
            (Value::Null, Kind::Bytes) => Self::Bytes(None),
        }
    }
}

/// A row, column by column.
pub(crate) type Row = Vec<Value>;

/// One connection to either engine.
#[derive(Debug)]
pub(crate) enum Connection {
    Sqlite(SqliteConnection),
    Postgres(Box<PgConnection>),
}

impl Connection {
    pub(crate) const fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }

    /// Runs a statement and returns how many rows it changed.
    pub(crate) async fn execute(&mut self, sql: SqlStr, args: &[Arg<'_>]) -> Result<u64, sqlx::Error> {
        match self {
            Self::Sqlite(connection) => sqlite::execute(connection, sql, args).await,
            Self::Postgres(connection) => postgres::execute(connection, sql, args).await,
        }
    }

    /// Runs a statement and returns its rows.
    pub(crate) async fn fetch(&mut self, sql: SqlStr, args: &[Arg<'_>]) -> Result<Vec<Row>, sqlx::Error> {
        match self {
            Self::Sqlite(connection) => sqlite::fetch(connection, sql, args).await,
            Self::Postgres(connection) => postgres::fetch(connection, sql, args).await,
        }
    }

    /// Runs text without parameters, which may hold several statements.
    pub(crate) async fn run(&mut self, text: String) -> Result<(), sqlx::Error> {
        let sql = sqlx::raw_sql(AssertSqlSafe(text));
        match self {
            Self::Sqlite(connection) => sql.execute(connection).await.map(drop),
            Self::Postgres(connection) => sql.execute(connection.as_mut()).await.map(drop),
        }
    }

    /// Prepares a statement whose parameters have these kinds.
    #[cfg(test)]
    pub(crate) async fn prepare(&mut self, sql: SqlStr, kinds: &[Kind]) -> Result<(), sqlx::Error> {
        match self {
            Self::Sqlite(connection) => sqlite::prepare(connection, sql).await,
            Self::Postgres(connection) => postgres::prepare(connection, sql, kinds).await,
        }
    }

    /// Brings the schema up to date.
    pub(crate) async fn migrate(&mut self, migrator: &Migrator) -> Result<(), sqlx::migrate::MigrateError> {
        match self {
            Self::Sqlite(connection) => migrator.run_direct(None, connection, false).await,
            Self::Postgres(connection) => migrator.run_direct(None, connection.as_mut(), false).await,
        }
    }

    /// Closes it in order.
    pub(crate) async fn close(self) -> Result<(), sqlx::Error> {
        match self {
            Self::Sqlite(connection) => sqlx::Connection::close(connection).await,
            Self::Postgres(connection) => sqlx::Connection::close(*connection).await,
        }
    }
}

/// Connections for reading.
#[derive(Clone, Debug)]
pub(crate) enum Pool {
    Sqlite(sqlx::SqlitePool),
    Postgres(sqlx::PgPool),
}

impl Pool {
    pub(crate) const fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }

    /// Runs a statement on any connection and returns its rows.
    pub(crate) async fn fetch(&self, sql: SqlStr, args: &[Arg<'_>]) -> Result<Vec<Row>, sqlx::Error> {
        match self {
            Self::Sqlite(pool) => sqlite::fetch(&mut *pool.acquire().await?, sql, args).await,
            Self::Postgres(pool) => postgres::fetch(&mut *pool.acquire().await?, sql, args).await,
        }
    }

    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite(pool) => pool.close().await,
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

/// Returns text that this crate composed as a statement.
pub(crate) fn sql(text: String) -> SqlStr {
    AssertSqlSafe(text).into_sql_str()
}

/// Returns whether an engine refused a value (a constraint, a range), so that other commands may still be recorded.
pub(crate) fn is_about_data(error: &sqlx::Error, engine: Engine) -> bool {
    let sqlx::Error::Database(error) = error else { return false };
    let code = error.code().unwrap_or_default();
    match engine {
        // SQLSTATE classes: 22 data exception, 23 integrity constraint violation.
        Engine::Postgres => code.starts_with("22") || code.starts_with("23"),
        // The low byte: 18 SQLITE_TOOBIG, 19 SQLITE_CONSTRAINT, 20 SQLITE_MISMATCH.
        Engine::Sqlite => code.parse::<u32>().is_ok_and(|code| (18..=20).contains(&(code & 0xff))),
    }
}
