//! Wishes about visits.

use lb_base::Length;
use lb_base::time::Planned;
use lb_hub::VisitId;
use lb_hub::visit::{Announcement, VisitCommand};

use super::things::{ListLine, Reader};
use crate::hub::views::{EstimatedView, VisitVehicleView};
use crate::json::ViewError;
use crate::json::read::{integer, part, part_if, prose, size, text, text_if};

tagged! {
    /// What is to be done about a visit. Instants are RFC 3339; `at` is now where nothing is said.
    VisitAction by "do" {
        /// Announce a train, ship or truck.
        Expect = "visit_expect" {
            /// What comes.
            vehicle: VisitVehicleView,
            /// Its number or name.
            name: String,
            /// The organisation that runs it.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            operator: Option<String>,
            /// When it should arrive.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            arrival: Option<String>,
            /// When it should depart.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            departure: Option<String>,
        }
        /// Announce what a visit brings; a later list takes the place of an earlier one.
        List = "visit_list" {
            /// Which visit.
            visit: String,
            /// How many lines announced before stay: lists of more than 500 lines come in parts.
            #[serde(default)]
            from: usize,
            /// What it brings, wagons in the order of the train.
            lines: Vec<ListLine>,
        }
        /// Say when a visit is thought to arrive and depart.
        Estimate = "visit_estimate" {
            /// Which visit.
            visit: String,
            /// Arrival.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            arrival: Option<EstimatedView>,
            /// Departure.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            departure: Option<EstimatedView>,
        }
        /// Say a train's index, which it keeps from forming to break-up.
        Index = "visit_index" {
            /// Which train.
            visit: String,
            /// Forming station, number of the consist, station of destination, such as `4860 123 7050`; absent takes back what was said.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            index: Option<String>,
        }
        /// Plan where and when a ship lies.
        Moor = "visit_moor" {
            /// Which visit.
            visit: String,
            /// Berth.
            berth: String,
            /// How far from its beginning, millimetres.
            offset_mm: i64,
            /// From when.
            from: String,
            /// Until when.
            until: String,
        }
        /// It is here.
        Arrive = "visit_arrive" {
            /// Which visit.
            visit: String,
            /// Since when.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
            /// What it brings, as found; as announced where nothing is said.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            found: Option<Vec<ListLine>>,
        }
        /// Put wagons that are here into a departing train, after those it has.
        Form = "visit_form" {
            /// The departing train.
            visit: String,
            /// Wagons, by number or identifier.
            wagons: Vec<String>,
            /// When.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
        /// Nothing more is to be done for a visit.
        Complete = "visit_complete" {
            /// Which visit.
            visit: String,
            /// When.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
        /// It leaves with all that is on it.
        Depart = "visit_depart" {
            /// Which visit.
            visit: String,
            /// When.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
        /// It does not come.
        Cancel = "visit_cancel" {
            /// Which visit.
            visit: String,
            /// Why.
            reason: String,
        }
    }
}

impl VisitAction {
    pub(super) fn command(&self, reader: &mut Reader<'_>) -> Result<VisitCommand, ViewError> {
        Ok(match self {
            Self::Expect { vehicle, name, operator, arrival, departure } => VisitCommand::Expect {
                announcement: Announcement {
                    id: VisitId::at(reader.now.unix_millis(), reader.randomness.draw()),
                    vehicle: part("vehicle", vehicle)?,
                    name: prose("name", name)?,
                    operator: text_if("operator", operator.as_ref())?,
                    arrival: text_if("arrival", arrival.as_ref())?.map(Planned),
                    departure: text_if("departure", departure.as_ref())?.map(Planned),
                },
            },
            Self::List { visit, from, lines } => {
                let visit = text("visit", visit)?;
                VisitCommand::List {
                    visit,
                    from: size("from", *from)?,
                    listings: reader.listings(visit, lines, "lines")?,
                }
            }
            Self::Estimate { visit, arrival, departure } => VisitCommand::Estimate {
                visit: text("visit", visit)?,
                arrival: part_if("arrival", arrival.as_ref())?,
                departure: part_if("departure", departure.as_ref())?,
            },
            Self::Index { visit, index } => {
                let index = index.as_ref().filter(|index| !index.trim().is_empty());
                VisitCommand::Index { visit: text("visit", visit)?, index: text_if("index", index)? }
            }
            Self::Moor { visit, berth, offset_mm, from, until } => VisitCommand::Moor {
                visit: text("visit", visit)?,
                berth: text("berth", berth)?,
                offset: Length::from_mm(integer("offset_mm", *offset_mm)?),
                window: (Planned(text("from", from)?), Planned(text("until", until)?)),
            },
            Self::Arrive { visit, at, found } => {
                let visit = text("visit", visit)?;
                let found = found.as_ref().map(|found| reader.listings(visit, found, "found"));
                VisitCommand::Arrive { visit, at: reader.at(at.as_ref())?, found: found.transpose()? }
            }
            Self::Form { visit, wagons, at } => VisitCommand::Form {
                visit: text("visit", visit)?,
                wagons: reader.units("wagons", wagons)?,
                at: reader.at(at.as_ref())?,
            },
            Self::Complete { visit, at } => {
                VisitCommand::Complete { visit: text("visit", visit)?, at: reader.at(at.as_ref())? }
            }
            Self::Depart { visit, at } => {
                VisitCommand::Depart { visit: text("visit", visit)?, at: reader.at(at.as_ref())? }
            }
            Self::Cancel { visit, reason } => {
                VisitCommand::Cancel { visit: text("visit", visit)?, reason: prose("reason", reason)? }
            }
        })
    }
}
