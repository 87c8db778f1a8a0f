//! A process that appends until it is killed or its disk loses power, and what the journal must hold afterwards.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Lines};
use std::path::Path;
use std::process::{Child, ChildStdout, Command as Process, Stdio};
use std::sync::Arc;

use lb_app::journal::{
    Author, Basis, Body, Command, Content, EventId, Fault, Idempotency, Journal, JournalError, NewEvent,
    Randomness, Refused, Salt,
};
use lb_store::{Engine, Place, Store, audit};
use serde_json::json;

use crate::disk::{Disk, POWER_CUT};
use crate::projection::{PUT, dump};
use crate::world::{World, author, boxes, entity, moment, try_all};

/// The test that is a child process when these are set.
const CHILD: &str = "kill::a_child_appends_until_it_is_killed";
const PLACE: &str = "LANDBRIDGE_KILL_PLACE";
const NAME: &str = "LANDBRIDGE_KILL_NAME";
const AGAIN: &str = "LANDBRIDGE_KILL_AGAIN";
const HABITS: &str = "LANDBRIDGE_KILL_HABITS";
/// Times in a row that a child with a failing disk tries again.
const TRIES: u32 = 50;

/// How a child works.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Habits {
    /// Commands under way at once.
    pub(crate) workers: u64,
    /// Copies the log into the database after so many commands of the first worker; 0 is never.
    pub(crate) tidies: u64,
    /// Closes and opens again after so many commands of each worker; 0 is never.
    pub(crate) reopens: u64,
    /// Sends a command again after a fault, instead of ending.
    pub(crate) goes_on: bool,
}

impl Habits {
    pub(crate) const USUAL: Self = Self { workers: 8, tidies: 0, reopens: 0, goes_on: false };

    fn text(self) -> String {
        let Self { workers, tidies, reopens, goes_on } = self;
        format!("{workers} {tidies} {reopens} {}", u8::from(goes_on))
    }

    fn read(text: &str) -> Self {
        let numbers: Vec<u64> = text.split(' ').map(|number| number.parse().unwrap()).collect();
        let [workers, tidies, reopens, goes_on] = numbers[..] else { panic!("{text}") };
        Self { workers, tidies, reopens, goes_on: goes_on == 1 }
    }
}

/// Does nothing, unless it was started as a child.
#[test]
fn a_child_appends_until_it_is_killed() {
    let Ok(place) = std::env::var(PLACE) else { return };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(append_for_ever(&place));
}

async fn append_for_ever(address: &str) {
    let name = std::env::var(NAME).unwrap();
    let again = std::env::var(AGAIN).unwrap_or_default();
    let habits = Habits::read(&std::env::var(HABITS).unwrap());
    println!("STARTED");
    let place = match address.starts_with("postgres") {
        true => Place::database(address).unwrap(),
        false => Place::folder(address.as_ref()),
    };
    let mut again: Vec<String> = again.split_whitespace().map(str::to_owned).collect();
    for turn in 0_u64.. {
        let store = Arc::new(open(&place, habits).await);
        println!("OPENED");
        for (at, key) in again.drain(..).enumerate() {
            let mut chance = chance(&format!("{name} again {at}"));
            println!("SENT {key}");
            append(&store, &key, &mut chance, habits).await;
        }
        let workers = (0..habits.workers).map(|worker| {
            let (store, name) = (store.clone(), name.clone());
            tokio::spawn(async move { work(&store, &name, turn, worker, habits).await })
        });
        for worker in workers.collect::<Vec<_>>() {
            worker.await.unwrap();
        }
        Arc::into_inner(store).unwrap().close().await.unwrap();
    }
}

async fn open(place: &Place, habits: Habits) -> Store {
    for _ in 0..TRIES {
        match Store::open_or_create(place.clone(), "LYG".parse().unwrap(), boxes()).await {
            Ok(store) => return store,
            Err(error) => println!("FAULT {error}"),
        }
        if !habits.goes_on {
            break;
        }
    }
    std::process::exit(3);
}

/// Appends until it is time to open again.
async fn work(store: &Store, name: &str, turn: u64, worker: u64, habits: Habits) {
    let mut chance = chance(&format!("{name} {turn} {worker}"));
    for number in 0_u64.. {
        if habits.reopens > 0 && number == habits.reopens {
            return;
        }
        let key = format!("{name}-{worker}-{turn}-{number}");
        println!("SENT {key}");
        append(store, &key, &mut chance, habits).await;
        if worker == 0 && habits.tidies > 0 && number % habits.tidies == habits.tidies - 1 {
            crate::disk::tidy(store.place(), number).await;
        }
    }
}

/// Appends one command, decided again whenever somebody else was first, and says that it is durable.
async fn append(store: &Store, key: &str, chance: &mut Randomness, habits: Habits) {
    let worker = key.split('-').nth(1).unwrap();
    let stack = entity(&format!("stack:{}", worker.parse::<u64>().unwrap() % 4));
    let mut faults = 0;
    loop {
        let version = match store.version(&stack).await {
            Ok(version) => version,
            Err(fault) => {
                fault_heard(&fault, &mut faults, habits);
                continue;
            }
        };
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
            Err(JournalError::Fault(fault)) => fault_heard(&fault, &mut faults, habits),
        }
    }
}

