//! Lists: what a caller may see, filtered, sorted, counted, a page at a time.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::projection::{BOOKINGS, CONSIGNMENTS, SEEN_BY, UNITS};
use super::rows::{ConsignmentRow, UnitRow};
use crate::desk::Caller;
use crate::journal::{By, Fault, Journal, LOOKUP_ROWS_MAX, Lookup, Value};
use crate::refusal::Refusal;

/// Rows of a page when the question does not say how many.
pub const PAGE_DEFAULT: usize = 50;
/// Rows of a page at most.
pub const PAGE_MAX: usize = 200;

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// What to send as `cursor` for the next page; absent after the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// How many rows there are on all pages.
    pub total: usize,
    /// How many rows there are by status, whatever status the question asks for.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub counts: BTreeMap<String, usize>,
    /// Whether there are older rows that were not looked at: ask by a narrower filter.
    #[serde(default)]
    pub cut: bool,
}

/// Which consignments are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConsignmentFilter {
    /// One of these statuses; any when empty.
    pub status: Vec<String>,
    /// Of this customer.
    pub customer: Option<String>,
    /// From this place.
    pub origin: Option<String>,
    /// To this place.
    pub destination: Option<String>,
    /// With a hold of goods of this kind.
    pub hold: Option<String>,
    /// Only those whose estimate is later than the plan by more than so many minutes.
    pub late_minutes_min: Option<i64>,
    /// Whose identifier, reference, customer, goods or places hold this text.
    pub q: Option<String>,
    /// The order: a field's word, after `-` descending.
    pub sort: Option<String>,
    /// Rows at most.
    pub limit: Option<usize>,
    /// The end of the page before.
    pub cursor: Option<String>,
}

impl ConsignmentFilter {
    fn has(&self, row: &ConsignmentRow) -> bool {
        let is = |wanted: &Option<String>, found: Option<&String>| {
            wanted.as_ref().is_none_or(|wanted| found == Some(wanted))
        };
        let is_late = |least: i64| row.late_minutes.is_some_and(|late| late > least);
        is(&self.customer, Some(&row.customer))
            && is(&self.origin, row.origin.as_ref())
            && is(&self.destination, row.destination.as_ref())
            && self.hold.as_ref().is_none_or(|hold| row.holds.contains(hold))
            && self.late_minutes_min.is_none_or(is_late)
            && self.q.as_ref().is_none_or(|text| holds_text(row, &text.to_lowercase()))
    }
}

fn holds_text(row: &ConsignmentRow, text: &str) -> bool {
    let parts = [Some(&row.id), row.reference.as_ref(), Some(&row.customer), row.origin.as_ref()];
    let parts = parts.into_iter().chain([row.destination.as_ref(), row.place.as_ref()]).flatten();
    let goods = row.goods.iter().flat_map(|goods| [&goods.hs, &goods.description]);
    parts.chain(goods).any(|part| part.to_lowercase().contains(text))
}

/// A field that a list is sorted by.
type Key = fn(&ConsignmentRow) -> String;

const KEYS: &[(&str, Key)] = &[
    ("updated", |row| row.updated_at.clone()),
    ("made", |row| row.made_at.clone()),
    ("ready", |row| row.ready.clone().unwrap_or_default()),
    ("departure", |row| row.departure.clone().unwrap_or_default()),
    ("arrival", |row| row.arrival.clone().unwrap_or_default()),
    ("customer", |row| row.customer.clone()),
    ("status", |row| row.status.clone()),
    ("origin", |row| row.origin.clone().unwrap_or_default()),
    ("destination", |row| row.destination.clone().unwrap_or_default()),
    ("mass", |row| format!("{:020}", row.mass_kg)),
    ("late", |row| format!("{:020}", row.late_minutes.unwrap_or(0).saturating_add(1 << 40))),
    ("reference", |row| row.reference.clone().unwrap_or_default()),
];

/// Returns the consignments that a caller may see and asked for.
///
/// The latest 10,000 are looked at; `cut` tells when there are more.
///
/// # Errors
/// `request.bad_value` for an unknown order or a cursor of another list; a fault of the journal.
pub async fn consignments(
    journal: &dyn Journal,
    caller: &Caller,
    filter: &ConsignmentFilter,
) -> Result<Result<Page<ConsignmentRow>, Refusal>, Fault> {
    let (rows, cut) = if caller.sees_all() {
        latest(journal, &filter.status).await?
    } else {
        seen_by(journal, caller).await?
    };
    let mut found = Vec::new();
    let mut counts = BTreeMap::new();
    for row in rows.iter().map(|row| consignment_row(row)) {
        let row = row?;
        if filter.has(&row) {
            *counts.entry(row.status.clone()).or_insert(0) += 1;
            if filter.status.is_empty() || filter.status.contains(&row.status) {
                found.push(row);
            }
        }
    }
    let sort = filter.sort.as_deref().unwrap_or("-updated");
    let (word, descends) = sort.strip_prefix('-').map_or((sort, false), |word| (word, true));
    let Some((_, key)) = KEYS.iter().find(|(known, _)| *known == word) else {
        let known: Vec<&str> = KEYS.iter().map(|(word, _)| *word).collect();
        let expected = format!("one of {}, after - descending", known.join(", "));
        return Ok(Err(Refusal::field("request.bad_value", "sort", expected, sort)));
    };
    let mut keyed: Vec<((String, String), ConsignmentRow)> =
        found.into_iter().map(|row| ((key(&row), row.id.clone()), row)).collect();
    keyed.sort_by(|(a, _), (b, _)| if descends { b.cmp(a) } else { a.cmp(b) });
    Ok(paged(keyed, descends, (filter.limit, filter.cursor.as_deref()), (counts, cut)))
}

