//! Counting wrong passwords, so that nobody can try many.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use lb_app::journal::{Hash, Moment};

#[cfg(test)]
mod tests;

/// How long wrong tries count.
pub const WINDOW_SECONDS: i64 = 900;
/// Wrong tries at one account from one address.
pub const AT_ACCOUNT_FROM_ADDRESS_MAX: u32 = 5;
/// Wrong tries at one account from everywhere. Source: NIST SP 800-63B, 5.2.2.
pub const AT_ACCOUNT_MAX: u32 = 100;
/// Wrong tries from one address at everything.
pub const FROM_ADDRESS_MAX: u32 = 50;
/// Counters at most; then the oldest half goes.
const COUNTERS_MAX: usize = 20_000;

const SECOND: i64 = 1_000_000;

/// Who tries what. The account is the hash of what was typed: whether there is such an account is not looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The hash of the e-mail address, or of the link.
    pub account: Hash,
    /// Where from, if it is known.
    pub address: Option<IpAddr>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Counted {
    Account(Hash),
    Address(IpAddr),
    Both(Hash, Option<IpAddr>),
}

impl Attempt {
    /// What a try counts for, and how often it may.
    fn counted(&self) -> Vec<(Counted, u32)> {
        let both = (Counted::Both(self.account, self.address), AT_ACCOUNT_FROM_ADDRESS_MAX);
        let mut counted = vec![both, (Counted::Account(self.account), AT_ACCOUNT_MAX)];
        counted.extend(self.address.map(|address| (Counted::Address(address), FROM_ADDRESS_MAX)));
        counted
    }
}

/// Counters of wrong tries, in memory.
#[derive(Default)]
pub struct Tries {
    /// Tries, and when the first of them was.
    counters: Mutex<HashMap<Counted, (u32, Moment)>>,
}

impl Tries {
    /// Counts a try before it is made, or returns the seconds until one may be made again.
    ///
    /// # Errors
    /// The seconds.
    pub fn begin(&self, attempt: &Attempt, now: Moment) -> Result<(), i64> {
        let mut counters = self.counters();
        let ends = |from: Moment| from.micros().saturating_add(WINDOW_SECONDS * SECOND);
        let mut wait = 0;
        for (counted, most) in attempt.counted() {
            if let Some((tries, from)) = counters.get(&counted)
                && *tries >= most
            {
                let left = ends(*from).saturating_sub(now.micros());
                wait = wait.max(left.saturating_add(SECOND - 1).div_euclid(SECOND));
            }
        }
        if wait > 0 {
            return Err(wait);
        }
        if counters.len() >= COUNTERS_MAX {
            forget_old(&mut counters, now);
        }
        for (counted, _) in attempt.counted() {
            let counter = counters.entry(counted).or_insert((0, now));
            if ends(counter.1) <= now.micros() {
                *counter = (0, now);
            }
            counter.0 = counter.0.saturating_add(1);
        }
        Ok(())
    }

    /// Takes back the count of a try that was right, and the wrong ones of the same account from the same address.
    pub fn succeeded(&self, attempt: &Attempt) {
        let mut counters = self.counters();
        for (counted, _) in attempt.counted() {
            match counted {
                Counted::Both(..) => {
                    counters.remove(&counted);
                }
                Counted::Account(_) | Counted::Address(_) => {
                    if let Some(counter) = counters.get_mut(&counted) {
                        counter.0 = counter.0.saturating_sub(1);
                    }
                }
            }
        }
    }

    fn counters(&self) -> MutexGuard<'_, HashMap<Counted, (u32, Moment)>> {
        // Whoever panicked left whole counters behind.
        self.counters.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Forgets what counts no more; when that is little, also the older half.
fn forget_old(counters: &mut HashMap<Counted, (u32, Moment)>, now: Moment) {
    let is_counting = |from: Moment| from.micros().saturating_add(WINDOW_SECONDS * SECOND) > now.micros();
    counters.retain(|_, (_, from)| is_counting(*from));
    if counters.len() < COUNTERS_MAX / 2 {
        return;
    }
    let mut begun: Vec<Moment> = counters.values().map(|(_, from)| *from).collect();
    begun.sort_unstable();
    if let Some(middle) = begun.get(begun.len() / 2).copied() {
        counters.retain(|_, (_, from)| *from > middle);
    }
}
