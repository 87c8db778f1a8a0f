//! What the owner of a run's capacity decides: opening, times, room, sale, allotments.

use jiff::Timestamp;
use lb_base::{OfferId, SiteId};

use crate::amount::{Amount, Amounts, Dimension, Room};
use crate::refusal::Refusal;

use super::{Boarding, CALLS_MAX, CallTimes, Clerk, Ledger, LedgerEvent, LedgerId, PoolId, Sale, Transfer};

/// A wish about a ledger. Bookings go through [`crate::booking::decide_booking`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LedgerCommand {
    /// Open a run's section for sale.
    Open {
        /// Which run and section.
        id: LedgerId,
        /// Its calls with planned times.
        calls: Vec<CallTimes>,
        /// What it has on each hop.
        room: Room,
    },
    /// Give the run other room: more or fewer wagons, a plug out of order.
    SetRoom {
        /// What it has on each hop.
        room: Room,
    },
    /// Give the run other times or cut-offs.
    Retime {
        /// The same calls with their times.
        calls: Vec<CallTimes>,
    },
    /// Stop the sale: the run is cancelled, or set aside.
    CloseSale {
        /// Why, in words.
        reason: String,
    },
    /// Sell it again.
    ReopenSale,
    /// Move allotment; to another site's pool it is offered first.
    MoveAllotment {
        /// The identifier of the offer, should it become one.
        offer: OfferId,
        /// From where to where, how much.
        transfer: Transfer,
    },
    /// Take allotment that another site offered.
    AcceptAllotment {
        /// The offer.
        offer: OfferId,
    },
    /// Refuse it: it goes back.
    DeclineAllotment {
        /// The offer.
        offer: OfferId,
    },
    /// Record what time alone has done: holds that ended, promotions.
    Settle,
}

/// Decides a command of a site about a ledger at an instant.
///
/// # Errors
/// A [`Refusal`] that says what is in the way; then nothing happens.
pub fn decide(
    state: Option<&Ledger>,
    command: &LedgerCommand,
    site: &SiteId,
    now: Timestamp,
) -> Result<Vec<LedgerEvent>, Refusal> {
    match (command, state) {
        (LedgerCommand::Open { id, calls, room }, None) => open(id, calls, *room, site),
        (LedgerCommand::Open { id, calls, room }, Some(ledger)) => {
            let is_same = ledger.id == *id && ledger.calls == *calls && ledger.room == *room;
            let (run, section) = (id.run.clone(), id.section.clone());
            if is_same { Ok(Vec::new()) } else { Err(Refusal::LedgerExists { run, section }) }
        }
        (_, Some(ledger)) => change(ledger, command, site, now),
        (_, None) => Err(Refusal::LedgerNotOpen {}),
    }
}

fn open(id: &LedgerId, calls: &[CallTimes], room: Room, site: &SiteId) -> Result<Vec<LedgerEvent>, Refusal> {
    check_room(room)?;
    check_times(calls)?;
    let (id, owner, calls) = (id.clone(), site.clone(), calls.to_vec());
    Ok(vec![LedgerEvent::Opened { id, owner, calls, room }])
}

fn change(
    ledger: &Ledger,
    command: &LedgerCommand,
    site: &SiteId,
    now: Timestamp,
) -> Result<Vec<LedgerEvent>, Refusal> {
    let mut clerk = Clerk::new(ledger, site, now);
    let event = match command {
        LedgerCommand::Open { .. } | LedgerCommand::Settle => None,
        LedgerCommand::SetRoom { room } => set_room(clerk.ledger(), *room, site)?,
        LedgerCommand::Retime { calls } => retime(clerk.ledger(), calls, site)?,
        LedgerCommand::CloseSale { reason } => close(clerk.ledger(), reason, site)?,
        LedgerCommand::ReopenSale => reopen(clerk.ledger(), site)?,
        LedgerCommand::MoveAllotment { offer, transfer } => {
            Some(move_allotment(clerk.ledger(), *offer, transfer, site)?)
        }
        LedgerCommand::AcceptAllotment { offer } => {
            let transfer = open_offer(clerk.ledger(), *offer, site)?;
            Some(LedgerEvent::AllotmentAccepted { offer: *offer, transfer })
        }
        LedgerCommand::DeclineAllotment { offer } => {
            let transfer = open_offer(clerk.ledger(), *offer, site)?;
            Some(LedgerEvent::AllotmentDeclined { offer: *offer, transfer })
        }
    };
    event.into_iter().for_each(|event| clerk.emit(event));
    Ok(clerk.finish())
}

fn check_owner(ledger: &Ledger, site: &SiteId) -> Result<(), Refusal> {
    if ledger.owner == *site {
        return Ok(());
    }
    let (run, section, owner) = (ledger.id.run.clone(), ledger.id.section.clone(), ledger.owner.clone());
    Err(Refusal::NotOwner { run, section, owner, site: site.clone() })
}

fn check_room(room: Room) -> Result<(), Refusal> {
    let absurd = room.amounts().first_absurd();
    absurd
        .map_or(Ok(()), |amount| Err(Refusal::BadAmount { dimension: amount.dimension, found: amount.value }))
}

