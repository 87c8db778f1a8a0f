//! The ledger of one run's section: what it has on each hop, who may sell how much of it, what is sold.
//!
//! One ledger is one entity of the journal, so many runs are booked side by side. Inside it, room is divided into
//! *pools*: the free one, and one for each allotment. An entry draws on one pool; each pool has one custodian site,
//! which alone decides about it. Events of different pools therefore never contradict each other and may be applied
//! in any order: a site goes on selling its own allotment while it is cut off.

mod apply;
mod audit;
mod clerk;
mod command;
mod event;
mod pool;
mod space;

use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;
use lb_base::{BookingId, Minute, OfferId, OrganisationId, PlaceId, RunId, SectionId, SiteId};

use crate::amount::{Amounts, Room};
use crate::plan::{Hops, LegNo};
use lb_base::time::Planned;

pub use apply::apply;
pub use audit::{Breach, audit};
pub use clerk::Shortage;
pub(crate) use clerk::{Clerk, Wish};
pub use command::{LedgerCommand, decide};
pub use event::{LedgerEvent, ReleaseReason};
pub use pool::Pool;
pub use space::Lack;

/// The most calls of one section's run.
pub const CALLS_MAX: usize = 200;
/// The most entries of one pool.
pub const ENTRIES_MAX: usize = 20_000;

/// Which ledger: one section of one run.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LedgerId {
    /// The run.
    pub run: RunId,
    /// The section of the run's service.
    pub section: SectionId,
}

impl fmt::Display for LedgerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{} {}", self.run, self.section))
    }
}

/// Who has an allotment.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Holder {
    /// A site, which sells it alone, also while it is cut off.
    Site(SiteId),
    /// A customer; the ledger's owner decides about it.
    Customer(OrganisationId),
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, id) = match self {
            Self::Site(site) => ("site", site.as_str()),
            Self::Customer(customer) => ("customer", customer.as_str()),
        };
        f.pad(&format!("{kind}:{id}"))
    }
}

/// A share of a ledger's room that is sold by itself.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum PoolId {
    /// What no allotment has.
    Free,
    /// An allotment.
    Allotted(Holder),
}

impl fmt::Display for PoolId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Free => f.pad("free"),
            Self::Allotted(holder) => holder.fmt(f),
        }
    }
}

/// Whether and until when cargo may board at a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Boarding {
    /// Before this cut-off.
    Until(Minute),
    /// Not at all.
    Never,
}

/// Whether cargo may leave the run at a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Alighting {
    /// It may.
    Allowed,
    /// It may not.
    Never,
}

/// One stop of the run, with planned times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallTimes {
    /// Where.
    pub place: PlaceId,
    /// Arrival; `None` at the first call.
    pub arrive: Option<Planned>,
    /// Departure; `None` at the last call.
    pub depart: Option<Planned>,
    /// Boarding, with the cut-off.
    pub boarding: Boarding,
    /// Alighting.
    pub alighting: Alighting,
}

/// Whether the run is sold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sale {
    /// It is.
    Open,
    /// Nothing new is taken and nothing confirmed: the run is cancelled, or set aside.
    Closed {
        /// Why, in words.
        reason: String,
    },
}

/// Which entry: one leg of one booking.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct EntryKey {
    /// The booking.
    pub booking: BookingId,
    /// Its leg.
    pub leg: LegNo,
}

/// What a leg of a booking has in a pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it rides.
    pub hops: Hops,
    /// How much, on each of these hops.
    pub amounts: Amounts,
    /// Whether it has the room.
    pub standing: Standing,
}

/// Whether an entry has its room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It has, until an instant: from then on the room is free.
    Held {
        /// The instant.
        until: Timestamp,
    },
    /// It has.
    Confirmed,
    /// It has not; it stands in the pool's waiting list.
    Waiting {
        /// The instant at which it gives up.
        until: Timestamp,
        /// Its place in the list: lower ones come first.
        place: u64,
    },
}

impl Standing {
    /// Returns when the entry ends by itself.
    #[must_use]
    pub const fn until(self) -> Option<Timestamp> {
        match self {
            Self::Held { until } | Self::Waiting { until, .. } => Some(until),
            Self::Confirmed => None,
        }
    }

    /// Returns the place in the waiting list.
    #[must_use]
    pub const fn waiting_place(self) -> Option<u64> {
        match self {
            Self::Waiting { place, .. } => Some(place),
            Self::Held { .. } | Self::Confirmed => None,
        }
    }
}

/// Allotment that has left one pool and not reached the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// Out of which pool.
    pub from: PoolId,
    /// Into which pool.
    pub to: PoolId,
    /// How much, on every hop.
    pub amounts: Amounts,
}

/// What one run of a section has, and who has taken how much of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ledger {
    pub(crate) id: LedgerId,
    pub(crate) owner: SiteId,
    pub(crate) calls: Vec<CallTimes>,
    pub(crate) room: Room,
    pub(crate) sale: Sale,
    /// The free pool always stands here.
    pub(crate) pools: BTreeMap<PoolId, Pool>,
    /// Offers that nobody has answered.
    pub(crate) offers: BTreeMap<OfferId, Transfer>,
    /// Offers whose answer is known before the offer itself, as happens between three sites.
    pub(crate) answered_early: BTreeMap<OfferId, Transfer>,
}

impl Ledger {
    /// Returns which ledger this is.
    #[must_use]
    pub const fn id(&self) -> &LedgerId {
        &self.id
    }

    /// Returns the site that owns the run's capacity.
    #[must_use]
    pub const fn owner(&self) -> &SiteId {
        &self.owner
    }

    /// Returns the calls in order.
    #[must_use]
    pub fn calls(&self) -> &[CallTimes] {
        &self.calls
    }

    /// Returns what the run has on each hop.
    #[must_use]
    pub const fn room(&self) -> Room {
        self.room
    }

    /// Returns whether the run is sold.
    #[must_use]
    pub const fn sale(&self) -> &Sale {
        &self.sale
    }

    /// Returns the pools in order, the free one first.
    pub fn pools(&self) -> impl Iterator<Item = (&PoolId, &Pool)> {
        self.pools.iter()
    }

    /// Returns the offers of allotment that nobody has answered.
    pub fn offers(&self) -> impl Iterator<Item = (OfferId, &Transfer)> {
        self.offers.iter().map(|(id, transfer)| (*id, transfer))
    }

    /// Returns the number of hops.
    #[must_use]
    pub fn hop_count(&self) -> usize {
        self.calls.len().saturating_sub(1)
    }

    /// Returns the site that decides about a pool: a site about its allotment, the owner about the rest.
    #[must_use]
    pub const fn custodian<'a>(&'a self, pool: &'a PoolId) -> &'a SiteId {
        match pool {
            PoolId::Allotted(Holder::Site(site)) => site,
            PoolId::Free | PoolId::Allotted(Holder::Customer(_)) => &self.owner,
        }
    }

    /// Returns an entry and the pool it draws on.
    #[must_use]
    pub fn entry(&self, key: &EntryKey) -> Option<(&PoolId, &Entry)> {
        self.pools.iter().find_map(|(id, pool)| pool.entry(key).map(|entry| (id, entry)))
    }
}

#[cfg(test)]
mod tests;
