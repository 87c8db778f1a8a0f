//! What must hold of the grain of every hub, after any sequence of commands.

use std::collections::BTreeSet;

use lb_base::Mass;
use lb_network::layout::Layout;

use super::lot::Lot;
use super::stock::Grain;

/// Returns the first thing of a hub's grain that cannot be, in words.
///
/// # Errors
/// When the kilograms that came into a lot or cell are not those that went out, lie inside or were lost by name; when a cell holds
/// more than it can or another commodity than it takes; when lots lie together of which one is in quarantine and another not, or
/// of two commodities; when what went into a blend is not what came out; when a closed lot still lies somewhere.
pub fn audit(grain: &Grain, layout: &Layout) -> Result<(), String> {
    for lot in grain.lots() {
        let (id, number) = (lot.declaration.id, &lot.declaration.number);
        let (books, inside) = (lot.account.inside(), grain.inside(id));
        if books != inside {
            return Err(format!("the books of {number} say {books}, {inside} lie in cells"));
        }
        let parts = lot.parts.iter().fold(Mass::ZERO, |sum, part| sum.saturating_add(part.mass));
        let origins = grain.origins(id, inside);
        if lot.account.blended_in != parts
            || origins.iter().map(|(_, mass)| mass.as_kg()).sum::<i64>() != inside.as_kg()
        {
            return Err(format!("the parts of {number} are not the whole"));
        }
        if lot.closed.is_some() && inside != Mass::ZERO {
            return Err(format!("{number} is closed and {inside} of it lie here"));
        }
    }
    for (id, contents) in grain.cells() {
        let (books, level) = (contents.account.inside(), contents.level());
        if books != level || contents.layers.iter().any(|layer| layer.mass <= Mass::ZERO) {
            return Err(format!("the books of {id} say {books}, {level} lie there"));
        }
        let cell = layout.cells.get(id).ok_or_else(|| format!("{id} is no cell"))?;
        if level > cell.capacity {
            return Err(format!("{id} holds {level}, more than {}", cell.capacity));
        }
        let lots: Vec<&Lot> = contents.lots().into_iter().filter_map(|lot| grain.lot(lot)).collect();
        let kinds: BTreeSet<_> = lots
            .iter()
            .map(|lot| (lot.declaration.commodity.as_str(), lot.quarantine().collect::<BTreeSet<_>>()))
            .collect();
        if kinds.len() > 1 {
            return Err(format!("{id} holds what must not lie together"));
        }
    }
    Ok(())
}
