use proptest::prelude::*;

use super::*;

fn check(text: &str, expected: &str) {
    let shown = match EsrStation::parse_lenient(text) {
        Ok((station, CheckDigit::Matches)) => station.to_string(),
        Ok((station, CheckDigit::Differs { expected, found })) => {
            format!("{station} expected {expected} found {found}")
        }
        Err(error) => format!("error: {error}"),
    };
    assert_eq!(shown, expected);
}

#[test]
fn reads_published_stations() {
    for code in ["888004", "523505", "254905", "510806", "183502", "980003", "985906", "628406", "936903"] {
        check(code, code);
    }
}

#[test]
fn a_second_pass_replaces_a_remainder_of_ten() {
    // 1*1 + 0*2 + 0*3 + 1*4 + 1*5 = 10; second pass 1*3 + 1*6 + 1*7 = 16 = 5 mod 11.
    check("100115", "100115");
    // 5*2 = 10; second pass 5*4 = 20 = 9 mod 11.
    check("050009", "050009");
}

#[test]
fn pads_lost_zeros() {
    check("50009", "050009");
    check(" 50009 ", "050009");
}

#[test]
fn a_wrong_check_digit_is_a_warning() {
    check("888005", "888005 expected 4 found 5");
}

#[test]
fn rejects_other_shapes() {
    check("", "error: expected 6 digits, got 0");
    check("8880040", "error: expected 6 digits, got 7");
    check("88800А", "error: expected a digit at position 6, got 'А' (U+0410)");
}

/// The definition, independent of the code under test.
fn defined_check_digit(five: &str) -> u32 {
    let pass =
        |first: u32| five.chars().zip(first..).map(|(d, w)| d.to_digit(10).unwrap() * w).sum::<u32>() % 11;
    if pass(1) < 10 { pass(1) } else { pass(3) % 10 }
}

proptest! {
    #[test]
    fn prints_and_reads_back(code in "[0-9]{6}") {
        let (station, check) = EsrStation::parse_lenient(&code).unwrap();
        prop_assert_eq!(station.to_string(), code.as_str());
        prop_assert_eq!(check == CheckDigit::Matches, defined_check_digit(&code[..5]).to_string() == code[5..]);
    }
}
