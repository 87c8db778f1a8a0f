//! Goods and quantities become units.

use lb_app::load::Quantity;

use crate::{tiny, wheat};

#[test]
fn quantities_have_a_unit_and_a_size() {
    let check =
        |text: &str, expected: Option<Quantity>| assert_eq!(Quantity::parse(text).ok(), expected, "{text}");
    check("1200t", Some(Quantity::Mass(1_200_000)));
    check("800 kg", Some(Quantity::Mass(800)));
    check("12u", Some(Quantity::Units(12)));
    check("12 units", Some(Quantity::Units(12)));
    for text in ["", "1200", "0t", "-5t", "many", "1e9t", "999999999999999t"] {
        check(text, None);
    }
}

#[test]
fn every_way_of_packing_holds_the_same_mass() {
    let asked = tiny().read(&wheat()).unwrap();
    assert!(asked.queries.len() >= 2);
    assert!(asked.queries.iter().all(|query| query.load.mass_kg == 1_000_000));
    for query in &asked.queries {
        let load = &query.load;
        assert!(
            load.units > 0 && (load.form != lb_network::model::Form::Bulk || load.units == 1_000),
            "{load:?}"
        );
    }
}

#[test]
fn units_of_the_first_type_give_the_mass_of_the_others() {
    let mut request = wheat();
    request.cargo = "8703.23".to_owned();
    request.quantity = "30u".to_owned();
    let asked = tiny().read(&request).unwrap();
    assert_eq!(asked.queries[0].load.units, 30);
    assert!(asked.queries.windows(2).all(|pair| pair[0].load.mass_kg == pair[1].load.mass_kg));
}

#[test]
fn cold_goods_travel_cold() {
    let mut request = wheat();
    request.cargo = "0204.42".to_owned();
    request.quantity = "20t".to_owned();
    let asked = tiny().read(&request).unwrap();
    assert!(asked.queries.iter().all(|query| query.load.plugs > 0));
    request.unit = Some("40HC".to_owned());
    assert_eq!(tiny().read(&request).unwrap_err().code, "request.unit_does_not_suit");
}
