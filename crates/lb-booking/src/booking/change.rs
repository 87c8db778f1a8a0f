//! Changing a live booking: another quantity, a later run, another way. The new plan replaces the old one, which is
//! kept.

use jiff::Timestamp;
use lb_base::{BookingId, Minute, Money};

use crate::consignment::{BookingChange, ConsignmentEvent};
use crate::ledger::{LedgerId, ReleaseReason, Standing, Wish};
use crate::order::Order;
use crate::plan::{Carriage, Plan, PlanLeg, PlanNo, PlanReason};
use crate::quotation::Quotation;
use crate::refusal::Refusal;

use super::desk::{Desk, Live};
use super::{AmendedLeg, BookedLeg, Booking, Cause, ChangeKind, LegRequest, RolledLeg, Shortage};

/// At what price and at whose wish.
#[derive(Clone, Copy)]
pub(super) struct Terms<'a> {
    pub quotation: Option<&'a Quotation>,
    pub cause: Cause,
}

/// What should be instead.
struct Target<'a> {
    kind: ChangeKind,
    order: Option<&'a Order>,
    plan: Vec<PlanLeg>,
    requests: Vec<LegRequest>,
    terms: Terms<'a>,
}

pub(super) fn amend(
    desk: &mut Desk<'_>,
    id: BookingId,
    order: &Order,
    amended: &[AmendedLeg],
    terms: Terms<'_>,
) -> Result<(), Refusal> {
    let booking = desk.live_booking(id)?.booking();
    order.check()?;
    let (mut plan, mut requests) = as_booked(desk, booking)?;
    for change in amended {
        let leg = plan.iter_mut().find(|leg| leg.no == change.leg);
        let leg = leg.ok_or(Refusal::LegNotInPlan { leg: change.leg })?;
        (leg.units, leg.mass) = (change.units, change.mass);
        if let Some(request) = requests.iter_mut().find(|request| request.leg == change.leg) {
            request.amounts = change.amounts;
        }
    }
    let target = Target { kind: ChangeKind::Amended, order: Some(order), plan, requests, terms };
    change(desk, id, target)
}

pub(super) fn roll(
    desk: &mut Desk<'_>,
    id: BookingId,
    rolled: &[RolledLeg],
    cause: Cause,
) -> Result<(), Refusal> {
    let booking = desk.live_booking(id)?.booking();
    let (mut plan, mut requests) = as_booked(desk, booking)?;
    for change in rolled {
        let leg = plan.iter_mut().find(|leg| leg.no == change.leg);
        let request = requests.iter_mut().find(|request| request.leg == change.leg);
        let (Some(leg), Some(request)) = (leg, request) else {
            return Err(Refusal::LegNotInPlan { leg: change.leg });
        };
        roll_leg(desk, leg, change)?;
        request.pool = change.pool.clone();
    }
    let terms = Terms { quotation: None, cause };
    let target = Target { kind: ChangeKind::Rolled, order: None, plan, requests, terms };
    change(desk, id, target)
}

/// Puts a leg on a later run of its section, with that run's times.
fn roll_leg(desk: &mut Desk<'_>, leg: &mut PlanLeg, change: &RolledLeg) -> Result<(), Refusal> {
    let Carriage::Ride { run, section, hops } = &mut leg.carriage else {
        return Err(Refusal::LegNotInPlan { leg: leg.no });
    };
    let id = LedgerId { run: change.run.clone(), section: section.clone() };
    let ledger = desk.clerk(&id)?.ledger();
    let call = |call: u16| ledger.calls().get(usize::from(call));
    let depart = call(hops.from_call).and_then(|call| call.depart);
    let arrive = call(hops.to_call).and_then(|call| call.arrive);
    match (depart, arrive) {
        (Some(depart), Some(arrive)) if *run == change.run || depart > leg.depart => {
            *run = change.run.clone();
            (leg.depart, leg.arrive) = (depart, arrive);
            Ok(())
        }
        (Some(_) | None, Some(_) | None) => {
            Err(Refusal::NotLater { leg: leg.no, run: change.run.clone(), section: section.clone() })
        }
    }
}

pub(super) fn reroute(
    desk: &mut Desk<'_>,
    id: BookingId,
    (plan, requests): (&[PlanLeg], &[LegRequest]),
    terms: Terms<'_>,
) -> Result<(), Refusal> {
    let (plan, requests) = (plan.to_vec(), requests.to_vec());
    let target = Target { kind: ChangeKind::Rerouted, order: None, plan, requests, terms };
    change(desk, id, target)
}

/// Returns the plan's legs and the wishes as they stand.
fn as_booked(desk: &Desk<'_>, booking: &Booking) -> Result<(Vec<PlanLeg>, Vec<LegRequest>), Refusal> {
    let plan = desk.consignment.current_plan()?;
    let request = |leg: &BookedLeg| LegRequest { leg: leg.leg, pool: leg.pool.clone(), amounts: leg.amounts };
    let planned = booking.legs.iter().filter(|booked| plan.leg(booked.leg).is_some());
    Ok((plan.legs.clone(), planned.map(request).collect()))
}

