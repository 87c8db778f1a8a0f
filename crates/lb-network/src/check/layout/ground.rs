//! Berths, tracks, blocks, gates, warehouses, silo cells: where they stand and how large they are.

use lb_base::Length;

use super::Row;
use crate::corridor::Corridor;
use crate::layout::{Block, Layout, Track};
use crate::problem::Problem;

/// A berth that begins further than this behind the one before it is on no quay.
const QUAY_GAP_MAX: Length = Length::from_metres(500);

pub(super) fn check(corridor: &Corridor, hub: &Layout, problems: &mut Vec<Problem>) {
    for facility in &hub.facilities {
        quay(hub, facility, problems);
    }
    for track in hub.tracks.values() {
        let mut row = Row { file: "tracks.csv", line: track.line, problems };
        row.metres("usable_m", track.usable, (100, 3_000));
        gauges(corridor, track, &mut row);
    }
    for block in hub.blocks.values() {
        let mut row = Row { file: "yard_blocks.csv", line: block.line, problems };
        row.count("bays", block.bays, (1, 150));
        row.count("rows", block.rows, (1, 60));
        row.count("tiers", block.tiers, (1, 9));
        row.metres("east_m", block.at.0, (0, 5_000));
        row.metres("north_m", block.at.1, (0, 5_000));
        plugs(block, &mut row);
    }
    footprints(hub, problems);
    sizes(hub, problems);
}

/// Berths of one quay follow each other from its beginning without lying on each other.
fn quay(hub: &Layout, facility: &lb_base::FacilityId, problems: &mut Vec<Problem>) {
    let mut end = (Length::ZERO, "the beginning of the quay".to_owned());
    for berth in hub.quay(facility) {
        let mut row = Row { file: "berths.csv", line: berth.line, problems: &mut *problems };
        row.metres("length_m", berth.length, (20, 1_000));
        row.metres("depth_m", berth.depth, (3, 25));
        if berth.from < end.0 {
            let found = format!("{} where {} ends at {}", berth.from, end.1, end.0);
            row.bad("from_m", "corridor.berths_overlap", "berths beside each other", found);
        } else if berth.from > end.0.saturating_add(QUAY_GAP_MAX) {
            let expected = format!("at most {QUAY_GAP_MAX} from {} at {}", end.1, end.0);
            row.bad("from_m", "corridor.berth_off_quay", expected, berth.from);
        }
        end = end.max((berth.from.saturating_add(berth.length), berth.id.to_string()));
    }
}

/// A track has gauges that its place has.
fn gauges(corridor: &Corridor, track: &Track, row: &mut Row<'_>) {
    let facility = corridor.facilities.iter().find(|facility| facility.id == track.facility);
    let Some(place) = facility.map(|facility| &corridor.places[facility.place.at()]) else { return };
    for gauge in track.gauges.iter().filter(|gauge| !place.gauges.contains(gauge)) {
        let expected = format!("a gauge of {}: {:?}", place.id, place.gauges);
        row.bad("gauges", "corridor.gauge_does_not_meet", expected, gauge);
    }
}

/// The last bay with plugs is one of the 20 ft bays: an odd number.
fn plugs(block: &Block, row: &mut Row<'_>) {
    let last = block.last_bay();
    if block.plug_bays != 0 && (block.plug_bays.is_multiple_of(2) || block.plug_bays > last) {
        let expected = format!("0 or an odd bay number up to {last}");
        row.bad("plug_bays", "corridor.implausible", expected, block.plug_bays);
    }
}

/// No two blocks take the same ground.
fn footprints(hub: &Layout, problems: &mut Vec<Problem>) {
    let mut blocks: Vec<&Block> = hub.blocks.values().collect();
    blocks.sort_by_key(|block| block.line);
    for (at, block) in blocks.iter().enumerate() {
        for other in blocks[..at].iter().filter(|other| overlap(other, block)) {
            let mut row = Row { file: "yard_blocks.csv", line: block.line, problems: &mut *problems };
            let found = format!("{} on the ground of {}, line {}", block.id, other.id, other.line);
            row.bad("east_m", "corridor.blocks_overlap", "blocks beside each other", found);
        }
    }
}

fn overlap(one: &Block, other: &Block) -> bool {
    let (one_to, other_to) = (one.to(), other.to());
    one.at.0 < other_to.0 && other.at.0 < one_to.0 && one.at.1 < other_to.1 && other.at.1 < one_to.1
}

fn sizes(hub: &Layout, problems: &mut Vec<Problem>) {
    for gate in hub.gates.values() {
        let mut row = Row { file: "gates.csv", line: gate.line, problems: &mut *problems };
        row.count("lanes_in", gate.lanes_in, (1, 40));
        row.count("lanes_out", gate.lanes_out, (1, 40));
    }
    for warehouse in hub.warehouses.values() {
        let mut row = Row { file: "warehouses.csv", line: warehouse.line, problems: &mut *problems };
        row.count("bays", warehouse.bays, (1, 5_000));
        row.tonnes("bay_load_t", warehouse.bay_load, (1, 1_000));
        if let Some((low, high)) = warehouse.temperature.filter(|(low, high)| low > high) {
            let expected = format!("at least temperature_min, {}", degrees(low));
            row.bad("temperature_max", "corridor.implausible", expected, degrees(high));
        }
    }
    for cell in hub.cells.values() {
        let mut row = Row { file: "silo_cells.csv", line: cell.line, problems: &mut *problems };
        row.tonnes("capacity_t", cell.capacity, (10, 50_000));
    }
}

/// Tenths of a degree as a problem tells them.
fn degrees(tenths: i16) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    format!("{sign}{}.{} °C", tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10)
}
