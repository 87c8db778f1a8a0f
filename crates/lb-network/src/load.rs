//! From CSV texts to a [`Corridor`]: every good row is kept, every bad one becomes a problem.

mod infrastructure;
mod layouts;
mod reference;
mod services;
mod tariffs;
mod wagons;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::str::FromStr;

use lb_base::{Length, Mass, Reliability};

use crate::corridor::Corridor;
use crate::idx::{CrossingIdx, DelayIdx, FactorIdx, PlaceIdx};
use crate::model::{DrayageEnd, E4, Form, Forms, Names, Provenance};
use crate::problem::Problem;
use crate::railway::LinkGraph;
use crate::table::{Cells, CorridorFiles, Table};

/// The tables of a corridor, in the order of docs/corridor-format.md.
pub const TABLES: [&str; 29] = [
    "places",
    "facilities",
    "handling",
    "links",
    "crossings",
    "services",
    "sections",
    "calls",
    "connections",
    "patterns",
    "exceptions",
    "drayages",
    "unit_types",
    "commodities",
    "commodity_units",
    "tariffs",
    "restrictions",
    "delays",
    "emission_factors",
    "currencies",
    "holidays",
    "claims",
    "sources",
    "lane_nodes",
    "lanes",
    "port_checks",
    "volumes",
    "queue_events",
    "grain_seasonality",
];

/// The tables of hubs' floor plans, wagons and railways, in the order of docs/corridor-format.md; a corridor may have none.
pub const LAYOUT_TABLES: [&str; 12] = [
    "hubs",
    "berths",
    "tracks",
    "yard_blocks",
    "gates",
    "warehouses",
    "silo_cells",
    "equipment",
    "wagon_types",
    "railways",
    "hub_tariffs",
    "railway_separations",
];

/// What reading needs at hand: the tables, the corridor so far, and the problems so far.
#[derive(Debug)]
pub(crate) struct Reading<'a> {
    tables: BTreeMap<&'static str, Table>,
    problems: &'a mut Vec<Problem>,
    corridor: Corridor,
    delay_by_id: BTreeMap<String, DelayIdx>,
    factor_by_id: BTreeMap<String, FactorIdx>,
}

impl Corridor {
    /// Reads a corridor. What could not be read is in the problems; the corridor holds the rest.
    #[must_use]
    pub fn read(files: &CorridorFiles) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let mut tables = BTreeMap::new();
        for name in TABLES.into_iter().chain(LAYOUT_TABLES) {
            let file = format!("{name}.csv");
            let text = files.get(&file);
            if text.is_none() && LAYOUT_TABLES.contains(&name) {
                continue;
            }
            if text.is_none() {
                problems.push(Problem {
                    file: file.clone(),
                    line: 0,
                    column: String::new(),
                    code: "corridor.missing_table",
                    expected: "the table".to_owned(),
                    found: "no such file".to_owned(),
                });
            }
            let mut table = Table::read(&file, text.unwrap_or(""), &mut problems);
            table.check_words(&mut problems);
            tables.insert(name, table);
        }
        let mut reading = Reading {
            tables,
            problems: &mut problems,
            corridor: Self::default(),
            delay_by_id: BTreeMap::new(),
            factor_by_id: BTreeMap::new(),
        };
        reading.corridor.row_counts =
            reading.tables.iter().map(|(name, table)| (*name, table.len())).collect();
        reading.reference();
        reading.infrastructure();
        reading.services();
        reading.restrictions();
        reading.wagons();
        reading.layouts();
        let mut corridor = reading.corridor;
        corridor.graph = LinkGraph::new(corridor.places.len(), &corridor.links);
        corridor.drayages_at = drayage_ends(&corridor);
        (corridor, problems)
    }
}

fn drayage_ends(corridor: &Corridor) -> Vec<Vec<DrayageEnd>> {
    let mut at = vec![Vec::new(); corridor.places.len()];
    for (i, row) in corridor.drayages.iter().enumerate() {
        let drayage = crate::idx::DrayageIdx::new(i);
        at[row.from.at()].push(DrayageEnd { drayage, to: row.to });
        if row.both_ways {
            at[row.to.at()].push(DrayageEnd { drayage, to: row.from });
        }
    }
    at
}

