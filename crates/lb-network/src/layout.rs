//! The floor plans of hubs: berths, tracks, yard blocks, gates, warehouses, silo cells, equipment; wagon types and the
//! loading rules of railways.
//!
//! A hub is what one dispatch runs: one or several facilities side by side. All of it is data; a dry port on another gauge is
//! another set of rows.

pub mod tariff;

mod separation;

use std::collections::BTreeMap;

use lb_base::{FacilityId, Length, Mass, PlaceId, Zone, string_id};

use crate::model::{Names, Provenance};

pub use separation::{Apart, ClassSet, Counterpart, Separation};

string_id! {
    /// A hub: the facilities that one dispatch runs, such as `LYG-BASE`.
    pub struct HubId;
    /// A berth of a hub.
    pub struct BerthId;
    /// A railway track of a hub.
    pub struct TrackId;
    /// A block of a container yard.
    pub struct BlockId;
    /// A gate for trucks.
    pub struct GateId;
    /// A warehouse.
    pub struct WarehouseId;
    /// A cell of a silo.
    pub struct CellId;
    /// A crane, stacker, loader.
    pub struct EquipmentId;
    /// A type of wagon, such as `CN-X70`.
    pub struct WagonTypeId;
    /// A railway with loading rules of its own.
    pub struct RailwayId;
}

/// All floor plans of a corridor.
#[derive(Clone, Debug, Default)]
pub struct Layouts {
    /// Hubs by identifier.
    pub hubs: BTreeMap<HubId, Layout>,
    /// Types of wagons.
    pub wagon_types: BTreeMap<WagonTypeId, WagonType>,
    /// Loading rules by railway.
    pub railways: BTreeMap<RailwayId, Railway>,
}

impl Layouts {
    /// Returns the railway whose rules hold for wagons of a gauge at a hub: of several the one whose axles bear least.
    #[must_use]
    pub fn railway_at(&self, hub: &Layout, gauge: u32) -> Option<&Railway> {
        let there = hub.railways.iter().filter_map(|id| self.railways.get(id));
        let own = there.filter(|railway| railway.gauge == gauge);
        own.min_by(|one, other| (one.axle_load, &one.id).cmp(&(other.axle_load, &other.id)))
    }

    /// Returns the hub that a facility belongs to.
    #[must_use]
    pub fn hub_of(&self, facility: &FacilityId) -> Option<&Layout> {
        self.hubs.values().find(|hub| hub.facilities.contains(facility))
    }
}

/// The floor plan of one hub.
#[derive(Clone, Debug)]
pub struct Layout {
    /// Identifier.
    pub id: HubId,
    /// Names.
    pub name: Names,
    /// The place it is at.
    pub place: PlaceId,
    /// The facilities that belong to it.
    pub facilities: Vec<FacilityId>,
    /// The railways whose loading rules hold there.
    pub railways: Vec<RailwayId>,
    /// Its clock.
    pub zone: Zone,
    /// Minutes of local time at which shifts begin, ascending: `480;1200` is 08:00 and 20:00.
    pub shifts: Vec<u16>,
    /// Berths, in their order along the quay.
    pub berths: BTreeMap<BerthId, Berth>,
    /// Tracks.
    pub tracks: BTreeMap<TrackId, Track>,
    /// Yard blocks.
    pub blocks: BTreeMap<BlockId, Block>,
    /// Gates.
    pub gates: BTreeMap<GateId, Gate>,
    /// Warehouses.
    pub warehouses: BTreeMap<WarehouseId, Warehouse>,
    /// Silo cells.
    pub cells: BTreeMap<CellId, Cell>,
    /// Equipment.
    pub equipment: BTreeMap<EquipmentId, Equipment>,
    /// What it charges.
    pub tariff: Vec<tariff::TariffLine>,
    /// Provenance.
    pub provenance: Provenance,
    /// Line in `hubs.csv`.
    pub line: u64,
}

