use lb_base::OrganisationId;

use super::*;
use crate::consignment::{self, Consignment, ConsignmentCommand};
use crate::order::{Draft, Goods, Packaging, RouteSpecification};

const NOW: Timestamp = Timestamp::UNIX_EPOCH;

fn check(kind: UnitKind, raw: &str, expected: &str) {
    let identity = Identity::read(kind, raw);
    assert_eq!(identity.raw, raw, "the text as written is kept");
    let finding =
        identity.finding().map_or(String::new(), |finding| format!(": {finding} [{}]", finding.code()));
    let word = match identity.reading {
        Reading::Verified(_) => "verified",
        Reading::Doubtful(..) => "doubtful",
        Reading::Unreadable(_) => "unreadable",
        Reading::Name => "name",
    };
    assert_eq!(format!("{identity} {word}{finding}"), expected);
}

#[test]
fn right_numbers_are_verified() {
    check(UnitKind::Container, "csqu 305438 3", "CSQU3054383 verified");
    check(UnitKind::Wagon12, "21 80 1559 084-5", "218015590845 verified");
    check(UnitKind::Wagon8, "45488855", "45488855 verified");
    check(UnitKind::Vehicle, "1M8GDM9AXKP042788", "1M8GDM9AXKP042788 verified");
    check(UnitKind::Lot, "wheat, hold 3", "wheat, hold 3 name");
}

#[test]
fn wrong_numbers_are_flagged_and_kept() {
    check(
        UnitKind::Container,
        "CSQU3054384",
        "CSQU3054384 unreadable: expected check digit 3, got 4 [code.check_digit]",
    );
    check(
        UnitKind::Container,
        "CSQU305438",
        "CSQU305438 unreadable: expected 11 letters and digits, got 10 [code.length]",
    );
    check(
        UnitKind::Wagon8,
        "21661490",
        "21661490 doubtful: expected check digit 1, got 0 [code.check_digit]",
    );
    check(
        UnitKind::Vehicle,
        "WVWZZZ1JZXW000001",
        "WVWZZZ1JZXW000001 doubtful: expected check digit 0, got Z [code.check_digit]",
    );
}

fn id() -> UnitId {
    UnitId::at(1, [4; 10])
}

fn transport(number: u64) -> TransportId {
    TransportId::at(number, [6; 10])
}

fn list(number: u64) -> StuffingListId {
    StuffingListId::at(number, [7; 10])
}

fn consignment_id(number: u64) -> ConsignmentId {
    ConsignmentId::at(number, [2; 10])
}

fn line(number: u64, pieces: u32, kg: i64) -> StuffingLine {
    StuffingLine {
        consignment: consignment_id(number),
        quantity: Quantity { pieces, mass: Mass::from_kg(kg) },
    }
}

/// A unit and three consignments of 100 pieces and 1,000 kg each; the third is a draft.
struct Yard {
    unit: Option<Unit>,
    consignments: Vec<Option<Consignment>>,
}

impl Yard {
    fn new() -> Self {
        let mut yard = Self { unit: None, consignments: (1..=3).map(consignment).collect() };
        let (kind, raw) = (UnitKind::Container, "CSQU3054383".to_owned());
        yard.unit(&UnitCommand::Register { id: id(), kind, raw, unit_type: None }).unwrap();
        yard
    }

    fn unit(&mut self, command: &UnitCommand) -> Result<usize, &'static str> {
        let events = decide(self.unit.as_ref(), command, NOW).map_err(|refusal| refusal.code())?;
        events.iter().for_each(|event| apply(&mut self.unit, event));
        Ok(events.len())
    }

    fn stuff(&mut self, command: &StuffingCommand) -> Result<usize, &'static str> {
        let known: Vec<&Consignment> = self.consignments.iter().flatten().collect();
        let stuffed = decide_stuffing(self.unit.as_ref().unwrap(), &known, command, NOW);
        let stuffed = stuffed.map_err(|refusal| refusal.code())?;
        stuffed.unit.iter().for_each(|event| apply(&mut self.unit, event));
        for (id, event) in &stuffed.consignments {
            let state =
                self.consignments.iter_mut().find(|state| state.as_ref().is_some_and(|c| c.id() == *id));
            consignment::apply(state.unwrap(), event);
        }
        self.agree();
        Ok(stuffed.unit.len() + stuffed.consignments.len())
    }

    /// What the unit carries is what the consignments have in it.
    fn agree(&self) {
        let lines = self.unit.as_ref().unwrap().cargo().lines();
        let mut there: Vec<(ConsignmentId, Quantity)> = Vec::new();
        for consignment in self.consignments.iter().flatten() {
            let shares = consignment.units().filter(|(unit, _)| *unit == id());
            let quantity = shares.map(|(_, share)| Quantity { pieces: share.pieces, mass: share.mass });
            there.extend(quantity.map(|quantity| (consignment.id(), quantity)));
        }
        assert_eq!(lines, there);
    }
}

fn consignment(number: u64) -> Option<Consignment> {
    let goods = Goods {
        hs: "10".parse().unwrap(),
        description: String::new(),
        packaging: Packaging { kind: "CT".to_owned(), pieces: 100 },
        mass: Mass::from_kg(1_000),
        volume: None,
        units: Vec::new(),
        temperature: None,
        dangerous: None,
    };
    let (origin, destination) = ("A".parse().unwrap(), "B".parse().unwrap());
    let route = RouteSpecification { origin, destination, ready: lb_base::Minute::new(0), due: None };
    let draft = Draft { route: Some(route), goods: vec![goods] };
    let customer: OrganisationId = "acme".parse().unwrap();
    let mut state = None;
    let drafted = ConsignmentCommand::Draft { id: consignment_id(number), customer, draft };
    for command in [drafted, ConsignmentCommand::PlaceOrder].iter().take(if number == 3 { 1 } else { 2 }) {
        let events = consignment::decide(state.as_ref(), command, NOW).unwrap();
        events.iter().for_each(|event| consignment::apply(&mut state, event));
    }
    state
}

