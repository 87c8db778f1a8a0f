//! What was seen to happen to a consignment's goods. Records are never changed; a correction is a record that names
//! the one it corrects.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use lb_base::{HandlingId, PlaceId, RunId, SectionId, UnitId};
use lb_network::model::Mode;

use lb_base::time::Actual;

/// What carries goods.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Vehicle {
    /// A section of a run.
    Run {
        /// The run.
        run: RunId,
        /// The section.
        section: SectionId,
    },
    /// A truck, barge or shuttle on demand.
    OnDemand(Mode),
}

/// What keeps goods where they are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum HoldKind {
    /// Customs.
    Customs,
    /// Inspection of plants, animals and food.
    Quarantine,
    /// Money is owed.
    Payment,
    /// The carrier or the police.
    Other,
}

/// What happened.
///
/// Source: handling events of the cargo shipping model (dddsample-core); in brackets the DCSA Track & Trace code.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum HandlingKind {
    /// The carrier took the goods over from the consignor (RECE, GTIN).
    Received,
    /// They were put on a vehicle (LOAD).
    Loaded(Vehicle),
    /// The vehicle left with them (DEPA).
    Departed(Vehicle),
    /// The vehicle came with them (ARRI).
    Arrived(Vehicle),
    /// They were taken off (DISC).
    Unloaded(Vehicle),
    /// They changed between trains of two gauges.
    GaugeChanged,
    /// Customs let them pass (CUSR).
    CustomsCleared,
    /// Somebody keeps them (HOLD).
    Held(HoldKind),
    /// Somebody no longer does (RELS).
    Released(HoldKind),
    /// The consignee took them over (GTOT).
    Delivered,
}

impl HandlingKind {
    /// Returns the stable word.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Loaded(_) => "loaded",
            Self::Departed(_) => "departed",
            Self::Arrived(_) => "arrived",
            Self::Unloaded(_) => "unloaded",
            Self::GaugeChanged => "gauge_changed",
            Self::CustomsCleared => "customs_cleared",
            Self::Held(_) => "held",
            Self::Released(_) => "released",
            Self::Delivered => "delivered",
        }
    }

    /// Returns the vehicle it is about.
    #[must_use]
    pub const fn vehicle(&self) -> Option<&Vehicle> {
        match self {
            Self::Loaded(vehicle)
            | Self::Departed(vehicle)
            | Self::Arrived(vehicle)
            | Self::Unloaded(vehicle) => Some(vehicle),
            Self::Received
            | Self::GaugeChanged
            | Self::CustomsCleared
            | Self::Held(_)
            | Self::Released(_)
            | Self::Delivered => None,
        }
    }

    /// Returns whether goods are elsewhere, or with somebody else, after it.
    #[must_use]
    pub const fn moves_goods(&self) -> bool {
        match self {
            Self::Received
            | Self::Loaded(_)
            | Self::Departed(_)
            | Self::Arrived(_)
            | Self::Unloaded(_)
            | Self::GaugeChanged
            | Self::Delivered => true,
            Self::CustomsCleared | Self::Held(_) | Self::Released(_) => false,
        }
    }

    /// Order of what happens within one instant at one place: goods come before they go.
    const fn rank(&self) -> u8 {
        match self {
            Self::Arrived(_) => 0,
            Self::Unloaded(_) => 1,
            Self::Received => 2,
            Self::GaugeChanged => 3,
            Self::Held(_) => 4,
            Self::CustomsCleared => 5,
            Self::Released(_) => 6,
            Self::Loaded(_) => 7,
            Self::Departed(_) => 8,
            Self::Delivered => 9,
        }
    }
}

/// One thing that happened, as who saw it tells it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Handling {
    /// What.
    pub kind: HandlingKind,
    /// Where.
    pub place: PlaceId,
    /// To which unit; `None` = to all goods of the consignment.
    pub unit: Option<UnitId>,
    /// When.
    pub happened_at: Actual,
}

/// What a record says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Statement {
    /// This happened.
    Happened(Handling),
    /// This happened, and not what another record says.
    Corrects {
        /// The other record.
        record: HandlingId,
        /// What happened.
        handling: Handling,
    },
    /// What another record says did not happen.
    Withdraws {
        /// The other record.
        record: HandlingId,
    },
}

impl Statement {
    /// Returns what happened after this record.
    #[must_use]
    pub const fn handling(&self) -> Option<&Handling> {
        match self {
            Self::Happened(handling) | Self::Corrects { handling, .. } => Some(handling),
            Self::Withdraws { .. } => None,
        }
    }

    /// Returns the record that this one corrects.
    #[must_use]
    pub const fn corrects(&self) -> Option<HandlingId> {
        match self {
            Self::Happened(_) => None,
            Self::Corrects { record, .. } | Self::Withdraws { record } => Some(*record),
        }
    }
}

/// A statement as it came to be known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Record {
    /// Its identifier, made by who saw it: the same thing sent twice has the same one.
    pub id: HandlingId,
    /// What it says.
    pub statement: Statement,
    /// When it was recorded here.
    pub recorded_at: Timestamp,
}

/// All records of a consignment, by identifier.
pub type Records = BTreeMap<HandlingId, Record>;

/// Returns what happened, in the order in which it happened, whatever the order in which it was recorded.
///
/// A record that another one corrects does not count; of two corrections of one record the later recorded counts.
/// What happened at one instant is in the order in which goods come and go. Records that correct each other in a
/// circle all do not count.
#[must_use]
pub fn story(records: &Records) -> Vec<(&Record, &Handling)> {
    let superseded = superseded(records);
    let effective = records.values().filter(|record| !superseded.contains(&record.id));
    let mut story: Vec<(&Record, &Handling)> = effective
        .filter_map(|record| record.statement.handling().map(|handling| (record, handling)))
        .collect();
    story.sort_by_key(|(record, handling)| (handling.happened_at, handling.kind.rank(), record.id));
    story
}

fn superseded(records: &Records) -> BTreeSet<HandlingId> {
    let mut superseded = BTreeSet::new();
    let mut last: BTreeMap<HandlingId, &Record> = BTreeMap::new();
    for record in records.values() {
        let Some(corrected) = record.statement.corrects() else { continue };
        superseded.insert(corrected);
        let rival = last.insert(corrected, record);
        if let Some(rival) = rival {
            let key = |record: &Record| (record.recorded_at, record.id);
            let (earlier, later) = if key(rival) < key(record) { (rival, record) } else { (record, rival) };
            superseded.insert(earlier.id);
            last.insert(corrected, later);
        }
    }
    superseded
}
