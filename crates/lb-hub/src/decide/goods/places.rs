//! Where goods may stand, and what may be taken from there.

use lb_base::Mass;
use lb_network::layout::Warehouse;

use super::super::Ground;
use super::{goods_of, not_there};
use crate::floor::Floor;
use crate::goods::{Amount, Customs, Declaration, Goods, Location, may_go_together};
use crate::refusal::Refusal;

/// Returns the warehouse of a place, and refuses a bay that it does not have.
pub(super) fn warehouse_of<'a>(ground: &Ground<'a>, location: &Location) -> Result<&'a Warehouse, Refusal> {
    let found = ground.layout.warehouses.get(&location.warehouse);
    let has_bay = |warehouse: &&Warehouse| location.bay.is_none_or(|bay| (1..=warehouse.bays).contains(&bay));
    found.filter(has_bay).ok_or_else(|| Refusal::NoSuchWarehouse { location: location.clone() })
}

/// Refuses a place that is not bonded, too warm, too cold, full, or beside goods that must be kept apart.
pub(super) fn check_location(
    floor: &Floor,
    ground: &Ground<'_>,
    (goods, location): (&Goods, &Location),
    mass: Mass,
) -> Result<(), Refusal> {
    let warehouse = warehouse_of(ground, location)?;
    let number = || goods.number().to_owned();
    if goods.customs == Customs::Bonded && !warehouse.bonded {
        return Err(Refusal::GoodsBonded { number: number(), expected: "a bonded warehouse" });
    }
    if !keeps(warehouse.temperature, goods.declaration.temperature) {
        return Err(Refusal::GoodsTemperature { number: number(), place: location.to_string() });
    }
    let Some(bay) = location.bay else { return Ok(()) };
    for (other, _) in floor.store().in_location(location) {
        check_apart(&goods.declaration, &goods_of(floor, other)?.declaration)?;
    }
    let units = floor.in_bay(&warehouse.id, bay).filter_map(|unit| floor.unit(unit)?.article.gross.mass());
    let there = units.fold(floor.store().bay_mass(&warehouse.id, bay), Mass::saturating_add);
    let (mass, limit) = (there.saturating_add(mass), warehouse.bay_load);
    if mass > limit {
        return Err(Refusal::BayOverloaded { warehouse: warehouse.id.clone(), bay, limit, mass });
    }
    Ok(())
}

/// Returns whether a place keeps what goods need: cooled goods within their range, others in no cold store.
pub(super) fn keeps(kept: Option<(i16, i16)>, needed: Option<(i16, i16)>) -> bool {
    match (kept, needed) {
        (None, None) => true,
        (Some(kept), Some(needed)) => needed.0 <= kept.0 && kept.1 <= needed.1,
        (None, Some(_)) | (Some(_), None) => false,
    }
}

/// Refuses dangerous goods together that are to be kept apart.
pub(super) fn check_apart(one: &Declaration, other: &Declaration) -> Result<(), Refusal> {
    if one.id == other.id {
        return Ok(());
    }
    for class in &one.dangerous {
        if let Some(against) = other.dangerous.iter().find(|against| !may_go_together(class, against)) {
            return Err(Refusal::GoodsSegregated {
                number: one.number.clone(),
                class: class.clone(),
                other: other.number.clone(),
                other_class: against.clone(),
            });
        }
    }
    Ok(())
}

/// Returns what is taken of goods that stand somewhere: their share where nobody says, the rest with the last package.
pub(super) fn taken(
    floor: &Floor,
    ground: &Ground<'_>,
    (goods, location): (&Goods, &Location),
    (packages, mass): (i64, Option<Mass>),
) -> Result<Amount, Refusal> {
    warehouse_of(ground, location)?;
    super::check_packages(packages)?;
    let stock = floor.store().at(location, goods.declaration.id);
    let there = stock.map_or(Amount::ZERO, |stock| stock.amount);
    let wished = Amount::new(packages, mass.unwrap_or_else(|| there.share(packages)));
    if packages == there.packages && wished.mass != there.mass {
        let (number, rest) = (goods.number().to_owned(), there.mass);
        return Err(Refusal::GoodsTakeRest { number, rest, mass: wished.mass });
    }
    if packages > there.packages || wished.mass > there.mass || wished.mass < Mass::ZERO {
        return Err(not_there(goods, location, there, wished));
    }
    Ok(wished)
}

/// Refuses while a hold stops goods: any when they leave, quarantine whatever is done.
pub(super) fn check_goes(goods: &Goods, leaves: bool) -> Result<(), Refusal> {
    let Some(hold) = goods.holds.values().find(|hold| leaves || hold.kind.stops_moves()) else {
        return Ok(());
    };
    Err(Refusal::GoodsHeld {
        number: goods.number().to_owned(),
        hold: hold.id,
        kind: hold.kind,
        by: hold.by.clone(),
        reason: hold.reason.clone(),
    })
}
