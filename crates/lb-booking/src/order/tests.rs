use lb_base::{HsCode, PlaceId};

use super::*;

fn place(id: &str) -> PlaceId {
    id.parse().unwrap()
}

fn goods() -> Goods {
    Goods {
        hs: "1001.99".parse::<HsCode>().unwrap(),
        description: "wheat".to_owned(),
        packaging: Packaging { kind: "BG".to_owned(), pieces: 1_000 },
        mass: Mass::from_tonnes(50),
        volume: Some(Volume::from_cubic_metres(65)),
        units: vec![UnitCount { unit_type: "20GP".parse().unwrap(), count: 2 }],
        temperature: None,
        dangerous: None,
    }
}

fn order() -> Order {
    let route = RouteSpecification {
        origin: place("KZALA"),
        destination: place("VNCLI"),
        ready: Minute::new(100),
        due: Some(Minute::new(200)),
    };
    Order { route, goods: vec![goods(), goods()] }
}

/// A change to a possible order, and what it is refused with.
fn check(change: fn(&mut Order), expected: &str) {
    let mut order = order();
    change(&mut order);
    let found =
        order.check().map_or_else(|refusal| format!("{}: {refusal}", refusal.code()), |()| "ok".to_owned());
    assert_eq!(found, expected);
}

#[test]
fn possible_orders() {
    check(|_| {}, "ok");
    check(|order| order.route.due = None, "ok");
    check(|order| order.goods[0].units.clear(), "ok");
    check(|order| order.goods[0].packaging.pieces = 0, "ok");
    check(|order| order.goods[0].temperature = Some(TemperatureRange { lowest: -250, highest: -180 }), "ok");
}

#[test]
fn impossible_orders() {
    check(
        |order| order.route.destination = order.route.origin.clone(),
        "order.same_place: expected two places, got KZALA twice",
    );
    check(
        |order| order.route.due = Some(Minute::new(100)),
        "order.due_before_ready: expected a time after 1970-01-01T01:40:00Z, got 1970-01-01T01:40:00Z",
    );
    check(|order| order.goods.clear(), "order.incomplete: expected goods, got none");
    check(
        |order| order.goods[1].mass = Mass::ZERO,
        "order.bad_quantity: expected a possible mass in line 2, got 0",
    );
    check(
        |order| order.goods[1].mass = Mass::MAX,
        "order.bad_quantity: expected a possible mass in line 2, got 9223372036854775807",
    );
    check(
        |order| order.goods[0].volume = Some(Volume::from_litres(-1)),
        "order.bad_quantity: expected a possible volume in line 1, got -1",
    );
    check(
        |order| order.goods[0].units[0].count = 0,
        "order.bad_quantity: expected a possible units in line 1, got 0",
    );
    check(
        |order| order.goods = vec![goods(); LINES_MAX + 1],
        "order.bad_quantity: expected a possible lines in line 500, got 501",
    );
    check(
        |order| order.goods[0].temperature = Some(TemperatureRange { lowest: 1, highest: 0 }),
        "order.bad_temperature: expected a range of temperature in line 1, got 1 to 0 tenths of a degree",
    );
}

#[test]
fn sums_are_over_all_lines() {
    let order = order();
    assert_eq!((order.mass(), order.unit_count(), order.pieces()), (Mass::from_tonnes(100), 4, 2_000));
}

#[test]
fn a_draft_becomes_an_order_when_nothing_is_missing() {
    let Order { route, goods } = order();
    let draft = Draft { route: None, goods: goods.clone() };
    assert_eq!(draft.complete(), Err(Refusal::OrderIncomplete { field: "route" }));
    let draft = Draft { route: Some(route), goods };
    assert_eq!(draft.complete(), Ok(order()));
}
