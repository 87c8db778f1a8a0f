//! Orders and drafts: the wish and the goods.

use lb_base::{Mass, Volume};
use lb_booking::order::{
    DangerousGoods, Draft, Goods, Order, Packaging, PackingGroup, RouteSpecification, TemperatureRange,
    UnitCount,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::json::problem::ViewError;
use crate::json::read::{integer, list, part, part_if, prose, text, text_if};

/// The wish: from where, to where, from when, by when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RouteView {
    /// Place where the goods are.
    pub origin: String,
    /// Place where they are wanted.
    pub destination: String,
    /// When they are ready at the origin: RFC 3339, a whole minute.
    pub ready: String,
    /// By when they are wanted: RFC 3339, a whole minute. Absent: no matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
}

impl From<&RouteSpecification> for RouteView {
    fn from(route: &RouteSpecification) -> Self {
        Self {
            origin: route.origin.to_string(),
            destination: route.destination.to_string(),
            ready: route.ready.to_string(),
            due: route.due.map(|due| due.to_string()),
        }
    }
}

impl TryFrom<&RouteView> for RouteSpecification {
    type Error = ViewError;

    fn try_from(view: &RouteView) -> Result<Self, ViewError> {
        Ok(Self {
            origin: text("origin", &view.origin)?,
            destination: text("destination", &view.destination)?,
            ready: text("ready", &view.ready)?,
            due: text_if("due", view.due.as_ref())?,
        })
    }
}

/// How goods are packed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PackagingView {
    /// The kind in the words or code of the consignor, such as `BG` for bags.
    pub kind: String,
    /// How many; 0 for bulk.
    pub pieces: u32,
}

impl From<&Packaging> for PackagingView {
    fn from(packaging: &Packaging) -> Self {
        Self { kind: packaging.kind.clone(), pieces: packaging.pieces }
    }
}

impl TryFrom<&PackagingView> for Packaging {
    type Error = ViewError;

    fn try_from(view: &PackagingView) -> Result<Self, ViewError> {
        Ok(Self { kind: prose("kind", &view.kind)?, pieces: view.pieces })
    }
}

/// Units of one type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UnitCountView {
    /// The type, such as `40HC`.
    pub unit_type: String,
    /// How many.
    pub count: u32,
}

impl From<&UnitCount> for UnitCountView {
    fn from(units: &UnitCount) -> Self {
        Self { unit_type: units.unit_type.to_string(), count: units.count }
    }
}

impl TryFrom<&UnitCountView> for UnitCount {
    type Error = ViewError;

    fn try_from(view: &UnitCountView) -> Result<Self, ViewError> {
        Ok(Self { unit_type: text("unit_type", &view.unit_type)?, count: view.count })
    }
}

/// The temperature that goods need, tenths of a degree Celsius.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TemperatureView {
    /// The lowest, tenths of a degree Celsius.
    pub lowest_c10: i32,
    /// The highest, tenths of a degree Celsius.
    pub highest_c10: i32,
}

impl From<&TemperatureRange> for TemperatureView {
    fn from(range: &TemperatureRange) -> Self {
        Self { lowest_c10: range.lowest, highest_c10: range.highest }
    }
}

impl From<&TemperatureView> for TemperatureRange {
    fn from(view: &TemperatureView) -> Self {
        Self { lowest: view.lowest_c10, highest: view.highest_c10 }
    }
}

words! {
    /// The degree of danger.
    PackingGroupView of PackingGroup {
        /// Great.
        I = "I",
        /// Medium.
        II = "II",
        /// Minor.
        III = "III",
    }
}

/// What makes goods dangerous.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DangerousGoodsView {
    /// The substance, such as `UN1263`.
    pub un_number: String,
    /// Class or division, such as `2.1`.
    pub class: String,
    /// Packing group, where the substance has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub packing_group: Option<PackingGroupView>,
}