fn change(desk: &mut Desk<'_>, id: BookingId, target: Target<'_>) -> Result<(), Refusal> {
    let live = desk.live_booking(id)?;
    let booking = live.booking();
    let order = target.order.map_or_else(|| desk.consignment.known_order(), Ok)?;
    let now = desk.now;
    if let Some(until) = target.terms.quotation.map(|quotation| quotation.valid_until).filter(|u| *u <= now) {
        return Err(Refusal::QuotationExpired { until, now });
    }
    desk.consignment.check_plan(order, &target.plan)?;
    let plan = next_plan(desk, &target)?;
    let mut legs = desk.booked_legs(&plan, &target.requests)?;
    legs.extend(ridden_legs(desk, booking, &plan)?);
    let is_same_plan = desk.consignment.current_plan()?.legs == plan.legs;
    let is_same_order = desk.consignment.known_order()? == order;
    if is_same_plan && is_same_order && legs == booking.legs {
        return Ok(());
    }
    let departure = replace_legs(desk, live, &legs)?;
    let change = BookingChange {
        booking: id,
        kind: target.kind,
        cause: target.terms.cause,
        order: (!is_same_order).then(|| order.clone()),
        plan,
        legs,
        quotation: target.terms.quotation.cloned(),
        fee: change_fee(live, target.terms.cause, departure, now),
        at: now,
    };
    desk.emit(ConsignmentEvent::BookingChanged(Box::new(change)));
    Ok(())
}

fn next_plan(desk: &Desk<'_>, target: &Target<'_>) -> Result<Plan, Refusal> {
    let reason = match target.kind {
        ChangeKind::Amended => PlanReason::OrderAmended,
        ChangeKind::Rolled => PlanReason::Rolled,
        ChangeKind::Rerouted => PlanReason::Rerouted,
    };
    let no = PlanNo(desk.consignment.current_plan()?.no.0.saturating_add(1));
    Ok(Plan { no, made_at: desk.now, reason, legs: target.plan.clone() })
}

/// Returns the booked legs that a new plan no longer has and whose run has left: they were ridden, and stay booked.
fn ridden_legs(desk: &mut Desk<'_>, booking: &Booking, plan: &Plan) -> Result<Vec<BookedLeg>, Refusal> {
    let mut ridden = Vec::new();
    for old in booking.legs.iter().filter(|old| plan.leg(old.leg).is_none()) {
        if desk.has_departed(old)? {
            ridden.push(old.clone());
        }
    }
    Ok(ridden)
}

/// Gives up what is left, then takes less, then more, then what is new; returns the first departure among the legs
/// that were touched.
fn replace_legs(desk: &mut Desk<'_>, live: Live<'_>, legs: &[BookedLeg]) -> Result<Option<Minute>, Refusal> {
    let booking = live.booking();
    let is_kept = |old: &BookedLeg| legs.iter().any(|new| new == old);
    let same_place = |new: &BookedLeg, old: &BookedLeg| {
        (new.leg, &new.ledger, new.hops, &new.pool) == (old.leg, &old.ledger, old.hops, &old.pool)
    };
    let mut first: Option<Minute> = None;
    let mut amended: Vec<(&BookedLeg, bool)> = Vec::new();
    for old in booking.legs.iter().filter(|old| !is_kept(old)) {
        first = [first, desk.departure(old)?].into_iter().flatten().min();
        match legs.iter().find(|new| same_place(new, old)) {
            Some(new) => amended.push((new, new.amounts.first_above(old.amounts).is_some())),
            None => give_up(desk, booking, old)?,
        }
    }
    amended.sort_by_key(|(new, grows)| (*grows, new.leg));
    for (new, _) in amended {
        desk.clerk(&new.ledger)?.amend(booking.key(new.leg), &new.pool, new.amounts)?;
    }
    let (standing, shortage) = match live {
        Live::Held(_, until) => (Standing::Held { until }, booking.shortage),
        Live::Confirmed(_) => (Standing::Confirmed, Shortage::Refuse),
    };
    for new in legs.iter().filter(|new| !booking.legs.iter().any(|old| same_place(new, old))) {
        let (key, pool, hops, amounts) = (booking.key(new.leg), &new.pool, new.hops, new.amounts);
        desk.clerk(&new.ledger)?.enter(&Wish { key, pool, hops, amounts, standing, shortage })?;
    }
    Ok(first)
}

fn give_up(desk: &mut Desk<'_>, booking: &Booking, old: &BookedLeg) -> Result<(), Refusal> {
    desk.clerk(&old.ledger)?.release(booking.key(old.leg), &old.pool, ReleaseReason::Changed)
}

fn change_fee(live: Live<'_>, cause: Cause, departure: Option<Minute>, now: Timestamp) -> Option<Money> {
    let quotation = match (live, cause) {
        (Live::Confirmed(booking), Cause::Customer) => &booking.quotation,
        (Live::Confirmed(_), Cause::Carrier) | (Live::Held(..), _) => return None,
    };
    let fee = quotation.change_fees.fee(departure?, quotation.total, now);
    (fee.minor() != 0).then_some(fee)
}
