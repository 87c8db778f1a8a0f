//! Hearing of the records of other processes on the same PostgreSQL database.

use std::time::Duration;

use lb_app::journal::Position;
use sqlx::postgres::PgListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::engine::{Pool, PostgresPlace};
use crate::error::StoreError;
use crate::known::read_standing;
use crate::statements::READ_HEAD;

/// How long to wait before connecting again.
const PAUSE: Duration = Duration::from_secs(1);

/// The task that listens; dropping it ends the task.
#[derive(Debug)]
pub(crate) struct Listener(JoinHandle<()>);

impl Drop for Listener {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Listener {
    /// Listens from now on.
    pub(crate) async fn start(
        place: &PostgresPlace,
        readers: Pool,
        latest: watch::Sender<Position>,
    ) -> Result<Self, StoreError> {
        let listener = place.listen().await.map_err(StoreError::fault("listen for records"))?;
        Ok(Self(tokio::spawn(listen(listener, readers, latest))))
    }
}

async fn listen(mut listener: PgListener, readers: Pool, latest: watch::Sender<Position>) {
    while !latest.is_closed() {
        let heard = match listener.try_recv().await {
            Ok(Some(notification)) => notification.payload().parse().ok().map(Position),
            // The connection was lost and is there again: what was said meanwhile is in the head row.
            Ok(None) => head(&readers).await,
            Err(_) => {
                tokio::time::sleep(PAUSE).await;
                head(&readers).await
            }
        };
        if let Some(heard) = heard {
            advance(&latest, heard);
        }
    }
}

async fn head(readers: &Pool) -> Option<Position> {
    let rows = readers.fetch(READ_HEAD.sql(readers.engine(), 1), &[]).await.ok()?;
    read_standing(rows.first()?).ok().map(|standing| standing.position)
}

/// Tells whoever waits that there are records up to a place.
pub(crate) fn advance(latest: &watch::Sender<Position>, position: Position) {
    latest.send_if_modified(|known| {
        let is_news = position > *known;
        *known = position.max(*known);
        is_news
    });
}
