use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use lb_network::layout::Apart;

use crate::loading::tests::{railway, separation, wagon as wagon_type};

fn unit(number: usize) -> UnitId {
    UnitId::at(u64::try_from(number).unwrap(), [0; 10])
}

fn arriving(number: usize, length: BoxLength, tonnes: i64) -> Arriving {
    Arriving {
        unit: unit(number),
        length,
        gross: Some(Mass::from_tonnes(tonnes)),
        destination: Some("KZALA".parse().unwrap()),
        dangerous: Vec::new(),
        at: Length::from_metres(i64::try_from(number).unwrap() * 14),
        held: false,
    }
}

fn platform<'a>(number: usize, wagon_type: &'a WagonType) -> Platform<'a> {
    let at = Length::from_metres(i64::try_from(number).unwrap() * 14);
    Platform { wagon: unit(1_000 + number), wagon_type, at, load: Vec::new() }
}

fn crane(id: &str, moves_per_hour: u16) -> Crane {
    Crane { id: id.parse().unwrap(), moves_per_hour }
}

/// Khorgos - East Gate: 45 to 50 wagons in about an hour (source S28 of the corridor), here 48 boxes by two cranes that work.
#[test]
fn a_train_goes_over_box_by_box_opposite_where_it_stands() {
    let forty = wagon_type(2, &[1]);
    let boxes: Vec<Arriving> = (0..48).map(|number| arriving(number, BoxLength::Forty, 25)).collect();
    let platforms: Vec<Platform<'_>> = (0..48).map(|number| platform(number, &forty)).collect();
    let plan = pair(&boxes, &platforms, &railway(), &[crane("RMG1", 18), crane("RMG2", 18)]);
    assert!(plan.behind.is_empty());
    assert!(plan.changes.iter().all(|change| change.travel == Length::from_mm(0)));
    let shifts: Vec<(usize, i64)> = plan.shifts.iter().map(|shift| (shift.moves, shift.minutes)).collect();
    assert_eq!(shifts, [(24, 80), (24, 80)]);
}

#[test]
fn what_does_not_fit_stays_behind_and_says_why() {
    let forty = wagon_type(2, &[1]);
    let mut boxes = vec![
        arriving(0, BoxLength::Forty, 25),
        arriving(1, BoxLength::Twenty, 24),
        arriving(2, BoxLength::Twenty, 12),
        arriving(3, BoxLength::Forty, 25),
        arriving(4, BoxLength::Twenty, 20),
        arriving(5, BoxLength::Twenty, 20),
    ];
    boxes[4].held = true;
    boxes[5].gross = None;
    let platforms = [platform(0, &forty), platform(1, &forty)];
    let plan = pair(&boxes, &platforms, &railway(), &[]);
    // The two long boxes take both platforms; of the short ones none is left a slot.
    assert_eq!(
        plan.behind,
        [
            (unit(1), Behind::NoSlot),
            (unit(4), Behind::Held),
            (unit(2), Behind::NoSlot),
            (unit(5), Behind::MassUnknown),
        ]
    );
    assert_eq!(plan.slots_short, 2);
    let plan = pair(&boxes[1..3], &platforms[..1], &railway(), &[]);
    assert_eq!(plan.behind, [(unit(2), Behind::Limits)], "12 t beside 24 t differ by more than 6 t");
}

#[test]
fn goods_that_a_railway_keeps_apart_go_onto_two_platforms() {
    let eighty = wagon_type(4, &[1, 3]);
    let of = |number, class: &str| Arriving {
        dangerous: vec![class.to_owned()],
        at: Length::ZERO,
        ..arriving(number, BoxLength::Twenty, 10)
    };
    let boxes = [of(0, "1.1D"), of(1, "3"), of(2, "8")];
    let platforms = [platform(0, &eighty), platform(1, &eighty)];
    let strict = Railway { separations: vec![separation("1.1", "3", Apart::NotOnOneWagon)], ..railway() };
    let on = |railway: &Railway, platforms: &[Platform<'_>]| -> Vec<UnitId> {
        let mut changes = pair(&boxes, platforms, railway, &[]).changes;
        changes.sort_by_key(|change| change.unit);
        changes.iter().map(|change| change.wagon).collect()
    };
    assert_eq!(on(&railway(), &platforms[..1]), [unit(1_000); 3]);
    assert_eq!(on(&strict, &platforms), [unit(1_000), unit(1_001), unit(1_000)]);
    let behind = pair(&boxes, &platforms[..1], &strict, &[]).behind;
    assert_eq!(behind, [(unit(1), Behind::Limits)]);
}

