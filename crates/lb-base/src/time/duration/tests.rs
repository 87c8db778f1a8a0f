use proptest::prelude::*;

use super::*;

fn check(text: &str, expected: &str) {
    let read = text.parse::<Minutes>();
    assert_eq!(read.map_or_else(|error| format!("error: {error}"), |value| value.to_string()), expected);
}

fn check_refused(text: &str) {
    check(text, &format!("error: expected a duration such as 14d, 48h, 90m or 1d12h, got {text:?}"));
}

#[test]
fn reads_and_prints_durations() {
    check("48h", "2d");
    check("14d", "14d");
    check("90m", "90m");
    check("36h", "36h");
    check("0h", "0m");
    check("1d12h", "36h");
    check(" 1d 12h 30m ", "2190m");
    check("-90m", "-90m");
    check("-1d", "-1d");
    assert_eq!("48h".parse(), Ok(Minutes::from_hours(48)));
}

#[test]
fn refuses_other_texts() {
    for text in
        ["", "-", "--1d", "48", "h", "1.5h", "12h1d", "1h1h", "1d -2h", "1w", "1 d", "48H", "1d2", "１d"]
    {
        check_refused(text);
    }
}

#[test]
fn refuses_what_does_not_fit() {
    check("1491309d", "error: expected a time within 4083 years of 1970, got 1491309d");
    check(
        "99999999999999999999d",
        "error: expected a time within 4083 years of 1970, got 99999999999999999999d",
    );
}

#[test]
fn constructors_hold_the_ends() {
    assert_eq!(Minutes::from_days(i32::MAX), Minutes::MAX);
    assert_eq!(Minutes::MAX.checked_add(Minutes::new(1)), None);
    assert_eq!(Minutes::MAX.saturating_add(Minutes::new(1)), Minutes::MAX);
    assert_eq!(Minutes::ZERO.checked_sub(Minutes::new(1)), Some(Minutes::new(-1)));
    assert_eq!(Minutes::from_hours(1).saturating_sub(Minutes::new(61)), Minutes::new(-1));
}

proptest! {
    #[test]
    fn prints_and_reads_back(minutes: i32) {
        prop_assert_eq!(Minutes::new(minutes).to_string().parse(), Ok(Minutes::new(minutes)));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,10}|[-0-9dhm ]{0,16}") {
        if let Ok(duration) = text.parse::<Minutes>() {
            prop_assert_eq!(duration.to_string().parse(), Ok(duration));
        }
    }
}
