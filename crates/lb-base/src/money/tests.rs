use proptest::prelude::*;

use super::*;

fn check(text: &str, expected: &str) {
    let read = text.parse::<Money>();
    assert_eq!(read.map_or_else(|error| format!("error: {error}"), |value| value.to_string()), expected);
}

fn usd(minor: i64) -> Money {
    Money::from_minor(minor, Currency::USD)
}

#[test]
fn reads_and_prints_with_thin_spaces() {
    check("1234.5 USD", "1\u{2009}234.50 USD");
    check("1 234.50 USD", "1\u{2009}234.50 USD");
    check("1\u{2009}234\u{202f}567 usd", "1\u{2009}234\u{2009}567.00 USD");
    check("-1234567.89 EUR", "-1\u{2009}234\u{2009}567.89 EUR");
    check("-123 EUR", "-123.00 EUR");
    check("-12 345 EUR", "-12\u{2009}345.00 EUR");
    check("0.05 EUR", "0.05 EUR");
    check("1234 JPY", "1\u{2009}234 JPY");
    check("1.234 KWD", "1.234 KWD");
}

#[test]
fn refuses_other_texts() {
    check("1234.5", "error: expected an amount and a currency, got \"1234.5\"");
    check("1234.567 USD", "error: expected at most 2 decimals, got 3");
    check("1.5 VND", "error: expected at most 0 decimals, got 1");
    check("1,234.5 USD", "error: expected a digit at position 2, got ','");
    check("1 2 USD", "error: expected an amount and a currency, got \"1 2\"");
    check("1234 567 USD", "error: expected an amount and a currency, got \"1234 567\"");
    check("12 US", "error: expected 3 letters, got 2");
    check(" USD", "error: expected an amount and a currency, got \" USD\"");
}

#[test]
fn reads_a_number_of_a_known_currency() {
    assert_eq!(Money::parse("1234.5", Currency::USD), Ok(usd(123_450)));
    assert_eq!(Money::parse(" 3200 ", Currency::USD), Ok(usd(320_000)));
}

#[test]
fn refuses_to_add_currencies() {
    let euros = Money::from_minor(100, Currency::EUR);
    let error = usd(100).checked_add(euros).unwrap_err();
    assert_eq!(error, MoneyError::Currency { expected: Currency::USD, found: Currency::EUR });
    assert_eq!(error.to_string(), "expected an amount in USD, got EUR");
    assert!(usd(100).checked_sub(euros).is_err());
    assert_eq!(usd(100).checked_sub(usd(150)), Ok(usd(-50)));
    assert_eq!(usd(i64::MAX).checked_add(usd(1)), Err(MoneyError::OutOfRange));
    assert_eq!(usd(3).checked_mul(4), Ok(usd(12)));
    assert_eq!(Money::zero(Currency::USD), usd(0));
}

#[test]
fn ratios_round_half_away_from_zero() {
    let ratio = |minor, numerator, denominator| {
        usd(minor).times_ratio(numerator, NonZeroI64::new(denominator).unwrap()).map(Money::minor)
    };
    // A rate of 12.34 per tonne for 25,500 kg is 314.67.
    assert_eq!(ratio(1_234, 25_500, 1_000), Ok(31_467));
    assert_eq!(ratio(1, 1, 2), Ok(1));
    assert_eq!(ratio(-1, 1, 2), Ok(-1));
    assert_eq!(ratio(1, 1, 3), Ok(0));
    assert_eq!(ratio(2, 1, 3), Ok(1));
    assert_eq!(ratio(5, 1, -2), Ok(-3));
    assert_eq!(ratio(i64::MAX, 2, 2), Ok(i64::MAX));
    assert_eq!(ratio(i64::MIN, i64::MIN, i64::MIN), Ok(i64::MIN));
    assert_eq!(ratio(i64::MAX, 2, 1), Err(MoneyError::OutOfRange));
}

proptest! {
    #[test]
    fn prints_and_reads_back(minor: i64, code in "[A-Z]{3}|JPY|KWD|CLF") {
        let money = Money::from_minor(minor, code.parse().unwrap());
        prop_assert_eq!(money.to_string().parse(), Ok(money));
    }

    #[test]
    fn a_refund_mirrors_its_charge(minor in -1_000_000..1_000_000_i64, part in 0..1_000_000_i64, whole in 1..10_000_i64) {
        let ratio = |minor| usd(minor).times_ratio(part, NonZeroI64::new(whole).unwrap()).unwrap().minor();
        prop_assert_eq!(ratio(minor), -ratio(-minor));
        prop_assert!((ratio(minor) * whole - minor * part).abs() * 2 <= whole);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,14}|[-0-9. ]{0,12} [A-Z]{3}") {
        if let Ok(money) = text.parse::<Money>() {
            prop_assert_eq!(money.to_string().parse(), Ok(money));
        }
    }
}
