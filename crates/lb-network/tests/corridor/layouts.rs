//! Floor plans of hubs: what the tables of the tiny corridor say, and every seeded error with file, line and column.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use lb_base::codes::Currency;
use lb_base::{Length, Mass, Money};
use lb_network::check::check;
use lb_network::layout::tariff::{BillableAct, BoxKind, lines_for};
use lb_network::layout::{DangerousGoods, EquipmentKind, Layout, TrackKind};
use lb_network::load::LAYOUT_TABLES;
use lb_network::{Corridor, CorridorFiles, Problem};

use crate::folder;

fn problems(files: &CorridorFiles) -> Vec<Problem> {
    let (corridor, mut problems) = Corridor::read(files);
    problems.extend(check(&corridor));
    problems
}

/// Replaces text in one table of the tiny corridor and expects exactly these problems, one a line.
fn finds(table: &str, from: &str, to: &str, expected: &[&str]) {
    let files = folder::read("tiny");
    assert!(files.get(table).unwrap().contains(from), "{table} has no {from}");
    let found: Vec<String> =
        problems(&files.with_replaced(table, from, to)).iter().map(ToString::to_string).collect();
    assert_eq!(found, expected, "{table}: {from} -> {to}");
}

fn tiny() -> Layout {
    let (corridor, _) = Corridor::read(&folder::read("tiny"));
    corridor.layouts.hubs["TINY"].clone()
}

#[test]
fn a_floor_plan_is_read_as_it_stands() {
    let hub = tiny();
    let facilities: Vec<&str> = hub.facilities.iter().map(|id| id.as_str()).collect();
    assert_eq!((hub.place.as_str(), facilities), ("CNLYG-BASE", vec!["CNLYG-BASE-Y", "CNLYG-C"]));
    assert_eq!((hub.zone.to_string(), hub.shifts.clone()), ("Asia/Shanghai".to_owned(), vec![480, 1_200]));
    let berth = &hub.berths["TINY-Q1"];
    assert_eq!(berth.facility.as_str(), "CNLYG-C");
    assert_eq!((berth.from, berth.length), (Length::ZERO, Length::from_metres(300)));
    assert_eq!((berth.depth, berth.ramp), (Length::from_mm(14_500), true));
    let track = &hub.tracks["TINY-T2"];
    assert_eq!((track.kind, track.gauges.clone()), (TrackKind::Work, vec![1_520]));
    assert_eq!((track.usable, track.grain), (Length::from_metres(320), false));
    assert_eq!((hub.gates["TINY-G1"].lanes_in, hub.gates["TINY-G1"].lanes_out), (2, 1));
    let warehouse = &hub.warehouses["TINY-W1"];
    assert_eq!((warehouse.bays, warehouse.bay_load), (4, Mass::from_tonnes(30)));
    assert_eq!((warehouse.bonded, warehouse.temperature), (true, None));
    assert_eq!(hub.cells["TINY-S1"].commodities, ["1001"]);
    assert!(hub.cells["TINY-S2"].commodities.is_empty());
    let gantry = &hub.equipment["TINY-RMG1"];
    assert_eq!((gantry.kind, gantry.lift), (EquipmentKind::RailGantry, Mass::from_tonnes(41)));
    assert_eq!((gantry.moves_per_hour, gantry.tracks.len(), gantry.blocks.len()), (20, 2, 1));
    assert_eq!(hub.name.0[1], "临港基地");
}

#[test]
fn a_block_says_its_room_and_its_ground() {
    let hub = tiny();
    let block = &hub.blocks["TINY-A"];
    assert_eq!((block.bays, block.rows, block.tiers), (3, 2, 3));
    assert_eq!((block.teu_places(), block.last_bay(), block.plug_bays), (18, 5, 3));
    assert_eq!(block.at, (Length::ZERO, Length::from_metres(20)));
    assert_eq!(block.to(), (Length::from_mm(19_500), Length::from_mm(25_800)));
    assert_eq!(block.dangerous, DangerousGoods::Classes(vec!["3".to_owned(), "8".to_owned()]));
    assert_eq!((hub.teu_places(), hub.silo_capacity()), (18, Mass::from_tonnes(1_000)));
    assert_eq!(hub.track_length(TrackKind::Work), Length::from_metres(620));
    assert_eq!(hub.track_length(TrackKind::Storage), Length::ZERO);
}

