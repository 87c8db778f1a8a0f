//! The events of a consignment.

use lb_base::Mass;
use lb_base::time::Estimated;
use lb_booking::booking::{BookingEnd, Cause, ChangeKind};
use lb_booking::consignment::{ArrivalEstimate, BookingChange, ConsignmentEvent, Share};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::booking::{BookedLegView, BookingEndView, BookingView, CauseView, ChangeKindView};
use super::handling::HandlingRecordView;
use super::order::{DraftView, OrderView};
use super::plan::PlanView;
use super::price::{MoneyView, QuotationView};
use crate::json::problem::ViewError;
use crate::json::read::{instant, integer, list, part, part_if, prose, text, text_if};

/// A part of a consignment's goods in one unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ShareView {
    /// Pieces; 0 for bulk.
    pub pieces: u32,
    /// Gross mass, kilograms.
    pub mass_kg: i64,
    /// The stuffing list, where several consignments share the unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<String>,
}

impl From<&Share> for ShareView {
    fn from(share: &Share) -> Self {
        Self {
            pieces: share.pieces,
            mass_kg: share.mass.as_kg(),
            list: share.list.map(|list| list.to_string()),
        }
    }
}

impl TryFrom<&ShareView> for Share {
    type Error = ViewError;

    fn try_from(view: &ShareView) -> Result<Self, ViewError> {
        let mass = Mass::from_kg(integer("mass_kg", view.mass_kg)?);
        Ok(Self { pieces: view.pieces, mass, list: text_if("list", view.list.as_ref())? })
    }
}

/// When the goods are thought to arrive at the destination; each time RFC 3339, a whole minute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EstimateView {
    /// One in ten comes earlier.
    pub early: String,
    /// As many come earlier as later.
    pub likely: String,
    /// One in ten comes later.
    pub late: String,
    /// When the estimate was made, RFC 3339.
    pub made_at: String,
}

impl From<&ArrivalEstimate> for EstimateView {
    fn from(estimate: &ArrivalEstimate) -> Self {
        let Estimated { early, likely, late } = estimate.arrival;
        Self {
            early: early.to_string(),
            likely: likely.to_string(),
            late: late.to_string(),
            made_at: estimate.made_at.to_string(),
        }
    }
}

impl TryFrom<&EstimateView> for ArrivalEstimate {
    type Error = ViewError;

    fn try_from(view: &EstimateView) -> Result<Self, ViewError> {
        let arrival = Estimated {
            early: text("early", &view.early)?,
            likely: text("likely", &view.likely)?,
            late: text("late", &view.late)?,
        };
        Ok(Self { arrival, made_at: instant("made_at", &view.made_at)? })
    }
}

/// How a live booking was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BookingChangeView {
    /// The booking.
    pub booking: String,
    /// What kind of change it is.
    pub kind: ChangeKindView,
    /// Who wanted it.
    pub cause: CauseView,
    /// The order, where it changed too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<OrderView>,
    /// The plan that replaces the one before.
    pub plan: PlanView,
    /// All legs as they are now.
    pub legs: Vec<BookedLegView>,
    /// The price, where there is a new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quotation: Option<QuotationView>,
    /// What the change cost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fee: Option<MoneyView>,
    /// When, RFC 3339.
    pub at: String,
}

impl From<&BookingChange> for BookingChangeView {
    fn from(change: &BookingChange) -> Self {
        Self {
            booking: change.booking.to_string(),
            kind: ChangeKindView::from(change.kind),
            cause: CauseView::from(change.cause),
            order: change.order.as_ref().map(OrderView::from),
            plan: PlanView::from(&change.plan),
            legs: change.legs.iter().map(BookedLegView::from).collect(),
            quotation: change.quotation.as_ref().map(QuotationView::from),
            fee: change.fee.as_ref().map(MoneyView::from),
            at: change.at.to_string(),
        }
    }
}

impl TryFrom<&BookingChangeView> for BookingChange {
    type Error = ViewError;

    fn try_from(view: &BookingChangeView) -> Result<Self, ViewError> {
        Ok(Self {
            booking: text("booking", &view.booking)?,
            kind: ChangeKind::from(view.kind),
            cause: Cause::from(view.cause),
            order: part_if("order", view.order.as_ref())?,
            plan: part("plan", &view.plan)?,
            legs: list("legs", &view.legs)?,
            quotation: part_if("quotation", view.quotation.as_ref())?,
            fee: part_if("fee", view.fee.as_ref())?,
            at: instant("at", &view.at)?,
        })
    }
}

