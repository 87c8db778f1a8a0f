//! Questions about imports and discrepancies.

use std::collections::BTreeMap;

use super::finish::RESULTS_PART;
use super::projection::{DISCREPANCIES, IMPORTS};
use super::report::{ImportRow, RowResult};
use super::{DiscrepancyId, ImportId, discrepancy_entity};
use crate::booking::discrepancy::{Discrepancy, DiscrepancyRow, DiscrepancyState};
use crate::booking::lists::{Page, paged};
use crate::desk::{Caller, Desk, State};
use crate::journal::{By, Fault, IdempotencyKey, Journal, LOOKUP_ROWS_MAX, Lookup, Value};
use crate::refusal::Refusal;

/// Which imports are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportFilter {
    /// Of this kind.
    pub kind: Option<String>,
    /// Rows at most.
    pub limit: Option<usize>,
    /// The end of the page before.
    pub cursor: Option<String>,
}

/// Which discrepancies are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DiscrepancyFilter {
    /// In this state.
    pub state: Option<DiscrepancyState>,
    /// Out of this kind of file.
    pub kind: Option<String>,
    /// Out of this import.
    pub import: Option<String>,
    /// What was found, the file or the reason holds this text.
    pub q: Option<String>,
    /// Rows at most.
    pub limit: Option<usize>,
    /// The end of the page before.
    pub cursor: Option<String>,
}

fn by(table: &'static str, index: usize, prefix: Vec<Value>) -> Lookup {
    Lookup { table, by: By::Index(index), prefix, after: Vec::new(), limit: LOOKUP_ROWS_MAX }
}

fn unreadable() -> Fault {
    Fault::new("row of what came in: expected one that this build wrote")
}

/// Returns the imports of the caller's organisation, or all at the operator; the latest first.
///
/// # Errors
/// `request.bad_value` for a cursor of another list; a fault of the journal.
pub async fn imports(
    journal: &dyn Journal,
    caller: &Caller,
    filter: &ImportFilter,
) -> Result<Result<Page<ImportRow>, Refusal>, Fault> {
    let lookup = if caller.sees_all() {
        by(IMPORTS, 0, Vec::new())
    } else {
        by(IMPORTS, 1, vec![Value::text(caller.organisation())])
    };
    let rows = journal.rows(&lookup).await?;
    let cut = rows.len() == LOOKUP_ROWS_MAX;
    let (mut keyed, mut counts) = (Vec::new(), BTreeMap::new());
    for row in &rows {
        let (place, row) = import_row(row)?;
        *counts.entry(row.kind.clone()).or_insert(0) += 1;
        if filter.kind.as_ref().is_none_or(|kind| *kind == row.kind) {
            keyed.push(((place, row.id.clone()), row));
        }
    }
    Ok(paged(keyed, false, (filter.limit, filter.cursor.as_deref()), (counts, cut)))
}

fn import_row(row: &[Value]) -> Result<(String, ImportRow), Fault> {
    let [_, _, Value::Integer(latest), Value::Text(text)] = row else { return Err(unreadable()) };
    let row = serde_json::from_str(text).map_err(|error| Fault::caused("row of an import", error))?;
    Ok((place(*latest), row))
}

/// Returns a place as a text that orders like it: the latest first.
fn place(latest: i64) -> String {
    format!("{:020}", i64::MAX.saturating_add(latest))
}

/// Returns an import that the caller may see.
///
/// # Errors
/// A fault of the journal.
pub async fn import(
    journal: &dyn Journal,
    caller: &Caller,
    id: ImportId,
) -> Result<Option<ImportRow>, Fault> {
    let prefix = vec![Value::text(&id)];
    let lookup = Lookup { table: IMPORTS, by: By::Key, prefix, after: Vec::new(), limit: 1 };
    let rows = journal.rows(&lookup).await?;
    let row = rows.first().map(|row| import_row(row)).transpose()?.map(|(_, row)| row);
    let own = caller.organisation().as_str();
    Ok(row.filter(|row| caller.sees_all() || row.organisation == own))
}

/// Returns a page of what became of an import's rows, and the cursor of the next page.
///
/// # Errors
/// `request.bad_value` for a cursor of another list; a fault of the journal.
pub async fn results(
    journal: &dyn Journal,
    row: &ImportRow,
    cursor: Option<&str>,
) -> Result<Result<(Vec<RowResult>, Option<String>), Refusal>, Fault> {
    let Some(part) = cursor.map_or(Some(0), |cursor| cursor.parse::<usize>().ok()) else {
        let found = cursor.unwrap_or_default();
        return Ok(Err(Refusal::field(
            "request.bad_value",
            "cursor",
            "the `next` of a page of this list",
            found,
        )));
    };
    let Some(hash) = row.results.get(part) else { return Ok(Ok((Vec::new(), None))) };
    let hash = hash.parse().map_err(|error| Fault::caused("results of an import", error))?;
    let kept = journal.attachment(hash).await?;
    let bytes = kept.as_ref().map_or(&[][..], |kept| kept.bytes());
    let lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).take(RESULTS_PART);
    let read: Result<Vec<RowResult>, _> = lines.map(serde_json::from_slice).collect();
    let read = read.map_err(|error| Fault::caused("results of an import", error))?;
    let after = part.saturating_add(1);
    Ok(Ok((read, (after < row.results.len()).then(|| after.to_string()))))
}