impl Layout {
    /// Returns the berths of a facility's quay in their order along it.
    #[must_use]
    pub fn quay(&self, facility: &FacilityId) -> Vec<&Berth> {
        let mut berths: Vec<&Berth> = self.berths.values().filter(|b| b.facility == *facility).collect();
        berths.sort_by(|a, b| (a.from, &a.id).cmp(&(b.from, &b.id)));
        berths
    }

    /// Returns how much track of a kind there is.
    #[must_use]
    pub fn track_length(&self, kind: TrackKind) -> Length {
        let tracks = self.tracks.values().filter(|track| track.kind == kind);
        tracks.fold(Length::ZERO, |sum, track| sum.saturating_add(track.usable))
    }

    /// Returns how many 20 ft boxes find room in the yard.
    #[must_use]
    pub fn teu_places(&self) -> u32 {
        self.blocks.values().map(Block::teu_places).fold(0, u32::saturating_add)
    }

    /// Returns what the silo holds.
    #[must_use]
    pub fn silo_capacity(&self) -> Mass {
        self.cells.values().fold(Mass::ZERO, |sum, cell| sum.saturating_add(cell.capacity))
    }
}

/// Where a ship lies.
#[derive(Clone, Debug)]
pub struct Berth {
    /// Identifier.
    pub id: BerthId,
    /// Facility.
    pub facility: FacilityId,
    /// Names.
    pub name: Names,
    /// Where it begins along the quay.
    pub from: Length,
    /// How long it is.
    pub length: Length,
    /// Depth alongside at chart datum.
    pub depth: Length,
    /// Whether ro-ro ships can lower their ramp.
    pub ramp: bool,
    /// Provenance.
    pub provenance: Provenance,
    /// Line in `berths.csv`.
    pub line: u64,
}

/// What a track is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TrackKind {
    /// Wagons are loaded and unloaded.
    Work,
    /// Trains arrive and are inspected.
    Reception,
    /// Trains are made up and leave.
    Departure,
    /// Wagons stand.
    Storage,
}

impl TrackKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Work, Self::Reception, Self::Departure, Self::Storage];

    /// Returns the word of the tables.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Work => "work",
            Self::Reception => "reception",
            Self::Departure => "departure",
            Self::Storage => "storage",
        }
    }

    /// Reads the word of the tables.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// A railway track.
#[derive(Clone, Debug)]
pub struct Track {
    /// Identifier.
    pub id: TrackId,
    /// Facility.
    pub facility: FacilityId,
    /// Names.
    pub name: Names,
    /// What it is for.
    pub kind: TrackKind,
    /// Gauges, millimetres.
    pub gauges: Vec<u32>,
    /// Length on which wagons may stand.
    pub usable: Length,
    /// Whether grain can be unloaded or loaded on it.
    pub grain: bool,
    /// Provenance.
    pub provenance: Provenance,
    /// Line in `tracks.csv`.
    pub line: u64,
}

/// Which dangerous goods a block takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DangerousGoods {
    /// None.
    Refused,
    /// These classes, such as `3` or `5.1`.
    Classes(Vec<String>),
}

/// What a block is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BlockPurpose {
    /// Anything.
    Mixed,
    /// Loaded boxes.
    Laden,
    /// Empty boxes.
    Empty,
}

impl BlockPurpose {
    /// All purposes.
    pub const ALL: [Self; 3] = [Self::Mixed, Self::Laden, Self::Empty];

    /// Returns the word of the tables.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Mixed => "mixed",
            Self::Laden => "laden",
            Self::Empty => "empty",
        }
    }

    /// Reads the word of the tables.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.word() == word)
    }
}

