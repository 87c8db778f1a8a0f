mod admission;
mod chain;
mod values;

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use serde_json::{Value, json};

use super::*;

/// Runs a future that is ready at once.
fn run<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("expected a future that is ready"),
    }
}

/// 2026-11-22T00:00:00Z and so many microseconds.
fn moment(after: i64) -> Moment {
    Moment::from_micros(1_795_305_600_000_000 + after).unwrap()
}

fn entity(text: &str) -> Entity {
    text.parse().unwrap()
}

fn author() -> Author {
    Author { organisation: "KTZE".parse().unwrap(), actor: "dispatcher.1".parse().unwrap() }
}

/// One event about each entity, based on the version that stands beside it.
fn command(key: &str, bases: &[(&str, u64)], body: &Value, chance: &mut Randomness) -> Command {
    let now = moment(bases.len().try_into().unwrap());
    let event = |(name, _): &(&str, u64)| {
        let kind = "booking.made".parse().unwrap();
        NewEvent::now(entity(name), kind, Body::of(body).unwrap(), now, chance)
    };
    let events = bases.iter().map(event).collect();
    Command {
        author: author(),
        recorded_at: now,
        idempotency: Idempotency::new(key.parse().unwrap(), &Body::of(body).unwrap()),
        based_on: bases
            .iter()
            .map(|(name, version)| Basis { entity: entity(name), version: *version })
            .collect(),
        events,
        answer: Body::of(&json!({ "done": key })).unwrap(),
    }
}

fn journal() -> MemoryJournal {
    MemoryJournal::new("LYG".parse().unwrap(), Projections::default())
}

fn chance() -> Randomness {
    Randomness::from_seed([7; 32])
}

/// All records.
fn records(journal: &MemoryJournal) -> Vec<Record> {
    let stored = run(journal.read(Position::default(), PAGE_RECORDS_MAX)).unwrap();
    stored.into_iter().map(|stored| stored.record).collect()
}

fn start() -> Head {
    Head::start("LYG".parse().unwrap())
}
