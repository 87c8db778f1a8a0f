//! Labels: what is known of cargo that reached a place, and when one makes another needless.

use lb_network::idx::{PlaceIdx, RunIdx, SectionIdx};

use crate::query::{Criteria, Front};

/// How a label's cargo came to its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    /// It was ready there (index of the origin).
    Origin(u32),
    /// It rode; the last section ridden, and the call where it left.
    Ride {
        /// Index of the last leg node.
        leg: u32,
        /// Index of the call.
        call: u16,
    },
    /// It was moved on demand.
    Drayage(u32),
}

/// A part of a ride: one section of a run, and where it was boarded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LegNode {
    /// Section.
    pub section: SectionIdx,
    /// Run.
    pub run: RunIdx,
    /// Call at which it begins.
    pub call: u16,
    /// The section before it, of the same run through a through connection.
    pub before: Option<u32>,
    /// The label from which the run was boarded.
    pub from: u32,
}

/// Cargo available at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    /// Place.
    pub place: PlaceIdx,
    /// Available from, minutes since 1970 UTC.
    pub time: i32,
    /// The latest minute at which the cargo may be ready for this; while it has not ridden, the latest of the question.
    pub departure: i32,
    /// Cents so far.
    pub cost: i64,
    /// Grams so far.
    pub co2e: i64,
    /// Handlings so far.
    pub handlings: u32,
    /// Runs boarded so far.
    pub rides: u32,
    /// Probability so far that every connection held, parts per million.
    pub reliability: i64,
    /// Delay distribution of the arrival; `delays.len()` = punctual.
    pub delay: u16,
    /// Whether no ride was boarded yet: the cargo then waits at its owner's, free.
    pub fresh: bool,
    /// Whether the cargo has moved at all.
    pub moved: bool,
    /// Number of the set of what it passed, where ways are held apart.
    pub set: u16,
    /// The label before.
    pub before: u32,
    /// How it came.
    pub came: Came,
}

/// Cargo aboard a run, at a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Aboard {
    /// The latest minute at which the cargo may be ready for this.
    pub departure: i32,
    /// Cents so far.
    pub cost: i64,
    /// Grams so far.
    pub co2e: i64,
    /// Handlings so far.
    pub handlings: u32,
    /// Runs boarded so far, this one included.
    pub rides: u32,
    /// Reliability so far.
    pub reliability: i64,
    /// Country in which the run was boarded (customs at alighting depend on it).
    pub country: u16,
    /// Number of the set of what it passed, where ways are held apart.
    pub set: u16,
    /// Its leg node.
    pub leg: u32,
}

impl Aboard {
    /// Returns the value so far of what leaves at a minute.
    #[must_use]
    pub const fn value(&self, depart: i32) -> Value {
        Value {
            arrival: depart,
            departure: self.departure,
            cost: self.cost,
            co2e: self.co2e,
            handlings: self.handlings,
            rides: self.rides,
            reliability: self.reliability,
        }
    }

    /// Returns whether this one makes `other`, aboard the same run at the same call, needless.
    #[must_use]
    pub fn covers(&self, other: &Self, criteria: Criteria) -> bool {
        self.country == other.country
            && self.set == other.set
            && self.departure >= other.departure
            && (!criteria.cost || self.cost <= other.cost)
            && (!criteria.co2e || self.co2e <= other.co2e)
            && (!criteria.handlings || self.handlings <= other.handlings)
            && (!criteria.rides || self.rides <= other.rides)
            && (!criteria.reliability || self.reliability >= other.reliability)
    }
}

/// What a finished itinerary is judged by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Value {
    /// Arrival, minutes since 1970 UTC.
    pub arrival: i32,
    /// Cents, capital included.
    pub cost: i64,
    /// Grams.
    pub co2e: i64,
    /// Handlings.
    pub handlings: u32,
    /// Runs boarded.
    pub rides: u32,
    /// Probability of arriving in time, parts per million.
    pub reliability: i64,
    /// The latest minute at which the cargo may be ready for it; the question's where that names one minute.
    pub departure: i32,
}

impl Value {
    /// Returns whether this value is at least as good as `other` in every criterion asked for.
    #[must_use]
    pub fn covers(&self, other: &Self, criteria: Criteria) -> bool {
        self.departure >= other.departure
            && (!criteria.arrival || self.arrival <= other.arrival)
            && (!criteria.cost || self.cost <= other.cost)
            && (!criteria.co2e || self.co2e <= other.co2e)
            && (!criteria.handlings || self.handlings <= other.handlings)
            && (!criteria.rides || self.rides <= other.rides)
            && (!criteria.reliability || self.reliability >= other.reliability)
    }

    /// Returns the value that is the better of both in every criterion.
    #[must_use]
    pub fn best_of(&self, other: &Self) -> Self {
        Self {
            arrival: self.arrival.min(other.arrival),
            departure: self.departure.max(other.departure),
            cost: self.cost.min(other.cost),
            co2e: self.co2e.min(other.co2e),
            handlings: self.handlings.min(other.handlings),
            rides: self.rides.min(other.rides),
            reliability: self.reliability.max(other.reliability),
        }
    }

    /// Returns the value that is worse by the front's tolerance: what this one still covers.
    #[must_use]
    pub fn reach(&self, front: Front) -> Self {
        match front {
            Front::Exact => *self,
            Front::Bounded { minutes, .. } => Self { arrival: self.arrival - minutes, ..self.share(front) },
        }
    }

    /// Returns the value with the tolerance on cost, CO2e and reliability only.
    #[must_use]
    pub fn share(&self, front: Front) -> Self {
        match front {
            Front::Exact => *self,
            Front::Bounded { cost_e3, co2e_e3, reliability_e3, .. } => Self {
                cost: self.cost - self.cost * cost_e3 / 1_000,
                co2e: self.co2e - self.co2e * co2e_e3 / 1_000,
                reliability: self.reliability + self.reliability * reliability_e3 / 1_000,
                ..*self
            },
        }
    }
}

impl Label {
    /// Returns the label's value so far.
    #[must_use]
    pub const fn value(&self) -> Value {
        Value {
            arrival: self.time,
            departure: self.departure,
            cost: self.cost,
            co2e: self.co2e,
            handlings: self.handlings,
            rides: self.rides,
            reliability: self.reliability,
        }
    }
}