#[test]
fn wagons_and_railways_are_read_as_they_stand() {
    let (corridor, _) = Corridor::read(&folder::read("tiny"));
    let wagon = &corridor.layouts.wagon_types["KZ-FLAT-80"];
    assert_eq!((wagon.gauge, wagon.length), (1_520, Length::from_mm(25_620)));
    assert_eq!((wagon.axles, wagon.slots, wagon.long_from.clone()), (4, 4, vec![1, 2, 3]));
    assert_eq!((wagon.gross(), wagon.grain), (Mass::from_tonnes(94), false));
    let railway = &corridor.layouts.railways["CN"];
    assert_eq!((railway.axle_load, railway.pair_difference), (Mass::from_kg(23_500), Mass::from_tonnes(6)));
    assert_eq!((railway.pair_one_destination, railway.empty_platforms), (true, false));
}

#[test]
fn temperatures_go_below_zero() {
    let files = folder::read("tiny").with_replaced("warehouses.csv", "yes,,,", "yes,-25.5,-18,");
    assert_eq!(problems(&files), Vec::new());
    let (corridor, _) = Corridor::read(&files);
    assert_eq!(corridor.layouts.hubs["TINY"].warehouses["TINY-W1"].temperature, Some((-255, -180)));
}

#[test]
fn a_corridor_without_floor_plans_has_no_hubs_and_no_problems() {
    let mut files = CorridorFiles::default();
    let all = folder::read("tiny");
    for name in all.names().filter(|name| !LAYOUT_TABLES.contains(&name.trim_end_matches(".csv"))) {
        files.insert(name, all.get(name).unwrap());
    }
    assert_eq!(problems(&files), Vec::new());
    let (corridor, _) = Corridor::read(&files);
    assert!(corridor.layouts.hubs.is_empty() && corridor.layouts.wagon_types.is_empty());
    assert!(!corridor.row_counts.contains_key("hubs"));
}

#[test]
fn a_bad_row_leaves_the_others() {
    let files = folder::read("tiny").with_replaced("tracks.csv", ",300,", ",long,");
    let (corridor, told) = Corridor::read(&files);
    let told: Vec<String> = told.iter().map(ToString::to_string).collect();
    let track = "tracks.csv:2: usable_m: expected metres, 0 or more, found `long` [corridor.bad_value]";
    let unknown = |line: u8| {
        format!(
            "equipment.csv:{line}: tracks: expected an identifier of tracks.csv at TINY, found `TINY-T1` \
             [corridor.unknown_reference]"
        )
    };
    assert_eq!(told, [track.to_owned(), unknown(2), unknown(3)]);
    let tracks: Vec<&str> = corridor.layouts.hubs["TINY"].tracks.keys().map(|id| id.as_str()).collect();
    assert_eq!(tracks, ["TINY-T2"]);
}

#[test]
fn a_cell_that_must_be_filled() {
    finds(
        "tracks.csv",
        ",320,",
        ",,",
        &[
            "tracks.csv:3: usable_m: expected metres, 0 or more, found nothing [corridor.bad_value]",
            "equipment.csv:2: tracks: expected an identifier of tracks.csv at TINY, found `TINY-T2` \
             [corridor.unknown_reference]",
        ],
    );
    let gates = "gates.csv:2: lanes_in: expected a whole number from 0 to 255, found";
    finds("gates.csv", ",2,1,", ",,1,", &[&format!("{gates} nothing [corridor.bad_value]")]);
    finds("gates.csv", ",2,1,", ",x,1,", &[&format!("{gates} `x` [corridor.bad_value]")]);
}

#[test]
fn lists_of_a_kind() {
    let bad = "[corridor.bad_value]";
    let cells =
        format!("silo_cells.csv:2: commodities: expected HS prefixes such as 1001;1003, found `1` {bad}");
    finds("silo_cells.csv", ",1001,", ",1001;1,", &[&cells]);
    let classes = "expected no, or classes such as 3;5.1, found";
    for class in ["8.7", "0", "33", "no"] {
        let files = folder::read("tiny").with_replaced("yard_blocks.csv", "3;8", &format!("3;{class}"));
        let told = problems(&files).first().map(ToString::to_string).unwrap();
        assert_eq!(told, format!("yard_blocks.csv:2: dangerous: {classes} `{class}` {bad}"));
    }
    finds("yard_blocks.csv", "3;8", "no", &[]);
    finds("yard_blocks.csv", "3;8", "4.1;5.2", &[]);
    let degrees = "warehouses.csv:2: temperature_max: expected both temperatures or none, found nothing";
    let unknown = "equipment.csv:3: warehouses: expected an identifier of warehouses.csv at TINY, found `TINY-W1` \
                   [corridor.unknown_reference]";
    finds("warehouses.csv", "yes,,,", "yes,-20,,", &[&format!("{degrees} {bad}"), unknown]);
}

