//! A hub's floor plan as answers show it: what never changes while the corridor is open.

use lb_network::layout::{DangerousGoods, Equipment, Layout};
use lb_network::model::Provenance;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::answers::Names;
use crate::app::App;
use crate::view::names;

/// Where a row comes from and how far to trust it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TrustView {
    /// `seen`, `mixed`, `computed`, `unverified` or `modelled`.
    pub reliability: String,
    /// Source identifiers.
    pub basis: Vec<String>,
}

impl From<&Provenance> for TrustView {
    fn from(provenance: &Provenance) -> Self {
        Self { reliability: provenance.reliability.to_string(), basis: provenance.basis.clone() }
    }
}

/// A hub in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HubRow {
    /// Identifier.
    pub id: String,
    /// Names.
    pub name: Names,
    /// The place it is at.
    pub place: String,
    /// Its clock, an IANA zone.
    pub zone: String,
    /// 20 ft places of its blocks.
    pub teu_places: u32,
    /// Length of its tracks, millimetres.
    pub track_mm: i64,
    /// How many berths it has.
    pub berth_count: usize,
    /// Source and reliability of the floor plan.
    pub trust: TrustView,
}

/// A berth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BerthView {
    /// Identifier.
    pub id: String,
    /// Names.
    pub name: Names,
    /// Where it begins along the quay, millimetres.
    pub from_mm: i64,
    /// How long it is, millimetres.
    pub length_mm: i64,
    /// Depth alongside, millimetres.
    pub depth_mm: i64,
    /// Whether ro-ro ships can lower their ramp.
    pub ramp: bool,
    /// Source and reliability.
    pub trust: TrustView,
}

/// A track.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TrackView {
    /// Identifier.
    pub id: String,
    /// Names.
    pub name: Names,
    /// `work`, `reception`, `departure` or `storage`.
    pub kind: String,
    /// Gauges, millimetres.
    pub gauges_mm: Vec<u32>,
    /// Length on which wagons may stand, millimetres.
    pub usable_mm: i64,
    /// Whether grain can be worked on it.
    pub grain: bool,
    /// Source and reliability.
    pub trust: TrustView,
}

/// A block of the yard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BlockView {
    /// Identifier.
    pub id: String,
    /// Names.
    pub name: Names,
    /// 20 ft bays, numbered 1, 3, 5, ...; the even number between two is a longer box over both.
    pub bays: u16,
    /// Rows, numbered from 1.
    pub rows: u8,
    /// Tiers, numbered from 1.
    pub tiers: u8,
    /// The last bay with plugs; 0 for none.
    pub plug_bays: u16,
    /// Classes of dangerous goods that it takes.
    pub dangerous: Vec<String>,
    /// `mixed`, `laden` or `empty`.
    pub purpose: String,
    /// West and south corner on the plan, millimetres.
    pub at_mm: [i64; 2],
    /// Source and reliability.
    pub trust: TrustView,
}

/// A gate, a warehouse or a silo cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StoreView {
    /// Identifier.
    pub id: String,
    /// Names.
    pub name: Names,
    /// Bays of a warehouse; lanes of a gate, in and out; 0 for a silo cell.
    pub bays: u16,
    /// The most that a bay, or the cell, holds, kilograms; 0 for a gate.
    pub capacity_kg: i64,
    /// Whether goods lie there under customs' supervision.
    pub bonded: bool,
    /// Goods that a cell takes, by the first digits of their HS code.
    pub commodities: Vec<String>,
    /// Source and reliability.
    pub trust: TrustView,
}

