//! Whatever is changed behind the journal's back is found.

use lb_app::journal::{Attachment, Journal, MemoryJournal};
use lb_store::{Engine, StoreError, audit};
use sqlx::{AssertSqlSafe, Connection, Row};

use crate::world::{World, address, all, boxes, chance, erase, moment, name, put, try_all};

/// What a column holds.
#[derive(Clone, Copy)]
enum Kind {
    Integer,
    Text,
    Bytes,
}

use Kind::{Bytes, Integer, Text};

/// Every column of every table that the chain answers for, with the condition on a row of each.
const COLUMNS: [(&str, &str, Kind); 38] = [
    ("events", "position", Integer),
    ("events", "origin_site", Text),
    ("events", "origin_epoch", Integer),
    ("events", "origin_sequence", Integer),
    ("events", "id", Text),
    ("events", "happened_at", Integer),
    ("events", "recorded_at", Integer),
    ("events", "actor", Text),
    ("events", "organisation", Text),
    ("events", "entity_kind", Text),
    ("events", "entity_id", Text),
    ("events", "entity_version", Integer),
    ("events", "entity_current", Integer),
    ("events", "kind", Text),
    ("events", "corrects", Text),
    ("events", "commitment", Bytes),
    ("events", "previous", Bytes),
    ("events", "hash", Bytes),
    ("bodies", "position", Integer),
    ("bodies", "salt", Bytes),
    ("bodies", "body", Bytes),
    ("head", "site", Text),
    ("head", "epoch", Integer),
    ("head", "sequence", Integer),
    ("head", "hash", Bytes),
    ("head", "position", Integer),
    ("received_heads", "site", Text),
    ("received_heads", "epoch", Integer),
    ("received_heads", "sequence", Integer),
    ("received_heads", "hash", Bytes),
    ("attachments", "hash", Bytes),
    ("attachments", "media_type", Text),
    ("attachments", "size", Integer),
    ("attachments", "content", Bytes),
    // Again, at other places.
    ("events", "entity_current", Integer),
    ("events", "happened_at", Integer),
    ("bodies", "body", Bytes),
    ("events", "hash", Bytes),
];

/// Own and received records, an erased body, a document; without what protects events from changes.
async fn filled(engine: Engine) -> World {
    let world = World::new(engine).await;
    let store = world.open().await;
    let mut chance = chance(1);
    let there = MemoryJournal::new("ALT".parse().unwrap(), boxes());
    for version in 0..3 {
        let key = format!("k{version}");
        there.append(put(&key, &[("stack:far", version)], 1, &mut chance)).await.unwrap();
        store.append(put(&key, &[("stack:1", version)], 1, &mut chance)).await.unwrap();
    }
    let named = name("n", ("stack:1", 3), "somebody", &mut chance);
    store.append(named.clone()).await.unwrap();
    store.append(erase(named.events[0].id, &mut chance)).await.unwrap();
    store.receive(all(&there).await.into_iter().map(|stored| stored.record).collect()).await.unwrap();
    let mut last = put("last", &[("stack:2", 0)], 1, &mut chance);
    last.events[0].corrects = Some(named.events[0].id);
    last.events[0].happened_at = moment(-5);
    store.append(last).await.unwrap();
    store.attach(Attachment::new("text/csv".parse().unwrap(), b"a;b".to_vec()).unwrap()).await.unwrap();
    store.close().await.unwrap();
    audit(&world.place).await.unwrap();
    match engine {
        Engine::Sqlite => {
            world.tamper("DROP TRIGGER events_not_updated").await;
            world.tamper("DROP TRIGGER events_not_deleted").await;
        }
        Engine::Postgres => {
            world.tamper("DROP TRIGGER events_not_changed ON events").await;
        }
    }
    world
}