/// Returns one consignment's row, if there is one.
///
/// # Errors
/// A fault of the journal.
pub async fn consignment(journal: &dyn Journal, id: &str) -> Result<Option<ConsignmentRow>, Fault> {
    let rows = journal.rows(&by_key(CONSIGNMENTS, vec![Value::Text(id.to_owned())])).await?;
    rows.first().map(|row| consignment_row(row)).transpose()
}

fn by_key(table: &'static str, prefix: Vec<Value>) -> Lookup {
    Lookup { table, by: By::Key, prefix, after: Vec::new(), limit: LOOKUP_ROWS_MAX }
}

async fn latest(journal: &dyn Journal, status: &[String]) -> Result<(Vec<Vec<Value>>, bool), Fault> {
    let prefix = Vec::new();
    let all =
        Lookup { table: CONSIGNMENTS, by: By::Index(0), prefix, after: Vec::new(), limit: LOOKUP_ROWS_MAX };
    let rows = journal.rows(&all).await?;
    let cut = rows.len() == LOOKUP_ROWS_MAX;
    match status {
        // Too many to look at all: those of one status are found by its index.
        [one] if cut => {
            let of_status = Lookup { by: By::Index(1), prefix: vec![Value::Text(one.clone())], ..all };
            let rows = journal.rows(&of_status).await?;
            let cut = rows.len() == LOOKUP_ROWS_MAX;
            Ok((rows, cut))
        }
        _ => Ok((rows, cut)),
    }
}

/// Its own by the customer's index, and each that is shared with it.
async fn seen_by(journal: &dyn Journal, caller: &Caller) -> Result<(Vec<Vec<Value>>, bool), Fault> {
    let organisation = Value::text(caller.organisation());
    let own = Lookup { by: By::Index(2), ..by_key(CONSIGNMENTS, vec![organisation.clone()]) };
    let mut rows = journal.rows(&own).await?;
    let shared = journal.rows(&by_key(SEEN_BY, vec![organisation])).await?;
    let cut = rows.len() == LOOKUP_ROWS_MAX || shared.len() == LOOKUP_ROWS_MAX;
    for row in &shared {
        let [_, id] = row.as_slice() else { continue };
        // A consignment that is shared no more keeps its line in the table, and not its row in the list.
        let organisation = caller.organisation().as_str();
        let is_shared = |row: &ConsignmentRow| row.shared_with.iter().any(|other| other == organisation);
        for row in journal.rows(&by_key(CONSIGNMENTS, vec![id.clone()])).await? {
            let view = consignment_row(&row)?;
            if is_shared(&view) && view.customer != organisation {
                rows.push(row);
            }
        }
    }
    Ok((rows, cut))
}

fn consignment_row(row: &[Value]) -> Result<ConsignmentRow, Fault> {
    let unreadable = || Fault::new("row of a consignment: expected one that this build wrote");
    let [_, _, _, _, Value::Integer(version), Value::Text(text)] = row else { return Err(unreadable()) };
    let row: ConsignmentRow =
        serde_json::from_str(text).map_err(|error| Fault::caused("row of a consignment", error))?;
    Ok(ConsignmentRow { version: u64::try_from(*version).unwrap_or(0), ..row })
}

