//! Discrepancies: what came in and names what nobody knows here. Nothing that came in is lost: it is kept as it came until somebody
//! settles it, by hand with a note or against the consignment, unit or place that was meant.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::import::{DiscrepancyId, ImportId, ImportKind, Wish, discrepancy_entity};
use super::workbench::broken;
use crate::desk::{Caller, Circumstances, Decision, Fact, NewFact, Seen, State, Task};
use crate::journal::{Body, Entity, Fault};
use crate::refusal::Refusal;

/// Letters of a note at most.
pub const NOTE_LETTERS_MAX: usize = 2_000;

/// Whether somebody still has to look at a discrepancy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DiscrepancyState {
    /// Somebody has.
    Open,
    /// Nobody has.
    Settled,
}

impl DiscrepancyState {
    /// Reads the stable word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "open" => Some(Self::Open),
            "settled" => Some(Self::Settled),
            _ => None,
        }
    }

    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Settled => "settled",
        }
    }
}

/// What settled a discrepancy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SettledBy {
    /// A person, with a note.
    Hand,
    /// A person who said what was meant: it was recorded then.
    Retry,
    /// The same row came in again, and what it names was known by then.
    Import,
}

/// How a discrepancy was settled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SettlementRow {
    /// By what.
    pub by: SettledBy,
    /// Who did it.
    pub actor: String,
    /// Why, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What was recorded with it: `consignment:..`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<String>,
    /// When, UTC.
    pub at: String,
}

/// A discrepancy in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DiscrepancyRow {
    /// Its identifier.
    pub id: String,
    /// `handlings`, `units` or `orders`.
    pub kind: String,
    /// Whose it is.
    pub organisation: String,
    /// Whether it is settled.
    pub state: DiscrepancyState,
    /// Why it is one: `import.unknown_consignment`, `import.unknown_unit`, `import.unknown_place`, `import.ambiguous`.
    pub code: String,
    /// The column that names something unknown.
    pub field: String,
    /// What was expected.
    pub expected: String,
    /// What was found.
    pub found: String,
    /// The import that brought it.
    pub import: String,
    /// The file's name.
    pub file: String,
    /// The lines in the file.
    pub lines: Vec<u64>,
    /// The first rows as they came, by what the columns are called in the file.
    pub rows: Vec<BTreeMap<String, String>>,
    /// The key of what came in.
    pub row_key: String,
    /// When it was recorded, UTC.
    pub made_at: String,
    /// How it was settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled: Option<SettlementRow>,
    /// How many events it has had.
    #[serde(default)]
    pub version: u64,
}

/// A discrepancy with what came in, as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discrepancy {
    /// How it stands.
    pub row: DiscrepancyRow,
    /// What came in.
    pub wish: Wish,
}

impl Discrepancy {
    /// Returns whether a caller may see it.
    #[must_use]
    pub fn is_seen_by(&self, caller: &Caller) -> bool {
        caller.sees_all() || caller.organisation().as_str() == self.row.organisation
    }

    /// Returns what a caller needs to be allowed to settle it.
    #[must_use]
    pub const fn kind(&self) -> ImportKind {
        self.wish.kind()
    }
}

/// Returns a discrepancy after one more recorded event.
///
/// # Errors
/// A fault when the body is not an event of a discrepancy.
pub fn after(state: Option<Discrepancy>, fact: &Fact<'_>) -> Result<Option<Discrepancy>, Fault> {
    let Some(body) = fact.body else { return Ok(state) };
    let unreadable = |error: serde_json::Error| Fault::caused("discrepancy", error);
    let row = body.get("row").cloned().unwrap_or(Value::Null);
    let row: DiscrepancyRow = serde_json::from_value(row).map_err(unreadable)?;
    match (body.pointer("/event/wish"), state) {
        (Some(wish), _) => {
            let wish = serde_json::from_value(wish.clone()).map_err(unreadable)?;
            Ok(Some(Discrepancy { row, wish }))
        }
        (None, Some(state)) => Ok(Some(Discrepancy { row, ..state })),
        (None, None) => Ok(None),
    }
}

fn fact(entity: Entity, kind: &str, (event, row): (Value, &DiscrepancyRow)) -> Result<NewFact, Refusal> {
    let body = json!({ "audience": [row.organisation], "event": event, "row": row });
    let body = Body::of(&body).map_err(|error| broken(Fault::caused("discrepancy", error)))?;
    let kind = kind.parse().map_err(|error| broken(Fault::caused("discrepancy", error)))?;
    Ok(NewFact { entity, kind, happened_at: None, corrects: None, body })
}

