//! One consignment's whole life: ordered, planned, booked, misrouted, rerouted, delivered, closed; told in lines.

use lb_base::BookingId;
use lb_base::time::{Actual, Estimated};
use lb_base::{ConsignmentId, HandlingId, StuffingListId, TransportId, UnitId};
use lb_booking::booking::{BookingCommand, Cause, HoldRequest, LegRequest, Shortage};
use lb_booking::consignment::ConsignmentCommand;
use lb_booking::delivery::{Delivery, Direction, Motion, Whereabouts};
use lb_booking::handling::{Handling, HandlingKind, HoldKind, Statement, Vehicle};
use lb_booking::ledger::{LedgerCommand, PoolId};
use lb_booking::order::Draft;
use lb_booking::plan::{LegNo, PlanLeg, PlanNo};
use lb_booking::unit::{Quantity, StuffingCommand, StuffingLine, UnitCommand, UnitKind};

use crate::fixtures::{
    at, calls, goods, ledger_id, leg, mass, minute, order, place, quotation, room, short, teu,
};
use crate::world::{Outcome, World};

fn main_consignment() -> ConsignmentId {
    ConsignmentId::at(1, [2; 10])
}

fn unit(number: u64) -> UnitId {
    UnitId::at(number, [4; 10])
}

fn handling_id(number: u64) -> HandlingId {
    HandlingId::at(number, [5; 10])
}

struct Story {
    world: World,
    told: Vec<String>,
}

fn told(outcome: &Outcome) -> String {
    match outcome {
        Ok(events) if events.is_empty() => "nothing new".to_owned(),
        Ok(events) => events.iter().map(|event| event.kind()).collect::<Vec<_>>().join(" "),
        Err(refusal) => refusal.code().to_owned(),
    }
}

fn vehicle(name: &str) -> Vehicle {
    let id = ledger_id(name);
    Vehicle::Run { run: id.run, section: id.section }
}

fn vehicle_name(vehicle: &Vehicle) -> String {
    match vehicle {
        Vehicle::Run { run, section } => {
            short(&lb_booking::ledger::LedgerId { run: run.clone(), section: section.clone() })
        }
        Vehicle::OnDemand(mode) => mode.word().to_owned(),
    }
}

/// Where the goods are and what comes next, in a line.
fn line(delivery: &Delivery) -> String {
    let part = |whereabouts: &Whereabouts| match whereabouts {
        Whereabouts::Unknown => "nowhere".to_owned(),
        Whereabouts::At { place, .. } => format!("at {place}"),
        Whereabouts::Aboard { vehicle, place, motion, .. } => {
            let word = if *motion == Motion::Moving { "left" } else { "in" };
            format!("on {} {word} {place}", vehicle_name(vehicle))
        }
        Whereabouts::Delivered { place, .. } => format!("delivered at {place}"),
    };
    let parts: Vec<String> = delivery.parts.values().map(|delivered| part(&delivered.whereabouts)).collect();
    let next = delivery.next.as_ref().map(|next| format!("; next {} {}", next.step.word(), next.place));
    let wrong = match delivery.direction {
        Direction::Misdirected { .. } => "; misdirected",
        Direction::OnPlan => "",
        Direction::Unplanned => "; unplanned",
    };
    let odd = if delivery.oddities.is_empty() {
        String::new()
    } else {
        format!("; {} odd", delivery.oddities.len())
    };
    let holds = if delivery.holds.is_empty() { "" } else { "; kept" };
    format!("{}{}{wrong}{holds}{odd}", parts.join(", "), next.unwrap_or_default())
}

impl Story {
    fn new() -> Self {
        let mut world = World::new(at(0));
        for name in ["A1", "A2", "B1", "B2"] {
            let id = ledger_id(name);
            let open = LedgerCommand::Open { id: id.clone(), calls: calls(&id), room: room(10, 2) };
            world.ledger(&id, &open).unwrap();
        }
        Self { world, told: Vec::new() }
    }

    fn at(&mut self, hours: i32) -> &mut Self {
        self.world.now = at(hours);
        self
    }

    fn tell(&mut self, what: &str, outcome: &Outcome) {
        let consignment = self.world.states.consignment(main_consignment()).unwrap();
        let status = consignment.status().word();
        let delivery = line(&consignment.delivery());
        self.told.push(format!("{what}: {} | {status} | {delivery}", told(outcome)));
    }

    fn consignment(&mut self, what: &str, command: &ConsignmentCommand) {
        let outcome = self.world.consignment(main_consignment(), command);
        self.tell(what, &outcome);
    }

    fn book(&mut self, what: &str, command: &BookingCommand) {
        let outcome = self.world.book(main_consignment(), command);
        self.tell(what, &outcome);
    }

    /// Something happens to one box.
    fn happened(&mut self, number: u64, kind: HandlingKind, (at_place, box_no): (usize, u64), hours: i32) {
        let what = kind.word();
        let (place, unit, happened_at) = (place(at_place), Some(unit(box_no)), Actual(at(hours)));
        let handling = Handling { kind, place, unit, happened_at };
        let command =
            ConsignmentCommand::Record { id: handling_id(number), statement: Statement::Happened(handling) };
        self.consignment(&format!("{what} P{at_place}"), &command);
    }

