//! A lot of grain: what was declared, what is known of it, what became of it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use lb_base::{HsCode, Mass, OrganisationId, UnitId};

use super::LotId;
use super::quality::{Basis, Quality};
use super::weighing::Weighing;
use crate::hold::{Hold, HoldId};
use crate::visit::VisitId;

/// Why grain is no more, by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Loss {
    /// Water that went when it was dried or aired.
    Moisture,
    /// Dust that was blown or sucked off.
    Dust,
    /// Spilt.
    Spillage,
    /// Screened out: broken kernels, weed, stones.
    Screenings,
    /// Gone in storage: respiration, pests.
    Storage,
    /// Taken as samples.
    Samples,
    /// Two instruments differ; below 0 when there is more than the books had.
    Scale,
}

impl Loss {
    /// All losses.
    pub const ALL: [Self; 7] = [
        Self::Moisture,
        Self::Dust,
        Self::Spillage,
        Self::Screenings,
        Self::Storage,
        Self::Samples,
        Self::Scale,
    ];

    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Moisture => "moisture",
            Self::Dust => "dust",
            Self::Spillage => "spillage",
            Self::Screenings => "screenings",
            Self::Storage => "storage",
            Self::Samples => "samples",
            Self::Scale => "scale",
        }
    }
}

/// The books of a lot or a cell, in kilograms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// From boxes, wagons, trucks and ships.
    pub received: Mass,
    /// From other cells; only of cells.
    pub moved_in: Mass,
    /// As a blend of lots.
    pub blended_in: Mass,
    /// To boxes, wagons, trucks and ships.
    pub issued: Mass,
    /// To other cells; only of cells.
    pub moved_out: Mass,
    /// Into blends.
    pub blended_out: Mass,
    /// Lost, by name; below 0 where more was found than the books had.
    pub lost: BTreeMap<Loss, Mass>,
}

impl Account {
    /// Returns all that came in.
    #[must_use]
    pub const fn came(&self) -> Mass {
        self.received.saturating_add(self.moved_in).saturating_add(self.blended_in)
    }

    /// Returns all that went out, losses apart.
    #[must_use]
    pub const fn went(&self) -> Mass {
        self.issued.saturating_add(self.moved_out).saturating_add(self.blended_out)
    }

    /// Returns all that was lost.
    #[must_use]
    pub fn lost_in_all(&self) -> Mass {
        self.lost.values().fold(Mass::ZERO, |sum, mass| sum.saturating_add(*mass))
    }

    /// Returns what must be inside: in less out less lost.
    #[must_use]
    pub fn inside(&self) -> Mass {
        self.came().saturating_sub(self.went()).saturating_sub(self.lost_in_all())
    }

    pub(super) fn lose(&mut self, loss: Loss, mass: Mass) {
        let lost = self.lost.entry(loss).or_default();
        *lost = lost.saturating_add(mass);
    }
}

/// What brings grain or takes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Carrier {
    /// A box, grain wagon or truck that stands on the floor.
    Unit(UnitId),
    /// A ship, or a truck that is a visit.
    Visit {
        /// Which.
        visit: VisitId,
        /// Which hold of it, in its words; empty where nobody says.
        hold: String,
    },
}

/// What a certificate is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CertificateKind {
    /// Plant health.
    Phytosanitary,
    /// Quality.
    Quality,
    /// Origin.
    Origin,
    /// Weight.
    Weight,
    /// Fumigation.
    Fumigation,
    /// Something else.
    Other,
}

impl CertificateKind {
    /// All kinds.
    pub const ALL: [Self; 6] =
        [Self::Phytosanitary, Self::Quality, Self::Origin, Self::Weight, Self::Fumigation, Self::Other];
}

/// A reference to a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// What it is about.
    pub kind: CertificateKind,
    /// Its number.
    pub number: String,
}

/// What is declared of a lot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// The lot's identifier.
    pub id: LotId,
    /// Its number, as people say it.
    pub number: String,
    /// Whose it is.
    pub owner: OrganisationId,
    /// What it is: a subheading of six digits.
    pub commodity: HsCode,
    /// Where it grew, in words; empty where nobody says.
    pub origin: String,
    /// The year of the harvest.
    pub crop_year: Option<u16>,
    /// What the papers say it weighs.
    pub declared: Option<Mass>,
    /// What the papers say of it.
    pub quality: Quality,
    /// Its certificates.
    pub certificates: Vec<Certificate>,
}

/// Grain of a lot in a blend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The lot.
    pub lot: LotId,
    /// The cell that it came from.
    pub cell: lb_network::layout::CellId,
    /// How much.
    pub mass: Mass,
}

/// A sample that was taken, and what a laboratory found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// Number of its seal or bag.
    pub number: String,
    /// When it was taken.
    pub taken: Timestamp,
    /// What was found; nothing until then.
    pub verdict: Option<Verdict>,
}

/// What a laboratory found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The laboratory, and the number of its report.
    pub laboratory: String,
    /// The figures.
    pub quality: Quality,
    /// When.
    pub at: Timestamp,
}

/// A lot of grain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lot {
    /// What was declared.
    pub declaration: Declaration,
    /// Its place among the lots of the hub, by when they were made: a blend stands behind its parts.
    pub sequence: usize,
    /// What is known of its quality now.
    pub quality: Quality,
    /// Where that comes from.
    pub basis: Basis,
    /// Samples.
    pub samples: Vec<Sample>,
    /// Weighings.
    pub weighings: Vec<Weighing>,
    /// What stops it.
    pub holds: BTreeMap<HoldId, Hold>,
    /// What it was blended from; nothing for a lot that came.
    pub parts: Vec<Part>,
    /// When the first of it came; of a blend the first of its parts.
    pub since: Option<Timestamp>,
    /// Its books.
    pub account: Account,
    /// When its books were closed.
    pub closed: Option<Timestamp>,
}

impl Lot {
    /// Returns a lot that was declared, or blended from parts.
    #[must_use]
    pub fn new(declaration: Declaration, sequence: usize, parts: Vec<Part>) -> Self {
        let basis = if parts.is_empty() { Basis::Declared } else { Basis::Reckoned };
        Self {
            quality: declaration.quality,
            declaration,
            sequence,
            basis,
            samples: Vec::new(),
            weighings: Vec::new(),
            holds: BTreeMap::new(),
            parts,
            since: None,
            account: Account::default(),
            closed: None,
        }
    }

    /// Returns the holds that keep it where it lies.
    pub fn quarantine(&self) -> impl Iterator<Item = HoldId> + '_ {
        self.holds.values().filter(|hold| hold.kind.stops_moves()).map(|hold| hold.id)
    }
}
