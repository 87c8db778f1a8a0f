use jiff::{SignedDuration, Timestamp};
use lb_base::{ConsignmentId, HsCode, Mass, Minute};
use lb_network::model::Mode;
use proptest::prelude::*;

use super::*;
use crate::consignment::{self, ConsignmentCommand, ConsignmentEvent};
use crate::handling::{HandlingKind, Statement};
use crate::ledger::LedgerId;
use crate::order::{Draft, Goods, Packaging, RouteSpecification};
use crate::plan::{Carriage, Hops, PlanLeg};

fn at(hours: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_hours(hours)
}

fn place(id: &str) -> PlaceId {
    id.parse().unwrap()
}

fn id(number: u64) -> HandlingId {
    HandlingId::at(number, [5; 10])
}

fn unit(number: u64) -> UnitId {
    UnitId::at(number, [4; 10])
}

/// A truck from A to B, train T1 from B over X to C, train T2 from C to D.
fn legs() -> Vec<PlanLeg> {
    let ride = |run: &str| {
        let ledger =
            LedgerId { run: format!("{run}/2026-01-01").parse().unwrap(), section: run.parse().unwrap() };
        Carriage::Ride { run: ledger.run, section: ledger.section, hops: Hops { from_call: 0, to_call: 1 } }
    };
    let rows = [
        (Carriage::Move { mode: Mode::Road }, "A", "B", 10, 12),
        (ride("T1"), "B", "C", 20, 40),
        (ride("T2"), "C", "D", 50, 60),
    ];
    let leg = |(no, (carriage, from, to, depart, arrive)): (u16, (Carriage, &str, &str, i32, i32))| PlanLeg {
        no: LegNo(no),
        carriage,
        from: place(from),
        to: place(to),
        depart: Planned(Minute::new(depart * 60)),
        arrive: Planned(Minute::new(arrive * 60)),
        units: 0,
        mass: Mass::from_tonnes(9),
    };
    (1..).zip(rows).map(leg).collect()
}

fn consignment() -> Option<Consignment> {
    let goods = Goods {
        hs: "10".parse::<HsCode>().unwrap(),
        description: String::new(),
        packaging: Packaging { kind: String::new(), pieces: 0 },
        mass: Mass::from_tonnes(9),
        volume: None,
        units: Vec::new(),
        temperature: None,
        dangerous: None,
    };
    let (origin, destination) = (place("A"), place("D"));
    let route = RouteSpecification { origin, destination, ready: Minute::new(0), due: None };
    let draft = Draft { route: Some(route), goods: vec![goods] };
    let (id, customer) = (ConsignmentId::at(1, [0; 10]), "acme".parse().unwrap());
    let mut state = None;
    for command in [
        ConsignmentCommand::Draft { id, customer, draft },
        ConsignmentCommand::PlaceOrder,
        ConsignmentCommand::Plan { legs: legs() },
    ] {
        carry_out(&mut state, &command, at(0));
    }
    state
}

fn carry_out(state: &mut Option<Consignment>, command: &ConsignmentCommand, now: Timestamp) {
    for event in consignment::decide(state.as_ref(), command, now).unwrap() {
        consignment::apply(state, &event);
    }
}

/// Reads `10 loaded T1 B` or `10 loaded T1 B unit2`, recorded `+5` hours later where that stands behind it.
fn record(number: u64, text: &str) -> Record {
    let words: Vec<&str> = text.split(' ').collect();
    let hours: i64 = words[0].parse().unwrap();
    let vehicle = |name: &str| match name {
        "truck" => Vehicle::OnDemand(Mode::Road),
        run => {
            Vehicle::Run { run: format!("{run}/2026-01-01").parse().unwrap(), section: run.parse().unwrap() }
        }
    };
    let (kind, rest) = match words[1] {
        "received" => (HandlingKind::Received, 2),
        "loaded" => (HandlingKind::Loaded(vehicle(words[2])), 3),
        "departed" => (HandlingKind::Departed(vehicle(words[2])), 3),
        "arrived" => (HandlingKind::Arrived(vehicle(words[2])), 3),
        "unloaded" => (HandlingKind::Unloaded(vehicle(words[2])), 3),
        "gauge" => (HandlingKind::GaugeChanged, 2),
        "cleared" => (HandlingKind::CustomsCleared, 2),
        "held" => (HandlingKind::Held(HoldKind::Customs), 2),
        "released" => (HandlingKind::Released(HoldKind::Customs), 2),
        _ => (HandlingKind::Delivered, 2),
    };
    let of_unit =
        words.iter().find_map(|word| word.strip_prefix("unit")).map(|number| unit(number.parse().unwrap()));
    let later: i64 =
        words.iter().find_map(|word| word.strip_prefix('+')).map_or(0, |hours| hours.parse().unwrap());
    let handling =
        Handling { kind, place: place(words[rest]), unit: of_unit, happened_at: Actual(at(hours)) };
    Record { id: id(number), statement: Statement::Happened(handling), recorded_at: at(hours + later) }
}