/// Keeps what came in and names what nobody knows here.
pub struct OpenDiscrepancy {
    /// Its identifier.
    pub id: DiscrepancyId,
    /// The import that brings it.
    pub import: ImportId,
    /// The file's name.
    pub file: String,
    /// The lines in the file.
    pub lines: Vec<u64>,
    /// The first rows as they came.
    pub rows: Vec<BTreeMap<String, String>>,
    /// What came in, as it was read.
    pub wish: Wish,
    /// What is unknown.
    pub missing: Refusal,
}

impl Task for OpenDiscrepancy {
    fn needs(&self, _: &Seen) -> Vec<Entity> {
        discrepancy_entity(self.id).into_iter().collect()
    }

    fn decide(&self, _: &Seen, at: &mut Circumstances<'_>) -> Result<Decision, Refusal> {
        at.caller.check(self.wish.kind().permission())?;
        let entity = discrepancy_entity(self.id).map_err(broken)?;
        let problem = self.missing.fields.first();
        let text = |of: fn(&crate::refusal::FieldProblem) -> String| problem.map(of).unwrap_or_default();
        let row = DiscrepancyRow {
            id: self.id.to_string(),
            kind: self.wish.kind().word().to_owned(),
            organisation: at.caller.organisation().to_string(),
            state: DiscrepancyState::Open,
            code: self.missing.code.to_owned(),
            field: text(|problem| problem.field.clone().into_owned()),
            expected: text(|problem| problem.expected.clone()),
            found: text(|problem| problem.found.clone()),
            import: self.import.to_string(),
            file: self.file.clone(),
            lines: self.lines.clone(),
            rows: self.rows.clone(),
            row_key: self.wish.idempotency(ROW)?.key.to_string(),
            made_at: at.now.rfc3339(),
            settled: None,
            version: 0,
        };
        let event = json!({ "type": "opened", "wish": self.wish });
        let facts = vec![fact(entity, "discrepancy.opened", (event, &row))?];
        Ok(Decision { facts, answer: json!({ "id": row.id }) })
    }
}

/// The word under which a row itself is done once.
pub const ROW: &str = "row";

/// Returns a discrepancy that is open, and that the caller may settle.
fn open<'a>(
    seen: &'a Seen,
    entity: &Entity,
    at: &Circumstances<'_>,
    version: Option<u64>,
) -> Result<&'a Discrepancy, Refusal> {
    let found = seen.sight(entity).and_then(|sight| sight.state.as_ref()).and_then(State::discrepancy);
    let found = found.filter(|found| found.is_seen_by(at.caller));
    let found = found.ok_or_else(|| unknown(entity.id.as_str()))?;
    at.caller.check(found.kind().permission())?;
    let has = seen.version(entity);
    if let Some(expected) = version.filter(|expected| *expected != has) {
        let entity = entity.clone();
        return Err(crate::journal::Refused::Conflict { entity, expected, found: has }.into());
    }
    match found.row.state {
        DiscrepancyState::Open => Ok(found),
        DiscrepancyState::Settled => {
            let expected = "a discrepancy that is open";
            Err(Refusal::field("discrepancy.settled_already", "id", expected, &found.row.id))
        }
    }
}

/// Returns the refusal of a discrepancy that is not there, or that the caller may not see.
#[must_use]
pub fn unknown(id: &str) -> Refusal {
    Refusal::field("discrepancy.not_found", "id", "a discrepancy that you may see", id)
}

fn settled(
    entity: &Entity,
    found: &Discrepancy,
    at: &Circumstances<'_>,
    (by, note, recorded): (SettledBy, Option<String>, Option<String>),
) -> Result<NewFact, Refusal> {
    let actor = at.caller.author.actor.to_string();
    let settlement = SettlementRow { by, actor, note, entity: recorded, at: at.now.rfc3339() };
    let event = json!({ "type": "settled", "settlement": settlement });
    let row =
        DiscrepancyRow { state: DiscrepancyState::Settled, settled: Some(settlement), ..found.row.clone() };
    fact(entity.clone(), "discrepancy.settled", (event, &row))
}

/// Settles a discrepancy by hand: nothing is recorded but the note.
pub struct SettleByHand {
    /// Which.
    pub id: DiscrepancyId,
    /// The version that the caller saw; whatever it is now where nothing is said.
    pub version: Option<u64>,
    /// Why, in words; may be empty where what came in is so already.
    pub note: String,
    /// What it is already.
    pub entity: Option<String>,
}

