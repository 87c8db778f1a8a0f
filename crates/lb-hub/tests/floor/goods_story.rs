//! Goods by hand: what a box weighs, what may not be moved, what left with what, by figures that can be checked on paper.

use lb_base::{Mass, Volume};
use lb_hub::article::{BoxLength, Fill, Gross};
use lb_hub::goods::stuffing::*;
use lb_hub::goods::*;
use lb_hub::grain::Carrier;
use lb_hub::inventory::{Counted, InventoryCommand};
use lb_hub::job::{JobCommand, JobOrder, Urgency};
use lb_hub::spot::{Slot, Spot};
use lb_hub::visit::{Announcement, Vehicle, VisitCommand};
use lb_hub::{Command, Refusal};

use crate::fixtures::*;
use crate::goods::{hub_with_warehouses, location};

const HUB: &str = "LYG-HUB";

fn done(hub: &mut Hub, command: Command) {
    hub.ask(HUB, 100, &command).unwrap_or_else(|refusal| panic!("{refusal}: {command:?}"));
}

fn code(hub: &mut Hub, command: Command) -> &'static str {
    hub.ask(HUB, 100, &command).err().as_ref().map_or("ok", Refusal::code)
}

fn declaration(id: u64, (packages, kg): (i64, i64)) -> Declaration {
    Declaration {
        id: goods(id),
        number: format!("R-{id}"),
        owner: "ACME".parse().unwrap(),
        consignment: Some(lb_base::ConsignmentId::at(1_700_000_000_000, [u8::try_from(id % 2).unwrap(); 10])),
        reference: String::new(),
        marks: String::new(),
        description: "tea".to_owned(),
        commodity: Some("0902.30".parse().unwrap()),
        packaging: "CT".parse().unwrap(),
        declared: Amount::new(packages, Mass::from_kg(kg)),
        volume: Some(Volume::from_litres(kg * 3)),
        dangerous: Vec::new(),
        temperature: None,
        customs: Customs::Free,
        seals: Vec::new(),
    }
}

fn truck() -> Carrier {
    Carrier::Visit { visit: visit(1), hold: String::new() }
}

/// A truck here, an empty box on the ground, three goods of 40, 10 and 1 packages received and weighed, the last not weighed.
fn hub() -> Hub {
    let mut hub = hub_with_warehouses();
    let announcement = Announcement { vehicle: Vehicle::Truck, ..train(1, 1_435, 0) };
    done(&mut hub, Command::Visit(VisitCommand::Expect { announcement }));
    done(&mut hub, Command::Visit(VisitCommand::Arrive { visit: visit(1), at: at(50), found: None }));
    let mut article = container(1, BoxLength::Twenty, 2);
    (article.fill, article.gross) = (Fill::Empty, Gross::Declared(Mass::from_kg(2_250)));
    let spot = Spot::Yard(Slot { block: "A".parse().unwrap(), bay: 1, row: 1, tier: 1 });
    done(&mut hub, Command::Inventory(InventoryCommand::Open { units: vec![Counted { article, spot }] }));
    for (id, size) in [(1, (40, 800)), (2, (10, 405)), (3, (1, 2))] {
        done(&mut hub, Command::Goods(GoodsCommand::Declare { declaration: declaration(id, size) }));
        let receipt = Receipt {
            goods: goods(id),
            to: location("W2", None),
            from: truck(),
            packages: size.0,
            mass: None,
            weighed: id < 3,
            damaged: None,
            is_last: true,
            leaves: Fill::Empty,
            at: at(60),
        };
        done(&mut hub, Command::Goods(GoodsCommand::Receive(receipt)));
    }
    hub
}

fn lay(id: u64, packages: i64) -> Command {
    let (from, position) = (location("W2", None), String::new());
    let mass = None;
    Command::Stuffing(StuffingCommand::Add(Lay {
        list: list(1),
        goods: goods(id),
        from,
        packages,
        mass,
        position,
        at: at(80),
    }))
}

fn open() -> Command {
    let (number, customs) = ("L-1".to_owned(), Customs::Free);
    Command::Stuffing(StuffingCommand::Open {
        list: list(1),
        number,
        unit: unit(1),
        plate: None,
        customs,
        at: at(70),
    })
}

fn seal() -> Command {
    let seals = vec!["S77".to_owned()];
    let dunnage = Mass::from_kg(45);
    Command::Stuffing(StuffingCommand::Seal { list: list(1), seals, transit: None, dunnage, at: at(90) })
}

