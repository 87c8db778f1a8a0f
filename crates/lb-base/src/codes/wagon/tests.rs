use proptest::prelude::*;

use super::*;

fn check_12(text: &str, expected: &str) {
    let read = text.parse::<WagonNumber12>();
    assert_eq!(read.map_or_else(|error| format!("error: {error}"), |number| number.to_string()), expected);
}

fn check_8(text: &str, expected: Result<CheckDigit, &str>) {
    let read = WagonNumber8::parse_lenient(text).map(|(_, check)| check).map_err(|error| error.to_string());
    assert_eq!(read, expected.map_err(str::to_owned));
}

#[test]
fn reads_published_12_digit_numbers() {
    for number in [
        "218015590845",
        "218124712173",
        "337078990476",
        "378446670192",
        "518008430010",
        "608099261877",
        "937037400218",
    ] {
        check_12(number, number);
    }
}

#[test]
fn reads_separators_and_marks() {
    for text in [
        "21 80 1559 084-5",
        "21.80.1559.084-5",
        "21 RIV 80 D-DB 1559 084-5",
        "21 TEN 80 D 1559 084-5",
        "21RIV80 1559 084-5",
        "21 80 155 9 084/5 RIV",
        "21 80 A-ÖBB 1559 084-5",
    ] {
        check_12(text, "218015590845");
    }
}

#[test]
fn rejects_wrong_12_digit_numbers() {
    check_12("218015590846", "error: expected check digit 5, got 6");
    check_12("21801559084", "error: expected 12 digits, got 11");
    check_12("2180155908455", "error: expected 12 digits, got 13");
    check_12("21 80 1559 O84-5", "error: expected a digit at position 12, got 'O'");
    check_12("", "error: expected 12 digits, got 0");
}

#[test]
fn prints_12_digits_in_groups() {
    assert_eq!("378446670192".parse::<WagonNumber12>().unwrap().grouped(), "37 84 4667 019-2");
}

#[test]
fn a_wrong_check_digit_of_8_digits_is_a_warning() {
    check_8("45488855", Ok(CheckDigit::Matches));
    check_8("62439641", Ok(CheckDigit::Matches));
    check_8("6243 9641", Ok(CheckDigit::Matches));
    check_8("21661490", Ok(CheckDigit::Differs { expected: 1, found: 0 }));
    check_8("2166149", Err("expected 8 digits, got 7"));
    check_8("2166149A", Err("expected a digit at position 8, got 'A'"));
}

#[test]
fn the_first_digit_names_the_kind() {
    let kind = |first: u32| format!("{first}5488855").parse::<WagonNumber8>().unwrap().kind();
    assert_eq!(
        [2, 4, 5, 6, 7, 8].map(kind),
        [
            WagonKind::Covered,
            WagonKind::Flat,
            WagonKind::Private,
            WagonKind::Gondola,
            WagonKind::Tank,
            WagonKind::Isothermal
        ]
    );
    assert_eq!([0, 1, 3, 9].map(kind), [WagonKind::Other; 4]);
}

/// Returns the check digit by the definition over place and digit sum, independent of the code under test.
fn defined_check_digit(digits: &str) -> u32 {
    let doubled_digit_sum = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];
    let values = digits.chars().rev().map(|symbol| symbol.to_digit(10).unwrap());
    let sum: u32 = values
        .zip([true, false].into_iter().cycle())
        .map(
            |(value, doubles)| {
                if doubles { doubled_digit_sum[usize::try_from(value).unwrap()] } else { value }
            },
        )
        .sum();
    (10 - sum % 10) % 10
}

proptest! {
    #[test]
    fn every_valid_number_prints_and_reads_back(stem in "[0-9]{11}") {
        let number = format!("{stem}{}", defined_check_digit(&stem));
        let read: WagonNumber12 = number.parse().unwrap();
        prop_assert_eq!(read.to_string(), number);
        prop_assert_eq!(read.grouped().parse::<WagonNumber12>(), Ok(read));
    }

    #[test]
    fn eight_digits_print_and_read_back(number in "[0-9]{8}") {
        let (read, check) = WagonNumber8::parse_lenient(&number).unwrap();
        let matches = defined_check_digit(&number[..7]).to_string() == number[7..];
        prop_assert_eq!(read.to_string().parse(), Ok(read));
        prop_assert_eq!(check == CheckDigit::Matches, matches);
    }

    /// Luhn detects every single wrong digit: doubling with digit sums is a permutation of the digits.
    #[test]
    fn every_single_wrong_digit_is_detected(stem in "[0-9]{11}") {
        let number = format!("{stem}{}", defined_check_digit(&stem));
        for (place, old) in number.char_indices() {
            for new in ('0'..='9').filter(|new| *new != old) {
                let mut wrong = number.clone();
                wrong.replace_range(place..=place, &new.to_string());
                prop_assert!(wrong.parse::<WagonNumber12>().is_err(), "{} {}", number, wrong);
            }
        }
    }
}
