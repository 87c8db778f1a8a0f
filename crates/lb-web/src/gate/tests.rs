use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};

use tokio::task::{JoinHandle, yield_now};

use super::{Gate, NotDone};

/// A piece of work that runs until its sender says so.
fn start(gate: &Arc<Gate>) -> (Sender<()>, JoinHandle<Result<u32, NotDone>>) {
    let (finish, finished) = channel::<()>();
    let gate = Arc::clone(gate);
    let piece = tokio::spawn(async move {
        gate.run(move || {
            finished.recv().ok();
            7
        })
        .await
    });
    (finish, piece)
}

async fn until_admitted(gate: &Gate, free: usize) {
    while gate.admitted.available_permits() != free {
        yield_now().await;
    }
}

#[tokio::test]
async fn refuses_only_what_comes_after_the_waiting() {
    let gate = Arc::new(Gate::new(1, 1));
    let (finish_first, first) = start(&gate);
    until_admitted(&gate, 1).await;
    let (finish_second, second) = start(&gate);
    until_admitted(&gate, 0).await;
    assert_eq!(gate.run(|| 1).await, Err(NotDone::Busy));

    finish_first.send(()).expect("the first piece waits");
    assert_eq!(first.await.expect("no panic"), Ok(7));
    finish_second.send(()).expect("the second piece waits");
    assert_eq!(second.await.expect("no panic"), Ok(7));
    assert_eq!(gate.run(|| 1).await, Ok(1));
}

#[tokio::test]
async fn a_caller_that_leaves_frees_its_place_only_when_its_work_ends() {
    let gate = Arc::new(Gate::new(1, 0));
    let (finish, piece) = start(&gate);
    while gate.running.available_permits() != 0 {
        yield_now().await;
    }
    piece.abort();
    assert!(piece.await.expect_err("was aborted").is_cancelled());
    assert_eq!(gate.run(|| 1).await, Err(NotDone::Busy));
    finish.send(()).expect("the work goes on");
    until_admitted(&gate, 1).await;
    assert_eq!(gate.run(|| 1).await, Ok(1));
}

#[tokio::test]
async fn work_that_fails_is_a_fault_and_frees_its_place() {
    let gate = Gate::new(1, 0);
    assert_eq!(gate.run(|| -> u32 { panic!("in a test") }).await, Err(NotDone::Fault));
    assert_eq!(gate.run(|| 1).await, Ok(1));
}

#[test]
fn a_full_gate_is_a_busy_server() {
    let problem = crate::problem::Problem::from(NotDone::Busy);
    assert_eq!((problem.status, problem.code), (503, "server.busy"));
    let problem = crate::problem::Problem::from(NotDone::Fault);
    assert_eq!((problem.status, problem.code), (500, "server.fault"));
}
