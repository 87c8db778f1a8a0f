//! The mass balance as a table: every lot and every cell a row, every way in and out a column; as CSV and as a workbook.

use jiff::civil::DateTime;
use lb_hub::grain::{Account, Loss};
use lb_network::layout::CellId;

use super::Silo;
use crate::export::{Field, Sheet, workbook};
use crate::journal::Fault;

/// Returns the headings of the table.
fn headings() -> Vec<String> {
    let fixed = ["what", "number", "owner", "commodity", "received_kg", "moved_in_kg", "blended_in_kg"];
    let out = ["issued_kg", "moved_out_kg", "blended_out_kg"];
    let lost = Loss::ALL.into_iter().map(|loss| format!("lost_{}_kg", loss.word()));
    let end = ["inside_kg", "difference_kg"];
    let fixed = fixed.into_iter().chain(out).map(str::to_owned);
    fixed.chain(lost).chain(end.into_iter().map(str::to_owned)).collect()
}

fn rows(silo: &Silo<'_>) -> Vec<Vec<Field>> {
    let grain = silo.grain();
    let lots = grain.lots().into_iter().map(|lot| {
        let declaration = &lot.declaration;
        let named =
            ["lot", &declaration.number, declaration.owner.as_str(), &declaration.commodity.to_string()]
                .map(str::to_owned);
        row(named, &lot.account, grain.inside(declaration.id).as_kg())
    });
    let cells = silo.layout.cells.keys().map(|id: &CellId| {
        let contents = silo.contents(id);
        let named = ["cell", id.as_str(), "", ""].map(str::to_owned);
        row(named, &contents.account, contents.level().as_kg())
    });
    lots.chain(cells).collect()
}

fn row(named: [String; 4], account: &Account, inside: i64) -> Vec<Field> {
    let ways = [
        account.received,
        account.moved_in,
        account.blended_in,
        account.issued,
        account.moved_out,
        account.blended_out,
    ];
    let lost = Loss::ALL.into_iter().map(|loss| account.lost.get(&loss).copied().unwrap_or_default());
    let ways = ways.into_iter().chain(lost).map(|mass| Field::Number(mass.as_kg()));
    let difference = account.inside().as_kg().saturating_sub(inside);
    let end = [Field::Number(inside), Field::Number(difference)];
    named.into_iter().map(Field::Text).chain(ways).chain(end).collect()
}

/// Returns the mass balance as a table.
fn sheet(silo: &Silo<'_>) -> Sheet {
    Sheet { name: "Mass balance", columns: headings(), rows: rows(silo) }
}

/// Returns the mass balance as CSV in UTF-8.
///
/// # Errors
/// A fault of the writer.
pub fn balance_csv(silo: &Silo<'_>) -> Result<Vec<u8>, Fault> {
    sheet(silo).csv()
}

/// Returns the mass balance as a workbook of one sheet, kilograms as numbers; `now` is by the hub's clock.
///
/// # Errors
/// A fault of the writer.
pub fn balance_workbook(silo: &Silo<'_>, now: DateTime) -> Result<Vec<u8>, Fault> {
    workbook(&[sheet(silo)], now)
}