/// A crane, stacker, loader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EquipmentView {
    /// Identifier.
    pub id: String,
    /// Names.
    pub name: Names,
    /// `rail_gantry`, `yard_gantry`, `quay_crane`, `reach_stacker`, `empty_handler`, `grain_loader` or `forklift`.
    pub kind: String,
    /// The most that it lifts, kilograms.
    pub lift_kg: i64,
    /// Moves an hour.
    pub moves_per_hour: u16,
    /// Tracks within reach.
    pub tracks: Vec<String>,
    /// Blocks within reach.
    pub blocks: Vec<String>,
    /// Berths within reach.
    pub berths: Vec<String>,
    /// Warehouses within reach.
    pub warehouses: Vec<String>,
    /// Source and reliability.
    pub trust: TrustView,
}

/// A type of wagon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WagonTypeView {
    /// Identifier.
    pub id: String,
    /// Names.
    pub name: Names,
    /// Gauge, millimetres.
    pub gauge_mm: u32,
    /// Length over couplers, millimetres.
    pub length_mm: i64,
    /// Mass when empty, kilograms.
    pub tare_kg: i64,
    /// The most that it carries, kilograms.
    pub payload_kg: i64,
    /// Places for 20 ft boxes.
    pub slots: u8,
    /// Slots at which a longer box may begin.
    pub long_from: Vec<u8>,
    /// Source and reliability.
    pub trust: TrustView,
}

/// A hub's floor plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HubPlan {
    /// The hub.
    #[serde(flatten)]
    pub hub: HubRow,
    /// Minutes of local time at which shifts begin.
    pub shifts: Vec<u16>,
    /// Facilities that belong to it.
    pub facilities: Vec<String>,
    /// Berths, in their order along the quay.
    pub berths: Vec<BerthView>,
    /// Tracks.
    pub tracks: Vec<TrackView>,
    /// Blocks.
    pub blocks: Vec<BlockView>,
    /// Gates.
    pub gates: Vec<StoreView>,
    /// Warehouses.
    pub warehouses: Vec<StoreView>,
    /// Silo cells.
    pub cells: Vec<StoreView>,
    /// Equipment.
    pub equipment: Vec<EquipmentView>,
    /// Types of wagons of the gauges that its tracks have.
    pub wagon_types: Vec<WagonTypeView>,
}

impl App {
    /// Returns the hubs of the corridor, in the order of their identifiers.
    #[must_use]
    pub fn hubs(&self) -> Vec<HubRow> {
        self.corridor().layouts.hubs.values().map(row).collect()
    }

    /// Returns the floor plan of a hub.
    #[must_use]
    pub fn hub_plan(&self, layout: &Layout) -> HubPlan {
        let gauges: Vec<u32> = layout.tracks.values().flat_map(|track| track.gauges.clone()).collect();
        let types = self.corridor().layouts.wagon_types.values();
        HubPlan {
            hub: row(layout),
            shifts: layout.shifts.clone(),
            facilities: layout.facilities.iter().map(ToString::to_string).collect(),
            berths: berths(layout),
            tracks: tracks(layout),
            blocks: blocks(layout),
            gates: gates(layout),
            warehouses: warehouses(layout),
            cells: cells(layout),
            equipment: layout.equipment.values().map(equipment).collect(),
            wagon_types: types
                .filter(|wagon| gauges.contains(&wagon.gauge))
                .map(|wagon| WagonTypeView {
                    id: wagon.id.to_string(),
                    name: names(&wagon.name),
                    gauge_mm: wagon.gauge,
                    length_mm: wagon.length.as_mm(),
                    tare_kg: wagon.tare.as_kg(),
                    payload_kg: wagon.payload.as_kg(),
                    slots: wagon.slots,
                    long_from: wagon.long_from.clone(),
                    trust: TrustView::from(&wagon.provenance),
                })
                .collect(),
        }
    }
}

fn row(layout: &Layout) -> HubRow {
    HubRow {
        id: layout.id.to_string(),
        name: names(&layout.name),
        place: layout.place.to_string(),
        zone: layout.zone.to_string(),
        teu_places: layout.teu_places(),
        track_mm: layout.tracks.values().map(|track| track.usable.as_mm()).sum(),
        berth_count: layout.berths.len(),
        trust: TrustView::from(&layout.provenance),
    }
}

