use proptest::prelude::*;

use super::*;

fn check(text: &str, expected: &str) {
    let shown = match text.parse::<TrainIndex>() {
        Ok(index) => index.to_string(),
        Err(error) => format!("error {}: {error}", error.code()),
    };
    assert_eq!(shown, expected);
}

#[test]
fn reads_the_usual_notations() {
    for text in ["4860 123 7050", "4860-123-7050", "4860+123+7050", "  4860  123\t7050 "] {
        check(text, "4860 123 7050");
    }
    check("6700 15 6980", "6700 015 6980");
    check("0012 1 0340", "0012 001 0340");
}

#[test]
fn rejects_what_is_none() {
    for text in [
        "",
        "4860 123",
        "4860 123 7050 1",
        "48600 123 7050",
        "486 123 7050",
        "4860 1234 7050",
        "4860 12A 7050",
        "٤860 123 7050",
        "0000 000 0000",
        "4860 000 7050",
        "0000 123 7050",
    ] {
        check(
            text,
            &format!("error code.value: expected a train's index such as 4860 123 7050, got {text:?}"),
        );
    }
}

#[test]
fn parts_are_what_was_written() {
    let index: TrainIndex = "0480 7 7050".parse().unwrap();
    assert_eq!((index.forming(), index.consist(), index.destination()), ("0480".into(), 7, "7050".into()));
}

proptest! {
    #[test]
    fn prints_and_reads_back(text in "[0-9]{3}[1-9] [0-9]{2}[1-9] [1-9][0-9]{3}") {
        prop_assert_eq!(text.parse::<TrainIndex>().unwrap().to_string(), text);
    }

    #[test]
    fn never_panics(text in "\\PC{0,60}") {
        drop(text.parse::<TrainIndex>());
    }
}
