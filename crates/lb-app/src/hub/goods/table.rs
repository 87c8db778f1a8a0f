//! Goods and stuffing lists as tables for spreadsheets.

use jiff::civil::DateTime;
use lb_hub::goods::stuffing::StuffingList;

use super::item::HubGoodsRow;
use super::{Depot, GoodsQuery};
use crate::export::{Field, Sheet, workbook};
use crate::hub::views::{GoodsDeclarationView, GoodsLocationView};
use crate::journal::Fault;

/// The columns that say what goods are; a file that shippers send has them too.
pub(in crate::hub) const DECLARED: [&str; 16] = [
    "number",
    "owner",
    "consignment",
    "reference",
    "marks",
    "description",
    "hs",
    "packaging",
    "packages",
    "mass_kg",
    "volume_l",
    "dangerous",
    "temperature_min_dc",
    "temperature_max_dc",
    "customs",
    "seals",
];

fn declared(goods: &GoodsDeclarationView, (packages, kg): (i64, i64), litres: Option<i64>) -> Vec<Field> {
    let text = |text: &str| Field::Text(text.to_owned());
    let number = |number: Option<i64>| number.map_or_else(|| Field::Text(String::new()), Field::Number);
    let degrees = |at: usize| goods.temperature_dc.and_then(|range| range.get(at).copied()).map(i64::from);
    let customs = lb_hub::goods::Customs::from(goods.customs);
    vec![
        text(&goods.number),
        text(&goods.owner),
        text(goods.consignment.as_deref().unwrap_or_default()),
        text(&goods.reference),
        text(&goods.marks),
        text(&goods.description),
        text(goods.commodity.as_deref().unwrap_or_default()),
        text(&goods.packaging),
        Field::Number(packages),
        Field::Number(kg),
        number(litres),
        Field::Text(goods.dangerous.join(";")),
        number(degrees(0)),
        number(degrees(1)),
        text(customs.word()),
        Field::Text(goods.seals.join(";")),
    ]
}

fn columns(further: &[&str]) -> Vec<String> {
    DECLARED.iter().chain(further).map(|column| (*column).to_owned()).collect()
}

fn place(location: &GoodsLocationView) -> String {
    location.bay.map_or_else(|| location.warehouse.clone(), |bay| format!("{}/{bay}", location.warehouse))
}

fn row(row: &HubGoodsRow) -> Vec<Field> {
    let goods = &row.declaration;
    let mut fields = declared(goods, (goods.declared.packages, goods.declared.mass_kg), goods.volume_l);
    let places: Vec<String> = row.places.iter().map(|one| place(&one.location)).collect();
    let boxes: Vec<&str> = row.boxes.iter().map(|one| one.container.as_str()).collect();
    let otherwise = row.received_otherwise.as_ref().map_or(0, |otherwise| otherwise.packages);
    fields.extend([
        Field::Number(row.inside.packages),
        Field::Number(row.inside.mass_kg),
        Field::Text(places.join(";")),
        Field::Text(boxes.join(";")),
        Field::Number(otherwise),
        Field::Number(row.damaged_packages),
        Field::Text(row.holds.join(";")),
    ]);
    fields
}

fn goods_sheet(depot: &Depot<'_>, query: &GoodsQuery) -> Sheet {
    let further = [
        "inside_packages",
        "inside_kg",
        "places",
        "boxes",
        "received_otherwise_packages",
        "damaged_packages",
        "holds",
    ];
    Sheet { name: "Goods", columns: columns(&further), rows: depot.found(query).iter().map(row).collect() }
}

fn list_sheet(depot: &Depot<'_>, list: &StuffingList) -> Sheet {
    let answer = depot.list(list, Vec::new());
    let rows = answer.lines.iter().map(|line| {
        let amount = (line.line.amount.packages, line.line.amount.mass_kg);
        let mut fields = declared(&line.goods, amount, line.volume_l);
        let found = line.line.outcome.as_ref();
        let number = |number: Option<i64>| number.map_or_else(|| Field::Text(String::new()), Field::Number);
        fields.extend([
            Field::Text(list.heading.container.clone()),
            Field::Text(line.line.position.clone()),
            number(found.map(|found| found.found.packages)),
            number(found.map(|found| found.found.mass_kg)),
            number(found.map(|found| found.damaged)),
        ]);
        fields
    });
    let further = ["container", "position", "found_packages", "found_kg", "damaged_packages"];
    Sheet { name: "Stuffing list", columns: columns(&further), rows: rows.collect() }
}

/// Returns goods that fit a wish as CSV in UTF-8.
///
/// # Errors
/// A fault of the writer.
pub fn goods_csv(depot: &Depot<'_>, query: &GoodsQuery) -> Result<Vec<u8>, Fault> {
    goods_sheet(depot, query).csv()
}

/// Returns goods that fit a wish as a workbook of one sheet; `now` is by the hub's clock.
///
/// # Errors
/// A fault of the writer.
pub fn goods_workbook(depot: &Depot<'_>, query: &GoodsQuery, now: DateTime) -> Result<Vec<u8>, Fault> {
    workbook(&[goods_sheet(depot, query)], now)
}

/// Returns a stuffing list as CSV in UTF-8.
///
/// # Errors
/// A fault of the writer.
pub fn list_csv(depot: &Depot<'_>, list: &StuffingList) -> Result<Vec<u8>, Fault> {
    list_sheet(depot, list).csv()
}

/// Returns a stuffing list as a workbook of one sheet; `now` is by the hub's clock.
///
/// # Errors
/// A fault of the writer.
pub fn list_workbook(depot: &Depot<'_>, list: &StuffingList, now: DateTime) -> Result<Vec<u8>, Fault> {
    workbook(&[list_sheet(depot, list)], now)
}
