//! The story of one thing on a hub's floor, read from the journal; and what a command answers.

use lb_network::layout::HubId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::answers::HistoryRow;
use super::history::HUB_HISTORY;
use crate::journal::{By, Fault, Journal, Lookup, Position, Stored, Value};

/// Events of a story at most.
pub const STORY_MAX: usize = 200;
/// Bytes of an event that a story shows; a list of a whole train is told without its contents.
const EVENT_BYTES_MAX: usize = 4_096;

/// Something that a command brought into being.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Made {
    /// `visit`, `placement`, `job`, `hold`, `gauge`, `note`, `lot`, `appointment`, `goods` or `list`.
    pub kind: String,
    /// Its identifier; of a note its number.
    pub id: String,
}

/// How a hub's floor stands after a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HubDone {
    /// The hub.
    pub id: String,
    /// How many events it has had.
    pub version: u64,
    /// What was brought into being, in order.
    pub made: Vec<Made>,
}

/// Returns what happened to a subject, the latest first.
///
/// # Errors
/// A fault of the journal.
pub async fn history(journal: &dyn Journal, hub: &HubId, subject: &str) -> Result<Vec<HistoryRow>, Fault> {
    let lookup = Lookup {
        table: HUB_HISTORY,
        by: By::Key,
        prefix: vec![Value::text(hub), Value::Text(subject.to_owned())],
        after: Vec::new(),
        limit: STORY_MAX,
    };
    let mut story = Vec::new();
    for row in journal.rows(&lookup).await? {
        let Some(Value::Integer(latest)) = row.get(2) else { continue };
        let position = latest.unsigned_abs();
        let page = journal.read(Position(position.saturating_sub(1)), 1).await?;
        story.extend(page.iter().filter(|stored| stored.position.0 == position).map(told));
    }
    Ok(story)
}

fn told(stored: &Stored) -> HistoryRow {
    let header = &stored.record.header;
    let body = stored.record.content.as_ref().map(|content| &content.body);
    let short = body.filter(|body| body.as_bytes().len() <= EVENT_BYTES_MAX);
    HistoryRow {
        position: stored.position.0,
        kind: header.kind.to_string(),
        happened_at: header.happened_at.rfc3339(),
        recorded_at: header.recorded_at.rfc3339(),
        actor: header.actor.to_string(),
        organisation: header.organisation.to_string(),
        event: short.and_then(|body| body.value()?.get("event").cloned()),
    }
}