#[test]
fn an_identifier_stands_once() {
    let again = |file: &str, column: &str, id: &str| {
        format!(
            "{file}:3: {column}: expected every identifier once, found `{id}` again, after line 2 \
             [corridor.duplicate_identifier]"
        )
    };
    finds("silo_cells.csv", "TINY-S2", "TINY-S1", &[&again("silo_cells.csv", "cell_id", "TINY-S1")]);
    let told = again("wagon_types.csv", "wagon_type_id", "CN-FLAT-40");
    finds("wagon_types.csv", "CN-HOPPER", "CN-FLAT-40", &[&told]);
    finds(
        "tracks.csv",
        "TINY-T2",
        "TINY-T1",
        &[
            &again("tracks.csv", "track_id", "TINY-T1"),
            "equipment.csv:2: tracks: expected an identifier of tracks.csv at TINY, found `TINY-T2` \
             [corridor.unknown_reference]",
        ],
    );
}

#[test]
fn references_are_known() {
    let code = "[corridor.unknown_reference]";
    let gate = "gates.csv:2: facility_id: expected an identifier of facilities.csv, found `NOWHERE`";
    finds("gates.csv", "CNLYG-BASE-Y", "NOWHERE", &[&format!("{gate} {code}")]);
    let block = "equipment.csv:3: blocks: expected an identifier of yard_blocks.csv at TINY, found `TINY-B`";
    finds("equipment.csv", "TINY-T1,TINY-A", "TINY-T1,TINY-B", &[&format!("{block} {code}")]);
    let files = folder::read("tiny").with_replaced("hubs.csv", ",CNLYG-BASE,", ",NOWHERE,");
    let told = problems(&files).first().map(ToString::to_string).unwrap();
    assert_eq!(
        told,
        format!("hubs.csv:2: place_id: expected an identifier of places.csv, found `NOWHERE` {code}")
    );
}

#[test]
fn a_row_stands_at_a_facility_of_a_hub() {
    finds(
        "gates.csv",
        "CNLYG-BASE-Y",
        "CNLYG-B",
        &[
            "gates.csv:2: facility_id: expected a facility of a hub in hubs.csv, found `CNLYG-B`, which none has \
           [corridor.facility_without_hub]",
        ],
    );
}

#[test]
fn a_facility_belongs_to_one_hub_beside_the_others() {
    finds(
        "hubs.csv",
        "CNLYG-BASE-Y;CNLYG-C",
        "CNLYG-BASE-Y;CNLYG-C;CNLYG-C",
        &[
            "hubs.csv:2: facilities: expected every facility once, found `CNLYG-C` again [corridor.facility_of_two_hubs]",
        ],
    );
    finds(
        "hubs.csv",
        "CNLYG-BASE-Y;CNLYG-C",
        "CNLYG-BASE-Y;CNLYG-C;KZALA-T",
        &[
            "hubs.csv:2: facilities: expected facilities within 15 km of CNLYG-BASE, found KZALA-T at KZALA, 3748 km \
           away [corridor.facility_too_far]",
        ],
    );
    finds(
        "hubs.csv",
        "one of everything\n",
        "one of everything\nTWO,Two,,,,CNLYG,CNLYG-C,CN,Asia/Shanghai,480,modelled,M,\n",
        &[
            "hubs.csv:3: facilities: expected every facility at one hub, found `CNLYG-C`, which TINY has on line 2 \
           [corridor.facility_of_two_hubs]",
        ],
    );
}

#[test]
fn wagons_on_every_track_are_loaded_by_some_railway_of_the_hub() {
    let told = "hubs.csv:2: railways: expected a railway of 1520 mm, as its tracks have, found none \
                [corridor.no_railway_of_gauge]";
    finds("hubs.csv", "CN;KTZ", "CN", &[told]);
    let (corridor, _) = &*EURASIA;
    let railways = |hub: &str| {
        let layout = &corridor.layouts.hubs[hub];
        let of = |gauge| corridor.layouts.railway_at(layout, gauge).map_or("", |railway| railway.id.as_str());
        [1_435, 1_520, 1_000].map(of)
    };
    // Trains at 120 km/h bear less; they do not say yet that they are such.
    assert_eq!(railways("LYG-BASE"), ["CN", "", ""]);
    assert_eq!(railways("KHORGOS"), ["CN", "KTZ", ""]);
    assert_eq!(railways("MALASZEWICZE"), ["PKP-1435", "PKP-1520", ""]);
    assert_eq!(railways("VIENTIANE"), ["LCR", "", "SRT"]);
}

