//! By hand: two platforms of 14 m, 20 t and 60 t on a railway of 850 m, 4,000 t and 23.5 t an axle.

use lb_base::codes::{Identity, UnitKind};
use lb_network::layout::{Apart, Separation};

use super::*;
use crate::article::{Fill, Form, Gross, PowerSource, WagonPapers};
use crate::floor::Floor;
use crate::job::{Job, JobEvent, JobId, JobStage, Urgency};
use crate::loading::tests::{railway, separation, wagon as platform};
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
        power: PowerSource::Plug,
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
         length 28000/27000!, units 200/193!, mass 70000/69000!, wagons 2, axles 8, power 1/0!",
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

/// A train of platforms, each with boxes of such classes from slot 1 on; `-` is an empty one, `G` feeds two boxes, `R` is a running
/// reefer, `O` one with its own set, `E` an empty one.
fn made_up(train: &str) -> (Floor, Vec<(u8, WagonType)>) {
    let (mut units, mut types) = (Vec::new(), Vec::new());
    let mut next = 100;
    for (number, load) in (1..).zip(train.split('|')) {
        let spot = Spot::Warehouse { warehouse: "H".parse().unwrap(), bay: 1 };
        let wagon = article(number, Form::Wagon("W".parse().unwrap()), Some(20));
        units.push(Counted { article: wagon, spot });
        let slots = if load.trim() == "G" { 0 } else { 4 };
        types.push((
            number,
            WagonType { power_points: if slots == 0 { 2 } else { 0 }, ..platform(slots, &[1]) },
        ));
        let boxes = load.split_whitespace().filter(|word| !matches!(*word, "-" | "G"));
        for (slot, word) in (1..).zip(boxes) {
            next += 1;
            let mut boxed = article(next, Form::Box(BoxLength::Twenty), Some(10));
            boxed.set_point = matches!(word, "R" | "O" | "E").then_some(-180);
            boxed.power = if word == "O" { PowerSource::OwnSet } else { PowerSource::Plug };
            boxed.fill = if word == "E" { Fill::Empty } else { Fill::Laden };
            boxed.dangerous = boxed.set_point.map_or_else(|| vec![word.to_owned()], |_| Vec::new());
            units.push(Counted { article: boxed, spot: on(number, slot) });
        }
    }
    let mut floor = Floor::new("T".parse().unwrap());
    floor.apply(&HubEvent::Inventory(InventoryEvent::Opened { units }));
    (floor, types)
}

/// Says each remark of a train: wagons by their places, `L` and `T` for its ends.
fn said(train: &str, rules: &[Separation], axles: u8) -> String {
    let (floor, mut types) = made_up(train);
    types.iter_mut().for_each(|(_, wagon_type)| wagon_type.axles = axles);
    let railway = Railway { separations: rules.to_vec(), ..railway() };
    let wagons: Vec<TrainWagon<'_>> = types
        .iter()
        .map(|(number, of)| wagon(&floor, floor.unit(unit(*number)).unwrap(), of, Some(&railway)))
        .collect();
    let place = |standing: &Standing| {
        wagons.iter().position(|wagon| wagon.stay.article.id == standing.wagon).unwrap() + 1
    };
    let told = remarks(&wagons, Some(&railway)).into_iter().map(|remark| match remark {
        TrainRemark::TooClose(close) => {
            let other = match &close.other {
                Nearby::Goods(other) => place(other).to_string(),
                Nearby::Locomotive => "L".to_owned(),
                Nearby::Tail => "T".to_owned(),
            };
            let wanted = match close.rule {
                Apart::NotOnOneWagon => "apart".to_owned(),
                Apart::WagonsBetween(wanted) => wanted.to_string(),
                Apart::NotInOneTrain => "never".to_owned(),
            };
            format!("{}-{other} {} of {wanted}", place(&close.one), close.found)
        }
        TrainRemark::NeedsPower { without } => format!("{without} without power"),
    });
    told.collect::<Vec<_>>().join(", ")
}