impl Reading<'_> {
    /// Reads one table's rows by `read`, which sees the corridor so far.
    fn rows<T>(
        &mut self,
        table: &'static str,
        columns: &[&str],
        mut read: impl FnMut(&mut Cells<'_>, &Corridor) -> Option<T>,
    ) -> Vec<T> {
        let corridor = &self.corridor;
        self.tables
            .get(table)
            .map(|t| t.map(self.problems, columns, |cells| read(cells, corridor)))
            .unwrap_or_default()
    }
}

/// Reads the four name columns.
pub(crate) fn names(cells: &mut Cells<'_>) -> Names {
    let en = cells.string("name");
    if en.is_empty() {
        cells.reject("name", "corridor.bad_value", "a name", "nothing");
    }
    let or_en = |text: &str| if text.is_empty() { en.clone() } else { text.to_owned() };
    let names = [cells.text("name_zh"), cells.text("name_ru"), cells.text("name_kk")].map(or_en);
    let [zh, ru, kk] = names;
    Names([en, zh, ru, kk])
}

/// The words of a reliability, for problems.
const RELIABILITIES: &str = "seen, mixed, unverified, computed or modelled";

/// Reads reliability and basis.
pub(crate) fn provenance(cells: &mut Cells<'_>) -> Option<Provenance> {
    let reliability: Reliability = cells.required("reliability", RELIABILITIES)?;
    Some(Provenance { reliability, basis: cells.list("basis") })
}

/// Reads reliability and basis where each may be empty and is then that of the row above it.
pub(crate) fn provenance_or(cells: &mut Cells<'_>, above: &Provenance) -> Provenance {
    let reliability = cells.optional("reliability", RELIABILITIES).unwrap_or(above.reliability);
    let basis = cells.list("basis");
    Provenance { reliability, basis: if basis.is_empty() { above.basis.clone() } else { basis } }
}

/// Reads a reference to a place.
pub(crate) fn place(cells: &mut Cells<'_>, corridor: &Corridor, column: &str) -> Option<PlaceIdx> {
    reference(cells, column, "places", &corridor.place_by_id)
}

/// Reads a reference to a crossing.
pub(crate) fn crossing(cells: &mut Cells<'_>, corridor: &Corridor, column: &str) -> Option<CrossingIdx> {
    reference(cells, column, "crossings", &corridor.crossing_by_id)
}

/// Reads a reference that must stand in another table.
pub(crate) fn reference<T: Copy>(
    cells: &mut Cells<'_>,
    column: &str,
    table: &str,
    by_id: &BTreeMap<String, T>,
) -> Option<T> {
    let found = by_id.get(cells.text(column)).copied();
    if found.is_none() {
        let text = cells.string(column);
        unknown(cells, column, table, &text);
    }
    found
}

/// Reads a `;` list of references; unknown ones are problems, the known ones are kept.
pub(crate) fn references<T: Copy>(
    cells: &mut Cells<'_>,
    column: &str,
    table: &str,
    by_id: &BTreeMap<String, T>,
) -> Vec<T> {
    let list = cells.list(column);
    list.iter()
        .filter_map(|id| {
            let found = by_id.get(id).copied();
            if found.is_none() {
                unknown(cells, column, table, id);
            }
            found
        })
        .collect()
}

fn unknown(cells: &mut Cells<'_>, column: &str, table: &str, id: &str) {
    cells.reject(
        column,
        "corridor.unknown_reference",
        format!("an identifier of {table}.csv"),
        format!("`{id}`"),
    );
}

/// The identifiers of a table's rows so far, with their lines.
pub(crate) type Seen = BTreeMap<String, u64>;

/// Reads an identifier that no row before has.
pub(crate) fn identifier<T: FromStr>(cells: &mut Cells<'_>, column: &str, seen: &mut Seen) -> Option<T> {
    let id = cells.required(column, "an identifier")?;
    match seen.entry(cells.string(column)) {
        Entry::Vacant(entry) => {
            entry.insert(cells.line);
            Some(id)
        }
        Entry::Occupied(entry) => {
            let found = format!("`{}` again, after line {}", entry.key(), entry.get());
            cells.reject(column, "corridor.duplicate_identifier", "every identifier once", found);
            None
        }
    }
}