#[test]
fn shifts_ascend() {
    let told = |found: &str| {
        format!(
            "hubs.csv:2: shifts: expected at least one shift, ascending, found {found} \
             [corridor.shifts_not_ascending]"
        )
    };
    finds("hubs.csv", "480;1200", "1200;480", &[&told("1200;480")]);
    finds("hubs.csv", "480;1200", "480;480", &[&told("480;480")]);
    finds("hubs.csv", "480;1200", "", &[&told("none")]);
    finds("hubs.csv", "480;1200", "0;480;960", &[]);
}

/// The tiny corridor with a second berth.
fn second_berth(from: &str) -> Vec<String> {
    let row = format!("\nTINY-Q2,CNLYG-C,Berth 2,,,,{from},200,12,no,modelled,M,\n");
    let files =
        folder::read("tiny").with_replaced("berths.csv", "modelled,M,\n", &format!("modelled,M,{row}"));
    problems(&files).iter().map(ToString::to_string).collect()
}

#[test]
fn berths_lie_beside_each_other_on_their_quay() {
    assert_eq!(second_berth("300"), Vec::<String>::new());
    assert_eq!(second_berth("800"), Vec::<String>::new());
    assert_eq!(
        second_berth("299.5"),
        [
            "berths.csv:3: from_m: expected berths beside each other, found 299.5 m where TINY-Q1 ends at 300 m \
          [corridor.berths_overlap]"
        ]
    );
    assert_eq!(
        second_berth("3000"),
        [
            "berths.csv:3: from_m: expected at most 500 m from TINY-Q1 at 300 m, found 3 km [corridor.berth_off_quay]"
        ]
    );
}

/// The tiny corridor with a second block.
fn second_block(at: &str) -> Vec<String> {
    let row = format!("\nTINY-B,CNLYG-BASE-Y,Block B,,,,2,2,1,0,no,empty,{at},modelled,M,\n");
    let files =
        folder::read("tiny").with_replaced("yard_blocks.csv", "modelled,M,\n", &format!("modelled,M,{row}"));
    problems(&files).iter().map(ToString::to_string).collect()
}

#[test]
fn blocks_stand_beside_each_other() {
    // Block A takes 0 to 19.5 m east, 20 to 25.8 m north; block B is 13 m by 5.8 m.
    for beside in ["19.5,20", "0,25.8", "0,14.2", "300,20"] {
        assert_eq!(second_block(beside), Vec::<String>::new(), "{beside}");
    }
    for on_it in ["19.4,20", "0,25.7", "0,14.3", "2,21"] {
        assert_eq!(
            second_block(on_it),
            [
                "yard_blocks.csv:3: east_m: expected blocks beside each other, found TINY-B on the ground of TINY-A, \
              line 2 [corridor.blocks_overlap]"
            ],
            "{on_it}"
        );
    }
}

/// The squares of 0.1 m that a block takes, counted one by one.
fn squares((east, north): (u32, u32), (bays, rows): (u32, u32)) -> BTreeSet<(u32, u32)> {
    let across = |x: u32| (north..north + rows * 29).map(move |y| (x, y));
    (east..east + bays * 65).flat_map(across).collect()
}

#[test]
fn blocks_overlap_where_they_share_a_square_of_ground() {
    let a = squares((0, 200), (3, 2));
    let mut seed: u32 = 20_261_122;
    let mut below = |limit: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) % limit
    };
    let mut shared = 0;
    for case in 0..60 {
        let (at, size) = ((below(260), 130 + below(160)), (1 + below(3), 1 + below(3)));
        let cell = |decimetres: u32| format!("{}.{}", decimetres / 10, decimetres % 10);
        let row = format!(
            "modelled,M,\nTINY-B,CNLYG-BASE-Y,Block B,,,,{},{},1,0,no,empty,{},{},modelled,M,\n",
            size.0,
            size.1,
            cell(at.0),
            cell(at.1)
        );
        let files = folder::read("tiny").with_replaced("yard_blocks.csv", "modelled,M,\n", &row);
        let told = problems(&files).iter().any(|problem| problem.code == "corridor.blocks_overlap");
        let expected = !a.is_disjoint(&squares(at, size));
        assert_eq!(told, expected, "case {case}: {row}");
        shared += usize::from(expected);
    }
    assert!((10..50).contains(&shared), "both must occur: {shared} of 60");
}

