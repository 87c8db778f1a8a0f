//! Holds: what stops a unit, who set it, who may lift it.

use std::fmt;

use jiff::Timestamp;
use lb_base::{OrganisationId, UnitId, uuid_id};

uuid_id! {
    /// Something that stops a unit.
    pub struct HoldId;
}

/// Why a unit is stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HoldKind {
    /// Customs look at it or wait for papers.
    Customs,
    /// Plant, animal or health control.
    Quarantine,
    /// Somebody has not paid.
    Payment,
    /// It is damaged.
    Damage,
    /// It is heavier than stated or allowed.
    Overweight,
    /// A certificate is missing.
    Certificate,
}

impl HoldKind {
    /// All kinds.
    pub const ALL: [Self; 6] =
        [Self::Customs, Self::Quarantine, Self::Payment, Self::Damage, Self::Overweight, Self::Certificate];

    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Customs => "customs",
            Self::Quarantine => "quarantine",
            Self::Payment => "payment",
            Self::Damage => "damage",
            Self::Overweight => "overweight",
            Self::Certificate => "certificate",
        }
    }

    /// Reads the stable word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Returns whether it stops every move; the others stop only what takes a unit out of the hub.
    ///
    /// What is in quarantine stays where it stands; customs, payment and certificates decide about leaving; a damaged or
    /// overweight box may be brought to where it is mended or weighed.
    #[must_use]
    pub const fn stops_moves(self) -> bool {
        matches!(self, Self::Quarantine)
    }
}

impl fmt::Display for HoldKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// A hold on a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// Its identifier.
    pub id: HoldId,
    /// Why.
    pub kind: HoldKind,
    /// In words.
    pub reason: String,
    /// Who set it, and alone may lift it.
    pub by: OrganisationId,
    /// Since when.
    pub since: Timestamp,
}

/// A wish about a hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HoldCommand {
    /// Stop a unit.
    Set {
        /// The hold's identifier.
        hold: HoldId,
        /// Which unit.
        unit: UnitId,
        /// Why.
        kind: HoldKind,
        /// In words.
        reason: String,
    },
    /// Let it go.
    Lift {
        /// Which unit.
        unit: UnitId,
        /// Which hold.
        hold: HoldId,
        /// On what grounds.
        reason: String,
    },
}

/// What happened to a hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HoldEvent {
    /// A unit is stopped.
    Set {
        /// Which unit.
        unit: UnitId,
        /// By what.
        hold: Hold,
    },
    /// It may go.
    Lifted {
        /// Which unit.
        unit: UnitId,
        /// Which hold.
        hold: HoldId,
        /// By whom.
        by: OrganisationId,
        /// On what grounds.
        reason: String,
    },
}

impl HoldEvent {
    /// Returns the stable kind for the journal.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Set { .. } => "hub.hold_set",
            Self::Lifted { .. } => "hub.hold_lifted",
        }
    }

    /// Returns when it happened, where it says so itself.
    #[must_use]
    pub const fn happened_at(&self) -> Option<Timestamp> {
        match self {
            Self::Set { .. } | Self::Lifted { .. } => None,
        }
    }
}
