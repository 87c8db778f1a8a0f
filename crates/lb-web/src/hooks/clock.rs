//! The clock of whoever sends: now, and waiting.

use std::time::Duration;

use lb_app::journal::{Moment, Pending};

use crate::office::now;

/// The longest time slept at once: a clock that was set meanwhile is noticed then.
const SLEEP_SECONDS_MAX: i64 = 60;

/// Tells the time and waits. Two run: the site's, and one that a test moves by hand.
pub trait Clock: Send + Sync {
    /// Returns now.
    fn now(&self) -> Moment;

    /// Waits until an instant.
    fn wait_until(&self, at: Moment) -> Pending<'_, ()>;
}

/// The site's clock.
#[derive(Clone, Copy, Debug)]
pub struct SiteClock;

impl Clock for SiteClock {
    fn now(&self) -> Moment {
        now()
    }

    fn wait_until(&self, at: Moment) -> Pending<'_, ()> {
        Box::pin(async move {
            loop {
                let micros = at.micros().saturating_sub(now().micros()).min(SLEEP_SECONDS_MAX * 1_000_000);
                let Ok(micros @ 1..) = u64::try_from(micros) else { return };
                tokio::time::sleep(Duration::from_micros(micros)).await;
            }
        })
    }
}

/// Returns an instant some seconds later.
pub fn after(moment: Moment, seconds: i64) -> Moment {
    Moment::from_micros(moment.micros().saturating_add(seconds.saturating_mul(1_000_000))).unwrap_or(moment)
}