/// A block of a container yard.
///
/// Bays are numbered as on ships: odd numbers are 20 ft bays, the even number between two of them is a 40 ft box over both.
#[derive(Clone, Debug)]
pub struct Block {
    /// Identifier.
    pub id: BlockId,
    /// Facility.
    pub facility: FacilityId,
    /// Names.
    pub name: Names,
    /// 20 ft bays: numbered 1, 3, 5, ...
    pub bays: u16,
    /// Rows beside each other, numbered from 1.
    pub rows: u8,
    /// Boxes on top of each other, numbered from 1.
    pub tiers: u8,
    /// The last bay with plugs for refrigerated boxes; 0 for none.
    pub plug_bays: u16,
    /// Dangerous goods.
    pub dangerous: DangerousGoods,
    /// What it is for.
    pub purpose: BlockPurpose,
    /// Its west and south corner on the hub's plan.
    pub at: (Length, Length),
    /// Provenance.
    pub provenance: Provenance,
    /// Line in `yard_blocks.csv`.
    pub line: u64,
}

/// The length of the ground that a 20 ft bay takes: the box of 6.058 m and the gap to the next.
pub const BAY_LENGTH: Length = Length::from_mm(6_500);
/// The width of the ground that a row takes: the box of 2.438 m and the gap to the next.
pub const ROW_WIDTH: Length = Length::from_mm(2_900);
/// The length of a 20 ft box. Source: ISO 668.
pub const BOX_20_LENGTH: Length = Length::from_mm(6_058);

impl Block {
    /// Returns how many 20 ft boxes find room.
    #[must_use]
    pub fn teu_places(&self) -> u32 {
        u32::from(self.bays).saturating_mul(u32::from(self.rows)).saturating_mul(u32::from(self.tiers))
    }

    /// Returns the number of the last 20 ft bay; 0 where there is none.
    #[must_use]
    pub fn last_bay(&self) -> u16 {
        self.bays.saturating_mul(2).saturating_sub(1)
    }

    /// Returns its east and north corner on the hub's plan: bays go east, rows go north.
    #[must_use]
    pub fn to(&self) -> (Length, Length) {
        let (east, north) = self.at;
        let (bays, rows) = (i64::from(self.bays), i64::from(self.rows));
        (
            east.saturating_add(BAY_LENGTH.saturating_mul(bays)),
            north.saturating_add(ROW_WIDTH.saturating_mul(rows)),
        )
    }
}

impl WagonType {
    /// Returns its mass when loaded to the full.
    #[must_use]
    pub const fn gross(&self) -> Mass {
        self.tare.saturating_add(self.payload)
    }
}

/// A gate for trucks.
#[derive(Clone, Debug)]
pub struct Gate {
    /// Identifier.
    pub id: GateId,
    /// Facility.
    pub facility: FacilityId,
    /// Names.
    pub name: Names,
    /// Lanes inwards.
    pub lanes_in: u8,
    /// Lanes outwards.
    pub lanes_out: u8,
    /// Provenance.
    pub provenance: Provenance,
    /// Line in `gates.csv`.
    pub line: u64,
}

/// A warehouse.
#[derive(Clone, Debug)]
pub struct Warehouse {
    /// Identifier.
    pub id: WarehouseId,
    /// Facility.
    pub facility: FacilityId,
    /// Names.
    pub name: Names,
    /// Bays, numbered from 1.
    pub bays: u16,
    /// The most that one bay carries.
    pub bay_load: Mass,
    /// Whether goods lie there under customs' supervision.
    pub bonded: bool,
    /// Temperatures kept, tenths of a degree Celsius.
    pub temperature: Option<(i16, i16)>,
    /// Provenance.
    pub provenance: Provenance,
    /// Line in `warehouses.csv`.
    pub line: u64,
}

/// A cell of a silo.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Identifier.
    pub id: CellId,
    /// Facility.
    pub facility: FacilityId,
    /// Names.
    pub name: Names,
    /// The most that it holds.
    pub capacity: Mass,
    /// Goods it takes, by the first digits of their HS code; empty for any grain.
    pub commodities: Vec<String>,
    /// Provenance.
    pub provenance: Provenance,
    /// Line in `silo_cells.csv`.
    pub line: u64,
}

