use std::fmt::Display;
use std::str::FromStr;

use proptest::prelude::*;

use super::*;

fn check<T: FromStr<Err = QuantityError> + Display>(text: &str, expected: &str) {
    let read = text.parse::<T>();
    assert_eq!(read.map_or_else(|error| format!("error: {error}"), |value| value.to_string()), expected);
}

#[test]
fn reads_masses_with_units() {
    check::<Mass>("1200t", "1200 t");
    check::<Mass>("25 kg", "25 kg");
    check::<Mass>("1.5 t", "1.5 t");
    check::<Mass>("1500 kg", "1.5 t");
    check::<Mass>("0.712 Mt", "712000 t");
    check::<Mass>("-3kg", "-3 kg");
    check::<Mass>("0t", "0 kg");
    assert_eq!("1200t".parse(), Ok(Mass::from_tonnes(1_200)));
    assert_eq!("25 kg".parse(), Ok(Mass::from_kg(25)));
}

#[test]
fn refuses_masses_without_unit_or_too_fine() {
    check::<Mass>("1200", "error: expected a unit out of Mt, kt, t, kg, got \"\"");
    check::<Mass>("25 lb", "error: expected a unit out of Mt, kt, t, kg, got \"lb\"");
    check::<Mass>("0.5 kg", "error: expected at most 0 decimals, got 1");
    check::<Mass>("kg", "error: expected digits, got \"\"");
    check::<Mass>("1 200 kg", "error: expected a digit at position 2, got ' '");
}

#[test]
fn reads_other_quantities() {
    check::<Length>("4117 km", "4117 km");
    check::<Length>("3.8km", "3.8 km");
    check::<Length>("12.192 m", "12.192 m");
    check::<Length>("1435 mm", "1.435 m");
    check::<Length>("999 mm", "999 mm");
    check::<Length>("12 cm", "120 mm");
    check::<Volume>("33.2 m3", "33.2 m³");
    check::<Volume>("33.2 m³", "33.2 m³");
    check::<Volume>("500 l", "500 l");
    check::<Teu>("2.25", "2.25 TEU");
    check::<Teu>("2.25 TEU", "2.25 TEU");
    check::<Teu>("7160000 TEU", "7160000 TEU");
    check::<Teu>("2 FEU", "error: expected a unit out of TEU, got \"FEU\"");
    check::<Grams>("1234567 g", "1.234567 t CO2e");
    check::<Grams>("12.5 kg CO2e", "12.5 kg CO2e");
    check::<Grams>("7 g CO2e", "7 g CO2e");
}

#[test]
fn constructors_name_their_unit() {
    assert_eq!(Length::from_km(2).as_mm(), 2_000_000);
    assert_eq!(Length::from_metres(2), Length::from_mm(2_000));
    assert_eq!(Mass::from_tonnes(2).as_kg(), 2_000);
    assert_eq!(Volume::from_cubic_metres(2).as_litres(), 2_000);
    assert_eq!(Teu::from_whole(2).as_thousandths(), 2_000);
    assert_eq!(Grams::from_tonnes(2), Grams::from_kg(2_000));
    assert_eq!(Length::from_km(i64::MAX), Length::MAX);
}

#[test]
fn arithmetic_reports_or_holds_overflow() {
    let one = Mass::from_kg(1);
    assert_eq!(Mass::MAX.checked_add(one), None);
    assert_eq!(Mass::MAX.saturating_add(one), Mass::MAX);
    assert_eq!(Mass::ZERO.checked_sub(one), Some(Mass::from_kg(-1)));
    assert_eq!(Mass::MAX.checked_mul(2), None);
    assert_eq!(one.checked_mul(7), Some(Mass::from_kg(7)));
    assert_eq!(Mass::MAX.saturating_mul(2), Mass::MAX);
    assert_eq!(one.saturating_sub(one), Mass::ZERO);
}

fn read_back<T: FromStr<Err = QuantityError> + Display + PartialEq + std::fmt::Debug>(value: T) {
    assert_eq!(value.to_string().parse::<T>(), Ok(value));
}

proptest! {
    #[test]
    fn prints_and_reads_back(wide: i64, narrow in -2_000_000..2_000_000_i64) {
        for value in [wide, narrow] {
            read_back(Length::from_mm(value));
            read_back(Mass::from_kg(value));
            read_back(Volume::from_litres(value));
            read_back(Teu::from_thousandths(value));
            read_back(Grams::from_grams(value));
        }
    }

    #[test]
    fn what_is_added_and_taken_is_conserved(a: i64, b: i64) {
        let (a, b) = (Mass::from_kg(a), Mass::from_kg(b));
        if let Some(sum) = a.checked_add(b) {
            prop_assert_eq!(sum.checked_sub(b), Some(a));
            prop_assert_eq!(a.saturating_add(b), sum);
        }
    }
}
