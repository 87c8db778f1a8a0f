use super::*;

const WEEK: &str = "monday,tuesday,wednesday,thursday,friday,saturday,sunday";

fn calendar(rows: &str) -> String {
    format!("# calendar.txt\nservice_id,{WEEK},start_date,end_date\n{rows}\n")
}

/// Prints the dates on which the first trip runs.
fn dates(feed: &Feed) -> String {
    let calendar = &feed.calendars[wide(feed.trips[0].calendar)];
    let mut date = feed.first_day;
    let mut text = String::new();
    for day in 0..narrow(feed.day_base.len()) {
        if calendar.has(day) {
            text += &format!("{date}\n");
        }
        date = date.tomorrow().unwrap();
    }
    text
}

fn check_dates(changes: &str, expected: &str) {
    let (feed, problems) = read(changes);
    same(&(dates(&feed) + &printed(&problems)), expected);
}

/// 2026-06-01 is a Monday.
#[test]
fn weekdays_between_two_dates_both_included() {
    check_dates(
        &calendar("D,1,0,0,0,1,0,1,20260601,20260608"),
        "2026-06-01\n2026-06-05\n2026-06-07\n2026-06-08",
    );
}

#[test]
fn exceptions_add_and_remove_days() {
    check_dates(
        &(calendar("D,1,0,0,0,0,0,0,20260601,20260615")
            + "# calendar_dates.txt\nservice_id,date,exception_type\nD,20260608,2\nD,20260530,1\nD,20260701,2\n"),
        "2026-05-30\n2026-06-01\n2026-06-15",
    );
}

#[test]
fn calendar_may_be_missing() {
    check_dates(
        "# no calendar.txt\n# calendar_dates.txt\nservice_id,date,exception_type\nD,20240229,1\nD,20240302,1\n",
        "2024-02-29\n2024-03-02",
    );
}

#[test]
fn without_both_there_is_no_feed() {
    check_problems(
        "# no calendar.txt\n",
        "calendar.txt:0: expected this file or calendar_dates.txt, found neither [gtfs.missing_file]",
    );
}

#[test]
fn bad_calendar_rows() {
    let row = |row: &str, problem: &str| {
        let all = format!("D,1,1,1,1,1,1,1,20260601,20260601\n{row}");
        check_dates(&calendar(&all), &format!("2026-06-01\ncalendar.txt:3: {problem}"));
    };
    row("C,1,1,1,1,1,1,2,20260601,20260602", "sunday: expected 0 or 1, found `2` [gtfs.bad_value]");
    row("C,1,1,1,1,1,1,,20260601,20260602", "sunday: expected 0 or 1, found nothing [gtfs.bad_value]");
    let date = "expected a date as YYYYMMDD, found";
    row("C,1,1,1,1,1,1,1,2026-06-01,20260602", &format!("start_date: {date} `2026-06-01` [gtfs.bad_value]"));
    row("C,1,1,1,1,1,1,1,20260601,20260631", &format!("end_date: {date} `20260631` [gtfs.bad_value]"));
    row(
        "C,1,1,1,1,1,1,1,20260602,20260601",
        "end_date: expected a date from 2026-06-02 on, found `20260601` [gtfs.bad_value]",
    );
    row(
        "D,0,0,0,0,0,0,0,20260601,20260601",
        "service_id: expected each service once, found it as on line 2 [gtfs.duplicate]",
    );
    row(
        ",1,1,1,1,1,1,1,20260601,20260601",
        "service_id: expected an id in UTF-8, found nothing [gtfs.bad_value]",
    );
}

#[test]
fn bad_exceptions() {
    let row = |row: &str, problem: &str| {
        let dates = format!("# calendar_dates.txt\nservice_id,date,exception_type\nD,20260603,1\n{row}\n");
        check_dates(
            &(calendar("D,1,0,0,0,0,0,0,20260601,20260601") + &dates),
            &format!("2026-06-01\n2026-06-03\ncalendar_dates.txt:3: {problem}"),
        );
    };
    row("D,20260604,3", "exception_type: expected 1 (added) or 2 (removed), found `3` [gtfs.bad_value]");
    row("D,tomorrow,1", "date: expected a date as YYYYMMDD, found `tomorrow` [gtfs.bad_value]");
    row(
        "D,20260603,2",
        "date: expected each date of a service once, found 2026-06-03 as on line 2 [gtfs.duplicate]",
    );
}

#[test]
fn no_day_of_service() {
    let (feed, problems) = read(&calendar("D,0,0,0,0,0,0,0,20260601,20260630"));
    assert_eq!((feed.day_base.len(), feed.calendars.len(), feed.trips.len()), (0, 1, 2));
    same(&printed(&problems), "calendar.txt:0: expected a day of service, found none [gtfs.no_service]");
}

#[test]
fn a_week_without_days_does_not_stretch_the_feed() {
    check_dates(
        &(calendar("D,0,0,0,0,0,0,0,20000101,20991231")
            + "# calendar_dates.txt\nservice_id,date,exception_type\nD,20260608,1\nD,20260609,1\n"),
        "2026-06-08\n2026-06-09",
    );
}

#[test]
fn equal_sets_of_days_are_kept_once() {
    let rows = "D,1,0,0,0,0,0,0,20260601,20260607\nC,1,1,0,0,0,0,0,20260601,20260601\nB,0,1,0,0,0,0,0,20260602,20260607";
    let (feed, _) = read(&calendar(rows));
    assert_eq!(feed.calendars.iter().map(|set| set.words().to_vec()).collect::<Vec<_>>(), [[1], [2]]);
    assert_eq!(feed.trips[0].calendar, 0);
}

