//! By hand: two platforms of 14 m, 20 t and 60 t on a railway of 850 m, 4,000 t and 23.5 t an axle.

use lb_base::codes::{Identity, UnitKind};

use super::*;
use crate::article::{Fill, Form, Gross, WagonPapers};
use crate::floor::Floor;
use crate::job::{Job, JobEvent, JobId, JobStage, Urgency};
use crate::loading::tests::{railway, wagon as platform};
use crate::{
    HubEvent,
    inventory::{Counted, InventoryEvent},
};

fn unit(number: u8) -> UnitId {
    UnitId::at(u64::from(number), [number; 10])
}

fn article(number: u8, form: Form, tonnes: Option<i64>) -> Article {
    Article {
        id: unit(number),
        identity: Identity::read(UnitKind::Lot, &format!("U{number}")),
        form,
        fill: Fill::Laden,
        gross: tonnes.map_or(Gross::Unknown, |tonnes| Gross::Declared(Mass::from_tonnes(tonnes))),
        set_point: None,
        dangerous: Vec::new(),
        goods: None,
        destination: None,
        customer: None,
        consignment: None,
        onward: None,
        seals: Vec::new(),
        papers: None,
        sea: None,
    }
}

fn on(wagon: u8, slot: u8) -> Spot {
    Spot::Wagon { wagon: unit(wagon), slot }
}

/// Wagon 1 with boxes 11 and 12, a box 13 that is to come to slot 2 of wagon 2; box 12 is to leave.
fn floor(change: impl FnOnce(&mut Vec<Counted>)) -> Floor {
    let platform = |number| article(number, Form::Wagon("W".parse().unwrap()), Some(20));
    let twenty = |number, tonnes| article(number, Form::Box(BoxLength::Twenty), Some(tonnes));
    let aside = Spot::Warehouse { warehouse: "H".parse().unwrap(), bay: 1 };
    let mut units = vec![
        Counted { article: platform(1), spot: aside.clone() },
        Counted { article: platform(2), spot: aside.clone() },
        Counted { article: twenty(11, 24), spot: on(1, 1) },
        Counted { article: twenty(12, 20), spot: on(1, 2) },
        Counted { article: twenty(13, 30), spot: aside },
    ];
    change(&mut units);
    let mut floor = Floor::new("T".parse().unwrap());
    floor.apply(&HubEvent::Inventory(InventoryEvent::Opened { units }));
    for (number, to) in [(12, Spot::Warehouse { warehouse: "H".parse().unwrap(), bay: 2 }), (13, on(2, 2))] {
        let job = Job {
            id: JobId::at(u64::from(number), [number; 10]),
            unit: unit(number),
            length: Some(BoxLength::Twenty),
            from: on(1, 1),
            to,
            equipment: None,
            urgency: Urgency::Normal,
            order: 0,
            stage: JobStage::Planned,
        };
        floor.apply(&HubEvent::Job(JobEvent::Planned { job }));
    }
    floor
}

fn check(floor: &Floor, railway: &Railway, expected: &str) {
    let wagon_type = platform(2, &[1]);
    let wagons: Vec<TrainWagon<'_>> = [1, 2]
        .map(|number| wagon(floor, floor.unit(unit(number)).unwrap(), &wagon_type, Some(railway)))
        .into();
    let told = |wagon: &TrainWagon<'_>| {
        let boxes: Vec<String> = wagon
            .boxes
            .iter()
            .map(|on| format!("{}@{} {}", on.stay.article.identity, on.slot, on.bound.word()))
            .collect();
        let remarks: Vec<&str> = wagon.remarks.iter().map(Remark::word).collect();
        let mark = if wagon.holds() { "" } else { "!" };
        format!("{} t{mark} [{}] {}", wagon.gross.as_kg() / 1_000, boxes.join(", "), remarks.join(" "))
    };
    let whole = limits(1_520, &wagons, Some(railway)).into_iter().map(|limit| {
        let allowed = limit.allowed.map_or_else(String::new, |allowed| format!("/{allowed}"));
        format!("{} {}{allowed}{}", limit.measure.word(), limit.used, if limit.holds() { "" } else { "!" })
    });
    let mut lines: Vec<String> = wagons.iter().map(told).collect();
    lines.push(whole.collect::<Vec<_>>().join(", "));
    assert_eq!(lines.join("\n"), expected);
}

#[test]
fn what_comes_counts_and_what_leaves_does_not() {
    check(
        &floor(|_| {}),
        &Railway { bogie_difference: Mass::from_tonnes(30), ..railway() },
        "44 t [U11@1 stands, U12@2 leaves] \n50 t [U13@2 comes] \n\
         length 28000/850000, units 200/6071, mass 94000/4000000, wagons 2, axles 8",
    );
}

#[test]
fn each_thing_that_stops_a_train_is_told() {
    let floor = floor(|units| {
        units[2].article.gross = Gross::Unknown;
        units[4].article.set_point = Some(-180);
        units[4].article.dangerous = vec!["3".to_owned()];
    });
    let tight = Railway {
        bogie_difference: Mass::from_tonnes(30),
        train_length: Length::from_metres(27),
        train_mass: Mass::from_tonnes(69),
        ..railway()
    };
    check(
        &floor,
        &tight,
        "20 t! [U11@1 stands, U12@2 leaves] mass_unknown\n50 t [U13@2 comes] needs_power dangerous\n\
         length 28000/27000!, units 200/193!, mass 70000/69000!, wagons 2, axles 8",
    );
}

/// A wagon of 20 t with 76 t of grain bears 24 t an axle and more than its 60 t.
#[test]
fn cargo_of_the_papers_counts_where_there_are_no_boxes() {
    let floor = floor(|units| {
        let papers = WagonPapers { cargo: Some(Mass::from_tonnes(76)), ..WagonPapers::default() };
        units[0].article.papers = Some(Box::new(papers));
        units.remove(3);
        units.remove(2);
    });
    let wagon_type = platform(2, &[1]);
    let stay = floor.unit(unit(1)).unwrap();
    let loaded = wagon(&floor, stay, &wagon_type, Some(&railway()));
    let values: Vec<(i64, bool)> =
        loaded.limits.iter().map(|limit| (limit.value.as_kg(), limit.holds())).collect();
    assert_eq!((values, loaded.gross.as_kg()), (vec![(76_000, false), (24_000, false)], 96_000));
}

#[test]
fn an_empty_platform_is_told_where_the_railway_takes_none() {
    let floor = floor(|units| drop(units.drain(2..4)));
    let wagon_type = platform(2, &[1]);
    let strict = Railway { empty_platforms: false, ..railway() };
    let stay = floor.unit(unit(1)).unwrap();
    assert_eq!(wagon(&floor, stay, &wagon_type, Some(&strict)).remarks, [Remark::EmptyPlatform]);
    assert_eq!(wagon(&floor, stay, &wagon_type, Some(&railway())).remarks, []);
}

/// Source: length of a wagon over couplers by 14 m, to the hundredth: a gondola of 13.92 m is 0.99, an 80 ft platform 1.83.
#[test]
fn conventional_length_is_in_units_of_14_m() {
    for (mm, units) in [(14_000, 100), (13_920, 99), (25_620, 183), (19_620, 140), (0, 0)] {
        assert_eq!(conventional(Length::from_mm(mm)), units);
    }
}
