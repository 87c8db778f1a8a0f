//! Events in: files of what happened, of units and of orders, as CSV or XLSX.
//!
//! ```text
//!  bytes --> sheet --> rows --> wishes --> references --> commands --> results
//!           (delimited, (columns,          (resolve)      (round:       (report)
//!            workbook)   cells)                            the desk)
//! ```
//!
//! - `delimited`, `workbook`, `sheet`: bytes to rows of texts, within limits;
//! - `columns`, `cells`: which column means what in four languages, and what stands in a cell;
//! - `wish`, `handlings`, `units`, `orders`: what a row wants;
//! - `reading`: a whole file: wishes, and every row that wants nothing that can be done;
//! - `resolve`: consignments, units and places by the names that other systems give them;
//! - `round`: some hundred wishes through the desk, side by side; each is a command of its own;
//! - `report`, `finish`, `projection`, `lists`: what became of every row, and of every import.
//!
//! A row is done once, whatever file it comes in: its key under the desk is the hash of what it says. A row that names something
//! unknown is kept as a [discrepancy](super::discrepancy).

pub(crate) mod cells;
pub(crate) mod columns;
pub(crate) mod delimited;
mod finish;
mod handlings;
mod lists;
mod orders;
mod projection;
mod reading;
mod report;
mod resolve;
mod round;
mod settle;
pub(crate) mod sheet;
mod units;
mod wish;
mod workbook;

#[cfg(test)]
mod tests;

use lb_base::uuid_id;

use crate::desk::{Caller, Permission};
use crate::journal::{Entity, Fault};
use crate::refusal::Refusal;

pub use columns::{Column, columns, template};
pub use finish::{End, FinishImport, FinishedImport, after, begun, keep_file, keep_results};
pub use lists::{
    DiscrepancyFilter, ImportFilter, discrepancies, discrepancy, import, imports, open_discrepancy, results,
};
pub use projection::{DISCREPANCIES, EventsInProjection, IMPORTS, REFERENCES};
pub use reading::{Item, Reading, read};
pub use report::{Counts, ImportAnswer, ImportFile, ImportRow, ImportState, RowProblem, RowResult, RowState};
pub use resolve::{Missing, Resolved, Scene, Targets, resolve};
pub use round::{rehearse, round};
pub use settle::{Settling, settle};
pub use wish::{HandlingWish, OrderWish, UnitWish, Wish};

/// Bytes of a file at most.
pub const FILE_BYTES_MAX: usize = 20_000_000;
/// Bytes of a workbook's parts at most, unpacked.
pub const UNPACKED_BYTES_MAX: u64 = 200_000_000;
/// Rows of a file at most, the header not counted.
pub const ROWS_MAX: usize = 50_000;
/// Columns of a file at most.
pub const COLUMNS_MAX: usize = 200;
/// Letters of one cell at most.
pub const CELL_LETTERS_MAX: usize = 2_000;
/// Wishes that go through the desk side by side.
pub const ROUND_ITEMS: usize = 256;
/// Letters of a file's name at most.
pub const NAME_LETTERS_MAX: usize = 200;

uuid_id! {
    /// An import of one file.
    pub struct ImportId;
    /// Something that came in and names what nobody knows here.
    pub struct DiscrepancyId;
}

/// What a file is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ImportKind {
    /// What happened to goods.
    Handlings,
    /// Containers, wagons, vehicles, lots.
    Units,
    /// Orders, a line each.
    Orders,
}

impl ImportKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Handlings, Self::Units, Self::Orders];

    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Handlings => "handlings",
            Self::Units => "units",
            Self::Orders => "orders",
        }
    }

    /// Reads the stable word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Returns what a caller needs to be allowed to import it.
    #[must_use]
    pub const fn permission(self) -> Permission {
        match self {
            Self::Handlings | Self::Units => Permission::Record,
            Self::Orders => Permission::Book,
        }
    }
}

/// Refuses whoever may import nothing of a kind.
///
/// # Errors
/// `access.not_allowed`.
pub fn check_caller(caller: &Caller, kind: ImportKind) -> Result<(), Refusal> {
    caller.check(kind.permission())
}

/// Returns an import's name in the journal.
///
/// # Errors
/// None that can happen: a UUID is a name.
pub fn import_entity(id: ImportId) -> Result<Entity, Fault> {
    named("import", &id.to_string())
}

/// Returns a discrepancy's name in the journal.
///
/// # Errors
/// None that can happen: a UUID is a name.
pub fn discrepancy_entity(id: DiscrepancyId) -> Result<Entity, Fault> {
    named("discrepancy", &id.to_string())
}

fn named(kind: &str, id: &str) -> Result<Entity, Fault> {
    let fault = |error| Fault::caused("entity", error);
    Ok(Entity { kind: kind.parse().map_err(fault)?, id: id.parse().map_err(fault)? })
}
