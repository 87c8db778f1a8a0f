//! Wishes about what stands on the floor.

use lb_hub::inventory::InventoryCommand;

use super::things::{FactsWish, Reader, StandingThing};
use crate::json::ViewError;
use crate::json::read::text;

tagged! {
    /// What is to be done about what stands on the floor. Instants are RFC 3339; `at` is now where nothing is said.
    InventoryAction by "do" {
        /// Take what stands here on the first day into the books.
        Open = "inventory_open" {
            /// What stands where.
            units: Vec<StandingThing>,
        }
        /// Put right what the books say of a block: all of it was counted.
        Count = "inventory_count" {
            /// The block.
            block: String,
            /// All that stands there.
            found: Vec<StandingThing>,
            /// When it was counted.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
        /// Put right what is known of a unit: mass, seals, damage, number.
        State = "inventory_state" {
            /// Which, by number or identifier.
            unit: String,
            /// What is known now.
            facts: FactsWish,
            /// When that was seen.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
    }
}

impl InventoryAction {
    pub(super) fn command(&self, reader: &mut Reader<'_>) -> Result<InventoryCommand, ViewError> {
        Ok(match self {
            Self::Open { units } => InventoryCommand::Open { units: reader.counted(units, "units")? },
            Self::Count { block, found, at } => InventoryCommand::Count {
                block: text("block", block)?,
                found: reader.counted(found, "found")?,
                at: reader.at(at.as_ref())?,
            },
            Self::State { unit, facts, at } => {
                let unit = reader.unit("unit", unit)?;
                let facts = reader.facts(unit, facts).map_err(|error| error.within("facts"))?;
                InventoryCommand::State { unit, facts, at: reader.at(at.as_ref())? }
            }
        })
    }
}