/// Cuts a page out of sorted rows: those after the cursor, so many at most.
pub(crate) fn paged<T>(
    keyed: Vec<((String, String), T)>,
    descends: bool,
    (limit, cursor): (Option<usize>, Option<&str>),
    (counts, cut): (BTreeMap<String, usize>, bool),
) -> Result<Page<T>, Refusal> {
    let limit = limit.unwrap_or(PAGE_DEFAULT);
    if !(1..=PAGE_MAX).contains(&limit) {
        let expected = format!("1 to {PAGE_MAX}");
        return Err(Refusal::field("request.bad_value", "limit", expected, &limit.to_string()));
    }
    let total = keyed.len();
    let after = cursor.map(read_cursor).transpose()?;
    let is_after = |key: &(String, String)| match (&after, descends) {
        (None, _) => true,
        (Some(after), false) => key.cmp(after) == Ordering::Greater,
        (Some(after), true) => key.cmp(after) == Ordering::Less,
    };
    let mut rest = keyed.into_iter().filter(|(key, _)| is_after(key));
    let (mut items, mut last) = (Vec::new(), None);
    for (key, row) in rest.by_ref().take(limit) {
        items.push(row);
        last = Some(key);
    }
    let has_more = rest.next().is_some();
    let next = last.filter(|_| has_more).map(|key| write_cursor(&key));
    Ok(Page { items, next, total, counts, cut })
}

/// A cursor is the sort key and the identifier of the last row, in hexadecimal so that it passes every address.
fn write_cursor((key, id): &(String, String)) -> String {
    use std::fmt::Write;
    format!("{key}\u{1f}{id}").bytes().fold(String::new(), |mut text, byte| {
        // Writing to a text does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn read_cursor(text: &str) -> Result<(String, String), Refusal> {
    let refusal = || Refusal::field("request.bad_value", "cursor", "the `next` of a page of this list", text);
    let byte = |at: usize| text.get(at..at + 2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
    let bytes: Option<Vec<u8>> = (0..text.len()).step_by(2).map(byte).collect();
    let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok()).ok_or_else(refusal)?;
    let (key, id) = text.split_once('\u{1f}').ok_or_else(refusal)?;
    Ok((key.to_owned(), id.to_owned()))
}

/// Which units are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitFilter {
    /// Whose number holds this text.
    pub q: Option<String>,
    /// `empty` or `loaded`.
    pub state: Option<String>,
    /// Only those whose number is wrong.
    pub flagged: bool,
    /// Rows at most.
    pub limit: Option<usize>,
    /// The end of the page before.
    pub cursor: Option<String>,
}

/// Returns units, the latest first. The latest 10,000 are looked at.
///
/// # Errors
/// `request.bad_value` for a cursor of another list; a fault of the journal.
pub async fn units(
    journal: &dyn Journal,
    filter: &UnitFilter,
) -> Result<Result<Page<UnitRow>, Refusal>, Fault> {
    let lookup = Lookup {
        table: UNITS,
        by: By::Index(1),
        prefix: Vec::new(),
        after: Vec::new(),
        limit: LOOKUP_ROWS_MAX,
    };
    let rows = journal.rows(&lookup).await?;
    let cut = rows.len() == LOOKUP_ROWS_MAX;
    let text = filter.q.as_ref().map(|text| text.to_uppercase());
    let mut counts = BTreeMap::new();
    let mut keyed = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        let row = unit_row(row)?;
        let number = row.identity.raw.to_uppercase();
        let is_wanted = text.as_ref().is_none_or(|text| number.contains(text))
            && (!filter.flagged || row.identity.finding.is_some());
        if is_wanted {
            *counts.entry(row.state.clone()).or_insert(0) += 1;
            if filter.state.as_ref().is_none_or(|state| *state == row.state) {
                keyed.push(((format!("{place:08}"), row.id.clone()), row));
            }
        }
    }
    Ok(paged(keyed, false, (filter.limit, filter.cursor.as_deref()), (counts, cut)))
}

fn unit_row(row: &[Value]) -> Result<UnitRow, Fault> {
    let unreadable = || Fault::new("row of a unit: expected one that this build wrote");
    let [_, _, _, Value::Integer(version), Value::Text(text)] = row else { return Err(unreadable()) };
    let row: UnitRow = serde_json::from_str(text).map_err(|error| Fault::caused("row of a unit", error))?;
    Ok(UnitRow { version: u64::try_from(*version).unwrap_or(0), ..row })
}

/// Returns the units with a number.
///
/// # Errors
/// A fault of the journal.
pub async fn units_numbered(journal: &dyn Journal, number: &str) -> Result<Vec<UnitRow>, Fault> {
    let number = Value::Text(number.trim().to_ascii_uppercase());
    let lookup =
        Lookup { table: UNITS, by: By::Index(0), prefix: vec![number], after: Vec::new(), limit: 100 };
    journal.rows(&lookup).await?.iter().map(|row| unit_row(row)).collect()
}

/// Returns the consignment and the customer of a booking.
///
/// # Errors
/// A fault of the journal.
pub async fn booking_of(journal: &dyn Journal, booking: &str) -> Result<Option<(String, String)>, Fault> {
    let rows = journal.rows(&by_key(BOOKINGS, vec![Value::Text(booking.to_owned())])).await?;
    Ok(rows.into_iter().find_map(|row| match row.as_slice() {
        [_, Value::Text(consignment), Value::Text(customer)] => Some((consignment.clone(), customer.clone())),
        _ => None,
    }))
}
