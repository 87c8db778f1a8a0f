//! What is looked at at the gate.

use jiff::Timestamp;
use lb_base::{Mass, OrganisationId, UnitId};

/// Which way a truck goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Way {
    /// Into the hub.
    In,
    /// Out of it.
    Out,
}

impl Way {
    /// Both.
    pub const ALL: [Self; 2] = [Self::In, Self::Out];

    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Out => "out",
        }
    }
}

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CheckKind {
    /// The truck's and the trailer's plates.
    Plate,
    /// Papers of truck, driver and goods.
    Papers,
    /// The seals of a box, as found against those announced.
    Seals,
    /// Damage of a box.
    Damage,
    /// The truck on the weighbridge.
    Weight,
}

impl CheckKind {
    /// All kinds, in the order in which a clerk goes round.
    pub const ALL: [Self; 5] = [Self::Plate, Self::Papers, Self::Seals, Self::Damage, Self::Weight];

    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Plate => "plate",
            Self::Papers => "papers",
            Self::Seals => "seals",
            Self::Damage => "damage",
            Self::Weight => "weight",
        }
    }

    /// Returns whether it is done box by box; the others are done once for the truck.
    #[must_use]
    pub const fn is_of_units(self) -> bool {
        match self {
            Self::Seals | Self::Damage => true,
            Self::Plate | Self::Papers | Self::Weight => false,
        }
    }
}

/// How a check came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// All as it should be.
    Passed,
    /// Not so: the truck does not go on.
    Failed,
    /// Not so, and the truck goes on all the same; the note says why.
    Accepted,
}

impl Verdict {
    /// All verdicts.
    pub const ALL: [Self; 3] = [Self::Passed, Self::Failed, Self::Accepted];

    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Accepted => "accepted",
        }
    }
}

/// A check that was made. A later one of the same kind, way and unit takes its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// On which way.
    pub way: Way,
    /// What was looked at.
    pub kind: CheckKind,
    /// The box, if it is done box by box.
    pub unit: Option<UnitId>,
    /// How it came out.
    pub verdict: Verdict,
    /// In words; never empty where something is not as it should be.
    pub note: String,
    /// Seals as found.
    pub seals: Option<Vec<String>>,
    /// Gross mass of truck and load on the weighbridge.
    pub mass: Option<Mass>,
    /// Who looked.
    pub by: OrganisationId,
    /// When.
    pub at: Timestamp,
}

impl Check {
    /// Returns whether another check is of the same thing.
    #[must_use]
    pub fn is_of(&self, way: Way, kind: CheckKind, unit: Option<UnitId>) -> bool {
        self.way == way && self.kind == kind && self.unit == unit
    }
}
