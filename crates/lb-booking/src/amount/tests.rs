use lb_base::UnitTypeId;
use lb_network::model::Names;

use super::*;

fn unit_type(form: Form, teu_e3: i64, wagons_e3: i64, lane_m_e3: i64, plugs: i64) -> UnitType {
    let id: UnitTypeId = "X".parse().unwrap();
    let name = Names::default();
    UnitType { id, name, form, teu_e3, payload_kg: None, volume_l: None, wagons_e3, lane_m_e3, plugs }
}

fn shown(amounts: Amounts) -> String {
    let some = Dimension::ALL.into_iter().filter(|dimension| amounts.get(*dimension) != 0);
    some.map(|dimension| amounts.amount(dimension).to_string()).collect::<Vec<_>>().join(", ")
}

fn check(capacity: Capacity, unit_type: &UnitType, units: u32, tonnes: i64, expected: &str) {
    let load = Load::of_units(unit_type, units, Mass::from_tonnes(tonnes));
    assert_eq!(shown(load.demand(&Room::of(&capacity))), expected);
}

#[test]
fn a_load_takes_what_the_run_counts() {
    let train = Capacity { teu: Some(90), wagons: Some(45), plugs: Some(10), ..Capacity::default() };
    let grain_train = Capacity { tonnes: Some(1_600), ..train };
    let ship = Capacity { tonnes: Some(30_000), ..Capacity::default() };
    let ferry = Capacity { teu: Some(376), plugs: Some(40), deck_m: Some(600), ..Capacity::default() };
    let wagons = Capacity { wagons: Some(45), ..Capacity::default() };
    let box_40 = unit_type(Form::Box, 2_000, 1_000, 12_200, 0);
    let box_45 = unit_type(Form::Box, 2_250, 1_000, 13_700, 0);
    let reefer = unit_type(Form::Reefer, 2_000, 1_000, 12_200, 1);
    let hopper = unit_type(Form::Bulk, 0, 1_000, 0, 0);
    let truck = unit_type(Form::Roro, 0, 100, 5_000, 0);
    check(train, &box_40, 3, 60, "6 TEU");
    check(train, &box_45, 1, 20, "2.25 TEU");
    check(wagons, &box_45, 3, 20, "3 wagons");
    check(train, &reefer, 2, 40, "4 TEU, 2 plugs");
    check(ship, &reefer, 2, 40, "40 t, 2 plugs");
    check(grain_train, &box_40, 3, 60, "6 TEU, 60 t");
    check(grain_train, &hopper, 10, 700, "10 wagons, 700 t");
    check(ship, &hopper, 10, 700, "700 t");
    check(ferry, &truck, 4, 60, "20 m");
    check(ferry, &box_40, 4, 60, "8 TEU");
}

#[test]
fn what_is_too_much_is_named() {
    let limit = Amounts::ZERO.with(Dimension::Teu, 2_250).with(Dimension::Plugs, 3);
    let above = |amounts: Amounts| amounts.first_above(limit).map(|amount| amount.to_string());
    assert_eq!(above(limit), None);
    assert_eq!(above(limit.with(Dimension::Plugs, 4)), Some("3 plugs".to_owned()));
    assert_eq!(above(limit.with(Dimension::Teu, 2_251)), Some("2.25 TEU".to_owned()));
    assert_eq!(
        limit.with(Dimension::Deck, -1).first_absurd().map(|amount| amount.dimension.word()),
        Some("deck_m")
    );
    assert_eq!(
        limit.with(Dimension::Mass, AMOUNT_MAX + 1).first_absurd().map(|a| a.dimension.word()),
        Some("tonnes")
    );
}

#[test]
fn words_read_back() {
    for dimension in Dimension::ALL {
        assert_eq!(Dimension::from_word(dimension.word()), Some(dimension));
    }
}
