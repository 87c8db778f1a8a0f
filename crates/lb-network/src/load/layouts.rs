//! Floor plans of hubs: every row belongs to the hub of its facility.

use std::borrow::Borrow;
use std::collections::BTreeMap;

use lb_base::{FacilityId, HsCode};

use super::{Reading, Seen, count, gauges, identifier, length, mass, names, parts, place, provenance};
use crate::corridor::Corridor;
use crate::layout::{
    Berth, Block, BlockPurpose, Cell, DangerousGoods, Equipment, EquipmentKind, Gate, HubId, Layout, Track,
    TrackKind, Warehouse,
};
use crate::table::Cells;

impl Reading<'_> {
    pub(super) fn layouts(&mut self) {
        self.hubs();
        self.berths();
        self.tracks();
        self.blocks();
        self.gates();
        self.warehouses();
        self.silo_cells();
        self.equipment();
        self.hub_tariffs();
    }

    fn hubs(&mut self) {
        let mut seen = Seen::new();
        let columns = ["hub_id", "name", "place_id", "facilities", "railways", "time_zone", "shifts"];
        let hubs = self.rows("hubs", &columns, |cells, corridor| {
            let at = place(cells, corridor, "place_id")?;
            Some(Layout {
                id: identifier(cells, "hub_id", &mut seen)?,
                name: names(cells),
                place: corridor.places[at.at()].id.clone(),
                facilities: facilities(cells, corridor),
                railways: known(
                    cells,
                    ("railways", "an identifier of railways.csv"),
                    &corridor.layouts.railways,
                ),
                zone: cells.required("time_zone", "an IANA time zone such as Asia/Almaty")?,
                shifts: parts(cells, "shifts", "minutes of the day, 0 to 1439", |text| {
                    text.parse().ok().filter(|minute| *minute < 1_440)
                }),
                berths: BTreeMap::new(),
                tracks: BTreeMap::new(),
                blocks: BTreeMap::new(),
                gates: BTreeMap::new(),
                warehouses: BTreeMap::new(),
                cells: BTreeMap::new(),
                equipment: BTreeMap::new(),
                tariff: Vec::new(),
                provenance: provenance(cells)?,
                line: cells.line,
            })
        });
        self.corridor.layouts.hubs = hubs.into_iter().map(|hub| (hub.id.clone(), hub)).collect();
    }

    /// Reads the rows of a table that stand in the hub of their facility.
    fn at_hubs<T>(
        &mut self,
        table: &'static str,
        columns: &[&str],
        mut read: impl FnMut(&mut Cells<'_>, FacilityId, &Layout) -> Option<T>,
        mut keep: impl FnMut(&mut Layout, T),
    ) {
        let rows: Vec<(HubId, T)> = self.rows(table, columns, |cells, corridor| {
            let (facility, hub) = site(cells, corridor)?;
            Some((hub.id.clone(), read(cells, facility, hub)?))
        });
        for (hub, row) in rows {
            if let Some(hub) = self.corridor.layouts.hubs.get_mut(&hub) {
                keep(hub, row);
            }
        }
    }

    fn berths(&mut self) {
        let mut seen = Seen::new();
        let columns = ["berth_id", "facility_id", "name", "from_m", "length_m", "depth_m", "ramp"];
        let read = |cells: &mut Cells<'_>, facility, _: &Layout| {
            Some(Berth {
                id: identifier(cells, "berth_id", &mut seen)?,
                facility,
                name: names(cells),
                from: length(cells, "from_m")?,
                length: length(cells, "length_m")?,
                depth: length(cells, "depth_m")?,
                ramp: cells.flag("ramp"),
                provenance: provenance(cells)?,
                line: cells.line,
            })
        };
        self.at_hubs("berths", &columns, read, |hub, row| {
            hub.berths.insert(row.id.clone(), row);
        });
    }

    fn tracks(&mut self) {
        let mut seen = Seen::new();
        let columns = ["track_id", "facility_id", "name", "kind", "gauges", "usable_m", "grain"];
        let read = |cells: &mut Cells<'_>, facility, _: &Layout| {
            if cells.text("gauges").is_empty() {
                cells.reject("gauges", "corridor.gauge_missing", "a gauge in millimetres", "nothing");
            }
            Some(Track {
                id: identifier(cells, "track_id", &mut seen)?,
                facility,
                name: names(cells),
                kind: TrackKind::from_word(cells.text("kind"))?,
                gauges: gauges(cells, "gauges"),
                usable: length(cells, "usable_m")?,
                grain: cells.flag("grain"),
                provenance: provenance(cells)?,
                line: cells.line,
            })
        };
        self.at_hubs("tracks", &columns, read, |hub, row| {
            hub.tracks.insert(row.id.clone(), row);
        });
    }

    fn blocks(&mut self) {
        let mut seen = Seen::new();
        let columns = [
            "block_id",
            "facility_id",
            "name",
            "bays",
            "rows",
            "tiers",
            "plug_bays",
            "dangerous",
            "purpose",
            "east_m",
            "north_m",
        ];
        let read = |cells: &mut Cells<'_>, facility, _: &Layout| {
            Some(Block {
                id: identifier(cells, "block_id", &mut seen)?,
                facility,
                name: names(cells),
                bays: count(cells, "bays", 0..=u16::MAX)?,
                rows: count(cells, "rows", 0..=u8::MAX)?,
                tiers: count(cells, "tiers", 0..=u8::MAX)?,
                plug_bays: count(cells, "plug_bays", 0..=u16::MAX)?,
                dangerous: dangerous(cells),
                purpose: BlockPurpose::from_word(cells.text("purpose"))?,
                at: (length(cells, "east_m")?, length(cells, "north_m")?),
                provenance: provenance(cells)?,
                line: cells.line,
            })
        };
        self.at_hubs("yard_blocks", &columns, read, |hub, row| {
            hub.blocks.insert(row.id.clone(), row);
        });
    }

    fn gates(&mut self) {
        let mut seen = Seen::new();
        let columns = ["gate_id", "facility_id", "name", "lanes_in", "lanes_out"];
        let read = |cells: &mut Cells<'_>, facility, _: &Layout| {
            Some(Gate {
                id: identifier(cells, "gate_id", &mut seen)?,
                facility,
                name: names(cells),
                lanes_in: count(cells, "lanes_in", 0..=u8::MAX)?,
                lanes_out: count(cells, "lanes_out", 0..=u8::MAX)?,
                provenance: provenance(cells)?,
                line: cells.line,
            })
        };
        self.at_hubs("gates", &columns, read, |hub, row| {
            hub.gates.insert(row.id.clone(), row);
        });
    }

    fn warehouses(&mut self) {
        let mut seen = Seen::new();
        let columns = ["warehouse_id", "facility_id", "name", "bays", "bay_load_t", "bonded"];
        let read = |cells: &mut Cells<'_>, facility, _: &Layout| {
            Some(Warehouse {
                id: identifier(cells, "warehouse_id", &mut seen)?,
                facility,
                name: names(cells),
                bays: count(cells, "bays", 0..=u16::MAX)?,
                bay_load: mass(cells, "bay_load_t")?,
                bonded: cells.flag("bonded"),
                temperature: temperatures(cells),
                provenance: provenance(cells)?,
                line: cells.line,
            })
        };
        self.at_hubs("warehouses", &columns, read, |hub, row| {
            hub.warehouses.insert(row.id.clone(), row);
        });
    }

    fn silo_cells(&mut self) {
        let mut seen = Seen::new();
        let columns = ["cell_id", "facility_id", "name", "capacity_t", "commodities"];
        let read = |cells: &mut Cells<'_>, facility, _: &Layout| {
            Some(Cell {
                id: identifier(cells, "cell_id", &mut seen)?,
                facility,
                name: names(cells),
                capacity: mass(cells, "capacity_t")?,
                commodities: parts(cells, "commodities", "HS prefixes such as 1001;1003", |text| {
                    text.parse::<HsCode>().is_ok().then(|| text.to_owned())
                }),
                provenance: provenance(cells)?,
                line: cells.line,
            })
        };
        self.at_hubs("silo_cells", &columns, read, |hub, row| {
            hub.cells.insert(row.id.clone(), row);
        });
    }

    fn equipment(&mut self) {
        let mut seen = Seen::new();
        let columns = [
            "equipment_id",
            "facility_id",
            "name",
            "kind",
            "lift_t",
            "moves_per_hour",
            "tracks",
            "blocks",
            "berths",
            "warehouses",
        ];
        let read = |cells: &mut Cells<'_>, facility, hub: &Layout| {
            Some(Equipment {
                id: identifier(cells, "equipment_id", &mut seen)?,
                facility,
                name: names(cells),
                kind: EquipmentKind::from_word(cells.text("kind"))?,
                lift: mass(cells, "lift_t")?,
                moves_per_hour: count(cells, "moves_per_hour", 0..=u16::MAX)?,
                tracks: within_reach(cells, "tracks", "tracks", (hub, &hub.tracks)),
                blocks: within_reach(cells, "blocks", "yard_blocks", (hub, &hub.blocks)),
                berths: within_reach(cells, "berths", "berths", (hub, &hub.berths)),
                warehouses: within_reach(cells, "warehouses", "warehouses", (hub, &hub.warehouses)),
                provenance: provenance(cells)?,
                line: cells.line,
            })
        };
        self.at_hubs("equipment", &columns, read, |hub, row| {
            hub.equipment.insert(row.id.clone(), row);
        });
    }
}

