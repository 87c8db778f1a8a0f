//! How much an organisation may send in a day: documents and files of imports are kept for good.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use lb_app::journal::{Moment, OrganisationId};

use crate::problem::Problem;

#[cfg(test)]
mod tests;

/// Bytes of one day where the operator says nothing: 2 GiB.
pub const BYTES_A_DAY_DEFAULT: u64 = 2 << 30;

const DAY_MICROS: i64 = 86_400_000_000;

/// What every organisation has sent today (UTC), counted in memory: a server that starts begins anew.
#[derive(Debug)]
pub struct Quota {
    bytes_a_day: u64,
    /// The day, and what was sent on it.
    sent: Mutex<(i64, BTreeMap<OrganisationId, u64>)>,
}

impl Quota {
    /// Returns a quota of so many bytes a day and organisation.
    pub const fn new(bytes_a_day: u64) -> Self {
        Self { bytes_a_day, sent: Mutex::new((i64::MIN, BTreeMap::new())) }
    }

    /// Counts bytes that an organisation is about to send.
    ///
    /// # Errors
    /// `attachment.over_quota` when they are more than what is left of its day; then nothing is counted.
    pub fn take(&self, organisation: &OrganisationId, bytes: usize, now: Moment) -> Result<(), Problem> {
        let day = now.micros().div_euclid(DAY_MICROS);
        // Whoever panicked left whole counters behind.
        let mut sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        if sent.0 != day {
            *sent = (day, BTreeMap::new());
        }
        let before = sent.1.get(organisation).copied().unwrap_or_default();
        let after = before.saturating_add(u64::try_from(bytes).unwrap_or(u64::MAX));
        if after > self.bytes_a_day {
            return Err(self.refusal(self.bytes_a_day.saturating_sub(before), bytes));
        }
        sent.1.insert(organisation.clone(), after);
        Ok(())
    }

    fn refusal(&self, left: u64, wanted: usize) -> Problem {
        let detail =
            format!("expected at most {left} more bytes today, got {wanted}; a new day begins at 00:00 UTC");
        let facts = [
            ("limit_bytes", self.bytes_a_day.to_string()),
            ("left_bytes", left.to_string()),
            ("wanted_bytes", wanted.to_string()),
        ];
        Problem { facts: facts.into_iter().collect(), ..Problem::new("attachment.over_quota", detail) }
    }
}