/// Reads metres that must be there.
pub(crate) fn length(cells: &mut Cells<'_>, column: &str) -> Option<Length> {
    thousandths(cells, column, "metres, 0 or more").map(Length::from_mm)
}

/// Reads tonnes that must be there.
pub(crate) fn mass(cells: &mut Cells<'_>, column: &str) -> Option<Mass> {
    thousandths(cells, column, "tonnes, 0 or more").map(Mass::from_kg)
}

fn thousandths(cells: &mut Cells<'_>, column: &str, expected: &str) -> Option<i64> {
    filled(cells, column, expected)?;
    cells.amount(column, 3, expected)
}

/// Reads a whole number of a range that must be there.
pub(crate) fn count<T>(cells: &mut Cells<'_>, column: &str, range: std::ops::RangeInclusive<T>) -> Option<T>
where
    T: FromStr + PartialOrd + std::fmt::Display,
{
    filled(cells, column, &format!("a whole number from {} to {}", range.start(), range.end()))?;
    cells.within(column, range)
}

/// Makes an empty cell a problem.
fn filled(cells: &mut Cells<'_>, column: &str, expected: &str) -> Option<()> {
    if cells.text(column).is_empty() {
        cells.reject(column, "corridor.bad_value", expected, "nothing");
        return None;
    }
    Some(())
}

/// Reads a `;` list whose every part must be one of a kind.
pub(crate) fn parts<T>(
    cells: &mut Cells<'_>,
    column: &str,
    expected: &str,
    parse: impl Fn(&str) -> Option<T>,
) -> Vec<T> {
    let mut found = Vec::new();
    for part in cells.list(column) {
        match parse(&part) {
            Some(value) => found.push(value),
            None => cells.reject(column, "corridor.bad_value", expected, format!("`{part}`")),
        }
    }
    found
}

/// Reads a `;` list of forms.
pub(crate) fn forms(cells: &mut Cells<'_>, column: &str) -> Forms {
    let mut forms = Forms::default();
    for word in cells.list(column) {
        match Form::from_word(&word) {
            Some(form) => forms.0[form.index()] = true,
            None => {
                cells.reject(column, "corridor.bad_value", "box, reefer, bulk or roro", format!("`{word}`"))
            }
        }
    }
    forms
}

/// Reads a `;` list of gauges in millimetres.
pub(crate) fn gauges(cells: &mut Cells<'_>, column: &str) -> Vec<u32> {
    let mut gauges = Vec::new();
    for word in cells.list(column) {
        match word.parse() {
            Ok(gauge @ 600..=1_700) => gauges.push(gauge),
            _ => cells.reject(column, "corridor.bad_value", "a gauge in millimetres", format!("`{word}`")),
        }
    }
    gauges
}

/// Reads kilometres into metres.
pub(crate) fn metres(cells: &mut Cells<'_>, column: &str) -> Option<i64> {
    let metres = cells.decimal(column, 3, "kilometres, 0 or more")?;
    if !(0..=50_000_000).contains(&metres) {
        cells.reject(column, "corridor.bad_value", "kilometres from 0 to 50000", metres / 1000);
        return None;
    }
    Some(metres)
}

/// Reads money in the row's currency into ten-thousandths of the base currency.
pub(crate) fn money(cells: &mut Cells<'_>, corridor: &Corridor, column: &str, digits: u32) -> Option<E4> {
    let value = cells.amount(column, digits, "an amount, 0 or more")?;
    let currency = cells.string("currency");
    let Some(per_usd) = corridor.currencies.get(&currency) else {
        cells.reject(
            "currency",
            "corridor.unknown_reference",
            "a currency of currencies.csv",
            format!("`{currency}`"),
        );
        return None;
    };
    let base = i64::try_from(i128::from(value) * 10_000 / i128::from(*per_usd)).ok();
    if base.is_none() {
        let found = cells.string(column);
        cells.reject(column, "corridor.bad_value", "an amount that can be counted", found);
    }
    base
}
