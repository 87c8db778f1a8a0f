//! A consignment.

use lb_base::UnitId;
use lb_booking::Consignment;
use lb_booking::consignment::{Life, Share, Status};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::booking::views::{
    BookingView, DeliveryView, DraftView, EstimateView, HandlingRecordView, OrderView, PastBookingView,
    PlanView, ShareView,
};

words! {
    /// Where a consignment is in its life.
    StatusView of Status {
        /// The order is being written.
        Drafted = "drafted",
        /// It is complete.
        Ordered = "ordered",
        /// There is a plan for it.
        Planned = "planned",
        /// Capacity is booked.
        Booked = "booked",
        /// The carrier has the goods.
        Received = "received",
        /// They are on their way.
        UnderWay = "under_way",
        /// All are at the destination.
        Arrived = "arrived",
        /// The consignee has all.
        Delivered = "delivered",
        /// Nothing is left to do.
        Closed = "closed",
        /// It will not be carried.
        Cancelled = "cancelled",
    }
}

tagged! {
    /// A booking that is held or confirmed.
    LiveBookingView by "state" {
        /// It ends by itself unless it is confirmed.
        Held = "held" {
            /// The booking.
            booking: Box<BookingView>,
            /// Until when it is held, RFC 3339; it may have ended.
            until: String,
        }
        /// It is firm.
        Confirmed = "confirmed" {
            /// The booking.
            booking: Box<BookingView>,
            /// When it was confirmed, RFC 3339.
            at: String,
        }
    }
}

tagged! {
    /// How a consignment's life ended.
    LifeEndView by "state" {
        /// It was delivered and nothing is left to do.
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

/// Goods of the consignment in one unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UnitShareView {
    /// The unit.
    pub unit: String,
    /// How much.
    pub share: ShareView,
}

impl From<(UnitId, &Share)> for UnitShareView {
    fn from((unit, share): (UnitId, &Share)) -> Self {
        Self { unit: unit.to_string(), share: ShareView::from(share) }
    }
}

/// Goods under one contract of carriage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConsignmentView {
    /// Its identifier.
    pub id: String,
    /// The customer.
    pub customer: String,
    /// Where it is in its life: after what happened, else after what was decided.
    pub status: StatusView,
    /// The order while it is being written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<DraftView>,
    /// The order, once it is placed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<OrderView>,
    /// Every plan ever made, the first one first.
    pub plans: Vec<PlanView>,
    /// The number of the plan that is followed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan_no: Option<u32>,
    /// The booking that is held or confirmed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booking: Option<LiveBookingView>,
    /// Bookings that are no longer live, the first one first.
    pub past_bookings: Vec<PastBookingView>,
    /// Every record of what happened, corrected ones too.
    pub records: Vec<HandlingRecordView>,
    /// The latest estimate of the arrival.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estimate: Option<EstimateView>,
    /// What happened to the goods.
    pub delivery: DeliveryView,
    /// The units that the goods are in.
    pub units: Vec<UnitShareView>,
    /// How its life ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<LifeEndView>,
}

impl From<&Consignment> for ConsignmentView {
    fn from(consignment: &Consignment) -> Self {
        let life = consignment.life();
        Self {
            id: consignment.id().to_string(),
            customer: consignment.customer().to_string(),
            status: StatusView::from(consignment.status()),
            draft: draft(life),
            order: life.order().map(OrderView::from),
            plans: consignment.plans().iter().map(PlanView::from).collect(),
            plan_no: consignment.plan().map(|plan| plan.no.0),
            booking: live_booking(life),
            past_bookings: consignment.past_bookings().iter().map(PastBookingView::from).collect(),
            records: consignment.records().values().map(HandlingRecordView::from).collect(),
            estimate: consignment.estimate().map(EstimateView::from),
            delivery: DeliveryView::from(&consignment.delivery()),
            units: consignment.units().map(UnitShareView::from).collect(),
            end: end(life),
        }
    }
}

fn draft(life: &Life) -> Option<DraftView> {
    match life {
        Life::Drafted(draft) => Some(DraftView::from(draft)),
        Life::Closed { was, .. } | Life::Cancelled { was, .. } => draft(was),
        Life::Ordered(_) | Life::Planned { .. } | Life::Booked { .. } => None,
    }
}

fn live_booking(life: &Life) -> Option<LiveBookingView> {
    match life {
        Life::Planned { held: Some(held), .. } => Some(LiveBookingView::Held {
            booking: Box::new(BookingView::from(&held.booking)),
            until: held.until.to_string(),
        }),
        Life::Booked { booking, confirmed_at, .. } => Some(LiveBookingView::Confirmed {
            booking: Box::new(BookingView::from(&**booking)),
            at: confirmed_at.to_string(),
        }),
        Life::Closed { was, .. } => live_booking(was),
        Life::Drafted(_) | Life::Ordered(_) | Life::Planned { held: None, .. } | Life::Cancelled { .. } => {
            None
        }
    }
}

fn end(life: &Life) -> Option<LifeEndView> {
    match life {
        Life::Closed { at, .. } => Some(LifeEndView::Closed { at: at.to_string() }),
        Life::Cancelled { at, reason, .. } => {
            Some(LifeEndView::Cancelled { at: at.to_string(), reason: reason.clone() })
        }
        Life::Drafted(_) | Life::Ordered(_) | Life::Planned { .. } | Life::Booked { .. } => None,
    }
}
