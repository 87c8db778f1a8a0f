//! Wishes about refrigerated boxes, and what happened to them.

use jiff::Timestamp;
use lb_base::UnitId;

use super::alarm::AlarmKind;
use super::book::{Answer, Answered, Reading};
use crate::spot::Slot;

/// A wish about a refrigerated box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReeferCommand {
    /// It is on the plug of the place where it stands.
    Plug {
        /// Which.
        unit: UnitId,
        /// Since when.
        at: Timestamp,
    },
    /// It is on no plug any more.
    Unplug {
        /// Which.
        unit: UnitId,
        /// Since when.
        at: Timestamp,
    },
    /// It is to be kept so.
    Set {
        /// Which.
        unit: UnitId,
        /// Set point, tenths of a degree Celsius; nothing switches it off.
        set_point: Option<i16>,
        /// Fresh air, cubic metres an hour; as before where nothing is said.
        ventilation: Option<u16>,
        /// Since when.
        at: Timestamp,
    },
    /// Readings were taken, in any order; what was told before is told again without effect.
    Read {
        /// What was read off which.
        readings: Vec<(UnitId, Reading)>,
    },
    /// Say something to an alarm.
    Answer {
        /// Which box.
        unit: UnitId,
        /// The alarm's kind.
        kind: AlarmKind,
        /// When what is wrong began.
        began: Timestamp,
        /// What is said.
        answer: Answer,
        /// In words.
        note: String,
    },
}

/// What happened to refrigerated boxes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReeferEvent {
    /// It is on a plug.
    Plugged {
        /// Which.
        unit: UnitId,
        /// The place whose plug it is.
        plug: Slot,
        /// The set point after its papers.
        set_point: Option<i16>,
        /// Since when.
        at: Timestamp,
    },
    /// It is on no plug any more.
    Unplugged {
        /// Which.
        unit: UnitId,
        /// Since when.
        at: Timestamp,
    },
    /// It is to be kept so.
    Set {
        /// Which.
        unit: UnitId,
        /// Set point; nothing where it is switched off.
        set_point: Option<i16>,
        /// Fresh air, cubic metres an hour.
        ventilation: Option<u16>,
        /// Since when.
        at: Timestamp,
    },
    /// Readings were taken.
    Read {
        /// Off which, its set point after its papers, what.
        readings: Vec<(UnitId, Option<i16>, Reading)>,
    },
    /// Somebody said something to an alarm.
    Answered {
        /// Which box.
        unit: UnitId,
        /// What.
        answered: Answered,
    },
}

impl ReeferEvent {
    /// Returns the stable kind for the journal.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Plugged { .. } => "hub.reefer_plugged",
            Self::Unplugged { .. } => "hub.reefer_unplugged",
            Self::Set { .. } => "hub.reefer_set",
            Self::Read { .. } => "hub.reefer_read",
            Self::Answered { .. } => "hub.reefer_answered",
        }
    }

    /// Returns when it happened, where it says so itself.
    #[must_use]
    pub const fn happened_at(&self) -> Option<Timestamp> {
        match self {
            Self::Plugged { at, .. } | Self::Unplugged { at, .. } | Self::Set { at, .. } => Some(*at),
            Self::Answered { answered, .. } => Some(answered.at),
            Self::Read { .. } => None,
        }
    }

    /// Returns the units that it is about.
    #[must_use]
    pub fn units(&self) -> Vec<UnitId> {
        match self {
            Self::Plugged { unit, .. }
            | Self::Unplugged { unit, .. }
            | Self::Set { unit, .. }
            | Self::Answered { unit, .. } => vec![*unit],
            Self::Read { readings } => readings.iter().map(|(unit, ..)| *unit).collect(),
        }
    }
}
