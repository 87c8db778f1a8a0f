//! The schema, once for both engines, and how an older one becomes a newer one.

use lb_app::journal::{Column, Kind, Presence, Table};
use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};

use crate::engine::{Connection, Engine, sql};
use crate::error::StoreError;

/// Every step, oldest first. A step that was released is never edited: the next one changes what it made.
///
/// `{integer}`, `{text}` and `{bytes}` are the engine's types, `{table}` ends a table, `{keyed_table}` one that is kept in the
/// order of its key, `{keep_events}` keeps events as they are.
const STEPS: [(i64, &str, &str); 1] = [(1, "journal", include_str!("schema/0001-journal.sql"))];

/// How often a step is tried: two processes may start on an empty database at once, and one of them comes second.
const ATTEMPTS: usize = 3;

/// How an engine spells what the two spell differently.
struct Spelling {
    integer: &'static str,
    /// Ordered by bytes, whatever the database's language is.
    text: &'static str,
    bytes: &'static str,
    table: &'static str,
    keyed_table: &'static str,
    keep_events: &'static str,
}

const SQLITE: Spelling = Spelling {
    integer: "INTEGER",
    text: "TEXT",
    bytes: "BLOB",
    table: "STRICT",
    keyed_table: "STRICT, WITHOUT ROWID",
    keep_events: "CREATE TRIGGER events_not_updated BEFORE UPDATE ON events \
        BEGIN SELECT RAISE(ABORT, 'events are never changed'); END; \
        CREATE TRIGGER events_not_deleted BEFORE DELETE ON events \
        BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;",
};

const POSTGRES: Spelling = Spelling {
    integer: "BIGINT",
    text: "TEXT COLLATE \"C\"",
    bytes: "BYTEA",
    table: "",
    keyed_table: "",
    keep_events: "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ \
        BEGIN RAISE EXCEPTION 'events are never changed'; END $$; \
        CREATE TRIGGER events_not_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON events \
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();",
};

const fn spelling(engine: Engine) -> &'static Spelling {
    match engine {
        Engine::Sqlite => &SQLITE,
        Engine::Postgres => &POSTGRES,
    }
}

fn spelled(text: &str, engine: Engine) -> String {
    let spelling = spelling(engine);
    text.replace("{integer}", spelling.integer)
        .replace("{text}", spelling.text)
        .replace("{bytes}", spelling.bytes)
        .replace("{table}", spelling.table)
        .replace("{keyed_table}", spelling.keyed_table)
        .replace("{keep_events}", spelling.keep_events)
}

/// Brings the schema up to date.
///
/// # Errors
/// [`StoreError::NewerSchema`] when a later build has changed it in a way that this one does not know.
pub(crate) async fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let engine = connection.engine();
    let steps = STEPS.iter().map(|(version, name, text)| {
        let text = sql(spelled(text, engine));
        Migration::new(*version, (*name).into(), MigrationType::Simple, text, false)
    });
    let migrator = Migrator::with_migrations(steps.collect());
    let newest = STEPS.last().map_or(0, |(version, _, _)| *version);
    let mut attempt = 1;
    loop {
        let Err(error) = connection.migrate(&migrator).await else { return Ok(()) };
        #[expect(clippy::wildcard_enum_match_arm, reason = "sqlx may add errors; each is a fault")]
        match error {
            MigrateError::VersionMissing(found) => {
                return Err(StoreError::NewerSchema { known: newest, found });
            }
            MigrateError::Execute(_) | MigrateError::ExecuteMigration(..) if attempt < ATTEMPTS => {
                attempt += 1
            }
            error => return Err(StoreError::fault("bring the schema up to date")(error)),
        }
    }
}

/// Returns the name under which a projection's table stands.
pub(crate) fn table_name(table: &Table) -> String {
    format!("p_{}", table.name)
}

/// Returns what makes a projection's table and its indexes.
pub(crate) fn create_table(table: &Table, engine: Engine) -> String {
    let spelling = spelling(engine);
    let column = |column: &Column| {
        let kind = match column.kind {
            Kind::Integer => spelling.integer,
            Kind::Text => spelling.text,
            Kind::Bytes => spelling.bytes,
        };
        let presence = match column.presence {
            Presence::Required => " NOT NULL",
            Presence::Optional => "",
        };
        format!("\"{}\" {kind}{presence}", column.name)
    };
    let name = table_name(table);
    let columns: Vec<String> = table.columns.iter().map(column).collect();
    let key = names(table.key_columns().iter().map(|column| column.name));
    let mut text = format!(
        "CREATE TABLE \"{name}\" ({}, PRIMARY KEY ({key})) {};",
        columns.join(", "),
        spelling.keyed_table
    );
    for (at, index) in table.indexes.iter().enumerate() {
        let rest = table.key_columns().iter().map(|column| column.name).filter(|name| !index.contains(name));
        let columns = names(index.iter().copied().chain(rest));
        text.push_str(&format!(" CREATE INDEX \"{name}_{at}\" ON \"{name}\" ({columns});"));
    }
    text
}

/// Returns what removes a table of projections.
pub(crate) fn drop_table(name: &str) -> String {
    format!("DROP TABLE IF EXISTS \"{name}\";")
}

/// Returns column names, quoted and joined.
pub(crate) fn names<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = names.into_iter().map(|name| format!("\"{name}\"")).collect();
    quoted.join(", ")
}
