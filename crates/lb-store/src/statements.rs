//! Every statement that this crate runs, by name. A test prepares each of them on both engines.
//!
//! Both engines read the same text: `$1` is the first parameter, `VALUES` lists name their columns `column1`, `column2`. What
//! differs is `{for_update}` (only PostgreSQL locks rows) and the few statements of one engine. `{rows}` stands for groups of
//! parameters, repeated once per row.

pub(crate) mod tables;

use lb_app::journal::Kind;
use sqlx::SqlStr;

use crate::engine::{Engine, sql};

use Kind::{Bytes as B, Integer as I, Text as T};

/// Rows of one statement: the sizes in which `{rows}` is filled. Few sizes, so that all stay prepared.
pub(crate) const GROUPS: [usize; 4] = [256, 32, 4, 1];

/// A statement.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Statement {
    /// Its name.
    pub name: &'static str,
    /// The engine that alone has it.
    pub only: Option<Engine>,
    /// Its text.
    pub text: &'static str,
    /// Parameters that stand once.
    pub once: &'static [Kind],
    /// Parameters of one row of `{rows}`.
    pub group: &'static [Kind],
}

impl Statement {
    /// Returns its text for an engine, with `{rows}` for so many rows.
    pub(crate) fn sql(&self, engine: Engine, rows: usize) -> SqlStr {
        debug_assert!(self.only.is_none_or(|only| only == engine), "{} is not for {engine:?}", self.name);
        if !self.text.contains('{') {
            return SqlStr::from_static(self.text);
        }
        let lock = match engine {
            Engine::Sqlite => "",
            Engine::Postgres => "FOR UPDATE",
        };
        let groups = match engine {
            // SQLite numbers them itself; sqlx would look every numbered one up in a list of all of them.
            Engine::Sqlite if self.once.is_empty() => unnumbered(self.group.len(), rows),
            Engine::Sqlite | Engine::Postgres => groups(self.once.len(), self.group.len(), rows),
        };
        sql(self.text.replace("{for_update}", lock).replace("{rows}", &groups))
    }
}

/// Returns `($3, $4), ($5, $6)`: groups of parameters after the first `once`.
pub(crate) fn groups(once: usize, width: usize, rows: usize) -> String {
    let group = |row: usize| {
        let first = once + row * width + 1;
        let numbers: Vec<String> = (first..first + width).map(|number| format!("${number}")).collect();
        format!("({})", numbers.join(", "))
    };
    (0..rows).map(group).collect::<Vec<_>>().join(", ")
}

/// Returns `(?, ?), (?, ?)`.
pub(crate) fn unnumbered(width: usize, rows: usize) -> String {
    vec![format!("({})", vec!["?"; width].join(", ")); rows].join(", ")
}

/// Makes the constants and the list of all of them.
macro_rules! statements {
    ($($name:ident $(@ $only:ident)? ($($once:ident)*; $($group:ident)*) = $text:expr;)+) => {
        $(
            pub(crate) const $name: Statement = Statement {
                name: stringify!($name),
                only: only!($($only)?),
                text: $text,
                once: &[$($once),*],
                group: &[$($group),*],
            };
        )+

        /// Every statement.
        #[cfg(test)]
        pub(crate) const ALL: &[Statement] = &[$($name),+];
    };
}

macro_rules! only {
    () => {
        None
    };
    ($engine:ident) => {
        Some(Engine::$engine)
    };
}

/// The columns of a record and its body, in the order that `codec` reads.
macro_rules! record_columns {
    () => {
        "e.position, e.origin_site, e.origin_epoch, e.origin_sequence, e.id, e.happened_at, e.recorded_at, e.actor, \
         e.organisation, e.entity_kind, e.entity_id, e.entity_version, e.entity_current, e.kind, e.corrects, e.commitment, \
         e.previous, e.hash, b.salt, b.body FROM events e LEFT JOIN bodies b ON b.position = e.position"
    };
}

