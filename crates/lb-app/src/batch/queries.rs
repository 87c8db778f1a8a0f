//! The file of queries.

use jiff::Timestamp;

use crate::refusal::Refusal;

/// Most queries of one file.
const QUERIES_MAX: usize = 1_000_000;

/// When one wants to travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Depart at this instant or later, seconds since 1970 UTC.
    Depart(i64),
    /// Arrive by this instant.
    ArriveBy(i64),
    /// Depart at the first instant or later, and arrive by the second.
    Between(i64, i64),
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// Origin.
    pub from: String,
    /// Destination.
    pub to: String,
    /// When.
    pub when: When,
}

/// Returns the earliest departure of the queries that could be read, seconds since 1970 UTC; one that names its arrival alone
/// departs at most `horizon` seconds before.
#[must_use]
pub fn earliest_departure(rows: &[Result<Query, Refusal>], horizon: i32) -> Option<i64> {
    let departure = |query: &Query| match query.when {
        When::Depart(instant) | When::Between(instant, _) => instant,
        When::ArriveBy(instant) => instant - i64::from(horizon),
    };
    rows.iter().flatten().map(departure).min()
}

/// Reads a CSV file of queries with the columns `from`, `to` and `depart` (RFC 3339), and `arrive_by` beside it or in its
/// place. A row that cannot be read is a refusal in its place; the others stay.
///
/// # Errors
/// Refuses a file without these columns, and one of more than a million rows.
pub fn read_queries(bytes: &[u8]) -> Result<Vec<Result<Query, Refusal>>, Refusal> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(bytes);
    let expected = "a header with from, to and depart (or arrive_by)";
    let unreadable = |found: &str| Refusal::field("request.bad_query", "queries", expected, found);
    let header = reader.headers().map_err(|error| unreadable(&error.to_string()))?.clone();
    let column = |name: &str| header.iter().position(|cell| cell.eq_ignore_ascii_case(name));
    let (Some(from), Some(to)) = (column("from"), column("to")) else {
        return Err(unreadable(&header.iter().collect::<Vec<_>>().join(",")));
    };
    let (depart, arrive) = (column("depart"), column("arrive_by"));
    if depart.is_none() && arrive.is_none() {
        return Err(unreadable(&header.iter().collect::<Vec<_>>().join(",")));
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        if rows.len() >= QUERIES_MAX {
            return Err(unreadable("more than 1,000,000 rows"));
        }
        let row = record.map_err(|error| {
            Refusal::field("request.bad_query", "queries", "a row of CSV in UTF-8", &error.to_string())
        });
        rows.push(row.and_then(|record| {
            let cell = |at: Option<usize>| at.and_then(|at| record.get(at)).unwrap_or_default();
            let when = match (cell(depart), cell(arrive)) {
                ("", text) if !text.is_empty() => When::ArriveBy(instant("arrive_by", text)?.0),
                (text, "") => When::Depart(instant("depart", text)?.1),
                (text, by) => When::Between(instant("depart", text)?.1, instant("arrive_by", by)?.0),
            };
            Ok(Query { from: cell(Some(from)).to_owned(), to: cell(Some(to)).to_owned(), when })
        }));
    }
    Ok(rows)
}

/// Returns the whole second before an instant, and the one from it on.
pub(super) fn instant(field: &'static str, text: &str) -> Result<(i64, i64), Refusal> {
    let expected = "an instant in RFC 3339 such as 2026-12-01T08:00:00Z";
    let instant: Timestamp =
        text.parse().map_err(|_| Refusal::field("request.bad_date", field, expected, text))?;
    let (second, rest) = (instant.as_second(), instant.subsec_nanosecond());
    let before = second - i64::from(rest < 0);
    Ok((before, before + i64::from(rest != 0)))
}

#[cfg(test)]
mod tests;
