use lb_base::{BookingId, HandlingId, HsCode, Minute, PlaceId};
use lb_network::model::Mode;

use super::*;
use crate::handling::{Handling, HandlingKind, Statement};
use crate::order::{Goods, Packaging, RouteSpecification};
use crate::plan::{Carriage, LegNo, PlanReason};
use lb_base::time::{Actual, Planned};

const NOW: Timestamp = Timestamp::UNIX_EPOCH;

fn place(id: &str) -> PlaceId {
    id.parse().unwrap()
}

fn order(kg: i64) -> Order {
    let goods = Goods {
        hs: "10".parse::<HsCode>().unwrap(),
        description: String::new(),
        packaging: Packaging { kind: String::new(), pieces: 0 },
        mass: Mass::from_kg(kg),
        volume: None,
        units: Vec::new(),
        temperature: None,
        dangerous: None,
    };
    let (origin, destination) = (place("A"), place("B"));
    let route = RouteSpecification { origin, destination, ready: Minute::new(0), due: None };
    Order { route, goods: vec![goods] }
}

fn legs(kg: i64, depart: i32) -> Vec<PlanLeg> {
    vec![PlanLeg {
        no: LegNo(1),
        carriage: Carriage::Move { mode: Mode::Road },
        from: place("A"),
        to: place("B"),
        depart: Planned(Minute::new(depart)),
        arrive: Planned(Minute::new(depart + 60)),
        units: 0,
        mass: Mass::from_kg(kg),
    }]
}

/// Reads `draft 5`, `order`, `amend 7`, `plan 5 at 30`, `received`, `delivered`, `close`, `cancel`, ...
fn command(text: &str) -> ConsignmentCommand {
    let words: Vec<&str> = text.split(' ').collect();
    let number = |at: usize| words[at].parse::<i64>().unwrap();
    let Order { route, goods } = order(if words.len() > 1 { number(1) } else { 5 });
    let draft = Draft { route: Some(route.clone()), goods: goods.clone() };
    let handling = |kind: HandlingKind, at_place: &str| ConsignmentCommand::Record {
        id: HandlingId::at(u64::try_from(number(1)).unwrap(), [5; 10]),
        statement: Statement::Happened(Handling {
            kind,
            place: place(at_place),
            unit: None,
            happened_at: Actual(NOW),
        }),
    };
    match words[0] {
        "draft" => ConsignmentCommand::Draft {
            id: ConsignmentId::at(1, [2; 10]),
            customer: "acme".parse().unwrap(),
            draft,
        },
        "redraft" => ConsignmentCommand::Redraft { draft },
        "order" => ConsignmentCommand::PlaceOrder,
        "amend" => ConsignmentCommand::AmendOrder { order: Order { route, goods } },
        "plan" => ConsignmentCommand::Plan { legs: legs(number(1), i32::try_from(number(2)).unwrap()) },
        "received" => handling(HandlingKind::Received, "A"),
        "delivered" => handling(HandlingKind::Delivered, "B"),
        "withdraw" => ConsignmentCommand::Record {
            id: HandlingId::at(u64::try_from(number(1)).unwrap(), [5; 10]),
            statement: Statement::Withdraws {
                record: HandlingId::at(u64::try_from(number(2)).unwrap(), [5; 10]),
            },
        },
        "estimate" => {
            let minute = |at: usize| Minute::new(i32::try_from(number(at)).unwrap());
            let arrival = Estimated { early: minute(1), likely: minute(2), late: minute(3) };
            ConsignmentCommand::Estimate { arrival }
        }
        "close" => ConsignmentCommand::Close,
        "cancel" => ConsignmentCommand::Cancel { reason: "no".to_owned() },
        other => panic!("expected a command, got {other}"),
    }
}

/// Runs a script whose lines are `command -> event kind, "nothing" or code | status`.
fn check(script: &str) {
    let (mut state, mut played, mut journal) = (None, Vec::new(), Vec::new());
    for line in script.trim().lines().map(str::trim) {
        let text = line.split(" -> ").next().unwrap();
        let outcome = match decide(state.as_ref(), &command(text), NOW) {
            Ok(events) => {
                events.iter().for_each(|event| apply(&mut state, event));
                journal.extend(events.clone());
                events.first().map_or("nothing", ConsignmentEvent::kind).to_owned()
            }
            Err(refusal) => refusal.code().to_owned(),
        };
        let status = state.as_ref().map_or("none", |state| state.status().word());
        played.push(format!("{text} -> {outcome} | {status}"));
    }
    let expected: Vec<&str> = script.trim().lines().map(str::trim).collect();
    assert_eq!(played, expected);
    let mut replayed = None;
    journal.iter().for_each(|event| apply(&mut replayed, event));
    assert_eq!(replayed, state);
}

