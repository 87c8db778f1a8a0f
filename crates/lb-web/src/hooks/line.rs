//! The line to receivers: one request, one status, nothing followed and nothing read beyond it.

use std::sync::Arc;

use axum::body::Body;
use axum::http::header::{CONNECTION, CONTENT_TYPE, HOST, RETRY_AFTER, USER_AGENT};
use axum::http::{HeaderMap, Request};
use lb_app::hooks::{Failure, Message, Reach, SigningSecret, Target, signature_header};
use lb_app::journal::Moment;
use tokio::sync::Semaphore;

use super::clock::{Clock, after};
use crate::wire::Wire;

/// Seconds until a receiver has answered.
pub const ANSWER_SECONDS_MAX: i64 = 15;
/// Requests under way at once; receivers that do not answer hold up others by one time-out at most.
const AT_ONCE_MAX: usize = 32;

const AGENT: &str = concat!("Landbridge-Webhooks/", env!("CARGO_PKG_VERSION"));

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// It arrived: the receiver answered with 200 to 299.
    Arrived(u16),
    /// The receiver answered with 410: it wants no more.
    Gone,
    /// It did not arrive.
    Failed {
        /// Why.
        failure: Failure,
        /// For how many seconds the receiver wants to be left alone.
        asked_seconds: Option<u32>,
    },
}

const GONE: u16 = 410;

/// Sends messages.
pub struct Line {
    wire: Wire,
    places: Semaphore,
    clock: Arc<dyn Clock>,
}

impl std::fmt::Debug for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Line").field("reach", &self.reach()).finish_non_exhaustive()
    }
}

impl Line {
    /// Opens the line. Receivers are trusted by the certificates that the machine trusts.
    #[must_use]
    pub fn open(reach: Reach, clock: Arc<dyn Clock>) -> Self {
        Self { wire: Wire::open(reach), places: Semaphore::new(AT_ONCE_MAX), clock }
    }

    /// Returns what webhooks may reach.
    #[must_use]
    pub const fn reach(&self) -> Reach {
        self.wire.reach()
    }

    /// Returns the clock.
    #[must_use]
    pub const fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    /// Sends a message, signed by every secret, and returns what became of it after [`ANSWER_SECONDS_MAX`] at most.
    pub async fn send(&self, url: &str, secrets: &[SigningSecret], message: &Message) -> Sent {
        let place = self.places.acquire().await;
        let now = self.clock.now();
        let sent = tokio::select! {
            answer = self.exchange(url, (secrets, now), message) => answer.unwrap_or_else(failed),
            () = self.clock.wait_until(after(now, ANSWER_SECONDS_MAX)) => failed(Failure::TimedOut),
        };
        drop(place);
        sent
    }

    async fn exchange(
        &self,
        url: &str,
        (secrets, now): (&[SigningSecret], Moment),
        message: &Message,
    ) -> Result<Sent, Failure> {
        let target = Target::parse(url, self.reach()).map_err(|_| Failure::BadUrl)?;
        let request = Request::post(&target.path)
            .header(HOST, &target.authority)
            .header(USER_AGENT, AGENT)
            .header(CONNECTION, "close")
            .header(CONTENT_TYPE, "application/json")
            .header("webhook-id", &message.id)
            .header("webhook-timestamp", now.timestamp().as_second())
            .header("webhook-signature", signature_header(secrets, &message.id, now, &message.body))
            .body(Body::from(message.body.clone()))
            .map_err(|_| Failure::BadUrl)?;
        let response = self.wire.head(&target, request).await?;
        Ok(judged(response.status().as_u16(), response.headers()))
    }
}

fn failed(failure: Failure) -> Sent {
    Sent::Failed { failure, asked_seconds: None }
}

fn judged(status: u16, headers: &HeaderMap) -> Sent {
    match status {
        200..=299 => Sent::Arrived(status),
        GONE => Sent::Gone,
        _ => {
            let asked = headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.trim().parse().ok());
            Sent::Failed { failure: Failure::Status(status), asked_seconds: asked }
        }
    }
}
