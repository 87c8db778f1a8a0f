//! Processes killed at random points: 30 times on SQLite, 20 on PostgreSQL; disks that are full; times `LANDBRIDGE_CASES_TIMES`.
//! What a kill cannot show, a power cut does (`power.rs`).

use lb_store::Engine;

use crate::kill::{Habits, Killed, Limit, Told, check};
use crate::world::World;

/// Kills of one run, before `LANDBRIDGE_CASES_TIMES`.
const KILLS_SQLITE: u64 = 30;
const KILLS_POSTGRES: u64 = 20;
/// Full disks of one run.
const FULL_DISKS: u64 = 6;
/// Kills of one journal; then a new one begins.
const KILLS_PER_JOURNAL: u64 = 20;

pub(crate) fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.trim().parse().unwrap())
}

/// A generator whose numbers depend on its seed alone. Source: Steele, Lea, Flood, "Fast splittable pseudorandom number
/// generators", 2014 (SplitMix64).
pub(crate) struct Draw(u64);

impl Draw {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound
    }
}

pub(crate) fn seed() -> u64 {
    number("LANDBRIDGE_SEED").unwrap_or_else(|| u64::from(std::process::id()))
}

/// How much of a child's talk to hear before the kill: often little, so that opening is hit too.
fn lines(draw: &mut Draw) -> u64 {
    match draw.below(8) {
        0 => 0,
        1 => 1 + draw.below(4),
        2..=4 => draw.below(60),
        _ => draw.below(900),
    }
}

async fn kill_many(engine: Engine, kills: u64) {
    let kills = kills * number("LANDBRIDGE_CASES_TIMES").unwrap_or(1);
    let seed = seed();
    println!("seed {seed}, {kills} kills on {engine:?}");
    let mut draw = Draw(seed);
    let (mut records, mut acknowledged, mut open) = (0, 0, 0);
    for journal in 0..kills.div_ceil(KILLS_PER_JOURNAL) {
        let world = World::new(engine).await;
        let mut told = Told::default();
        let mut held = 0;
        for kill in 0..KILLS_PER_JOURNAL.min(kills - journal * KILLS_PER_JOURNAL) {
            let again = told.open();
            open += again.len();
            let name = format!("j{journal}k{kill}");
            let mut child = Killed::start(&world, &name, &again, Habits::USUAL, Limit::None);
            child.listen(lines(&mut draw));
            for _ in 0..draw.below(2_000) {
                std::thread::yield_now();
            }
            told.add(child.kill());
            held = check(&world, &told, &format!("seed {seed}, journal {journal}, kill {kill}")).await;
        }
        records += held;
        acknowledged += told.done.len();
        world.remove().await;
    }
    println!(
        "crash points: {kills:>6} kills on {engine:?}: {records} records, {acknowledged} acknowledged, {open} sent again, 0 lost"
    );
    assert!(records > kills, "the children did something: {records} records");
}

#[tokio::test]
async fn nothing_acknowledged_is_lost_on_sqlite() {
    kill_many(Engine::Sqlite, KILLS_SQLITE).await;
}

#[tokio::test]
async fn nothing_acknowledged_is_lost_on_postgres() {
    kill_many(Engine::Postgres, KILLS_POSTGRES).await;
}

/// A disk that is full at some point: what was acknowledged is there, and with room the journal goes on.
#[tokio::test]
async fn a_full_disk_loses_nothing() {
    let seed = seed();
    let mut draw = Draw(seed ^ 0xd15c);
    let mut faults = 0;
    for round in 0..FULL_DISKS * number("LANDBRIDGE_CASES_TIMES").unwrap_or(1) {
        let world = World::new(Engine::Sqlite).await;
        let mut told = Told::default();
        for turn in 0..2 {
            let blocks = 300 + draw.below(6_000) + turn * 6_000;
            let name = format!("r{round}t{turn}");
            let child = Killed::start(&world, &name, &told.open(), Habits::USUAL, Limit::Blocks(blocks));
            let heard = child.finish();
            faults += heard.faults;
            told.add(heard);
            check(&world, &told, &format!("seed {seed}, full disk {round}, turn {turn}, {blocks} blocks"))
                .await;
        }
        let name = format!("r{round}room");
        let mut child = Killed::start(&world, &name, &told.open(), Habits::USUAL, Limit::None);
        child.listen(100);
        told.add(child.kill());
        check(&world, &told, &format!("seed {seed}, full disk {round}, with room")).await;
        world.remove().await;
    }
    println!("seed {seed}, full disks: {faults} faults, 0 lost");
    assert!(faults > 0, "some disks were full");
}
