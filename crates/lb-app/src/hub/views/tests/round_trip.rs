//! Every event of every kind comes back out of its canonical JSON as it was.

use std::collections::BTreeSet;

use serde_json::Value;

use super::draw::Draw;
use crate::hub::views::{HubEventView, hub_event};
use crate::journal::Body;

const SEEDS: u64 = 400;

/// What the journal keeps of a view, read again as JSON.
fn stored(view: &HubEventView) -> Value {
    Body::of(view).unwrap().value().unwrap()
}

#[test]
fn events_come_back() {
    let mut kinds = BTreeSet::new();
    for seed in 0..SEEDS {
        for event in Draw(seed).hub_events() {
            let body = stored(&HubEventView::from(&event));
            let read = hub_event(event.kind(), &body).unwrap();
            assert_eq!(read, event, "seed {seed} {body}");
            assert_eq!(stored(&HubEventView::from(&read)), body, "seed {seed}");
            kinds.insert(event.kind());
        }
    }
    assert_eq!(kinds, super::golden::kinds(), "every kind is drawn and has its golden text");
}
