//! What is decided about a consignment alone. Bookings go through [`crate::booking::decide_booking`], stuffing
//! through [`crate::unit::decide_stuffing`].

use jiff::Timestamp;
use lb_base::{ConsignmentId, HandlingId, OrganisationId};

use crate::delivery::Progress;
use crate::handling::{Record, Statement};
use crate::order::{Draft, Order};
use crate::plan::{Plan, PlanLeg, PlanNo, PlanReason};
use crate::refusal::Refusal;
use lb_base::time::Estimated;

use super::{ArrivalEstimate, Consignment, ConsignmentEvent, Life};

/// The most records of one consignment.
pub const RECORDS_MAX: usize = 100_000;

/// A wish about a consignment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConsignmentCommand {
    /// Begin an order.
    Draft {
        /// The consignment's identifier, made by the caller.
        id: ConsignmentId,
        /// The customer.
        customer: OrganisationId,
        /// The order so far.
        draft: Draft,
    },
    /// Write it further.
    Redraft {
        /// The order so far.
        draft: Draft,
    },
    /// Place the drafted order.
    PlaceOrder,
    /// Order something else, before it is booked.
    AmendOrder {
        /// The order as it should be.
        order: Order,
    },
    /// Choose a way, or another one before it is booked.
    Plan {
        /// Its legs.
        legs: Vec<PlanLeg>,
    },
    /// Record what was seen to happen, or correct a record. Late and unlikely ones are recorded too.
    Record {
        /// The record's identifier, made by who saw it.
        id: HandlingId,
        /// What it says.
        statement: Statement,
    },
    /// Estimate the arrival.
    Estimate {
        /// The arrival at the destination.
        arrival: Estimated,
    },
    /// Nothing is left to do.
    Close,
    /// Do not carry it.
    Cancel {
        /// Why, in words.
        reason: String,
    },
}

/// Decides a command about a consignment at an instant. What has been done already gives no events.
///
/// # Errors
/// A [`Refusal`] that says what is in the way; then nothing happens.
pub fn decide(
    state: Option<&Consignment>,
    command: &ConsignmentCommand,
    now: Timestamp,
) -> Result<Vec<ConsignmentEvent>, Refusal> {
    let event = match (command, state) {
        (ConsignmentCommand::Draft { id, customer, draft }, None) => {
            let (id, customer, draft) = (*id, customer.clone(), draft.clone());
            Some(ConsignmentEvent::Drafted { id, customer, draft })
        }
        (ConsignmentCommand::Draft { id, customer, draft }, Some(consignment)) => {
            let is_same = consignment.id == *id
                && consignment.customer == *customer
                && consignment.life == Life::Drafted(draft.clone());
            if !is_same {
                return Err(Refusal::ConsignmentExists { consignment: *id });
            }
            None
        }
        (_, None) => return Err(Refusal::ConsignmentNotFound {}),
        (_, Some(consignment)) => change(consignment, command, now)?,
    };
    Ok(event.into_iter().collect())
}

fn change(
    consignment: &Consignment,
    command: &ConsignmentCommand,
    now: Timestamp,
) -> Result<Option<ConsignmentEvent>, Refusal> {
    match command {
        ConsignmentCommand::Draft { .. } => Ok(None),
        ConsignmentCommand::Redraft { draft } => redraft(consignment, draft),
        ConsignmentCommand::PlaceOrder => place_order(consignment),
        ConsignmentCommand::AmendOrder { order } => amend_order(consignment, order, now),
        ConsignmentCommand::Plan { legs } => plan(consignment, legs, now),
        ConsignmentCommand::Record { id, statement } => record(consignment, *id, statement, now),
        ConsignmentCommand::Estimate { arrival } => estimate(consignment, *arrival, now),
        ConsignmentCommand::Close => close(consignment, now),
        ConsignmentCommand::Cancel { reason } => cancel(consignment, reason, now),
    }
}

fn redraft(consignment: &Consignment, draft: &Draft) -> Result<Option<ConsignmentEvent>, Refusal> {
    match &consignment.life {
        Life::Drafted(old) => {
            Ok((old != draft).then(|| ConsignmentEvent::Redrafted { draft: draft.clone() }))
        }
        Life::Ordered(_)
        | Life::Planned { .. }
        | Life::Booked { .. }
        | Life::Closed { .. }
        | Life::Cancelled { .. } => Err(consignment.wrong_state("drafted")),
    }
}

fn place_order(consignment: &Consignment) -> Result<Option<ConsignmentEvent>, Refusal> {
    match &consignment.life {
        Life::Drafted(draft) => draft.complete().map(|order| Some(ConsignmentEvent::Ordered { order })),
        Life::Ordered(_) | Life::Planned { .. } | Life::Booked { .. } => Ok(None),
        Life::Closed { .. } | Life::Cancelled { .. } => Err(consignment.wrong_state("drafted")),
    }
}

/// Refuses while capacity is held or booked: then order, plan and booking change together.
fn check_unbooked(consignment: &Consignment, now: Timestamp) -> Result<(), Refusal> {
    match &consignment.life {
        Life::Planned { held: Some(held), .. } if now < held.until => {
            Err(Refusal::StillBooked { booking: held.booking.id })
        }
        Life::Booked { booking, .. } => Err(Refusal::StillBooked { booking: booking.id }),
        Life::Planned { .. }
        | Life::Drafted(_)
        | Life::Ordered(_)
        | Life::Closed { .. }
        | Life::Cancelled { .. } => Ok(()),
    }
}

