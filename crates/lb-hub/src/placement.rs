//! Placements: the agreed putting of wagons on a track, between two organisations.

use jiff::Timestamp;
use lb_base::time::Planned;
use lb_base::{Length, OrganisationId, UnitId, uuid_id};
use lb_network::layout::TrackId;

use crate::visit::VisitId;

uuid_id! {
    /// The agreed putting of wagons on a track.
    pub struct PlacementId;
}

/// What is proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Its identifier.
    pub id: PlacementId,
    /// Whose wagons.
    pub visit: VisitId,
    /// Which of its wagons; empty for all of them.
    pub wagons: Vec<UnitId>,
    /// Which track.
    pub track: TrackId,
    /// From when.
    pub from: Planned,
    /// Until when.
    pub until: Planned,
    /// How many units are to be worked.
    pub units: u32,
    /// Who is asked.
    pub to: OrganisationId,
    /// Until when an answer counts.
    pub expires: Timestamp,
}

/// How far a placement has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlacementStage {
    /// Waits for an answer, until it expires.
    Offered,
    /// Agreed.
    Accepted {
        /// When.
        at: Timestamp,
    },
    /// The wagons stand on the track.
    Placed {
        /// Since when.
        at: Timestamp,
    },
    /// All work on them is done.
    Worked {
        /// When.
        at: Timestamp,
    },
}

impl PlacementStage {
    /// Returns the stable word.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Offered => "offered",
            Self::Accepted { .. } => "accepted",
            Self::Placed { .. } => "placed",
            Self::Worked { .. } => "worked",
        }
    }

    /// Returns whether the wagons stand on the track now.
    #[must_use]
    pub const fn is_on_track(&self) -> bool {
        match self {
            Self::Offered | Self::Accepted { .. } => false,
            Self::Placed { .. } | Self::Worked { .. } => true,
        }
    }
}

/// A placement that is live. One that was refused, withdrawn or released is not on the floor any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placement {
    /// What was proposed.
    pub proposal: Proposal,
    /// Who proposed it.
    pub by: OrganisationId,
    /// When.
    pub offered_at: Timestamp,
    /// How long the wagons are together.
    pub length: Length,
    /// The placement that it answers with other terms.
    pub counters: Option<PlacementId>,
    /// How far it has come.
    pub stage: PlacementStage,
}

impl Placement {
    /// Returns whether nobody answered in time.
    #[must_use]
    pub fn is_expired(&self, now: Timestamp) -> bool {
        self.stage == PlacementStage::Offered && self.proposal.expires <= now
    }

    /// Returns whether it takes its track: agreed, or on it.
    #[must_use]
    pub const fn is_agreed(&self) -> bool {
        match self.stage {
            PlacementStage::Offered => false,
            PlacementStage::Accepted { .. }
            | PlacementStage::Placed { .. }
            | PlacementStage::Worked { .. } => true,
        }
    }

    /// Returns from when until when it takes its track: what stands there stays until it is released.
    #[must_use]
    pub fn window(&self, now: Timestamp) -> (Timestamp, Timestamp) {
        let (from, until) = (self.proposal.from.timestamp(), self.proposal.until.timestamp());
        match &self.stage {
            PlacementStage::Offered | PlacementStage::Accepted { .. } => (from, until),
            PlacementStage::Placed { at } | PlacementStage::Worked { at } => {
                ((*at).min(from), until.max(now))
            }
        }
    }
}

/// A wish about a placement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlacementCommand {
    /// Propose to put wagons on a track.
    Offer {
        /// What is proposed.
        proposal: Proposal,
    },
    /// Agree.
    Accept {
        /// Which placement.
        placement: PlacementId,
    },
    /// Do not agree.
    Refuse {
        /// Which placement.
        placement: PlacementId,
        /// Why.
        reason: String,
    },
    /// Do not agree, and propose another track or time.
    Counter {
        /// Which placement.
        placement: PlacementId,
        /// Why.
        reason: String,
        /// The identifier of the new one.
        id: PlacementId,
        /// Which track.
        track: TrackId,
        /// From when until when.
        window: (Planned, Planned),
        /// Until when an answer counts.
        expires: Timestamp,
    },
    /// Take a proposal or an agreement back.
    Withdraw {
        /// Which placement.
        placement: PlacementId,
        /// Why.
        reason: String,
    },
    /// The wagons stand on the track.
    Place {
        /// Which placement.
        placement: PlacementId,
        /// Since when.
        at: Timestamp,
    },
    /// All work on them is done.
    FinishWork {
        /// Which placement.
        placement: PlacementId,
        /// When.
        at: Timestamp,
    },
    /// They left the track.
    Release {
        /// Which placement.
        placement: PlacementId,
        /// When.
        at: Timestamp,
    },
}

/// What happened to a placement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlacementEvent {
    /// A placement was proposed.
    Offered {
        /// What.
        placement: Placement,
    },
    /// It was agreed.
    Accepted {
        /// Which.
        placement: PlacementId,
        /// When.
        at: Timestamp,
        /// By whom.
        by: OrganisationId,
    },
    /// It was not agreed.
    Refused {
        /// Which.
        placement: PlacementId,
        /// By whom.
        by: OrganisationId,
        /// Why.
        reason: String,
        /// What is proposed instead.
        instead: Option<PlacementId>,
    },
    /// It was taken back.
    Withdrawn {
        /// Which.
        placement: PlacementId,
        /// By whom.
        by: OrganisationId,
        /// Why.
        reason: String,
    },
    /// The wagons stand on the track.
    Placed {
        /// Which placement.
        placement: PlacementId,
        /// Since when.
        at: Timestamp,
    },
    /// All work on them is done.
    Worked {
        /// Which placement.
        placement: PlacementId,
        /// When.
        at: Timestamp,
    },
    /// They left the track.
    Released {
        /// Which placement.
        placement: PlacementId,
        /// When.
        at: Timestamp,
    },
}

impl PlacementEvent {
    /// Returns the stable kind for the journal.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Offered { .. } => "hub.placement_offered",
            Self::Accepted { .. } => "hub.placement_accepted",
            Self::Refused { .. } => "hub.placement_refused",
            Self::Withdrawn { .. } => "hub.placement_withdrawn",
            Self::Placed { .. } => "hub.placement_placed",
            Self::Worked { .. } => "hub.placement_worked",
            Self::Released { .. } => "hub.placement_released",
        }
    }

    /// Returns when it happened, where it says so itself.
    #[must_use]
    pub const fn happened_at(&self) -> Option<Timestamp> {
        match self {
            Self::Accepted { at, .. }
            | Self::Placed { at, .. }
            | Self::Worked { at, .. }
            | Self::Released { at, .. } => Some(*at),
            Self::Offered { .. } | Self::Refused { .. } | Self::Withdrawn { .. } => None,
        }
    }
}
