//! Bookings: legs, price, how they ended.

use lb_booking::booking::{
    BookedLeg, Booking, BookingEnd, Cause, ChangeKind, LegRequest, PastBooking, Shortage,
};
use lb_booking::ledger::LedgerId;
use lb_booking::plan::{Hops, LegNo, PlanNo};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::amount::AmountsView;
use super::ledger::PoolIdView;
use super::plan::HopsView;
use super::price::{MoneyView, QuotationView};
use crate::json::problem::ViewError;
use crate::json::read::{instant, list, part, part_if, prose, text};

words! {
    /// What to do where there is no room.
    ShortageView of Shortage {
        /// Refuse.
        Refuse = "refuse",
        /// Stand in the waiting list.
        Wait = "wait",
    }
}

words! {
    /// Who wants a change.
    CauseView of Cause {
        /// The customer: fees apply.
        Customer = "customer",
        /// The carrier, or what happens on the way: no fees.
        Carrier = "carrier",
    }
}

words! {
    /// What a change of a booking is.
    ChangeKindView of ChangeKind {
        /// Another quantity on the same runs.
        Amended = "amended",
        /// A later run of the same section.
        Rolled = "rolled",
        /// Another way.
        Rerouted = "rerouted",
    }
}

/// What a booking wants for one leg of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LegRequestView {
    /// The plan's leg, which says run, section and calls.
    pub leg: u16,
    /// The pool to draw on.
    pub pool: PoolIdView,
    /// How much, on each hop.
    pub amounts: AmountsView,
}

impl From<&LegRequest> for LegRequestView {
    fn from(request: &LegRequest) -> Self {
        Self {
            leg: request.leg.0,
            pool: PoolIdView::from(&request.pool),
            amounts: AmountsView::from(&request.amounts),
        }
    }
}

impl TryFrom<&LegRequestView> for LegRequest {
    type Error = ViewError;

    fn try_from(view: &LegRequestView) -> Result<Self, ViewError> {
        let (pool, amounts) = (part("pool", &view.pool)?, part("amounts", &view.amounts)?);
        Ok(Self { leg: LegNo(view.leg), pool, amounts })
    }
}

/// A leg as booked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BookedLegView {
    /// Its number in the plan.
    pub leg: u16,
    /// The run.
    pub run: String,
    /// The section of the run's service.
    pub section: String,
    /// From which call to which.
    pub hops: HopsView,
    /// The pool it draws on.
    pub pool: PoolIdView,
    /// How much, on each hop.
    pub amounts: AmountsView,
}

impl From<&BookedLeg> for BookedLegView {
    fn from(leg: &BookedLeg) -> Self {
        Self {
            leg: leg.leg.0,
            run: leg.ledger.run.to_string(),
            section: leg.ledger.section.to_string(),
            hops: HopsView::from(&leg.hops),
            pool: PoolIdView::from(&leg.pool),
            amounts: AmountsView::from(&leg.amounts),
        }
    }
}

impl TryFrom<&BookedLegView> for BookedLeg {
    type Error = ViewError;

    fn try_from(view: &BookedLegView) -> Result<Self, ViewError> {
        Ok(Self {
            leg: LegNo(view.leg),
            ledger: LedgerId { run: text("run", &view.run)?, section: text("section", &view.section)? },
            hops: Hops::from(&view.hops),
            pool: part("pool", &view.pool)?,
            amounts: part("amounts", &view.amounts)?,
        })
    }
}

/// Capacity reserved on runs for one consignment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BookingView {
    /// Its identifier.
    pub id: String,
    /// The number of the plan whose legs it has.
    pub plan: u32,
    /// The site that made it.
    pub site: String,
    /// Its legs.
    pub legs: Vec<BookedLegView>,
    /// What to do where there is no room.
    pub shortage: ShortageView,
    /// The quotation it was made at, or changed at.
    pub quotation: QuotationView,
    /// When it was made, RFC 3339.
    pub made_at: String,
    /// Fees for changes so far.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fees: Vec<MoneyView>,
}

impl From<&Booking> for BookingView {
    fn from(booking: &Booking) -> Self {
        Self {
            id: booking.id.to_string(),
            plan: booking.plan.0,
            site: booking.site.to_string(),
            legs: booking.legs.iter().map(BookedLegView::from).collect(),
            shortage: ShortageView::from(booking.shortage),
            quotation: QuotationView::from(&booking.quotation),
            made_at: booking.made_at.to_string(),
            fees: booking.fees.iter().map(MoneyView::from).collect(),
        }
    }
}

impl TryFrom<&BookingView> for Booking {
    type Error = ViewError;

    fn try_from(view: &BookingView) -> Result<Self, ViewError> {
        Ok(Self {
            id: text("id", &view.id)?,
            plan: PlanNo(view.plan),
            site: text("site", &view.site)?,
            legs: list("legs", &view.legs)?,
            shortage: Shortage::from(view.shortage),
            quotation: part("quotation", &view.quotation)?,
            made_at: instant("made_at", &view.made_at)?,
            fees: list("fees", &view.fees)?,
        })
    }
}

tagged! {
    /// How a booking that is no longer live came to its end.
    BookingEndView by "how" {
        /// The hold ended by itself.
        Expired = "expired" {}
        /// The hold was given back.
        Released = "released" {}
        /// It was cancelled.
        Cancelled = "cancelled" {
            /// Who wanted it.
            cause: CauseView,
            /// Why, in words.
            reason: String,
            /// What it cost.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            fee: Option<MoneyView>,
        }
    }
}

impl From<&BookingEnd> for BookingEndView {
    fn from(end: &BookingEnd) -> Self {
        match end {
            BookingEnd::Expired => Self::Expired {},
            BookingEnd::Released => Self::Released {},
            BookingEnd::Cancelled { cause, reason, fee } => Self::Cancelled {
                cause: CauseView::from(*cause),
                reason: reason.clone(),
                fee: fee.as_ref().map(MoneyView::from),
            },
        }
    }
}

impl TryFrom<&BookingEndView> for BookingEnd {
    type Error = ViewError;

    fn try_from(view: &BookingEndView) -> Result<Self, ViewError> {
        match view {
            BookingEndView::Expired {} => Ok(Self::Expired),
            BookingEndView::Released {} => Ok(Self::Released),
            BookingEndView::Cancelled { cause, reason, fee } => Ok(Self::Cancelled {
                cause: Cause::from(*cause),
                reason: prose("reason", reason)?,
                fee: part_if("fee", fee.as_ref())?,
            }),
        }
    }
}

/// A booking that is no longer live.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PastBookingView {
    /// The booking as it last was.
    pub booking: BookingView,
    /// How it ended.
    pub end: BookingEndView,
    /// When, RFC 3339.
    pub at: String,
}

impl From<&PastBooking> for PastBookingView {
    fn from(past: &PastBooking) -> Self {
        Self {
            booking: BookingView::from(&past.booking),
            end: BookingEndView::from(&past.end),
            at: past.at.to_string(),
        }
    }
}

impl TryFrom<&PastBookingView> for PastBooking {
    type Error = ViewError;

    fn try_from(view: &PastBookingView) -> Result<Self, ViewError> {
        let (booking, end) = (part("booking", &view.booking)?, part("end", &view.end)?);
        Ok(Self { booking, end, at: instant("at", &view.at)? })
    }
}
