use proptest::prelude::*;

use super::*;

fn check(text: &str, expected: &str) {
    let read = text.parse::<HsCode>();
    assert_eq!(read.map_or_else(|error| format!("error: {error}"), |code| code.to_string()), expected);
}

fn check_un(text: &str, expected: &str) {
    let read = text.parse::<UnNumber>();
    assert_eq!(read.map_or_else(|error| format!("error: {error}"), |code| code.to_string()), expected);
}

fn hs(text: &str) -> HsCode {
    text.parse().unwrap()
}

#[test]
fn reads_chapters_headings_and_subheadings() {
    check("10", "10");
    check("1001", "1001");
    check("10.01", "1001");
    check("100199", "1001.99");
    check("1001.99", "1001.99");
    check(" 1001 99 ", "1001.99");
    check("1001.00", "1001.00");
}

#[test]
fn rejects_other_codes() {
    check("", "error: expected 2, 4 or 6 digits, got 0");
    check("100", "error: expected 2, 4 or 6 digits, got 3");
    check("10019900", "error: expected 2, 4 or 6 digits, got 8");
    check("10X1", "error: expected a digit at position 3, got 'X'");
    check("00", "error: expected a chapter 01 to 99, got \"00\"");
}

#[test]
fn a_code_is_within_its_prefixes() {
    for prefix in ["10", "1001", "1001.99"] {
        assert!(hs("1001.99").is_within(&hs(prefix)), "{prefix}");
    }
    for other in ["11", "1002", "1001.11"] {
        assert!(!hs("1001.99").is_within(&hs(other)), "{other}");
    }
    assert!(!hs("10").is_within(&hs("1001")));
    assert_eq!(hs("1001.99").chapter(), hs("10"));
}

#[test]
fn a_chapter_sorts_before_its_headings() {
    let mut codes = ["1101", "1001.99", "10", "1001", "1001.11"].map(hs);
    codes.sort();
    assert_eq!(codes.map(|code| code.to_string()), ["10", "1001", "1001.11", "1001.99", "1101"]);
}

#[test]
fn a_railway_code_begins_with_the_subheading() {
    assert_eq!(HsCode::from_railway_code("10019900"), Ok(hs("1001.99")));
    let short = HsCode::from_railway_code("1001990").unwrap_err();
    assert_eq!(short.to_string(), "expected 8 digits, got 7");
}

#[test]
fn reads_un_numbers() {
    for text in ["1263", "UN1263", "UN 1263", "un1263", " UN 1263 "] {
        check_un(text, "UN1263");
    }
    check_un("0004", "UN0004");
    check_un("126", "error: expected 4 digits, got 3");
    check_un("0000", "error: expected a number 0001 to 9999, got \"0000\"");
    check_un("NA1263", "error: expected a digit at position 1, got 'N'");
}

proptest! {
    #[test]
    fn hs_prints_and_reads_back(text in "[1-9][0-9]|[1-9][0-9]{3}|[1-9][0-9]{5}") {
        let code = hs(&text);
        prop_assert_eq!(code.as_str(), text.as_str());
        prop_assert_eq!(code.to_string().parse(), Ok(code));
        prop_assert!(code.is_within(&code.chapter()) && code.is_within(&code));
    }

    #[test]
    fn un_prints_and_reads_back(number in 1..=9999_u16) {
        let code: UnNumber = format!("{number:04}").parse().unwrap();
        prop_assert_eq!(code.to_string().parse(), Ok(code));
    }
}