#[test]
fn equipment_reaches_what_it_can_work_at() {
    let gantry = ",rail_gantry,41,20,TINY-T1;TINY-T2,TINY-A,,";
    let (nothing, cannot) = ("[corridor.equipment_reaches_nothing]", "[corridor.equipment_cannot_work]");
    let idle = |column: &str, kind: &str, what: &str| {
        format!("equipment.csv:2: {column}: expected a {kind} that reaches {what}, found none {nothing}")
    };
    let not = |column: &str, kind: &str, found: &str| {
        format!("equipment.csv:2: {column}: expected no {column} for a {kind}, found {found} {cannot}")
    };
    let changed = |to: &str, expected: &[String]| {
        let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
        finds("equipment.csv", gantry, to, &expected);
    };
    changed(",rail_gantry,41,20,,,,", &[idle("tracks", "rail_gantry", "tracks or blocks")]);
    changed(",rail_gantry,41,20,,TINY-A,TINY-Q1,", &[not("berths", "rail_gantry", "1")]);
    changed(",yard_gantry,41,20,TINY-T1,,,", &[idle("blocks", "yard_gantry", "blocks")]);
    changed(",quay_crane,41,20,TINY-T1,,TINY-Q1,", &[]);
    changed(",quay_crane,41,20,TINY-T1,,,", &[idle("berths", "quay_crane", "berths")]);
    changed(",quay_crane,41,20,,TINY-A,TINY-Q1,", &[not("blocks", "quay_crane", "1")]);
    changed(",reach_stacker,41,20,,,,TINY-W1", &[idle("tracks", "reach_stacker", "tracks or blocks")]);
    changed(",empty_handler,9,20,TINY-T1;TINY-T2,TINY-A,,", &[not("tracks", "empty_handler", "2")]);
    changed(",forklift,3,20,,,,TINY-W1", &[]);
    changed(",forklift,3,20,TINY-T1,,,", &[idle("warehouses", "forklift", "warehouses")]);
    changed(",grain_loader,10,25,TINY-T1,,TINY-Q1,", &[]);
    let grain = format!(
        "equipment.csv:2: tracks: expected tracks for grain under a grain_loader, found `TINY-T2` {cannot}"
    );
    changed(",grain_loader,10,25,TINY-T1;TINY-T2,,,", &[grain]);
}

#[test]
fn tracks_have_a_gauge_of_their_place() {
    finds(
        "tracks.csv",
        ",1520,",
        ",1520;1000,",
        &[
            "hubs.csv:2: railways: expected a railway of 1000 mm, as its tracks have, found none \
           [corridor.no_railway_of_gauge]",
            "tracks.csv:3: gauges: expected a gauge of CNLYG-BASE: [1435, 1520], found 1000 \
           [corridor.gauge_does_not_meet]",
        ],
    );
    let files = folder::read("tiny").with_replaced("tracks.csv", ",1520,", ",,");
    let told = problems(&files).first().map(ToString::to_string).unwrap();
    let expected =
        "tracks.csv:3: gauges: expected a gauge in millimetres, found nothing [corridor.gauge_missing]";
    assert_eq!(told, expected);
}

#[test]
fn wagons_carry_what_fits_their_length() {
    let wagon = "wagon_types.csv:2:";
    let told = format!("{wagon} slots: expected slots within its 13.466 m, found 18.174 m of boxes");
    finds("wagon_types.csv", ",4,2,1,", ",4,3,1,", &[&format!("{told} [corridor.slots_too_long]")]);
    for long_from in ["2", "0", "1;1"] {
        let told = format!(
            "{wagon} long_from: expected slots from 1 that have a next one of 2, ascending, found {long_from} \
             [corridor.no_such_slot]"
        );
        finds("wagon_types.csv", ",4,2,1,", &format!(",4,2,{long_from},"), &[&told]);
    }
}

