//! Statements on the tables of projections, composed from their description. Names are checked by `Projections::new`.

use lb_app::journal::{Column, LOOKUP_ROWS_MAX, Lookup, Table, Value};
use sqlx::SqlStr;

use super::{groups, unnumbered};
use crate::engine::{Arg, Engine, sql};
use crate::schema::{names, table_name};

/// Returns the parameters of a row.
pub(crate) fn args<'a>(columns: &[Column], row: &'a [Value]) -> Vec<Arg<'a>> {
    columns.iter().zip(row).map(|(column, value)| Arg::of(value, column.kind)).collect()
}

/// Returns the parameter of one column's value.
pub(crate) fn arg<'a>(table: &Table, column: &str, value: &'a Value) -> Option<Arg<'a>> {
    let column = table.columns.iter().find(|candidate| candidate.name == column)?;
    Some(Arg::of(value, column.kind))
}

/// Returns what writes whole rows in place of those with their keys.
pub(crate) fn put(table: &Table, engine: Engine, rows: usize) -> SqlStr {
    let rest = table.columns.iter().skip(table.key);
    let set: Vec<String> = rest.map(|column| format!("\"{0}\" = excluded.\"{0}\"", column.name)).collect();
    let action = if set.is_empty() { "NOTHING".to_owned() } else { format!("UPDATE SET {}", set.join(", ")) };
    let width = table.columns.len();
    let groups = match engine {
        Engine::Sqlite => unnumbered(width, rows),
        Engine::Postgres => groups(0, width, rows),
    };
    insert(table, &groups, &action)
}

/// Returns what writes a whole row unless there is one with its key.
pub(crate) fn init(table: &Table) -> SqlStr {
    insert(table, &groups(0, table.columns.len(), 1), "NOTHING")
}

fn insert(table: &Table, groups: &str, action: &str) -> SqlStr {
    sql(format!(
        "INSERT INTO \"{}\" ({}) VALUES {groups} ON CONFLICT ({}) DO {action}",
        table_name(table),
        names(table.columns.iter().map(|column| column.name)),
        names(table.key_columns().iter().map(|column| column.name))
    ))
}

/// Returns `"a" = $1 AND "b" = $2`, from a parameter's number on.
fn equal<'a>(names: impl IntoIterator<Item = &'a str>, first: usize) -> String {
    let terms = names.into_iter().enumerate().map(|(at, name)| format!("\"{name}\" = ${}", first + at));
    terms.collect::<Vec<_>>().join(" AND ")
}

fn has_key(table: &Table) -> String {
    equal(table.key_columns().iter().map(|column| column.name), 1)
}

/// Returns what removes the row with a key.
pub(crate) fn delete(table: &Table) -> SqlStr {
    sql(format!("DELETE FROM \"{}\" WHERE {}", table_name(table), has_key(table)))
}

/// Returns what writes one column of the row with a key; the value comes after the key.
pub(crate) fn set(table: &Table, column: &str) -> SqlStr {
    let value = table.key + 1;
    sql(format!("UPDATE \"{}\" SET \"{column}\" = ${value} WHERE {}", table_name(table), has_key(table)))
}

/// Returns what adds to one column of the row with a key; the summand comes after the key.
pub(crate) fn add(table: &Table, column: &str) -> SqlStr {
    let value = table.key + 1;
    let name = table_name(table);
    sql(format!("UPDATE \"{name}\" SET \"{column}\" = \"{column}\" + ${value} WHERE {}", has_key(table)))
}

/// Returns the text and the parameters of a look-up, whose values fit the table.
pub(crate) fn look_up<'a>(table: &Table, lookup: &'a Lookup) -> (SqlStr, Vec<Arg<'a>>) {
    let order: Vec<&Column> =
        table.order(lookup.by).into_iter().filter_map(|place| table.columns.get(place)).collect();
    let (prefix, rest) = order.split_at(lookup.prefix.len().min(order.len()));
    let mut terms = Vec::new();
    if !prefix.is_empty() {
        terms.push(equal(prefix.iter().map(|column| column.name), 1));
    }
    let after: Vec<&str> = rest.iter().take(lookup.after.len()).map(|column| column.name).collect();
    if !after.is_empty() {
        let first = prefix.len() + 1;
        let parameters = groups(first - 1, after.len(), 1);
        terms.push(format!("({}) > {parameters}", names(after.iter().copied())));
    }
    let condition = if terms.is_empty() { String::new() } else { format!(" WHERE {}", terms.join(" AND ")) };
    let text = format!(
        "SELECT {} FROM \"{}\"{condition} ORDER BY {} LIMIT ${}",
        names(table.columns.iter().map(|column| column.name)),
        table_name(table),
        names(order.iter().map(|column| column.name)),
        prefix.len() + after.len() + 1
    );
    let values = lookup.prefix.iter().chain(&lookup.after);
    let mut args: Vec<Arg<'_>> =
        order.iter().zip(values).map(|(column, value)| Arg::of(value, column.kind)).collect();
    args.push(Arg::integer(i64::try_from(lookup.limit.min(LOOKUP_ROWS_MAX)).unwrap_or(1)));
    (sql(text), args)
}
