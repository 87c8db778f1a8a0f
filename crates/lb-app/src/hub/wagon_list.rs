//! Wagon lists: what a train brings or takes, as railways and people write it down.
//!
//! ```text
//!  bytes --> draft --> settled --> lines of `visit_list`, and a result for every row
//!         (du1, table)  (settle)
//!  lines of a visit --> bytes (du1 writing, export)
//! ```
//!
//! - `du1`: the railways' own text, message 02 and its kin; `table`: CSV and XLSX, a row for each box or empty wagon;
//! - `settle`: rows against the floor: types of wagons, slots, what stands twice;
//! - `export`: the same three forms out; what is written is read back equal.
//!
//! Reading records nothing: its lines are sent with `visit_list`, the one command that does. A row that is wrong is told and left
//! out, the others stay; a wrong check digit is told and loses nothing.

mod du1;
mod export;
mod settle;
mod table;
mod written;

use jiff::Timestamp;
use lb_hub::consist::{ListedPlace, Listing};
use lb_hub::floor::Floor;
use lb_hub::visit::{Visit, VisitCommand};
use lb_hub::{Acting, Command, VisitId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::requests::{ListLine, Reader, ThingView};
use super::views::WagonPapersView;
use crate::booking::import::delimited::decoded;
use crate::booking::import::sheet::too_large;
use crate::booking::import::{NAME_LETTERS_MAX, RowProblem};
use crate::journal::Randomness;
use crate::refusal::Refusal;

pub use export::{Format, TrainSheet, export};
pub use settle::{Ground, settle};

/// Bytes of a list at most.
pub const LIST_BYTES_MAX: usize = 1 << 20;

/// The first lines of a train's list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TrainHeader {
    /// The message: `02` a list, `200` departed, `201` arrived, `09` wagons detached.
    pub message: String,
    /// The station that sends it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub station: Option<String>,
    /// The train's number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub train: Option<String>,
    /// The train's index: forming station, number, station of destination, such as `6700 015 6980`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub index: Option<String>,
    /// Day, month, hour and minute of local time, such as `22.11 14:35`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// Conventional length: units of 14 m.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub units: Option<u32>,
    /// Gross mass, whole tonnes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gross_t: Option<u32>,
    /// Marks behind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marks: Option<String>,
}

/// What became of a row of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ListRowState {
    /// It is in the list.
    Read,
    /// It is in the list, and something about it should be looked at.
    Warned,
    /// It is left out.
    Refused,
}

/// A row of a list, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ListRow {
    /// Its line in the file, from 1.
    pub line: u64,
    /// The number of the wagon or box; empty where none could be read.
    pub number: String,
    /// The number of the wagon that a box is on; absent for a wagon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wagon: Option<String>,
    /// The first slot that a box takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slot: Option<u8>,
    /// What became of it.
    pub state: ListRowState,
    /// What is wrong, or should be looked at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<RowProblem>,
}

/// A list as it was read. Nothing is recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ListReading {
    /// The file's name.
    pub file: String,
    /// `du1`, `csv` or `xlsx`.
    pub format: String,
    /// What stands above the wagons.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header: Option<TrainHeader>,
    /// Every row and what became of it, in the order of the file.
    pub rows: Vec<ListRow>,
    /// Wagons of the list.
    pub wagons: usize,
    /// Boxes of the list.
    pub boxes: usize,
    /// Rows left out.
    pub refused: usize,
    /// Rows that should be looked at.
    pub warned: usize,
    /// Columns that mean nothing here.
    pub unknown_columns: Vec<String>,
    /// The list, as `visit_list` takes it.
    pub lines: Vec<ListLine>,
    /// The train's index above the wagons, as `visit_index` takes it; absent where none is written or what is written is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub index: Option<String>,
    /// Why the list cannot be recorded as it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<RowProblem>,
}

/// A list before it is held against the floor.
#[derive(Debug, Default)]
struct Draft {
    format: &'static str,
    header: Option<TrainHeader>,
    unknown_columns: Vec<String>,
    rows: Vec<DraftRow>,
}

/// A row of a draft.
#[derive(Debug)]
enum DraftRow {
    Wagon(Box<WagonDraft>),
    /// On the wagon before.
    Box(Box<BoxDraft>),
    Refused {
        line: u64,
        number: String,
        is_wagon: bool,
        refusal: Refusal,
    },
}

#[derive(Debug, Default)]
struct WagonDraft {
    line: u64,
    number: String,
    wagon_type: Option<String>,
    tare_kg: Option<i64>,
    seals: Vec<String>,
    papers: WagonPapersView,
    warnings: Vec<Refusal>,
}

#[derive(Debug)]
struct BoxDraft {
    line: u64,
    slot: Option<u8>,
    thing: ThingView,
}

/// Reads a list by what it is: a workbook, the railways' text, else CSV; `charset` is what its sender says of it. Without that a
/// text that is no UTF-8 is read as windows-1251, in which railways' programs write.
///
/// # Errors
/// A refusal where nothing of the file can be used: it is too large, no table, or lacks a column. A row that is wrong is none.
fn draft(bytes: &[u8], charset: Option<&str>) -> Result<Draft, Refusal> {
    if bytes.len() > LIST_BYTES_MAX {
        return Err(too_large("bytes", LIST_BYTES_MAX, bytes.len()));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return table::read(bytes, None, "xlsx");
    }
    let is_marked = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    let usual = if is_marked || std::str::from_utf8(bytes).is_ok() { None } else { Some("windows-1251") };
    let text = decoded(bytes, charset.or(usual))?;
    if du1::is_meant(&text) { Ok(du1::read(&text)) } else { table::read(text.as_bytes(), None, "csv") }
}