impl From<&DangerousGoods> for DangerousGoodsView {
    fn from(dangerous: &DangerousGoods) -> Self {
        Self {
            un_number: dangerous.number.to_string(),
            class: dangerous.class.clone(),
            packing_group: dangerous.packing_group.map(PackingGroupView::from),
        }
    }
}

impl TryFrom<&DangerousGoodsView> for DangerousGoods {
    type Error = ViewError;

    fn try_from(view: &DangerousGoodsView) -> Result<Self, ViewError> {
        Ok(Self {
            number: text("un_number", &view.un_number)?,
            class: prose("class", &view.class)?,
            packing_group: view.packing_group.map(PackingGroup::from),
        })
    }
}

/// A line of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GoodsView {
    /// HS code, 2 to 6 digits, such as `1001.99`.
    pub hs: String,
    /// What it is, in the consignor's words.
    pub description: String,
    /// How it is packed.
    pub packaging: PackagingView,
    /// Gross mass, kilograms.
    pub mass_kg: i64,
    /// Volume, litres, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume_l: Option<i64>,
    /// The units it travels in; empty for lots and for parts of a container's load.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<UnitCountView>,
    /// The temperature it needs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub temperature: Option<TemperatureView>,
    /// What makes it dangerous.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dangerous: Option<DangerousGoodsView>,
}

impl From<&Goods> for GoodsView {
    fn from(goods: &Goods) -> Self {
        Self {
            hs: goods.hs.to_string(),
            description: goods.description.clone(),
            packaging: PackagingView::from(&goods.packaging),
            mass_kg: goods.mass.as_kg(),
            volume_l: goods.volume.map(Volume::as_litres),
            units: goods.units.iter().map(UnitCountView::from).collect(),
            temperature: goods.temperature.as_ref().map(TemperatureView::from),
            dangerous: goods.dangerous.as_ref().map(DangerousGoodsView::from),
        }
    }
}

impl TryFrom<&GoodsView> for Goods {
    type Error = ViewError;

    fn try_from(view: &GoodsView) -> Result<Self, ViewError> {
        let volume_l = view.volume_l.map(|litres| integer("volume_l", litres)).transpose()?;
        Ok(Self {
            hs: text("hs", &view.hs)?,
            description: prose("description", &view.description)?,
            packaging: part("packaging", &view.packaging)?,
            mass: Mass::from_kg(integer("mass_kg", view.mass_kg)?),
            volume: volume_l.map(Volume::from_litres),
            units: list("units", &view.units)?,
            temperature: view.temperature.as_ref().map(TemperatureRange::from),
            dangerous: part_if("dangerous", view.dangerous.as_ref())?,
        })
    }
}

/// An order that is still being written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftView {
    /// The wish, as far as it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub route: Option<RouteView>,
    /// What is to be carried, as far as it is known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub goods: Vec<GoodsView>,
}

impl From<&Draft> for DraftView {
    fn from(draft: &Draft) -> Self {
        Self {
            route: draft.route.as_ref().map(RouteView::from),
            goods: draft.goods.iter().map(GoodsView::from).collect(),
        }
    }
}

impl TryFrom<&DraftView> for Draft {
    type Error = ViewError;

    fn try_from(view: &DraftView) -> Result<Self, ViewError> {
        Ok(Self { route: part_if("route", view.route.as_ref())?, goods: list("goods", &view.goods)? })
    }
}

/// A customer's order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OrderView {
    /// The wish.
    pub route: RouteView,
    /// What is to be carried.
    pub goods: Vec<GoodsView>,
}

impl From<&Order> for OrderView {
    fn from(order: &Order) -> Self {
        Self {
            route: RouteView::from(&order.route),
            goods: order.goods.iter().map(GoodsView::from).collect(),
        }
    }
}

impl TryFrom<&OrderView> for Order {
    type Error = ViewError;

    fn try_from(view: &OrderView) -> Result<Self, ViewError> {
        Ok(Self { route: part("route", &view.route)?, goods: list("goods", &view.goods)? })
    }
}