fn fault_heard(fault: &Fault, faults: &mut u32, habits: Habits) {
    println!("FAULT {fault}");
    *faults += 1;
    if !habits.goes_on || *faults == TRIES {
        std::process::exit(3);
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
    /// How often it heard of a fault.
    pub(crate) faults: u64,
    /// Whether it ended because its disk lost power.
    pub(crate) was_cut: bool,
}

impl Told {
    fn hear(&mut self, line: &str) {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["SENT", key] => drop(self.sent.insert((*key).to_owned())),
            ["DONE", key] => drop(self.done.insert((*key).to_owned())),
            ["FAULT", ..] => self.faults += 1,
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

/// What limits a child.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Limit {
    /// Nothing.
    None,
    /// Files of so many blocks.
    Blocks(u64),
    /// A disk that fails.
    Disk(Disk),
}

impl Limit {
    /// Returns a process that will run a program under this limit, on files in a folder.
    fn process(self, program: &Path, folder: &Path) -> Process {
        match self {
            Self::None => Process::new(program),
            Self::Blocks(blocks) => {
                // Writing beyond the limit fails as on a full disk; the signal that would end the process is ignored.
                let mut shell = Process::new("sh");
                shell
                    .args(["-c", &format!("ulimit -f {blocks}; trap '' XFSZ; exec \"$0\" \"$@\"")])
                    .arg(program);
                shell
            }
            Self::Disk(disk) => {
                let mut process = Process::new(program);
                process.envs(disk.environment(folder));
                process
            }
        }
    }
}

impl Killed {
    /// Starts a child on a world.
    pub(crate) fn start(world: &World, name: &str, again: &[String], habits: Habits, limit: Limit) -> Self {
        let folder = world.folder.path();
        let place = match world.place.engine() {
            Engine::Sqlite => folder.display().to_string(),
            Engine::Postgres => crate::world::address(world.database()),
        };
        let mut process = limit.process(&std::env::current_exe().unwrap(), folder);
        process.args(["--exact", CHILD, "--nocapture", "--test-threads=1"]);
        process.env(PLACE, place).env(NAME, name).env(AGAIN, again.join(" ")).env(HABITS, habits.text());
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
        let code = self.child.wait().unwrap().code();
        assert_ne!(code, Some(crate::disk::UNSUPPORTED), "the disk did not know what to do");
        self.told.was_cut = code == Some(POWER_CUT);
        self.told
    }
}

/// Checks a journal after its processes died, and returns how many records it has.
pub(crate) async fn check(world: &World, told: &Told, note: &str) -> u64 {
    inspect(world, told).await.unwrap_or_else(|flaw| panic!("{note}: {flaw}"))
}

/// Says what is wrong with a journal after its processes died: everything that was acknowledged must be there, nothing twice,
/// nothing that nobody sent, the chain must hold, and the rows be those of a replay. Returns how many records it has.
pub(crate) async fn inspect(world: &World, told: &Told) -> Result<u64, String> {
    let words = |error: &dyn std::error::Error| error.to_string();
    let store = Store::open_or_create(world.place.clone(), "LYG".parse().unwrap(), boxes()).await;
    let store = store.map_err(|error| words(&error))?;
    let mut times: BTreeMap<String, u64> = BTreeMap::new();
    for stored in try_all(&store).await.map_err(|fault| words(&fault))? {
        let body = stored.record.content.ok_or("a body is missing")?.body.value().unwrap();
        *times.entry(body["key"].as_str().unwrap().to_owned()).or_default() += 1;
    }
    expect_none("acknowledged and lost", told.done.iter().filter(|key| !times.contains_key(*key)))?;
    expect_none("recorded more than once", times.iter().filter(|(_, times)| **times > 1))?;
    expect_none("recorded and never sent", times.keys().filter(|key| !told.sent.contains(*key)))?;
    let rows = dump(&store).await;
    store.rebuild().await.map_err(|error| words(&error))?;
    if dump(&store).await != rows {
        return Err(format!("expected the rows of a replay, found {rows}"));
    }
    store.close().await.map_err(|fault| words(&fault))?;
    let audit = audit(&world.place).await.map_err(|error| words(&error))?;
    let records = u64::try_from(times.len()).unwrap();
    match (audit.records, audit.head.sequence) == (records, records) {
        true => Ok(records),
        false => Err(format!("expected {records} records, found {audit:?}")),
    }
}

fn expect_none<T: std::fmt::Debug>(what: &str, found: impl IntoIterator<Item = T>) -> Result<(), String> {
    let found: Vec<T> = found.into_iter().collect();
    if found.is_empty() { Ok(()) } else { Err(format!("{what}: {found:?}")) }
}
