//! Goods and warehouses as answers show them: bays with what they bear, goods with where they are, stuffing lists.

mod item;
mod list;
mod reading;
mod search;
mod table;

use jiff::Timestamp;
use lb_base::Mass;
use lb_hub::Floor;
use lb_hub::goods::{Account, Amount, Customs, Goods, Location, Store};
use lb_network::layout::{Layout, Warehouse};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::views::{GoodsAmountView, GoodsDifferenceView};

pub use item::{
    GoodsAnswer, GoodsEntryRow, GoodsInBox, GoodsPlaceRow, GoodsStateView, HubGoodsRow, TrackAnswer,
    TrackRow, track,
};
pub use list::{
    ListsAnswer, StuffingAnnouncement, StuffingAnswer, StuffingLineRow, StuffingRow, StuffingShareRow,
};
pub use reading::{GOODS_BYTES_MAX, GoodsReadRow, GoodsReading, read_goods};
pub use search::{GoodsListAnswer, GoodsQuery, GoodsSort};
pub use table::{goods_csv, goods_workbook, list_csv, list_workbook};

/// What was found otherwise, under one name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GoodsDifferenceRow {
    /// The name.
    pub name: GoodsDifferenceView,
    /// What was found more; below 0 what was found less.
    pub found: GoodsAmountView,
}

/// The books of goods or of a warehouse: what came is what went, differs by name, and stands here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GoodsBalance {
    /// From trucks, wagons, boxes and ships.
    pub received: GoodsAmountView,
    /// Out of boxes, as their lists have it.
    pub stripped: GoodsAmountView,
    /// From other warehouses; only of warehouses.
    pub moved_in: GoodsAmountView,
    /// To trucks, wagons, boxes and ships.
    pub issued: GoodsAmountView,
    /// Into boxes under a list.
    pub stuffed: GoodsAmountView,
    /// To other warehouses; only of warehouses.
    pub moved_out: GoodsAmountView,
    /// What was found otherwise, by name.
    pub differences: Vec<GoodsDifferenceRow>,
    /// What stands here.
    pub inside: GoodsAmountView,
    /// What is missing between all of these; the rules keep it 0.
    pub open: GoodsAmountView,
}

/// A bay, or a receiving floor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BayRow {
    /// The bay, from 1; absent is the receiving floor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bay: Option<u16>,
    /// What stands there weighs, kilograms: goods, and pieces and vehicles whose mass is known.
    pub mass_kg: i64,
    /// Packages of goods.
    pub packages: i64,
    /// How many kinds of goods stand there.
    pub goods: usize,
    /// How many pieces and vehicles stand there.
    pub units: usize,
    /// Whether any of it is bonded.
    pub bonded: bool,
    /// Whether any of it is held.
    pub held: bool,
    /// Classes of dangerous goods there.
    pub dangerous: Vec<String>,
    /// Since when the oldest of the goods stand there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// When it was last counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted: Option<String>,
}

/// A warehouse.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WarehouseRow {
    /// The warehouse.
    pub id: String,
    /// The facility that it belongs to.
    pub facility: String,
    /// Names in English, Chinese, Russian and Kazakh.
    pub names: [String; 4],
    /// The most that a bay bears, kilograms.
    pub bay_load_kg: i64,
    /// Whether goods lie there under customs' supervision.
    pub bonded: bool,
    /// Temperatures kept, tenths of a degree Celsius, lowest and highest; absent where none are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub temperature_dc: Option<[i16; 2]>,
    /// The receiving floor.
    pub floor: BayRow,
    /// Bays, the first first.
    pub bays: Vec<BayRow>,
    /// Its books.
    pub balance: GoodsBalance,
}

/// The warehouses of a hub.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WarehousesAnswer {
    /// The hub.
    pub hub: String,
    /// How many events it has had.
    pub version: u64,
    /// The instant of the answer.
    pub now: String,
    /// Warehouses.
    pub warehouses: Vec<WarehouseRow>,
}

