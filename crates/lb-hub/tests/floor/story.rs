//! Workflow 1, train to ship, as one story: list, placement between two organisations, ship-direct, yard, gauge, departure.

use lb_base::time::Estimated;
use lb_base::{Length, Mass, Minute};
use lb_hub::Command;
use lb_hub::article::{BoxLength, Gross};
use lb_hub::audit::audit;
use lb_hub::consist::{Difference, ListedPlace, Listing};
use lb_hub::hold::{HoldCommand, HoldKind};
use lb_hub::inventory::{Facts, InventoryCommand};
use lb_hub::job::{JobCommand, JobOrder, Urgency};
use lb_hub::placement::{PlacementCommand, Proposal};
use lb_hub::spot::{Slot, Spot};
use lb_hub::visit::{Announcement, Stage, Vehicle, VisitCommand};

use crate::fixtures::*;

const HUB: &str = "LYG-HUB";
const PORT: &str = "PORT-RAIL";

fn yard(block: &str, bay: u16, row: u8, tier: u8) -> Spot {
    Spot::Yard(Slot { block: block.parse().unwrap(), bay, row, tier })
}

fn aboard(number: u64) -> Spot {
    Spot::Visit { visit: visit(number), stow: lb_hub::stow::Stow::read("010203") }
}

fn order(number: u64, moved: u64, to: Spot, by: &str) -> JobOrder {
    JobOrder {
        id: job(number),
        unit: unit(moved),
        to,
        equipment: Some(by.parse().unwrap()),
        urgency: Urgency::Normal,
        order: i64::try_from(number).unwrap(),
    }
}

fn listing() -> Vec<Listing> {
    let line = |article, place| Listing { article, place };
    let on = |wagon, slot| ListedPlace::Wagon { wagon: unit(wagon), slot };
    vec![
        line(platform(100, "CN2"), ListedPlace::Consist),
        line(platform(101, "CN2"), ListedPlace::Consist),
        line(container(0, BoxLength::Forty, 28), on(100, 1)),
        line(container(1, BoxLength::Twenty, 20), on(101, 1)),
        line(container(2, BoxLength::Twenty, 22), on(101, 2)),
    ]
}

fn refused(outcome: Result<usize, lb_hub::Refusal>) -> &'static str {
    outcome.expect_err("expected a refusal").code()
}

fn arrived() -> Hub {
    let mut hub = Hub::new();
    let ship = Announcement {
        id: visit(2),
        vehicle: Vehicle::Vessel { length: Length::from_metres(150), draught: Length::from_metres(9) },
        name: "Asian Star 104E".to_owned(),
        operator: None,
        arrival: Some(planned(0)),
        departure: Some(planned(1_400)),
    };
    let moor = VisitCommand::Moor {
        visit: visit(2),
        berth: "Q1".parse().unwrap(),
        offset: Length::from_metres(20),
        window: (planned(0), planned(1_440)),
    };
    let estimate = Estimated { early: Minute::new(1), likely: Minute::new(2), late: Minute::new(3) };
    let steps = [
        VisitCommand::Expect { announcement: train(1, 1_435, 0) },
        VisitCommand::List { visit: visit(1), from: 0, listings: listing() },
        VisitCommand::Estimate { visit: visit(1), arrival: Some(estimate), departure: None },
        VisitCommand::Expect { announcement: ship },
        moor,
        VisitCommand::Arrive { visit: visit(2), at: at(5), found: None },
    ];
    for step in steps {
        assert_eq!(hub.ask(HUB, 10, &Command::Visit(step)).unwrap(), 1);
    }
    // The clerk finds another seal, and the second wagon first.
    let mut found = listing();
    found.swap(0, 1);
    found[4].article.seals = vec!["TORN".to_owned()];
    let arrive = VisitCommand::Arrive { visit: visit(1), at: at(20), found: Some(found) };
    hub.ask(HUB, 30, &Command::Visit(arrive)).unwrap();
    hub
}

fn offer(number: u64, track: &str, from: i32) -> PlacementCommand {
    let proposal = Proposal {
        id: placement(number),
        visit: visit(1),
        wagons: Vec::new(),
        track: track.parse().unwrap(),
        from: planned(from),
        until: planned(from + 300),
        units: 3,
        to: PORT.parse().unwrap(),
        expires: at(from + 30),
    };
    PlacementCommand::Offer { proposal }
}

