//! Visits: the stay of a train, ship or truck at a hub.

use jiff::Timestamp;
use lb_base::codes::TrainIndex;
use lb_base::time::{Actual, Estimated, Planned};
use lb_base::{Length, OrganisationId, UnitId, uuid_id};
use lb_network::layout::BerthId;

use crate::consist::{Difference, Listing};
use crate::ship::Ship;

uuid_id! {
    /// The stay of a train, ship or truck at a hub.
    pub struct VisitId;
}

/// What comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Vehicle {
    /// A train.
    Train {
        /// Gauge, millimetres.
        gauge: u32,
    },
    /// A ship.
    Vessel {
        /// Length over all.
        length: Length,
        /// Draught at arrival or departure, the deeper one.
        draught: Length,
    },
    /// A truck.
    Truck,
}

impl Vehicle {
    /// Returns the stable word.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Train { .. } => "train",
            Self::Vessel { .. } => "vessel",
            Self::Truck => "truck",
        }
    }
}

/// The three times of one thing; each is known by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moments {
    /// After the timetable.
    pub planned: Option<Planned>,
    /// As thought now.
    pub estimated: Option<Estimated>,
    /// As it happened.
    pub actual: Option<Actual>,
}

/// How far a visit has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Announced.
    Expected,
    /// Here.
    Arrived,
    /// The first move was made.
    Working,
    /// Nothing more is to be done.
    Complete,
}

impl Stage {
    /// All stages in order.
    pub const ALL: [Self; 4] = [Self::Expected, Self::Arrived, Self::Working, Self::Complete];

    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Expected => "expected",
            Self::Arrived => "arrived",
            Self::Working => "working",
            Self::Complete => "complete",
        }
    }
}

/// Where and when a ship lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mooring {
    /// Berth.
    pub berth: BerthId,
    /// How far from the berth's beginning its bow or stern is.
    pub offset: Length,
    /// From when.
    pub from: Planned,
    /// Until when.
    pub until: Planned,
}

/// A stay, as announced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// Its identifier.
    pub id: VisitId,
    /// What comes.
    pub vehicle: Vehicle,
    /// Its number or name: of a train, a ship's voyage, a truck's plate.
    pub name: String,
    /// Who runs it.
    pub operator: Option<OrganisationId>,
    /// When it should arrive.
    pub arrival: Option<Planned>,
    /// When it should depart.
    pub departure: Option<Planned>,
}

/// A stay. A visit that has departed or was cancelled is not on the floor any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// Its identifier.
    pub id: VisitId,
    /// What comes.
    pub vehicle: Vehicle,
    /// Its number or name.
    pub name: String,
    /// A train's index, which it keeps from forming to break-up.
    pub index: Option<TrainIndex>,
    /// Who runs it.
    pub operator: Option<OrganisationId>,
    /// Arrival.
    pub arrival: Moments,
    /// Departure.
    pub departure: Moments,
    /// How far it has come.
    pub stage: Stage,
    /// What it brings, as announced.
    pub listed: Vec<Listing>,
    /// Where what was found differs from what was announced.
    pub differences: Vec<Difference>,
    /// Wagons in order, the head of the train first.
    pub consist: Vec<UnitId>,
    /// Where it lies, if it is a ship.
    pub mooring: Option<Mooring>,
    /// What is to be loaded on it and where things stand aboard, if it is a ship.
    pub ship: Ship,
}

impl Visit {
    /// Returns whether it is here.
    #[must_use]
    pub const fn is_here(&self) -> bool {
        match self.stage {
            Stage::Expected => false,
            Stage::Arrived | Stage::Working | Stage::Complete => true,
        }
    }
}

/// A wish about a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VisitCommand {
    /// Announce a visit.
    Expect {
        /// What comes.
        announcement: Announcement,
    },
    /// Announce what a visit brings; a later list takes the place of an earlier one.
    List {
        /// Which visit.
        visit: VisitId,
        /// How many lines announced before stay: a long list comes in parts.
        from: usize,
        /// What it brings.
        listings: Vec<Listing>,
    },
    /// Say when a visit is thought to arrive and depart.
    Estimate {
        /// Which visit.
        visit: VisitId,
        /// Arrival.
        arrival: Option<Estimated>,
        /// Departure.
        departure: Option<Estimated>,
    },
    /// Say a train's index.
    Index {
        /// Which train.
        visit: VisitId,
        /// Its index; nothing takes back what was said.
        index: Option<TrainIndex>,
    },
    /// Plan where and when a ship lies.
    Moor {
        /// Which visit.
        visit: VisitId,
        /// Berth.
        berth: BerthId,
        /// How far from its beginning.
        offset: Length,
        /// From when until when.
        window: (Planned, Planned),
    },
    /// It is here.
    Arrive {
        /// Which visit.
        visit: VisitId,
        /// Since when.
        at: Timestamp,
        /// What it brings, as found; as announced where nothing is said.
        found: Option<Vec<Listing>>,
    },
    /// Make up a departing train of wagons that are here, in this order after those it has.
    Form {
        /// The departing train.
        visit: VisitId,
        /// Wagons.
        wagons: Vec<UnitId>,
        /// When.
        at: Timestamp,
    },
    /// Nothing more is to be done for it.
    Complete {
        /// Which visit.
        visit: VisitId,
        /// When.
        at: Timestamp,
    },
    /// It leaves, with all that is on it.
    Depart {
        /// Which visit.
        visit: VisitId,
        /// When.
        at: Timestamp,
    },
    /// It does not come.
    Cancel {
        /// Which visit.
        visit: VisitId,
        /// Why.
        reason: String,
    },
}

