//! What a store keeps over its end, and what it refuses to open.

use std::sync::Arc;

use lb_app::journal::{Journal, JournalError, Position, Projections, Randomness};
use lb_store::{Engine, FILE_NAME, Place, Store, StoreError, audit};
use sqlx::{AssertSqlSafe, Connection, Executor};

use crate::projection::{Boxes, dump};
use crate::world::{World, address, all, boxes, chance, erase, everything, name, outcome, put};

const BOTH: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];

fn version(version: u32) -> Projections {
    Projections::new(vec![Arc::new(Boxes { version })]).unwrap()
}

async fn open(world: &World, projections: Projections) -> Result<Store, StoreError> {
    Store::open(world.place.clone(), projections).await
}

/// Appends so many commands about one stack, from its current version on.
async fn add(store: &Store, count: u64, chance: &mut Randomness) {
    let stack = "stack:1".parse().unwrap();
    let first = store.version(&stack).await.unwrap();
    for version in first..first + count {
        store.append(put(&format!("v{version}"), &[("stack:1", version)], 1, chance)).await.unwrap();
    }
}

#[tokio::test]
async fn a_journal_outlives_its_process() {
    for engine in BOTH {
        let (world, mut chance) = (World::new(engine).await, chance(1));
        let store = world.open().await;
        add(&store, 5, &mut chance).await;
        store.append(name("n", ("stack:2", 0), "somebody", &mut chance)).await.unwrap();
        let before = everything(&store).await;
        store.close().await.unwrap();
        let store = open(&world, boxes()).await.unwrap();
        assert_eq!((store.site().as_str(), store.latest()), ("LYG", Position(6)));
        assert_eq!(everything(&store).await, before);
        add(&store, 1, &mut chance).await;
        store.close().await.unwrap();
        let audit = audit(&world.place).await.unwrap();
        assert_eq!((audit.head.sequence, audit.records, audit.bodies, audit.erased), (7, 7, 7, 0));
        world.remove().await;
    }
}

#[tokio::test]
async fn projections_are_made_again_when_they_change() {
    for engine in BOTH {
        let (world, mut chance) = (World::new(engine).await, chance(2));
        let store = world.open().await;
        add(&store, 3, &mut chance).await;
        let before = dump(&store).await;
        world.tamper("UPDATE p_stacks SET boxes = 99").await;
        assert_ne!(dump(&store).await, before);
        store.close().await.unwrap();
        let store = open(&world, version(2)).await.unwrap();
        assert_eq!(dump(&store).await, before, "another version makes the tables again");
        store.close().await.unwrap();
        // A build without the projection records on; the next one with it catches up.
        let store = open(&world, Projections::default()).await.unwrap();
        add(&store, 4, &mut chance).await;
        store.close().await.unwrap();
        let store = open(&world, version(2)).await.unwrap();
        let caught_up = dump(&store).await;
        assert_ne!(caught_up, before);
        assert_eq!(store.rebuild().await.unwrap(), 1);
        assert_eq!(dump(&store).await, caught_up);
        store.close().await.unwrap();
        world.remove().await;
    }
}

#[tokio::test]
async fn two_builds_at_once_do_not_mix_their_rows() {
    for engine in BOTH {
        let (world, mut chance) = (World::new(engine).await, chance(3));
        let old = world.open().await;
        add(&old, 1, &mut chance).await;
        let plain = open(&world, Projections::default()).await.unwrap();
        add(&plain, 1, &mut chance).await;
        // The old one has not seen that record; its next batch catches up first.
        add(&old, 1, &mut chance).await;
        let rows = dump(&old).await;
        old.rebuild().await.unwrap();
        assert_eq!(dump(&old).await, rows);
        let new = open(&world, version(2)).await.unwrap();
        let fault = old.append(put("x", &[("stack:9", 0)], 1, &mut chance)).await.unwrap_err();
        assert!(fault.to_string().contains("restart with one build"), "{fault}");
        add(&new, 1, &mut chance).await;
        for store in [old, plain, new] {
            store.close().await.unwrap();
        }
        audit(&world.place).await.unwrap();
        world.remove().await;
    }
}

async fn refusal(place: Place, site: Option<&str>) -> String {
    let opened = match site {
        Some(site) => Store::open_or_create(place, site.parse().unwrap(), boxes()).await,
        None => Store::open(place, boxes()).await,
    };
    opened.map_or_else(|error| error.to_string(), |_| "opened".to_owned())
}

#[tokio::test]
async fn a_newer_schema_is_refused_in_one_line() {
    for engine in BOTH {
        let world = World::new(engine).await;
        world.open().await.close().await.unwrap();
        let columns = "version, description, success, checksum, execution_time";
        let values = match engine {
            Engine::Sqlite => "99, 'to come', true, X'00', 0",
            Engine::Postgres => "99, 'to come', true, '\\x00', 0",
        };
        world.tamper(&format!("INSERT INTO _sqlx_migrations ({columns}) VALUES ({values})")).await;
        let expected = "expected a schema up to version 1, found 99: the journal was opened by a newer landbridge, use that one";
        assert_eq!(refusal(world.place.clone(), None).await, expected);
        assert_eq!(audit(&world.place).await.unwrap_err().to_string(), expected);
        world.remove().await;
    }
}

#[tokio::test]
async fn a_place_without_a_journal_stays_as_it_is() {
    let world = World::new(Engine::Sqlite).await;
    let refused = refusal(world.place.clone(), None).await;
    assert!(refused.starts_with("expected a journal in ") && refused.contains("found none"), "{refused}");
    assert!(!world.file(FILE_NAME).exists());
    let world = World::new(Engine::Postgres).await;
    let expected =
        "expected a journal in the PostgreSQL database, found none (a server or a restored backup makes one)";
    assert_eq!(refusal(world.place.clone(), None).await, expected);
    world.remove().await;
}