fn placed() -> Hub {
    let mut hub = arrived();
    hub.ask(HUB, 40, &Command::Placement(offer(1, "T1", 60))).unwrap();
    let accept = PlacementCommand::Accept { placement: placement(1) };
    assert_eq!(refused(hub.ask(HUB, 41, &Command::Placement(accept.clone()))), "hub.not_asked");
    hub.ask(PORT, 45, &Command::Placement(accept)).unwrap();
    let place = PlacementCommand::Place { placement: placement(1), at: at(62) };
    hub.ask(PORT, 63, &Command::Placement(place)).unwrap();
    hub
}

#[test]
fn what_was_found_otherwise_is_told() {
    let hub = arrived();
    let train = hub.floor.visit(visit(1)).unwrap();
    let words: Vec<&str> = train.differences.iter().map(Difference::word).collect();
    assert_eq!(words, ["seals", "other_order"]);
    assert_eq!(train.consist, [unit(101), unit(100)]);
    assert_eq!(hub.floor.units().count(), 5);
}

#[test]
fn a_placement_is_agreed_between_two_and_keeps_its_track() {
    let mut hub = arrived();
    assert_eq!(refused(hub.ask(HUB, 40, &Command::Placement(offer(9, "T2", 60)))), "hub.wrong_gauge");
    hub.ask(HUB, 40, &Command::Placement(offer(1, "T1", 60))).unwrap();
    let counter = PlacementCommand::Counter {
        placement: placement(1),
        reason: "track 1 is washed until noon".to_owned(),
        id: placement(2),
        track: "T1".parse().unwrap(),
        window: (planned(120), planned(400)),
        expires: at(100),
    };
    hub.ask(PORT, 42, &Command::Placement(counter)).unwrap();
    assert!(hub.floor.placement(placement(1)).is_none());
    let late = PlacementCommand::Accept { placement: placement(2) };
    assert_eq!(refused(hub.ask(HUB, 100, &Command::Placement(late.clone()))), "hub.offer_expired");
    hub.ask(HUB, 99, &Command::Placement(late)).unwrap();
    // The same wagons cannot be promised twice, and a longer train does not fit beside them.
    assert_eq!(refused(hub.ask(HUB, 99, &Command::Placement(offer(3, "T1", 130)))), "hub.placed_elsewhere");
}

#[test]
fn ship_direct_first_then_the_yard_then_both_leave() {
    let mut hub = placed();
    let direct = JobOrder { urgency: Urgency::Direct, ..order(1, 0, aboard(2), "QC") };
    let plan = JobCommand::Plan {
        jobs: vec![direct, order(2, 1, yard("A", 1, 1, 1), "RMG"), order(3, 2, yard("A", 3, 1, 1), "RMG")],
    };
    assert_eq!(hub.ask(HUB, 70, &Command::Job(plan)).unwrap(), 3);
    let depart = Command::Visit(VisitCommand::Depart { visit: visit(1), at: at(80) });
    assert_eq!(refused(hub.ask(HUB, 80, &depart)), "hub.jobs_open");
    for (number, minute) in [(1, 81), (2, 84), (3, 87)] {
        hub.ask(HUB, minute, &Command::Job(JobCommand::Start { job: job(number), at: at(minute - 1) }))
            .unwrap();
        let finish = Command::Job(JobCommand::Finish { job: job(number), at: at(minute), to: None });
        hub.ask(HUB, minute, &finish).unwrap();
        assert_eq!(refused(hub.ask(HUB, minute, &finish)), "hub.job_ended");
        audit(&hub.floor).unwrap();
    }
    assert_eq!(hub.floor.visit(visit(1)).unwrap().stage, Stage::Working);
    assert_eq!(refused(hub.ask(HUB, 90, &depart)), "hub.still_placed");
    for command in [
        PlacementCommand::FinishWork { placement: placement(1), at: at(91) },
        PlacementCommand::Release { placement: placement(1), at: at(95) },
    ] {
        hub.ask(PORT, 95, &Command::Placement(command)).unwrap();
    }
    hub.ask(HUB, 96, &Command::Visit(VisitCommand::Complete { visit: visit(2), at: at(96) })).unwrap();
    for number in [1, 2] {
        hub.ask(HUB, 97, &Command::Visit(VisitCommand::Depart { visit: visit(number), at: at(97) })).unwrap();
    }
    // The train took its two wagons, the ship one box; two boxes are in the yard.
    assert_eq!((hub.floor.entered(), hub.floor.left(), hub.floor.units().count()), (5, 3, 2));
    audit(&hub.floor).unwrap();
    assert_eq!(hub.replayed(), hub.floor);
    crate::charges::agree(&hub);
}

