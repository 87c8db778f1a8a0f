//! From goods and a quantity to units: what the search calls a load.

use lb_network::Corridor;
use lb_network::model::{Commodity, Form, UnitType};
use lb_search::Load;

use crate::refusal::Refusal;

/// A quantity as asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Kilograms.
    Mass(i64),
    /// Units.
    Units(i64),
}

/// The largest mass that a question may have, kilograms (a hundred million tonnes).
const MASS_KG_MAX: i64 = 100_000_000_000;

impl Quantity {
    /// Reads `1200t`, `800 kg`, `12u`, `12 units`.
    ///
    /// # Errors
    /// Refuses with `request.bad_quantity`.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let expected = "a quantity with its unit such as 1200t, 800kg or 12u (units)";
        let refusal = || Refusal::field("request.bad_quantity", "quantity", expected, text);
        let trimmed = text.trim();
        let units = trimmed.strip_suffix("units").or_else(|| trimmed.strip_suffix('u'));
        let quantity = match units {
            Some(number) => Self::Units(number.trim().parse().map_err(|_| refusal())?),
            None => Self::Mass(trimmed.parse::<lb_base::Mass>().map_err(|_| refusal())?.as_kg()),
        };
        let (Self::Mass(amount) | Self::Units(amount)) = quantity;
        if amount <= 0 || amount > MASS_KG_MAX { Err(refusal()) } else { Ok(quantity) }
    }
}

/// Returns the kilograms of these goods that one unit holds: the table's figure, else the payload or the volume at the goods'
/// stowage, whichever binds.
#[must_use]
pub fn kg_per_unit(commodity: &Commodity, unit: &UnitType) -> Option<i64> {
    if let Some((_, kg)) = commodity.kg_per_unit.iter().find(|(id, _)| id == unit.id.as_str()) {
        return Some((*kg).max(1));
    }
    let by_volume =
        unit.volume_l.zip(commodity.stowage_l_per_t).map(|(volume, stowage)| volume * 1_000 / stowage.max(1));
    match (unit.payload_kg, by_volume) {
        (Some(payload), Some(volume)) => Some(payload.min(volume).max(1)),
        (payload, volume) => payload.or(volume).map(|kg| kg.max(1)),
    }
}

/// Returns the unit types to try: the one asked for, else those of the goods; goods that need a temperature go in reefers only.
///
/// # Errors
/// Refuses an unknown unit type (`request.unknown_unit`) and one that does not suit (`request.unit_does_not_suit`).
pub fn unit_types<'a>(
    corridor: &'a Corridor,
    commodity: &Commodity,
    asked: Option<&str>,
    cold: bool,
) -> Result<Vec<&'a UnitType>, Refusal> {
    let listed = |unit: &&UnitType| commodity.unit_types.iter().any(|id| id == unit.id.as_str());
    if let Some(asked) = asked {
        let word = asked.trim();
        let named = |unit: &&UnitType| unit.id.as_str().eq_ignore_ascii_case(word);
        let mut units: Vec<&UnitType> = corridor.unit_types.iter().filter(named).collect();
        if units.is_empty() {
            units = corridor.unit_types.iter().filter(|unit| unit.form.word() == word).collect();
        }
        if units.is_empty() {
            let known: Vec<&str> = corridor.unit_types.iter().map(|u| u.id.as_str()).collect();
            let expected = format!("one of {}", known.join(", "));
            return Err(Refusal::field("request.unknown_unit", "unit", expected, word));
        }
        units.retain(|unit| !cold || unit.form == Form::Reefer);
        let preferred: Vec<&UnitType> = units.iter().copied().filter(|unit| listed(unit)).collect();
        let units = if preferred.is_empty() { units } else { preferred };
        let units: Vec<&UnitType> =
            units.into_iter().filter(|unit| kg_per_unit(commodity, unit).is_some()).collect();
        if units.is_empty() {
            let need = if cold {
                "a refrigerated unit for these goods"
            } else {
                "a unit that these goods can travel in"
            };
            return Err(Refusal::field("request.unit_does_not_suit", "unit", need, word));
        }
        return Ok(units);
    }
    let by_id = |id: &String| corridor.unit_types.iter().find(|unit| unit.id.as_str() == id);
    let mut units: Vec<&UnitType> = commodity.unit_types.iter().filter_map(by_id).collect();
    if cold {
        units.retain(|unit| unit.form == Form::Reefer);
        if units.is_empty() {
            units = corridor.unit_types.iter().filter(|unit| unit.form == Form::Reefer).collect();
        }
    }
    // Loose cargo is one load whatever carries it: wagons and holds are chosen by the sections.
    let loose =
        units.iter().position(|unit| unit.form == Form::Bulk && unit.teu_e3 == 0 && unit.wagons_e3 == 0);
    if let Some(loose) = loose {
        let loose = units[loose].id.clone();
        units.retain(|unit| unit.form != Form::Bulk || unit.id == loose);
    }
    Ok(units)
}

/// Returns the load of a quantity in a unit type; `None` where a unit holds nothing of these goods.
#[must_use]
pub fn load(commodity: &Commodity, unit: &UnitType, quantity: Quantity) -> Option<Load> {
    let per_unit = kg_per_unit(commodity, unit)?;
    let (units, mass_kg) = match quantity {
        Quantity::Mass(kg) => ((kg + per_unit - 1) / per_unit, kg),
        Quantity::Units(units) => (units, units.checked_mul(per_unit)?),
    };
    if mass_kg > MASS_KG_MAX {
        return None;
    }
    Some(Load {
        unit_type: unit.id.to_string(),
        form: unit.form,
        units,
        mass_kg,
        teu_e3: units.checked_mul(unit.teu_e3)?,
        wagons_e3: units.checked_mul(unit.wagons_e3)?,
        lane_m_e3: units.checked_mul(unit.lane_m_e3)?,
        plugs: units.checked_mul(unit.plugs)?,
    })
}