impl World {
    /// A column's value in every row, as a literal.
    async fn literals(&self, engine: Engine, table: &str, column: &str) -> Vec<Option<String>> {
        let text = match engine {
            Engine::Sqlite => format!(
                "SELECT CASE WHEN {column} IS NULL THEN NULL ELSE quote({column}) END FROM {table} ORDER BY 1"
            ),
            Engine::Postgres => format!("SELECT quote_literal({column}::text) FROM {table} ORDER BY 1"),
        };
        let text = AssertSqlSafe(text);
        match engine {
            Engine::Sqlite => {
                let options =
                    sqlx::sqlite::SqliteConnectOptions::new().filename(self.file(lb_store::FILE_NAME));
                let mut connection = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
                let rows = sqlx::query(text).fetch_all(&mut connection).await.unwrap();
                connection.close().await.unwrap();
                rows.iter().map(|row| row.get(0)).collect()
            }
            Engine::Postgres => {
                let mut connection = sqlx::PgConnection::connect(&address(self.database())).await.unwrap();
                let rows = sqlx::query(text).fetch_all(&mut connection).await.unwrap();
                rows.iter().map(|row| row.get(0)).collect()
            }
        }
    }
}

/// A literal with one bit flipped, so that it is another value of its kind.
fn flipped(literal: Option<&str>, kind: Kind, bit: usize) -> String {
    let Some(literal) = literal else {
        return "'01890a5d-ac96-774b-bcce-b302099a8057'".to_owned();
    };
    let inner = literal.trim_matches('\'');
    match kind {
        Integer => (inner.parse::<i64>().unwrap() ^ (1 << (bit % 40))).to_string(),
        Text => {
            let mut bytes = inner.as_bytes().to_vec();
            let place = (bit / 5) % bytes.len();
            // The fifth bit makes capitals of small letters; lower ones make other letters and digits.
            bytes[place] ^= 1 << (bit % 6);
            let text = String::from_utf8(bytes).unwrap();
            if text.contains(['\'', '\0']) {
                flipped(Some(literal), kind, bit + 1)
            } else {
                format!("'{text}'")
            }
        }
        Bytes => {
            let start = literal.find(['\'']).unwrap() + 1;
            let digits =
                literal[start..].trim_end_matches('\'').trim_start_matches("\\\\x").trim_start_matches("\\x");
            let mut bytes: Vec<u8> = digits.bytes().collect();
            let place = bit % bytes.len();
            bytes[place] = if bytes[place] == b'0' { b'1' } else { b'0' };
            String::from_utf8(bytes).unwrap()
        }
    }
}

fn bytes_literal(engine: Engine, kind: Kind, value: String) -> String {
    match (kind, engine) {
        (Bytes, Engine::Sqlite) => format!("X'{value}'"),
        (Bytes, Engine::Postgres) => format!("'\\x{value}'"),
        (Integer | Text, _) => value,
    }
}

async fn check(engine: Engine) {
    let world = filled(engine).await;
    let seed = usize::try_from(std::process::id()).unwrap();
    println!("seed {seed}");
    let mut changed = 0;
    for (at, (table, column, kind)) in COLUMNS.into_iter().enumerate() {
        let literals = world.literals(engine, table, column).await;
        for round in 0..3 {
            let literal = &literals[(seed + at + round) % literals.len()];
            let other = flipped(literal.as_deref(), kind, seed + at * 7 + round * 31);
            let other = bytes_literal(engine, kind, other);
            let old = literal.as_ref().map_or("IS NULL".to_owned(), |literal| format!("= {literal}"));
            let key = key_of(table);
            let one = format!("{key} = (SELECT MIN({key}) FROM {table} WHERE {column} {old})");
            // The whole file is put back afterwards.
            let saved = Saved::of(&world, table).await;
            let change = format!("UPDATE {table} SET {column} = {other} WHERE {one}");
            // A key that is taken already is refused by the engine.
            if let Ok(rows) = world.try_tamper(&change).await {
                assert_eq!(rows, 1, "{change}");
                let found = audit(&world.place).await;
                assert!(found.is_err(), "seed {seed}: {change}: nothing found");
                saved.put_back(&world).await;
                changed += 1;
            }
        }
    }
    audit(&world.place).await.unwrap();
    println!("{changed} changes, all found");
    assert!(changed > 2 * COLUMNS.len());
    world.remove().await;
}

fn key_of(table: &str) -> &'static str {
    match table {
        "head" => "id",
        "received_heads" => "site",
        "attachments" => "media_type",
        _ => "position",
    }
}

/// A table as it was.
struct Saved(Vec<String>);

impl Saved {
    async fn of(world: &World, table: &str) -> Self {
        let copy = format!("saved_{table}");
        world.tamper(&format!("DROP TABLE IF EXISTS {copy}")).await;
        world.tamper(&format!("CREATE TABLE {copy} AS SELECT * FROM {table}")).await;
        Self(vec![
            format!("DELETE FROM {table}"),
            format!("INSERT INTO {table} SELECT * FROM {copy}"),
            format!("DROP TABLE {copy}"),
        ])
    }

