//! How many commands a second become durable: `cargo bench -p lb-store --bench journal`, or `make bench`.
//!
//! A command is one event with a body of about 200 bytes, one row of a projection and one idempotency record. Measured on the
//! same disk in the same run: one client that waits for each commit, so every commit carries one command; many clients at once,
//! whose commands the writer gathers; clients that send batches. PostgreSQL is measured when `LANDBRIDGE_TEST_POSTGRES` names a
//! server (`tools/postgres.sh`).
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a benchmark measures and prints"
)]

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use lb_app::journal::{
    Author, Basis, Body, Change, Column, Command, EventId, Hash, Idempotency, Journal, Kind, Moment,
    NewEvent, Projection, Projections, Randomness, Stored, Table, Value,
};
use lb_store::{Place, Store, audit};
use serde_json::json;
use sqlx::{AssertSqlSafe, Connection, Executor};

/// One row per booking.
struct Bookings;

const BOOKINGS: Table = Table {
    name: "bookings",
    columns: &[
        Column::required("booking", Kind::Text),
        Column::required("run", Kind::Text),
        Column::required("boxes", Kind::Integer),
        Column::required("recorded_at", Kind::Integer),
    ],
    key: 1,
    indexes: &[&["run"]],
};

impl Projection for Bookings {
    fn name(&self) -> &'static str {
        "bookings"
    }

    fn version(&self) -> u32 {
        1
    }

    fn tables(&self) -> &'static [Table] {
        &[BOOKINGS]
    }

    fn apply(&self, stored: &Stored) -> Vec<Change> {
        let record = &stored.record;
        let body = record.content.as_ref().and_then(|content| content.body.value()).unwrap_or_default();
        let row = vec![
            Value::text(&record.header.entity),
            Value::Text(body["run"].as_str().unwrap_or_default().to_owned()),
            Value::Integer(body["boxes"].as_i64().unwrap_or(0)),
            Value::Integer(record.header.recorded_at.micros()),
        ];
        vec![Change::Put { table: "bookings", row }]
    }
}

fn booking(client: u64, number: u64, randomness: &mut Randomness) -> Command {
    let micros = i64::try_from(number * 1_000 + client).unwrap();
    let now = Moment::from_micros(1_795_305_600_000_000 + micros).unwrap();
    // As in practice: bookings are named by UUIDs of version 7, keys are any UUIDs.
    let name = EventId::new(now, randomness);
    let key = EventId::new(Moment::from_micros(0).unwrap(), randomness).to_string();
    let entity: lb_app::journal::Entity = format!("booking:{name}").parse().unwrap();
    let body = Body::of(&json!({
        "run": format!("SV-LYG-ALA/2026-12-{:02}", number % 28 + 1), "boxes": 2, "unit_type": "40HC", "cargo": "8450.11",
        "from": "CNLYG-BASE", "to": "KZALA-1", "consignment": format!("C-{client}-{number}"), "mass_kg": 24_000,
    }))
    .unwrap();
    let event =
        NewEvent::now(entity.clone(), "booking.confirmed".parse().unwrap(), body.clone(), now, randomness);
    Command {
        author: Author { organisation: "KTZE".parse().unwrap(), actor: "client".parse().unwrap() },
        recorded_at: now,
        idempotency: Idempotency::new(key.get(9..).unwrap().parse().unwrap(), &body),
        based_on: vec![Basis { entity, version: 0 }],
        events: vec![event],
        answer: Body::of(&json!({ "booking": name.to_string() })).unwrap(),
    }
}

/// How clients send.
#[derive(Clone, Copy)]
struct Load {
    name: &'static str,
    clients: u64,
    /// Commands that a client sends at once.
    batch: u64,
    /// Sendings of each client.
    rounds: u64,
}

const LOADS: [Load; 5] = [
    Load { name: "1 client, a commit each", clients: 1, batch: 1, rounds: 3_000 },
    Load { name: "16 clients", clients: 16, batch: 1, rounds: 1_500 },
    Load { name: "64 clients", clients: 64, batch: 1, rounds: 900 },
    Load { name: "256 clients", clients: 256, batch: 1, rounds: 300 },
    Load { name: "4 clients, batches of 100", clients: 4, batch: 100, rounds: 200 },
];

