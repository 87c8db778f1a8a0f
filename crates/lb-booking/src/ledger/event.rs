//! What happens to a ledger, as the journal records it.

use jiff::Timestamp;
use lb_base::{OfferId, SiteId};

use crate::amount::Room;

use super::{CallTimes, Entry, EntryKey, LedgerId, PoolId, Standing, Transfer};

/// Why an entry was given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReleaseReason {
    /// The hold was given back before it was confirmed.
    Released,
    /// The booking was cancelled.
    Cancelled,
    /// The booking takes another run or way instead.
    Changed,
}

/// What happened to a ledger. Unless an event has its own instant, it happened when it was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LedgerEvent {
    /// The run's section was opened for sale.
    Opened {
        /// Which run and section.
        id: LedgerId,
        /// The site that owns the capacity.
        owner: SiteId,
        /// The calls.
        calls: Vec<CallTimes>,
        /// What it has on each hop.
        room: Room,
    },
    /// The run has other room now.
    RoomSet {
        /// What it has on each hop.
        room: Room,
    },
    /// The run has other times now.
    Retimed {
        /// The same calls with their times.
        calls: Vec<CallTimes>,
    },
    /// Nothing is sold any more.
    SaleClosed {
        /// Why, in words.
        reason: String,
    },
    /// It is sold again.
    SaleReopened,
    /// Allotment moved between two pools of one custodian.
    AllotmentMoved(Transfer),
    /// Allotment left a pool on its way to another site's; neither sells it.
    AllotmentOffered {
        /// The offer.
        offer: OfferId,
        /// What is on its way.
        transfer: Transfer,
    },
    /// The other site took it.
    AllotmentAccepted {
        /// The offer.
        offer: OfferId,
        /// What arrived.
        transfer: Transfer,
    },
    /// The other site refused it: it is back where it came from.
    AllotmentDeclined {
        /// The offer.
        offer: OfferId,
        /// What went back.
        transfer: Transfer,
    },
    /// A leg of a booking was entered: held, waiting or confirmed.
    Entered {
        /// Which leg.
        key: EntryKey,
        /// The pool it draws on.
        pool: PoolId,
        /// What it has there.
        entry: Entry,
    },
    /// A held leg was confirmed.
    Confirmed {
        /// Which leg.
        key: EntryKey,
        /// The pool it draws on.
        pool: PoolId,
    },
    /// A leg takes another quantity on the same hops.
    Amended {
        /// Which leg.
        key: EntryKey,
        /// The pool it draws on.
        pool: PoolId,
        /// What it has there now.
        entry: Entry,
    },
    /// A leg was given up.
    Released {
        /// Which leg.
        key: EntryKey,
        /// The pool it drew on.
        pool: PoolId,
        /// Why.
        reason: ReleaseReason,
    },
    /// A hold or a wait ended by itself.
    Lapsed {
        /// Which leg.
        key: EntryKey,
        /// The pool it drew on.
        pool: PoolId,
        /// When: the instant that the entry named.
        at: Timestamp,
    },
    /// A waiting leg got its room: it is held until the instant at which it would have given up.
    Promoted {
        /// Which leg.
        key: EntryKey,
        /// The pool it draws on.
        pool: PoolId,
        /// When the room became free.
        at: Timestamp,
    },
}

impl LedgerEvent {
    /// Returns the stable kind for the journal.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Opened { .. } => "ledger.opened",
            Self::RoomSet { .. } => "ledger.room_set",
            Self::Retimed { .. } => "ledger.retimed",
            Self::SaleClosed { .. } => "ledger.sale_closed",
            Self::SaleReopened => "ledger.sale_reopened",
            Self::AllotmentMoved(_) => "ledger.allotment_moved",
            Self::AllotmentOffered { .. } => "ledger.allotment_offered",
            Self::AllotmentAccepted { .. } => "ledger.allotment_accepted",
            Self::AllotmentDeclined { .. } => "ledger.allotment_declined",
            Self::Entered { entry, .. } => match entry.standing {
                Standing::Held { .. } => "ledger.held",
                Standing::Confirmed => "ledger.booked",
                Standing::Waiting { .. } => "ledger.waitlisted",
            },
            Self::Confirmed { .. } => "ledger.confirmed",
            Self::Amended { .. } => "ledger.amended",
            Self::Released { .. } => "ledger.released",
            Self::Lapsed { .. } => "ledger.lapsed",
            Self::Promoted { .. } => "ledger.promoted",
        }
    }

    /// Returns when it happened, where that is not when it was decided.
    #[must_use]
    pub const fn happened_at(&self) -> Option<Timestamp> {
        match self {
            Self::Lapsed { at, .. } | Self::Promoted { at, .. } => Some(*at),
            Self::Opened { .. }
            | Self::RoomSet { .. }
            | Self::Retimed { .. }
            | Self::SaleClosed { .. }
            | Self::SaleReopened
            | Self::AllotmentMoved(_)
            | Self::AllotmentOffered { .. }
            | Self::AllotmentAccepted { .. }
            | Self::AllotmentDeclined { .. }
            | Self::Entered { .. }
            | Self::Confirmed { .. }
            | Self::Amended { .. }
            | Self::Released { .. } => None,
        }
    }
}