#[test]
fn at_most_ten_years_are_read_those_with_the_most_dates() {
    let rows = "D,0,0,0,0,0,1,0,20260606,20260620\nC,1,0,0,0,0,0,0,20260601,20991231\nB,1,0,0,0,0,0,0,19260601,20260610";
    let (feed, problems) = read(&calendar(rows));
    same(
        &printed(&problems),
        "calendar.txt:0: expected at most 3660 days; those from 2021-06-07 to 2031-06-14 were read, \
         found days from 1926-06-01 to 2099-12-31 [gtfs.too_many_days]",
    );
    same(&dates(&feed), "2026-06-06\n2026-06-13\n2026-06-20");
    assert_eq!((feed.day_base.len(), feed.first_day.to_string().as_str()), (3_660, "2021-06-07"));
}

#[test]
fn the_dates_of_feed_info_say_which_days_matter() {
    let (feed, problems) = read(
        &(calendar("D,0,0,0,0,0,1,0,20000101,20991231")
            + "# feed_info.txt\nfeed_publisher_name,feed_start_date,feed_end_date\nP,20260101,20261231\n"),
    );
    assert_eq!(problems.len(), 1);
    let first = feed.first_day.to_string();
    assert!(first.starts_with("2021-"), "{first}");
}

/// Noon minus 12 hours is midnight, but 23:00 of the day before when clocks went forward in the night, and 01:00 when
/// they went back: times count evenly through the day from noon.
#[test]
fn the_day_base_is_noon_minus_twelve_hours() {
    let check = |zone: &str, days: [&str; 3], bases: [&str; 3]| {
        let (from, to) = (days[0].replace('-', ""), days[2].replace('-', ""));
        let (feed, problems) = read(
            &(format!("# agency.txt\nagency_id,agency_timezone\nA,{zone}\n")
                + &calendar(&format!("D,1,1,1,1,1,1,1,{from},{to}"))),
        );
        assert_eq!(problems, []);
        same(&dates(&feed), &days.join("\n"));
        let found = feed.day_base.iter().map(|&base| jiff::Timestamp::from_second(base).unwrap().to_string());
        assert_eq!(found.collect::<Vec<_>>(), bases);
    };
    check(
        "Europe/Berlin",
        ["2026-03-28", "2026-03-29", "2026-03-30"],
        ["2026-03-27T23:00:00Z", "2026-03-28T22:00:00Z", "2026-03-29T22:00:00Z"],
    );
    check(
        "Europe/Berlin",
        ["2026-10-24", "2026-10-25", "2026-10-26"],
        ["2026-10-23T22:00:00Z", "2026-10-24T23:00:00Z", "2026-10-25T23:00:00Z"],
    );
    check(
        "Asia/Almaty",
        ["2024-02-28", "2024-02-29", "2024-03-01"],
        // Almaty went from UTC+6 to UTC+5 on 2024-03-01 at 00:00.
        ["2024-02-27T18:00:00Z", "2024-02-28T18:00:00Z", "2024-02-29T19:00:00Z"],
    );
}

fn set(days: &[u32]) -> DaySet {
    let mut set = DaySet::default();
    days.iter().for_each(|&day| set.insert(day));
    set
}

#[test]
fn day_sets_find_days() {
    let days = set(&[0, 5, 63, 64, 130, 191]);
    let check = |day, next, last| {
        assert_eq!((days.next_from(day), days.last_to(day)), (next, last), "day {day}");
    };
    check(0, Some(0), Some(0));
    check(1, Some(5), Some(0));
    check(62, Some(63), Some(5));
    check(63, Some(63), Some(63));
    check(64, Some(64), Some(64));
    check(65, Some(130), Some(64));
    check(191, Some(191), Some(191));
    check(192, None, Some(191));
    check(100_000, None, Some(191));
    check(u32::MAX, None, Some(191));
    assert_eq!((days.len(), days.is_empty(), days.words().len()), (6, false, 3));
    assert_eq!((DaySet::default().next_from(0), DaySet::default().last_to(9)), (None, None));
}

#[test]
fn day_sets_without_their_last_days_are_equal_to_those_that_never_had_them() {
    let mut days = set(&[3, 200]);
    days.remove(200);
    days.remove(7_000);
    assert_eq!(days, set(&[3]));
    days.remove(3);
    assert!(days.is_empty() && days == DaySet::default());
}

/// Day sets against a twin of booleans, on days that follow no pattern.
#[test]
fn day_sets_agree_with_booleans() {
    let mut twin = [false; 300];
    let mut days = DaySet::default();
    let mut seed = 12_345_u32;
    for _ in 0..2_000 {
        seed = seed.wrapping_mul(1_103_515_245).wrapping_add(12_345);
        let (day, is_in) = (seed >> 8 & 255, seed >> 20 & 3 == 0);
        if is_in {
            days.insert(day)
        } else {
            days.remove(day)
        }
        twin[wide(day)] = is_in;
        let probe = seed >> 16 & 255;
        let at = wide(probe);
        assert_eq!(days.has(probe), twin[at]);
        assert_eq!(days.next_from(probe).map(wide), (at..300).find(|&i| twin[i]));
        assert_eq!(days.last_to(probe).map(wide), (0..=at).rev().find(|&i| twin[i]));
        assert_eq!(wide(days.len()), twin.iter().filter(|&&is_in| is_in).count());
    }
}
