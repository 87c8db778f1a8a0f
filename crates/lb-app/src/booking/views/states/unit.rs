//! A unit.

use lb_booking::Unit;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::booking::views::{JourneyView, UnitCargoView, UnitIdentityView};

/// A container, wagon, vehicle or lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UnitView {
    /// Its identifier.
    pub id: String,
    /// Its number as written and as read.
    pub identity: UnitIdentityView,
    /// What it was taken for before, the first one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<UnitIdentityView>,
    /// Its type, such as `40HC`, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_type: Option<String>,
    /// What it carries.
    pub cargo: UnitCargoView,
    /// Which journey it is in.
    pub journey: JourneyView,
}

impl From<&Unit> for UnitView {
    fn from(unit: &Unit) -> Self {
        Self {
            id: unit.id().to_string(),
            identity: UnitIdentityView::from(unit.identity()),
            earlier: unit.earlier().iter().map(UnitIdentityView::from).collect(),
            unit_type: unit.unit_type().map(ToString::to_string),
            cargo: UnitCargoView::from(unit.cargo()),
            journey: JourneyView::from(&unit.journey()),
        }
    }
}