#[test]
fn no_box_goes_aboard_unweighed_or_held() {
    let mut hub = placed();
    let unweighed = Facts { gross: Some(Gross::Declared(Mass::from_tonnes(28))), ..Facts::default() };
    let state = InventoryCommand::State { unit: unit(0), facts: unweighed, at: at(64) };
    hub.ask(HUB, 65, &Command::Inventory(state)).unwrap();
    hub.ask(HUB, 66, &Command::Job(JobCommand::Plan { jobs: vec![order(1, 0, aboard(2), "QC")] })).unwrap();
    let finish = Command::Job(JobCommand::Finish { job: job(1), at: at(70), to: None });
    assert_eq!(refused(hub.ask(HUB, 70, &finish)), "hub.not_verified");
    let weighed = Facts { gross: Some(Gross::Verified(Mass::from_tonnes(28))), ..Facts::default() };
    let state = InventoryCommand::State { unit: unit(0), facts: weighed, at: at(71) };
    hub.ask(HUB, 71, &Command::Inventory(state)).unwrap();
    let reason = "declaration missing".to_owned();
    let set = HoldCommand::Set { hold: hold(1), unit: unit(0), kind: HoldKind::Customs, reason };
    hub.ask("CUSTOMS", 72, &Command::Hold(set)).unwrap();
    assert_eq!(refused(hub.ask(HUB, 73, &finish)), "hub.held");
    let lift = HoldCommand::Lift { unit: unit(0), hold: hold(1), reason: "declared".to_owned() };
    assert_eq!(refused(hub.ask(HUB, 74, &Command::Hold(lift.clone()))), "hub.not_your_hold");
    hub.ask("CUSTOMS", 75, &Command::Hold(lift)).unwrap();
    hub.ask(HUB, 76, &finish).unwrap();
}

#[test]
fn a_buried_box_stays_and_a_place_in_the_air_is_none() {
    let mut hub = placed();
    let jobs = vec![order(1, 1, yard("A", 1, 1, 1), "RMG"), order(2, 2, yard("A", 1, 1, 2), "RMG")];
    let in_the_air = JobCommand::Plan { jobs: vec![order(5, 2, yard("A", 1, 1, 2), "RMG")] };
    assert_eq!(refused(hub.ask(HUB, 70, &Command::Job(in_the_air))), "hub.not_supported");
    hub.ask(HUB, 70, &Command::Job(JobCommand::Plan { jobs })).unwrap();
    let finish = |number| Command::Job(JobCommand::Finish { job: job(number), at: at(75), to: None });
    assert_eq!(refused(hub.ask(HUB, 75, &finish(2))), "hub.not_supported");
    hub.ask(HUB, 75, &finish(1)).unwrap();
    hub.ask(HUB, 75, &finish(2)).unwrap();
    let out = JobCommand::Plan { jobs: vec![order(3, 1, yard("A", 5, 1, 1), "RS")] };
    hub.ask(HUB, 76, &Command::Job(out)).unwrap();
    assert_eq!(refused(hub.ask(HUB, 76, &finish(3))), "hub.buried");
}

#[test]
fn a_count_puts_the_books_right_and_nothing_else_changes() {
    let mut hub = placed();
    let jobs = vec![order(1, 1, yard("A", 1, 1, 1), "RMG"), order(2, 2, yard("A", 3, 1, 1), "RMG")];
    hub.ask(HUB, 70, &Command::Job(JobCommand::Plan { jobs })).unwrap();
    for number in [1, 2] {
        let finish = JobCommand::Finish { job: job(number), at: at(75), to: None };
        hub.ask(HUB, 75, &Command::Job(finish)).unwrap();
    }
    // Box 1 stands in bay 5, box 2 is gone, and a stranger stands where box 2 was.
    let seen = |article, spot| lb_hub::inventory::Counted { article, spot };
    let found = vec![
        seen(container(1, BoxLength::Twenty, 20), yard("A", 5, 1, 1)),
        seen(container(77, BoxLength::Twenty, 9), yard("A", 3, 1, 1)),
    ];
    let count = InventoryCommand::Count { block: "A".parse().unwrap(), found, at: at(80) };
    hub.ask(HUB, 81, &Command::Inventory(count)).unwrap();
    audit(&hub.floor).unwrap();
    assert_eq!((hub.floor.entered(), hub.floor.left(), hub.floor.units().count()), (6, 1, 5));
    assert_eq!(hub.floor.unit(unit(1)).unwrap().spot, yard("A", 5, 1, 1));
    let floating = vec![lb_hub::inventory::Counted {
        article: container(1, BoxLength::Twenty, 20),
        spot: yard("A", 5, 1, 2),
    }];
    let count = InventoryCommand::Count { block: "A".parse().unwrap(), found: floating, at: at(82) };
    assert_eq!(refused(hub.ask(HUB, 83, &Command::Inventory(count))), "hub.not_supported");
}