statements! {
    // Transactions.
    BEGIN_WRITE_SQLITE @ Sqlite (;) = "BEGIN IMMEDIATE";
    BEGIN_WRITE_POSTGRES @ Postgres (;) = "BEGIN ISOLATION LEVEL READ COMMITTED";
    BEGIN_READ_SQLITE @ Sqlite (;) = "BEGIN";
    BEGIN_READ_POSTGRES @ Postgres (;) = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    COMMIT (;) = "COMMIT";
    ROLLBACK (;) = "ROLLBACK";

    // The head.
    LOCK_HEAD (;) = "SELECT site, epoch, sequence, hash, position FROM head WHERE id = 1 {for_update}";
    READ_HEAD (;) = "SELECT site, epoch, sequence, hash, position FROM head WHERE id = 1";
    INSERT_HEAD (T I I B I;) = "INSERT INTO head (id, site, epoch, sequence, hash, position) VALUES (1, $1, $2, $3, $4, $5) \
        ON CONFLICT (id) DO NOTHING";
    UPDATE_HEAD (I I B I;) = "UPDATE head SET epoch = $1, sequence = $2, hash = $3, position = $4 WHERE id = 1";
    READ_RECEIVED (;) = "SELECT site, epoch, sequence, hash FROM received_heads ORDER BY site";
    PUT_RECEIVED (;T I I B) = "INSERT INTO received_heads (site, epoch, sequence, hash) VALUES {rows} \
        ON CONFLICT (site) DO UPDATE SET epoch = excluded.epoch, sequence = excluded.sequence, hash = excluded.hash";

    // What a batch needs to know.
    KNOWN_VERSIONS (;T T) = "SELECT e.entity_kind, e.entity_id, e.entity_current FROM (VALUES {rows}) AS v JOIN events e ON \
        e.position = (SELECT l.position FROM events l WHERE l.entity_kind = v.column1 AND l.entity_id = v.column2 \
        ORDER BY l.position DESC LIMIT 1)";
    KNOWN_ANSWERS (;T T) = "SELECT i.organisation, i.client_key, i.request, i.answer, i.first_position, i.last_position \
        FROM (VALUES {rows}) AS v JOIN idempotency i ON i.organisation = v.column1 AND i.client_key = v.column2";
    KNOWN_EVENTS (;T) = "SELECT e.id, e.position, e.origin_site, e.hash, e.kind, b.position FROM (VALUES {rows}) AS v \
        JOIN events e ON e.id = v.column1 LEFT JOIN bodies b ON b.position = e.position";

    // Writing.
    INSERT_EVENTS (;I T I I T I I T T T T I I T T B B B) = "INSERT INTO events (position, origin_site, origin_epoch, \
        origin_sequence, id, happened_at, recorded_at, actor, organisation, entity_kind, entity_id, entity_version, \
        entity_current, kind, corrects, commitment, previous, hash) VALUES {rows}";
    INSERT_BODIES (;I B B) = "INSERT INTO bodies (position, salt, body) VALUES {rows}";
    INSERT_ANSWERS (;T T B B I I) = "INSERT INTO idempotency (organisation, client_key, request, answer, first_position, \
        last_position) VALUES {rows}";
    INSERT_ATTACHMENTS (;B T I B) = "INSERT INTO attachments (hash, media_type, size, content) VALUES {rows} \
        ON CONFLICT (hash) DO UPDATE SET media_type = excluded.media_type, content = excluded.content";
    DELETE_BODY (I;) = "DELETE FROM bodies WHERE position = $1";
    ERASE_ANSWER (I;) = "UPDATE idempotency SET answer = NULL WHERE last_position >= $1 AND first_position = \
        (SELECT MAX(i.first_position) FROM idempotency i WHERE i.first_position <= $1)";
    ERASE_ATTACHMENT (B;) = "UPDATE attachments SET content = NULL WHERE hash = $1";
    NOTIFY @ Postgres (T T;) = "SELECT pg_notify($1, $2)";

    // Reading.
    READ_RECORDS (I I;) = concat!("SELECT ", record_columns!(), " WHERE e.position > $1 ORDER BY e.position LIMIT $2");
    READ_ENTITY (T T I I;) = concat!("SELECT ", record_columns!(), " WHERE e.entity_kind = $1 AND e.entity_id = $2 AND \
        e.position > $3 ORDER BY e.position LIMIT $4");
    READ_CHAIN (T I I;) = concat!("SELECT ", record_columns!(), " WHERE e.origin_site = $1 AND e.origin_sequence > $2 \
        ORDER BY e.origin_sequence, e.origin_epoch LIMIT $3");
    READ_EVENT (T;) = concat!("SELECT ", record_columns!(), " WHERE e.id = $1");
    READ_VERSION (T T;) = "SELECT entity_current FROM events WHERE entity_kind = $1 AND entity_id = $2 ORDER BY position DESC LIMIT 1";
    READ_ANSWER (T T;) = "SELECT request, answer, first_position, last_position FROM idempotency WHERE organisation = $1 \
        AND client_key = $2";
    READ_ATTACHMENT (B;) = "SELECT media_type, content FROM attachments WHERE hash = $1";

    // Projections.
    READ_PROJECTIONS (;) = "SELECT name, fingerprint, table_names, position FROM projections ORDER BY name";
    PUT_PROJECTION (T B T I;) = "INSERT INTO projections (name, fingerprint, table_names, position) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (name) DO UPDATE SET fingerprint = excluded.fingerprint, table_names = excluded.table_names, \
        position = excluded.position";
    MOVE_PROJECTIONS (I;T) = "UPDATE projections SET position = $1 WHERE name IN (VALUES {rows})";

    // Checking.
    WRONG_VERSION (;) = "SELECT v.origin_site, v.origin_sequence, v.highest, v.entity_current FROM (SELECT position, origin_site, \
        origin_sequence, entity_current, MAX(entity_version) OVER (PARTITION BY entity_kind, entity_id ORDER BY position) \
        AS highest FROM events) AS v WHERE v.entity_current <> v.highest ORDER BY v.position LIMIT 1";
    KEPT_BODY (T;) = "SELECT e.origin_site, e.origin_sequence FROM events x JOIN events e ON e.id = x.corrects AND \
        e.origin_site = x.origin_site JOIN bodies b ON b.position = e.position WHERE x.kind = $1 ORDER BY e.position LIMIT 1";
    STRAY_BODY (;) = "SELECT b.position FROM bodies b LEFT JOIN events e ON e.position = b.position WHERE e.position IS NULL \
        ORDER BY b.position LIMIT 1";
    READ_ATTACHMENTS (B I;) = "SELECT hash, media_type, size, content FROM attachments WHERE hash > $1 ORDER BY hash LIMIT $2";

    // Backup and restore.
    VACUUM_INTO @ Sqlite (T;) = "VACUUM INTO $1";
    CLOSE_LOG @ Sqlite (;) = "PRAGMA journal_mode = DELETE";
    READ_EVENTS_ALONE (I I;) = "SELECT position, origin_site, origin_epoch, origin_sequence, id, happened_at, recorded_at, actor, \
        organisation, entity_kind, entity_id, entity_version, entity_current, kind, corrects, commitment, previous, hash \
        FROM events WHERE position > $1 ORDER BY position LIMIT $2";
    READ_BODIES (I I;) = "SELECT position, salt, body FROM bodies WHERE position > $1 ORDER BY position LIMIT $2";
    READ_ANSWERS (T T I;) = "SELECT organisation, client_key, request, answer, first_position, last_position FROM idempotency \
        WHERE (organisation, client_key) > ($1, $2) ORDER BY organisation, client_key LIMIT $3";
}

/// Returns the statement that begins a transaction that writes.
pub(crate) const fn begin_write(engine: Engine) -> Statement {
    match engine {
        Engine::Sqlite => BEGIN_WRITE_SQLITE,
        Engine::Postgres => BEGIN_WRITE_POSTGRES,
    }
}

/// Returns the statement that begins a transaction that sees one state of everything.
pub(crate) const fn begin_read(engine: Engine) -> Statement {
    match engine {
        Engine::Sqlite => BEGIN_READ_SQLITE,
        Engine::Postgres => BEGIN_READ_POSTGRES,
    }
}

#[cfg(test)]
mod tests;
