use proptest::prelude::*;

use super::*;

fn check(text: &str, expected: Result<(&str, CheckDigit), &str>) {
    let read = ImoNumber::parse_lenient(text).map(|(number, check)| (number.to_string(), check));
    let expected = expected.map(|(number, check)| (number.to_owned(), check));
    assert_eq!(read.map_err(|error| error.to_string()), expected.map_err(str::to_owned));
}

#[test]
fn reads_published_numbers() {
    check("9319466", Ok(("9319466", CheckDigit::Matches)));
    check("IMO 8814275", Ok(("8814275", CheckDigit::Matches)));
    check("imo9354351", Ok(("9354351", CheckDigit::Matches)));
}

#[test]
fn a_wrong_check_digit_is_a_warning() {
    check("8814274", Ok(("8814274", CheckDigit::Differs { expected: 5, found: 4 })));
    assert!("8814274".parse::<ImoNumber>().is_ok());
}

#[test]
fn rejects_other_shapes() {
    check("931946", Err("expected 7 digits, got 6"));
    check("MMSI 931946", Err("expected a digit at position 1, got 'M'"));
    check("IMO", Err("expected 7 digits, got 0"));
    check("ÖÖ", Err("expected a digit at position 1, got 'Ö' (U+00D6)"));
}

proptest! {
    #[test]
    fn prints_and_reads_back(code in "[0-9]{7}") {
        let (number, check) = ImoNumber::parse_lenient(&code).unwrap();
        let sum: u32 = code.chars().take(6).zip(0..).map(|(d, i)| d.to_digit(10).unwrap() * (7 - i)).sum();
        prop_assert_eq!(number.to_string().parse(), Ok(number));
        prop_assert_eq!(check == CheckDigit::Matches, (sum % 10).to_string() == code[6..]);
    }
}
