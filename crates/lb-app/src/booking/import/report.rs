//! What became of the rows of a file, and of the file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::refusal::Refusal;

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RowState {
    /// It was recorded.
    Done,
    /// It was so already, by this file or another one: nothing was done.
    Repeated,
    /// It cannot be done as it says; `problem` says why.
    Refused,
    /// It names something unknown here and is kept as a discrepancy.
    UnknownReference,
    /// It would be recorded: this was a dry run.
    WouldDo,
    /// The import was cancelled before its turn.
    Left,
}

/// What is wrong with a row, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RowProblem {
    /// Stable code that the screens translate.
    pub code: String,
    /// One English sentence.
    pub detail: String,
    /// The file's name.
    pub file: String,
    /// The line in the file, from 1.
    pub line: u64,
    /// The column, by its English name, where one is wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// What was expected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
    /// What was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
    /// What the sentence is made of, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<String, String>,
}

impl RowProblem {
    /// Returns a refusal with the place of its row.
    #[must_use]
    pub fn of(refusal: &Refusal, file: &str, line: u64) -> Self {
        let field = refusal.fields.first();
        let facts = refusal.facts.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
        Self {
            code: refusal.code.to_owned(),
            detail: refusal.detail.clone(),
            file: file.to_owned(),
            line,
            column: field.map(|field| field.field.clone().into_owned()),
            expected: field.map(|field| field.expected.clone()),
            found: field.map(|field| field.found.clone()),
            facts: facts.collect(),
        }
    }
}

/// What became of one row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RowResult {
    /// Its number, from 1, the header not counted.
    pub row: u32,
    /// Its line in the file, from 1.
    pub line: u64,
    /// What became of it.
    pub state: RowState,
    /// What it is about now: `consignment:..`, `unit:..`, `discrepancy:..`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<String>,
    /// Why it was refused or is kept; or what is flagged though it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<RowProblem>,
}

/// How many rows became what. The sum of all but `rows` is `rows`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Counts {
    /// Rows of the file, the header and empty ones not counted.
    pub rows: u32,
    /// Recorded.
    pub done: u32,
    /// So already.
    pub repeated: u32,
    /// Refused.
    pub refused: u32,
    /// Kept as discrepancies.
    pub unknown: u32,
    /// Would be recorded, had this been no dry run.
    pub would_do: u32,
    /// Not looked at yet, or not any more where the import was cancelled.
    pub left: u32,
}

impl Counts {
    /// Returns the counts of a file of which nothing was looked at.
    #[must_use]
    pub fn start(rows: usize) -> Self {
        let rows = u32::try_from(rows).unwrap_or(u32::MAX);
        Self { rows, left: rows, ..Self::default() }
    }

    /// Counts results of rows that were left until now.
    pub fn add(&mut self, results: &[RowResult]) {
        for result in results {
            let count = match result.state {
                RowState::Done => &mut self.done,
                RowState::Repeated => &mut self.repeated,
                RowState::Refused => &mut self.refused,
                RowState::UnknownReference => &mut self.unknown,
                RowState::WouldDo => &mut self.would_do,
                RowState::Left => continue,
            };
            *count = count.saturating_add(1);
            self.left = self.left.saturating_sub(1);
        }
    }
}

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// Rows are on their way.
    Running,
    /// All rows were looked at.
    Finished,
    /// It was cancelled; what was done before stays done.
    Cancelled,
    /// The server failed; the same file may be sent again.
    Failed,
}

/// The file of an import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportFile {
    /// SHA-256 of its bytes, in hexadecimal.
    pub hash: String,
    /// How long it is.
    pub bytes: u64,
    /// The attachments that hold it, one after the other.
    pub parts: Vec<String>,
}

/// An import in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportRow {
    /// Its identifier.
    pub id: String,
    /// `handlings`, `units`, `orders`.
    pub kind: String,
    /// The file's name.
    pub name: String,
    /// Whose it is.
    pub organisation: String,
    /// Who sent it.
    pub actor: String,
    /// How far it is.
    pub state: ImportState,
    /// Whether nothing is recorded.
    pub dry_run: bool,
    /// How many rows became what.
    pub counts: Counts,
    /// Columns that mean nothing here.
    pub unknown_columns: Vec<String>,
    /// The file; absent while it is running and after a dry run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<ImportFile>,
    /// The attachments that hold the results, 1,000 rows each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub results: Vec<String>,
    /// When it began, UTC.
    pub began_at: String,
}

/// An import with what became of its rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportAnswer {
    /// The import.
    pub import: ImportRow,
    /// What became of its rows, in their order: a page.
    pub results: Vec<RowResult>,
    /// What to send as `cursor` for the next page; absent after the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}
