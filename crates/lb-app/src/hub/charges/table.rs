//! Charges as a table for spreadsheets: a row for every line that charges an act.

use jiff::Timestamp;
use jiff::civil::DateTime;
use lb_network::layout::Layout;

use super::{ChargeFilter, ChargeLineRow, ChargeRow, Period};
use crate::export::{Field, Sheet, workbook};
use crate::journal::{Fault, Journal};

/// Columns; instants are by the hub's clock.
const COLUMNS: [&str; 18] = [
    "id",
    "act",
    "name",
    "payer",
    "size",
    "fill",
    "amount",
    "per",
    "from",
    "until",
    "zone",
    "days",
    "free_days",
    "tariff_line",
    "line_days",
    "price",
    "money",
    "currency",
];

/// Returns the acts of a period that a filter lets through; its page does not count.
async fn sheet(
    (period, journal): (&Period<'_>, &dyn Journal),
    layout: &Layout,
    filter: &ChargeFilter,
) -> Result<Sheet, Fault> {
    let all = ChargeFilter { limit: usize::MAX, after: None, ..filter.clone() };
    let found = period.found(journal, layout, &all).await?;
    let rows = found.page.iter().flat_map(|row| written(row, layout)).collect();
    Ok(Sheet { name: "Charges", columns: COLUMNS.map(str::to_owned).to_vec(), rows })
}

fn written(row: &ChargeRow, layout: &Layout) -> Vec<Vec<Field>> {
    let local = |text: &str| {
        let at: Option<Timestamp> = text.parse().ok();
        let zoned = at.map(|at| at.to_zoned(layout.zone.time_zone().clone()));
        zoned.map(|zoned| zoned.strftime("%Y-%m-%d %H:%M").to_string()).unwrap_or_default()
    };
    let cells = |line: Option<&ChargeLineRow>| {
        let text = |found: Option<&String>| Field::Text(found.cloned().unwrap_or_default());
        vec![
            Field::Text(row.id.clone()),
            Field::Text(row.act.clone()),
            Field::Text(row.name.clone()),
            text(row.payer.as_ref()),
            Field::Text(row.size.clone()),
            Field::Text(row.fill.clone()),
            Field::Number(row.amount),
            Field::Text(row.per.clone()),
            Field::Text(local(&row.from)),
            Field::Text(local(&row.until)),
            Field::Text(layout.zone.to_string()),
            Field::Number(row.days),
            Field::Number(row.free_days),
            text(line.map(|line| &line.line)),
            line.map_or_else(|| Field::Text(String::new()), |line| Field::Number(line.days)),
            text(line.map(|line| &line.price.amount)),
            text(line.map(|line| &line.money.amount)),
            text(line.map(|line| &line.money.currency)),
        ]
    };
    if row.lines.is_empty() {
        vec![cells(None)]
    } else {
        row.lines.iter().map(|line| cells(Some(line))).collect()
    }
}

/// Returns the charges of a period as CSV in UTF-8.
///
/// # Errors
/// A fault of the journal or the writer.
pub async fn charges_csv(
    asked: (&Period<'_>, &dyn Journal),
    layout: &Layout,
    filter: &ChargeFilter,
) -> Result<Vec<u8>, Fault> {
    sheet(asked, layout, filter).await?.csv()
}

/// Returns the charges of a period as a workbook of one sheet; `now` is by the hub's clock.
///
/// # Errors
/// A fault of the journal or the writer.
pub async fn charges_workbook(
    asked: (&Period<'_>, &dyn Journal),
    layout: &Layout,
    filter: &ChargeFilter,
    now: DateTime,
) -> Result<Vec<u8>, Fault> {
    workbook(&[sheet(asked, layout, filter).await?], now)
}
