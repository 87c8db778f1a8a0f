//! The lists as tables for spreadsheets: a row is a row, instants are by the hub's clock.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use lb_network::layout::Layout;

use super::{AtHubsGoodsRow, AtHubsLotRow, AtHubsUnitRow, HubNow, Listed, UnitCustomsView, Wanted, found};
use crate::export::{Field, Sheet, workbook};
use crate::hub::views::HoldView;
use crate::journal::Fault;
use crate::refusal::Refusal;

/// A list that is written as a table.
pub trait Table: Listed {
    /// Its name, at most 31 signs.
    const NAME: &'static str;
    /// Its columns.
    const COLUMNS: &'static [&'static str];

    /// Returns the cells of a row, one for each column.
    fn cells(&self, clock: &Clock<'_>) -> Vec<Field>;
}

/// The clock of a row's hub.
#[derive(Clone, Copy, Debug)]
pub struct Clock<'a>(Option<&'a Layout>);

impl Clock<'_> {
    /// Returns an instant as the hub's clock shows it; an empty cell where there is none.
    fn local(&self, at: Option<&String>) -> Field {
        let zoned = at.zip(self.0).and_then(|(at, layout)| {
            let at: Timestamp = at.parse().ok()?;
            Some(at.to_zoned(layout.zone.time_zone().clone()).strftime("%Y-%m-%d %H:%M").to_string())
        });
        Field::Text(zoned.unwrap_or_default())
    }

    fn zone(&self) -> Field {
        Field::Text(self.0.map_or_else(String::new, |layout| layout.zone.to_string()))
    }
}

