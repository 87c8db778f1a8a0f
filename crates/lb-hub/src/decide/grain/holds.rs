//! Holds on lots, by the rules of holds on units.

use super::super::Acting;
use super::lots::open_lot;
use crate::floor::Floor;
use crate::grain::{GrainEvent, LotId};
use crate::hold::{Hold, HoldId, HoldKind};
use crate::refusal::Refusal;

/// Stops a lot. Quarantine stops all that lie with it too: nobody tells the grain of one from that of the other.
pub(super) fn hold(
    floor: &Floor,
    lot: LotId,
    (id, kind, reason): (HoldId, HoldKind, &str),
    acting: &Acting,
) -> Result<Option<GrainEvent>, Refusal> {
    let found = open_lot(floor, lot)?;
    if let Some(before) = found.holds.get(&id) {
        let is_same = before.kind == kind && before.reason == reason;
        return if is_same { Ok(None) } else { Err(Refusal::HoldExists { hold: id }) };
    }
    let lots = if kind.stops_moves() { floor.grain().together(lot).into_iter().collect() } else { vec![lot] };
    let (by, since) = (acting.organisation.clone(), acting.now);
    Ok(Some(GrainEvent::Held { lots, hold: Hold { id, kind, reason: reason.to_owned(), by, since } }))
}

/// Lifts a hold from all that it stops.
pub(super) fn lift(
    floor: &Floor,
    lot: LotId,
    (hold, reason): (HoldId, &str),
    acting: &Acting,
) -> Result<GrainEvent, Refusal> {
    let found = open_lot(floor, lot)?;
    let number = || found.declaration.number.clone();
    let set = found.holds.get(&hold).ok_or_else(|| Refusal::LotHoldNotFound { number: number(), hold })?;
    let by = acting.organisation.clone();
    if set.by != by {
        return Err(Refusal::NotYourHold { hold, by: set.by.clone(), found: by });
    }
    let stopped = floor.grain().lots().into_iter().filter(|lot| lot.holds.contains_key(&hold));
    let lots = stopped.map(|lot| lot.declaration.id).collect();
    Ok(GrainEvent::Lifted { lots, hold, by, reason: reason.to_owned() })
}
