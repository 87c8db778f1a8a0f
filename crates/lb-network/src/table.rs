//! Reading one CSV table: every cell knows its file, line and column.

use std::collections::BTreeMap;
use std::str::FromStr;

use crate::model::ENUMERATIONS;
use crate::problem::Problem;

/// The most rows a table may have.
pub const ROWS_MAX: usize = 2_000_000;
/// The most bytes a table may have.
pub const BYTES_MAX: usize = 256 << 20;

/// The files of a corridor folder: file name to text.
#[derive(Clone, Debug, Default)]
pub struct CorridorFiles {
    files: BTreeMap<String, String>,
}

impl CorridorFiles {
    /// Adds one file.
    pub fn insert(&mut self, name: impl Into<String>, text: impl Into<String>) {
        self.files.insert(name.into(), text.into());
    }

    /// Returns a file's text.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.files.get(name).map(String::as_str)
    }

    /// Replaces text in one file: for tests that ask what one changed figure changes.
    #[must_use]
    pub fn with_replaced(mut self, name: &str, from: &str, to: &str) -> Self {
        if let Some(text) = self.files.get_mut(name) {
            *text = text.replacen(from, to, 1);
        }
        self
    }

    /// Returns the names of the files.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }
}

/// A table that was split into cells.
#[derive(Debug)]
pub struct Table {
    /// File name.
    pub file: String,
    columns: BTreeMap<String, usize>,
    rows: Vec<(u64, csv::StringRecord)>,
    /// Columns of a row (by its index) that hold a word which is none of the column's.
    unknown_words: BTreeMap<usize, Vec<&'static str>>,
}

impl Table {
    /// Splits a CSV text into cells; a row of the wrong length is a problem and is left out.
    #[must_use]
    pub fn read(file: &str, text: &str, problems: &mut Vec<Problem>) -> Self {
        let mut table = Self {
            file: file.to_owned(),
            columns: BTreeMap::new(),
            rows: Vec::new(),
            unknown_words: BTreeMap::new(),
        };
        if text.len() > BYTES_MAX {
            problems.push(table.problem(
                0,
                "",
                "corridor.too_large",
                (format!("at most {BYTES_MAX} bytes"), text.len()),
            ));
            return table;
        }
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        match reader.headers() {
            Ok(header) => {
                table.columns = header.iter().enumerate().map(|(i, h)| (h.trim().to_owned(), i)).collect();
            }
            Err(error) => {
                problems.push(table.problem(1, "", "corridor.unreadable", ("a CSV header", error)));
                return table;
            }
        }
        let width = reader.headers().map_or(0, csv::StringRecord::len);
        for record in reader.into_records() {
            match record {
                Ok(record) => {
                    let line = record.position().map_or(0, csv::Position::line);
                    if record.len() == width {
                        table.rows.push((line, record));
                    } else {
                        let expected = format!("{width} cells");
                        problems.push(table.problem(
                            line,
                            "",
                            "corridor.row_length",
                            (expected, record.len()),
                        ));
                    }
                }
                Err(error) => {
                    let line = error.position().map_or(0, csv::Position::line);
                    problems.push(table.problem(
                        line,
                        "",
                        "corridor.unreadable",
                        ("a CSV row in UTF-8", error),
                    ));
                }
            }
            if table.rows.len() > ROWS_MAX {
                problems.push(table.problem(
                    0,
                    "",
                    "corridor.too_large",
                    (format!("at most {ROWS_MAX} rows"), "more"),
                ));
                break;
            }
        }
        table
    }

    /// Returns the number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Returns whether the table has no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Notes every cell that holds none of its column's words; its row is left out by [`map`](Self::map).
    pub fn check_words(&mut self, problems: &mut Vec<Problem>) {
        let table = self.file.trim_end_matches(".csv");
        for enumeration in ENUMERATIONS.iter().filter(|enumeration| enumeration.table == table) {
            let Some(&at) = self.columns.get(enumeration.column) else { continue };
            for (row, (line, record)) in self.rows.iter().enumerate() {
                let word = record.get(at).map_or("", str::trim);
                if enumeration.words.contains(&word) || word.is_empty() && !enumeration.required {
                    continue;
                }
                let what = (enumeration.expected(), quoted(word));
                problems.push(self.problem(*line, enumeration.column, "corridor.bad_value", what));
                self.unknown_words.entry(row).or_default().push(enumeration.column);
            }
        }
    }

    fn problem(
        &self,
        line: u64,
        column: &str,
        code: &'static str,
        (expected, found): (impl ToString, impl ToString),
    ) -> Problem {
        Problem {
            file: self.file.clone(),
            line,
            column: column.to_owned(),
            code,
            expected: expected.to_string(),
            found: found.to_string(),
        }
    }

    /// Reads every row by `read`, which returns `None` for a row that cannot be used.
    pub fn map<T>(
        &self,
        problems: &mut Vec<Problem>,
        columns: &[&str],
        mut read: impl FnMut(&mut Cells<'_>) -> Option<T>,
    ) -> Vec<T> {
        for column in columns {
            if !self.columns.contains_key(*column) {
                problems.push(self.problem(
                    1,
                    column,
                    "corridor.missing_column",
                    (format!("a column {column}"), "none"),
                ));
            }
        }
        self.rows
            .iter()
            .enumerate()
            .filter_map(|(row, (line, record))| {
                let told = self.unknown_words.get(&row).map_or(&[][..], Vec::as_slice);
                let mut cells =
                    Cells { table: self, line: *line, record, problems, told, bad: !told.is_empty() };
                let value = read(&mut cells);
                if cells.bad { None } else { value }
            })
            .collect()
    }
}

/// The cells of one row, read by column name; what cannot be read becomes a problem.
#[derive(Debug)]
pub struct Cells<'a> {
    table: &'a Table,
    /// Line in the file.
    pub line: u64,
    record: &'a csv::StringRecord,
    problems: &'a mut Vec<Problem>,
    /// Columns whose problem is told already.
    told: &'a [&'static str],
    bad: bool,
}

