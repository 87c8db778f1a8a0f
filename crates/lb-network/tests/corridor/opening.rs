//! Opening hours against a clock that is watched minute by minute.

use lb_base::{Minute, Zone};
use lb_network::opening::Opening;

/// Hours, and per weekday (Monday first) whether a minute of the day lies inside them.
type Rule = (&'static str, fn(usize, i32) -> bool);

const RULES: [Rule; 4] = [
    ("Mo-Fr 08:00-17:00", |day, minute| day < 5 && (480..1_020).contains(&minute)),
    ("Mo-Sa 06:00-22:00;Su 10:00-12:00", |day, minute| {
        day < 6 && (360..1_320).contains(&minute) || day == 6 && (600..720).contains(&minute)
    }),
    ("Tu 09:00-10:00;Fr 13:30-15:00", |day, minute| {
        day == 1 && (540..600).contains(&minute) || day == 4 && (810..900).contains(&minute)
    }),
    ("Mo 00:00-24:00;We 22:00-24:00;Th 00:00-02:00", |day, minute| {
        day == 0 || day == 2 && minute >= 1_320 || day == 3 && minute < 120
    }),
];

#[test]
fn opens_when_the_clock_says_so() {
    for zone in ["Asia/Shanghai", "Asia/Kolkata", "Europe/Berlin"] {
        let zone: Zone = zone.parse().unwrap();
        let start: Minute = "2026-06-05T00:00:00Z".parse().unwrap();
        let clock = |minute: i32| {
            let now = Minute::new(minute).zoned(&zone);
            let day = usize::try_from(now.weekday().to_monday_zero_offset()).unwrap();
            (day, i32::from(now.hour()) * 60 + i32::from(now.minute()))
        };
        for (text, is_open) in RULES {
            let opening = Opening::parse(text).unwrap();
            let mut next = None;
            for minute in (start.get()..start.get() + 16 * 1_440).rev() {
                let (day, of_day) = clock(minute);
                if is_open(day, of_day) {
                    next = Some(minute);
                }
                // Every eleventh minute meets every minute of the hour.
                if minute < start.get() + 9 * 1_440 && minute % 11 == 0 {
                    assert_eq!(opening.next_open(minute, &zone), next, "{text} at {}", Minute::new(minute));
                }
            }
        }
    }
}

#[test]
fn hours_inside_the_gap_of_spring_never_open_that_night() {
    let opening = Opening::parse("Sa-Su 02:15-03:10").unwrap();
    let check = |at: &str, expected: &str| {
        let at: Minute = at.parse().unwrap();
        let next = opening.next_open(at.get(), &"Europe/Berlin".parse().unwrap());
        assert_eq!(next.map(|minute| Minute::new(minute).to_string()), Some(expected.to_owned()));
    };
    check("2026-03-28T00:00:00Z", "2026-03-28T01:15:00Z");
    // 02:15 moves to 03:15 that night, after closing: the next opening is a week later.
    check("2026-03-29T00:00:00Z", "2026-04-04T00:15:00Z");
}

#[test]
fn hours_over_the_overlap_of_autumn_stay_open() {
    let opening = Opening::parse("Su 02:30-03:15").unwrap();
    let minute = |text: &str| text.parse::<Minute>().unwrap().get();
    let zone: Zone = "Europe/Warsaw".parse().unwrap();
    assert_eq!(
        opening.next_open(minute("2026-10-25T00:00:00Z"), &zone),
        Some(minute("2026-10-25T00:30:00Z"))
    );
    assert_eq!(
        opening.next_open(minute("2026-10-25T01:10:00Z"), &zone),
        Some(minute("2026-10-25T01:10:00Z"))
    );
}
