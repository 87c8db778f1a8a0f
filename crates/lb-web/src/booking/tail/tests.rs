use lb_app::journal::{
    Author, Basis, Body, Command, EventId, Idempotency, Journal, MemoryJournal, Moment, NewEvent, Position,
    Projections, Randomness,
};
use serde_json::json;

use super::{KEPT_MAX, PAGE, Tail};

async fn append(journal: &MemoryJournal, number: u64, chance: &mut Randomness) {
    let (now, body) = (Moment::EPOCH, Body::of(&json!({ "number": number })).unwrap());
    let entity = "unit:one".parse::<lb_app::journal::Entity>().unwrap();
    let event = NewEvent {
        id: EventId::new(now, chance),
        ..NewEvent::now(entity.clone(), "unit.seen".parse().unwrap(), body.clone(), now, chance)
    };
    let command = Command {
        author: Author { organisation: "LYG".parse().unwrap(), actor: "tester".parse().unwrap() },
        recorded_at: now,
        idempotency: Idempotency::new(format!("k{number}").parse().unwrap(), &body),
        based_on: vec![Basis { entity, version: number }],
        events: vec![event],
        answer: body,
    };
    journal.append(command).await.unwrap();
}

/// Watchers at drawn places hear what the journal itself says, whatever others have asked before.
#[tokio::test]
async fn everybody_hears_what_the_journal_says() {
    let seed = std::process::id();
    println!("seed {seed}");
    let mut chance = Randomness::from_seed([u8::try_from(seed % 251).unwrap(); 32]);
    let journal = MemoryJournal::new("LYG".parse().unwrap(), Projections::new(Vec::new()).unwrap());
    let tail = Tail::default();
    let mut below = |bound: u64| u64::from_be_bytes(chance.draw()) % bound;
    let mut watchers = [Position::default(); 5];
    let mut names = Randomness::from_seed([7; 32]);
    let mut count = 0;
    for _ in 0..600 {
        for _ in 0..below(12) {
            append(&journal, count, &mut names).await;
            count += 1;
        }
        let turn = usize::try_from(below(5)).unwrap();
        // Now and then somebody begins anew, from now on or from anywhere.
        match below(12) {
            0 => watchers[turn] = journal.latest(),
            1 => watchers[turn] = Position(below(count + 1)),
            _ => {}
        }
        let after = watchers[turn];
        let heard = tail.after(&journal, after).await.unwrap();
        let said = journal.read(after, PAGE).await.unwrap();
        // It may stop short of what the journal has; then the rest comes next.
        assert!(heard.len() <= PAGE && (heard.is_empty() == said.is_empty()), "{after:?}");
        assert!(heard.iter().zip(&said).all(|(heard, said)| **heard == *said), "{after:?}");
        watchers[turn] = heard.last().map_or(after, |stored| stored.position);
        assert!(tail.recent.lock().await.len() <= KEPT_MAX);
    }
    assert!(count > u64::try_from(KEPT_MAX).unwrap(), "more than are kept: {count}");
}
