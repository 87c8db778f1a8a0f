//! Stowage plans, discharge lists and load lists: read from files that lines and terminals send, and written.
//!
//! ```text
//!  bytes --> draft --> settled --> lines of `visit_list` or `ship_load_list`, and a result for every row
//!      (plan, table)  (here)
//!  what stands aboard, or a list --> bytes (write)
//! ```
//!
//! A file is a BAPLIE in either form, CSV, or the first sheet of an XLSX file. Reading records nothing. A row that is wrong is told
//! and left out, the others stay; a wrong check digit is told and loses nothing.

mod plan;
mod table;
mod write;

use std::collections::BTreeSet;

use lb_base::UnitId;
use lb_hub::VisitId;
use lb_hub::article::Article;
use lb_hub::consist::LIST_MAX;
use lb_hub::floor::{Floor, number_key};
use lb_hub::ship::Direction;
use lb_hub::stow::{self, Stow};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::requests::{ListLine, ThingView};
use super::ship::ship_of;
use super::wagon_list::ListRowState;
use crate::booking::import::sheet::too_large;
use crate::booking::import::{NAME_LETTERS_MAX, RowProblem};
use crate::json::ViewError;
use crate::refusal::Refusal;

pub use write::{Form, Written, written};

/// Bytes of a file at most: a plan of 6,000 boxes.
pub const STOW_BYTES_MAX: usize = 4 << 20;

/// What stands above the boxes of a stowage plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StowHeader {
    /// The ship's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ship: Option<String>,
    /// The voyage.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voyage: Option<String>,
    /// Who runs the ship.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carrier: Option<String>,
    /// The port that it left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The port that it calls at next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A row of a ship's list, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StowRow {
    /// Its line in the file, from 1; of a plan the segment at which it begins.
    pub line: u64,
    /// The number of the box or vehicle; empty where none could be read.
    pub number: String,
    /// Where aboard, as written; absent where nobody says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stow: Option<String>,
    /// What became of it.
    pub state: ListRowState,
    /// What is wrong, or should be looked at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<RowProblem>,
}

/// A list of a ship as it was read. Nothing is recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StowReading {
    /// The file's name.
    pub file: String,
    /// `baplie22`, `baplie31`, `csv` or `xlsx`.
    pub format: String,
    /// What stands above the boxes of a plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header: Option<StowHeader>,
    /// Every row and what became of it, in the order of the file; of a plan `line` counts segments.
    pub rows: Vec<StowRow>,
    /// What is wrong with the file and with none of its rows.
    pub problems: Vec<RowProblem>,
    /// Rows that are in the list.
    pub boxes: usize,
    /// Rows left out.
    pub refused: usize,
    /// Rows that should be looked at.
    pub warned: usize,
    /// Columns that mean nothing here.
    pub unknown_columns: Vec<String>,
    /// The list, as `visit_list` and `ship_load_list` take it: in parts of at most 500.
    pub lines: Vec<ListLine>,
}

/// A list before it is held against the ship.
#[derive(Debug, Default)]
struct Draft {
    format: &'static str,
    header: Option<StowHeader>,
    unknown_columns: Vec<String>,
    problems: Vec<RowProblem>,
    rows: Vec<DraftRow>,
}

#[derive(Debug)]
struct DraftRow {
    line: u64,
    number: String,
    stow: String,
    /// The thing, or why it cannot be read.
    thing: Result<ThingView, Refusal>,
    /// What should be looked at.
    warnings: Vec<Refusal>,
}

/// A file that is to be read for a ship.
#[derive(Clone, Copy, Debug)]
pub struct Sent<'a> {
    /// Whose list it is.
    pub visit: VisitId,
    /// Whether it is what the ship brings or what it is to load.
    pub direction: Direction,
    /// The hub's port: of a plan for loading, what was loaded elsewhere is aboard already and left out.
    pub port: &'a str,
    /// The file's name.
    pub file: &'a str,
    /// The file.
    pub bytes: &'a [u8],
    /// What its sender says of its letters.
    pub charset: Option<&'a str>,
}

/// Reads a list for a ship: every row with what becomes of it. Nothing is recorded.
///
/// # Errors
/// A refusal where nothing of the file can be used; `hub.visit_not_found`, `hub.wrong_vehicle`, `hub.too_many`.
pub fn read(floor: &Floor, sent: &Sent<'_>) -> Result<StowReading, Refusal> {
    ship_of(floor, sent.visit)?;
    let name: String = sent.file.trim().chars().filter(|letter| !letter.is_control()).collect();
    if name.is_empty() || name.chars().count() > NAME_LETTERS_MAX {
        let expected = format!("the file's name, at most {NAME_LETTERS_MAX} letters");
        return Err(Refusal::field("request.bad_value", "name", expected, &name));
    }
    let found = sent.bytes.len();
    if found > STOW_BYTES_MAX {
        return Err(too_large("bytes", STOW_BYTES_MAX, found));
    }
    let mut draft = if lb_codec::baplie::is_meant(sent.bytes) {
        plan::read(sent.bytes, &name)?
    } else {
        table::read(sent.bytes, sent.charset)?
    };
    if draft.format.starts_with("baplie") && sent.direction == Direction::Load {
        draft.rows.retain(|row| is_loaded_at(row, sent.port));
    }
    let found = draft.rows.len();
    if found > LIST_MAX {
        return Err(lb_hub::Refusal::TooMany { limit: LIST_MAX, found }.into());
    }
    if found == 0 {
        return Err(Refusal::field("import.empty", "file", "a list with a box", "none"));
    }
    Ok(Settling::new(floor, sent, &name).settle(draft))
}

