//! Drawn trains: what stands too near is told as a twin says that spells every class out and walks from wagon to wagon, and jobs
//! onto wagons are refused or not as it says.

use std::collections::BTreeSet;

use lb_base::codes::TrainIndex;
use lb_base::{Reliability, UnitId};
use lb_hub::article::{Article, BoxLength, Fill, PowerSource};
use lb_hub::consist::{ListedPlace, Listing};
use lb_hub::inventory::{Counted, InventoryEvent};
use lb_hub::job::{JobCommand, JobOrder, Urgency};
use lb_hub::loading::apart_on_wagon;
use lb_hub::placement::{PlacementCommand, Proposal};
use lb_hub::spot::{Slot, Spot};
use lb_hub::train::{Nearby, TrainRemark, TrainWagon, power, remarks, wagon};
use lb_hub::visit::VisitCommand;
use lb_hub::{Command, Floor, HubEvent, Refusal};
use lb_network::layout::{Apart, ClassSet, Counterpart, Railway, Separation, WagonType};
use lb_network::model::Provenance;

use crate::driver::Random;
use crate::fixtures::*;

const HUB: &str = "LYG-HUB";
const WORLDS: u64 = 400;
/// What boxes and rules name, as papers write it.
const CLASSES: [&str; 14] =
    ["1", "1.1", "1.1D", "1.4S", "2", "2.1", "2.2", "3", "4.2", "5", "5.1", "7", "8", "9"];
const RULE_CLASSES: [&str; 11] = ["1", "1.1", "1.4", "2", "2.1", "3", "4.2", "5.1", "7", "8", "*"];
/// Every class spelled out.
const DIVISIONS: [&str; 20] = [
    "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "2.1", "2.2", "2.3", "3", "4.1", "4.2", "4.3", "5.1", "5.2",
    "6.1", "6.2", "7", "8", "9",
];

/// Returns every division that a text may mean.
fn spelled_out(text: &str) -> BTreeSet<&'static str> {
    let mut digits = text.to_owned();
    while digits.ends_with(|sign: char| sign.is_ascii_uppercase()) {
        digits.pop();
    }
    let whole = format!("{digits}.");
    let means = |division: &&&str| text == "*" || **division == digits || division.starts_with(&whole);
    DIVISIONS.iter().filter(means).copied().collect()
}

fn provenance() -> Provenance {
    Provenance { reliability: Reliability::Modelled, basis: Vec::new() }
}

fn set(classes: &[&str]) -> ClassSet {
    if classes.contains(&"*") {
        return ClassSet::Any;
    }
    ClassSet::Some(classes.iter().map(|class| (*class).to_owned()).collect())
}

/// A rule, and its words for the twin.
#[derive(Clone, Debug)]
struct Rule {
    one: Vec<&'static str>,
    /// Classes, or `loco` or `tail`.
    other: Vec<&'static str>,
    apart: Apart,
}

impl Rule {
    fn drawn(random: &mut Random) -> Self {
        let mut some = || -> Vec<&'static str> {
            let count = 1 + random.below(3);
            (0..count).map(|_| random.pick(&RULE_CLASSES).unwrap()).collect()
        };
        let (one, other) = (some(), some());
        let between = Apart::WagonsBetween(u8::try_from(1 + random.below(4)).unwrap());
        match random.below(6) {
            0 => Self { one, other: vec!["loco"], apart: between },
            1 => Self { one, other: vec!["tail"], apart: between },
            2 => Self { one, other, apart: Apart::NotOnOneWagon },
            3 => Self { one, other, apart: Apart::NotInOneTrain },
            _ => Self { one, other, apart: between },
        }
    }

    fn separation(&self) -> Separation {
        let other = match self.other.as_slice() {
            ["loco"] => Counterpart::Locomotive,
            ["tail"] => Counterpart::Tail,
            classes => Counterpart::Goods(set(classes)),
        };
        Separation { one: set(&self.one), other, apart: self.apart, provenance: provenance(), line: 2 }
    }

    fn names(classes: &[&'static str], goods: &[String]) -> bool {
        let named: BTreeSet<&str> = classes.iter().flat_map(|class| spelled_out(class)).collect();
        goods.iter().any(|class| spelled_out(class).iter().any(|division| named.contains(division)))
    }

    fn parts(&self, left: &[String], right: &[String]) -> bool {
        let ways = [(left, right), (right, left)];
        ways.into_iter().any(|(one, other)| Self::names(&self.one, one) && Self::names(&self.other, other))
    }
}

