use proptest::prelude::*;

use super::*;

fn check(text: &str, places: usize, expected: &str) {
    let read = parse_scaled(text, places);
    assert_eq!(read.map_or_else(|error| format!("error: {error}"), |value| value.to_string()), expected);
}

#[test]
fn reads_exact_decimals() {
    check("1234.5", 2, "123450");
    check("-0.05", 2, "-5");
    check("+7", 0, "7");
    check("1.500", 1, "15");
    check("3.0", 0, "3");
    check("-9223372036854775808", 0, "-9223372036854775808");
    check("9223372036854775.807", 3, "9223372036854775807");
}

#[test]
fn refuses_what_is_not_exact_or_no_number() {
    check("0.125", 2, "error: expected at most 2 decimals, got 3");
    check("9223372036854775808", 0, "error: expected a number within 64 bits, got \"9223372036854775808\"");
    check(
        "99999999999999999999999999",
        3,
        "error: expected a number within 64 bits, got \"99999999999999999999999999\"",
    );
    check("", 2, "error: expected digits, got \"\"");
    check("-", 2, "error: expected digits, got \"-\"");
    check(".5", 2, "error: expected digits, got \".5\"");
    check("5.", 2, "error: expected digits, got \"5.\"");
    check("1,5", 2, "error: expected a digit at position 2, got ','");
    check("1e5", 2, "error: expected a digit at position 2, got 'e'");
    check("--5", 2, "error: expected a digit at position 2, got '-'");
    check("1.2.3", 2, "error: expected a digit at position 4, got '.'");
    check("٣", 0, "error: expected a digit at position 1, got '٣'");
}

#[test]
fn prints_at_least_the_wanted_decimals() {
    let printed = [(123_450, 2, 0), (123_450, 2, 2), (-5, 2, 2), (0, 3, 0), (7, 0, 2), (1, 6, 0)]
        .map(|(value, places, shown)| format_scaled(value, places, shown));
    assert_eq!(printed, ["1234.5", "1234.50", "-0.05", "0", "7", "0.000001"]);
}

proptest! {
    #[test]
    fn prints_and_reads_back(value: i64, places in 0..=9_usize, shown in 0..=9_usize) {
        prop_assert_eq!(parse_scaled(&format_scaled(value, places, shown), places), Ok(value));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,12}|[-+0-9.]{0,24}", places in 0..=9_usize) {
        if let Ok(value) = parse_scaled(&text, places) {
            prop_assert_eq!(parse_scaled(&format_scaled(value, places, 0), places), Ok(value));
        }
    }
}
