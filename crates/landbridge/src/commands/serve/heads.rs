//! Signing the head of the journal, once a day.

use std::sync::Arc;
use std::time::Duration;

use lb_app::journal::{Journal, Moment};
use lb_store::{HeadsFolder, Store, StoreError};

use crate::output;

/// How often it is looked whether a new day has begun.
const LOOK_SECONDS: u64 = 300;

/// Signs the head whenever a new day has begun.
pub async fn keep_signing(
    store: Arc<Store>,
    heads: HeadsFolder,
    clock: impl Fn() -> Option<Moment> + Send + 'static,
) {
    loop {
        tokio::time::sleep(Duration::from_secs(LOOK_SECONDS)).await;
        if let Some(now) = clock()
            && let Err(error) = sign_if_due(&store, &heads, now).await
        {
            // The site goes on: tomorrow's statement covers today's records too, and `journal verify` names the day without.
            output::complain(&format!("the head of the journal was not signed: {error}"));
        }
    }
}

/// Signs the head, unless today's is signed already.
///
/// # Errors
/// A fault of the journal or the folder.
pub async fn sign_if_due(store: &Store, heads: &HeadsFolder, now: Moment) -> Result<(), StoreError> {
    if heads.is_due(now)? {
        let head = store.head().await?;
        heads.sign(&head, now)?;
    }
    Ok(())
}
