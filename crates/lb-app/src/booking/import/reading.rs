//! A whole file: what its rows want, and the rows that want nothing that can be done.

use std::collections::BTreeMap;

use super::cells::Cells;
use super::columns::{Layout, layout};
use super::report::{RowProblem, RowResult, RowState};
use super::sheet::{Sheet, SheetRow, open};
use super::wish::{OrderWish, Wish};
use super::{ImportKind, NAME_LETTERS_MAX, handlings, orders, units};
use crate::journal::Hash;
use crate::refusal::Refusal;

/// Letters of a cell that a discrepancy keeps, and its columns.
const KEPT_LETTERS_MAX: usize = 300;
const KEPT_COLUMNS_MAX: usize = 60;

/// What one row, or the rows of one order, want.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The places of the rows among the file's, from 0.
    pub rows: Vec<usize>,
    /// What they want.
    pub wish: Wish,
}

/// A file that was read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// What it is about.
    pub kind: ImportKind,
    /// Its name.
    pub name: String,
    /// The hash of its bytes.
    pub hash: Hash,
    /// How many bytes it has.
    pub bytes: u64,
    /// What its rows want, in the order of their first rows.
    pub items: Vec<Item>,
    /// The rows that cannot be read.
    pub refused: Vec<RowResult>,
    sheet: Sheet,
    layout: Layout,
}

/// Reads a file; `charset` is what its sender says of it.
///
/// # Errors
/// A refusal where nothing of the file can be used: it is too large, no table, or lacks a column. A row that is wrong is none.
pub fn read(kind: ImportKind, name: &str, bytes: &[u8], charset: Option<&str>) -> Result<Reading, Refusal> {
    let name: String = name.trim().chars().filter(|letter| !letter.is_control()).collect();
    if name.is_empty() || name.chars().count() > NAME_LETTERS_MAX {
        let expected = format!("the file's name, at most {NAME_LETTERS_MAX} letters");
        return Err(Refusal::field("request.bad_value", "name", expected, &name));
    }
    let sheet = open(bytes, charset)?;
    let layout = layout(kind, &sheet.header)?;
    let mut reading = Reading {
        kind,
        name,
        hash: Hash::of(&[bytes]),
        bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
        items: Vec::new(),
        refused: Vec::new(),
        sheet,
        layout,
    };
    match kind {
        ImportKind::Handlings => reading.each(|cells| handlings::read(cells).map(Wish::Handling)),
        ImportKind::Units => reading.each(|cells| units::read(cells).map(Wish::Unit)),
        ImportKind::Orders => reading.orders(),
    }
    Ok(reading)
}

impl Reading {
    /// Returns how many rows the file has.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.sheet.rows.len()
    }

    /// Returns whether it has none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.sheet.rows.is_empty()
    }

    /// Returns the names of the columns that mean nothing here.
    #[must_use]
    pub fn unknown_columns(&self) -> &[String] {
        &self.layout.unknown
    }

    /// Returns the line of a row.
    #[must_use]
    pub fn line(&self, row: usize) -> u64 {
        self.sheet.rows.get(row).map_or(0, |row| row.line)
    }

    /// Returns what a row says, as it came, by what the columns are called in the file.
    #[must_use]
    pub fn as_it_came(&self, row: usize) -> BTreeMap<String, String> {
        let Some(row) = self.sheet.rows.get(row) else { return BTreeMap::new() };
        let cut = |text: &String| -> String {
            text.trim().chars().filter(|letter| *letter != '\0').take(KEPT_LETTERS_MAX).collect()
        };
        let cells = self.sheet.header.iter().zip(&row.cells).filter(|(_, cell)| !cell.trim().is_empty());
        cells.take(KEPT_COLUMNS_MAX).map(|(name, cell)| (cut(name), cut(cell))).collect()
    }

    /// Returns the same result for each of some rows.
    #[must_use]
    pub fn told(
        &self,
        rows: &[usize],
        state: RowState,
        entity: Option<&str>,
        refusal: Option<&Refusal>,
    ) -> Vec<RowResult> {
        let result = |row: &usize| RowResult {
            row: u32::try_from(row.saturating_add(1)).unwrap_or(u32::MAX),
            line: self.line(*row),
            state,
            entity: entity.map(str::to_owned),
            problem: refusal.map(|refusal| RowProblem::of(refusal, &self.name, self.line(*row))),
        };
        rows.iter().map(result).collect()
    }

    fn refuse(&mut self, rows: &[usize], refusal: &Refusal) {
        let told = self.told(rows, RowState::Refused, None, Some(refusal));
        self.refused.extend(told);
    }

    fn cells(&self, row: usize) -> Result<Cells<'_>, Refusal> {
        const NONE: &SheetRow = &SheetRow { line: 0, cells: Vec::new() };
        Cells::new(&self.layout, self.sheet.rows.get(row).unwrap_or(NONE), self.sheet.epoch)
    }

    /// Reads rows that each stand for themselves.
    fn each(&mut self, wish: fn(&Cells<'_>) -> Result<Wish, Refusal>) {
        for row in 0..self.len() {
            match self.cells(row).and_then(|cells| wish(&cells)) {
                Ok(wish) => self.items.push(Item { rows: vec![row], wish }),
                Err(refusal) => self.refuse(&[row], &refusal),
            }
        }
    }

    /// Reads rows that may be lines of one order: it is done with all its lines or not at all.
    fn orders(&mut self) {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut places: BTreeMap<(String, String), usize> = BTreeMap::new();
        for row in 0..self.len() {
            let name = self.cells(row).ok().and_then(|cells| {
                let customer = cells.owned("customer").unwrap_or_default();
                Some((customer, cells.owned("reference")?))
            });
            let place = match name {
                Some(name) => *places.entry(name).or_insert(groups.len()),
                None => groups.len(),
            };
            match groups.get_mut(place) {
                Some(group) => group.push(row),
                None => groups.push(vec![row]),
            }
        }
        for rows in groups {
            match self.order(&rows) {
                Ok(order) => self.items.push(Item { rows, wish: Wish::Order(Box::new(order)) }),
                Err(wrong) => self.refuse_order(&rows, &wrong),
            }
        }
    }

    fn order(&self, rows: &[usize]) -> Result<OrderWish, BTreeMap<usize, Refusal>> {
        let mut order: Option<OrderWish> = None;
        let mut wrong = BTreeMap::new();
        for row in rows {
            let read = self.cells(*row).and_then(|cells| orders::read(&cells));
            let joined = read.and_then(|line| match &mut order {
                None => {
                    order = Some(line);
                    Ok(())
                }
                Some(order) => orders::join(order, line),
            });
            if let Err(refusal) = joined {
                wrong.insert(*row, refusal);
            }
        }
        match order {
            Some(order) if wrong.is_empty() => Ok(order),
            Some(_) | None => Err(wrong),
        }
    }

    fn refuse_order(&mut self, rows: &[usize], wrong: &BTreeMap<usize, Refusal>) {
        let line = wrong.keys().next().map_or(0, |row| self.line(*row));
        let other = Refusal {
            facts: vec![("line", line.to_string())],
            ..Refusal::new(
                "import.order_refused",
                format!(
                    "expected an order all of whose rows can be read, got one that is wrong on line {line}"
                ),
            )
        };
        for row in rows {
            self.refuse(&[*row], wrong.get(row).unwrap_or(&other));
        }
    }
}