/// A drawn train: wagons with their axles, boxes with their wagon.
struct Drawn {
    floor: Floor,
    types: Vec<WagonType>,
    /// Of each dangerous box: its wagon's place, itself, its classes; in the order of the train.
    goods: Vec<(usize, UnitId, Vec<String>)>,
    fed: i64,
    points: i64,
}

fn number(place: usize) -> u64 {
    500 + u64::try_from(place).unwrap()
}

fn drawn(random: &mut Random) -> Drawn {
    let layouts = layouts();
    let (mut units, mut types, mut goods) = (Vec::new(), Vec::new(), Vec::new());
    let (mut fed, mut points) = (0, 0);
    let mut next = 0;
    for place in 0..1 + random.below(9) {
        let mut wagon_type = layouts.wagon_types["KZ4"].clone();
        wagon_type.axles = random.pick(&[2, 4, 6]).unwrap();
        wagon_type.power_points = random.pick(&[0, 0, 0, 2]).unwrap();
        points += i64::from(wagon_type.power_points);
        types.push(wagon_type);
        let aside = Spot::Warehouse { warehouse: "W1".parse().unwrap(), bay: 1 };
        units.push(Counted { article: platform(number(place), "KZ4"), spot: aside });
        for slot in 1..=4 {
            if random.chance(60) {
                continue;
            }
            next += 1;
            let mut boxed: Article = container(1_000 + next, BoxLength::Twenty, 10);
            if random.chance(70) {
                boxed.dangerous =
                    (0..1 + random.below(2)).map(|_| random.pick(&CLASSES).unwrap().to_owned()).collect();
                goods.push((place, boxed.id, boxed.dangerous.clone()));
            } else {
                boxed.set_point = random.pick(&[None, Some(-180)]).unwrap();
                boxed.fill = random.pick(&[Fill::Laden, Fill::Laden, Fill::Empty]).unwrap();
                boxed.power = random.pick(&PowerSource::ALL).unwrap();
                let runs = boxed.set_point.is_some() && boxed.fill == Fill::Laden;
                fed += i64::from(runs && boxed.power == PowerSource::Plug);
            }
            units.push(Counted { article: boxed, spot: Spot::Wagon { wagon: unit(number(place)), slot } });
        }
    }
    let mut floor = Floor::new("TINY".parse().unwrap());
    floor.apply(&HubEvent::Inventory(InventoryEvent::Opened { units }));
    Drawn { floor, types, goods, fed, points }
}