fn amend_order(
    consignment: &Consignment,
    order: &Order,
    now: Timestamp,
) -> Result<Option<ConsignmentEvent>, Refusal> {
    check_unbooked(consignment, now)?;
    match &consignment.life {
        Life::Ordered(old) | Life::Planned { order: old, .. } => {
            order.check()?;
            Ok((old != order).then(|| ConsignmentEvent::Ordered { order: order.clone() }))
        }
        Life::Drafted(_) | Life::Booked { .. } | Life::Closed { .. } | Life::Cancelled { .. } => {
            Err(consignment.wrong_state("ordered or planned"))
        }
    }
}

fn plan(
    consignment: &Consignment,
    legs: &[PlanLeg],
    now: Timestamp,
) -> Result<Option<ConsignmentEvent>, Refusal> {
    let is_current = consignment.plan().is_some_and(|plan| plan.legs == legs);
    if is_current && consignment.current_plan().is_ok() {
        return Ok(None);
    }
    check_unbooked(consignment, now)?;
    let (order, reason) = match &consignment.life {
        Life::Ordered(order) if consignment.plans.is_empty() => (order, PlanReason::First),
        Life::Ordered(order) => (order, PlanReason::OrderAmended),
        Life::Planned { order, .. } => (order, PlanReason::Rerouted),
        Life::Drafted(_) | Life::Booked { .. } | Life::Closed { .. } | Life::Cancelled { .. } => {
            return Err(consignment.wrong_state("ordered or planned"));
        }
    };
    consignment.check_plan(order, legs)?;
    let no = PlanNo(consignment.plans.last().map_or(1, |plan| plan.no.0.saturating_add(1)));
    let plan = Plan { no, made_at: now, reason, legs: legs.to_vec() };
    Ok(Some(ConsignmentEvent::Planned { plan }))
}

/// Records a fact whatever the state: what happened does not ask whether it was expected.
///
/// The same record twice, and the same thing told again under another identifier, are harmless.
fn record(
    consignment: &Consignment,
    id: HandlingId,
    statement: &Statement,
    now: Timestamp,
) -> Result<Option<ConsignmentEvent>, Refusal> {
    if statement.corrects() == Some(id) {
        return Err(Refusal::CorrectsItself { handling: id });
    }
    if let Some(known) = consignment.records.get(&id) {
        let is_same = known.statement == *statement;
        return if is_same { Ok(None) } else { Err(Refusal::HandlingDiffers { handling: id }) };
    }
    let is_told = consignment.records.values().any(|known| known.statement == *statement);
    if is_told {
        return Ok(None);
    }
    if consignment.records.len() >= RECORDS_MAX {
        return Err(Refusal::TooManyRecords { limit: RECORDS_MAX });
    }
    let record = Record { id, statement: statement.clone(), recorded_at: now };
    Ok(Some(ConsignmentEvent::HandlingRecorded(record)))
}

fn estimate(
    consignment: &Consignment,
    arrival: Estimated,
    now: Timestamp,
) -> Result<Option<ConsignmentEvent>, Refusal> {
    if !arrival.is_ordered() {
        let Estimated { early, likely, late } = arrival;
        return Err(Refusal::BadEstimate { early, likely, late });
    }
    let is_known = consignment.estimate.is_some_and(|estimate| estimate.arrival == arrival);
    let estimate = ArrivalEstimate { arrival, made_at: now };
    Ok((!is_known).then_some(ConsignmentEvent::Estimated(estimate)))
}

fn close(consignment: &Consignment, now: Timestamp) -> Result<Option<ConsignmentEvent>, Refusal> {
    match (&consignment.life, consignment.delivery().progress) {
        (Life::Closed { .. }, _) => Ok(None),
        (Life::Cancelled { .. }, _) => Err(consignment.wrong_state("delivered")),
        (_, Progress::Delivered) => Ok(Some(ConsignmentEvent::Closed { at: now })),
        (_, Progress::NotReceived | Progress::Received | Progress::UnderWay | Progress::Arrived) => {
            Err(Refusal::NotDelivered { status: consignment.status().word() })
        }
    }
}

fn cancel(
    consignment: &Consignment,
    reason: &str,
    now: Timestamp,
) -> Result<Option<ConsignmentEvent>, Refusal> {
    match &consignment.life {
        Life::Cancelled { .. } => return Ok(None),
        Life::Closed { .. } => return Err(consignment.wrong_state("not closed")),
        Life::Drafted(_) | Life::Ordered(_) | Life::Planned { .. } | Life::Booked { .. } => {}
    }
    check_unbooked(consignment, now)?;
    match consignment.delivery().progress {
        Progress::NotReceived => Ok(Some(ConsignmentEvent::Cancelled { at: now, reason: reason.to_owned() })),
        Progress::Received | Progress::UnderWay | Progress::Arrived | Progress::Delivered => {
            Err(Refusal::AlreadyMoving { status: consignment.status().word() })
        }
    }
}