fn micros(duration: Duration) -> u128 {
    duration.as_micros()
}

/// Sends and waits; returns how long each sending took.
async fn client(store: Arc<Store>, number: u64, load: Load) -> Vec<Duration> {
    let seed = Hash::of(&[load.name.as_bytes(), &number.to_be_bytes()]);
    let mut randomness = Randomness::from_seed(*seed.as_bytes());
    let mut latencies = Vec::new();
    let first = Hash::of(&[load.name.as_bytes()]).as_bytes()[0];
    for round in 0..load.rounds {
        let client = u64::from(first) * 1_000 + number;
        let commands = (0..load.batch).map(|at| booking(client, round * load.batch + at, &mut randomness));
        let commands: Vec<Command> = commands.collect();
        let start = Instant::now();
        let receipts = store.append_all(commands).await;
        latencies.push(start.elapsed());
        assert!(receipts.iter().all(Result::is_ok));
    }
    latencies
}

async fn measure(place: Place, engine: &str) {
    let projections = Projections::new(vec![Arc::new(Bookings)]).unwrap();
    let store = Store::open_or_create(place.clone(), "LYG".parse().unwrap(), projections).await.unwrap();
    let store = Arc::new(store);
    // A word after `--` measures the loads that have it in their names.
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    for load in LOADS.into_iter().filter(|load| words.iter().all(|word| load.name.contains(word))) {
        let start = Instant::now();
        let clients = (0..load.clients).map(|number| tokio::spawn(client(store.clone(), number, load)));
        let clients: Vec<_> = clients.collect();
        let mut latencies = Vec::new();
        for client in clients {
            latencies.extend(client.await.unwrap());
        }
        let elapsed = start.elapsed();
        latencies.sort();
        let commands = load.clients * load.rounds * load.batch;
        let per_second = u128::from(commands) * 1_000_000 / micros(elapsed);
        let at = |percent: usize| micros(latencies[(latencies.len() - 1) * percent / 100]);
        println!(
            "{engine:<11} {:<26} {commands:>7} commands {per_second:>7}/s   p50 {:>7} us   p99 {:>7} us",
            load.name,
            at(50),
            at(99)
        );
    }
    let start = Instant::now();
    let rebuilt = store.rebuild().await.unwrap();
    println!(
        "{engine:<11} {rebuilt} projection made again from {} records in {:?}",
        store.latest().0,
        start.elapsed()
    );
    Arc::into_inner(store).unwrap().close().await.unwrap();
    let start = Instant::now();
    let audit = audit(&place).await.unwrap();
    println!("{engine:<11} {} records checked in {:?}", audit.records, start.elapsed());
}

/// What one synchronous write of 4 KiB costs on this disk.
fn measure_disk(folder: &Path) {
    use std::io::Write;
    let mut file = std::fs::File::create(folder.join("probe")).unwrap();
    let start = Instant::now();
    for _ in 0..300 {
        file.write_all(&[7; 4_096]).unwrap();
        file.sync_data().unwrap();
    }
    println!("disk        one synchronous write of 4 KiB: {} us", micros(start.elapsed()) / 300);
}

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    measure_disk(folder.path());
    runtime.block_on(async {
        measure(Place::folder(folder.path()), "SQLite").await;
        let Ok(server) = std::env::var("LANDBRIDGE_TEST_POSTGRES") else {
            return println!("PostgreSQL  left out: LANDBRIDGE_TEST_POSTGRES names no server");
        };
        let name = format!("lb_bench_{}", std::process::id());
        let mut admin = sqlx::PgConnection::connect(&server).await.unwrap();
        admin.execute(AssertSqlSafe(format!("CREATE DATABASE {name}"))).await.unwrap();
        let address = server.replacen("/postgres?", &format!("/{name}?"), 1);
        measure(Place::database(&address).unwrap(), "PostgreSQL").await;
        admin.execute(AssertSqlSafe(format!("DROP DATABASE {name} WITH (FORCE)"))).await.unwrap();
    });
}
