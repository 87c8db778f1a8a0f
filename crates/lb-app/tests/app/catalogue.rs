//! Suggestions: codes and names in four languages.

use crate::tiny;

#[test]
fn a_place_is_found_by_code_and_by_name_in_each_language() {
    let app = tiny();
    let check = |q: &str, expected: &str| {
        let found = app.places(q, 5);
        assert_eq!(found.first().map(|place| place.id.as_str()), Some(expected), "{q}: {found:?}");
    };
    check("KZALA", "KZALA");
    check("kzal", "KZALA");
    check("Almaty", "KZALA");
    check("阿拉木图", "KZALA");
    check("Алматы", "KZALA");
    check("Көкшетау", "KZKOV");
    check("Lianyungang P", "CNLYG");
    assert!(app.places("atlantis", 5).is_empty());
}

#[test]
fn goods_are_found_by_code_with_or_without_its_dot_and_by_name() {
    let app = tiny();
    let check = |q: &str, expected: &str| {
        let found = app.cargo(q, 5);
        assert_eq!(found.first().map(|cargo| cargo.hs.as_str()), Some(expected), "{q}: {found:?}");
    };
    check("1001.99", "1001.99");
    check("100199", "1001.99");
    check("小麦", "1001.99");
    check("Wheat", "1001.99");
    check("02", "02");
}

#[test]
fn suggestions_are_limited() {
    assert_eq!(tiny().places("", 3).len(), 3);
}
