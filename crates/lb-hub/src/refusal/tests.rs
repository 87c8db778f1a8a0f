use std::collections::BTreeSet;

use super::*;

#[test]
fn codes_are_words_of_the_hub_and_stand_once() {
    let codes: BTreeSet<&str> = Refusal::ALL_CODES.iter().copied().collect();
    assert_eq!(codes.len(), Refusal::ALL_CODES.len());
    for entry in Refusal::ALL {
        let word = entry.code.strip_prefix("hub.").unwrap_or_default();
        assert!(
            !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c == '_'),
            "{}",
            entry.code
        );
        assert!(entry.meaning.ends_with('.') && entry.meaning.len() > 20, "{}", entry.code);
    }
}
