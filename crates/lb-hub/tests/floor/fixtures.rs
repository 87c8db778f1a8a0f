//! A small hub: two tracks of two gauges, two blocks, a berth, a warehouse, three machines.

use std::collections::BTreeMap;

use jiff::Timestamp;
use lb_base::codes::{Identity, UnitKind};
use lb_base::time::Planned;
use lb_base::{Length, Mass, Minute, Reliability, UnitId};
use lb_hub::article::{Article, BoxLength, Fill, Form, Gross, PowerSource};
use lb_hub::visit::{Announcement, Vehicle};
use lb_hub::{Acting, Command, Floor, Ground, HubEvent, Refusal, VisitId, decide};
use lb_network::layout::*;
use lb_network::model::{Names, Provenance};

pub const BOX_NUMBERS: [&str; 8] = [
    "CSQU3054383",
    "TOLU4734787",
    "OOLU4293959",
    "MOEU0710945",
    "CBHU6192031",
    "TGHU1643396",
    "FCIU9908030",
    "MSKU1000090",
];

fn names(text: &str) -> Names {
    Names([text.to_owned(), text.to_owned(), text.to_owned(), text.to_owned()])
}

fn provenance() -> Provenance {
    Provenance { reliability: Reliability::Modelled, basis: vec!["M".to_owned()] }
}

