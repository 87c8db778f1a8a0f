//! A process that appends until it is killed, and what the journal must hold afterwards.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Lines};
use std::process::{Child, ChildStdout, Command as Process, Stdio};
use std::sync::Arc;

use lb_app::journal::{
    Author, Basis, Body, Command, Content, EventId, Idempotency, Journal, JournalError, NewEvent, Randomness,
    Refused, Salt,
};
use lb_store::{Engine, Place, Store, audit};
use serde_json::json;

use crate::projection::{PUT, dump};
use crate::world::{World, all, author, boxes, entity, moment};

/// The test that is a child process when these are set.
const CHILD: &str = "kill::a_child_appends_until_it_is_killed";
const PLACE: &str = "LANDBRIDGE_KILL_PLACE";
const NAME: &str = "LANDBRIDGE_KILL_NAME";
const AGAIN: &str = "LANDBRIDGE_KILL_AGAIN";
/// Commands under way at once in a child.
const WORKERS: u64 = 8;

/// Does nothing, unless it was started as a child.
#[test]
fn a_child_appends_until_it_is_killed() {
    let Ok(place) = std::env::var(PLACE) else { return };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(append_for_ever(&place));
}

async fn append_for_ever(place: &str) {
    let name = std::env::var(NAME).unwrap();
    let again = std::env::var(AGAIN).unwrap_or_default();
    println!("STARTED");
    let place = match place.starts_with("postgres") {
        true => Place::database(place).unwrap(),
        false => Place::folder(place.as_ref()),
    };
    let store = Store::open_or_create(place, "LYG".parse().unwrap(), boxes()).await.unwrap();
    let store = Arc::new(store);
    println!("OPENED");
    for (at, key) in again.split_whitespace().enumerate() {
        let mut chance = chance(&format!("{name} again {at}"));
        println!("SENT {key}");
        append(&store, key, &mut chance).await;
    }
    let workers = (0..WORKERS).map(|worker| {
        let (store, name) = (store.clone(), name.clone());
        tokio::spawn(async move {
            let mut chance = chance(&format!("{name} {worker}"));
            for number in 0_u64.. {
                let key = format!("{name}-{worker}-{number}");
                println!("SENT {key}");
                append(&store, &key, &mut chance).await;
            }
        })
    });
    for worker in workers.collect::<Vec<_>>() {
        worker.await.unwrap();
    }
}

/// Appends one command, decided again whenever somebody else was first, and says that it is durable.
async fn append(store: &Store, key: &str, chance: &mut Randomness) {
    let worker = key.split('-').nth(1).unwrap();
    let stack = entity(&format!("stack:{}", worker.parse::<u64>().unwrap() % 4));
    loop {
        let version = store.version(&stack).await.unwrap();
        let body = Body::of(&json!({ "boxes": 1, "key": key })).unwrap();
        let content = Content { salt: Salt::new(chance), body: body.clone() };
        let command = Command {
            author: Author { actor: "child".parse().unwrap(), ..author("KTZE") },
            recorded_at: moment(2),
            idempotency: Idempotency::new(key.parse().unwrap(), &body),
            based_on: vec![Basis { entity: stack.clone(), version }],
            events: vec![NewEvent {
                id: EventId::new(moment(1), chance),
                happened_at: moment(1),
                entity: stack.clone(),
                kind: PUT.parse().unwrap(),
                corrects: None,
                content,
            }],
            answer: body,
        };
        match store.append(command).await {
            Ok(_) => break println!("DONE {key}"),
            Err(JournalError::Refused(Refused::Conflict { .. })) => {}
            Err(JournalError::Refused(refused)) => panic!("{refused}"),
            Err(JournalError::Fault(fault)) => {
                println!("FAULT {fault}");
                std::process::exit(3);
            }
        }
    }
}

/// Randomness of a name: no two processes draw the same.
fn chance(name: &str) -> Randomness {
    Randomness::from_seed(*lb_app::journal::Hash::of(&[name.as_bytes()]).as_bytes())
}

/// A child under way.
pub(crate) struct Killed {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
    told: Told,
}

