use std::collections::BTreeSet;

use super::*;

#[test]
fn codes_are_words_with_a_subject_and_stand_once() {
    let codes: BTreeSet<&str> = Refusal::ALL_CODES.iter().copied().collect();
    assert_eq!(codes.len(), Refusal::ALL_CODES.len());
    for code in codes {
        let parts: Vec<&str> = code.split('.').collect();
        assert_eq!(parts.len(), 2, "{code}");
        let is_word =
            |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        assert!(parts.iter().all(is_word), "{code}");
    }
}

#[test]
fn every_code_says_what_it_means() {
    for entry in Refusal::ALL {
        assert!(entry.meaning.ends_with('.') && entry.meaning.len() > 20, "{}", entry.code);
        assert!(Refusal::ALL_CODES.contains(&entry.code));
    }
}

#[test]
fn a_refusal_has_code_sentence_and_fields() {
    let (run, section) = ("SV-LYG-ALA/2026-12-04".parse().unwrap(), "SV-LYG-ALA-1".parse().unwrap());
    let amount = |value| Amount { dimension: Dimension::Teu, value };
    let (wanted, left) = (amount(4_000), amount(2_250));
    let refusal = Refusal::SoldOut { run, section, hop: 1, dimension: Dimension::Teu, wanted, left };
    assert_eq!(refusal.code(), "booking.sold_out");
    assert_eq!(
        refusal.to_string(),
        "expected 4 TEU on hop 1 of SV-LYG-ALA/2026-12-04 SV-LYG-ALA-1, got 2.25 TEU"
    );
    let fields: Vec<String> = refusal.fields().iter().map(|(name, text)| format!("{name}={text}")).collect();
    let expected =
        "run=SV-LYG-ALA/2026-12-04 section=SV-LYG-ALA-1 hop=1 dimension=teu wanted=4 TEU left=2.25 TEU";
    assert_eq!(fields.join(" "), expected);
}
