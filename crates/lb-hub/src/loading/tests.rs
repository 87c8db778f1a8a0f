use lb_base::{Length, Reliability};
use lb_network::layout::{ClassSet, Counterpart, Separation};
use lb_network::model::{Names, Provenance};

use super::*;

fn provenance() -> Provenance {
    Provenance { reliability: Reliability::Modelled, basis: Vec::new() }
}

/// A platform of so many slots, 20 t and 60 t.
pub(crate) fn wagon(slots: u8, long_from: &[u8]) -> WagonType {
    WagonType {
        id: "W".parse().unwrap(),
        name: Names::default(),
        gauge: 1_520,
        length: Length::from_metres(14),
        tare: Mass::from_tonnes(20),
        payload: Mass::from_tonnes(60),
        axles: 4,
        slots,
        long_from: long_from.to_vec(),
        grain: false,
        power_points: 0,
        provenance: provenance(),
        line: 2,
    }
}

/// A railway of 23.5 t an axle that takes pairs to one place, at most 6 t apart.
pub(crate) fn railway() -> Railway {
    Railway {
        id: "R".parse().unwrap(),
        name: Names::default(),
        gauge: 1_520,
        train_length: Length::from_metres(850),
        train_mass: Mass::from_tonnes(4_000),
        axle_load: Mass::from_kg(23_500),
        pair_difference: Mass::from_tonnes(6),
        bogie_difference: Mass::from_tonnes(10),
        pair_one_destination: true,
        empty_platforms: true,
        separations: Vec::new(),
        provenance: provenance(),
        line: 2,
    }
}

/// A rule between goods of two lists of classes.
pub(crate) fn separation(one: &str, other: &str, apart: Apart) -> Separation {
    let set = |classes: &str| match classes {
        "*" => ClassSet::Any,
        classes => ClassSet::Some(classes.split(';').map(str::to_owned).collect()),
    };
    let other = match other {
        "loco" => Counterpart::Locomotive,
        "tail" => Counterpart::Tail,
        other => Counterpart::Goods(set(other)),
    };
    Separation { one: set(one), other, apart, provenance: provenance(), line: 2 }
}

fn loaded(slot: u8, length: BoxLength, tonnes: i64) -> Loaded {
    let gross = Mass::from_tonnes(tonnes);
    Loaded { slot, length, gross, destination: None, dangerous: Vec::new() }
}

fn check(slots: u8, boxes: &[Loaded], expected: &str) {
    let all = limits(&wagon(slots, &[1]), &railway(), boxes);
    let told = |limit: &Limit| {
        let mark = if limit.holds() { "" } else { "!" };
        format!("{}{mark} {}", limit.quantity.word(), limit.value.as_kg())
    };
    assert_eq!(all.iter().map(told).collect::<Vec<_>>().join(", "), expected);
}

/// By hand: two boxes of 24 t and 18 t on two slots. Their middles are a quarter of the loading length off the middle, so each
/// bears three quarters on its own bogie: 18 + 4.5 = 22.5 t against 6 + 13.5 = 19.5 t, a difference of 3 t.
#[test]
fn two_boxes_bear_on_the_bogies_by_the_lever_rule() {
    let boxes = [loaded(1, BoxLength::Twenty, 24), loaded(2, BoxLength::Twenty, 18)];
    check(2, &boxes, "payload 42000, axle 15500, pair 6000, bogies 3000");
}

#[test]
fn a_long_box_in_the_middle_bears_on_both_alike() {
    check(2, &[loaded(1, BoxLength::Forty, 30)], "payload 30000, axle 12500, bogies 0");
}

#[test]
fn one_box_at_the_end_and_too_much_are_told() {
    // Its middle is three eighths of the loading length off the middle: the difference is 2 x 3/8 of its mass.
    check(4, &[loaded(1, BoxLength::Twenty, 24)], "payload 24000, axle 11000, bogies! 18000");
    let boxes = [1, 2, 3, 4].map(|slot| loaded(slot, BoxLength::Twenty, if slot == 4 { 10 } else { 24 }));
    check(4, &boxes, "payload! 82000, axle! 25500, pair! 14000, bogies! 10500");
}

#[test]
fn long_boxes_begin_where_the_wagon_lets_them() {
    let wagon = wagon(4, &[1, 3]);
    let fitting = |length| (0..=5).filter(|slot| fits(&wagon, *slot, length)).collect::<Vec<u8>>();
    assert_eq!(fitting(BoxLength::Twenty), [1, 2, 3, 4]);
    assert_eq!(fitting(BoxLength::Forty), [1, 3]);
}