fn delivery_of(records: Vec<Record>) -> Delivery {
    let mut state = consignment();
    for record in records {
        consignment::apply(&mut state, &ConsignmentEvent::HandlingRecorded(record));
    }
    state.unwrap().delivery()
}

fn shown(delivery: &Delivery) -> String {
    let direction = match delivery.direction {
        Direction::OnPlan => "on plan",
        Direction::Unplanned => "unplanned",
        Direction::Misdirected { .. } => "misdirected",
    };
    let next = delivery.next.as_ref().map_or("nothing".to_owned(), |next| {
        let planned = next.planned.map_or(String::new(), |planned| format!(" at {}", planned.0.get() / 60));
        format!("{} {}{planned}", next.step.word(), next.place)
    });
    let odd = delivery.oddities.iter().map(|oddity| match oddity {
        Oddity::AheadOfClock { .. } => ", ahead of clock",
        Oddity::Gap { .. } => ", gap",
        Oddity::AfterDelivery { .. } => ", after delivery",
    });
    format!("{:?}, {direction}, next {next}{}", delivery.progress, odd.collect::<String>())
}

fn check(story: &str, expected: &str) {
    let lines = story.lines().map(str::trim).filter(|line| !line.is_empty());
    let records: Vec<Record> = (1..).zip(lines).map(|(number, line)| record(number, line)).collect();
    assert_eq!(shown(&delivery_of(records)), expected, "{story}");
}

const WAY: [&str; 16] = [
    "9 received A",
    "9 loaded truck A",
    "10 departed truck A",
    "12 arrived truck B",
    "13 unloaded truck B",
    "19 loaded T1 B",
    "20 departed T1 B",
    "30 arrived T1 X",
    "31 departed T1 X",
    "41 arrived T1 C",
    "42 unloaded T1 C",
    "43 gauge C",
    "49 loaded T2 C",
    "50 departed T2 C",
    "62 arrived T2 D",
    "63 unloaded T2 D",
];

#[test]
fn each_step_leads_to_the_next() {
    let expected = [
        "NotReceived, on plan, next receive A",
        "Received, on plan, next load A at 10",
        "UnderWay, on plan, next depart A at 10",
        "UnderWay, on plan, next arrive B at 12",
        "UnderWay, on plan, next unload B at 12",
        "UnderWay, on plan, next load B at 20",
        "UnderWay, on plan, next depart B at 20",
        "UnderWay, on plan, next arrive C at 40",
        "UnderWay, on plan, next arrive C at 40",
        "UnderWay, on plan, next arrive C at 40",
        "UnderWay, on plan, next unload C at 40",
        "UnderWay, on plan, next load C at 50",
        "UnderWay, on plan, next load C at 50",
        "UnderWay, on plan, next depart C at 50",
        "UnderWay, on plan, next arrive D at 60",
        "Arrived, on plan, next unload D at 60",
        "Arrived, on plan, next deliver D",
    ];
    for (steps, expected) in expected.iter().enumerate() {
        check(&WAY[..steps].join("\n"), expected);
    }
    check(&format!("{}\n70 delivered D", WAY.join("\n")), "Delivered, on plan, next nothing");
}

#[test]
fn what_is_not_planned_is_misdirected() {
    check("9 received A\n9 loaded T2 A", "UnderWay, misdirected, next arrive D at 60");
    check("9 received A\n9 loaded T9 A", "UnderWay, misdirected, next nothing");
    check("9 received B", "Received, misdirected, next load B at 20");
    let to_c = WAY[..10].join("\n");
    check(&format!("{to_c}\n45 departed T1 C"), "UnderWay, misdirected, next arrive C at 40");
    check(&format!("{}\n32 unloaded T1 X", WAY[..8].join("\n")), "UnderWay, misdirected, next nothing");
}

#[test]
fn oddities_are_told_and_count_all_the_same() {
    check("9 loaded truck A", "UnderWay, on plan, next depart A at 10, gap");
    check("9 received A\n19 loaded T1 B", "UnderWay, on plan, next depart B at 20, gap");
    check("9 received A +-1", "Received, on plan, next load A at 10, ahead of clock");
    check(
        &format!("{}\n70 delivered D\n80 unloaded T2 D", WAY.join("\n")),
        "Arrived, on plan, next deliver D, after delivery",
    );
}

