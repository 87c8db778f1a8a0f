use super::*;

fn check(hours: &str, zone: &str, at: &str, expected: &str) {
    let zone: Zone = zone.parse().unwrap();
    let minute = |text: &str| {
        let at: jiff::Timestamp = text.parse().unwrap();
        i32::try_from(at.as_second() / 60).unwrap()
    };
    let open = Opening::parse(hours).unwrap().next_open(minute(at), &zone);
    assert_eq!(open, Some(minute(expected)), "{hours} {at}");
}

#[test]
fn waits_for_the_next_opening_in_local_time() {
    check("24/7", "Asia/Almaty", "2026-11-22T03:00:00Z", "2026-11-22T03:00:00Z");
    check("Mo-Sa 08:00-20:00", "Asia/Shanghai", "2026-11-23T01:00:00Z", "2026-11-23T01:00:00Z");
    // Sunday in Shanghai: opens Monday 08:00, 00:00 UTC.
    check("Mo-Sa 08:00-20:00", "Asia/Shanghai", "2026-11-22T03:00:00Z", "2026-11-23T00:00:00Z");
    check(
        "Mo-Fr 08:00-20:00; Su 10:00-12:00",
        "Europe/Berlin",
        "2026-11-21T10:00:00Z",
        "2026-11-22T09:00:00Z",
    );
}

#[test]
fn holidays_are_shut() {
    let zone: Zone = "Asia/Almaty".parse().unwrap();
    let shut = BTreeSet::from([jiff::civil::date(2026, 12, 16)]);
    let opening = Opening::parse("24/7").unwrap().with_holidays(Arc::new(shut));
    let at = local_minute(jiff::civil::date(2026, 12, 16), 60, &zone).get();
    let next = local_minute(jiff::civil::date(2026, 12, 17), 0, &zone).get();
    assert_eq!(opening.next_open(at, &zone), Some(next));
}

#[test]
fn unreadable_hours_are_refused() {
    for text in ["Mo-Xx 08:00-20:00", "Mo 20:00-08:00", "Mo 8-20", "Su-Mo 08:00-10:00"] {
        assert_eq!(Opening::parse(text), None, "{text}");
    }
}