#[test]
fn wagons_run_on_some_railway_of_their_gauge() {
    finds(
        "wagon_types.csv",
        ",26,68,",
        ",26,68.1,",
        &[
            "wagon_types.csv:4: payload_t: expected at most 68 t with its tare on 4 axles of 23.5 t, found 68.1 t \
           [corridor.axles_overloaded]",
        ],
    );
    finds(
        "wagon_types.csv",
        ",1435,13.466,",
        ",1000,13.466,",
        &["wagon_types.csv:2: gauge_mm: expected the gauge of a railway in railways.csv, found 1000 \
           [corridor.no_railway_of_gauge]"],
    );
}

#[test]
fn figures_that_nobody_has_seen() {
    let told = |place: &str, what: &str| format!("{place}: expected {what} [corridor.implausible]");
    let changed = |table: &str, from: &str, to: &str, place: &str, what: &str| {
        finds(table, from, to, &[&told(&format!("{table}:{place}"), what)]);
    };
    changed("tracks.csv", ",300,", ",99,", "2: usable_m", "100 to 3000 m, found 99 m");
    changed("tracks.csv", ",300,", ",3001,", "2: usable_m", "100 to 3000 m, found 3.001 km");
    changed("berths.csv", ",14.5,", ",2.9,", "2: depth_m", "3 to 25 m, found 2.9 m");
    changed("berths.csv", ",14.5,", ",25.1,", "2: depth_m", "3 to 25 m, found 25.1 m");
    changed("berths.csv", ",0,300,", ",0,1001,", "2: length_m", "20 to 1000 m, found 1.001 km");
    changed("yard_blocks.csv", ",3,2,3,3,", ",3,2,10,3,", "2: tiers", "1 to 9, found 10");
    changed("yard_blocks.csv", ",3,2,3,3,", ",3,0,3,3,", "2: rows", "1 to 60, found 0");
    changed("yard_blocks.csv", ",3,2,3,3,", ",151,2,3,3,", "2: bays", "1 to 150, found 151");
    for plugs in ["2", "7"] {
        let what = format!("0 or an odd bay number up to 5, found {plugs}");
        changed("yard_blocks.csv", ",3,2,3,3,", &format!(",3,2,3,{plugs},"), "2: plug_bays", &what);
    }
    changed("yard_blocks.csv", ",0,20,", ",0,5001,", "2: north_m", "0 to 5000 m, found 5.001 km");
    changed("gates.csv", ",2,1,", ",2,0,", "2: lanes_out", "1 to 40, found 0");
    changed("warehouses.csv", ",4,30,", ",4,0.5,", "2: bay_load_t", "1 to 1000 t, found 500 kg");
    let colder = "at least temperature_min, -0.5 °C, found -18.0 °C";
    changed("warehouses.csv", "yes,,,", "yes,-0.5,-18,", "2: temperature_max", colder);
    changed("silo_cells.csv", ",500,", ",9,", "2: capacity_t", "10 to 50000 t, found 9 t");
    changed("equipment.csv", ",41,20,", ",0.9,20,", "2: lift_t", "1 to 100 t, found 900 kg");
    changed("equipment.csv", ",41,20,", ",101,20,", "2: lift_t", "1 to 100 t, found 101 t");
    changed("equipment.csv", ",41,20,", ",41,61,", "2: moves_per_hour", "1 to 60, found 61");
    changed("wagon_types.csv", ",22.4,", ",2.4,", "2: tare_t", "5 to 60 t, found 2.4 t");
    changed("railways.csv", ",800,", ",80,", "2: train_length_m", "100 to 3000 m, found 80 m");
    changed("railways.csv", ",3500,", ",35000,", "2: train_mass_t", "200 to 20000 t, found 35000 t");
}

/// The reference corridor with its problems, read once.
static EURASIA: LazyLock<(Corridor, Vec<Problem>)> = LazyLock::new(|| {
    let (corridor, mut problems) = Corridor::read(&folder::read("eurasia"));
    problems.extend(check(&corridor));
    (corridor, problems)
});

