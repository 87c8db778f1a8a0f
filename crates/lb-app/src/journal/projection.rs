//! Projections: tables derived from events, as data. Storage keeps them in the transaction of the events and can rebuild them.
//!
//! A projection says its tables and, for a record, the changes to their rows. It reads nothing but the record, so replaying the
//! chain gives the same rows; where a record's body was erased, it does without it. An erasure is itself a record
//! ([`BODY_ERASED`](super::erasure::BODY_ERASED)): the projection takes out what it had copied from the erased body, so that its
//! rows are those of a replay. That is why personal data goes into events of its own: erasing them takes nothing else along.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use super::hash::Hash;
use super::record::Stored;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A 64-bit integer: numbers, and instants in microseconds.
    Integer,
    /// A text, ordered by its bytes.
    Text,
    /// Bytes.
    Bytes,
}

/// Whether a column may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Always a value.
    Required,
    /// Perhaps none.
    Optional,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name: lower-case letters, digits, `_`.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether it may be empty.
    pub presence: Presence,
}

impl Column {
    /// Returns a column that always has a value.
    #[must_use]
    pub const fn required(name: &'static str, kind: Kind) -> Self {
        Self { name, kind, presence: Presence::Required }
    }

    /// Returns a column that may be empty.
    #[must_use]
    pub const fn optional(name: &'static str, kind: Kind) -> Self {
        Self { name, kind, presence: Presence::Optional }
    }
}

/// A table of a projection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name, unique over all projections: lower-case letters, digits, `_`.
    pub name: &'static str,
    /// Its columns; the key's come first.
    pub columns: &'static [Column],
    /// How many of the first columns are the key.
    pub key: usize,
    /// Further orders in which rows are looked up, each by the columns' names.
    pub indexes: &'static [&'static [&'static str]],
}

impl Table {
    /// Returns the key's columns.
    #[must_use]
    pub fn key_columns(&self) -> &'static [Column] {
        self.columns.get(..self.key).unwrap_or_default()
    }

    /// Returns where a column stands.
    #[must_use]
    pub fn place_of(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|candidate| candidate.name == column)
    }

    /// Returns the columns' places in the order of a look-up: those of the index, then the rest of the key.
    #[must_use]
    pub fn order(&self, by: By) -> Vec<usize> {
        let index: &[&str] = match by {
            By::Key => &[],
            By::Index(index) => self.indexes.get(index).copied().unwrap_or_default(),
        };
        let mut order: Vec<usize> = index.iter().filter_map(|name| self.place_of(name)).collect();
        let rest: Vec<usize> = (0..self.key).filter(|place| !order.contains(place)).collect();
        order.extend(rest);
        order
    }
}

/// A value of a row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// None.
    Null,
    /// An integer.
    Integer(i64),
    /// A text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

impl Value {
    /// Returns the text of something that prints.
    #[must_use]
    pub fn text(value: &impl fmt::Display) -> Self {
        Self::Text(value.to_string())
    }

    /// Returns what it is, without saying it: a value may be somebody's name.
    const fn word(&self) -> &'static str {
        match self {
            Self::Null => "none",
            Self::Integer(_) => "an integer",
            Self::Text(_) => "a text",
            Self::Bytes(_) => "bytes",
        }
    }

    const fn fits(&self, column: &Column) -> bool {
        match (self, column.kind) {
            (Self::Null, _) => matches!(column.presence, Presence::Optional),
            (Self::Integer(_), Kind::Integer)
            | (Self::Text(_), Kind::Text)
            | (Self::Bytes(_), Kind::Bytes) => true,
            (Self::Integer(_) | Self::Text(_) | Self::Bytes(_), _) => false,
        }
    }
}

/// One change to a table's rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Writes a whole row, in place of the one with its key.
    Put {
        /// The table.
        table: &'static str,
        /// A value for every column.
        row: Vec<Value>,
    },
    /// Writes a whole row, unless there is one with its key; then, for instance, something can be added to it.
    Init {
        /// The table.
        table: &'static str,
        /// A value for every column.
        row: Vec<Value>,
    },
    /// Writes one column of the row with a key; nothing happens when there is none.
    Set {
        /// The table.
        table: &'static str,
        /// The key.
        key: Vec<Value>,
        /// The column.
        column: &'static str,
        /// The value.
        value: Value,
    },
    /// Adds to an integer column of the row with a key; nothing happens when there is none.
    Add {
        /// The table.
        table: &'static str,
        /// The key.
        key: Vec<Value>,
        /// The column, which is not optional.
        column: &'static str,
        /// What to add.
        by: i64,
    },
    /// Removes the row with a key, if there is one.
    Delete {
        /// The table.
        table: &'static str,
        /// The key.
        key: Vec<Value>,
    },
}

