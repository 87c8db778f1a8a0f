//! The end of an import: what is kept of it.

use serde_json::{Value, json};

use super::report::{Counts, ImportFile, ImportRow, ImportState, RowResult};
use super::{ImportId, ImportKind, Reading, check_caller, import_entity};
use crate::booking::workbench::broken;
use crate::desk::{Caller, Circumstances, Decision, Fact, NewFact, Seen, Task};
use crate::journal::{
    ATTACHMENT_BYTES_MAX, Attachment, Body, Entity, Fault, Journal, JournalError, MediaType, Moment,
};
use crate::refusal::Refusal;

/// Rows of one attachment of results.
pub const RESULTS_PART: usize = 1_000;

/// How an import ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// All rows were looked at.
    Finished,
    /// Somebody cancelled it.
    Cancelled,
}

/// An import that is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FinishedImport {
    /// How it ended.
    pub row: ImportRow,
}

/// Returns an import after its event.
///
/// # Errors
/// A fault when the body is not an event of an import.
pub fn after(state: Option<FinishedImport>, fact: &Fact<'_>) -> Result<Option<FinishedImport>, Fault> {
    let Some(body) = fact.body else { return Ok(state) };
    let row = body.get("row").cloned().unwrap_or(Value::Null);
    let row = serde_json::from_value(row).map_err(|error| Fault::caused("import", error))?;
    Ok(Some(FinishedImport { row }))
}

/// Returns an import as it begins.
#[must_use]
pub fn begun(id: ImportId, reading: &Reading, caller: &Caller, began_at: Moment) -> ImportRow {
    ImportRow {
        id: id.to_string(),
        kind: reading.kind.word().to_owned(),
        name: reading.name.clone(),
        organisation: caller.organisation().to_string(),
        actor: caller.author.actor.to_string(),
        state: ImportState::Running,
        dry_run: false,
        counts: Counts::start(reading.len()),
        unknown_columns: reading.unknown_columns().to_vec(),
        file: None,
        results: Vec::new(),
        began_at: began_at.rfc3339(),
    }
}

/// Keeps a file in attachments.
///
/// # Errors
/// The journal's.
pub async fn keep_file(
    journal: &dyn Journal,
    reading: &Reading,
    bytes: &[u8],
) -> Result<ImportFile, JournalError> {
    let is_workbook = bytes.starts_with(b"PK");
    let media_type = if is_workbook {
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    } else {
        "text/csv"
    };
    let media_type: MediaType = media_type.parse()?;
    let mut parts = Vec::new();
    for part in bytes.chunks(ATTACHMENT_BYTES_MAX) {
        let attachment = Attachment::new(media_type, part.to_vec())?;
        parts.push(journal.attach(attachment).await?.to_string());
    }
    Ok(ImportFile { hash: reading.hash.to_string(), bytes: reading.bytes, parts })
}

/// Keeps what became of the rows in attachments, a line of JSON each. `results` are in the order of the rows.
///
/// # Errors
/// The journal's.
pub async fn keep_results(journal: &dyn Journal, results: &[RowResult]) -> Result<Vec<String>, JournalError> {
    let media_type: MediaType = "text/plain".parse()?;
    let mut parts = Vec::new();
    for part in results.chunks(RESULTS_PART) {
        let mut bytes = Vec::new();
        for result in part {
            serde_json::to_writer(&mut bytes, result).map_err(|error| Fault::caused("results", error))?;
            bytes.push(b'\n');
        }
        parts.push(journal.attach(Attachment::new(media_type, bytes)?).await?.to_string());
    }
    Ok(parts)
}

/// Records that an import is over.
pub struct FinishImport {
    /// Which.
    pub id: ImportId,
    /// What it was about.
    pub kind: ImportKind,
    /// How it stands, with file and results kept.
    pub row: ImportRow,
}

impl Task for FinishImport {
    fn needs(&self, _: &Seen) -> Vec<Entity> {
        import_entity(self.id).into_iter().collect()
    }

    fn decide(&self, seen: &Seen, at: &mut Circumstances<'_>) -> Result<Decision, Refusal> {
        check_caller(at.caller, self.kind)?;
        let entity = import_entity(self.id).map_err(broken)?;
        let answer = json!({ "id": self.row.id });
        if seen.version(&entity) > 0 {
            return Ok(Decision { facts: Vec::new(), answer });
        }
        let unkept = |error| broken(Fault::caused("import", error));
        let body = json!({
            "audience": [self.row.organisation], "event": { "type": "finished" }, "row": self.row,
        });
        let body = Body::of(&body).map_err(unkept)?;
        let kind = "import.finished".parse().map_err(|error| broken(Fault::caused("import", error)))?;
        let facts = vec![NewFact { entity, kind, happened_at: None, corrects: None, body }];
        Ok(Decision { facts, answer })
    }
}
