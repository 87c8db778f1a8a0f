//! Every event of every kind comes back out of its canonical JSON as it was, and so do the states that events make.

use std::collections::BTreeSet;

use lb_booking::consignment::{self, ConsignmentEvent};
use lb_booking::ledger::{self, LedgerEvent};
use lb_booking::unit::{self, Journey, UnitEvent};
use lb_booking::{Consignment, Ledger, Unit};
use serde::Serialize;
use serde_json::Value;

use super::draw::Draw;
use crate::booking::views::{
    ConsignmentEventView, ConsignmentView, JourneyView, LedgerEventView, LedgerView, UnitEventView, UnitView,
    consignment_event, decode, ledger_event, unit_event,
};
use crate::journal::Body;

const SEEDS: u64 = 400;

/// What the journal keeps of a view, read again as JSON.
fn stored<T: Serialize>(view: &T) -> Value {
    Body::of(view).unwrap().value().unwrap()
}

/// One event of each variant and seed, applied as drawn and as read back.
#[test]
fn events_and_states_come_back() {
    let mut kinds = BTreeSet::new();
    for seed in 0..SEEDS {
        let mut draw = Draw(seed);
        let (mut consignment, mut consignment_read) = (None, None);
        for event in draw.consignment_events() {
            let body = stored(&ConsignmentEventView::from(&event));
            let read: ConsignmentEvent = consignment_event(event.kind(), &body).unwrap();
            assert_eq!(read, event, "seed {seed}");
            consignment::apply(&mut consignment, &event);
            consignment::apply(&mut consignment_read, &read);
            kinds.insert(event.kind());
        }
        assert_eq!(consignment_read, consignment, "seed {seed}");
        let (mut ledger, mut ledger_read) = (None, None);
        for event in draw.ledger_events() {
            let body = stored(&LedgerEventView::from(&event));
            let read: LedgerEvent = ledger_event(event.kind(), &body).unwrap();
            assert_eq!(read, event, "seed {seed}");
            ledger::apply(&mut ledger, &event);
            ledger::apply(&mut ledger_read, &read);
            kinds.insert(event.kind());
        }
        assert_eq!(ledger_read, ledger, "seed {seed}");
        let (mut unit, mut unit_read) = (None, None);
        for event in draw.unit_events() {
            let body = stored(&UnitEventView::from(&event));
            let read: UnitEvent = unit_event(event.kind(), &body).unwrap();
            assert_eq!(read, event, "seed {seed}");
            unit::apply(&mut unit, &event);
            unit::apply(&mut unit_read, &read);
            kinds.insert(event.kind());
        }
        assert_eq!(unit_read, unit, "seed {seed}");
        states_are_json(seed, consignment.as_ref(), ledger.as_ref(), unit.as_ref());
    }
    assert_eq!(kinds, super::golden::kinds(), "every kind is drawn and has its golden text");
}

/// A state shown and read by a client is the same view, and has a canonical text.
fn states_are_json(
    seed: u64,
    consignment: Option<&Consignment>,
    ledger: Option<&Ledger>,
    unit: Option<&Unit>,
) {
    let view = ConsignmentView::from(consignment.unwrap());
    assert_eq!(decode::<ConsignmentView>(&serde_json::to_value(&view).unwrap()), Ok(view), "seed {seed}");
    let view = LedgerView::from(ledger.unwrap());
    assert_eq!(decode::<LedgerView>(&serde_json::to_value(&view).unwrap()), Ok(view), "seed {seed}");
    let view = UnitView::from(unit.unwrap());
    assert_eq!(decode::<UnitView>(&serde_json::to_value(&view).unwrap()), Ok(view), "seed {seed}");
}

#[test]
fn journeys_come_back() {
    for seed in 0..20 {
        let journey = Draw(seed).journey();
        let view = decode::<JourneyView>(&stored(&JourneyView::from(&journey))).unwrap();
        assert_eq!(Journey::try_from(&view), Ok(journey), "seed {seed}");
    }
}