/// Reads a hub's facilities; at least one.
fn facilities(cells: &mut Cells<'_>, corridor: &Corridor) -> Vec<FacilityId> {
    let mut found = Vec::new();
    for id in cells.list("facilities") {
        match corridor.facilities.iter().find(|facility| facility.id.as_str() == id) {
            Some(facility) => found.push(facility.id.clone()),
            None => super::unknown(cells, "facilities", "facilities", &id),
        }
    }
    if cells.text("facilities").is_empty() {
        cells.reject("facilities", "corridor.bad_value", "at least one facility", "nothing");
    }
    found
}

/// Reads a row's facility, which says what hub the row belongs to.
fn site<'a>(cells: &mut Cells<'_>, corridor: &'a Corridor) -> Option<(FacilityId, &'a Layout)> {
    let id = cells.string("facility_id");
    let Some(facility) = corridor.facilities.iter().find(|facility| facility.id.as_str() == id) else {
        super::unknown(cells, "facility_id", "facilities", &id);
        return None;
    };
    let hub = corridor.layouts.hub_of(&facility.id);
    if hub.is_none() {
        let found = format!("`{id}`, which none has");
        cells.reject(
            "facility_id",
            "corridor.facility_without_hub",
            "a facility of a hub in hubs.csv",
            found,
        );
    }
    Some((facility.id.clone(), hub?))
}

