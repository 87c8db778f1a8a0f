//! Rows of projections in memory.

use std::collections::BTreeMap;

use super::port::Fault;
use super::projection::{Change, LOOKUP_ROWS_MAX, Lookup, Misfit, Projections, Table, Value};

/// Where a row stands.
type Place = (&'static str, Vec<Value>);

/// The rows of all tables, by table and key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows(BTreeMap<Place, Vec<Value>>);

impl Rows {
    /// Carries out changes in order, all or none.
    ///
    /// # Errors
    /// A fault when a sum does not fit 64 bits, or a change its table.
    pub fn apply(&mut self, projections: &Projections, changes: &[Change]) -> Result<(), Fault> {
        let mut staged: BTreeMap<Place, Option<Vec<Value>>> = BTreeMap::new();
        for change in changes {
            let table = projections.table(change.table())?;
            let place = (table.name, key_of(table, change));
            let row = staged.remove(&place).unwrap_or_else(|| self.0.get(&place).cloned());
            staged.insert(place, changed(table, row, change)?);
        }
        for (place, row) in staged {
            match row {
                Some(row) => self.0.insert(place, row),
                None => self.0.remove(&place),
            };
        }
        Ok(())
    }

    /// Returns the rows of a look-up.
    ///
    /// # Errors
    /// [`Misfit`] when the look-up does not fit its table.
    pub fn look_up(&self, projections: &Projections, lookup: &Lookup) -> Result<Vec<Vec<Value>>, Misfit> {
        let table = projections.check_lookup(lookup)?;
        let order = table.order(lookup.by);
        let ordered = |row: &Vec<Value>| -> Vec<Value> {
            order.iter().filter_map(|place| row.get(*place)).cloned().collect()
        };
        let is_wanted = |values: &[Value]| {
            let next = values.get(lookup.prefix.len()..).unwrap_or_default();
            let next = next.get(..lookup.after.len()).unwrap_or_default();
            values.starts_with(&lookup.prefix) && (lookup.after.is_empty() || next > lookup.after.as_slice())
        };
        let rows = self.0.iter().filter(|((name, _), _)| *name == table.name).map(|(_, row)| row);
        let rows = rows.map(|row| (ordered(row), row)).filter(|(values, _)| is_wanted(values));
        let mut rows: Vec<(Vec<Value>, &Vec<Value>)> = rows.collect();
        rows.sort();
        let limit = lookup.limit.min(LOOKUP_ROWS_MAX);
        Ok(rows.into_iter().take(limit).map(|(_, row)| row.clone()).collect())
    }
}

fn key_of(table: &Table, change: &Change) -> Vec<Value> {
    match change {
        Change::Put { row, .. } | Change::Init { row, .. } => row.iter().take(table.key).cloned().collect(),
        Change::Set { key, .. } | Change::Add { key, .. } | Change::Delete { key, .. } => key.clone(),
    }
}

/// Returns the row after a change; nothing when there is none.
fn changed(table: &Table, row: Option<Vec<Value>>, change: &Change) -> Result<Option<Vec<Value>>, Fault> {
    let (column, value) = match change {
        Change::Put { row, .. } => return Ok(Some(row.clone())),
        Change::Init { row: first, .. } => return Ok(Some(row.unwrap_or_else(|| first.clone()))),
        Change::Delete { .. } => return Ok(None),
        Change::Set { column, value, .. } => (column, Step::To(value)),
        Change::Add { column, by, .. } => (column, Step::By(*by)),
    };
    let Some(mut row) = row else { return Ok(None) };
    let Some(cell) = table.place_of(column).and_then(|place| row.get_mut(place)) else {
        return Ok(Some(row));
    };
    match (value, &cell) {
        (Step::To(value), _) => *cell = value.clone(),
        (Step::By(by), Value::Integer(old)) => {
            let sum = old.checked_add(by).ok_or_else(|| Fault::new("projection: a sum beyond 64 bits"))?;
            *cell = Value::Integer(sum);
        }
        (Step::By(_), Value::Null | Value::Text(_) | Value::Bytes(_)) => {}
    }
    Ok(Some(row))
}

/// What happens to one cell.
enum Step<'a> {
    To(&'a Value),
    By(i64),
}
