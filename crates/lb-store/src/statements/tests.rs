use lb_app::journal::{By, Column, Lookup, Table};
use sqlx::Executor;

use super::tables;
use super::*;
use crate::engine::Connection;
use crate::place::Place;
use crate::schema;

const TABLE: Table = Table {
    name: "wagons",
    columns: &[
        Column::required("train", Kind::Text),
        Column::required("place", Kind::Integer),
        Column::required("number", Kind::Text),
        Column::optional("seal", Kind::Bytes),
        Column::optional("mass_kg", Kind::Integer),
    ],
    key: 2,
    indexes: &[&["number"], &["number", "place"]],
};

/// An address to make databases at.
fn server() -> String {
    std::env::var("LANDBRIDGE_TEST_POSTGRES").unwrap_or_else(|_| {
        panic!("expected LANDBRIDGE_TEST_POSTGRES: run the tests by tools/postgres.sh cargo test ..")
    })
}

async fn postgres(name: &str) -> Connection {
    let (address, folder) = (server(), "postgres?");
    let mut admin = <sqlx::PgConnection as sqlx::Connection>::connect(&address).await.unwrap();
    let name = format!("lb_{name}_{}", std::process::id());
    admin.execute(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name} TEMPLATE template0"))).await.unwrap();
    let place = Place::database(&address.replace(folder, &format!("{name}?"))).unwrap();
    place.connect_new().await.unwrap()
}

async fn sqlite(folder: &std::path::Path) -> Connection {
    Place::folder(folder).connect_new().await.unwrap()
}

async fn prepare_all(connection: &mut Connection) {
    let engine = connection.engine();
    schema::migrate(connection).await.unwrap();
    connection.run(schema::create_table(&TABLE, engine)).await.unwrap();
    for statement in ALL.iter().filter(|statement| statement.only.is_none_or(|only| only == engine)) {
        for rows in GROUPS {
            let mut kinds = statement.once.to_vec();
            kinds.extend(std::iter::repeat_n(statement.group, rows).flatten());
            let prepared = connection.prepare(statement.sql(engine, rows), &kinds).await;
            prepared.unwrap_or_else(|error| panic!("{engine:?} {}: {error}", statement.name));
        }
    }
    let kinds: Vec<Kind> = TABLE.columns.iter().map(|column| column.kind).collect();
    for rows in GROUPS {
        let all: Vec<Kind> = std::iter::repeat_n(&kinds, rows).flatten().copied().collect();
        connection.prepare(tables::put(&TABLE, engine, rows), &all).await.unwrap();
    }
    connection.prepare(tables::init(&TABLE), &kinds).await.unwrap();
    connection.prepare(tables::delete(&TABLE), &[T, I]).await.unwrap();
    connection.prepare(tables::set(&TABLE, "seal"), &[T, I, B]).await.unwrap();
    connection.prepare(tables::add(&TABLE, "mass_kg"), &[T, I, I]).await.unwrap();
    for by in [By::Key, By::Index(0), By::Index(1)] {
        let order = TABLE.order(by);
        for (prefix, after) in (0..=order.len()).flat_map(|a| (0..=order.len() - a).map(move |b| (a, b))) {
            let values = |count: usize| vec![lb_app::journal::Value::Null; count];
            let lookup =
                Lookup { table: "wagons", by, prefix: values(prefix), after: values(after), limit: 5 };
            let (text, _) = tables::look_up(&TABLE, &lookup);
            let mut all: Vec<Kind> = order.iter().take(prefix + after).map(|place| kinds[*place]).collect();
            all.push(I);
            let prepared = connection.prepare(text.clone(), &all).await;
            prepared.unwrap_or_else(|error| panic!("{engine:?} {}: {error}", text.as_str()));
        }
    }
}

#[tokio::test]
async fn sqlite_prepares_every_statement() {
    let folder = tempfile::tempdir().unwrap();
    prepare_all(&mut sqlite(folder.path()).await).await;
}

#[tokio::test]
async fn postgres_prepares_every_statement() {
    prepare_all(&mut postgres("prepare").await).await;
}

#[tokio::test]
async fn sqlite_commits_synchronously() {
    let folder = tempfile::tempdir().unwrap();
    let mut connection = sqlite(folder.path()).await;
    for (pragma, expected) in [
        ("PRAGMA journal_mode", lb_app::journal::Value::Text("wal".to_owned())),
        ("PRAGMA synchronous", lb_app::journal::Value::Integer(2)),
        ("PRAGMA secure_delete", lb_app::journal::Value::Integer(1)),
    ] {
        let rows = connection.fetch(SqlStr::from_static(pragma), &[]).await.unwrap();
        assert_eq!(rows, vec![vec![expected]], "{pragma}");
    }
}

/// Many entities, keys and events, then how SQLite goes about looking some up.
async fn check_plan(statement: &Statement, expected: &str) {
    let folder = tempfile::tempdir().unwrap();
    let mut connection = sqlite(folder.path()).await;
    schema::migrate(&mut connection).await.unwrap();
    let text = format!("EXPLAIN QUERY PLAN {}", statement.sql(Engine::Sqlite, 8).as_str());
    let rows = connection.fetch(sql(text), &[]).await.unwrap();
    let plan: Vec<String> = rows.iter().map(|row| format!("{:?}", row[3])).collect();
    assert!(plan.iter().any(|step| step.contains(expected)), "{}: {plan:#?}", statement.name);
    assert!(
        !plan
            .iter()
            .any(|step| step.contains("SCAN e") || step.contains("SCAN l") || step.contains("TEMP B-TREE")),
        "{plan:#?}"
    );
}

#[tokio::test]
async fn look_ups_go_by_index() {
    check_plan(&KNOWN_VERSIONS, "SEARCH e USING INTEGER PRIMARY KEY (rowid=?)").await;
    check_plan(
        &KNOWN_VERSIONS,
        "SEARCH l USING COVERING INDEX events_by_entity (entity_kind=? AND entity_id=?)",
    )
    .await;
    check_plan(&KNOWN_ANSWERS, "SEARCH i USING PRIMARY KEY (organisation=? AND client_key=?)").await;
    check_plan(&KNOWN_EVENTS, "SEARCH e USING INDEX events_by_id (id=?)").await;
    check_plan(
        &READ_ENTITY,
        "SEARCH e USING INDEX events_by_entity (entity_kind=? AND entity_id=? AND position>?)",
    )
    .await;
    check_plan(&READ_RECORDS, "SEARCH e USING INTEGER PRIMARY KEY (rowid>?)").await;
    check_plan(&READ_CHAIN, "SEARCH e USING INDEX events_by_origin (origin_site=? AND origin_sequence>?)")
        .await;
    check_plan(&ERASE_ANSWER, "idempotency_by_position").await;
}
