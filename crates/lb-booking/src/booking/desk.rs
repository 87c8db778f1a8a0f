//! The consignment and ledgers of one command while it is decided.

use std::collections::BTreeMap;

use jiff::Timestamp;
use lb_base::{BookingId, Minute, SiteId};

use crate::consignment::{Consignment, ConsignmentEvent, Life};
use crate::ledger::{Clerk, Ledger, LedgerId, Sale};
use crate::plan::Plan;
use crate::refusal::Refusal;

use super::{BookedLeg, Booking, BookingEnd, Decided, LegRequest};

/// A booking that still counts.
#[derive(Clone, Copy)]
pub(super) enum Live<'a> {
    /// Until an instant.
    Held(&'a Booking, Timestamp),
    Confirmed(&'a Booking),
}

impl<'a> Live<'a> {
    pub const fn booking(self) -> &'a Booking {
        match self {
            Self::Held(booking, _) | Self::Confirmed(booking) => booking,
        }
    }
}

pub(super) struct Desk<'a> {
    pub consignment: &'a Consignment,
    pub site: &'a SiteId,
    pub now: Timestamp,
    ledgers: &'a [&'a Ledger],
    clerks: BTreeMap<&'a LedgerId, Clerk<'a>>,
    events: Vec<ConsignmentEvent>,
}

impl<'a> Desk<'a> {
    pub const fn new(
        consignment: &'a Consignment,
        ledgers: &'a [&'a Ledger],
        site: &'a SiteId,
        now: Timestamp,
    ) -> Self {
        Self { consignment, site, now, ledgers, clerks: BTreeMap::new(), events: Vec::new() }
    }

    pub fn emit(&mut self, event: ConsignmentEvent) {
        self.events.push(event);
    }

    /// Returns the ledger of an identifier as decided so far.
    pub fn clerk(&mut self, id: &LedgerId) -> Result<&mut Clerk<'a>, Refusal> {
        let ledger = self.ledger(id)?;
        let (site, now) = (self.site, self.now);
        Ok(self.clerks.entry(ledger.id()).or_insert_with(|| Clerk::new(ledger, site, now)))
    }

    fn ledger(&self, id: &LedgerId) -> Result<&'a Ledger, Refusal> {
        let found = self.ledgers.iter().find(|ledger| ledger.id() == id).copied();
        found.ok_or_else(|| Refusal::RunNotFound { run: id.run.clone(), section: id.section.clone() })
    }

    pub fn finish(self) -> Decided {
        let events = self.clerks.into_iter().map(|(id, clerk)| (id.clone(), clerk.finish()));
        let ledgers = events.filter(|(_, events)| !events.is_empty()).collect();
        Decided { ledgers, consignment: self.events }
    }

    /// Returns the consignment's live booking, if it has one.
    pub fn live(&self) -> Option<Live<'a>> {
        match &self.consignment.life {
            Life::Planned { held: Some(held), .. } if self.now < held.until => {
                Some(Live::Held(&held.booking, held.until))
            }
            Life::Booked { booking, .. } => Some(Live::Confirmed(booking)),
            Life::Planned { .. }
            | Life::Drafted(_)
            | Life::Ordered(_)
            | Life::Closed { .. }
            | Life::Cancelled { .. } => None,
        }
    }

    /// Returns the live booking of an identifier, or says what became of it.
    pub fn live_booking(&self, id: BookingId) -> Result<Live<'a>, Refusal> {
        match self.live() {
            Some(live) if live.booking().id == id => Ok(live),
            Some(_) | None => Err(self.why_not_live(id)),
        }
    }

    fn why_not_live(&self, booking: BookingId) -> Refusal {
        let now = self.now;
        if let Life::Planned { held: Some(held), .. } = &self.consignment.life
            && held.booking.id == booking
        {
            return Refusal::HoldExpired { booking, until: held.until, now };
        }
        let past = self.consignment.past_bookings.iter().rev().find(|past| past.booking.id == booking);
        match past.map(|past| (&past.end, past.at)) {
            Some((BookingEnd::Expired, until)) => Refusal::HoldExpired { booking, until, now },
            Some((end, _)) => Refusal::BookingEnded { booking, how: end.word() },
            None => Refusal::BookingNotFound { booking },
        }
    }

    /// Matches requests with the legs of a plan that ride a run: each once, at the places of the run's calls.
    pub fn booked_legs(&mut self, plan: &Plan, requests: &[LegRequest]) -> Result<Vec<BookedLeg>, Refusal> {
        let is_stray = |request: &&LegRequest| {
            let rides = plan.rides().any(|(leg, _, _)| leg.no == request.leg);
            !rides || requests.iter().filter(|other| other.leg == request.leg).count() > 1
        };
        if let Some(stray) = requests.iter().find(is_stray) {
            return Err(Refusal::LegNotInPlan { leg: stray.leg });
        }
        let mut booked = Vec::with_capacity(requests.len());
        for (leg, ledger, hops) in plan.rides() {
            let request = requests.iter().find(|request| request.leg == leg.no);
            let request = request.ok_or(Refusal::LegMissing { leg: leg.no })?;
            let calls = self.ledger(&ledger)?.calls();
            for (call, found) in [(hops.from_call, &leg.from), (hops.to_call, &leg.to)] {
                let expected = calls.get(usize::from(call)).map(|call| &call.place);
                if let Some(expected) = expected.filter(|expected| *expected != found) {
                    let (expected, found) = (expected.clone(), found.clone());
                    return Err(Refusal::OtherPlace { leg: leg.no, call, expected, found });
                }
            }
            let (pool, amounts) = (request.pool.clone(), request.amounts);
            booked.push(BookedLeg { leg: leg.no, ledger, hops, pool, amounts });
        }
        Ok(booked)
    }

    /// Returns when a booked leg departs, and refuses when it has.
    pub fn departure(&self, leg: &BookedLeg) -> Result<Option<Minute>, Refusal> {
        let departure = self.ledger(&leg.ledger)?.departure(leg.hops.from_call);
        match departure.filter(|_| self.has_departed(leg).unwrap_or(true)) {
            None => Ok(departure),
            Some(departure) => {
                let (run, section) = (leg.ledger.run.clone(), leg.ledger.section.clone());
                Err(Refusal::Departed { run, section, call: leg.hops.from_call, departure, now: self.now })
            }
        }
    }

    /// Returns whether a booked leg's run has left. One that is not sold did not.
    pub fn has_departed(&self, leg: &BookedLeg) -> Result<bool, Refusal> {
        let ledger = self.ledger(&leg.ledger)?;
        let departure = ledger.departure(leg.hops.from_call);
        Ok(*ledger.sale() == Sale::Open && departure.is_some_and(|d| d.timestamp() <= self.now))
    }
}
