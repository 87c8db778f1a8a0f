//! Room on a run and what is taken of it.

use lb_booking::amount::{Amounts, Dimension, Room};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::json::problem::ViewError;
use crate::json::read::integer;

/// A quantity of each dimension in which a run can be full; those that are zero are left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AmountsView {
    /// Slots for containers, thousandths of a TEU.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub teu_e3: i64,
    /// Slots for wagons, thousandths of a wagon.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub wagons_e3: i64,
    /// Gross mass, kilograms.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub mass_kg: i64,
    /// Reefer plugs.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub plugs: i64,
    /// Lanes of a deck, millimetres.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub deck_mm: i64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn is_zero(value: &i64) -> bool {
    *value == 0
}

impl From<&Amounts> for AmountsView {
    fn from(amounts: &Amounts) -> Self {
        Self {
            teu_e3: amounts.get(Dimension::Teu),
            wagons_e3: amounts.get(Dimension::Wagons),
            mass_kg: amounts.get(Dimension::Mass),
            plugs: amounts.get(Dimension::Plugs),
            deck_mm: amounts.get(Dimension::Deck),
        }
    }
}

impl TryFrom<&AmountsView> for Amounts {
    type Error = ViewError;

    fn try_from(view: &AmountsView) -> Result<Self, ViewError> {
        Ok(Self::ZERO
            .with(Dimension::Teu, integer("teu_e3", view.teu_e3)?)
            .with(Dimension::Wagons, integer("wagons_e3", view.wagons_e3)?)
            .with(Dimension::Mass, integer("mass_kg", view.mass_kg)?)
            .with(Dimension::Plugs, integer("plugs", view.plugs)?)
            .with(Dimension::Deck, integer("deck_mm", view.deck_mm)?))
    }
}

/// What a run has on each of its hops; a dimension that it does not carry is left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RoomView {
    /// Slots for containers, thousandths of a TEU.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub teu_e3: Option<i64>,
    /// Slots for wagons, thousandths of a wagon.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wagons_e3: Option<i64>,
    /// Gross mass, kilograms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mass_kg: Option<i64>,
    /// Reefer plugs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plugs: Option<i64>,
    /// Lanes of a deck, millimetres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deck_mm: Option<i64>,
}

impl From<&Room> for RoomView {
    fn from(room: &Room) -> Self {
        Self {
            teu_e3: room.get(Dimension::Teu),
            wagons_e3: room.get(Dimension::Wagons),
            mass_kg: room.get(Dimension::Mass),
            plugs: room.get(Dimension::Plugs),
            deck_mm: room.get(Dimension::Deck),
        }
    }
}

impl TryFrom<&RoomView> for Room {
    type Error = ViewError;

    fn try_from(view: &RoomView) -> Result<Self, ViewError> {
        let read = |field, value: Option<i64>| value.map(|value| integer(field, value)).transpose();
        Ok(Self::default()
            .with(Dimension::Teu, read("teu_e3", view.teu_e3)?)
            .with(Dimension::Wagons, read("wagons_e3", view.wagons_e3)?)
            .with(Dimension::Mass, read("mass_kg", view.mass_kg)?)
            .with(Dimension::Plugs, read("plugs", view.plugs)?)
            .with(Dimension::Deck, read("deck_mm", view.deck_mm)?))
    }
}
