//! Two processes on one journal, one of which is killed.

use lb_store::Engine;

use crate::kill::{Habits, Killed, Limit, Told, check};
use crate::world::World;

/// Rounds of one run, before `LANDBRIDGE_CASES_TIMES`.
const ROUNDS: u64 = 8;

async fn check_pair(engine: Engine) {
    let times = std::env::var("LANDBRIDGE_CASES_TIMES").map_or(1, |text| text.trim().parse().unwrap());
    let (world, mut told) = (World::new(engine).await, Told::default());
    let mut both = 0;
    for round in 0..ROUNDS * times {
        let again = told.open();
        let mut victim = Killed::start(&world, &format!("victim{round}"), &[], Habits::USUAL, Limit::None);
        let mut other = Killed::start(&world, &format!("other{round}"), &again, Habits::USUAL, Limit::None);
        victim.listen(40 + round * 13 % 200);
        other.listen(40);
        let killed = victim.kill();
        // The other one goes on after the death of the first.
        other.listen(200);
        let left = other.kill();
        both += u64::from(!killed.done.is_empty() && !left.done.is_empty());
        told.add(killed);
        told.add(left);
        check(&world, &told, &format!("{engine:?}, round {round}")).await;
    }
    println!("{} acknowledged, both at work in {both} rounds", told.done.len());
    assert!(both > 0, "both processes recorded something");
    world.remove().await;
}

#[tokio::test]
async fn two_processes_on_postgres_leave_no_gap() {
    check_pair(Engine::Postgres).await;
}

#[tokio::test]
async fn two_processes_on_one_file_leave_no_gap() {
    check_pair(Engine::Sqlite).await;
}
