//! When a delivery that failed is tried again.

use crate::journal::Moment;

/// Seconds from a failed try to the next: the plan that the specification recommends, to the one that makes it 31 hours.
///
/// Source: Standard Webhooks 1.0.0, "Deliverability and reliability".
pub const RETRY_SECONDS: [u32; 7] = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400];

/// Tries of one event before it is given up.
pub const ATTEMPTS_MAX: u32 = 8;

/// A try comes later by at most one part in so many, so that many webhooks of one receiver do not come all at once.
const SPREAD: i64 = 10;

/// The longest wait that a receiver can ask for, in seconds.
const ASKED_SECONDS_MAX: u32 = 86_400;

const MICROS: i64 = 1_000_000;

/// Returns when an event is tried again; nothing when it is given up.
///
/// `attempts` were made, the last of which failed at `failed_at`; the receiver may have asked for a wait (`Retry-After`), which
/// counts when it is the longer one. `jitter` is drawn: 0 comes at the planned second, the greatest a tenth of the wait later.
#[must_use]
pub fn next_try(attempts: u32, failed_at: Moment, asked_seconds: Option<u32>, jitter: u16) -> Option<Moment> {
    let place = usize::try_from(attempts.checked_sub(1)?).ok()?;
    let planned = *RETRY_SECONDS.get(place)?;
    let asked = asked_seconds.unwrap_or(0).min(ASKED_SECONDS_MAX);
    let wait = i64::from(planned.max(asked)).saturating_mul(MICROS);
    let later = (wait / SPREAD / i64::from(u16::MAX)).saturating_mul(i64::from(jitter));
    let micros = failed_at.micros().saturating_add(wait).saturating_add(later);
    Moment::from_micros(micros)
}
