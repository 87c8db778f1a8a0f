use proptest::prelude::*;

use super::*;

fn check(text: &str, expected: &str) {
    let read = text.parse::<Unlocode>();
    assert_eq!(read.map_or_else(|error| format!("error: {error}"), |code| code.grouped()), expected);
}

#[test]
fn reads_locations() {
    check("CNLYG", "CN LYG");
    check("CN LYG", "CN LYG");
    check(" kzala ", "KZ ALA");
    check("US2AB", "US 2AB");
}

#[test]
fn rejects_other_shapes() {
    check("CNLY", "error: expected 5 letters and digits, got 4");
    check("CNLYGG", "error: expected 5 letters and digits, got 6");
    check("C2LYG", "error: expected a letter A-Z at position 2, got '2'");
    check("CNLY0", "error: expected a letter A-Z or digit 2-9 at position 5, got '0'");
    check("CN1YG", "error: expected a letter A-Z or digit 2-9 at position 3, got '1'");
    check("CNLYG-BASE", "error: expected 5 letters and digits, got 10");
}

#[test]
fn knows_its_country() {
    let code: Unlocode = "KZALA".parse().unwrap();
    assert_eq!(code.country().as_str(), "KZ");
    assert_eq!("xk".parse::<CountryCode>().unwrap().to_string(), "XK");
    assert_eq!("CHN".parse::<CountryCode>().unwrap_err().to_string(), "expected 2 letters, got 3");
}

proptest! {
    #[test]
    fn prints_and_reads_back(text in "[A-Z]{2}[A-Z2-9]{3}") {
        let code: Unlocode = text.parse().unwrap();
        prop_assert_eq!(code.to_string(), text.as_str());
        prop_assert_eq!(code.grouped().parse(), Ok(code));
        prop_assert_eq!(code.country().to_string().parse(), Ok(code.country()));
    }
}
