//! Rows of orders: a line of goods each; rows with the same customer and reference are lines of one order.

use lb_base::{HsCode, OrganisationId, UnNumber, UnitTypeId};

use super::cells::{Cells, bad};
use super::wish::OrderWish;
use crate::booking::views::{
    DangerousGoodsView, GoodsView, PackagingView, PackingGroupView, TemperatureView, UnitCountView,
};
use crate::refusal::Refusal;

/// Reads a row as an order of one line.
///
/// # Errors
/// `import.empty_cell`, `import.bad_cell` with the first column that is wrong.
pub fn read(cells: &Cells<'_>) -> Result<OrderWish, Refusal> {
    let customer: Option<OrganisationId> = cells.read("customer")?;
    let ready = cells.day_or_time("ready")?;
    let ready =
        ready.ok_or_else(|| Refusal::field("import.empty_cell", "ready", "a day or a time", "nothing"))?;
    Ok(OrderWish {
        reference: cells.owned("reference"),
        customer: customer.map(|customer| customer.to_string()),
        origin: cells.need("origin")?.to_owned(),
        destination: cells.need("destination")?.to_owned(),
        ready: ready.to_string(),
        due: cells.day_or_time("due")?.map(|due| due.to_string()),
        placed: cells.yes("place_order")?,
        goods: vec![goods(cells)?],
    })
}

fn goods(cells: &Cells<'_>) -> Result<GoodsView, Refusal> {
    let hs: Option<HsCode> = cells.read("hs")?;
    let hs = hs.ok_or_else(|| Refusal::field("import.empty_cell", "hs", "an HS code", "nothing"))?;
    let mass = cells.integer("mass_kg")?;
    let mass = mass.ok_or_else(|| Refusal::field("import.empty_cell", "mass_kg", "kilograms", "nothing"))?;
    let pieces = count(cells, "pieces")?.unwrap_or(0);
    Ok(GoodsView {
        hs: hs.to_string(),
        description: cells.need("description")?.to_owned(),
        packaging: PackagingView {
            kind: cells.owned("packaging").unwrap_or_else(|| "bulk".to_owned()),
            pieces,
        },
        mass_kg: mass,
        volume_l: cells.integer("volume_l")?,
        units: units(cells)?,
        temperature: temperature(cells)?,
        dangerous: dangerous(cells)?,
    })
}

fn count(cells: &Cells<'_>, name: &'static str) -> Result<Option<u32>, Refusal> {
    let Some(number) = cells.integer(name)? else { return Ok(None) };
    u32::try_from(number).map(Some).map_err(|_| bad(name, "a number from 0", &number.to_string()))
}

fn units(cells: &Cells<'_>) -> Result<Vec<UnitCountView>, Refusal> {
    let unit_type: Option<UnitTypeId> = cells.read("unit_type")?;
    match (unit_type, count(cells, "unit_count")?) {
        (None, None) => Ok(Vec::new()),
        (None, Some(_)) => Err(bad("unit_type", "the type of the units", "nothing")),
        (Some(unit_type), count) => {
            Ok(vec![UnitCountView { unit_type: unit_type.to_string(), count: count.unwrap_or(1) }])
        }
    }
}

fn temperature(cells: &Cells<'_>) -> Result<Option<TemperatureView>, Refusal> {
    let (lowest, highest) = (tenths(cells, "temperature_min_c")?, tenths(cells, "temperature_max_c")?);
    match (lowest, highest) {
        (None, None) => Ok(None),
        (Some(lowest_c10), Some(highest_c10)) => Ok(Some(TemperatureView { lowest_c10, highest_c10 })),
        (Some(_), None) => Err(bad("temperature_max_c", "the highest temperature too", "nothing")),
        (None, Some(_)) => Err(bad("temperature_min_c", "the lowest temperature too", "nothing")),
    }
}

/// Reads degrees with at most one digit after the point.
fn tenths(cells: &Cells<'_>, name: &'static str) -> Result<Option<i32>, Refusal> {
    let Some(text) = cells.get(name) else { return Ok(None) };
    let wrong = || bad(name, "degrees Celsius such as -18 or 2.5", text);
    let plain = text.replace(',', ".");
    let (whole, tenth) = plain.split_once('.').unwrap_or((&plain, "0"));
    let is_digit = tenth.len() == 1 && tenth.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digit || whole.trim_start_matches('-').len() > 3 {
        return Err(wrong());
    }
    format!("{whole}{tenth}").parse().map(Some).map_err(|_| wrong())
}

fn dangerous(cells: &Cells<'_>) -> Result<Option<DangerousGoodsView>, Refusal> {
    let number: Option<UnNumber> = cells.read("un_number")?;
    let packing_group = cells.get("packing_group").map(|text| match text.to_uppercase().as_str() {
        "I" | "1" => Ok(PackingGroupView::I),
        "II" | "2" => Ok(PackingGroupView::II),
        "III" | "3" => Ok(PackingGroupView::III),
        _ => Err(bad("packing_group", "I, II or III", text)),
    });
    match (number, cells.owned("dangerous_class")) {
        (None, None) => Ok(None),
        (Some(number), Some(class)) => Ok(Some(DangerousGoodsView {
            un_number: number.to_string(),
            class,
            packing_group: packing_group.transpose()?,
        })),
        (Some(_), None) => Err(bad("dangerous_class", "the class of the dangerous goods", "nothing")),
        (None, Some(_)) => Err(bad("un_number", "the UN number of the dangerous goods", "nothing")),
    }
}

/// Adds the lines of another row of the same order.
///
/// # Errors
/// `import.lines_differ` when the rows do not agree on the order.
pub fn join(order: &mut OrderWish, row: OrderWish) -> Result<(), Refusal> {
    let differs = |field: &'static str, expected: &str, found: &str| {
        let expected = format!("`{expected}` as in the order's first row");
        Err(Refusal::field("import.lines_differ", field, expected, found))
    };
    for (field, first, other) in [
        ("origin", &order.origin, &row.origin),
        ("destination", &order.destination, &row.destination),
        ("ready", &order.ready, &row.ready),
    ] {
        if first != other {
            return differs(field, first, other);
        }
    }
    if order.due != row.due {
        let text = |due: &Option<String>| due.clone().unwrap_or_default();
        return differs("due", &text(&order.due), &text(&row.due));
    }
    if order.placed != row.placed {
        return differs("place_order", &order.placed.to_string(), &row.placed.to_string());
    }
    order.goods.extend(row.goods);
    Ok(())
}
