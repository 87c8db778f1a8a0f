//! The live stream: what is recorded, told to those who may see it, from where they left off.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use lb_app::booking::envelope::is_shown_to;
use lb_app::desk::{Caller, Permission};
use lb_app::journal::{Position, Stored};
use serde::{Deserialize, Serialize};
use tokio::sync::OwnedSemaphorePermit;
use utoipa::{IntoParams, ToSchema};

use super::consignments::place;
use crate::access::Signed;
use crate::input::QueryOf;
use crate::office::faulty;
use crate::problem::Problem;
use crate::site::Site;

/// Records after which a watcher that is far behind is told to read anew instead.
const BEHIND_MAX: u64 = 20_000;
/// Seconds without news after which a comment says that the line is alive.
const HEARTBEAT_SECONDS: u64 = 15;

/// From where.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct StreamQuery {
    /// Only what was recorded after this place; the header `Last-Event-ID` goes before it. From now on when both are absent.
    after: Option<u64>,
}

/// Something that was recorded. What it says is asked for by its entity.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Recorded {
    /// Its place in the site's journal: also the event's `id`.
    pub position: u64,
    /// What happened.
    pub kind: String,
    /// What it is about: `consignment:..`.
    pub entity: String,
    /// The entity's version after it.
    pub version: u64,
    /// When it happened, RFC 3339.
    pub happened_at: String,
    /// When it was recorded, RFC 3339.
    pub recorded_at: String,
    /// Who acted.
    pub actor: String,
    /// For which organisation.
    pub organisation: String,
}

/// Streams what is recorded, as server-sent events.
///
/// `event: recorded` with a [`Recorded`] as data; `event: lagging` when the caller is too far behind to be told all: read what is
/// shown anew. A line that broke goes on after `Last-Event-ID`: nothing is lost, nothing comes twice.
#[utoipa::path(
    get, path = "/v1/stream", operation_id = "stream", tag = "journal", params(StreamQuery),
    responses((status = 200, description = "Events without end", body = Recorded, content_type = "text/event-stream"))
)]
pub async fn stream(
    State(site): State<Arc<Site>>,
    Signed(caller): Signed,
    QueryOf(query): QueryOf<StreamQuery>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    caller.check(Permission::Read)?;
    let permit = site.watcher()?;
    let resumed = headers.get("last-event-id").and_then(|value| value.to_str().ok()?.parse().ok());
    let after = resumed.or(query.after).map_or_else(|| site.office().journal().latest(), place);
    let watcher = Watcher { site, caller, after, ready: VecDeque::new(), _permit: permit };
    let events = futures_util::stream::unfold(watcher, |mut watcher| async move {
        let event = watcher.next().await?;
        Some((Ok::<_, Infallible>(event), watcher))
    });
    let alive = KeepAlive::new().interval(Duration::from_secs(HEARTBEAT_SECONDS)).text("alive");
    Ok(Sse::new(events).keep_alive(alive).into_response())
}

/// One open stream.
struct Watcher {
    site: Arc<Site>,
    caller: Caller,
    after: Position,
    ready: VecDeque<Event>,
    _permit: OwnedSemaphorePermit,
}

impl Watcher {
    fn shows(&self, stored: &Stored) -> bool {
        is_shown_to(stored, self.caller.organisation(), self.caller.kind)
    }

    /// Returns the next event; the stream ends where the journal fails, and the client comes again.
    async fn next(&mut self) -> Option<Event> {
        let site = Arc::clone(&self.site);
        let journal = site.office().journal();
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Some(event);
            }
            let latest = journal.wait_past(self.after).await;
            if latest.0.saturating_sub(self.after.0) > BEHIND_MAX {
                self.after = latest;
                return Some(Event::default().event("lagging").id(latest.0.to_string()).data("{}"));
            }
            let page = site.tail().after(journal.as_ref(), self.after).await;
            let page = page.inspect_err(|fault| drop(faulty(fault))).ok()?;
            self.after = page.last()?.position;
            let shown = page.iter().filter(|stored| self.shows(stored)).filter_map(|stored| event(stored));
            self.ready = shown.collect();
        }
    }
}

fn event(stored: &Stored) -> Option<Event> {
    let header = &stored.record.header;
    let recorded = Recorded {
        position: stored.position.0,
        kind: header.kind.to_string(),
        entity: header.entity.to_string(),
        version: header.entity_version,
        happened_at: header.happened_at.rfc3339(),
        recorded_at: header.recorded_at.rfc3339(),
        actor: header.actor.to_string(),
        organisation: header.organisation.to_string(),
    };
    Event::default().event("recorded").id(stored.position.0.to_string()).json_data(&recorded).ok()
}