fn ids<T: std::str::FromStr>(texts: &[&str]) -> Vec<T>
where
    T::Err: std::fmt::Debug,
{
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

fn track(id: &str, gauge: u32, metres: i64) -> Track {
    Track {
        id: id.parse().unwrap(),
        facility: "TINY-Y".parse().unwrap(),
        name: names(id),
        kind: TrackKind::Work,
        gauges: vec![gauge],
        usable: Length::from_metres(metres),
        grain: gauge == 1_435,
        provenance: provenance(),
        line: 2,
    }
}

fn block(id: &str, (bays, rows, tiers): (u16, u8, u8), purpose: BlockPurpose) -> Block {
    Block {
        id: id.parse().unwrap(),
        facility: "TINY-Y".parse().unwrap(),
        name: names(id),
        bays,
        rows,
        tiers,
        plug_bays: if purpose == BlockPurpose::Mixed { 3 } else { 0 },
        dangerous: if purpose == BlockPurpose::Mixed {
            DangerousGoods::Classes(vec!["3".to_owned()])
        } else {
            DangerousGoods::Refused
        },
        purpose,
        at: (Length::from_mm(0), Length::from_mm(0)),
        provenance: provenance(),
        line: 2,
    }
}

fn machine(id: &str, kind: EquipmentKind, lift: i64, reach: [&[&str]; 4]) -> Equipment {
    let [tracks, blocks, berths, warehouses] = reach;
    Equipment {
        id: id.parse().unwrap(),
        facility: "TINY-Y".parse().unwrap(),
        name: names(id),
        kind,
        lift: Mass::from_tonnes(lift),
        moves_per_hour: 20,
        tracks: ids(tracks),
        blocks: ids(blocks),
        berths: ids(berths),
        warehouses: ids(warehouses),
        provenance: provenance(),
        line: 2,
    }
}

fn wagon(id: &str, gauge: u32, (metres, slots): (i64, u8), long_from: &[u8]) -> WagonType {
    WagonType {
        id: id.parse().unwrap(),
        name: names(id),
        gauge,
        length: Length::from_metres(metres),
        tare: Mass::from_tonnes(20),
        payload: Mass::from_tonnes(60),
        axles: 4,
        slots,
        long_from: long_from.to_vec(),
        grain: slots == 0,
        power_points: 0,
        provenance: provenance(),
        line: 2,
    }
}

fn railway(id: &str, gauge: u32) -> Railway {
    Railway {
        id: id.parse().unwrap(),
        name: names(id),
        gauge,
        train_length: Length::from_metres(850),
        train_mass: Mass::from_tonnes(4_000),
        axle_load: Mass::from_kg(23_000),
        pair_difference: Mass::from_tonnes(6),
        bogie_difference: Mass::from_tonnes(10),
        pair_one_destination: true,
        empty_platforms: true,
        separations: Vec::new(),
        provenance: provenance(),
        line: 2,
    }
}

/// Four cells: wheat, anything, wheat or rye, maize.
fn silo() -> Vec<Cell> {
    let cell = |id: &str, tonnes, commodities: &[&str]| Cell {
        id: id.parse().unwrap(),
        facility: "TINY-Y".parse().unwrap(),
        name: names(id),
        capacity: Mass::from_tonnes(tonnes),
        commodities: commodities.iter().map(|head| (*head).to_owned()).collect(),
        provenance: provenance(),
        line: 2,
    };
    vec![
        cell("G1", 100, &["1001"]),
        cell("G2", 60, &[]),
        cell("G3", 40, &["1001", "1002"]),
        cell("G4", 50, &["1005"]),
    ]
}

fn gate() -> Gate {
    Gate {
        id: "G1".parse().unwrap(),
        facility: "TINY-Y".parse().unwrap(),
        name: names("G1"),
        lanes_in: 1,
        lanes_out: 1,
        provenance: provenance(),
        line: 2,
    }
}

fn by<K: Ord, V>(rows: Vec<V>, key: impl Fn(&V) -> K) -> BTreeMap<K, V> {
    rows.into_iter().map(|row| (key(&row), row)).collect()
}

pub fn layouts() -> Layouts {
    let berth = Berth {
        id: "Q1".parse().unwrap(),
        facility: "TINY-Y".parse().unwrap(),
        name: names("Q1"),
        from: Length::from_mm(0),
        length: Length::from_metres(250),
        depth: Length::from_metres(12),
        ramp: false,
        provenance: provenance(),
        line: 2,
    };
    let warehouse = Warehouse {
        id: "W1".parse().unwrap(),
        facility: "TINY-Y".parse().unwrap(),
        name: names("W1"),
        bays: 2,
        bay_load: Mass::from_tonnes(40),
        bonded: true,
        temperature: None,
        provenance: provenance(),
        line: 2,
    };
    let layout = Layout {
        id: "TINY".parse().unwrap(),
        name: names("Tiny hub"),
        place: "KZKHG".parse().unwrap(),
        facilities: ids(&["TINY-Y"]),
        railways: ids(&["CN", "KTZ"]),
        zone: "Asia/Almaty".parse().unwrap(),
        shifts: vec![480, 1_200],
        berths: by(vec![berth], |row| row.id.clone()),
        tracks: by(vec![track("T1", 1_435, 60), track("T2", 1_520, 60)], |row| row.id.clone()),
        blocks: by(
            vec![block("A", (4, 2, 3), BlockPurpose::Mixed), block("E", (2, 1, 2), BlockPurpose::Empty)],
            |row| row.id.clone(),
        ),
        gates: by(vec![gate()], |row| row.id.clone()),
        warehouses: by(vec![warehouse], |row| row.id.clone()),
        cells: by(silo(), |row| row.id.clone()),
        equipment: by(
            vec![
                machine("RMG", EquipmentKind::RailGantry, 41, [&["T1", "T2"], &["A"], &[], &[]]),
                machine("QC", EquipmentKind::QuayCrane, 50, [&["T1"], &["A"], &["Q1"], &[]]),
                machine("RS", EquipmentKind::ReachStacker, 25, [&[], &["A", "E"], &[], &["W1"]]),
            ],
            |row| row.id.clone(),
        ),
        tariff: Vec::new(),
        provenance: provenance(),
        line: 2,
    };
    Layouts {
        hubs: by(vec![layout], |row| row.id.clone()),
        wagon_types: by(
            vec![
                wagon("CN2", 1_435, (14, 2), &[1]),
                wagon("KZ4", 1_520, (26, 4), &[1, 3]),
                wagon("HOPPER", 1_435, (14, 0), &[]),
            ],
            |row| row.id.clone(),
        ),
        railways: by(vec![railway("CN", 1_435), railway("KTZ", 1_520)], |row| row.id.clone()),
    }
}

pub fn at(minute: i32) -> Timestamp {
    Minute::new(29_000_000 + minute).timestamp()
}

pub fn planned(minute: i32) -> Planned {
    Planned(Minute::new(29_000_000 + minute))
}

/// An identifier of a number: unit 7 is always the same.
pub fn unit(number: u64) -> UnitId {
    let bytes = number.to_be_bytes();
    let mut random = [0; 10];
    random[2..].copy_from_slice(&bytes);
    UnitId::at(1_700_000_000_000, random)
}

macro_rules! id_of {
    ($name:ident, $kind:ty) => {
        pub fn $name(number: u64) -> $kind {
            let mut random = [0; 10];
            random[2..].copy_from_slice(&number.to_be_bytes());
            <$kind>::at(1_700_000_000_000 + number, random)
        }
    };
}
id_of!(visit, VisitId);
id_of!(placement, lb_hub::PlacementId);
id_of!(job, lb_hub::JobId);
id_of!(hold, lb_hub::HoldId);
id_of!(gauge, lb_hub::GaugeChangeId);
id_of!(lot, lb_hub::LotId);
id_of!(appointment, lb_hub::AppointmentId);
id_of!(goods, lb_hub::GoodsId);
id_of!(list, lb_base::StuffingListId);

pub fn container(number: u64, length: BoxLength, tonnes: i64) -> Article {
    let raw = usize::try_from(number)
        .ok()
        .and_then(|at| BOX_NUMBERS.get(at))
        .map_or_else(|| format!("BOX{number:05}"), |text| (*text).to_owned());
    Article {
        id: unit(number),
        identity: Identity::read(UnitKind::Container, &raw),
        form: Form::Box(length),
        fill: Fill::Laden,
        gross: Gross::Verified(Mass::from_tonnes(tonnes)),
        set_point: None,
        power: PowerSource::Plug,
        dangerous: Vec::new(),
        goods: None,
        destination: Some("KZALA".parse().unwrap()),
        customer: None,
        consignment: None,
        onward: None,
        seals: vec![format!("S{number}")],
        papers: None,
        sea: None,
    }
}

pub fn platform(number: u64, wagon_type: &str) -> Article {
    Article {
        identity: Identity::read(UnitKind::Wagon8, &format!("4548{number:04}")),
        form: Form::Wagon(wagon_type.parse().unwrap()),
        fill: Fill::Empty,
        gross: Gross::Declared(Mass::from_tonnes(20)),
        seals: Vec::new(),
        ..container(number, BoxLength::Forty, 20)
    }
}

pub fn train(number: u64, gauge: u32, from: i32) -> Announcement {
    Announcement {
        id: visit(number),
        vehicle: Vehicle::Train { gauge },
        name: format!("X{number}"),
        operator: None,
        arrival: Some(planned(from)),
        departure: Some(planned(from + 600)),
    }
}

/// A floor, its ground, and everything that was decided.
pub struct Hub {
    pub layouts: Layouts,
    pub floor: Floor,
    pub journal: Vec<HubEvent>,
}

impl Hub {
    pub fn new() -> Self {
        Self { layouts: layouts(), floor: Floor::new("TINY".parse().unwrap()), journal: Vec::new() }
    }

    pub fn ask(&mut self, organisation: &str, now: i32, command: &Command) -> Result<usize, Refusal> {
        let acting = Acting { organisation: organisation.parse().unwrap(), now: at(now) };
        let ground = Ground { layout: self.layouts.hubs.values().next().unwrap(), layouts: &self.layouts };
        let events = decide(&self.floor, &ground, command, &acting)?;
        for event in &events {
            self.floor.apply(event);
        }
        self.journal.extend(events.iter().cloned());
        Ok(events.len())
    }

    pub fn replayed(&self) -> Floor {
        let mut floor = Floor::new("TINY".parse().unwrap());
        self.journal.iter().for_each(|event| floor.apply(event));
        floor
    }
}
