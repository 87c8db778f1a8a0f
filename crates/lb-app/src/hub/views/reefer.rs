//! What happened to refrigerated boxes: plugs, set points, readings, answers to alarms.

use lb_hub::reefer::{AlarmKind, Answer, Answered, Reading, ReeferEvent};
use lb_hub::spot::{Slot, Spot};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::spot::SpotView;
use crate::json::problem::ViewError;
use crate::json::read::{instant, list, part, prose, text};

words! {
    /// What is wrong with a refrigerated box.
    ReeferAlarmKindView of AlarmKind {
        /// Return air has been outside the band around the set point for too long.
        Temperature = "temperature",
        /// It is on a plug and nobody has read it for too long.
        Silent = "silent",
        /// It stands laden in the yard without a plug for too long.
        Unplugged = "unplugged",
    }
}

words! {
    /// What somebody said to an alarm.
    ReeferAnswerView of Answer {
        /// Seen, somebody looks after it.
        Acknowledged = "acknowledged",
        /// It is none, or none any more.
        Cleared = "cleared",
    }
}

/// What was read off a refrigerated box, tenths of a degree Celsius.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReeferReadingView {
    /// When, RFC 3339.
    pub at: String,
    /// Air that the machine blows in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supply_dc: Option<i16>,
    /// Air that comes back to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub return_dc: Option<i16>,
    /// Air outside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ambient_dc: Option<i16>,
    /// Who or what read it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
}

impl From<&Reading> for ReeferReadingView {
    fn from(reading: &Reading) -> Self {
        Self {
            at: reading.at.to_string(),
            supply_dc: reading.supply_dc,
            return_dc: reading.return_dc,
            ambient_dc: reading.ambient_dc,
            source: reading.source.clone(),
        }
    }
}

impl TryFrom<&ReeferReadingView> for Reading {
    type Error = ViewError;

    fn try_from(view: &ReeferReadingView) -> Result<Self, ViewError> {
        Ok(Self {
            at: instant("at", &view.at)?,
            supply_dc: view.supply_dc,
            return_dc: view.return_dc,
            ambient_dc: view.ambient_dc,
            source: prose("source", &view.source)?,
        })
    }
}

/// A reading of a box, as the journal has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReeferReadView {
    /// Which box.
    pub unit: String,
    /// Its set point after its papers, tenths of a degree Celsius.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set_point_dc: Option<i16>,
    /// What was read.
    pub reading: ReeferReadingView,
}

type Read = (lb_base::UnitId, Option<i16>, Reading);

impl From<&Read> for ReeferReadView {
    fn from((unit, set_point, reading): &Read) -> Self {
        Self { unit: unit.to_string(), set_point_dc: *set_point, reading: reading.into() }
    }
}

impl TryFrom<&ReeferReadView> for Read {
    type Error = ViewError;

    fn try_from(view: &ReeferReadView) -> Result<Self, ViewError> {
        Ok((text("unit", &view.unit)?, view.set_point_dc, part("reading", &view.reading)?))
    }
}

/// An answer to an alarm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReeferAnsweredView {
    /// The alarm's kind.
    pub alarm: ReeferAlarmKindView,
    /// When what is wrong began, RFC 3339.
    pub began: String,
    /// What was said.
    pub answer: ReeferAnswerView,
    /// In words.
    pub note: String,
    /// The organisation that said it.
    pub by: String,
    /// When, RFC 3339.
    pub at: String,
}

impl From<&Answered> for ReeferAnsweredView {
    fn from(answered: &Answered) -> Self {
        Self {
            alarm: answered.kind.into(),
            began: answered.began.to_string(),
            answer: answered.answer.into(),
            note: answered.note.clone(),
            by: answered.by.to_string(),
            at: answered.at.to_string(),
        }
    }
}

impl TryFrom<&ReeferAnsweredView> for Answered {
    type Error = ViewError;

    fn try_from(view: &ReeferAnsweredView) -> Result<Self, ViewError> {
        Ok(Self {
            kind: view.alarm.into(),
            began: instant("began", &view.began)?,
            answer: view.answer.into(),
            note: prose("note", &view.note)?,
            by: text("by", &view.by)?,
            at: instant("at", &view.at)?,
        })
    }
}