/// Times ascend, only the first call has no arrival and only the last no departure, cut-offs are not after departures.
fn check_times(calls: &[CallTimes]) -> Result<(), Refusal> {
    let last = calls.len().saturating_sub(1);
    let mut before = None;
    for (position, call) in calls.iter().enumerate() {
        let number = u16::try_from(position).unwrap_or(u16::MAX);
        let times = [call.arrive, call.depart];
        let has_right_times =
            call.arrive.is_some() == (position > 0) && call.depart.is_some() == (position < last);
        let ascend = times.iter().flatten().all(|time| {
            let is_after = before.is_none_or(|before| *time >= before);
            before = Some(*time);
            is_after
        });
        let cut_off_fits = match (call.boarding, call.depart) {
            (Boarding::Until(cut_off), Some(depart)) => cut_off <= depart.0,
            (Boarding::Until(_), None) => false,
            (Boarding::Never, _) => true,
        };
        if !has_right_times || !ascend || !cut_off_fits {
            return Err(Refusal::BadCalls { call: number });
        }
    }
    let count = u16::try_from(calls.len()).unwrap_or(u16::MAX);
    if (2..=CALLS_MAX).contains(&calls.len()) { Ok(()) } else { Err(Refusal::BadCalls { call: count }) }
}

fn set_room(ledger: &Ledger, room: Room, site: &SiteId) -> Result<Option<LedgerEvent>, Refusal> {
    check_owner(ledger, site)?;
    check_room(room)?;
    if room == ledger.room {
        return Ok(None);
    }
    let outside = ledger.outside();
    let nobody = vec![Amounts::ZERO; ledger.hop_count()];
    let used = ledger.pools.get(&PoolId::Free).map_or(nobody.as_slice(), super::Pool::used);
    for (hop, used) in (0..).zip(used) {
        let needed = outside.plus(*used);
        if let Some(dimension) = first_short(room, needed) {
            let wanted = Amount { dimension, value: room.get(dimension).unwrap_or(0) };
            let (run, section) = (ledger.id.run.clone(), ledger.id.section.clone());
            let used = needed.amount(dimension);
            return Err(Refusal::CapacityInUse { run, section, hop, dimension, wanted, used });
        }
    }
    Ok(Some(LedgerEvent::RoomSet { room }))
}

/// Returns the first dimension in which a room has less than is needed.
fn first_short(room: Room, needed: Amounts) -> Option<Dimension> {
    needed.first_above(room.amounts()).map(|amount| amount.dimension)
}

fn retime(ledger: &Ledger, calls: &[CallTimes], site: &SiteId) -> Result<Option<LedgerEvent>, Refusal> {
    check_owner(ledger, site)?;
    let other = ledger.calls.iter().zip(calls).position(|(old, new)| old.place != new.place);
    let shorter = (ledger.calls.len() != calls.len()).then_some(calls.len().min(ledger.calls.len()));
    if let Some(call) = other.or(shorter) {
        let call = u16::try_from(call).unwrap_or(u16::MAX);
        return Err(Refusal::OtherPlaces { call, calls: ledger.calls.len() });
    }
    check_times(calls)?;
    Ok((ledger.calls != calls).then(|| LedgerEvent::Retimed { calls: calls.to_vec() }))
}

fn close(ledger: &Ledger, reason: &str, site: &SiteId) -> Result<Option<LedgerEvent>, Refusal> {
    check_owner(ledger, site)?;
    let closed = Sale::Closed { reason: reason.to_owned() };
    Ok((ledger.sale != closed).then(|| LedgerEvent::SaleClosed { reason: reason.to_owned() }))
}

fn reopen(ledger: &Ledger, site: &SiteId) -> Result<Option<LedgerEvent>, Refusal> {
    check_owner(ledger, site)?;
    Ok((ledger.sale != Sale::Open).then_some(LedgerEvent::SaleReopened))
}

/// Moves allotment out of a pool of the site's; into another site's pool it goes by offer and acceptance, so that a
/// lost message leaves it on its way, never with two sites.
fn move_allotment(
    ledger: &Ledger,
    offer: OfferId,
    transfer: &Transfer,
    site: &SiteId,
) -> Result<LedgerEvent, Refusal> {
    if transfer.from == transfer.to {
        return Err(Refusal::SamePool { pool: transfer.from.clone() });
    }
    if let Some(absurd) = transfer.amounts.first_absurd() {
        return Err(Refusal::BadAmount { dimension: absurd.dimension, found: absurd.value });
    }
    ledger.check_pool(&transfer.from, site)?;
    if ledger.offers.contains_key(&offer) || ledger.answered_early.contains_key(&offer) {
        return Err(Refusal::OfferExists { offer });
    }
    ledger.check_unsold(transfer)?;
    let transfer = transfer.clone();
    Ok(if ledger.custodian(&transfer.to) == site {
        LedgerEvent::AllotmentMoved(transfer)
    } else {
        LedgerEvent::AllotmentOffered { offer, transfer }
    })
}

/// Returns an offer that the site may answer.
fn open_offer(ledger: &Ledger, offer: OfferId, site: &SiteId) -> Result<Transfer, Refusal> {
    let transfer = ledger.offers.get(&offer).ok_or(Refusal::OfferNotFound { offer })?;
    let custodian = ledger.custodian(&transfer.to);
    if custodian == site {
        return Ok(transfer.clone());
    }
    let (run, section) = (ledger.id.run.clone(), ledger.id.section.clone());
    let (pool, custodian) = (transfer.to.clone(), custodian.clone());
    Err(Refusal::NotCustodian { run, section, pool, custodian, site: site.clone() })
}