#[tokio::test]
async fn another_sites_journal_is_refused() {
    for engine in BOTH {
        let world = World::new(engine).await;
        world.open().await.close().await.unwrap();
        let expected = "expected the journal of site ALT, found that of site LYG";
        assert_eq!(refusal(world.place.clone(), Some("ALT")).await, expected);
        assert_eq!(refusal(world.place.clone(), None).await, "opened");
        world.remove().await;
    }
}

#[test]
fn an_address_is_not_repeated() {
    for address in ["mysql://user:secret@host/name", "secret", "postgres://user:secret@host:port/name"] {
        let error = Place::database(address).unwrap_err().to_string();
        assert_eq!(
            error,
            "expected a database address such as postgres://user@host/name, found another text"
        );
    }
    let place = Place::database("postgres://user:secret@host/name").unwrap();
    assert_eq!(format!("{place} {place:?}"), "the PostgreSQL database Place(the PostgreSQL database)");
}

#[tokio::test]
async fn an_erased_name_is_in_no_file() {
    let (world, mut chance) = (World::new(Engine::Sqlite).await, chance(4));
    let store = world.open().await;
    let owner = "Nurlan-Unique-Name";
    let named = name("n", ("stack:1", 0), owner, &mut chance);
    store.append(named.clone()).await.unwrap();
    let holds = |file: &str| {
        let bytes = std::fs::read(world.file(file)).unwrap_or_default();
        bytes.windows(owner.len()).any(|window| window == owner.as_bytes())
    };
    assert!(holds(FILE_NAME) || holds(&format!("{FILE_NAME}-wal")));
    store.append(erase(named.events[0].id, &mut chance)).await.unwrap();
    assert!(!holds(FILE_NAME) && !holds(&format!("{FILE_NAME}-wal")), "gone while the store is open");
    store.close().await.unwrap();
    assert!(!holds(FILE_NAME) && !holds(&format!("{FILE_NAME}-wal")));
    let audit = audit(&world.place).await.unwrap();
    assert_eq!((audit.records, audit.bodies, audit.erased), (2, 1, 1));
}

#[tokio::test]
async fn two_processes_hear_of_each_other() {
    let (world, mut chance) = (World::new(Engine::Postgres).await, chance(5));
    let (one, other) = (world.open().await, world.open().await);
    for round in 0..10 {
        let (writer, hearer) = if round % 2 == 0 { (&one, &other) } else { (&other, &one) };
        let news = hearer.wait_past(Position(round));
        let written = writer.append(put(&format!("r{round}"), &[("stack:1", round)], 1, &mut chance));
        let (news, written) = tokio::join!(news, written);
        assert_eq!((news, outcome(&written).starts_with("fresh")), (Position(round + 1), true));
    }
    assert_eq!(everything(&one).await, everything(&other).await);
    one.close().await.unwrap();
    other.close().await.unwrap();
    world.remove().await;
}

#[tokio::test]
async fn a_lost_connection_is_opened_again() {
    let (world, mut chance) = (World::new(Engine::Postgres).await, chance(6));
    let store = world.open().await;
    add(&store, 1, &mut chance).await;
    let kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
    world.tamper(kill).await;
    let command = put("after", &[("stack:1", 1)], 1, &mut chance);
    // Whether it was recorded is unknown, so it is sent again under its key.
    let first = store.append(command.clone()).await;
    assert!(first.is_ok() || matches!(first, Err(JournalError::Fault(_))));
    let second = store.append(command).await.unwrap();
    assert_eq!(second.places.map(|places| places.last), Some(Position(2)));
    assert_eq!(store.wait_past(Position(1)).await, Position(2));
    // The connection that listens comes back too.
    let other = world.open().await;
    let (news, _) = tokio::join!(
        store.wait_past(Position(2)),
        other.append(put("other", &[("stack:1", 2)], 1, &mut chance))
    );
    assert_eq!((news, all(&store).await.len()), (Position(3), 3));
    store.close().await.unwrap();
    other.close().await.unwrap();
    world.remove().await;
}

#[tokio::test]
async fn a_frozen_process_does_not_hold_the_head_for_ever() {
    let (world, mut chance) = (World::new(Engine::Postgres).await, chance(7));
    let store = world.open().await;
    let mut frozen = sqlx::PgConnection::connect(&address(world.database())).await.unwrap();
    // As a writer's session is set up, with less patience.
    let lock = "SET idle_in_transaction_session_timeout = '200ms'; BEGIN; SELECT * FROM head FOR UPDATE";
    sqlx::raw_sql(AssertSqlSafe(lock)).execute(&mut frozen).await.unwrap();
    add(&store, 2, &mut chance).await;
    assert!(frozen.execute("COMMIT").await.is_err(), "what it does later does not count");
    store.close().await.unwrap();
    world.remove().await;
}

#[tokio::test]
async fn what_was_sent_is_recorded_though_nobody_waits() {
    for engine in BOTH {
        let (world, mut chance) = (World::new(engine).await, chance(8));
        let store = world.open().await;
        let command = put("a", &[("stack:1", 0)], 1, &mut chance);
        // Polled once: the command is in the queue, its caller is gone.
        let mut sent = store.append(command);
        let polled =
            std::future::poll_fn(|context| std::task::Poll::Ready(sent.as_mut().poll(context).is_ready()));
        assert!(!polled.await);
        drop(sent);
        store.close().await.unwrap();
        assert_eq!(audit(&world.place).await.unwrap().records, 1);
        world.remove().await;
    }
}
