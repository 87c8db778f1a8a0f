//! Wishes about stuffing lists. Lists, goods and boxes are named by number or identifier.

use lb_base::{Mass, StuffingListId};
use lb_hub::goods::Customs;
use lb_hub::goods::stuffing::{Brought, Heading, Lay, ListedGoods, Plate, StuffingCommand, Tell};

use super::goods::{GoodsDamageWish, damaged_of, kilograms_if};
use super::things::Reader;
use crate::hub::views::{
    GoodsCustomsView, GoodsLocationView, ListedGoodsView, StuffingHeadingView, StuffingPlateView, kilograms,
};
use crate::json::ViewError;
use crate::json::read::{integer, list, part, part_if, prose, proses};

tagged! {
    /// What is to be done about a stuffing list. Lists and goods are named by number or identifier; `at` is now where nothing is said.
    StuffingAction by "do" {
        /// Open a list for an empty box that stands here.
        Open = "stuffing_open" {
            /// Its number.
            number: String,
            /// The box.
            unit: String,
            /// Its plate; a common one of its length where nothing is said.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            plate: Option<StuffingPlateView>,
            /// Whether it is for bonded goods.
            customs: GoodsCustomsView,
            /// When.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
        /// Put goods into the box.
        Add = "stuffing_add" {
            /// The list.
            list: String,
            /// Which goods.
            goods: String,
            /// Where they stand.
            from: GoodsLocationView,
            /// How many packages; all that stand there where nothing is said.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            packages: Option<i64>,
            /// What they weigh, kilograms; their share where nothing is said.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            mass_kg: Option<i64>,
            /// Where in the box, in words.
            #[serde(default, skip_serializing_if = "String::is_empty")]
            position: String,
            /// When.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
        /// Take goods out of a box that is not sealed yet.
        Remove = "stuffing_remove" {
            /// The list.
            list: String,
            /// Which goods.
            goods: String,
            /// Where they go.
            to: GoodsLocationView,
            /// When.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
        /// Close the doors and seal them.
        Seal = "stuffing_seal" {
            /// The list.
            list: String,
            /// Seals.
            seals: Vec<String>,
            /// Number of the transit declaration of bonded goods.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            transit: Option<String>,
            /// Material that secures the goods, kilograms.
            #[serde(default)]
            dunnage_kg: i64,
            /// When.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
        /// Give up an open list without lines.
        Cancel = "stuffing_cancel" {
            /// The list.
            list: String,
            /// Why.
            reason: String,
        }
        /// Take over a list that was made elsewhere, whole or in parts of 500 lines.
        Announce = "stuffing_announce" {
            /// What is said of it.
            heading: StuffingHeadingView,
            /// Goods, or those that are added.
            goods: Vec<ListedGoodsView>,
            /// When.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
        /// Open the box at the other end.
        Strip = "stuffing_strip" {
            /// The list.
            list: String,
            /// Seals as found.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            seals: Vec<String>,
            /// When.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
        /// Say what came out of the box under a line.
        Tell = "stuffing_tell" {
            /// The list.
            list: String,
            /// Which goods.
            goods: String,
            /// How many packages; 0 when none are there.
            packages: i64,
            /// What they weigh, kilograms; their share of the line where nothing is said.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            mass_kg: Option<i64>,
            /// What is damaged of them.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            damaged: Option<GoodsDamageWish>,
            /// Where they are put down.
            to: GoodsLocationView,
            /// When.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
        /// The box is empty.
        Finish = "stuffing_finish" {
            /// The list.
            list: String,
            /// When.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
    }
}

impl StuffingAction {
    pub(super) fn command(&self, reader: &mut Reader<'_>) -> Result<StuffingCommand, ViewError> {
        Ok(match self {
            Self::Open { number, unit, plate, customs, at } => StuffingCommand::Open {
                list: StuffingListId::at(reader.millis(), reader.randomness.draw()),
                number: prose("number", number)?,
                unit: reader.unit("unit", unit)?,
                plate: part_if::<_, Plate>("plate", plate.as_ref())?,
                customs: Customs::from(*customs),
                at: reader.at(at.as_ref())?,
            },
            Self::Add { .. } => StuffingCommand::Add(self.lay(reader)?),
            Self::Remove { list, goods, to, at } => StuffingCommand::Remove(Brought {
                list: reader.list(list)?,
                goods: reader.goods(goods)?,
                to: part("to", to)?,
                at: reader.at(at.as_ref())?,
            }),
            Self::Seal { list, seals, transit, dunnage_kg, at } => StuffingCommand::Seal {
                list: reader.list(list)?,
                seals: proses("seals", seals)?,
                transit: transit.as_ref().map(|transit| prose("transit", transit)).transpose()?,
                dunnage: kilograms("dunnage_kg", *dunnage_kg)?,
                at: reader.at(at.as_ref())?,
            },
            Self::Cancel { list, reason } => {
                StuffingCommand::Cancel { list: reader.list(list)?, reason: prose("reason", reason)? }
            }
            Self::Announce { heading, goods, at } => StuffingCommand::Announce {
                heading: part::<_, Heading>("heading", heading)?,
                goods: list::<_, ListedGoods>("goods", goods)?,
                at: reader.at(at.as_ref())?,
            },
            Self::Strip { list, seals, at } => StuffingCommand::Strip {
                list: reader.list(list)?,
                seals: proses("seals", seals)?,
                at: reader.at(at.as_ref())?,
            },
            Self::Tell { list, goods, packages, mass_kg, damaged, to, at } => StuffingCommand::Tell(Tell {
                list: reader.list(list)?,
                goods: reader.goods(goods)?,
                packages: integer("packages", *packages)?,
                mass: kilograms_if(*mass_kg)?,
                damaged: damaged_of(damaged.as_ref())?,
                to: part("to", to)?,
                at: reader.at(at.as_ref())?,
            }),
            Self::Finish { list, at } => {
                StuffingCommand::Finish { list: reader.list(list)?, at: reader.at(at.as_ref())? }
            }
        })
    }

    fn lay(&self, reader: &Reader<'_>) -> Result<Lay, ViewError> {
        let Self::Add { list, goods, from, packages, mass_kg, position, at } = self else {
            return Err(ViewError::new("do", "stuffing_add", "another wish"));
        };
        let (goods, from) = (reader.goods(goods)?, part("from", from)?);
        let packages = reader.packages(goods, &from, *packages);
        let mass: Option<Mass> = kilograms_if(*mass_kg)?;
        let (position, at) = (prose("position", position)?, reader.at(at.as_ref())?);
        Ok(Lay { list: reader.list(list)?, goods, from, packages, mass, position, at })
    }
}

impl Reader<'_> {
    /// Returns a stuffing list by its identifier, or by its number.
    fn list(&self, given: &str) -> Result<StuffingListId, ViewError> {
        if let Ok(id) = given.parse() {
            return Ok(id);
        }
        let found = self.floor.store().list_numbered(given);
        found.ok_or_else(|| ViewError::new("list", "the number or identifier of a stuffing list", given))
    }
}
