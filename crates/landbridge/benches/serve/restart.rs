//! From the command to the first answer, with a long journal.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use lb_app::App;
use lb_app::booking::act::NewOrder;
use lb_app::booking::views::NewConsignment;
use lb_app::desk::{BATCH_MAX, Caller, Desk, OrganisationKind, Request, Role, projections};
use lb_app::journal::{Author, Body, Idempotency, Journal, Moment, Randomness, SiteId};
use lb_base::{ConsignmentId, Minute};
use lb_network::CorridorFiles;
use lb_store::{Place, Store};

use crate::client::{Client, ORDER};
use crate::print;
use crate::server::Server;

/// Events in the journal, unless `LANDBRIDGE_BENCH_EVENTS` says otherwise.
const EVENTS: u64 = 1_000_000;
/// Starts that are measured; the first one finds nothing in the memory of the system but what was just written.
const STARTS: usize = 3;
/// Microseconds between orders of the long journal.
const PAUSE_MICROS: i64 = 60_000_000;

pub(crate) fn measure() {
    let events = std::env::var("LANDBRIDGE_BENCH_EVENTS").map_or(EVENTS, |text| text.trim().parse().unwrap());
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let start = Instant::now();
    let records = runtime.block_on(fill(folder.path(), events));
    let lasted = start.elapsed().as_secs_f64();
    println!("a journal of {records} events, decided and recorded in {lasted:.0} s");
    let mut took = Vec::new();
    for _ in 0..STARTS {
        let start = Instant::now();
        let server = Server::start(folder.path(), &[]);
        let answer = Client::stranger(&server.address).get("/v1/health");
        took.push(start.elapsed());
        assert!(answer.contains("\"ok\""), "{answer}");
    }
    print("restart to the first answer", &format!("{records} events"), took);
}

/// Has orders decided by the desk until the journal has so many events; returns how many.
async fn fill(folder: &Path, events: u64) -> u64 {
    let site: SiteId = "LYG".parse().unwrap();
    let store = Store::open_or_create(Place::folder(folder), site.clone(), projections().unwrap()).await;
    let store = Arc::new(store.unwrap());
    let desk = Desk::new(store.clone(), site, Randomness::from_seed([7; 32]));
    let app = Arc::new(corridor());
    let author = Author { organisation: "LYG".parse().unwrap(), actor: "bench".parse().unwrap() };
    let caller = Caller::with_roles(author, OrganisationKind::Operator, &[Role::Dispatcher].into());
    let mut at = 1_700_000_000_000_000;
    while store.latest().0 < events {
        let requests: Vec<Request> = (0..BATCH_MAX)
            .map(|_| {
                at += PAUSE_MICROS;
                request(&app, &desk, &caller, at)
            })
            .collect();
        let outcomes = desk.carry_out(&requests, Moment::from_micros(at).unwrap()).await;
        assert!(outcomes.iter().all(Result::is_ok), "{:?}", outcomes.first());
    }
    let records = store.latest().0;
    drop(desk);
    Arc::into_inner(store).unwrap().close().await.unwrap();
    records
}

fn request(app: &Arc<App>, desk: &Desk, caller: &Caller, micros: i64) -> Request {
    let asked: NewConsignment = serde_json::from_str(ORDER).unwrap();
    let task = NewOrder {
        app: Arc::clone(app),
        id: ConsignmentId::at(u64::try_from(micros / 1_000).unwrap(), desk.draw()),
        customer: "DEMO-GRAIN".parse().unwrap(),
        reference: None,
        draft: (&asked.draft).try_into().unwrap(),
        placed: true,
    };
    let key = format!("bench-{micros}").parse().unwrap();
    let body = Body::of(&serde_json::json!({ "micros": micros })).unwrap();
    Request { task: Arc::new(task), caller: caller.clone(), idempotency: Idempotency::new(key, &body) }
}

fn corridor() -> App {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corridors/tiny");
    let mut files = CorridorFiles::default();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if name.ends_with(".csv") || name == "datapackage.json" {
            files.insert(name, std::fs::read_to_string(&path).unwrap());
        }
    }
    let now = Minute::from_timestamp("2026-11-22T00:00:00Z".parse().unwrap()).unwrap();
    App::open(&files, now).unwrap()
}