impl Cells<'_> {
    /// Returns a cell's text, trimmed; empty when the column is missing.
    #[must_use]
    pub fn text(&self, column: &str) -> &str {
        self.table.columns.get(column).and_then(|&i| self.record.get(i)).map_or("", str::trim)
    }

    /// Returns a cell's text as an owned string.
    #[must_use]
    pub fn string(&self, column: &str) -> String {
        self.text(column).to_owned()
    }

    /// Returns the parts of a `;` list.
    #[must_use]
    pub fn list(&self, column: &str) -> Vec<String> {
        self.text(column).split(';').map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned).collect()
    }

    /// Notes a problem of this row and makes the row unusable.
    pub fn reject(
        &mut self,
        column: &str,
        code: &'static str,
        expected: impl ToString,
        found: impl ToString,
    ) {
        self.bad = true;
        if !self.told.contains(&column) {
            self.note(column, code, expected, found);
        }
    }

    /// Notes a problem of this row; the row stays.
    pub fn note(&mut self, column: &str, code: &'static str, expected: impl ToString, found: impl ToString) {
        let problem = self.table.problem(self.line, column, code, (expected, found));
        self.problems.push(problem);
    }

    /// Parses a cell that must be there.
    pub fn required<T: FromStr>(&mut self, column: &str, expected: &str) -> Option<T> {
        let value = self.text(column).parse().ok();
        if value.is_none() {
            let found = self.shown(column);
            self.reject(column, "corridor.bad_value", expected, found);
        }
        value
    }

    /// Parses a cell that may be empty.
    pub fn optional<T: FromStr>(&mut self, column: &str, expected: &str) -> Option<T> {
        if self.text(column).is_empty() { None } else { self.required(column, expected) }
    }

    /// Parses a cell by a function; empty gives `None`.
    pub fn parsed<T>(
        &mut self,
        column: &str,
        expected: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        if self.text(column).is_empty() {
            return None;
        }
        let value = parse(self.text(column));
        if value.is_none() {
            let found = self.shown(column);
            self.reject(column, "corridor.bad_value", expected, found);
        }
        value
    }

    /// Parses a whole number that must lie in a range; empty gives `None`.
    pub fn within<T>(&mut self, column: &str, range: std::ops::RangeInclusive<T>) -> Option<T>
    where
        T: FromStr + PartialOrd + std::fmt::Display,
    {
        let expected = format!("a whole number from {} to {}", range.start(), range.end());
        self.parsed(column, &expected, |text| text.parse().ok().filter(|value| range.contains(value)))
    }

    /// Parses a decimal that is 0 or more; see [`Cells::decimal`].
    pub fn amount(&mut self, column: &str, digits: u32, expected: &str) -> Option<i64> {
        self.parsed(column, expected, |text| parse_decimal(text, digits).filter(|value| *value >= 0))
    }

    /// Parses a decimal into an integer of `10^-digits`, e.g. hours into ten-thousandths.
    pub fn decimal(&mut self, column: &str, digits: u32, expected: &str) -> Option<i64> {
        self.parsed(column, expected, |text| parse_decimal(text, digits))
    }

    /// Parses decimal hours into minutes.
    pub fn hours(&mut self, column: &str) -> Option<i32> {
        let expected = "hours, 0 or more";
        self.parsed(column, expected, |text| {
            let value = parse_decimal(text, 4)?;
            i32::try_from((value * 60 + 5_000) / 10_000).ok().filter(|m| (0..=5_000_000).contains(m))
        })
    }

    /// Reads `yes` or `no`; empty is `no`.
    pub fn flag(&mut self, column: &str) -> bool {
        self.parsed(column, "yes or no", |text| match text {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        })
        .unwrap_or(false)
    }

    fn shown(&self, column: &str) -> String {
        quoted(self.text(column))
    }
}

/// A cell's text as a problem tells it.
fn quoted(text: &str) -> String {
    if text.is_empty() {
        "nothing".to_owned()
    } else {
        format!("`{}`", text.chars().take(80).collect::<String>())
    }
}

/// Parses a plain decimal (`-12.5`) into an integer of `10^-digits`, rounding half away from zero.
#[must_use]
pub fn parse_decimal(text: &str, digits: u32) -> Option<i64> {
    let (negative, rest) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (whole, fraction) = rest.split_once('.').unwrap_or((rest, ""));
    let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty()
        || whole.len() > 12
        || fraction.len() > 12
        || !all_digits(whole)
        || !all_digits(fraction)
    {
        return None;
    }
    let mut value: i64 = whole.parse().ok()?;
    let mut round_up = false;
    let digits = usize::try_from(digits).ok()?;
    for i in 0..digits {
        let digit = fraction.as_bytes().get(i).map_or(0, |b| i64::from(b - b'0'));
        value = value.checked_mul(10)?.checked_add(digit)?;
    }
    if let Some(next) = fraction.as_bytes().get(digits) {
        round_up = *next >= b'5';
    }
    let value = value.checked_add(i64::from(round_up))?;
    Some(if negative { -value } else { value })
}
