//! Bookings: capacity for every leg of a plan that rides a run, held, then confirmed, all legs or none.
//!
//! One command is decided over the consignment and all ledgers it needs together. It gives events for each of them;
//! a caller that cannot record all of them records none.

mod change;
mod desk;
mod hold;

use jiff::Timestamp;
use lb_base::{BookingId, Mass, Money, RunId, SiteId};

use crate::amount::Amounts;
use crate::consignment::{Consignment, ConsignmentEvent};
use crate::ledger::{EntryKey, Ledger, LedgerEvent, LedgerId, PoolId, Standing};
use crate::order::Order;
use crate::plan::{Hops, LegNo, PlanLeg, PlanNo};
use crate::quotation::Quotation;
use crate::refusal::Refusal;

pub use crate::ledger::Shortage;

/// What a booking wants for one leg of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegRequest {
    /// The plan's leg, which says run, section and calls.
    pub leg: LegNo,
    /// The pool to draw on.
    pub pool: PoolId,
    /// How much, see [`crate::amount::Load::demand`].
    pub amounts: Amounts,
}

/// A leg as booked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookedLeg {
    /// Its number in the plan.
    pub leg: LegNo,
    /// The run and section.
    pub ledger: LedgerId,
    /// The hops.
    pub hops: Hops,
    /// The pool it draws on.
    pub pool: PoolId,
    /// How much, on each hop.
    pub amounts: Amounts,
}

/// Capacity reserved on runs for one consignment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Booking {
    /// Its identifier.
    pub id: BookingId,
    /// The plan whose legs it has.
    pub plan: PlanNo,
    /// The site that made it.
    pub site: SiteId,
    /// Its legs.
    pub legs: Vec<BookedLeg>,
    /// What to do where there is no room.
    pub shortage: Shortage,
    /// The quotation it was made at, or changed at.
    pub quotation: Quotation,
    /// When it was made.
    pub made_at: Timestamp,
    /// Fees for changes so far.
    pub fees: Vec<Money>,
}

impl Booking {
    /// Returns the key of a leg's entry in its ledger.
    #[must_use]
    pub const fn key(&self, leg: LegNo) -> EntryKey {
        EntryKey { booking: self.id, leg }
    }

    /// Returns how each leg stands in its ledger; `None` where the ledger is not given or has no such entry.
    #[must_use]
    pub fn standings(&self, ledgers: &[&Ledger]) -> Vec<(LegNo, Option<Standing>)> {
        let standing = |leg: &BookedLeg| {
            let ledger = ledgers.iter().find(|ledger| *ledger.id() == leg.ledger)?;
            ledger.entry(&self.key(leg.leg)).map(|(_, entry)| entry.standing)
        };
        self.legs.iter().map(|leg| (leg.leg, standing(leg))).collect()
    }
}

/// How a booking that is no longer live came to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BookingEnd {
    /// The hold ended by itself.
    Expired,
    /// The hold was given back.
    Released,
    /// It was cancelled.
    Cancelled {
        /// Who wanted it.
        cause: Cause,
        /// Why, in words.
        reason: String,
        /// What it cost.
        fee: Option<Money>,
    },
}

impl BookingEnd {
    /// Returns the stable word.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Expired => "expired",
            Self::Released => "released",
            Self::Cancelled { .. } => "cancelled",
        }
    }
}

/// A booking that is no longer live.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastBooking {
    /// The booking as it last was.
    pub booking: Booking,
    /// How it ended.
    pub end: BookingEnd,
    /// When.
    pub at: Timestamp,
}

/// Who wants a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cause {
    /// The customer: fees apply.
    Customer,
    /// The carrier, or what happens on the way: no fees.
    Carrier,
}

/// What a change of a booking is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChangeKind {
    /// Another quantity on the same runs.
    Amended,
    /// A later run of the same section.
    Rolled,
    /// Another way.
    Rerouted,
}

/// A leg with another quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AmendedLeg {
    /// The leg.
    pub leg: LegNo,
    /// Units that take it.
    pub units: u32,
    /// Gross mass that takes it.
    pub mass: Mass,
    /// How much it takes of its run; nothing for a move on demand.
    pub amounts: Amounts,
}

/// A leg that takes a later run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RolledLeg {
    /// The leg.
    pub leg: LegNo,
    /// The run.
    pub run: RunId,
    /// The pool to draw on there.
    pub pool: PoolId,
}

