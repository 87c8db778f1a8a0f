use std::net::Ipv4Addr;

use super::*;

fn at(seconds: i64) -> Moment {
    Moment::from_micros(1_795_305_600_000_000 + seconds * SECOND).expect("an instant")
}

fn attempt(account: u8, address: u8) -> Attempt {
    let address = Some(IpAddr::V4(Ipv4Addr::new(192, 0, 2, address)));
    Attempt { account: Hash::from_bytes([account; 32]), address }
}

/// Returns how many tries are let through before one is not, and its wait.
fn until_locked(tries: &Tries, now: Moment, attempts: impl Iterator<Item = Attempt>) -> (u32, i64) {
    let mut passed = 0;
    for attempt in attempts {
        match tries.begin(&attempt, now) {
            Ok(()) => passed += 1,
            Err(wait) => return (passed, wait),
        }
    }
    (passed, 0)
}

#[test]
fn one_address_has_few_tries_at_an_account() {
    let tries = Tries::default();
    let same = || std::iter::repeat(attempt(1, 1));
    assert_eq!(until_locked(&tries, at(0), same()), (AT_ACCOUNT_FROM_ADDRESS_MAX, WINDOW_SECONDS));
    assert_eq!(tries.begin(&attempt(1, 1), at(WINDOW_SECONDS - 1)), Err(1));
    // Others are not concerned.
    assert_eq!(tries.begin(&attempt(1, 2), at(1)), Ok(()));
    assert_eq!(tries.begin(&attempt(2, 1), at(1)), Ok(()));
    // The window ends, and the count begins anew.
    assert_eq!(
        until_locked(&tries, at(WINDOW_SECONDS), same()),
        (AT_ACCOUNT_FROM_ADDRESS_MAX, WINDOW_SECONDS)
    );
}

#[test]
fn many_addresses_have_some_tries_at_an_account_and_many_accounts_some_from_an_address() {
    let tries = Tries::default();
    let from_many = (0..=255).map(|address| attempt(1, address));
    assert_eq!(until_locked(&tries, at(0), from_many), (AT_ACCOUNT_MAX, WINDOW_SECONDS));
    let tries = Tries::default();
    let at_many = (0..=255).map(|account| attempt(account, 1));
    assert_eq!(until_locked(&tries, at(0), at_many), (FROM_ADDRESS_MAX, WINDOW_SECONDS));
}

#[test]
fn whoever_signs_in_has_no_wrong_tries_behind_them() {
    let tries = Tries::default();
    for _ in 0..1_000 {
        tries.begin(&attempt(1, 1), at(0)).expect("not locked");
        tries.succeeded(&attempt(1, 1));
    }
    // Succeeding at the own account does not clean the address for others.
    for account in 2..=u8::try_from(FROM_ADDRESS_MAX + 1).expect("few") {
        tries.begin(&attempt(account, 1), at(0)).expect("not locked");
        if tries.begin(&attempt(1, 1), at(0)).is_ok() {
            tries.succeeded(&attempt(1, 1));
        }
    }
    assert!(tries.begin(&attempt(200, 1), at(0)).is_err());
}

#[test]
fn the_counters_are_bounded() {
    let tries = Tries::default();
    for number in 0..30_000_u32 {
        let account = Hash::of(&[&number.to_be_bytes()]);
        let address = Some(IpAddr::V4(Ipv4Addr::from(number)));
        tries.begin(&Attempt { account, address }, at(i64::from(number / 100))).expect("not locked");
    }
    assert!(tries.counters().len() <= COUNTERS_MAX + 2);
}