/// What children said.
#[derive(Default)]
pub(crate) struct Told {
    /// Keys of commands that were handed over.
    pub(crate) sent: BTreeSet<String>,
    /// Keys of commands of which the child heard that they are durable.
    pub(crate) done: BTreeSet<String>,
    /// Whether it heard of a fault.
    pub(crate) faulted: bool,
}

impl Told {
    fn hear(&mut self, line: &str) {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["SENT", key] => drop(self.sent.insert((*key).to_owned())),
            ["DONE", key] => drop(self.done.insert((*key).to_owned())),
            ["FAULT", ..] => self.faulted = true,
            _ => {}
        }
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.sent.extend(other.sent);
        self.done.extend(other.done);
    }

    /// Keys of which nobody knows whether they are recorded.
    pub(crate) fn open(&self) -> Vec<String> {
        self.sent.difference(&self.done).cloned().collect()
    }
}

impl Killed {
    /// Starts a child on a world; the words before the program may limit it.
    pub(crate) fn start(
        world: &World,
        engine: Engine,
        name: &str,
        again: &[String],
        limit: Option<u64>,
    ) -> Self {
        let place = match engine {
            Engine::Sqlite => world.folder.path().display().to_string(),
            Engine::Postgres => crate::world::address(world.database()),
        };
        let program = std::env::current_exe().unwrap();
        let mut process = match limit {
            None => Process::new(&program),
            Some(blocks) => {
                // Writing beyond the limit fails as on a full disk; the signal that would end the process is ignored.
                let mut shell = Process::new("sh");
                shell
                    .args(["-c", &format!("ulimit -f {blocks}; trap '' XFSZ; exec \"$0\" \"$@\"")])
                    .arg(&program);
                shell
            }
        };
        process.args(["--exact", CHILD, "--nocapture", "--test-threads=1"]);
        process.env(PLACE, place).env(NAME, name).env(AGAIN, again.join(" "));
        let mut child =
            process.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, lines, told: Told::default() }
    }

    /// Listens to so many lines.
    pub(crate) fn listen(&mut self, lines: u64) {
        for _ in 0..lines {
            let Some(Ok(line)) = self.lines.next() else { return };
            self.told.hear(&line);
        }
    }

    /// Kills it as a power cut would, and returns all that it had said.
    pub(crate) fn kill(mut self) -> Told {
        // SIGKILL: nothing in the process runs any more.
        self.child.kill().unwrap();
        self.finish()
    }

    /// Listens until it ends.
    pub(crate) fn finish(mut self) -> Told {
        while let Some(Ok(line)) = self.lines.next() {
            self.told.hear(&line);
        }
        self.child.wait().unwrap();
        self.told
    }
}

/// Checks a journal after its processes died: everything that was acknowledged is there, nothing is there twice, nothing that
/// nobody sent is there, the chain holds, and the rows are those of a replay.
pub(crate) async fn check(world: &World, told: &Told, note: &str) -> u64 {
    let store = world.open().await;
    let mut times: BTreeMap<String, u64> = BTreeMap::new();
    for stored in all(&store).await {
        let body = stored.record.content.unwrap().body.value().unwrap();
        *times.entry(body["key"].as_str().unwrap().to_owned()).or_default() += 1;
    }
    let lost: Vec<&String> = told.done.iter().filter(|key| !times.contains_key(*key)).collect();
    assert!(lost.is_empty(), "{note}: acknowledged and lost: {lost:?}");
    let twice: Vec<_> = times.iter().filter(|(_, times)| **times > 1).collect();
    assert!(twice.is_empty(), "{note}: recorded more than once: {twice:?}");
    let unknown: Vec<&String> = times.keys().filter(|key| !told.sent.contains(*key)).collect();
    assert!(unknown.is_empty(), "{note}: recorded and never sent: {unknown:?}");
    let rows = dump(&store).await;
    store.rebuild().await.unwrap();
    assert_eq!(dump(&store).await, rows, "{note}: rows are those of a replay");
    store.close().await.unwrap();
    let audit = audit(&world.place).await.unwrap_or_else(|error| panic!("{note}: {error}"));
    let records = u64::try_from(times.len()).unwrap();
    assert_eq!((audit.records, audit.head.sequence), (records, records), "{note}");
    records
}
