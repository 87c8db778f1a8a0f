use proptest::prelude::*;

use super::*;

fn check(text: &str, minor_digits: usize) {
    assert_eq!(text.parse::<Currency>().unwrap().minor_digits(), minor_digits, "{text}");
}

#[test]
fn knows_the_exceptions_from_two_decimals() {
    for text in ["JPY", "KRW", "VND", "CLP", "ISK", "XOF"] {
        check(text, 0);
    }
    for text in ["KWD", "BHD", "OMR", "IQD"] {
        check(text, 3);
    }
    check("CLF", 4);
    for text in ["USD", "EUR", "CNY", "KZT", "RUB", "PLN", "UZS", "usd"] {
        check(text, 2);
    }
}

#[test]
fn rejects_other_shapes() {
    assert_eq!("US".parse::<Currency>().unwrap_err().to_string(), "expected 3 letters, got 2");
    let symbol = "€UR".parse::<Currency>().unwrap_err();
    assert_eq!(symbol.to_string(), "expected a letter A-Z at position 1, got '€' (U+20AC)");
}

proptest! {
    #[test]
    fn prints_and_reads_back(text in "[A-Z]{3}") {
        prop_assert_eq!(text.parse::<Currency>().unwrap().to_string(), text);
    }
}