#[test]
fn what_keeps_goods_moves_nothing() {
    check("9 received A\n9 held A\n9 cleared A", "Received, on plan, next load A at 10");
    let records = ["9 received A", "10 held A unit1", "11 held A unit2", "12 released A unit1"];
    let records = (1..).zip(records).map(|(number, text)| record(number, text)).collect();
    assert_eq!(delivery_of(records).holds, BTreeSet::from([HoldKind::Customs]));
}

#[test]
fn all_units_must_arrive() {
    check(
        "9 received A unit1\n9 received A unit2\n10 loaded truck A unit1",
        "UnderWay, on plan, next load A at 10",
    );
    let both = |text: &str| format!("{text} unit1\n{text} unit2\n");
    let way: String = WAY.iter().map(|text| both(text)).collect();
    check(&way, "Arrived, on plan, next deliver D");
    check(&format!("{way}70 delivered D unit2"), "Arrived, on plan, next deliver D");
    check(&format!("{way}70 delivered D unit2\n71 delivered D unit1"), "Delivered, on plan, next nothing");
    check(&format!("{way}70 delivered D"), "Delivered, on plan, next nothing");
}

#[test]
fn steps_of_one_instant_are_told_as_goods_come_and_go() {
    check(
        "10 departed truck A\n10 loaded truck A\n10 received A\n12 unloaded truck B\n12 arrived truck B",
        "UnderWay, on plan, next load B at 20",
    );
}

fn corrected(mut records: Vec<Record>, corrections: &[(usize, Option<usize>)]) -> Vec<Record> {
    for (number, (target, with)) in (100..).zip(corrections) {
        let record = records[target % records.len()].id;
        let with = with.and_then(|with| records[with % records.len()].statement.handling().cloned());
        let statement = match with {
            Some(handling) => Statement::Corrects { record, handling },
            None => Statement::Withdraws { record },
        };
        records.push(Record { id: id(number), statement, recorded_at: at(i64::try_from(number).unwrap()) });
    }
    records
}

fn any_records() -> impl Strategy<Value = Vec<Record>> {
    let corrections = proptest::collection::vec((0_usize..20, proptest::option::of(0_usize..20)), 0..6);
    (proptest::sample::subsequence(WAY.to_vec(), 1..16), corrections).prop_map(|(lines, corrections)| {
        let records: Vec<Record> = (1..).zip(lines).map(|(number, text)| record(number, text)).collect();
        corrected(records, &corrections)
    })
}

proptest! {
    /// When it was recorded changes nothing: not the story, not the state.
    #[test]
    fn the_order_of_recording_is_no_matter(
        (records, shuffled) in any_records().prop_flat_map(|r| (Just(r.clone()), Just(r).prop_shuffle())),
    ) {
        prop_assert_eq!(delivery_of(records), delivery_of(shuffled));
    }

    /// Sent twice, under the same identifier or another, is told once.
    #[test]
    fn duplicates_are_harmless(records in any_records()) {
        let (mut once, mut twice) = (consignment(), consignment());
        for (number, record) in (500..).zip(&records) {
            let command = |id: HandlingId| ConsignmentCommand::Record { id, statement: record.statement.clone() };
            carry_out(&mut once, &command(record.id), at(1_000));
            for id in [record.id, record.id, id(number)] {
                carry_out(&mut twice, &command(id), at(1_000));
            }
        }
        prop_assert_eq!(once, twice);
    }

    /// No record is ever lost, whatever corrects what.
    #[test]
    fn corrected_records_stay(records in any_records()) {
        let count = records.len();
        let mut state = consignment();
        for record in records {
            consignment::apply(&mut state, &ConsignmentEvent::HandlingRecorded(record));
        }
        prop_assert_eq!(state.unwrap().records().len(), count);
    }
}

#[test]
fn the_later_of_two_corrections_counts() {
    let mut records: Vec<Record> = vec![record(1, "9 received A"), record(2, "10 loaded truck A")];
    let handling = |text: &str| record(9, text).statement.handling().cloned().unwrap();
    let correction = |number: u64, text: &str, hours: i64| Record {
        id: id(number),
        statement: Statement::Corrects { record: id(2), handling: handling(text) },
        recorded_at: at(hours),
    };
    records.push(correction(3, "20 loaded T1 B", 50));
    records.push(correction(4, "9 loaded truck A", 40));
    assert_eq!(shown(&delivery_of(records.clone())), "UnderWay, on plan, next depart B at 20, gap");
    let withdrawn =
        Record { id: id(5), statement: Statement::Withdraws { record: id(3) }, recorded_at: at(60) };
    records.push(withdrawn);
    assert_eq!(shown(&delivery_of(records)), "Received, on plan, next load A at 10");
}