impl Change {
    /// Returns the table that it changes.
    #[must_use]
    pub const fn table(&self) -> &'static str {
        match self {
            Self::Put { table, .. }
            | Self::Init { table, .. }
            | Self::Set { table, .. }
            | Self::Add { table, .. }
            | Self::Delete { table, .. } => table,
        }
    }
}

/// The order of a look-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The key.
    Key,
    /// One of the table's indexes, then the key.
    Index(usize),
}

/// A look-up: rows whose first columns (in the order's sense) have given values, in order, a page at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lookup {
    /// The table.
    pub table: &'static str,
    /// The order.
    pub by: By,
    /// Values that the order's first columns have.
    pub prefix: Vec<Value>,
    /// Only rows after these values of the order's next columns: the end of the page before, or the start of a range.
    pub after: Vec<Value>,
    /// Rows at most, up to [`LOOKUP_ROWS_MAX`].
    pub limit: usize,
}

/// Rows of one look-up.
pub const LOOKUP_ROWS_MAX: usize = 10_000;

/// Tables derived from events.
pub trait Projection: Send + Sync {
    /// Returns its name, unique: lower-case letters, digits, `_`.
    fn name(&self) -> &'static str;

    /// Returns the number that rises whenever [`apply`](Self::apply) changes its mind; storage then rebuilds the tables.
    fn version(&self) -> u32;

    /// Returns its tables.
    fn tables(&self) -> &'static [Table];

    /// Returns the changes of one record, in order. Same record, same changes.
    fn apply(&self, stored: &Stored) -> Vec<Change>;
}

/// Why a projection, a change or a look-up does not fit its tables: a mistake in the program.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: expected {expected}, got {found}")]
pub struct Misfit {
    /// The projection, table or column.
    pub place: String,
    /// What was expected.
    pub expected: String,
    /// What was found.
    pub found: String,
}

impl Misfit {
    fn new(place: impl Into<String>, expected: impl Into<String>, found: impl fmt::Debug) -> Self {
        Self { place: place.into(), expected: expected.into(), found: format!("{found:?}") }
    }
}

/// All projections of a program, checked.
#[derive(Clone, Default)]
pub struct Projections {
    all: Vec<Arc<dyn Projection>>,
    tables: BTreeMap<&'static str, Table>,
}

impl fmt::Debug for Projections {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.all.iter().map(|projection| projection.name())).finish()
    }
}

impl Projections {
    /// Checks projections: names are well formed and stand once, keys and indexes are of required columns.
    ///
    /// # Errors
    /// [`Misfit`] with the first name that is not as it should be.
    pub fn new(all: Vec<Arc<dyn Projection>>) -> Result<Self, Misfit> {
        let mut names = BTreeSet::new();
        let mut tables = BTreeMap::new();
        for projection in &all {
            check_name("projection", projection.name())?;
            if !names.insert(projection.name()) {
                return Err(Misfit::new("projection", "a name that stands once", projection.name()));
            }
            for table in projection.tables() {
                check_table(table)?;
                if tables.insert(table.name, *table).is_some() {
                    return Err(Misfit::new("table", "a name that stands once", table.name));
                }
            }
        }
        Ok(Self { all, tables })
    }

    /// Returns every projection.
    #[must_use]
    pub fn all(&self) -> &[Arc<dyn Projection>] {
        &self.all
    }