#[test]
fn the_floor_plans_of_the_reference_corridor_have_no_problems() {
    let (corridor, problems) = &*EURASIA;
    let here = problems.iter().filter(|problem| {
        LAYOUT_TABLES.iter().any(|table| problem.file.strip_suffix(".csv").is_some_and(|name| name == *table))
    });
    assert_eq!(here.collect::<Vec<_>>(), Vec::<&Problem>::new());
    let hubs: Vec<&str> = corridor.layouts.hubs.keys().map(|id| id.as_str()).collect();
    assert_eq!(hubs, ["KHORGOS", "LYG-BASE", "MALASZEWICZE", "VIENTIANE"]);
    let kept: usize = corridor
        .layouts
        .hubs
        .values()
        .map(|hub| {
            [
                hub.berths.len(),
                hub.tracks.len(),
                hub.blocks.len(),
                hub.gates.len(),
                hub.warehouses.len(),
                hub.cells.len(),
                hub.equipment.len(),
            ]
            .iter()
            .sum::<usize>()
        })
        .sum();
    let of_hubs = &LAYOUT_TABLES[1..8];
    assert_eq!(kept, of_hubs.iter().map(|table| corridor.row_counts[table]).sum::<usize>());
}

/// Published: yard of 220,000 m², 3.8 km of track, 410,000 containers a year (S08, S09).
#[test]
fn the_base_has_the_published_track_and_ground() {
    let (corridor, _) = &*EURASIA;
    let hub = &corridor.layouts.hubs["LYG-BASE"];
    assert_eq!(hub.track_length(TrackKind::Work), Length::from_metres(3_800));
    let metres = |length: Length| length.as_mm() / 1_000;
    let east = hub.blocks.values().map(|block| metres(block.to().0)).max().unwrap();
    let north = hub.blocks.values().map(|block| metres(block.to().1)).max().unwrap();
    assert!(east <= 733 && north <= 300, "{east} m by {north} m");
    // 410,000 containers of 1.6 TEU a year, each in and out, 7 days each, 70 % of the places in use.
    let needed = 410_000 * 16 / 10 / 2 * 7 / 365 * 10 / 7;
    assert!((needed..needed + 200).contains(&hub.teu_places()), "{} for {needed}", hub.teu_places());
}

/// Published: 3 gantries of 41 t over 6 tracks, 45 to 50 wagons in 55 minutes, 18,000 TEU (S28); ten broad-gauge tracks (S27).
#[test]
fn khorgos_has_the_published_gantries_tracks_and_room() {
    let (corridor, _) = &*EURASIA;
    let layouts = &corridor.layouts;
    let hub = &layouts.hubs["KHORGOS"];
    assert_eq!(hub.teu_places(), 18_000);
    let gantries = hub.equipment.values().filter(|machine| machine.kind == EquipmentKind::RailGantry);
    let gantries: Vec<_> = gantries.collect();
    assert_eq!(gantries.len(), 3);
    for gantry in &gantries {
        assert_eq!((gantry.lift, gantry.tracks.len()), (Mass::from_tonnes(41), 6));
    }
    let an_hour: u16 = gantries.iter().map(|gantry| gantry.moves_per_hour).sum();
    assert!((45 * 60 / 55..=60).contains(&an_hour), "{an_hour} boxes an hour");
    for (gauge, wagon) in [(1_435, "CN-X70"), (1_520, "KZ-FLAT-40")] {
        let tracks = hub.tracks.values().filter(|track| track.gauges == [gauge]);
        let work: Vec<_> = tracks.filter(|track| track.kind == TrackKind::Work).collect();
        assert_eq!(work.len(), 3);
        let train = layouts.wagon_types[wagon].length.saturating_mul(50);
        assert!(work.iter().all(|track| track.usable >= train), "50 {wagon} take {train}");
    }
    let broad = hub.tracks.values().filter(|track| track.gauges == [1_520]);
    let yard = broad.filter(|track| matches!(track.kind, TrackKind::Reception | TrackKind::Departure));
    assert_eq!(yard.count(), 10);
}

#[test]
fn a_gauge_change_has_work_tracks_of_both_gauges_and_wagons_for_them() {
    let (corridor, _) = &*EURASIA;
    let layouts = &corridor.layouts;
    for (hub, gauges) in
        [("KHORGOS", [1_435, 1_520]), ("MALASZEWICZE", [1_435, 1_520]), ("VIENTIANE", [1_435, 1_000])]
    {
        for gauge in gauges {
            let mut tracks = layouts.hubs[hub].tracks.values();
            assert!(tracks.any(|track| track.kind == TrackKind::Work && track.gauges.contains(&gauge)));
            assert!(layouts.wagon_types.values().any(|wagon| wagon.gauge == gauge && wagon.slots > 0));
            assert!(layouts.railways.values().any(|railway| railway.gauge == gauge));
        }
    }
}