/// Five long boxes and a pair of short ones wait: six platforms of 40 ft, or three of 80 ft. One of 35 t more than 60 t bear fits none.
#[test]
fn a_shortage_is_told_by_type() {
    let (forty, mut eighty) = (wagon_type(2, &[1]), wagon_type(4, &[1, 3]));
    eighty.id = "W80".parse().unwrap();
    eighty.payload = Mass::from_tonnes(68);
    let mut boxes: Vec<Arriving> = (0..5).map(|number| arriving(number, BoxLength::Forty, 20)).collect();
    boxes.extend([arriving(5, BoxLength::Twenty, 12), arriving(6, BoxLength::Twenty, 12)]);
    boxes.push(arriving(7, BoxLength::Forty, 95));
    let plan = pair(&boxes, &[], &railway(), &[]);
    let told: Vec<(String, usize, usize)> = shortages(&plan, &boxes, &[&forty, &eighty], &railway())
        .into_iter()
        .map(|one| (one.wagon_type.to_string(), one.platforms, one.misfits))
        .collect();
    assert_eq!(told, [("W".to_owned(), 6, 1), ("W80".to_owned(), 3, 1)]);
    let held: Vec<Arriving> = boxes.into_iter().map(|one| Arriving { held: true, ..one }).collect();
    let plan = pair(&held, &[], &railway(), &[]);
    assert!(shortages(&plan, &held, &[&forty], &railway()).is_empty(), "a hold is no want of platforms");
}

proptest! {
    #[test]
    fn no_rule_is_broken_and_nothing_that_fits_stays_behind(
        lengths in proptest::collection::vec((any::<bool>(), 4_i64..31, any::<bool>()), 0..24),
        slots in proptest::collection::vec(prop_oneof![Just(2_u8), Just(3), Just(4)], 0..8),
    ) {
        let types: Vec<WagonType> = slots.iter().map(|slots| wagon_type(*slots, match slots { 2 => &[1], 3 => &[1, 2], _ => &[1, 3] })).collect();
        let platforms: Vec<Platform<'_>> = types.iter().enumerate().map(|(number, one)| platform(number, one)).collect();
        let boxes: Vec<Arriving> = lengths.iter().enumerate().map(|(number, (long, tonnes, near))| {
            let length = if *long { BoxLength::Forty } else { BoxLength::Twenty };
            let destination = Some(if *near { "KZALA" } else { "UZTAS" }.parse().unwrap());
            Arriving { destination, ..arriving(number, length, *tonnes) }
        }).collect();
        let plan = pair(&boxes, &platforms, &railway(), &[crane("A", 20), crane("B", 10)]);
        // Every box once, none twice.
        let told: BTreeSet<UnitId> = plan.changes.iter().map(|change| change.unit)
            .chain(plan.behind.iter().map(|(unit, _)| *unit)).collect();
        prop_assert_eq!(told.len(), boxes.len());
        prop_assert_eq!(plan.changes.len() + plan.behind.len(), boxes.len());
        prop_assert_eq!(plan.shifts.iter().map(|shift| shift.moves).sum::<usize>(), plan.changes.len());
        // Counted anew from nothing but the changes.
        let loads: Vec<Vec<Loaded>> = platforms.iter().map(|platform| {
            plan.changes.iter().filter(|change| change.wagon == platform.wagon).map(|change| {
                let one = boxes.iter().find(|arriving| arriving.unit == change.unit).unwrap();
                loaded(one, one.gross.unwrap(), change.slot)
            }).collect()
        }).collect();
        for (platform, load) in platforms.iter().zip(&loads) {
            let mut taken = BTreeSet::new();
            for on in load {
                for slot in on.slot..on.slot + on.length.slots() {
                    prop_assert!(slot <= platform.wagon_type.slots && taken.insert(slot));
                }
            }
            prop_assert!(load.iter().map(|on| on.gross.as_kg()).sum::<i64>() <= 60_000);
            let twenties: Vec<&Loaded> = load.iter().filter(|on| on.length == BoxLength::Twenty).collect();
            for one in &twenties {
                for other in &twenties {
                    prop_assert!((one.gross.as_kg() - other.gross.as_kg()).abs() <= 6_000);
                    prop_assert_eq!(&one.destination, &other.destination);
                }
            }
        }
        // Maximal: whatever stays behind fits nowhere on what is left.
        for (unit, _) in &plan.behind {
            let one = boxes.iter().find(|arriving| arriving.unit == *unit).unwrap();
            for (platform, load) in platforms.iter().zip(&loads) {
                let platform = Platform { load: load.clone(), ..platform.clone() };
                for slot in 1..=platform.wagon_type.slots {
                    let on = loaded(one, one.gross.unwrap(), slot);
                    prop_assert!(!(is_free(&platform, &on) && holds(&platform, &on, &railway())));
                }
            }
        }
    }
}
