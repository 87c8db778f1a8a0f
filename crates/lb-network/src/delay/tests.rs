use super::*;

fn late() -> Distribution {
    Distribution::new([0, 60, 240, 480, 720, 1_440, 2_880]).unwrap()
}

#[test]
fn probabilities_are_linear_between_percentiles() {
    let check = |slack, ppm| assert_eq!(late().within(slack), ppm, "slack {slack}");
    check(-1, 0);
    check(0, 100_000);
    check(30, 300_000);
    check(60, 500_000);
    check(480, 900_000);
    check(2_880, PPM);
    check(10_000, PPM);
}

#[test]
fn quantiles_invert_probabilities() {
    for minutes in [1, 30, 60, 100, 240, 400, 700, 1_000, 2_000] {
        assert!((late().quantile(late().within(minutes)) - minutes).abs() <= 1);
    }
    assert_eq!(late().quantile(PPM), 2_880);
}

#[test]
fn head_start_makes_it_at_least_as_likely() {
    let other = Distribution::new([0, 100, 200, 300, 1_000, 1_100, 1_200]).unwrap();
    for (a, b) in [(late(), other.clone()), (other, late()), (late(), Distribution::punctual())] {
        let start = a.head_start_against(&b);
        for slack in 0..3_000 {
            assert!(a.within(slack + start) >= b.within(slack));
        }
    }
}

#[test]
fn decreasing_percentiles_are_refused() {
    assert_eq!(Distribution::new([0, 60, 50, 480, 720, 1_440, 2_880]), None);
}
