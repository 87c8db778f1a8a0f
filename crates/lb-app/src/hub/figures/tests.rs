use super::*;

fn span(of: &str, from: i64, until: i64, places: i64) -> SpanRow {
    SpanRow {
        about: "unit:1".to_owned(),
        name: "CSQU3054383".to_owned(),
        of: of.to_owned(),
        from: instant(from * MINUTE),
        until: instant(until * MINUTE),
        minutes: until - from,
        places,
        place: [until * MINUTE, 1, 0],
    }
}

#[test]
fn percentiles_are_those_of_the_nearest_rank() {
    let spans: Vec<SpanRow> = (1..=10).map(|minutes| span("A", 0, minutes, 0)).collect();
    let figures = figures_of(MeasureKind::Move, &spans);
    assert_eq!(figures.len(), 2);
    assert_eq!((figures[0].of.as_deref(), figures[1].of.as_deref()), (None, Some("A")));
    let of =
        |figure: &SpanFigure| (figure.count, figure.median_minutes, figure.p90_minutes, figure.most_minutes);
    assert_eq!(of(&figures[0]), (10, 5, 9, 10));
}

#[test]
fn a_crane_works_through_short_rests_only() {
    let at = |minutes: i64| minutes * MINUTE;
    // 0-10 and 20-30 with ten minutes between, then an hour of nothing, then 90-100.
    let spans = [(at(0), at(10)), (at(20), at(30)), (at(90), at(100))];
    assert_eq!(worked(&spans), at(40));
    assert_eq!(worked(&[]), 0);
}

#[test]
fn the_yard_is_told_backwards_from_now() {
    let hub: HubId = "TINY".parse().unwrap();
    let hours = |hours: i64| Timestamp::from_millisecond(hours * HOUR).unwrap();
    let period = Period { hub: &hub, from: hours(0), until: hours(4) };
    // +2 at 0:30, -1 at 2:10, +5 at 3:30; now it is 3:40 and ten places are taken.
    let changes = [span("", 30, 30, 2), span("", 130, 130, -1), span("", 210, 210, 5)];
    let now = Timestamp::from_millisecond(220 * MINUTE).unwrap();
    let told = period.yard(&changes, 10, now);
    let places: Vec<i64> = told.iter().map(|hour| hour.places).collect();
    assert_eq!(places, [6, 6, 5, 10]);
    assert_eq!(told[0].at, "1970-01-01T01:00:00Z");
    assert_eq!(told[3].at, "1970-01-01T03:40:00Z");
}

#[test]
fn a_cursor_is_read_back() {
    let span = span("", 0, 3, 0);
    assert_eq!(SpanRow::after(&span.cursor()), Some([3 * MINUTE, 1, 0]));
    assert_eq!(SpanRow::after("1.2"), None);
    assert_eq!(SpanRow::after("1.2.3.4"), None);
    assert_eq!(SpanRow::after("a.b.c"), None);
}
