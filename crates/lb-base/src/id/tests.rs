use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

fn check(text: &str, expected: &str) {
    let read = text.parse::<PlaceId>();
    assert_eq!(read.map_or_else(|error| format!("error: {error}"), |id| id.to_string()), expected);
}

#[test]
fn reads_ids_as_they_are() {
    for id in ["CNLYG-BASE", "X-ALA-DOS", "a_b.c-9", "S37"] {
        check(id, id);
    }
    check(&"x".repeat(64), &"x".repeat(64));
}

#[test]
fn refuses_other_texts() {
    check("", "error: expected an id, got nothing");
    check(&"x".repeat(65), "error: expected at most 64 characters, got 65");
    check("CN LYG", "error: expected a letter, digit, '-', '_' or '.' at position 3, got ' '");
    check("CNLYG>CNXUZ", "error: expected a letter, digit, '-', '_' or '.' at position 6, got '>'");
    check("港", "error: expected a letter, digit, '-', '_' or '.' at position 1, got '港'");
}

#[test]
fn ids_are_found_by_their_text() {
    let id: ServiceId = "SV-LYG-ALA".parse().unwrap();
    let services = BTreeMap::from([(id.clone(), 5)]);
    assert_eq!(services.get("SV-LYG-ALA"), Some(&5));
    assert_eq!((id.as_str(), format!("{id:?}").as_str()), ("SV-LYG-ALA", "ServiceId(SV-LYG-ALA)"));
}

proptest! {
    #[test]
    fn prints_and_reads_back(text in "[A-Za-z0-9._-]{1,64}") {
        let id: LinkId = text.parse().unwrap();
        prop_assert_eq!(id.to_string(), text);
    }

    #[test]
    fn order_is_that_of_the_text(a in "[A-Za-z0-9._-]{1,9}", b in "[A-Za-z0-9._-]{1,9}") {
        let order = a.parse::<PlaceId>().unwrap().cmp(&b.parse().unwrap());
        prop_assert_eq!(order, a.cmp(&b));
    }
}