/// What happened to a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VisitEvent {
    /// A visit was announced.
    Expected {
        /// What comes.
        announcement: Announcement,
    },
    /// What it brings was announced.
    Listed {
        /// Which visit.
        visit: VisitId,
        /// How many lines announced before stay.
        from: usize,
        /// What it brings.
        listings: Vec<Listing>,
    },
    /// When it arrives and departs is thought otherwise now.
    Estimated {
        /// Which visit.
        visit: VisitId,
        /// Arrival.
        arrival: Option<Estimated>,
        /// Departure.
        departure: Option<Estimated>,
    },
    /// A train's index was said.
    Indexed {
        /// Which train.
        visit: VisitId,
        /// Its index; nothing when what was said was taken back.
        index: Option<TrainIndex>,
    },
    /// Where a ship lies was planned.
    Moored {
        /// Which visit.
        visit: VisitId,
        /// Where and when.
        mooring: Mooring,
    },
    /// It is here, with this.
    Arrived {
        /// Which visit.
        visit: VisitId,
        /// Since when.
        at: Timestamp,
        /// What it brings.
        brings: Vec<Listing>,
        /// Where that differs from what was announced.
        differences: Vec<Difference>,
    },
    /// It brought this too: what one event need not hold.
    Brought {
        /// Which visit.
        visit: VisitId,
        /// Since when.
        at: Timestamp,
        /// What it brings.
        brings: Vec<Listing>,
    },
    /// Wagons were put into a departing train.
    Formed {
        /// The departing train.
        visit: VisitId,
        /// Wagons, after those it has.
        wagons: Vec<UnitId>,
        /// When.
        at: Timestamp,
    },
    /// The first move for it was made.
    Worked {
        /// Which visit.
        visit: VisitId,
        /// When.
        at: Timestamp,
    },
    /// Nothing more is to be done for it.
    Completed {
        /// Which visit.
        visit: VisitId,
        /// When.
        at: Timestamp,
        /// What was to be loaded or discharged and was not.
        differences: Vec<Difference>,
    },
    /// It takes this along: what one event need not hold. It departs at the same instant.
    Carried {
        /// Which visit.
        visit: VisitId,
        /// When.
        at: Timestamp,
        /// What left with it.
        takes: Vec<UnitId>,
    },
    /// It left with all that was on it.
    Departed {
        /// Which visit.
        visit: VisitId,
        /// When.
        at: Timestamp,
        /// What left with it: wagons in order, then what else.
        takes: Vec<UnitId>,
    },
    /// It does not come.
    Cancelled {
        /// Which visit.
        visit: VisitId,
        /// Why.
        reason: String,
    },
}

impl VisitEvent {
    /// Returns the stable kind for the journal.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Expected { .. } => "hub.visit_expected",
            Self::Listed { .. } => "hub.visit_listed",
            Self::Estimated { .. } => "hub.visit_estimated",
            Self::Indexed { .. } => "hub.visit_indexed",
            Self::Moored { .. } => "hub.visit_moored",
            Self::Arrived { .. } => "hub.visit_arrived",
            Self::Brought { .. } => "hub.visit_brought",
            Self::Formed { .. } => "hub.visit_formed",
            Self::Worked { .. } => "hub.visit_worked",
            Self::Completed { .. } => "hub.visit_completed",
            Self::Carried { .. } => "hub.visit_carried",
            Self::Departed { .. } => "hub.visit_departed",
            Self::Cancelled { .. } => "hub.visit_cancelled",
        }
    }

    /// Returns when it happened, where it says so itself.
    #[must_use]
    pub const fn happened_at(&self) -> Option<Timestamp> {
        match self {
            Self::Arrived { at, .. }
            | Self::Brought { at, .. }
            | Self::Carried { at, .. }
            | Self::Formed { at, .. }
            | Self::Worked { at, .. }
            | Self::Completed { at, .. }
            | Self::Departed { at, .. } => Some(*at),
            Self::Expected { .. }
            | Self::Listed { .. }
            | Self::Estimated { .. }
            | Self::Indexed { .. }
            | Self::Moored { .. }
            | Self::Cancelled { .. } => None,
        }
    }
}
