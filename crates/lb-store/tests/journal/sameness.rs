//! Memory, SQLite and PostgreSQL do the same with the same random commands.

use lb_app::journal::{Command, EventId, Journal, MemoryJournal, Randomness, Receipt};
use lb_store::{Engine, Store};
use proptest::prelude::*;
use proptest::test_runner::Config;

use crate::projection::NAMED;
use crate::world::{World, boxes, chance, erase, everything, name, outcome, put};

/// Scripts of one run, before `LANDBRIDGE_CASES_TIMES`.
const SCRIPTS: u32 = 24;

/// One step of a script. Numbers are taken modulo what there is.
#[derive(Clone, Debug)]
enum Step {
    /// Commands in one batch.
    Batch(Vec<Wish>),
    /// Commands in one batch of those that were sent before.
    Again(usize),
    /// The body of an event that was sent before.
    Erase(usize),
    /// The process ends and starts again.
    Restart,
}

/// A command: about which stacks, based on how old a version (mostly the current one), how many boxes or whose.
#[derive(Clone, Debug)]
struct Wish {
    stacks: Vec<usize>,
    behind: u64,
    key: usize,
    boxes: i64,
    owner: bool,
}

fn wish() -> impl Strategy<Value = Wish> {
    let behind = prop_oneof![6 => Just(0), 1 => 1..3_u64];
    (prop::collection::vec(0..5_usize, 1..4), behind, 0..40_usize, -2..9_i64, prop::bool::weighted(0.4))
        .prop_map(|(stacks, behind, key, boxes, owner)| Wish { stacks, behind, key, boxes, owner })
}

fn script() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        8 => prop::collection::vec(wish(), 1..9).prop_map(Step::Batch),
        2 => (0..30_usize).prop_map(Step::Again),
        2 => (0..30_usize).prop_map(Step::Erase),
        1 => Just(Step::Restart),
    ];
    prop::collection::vec(step, 1..14)
}

/// A journal that may be closed and opened again.
enum Kept {
    Memory(MemoryJournal),
    Stored(Option<Store>, World),
}

impl Kept {
    fn journal(&self) -> &dyn Journal {
        match self {
            Self::Memory(journal) => journal,
            Self::Stored(store, _) => store.as_ref().unwrap(),
        }
    }

    async fn restart(&mut self) {
        if let Self::Stored(store, world) = self {
            store.take().unwrap().close().await.unwrap();
            *store = Some(world.open().await);
        }
    }

    /// Plays a script; says every outcome.
    async fn play(&mut self, script: &[Step]) -> Vec<String> {
        let mut chance = chance(42);
        let mut sent: Vec<Command> = Vec::new();
        let mut outcomes = Vec::new();
        for step in script {
            let commands = match step {
                Step::Restart => {
                    self.restart().await;
                    continue;
                }
                Step::Again(at) if sent.is_empty() => {
                    vec![put(&format!("a{at}"), &[("stack:0", 0)], 1, &mut chance)]
                }
                Step::Again(at) => vec![sent[at % sent.len()].clone()],
                Step::Erase(at) => {
                    named(&sent, *at).map(|event| erase(event, &mut chance)).into_iter().collect()
                }
                Step::Batch(wishes) => self.decide(wishes, &mut chance).await,
            };
            sent.extend(commands.iter().filter(|command| !command.events.is_empty()).cloned());
            outcomes.extend(self.journal().append_all(commands).await.iter().map(said));
        }
        outcomes
    }

    async fn decide(&self, wishes: &[Wish], chance: &mut Randomness) -> Vec<Command> {
        let mut commands = Vec::new();
        for wish in wishes {
            let mut stacks = wish.stacks.clone();
            stacks.sort_unstable();
            stacks.dedup();
            let mut bases = Vec::new();
            for stack in stacks {
                let stack = format!("stack:{stack}");
                let version = self.journal().version(&stack.parse().unwrap()).await.unwrap();
                bases.push((stack, version.saturating_sub(wish.behind)));
            }
            let bases: Vec<(&str, u64)> =
                bases.iter().map(|(name, version)| (name.as_str(), *version)).collect();
            let key = format!("k{}", wish.key);
            commands.push(match wish.owner {
                true => name(&key, bases[0], "somebody", chance),
                false => put(&key, &bases, wish.boxes, chance),
            });
        }
        commands
    }
}

/// One of the events that named a person, recorded or not.
fn named(sent: &[Command], at: usize) -> Option<EventId> {
    let named = sent.iter().flat_map(|command| &command.events).filter(|event| event.kind.as_str() == NAMED);
    named.map(|event| event.id).nth(at % 4)
}

fn said(receipt: &Result<Receipt, lb_app::journal::JournalError>) -> String {
    match receipt {
        Err(error) => error.to_string(),
        Ok(_) => outcome(receipt),
    }
}

fn times() -> u32 {
    std::env::var("LANDBRIDGE_CASES_TIMES").map_or(1, |text| text.trim().parse().unwrap())
}

proptest! {
    #![proptest_config(Config { cases: SCRIPTS * times(), ..Config::default() })]

    #[test]
    fn engines_do_the_same(script in script()) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(async {
            let mut memory = Kept::Memory(MemoryJournal::new("LYG".parse().unwrap(), boxes()));
            let outcomes = memory.play(&script).await;
            let expected = everything(memory.journal()).await;
            for engine in [Engine::Sqlite, Engine::Postgres] {
                let world = World::new(engine).await;
                let mut kept = Kept::Stored(Some(world.open().await), world);
                assert_eq!(kept.play(&script).await, outcomes, "{engine:?}");
                assert_eq!(everything(kept.journal()).await, expected, "{engine:?}");
                let Kept::Stored(Some(store), world) = kept else { panic!("a stored journal") };
                store.rebuild().await.unwrap();
                assert_eq!(everything(&store).await, expected, "{engine:?}, rebuilt");
                store.close().await.unwrap();
                lb_store::audit(&world.place).await.unwrap();
                world.remove().await;
            }
        });
    }
}