fn is_loaded_at(row: &DraftRow, port: &str) -> bool {
    let sea = row.thing.as_ref().ok().and_then(|thing| thing.sea.as_ref());
    sea.and_then(|sea| sea.load_port.as_deref()).is_none_or(|loaded| loaded == port)
}

struct Settling<'a> {
    floor: &'a Floor,
    sent: &'a Sent<'a>,
    file: &'a str,
    rows: Vec<StowRow>,
    lines: Vec<ListLine>,
    numbers: BTreeSet<String>,
    cells: BTreeSet<lb_base::StowPosition>,
}

impl<'a> Settling<'a> {
    fn new(floor: &'a Floor, sent: &'a Sent<'a>, file: &'a str) -> Self {
        let (rows, lines) = (Vec::new(), Vec::new());
        Self { floor, sent, file, rows, lines, numbers: BTreeSet::new(), cells: BTreeSet::new() }
    }

    fn settle(mut self, draft: Draft) -> StowReading {
        for row in &draft.rows {
            self.take(row);
        }
        let count = |state| self.rows.iter().filter(|row| row.state == state).count();
        StowReading {
            file: self.file.to_owned(),
            format: draft.format.to_owned(),
            header: draft.header,
            problems: draft.problems,
            boxes: self.lines.len(),
            refused: count(ListRowState::Refused),
            warned: count(ListRowState::Warned),
            unknown_columns: draft.unknown_columns,
            rows: self.rows,
            lines: self.lines,
        }
    }

    fn take(&mut self, row: &DraftRow) {
        match self.line(row) {
            Ok((line, warnings)) => {
                self.tell(row, None, &warnings);
                self.lines.push(line);
            }
            Err(refusal) => self.tell(row, Some(&refusal), &row.warnings),
        }
    }

    /// Returns the line of a row, and what should be looked at.
    fn line(&mut self, row: &DraftRow) -> Result<(ListLine, Vec<Refusal>), Refusal> {
        let thing = row.thing.clone()?;
        let article = checked(&thing)?;
        let key = number_key(&thing.number);
        if self.numbers.contains(&key) {
            return Err(Refusal::field("list.twice", "box", "every box once", &row.number));
        }
        let cells = self.cells_of(&article, &row.stow)?;
        if let Some(taken) = cells.iter().find(|cell| self.cells.contains(cell)) {
            let expected = format!("a free place at {}", row.stow);
            return Err(Refusal::field("list.twice", "stow", expected, &taken.to_string()));
        }
        let mut warnings = row.warnings.clone();
        warnings.extend(doubt(&article));
        if self.sent.direction == Direction::Load && self.floor.numbered(&thing.number).is_none() {
            warnings.push(Refusal::field("list.not_here", "box", "a box that is at the hub", &row.number));
        }
        self.numbers.insert(key);
        self.cells.extend(cells);
        let stow = Some(row.stow.clone()).filter(|stow| !stow.is_empty());
        Ok((ListLine { thing, wagon: None, slot: None, stow }, warnings))
    }

    /// Returns the 20 ft places of a box, where it says a position.
    fn cells_of(&self, article: &Article, text: &str) -> Result<Vec<lb_base::StowPosition>, Refusal> {
        let (Stow::Position(at), Some(length)) = (Stow::read(text), article.box_length()) else {
            return Ok(Vec::new());
        };
        if stow::fits_bay(at, length) {
            return Ok(stow::cells(at, length));
        }
        let expected = if length == lb_hub::article::BoxLength::Twenty {
            "an odd bay for a 20 ft box"
        } else {
            "an even bay for a longer box"
        };
        Err(Refusal::field("list.wrong_bay", "stow", expected, text))
    }

    fn tell(&mut self, row: &DraftRow, refusal: Option<&Refusal>, warnings: &[Refusal]) {
        let state = match (refusal, warnings) {
            (Some(_), _) => ListRowState::Refused,
            (None, []) => ListRowState::Read,
            (None, _) => ListRowState::Warned,
        };
        let problems = refusal.into_iter().chain(warnings);
        let problems = problems.map(|refusal| RowProblem::of(refusal, self.file, row.line)).collect();
        let number = row.number.clone();
        let stow = Some(row.stow.clone()).filter(|stow| !stow.is_empty());
        self.rows.push(StowRow { line: row.line, number, stow, state, problems });
    }
}

/// Returns a thing as the rules take it, its figures within reason.
fn checked(thing: &ThingView) -> Result<Article, Refusal> {
    let said = |error: ViewError| Refusal { code: "import.bad_cell", ..Refusal::from(error) };
    let article = thing.article(|_| UnitId::at(0, [0; 10])).map_err(said)?;
    lb_hub::decide::check_article(&article)?;
    Ok(article)
}

/// Returns what is wrong with a number that is kept all the same.
fn doubt(article: &Article) -> Option<Refusal> {
    let finding = article.identity.finding()?.to_string();
    let (expected, found) = finding.split_once(", got ").unwrap_or((&finding, ""));
    let expected = expected.strip_prefix("expected ").unwrap_or(expected);
    let found = format!("{found} ({})", article.identity);
    Some(Refusal::field("list.number_doubtful", "box", expected, found.trim()))
}
