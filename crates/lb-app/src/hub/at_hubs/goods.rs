//! Goods and parcels in warehouses and boxes.

use std::collections::BTreeMap;

use lb_hub::goods::{Amount, Customs, Goods, Store};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{HubNow, Listed, Wanted, sortable};
use crate::hub::goods::{Depot, GoodsInBox, GoodsStateView};
use crate::hub::views::{
    GoodsAmountView, GoodsCustomsView, GoodsDeclarationView, GoodsLeftView, HoldView, ListStageView,
};

/// How much of some goods stands in a warehouse.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AtHubsPlaceRow {
    /// The warehouse.
    pub warehouse: String,
    /// How much.
    pub amount: GoodsAmountView,
    /// Since when the first of them stands there.
    #[schema(format = DateTime)]
    pub since: String,
}

/// How much of some goods is, or was, in a box.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AtHubsBoxRow {
    /// Number of the stuffing list.
    pub list: String,
    /// Number of the box.
    pub container: String,
    /// How far the list has come.
    pub stage: ListStageView,
    /// How much is in the box, or was until it was stripped.
    pub amount: GoodsAmountView,
    /// Whether it was told what came out.
    pub told: bool,
    /// With what the box left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left: Option<GoodsLeftView>,
}

impl From<GoodsInBox> for AtHubsBoxRow {
    fn from(one: GoodsInBox) -> Self {
        let GoodsInBox { list: _, number, container, stage, amount, told, spot: _, left } = one;
        Self { list: number, container, stage, amount, told, left }
    }
}

/// Goods of an organisation at a hub.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AtHubsGoodsRow {
    /// The hub.
    pub hub: String,
    /// What is declared of them.
    pub declaration: GoodsDeclarationView,
    /// Where they are, in one word.
    pub status: GoodsStateView,
    /// Whether customs watch over them now.
    pub customs: GoodsCustomsView,
    /// Packages that customs have released in part and that have not left.
    pub cleared_packages: i64,
    /// What stands in warehouses.
    pub inside: GoodsAmountView,
    /// In which.
    pub places: Vec<AtHubsPlaceRow>,
    /// Boxes that they are or were in.
    pub boxes: Vec<AtHubsBoxRow>,
    /// What stops them, who set it and why.
    pub holds: Vec<HoldView>,
    /// Packages that were seen damaged.
    pub damaged_packages: i64,
    /// Whether all that came was weighed here.
    pub weighed: bool,
    /// Since when the first of what stands here stands here.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime)]
    pub since: Option<String>,
    /// When the last of them came.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime)]
    pub complete: Option<String>,
    /// What came more than was declared, below 0 less; absent until all has come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub received_otherwise: Option<GoodsAmountView>,
}

impl Listed for AtHubsGoodsRow {
    const STATUSES: &'static [&'static str] = &["expected", "here", "in_box", "gone"];
    const SORTS: &'static [&'static str] =
        &["number", "hub", "owner", "since", "status", "packages", "mass", "description", "holds"];
    const SORT_DEFAULT: &'static str = "number";

    fn rows(hubs: &[HubNow<'_>], wanted: &Wanted) -> Vec<Self> {
        let is_wished = |goods: &&Goods| {
            let is_bonded = goods.customs == Customs::Bonded;
            wanted.shows(&goods.declaration.owner) && wanted.bonded.is_none_or(|bonded| bonded == is_bonded)
        };
        let of_hub = |hub: &HubNow<'_>| {
            let depot = Depot::new(&hub.floor, hub.layout);
            let goods = hub.floor.store().all().filter(is_wished);
            goods.map(|goods| row(hub, &depot, goods)).collect::<Vec<Self>>()
        };
        wanted.floors(hubs).flat_map(of_hub).collect()
    }

    fn place(&self) -> (&str, &str) {
        (&self.hub, &self.declaration.id)
    }

    fn status(&self) -> &'static str {
        match self.status {
            GoodsStateView::Expected => "expected",
            GoodsStateView::Here => "here",
            GoodsStateView::InBox => "in_box",
            GoodsStateView::Gone => "gone",
        }
    }

    fn is_held(&self) -> bool {
        !self.holds.is_empty()
    }

    fn texts(&self) -> Vec<&str> {
        let goods = &self.declaration;
        let texts = [&goods.number, &goods.reference, &goods.marks, &goods.description];
        let coded = [goods.consignment.as_ref(), goods.commodity.as_ref()];
        let boxes = self.boxes.iter().map(|one| one.container.as_str());
        texts
            .map(String::as_str)
            .into_iter()
            .chain(coded.into_iter().flatten().map(String::as_str))
            .chain(boxes)
            .collect()
    }

    fn key(&self, sort: &str) -> String {
        let goods = &self.declaration;
        match sort {
            "hub" => self.hub.clone(),
            "owner" => goods.owner.clone(),
            "since" => self.since.clone().unwrap_or_default(),
            "status" => self.status().to_owned(),
            "packages" => sortable(self.inside.packages),
            "mass" => sortable(self.inside.mass_kg),
            "description" => goods.description.to_lowercase(),
            "holds" => sortable(i64::try_from(self.holds.len()).unwrap_or(i64::MAX)),
            _ => goods.number.clone(),
        }
    }
}

fn row(hub: &HubNow<'_>, depot: &Depot<'_>, goods: &Goods) -> AtHubsGoodsRow {
    let row = depot.row(goods);
    let places = places(hub.floor.store(), goods);
    AtHubsGoodsRow {
        hub: hub.layout.id.to_string(),
        declaration: row.declaration,
        status: row.state,
        customs: row.customs,
        cleared_packages: row.cleared_packages,
        inside: row.inside,
        since: places.iter().map(|place| place.since.clone()).min(),
        places,
        boxes: row.boxes.into_iter().map(AtHubsBoxRow::from).collect(),
        holds: goods.holds.values().map(HoldView::from).collect(),
        damaged_packages: row.damaged_packages,
        weighed: row.weighed,
        complete: row.complete,
        received_otherwise: row.received_otherwise,
    }
}

/// Returns how much of some goods stands in each warehouse: bays are the floor's.
fn places(store: &Store, goods: &Goods) -> Vec<AtHubsPlaceRow> {
    let mut by_warehouse: BTreeMap<&str, (Amount, jiff::Timestamp)> = BTreeMap::new();
    for (location, stock) in store.places(goods.declaration.id) {
        let (amount, since) =
            by_warehouse.entry(location.warehouse.as_str()).or_insert((Amount::ZERO, stock.since));
        *amount = amount.plus(stock.amount);
        *since = (*since).min(stock.since);
    }
    let row = |(warehouse, (amount, since)): (&str, (Amount, jiff::Timestamp))| AtHubsPlaceRow {
        warehouse: warehouse.to_owned(),
        amount: GoodsAmountView::from(&amount),
        since: since.to_string(),
    };
    by_warehouse.into_iter().map(row).collect()
}