    /// Returns every table in the order of the names.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.tables.values()
    }

    /// Returns a table.
    ///
    /// # Errors
    /// [`Misfit`] when no projection has it.
    pub fn table(&self, name: &str) -> Result<&Table, Misfit> {
        self.tables.get(name).ok_or_else(|| Misfit::new("table", "a table of a projection", name))
    }

    /// Returns the changes of a record, projection after projection, checked against the tables.
    ///
    /// # Errors
    /// [`Misfit`] when a projection made a change that its table cannot hold.
    pub fn apply(&self, stored: &Stored) -> Result<Vec<Change>, Misfit> {
        let mut changes = Vec::new();
        for projection in &self.all {
            changes.extend(self.apply_one(projection.as_ref(), stored)?);
        }
        Ok(changes)
    }

    /// Returns the changes of a record by one projection, checked.
    ///
    /// # Errors
    /// As [`apply`](Self::apply).
    pub fn apply_one(&self, projection: &dyn Projection, stored: &Stored) -> Result<Vec<Change>, Misfit> {
        let changes = projection.apply(stored);
        for change in &changes {
            let own = projection.tables().iter().any(|table| table.name == change.table());
            if !own {
                return Err(Misfit::new(projection.name(), "a change to a table of its own", change.table()));
            }
            check_change(self.table(change.table())?, change)?;
        }
        Ok(changes)
    }

    /// Checks a look-up and returns its table.
    ///
    /// # Errors
    /// [`Misfit`] when the table or index is unknown, or the values do not fit the order's columns.
    pub fn check_lookup(&self, lookup: &Lookup) -> Result<&Table, Misfit> {
        let table = self.table(lookup.table)?;
        if let By::Index(index) = lookup.by
            && index >= table.indexes.len()
        {
            return Err(Misfit::new(table.name, "an index of the table", index));
        }
        let order = table.order(lookup.by);
        let values: Vec<&Value> = lookup.prefix.iter().chain(&lookup.after).collect();
        if values.len() > order.len() {
            return Err(Misfit::new(table.name, format!("at most {} values", order.len()), values.len()));
        }
        for (place, value) in order.into_iter().zip(values) {
            check_value(table, table.columns.get(place), value)?;
        }
        Ok(table)
    }
}

/// Returns what a projection's tables look like and how they are filled, as one hash: another hash, another build.
#[must_use]
pub fn fingerprint(projection: &dyn Projection) -> Hash {
    let text = format!("{} {} {:?}", projection.name(), projection.version(), projection.tables());
    Hash::of(&[text.as_bytes()])
}

fn check_name(place: &str, name: &str) -> Result<(), Misfit> {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    let starts = name.bytes().next().is_some_and(|first| first.is_ascii_lowercase());
    if starts && name.len() <= 40 && name.bytes().all(is_plain) {
        Ok(())
    } else {
        Err(Misfit::new(place, "a name of at most 40 lower-case letters, digits and `_`", name))
    }
}

fn check_table(table: &Table) -> Result<(), Misfit> {
    check_name("table", table.name)?;
    let mut names = BTreeSet::new();
    for column in table.columns {
        check_name(table.name, column.name)?;
        if !names.insert(column.name) {
            return Err(Misfit::new(table.name, "columns that stand once", column.name));
        }
    }
    if table.key == 0 || table.key > table.columns.len() {
        return Err(Misfit::new(table.name, "a key of the first columns", table.key));
    }
    let key = table.key_columns().iter().map(|column| column.name);
    for name in table.indexes.iter().flat_map(|index| index.iter().copied()).chain(key) {
        let column = table.columns.iter().find(|column| column.name == name);
        if column.is_none_or(|column| column.presence == Presence::Optional) {
            return Err(Misfit::new(table.name, "keys and indexes of required columns", name));
        }
    }
    Ok(())
}

fn check_change(table: &Table, change: &Change) -> Result<(), Misfit> {
    match change {
        Change::Put { row, .. } | Change::Init { row, .. } => check_row(table, table.columns, row),
        Change::Delete { key, .. } => check_row(table, table.key_columns(), key),
        Change::Set { key, column, value, .. } => {
            check_row(table, table.key_columns(), key)?;
            check_value(table, beside_key(table, column), value)
        }
        Change::Add { key, column, by, .. } => {
            check_row(table, table.key_columns(), key)?;
            let column = beside_key(table, column).filter(|column| column.presence == Presence::Required);
            check_value(table, column, &Value::Integer(*by))
        }
    }
}

fn beside_key<'a>(table: &'a Table, name: &str) -> Option<&'a Column> {
    table.columns.iter().skip(table.key).find(|column| column.name == name)
}

fn check_row(table: &Table, columns: &[Column], row: &[Value]) -> Result<(), Misfit> {
    if row.len() != columns.len() {
        return Err(Misfit::new(table.name, format!("{} values", columns.len()), row.len()));
    }
    columns.iter().zip(row).try_for_each(|(column, value)| check_value(table, Some(column), value))
}

fn check_value(table: &Table, column: Option<&Column>, value: &Value) -> Result<(), Misfit> {
    let Some(column) = column else {
        return Err(Misfit::new(table.name, "a column that can take the value", value.word()));
    };
    let has_nul = matches!(value, Value::Text(text) if text.contains('\0'));
    if value.fits(column) && !has_nul {
        return Ok(());
    }
    let expected = format!("{:?} {:?} without U+0000", column.presence, column.kind);
    let place = format!("{}.{}", table.name, column.name);
    Err(Misfit { place, expected, found: value.word().to_owned() })
}
