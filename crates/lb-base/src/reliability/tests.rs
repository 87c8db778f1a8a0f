use super::*;

fn check(text: &str, expected: Result<(Reliability, u8), &str>) {
    let read = text.parse::<Reliability>().map(|value| (value, value.level()));
    assert_eq!(read.map_err(|error| error.to_string()), expected.map_err(str::to_owned));
}

#[test]
fn reads_the_words_of_the_tables() {
    check("seen", Ok((Reliability::Seen, 2)));
    check(" mixed ", Ok((Reliability::Mixed, 1)));
    check("computed", Ok((Reliability::Computed, 1)));
    check("unverified", Ok((Reliability::Unverified, 0)));
    check("modelled", Ok((Reliability::Modelled, 0)));
    check("sure", Err("expected seen, mixed, computed, unverified or modelled, got \"sure\""));
}

#[test]
fn all_are_ordered_by_trust_and_read_back() {
    assert!(Reliability::ALL.is_sorted_by(|a, b| a < b && a.level() <= b.level()));
    for value in Reliability::ALL {
        assert_eq!(value.to_string().parse(), Ok(value));
    }
    assert_eq!(Reliability::Seen.min(Reliability::Modelled), Reliability::Modelled);
}