#[test]
fn a_unit_is_registered_once_and_its_number_corrected_by_name() {
    let mut yard = Yard::new();
    let register = |raw: &str| UnitCommand::Register {
        id: id(),
        kind: UnitKind::Container,
        raw: raw.to_owned(),
        unit_type: None,
    };
    assert_eq!(yard.unit(&register("CSQU3054383")), Ok(0));
    assert_eq!(yard.unit(&register("TOLU4734787")), Err("unit.exists"));
    let correct = UnitCommand::CorrectIdentity { kind: UnitKind::Container, raw: "TOLU4734787".to_owned() };
    assert_eq!(yard.unit(&correct), Ok(1));
    assert_eq!(yard.unit(&correct), Ok(0));
    assert_eq!(yard.unit(&register("CSQU3054383")), Ok(0), "the registration again");
    let unit = yard.unit.unwrap();
    assert_eq!(
        (unit.identity().raw.as_str(), unit.earlier()[0].raw.as_str()),
        ("TOLU4734787", "CSQU3054383")
    );
    assert_eq!(decide(None, &correct, NOW).map_err(|refusal| refusal.code()), Err("unit.not_found"));
}

#[test]
fn a_unit_stands_in_one_open_transport() {
    let mut yard = Yard::new();
    let open = |number: u64| UnitCommand::OpenTransport { transport: transport(number) };
    let close = |number: u64| UnitCommand::CloseTransport { transport: transport(number) };
    assert_eq!(yard.unit(&close(1)), Err("unit.not_in_transport"));
    assert_eq!(yard.unit(&open(1)), Ok(1));
    assert_eq!(yard.unit(&open(1)), Ok(0));
    assert_eq!(yard.unit(&open(2)), Err("unit.in_transport"));
    assert_eq!(yard.unit(&close(2)), Err("unit.not_in_transport"));
    assert_eq!(yard.unit(&close(1)), Ok(1));
    assert_eq!(yard.unit(&open(2)), Ok(1));
}

#[test]
fn several_consignments_need_one_list() {
    let mut yard = Yard::new();
    let stuff = |number: u64, lines: &[StuffingLine]| StuffingCommand::Stuff {
        list: list(number),
        lines: lines.to_vec(),
    };
    assert_eq!(yard.stuff(&StuffingCommand::Load(line(1, 40, 400))), Ok(2));
    assert_eq!(yard.stuff(&StuffingCommand::Load(line(1, 40, 400))), Ok(0));
    assert_eq!(yard.stuff(&StuffingCommand::Load(line(1, 50, 400))), Err("unit.list_differs"));
    assert_eq!(yard.stuff(&StuffingCommand::Load(line(2, 40, 400))), Err("unit.carries_other"));
    assert_eq!(yard.stuff(&stuff(1, &[line(2, 40, 400)])), Err("unit.carries_other"));
    assert_eq!(
        yard.stuff(&StuffingCommand::Strip { consignment: consignment_id(2) }),
        Err("unit.does_not_carry")
    );
    assert_eq!(yard.stuff(&StuffingCommand::Strip { consignment: consignment_id(1) }), Ok(2));
    assert_eq!(yard.stuff(&stuff(1, &[line(1, 40, 400)])), Ok(2));
    assert_eq!(yard.stuff(&stuff(2, &[line(2, 40, 400)])), Err("unit.other_list"));
    assert_eq!(yard.stuff(&stuff(1, &[line(1, 40, 400), line(2, 10, 100)])), Ok(2));
    assert_eq!(yard.stuff(&stuff(1, &[line(2, 11, 100)])), Err("unit.list_differs"));
    assert_eq!(yard.stuff(&StuffingCommand::Load(line(1, 40, 400))), Err("unit.carries_other"));
    assert_eq!(yard.stuff(&StuffingCommand::StripAll), Ok(3));
    assert_eq!(yard.stuff(&StuffingCommand::StripAll), Ok(0));
    assert_eq!(yard.unit.unwrap().cargo(), &Cargo::Empty);
}

#[test]
fn no_more_is_stuffed_than_was_ordered() {
    let mut yard = Yard::new();
    let mut check = |lines: &[StuffingLine], expected: Result<usize, &'static str>| {
        assert_eq!(yard.stuff(&StuffingCommand::Stuff { list: list(1), lines: lines.to_vec() }), expected);
    };
    check(&[], Err("unit.nothing_stuffed"));
    check(&[line(1, 10, 0)], Err("unit.nothing_stuffed"));
    check(&[line(1, 10, 10), line(1, 10, 10)], Err("unit.nothing_stuffed"));
    check(&[line(1, 101, 900)], Err("consignment.over_stuffed"));
    check(&[line(1, 100, 1_001)], Err("consignment.over_stuffed"));
    check(&[line(3, 1, 1)], Err("consignment.wrong_state"));
    check(&[line(9, 1, 1)], Err("consignment.not_found"));
    check(&[line(1, 100, 1_000)], Ok(2));
}