    fn both(&mut self, number: u64, kind: &HandlingKind, at_place: usize, hours: i32) {
        self.happened(number, kind.clone(), (at_place, 1), hours);
        self.happened(number + 1, kind.clone(), (at_place, 2), hours);
    }
}

fn requests(legs: &[PlanLeg]) -> Vec<LegRequest> {
    let amounts = |leg: &PlanLeg| teu(i64::from(leg.units));
    legs.iter().map(|leg| LegRequest { leg: leg.no, pool: PoolId::Free, amounts: amounts(leg) }).collect()
}

fn way() -> Vec<PlanLeg> {
    vec![leg(0, ("A1", 0, 3), 2), leg(1, ("B1", 0, 2), 2)]
}

fn order_and_book(story: &mut Story) {
    let id = main_consignment();
    let order = order(place(0), place(5), 2);
    let customer = "acme".parse().unwrap();
    story.consignment("draft", &ConsignmentCommand::Draft { id, customer, draft: Draft::default() });
    story.consignment("order too early", &ConsignmentCommand::PlaceOrder);
    let draft = Draft { route: Some(order.route), goods: vec![goods(2)] };
    story.consignment("write on", &ConsignmentCommand::Redraft { draft });
    story.consignment("order", &ConsignmentCommand::PlaceOrder);
    story.consignment("plan half", &ConsignmentCommand::Plan { legs: way()[..1].to_vec() });
    story.consignment("plan", &ConsignmentCommand::Plan { legs: way() });
    let booking = BookingId::at(1, [1; 10]);
    let hold = BookingCommand::Hold(HoldRequest {
        booking,
        plan: PlanNo(1),
        legs: requests(&way()),
        until: at(24),
        shortage: Shortage::Refuse,
        quotation: quotation(48),
    });
    story.at(1).book("hold", &hold);
    story.at(2).book("hold again", &hold);
    story.consignment("cancel", &ConsignmentCommand::Cancel { reason: "no".to_owned() });
    story.at(3).book("confirm", &BookingCommand::Confirm { booking });
}

fn stuff(story: &mut Story) {
    let (customer, other) = ("other".parse().unwrap(), ConsignmentId::at(2, [2; 10]));
    let route = order(place(0), place(5), 1).route;
    let draft = Draft { route: Some(route), goods: vec![goods(1)] };
    story.world.consignment(other, &ConsignmentCommand::Draft { id: other, customer, draft }).unwrap();
    story.world.consignment(other, &ConsignmentCommand::PlaceOrder).unwrap();
    let numbers = [(1, "CSQU3054383"), (2, "CSQU3054384")];
    for (number, raw) in numbers {
        let (id, kind, raw) = (unit(number), UnitKind::Container, raw.to_owned());
        story.world.unit(id, &UnitCommand::Register { id, kind, raw, unit_type: None }).unwrap();
        let transport = TransportId::at(number, [6; 10]);
        story.world.unit(id, &UnitCommand::OpenTransport { transport }).unwrap();
    }
    let list = StuffingListId::at(1, [7; 10]);
    let line = |consignment: ConsignmentId, units: u32| StuffingLine {
        consignment,
        quantity: Quantity { pieces: units * 100, mass: mass(units) },
    };
    let main = main_consignment();
    let outcome = story.world.stuff(unit(1), &StuffingCommand::Load(line(main, 1)));
    story.tell("load box 1", &outcome);
    let outcome = story.world.stuff(unit(1), &StuffingCommand::Load(line(other, 1)));
    story.tell("load another into box 1", &outcome);
    let lines = vec![line(main, 1), line(other, 1)];
    let outcome = story.world.stuff(unit(2), &StuffingCommand::Stuff { list, lines });
    story.tell("stuff box 2", &outcome);
    let outcome = story.world.stuff(unit(2), &StuffingCommand::Stuff { list, lines: vec![line(main, 2)] });
    story.tell("stuff more into box 2", &outcome);
}

