//! What must hold of the goods of every hub, after any sequence of commands.

use std::collections::BTreeMap;

use lb_base::Mass;
use lb_network::layout::{Layout, WarehouseId};

use super::stuffing::ListStage;
use super::{Amount, Customs, GoodsId, Store};

/// Returns the first thing of a hub's goods that cannot be, in words.
///
/// # Errors
/// When the packages or kilograms that came are not those that went, stand here or differ by name, per goods and per warehouse; when
/// kilograms stand anywhere without packages or the other way round below 0; when a bay bears more goods than it can; when bonded
/// goods stand in a warehouse that is not bonded; when what the goods have in boxes is not what the lists have.
pub fn audit(store: &Store, layout: &Layout) -> Result<(), String> {
    let mut there: BTreeMap<GoodsId, Amount> = BTreeMap::new();
    let mut held: BTreeMap<WarehouseId, Amount> = BTreeMap::new();
    for (location, id, stock) in store.stock() {
        let Amount { packages, mass } = stock.amount;
        if packages < 1 || mass < Mass::ZERO {
            return Err(format!("{packages} packages of {mass} stand at {location}"));
        }
        let goods = store.goods(id).ok_or_else(|| format!("nobody knows {id} at {location}"))?;
        let warehouse = layout.warehouses.get(&location.warehouse);
        let warehouse = warehouse.ok_or_else(|| format!("{location} is no warehouse"))?;
        if goods.customs == Customs::Bonded && !warehouse.bonded {
            return Err(format!("{} is bonded and stands at {location}", goods.number()));
        }
        if location.bay.is_some_and(|bay| store.bay_mass(&warehouse.id, bay) > warehouse.bay_load) {
            return Err(format!("{location} bears more than {}", warehouse.bay_load));
        }
        let sum = there.entry(id).or_default();
        *sum = sum.plus(stock.amount);
        let sum = held.entry(location.warehouse.clone()).or_default();
        *sum = sum.plus(stock.amount);
    }
    for goods in store.all() {
        let id = goods.declaration.id;
        let (books, inside) = (goods.account.inside(), there.get(&id).copied().unwrap_or_default());
        if books != inside || store.inside(id) != inside {
            return Err(format!("the books of {} say {books:?}, {inside:?} stand here", goods.number()));
        }
    }
    for warehouse in layout.warehouses.keys() {
        let books = store.account(warehouse).inside();
        let inside = held.get(warehouse).copied().unwrap_or_default();
        if books != inside {
            return Err(format!("the books of {warehouse} say {books:?}, {inside:?} stand there"));
        }
    }
    lists(store)
}

fn lists(store: &Store) -> Result<(), String> {
    let mut stuffed: BTreeMap<GoodsId, Amount> = BTreeMap::new();
    for list in store.lists() {
        let number = &list.heading.number;
        if list.is_own {
            for line in &list.lines {
                let sum = stuffed.entry(line.goods).or_default();
                *sum = sum.plus(line.amount);
            }
        }
        let is_told = list.lines.iter().all(|line| line.outcome.is_some());
        if list.stage == ListStage::Stripped && !is_told {
            return Err(format!("{number} is stripped and not all of it is told"));
        }
        let sealed = matches!(list.stage, ListStage::Sealed) && list.is_own;
        if sealed && (list.heading.seals.is_empty() || list.lines.is_empty()) {
            return Err(format!("{number} is sealed without seals or goods"));
        }
        // What came out without standing on the list has a line of nothing.
        let stuffed = list.lines.iter().filter(|line| line.amount != Amount::ZERO);
        let of_other = stuffed.filter_map(|line| store.goods(line.goods)).find(|goods| {
            goods.declaration.customs == Customs::Free && list.heading.customs == Customs::Bonded
        });
        if let Some(goods) = of_other {
            return Err(format!("{number} is bonded and has {}, which is free", goods.number()));
        }
    }
    for goods in store.all() {
        let (books, lists) =
            (goods.account.stuffed, stuffed.get(&goods.declaration.id).copied().unwrap_or_default());
        if books != lists {
            return Err(format!("{} has {books:?} in boxes, its lists have {lists:?}", goods.number()));
        }
    }
    Ok(())
}