/// What a piece of equipment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EquipmentKind {
    /// Rail-mounted gantry.
    RailGantry,
    /// Rubber-tyred gantry.
    YardGantry,
    /// Ship-to-shore crane.
    QuayCrane,
    /// Reach stacker.
    ReachStacker,
    /// Empty-container handler.
    EmptyHandler,
    /// Grain unloader or ship loader.
    GrainLoader,
    /// Forklift.
    Forklift,
}

impl EquipmentKind {
    /// All kinds.
    pub const ALL: [Self; 7] = [
        Self::RailGantry,
        Self::YardGantry,
        Self::QuayCrane,
        Self::ReachStacker,
        Self::EmptyHandler,
        Self::GrainLoader,
        Self::Forklift,
    ];

    /// Returns the word of the tables.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::RailGantry => "rail_gantry",
            Self::YardGantry => "yard_gantry",
            Self::QuayCrane => "quay_crane",
            Self::ReachStacker => "reach_stacker",
            Self::EmptyHandler => "empty_handler",
            Self::GrainLoader => "grain_loader",
            Self::Forklift => "forklift",
        }
    }

    /// Reads the word of the tables.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// A crane, stacker, loader.
#[derive(Clone, Debug)]
pub struct Equipment {
    /// Identifier.
    pub id: EquipmentId,
    /// Facility.
    pub facility: FacilityId,
    /// Names.
    pub name: Names,
    /// What it is.
    pub kind: EquipmentKind,
    /// The most that it lifts.
    pub lift: Mass,
    /// Moves an hour.
    pub moves_per_hour: u16,
    /// Tracks within reach.
    pub tracks: Vec<TrackId>,
    /// Blocks within reach.
    pub blocks: Vec<BlockId>,
    /// Berths within reach.
    pub berths: Vec<BerthId>,
    /// Warehouses within reach.
    pub warehouses: Vec<WarehouseId>,
    /// Provenance.
    pub provenance: Provenance,
    /// Line in `equipment.csv`.
    pub line: u64,
}

/// A type of wagon.
#[derive(Clone, Debug)]
pub struct WagonType {
    /// Identifier.
    pub id: WagonTypeId,
    /// Names.
    pub name: Names,
    /// Gauge, millimetres.
    pub gauge: u32,
    /// Length over couplers.
    pub length: Length,
    /// Mass when empty.
    pub tare: Mass,
    /// The most that it carries.
    pub payload: Mass,
    /// Axles.
    pub axles: u8,
    /// Places for 20 ft boxes along the wagon; 0 where it carries none.
    pub slots: u8,
    /// Which slots a box longer than 20 ft may begin at, from 1: it takes that slot and the next ones.
    pub long_from: Vec<u8>,
    /// Whether it carries grain without a box.
    pub grain: bool,
    /// How many refrigerated boxes it feeds, if it is a generator wagon; 0 for all others.
    pub power_points: u8,
    /// Provenance.
    pub provenance: Provenance,
    /// Line in `wagon_types.csv`.
    pub line: u64,
}

/// The loading rules of a railway.
#[derive(Clone, Debug)]
pub struct Railway {
    /// Identifier.
    pub id: RailwayId,
    /// Names.
    pub name: Names,
    /// Gauge, millimetres.
    pub gauge: u32,
    /// Longest train, locomotives left out.
    pub train_length: Length,
    /// Heaviest train, locomotives left out.
    pub train_mass: Mass,
    /// The most that one axle bears.
    pub axle_load: Mass,
    /// Largest difference in gross mass between two 20 ft boxes on one wagon.
    pub pair_difference: Mass,
    /// Largest difference between what the two bogies of a wagon bear.
    pub bogie_difference: Mass,
    /// Whether two 20 ft boxes on one wagon must go to one destination.
    pub pair_one_destination: bool,
    /// Whether empty platforms may run in a train of containers.
    pub empty_platforms: bool,
    /// Which dangerous goods it keeps apart within a train, in the order of the table.
    pub separations: Vec<Separation>,
    /// Provenance.
    pub provenance: Provenance,
    /// Line in `railways.csv`.
    pub line: u64,
}