fn berths(layout: &Layout) -> Vec<BerthView> {
    let mut berths: Vec<_> = layout.berths.values().collect();
    berths.sort_by_key(|berth| (berth.from, berth.id.clone()));
    let view = |berth: &lb_network::layout::Berth| BerthView {
        id: berth.id.to_string(),
        name: names(&berth.name),
        from_mm: berth.from.as_mm(),
        length_mm: berth.length.as_mm(),
        depth_mm: berth.depth.as_mm(),
        ramp: berth.ramp,
        trust: TrustView::from(&berth.provenance),
    };
    berths.into_iter().map(view).collect()
}

fn tracks(layout: &Layout) -> Vec<TrackView> {
    let view = |track: &lb_network::layout::Track| TrackView {
        id: track.id.to_string(),
        name: names(&track.name),
        kind: track.kind.word().to_owned(),
        gauges_mm: track.gauges.clone(),
        usable_mm: track.usable.as_mm(),
        grain: track.grain,
        trust: TrustView::from(&track.provenance),
    };
    layout.tracks.values().map(view).collect()
}

fn blocks(layout: &Layout) -> Vec<BlockView> {
    let view = |block: &lb_network::layout::Block| BlockView {
        id: block.id.to_string(),
        name: names(&block.name),
        bays: block.bays,
        rows: block.rows,
        tiers: block.tiers,
        plug_bays: block.plug_bays,
        dangerous: match &block.dangerous {
            DangerousGoods::Refused => Vec::new(),
            DangerousGoods::Classes(classes) => classes.clone(),
        },
        purpose: block.purpose.word().to_owned(),
        at_mm: [block.at.0.as_mm(), block.at.1.as_mm()],
        trust: TrustView::from(&block.provenance),
    };
    layout.blocks.values().map(view).collect()
}

fn gates(layout: &Layout) -> Vec<StoreView> {
    let view = |gate: &lb_network::layout::Gate| StoreView {
        id: gate.id.to_string(),
        name: names(&gate.name),
        bays: u16::from(gate.lanes_in) + u16::from(gate.lanes_out),
        capacity_kg: 0,
        bonded: false,
        commodities: Vec::new(),
        trust: TrustView::from(&gate.provenance),
    };
    layout.gates.values().map(view).collect()
}

fn warehouses(layout: &Layout) -> Vec<StoreView> {
    let view = |warehouse: &lb_network::layout::Warehouse| StoreView {
        id: warehouse.id.to_string(),
        name: names(&warehouse.name),
        bays: warehouse.bays,
        capacity_kg: warehouse.bay_load.as_kg(),
        bonded: warehouse.bonded,
        commodities: Vec::new(),
        trust: TrustView::from(&warehouse.provenance),
    };
    layout.warehouses.values().map(view).collect()
}

fn cells(layout: &Layout) -> Vec<StoreView> {
    let view = |cell: &lb_network::layout::Cell| StoreView {
        id: cell.id.to_string(),
        name: names(&cell.name),
        bays: 0,
        capacity_kg: cell.capacity.as_kg(),
        bonded: false,
        commodities: cell.commodities.clone(),
        trust: TrustView::from(&cell.provenance),
    };
    layout.cells.values().map(view).collect()
}

fn equipment(equipment: &Equipment) -> EquipmentView {
    fn texts<T: ToString>(ids: &[T]) -> Vec<String> {
        ids.iter().map(ToString::to_string).collect()
    }
    EquipmentView {
        id: equipment.id.to_string(),
        name: names(&equipment.name),
        kind: equipment.kind.word().to_owned(),
        lift_kg: equipment.lift.as_kg(),
        moves_per_hour: equipment.moves_per_hour,
        tracks: texts(&equipment.tracks),
        blocks: texts(&equipment.blocks),
        berths: texts(&equipment.berths),
        warehouses: texts(&equipment.warehouses),
        trust: TrustView::from(&equipment.provenance),
    }
}
