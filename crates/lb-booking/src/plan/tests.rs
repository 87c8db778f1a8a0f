use lb_base::{HsCode, Minute};

use super::*;
use crate::order::{Goods, Packaging, RouteSpecification, UnitCount};

fn place(id: &str) -> PlaceId {
    id.parse().unwrap()
}

/// Four units of 10 t each from A to D, ready at minute 10.
fn order() -> Order {
    let goods = Goods {
        hs: "10".parse::<HsCode>().unwrap(),
        description: String::new(),
        packaging: Packaging { kind: String::new(), pieces: 4 },
        mass: Mass::from_tonnes(40),
        volume: None,
        units: vec![UnitCount { unit_type: "20GP".parse().unwrap(), count: 4 }],
        temperature: None,
        dangerous: None,
    };
    let (origin, destination) = (place("A"), place("D"));
    let route = RouteSpecification { origin, destination, ready: Minute::new(10), due: None };
    Order { route, goods: vec![goods] }
}

/// Reads `A>B 10-20 4`: from, to, departure, arrival, units.
fn leg(no: u16, text: &str) -> PlanLeg {
    let [places, times, units] = text.split(' ').collect::<Vec<_>>()[..] else { panic!("{text}") };
    let (from, to) = places.split_once('>').unwrap();
    let (depart, arrive) = times.split_once('-').unwrap();
    let time = |text: &str| Planned(Minute::new(text.parse().unwrap()));
    let units: u32 = units.parse().unwrap();
    PlanLeg {
        no: LegNo(no),
        carriage: Carriage::Move { mode: Mode::Road },
        from: place(from),
        to: place(to),
        depart: time(depart),
        arrive: time(arrive),
        units,
        mass: Mass::from_tonnes(10 * i64::from(units)),
    }
}

/// Supply as `A 4, B 1`, legs as `A>B 10-20 4, ...`.
fn check_from(supply: &str, legs: &str, expected: &str) {
    let legs: Vec<PlanLeg> =
        legs.split(", ").filter(|text| !text.is_empty()).zip(1..).map(|(text, no)| leg(no, text)).collect();
    let supply = supply.split(", ").map(|text| {
        let (place_id, units) = text.split_once(' ').unwrap();
        let units: u32 = units.parse().unwrap();
        Supply { place: place(place_id), units, mass: Mass::from_tonnes(10 * i64::from(units)) }
    });
    let found = check_plan(&order(), &supply.collect::<Vec<_>>(), &legs);
    assert_eq!(
        found.map_or_else(|refusal| format!("{}: {refusal}", refusal.code()), |()| "ok".to_owned()),
        expected
    );
}

fn check(legs: &str, expected: &str) {
    check_from("A 4", legs, expected);
}

#[test]
fn ways_that_bring_everything() {
    check("A>D 10-20 4", "ok");
    check("A>B 10-20 4, B>D 20-30 4", "ok");
    // Split over successive runs, joined, and split again.
    check("A>B 10-20 3, A>B 15-25 1, B>C 25-40 4, C>D 40-50 2, C>D 60-70 2", "ok");
    // A share goes on before the other has come.
    check("A>B 10-20 2, A>B 30-40 2, B>D 20-30 2, B>D 40-50 2", "ok");
    // Two different ways.
    check("A>B 10-20 1, A>C 10-30 3, B>D 20-30 1, C>D 30-40 3", "ok");
    // From where the goods are by now.
    check_from("B 3, C 1", "C>B 5-9 1, B>D 10-20 4", "ok");
    check_from("D 3, C 1", "C>D 5-9 1", "ok");
}

#[test]
fn ways_that_do_not() {
    check("", "plan.empty: expected 1 to 100 legs, got 0");
    check("A>B 10-20 4", "plan.not_all_goods: expected 4 units at D in the end, got 0");
    check("A>D 10-20 3", "plan.not_all_goods: expected 4 units at D in the end, got 3");
    check(
        "A>B 10-20 4, B>D 19-30 4",
        "plan.broken: expected 4 units at B for leg 2 at 1970-01-01T00:19:00Z, got 0",
    );
    check(
        "A>B 10-20 4, C>D 20-30 4",
        "plan.broken: expected 4 units at C for leg 2 at 1970-01-01T00:20:00Z, got 0",
    );
    check(
        "A>B 10-20 2, A>B 30-40 2, B>D 20-30 3, B>D 40-50 1",
        "plan.broken: expected 3 units at B for leg 3 at 1970-01-01T00:20:00Z, got 2",
    );
    check(
        "A>D 10-20 4, A>D 10-20 1",
        "plan.broken: expected 4 units at A for leg 1 at 1970-01-01T00:10:00Z, got 3",
    );
    check(
        "A>D 9-20 4",
        "plan.before_ready: expected a departure from 1970-01-01T00:10:00Z, got 1970-01-01T00:09:00Z",
    );
    check(
        "A>A 10-20 4",
        "plan.bad_leg: expected legs numbered once that lead on and carry something, got leg 1",
    );
    check(
        "A>D 20-10 4",
        "plan.bad_leg: expected legs numbered once that lead on and carry something, got leg 1",
    );
    check(
        "A>D 10-20 0",
        "plan.bad_leg: expected legs numbered once that lead on and carry something, got leg 1",
    );
}

#[test]
fn mass_is_kept_account_of_too() {
    let mut short = leg(1, "A>D 10-20 4");
    short.mass = Mass::from_kg(39_999);
    let supply = Supply { place: place("A"), units: 4, mass: Mass::from_tonnes(40) };
    let refusal = check_plan(&order(), &[supply], &[short]).unwrap_err();
    assert_eq!(refusal.to_string(), "expected 40000 kg at D in the end, got 39999");
}

#[test]
fn a_number_stands_once() {
    let legs = [leg(1, "A>B 10-20 4"), leg(1, "B>D 20-30 4")];
    let supply = Supply { place: place("A"), units: 4, mass: Mass::from_tonnes(40) };
    assert_eq!(check_plan(&order(), &[supply], &legs), Err(Refusal::PlanBadLeg { leg: LegNo(1) }));
}

#[test]
fn hops_lie_between_calls() {
    let hops = |from_call, to_call| Hops { from_call, to_call };
    assert!(hops(0, 1).are_within(2) && hops(1, 3).are_within(4));
    assert!(!hops(0, 2).are_within(2) && !hops(1, 1).are_within(4) && !hops(2, 1).are_within(4));
    assert_eq!(hops(1, 3).each().collect::<Vec<_>>(), [1, 2]);
}
