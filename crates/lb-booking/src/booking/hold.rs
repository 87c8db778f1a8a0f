//! Holding, confirming, releasing and cancelling.

use jiff::Timestamp;
use lb_base::{BookingId, Minute, Money};

use crate::consignment::ConsignmentEvent;
use crate::ledger::{ReleaseReason, Standing, Wish};
use crate::refusal::Refusal;

use super::desk::{Desk, Live};
use super::{BookedLeg, Booking, BookingEnd, Cause, HoldRequest};

pub(super) fn hold(desk: &mut Desk<'_>, request: &HoldRequest) -> Result<(), Refusal> {
    let plan = desk.consignment.current_plan()?;
    let legs = desk.booked_legs_checked(request)?;
    let until = desk.first_cut_off(&legs)?.map_or(request.until, |c| c.timestamp().min(request.until));
    if desk.is_known(request, &legs, until)? {
        return Ok(());
    }
    if request.plan != plan.no {
        return Err(Refusal::PlanOutdated { current: plan.no, wanted: request.plan });
    }
    let now = desk.now;
    if request.quotation.valid_until <= now {
        return Err(Refusal::QuotationExpired { until: request.quotation.valid_until, now });
    }
    if request.until <= now {
        return Err(Refusal::HoldTooShort { until: request.until, now });
    }
    for leg in &legs {
        let wish = Wish {
            key: crate::ledger::EntryKey { booking: request.booking, leg: leg.leg },
            pool: &leg.pool,
            hops: leg.hops,
            amounts: leg.amounts,
            standing: Standing::Held { until },
            shortage: request.shortage,
        };
        desk.clerk(&leg.ledger)?.enter(&wish)?;
    }
    let booking = Booking {
        id: request.booking,
        plan: request.plan,
        site: desk.site.clone(),
        legs,
        shortage: request.shortage,
        quotation: request.quotation.clone(),
        made_at: now,
        fees: Vec::new(),
    };
    desk.emit(ConsignmentEvent::BookingHeld { booking: Box::new(booking), until });
    Ok(())
}

impl Desk<'_> {
    fn booked_legs_checked(&mut self, request: &HoldRequest) -> Result<Vec<BookedLeg>, Refusal> {
        let plan = self.consignment.plan_numbered(request.plan);
        let plan = plan.ok_or_else(|| Refusal::PlanOutdated {
            current: self.consignment.plans.last().map_or(request.plan, |plan| plan.no),
            wanted: request.plan,
        })?;
        self.booked_legs(plan, &request.legs)
    }

    /// Returns whether the very booking is live already; refuses when the identifier or the consignment is taken.
    fn is_known(&self, request: &HoldRequest, legs: &[BookedLeg], until: Timestamp) -> Result<bool, Refusal> {
        let id = request.booking;
        match self.live() {
            Some(live) if live.booking().id == id => {
                let booking = live.booking();
                let is_as_long = match live {
                    Live::Held(_, held_until) => held_until == until,
                    Live::Confirmed(_) => true,
                };
                let is_same = is_as_long
                    && booking.plan == request.plan
                    && booking.legs == legs
                    && booking.shortage == request.shortage
                    && booking.quotation == request.quotation;
                if is_same { Ok(true) } else { Err(Refusal::BookingExists { booking: id }) }
            }
            Some(live) => Err(Refusal::OtherBookingLive { booking: live.booking().id }),
            None => match self.live_booking(id) {
                Err(Refusal::BookingNotFound { .. }) | Ok(_) => Ok(false),
                Err(ended) => Err(ended),
            },
        }
    }

    /// Returns the first cut-off of some legs; a call without one is refused when the leg is entered.
    fn first_cut_off(&mut self, legs: &[BookedLeg]) -> Result<Option<Minute>, Refusal> {
        let mut first: Option<Minute> = None;
        for leg in legs {
            let cut_off = self.clerk(&leg.ledger)?.ledger().cut_off(leg.hops.from_call);
            first = [first, cut_off].into_iter().flatten().min();
        }
        Ok(first)
    }
}

pub(super) fn confirm(desk: &mut Desk<'_>, id: BookingId) -> Result<(), Refusal> {
    let (booking, until) = match desk.live_booking(id)? {
        Live::Held(booking, until) => (booking, until),
        Live::Confirmed(_) => return Ok(()),
    };
    let now = desk.now;
    for leg in &booking.legs {
        let (run, section) = (leg.ledger.run.clone(), leg.ledger.section.clone());
        let clerk = desk.clerk(&leg.ledger)?;
        match clerk.confirm(booking.key(leg.leg), &leg.pool)? {
            Some(Standing::Held { .. } | Standing::Confirmed) => {}
            Some(Standing::Waiting { .. }) => {
                return Err(Refusal::StillWaiting { booking: id, leg: leg.leg, run, section });
            }
            None => return Err(Refusal::HoldExpired { booking: id, until, now }),
        }
    }
    desk.emit(ConsignmentEvent::BookingConfirmed { booking: id, at: now });
    Ok(())
}

pub(super) fn release(desk: &mut Desk<'_>, id: BookingId) -> Result<(), Refusal> {
    let booking = match desk.live_booking(id)? {
        Live::Held(booking, _) => booking,
        Live::Confirmed(_) => return Err(Refusal::BookingConfirmed { booking: id }),
    };
    give_up(desk, booking, ReleaseReason::Released)?;
    let at = desk.now;
    desk.emit(ConsignmentEvent::BookingEnded { booking: id, end: BookingEnd::Released, at });
    Ok(())
}

pub(super) fn cancel(desk: &mut Desk<'_>, id: BookingId, cause: Cause, reason: &str) -> Result<(), Refusal> {
    let live = desk.live_booking(id)?;
    let booking = live.booking();
    let mut first: Option<Minute> = None;
    for leg in &booking.legs {
        first = [first, desk.departure(leg)?].into_iter().flatten().min();
    }
    let fee = match (live, cause) {
        (Live::Confirmed(_), Cause::Customer) => cancellation_fee(booking, first, desk.now),
        (Live::Confirmed(_), Cause::Carrier) | (Live::Held(..), _) => None,
    };
    give_up(desk, booking, ReleaseReason::Cancelled)?;
    let end = BookingEnd::Cancelled { cause, reason: reason.to_owned(), fee };
    let at = desk.now;
    desk.emit(ConsignmentEvent::BookingEnded { booking: id, end, at });
    Ok(())
}

fn cancellation_fee(booking: &Booking, first: Option<Minute>, now: Timestamp) -> Option<Money> {
    let quotation = &booking.quotation;
    let fee = quotation.cancel_fees.fee(first?, quotation.total, now);
    (fee.minor() != 0).then_some(fee)
}

fn give_up(desk: &mut Desk<'_>, booking: &Booking, reason: ReleaseReason) -> Result<(), Refusal> {
    for leg in &booking.legs {
        desk.clerk(&leg.ledger)?.release(booking.key(leg.leg), &leg.pool, reason)?;
    }
    Ok(())
}