/// RID 7.5.3 by hand: one wagon of four axles, or two of two, between class 1 and class 3; division 1.4 is none of the rule.
#[test]
fn the_protective_distance_is_kept_or_told() {
    let rules = [
        separation("1.1;1.2;1.3;1.5;1.6", "2.1;3;4.1;4.2;4.3;5.1;5.2", Apart::WagonsBetween(1)),
        separation("1.1;1.2;1.3;1.5;1.6", "2.1;3;4.1;4.2;4.3;5.1;5.2", Apart::NotOnOneWagon),
    ];
    let check = |train: &str, expected: &str| assert_eq!(said(train, &rules, 4), expected, "{train}");
    check("1.1D | 3", "1-2 0 of 1");
    check("3 | 1.1D", "1-2 0 of 1");
    check("1.1D | - | 3", "");
    check("1.1D 3 | -", "1-1 0 of 1");
    check("1.4S | 3", "");
    check("1.1D | 8 | 3 | 5.1", "");
    check("1.1D | 8 5.1 | 3", "1-2 0 of 1");
    let by_two_axles = |train: &str, expected: &str| assert_eq!(said(train, &rules, 2), expected, "{train}");
    by_two_axles("1.1D | - | 3", "1-3 0 of 1");
    by_two_axles("1.1D | - | - | 3", "");
}

#[test]
fn ends_of_the_train_and_the_strictest_rule_are_told() {
    let rules = [
        separation("1", "loco", Apart::WagonsBetween(2)),
        separation("1", "tail", Apart::WagonsBetween(1)),
        separation("1", "2", Apart::WagonsBetween(3)),
        separation("1", "2", Apart::WagonsBetween(1)),
        separation("1", "7", Apart::NotInOneTrain),
        separation("8", "*", Apart::NotOnOneWagon),
    ];
    let check = |train: &str, expected: &str| assert_eq!(said(train, &rules, 4), expected, "{train}");
    check("- | 1.3 | -", "2-L 1 of 2");
    check("- | - | 1.3", "3-T 0 of 1");
    check("- | - | 1.3 | - | - | 2.2", "3-6 2 of 3");
    check("7 | - | - | 1.3 | -", "1-4 2 of never");
    check("8 9 | 8 | 9", "1-1 0 of apart");
}

/// A wagon's own goods count as those of its boxes do, and what a job takes away does not.
#[test]
fn goods_that_leave_are_not_near_and_those_of_wagons_are() {
    let strict = Railway { separations: vec![separation("1", "3", Apart::WagonsBetween(1))], ..railway() };
    let close = |floor: &Floor| {
        let wagon_type = platform(2, &[1]);
        let of = |number| wagon(floor, floor.unit(unit(number)).unwrap(), &wagon_type, Some(&strict));
        too_close(&[of(1), of(2)], &strict).len()
    };
    let with = |numbers: [usize; 2]| {
        floor(|units| {
            units[numbers[0]].article.dangerous = vec!["1.1".to_owned()];
            units[numbers[1]].article.dangerous = vec!["3".to_owned()];
        })
    };
    assert_eq!(close(&with([2, 4])), 1, "a box that stands, a box that comes");
    assert_eq!(close(&with([3, 4])), 0, "a box that leaves");
    assert_eq!(close(&with([0, 4])), 1, "a wagon's own goods");
}

#[test]
fn running_reefers_are_fed_by_generator_wagons_or_by_their_own_sets() {
    let check = |train: &str, expected: &str| assert_eq!(said(train, &[], 4), expected, "{train}");
    check("R | R", "2 without power");
    check("R R | R | G", "1 without power");
    check("R R | G", "");
    check("G | R | R", "");
    check("R R R | G | G", "");
    check("O | E | -", "");
    check("O R | E", "1 without power");
    let (floor, types) = made_up("R R R | G");
    let wagons: Vec<TrainWagon<'_>> = types
        .iter()
        .map(|(number, of)| wagon(&floor, floor.unit(unit(*number)).unwrap(), of, None))
        .collect();
    let limit = power(&wagons).unwrap();
    assert_eq!((limit.used, limit.allowed, limit.holds()), (3, Some(2), false));
    assert_eq!(power(&wagons[..0]), None);
}