#[test]
fn a_tariff_is_read_and_the_line_that_says_most_charges() {
    let hub = tiny();
    let date = "2026-11-22".parse().unwrap();
    let ids = |act, size: &str, fill: &str| -> Vec<(String, u16)> {
        let boxes = BoxKind { size: size.to_owned(), fill: fill.to_owned() };
        let lines = lines_for(&hub.tariff, (act, &boxes), date);
        lines.iter().map(|line| (line.id.to_string(), line.from_day)).collect()
    };
    let one = |id: &str| vec![(id.to_owned(), 1)];
    assert_eq!(ids(BillableAct::LiftRail, "20", "laden"), one("TINY-RAIL-20"));
    assert_eq!(ids(BillableAct::LiftRail, "20", "empty"), one("TINY-RAIL-20E"));
    assert_eq!(ids(BillableAct::Gate, "", ""), one("TINY-GATE"));
    let storage = [("TINY-STORE-40-A".to_owned(), 15), ("TINY-STORE-40-B".to_owned(), 30)];
    assert_eq!(ids(BillableAct::Storage, "40", "laden"), storage);
    assert_eq!(ids(BillableAct::GaugeChange, "20", "laden"), []);
    let before = "2025-12-31".parse().unwrap();
    assert!(lines_for(&hub.tariff, (BillableAct::Gate, &BoxKind::default()), before).is_empty());
    let price = |id: &str| hub.tariff.iter().find(|line| line.id.as_str() == id).unwrap().price;
    assert_eq!(price("TINY-GOODS-STORE"), Money::from_minor(30, Currency::USD));
}

#[test]
fn every_seeded_error_of_a_tariff() {
    let table = "hub_tariffs.csv";
    let gate = "TINY-GATE,TINY,gate,,,,USD,3,2026-01-01,,";
    let twice = "line_id: expected one line for an act, kind of box, first day and date, found what line 5 charges too \
                 [corridor.tariff_twice]";
    let expected = [
        (
            "TINY-GATE,NONE,gate,,,,USD,3,2026-01-01,,",
            "hub_id: expected an identifier of hubs.csv, found `NONE` [corridor.unknown_reference]",
        ),
        (
            "TINY-GATE,TINY,gate,,,2,USD,3,2026-01-01,,",
            "from_day: expected 1 or nothing: gate is not charged by the day, found 2 [corridor.tariff_days]",
        ),
        (
            "TINY-GATE,TINY,gate,20,,,USD,3,2026-01-01,,",
            "size: expected nothing: gate is not charged by kinds of boxes, found 20 [corridor.tariff_boxes]",
        ),
        (
            "TINY-GATE,TINY,gate,,,,USD,3.001,2026-01-01,,",
            "price: expected a price of at most 2 decimals, 0 or more, found `3.001` [corridor.bad_value]",
        ),
        (
            "TINY-GATE,TINY,gate,,,,USD,-3,2026-01-01,,",
            "price: expected a price of at most 2 decimals, 0 or more, found `-3` [corridor.bad_value]",
        ),
        (
            "TINY-GATE,TINY,gate,,,,USD,3,2026-01-01,2025-01-01,",
            "valid_to: expected 2026-01-01 or later, found 2025-01-01 [corridor.valid_to_before_from]",
        ),
        (
            "TINY-GATE,TINY,gate,,,,USD,,2026-01-01,,",
            "price: expected a price of at most 2 decimals, 0 or more, found nothing [corridor.bad_value]",
        ),
    ];
    for (to, what) in expected {
        let at = line_of(table, gate);
        finds(table, gate, to, &[&format!("{table}:{at}: {what}")]);
    }
    let dry = "TINY-DRY,TINY,drying,,,,USD,1.4,2026-01-01,,";
    let at = line_of(table, gate);
    let again =
        format!("{table}:{at}: {}", twice.replace("line 5", &format!("line {}", line_of(table, dry))));
    finds(table, gate, "TINY-GATE,TINY,drying,,,,USD,3,2026-06-01,,", &[&again]);
    // Lines one after the other do not meet.
    finds(table, dry, "TINY-DRY,TINY,drying,,,,USD,1.4,2026-01-01,2026-05-31,", &[]);
}

/// Returns the line at which a row of the tiny corridor stands.
fn line_of(table: &str, row: &str) -> usize {
    let files = folder::read("tiny");
    files.get(table).unwrap().lines().position(|line| line.starts_with(row)).unwrap() + 1
}