fn onto_the_truck(id: u64) -> Command {
    let to = Spot::Visit { visit: visit(1), stow: lb_hub::stow::Stow::default() };
    let order =
        JobOrder { id: job(id), unit: unit(1), to, equipment: None, urgency: Urgency::Normal, order: 1 };
    Command::Job(JobCommand::Plan { jobs: vec![order] })
}

fn gross(hub: &Hub) -> Gross {
    hub.floor.unit(unit(1)).unwrap().article.gross
}

/// SOLAS VI/2, method 2: 2,250 kg tare + 45 kg securing material + 20 of 40 packages of 800 kg + 405 kg = 3,100 kg.
#[test]
fn a_box_weighs_what_is_in_it_and_that_is_verified_if_all_of_it_was_weighed() {
    let mut hub = hub();
    done(&mut hub, open());
    done(&mut hub, lay(1, 20));
    done(&mut hub, lay(2, 10));
    done(&mut hub, seal());
    assert_eq!(gross(&hub), Gross::Verified(Mass::from_kg(3_100)));
    let stay = hub.floor.unit(unit(1)).unwrap();
    assert_eq!((stay.article.fill, stay.article.seals.as_slice()), (Fill::Laden, &["S77".to_owned()][..]));
}

#[test]
fn one_parcel_that_nobody_weighed_leaves_the_mass_declared() {
    let mut hub = hub();
    for command in [open(), lay(2, 10), lay(3, 1), seal()] {
        done(&mut hub, command);
    }
    assert_eq!(gross(&hub), Gross::Declared(Mass::from_kg(2_250 + 45 + 405 + 2)));
}

#[test]
fn a_box_under_an_open_list_stays_and_a_sealed_one_goes() {
    let mut hub = hub();
    done(&mut hub, onto_the_truck(1));
    assert_eq!(code(&mut hub, open()), "hub.unit_has_job");
    done(&mut hub, Command::Job(JobCommand::Abort { job: job(1), reason: "stuffing".to_owned() }));
    done(&mut hub, open());
    assert_eq!(code(&mut hub, onto_the_truck(2)), "hub.under_list");
    done(&mut hub, lay(1, 40));
    done(&mut hub, seal());
    done(&mut hub, onto_the_truck(2));
    done(&mut hub, Command::Job(JobCommand::Finish { job: job(2), at: at(95), to: None }));
    let issue = Issue {
        goods: goods(2),
        from: location("W2", None),
        to: truck(),
        packages: 4,
        mass: None,
        transit: None,
        at: at(96),
    };
    done(&mut hub, Command::Goods(GoodsCommand::Issue(issue)));
    done(&mut hub, Command::Visit(VisitCommand::Complete { visit: visit(1), at: at(97) }));
    done(&mut hub, Command::Visit(VisitCommand::Depart { visit: visit(1), at: at(98) }));
    let store = hub.floor.store();
    let left = |left: &Option<Left>| left.as_ref().map(|left| (left.name.clone(), left.at));
    let expected = Some(("X1".to_owned(), at(98)));
    assert_eq!(left(&store.list(list(1)).unwrap().left), expected, "the list goes with the box");
    let entries = &store.goods(goods(2)).unwrap().entries;
    assert_eq!(left(&entries[1].left), expected, "goods know what they left with");
    assert_eq!((entries[1].amount, entries[1].since), (Amount::new(4, Mass::from_kg(162)), Some(at(60))));
    let put_right = |id, entry| {
        let reason = "wrong press".to_owned();
        Command::Goods(GoodsCommand::PutRight { goods: goods(id), entry, reason, at: at(99) })
    };
    assert_eq!(code(&mut hub, put_right(2, 2)), "hub.goods_entry_gone");
    done(&mut hub, put_right(3, 1));
    assert_eq!(hub.floor.store().inside(goods(3)), Amount::ZERO);
}

#[test]
fn consignments_have_in_a_box_what_its_lines_sum_to() {
    let mut hub = hub();
    for command in [open(), lay(1, 20), lay(2, 10), lay(3, 1)] {
        done(&mut hub, command);
    }
    let store = hub.floor.store();
    let shares: Vec<Amount> = store.list(list(1)).unwrap().shares(store).into_values().collect();
    // R-2 belongs to one consignment, R-1 and R-3 to the other.
    assert_eq!(shares, [Amount::new(10, Mass::from_kg(405)), Amount::new(21, Mass::from_kg(402))]);
}
