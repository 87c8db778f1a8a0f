//! The published figures recomputed.

use crate::{json, list, text};

#[test]
fn verdicts_that_must_stand() {
    let (code, answer) = json("claims");
    assert_eq!(code, 0);
    let claim = |id: &str| {
        let claims = list(&answer, "claims").iter();
        claims.clone().find(|claim| text(claim, "id") == id).unwrap_or_else(|| panic!("no {id}")).clone()
    };
    assert_eq!(text(&claim("F041"), "verdict"), "impossible");
    let transit = claim("F005");
    assert_eq!(text(&transit, "verdict"), "optimistic");
    for word in ["km", "km/h", "days"] {
        assert!(text(&transit, "how").contains(word), "{transit}");
    }
    let words = ["reproduced", "plausible", "optimistic", "contradicted", "impossible", "not_testable"];
    for claim in list(&answer, "claims") {
        assert!(words.contains(&text(claim, "verdict")), "{claim}");
        assert!(!text(claim, "how").is_empty(), "{claim}");
    }
}