/// Reads the place of a plug.
fn slot(view: &SpotView) -> Result<Slot, ViewError> {
    match Spot::try_from(view).map_err(|error| error.within("plug"))? {
        Spot::Yard(slot) => Ok(slot),
        Spot::Wagon { .. } | Spot::Visit { .. } | Spot::Warehouse { .. } => {
            Err(ViewError::new("plug.at", "yard", "another place"))
        }
    }
}

tagged! {
    /// What happened to refrigerated boxes.
    ReeferEventView by "type" {
        /// It is on a plug.
        Plugged = "reefer_plugged" {
            /// Which.
            unit: String,
            /// The place whose plug it is.
            plug: SpotView,
            /// Its set point after its papers, tenths of a degree Celsius.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            set_point_dc: Option<i16>,
            /// Since when, RFC 3339.
            at: String,
        }
        /// It is on no plug any more.
        Unplugged = "reefer_unplugged" {
            /// Which.
            unit: String,
            /// Since when, RFC 3339.
            at: String,
        }
        /// It is to be kept so.
        Set = "reefer_set" {
            /// Which.
            unit: String,
            /// Set point, tenths of a degree Celsius; absent where it is switched off.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            set_point_dc: Option<i16>,
            /// Fresh air, cubic metres an hour.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            ventilation_m3h: Option<u16>,
            /// Since when, RFC 3339.
            at: String,
        }
        /// Readings were taken.
        Read = "reefer_read" {
            /// What.
            readings: Vec<ReeferReadView>,
        }
        /// Somebody said something to an alarm.
        Answered = "reefer_answered" {
            /// Which box.
            unit: String,
            /// What.
            answered: ReeferAnsweredView,
        }
    }
}

impl From<&ReeferEvent> for ReeferEventView {
    fn from(event: &ReeferEvent) -> Self {
        match event {
            ReeferEvent::Plugged { unit, plug, set_point, at } => Self::Plugged {
                unit: unit.to_string(),
                plug: SpotView::from(&Spot::Yard(plug.clone())),
                set_point_dc: *set_point,
                at: at.to_string(),
            },
            ReeferEvent::Unplugged { unit, at } => {
                Self::Unplugged { unit: unit.to_string(), at: at.to_string() }
            }
            ReeferEvent::Set { unit, set_point, ventilation, at } => Self::Set {
                unit: unit.to_string(),
                set_point_dc: *set_point,
                ventilation_m3h: *ventilation,
                at: at.to_string(),
            },
            ReeferEvent::Read { readings } => {
                Self::Read { readings: readings.iter().map(ReeferReadView::from).collect() }
            }
            ReeferEvent::Answered { unit, answered } => {
                Self::Answered { unit: unit.to_string(), answered: answered.into() }
            }
        }
    }
}

impl TryFrom<&ReeferEventView> for ReeferEvent {
    type Error = ViewError;

    fn try_from(view: &ReeferEventView) -> Result<Self, ViewError> {
        Ok(match view {
            ReeferEventView::Plugged { unit, plug, set_point_dc, at } => Self::Plugged {
                unit: text("unit", unit)?,
                plug: slot(plug)?,
                set_point: *set_point_dc,
                at: instant("at", at)?,
            },
            ReeferEventView::Unplugged { unit, at } => {
                Self::Unplugged { unit: text("unit", unit)?, at: instant("at", at)? }
            }
            ReeferEventView::Set { unit, set_point_dc, ventilation_m3h, at } => Self::Set {
                unit: text("unit", unit)?,
                set_point: *set_point_dc,
                ventilation: *ventilation_m3h,
                at: instant("at", at)?,
            },
            ReeferEventView::Read { readings } => Self::Read { readings: list("readings", readings)? },
            ReeferEventView::Answered { unit, answered } => {
                Self::Answered { unit: text("unit", unit)?, answered: part("answered", answered)? }
            }
        })
    }
}
