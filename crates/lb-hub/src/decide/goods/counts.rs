//! A count of a bay or a receiving floor against the books.

use std::collections::BTreeMap;

use jiff::Timestamp;
use lb_base::Mass;

use super::super::Ground;
use super::places::{check_location, warehouse_of};
use super::{check_mass, check_packages, goods_of};
use crate::floor::Floor;
use crate::goods::{Amount, Correction, Found, GoodsEvent, GoodsId, Location};
use crate::refusal::Refusal;

/// Goods that one count names at most: it is one event of the journal.
const COUNTED_MAX: usize = 500;

/// Compares what stands somewhere with the books, and puts these right.
pub(super) fn count(
    floor: &Floor,
    ground: &Ground<'_>,
    (location, at, how): (&Location, Timestamp, &str),
    found: &[Found],
) -> Result<GoodsEvent, Refusal> {
    warehouse_of(ground, location)?;
    if found.len() > COUNTED_MAX {
        return Err(Refusal::TooMany { limit: COUNTED_MAX, found: found.len() });
    }
    let books: BTreeMap<GoodsId, Amount> =
        floor.store().in_location(location).map(|(goods, stock)| (goods, stock.amount)).collect();
    let mut there: BTreeMap<GoodsId, Amount> = BTreeMap::new();
    for line in found {
        let goods = goods_of(floor, line.goods)?;
        let amount = counted(line, books.get(&line.goods), goods.declaration.declared)?;
        if there.insert(line.goods, amount).is_some() {
            return Err(Refusal::ListedTwice { what: goods.number().to_owned() });
        }
    }
    let mut corrections = Vec::new();
    for id in books.keys().chain(there.keys().filter(|id| !books.contains_key(id))) {
        let of = |amounts: &BTreeMap<GoodsId, Amount>| amounts.get(id).copied().unwrap_or_default();
        let found = of(&there).minus(of(&books));
        if found != Amount::ZERO {
            corrections.push(Correction { goods: *id, found });
        }
    }
    check_stands(floor, ground, (location, at), &corrections)?;
    let (location, how) = (location.clone(), how.to_owned());
    Ok(GoodsEvent::Counted { location, lines: found.len(), corrections, how, at })
}

/// Returns what was counted: as the books have it where the packages agree and nobody weighed.
fn counted(line: &Found, books: Option<&Amount>, declared: Amount) -> Result<Amount, Refusal> {
    check_packages(line.packages)?;
    let like = books.copied().unwrap_or(declared);
    let mass = line.mass.unwrap_or_else(|| like.share(line.packages));
    if line.mass.is_some() {
        check_mass(mass)?;
    }
    Ok(Amount::new(line.packages, mass))
}

/// Refuses a count after which goods would stand where they cannot.
fn check_stands(
    floor: &Floor,
    ground: &Ground<'_>,
    (location, at): (&Location, Timestamp),
    corrections: &[Correction],
) -> Result<(), Refusal> {
    let mut after = floor.clone();
    let (less, more): (Vec<Correction>, Vec<Correction>) =
        corrections.iter().partition(|one| one.found.packages <= 0 && one.found.mass <= Mass::ZERO);
    let counted = |corrections| GoodsEvent::Counted {
        location: location.clone(),
        lines: 0,
        corrections,
        how: String::new(),
        at,
    };
    after.apply(&counted(less).into());
    for one in more {
        check_location(&after, ground, (goods_of(floor, one.goods)?, location), one.found.mass)?;
        after.apply(&counted(vec![one]).into());
    }
    Ok(())
}