/// Reads a `;` list of what stands at the same hub.
fn within_reach<K, V>(
    cells: &mut Cells<'_>,
    column: &str,
    table: &str,
    (hub, rows): (&Layout, &BTreeMap<K, V>),
) -> Vec<K>
where
    K: Borrow<str> + Clone + Ord,
{
    known(cells, (column, &format!("an identifier of {table}.csv at {}", hub.id)), rows)
}

/// Reads a `;` list of identifiers that are known.
fn known<K, V>(cells: &mut Cells<'_>, (column, expected): (&str, &str), rows: &BTreeMap<K, V>) -> Vec<K>
where
    K: Borrow<str> + Clone + Ord,
{
    let mut found = Vec::new();
    for id in cells.list(column) {
        match rows.get_key_value(id.as_str()) {
            Some((key, _)) => found.push(key.clone()),
            None => cells.reject(column, "corridor.unknown_reference", expected, format!("`{id}`")),
        }
    }
    found
}

/// Reads which dangerous goods a block takes.
fn dangerous(cells: &mut Cells<'_>) -> DangerousGoods {
    if matches!(cells.text("dangerous"), "" | "no") {
        return DangerousGoods::Refused;
    }
    let expected = "no, or classes such as 3;5.1";
    DangerousGoods::Classes(parts(cells, "dangerous", expected, |text| {
        is_class(text).then(|| text.to_owned())
    }))
}

/// Returns whether a text is a class of dangerous goods: 1 to 9, with a division from 1 to 6 or none.
pub(super) fn is_class(text: &str) -> bool {
    let (class, division) = text.split_once('.').unwrap_or((text, "1"));
    matches!(class.as_bytes(), [b'1'..=b'9']) && matches!(division.as_bytes(), [b'1'..=b'6'])
}

/// Reads the temperatures that a warehouse keeps: both or none.
fn temperatures(cells: &mut Cells<'_>) -> Option<(i16, i16)> {
    let mut tenths = |column: &str| {
        let value = cells.decimal(column, 1, "degrees Celsius")?;
        i16::try_from(value).ok().filter(|value| (-600..=600).contains(value)).or_else(|| {
            cells.reject(column, "corridor.bad_value", "-60 to 60 degrees Celsius", value);
            None
        })
    };
    let (low, high) = (tenths("temperature_min"), tenths("temperature_max"));
    for (one, other) in [("temperature_min", "temperature_max"), ("temperature_max", "temperature_min")] {
        if cells.text(one).is_empty() && !cells.text(other).is_empty() {
            cells.reject(one, "corridor.bad_value", "both temperatures or none", "nothing");
        }
    }
    low.zip(high)
}