/// Returns the discrepancies of the caller's organisation, or all at the operator; the latest first. `counts` are by state.
///
/// # Errors
/// `request.bad_value` for a cursor of another list; a fault of the journal.
pub async fn discrepancies(
    journal: &dyn Journal,
    caller: &Caller,
    filter: &DiscrepancyFilter,
) -> Result<Result<Page<DiscrepancyRow>, Refusal>, Fault> {
    let own = || Value::text(caller.organisation());
    let all =
        if caller.sees_all() { by(DISCREPANCIES, 0, Vec::new()) } else { by(DISCREPANCIES, 2, vec![own()]) };
    let mut rows = journal.rows(&all).await?;
    let mut cut = rows.len() == LOOKUP_ROWS_MAX;
    if let (true, Some(state)) = (cut, filter.state) {
        // Too many to look at all: those of one state are found by its index.
        let state = Value::Text(state.word().to_owned());
        let of_state = match caller.sees_all() {
            true => by(DISCREPANCIES, 1, vec![state]),
            false => by(DISCREPANCIES, 3, vec![own(), state]),
        };
        rows = journal.rows(&of_state).await?;
        cut = rows.len() == LOOKUP_ROWS_MAX;
    }
    let text = filter.q.as_ref().map(|text| text.to_lowercase());
    let (mut keyed, mut counts) = (Vec::new(), BTreeMap::new());
    for row in &rows {
        let (place, row) = discrepancy_row(row)?;
        let holds = |text: &String| {
            let mut parts = [&row.found, &row.file, &row.code, &row.id].into_iter();
            parts.any(|part| part.to_lowercase().contains(text))
        };
        let is_wanted = filter.kind.as_ref().is_none_or(|kind| *kind == row.kind)
            && filter.import.as_ref().is_none_or(|import| *import == row.import)
            && text.as_ref().is_none_or(holds);
        if is_wanted {
            *counts.entry(row.state.word().to_owned()).or_insert(0) += 1;
            if filter.state.is_none_or(|state| state == row.state) {
                keyed.push(((place, row.id.clone()), row));
            }
        }
    }
    Ok(paged(keyed, false, (filter.limit, filter.cursor.as_deref()), (counts, cut)))
}

fn discrepancy_row(row: &[Value]) -> Result<(String, DiscrepancyRow), Fault> {
    let [_, _, _, _, Value::Integer(latest), Value::Integer(version), Value::Text(text)] = row else {
        return Err(unreadable());
    };
    let row: DiscrepancyRow =
        serde_json::from_str(text).map_err(|error| Fault::caused("row of a discrepancy", error))?;
    let version = u64::try_from(*version).unwrap_or(0);
    Ok((place(*latest), DiscrepancyRow { version, ..row }))
}

/// Returns a discrepancy that the caller may see.
///
/// # Errors
/// A fault of the journal.
pub async fn discrepancy(
    desk: &Desk,
    caller: &Caller,
    id: DiscrepancyId,
) -> Result<Option<Discrepancy>, Fault> {
    let sight = desk.look(&discrepancy_entity(id)?).await?;
    let found = sight.state.as_ref().and_then(State::discrepancy);
    let found = found.filter(|found| found.is_seen_by(caller)).cloned();
    Ok(found
        .map(|found| Discrepancy { row: DiscrepancyRow { version: sight.version, ..found.row }, ..found }))
}

/// Returns the open discrepancy of the caller's organisation that a row is, by the row's key.
///
/// # Errors
/// A fault of the journal.
pub async fn open_discrepancy(
    journal: &dyn Journal,
    caller: &Caller,
    key: &IdempotencyKey,
) -> Result<Option<DiscrepancyId>, Fault> {
    let prefix = vec![Value::text(caller.organisation()), Value::text(key)];
    for row in journal.rows(&by(DISCREPANCIES, 4, prefix)).await? {
        let (_, row) = discrepancy_row(&row)?;
        if row.state == DiscrepancyState::Open {
            return Ok(row.id.parse().ok());
        }
    }
    Ok(None)
}