/// Returns a list as CSV in UTF-8; limit and cursor of the wish do not count.
///
/// # Errors
/// `request.bad_value` as of a page; inside, a fault of the writer.
pub fn csv<R: Table>(hubs: &[HubNow<'_>], wanted: &Wanted) -> Result<Result<Vec<u8>, Fault>, Refusal> {
    sheet::<R>(hubs, wanted).map(|sheet| sheet.csv())
}

/// Returns a list as a workbook of one sheet; `now` is what the file names as its beginning, in UTC: it may be of several hubs.
///
/// # Errors
/// `request.bad_value` as of a page; inside, a fault of the writer.
pub fn xlsx<R: Table>(
    hubs: &[HubNow<'_>],
    wanted: &Wanted,
    now: Timestamp,
) -> Result<Result<Vec<u8>, Fault>, Refusal> {
    sheet::<R>(hubs, wanted).map(|sheet| workbook(&[sheet], now.to_zoned(TimeZone::UTC).datetime()))
}

fn sheet<R: Table>(hubs: &[HubNow<'_>], wanted: &Wanted) -> Result<Sheet, Refusal> {
    let (keyed, ..) = found::<R>(hubs, wanted)?;
    let cells = |(_, row): ((String, String), R)| {
        let (id, _) = row.place();
        let layout = hubs.iter().map(|hub| hub.layout).find(|layout| layout.id.as_str() == id);
        row.cells(&Clock(layout))
    };
    let columns = R::COLUMNS.iter().map(|column| (*column).to_owned()).collect();
    Ok(Sheet { name: R::NAME, columns, rows: keyed.into_iter().map(cells).collect() })
}

fn text(text: &str) -> Field {
    Field::Text(text.to_owned())
}

fn text_if(text: Option<&String>) -> Field {
    Field::Text(text.cloned().unwrap_or_default())
}

fn number_if(number: Option<i64>) -> Field {
    number.map_or_else(|| Field::Text(String::new()), Field::Number)
}

/// Returns kinds of holds with their reasons.
fn holds(holds: &[HoldView]) -> Field {
    let said = |hold: &HoldView| {
        let kind = lb_hub::hold::HoldKind::from(hold.kind).word();
        if hold.reason.is_empty() { kind.to_owned() } else { format!("{kind}: {}", hold.reason) }
    };
    Field::Text(holds.iter().map(said).collect::<Vec<String>>().join("; "))
}

impl Table for AtHubsUnitRow {
    const NAME: &'static str = "Units";
    const COLUMNS: &'static [&'static str] = &[
        "hub",
        "number",
        "kind",
        "fill",
        "mass_kg",
        "mass_verified",
        "owner",
        "goods",
        "destination",
        "area",
        "came_by",
        "since",
        "zone",
        "onward",
        "customs",
        "holds",
        "damage",
        "id",
    ];

    fn cells(&self, clock: &Clock<'_>) -> Vec<Field> {
        let customs = match self.customs {
            UnitCustomsView::Held => "held",
            UnitCustomsView::Bonded => "bonded",
            UnitCustomsView::Nothing => "nothing",
        };
        vec![
            text(&self.hub),
            text(&self.number),
            text(&self.kind),
            text(&self.fill),
            number_if(self.mass_kg),
            text(if self.verified { "yes" } else { "no" }),
            text(&self.owner),
            text_if(self.goods.as_ref()),
            text_if(self.destination.as_ref()),
            text(self.status()),
            text_if(self.came_by.as_ref()),
            clock.local(self.since.as_ref()),
            clock.zone(),
            text_if(self.onward.as_ref()),
            text(customs),
            holds(&self.holds),
            text_if(self.damage.as_ref()),
            text(&self.id),
        ]
    }
}

impl Table for AtHubsGoodsRow {
    const NAME: &'static str = "Goods";
    const COLUMNS: &'static [&'static str] = &[
        "hub",
        "number",
        "owner",
        "reference",
        "marks",
        "description",
        "hs",
        "packaging",
        "packages",
        "mass_kg",
        "status",
        "customs",
        "cleared_packages",
        "inside_packages",
        "inside_kg",
        "warehouses",
        "boxes",
        "since",
        "zone",
        "received_otherwise_packages",
        "damaged_packages",
        "holds",
        "id",
    ];

    fn cells(&self, clock: &Clock<'_>) -> Vec<Field> {
        let goods = &self.declaration;
        let warehouses: Vec<&str> = self.places.iter().map(|place| place.warehouse.as_str()).collect();
        let boxes: Vec<&str> = self.boxes.iter().map(|one| one.container.as_str()).collect();
        vec![
            text(&self.hub),
            text(&goods.number),
            text(&goods.owner),
            text(&goods.reference),
            text(&goods.marks),
            text(&goods.description),
            text_if(goods.commodity.as_ref()),
            text(&goods.packaging),
            Field::Number(goods.declared.packages),
            Field::Number(goods.declared.mass_kg),
            text(self.status()),
            text(lb_hub::goods::Customs::from(self.customs).word()),
            Field::Number(self.cleared_packages),
            Field::Number(self.inside.packages),
            Field::Number(self.inside.mass_kg),
            Field::Text(warehouses.join("; ")),
            Field::Text(boxes.join("; ")),
            clock.local(self.since.as_ref()),
            clock.zone(),
            Field::Number(self.received_otherwise.as_ref().map_or(0, |otherwise| otherwise.packages)),
            Field::Number(self.damaged_packages),
            holds(&self.holds),
            text(&goods.id),
        ]
    }
}

impl Table for AtHubsLotRow {
    const NAME: &'static str = "Lots";
    const COLUMNS: &'static [&'static str] = &[
        "hub",
        "number",
        "owner",
        "commodity",
        "origin",
        "crop_year",
        "status",
        "declared_kg",
        "in_kg",
        "inside_kg",
        "out_kg",
        "lost_kg",
        "moisture_bp",
        "protein_bp",
        "gluten_bp",
        "test_weight_gl",
        "cells",
        "quarantine",
        "holds",
        "certificates",
        "id",
    ];

    fn cells(&self, _: &Clock<'_>) -> Vec<Field> {
        let Self { row, .. } = self;
        let quality = &row.quality;
        let figure = |figure: Option<u16>| number_if(figure.map(i64::from));
        let cells: Vec<&str> = row.places.iter().map(|place| place.cell.as_str()).collect();
        let certificates: Vec<&str> =
            self.certificates.iter().map(|certificate| certificate.number.as_str()).collect();
        vec![
            text(&self.hub),
            text(&row.number),
            text(&row.owner),
            text(&row.commodity),
            text(&row.origin),
            figure(row.crop_year),
            text(self.status()),
            number_if(row.declared_kg),
            Field::Number(self.in_kg),
            Field::Number(row.balance.inside_kg),
            Field::Number(self.out_kg),
            Field::Number(row.balance.lost_kg),
            figure(quality.moisture_bp),
            figure(quality.protein_bp),
            figure(quality.gluten_bp),
            figure(quality.test_weight_gl),
            Field::Text(cells.join("; ")),
            text(if self.quarantine { "yes" } else { "no" }),
            holds(&self.holds),
            Field::Text(certificates.join("; ")),
            text(&row.id),
        ]
    }
}
