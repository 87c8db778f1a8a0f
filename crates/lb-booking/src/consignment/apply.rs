//! How an event changes a consignment. Nothing is decided here: what was recorded is so.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use lb_base::BookingId;

use crate::booking::{Booking, BookingEnd, PastBooking};
use crate::handling::Records;

use super::{BookingChange, Consignment, ConsignmentEvent, Held, Life};

/// Applies one event. What is not about an existing consignment changes nothing.
pub fn apply(state: &mut Option<Consignment>, event: &ConsignmentEvent) {
    if let ConsignmentEvent::Drafted { id, customer, draft } = event {
        *state = Some(Consignment {
            id: *id,
            customer: customer.clone(),
            life: Life::Drafted(draft.clone()),
            plans: Vec::new(),
            past_bookings: Vec::new(),
            units: BTreeMap::new(),
            stripped: BTreeSet::new(),
            records: Records::new(),
            estimate: None,
        });
    } else if let Some(consignment) = state {
        consignment.apply(event);
    }
}

impl Consignment {
    fn apply(&mut self, event: &ConsignmentEvent) {
        match event {
            ConsignmentEvent::Drafted { .. } => {}
            ConsignmentEvent::Redrafted { draft } => self.life = Life::Drafted(draft.clone()),
            ConsignmentEvent::Ordered { order } => {
                self.past_hold();
                self.life = Life::Ordered(order.clone());
            }
            ConsignmentEvent::Planned { plan } => {
                self.past_hold();
                self.plans.push(plan.clone());
                if let Some(order) = self.life.order().cloned() {
                    self.life = Life::Planned { order, held: None };
                }
            }
            ConsignmentEvent::BookingHeld { booking, until } => {
                self.past_hold();
                if let Some(order) = self.life.order().cloned() {
                    let held = Held { booking: (**booking).clone(), until: *until };
                    self.life = Life::Planned { order, held: Some(Box::new(held)) };
                }
            }
            ConsignmentEvent::BookingConfirmed { booking, at } => self.confirm(*booking, *at),
            ConsignmentEvent::BookingChanged(change) => self.change(change),
            ConsignmentEvent::BookingEnded { booking, end, at } => {
                if let Some(ended) = self.take_booking(*booking) {
                    self.past_bookings.push(PastBooking { booking: ended, end: end.clone(), at: *at });
                }
            }
            ConsignmentEvent::HandlingRecorded(record) => {
                self.records.insert(record.id, record.clone());
            }
            ConsignmentEvent::Estimated(estimate) => self.estimate = Some(*estimate),
            ConsignmentEvent::Stuffed { unit, share } => {
                self.units.insert(*unit, *share);
                self.stripped.remove(unit);
            }
            ConsignmentEvent::Stripped { unit } => {
                self.units.remove(unit);
                self.stripped.insert(*unit);
            }
            ConsignmentEvent::Closed { at } => {
                self.life = Life::Closed { was: Box::new(self.life.clone()), at: *at };
            }
            ConsignmentEvent::Cancelled { at, reason } => {
                self.past_hold();
                let was = Box::new(self.life.clone());
                self.life = Life::Cancelled { was, at: *at, reason: reason.clone() };
            }
        }
    }

    /// Files a hold that is still kept as expired: whatever follows it was decided after its end.
    fn past_hold(&mut self) {
        if let Life::Planned { held, .. } = &mut self.life
            && let Some(held) = held.take()
        {
            let Held { booking, until } = *held;
            self.past_bookings.push(PastBooking { booking, end: BookingEnd::Expired, at: until });
        }
    }

    fn confirm(&mut self, id: BookingId, at: Timestamp) {
        if let Life::Planned { order, held: Some(held) } = &self.life
            && held.booking.id == id
        {
            let (order, booking) = (order.clone(), Box::new(held.booking.clone()));
            self.life = Life::Booked { order, booking, confirmed_at: at };
        }
    }

    /// Takes the live booking out; the plan stays.
    fn take_booking(&mut self, id: BookingId) -> Option<Booking> {
        let (order, booking) = match &self.life {
            Life::Planned { order, held: Some(held) } => (order, &held.booking),
            Life::Booked { order, booking, .. } => (order, &**booking),
            Life::Planned { .. }
            | Life::Drafted(_)
            | Life::Ordered(_)
            | Life::Closed { .. }
            | Life::Cancelled { .. } => return None,
        };
        let (order, booking) = (order.clone(), booking.clone());
        (booking.id == id).then(|| {
            self.life = Life::Planned { order, held: None };
            booking
        })
    }

    fn change(&mut self, change: &BookingChange) {
        let (order, booking) = match &mut self.life {
            Life::Planned { order, held: Some(held) } => (order, &mut held.booking),
            Life::Booked { order, booking, .. } => (order, &mut **booking),
            Life::Planned { .. }
            | Life::Drafted(_)
            | Life::Ordered(_)
            | Life::Closed { .. }
            | Life::Cancelled { .. } => return,
        };
        if booking.id != change.booking {
            return;
        }
        if let Some(changed) = &change.order {
            *order = changed.clone();
        }
        if let Some(quotation) = &change.quotation {
            booking.quotation = quotation.clone();
        }
        booking.legs.clone_from(&change.legs);
        booking.plan = change.plan.no;
        booking.fees.extend(change.fee);
        self.plans.push(change.plan.clone());
    }
}
