//! PostgreSQL: one database, possibly with several processes of this program on it.

use std::str::FromStr;

use lb_app::journal::Value;
use sqlx::postgres::{PgArguments, PgConnectOptions, PgListener, PgPoolOptions, PgRow};
use sqlx::{Arguments, ConnectOptions, PgConnection, Row as _, SqlStr, TypeInfo, ValueRef};

use super::{Arg, Connection, Pool, Row};
use crate::error::StoreError;

/// Connections for reading.
const READERS: u32 = 8;
/// Statements kept prepared on a connection.
const STATEMENTS: usize = 512;
/// The oldest server, as `server_version_num` says it.
const OLDEST: i64 = 150_000;
/// The channel on which every process says its new places.
pub(crate) const CHANNEL: &str = "landbridge_journal";

/// How a writing session is set up. A process that stops in the middle of a transaction (frozen, cut off) would hold the head
/// row for ever: the server ends such a session, and its transaction with it, so that what the process does later cannot count.
const SESSION: &str = "SET idle_in_transaction_session_timeout = '10s'; SET lock_timeout = '30s'; \
    SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3";

/// A database.
#[derive(Clone, Debug)]
pub(crate) struct PostgresPlace {
    options: PgConnectOptions,
}

impl PostgresPlace {
    /// Reads an address such as `postgres://user@host/name`.
    pub(crate) fn new(address: &str) -> Result<Self, StoreError> {
        let is_postgres = ["postgres://", "postgresql://"].iter().any(|scheme| address.starts_with(scheme));
        let options = PgConnectOptions::from_str(address).ok().filter(|_| is_postgres);
        let options = options.ok_or(StoreError::Address)?;
        let options = options.application_name("landbridge").statement_cache_capacity(STATEMENTS);
        Ok(Self { options: options.disable_statement_logging() })
    }

    /// Opens a connection that may write.
    pub(crate) async fn connect(&self) -> Result<Connection, StoreError> {
        let mut connection =
            self.options.connect().await.map_err(StoreError::fault("connect to the database"))?;
        check_server(&mut connection).await?;
        let set_up = sqlx::raw_sql(SESSION).execute(&mut connection).await;
        set_up.map_err(StoreError::fault("set up the database session"))?;
        Ok(Connection::Postgres(Box::new(connection)))
    }

    /// Opens connections that only read.
    pub(crate) fn readers(&self) -> Pool {
        let options = self.options.clone().options([("default_transaction_read_only", "on")]);
        Pool::Postgres(PgPoolOptions::new().max_connections(READERS).connect_lazy_with(options))
    }

    /// Opens a connection that hears of new places. It connects again by itself.
    pub(crate) async fn listen(&self) -> Result<PgListener, sqlx::Error> {
        let pool = PgPoolOptions::new().max_connections(1).max_lifetime(None).idle_timeout(None);
        let pool = pool.connect_with(self.options.clone()).await?;
        let mut listener = PgListener::connect_with(&pool).await?;
        listener.ignore_pool_close_event(true);
        listener.listen(CHANNEL).await?;
        Ok(listener)
    }
}

/// Refuses a server that is too old, or that says done before a commit is durable.
async fn check_server(connection: &mut PgConnection) -> Result<(), StoreError> {
    let sql = "SELECT current_setting('server_version_num', true), current_setting('fsync', true), \
        current_setting('synchronous_commit', true)";
    let rows = fetch(connection, SqlStr::from_static(sql), &[]).await;
    let rows = rows.map_err(StoreError::fault("ask the server for its version"))?;
    let setting = |at: usize| match rows.first().and_then(|row| row.get(at)) {
        Some(Value::Text(text)) => text.clone(),
        _ => String::new(),
    };
    let version = setting(0);
    if version.parse::<i64>().is_ok_and(|version| version < OLDEST) {
        return Err(StoreError::PostgresTooOld { found: version });
    }
    if setting(1) == "off" {
        return Err(StoreError::NotDurable { setting: "fsync = off" });
    }
    if setting(2) == "off" {
        let set = sqlx::raw_sql("SET synchronous_commit = 'on'").execute(connection).await;
        set.map_err(StoreError::fault("set up the database session"))?;
    }
    Ok(())
}

fn arguments(args: &[Arg<'_>]) -> Result<PgArguments, sqlx::Error> {
    let mut arguments = PgArguments::default();
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
    connection: &mut PgConnection,
    sql: SqlStr,
    args: &[Arg<'_>],
) -> Result<u64, sqlx::Error> {
    let done = sqlx::query_with(sql, arguments(args)?).execute(connection).await?;
    Ok(done.rows_affected())
}

pub(super) async fn fetch(
    connection: &mut PgConnection,
    sql: SqlStr,
    args: &[Arg<'_>],
) -> Result<Vec<Row>, sqlx::Error> {
    let rows = sqlx::query_with(sql, arguments(args)?).fetch_all(connection).await?;
    rows.iter().map(row).collect()
}

fn row(row: &PgRow) -> Result<Row, sqlx::Error> {
    let value = |at: usize| {
        let raw = row.try_get_raw(at)?;
        let kind = raw.type_info().name().to_owned();
        match kind.as_str() {
            _ if raw.is_null() => Ok(Value::Null),
            "INT8" => row.try_get(at).map(Value::Integer),
            "TEXT" => row.try_get(at).map(Value::Text),
            "BYTEA" => row.try_get(at).map(Value::Bytes),
            other => Err(sqlx::Error::Decode(format!("expected INT8, TEXT or BYTEA, got {other}").into())),
        }
    };
    (0..row.len()).map(value).collect()
}

#[cfg(test)]
pub(super) async fn prepare(
    connection: &mut PgConnection,
    sql: SqlStr,
    kinds: &[lb_app::journal::Kind],
) -> Result<(), sqlx::Error> {
    use lb_app::journal::Kind;
    let name = |kind: &Kind| match kind {
        Kind::Integer => "INT8",
        Kind::Text => "TEXT",
        Kind::Bytes => "BYTEA",
    };
    let types: Vec<sqlx::postgres::PgTypeInfo> =
        kinds.iter().map(|kind| sqlx::postgres::PgTypeInfo::with_name(name(kind))).collect();
    sqlx::Executor::prepare_with(connection, sql, &types).await.map(drop)
}
