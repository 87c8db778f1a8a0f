//! Disks that lose power, run full or fail under the journal, at drawn calls: 450 power cuts of one run, and 90 disks that fail
//! first, times `LANDBRIDGE_CASES_TIMES`. Only what was synchronised is sure to survive a cut (see `disk.c`).

use lb_store::Engine;

use crate::crashes::{Draw, number, seed};
use crate::disk::Disk;
use crate::kill::{Habits, Killed, Limit, Told, check, inspect};
use crate::world::World;

/// Power cuts of one run, before `LANDBRIDGE_CASES_TIMES`.
const CUTS: u64 = 450;
/// Disks of one run that run full, and that fail to read or to synchronise, before they lose power.
const FAILURES: u64 = 30;
/// Disks of one run that say they synchronised and did not.
const LIES: u64 = 12;
/// Cuts of one journal; then a new one begins.
const CUTS_PER_JOURNAL: u64 = 10;

/// Which call to end at: often an early one, so that making and opening a journal are hit too.
fn cut_at(draw: &mut Draw) -> u64 {
    match draw.below(4) {
        0 => 1 + draw.below(120),
        1 => 1 + draw.below(500),
        _ => 1 + draw.below(2_500),
    }
}

fn habits(draw: &mut Draw) -> Habits {
    Habits {
        workers: [1, 8][usize::try_from(draw.below(2)).unwrap()],
        tidies: [0, 3, 11][usize::try_from(draw.below(3)).unwrap()],
        reopens: [0, 0, 5, 20][usize::try_from(draw.below(4)).unwrap()],
        goes_on: true,
    }
}

/// What a run came to.
#[derive(Default)]
struct Sum {
    cuts: u64,
    faults: u64,
    /// Children that heard of a fault.
    faulted: u64,
    records: u64,
    acknowledged: usize,
}

/// Cuts power so many times, each time on a disk that is drawn for it, and checks after each cut.
async fn cut_many(what: &str, times: u64, disk: impl Fn(&mut Draw) -> Disk) -> Sum {
    let times = times * number("LANDBRIDGE_CASES_TIMES").unwrap_or(1);
    let seed = seed();
    println!("seed {seed}, {times} {what}");
    let mut sum = Sum::default();
    for journal in 0..times.div_ceil(CUTS_PER_JOURNAL) {
        // Each journal has a seed of its own, so that one is replayed without those before it.
        let mut draw = Draw::new(seed.wrapping_add(journal * 1_000_003));
        let world = World::new(Engine::Sqlite).await;
        let mut told = Told::default();
        let mut held = 0;
        for cut in 0..CUTS_PER_JOURNAL.min(times - journal * CUTS_PER_JOURNAL) {
            let disk = Disk { cut_at: cut_at(&mut draw), seed: draw.below(u64::MAX >> 1), ..disk(&mut draw) };
            let habits = habits(&mut draw);
            let note = format!("LANDBRIDGE_SEED={seed}, journal {journal}, cut {cut}, {disk:?}, {habits:?}");
            let name = format!("j{journal}c{cut}");
            let child = Killed::start(&world, &name, &told.open(), habits, Limit::Disk(disk));
            let heard = child.finish();
            sum.cuts += u64::from(heard.was_cut);
            sum.faults += heard.faults;
            sum.faulted += u64::from(heard.faults > 0);
            told.add(heard);
            held = check(&world, &told, &note).await;
        }
        sum.records += held;
        sum.acknowledged += told.done.len();
        world.remove().await;
    }
    let Sum { cuts, faults, records, acknowledged, .. } = sum;
    println!(
        "crash points: {cuts:>6} {what}: {faults} faults, {records} records, {acknowledged} acknowledged, 0 lost"
    );
    assert!(cuts > times * 9 / 10, "power failed: {cuts} of {times} times");
    assert!(records > times, "the children did something: {records} records");
    sum
}

#[tokio::test]
async fn nothing_acknowledged_is_lost_when_power_fails() {
    cut_many("power cuts", CUTS, |_| Disk::default()).await;
}

/// The disk fails at some call, the child goes on, and then power fails too.
async fn fail_first(what: &str, disk: impl Fn(&mut Draw) -> Disk) {
    let sum = cut_many(what, FAILURES, disk).await;
    assert!(sum.faulted * 3 > sum.cuts, "{what}: {} of {} disks failed", sum.faulted, sum.cuts);
}

#[tokio::test]
async fn nothing_acknowledged_is_lost_when_the_disk_runs_full_first() {
    let full = |draw: &mut Draw| Disk { full: (1 + draw.below(600), 1 + draw.below(30)), ..Disk::default() };
    fail_first("full disks, then power cuts", full).await;
}

#[tokio::test]
async fn nothing_acknowledged_is_lost_when_a_read_fails_first() {
    let fails = |draw: &mut Draw| Disk { read_fails_at: 1 + draw.below(60), ..Disk::default() };
    fail_first("failed reads, then power cuts", fails).await;
}

#[tokio::test]
async fn nothing_acknowledged_is_lost_when_synchronising_fails_first() {
    let fails = |draw: &mut Draw| Disk { sync_fails_at: 1 + draw.below(25), ..Disk::default() };
    fail_first("failed fsyncs, then power cuts", fails).await;
}

/// The proof that these tests can fail: on a disk that only says that it synchronised, loss is found.
#[tokio::test]
async fn a_disk_that_lies_is_found_out() {
    let mut draw = Draw::new(seed() ^ 0x11e5);
    let (mut found, mut flaws) = (0, Vec::new());
    for round in 0..LIES {
        let world = World::new(Engine::Sqlite).await;
        let disk = Disk {
            seed: draw.below(u64::MAX >> 1),
            cut_at: 900 + draw.below(900),
            lies: true,
            ..Disk::default()
        };
        let child = Killed::start(&world, &format!("l{round}"), &[], Habits::USUAL, Limit::Disk(disk));
        let told = child.finish();
        assert!(told.was_cut && !told.done.is_empty(), "{disk:?}");
        if let Err(flaw) = inspect(&world, &told).await {
            found += 1;
            flaws.push(flaw.chars().take(60).collect::<String>());
        }
        world.remove().await;
    }
    println!("{found} of {LIES} found out: {flaws:?}");
    assert!(found * 2 > LIES, "seed {}: {found} of {LIES} found out", seed());
}
