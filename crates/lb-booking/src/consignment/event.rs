//! What happens to a consignment, as the journal records it.

use jiff::Timestamp;
use lb_base::{BookingId, ConsignmentId, Money, OrganisationId, UnitId};

use crate::booking::{BookedLeg, Booking, BookingEnd, Cause, ChangeKind};
use crate::handling::Record;
use crate::order::{Draft, Order};
use crate::plan::Plan;
use crate::quotation::Quotation;

use super::{ArrivalEstimate, Share};

/// How a live booking was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookingChange {
    /// The booking.
    pub booking: BookingId,
    /// What kind of change it is.
    pub kind: ChangeKind,
    /// Who wanted it.
    pub cause: Cause,
    /// The order, where it changed too.
    pub order: Option<Order>,
    /// The plan that replaces the one before.
    pub plan: Plan,
    /// All legs as they are now.
    pub legs: Vec<BookedLeg>,
    /// The price, where there is a new one.
    pub quotation: Option<Quotation>,
    /// What the change cost.
    pub fee: Option<Money>,
    /// When.
    pub at: Timestamp,
}

/// What happened to a consignment. Unless an event has its own instant, it happened when it was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConsignmentEvent {
    /// A customer began to write an order.
    Drafted {
        /// The consignment.
        id: ConsignmentId,
        /// The customer.
        customer: OrganisationId,
        /// The order so far.
        draft: Draft,
    },
    /// The order was written further.
    Redrafted {
        /// The order so far.
        draft: Draft,
    },
    /// The order was placed, or placed anew before it was booked; a plan for another order does not count any more.
    Ordered {
        /// The order.
        order: Order,
    },
    /// A plan was made.
    Planned {
        /// The plan.
        plan: Plan,
    },
    /// Capacity was held.
    BookingHeld {
        /// The booking.
        booking: Box<Booking>,
        /// Until when.
        until: Timestamp,
    },
    /// The hold was confirmed.
    BookingConfirmed {
        /// The booking.
        booking: BookingId,
        /// When.
        at: Timestamp,
    },
    /// The booking was changed, and the plan with it.
    BookingChanged(Box<BookingChange>),
    /// The booking was released or cancelled.
    BookingEnded {
        /// The booking.
        booking: BookingId,
        /// How.
        end: BookingEnd,
        /// When.
        at: Timestamp,
    },
    /// Something was seen to happen to the goods, or a record of it was corrected.
    HandlingRecorded(Record),
    /// The arrival was estimated.
    Estimated(ArrivalEstimate),
    /// Goods were put into a unit.
    Stuffed {
        /// The unit.
        unit: UnitId,
        /// How much.
        share: Share,
    },
    /// They were taken out.
    Stripped {
        /// The unit.
        unit: UnitId,
    },
    /// Nothing is left to do.
    Closed {
        /// When.
        at: Timestamp,
    },
    /// It will not be carried.
    Cancelled {
        /// When.
        at: Timestamp,
        /// Why, in words.
        reason: String,
    },
}

impl ConsignmentEvent {
    /// Returns the stable kind for the journal.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Drafted { .. } => "consignment.drafted",
            Self::Redrafted { .. } => "consignment.redrafted",
            Self::Ordered { .. } => "consignment.ordered",
            Self::Planned { .. } => "consignment.planned",
            Self::BookingHeld { .. } => "booking.held",
            Self::BookingConfirmed { .. } => "booking.confirmed",
            Self::BookingChanged(change) => match change.kind {
                ChangeKind::Amended => "booking.amended",
                ChangeKind::Rolled => "booking.rolled",
                ChangeKind::Rerouted => "booking.rerouted",
            },
            Self::BookingEnded { end, .. } => match end {
                BookingEnd::Expired => "booking.expired",
                BookingEnd::Released => "booking.released",
                BookingEnd::Cancelled { .. } => "booking.cancelled",
            },
            Self::HandlingRecorded(_) => "consignment.handling_recorded",
            Self::Estimated(_) => "consignment.estimated",
            Self::Stuffed { .. } => "consignment.stuffed",
            Self::Stripped { .. } => "consignment.stripped",
            Self::Closed { .. } => "consignment.closed",
            Self::Cancelled { .. } => "consignment.cancelled",
        }
    }

    /// Returns the fee of a change or cancellation.
    #[must_use]
    pub fn fee(&self) -> Option<Money> {
        if let Self::BookingChanged(change) = self {
            return change.fee;
        }
        if let Self::BookingEnded { end: BookingEnd::Cancelled { fee, .. }, .. } = self {
            return *fee;
        }
        None
    }

    /// Returns when it happened, where that is not when it was decided.
    #[must_use]
    pub fn happened_at(&self) -> Option<Timestamp> {
        match self {
            Self::HandlingRecorded(record) => {
                record.statement.handling().map(|handling| handling.happened_at.0)
            }
            Self::Estimated(estimate) => Some(estimate.made_at),
            Self::BookingConfirmed { at, .. }
            | Self::BookingEnded { at, .. }
            | Self::Closed { at }
            | Self::Cancelled { at, .. } => Some(*at),
            Self::BookingChanged(change) => Some(change.at),
            Self::Drafted { .. }
            | Self::Redrafted { .. }
            | Self::Ordered { .. }
            | Self::Planned { .. }
            | Self::BookingHeld { .. }
            | Self::Stuffed { .. }
            | Self::Stripped { .. } => None,
        }
    }
}
