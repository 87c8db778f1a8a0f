use proptest::prelude::*;

use super::*;

fn check(text: &str, expected: &str) {
    let read = text.parse::<Minute>();
    assert_eq!(read.map_or_else(|error| format!("error: {error}"), |minute| minute.to_string()), expected);
}

fn minute(text: &str) -> Minute {
    text.parse().unwrap()
}

#[test]
fn reads_and_prints_instants() {
    check("1970-01-01T00:00Z", "1970-01-01T00:00:00Z");
    check("2024-03-01T05:00:00+05:00", "2024-03-01T00:00:00Z");
    check(" 2026-11-22T12:34:00Z ", "2026-11-22T12:34:00Z");
    check("1969-12-31T23:59:00Z", "1969-12-31T23:59:00Z");
    assert_eq!(minute("1970-01-02T00:01Z"), Minute::new(1_441));
}

#[test]
fn refuses_other_texts() {
    check("2024-03-01T00:00:30Z", "error: expected a whole minute, got 2024-03-01T00:00:30Z");
    check(
        "2024-03-01T00:00:00",
        "error: expected an instant such as 2024-03-01T00:00:00Z, got \"2024-03-01T00:00:00\"",
    );
    check("9000-01-01T00:00Z", "error: expected a time within 4083 years of 1970, got 9000-01-01T00:00:00Z");
}

#[test]
fn seconds_are_cut_off_or_rounded_up() {
    let down_up = |text: &str| {
        let timestamp = text.parse().unwrap();
        (
            Minute::from_timestamp(timestamp).unwrap().get(),
            Minute::from_timestamp_up(timestamp).unwrap().get(),
        )
    };
    assert_eq!(down_up("1970-01-01T00:01:00Z"), (1, 1));
    assert_eq!(down_up("1970-01-01T00:01:01Z"), (1, 2));
    assert_eq!(down_up("1970-01-01T00:01:00.000000001Z"), (1, 2));
    assert_eq!(down_up("1969-12-31T23:59:59Z"), (-1, 0));
    assert_eq!(down_up("1969-12-31T23:59:00Z"), (-1, -1));
    assert_eq!(down_up("1969-12-31T23:59:59.5Z"), (-1, 0));
    assert_eq!(down_up("1969-12-31T23:58:59.5Z"), (-2, -1));
}

#[test]
fn prints_the_local_time_with_its_zone() {
    let local = |text, zone: &str| minute(text).rfc3339_local(&zone.parse().unwrap());
    assert_eq!(local("2024-03-31T01:30Z", "Europe/Berlin"), "2024-03-31T03:30:00+02:00[Europe/Berlin]");
    assert_eq!(local("2024-02-29T17:59Z", "Asia/Almaty"), "2024-02-29T23:59:00+06:00[Asia/Almaty]");
    assert_eq!(local("2024-02-29T18:00Z", "Asia/Almaty"), "2024-02-29T23:00:00+05:00[Asia/Almaty]");
    assert_eq!(local("2024-03-01T00:00Z", "Asia/Almaty"), "2024-03-01T05:00:00+05:00[Asia/Almaty]");
    assert_eq!(local("2024-03-01T00:00Z", "Asia/Shanghai"), "2024-03-01T08:00:00+08:00[Asia/Shanghai]");
    assert_eq!(local("2024-03-01T00:00Z", "UTC"), "2024-03-01T00:00:00+00:00[UTC]");
}

#[test]
fn arithmetic_reports_or_holds_overflow() {
    let start = minute("2026-01-01T00:00Z");
    assert_eq!(start.checked_add(Minutes::from_days(1)), Some(minute("2026-01-02T00:00Z")));
    assert_eq!(start.checked_sub(Minutes::from_hours(1)), Some(minute("2025-12-31T23:00Z")));
    assert_eq!(start.saturating_add(Minutes::new(5)).since(start), Minutes::new(5));
    assert_eq!(start.since(start.saturating_add(Minutes::new(5))), Minutes::new(-5));
    assert_eq!(Minute::MAX.checked_add(Minutes::new(1)), None);
    assert_eq!(Minute::MAX.saturating_add(Minutes::from_days(60)), Minute::MAX);
    assert_eq!(Minute::MIN.saturating_sub(Minutes::new(1)), Minute::MIN);
    assert_eq!(Minute::MAX.since(Minute::MIN), Minutes::MAX);
}

#[test]
fn the_ends_of_the_range_have_timestamps() {
    assert_eq!(Minute::MAX.to_string(), "6053-01-23T02:07:00Z");
    assert_eq!(Minute::try_from(Minute::MIN.timestamp()), Ok(Minute::MIN));
}

proptest! {
    #[test]
    fn prints_and_reads_back(minutes: i32) {
        let minute = Minute::new(minutes);
        prop_assert_eq!(minute.to_string().parse(), Ok(minute));
        prop_assert_eq!(Minute::try_from(Timestamp::from(minute)), Ok(minute));
        prop_assert_eq!(Minute::from_timestamp_up(minute.timestamp()), Ok(minute));
    }
}
