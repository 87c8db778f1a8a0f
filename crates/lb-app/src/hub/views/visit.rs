//! Visits: the stay of a train, ship or truck.

mod event;
mod state;

use lb_base::Length;
use lb_base::time::{Estimated, Planned};
use lb_hub::visit::{Announcement, Mooring, Vehicle};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use event::VisitEventView;
pub use state::{MomentsView, VisitStageView, VisitView};

use crate::json::problem::ViewError;
use crate::json::read::{integer, part, prose, text, text_if};

tagged! {
    /// What comes.
    VisitVehicleView by "kind" {
        /// A train.
        Train = "train" {
            /// Gauge, millimetres.
            gauge_mm: u32,
        }
        /// A ship.
        Vessel = "vessel" {
            /// Length over all, millimetres.
            length_mm: i64,
            /// Draught at arrival or departure, the deeper one, millimetres.
            draught_mm: i64,
        }
        /// A truck.
        Truck = "truck" {}
    }
}

impl From<&Vehicle> for VisitVehicleView {
    fn from(vehicle: &Vehicle) -> Self {
        match vehicle {
            Vehicle::Train { gauge } => Self::Train { gauge_mm: *gauge },
            Vehicle::Vessel { length, draught } => {
                Self::Vessel { length_mm: length.as_mm(), draught_mm: draught.as_mm() }
            }
            Vehicle::Truck => Self::Truck {},
        }
    }
}

impl TryFrom<&VisitVehicleView> for Vehicle {
    type Error = ViewError;

    fn try_from(view: &VisitVehicleView) -> Result<Self, ViewError> {
        Ok(match view {
            VisitVehicleView::Train { gauge_mm } => Self::Train { gauge: *gauge_mm },
            VisitVehicleView::Vessel { length_mm, draught_mm } => Self::Vessel {
                length: Length::from_mm(integer("length_mm", *length_mm)?),
                draught: Length::from_mm(integer("draught_mm", *draught_mm)?),
            },
            VisitVehicleView::Truck {} => Self::Truck,
        })
    }
}

/// When something is thought to happen; each time RFC 3339, a whole minute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EstimatedView {
    /// One in ten comes earlier.
    pub early: String,
    /// As many come earlier as later.
    pub likely: String,
    /// One in ten comes later.
    pub late: String,
}

impl From<&Estimated> for EstimatedView {
    fn from(estimated: &Estimated) -> Self {
        let Estimated { early, likely, late } = estimated;
        Self { early: early.to_string(), likely: likely.to_string(), late: late.to_string() }
    }
}

impl TryFrom<&EstimatedView> for Estimated {
    type Error = ViewError;

    fn try_from(view: &EstimatedView) -> Result<Self, ViewError> {
        let (early, likely) = (text("early", &view.early)?, text("likely", &view.likely)?);
        Ok(Self { early, likely, late: text("late", &view.late)? })
    }
}

/// Where and when a ship lies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MooringView {
    /// Berth.
    pub berth: String,
    /// How far from the berth's beginning its bow or stern is, millimetres.
    pub offset_mm: i64,
    /// From when: RFC 3339, a whole minute.
    pub from: String,
    /// Until when: RFC 3339, a whole minute.
    pub until: String,
}

impl From<&Mooring> for MooringView {
    fn from(mooring: &Mooring) -> Self {
        Self {
            berth: mooring.berth.to_string(),
            offset_mm: mooring.offset.as_mm(),
            from: mooring.from.to_string(),
            until: mooring.until.to_string(),
        }
    }
}

impl TryFrom<&MooringView> for Mooring {
    type Error = ViewError;

    fn try_from(view: &MooringView) -> Result<Self, ViewError> {
        Ok(Self {
            berth: text("berth", &view.berth)?,
            offset: Length::from_mm(integer("offset_mm", view.offset_mm)?),
            from: Planned(text("from", &view.from)?),
            until: Planned(text("until", &view.until)?),
        })
    }
}

/// A stay, as announced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnnouncementView {
    /// Its identifier.
    pub id: String,
    /// What comes.
    pub vehicle: VisitVehicleView,
    /// Its number or name: of a train, a ship's voyage, a truck's plate.
    pub name: String,
    /// The organisation that runs it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operator: Option<String>,
    /// When it should arrive: RFC 3339, a whole minute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrival: Option<String>,
    /// When it should depart: RFC 3339, a whole minute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub departure: Option<String>,
}

impl From<&Announcement> for AnnouncementView {
    fn from(announcement: &Announcement) -> Self {
        Self {
            id: announcement.id.to_string(),
            vehicle: VisitVehicleView::from(&announcement.vehicle),
            name: announcement.name.clone(),
            operator: announcement.operator.as_ref().map(ToString::to_string),
            arrival: announcement.arrival.map(|planned| planned.to_string()),
            departure: announcement.departure.map(|planned| planned.to_string()),
        }
    }
}

impl TryFrom<&AnnouncementView> for Announcement {
    type Error = ViewError;

    fn try_from(view: &AnnouncementView) -> Result<Self, ViewError> {
        Ok(Self {
            id: text("id", &view.id)?,
            vehicle: part("vehicle", &view.vehicle)?,
            name: prose("name", &view.name)?,
            operator: text_if("operator", view.operator.as_ref())?,
            arrival: text_if("arrival", view.arrival.as_ref())?.map(Planned),
            departure: text_if("departure", view.departure.as_ref())?.map(Planned),
        })
    }
}
