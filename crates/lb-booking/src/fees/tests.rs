use super::*;

fn usd(minor: i64) -> Money {
    Money::from_minor(minor, Currency::USD)
}

fn table() -> FeeTable {
    let share = |percent: u32| Fee::Share(Ppm::from_ratio(percent, 100).unwrap());
    let step = |hours_before_min: i32, fee: Fee| FeeStep { hours_before_min, fee };
    let steps = vec![step(0, share(50)), step(72, share(0)), step(24, Fee::Fixed(usd(12_345)))];
    FeeTable::new(steps, Currency::USD).unwrap()
}

/// A decision at `now` about a departure at 2026-12-10T00:00Z and a total of 999.99 USD.
fn check(now: &str, expected: i64) {
    let departure = "2026-12-10T00:00:00Z".parse::<Minute>().unwrap();
    assert_eq!(table().fee(departure, usd(99_999), now.parse().unwrap()), usd(expected), "{now}");
}

#[test]
fn the_step_depends_on_the_hours_left() {
    check("2026-12-01T00:00:00Z", 0);
    check("2026-12-07T00:00:00Z", 0);
    check("2026-12-07T00:00:00.000001Z", 12_345);
    check("2026-12-09T00:00:00Z", 12_345);
    check("2026-12-09T00:00:00.000001Z", 50_000);
    check("2026-12-10T00:00:00Z", 50_000);
    check("2026-12-11T00:00:00Z", 50_000);
}

#[test]
fn rules_cover_every_hour_in_one_currency() {
    let step = |hours_before_min: i32, fee: Fee| FeeStep { hours_before_min, fee };
    let refused = |steps: Vec<FeeStep>| FeeTable::new(steps, Currency::USD).map_err(|refusal| refusal.code());
    let free = Fee::Share(Ppm::ZERO);
    assert_eq!(refused(vec![]), Err("quotation.fees_incomplete"));
    assert_eq!(refused(vec![step(24, free)]), Err("quotation.fees_incomplete"));
    let other = Fee::Fixed(Money::from_minor(1, Currency::EUR));
    assert_eq!(refused(vec![step(0, other)]), Err("quotation.fee_currency"));
    assert_eq!(refused(vec![step(0, Fee::Fixed(usd(-1)))]), Err("quotation.fee_currency"));
    assert_eq!(refused(vec![step(0, free)]), Ok(FeeTable::free()));
}