/// Box 2 is left on the train at the wrong place, and a clerk's slip is corrected.
fn ride_and_stray(story: &mut Story) {
    story.at(80).both(1, &HandlingKind::Received, 0, 79);
    story.at(99).both(3, &HandlingKind::Loaded(vehicle("A1")), 0, 98);
    story.at(101).both(5, &HandlingKind::Departed(vehicle("A1")), 0, 100);
    // The arrival at the end is known before the call on the way.
    story.at(170).happened(7, HandlingKind::Arrived(vehicle("A1")), (3, 1), 168);
    story.happened(8, HandlingKind::Unloaded(vehicle("A1")), (3, 1), 169);
    story.happened(9, HandlingKind::Arrived(vehicle("A1")), (1, 1), 120);
    story.happened(9, HandlingKind::Arrived(vehicle("A1")), (1, 1), 120);
    story.happened(9, HandlingKind::Arrived(vehicle("A1")), (1, 1), 121);
    story.happened(10, HandlingKind::Unloaded(vehicle("A1")), (2, 2), 145);
    let slip = Handling {
        kind: HandlingKind::Unloaded(vehicle("A1")),
        place: place(3),
        unit: Some(unit(2)),
        happened_at: Actual(at(169)),
    };
    let statement = Statement::Corrects { record: handling_id(10), handling: slip };
    story.consignment("correct that", &ConsignmentCommand::Record { id: handling_id(11), statement });
    let statement = Statement::Withdraws { record: handling_id(11) };
    story.consignment("no, it was so", &ConsignmentCommand::Record { id: handling_id(12), statement });
    story.happened(13, HandlingKind::Unloaded(vehicle("A1")), (2, 2), 145);
    story.happened(14, HandlingKind::Unloaded(vehicle("A1")), (2, 2), 146);
    story.at(171).happened(15, HandlingKind::GaugeChanged, (3, 1), 171);
    story.at(172).happened(16, HandlingKind::Held(HoldKind::Quarantine), (3, 1), 172);
    story.at(180).happened(17, HandlingKind::Released(HoldKind::Quarantine), (3, 1), 179);
    story.happened(18, HandlingKind::CustomsCleared, (3, 1), 180);
    let arrival = Estimated { early: minute(240), likely: minute(246), late: minute(300) };
    story.consignment("estimate", &ConsignmentCommand::Estimate { arrival });
}

/// Box 2 follows on the next run of service A, both go on with the later run of service B.
fn reroute_and_deliver(story: &mut Story) {
    let booking = BookingId::at(1, [1; 10]);
    let box_1 = leg(0, ("A1", 0, 3), 1);
    let mut through = vec![leg(0, ("A1", 0, 3), 2), leg(1, ("B2", 0, 2), 2)];
    story.at(182).book(
        "take the later train",
        &BookingCommand::Reroute {
            booking,
            plan: through.clone(),
            legs: requests(&through),
            quotation: None,
            cause: Cause::Carrier,
        },
    );
    through[0] = box_1;
    story.book(
        "change what has left",
        &BookingCommand::Reroute {
            booking,
            plan: through.clone(),
            legs: requests(&through),
            quotation: None,
            cause: Cause::Carrier,
        },
    );
    // From where box 2 is: the ridden leg stays booked.
    let rest = vec![leg(2, ("A2", 2, 3), 1), leg(1, ("B2", 0, 2), 2)];
    let legs = requests(&rest);
    let cause = Cause::Carrier;
    story.book("fetch box 2", &BookingCommand::Reroute { booking, plan: rest, legs, quotation: None, cause });
    story.at(193).happened(20, HandlingKind::Loaded(vehicle("A2")), (2, 2), 193);
    story.at(217).happened(21, HandlingKind::Departed(vehicle("A2")), (2, 2), 196);
    story.happened(22, HandlingKind::Arrived(vehicle("A2")), (3, 2), 216);
    story.happened(23, HandlingKind::Unloaded(vehicle("A2")), (3, 2), 217);
    story.at(248).both(30, &HandlingKind::Loaded(vehicle("B2")), 3, 247);
    story.at(249).both(32, &HandlingKind::Departed(vehicle("B2")), 3, 248);
    story.at(293).both(34, &HandlingKind::Arrived(vehicle("B2")), 5, 292);
    story.at(294).both(36, &HandlingKind::Unloaded(vehicle("B2")), 5, 294);
    story.consignment("close too early", &ConsignmentCommand::Close);
    let outcome = story.world.stuff(unit(2), &StuffingCommand::StripAll);
    story.tell("strip box 2", &outcome);
    story.at(300).both(38, &HandlingKind::Delivered, 5, 299);
    story.consignment("close", &ConsignmentCommand::Close);
    story.at(310).happened(40, HandlingKind::CustomsCleared, (5, 1), 295);
}

#[test]
fn a_whole_life() {
    let mut story = Story::new();
    order_and_book(&mut story);
    stuff(&mut story);
    ride_and_stray(&mut story);
    reroute_and_deliver(&mut story);
    story.world.assert_replays();
    let consignment = story.world.states.consignment(main_consignment()).unwrap();
    let plans: Vec<u32> = consignment.plans().iter().map(|plan| plan.no.0).collect();
    assert_eq!(plans, [1, 2, 3], "old plans are kept");
    assert!(consignment.plan().unwrap().leg(LegNo(2)).is_some());
    let flagged = story.world.states.unit(unit(2)).unwrap().identity();
    assert_eq!(
        (flagged.raw.as_str(), flagged.finding().map(ToString::to_string)),
        ("CSQU3054384", Some("expected check digit 3, got 4".to_owned()))
    );
    let expected = include_str!("story.txt");
    assert_eq!(story.told.join("\n"), expected.trim_end(), "\ntold:\n{}\n", story.told.join("\n"));
}
