//! A visit as it is shown.

use lb_hub::visit::{Moments, Stage, Visit};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{EstimatedView, MooringView, VisitVehicleView};
use crate::hub::views::{DifferenceView, ListingView};
use crate::json::read::as_texts;

words! {
    /// How far a visit has come.
    VisitStageView of Stage {
        /// Announced.
        Expected = "expected",
        /// Here.
        Arrived = "arrived",
        /// The first move was made.
        Working = "working",
        /// Nothing more is to be done.
        Complete = "complete",
    }
}

/// The three times of one thing; each is known by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MomentsView {
    /// After the timetable: RFC 3339, a whole minute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned: Option<String>,
    /// As thought now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estimated: Option<EstimatedView>,
    /// As it happened, RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actual: Option<String>,
}

impl From<&Moments> for MomentsView {
    fn from(moments: &Moments) -> Self {
        Self {
            planned: moments.planned.map(|planned| planned.to_string()),
            estimated: moments.estimated.as_ref().map(EstimatedView::from),
            actual: moments.actual.map(|actual| actual.to_string()),
        }
    }
}

/// A stay of a train, ship or truck at a hub.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VisitView {
    /// Its identifier.
    pub id: String,
    /// What comes.
    pub vehicle: VisitVehicleView,
    /// Its number or name.
    pub name: String,
    /// A train's index.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub index: Option<String>,
    /// The organisation that runs it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operator: Option<String>,
    /// Arrival.
    pub arrival: MomentsView,
    /// Departure.
    pub departure: MomentsView,
    /// How far it has come.
    pub stage: VisitStageView,
    /// What it brings, as announced.
    pub listed: Vec<ListingView>,
    /// Where what was found differs from what was announced.
    pub differences: Vec<DifferenceView>,
    /// Wagons in order, the head of the train first.
    pub consist: Vec<String>,
    /// Where it lies, if it is a ship.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mooring: Option<MooringView>,
}

impl From<&Visit> for VisitView {
    fn from(visit: &Visit) -> Self {
        Self {
            id: visit.id.to_string(),
            vehicle: VisitVehicleView::from(&visit.vehicle),
            name: visit.name.clone(),
            index: visit.index.map(|index| index.to_string()),
            operator: visit.operator.as_ref().map(ToString::to_string),
            arrival: MomentsView::from(&visit.arrival),
            departure: MomentsView::from(&visit.departure),
            stage: VisitStageView::from(visit.stage),
            listed: visit.listed.iter().map(ListingView::from).collect(),
            differences: visit.differences.iter().map(DifferenceView::from).collect(),
            consist: as_texts(&visit.consist),
            mooring: visit.mooring.as_ref().map(MooringView::from),
        }
    }
}
