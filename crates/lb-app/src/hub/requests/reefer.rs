//! Wishes about refrigerated boxes.

use lb_hub::reefer::ReeferCommand;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::things::Reader;
use crate::hub::views::{ReeferAlarmKindView, ReeferAnswerView, ReeferReadingView};
use crate::json::ViewError;
use crate::json::read::{instant, part, prose};

/// What was read off a box.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReeferReadWish {
    /// The box, by number or identifier.
    pub unit: String,
    /// What was read.
    pub reading: ReeferReadingView,
}

tagged! {
    /// What is to be done about refrigerated boxes. Instants are RFC 3339; `at` is now where nothing is said.
    ReeferAction by "do" {
        /// It is on the plug of the place where it stands.
        Plug = "reefer_plug" {
            /// Which, by number or identifier.
            unit: String,
            /// Since when.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
        /// It is on no plug any more.
        Unplug = "reefer_unplug" {
            /// Which, by number or identifier.
            unit: String,
            /// Since when.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
        /// It is to be kept so.
        Set = "reefer_set" {
            /// Which, by number or identifier.
            unit: String,
            /// Set point, tenths of a degree Celsius; without one it is switched off.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            set_point_dc: Option<i16>,
            /// Fresh air, cubic metres an hour; as before where nothing is said.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            ventilation_m3h: Option<u16>,
            /// Since when.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
        /// Note readings, in any order; what was told before is told again without effect. At most 500.
        Read = "reefer_read" {
            /// What was read.
            readings: Vec<ReeferReadWish>,
        }
        /// Say something to an alarm.
        Answer = "reefer_answer" {
            /// Which box, by number or identifier.
            unit: String,
            /// The alarm's kind.
            alarm: ReeferAlarmKindView,
            /// When what is wrong began, as the list tells it.
            began: String,
            /// What is said.
            answer: ReeferAnswerView,
            /// In words.
            #[serde(default, skip_serializing_if = "String::is_empty")]
            note: String,
        }
    }
}

impl ReeferAction {
    pub(super) fn command(&self, reader: &Reader<'_>) -> Result<ReeferCommand, ViewError> {
        Ok(match self {
            Self::Plug { unit, at } => {
                ReeferCommand::Plug { unit: reader.unit("unit", unit)?, at: reader.at(at.as_ref())? }
            }
            Self::Unplug { unit, at } => {
                ReeferCommand::Unplug { unit: reader.unit("unit", unit)?, at: reader.at(at.as_ref())? }
            }
            Self::Set { unit, set_point_dc, ventilation_m3h, at } => ReeferCommand::Set {
                unit: reader.unit("unit", unit)?,
                set_point: *set_point_dc,
                ventilation: *ventilation_m3h,
                at: reader.at(at.as_ref())?,
            },
            Self::Read { readings } => {
                let read = |(place, wish): (usize, &ReeferReadWish)| {
                    let within = |error: ViewError| error.within(&format!("readings[{place}]"));
                    let unit = reader.unit("unit", &wish.unit).map_err(within)?;
                    Ok((unit, part("reading", &wish.reading).map_err(within)?))
                };
                let readings: Result<Vec<_>, ViewError> = readings.iter().enumerate().map(read).collect();
                ReeferCommand::Read { readings: readings? }
            }
            Self::Answer { unit, alarm, began, answer, note } => ReeferCommand::Answer {
                unit: reader.unit("unit", unit)?,
                kind: (*alarm).into(),
                began: instant("began", began)?,
                answer: (*answer).into(),
                note: prose("note", note)?,
            },
        })
    }
}
