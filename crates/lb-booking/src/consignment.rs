//! Consignments: what a customer ordered, how it is planned and booked, and what happened to it.

mod apply;
mod command;
mod event;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use lb_base::{ConsignmentId, Mass, OrganisationId, PlaceId, StuffingListId, UnitId};

use crate::booking::{Booking, PastBooking};
use crate::delivery::{Delivery, Progress, Whereabouts, derive};
use crate::handling::Records;
use crate::order::{Draft, Order};
use crate::plan::{Plan, PlanLeg, PlanNo, Supply, check_plan};
use crate::refusal::Refusal;
use lb_base::time::Estimated;

pub use apply::apply;
pub use command::{ConsignmentCommand, RECORDS_MAX, decide};
pub use event::{BookingChange, ConsignmentEvent};

/// A hold: a booking that ends by itself unless it is confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The booking.
    pub booking: Booking,
    /// When it ends.
    pub until: Timestamp,
}

/// What was decided about a consignment. What happened to its goods is not here: see [`Delivery`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Life {
    /// The order is being written.
    Drafted(Draft),
    /// It is complete; there is no plan for it.
    Ordered(Order),
    /// There is a plan.
    Planned {
        /// The order.
        order: Order,
        /// The last hold, which may have ended.
        held: Option<Box<Held>>,
    },
    /// Capacity for the plan is booked.
    Booked {
        /// The order.
        order: Order,
        /// The booking.
        booking: Box<Booking>,
        /// When it was confirmed.
        confirmed_at: Timestamp,
    },
    /// It was delivered and nothing is left to do.
    Closed {
        /// What it was before.
        was: Box<Life>,
        /// When.
        at: Timestamp,
    },
    /// It will not be carried.
    Cancelled {
        /// What it was before.
        was: Box<Life>,
        /// When.
        at: Timestamp,
        /// Why, in words.
        reason: String,
    },
}

impl Life {
    /// Returns the order, once there is one.
    #[must_use]
    pub fn order(&self) -> Option<&Order> {
        match self {
            Self::Drafted(_) => None,
            Self::Ordered(order) | Self::Planned { order, .. } | Self::Booked { order, .. } => Some(order),
            Self::Closed { was, .. } | Self::Cancelled { was, .. } => was.order(),
        }
    }
}

/// Where a consignment is in its life, in the field's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// The order is being written.
    Drafted,
    /// It is complete.
    Ordered,
    /// There is a plan for it.
    Planned,
    /// Capacity is booked.
    Booked,
    /// The carrier has the goods.
    Received,
    /// They are on their way.
    UnderWay,
    /// All are at the destination.
    Arrived,
    /// The consignee has all.
    Delivered,
    /// Nothing is left to do.
    Closed,
    /// It will not be carried.
    Cancelled,
}

impl Status {
    /// All, in the order of a life.
    pub const ALL: [Self; 10] = [
        Self::Drafted,
        Self::Ordered,
        Self::Planned,
        Self::Booked,
        Self::Received,
        Self::UnderWay,
        Self::Arrived,
        Self::Delivered,
        Self::Closed,
        Self::Cancelled,
    ];

    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Drafted => "drafted",
            Self::Ordered => "ordered",
            Self::Planned => "planned",
            Self::Booked => "booked",
            Self::Received => "received",
            Self::UnderWay => "under_way",
            Self::Arrived => "arrived",
            Self::Delivered => "delivered",
            Self::Closed => "closed",
            Self::Cancelled => "cancelled",
        }
    }
}

/// A part of a consignment's goods in one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// Pieces.
    pub pieces: u32,
    /// Gross mass.
    pub mass: Mass,
    /// The stuffing list, where several consignments share the unit.
    pub list: Option<StuffingListId>,
}

/// When the goods are thought to arrive at the destination.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArrivalEstimate {
    /// The arrival.
    pub arrival: Estimated,
    /// When the estimate was made.
    pub made_at: Timestamp,
}

/// Goods under one contract of carriage: what the customer follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consignment {
    pub(crate) id: ConsignmentId,
    pub(crate) customer: OrganisationId,
    pub(crate) life: Life,
    /// Every plan ever made, the first one first.
    pub(crate) plans: Vec<Plan>,
    pub(crate) past_bookings: Vec<PastBooking>,
    pub(crate) units: BTreeMap<UnitId, Share>,
    /// Units that goods were in and are not any more.
    pub(crate) stripped: BTreeSet<UnitId>,
    pub(crate) records: Records,
    pub(crate) estimate: Option<ArrivalEstimate>,
}

impl Consignment {
    /// Returns which consignment this is.
    #[must_use]
    pub const fn id(&self) -> ConsignmentId {
        self.id
    }

    /// Returns the customer.
    #[must_use]
    pub const fn customer(&self) -> &OrganisationId {
        &self.customer
    }

    /// Returns what was decided about it.
    #[must_use]
    pub const fn life(&self) -> &Life {
        &self.life
    }

    /// Returns every plan ever made, the first one first.
    #[must_use]
    pub fn plans(&self) -> &[Plan] {
        &self.plans
    }

    /// Returns the bookings that are no longer live, the first one first.
    #[must_use]
    pub fn past_bookings(&self) -> &[PastBooking] {
        &self.past_bookings
    }

