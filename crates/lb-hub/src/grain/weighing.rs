//! Weighings: what each instrument said, kept side by side.

use std::collections::BTreeMap;

use jiff::Timestamp;
use lb_base::{Mass, OrganisationId};

/// Whether grain was weighed on its way in or out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Leg {
    /// On its way in.
    In,
    /// On its way out.
    Out,
}

impl Leg {
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

/// How grain was weighed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// What the papers say.
    Declared,
    /// A vehicle or wagon with and without it, on a weighbridge.
    Weighbridge,
    /// A hopper scale in the conveyor.
    Hopper,
    /// The ship's draught with and without it.
    Draught,
}

impl Method {
    /// All methods.
    pub const ALL: [Self; 4] = [Self::Declared, Self::Weighbridge, Self::Hopper, Self::Draught];

    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Declared => "declared",
            Self::Weighbridge => "weighbridge",
            Self::Hopper => "hopper",
            Self::Draught => "draught",
        }
    }
}

/// What an instrument said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// A paper's net mass.
    Declared(Mass),
    /// Vehicle with its load, and without it.
    Weighbridge {
        /// With its load.
        gross: Mass,
        /// Without.
        tare: Mass,
    },
    /// The sum of a hopper scale.
    Hopper(Mass),
    /// Displacement of the ship less ballast, fuel, water and stores, by draught survey.
    Draught {
        /// With the cargo.
        laden: Mass,
        /// Without it.
        light: Mass,
    },
}

impl Reading {
    /// Returns how it was weighed.
    #[must_use]
    pub const fn method(self) -> Method {
        match self {
            Self::Declared(_) => Method::Declared,
            Self::Weighbridge { .. } => Method::Weighbridge,
            Self::Hopper(_) => Method::Hopper,
            Self::Draught { .. } => Method::Draught,
        }
    }

    /// Returns the mass of the grain.
    #[must_use]
    pub const fn net(self) -> Mass {
        match self {
            Self::Declared(net) | Self::Hopper(net) => net,
            Self::Weighbridge { gross, tare } => gross.saturating_sub(tare),
            Self::Draught { laden, light } => laden.saturating_sub(light),
        }
    }
}

/// What is written on the ticket of a weighing, in words; empty where nobody says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Noted {
    /// Which instrument or paper: `weighbridge 2, verified to 2027-04`.
    pub instrument: String,
    /// What was on it: a truck, wagon, box or ship by number.
    pub of: String,
    /// Who weighed.
    pub weigher: String,
}

/// One weighing of grain of a lot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weighing {
    /// On its way in or out.
    pub leg: Leg,
    /// What the instrument said.
    pub reading: Reading,
    /// What the ticket says beside.
    pub noted: Noted,
    /// Whose weighing it is.
    pub by: OrganisationId,
    /// When.
    pub at: Timestamp,
}

/// The weighings of one leg by one method together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many.
    pub weighings: usize,
    /// What they sum to.
    pub net: Mass,
}

/// Returns what each method says in sum, by leg.
#[must_use]
pub fn tally(weighings: &[Weighing]) -> BTreeMap<(Leg, Method), Tally> {
    let mut all: BTreeMap<(Leg, Method), Tally> = BTreeMap::new();
    for weighing in weighings {
        let entry = all.entry((weighing.leg, weighing.reading.method())).or_default();
        entry.weighings = entry.weighings.saturating_add(1);
        entry.net = entry.net.saturating_add(weighing.reading.net());
    }
    all
}
