use super::*;

fn plate(text: &str, expected: &str) {
    let found =
        text.parse::<Plate>().map_or_else(|error| format!("error: {error}"), |plate| plate.to_string());
    assert_eq!(found, expected);
}

#[test]
fn plates_are_read_however_they_are_written() {
    plate("苏G·12345", "苏G12345");
    plate(" 123 abc-02 ", "123ABC02");
    // Cyrillic letters of the twelve that plates have.
    plate("А123ВС 77", "A123BC77");
    plate("а123вс77", "A123BC77");
    plate("x", "error: expected a plate of 2 to 12 letters and digits, got x");
    plate("LORRY", "error: expected a plate of 2 to 12 letters and digits, got LORRY");
    plate("1234567890123", "error: expected a plate of 2 to 12 letters and digits, got 1234567890123");
}

#[test]
fn windows_follow_each_other() {
    let rules = GateRules { window_minutes: 30, ..GateRules::default() };
    let at = |text: &str| text.parse::<jiff::Timestamp>().unwrap();
    let windows = rules.windows(at("2026-11-22T00:01:00Z"), at("2026-11-22T01:30:00Z"), 99);
    let words: Vec<String> = windows.iter().map(|(from, until)| format!("{from} {until}")).collect();
    assert_eq!(
        words,
        ["2026-11-22T00:30:00Z 2026-11-22T01:00:00Z", "2026-11-22T01:00:00Z 2026-11-22T01:30:00Z"]
    );
    assert_eq!(rules.window_from(at("2026-11-22T00:30:00Z")), Some(at("2026-11-22T01:00:00Z")));
    assert_eq!(rules.window_from(at("2026-11-22T00:31:00Z")), None);
    assert_eq!(rules.windows(at("2026-11-22T00:00:00Z"), at("2026-11-23T00:00:00Z"), 5).len(), 5);
}