/// What is told: the goods, to what they are too near, how it should be, and how many wagons stand between.
type Told = (UnitId, Option<UnitId>, &'static str, Apart, usize);

/// Wagons between two places, walked one by one; two of two axles are one.
fn walked(types: &[WagonType], from: usize, to: usize) -> usize {
    let mut axled = (0, 0);
    for wagon_type in types.iter().take(to).skip(from) {
        if wagon_type.axles < 4 {
            axled.0 += 1;
        } else {
            axled.1 += 1;
        }
    }
    axled.1 + axled.0 / 2
}

fn by_the_twin(drawn: &Drawn, rules: &[Rule]) -> BTreeSet<Told> {
    let mut told = BTreeSet::new();
    let strictest = |broken: Vec<Apart>| -> Option<Apart> {
        let rank = |apart: &Apart| match apart {
            Apart::NotOnOneWagon => 0,
            Apart::WagonsBetween(wanted) => 1 + usize::from(*wanted),
            Apart::NotInOneTrain => 1_000,
        };
        broken.into_iter().max_by_key(rank)
    };
    let last = drawn.types.len();
    for (at, (place, one, classes)) in drawn.goods.iter().enumerate() {
        for (end, between) in
            [("loco", walked(&drawn.types, 0, *place)), ("tail", walked(&drawn.types, place + 1, last))]
        {
            let of_end = rules.iter().filter(|rule| rule.other == [end] && Rule::names(&rule.one, classes));
            let wanting = of_end.map(|rule| rule.apart);
            let broken = wanting.filter(
                |apart| matches!(apart, Apart::WagonsBetween(wanted) if usize::from(*wanted) > between),
            );
            told.extend(strictest(broken.collect()).map(|rule| (*one, None, end, rule, between)));
        }
        for (other_place, other, others) in &drawn.goods[at + 1..] {
            let between =
                if place == other_place { 0 } else { walked(&drawn.types, place + 1, *other_place) };
            let broken = rules.iter().filter(|rule| rule.parts(classes, others)).map(|rule| rule.apart);
            let broken = broken.filter(|apart| match apart {
                Apart::NotOnOneWagon => place == other_place,
                Apart::WagonsBetween(wanted) => usize::from(*wanted) > between,
                Apart::NotInOneTrain => true,
            });
            let rule = strictest(broken.collect());
            told.extend(rule.map(|rule| (*one, Some(*other), "goods", rule, between)));
        }
    }
    told
}

#[test]
fn drawn_trains_are_told_as_the_twin_tells_them() {
    let mut seen = BTreeSet::new();
    for seed in 0..WORLDS {
        let mut random = Random(seed);
        let drawn = drawn(&mut random);
        let rules: Vec<Rule> = (0..random.below(5)).map(|_| Rule::drawn(&mut random)).collect();
        let separations = rules.iter().map(Rule::separation).collect();
        let railway = Railway { separations, ..layouts().railways["KTZ"].clone() };
        let places = drawn.types.iter().enumerate();
        let wagons: Vec<TrainWagon<'_>> = places
            .map(|(place, of)| {
                wagon(&drawn.floor, drawn.floor.unit(unit(number(place))).unwrap(), of, Some(&railway))
            })
            .collect();
        let mut told: BTreeSet<Told> = BTreeSet::new();
        let mut without = 0;
        for remark in remarks(&wagons, Some(&railway)) {
            match remark {
                TrainRemark::TooClose(close) => {
                    let other = match &close.other {
                        Nearby::Goods(other) => Some(other.unit),
                        Nearby::Locomotive | Nearby::Tail => None,
                    };
                    seen.insert((close.other.word(), close.rule.word()));
                    let row = (close.one.unit, other, close.other.word(), close.rule, close.found);
                    assert!(told.insert(row), "seed {seed}: told twice");
                }
                TrainRemark::NeedsPower { without: more } => without = more,
            }
        }
        assert_eq!(told, by_the_twin(&drawn, &rules), "seed {seed}: {rules:?}");
        assert_eq!(without, (drawn.fed - drawn.points).max(0), "seed {seed}");
        let limit = power(&wagons).map(|limit| (limit.used, limit.allowed));
        let expected = (drawn.fed, Some(drawn.points));
        assert_eq!(limit, (expected != (0, Some(0))).then_some(expected), "seed {seed}");
        for (_, _, one) in &drawn.goods {
            for (_, _, other) in &drawn.goods {
                let expected =
                    rules.iter().any(|rule| rule.apart == Apart::NotOnOneWagon && rule.parts(one, other));
                assert_eq!(apart_on_wagon(&railway, one, other), expected, "seed {seed}: {one:?} {other:?}");
            }
        }
    }
    assert_eq!(seen.len(), 5, "not every kind of remark was drawn: {seen:?}");
}

fn order(number: u64, moved: u64, to: Spot) -> Command {
    let (id, unit) = (job(number), unit(moved));
    let order = JobOrder { id, unit, to, equipment: None, urgency: Urgency::Normal, order: 0 };
    Command::Job(JobCommand::Plan { jobs: vec![order] })
}

/// A train of two platforms on track 1, four boxes in the yard: 1.1D, 3, 8 and 1.4S.
fn placed() -> Hub {
    let mut hub = Hub::new();
    let rule = Rule { one: vec!["1.1", "1.2"], other: vec!["3"], apart: Apart::NotOnOneWagon };
    hub.layouts.railways.get_mut("CN").unwrap().separations = vec![rule.separation()];
    let boxed = |number: u64, class: &str| Counted {
        article: Article { dangerous: vec![class.to_owned()], ..container(number, BoxLength::Twenty, 10) },
        spot: Spot::Yard(Slot {
            block: "A".parse().unwrap(),
            bay: u16::try_from(number).unwrap() * 2 + 1,
            row: 1,
            tier: 1,
        }),
    };
    let listing = |number| Listing { article: platform(number, "CN2"), place: ListedPlace::Consist };
    let listings = vec![listing(50), listing(51)];
    let steps = [
        VisitCommand::Expect { announcement: train(1, 1_435, 0) },
        VisitCommand::List { visit: visit(1), from: 0, listings },
        VisitCommand::Arrive { visit: visit(1), at: at(2), found: None },
    ];
    for step in steps {
        hub.ask(HUB, 2, &Command::Visit(step)).unwrap();
    }
    let units = vec![boxed(0, "1.1D"), boxed(1, "3"), boxed(2, "8"), boxed(3, "1.4S")];
    hub.floor.apply(&HubEvent::Inventory(InventoryEvent::Opened { units }));
    let proposal = Proposal {
        id: placement(1),
        visit: visit(1),
        wagons: Vec::new(),
        track: "T1".parse().unwrap(),
        from: planned(5),
        until: planned(600),
        units: 4,
        to: HUB.parse().unwrap(),
        expires: at(30),
    };
    hub.ask(HUB, 3, &Command::Placement(PlacementCommand::Offer { proposal })).unwrap();
    hub.ask(HUB, 4, &Command::Placement(PlacementCommand::Accept { placement: placement(1) })).unwrap();
    let place = PlacementCommand::Place { placement: placement(1), at: at(5) };
    hub.ask(HUB, 6, &Command::Placement(place)).unwrap();
    hub
}

fn on(wagon: u64, slot: u8) -> Spot {
    Spot::Wagon { wagon: unit(wagon), slot }
}

#[test]
fn a_job_that_brings_goods_beside_others_that_are_kept_apart_is_refused() {
    let mut hub = placed();
    hub.ask(HUB, 10, &order(1, 0, on(50, 1))).unwrap();
    let refusal = hub.ask(HUB, 11, &order(2, 1, on(50, 2))).unwrap_err();
    assert_eq!(refusal.code(), "hub.kept_apart");
    let Refusal::KeptApart { class, other_class, .. } = &refusal else { panic!("{refusal:?}") };
    assert_eq!((class.as_str(), other_class.as_str()), ("3", "1.1D"));
    hub.ask(HUB, 12, &order(3, 1, on(51, 1))).unwrap();
    hub.ask(HUB, 13, &order(4, 2, on(51, 2))).unwrap();
    // Done otherwise than planned, the goods would stand side by side after all.
    let finish = |number, to| Command::Job(JobCommand::Finish { job: job(number), at: at(20), to });
    hub.ask(HUB, 20, &finish(1, None)).unwrap();
    assert_eq!(hub.ask(HUB, 21, &finish(3, Some(on(50, 2)))).unwrap_err().code(), "hub.kept_apart");
    hub.ask(HUB, 22, &finish(3, None)).unwrap();
    // Division 1.4 is none of the rule.
    hub.ask(HUB, 23, &order(5, 3, on(50, 2))).unwrap();
}

#[test]
fn a_train_has_its_index_until_it_departs() {
    let mut hub = placed();
    let index: TrainIndex = "4860 123 7050".parse().unwrap();
    let say = |index| Command::Visit(VisitCommand::Index { visit: visit(1), index });
    assert_eq!(hub.ask(HUB, 10, &say(Some(index))).unwrap(), 1);
    assert_eq!(hub.ask(HUB, 11, &say(Some(index))).unwrap(), 0, "said again it is nothing new");
    assert_eq!(hub.floor.visit(visit(1)).unwrap().index, Some(index));
    assert_eq!(hub.ask(HUB, 12, &say(None)).unwrap(), 1);
    assert_eq!(hub.floor.visit(visit(1)).unwrap().index, None);
    let release = PlacementCommand::Release { placement: placement(1), at: at(30) };
    hub.ask(HUB, 30, &Command::Placement(release)).unwrap();
    hub.ask(HUB, 31, &Command::Visit(VisitCommand::Depart { visit: visit(1), at: at(31) })).unwrap();
    assert_eq!(hub.ask(HUB, 32, &say(Some(index))).unwrap_err().code(), "hub.visit_not_found");
    let truck = lb_hub::visit::Announcement { vehicle: lb_hub::visit::Vehicle::Truck, ..train(2, 1_435, 0) };
    hub.ask(HUB, 33, &Command::Visit(VisitCommand::Expect { announcement: truck })).unwrap();
    let of_truck = Command::Visit(VisitCommand::Index { visit: visit(2), index: Some(index) });
    assert_eq!(hub.ask(HUB, 34, &of_truck).unwrap_err().code(), "hub.wrong_vehicle");
}
