//! The latest records, read once for all who watch.

use std::collections::VecDeque;
use std::sync::Arc;

use lb_app::journal::{Fault, Journal, Position, Stored};
use tokio::sync::Mutex;

/// Records of a page, and of one reading.
const PAGE: usize = 200;
/// Records kept: whoever is further behind reads by itself.
const KEPT_MAX: usize = 2_000;

/// The last records of the journal, without gap. Whoever asks first for what is new reads it; the others find it here.
#[derive(Debug, Default)]
pub struct Tail {
    recent: Mutex<VecDeque<Arc<Stored>>>,
}

impl Tail {
    /// Returns the records after a place, at most a page.
    ///
    /// # Errors
    /// A fault of the journal.
    pub async fn after(&self, journal: &dyn Journal, after: Position) -> Result<Vec<Arc<Stored>>, Fault> {
        let mut recent = self.recent.lock().await;
        let ends = recent.front().zip(recent.back()).map(|(first, last)| (first.position, last.position));
        match ends {
            Some((first, _)) if after.next() < first => {
                drop(recent);
                return read(journal, after).await;
            }
            Some((_, last)) if after < last => {}
            Some((_, last)) if after == last => recent.extend(read(journal, after).await?),
            // Nobody has watched for a while, or never: what lies between is nobody's wish.
            Some(_) | None => *recent = read(journal, after).await?.into(),
        }
        let too_many = recent.len().saturating_sub(KEPT_MAX);
        recent.drain(..too_many);
        let from = recent.partition_point(|stored| stored.position <= after);
        Ok(recent.iter().skip(from).take(PAGE).cloned().collect())
    }
}

async fn read(journal: &dyn Journal, after: Position) -> Result<Vec<Arc<Stored>>, Fault> {
    Ok(journal.read(after, PAGE).await?.into_iter().map(Arc::new).collect())
}

#[cfg(test)]
mod tests;
