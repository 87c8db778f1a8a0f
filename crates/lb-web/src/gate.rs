//! How much work runs at once, and how much may wait for it.

use std::sync::Arc;

use tokio::sync::Semaphore;

#[cfg(test)]
mod tests;

/// Work that uses a core: so many pieces at once on threads of their own, so many waiting, the rest refused.
#[derive(Debug)]
pub struct Gate {
    /// Permits of the pieces that run.
    running: Arc<Semaphore>,
    /// Permits of the pieces that run or wait.
    admitted: Arc<Semaphore>,
}

/// Why a piece of work has no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotDone {
    /// As much waits already as may wait.
    Busy,
    /// The work failed inside; its result is lost.
    Fault,
}

impl Gate {
    /// Returns a gate for `running_max` pieces at once and `waiting_max` more that wait.
    pub fn new(running_max: usize, waiting_max: usize) -> Self {
        Self {
            running: Arc::new(Semaphore::new(running_max)),
            admitted: Arc::new(Semaphore::new(running_max.saturating_add(waiting_max))),
        }
    }

    /// Runs work on a thread where it may take its time, first come, first served.
    ///
    /// Work that has started goes on when the caller stops waiting, and keeps its place until it ends: abandoned searches
    /// cannot pile up. Work that still waits is dropped with its caller.
    ///
    /// # Errors
    /// [`NotDone::Busy`] at once, without waiting; [`NotDone::Fault`] when the work fails.
    pub async fn run<T, Work>(&self, work: Work) -> Result<T, NotDone>
    where
        T: Send + 'static,
        Work: FnOnce() -> T + Send + 'static,
    {
        let admitted = Arc::clone(&self.admitted).try_acquire_owned().map_err(|_| NotDone::Busy)?;
        let running = Arc::clone(&self.running).acquire_owned().await.map_err(|_| NotDone::Fault)?;
        let piece = tokio::task::spawn_blocking(move || {
            let _held_until_done = (admitted, running);
            work()
        });
        piece.await.map_err(|_| NotDone::Fault)
    }
}
