//! Webhooks: their routes, and who sends.

mod clock;
mod deliveries;
mod handlers;
mod line;
mod round;
mod sender;
mod views;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, patch, post};
use lb_app::hooks::{ProgressRule, Reach};

use crate::office::Office;
use crate::site::Site;

pub use clock::{Clock, SiteClock};
pub use handlers::*;
pub use line::Line;
pub use sender::{Nudges, Sender};

/// What routes and sender share.
#[derive(Debug)]
pub struct Hooks {
    line: Arc<Line>,
    nudges: Arc<Nudges>,
}

impl Hooks {
    /// Returns the line to receivers of a reach.
    #[must_use]
    pub fn open(reach: Reach, clock: Arc<dyn Clock>) -> Self {
        Self { line: Arc::new(Line::open(reach, clock)), nudges: Arc::default() }
    }

    /// Returns the line.
    pub fn line(&self) -> &Line {
        &self.line
    }

    /// Returns whom to tell that a receiver is back.
    pub fn nudges(&self) -> &Nudges {
        &self.nudges
    }

    /// Returns who sends.
    #[must_use]
    pub fn sender(&self, office: Arc<Office>, rule: ProgressRule) -> Arc<Sender> {
        Arc::new(Sender::new(office, Arc::clone(&self.line), Arc::clone(&self.nudges), rule))
    }
}

/// Returns the routes.
pub fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/v1/webhooks", get(webhooks).post(add_webhook))
        .route("/v1/webhooks/{id}", patch(change_webhook).delete(remove_webhook))
        .route("/v1/webhooks/{id}/secret", post(rotate_secret))
        .route("/v1/webhooks/{id}/deliveries", get(webhook_deliveries))
        .route("/v1/webhooks/{id}/deliveries/{delivery}/replay", post(replay))
        .route("/v1/webhooks/{id}/ping", post(ping_webhook))
}