/// The goods of a hub with what is needed to show them.
#[derive(Clone, Copy, Debug)]
pub struct Depot<'a> {
    floor: &'a Floor,
    layout: &'a Layout,
}

impl<'a> Depot<'a> {
    /// Returns the goods of a floor.
    #[must_use]
    pub const fn new(floor: &'a Floor, layout: &'a Layout) -> Self {
        Self { floor, layout }
    }

    const fn store(&self) -> &'a Store {
        self.floor.store()
    }

    /// Returns its warehouses.
    #[must_use]
    pub fn warehouses(&self, version: u64, now: Timestamp) -> WarehousesAnswer {
        WarehousesAnswer {
            hub: self.floor.hub().to_string(),
            version,
            now: now.to_string(),
            warehouses: self.layout.warehouses.values().map(|warehouse| self.warehouse(warehouse)).collect(),
        }
    }

    fn warehouse(&self, warehouse: &Warehouse) -> WarehouseRow {
        let inside = self.store().stock().filter(|(location, ..)| location.warehouse == warehouse.id);
        let inside = inside.fold(Amount::ZERO, |sum, (.., stock)| sum.plus(stock.amount));
        WarehouseRow {
            id: warehouse.id.to_string(),
            facility: warehouse.facility.to_string(),
            names: warehouse.name.0.clone(),
            bay_load_kg: warehouse.bay_load.as_kg(),
            bonded: warehouse.bonded,
            temperature_dc: warehouse.temperature.map(|(lowest, highest)| [lowest, highest]),
            floor: self.bay(warehouse, None),
            bays: (1..=warehouse.bays).map(|bay| self.bay(warehouse, Some(bay))).collect(),
            balance: balance(&self.store().account(&warehouse.id), inside),
        }
    }

    fn bay(&self, warehouse: &Warehouse, bay: Option<u16>) -> BayRow {
        let location = Location { warehouse: warehouse.id.clone(), bay };
        let there: Vec<_> = self.store().in_location(&location).collect();
        let goods: Vec<&Goods> = there.iter().filter_map(|(id, _)| self.store().goods(*id)).collect();
        let sum = there.iter().fold(Amount::ZERO, |sum, (_, stock)| sum.plus(stock.amount));
        let units: Vec<_> = bay.into_iter().flat_map(|bay| self.floor.in_bay(&warehouse.id, bay)).collect();
        let masses = units.iter().filter_map(|unit| self.floor.unit(*unit)?.article.gross.mass());
        let mut dangerous: Vec<String> =
            goods.iter().flat_map(|goods| goods.declaration.dangerous.iter().cloned()).collect();
        dangerous.sort();
        dangerous.dedup();
        BayRow {
            bay,
            mass_kg: masses.fold(sum.mass, Mass::saturating_add).as_kg(),
            packages: sum.packages,
            goods: goods.len(),
            units: units.len(),
            bonded: goods.iter().any(|goods| goods.customs == Customs::Bonded),
            held: goods.iter().any(|goods| !goods.holds.is_empty()),
            dangerous,
            since: there.iter().map(|(_, stock)| stock.since).min().map(|since| since.to_string()),
            counted: self.store().counted(&location).map(|at| at.to_string()),
        }
    }
}

/// Returns books beside what stands here.
fn balance(account: &Account, inside: Amount) -> GoodsBalance {
    let row = |(name, found): (&lb_hub::goods::Difference, &Amount)| GoodsDifferenceRow {
        name: (*name).into(),
        found: GoodsAmountView::from(found),
    };
    GoodsBalance {
        received: GoodsAmountView::from(&account.received),
        stripped: GoodsAmountView::from(&account.stripped),
        moved_in: GoodsAmountView::from(&account.moved_in),
        issued: GoodsAmountView::from(&account.issued),
        stuffed: GoodsAmountView::from(&account.stuffed),
        moved_out: GoodsAmountView::from(&account.moved_out),
        differences: account.differences.iter().map(row).collect(),
        inside: GoodsAmountView::from(&inside),
        open: GoodsAmountView::from(&account.inside().minus(inside)),
    }
}
