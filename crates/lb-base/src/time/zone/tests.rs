use proptest::prelude::*;

use super::*;

fn zone(name: &str) -> Zone {
    name.parse().unwrap()
}

/// Checks the instant of a local time given as `2024-03-31 150` (date and minute of the day).
fn check(name: &str, local: &str, expected: &str) {
    let (date, minute_of_day) = local.split_once(' ').unwrap();
    let instant = local_minute(date.parse().unwrap(), minute_of_day.parse().unwrap(), &zone(name));
    assert_eq!(instant.to_string(), expected, "{name} {local}");
}

#[test]
fn reads_names_of_the_data() {
    assert_eq!(zone("asia/almaty").to_string(), "Asia/Almaty");
    assert_eq!(zone(" UTC "), Zone::UTC);
    for name in ["Asia/Urumqii", "", "+05:00", "Etc/Unknown", "CEST"] {
        let error = name.parse::<Zone>().unwrap_err();
        let expected = format!("expected an IANA time zone such as Asia/Almaty, got {name:?}");
        assert_eq!(error.to_string(), expected);
    }
    assert!(zone("Asia/Almaty") < zone("Europe/Berlin"));
}

#[test]
fn a_time_in_a_gap_moves_later_by_its_length() {
    for name in ["Europe/Berlin", "Europe/Warsaw"] {
        check(name, "2024-03-31 119", "2024-03-31T00:59:00Z");
        // 02:30 does not exist: 03:30 summer time.
        check(name, "2024-03-31 120", "2024-03-31T01:00:00Z");
        check(name, "2024-03-31 150", "2024-03-31T01:30:00Z");
        check(name, "2024-03-31 180", "2024-03-31T01:00:00Z");
        check(name, "2024-03-31 210", "2024-03-31T01:30:00Z");
    }
}

#[test]
fn a_time_in_an_overlap_is_the_earlier_one() {
    for name in ["Europe/Berlin", "Europe/Warsaw"] {
        check(name, "2024-10-27 119", "2024-10-26T23:59:00Z");
        // 02:30 exists at 00:30Z and 01:30Z.
        check(name, "2024-10-27 120", "2024-10-27T00:00:00Z");
        check(name, "2024-10-27 150", "2024-10-27T00:30:00Z");
        check(name, "2024-10-27 180", "2024-10-27T02:00:00Z");
    }
}

#[test]
fn summer_time_rules_go_on_in_later_years() {
    check("Europe/Berlin", "2040-07-01 720", "2040-07-01T10:00:00Z");
    check("Europe/Warsaw", "2040-01-01 720", "2040-01-01T11:00:00Z");
}

#[test]
fn almaty_went_back_an_hour_in_march_2024() {
    check("Asia/Almaty", "2024-02-29 720", "2024-02-29T06:00:00Z");
    // Clocks went from 24:00 back to 23:00: 23:30 on 29 February is the earlier, still +6.
    check("Asia/Almaty", "2024-02-29 1410", "2024-02-29T17:30:00Z");
    check("Asia/Almaty", "2024-03-01 0", "2024-02-29T19:00:00Z");
    check("Asia/Almaty", "2024-03-01 720", "2024-03-01T07:00:00Z");
}

#[test]
fn beijing_time_is_three_hours_ahead_at_the_border() {
    check("Asia/Shanghai", "2024-03-01 720", "2024-03-01T04:00:00Z");
    check("Asia/Shanghai", "2026-07-01 720", "2026-07-01T04:00:00Z");
}

#[test]
fn the_minute_counts_on_the_clock_beyond_the_day() {
    check("Asia/Shanghai", "2024-12-31 1500", "2024-12-31T17:00:00Z");
    check("Asia/Shanghai", "2024-01-01 -60", "2023-12-31T15:00:00Z");
    // Fourteen days of clock time across the change to summer time.
    check("Europe/Berlin", "2024-03-24 20160", "2024-04-06T22:00:00Z");
}

#[test]
fn the_ends_of_the_range_hold() {
    assert_eq!(local_minute(Date::MAX, 0, &Zone::UTC), Minute::MAX);
    assert_eq!(local_minute(Date::MIN, 0, &Zone::UTC), Minute::MIN);
    assert_eq!(local_minute(Date::MAX, i32::MAX, &Zone::UTC), Minute::MAX);
    assert_eq!(local_minute(Date::MIN, i32::MIN, &Zone::UTC), Minute::MIN);
}

proptest! {
    /// A local time that was printed from an instant gives that instant, or the earlier twin of an overlap.
    #[test]
    fn local_times_return_to_their_instant(minutes in 25_000_000..45_000_000_i32, name in prop::sample::select(
        vec!["Europe/Berlin", "Europe/Warsaw", "Asia/Almaty", "Asia/Shanghai", "Australia/Lord_Howe"],
    )) {
        let (instant, zone) = (Minute::new(minutes), zone(name));
        let local = instant.zoned(&zone).datetime();
        let minute_of_day = i32::from(local.hour()) * 60 + i32::from(local.minute());
        let back = local_minute(local.date(), minute_of_day, &zone);
        prop_assert!(back <= instant);
        prop_assert_eq!(back.zoned(&zone).datetime(), local);
    }
}