tagged! {
    /// What happened to a consignment.
    ConsignmentEventView by "type" {
        /// A customer began to write an order.
        Drafted = "drafted" {
            /// The consignment.
            id: String,
            /// The customer.
            customer: String,
            /// The order so far.
            draft: DraftView,
        }
        /// The order was written further.
        Redrafted = "redrafted" {
            /// The order so far.
            draft: DraftView,
        }
        /// The order was placed, or placed anew before it was booked.
        Ordered = "ordered" {
            /// The order.
            order: OrderView,
        }
        /// A plan was made.
        Planned = "planned" {
            /// The plan.
            plan: PlanView,
        }
        /// Capacity was held.
        BookingHeld = "booking_held" {
            /// The booking.
            booking: Box<BookingView>,
            /// Until when, RFC 3339.
            until: String,
        }
        /// The hold was confirmed.
        BookingConfirmed = "booking_confirmed" {
            /// The booking.
            booking: String,
            /// When, RFC 3339.
            at: String,
        }
        /// The booking was changed, and the plan with it.
        BookingChanged = "booking_changed" {
            /// How.
            change: Box<BookingChangeView>,
        }
        /// The booking was released or cancelled.
        BookingEnded = "booking_ended" {
            /// The booking.
            booking: String,
            /// How.
            end: BookingEndView,
            /// When, RFC 3339.
            at: String,
        }
        /// Something was seen to happen to the goods, or a record of it was corrected.
        HandlingRecorded = "handling_recorded" {
            /// The record.
            record: HandlingRecordView,
        }
        /// The arrival was estimated.
        Estimated = "estimated" {
            /// The estimate.
            estimate: EstimateView,
        }
        /// Goods were put into a unit.
        Stuffed = "stuffed" {
            /// The unit.
            unit: String,
            /// How much.
            share: ShareView,
        }
        /// They were taken out.
        Stripped = "stripped" {
            /// The unit.
            unit: String,
        }
        /// Nothing is left to do.
        Closed = "closed" {
            /// When, RFC 3339.
            at: String,
        }
        /// It will not be carried.
        Cancelled = "cancelled" {
            /// When, RFC 3339.
            at: String,
            /// Why, in words.
            reason: String,
        }
    }
}

impl From<&ConsignmentEvent> for ConsignmentEventView {
    fn from(event: &ConsignmentEvent) -> Self {
        match event {
            ConsignmentEvent::Drafted { id, customer, draft } => Self::Drafted {
                id: id.to_string(),
                customer: customer.to_string(),
                draft: DraftView::from(draft),
            },
            ConsignmentEvent::Redrafted { draft } => Self::Redrafted { draft: DraftView::from(draft) },
            ConsignmentEvent::Ordered { order } => Self::Ordered { order: OrderView::from(order) },
            ConsignmentEvent::Planned { plan } => Self::Planned { plan: PlanView::from(plan) },
            ConsignmentEvent::BookingHeld { booking, until } => Self::BookingHeld {
                booking: Box::new(BookingView::from(&**booking)),
                until: until.to_string(),
            },
            ConsignmentEvent::BookingConfirmed { booking, at } => {
                Self::BookingConfirmed { booking: booking.to_string(), at: at.to_string() }
            }
            ConsignmentEvent::BookingChanged(change) => {
                Self::BookingChanged { change: Box::new(BookingChangeView::from(&**change)) }
            }
            ConsignmentEvent::BookingEnded { booking, end, at } => Self::BookingEnded {
                booking: booking.to_string(),
                end: BookingEndView::from(end),
                at: at.to_string(),
            },
            ConsignmentEvent::HandlingRecorded(record) => {
                Self::HandlingRecorded { record: HandlingRecordView::from(record) }
            }
            ConsignmentEvent::Estimated(estimate) => {
                Self::Estimated { estimate: EstimateView::from(estimate) }
            }
            ConsignmentEvent::Stuffed { unit, share } => {
                Self::Stuffed { unit: unit.to_string(), share: ShareView::from(share) }
            }
            ConsignmentEvent::Stripped { unit } => Self::Stripped { unit: unit.to_string() },
            ConsignmentEvent::Closed { at } => Self::Closed { at: at.to_string() },
            ConsignmentEvent::Cancelled { at, reason } => {
                Self::Cancelled { at: at.to_string(), reason: reason.clone() }
            }
        }
    }
}

impl TryFrom<&ConsignmentEventView> for ConsignmentEvent {
    type Error = ViewError;

    fn try_from(view: &ConsignmentEventView) -> Result<Self, ViewError> {
        Ok(match view {
            ConsignmentEventView::Drafted { id, customer, draft } => Self::Drafted {
                id: text("id", id)?,
                customer: text("customer", customer)?,
                draft: part("draft", draft)?,
            },
            ConsignmentEventView::Redrafted { draft } => Self::Redrafted { draft: part("draft", draft)? },
            ConsignmentEventView::Ordered { order } => Self::Ordered { order: part("order", order)? },
            ConsignmentEventView::Planned { plan } => Self::Planned { plan: part("plan", plan)? },
            ConsignmentEventView::BookingHeld { booking, until } => {
                let booking = Box::new(part("booking", &**booking)?);
                Self::BookingHeld { booking, until: instant("until", until)? }
            }
            ConsignmentEventView::BookingConfirmed { booking, at } => {
                Self::BookingConfirmed { booking: text("booking", booking)?, at: instant("at", at)? }
            }
            ConsignmentEventView::BookingChanged { change } => {
                Self::BookingChanged(Box::new(part("change", &**change)?))
            }
            ConsignmentEventView::BookingEnded { booking, end, at } => {
                let end: BookingEnd = part("end", end)?;
                Self::BookingEnded { booking: text("booking", booking)?, end, at: instant("at", at)? }
            }
            ConsignmentEventView::HandlingRecorded { record } => {
                Self::HandlingRecorded(part("record", record)?)
            }
            ConsignmentEventView::Estimated { estimate } => Self::Estimated(part("estimate", estimate)?),
            ConsignmentEventView::Stuffed { unit, share } => {
                Self::Stuffed { unit: text("unit", unit)?, share: part("share", share)? }
            }
            ConsignmentEventView::Stripped { unit } => Self::Stripped { unit: text("unit", unit)? },
            ConsignmentEventView::Closed { at } => Self::Closed { at: instant("at", at)? },
            ConsignmentEventView::Cancelled { at, reason } => {
                Self::Cancelled { at: instant("at", at)?, reason: prose("reason", reason)? }
            }
        })
    }
}