impl Task for SettleByHand {
    fn needs(&self, _: &Seen) -> Vec<Entity> {
        discrepancy_entity(self.id).into_iter().collect()
    }

    fn decide(&self, seen: &Seen, at: &mut Circumstances<'_>) -> Result<Decision, Refusal> {
        let entity = discrepancy_entity(self.id).map_err(broken)?;
        let found = open(seen, &entity, at, self.version)?;
        let note = noted(Some(&self.note))?;
        if note.is_none() && self.entity.is_none() {
            return Err(Refusal::field(
                "request.bad_value",
                "note",
                "why it is settled, in words",
                "nothing",
            ));
        }
        let recorded = self.entity.clone();
        let facts = vec![settled(&entity, found, at, (SettledBy::Hand, note, recorded.clone()))?];
        Ok(Decision { facts, answer: answer(self.id, seen.version(&entity), recorded) })
    }
}

/// Does what came in, and settles its discrepancy in the same command.
pub struct SettleByDoing {
    /// Which.
    pub id: DiscrepancyId,
    /// The version that the caller saw; whatever it is now where nothing is said.
    pub version: Option<u64>,
    /// What is done.
    pub task: Arc<dyn Task>,
    /// By what.
    pub by: SettledBy,
    /// Why, in words.
    pub note: Option<String>,
    /// The kind of entity that it is done to.
    pub entity_kind: &'static str,
}

impl Task for SettleByDoing {
    fn needs(&self, seen: &Seen) -> Vec<Entity> {
        let mut needs = self.task.needs(seen);
        needs.extend(discrepancy_entity(self.id));
        needs
    }

    fn decide(&self, seen: &Seen, at: &mut Circumstances<'_>) -> Result<Decision, Refusal> {
        let entity = discrepancy_entity(self.id).map_err(broken)?;
        let mut decision = self.task.decide(seen, at)?;
        let done = decision.answer.get("id").and_then(Value::as_str);
        let done = done.map(|id| format!("{}:{id}", self.entity_kind));
        let version = seen.version(&entity);
        match (self.by, open(seen, &entity, at, self.version)) {
            (by, Ok(found)) => {
                let what = (by, noted(self.note.as_ref())?, done.clone());
                decision.facts.push(settled(&entity, found, at, what)?);
            }
            // A row that comes in again is done whoever settled its discrepancy meanwhile.
            (SettledBy::Import, Err(_)) => {}
            (SettledBy::Hand | SettledBy::Retry, Err(refusal)) => return Err(refusal),
        }
        if self.by != SettledBy::Import {
            decision.answer = answer(self.id, version, done);
        }
        Ok(decision)
    }
}

fn answer(id: DiscrepancyId, version_before: u64, entity: Option<String>) -> Value {
    json!({ "id": id.to_string(), "version": version_before.saturating_add(1), "entity": entity })
}

fn noted(note: Option<&String>) -> Result<Option<String>, Refusal> {
    let note = note.map(|note| note.trim().to_owned()).filter(|note| !note.is_empty());
    match &note {
        Some(long) if long.chars().count() > NOTE_LETTERS_MAX || long.contains('\0') => {
            let expected = format!("at most {NOTE_LETTERS_MAX} letters");
            Err(Refusal::field("request.bad_value", "note", expected, long))
        }
        Some(_) | None => Ok(note),
    }
}

/// Something to be done with a discrepancy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DiscrepancyRequest {
    /// The version that the caller saw; refused when it is another now. Not compared when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
    /// What.
    pub action: DiscrepancyAction,
}

/// What is to be done with a discrepancy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum DiscrepancyAction {
    /// Settle it. Where a consignment, unit or place is named, what came in is recorded against it; else the note is all.
    Settle {
        /// Why, in words; needed where nothing else is said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
        /// The consignment that was meant: identifier, booking or reference.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        consignment: Option<String>,
        /// The unit that was meant: identifier or number.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<String>,
        /// The place that was meant.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<String>,
    },
    /// Try again what came in, as it came: what it names may be known by now.
    Retry {},
}

/// What became of a discrepancy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DiscrepancyDone {
    /// The discrepancy.
    pub id: String,
    /// Its version now.
    pub version: u64,
    /// What was recorded with it: `consignment:..`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<String>,
}
