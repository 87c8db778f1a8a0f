//! The floors of two hubs behind a busy week: what the screens ask, and jobs from planned to done.

use std::collections::BTreeMap;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::client::Client;
use crate::print;
use crate::server::Server;

const HUBS: [&str; 2] = ["KHORGOS", "LYG-BASE"];
/// Times that each question is asked.
const TIMES: usize = 40;
/// Clients that each move a box of their own there and back, and for how long.
const CLIENTS: usize = 16;
const SECONDS: u64 = 5;

pub(crate) fn measure() {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let corridor = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corridors/eurasia");
    let told = Instant::now();
    let server = Server::start_on(&corridor, folder.path(), &["--demo=week"]);
    println!("a busy week is told and open in {:.1} s", told.elapsed().as_secs_f64());
    let mut client = Client::sign_in(&server.address);
    for hub in HUBS {
        let floor = client.get(&format!("/v1/hubs/{hub}/floor"));
        let units = parsed(&client.get(&format!("/v1/hubs/{hub}/units?limit=1")));
        println!("{hub}: {} units, a floor of {} bytes", units["total"], floor.len());
        questions(&mut client, hub);
    }
    jobs(&server);
    drop(server);
    let start = Instant::now();
    let server = Server::start_on(&corridor, folder.path(), &["--demo=week"]);
    let mut client = Client::sign_in(&server.address);
    for hub in HUBS {
        client.get(&format!("/v1/hubs/{hub}/floor"));
    }
    print("restart to both floors", "", vec![start.elapsed()]);
}

/// What the views of the Hub screen ask.
fn questions(client: &mut Client, hub: &str) {
    let plan = parsed(&client.get(&format!("/v1/hubs/{hub}")));
    let blocks = plan["blocks"].as_array().unwrap();
    let id = |at: usize| blocks[at % blocks.len()]["id"].as_str().unwrap();
    let block = |at| format!("/v1/hubs/{hub}/blocks/{}", id(at));
    let story = |at| format!("/v1/hubs/{hub}/history?subject=block:{}", id(at));
    let asked: [(&str, &dyn Fn(usize) -> String); 5] = [
        ("hubs", &|_| "/v1/hubs".to_owned()),
        ("floor", &|_| format!("/v1/hubs/{hub}/floor")),
        ("blocks", &block),
        ("units, a page", &|at| format!("/v1/hubs/{hub}/units?limit=100&q=DMU0{at:02}")),
        ("story of a block", &story),
    ];
    for (name, path) in asked {
        let one = |at| {
            let start = Instant::now();
            client.get(&path(at));
            start.elapsed()
        };
        print(&format!("{hub}, {name}"), "", (0..TIMES).map(one).collect());
    }
}

/// A box on top of a stack, and another stack of its length with room.
struct Shuttle {
    number: String,
    places: [Value; 2],
}

/// Boxes moved there and back, each move planned, started and done by three requests.
fn jobs(server: &Server) {
    let mut client = Client::sign_in(&server.address);
    let shuttles = shuttles(&mut client);
    let end = Instant::now() + Duration::from_secs(SECONDS);
    let address = server.address.as_str();
    let took: Vec<Duration> = thread::scope(|scope| {
        let workers: Vec<_> = (0..)
            .zip(&shuttles)
            .map(|(number, one)| scope.spawn(move || one.run(address, number, end)))
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    let count = format!("{} jobs/s", u64::try_from(took.len()).unwrap() / SECONDS);
    print(&format!("{} clients, jobs done", shuttles.len()), &count, took);
}

impl Shuttle {
    fn run(&self, address: &str, number: usize, end: Instant) -> Vec<Duration> {
        let (mut client, mut took) = (Client::sign_in(address), Vec::new());
        while Instant::now() < end {
            let start = Instant::now();
            let move_ = took.len();
            let mut act = |step: &str, action: Value| {
                let body = json!({ "actions": [action] }).to_string();
                let key = format!("bench-hub-{number}-{move_}-{step}");
                parsed(&client.post("/v1/hubs/LYG-BASE/actions", &body, &key))
            };
            let wish = json!({ "unit": self.number, "to": self.places[(move_ + 1) % 2], "order": 0 });
            let planned = act("plan", json!({ "do": "job_plan", "jobs": [wish] }));
            let job = planned["made"][0]["id"].clone();
            act("start", json!({ "do": "job_start", "job": job }));
            act("finish", json!({ "do": "job_finish", "job": job }));
            took.push(start.elapsed());
        }
        took
    }
}

/// Finds boxes to move: each with two stacks that no other uses.
fn shuttles(client: &mut Client) -> Vec<Shuttle> {
    let mut found = Vec::new();
    let plan = parsed(&client.get("/v1/hubs/LYG-BASE"));
    // The first blocks take what trains bring: their free places are kept.
    for block in plan["blocks"].as_array().unwrap().iter().rev() {
        let tiers = block["tiers"].as_u64().unwrap();
        let boxes =
            parsed(&client.get(&format!("/v1/hubs/LYG-BASE/blocks/{}", block["id"].as_str().unwrap())));
        // Stacks of long boxes, by place: how high, and what is on top.
        let mut stacks: BTreeMap<(u64, u64), (u64, &Value)> = BTreeMap::new();
        for one in
            boxes.as_array().unwrap().iter().filter(|one| one["spot"]["bay"].as_u64().unwrap() % 2 == 0)
        {
            let [bay, row, tier] = ["bay", "row", "tier"].map(|part| one["spot"][part].as_u64().unwrap());
            let top = stacks.entry((bay, row)).or_insert((0, one));
            if tier > top.0 {
                *top = (tier, one);
            }
        }
        let (mut full, low): (Vec<_>, Vec<_>) =
            stacks.into_iter().partition(|(_, (height, _))| *height == tiers);
        full.retain(|(_, (_, top))| {
            top.get("job").is_none() && top["holds"].as_array().is_none_or(Vec::is_empty)
        });
        for ((_, (_, top)), ((bay, row), (height, _))) in full.into_iter().zip(low) {
            let to =
                json!({ "at": "yard", "block": block["id"], "bay": bay, "row": row, "tier": height + 1 });
            found.push(Shuttle {
                number: top["number"].as_str().unwrap().to_owned(),
                places: [top["spot"].clone(), to],
            });
        }
    }
    found.truncate(CLIENTS);
    found
}

fn parsed(answer: &str) -> Value {
    serde_json::from_str(answer).unwrap()
}