    /// Returns the units that the goods are in.
    pub fn units(&self) -> impl Iterator<Item = (UnitId, &Share)> {
        self.units.iter().map(|(unit, share)| (*unit, share))
    }

    /// Returns every record of what happened, corrected ones too.
    #[must_use]
    pub const fn records(&self) -> &Records {
        &self.records
    }

    /// Returns the latest estimate of the arrival.
    #[must_use]
    pub const fn estimate(&self) -> Option<&ArrivalEstimate> {
        self.estimate.as_ref()
    }

    /// Returns the plan that is followed.
    #[must_use]
    pub fn plan(&self) -> Option<&Plan> {
        let is_planned = match &self.life {
            Life::Drafted(_) | Life::Ordered(_) => false,
            Life::Planned { .. } | Life::Booked { .. } | Life::Closed { .. } => true,
            Life::Cancelled { was, .. } => matches!(**was, Life::Planned { .. } | Life::Booked { .. }),
        };
        self.plans.last().filter(|_| is_planned)
    }

    /// Returns what happened to the goods: derived from the records each time, never stored.
    #[must_use]
    pub fn delivery(&self) -> Delivery {
        derive(self)
    }

    /// Returns where the consignment is in its life: after what happened, else after what was decided.
    #[must_use]
    pub fn status(&self) -> Status {
        match (&self.life, self.delivery().progress) {
            (Life::Closed { .. }, _) => Status::Closed,
            (Life::Cancelled { .. }, _) => Status::Cancelled,
            (_, Progress::Delivered) => Status::Delivered,
            (_, Progress::Arrived) => Status::Arrived,
            (_, Progress::UnderWay) => Status::UnderWay,
            (_, Progress::Received) => Status::Received,
            (Life::Drafted(_), Progress::NotReceived) => Status::Drafted,
            (Life::Ordered(_), Progress::NotReceived) => Status::Ordered,
            (Life::Planned { .. }, Progress::NotReceived) => Status::Planned,
            (Life::Booked { .. }, Progress::NotReceived) => Status::Booked,
        }
    }

    pub(crate) fn plan_numbered(&self, no: PlanNo) -> Option<&Plan> {
        self.plans.iter().find(|plan| plan.no == no)
    }

    /// Returns the plan of a consignment that is planned or booked.
    pub(crate) fn current_plan(&self) -> Result<&Plan, Refusal> {
        let wrong = || self.wrong_state("planned or booked");
        match &self.life {
            Life::Planned { .. } | Life::Booked { .. } => self.plans.last().ok_or_else(wrong),
            Life::Drafted(_) | Life::Ordered(_) | Life::Closed { .. } | Life::Cancelled { .. } => {
                Err(wrong())
            }
        }
    }

    pub(crate) fn known_order(&self) -> Result<&Order, Refusal> {
        self.life.order().ok_or_else(|| self.wrong_state("ordered"))
    }

    pub(crate) fn wrong_state(&self, expected: &'static str) -> Refusal {
        Refusal::WrongState { expected, found: self.status().word() }
    }

    /// Refuses a plan that brings the goods neither from the origin nor from where they are now to the destination.
    pub(crate) fn check_plan(&self, order: &Order, legs: &[PlanLeg]) -> Result<(), Refusal> {
        let all = Supply { place: order.route.origin.clone(), units: order.unit_count(), mass: order.mass() };
        let from_origin = check_plan(order, &[all], legs);
        if from_origin.is_ok() || self.records.is_empty() {
            return from_origin;
        }
        check_plan(order, &self.supply(order), legs)
    }

    /// Returns where the goods are now: units where they stand or where they boarded, the rest at the origin.
    fn supply(&self, order: &Order) -> Vec<Supply> {
        let mut rest =
            Supply { place: order.route.origin.clone(), units: order.unit_count(), mass: order.mass() };
        let mut supply = Vec::new();
        for (unit, part) in self.delivery().parts {
            let Some(place) = self.place_of(&part.whereabouts) else { continue };
            match unit.map(|unit| self.units.get(&unit)) {
                // Nothing is known about units: all goods are together.
                None => return vec![Supply { place, ..rest }],
                Some(Some(share)) => {
                    // A part of a container's load is ordered as mass, not as a unit.
                    let units = rest.units.min(1);
                    supply.push(Supply { place, units, mass: share.mass });
                    rest.units = rest.units.saturating_sub(units);
                    rest.mass = rest.mass.saturating_sub(share.mass);
                }
                Some(None) => {}
            }
        }
        supply.push(rest);
        supply
    }

    /// Returns where goods stand; of goods on a run, where the plan's leg boarded it.
    fn place_of(&self, whereabouts: &Whereabouts) -> Option<PlaceId> {
        match whereabouts {
            Whereabouts::Unknown => None,
            Whereabouts::At { place, .. } | Whereabouts::Delivered { place, .. } => Some(place.clone()),
            Whereabouts::Aboard { vehicle, place, .. } => {
                let legs = self.plan().map(|plan| plan.legs.as_slice()).unwrap_or_default();
                let leg = legs.iter().find(|leg| leg.is_carried_by(vehicle));
                Some(leg.map_or(place, |leg| &leg.from).clone())
            }
        }
    }
}

#[cfg(test)]
mod tests;
