//! Addresses, secrets, passwords.

use super::super::{EmailAddress, Secret, SecretKind, password};
use super::*;

#[test]
fn addresses() {
    let check = |text: &str, expected: Result<&str, &str>| {
        let found = text.parse::<EmailAddress>();
        let found = found.as_ref().map(EmailAddress::as_str).map_err(|refusal| refusal.code);
        assert_eq!(found, expected, "{text:?}");
    };
    check("ainur@example.kz", Ok("ainur@example.kz"));
    check(" Ainur.S+rail@Example.KZ ", Ok("ainur.s+rail@example.kz"));
    check("gate@localhost", Ok("gate@localhost"));
    check("李雷@例子.中国", Ok("李雷@例子.中国"));
    let longest = format!("{}@example.kz", "a".repeat(243));
    check(&longest, Ok(&longest));
    check(&format!("a{longest}"), Err("access.bad_email"));
    for bad in
        ["", "@", "a@", "@b.c", "a@b..c", "a@.b", "a b@c.d", "a@b@c.d", "a\n@b.c", "<a@b.c>", "a@b.c,d@e.f"]
    {
        check(bad, Err("access.bad_email"));
    }
}

#[test]
fn secrets_are_read_as_they_are_shown_and_only_for_their_purpose() {
    let mut randomness = Randomness::from_seed([7; 32]);
    let key = Secret::draw(SecretKind::Key, &mut randomness);
    let session = Secret::draw(SecretKind::Session, &mut randomness);
    let text = key.reveal();
    assert_eq!(text.len(), "lb_key_".len() + 64);
    assert_eq!(Secret::parse(SecretKind::Key, &text), Some(key.clone()));
    assert_eq!(Secret::parse(SecretKind::Session, &text), None);
    assert_ne!(key.hash(), session.hash());
    // SHA-256 of the text, as any tool computes it.
    let zero = Secret::from_bytes(SecretKind::Key, [0; 32]);
    assert_eq!(zero.hash(), Hash::of(&[format!("lb_key_{}", "0".repeat(64)).as_bytes()]));
    assert!(!format!("{key:?}").contains(&text[10..20]));
    for bad in [
        "",
        "lb_key_",
        &text[..text.len() - 1],
        &text.to_uppercase(),
        &format!("{text}0"),
        &format!(" {text}"),
    ] {
        assert_eq!(Secret::parse(SecretKind::Key, bad), None, "{bad:?}");
    }
}

#[test]
fn hashes_of_the_reference_implementation_are_verified() {
    // Source: phc-winner-argon2, src/test.c (CC0 or Apache-2.0): password "password", salt "somesalt".
    let check = |text: &str, word: &str, expected: bool| {
        let hashed: PasswordHash = text.parse().unwrap();
        assert_eq!(password::verify(word, Some(&hashed)), expected, "{text} {word}");
    };
    let small = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
    check(small, "password", true);
    check(small, "Password", false);
    check(small, "", false);
    let large = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    check(large, "password", true);
    assert!(
        "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$iekCn0Y3spW+sCcFanM2xBT63UP2sghkUoHLIUpWRS8"
            .parse::<PasswordHash>()
            .is_err()
    );
    assert!("password".parse::<PasswordHash>().is_err());
}

#[test]
fn a_password_is_hashed_with_the_cost_that_is_promised() {
    let hashed = password::hash("a ship, a train", [3; password::SALT_BYTES]).unwrap();
    assert!(
        hashed.as_str().starts_with("$argon2id$v=19$m=19456,t=2,p=1$AwMDAwMDAwMDAwMDAwMDAw$"),
        "{hashed}"
    );
    assert!(password::verify("a ship, a train", Some(&hashed)));
    assert!(!password::verify("a ship, a train.", Some(&hashed)));
    assert!(!password::verify("a ship, a train", None));
    let salted = password::hash("a ship, a train", [4; password::SALT_BYTES]).unwrap();
    assert_ne!(hashed, salted);
}

#[test]
fn weak_passwords() {
    let email: EmailAddress = "ainur@example.kz".parse().unwrap();
    let check = |text: &str, expected: &str| {
        let found =
            password::check(text, &email).map_or_else(|refusal| refusal.to_string(), |()| "good".to_owned());
        assert_eq!(found, expected);
    };
    check("a ship, a train", "good");
    check("十二个字的密码在这里写完", "good");
    check("short", "password: expected at least 12 characters, found `5 characters` [access.weak_password]");
    check(
        "aaaaaaaaaaaabc",
        "password: expected at least 5 different characters, found `3` [access.weak_password]",
    );
    check(
        "My-AINUR@example.kz-1",
        "password: expected a text without the e-mail address, found `the e-mail address` [access.weak_password]",
    );
    check(
        &"long word ".repeat(26),
        "password: expected at most 256 bytes, found `260 bytes` [access.weak_password]",
    );
}