/// A list that is to be read for a visit.
#[derive(Clone, Copy, Debug)]
pub struct Sent<'a> {
    /// Whose list it is.
    pub visit: VisitId,
    /// The file's name.
    pub file: &'a str,
    /// The file.
    pub bytes: &'a [u8],
    /// What its sender says of its letters.
    pub charset: Option<&'a str>,
    /// The type of wagons of which nothing else is known.
    pub wagon_type: Option<&'a str>,
}

/// Reads a list for a visit and decides it without recording anything: what `visit_list` would refuse is told in `problem`.
///
/// # Errors
/// A refusal where nothing of the file can be used; `hub.visit_not_found`; `hub.too_many`.
pub fn rehearse(
    floor: &Floor,
    rules: &lb_hub::Ground<'_>,
    sent: &Sent<'_>,
    acting: &Acting,
) -> Result<ListReading, Refusal> {
    let missing = lb_hub::Refusal::VisitNotFound { visit: sent.visit };
    let visit = floor.visit(sent.visit).ok_or(missing)?;
    let name: String = sent.file.trim().chars().filter(|letter| !letter.is_control()).collect();
    if name.is_empty() || name.chars().count() > NAME_LETTERS_MAX {
        let expected = format!("the file's name, at most {NAME_LETTERS_MAX} letters");
        return Err(Refusal::field("request.bad_value", "name", expected, &name));
    }
    let unknown = |word: &str| Refusal::field("request.bad_value", "wagon_type", "a type of wagon", word);
    let wagon_type = sent.wagon_type.filter(|word| !word.is_empty());
    let wagon_type = wagon_type.map(|word| word.parse().map_err(|_| unknown(word))).transpose()?;
    let ground = Ground { floor, layouts: rules.layouts, visit, wagon_type: wagon_type.as_ref() };
    let reading = settle(ground, &name, sent.bytes, sent.charset)?;
    let problem = decided(floor, rules, (sent.visit, &reading.lines), acting).err();
    let problem = problem.map(|refusal| RowProblem::of(&refusal, &name, 0));
    Ok(ListReading { problem, ..reading })
}

fn decided(
    floor: &Floor,
    rules: &lb_hub::Ground<'_>,
    (visit, lines): (VisitId, &[ListLine]),
    acting: &Acting,
) -> Result<(), Refusal> {
    let listings = listings(floor, visit, lines, acting.now)?;
    lb_hub::decide(floor, rules, &Command::Visit(VisitCommand::List { visit, from: 0, listings }), acting)?;
    Ok(())
}

/// Returns lines as the rules take them, to try them out: what is new has identifiers that serve nothing else.
///
/// # Errors
/// `request.bad_value` with the line and field that cannot be read.
pub fn listings(
    floor: &Floor,
    visit: VisitId,
    lines: &[ListLine],
    now: Timestamp,
) -> Result<Vec<Listing>, Refusal> {
    let mut randomness = Randomness::from_seed([0; 32]);
    let mut reader =
        Reader { floor, now: now.into(), randomness: &mut randomness, person: "", organisation: "" };
    Ok(reader.listings(visit, lines, "lines")?)
}

/// What a visit announced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct AnnouncedList {
    /// Its lines, as `visit_list` takes them.
    pub lines: Vec<ListLine>,
}

/// Returns the list that a visit announced, with all that it says.
///
/// # Errors
/// `hub.visit_not_found`.
pub fn announced_list(floor: &Floor, id: VisitId) -> Result<AnnouncedList, Refusal> {
    let visit = floor.visit(id).ok_or(lb_hub::Refusal::VisitNotFound { visit: id })?;
    Ok(AnnouncedList { lines: announced(visit) })
}

fn announced(visit: &Visit) -> Vec<ListLine> {
    let number = |wagon| visit.listed.iter().find(|line| line.article.id == wagon);
    let line = |listing: &Listing| {
        let (wagon, slot, stow) = match &listing.place {
            ListedPlace::Consist => (None, None, None),
            ListedPlace::Wagon { wagon, slot } => {
                (number(*wagon).map(|line| line.article.identity.to_string()), Some(*slot), None)
            }
            ListedPlace::Aboard { stow } => (None, None, Some(stow.to_string())),
        };
        ListLine { thing: ThingView::of(&listing.article), wagon, slot, stow }
    };
    visit.listed.iter().map(line).collect()
}

/// Returns what a visit has on its wagons, or announces, as a list would say it.
#[must_use]
pub fn lines_of(floor: &Floor, visit: &Visit) -> Vec<ListLine> {
    if !visit.is_here() && visit.consist.is_empty() {
        return announced(visit);
    }
    let mut lines = Vec::new();
    for wagon in visit.consist.iter().filter_map(|wagon| floor.unit(*wagon)) {
        let number = wagon.article.identity.to_string();
        lines.push(ListLine { thing: ThingView::of(&wagon.article), wagon: None, slot: None, stow: None });
        for (slot, unit) in floor.load(wagon.article.id) {
            let Some(stay) = floor.unit(unit) else { continue };
            let thing = ThingView::of(&stay.article);
            lines.push(ListLine { thing, wagon: Some(number.clone()), slot: Some(slot), stow: None });
        }
    }
    lines
}