/// A wish to hold capacity for a consignment's plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoldRequest {
    /// The booking's identifier, made by the caller.
    pub booking: BookingId,
    /// The plan it is for: the consignment's current one.
    pub plan: PlanNo,
    /// What each leg that rides a run wants.
    pub legs: Vec<LegRequest>,
    /// Until when; the first cut-off of the legs ends it earlier.
    pub until: Timestamp,
    /// What to do where there is no room: legs that have room are held all the same, so that a place in one list is
    /// not worthless for want of the next leg.
    pub shortage: Shortage,
    /// The price.
    pub quotation: Quotation,
}

/// A wish about a booking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BookingCommand {
    /// Hold capacity for all legs.
    Hold(HoldRequest),
    /// Make a hold firm.
    Confirm {
        /// The booking.
        booking: BookingId,
    },
    /// Give a hold back.
    Release {
        /// The booking.
        booking: BookingId,
    },
    /// End a booking, held or confirmed, before its first departure.
    Cancel {
        /// The booking.
        booking: BookingId,
        /// Who wants it.
        cause: Cause,
        /// Why, in words.
        reason: String,
    },
    /// Order and book another quantity on the same runs.
    Amend {
        /// The booking.
        booking: BookingId,
        /// The order as it should be.
        order: Order,
        /// The legs whose quantity changes.
        legs: Vec<AmendedLeg>,
        /// A new price; without one the old is kept.
        quotation: Option<Quotation>,
        /// Who wants it.
        cause: Cause,
    },
    /// Take later runs of the same sections.
    Roll {
        /// The booking.
        booking: BookingId,
        /// The legs that roll.
        legs: Vec<RolledLeg>,
        /// Who wants it.
        cause: Cause,
    },
    /// Take another way from where the goods are.
    Reroute {
        /// The booking.
        booking: BookingId,
        /// The legs of the new plan; legs whose run has left stay as they are, if they stay.
        plan: Vec<PlanLeg>,
        /// What each leg that rides a run wants.
        legs: Vec<LegRequest>,
        /// A new price; without one the old is kept.
        quotation: Option<Quotation>,
        /// Who wants it.
        cause: Cause,
    },
}

/// Everything a booking command was decided to change: to be recorded together or not at all.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Decided {
    /// Events by ledger, in the order of the ledgers; those without events are left out.
    pub ledgers: Vec<(LedgerId, Vec<LedgerEvent>)>,
    /// Events of the consignment.
    pub consignment: Vec<ConsignmentEvent>,
}

/// Decides a command of a site about a consignment's booking at an instant.
///
/// `ledgers` are those of the booking's legs, old and new, in any order; others are not touched. A command that has
/// been carried out already gives no events. Cost: the entries of each ledger.
///
/// # Errors
/// A [`Refusal`] that names the first leg, hop and dimension in the way; then nothing happens anywhere.
pub fn decide_booking(
    consignment: &Consignment,
    ledgers: &[&Ledger],
    command: &BookingCommand,
    site: &SiteId,
    now: Timestamp,
) -> Result<Decided, Refusal> {
    let mut desk = desk::Desk::new(consignment, ledgers, site, now);
    match command {
        BookingCommand::Hold(request) => hold::hold(&mut desk, request)?,
        BookingCommand::Confirm { booking } => hold::confirm(&mut desk, *booking)?,
        BookingCommand::Release { booking } => hold::release(&mut desk, *booking)?,
        BookingCommand::Cancel { booking, cause, reason } => {
            hold::cancel(&mut desk, *booking, *cause, reason)?
        }
        BookingCommand::Amend { booking, order, legs, quotation, cause } => {
            let terms = change::Terms { quotation: quotation.as_ref(), cause: *cause };
            change::amend(&mut desk, *booking, order, legs, terms)?;
        }
        BookingCommand::Roll { booking, legs, cause } => change::roll(&mut desk, *booking, legs, *cause)?,
        BookingCommand::Reroute { booking, plan, legs, quotation, cause } => {
            let terms = change::Terms { quotation: quotation.as_ref(), cause: *cause };
            change::reroute(&mut desk, *booking, (plan, legs), terms)?;
        }
    }
    Ok(desk.finish())
}
