use super::super::*;
use crate::journal::Moment;

/// Published by the reference libraries of Standard Webhooks (Apache-2.0 and MIT): JavaScript `webhook.test.ts`, "sign function
/// works"; Rust `lib.rs`, `test_sign`.
#[test]
fn signs_as_the_reference_libraries_do() {
    let check = |secret: &str, id: &str, seconds: i64, body: &str, expected: &str| {
        let secret: SigningSecret = secret.parse().unwrap();
        assert_eq!(secret.sign(id, seconds, body.as_bytes()), expected);
    };
    check(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        1_614_265_330,
        r#"{"test": 2432232314}"#,
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    );
    check(
        "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD",
        "msg_27UH4WbU6Z5A5EzD8u03UvzRbpk",
        1_649_367_553,
        r#"{"email":"test@example.com","username":"test_user"}"#,
        "v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw=",
    );
}

#[test]
fn a_rotated_secret_signs_beside_the_new_one() {
    let old: SigningSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".parse().unwrap();
    let new: SigningSecret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD".parse().unwrap();
    let at: Moment = "2021-02-25T15:02:10.999Z".parse().unwrap();
    let header =
        signature_header(&[new, old], "msg_p5jXN8AQM9LWM0D4loKWxJek", at, br#"{"test": 2432232314}"#);
    let (_, second) = header.split_once(' ').unwrap();
    assert_eq!(second, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

#[test]
fn reads_secrets_and_does_not_show_them() {
    let check = |text: &str, is_secret: bool| {
        assert_eq!(text.parse::<SigningSecret>().is_ok(), is_secret, "{text}");
    };
    check("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", true);
    check("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", false);
    check("whsec_", false);
    check("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa", false);
    check("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS%", false);
    let secret = SigningSecret::draw(&mut crate::journal::Randomness::from_seed([1; 32]));
    assert_eq!(secret.reveal().parse::<SigningSecret>().unwrap(), secret);
    assert_eq!(format!("{secret:?}"), "SigningSecret(whsec_..)");
}

/// The table of the specification, "Example retry schedule", to 31:35:05 after the first try.
#[test]
fn tries_again_by_the_plan() {
    let check = |attempts: u32, expected: &str| {
        let failed_at: Moment = "2026-12-01T00:00:00Z".parse().unwrap();
        let next =
            next_try(attempts, failed_at, None, 0).map_or_else(|| "dead".to_owned(), |at| at.to_string());
        assert_eq!(next, expected, "after {attempts}");
    };
    check(1, "2026-12-01T00:00:05Z");
    check(2, "2026-12-01T00:05:00Z");
    check(3, "2026-12-01T00:30:00Z");
    check(4, "2026-12-01T02:00:00Z");
    check(5, "2026-12-01T05:00:00Z");
    check(6, "2026-12-01T10:00:00Z");
    check(7, "2026-12-01T14:00:00Z");
    check(8, "dead");
    check(u32::MAX, "dead");
    let mut at: Moment = "2026-12-01T00:00:00Z".parse().unwrap();
    for attempts in 1..ATTEMPTS_MAX {
        at = next_try(attempts, at, None, 0).unwrap();
    }
    assert_eq!(at.to_string(), "2026-12-02T07:35:05Z");
}

#[test]
fn comes_later_by_a_tenth_at_most_and_when_the_receiver_asks() {
    let check = |attempts: u32, asked: Option<u32>, jitter: u16, expected: std::ops::RangeInclusive<i64>| {
        let waited = next_try(attempts, Moment::EPOCH, asked, jitter).unwrap().micros();
        assert!(expected.contains(&waited), "{attempts} {asked:?} {jitter}: {waited}");
    };
    check(1, None, u16::MAX, 5_400_000..=5_500_000);
    check(7, None, u16::MAX, 55_430_000_000..=55_440_000_000);
    check(7, None, u16::MAX / 2, 52_910_000_000..=52_920_000_000);
    check(1, Some(60), 0, 60_000_000..=60_000_000);
    check(2, Some(60), 0, 300_000_000..=300_000_000);
    // Nobody keeps the server waiting for longer than a day.
    check(1, Some(u32::MAX), 0, 86_400_000_000..=86_400_000_000);
}

/// Examples of the IANA special-purpose address registries, and neighbours of their ranges.
#[test]
fn knows_public_addresses() {
    let check = |address: &str, expected: bool| {
        assert_eq!(is_public(address.parse().unwrap()), expected, "{address}");
    };
    for address in [
        "0.0.0.0",
        "10.0.0.1",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.255",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:10.0.0.1",
        "::ffff:127.0.0.1",
        "64:ff9b::a00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:a00:1::1",
        "3fff::1",
        "fc00::1",
        "fd12::1",
        "fe80::1",
        "ff02::1",
        "5f00::1",
        "::7f00:1",
    ] {
        check(address, false);
    }
    for address in [
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.0.1",
        "172.32.0.1",
        "192.0.1.1",
        "192.167.1.1",
        "198.17.0.1",
        "198.20.0.1",
        "223.255.255.255",
        "2606:4700::1111",
        "2400:cb00::1",
        "64:ff9b::101:101",
        "2002:101:101::1",
        "::ffff:1.1.1.1",
    ] {
        check(address, true);
    }
}

#[test]
fn reads_where_a_webhook_leads() {
    let check = |reach: Reach, url: &str, expected: &str| {
        let found = match Target::parse(url, reach) {
            Ok(target) => format!("{:?} {} {} {}", target.scheme, target.authority, target.port, target.path),
            Err(refusal) => refusal.code.to_owned(),
        };
        assert_eq!(found, expected, "{url} {reach:?}");
    };
    let bad = "webhook.bad_url";
    check(Reach::Internet, "https://example.com", "Https example.com 443 /");
    check(Reach::Internet, "https://example.com:8443/a?b=c", "Https example.com:8443 8443 /a?b=c");
    check(Reach::Internet, "https://[2606:4700::1111]/x", "Https [2606:4700::1111] 443 /x");
    check(Reach::Internet, "http://example.com/", bad);
    check(Reach::Internet, "https://user@example.com/", bad);
    check(Reach::Internet, "https://:word@example.com/", bad);
    check(Reach::Internet, "https://example.com/#part", bad);
    check(Reach::Internet, "ftp://example.com/", bad);
    check(Reach::Internet, "file:///etc/passwd", bad);
    check(Reach::Internet, "example.com", bad);
    check(Reach::Internet, &format!("https://example.com/{}", "a".repeat(2_048)), bad);
    check(Reach::Internet, "https://127.0.0.1/", bad);
    check(Reach::Internet, "https://0x7f.1/", bad);
    check(Reach::Internet, "https://2130706433/", bad);
    check(Reach::Internet, "https://[::1]/", bad);
    check(Reach::Internet, "https://169.254.169.254/latest", bad);
    check(Reach::Internet, "http://localhost/", bad);
    check(Reach::ThisMachine, "http://localhost:9000/hook", "Http localhost:9000 9000 /hook");
    check(Reach::ThisMachine, "http://127.0.0.1:9000/", "Http 127.0.0.1:9000 9000 /");
    check(Reach::ThisMachine, "http://example.com/", bad);
    check(Reach::ThisMachine, "https://10.0.0.1/", bad);
    check(Reach::Everywhere, "https://10.0.0.1/", "Https 10.0.0.1 443 /");
    check(Reach::Everywhere, "http://10.0.0.1/", bad);
    check(Reach::Everywhere, "https://0.0.0.0/", bad);
}

#[test]
fn a_name_may_lead_only_where_it_is_allowed() {
    let check = |reach: Reach, url: &str, address: &str, expected: bool| {
        let target = Target::parse(url, reach).unwrap();
        assert_eq!(target.admits(address.parse().unwrap(), reach), expected, "{url} {address}");
    };
    check(Reach::Internet, "https://example.com/", "1.1.1.1", true);
    check(Reach::Internet, "https://example.com/", "127.0.0.1", false);
    check(Reach::Internet, "https://example.com/", "169.254.169.254", false);
    check(Reach::ThisMachine, "https://example.com/", "::1", true);
    check(Reach::ThisMachine, "https://example.com/", "10.0.0.1", false);
    check(Reach::ThisMachine, "http://localhost/", "127.0.0.1", true);
    check(Reach::ThisMachine, "http://localhost/", "1.1.1.1", false);
    check(Reach::Everywhere, "https://example.com/", "10.0.0.1", true);
    check(Reach::Everywhere, "https://example.com/", "224.0.0.1", false);
}

#[test]
fn hears_kinds_by_their_beginning() {
    let check = |kinds: &[&str], kind: &str, expected: bool| {
        let kinds: Vec<String> = kinds.iter().map(|kind| (*kind).to_owned()).collect();
        assert_eq!(hears(&kinds, kind), expected, "{kinds:?} {kind}");
    };
    check(&[], "dossier.shared", true);
    check(&["dossier"], "dossier.shared", true);
    check(&["dossier.shared"], "dossier.shared", true);
    check(&["dossier.share"], "dossier.shared", false);
    check(&["doss"], "dossier.shared", false);
    check(&["unit", "dossier"], "dossier.shared", true);
    check(&["unit"], "dossier.shared", false);
}