#[test]
fn from_draft_to_plan() {
    check(
        "
        order -> consignment.not_found | none
        draft 5 -> consignment.drafted | drafted
        draft 5 -> nothing | drafted
        draft 6 -> consignment.exists | drafted
        plan 5 0 -> consignment.wrong_state | drafted
        amend 5 -> consignment.wrong_state | drafted
        redraft 6 -> consignment.redrafted | drafted
        redraft 6 -> nothing | drafted
        redraft 0 -> consignment.redrafted | drafted
        order -> order.bad_quantity | drafted
        redraft 6 -> consignment.redrafted | drafted
        order -> consignment.ordered | ordered
        order -> nothing | ordered
        redraft 6 -> consignment.wrong_state | ordered
        plan 5 0 -> plan.not_all_goods | ordered
        plan 6 0 -> consignment.planned | planned
        plan 6 0 -> nothing | planned
        plan 6 30 -> consignment.planned | planned
        amend 6 -> nothing | planned
        amend 0 -> order.bad_quantity | planned
        amend 7 -> consignment.ordered | ordered
        plan 7 30 -> consignment.planned | planned
        ",
    );
}

#[test]
fn what_happens_is_recorded_whatever_was_decided() {
    check(
        "
        draft 5 -> consignment.drafted | drafted
        received 1 -> consignment.handling_recorded | received
        received 1 -> nothing | received
        received 2 -> nothing | received
        delivered 1 -> consignment.handling_differs | received
        withdraw 3 3 -> consignment.corrects_itself | received
        withdraw 3 1 -> consignment.handling_recorded | drafted
        withdraw 4 99 -> consignment.handling_recorded | drafted
        cancel -> consignment.cancelled | cancelled
        cancel -> nothing | cancelled
        received 1 -> nothing | cancelled
        order -> consignment.wrong_state | cancelled
        close -> consignment.wrong_state | cancelled
        ",
    );
}

#[test]
fn closed_after_delivery_and_cancelled_before_receipt() {
    check(
        "
        draft 5 -> consignment.drafted | drafted
        order -> consignment.ordered | ordered
        close -> consignment.not_delivered | ordered
        received 1 -> consignment.handling_recorded | received
        cancel -> consignment.already_moving | received
        close -> consignment.not_delivered | received
        estimate 3 2 1 -> consignment.bad_estimate | received
        estimate 1 2 3 -> consignment.estimated | received
        estimate 1 2 3 -> nothing | received
        delivered 2 -> consignment.handling_recorded | delivered
        close -> consignment.closed | closed
        close -> nothing | closed
        cancel -> consignment.wrong_state | closed
        ",
    );
}

#[test]
fn old_plans_are_kept() {
    let mut state = None;
    for text in ["draft 5", "order", "plan 5 0", "amend 6", "plan 6 0", "plan 6 30"] {
        let events = decide(state.as_ref(), &command(text), NOW).unwrap();
        events.iter().for_each(|event| apply(&mut state, event));
    }
    let consignment: Consignment = state.unwrap();
    let plans = consignment.plans().iter().map(|plan| (plan.no.0, plan.reason));
    let expected = [(1, PlanReason::First), (2, PlanReason::OrderAmended), (3, PlanReason::Rerouted)];
    assert_eq!(plans.collect::<Vec<_>>(), expected);
    assert_eq!(consignment.plan().map(|plan| plan.no), Some(PlanNo(3)));
}

#[test]
fn every_status_has_its_word() {
    let words: Vec<&str> = Status::ALL.into_iter().map(Status::word).collect();
    assert_eq!(
        words.join(" "),
        "drafted ordered planned booked received under_way arrived delivered closed cancelled"
    );
}

#[test]
fn events_about_nothing_change_nothing() {
    let mut state = None;
    apply(&mut state, &ConsignmentEvent::Closed { at: NOW });
    assert_eq!(state, None);
    let mut state = None;
    for text in ["draft 5", "order"] {
        let events = decide(state.as_ref(), &command(text), NOW).unwrap();
        events.iter().for_each(|event| apply(&mut state, event));
    }
    let before = state.clone();
    let booking = BookingId::at(1, [1; 10]);
    apply(&mut state, &ConsignmentEvent::BookingConfirmed { booking, at: NOW });
    let end = crate::booking::BookingEnd::Released;
    apply(&mut state, &ConsignmentEvent::BookingEnded { booking, end, at: NOW });
    assert_eq!(state, before);
}
