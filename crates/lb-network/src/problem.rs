//! Problems found in corridor tables: where, what was expected, what was found.

use std::fmt;

/// One problem in a corridor table.
///
/// Good rows are kept whatever the problems of others; a problem never hides a row that could be read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// File name inside the corridor folder, e.g. `calls.csv`.
    pub file: String,
    /// Line in the file, 1 = header; 0 where the whole file is meant.
    pub line: u64,
    /// Column name; empty where the whole row or file is meant.
    pub column: String,
    /// Stable code, e.g. `corridor.unknown_reference`.
    pub code: &'static str,
    /// What was expected.
    pub expected: String,
    /// What was found.
    pub found: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, column, code, expected, found } = self;
        write!(f, "{file}:{line}")?;
        if !column.is_empty() {
            write!(f, ": {column}")?;
        }
        write!(f, ": expected {expected}, found {found} [{code}]")
    }
}
