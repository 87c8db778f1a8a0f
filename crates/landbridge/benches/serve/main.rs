//! The server as its clients feel it: `cargo bench -p landbridge --bench serve`, or `make bench`.
//!
//! Starts the program itself on a free port of this machine with a journal in a folder of its own (SQLite), and stops it. Words
//! after `--` choose among `load` (clients that order as fast as they are answered), `rate` (so many orders a second, whatever
//! the answers take), `watch` (200 live streams beside orders), `hub` (the floors of two hubs behind a busy week) and `restart` (from the command to the first answer, with
//! `LANDBRIDGE_BENCH_EVENTS` in the journal, a million when unset).
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a benchmark measures and prints"
)]

mod client;
mod hub;
mod load;
mod restart;
mod server;
mod watch;

use std::thread;
use std::time::{Duration, Instant};

use server::Server;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let is_asked = |name: &str| words.is_empty() || words.iter().any(|word| word == name);
    if ["load", "rate", "watch"].into_iter().any(is_asked) {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let server = Server::start(folder.path(), &["--demo"]);
        if is_asked("load") {
            [1, 16, 64].into_iter().for_each(|clients| load::as_fast_as_answered(&server, clients));
        }
        if is_asked("rate") {
            [500, 1_000].into_iter().for_each(|rate| load::at_a_rate(&server, rate));
        }
        if is_asked("watch") {
            watch::measure(&server);
        }
    }
    if is_asked("hub") {
        hub::measure();
    }
    if is_asked("restart") {
        restart::measure();
    }
}

/// Waits until it is time for the next order.
fn until(due: Instant) {
    while let Some(left) = due.checked_duration_since(Instant::now()) {
        thread::park_timeout(left);
    }
}

/// Prints how long things took.
fn print(what: &str, count: &str, mut took: Vec<Duration>) {
    took.sort_unstable();
    let at = |share: usize| took.get((took.len() * share / 100).min(took.len().saturating_sub(1)));
    let millis = |share| at(share).map_or(0.0, |took| took.as_secs_f64() * 1_000.0);
    println!(
        "{what:<28} {count:<26} p50 {:>8.2} ms   p99 {:>8.2} ms   most {:>8.2} ms",
        millis(50),
        millis(99),
        millis(100)
    );
}