    async fn put_back(self, world: &World) {
        for text in self.0 {
            world.tamper(&text).await;
        }
    }
}

#[tokio::test]
async fn every_flipped_bit_is_found_on_sqlite() {
    check(Engine::Sqlite).await;
}

#[tokio::test]
async fn every_flipped_bit_is_found_on_postgres() {
    check(Engine::Postgres).await;
}

/// Does something to a filled journal and says what the check finds.
async fn check_change(change: &str, expected: &str) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let world = filled(engine).await;
        world.tamper(change).await;
        let found = audit(&world.place).await.map_or_else(|error| error.to_string(), |_| "sound".to_owned());
        assert!(found.starts_with(expected), "{engine:?} {change}: {found}");
        world.remove().await;
    }
}

#[tokio::test]
async fn missing_and_added_records_are_found() {
    check_change("SELECT 1", "sound").await;
    check_change(
        "DELETE FROM events WHERE position = 2",
        "record 2 of LYG: expected this sequence number, got 3",
    )
    .await;
    check_change(
        "DELETE FROM events WHERE position = 9",
        "record 6 of LYG: expected a record, got the end of the chain",
    )
    .await;
    check_change(
        "DELETE FROM events WHERE position = 8",
        "record 6 of LYG: expected place 8 of the journal, got 9",
    )
    .await;
    check_change(
        "DELETE FROM bodies WHERE position = 2",
        "record 2 of LYG: expected a body or an event that erased it",
    )
    .await;
    check_change("DELETE FROM received_heads", "record 4 of ALT: expected a record").await;
    let kept = "INSERT INTO bodies SELECT 4, salt, body FROM bodies WHERE position = 1";
    check_change(kept, "record 4 of LYG: expected a body with the commitment").await;
    check_change("UPDATE attachments SET content = NULL", "attachment ").await;
}

#[tokio::test]
async fn events_are_never_changed() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let world = World::new(engine).await;
        let store = world.open().await;
        store.append(put("a", &[("stack:1", 0)], 1, &mut chance(1))).await.unwrap();
        store.close().await.unwrap();
        for text in ["UPDATE events SET actor = 'nobody'", "DELETE FROM events"] {
            let error = world.try_tamper(text).await.unwrap_err().to_string();
            assert!(error.contains("events are never changed"), "{engine:?}: {error}");
        }
        world.remove().await;
    }
}

#[tokio::test]
async fn a_broken_journal_is_no_backup() {
    let world = filled(Engine::Sqlite).await;
    world.tamper("UPDATE events SET actor = 'nobody' WHERE position = 3").await;
    let file = world.file("backup.db");
    let refused = lb_store::backup(&world.place, &file).await.unwrap_err();
    assert!(matches!(refused, StoreError::Broken(_)), "{refused}");
    assert!(!file.exists());
}

/// Places in the file that are tried.
const FLIPS: usize = 400;

/// A byte of the database file that the disk gives back otherwise: the check finds it, or the records are what they were (the
/// byte stood in a free page, an index, a row that can be made again).
#[tokio::test]
async fn no_damaged_byte_changes_a_record_unnoticed() {
    let world = filled(Engine::Sqlite).await;
    let file = world.file(lb_store::FILE_NAME);
    let sound = std::fs::read(&file).unwrap();
    let store = world.open().await;
    let records = all(&store).await;
    store.close().await.unwrap();
    let (mut found, mut harmless) = (0, 0);
    for flip in 0..FLIPS {
        // Spread over the whole file, each at another bit.
        let place = flip * (sound.len() / FLIPS) + flip * 37 % (sound.len() / FLIPS);
        let mut damaged = sound.clone();
        damaged[place] ^= 1 << (flip % 8);
        std::fs::write(&file, &damaged).unwrap();
        if audit(&world.place).await.is_err() {
            found += 1;
            continue;
        }
        harmless += 1;
        let store = world.open().await;
        assert_eq!(try_all(&store).await.unwrap(), records, "byte {place}, bit {}", flip % 8);
        store.close().await.unwrap();
    }
    println!("{found} of {FLIPS} found, {harmless} harmless");
    assert!(found > FLIPS / 20, "{found} of {FLIPS} found");
}
