use proptest::prelude::*;

use super::*;

fn ppm(parts: u32) -> Ppm {
    Ppm::new(parts).unwrap()
}

fn check(text: &str, expected: &str) {
    let read = text.parse::<Ppm>();
    assert_eq!(read.map_or_else(|error| format!("error: {error}"), |value| value.to_string()), expected);
}

#[test]
fn reads_percent_parts_and_fractions() {
    check("98.5 %", "98.5 %");
    check("98.5%", "98.5 %");
    check("985000 ppm", "98.5 %");
    check("0.985", "98.5 %");
    check("1", "100 %");
    check("0.0001 %", "0.0001 %");
    check("101 %", "error: expected 0 to 1000000 parts per million, got 1010000");
    check("-1 ppm", "error: expected 0 to 1000000 parts per million, got -1");
    check("0.00001 %", "error: expected at most 4 decimals, got 5");
    assert_eq!(Ppm::new(1_000_001), None);
}

#[test]
fn products_round_half_up() {
    assert_eq!(ppm(900_000).times(ppm(900_000)), ppm(810_000));
    // 0.5 ppm and 1.5 ppm go up, 0.499999 ppm goes down.
    assert_eq!(ppm(500_000).times(ppm(1)), ppm(1));
    assert_eq!(ppm(500_000).times(ppm(3)), ppm(2));
    assert_eq!(ppm(499_999).times(ppm(1)), ppm(0));
}

#[test]
fn ratios_round_half_up() {
    assert_eq!(Ppm::from_ratio(1, 3), Some(ppm(333_333)));
    assert_eq!(Ppm::from_ratio(2, 3), Some(ppm(666_667)));
    assert_eq!(Ppm::from_ratio(1, 2_000_000), Some(ppm(1)));
    assert_eq!(Ppm::from_ratio(u32::MAX, u32::MAX), Some(Ppm::ONE));
    assert_eq!(Ppm::from_ratio(3, 2), None);
    assert_eq!(Ppm::from_ratio(0, 0), None);
}

#[test]
fn sums_stay_probabilities() {
    assert_eq!(ppm(600_000).checked_add(ppm(600_000)), None);
    assert_eq!(ppm(600_000).saturating_add(ppm(600_000)), Ppm::ONE);
    assert_eq!(ppm(1).saturating_sub(ppm(2)), Ppm::ZERO);
}

proptest! {
    #[test]
    fn prints_and_reads_back(parts in 0..=1_000_000_u32) {
        prop_assert_eq!(ppm(parts).to_string().parse(), Ok(ppm(parts)));
        prop_assert_eq!(ppm(parts).complement().complement(), ppm(parts));
    }

    #[test]
    fn a_product_is_commutative_and_below_both(a in 0..=1_000_000_u32, b in 0..=1_000_000_u32) {
        let (a, b) = (ppm(a), ppm(b));
        prop_assert_eq!(a.times(b), b.times(a));
        prop_assert!(a.times(b) <= a.min(b));
        prop_assert_eq!(a.times(Ppm::ONE), a);
        prop_assert_eq!(a.times(Ppm::ZERO), Ppm::ZERO);
    }
}
