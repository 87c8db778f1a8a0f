//! Wishes about goods in warehouses. Goods and units are named by number or identifier.

use lb_base::{Mass, Volume};
use lb_hub::article::Fill;
use lb_hub::goods::{Amount, Declaration, Found, GoodsCommand, Issue, Location, PutAway, Receipt, Transit};
use lb_hub::hold::HoldKind;
use lb_hub::{GoodsId, HoldId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::things::Reader;
use crate::hub::views::{
    FillView, GoodsCustomsView, GoodsLocationView, GoodsTransitView, GrainCarrierView, HubHoldKindView,
    kilograms,
};
use crate::json::ViewError;
use crate::json::read::{integer, part, part_if, prose, proses, text, text_if};

/// What a count found of goods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GoodsFoundWish {
    /// Which, by number or identifier.
    pub goods: String,
    /// How many packages.
    pub packages: i64,
    /// What they weigh, kilograms; their share of the books where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mass_kg: Option<i64>,
}

/// Packages that are damaged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GoodsDamageWish {
    /// How many packages.
    pub packages: i64,
    /// What is wrong, in words.
    pub what: String,
}

/// What is declared of goods; who hands them in says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GoodsWish {
    /// The identifier that another hub gave them; a new one where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Number of the warehouse receipt, or the tracking number of a parcel.
    pub number: String,
    /// The organisation whose they are.
    pub owner: String,
    /// The consignment that they belong to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consignment: Option<String>,
    /// The shipper's reference.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
    /// Marks and numbers on the packages.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub marks: String,
    /// What they are, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// HS code, two to six digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commodity: Option<String>,
    /// Kind of package, code of UN/CEFACT Recommendation 21; `PK` (package) where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub packaging: Option<String>,
    /// Packages.
    pub packages: i64,
    /// Gross mass of all packages, kilograms.
    pub mass_kg: i64,
    /// Volume of all packages, litres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume_l: Option<i64>,
    /// Classes of dangerous goods, such as `3`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dangerous: Vec<String>,
    /// Temperatures that they bear, tenths of a degree Celsius, lowest and highest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub temperature_dc: Option<[i16; 2]>,
    /// Whether customs watch over them.
    pub customs: GoodsCustomsView,
    /// Seals on the packages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seals: Vec<String>,
}

tagged! {
    /// What is to be done about goods in warehouses. Goods are named by number or identifier; `at` is now where nothing is said.
    GoodsAction by "do" {
        /// Take goods into the books before they come.
        Declare = "goods_declare" {
            /// What is said of them.
            goods: GoodsWish,
        }
        /// Take goods in.
        Receive = "goods_receive" {
            /// Which.
            goods: String,
            /// Where they are put down: without a bay on the receiving floor.
            to: GoodsLocationView,
            /// What brought them.
            from: GrainCarrierView,
            /// How many packages.
            packages: i64,
            /// What they weigh, kilograms; their share of the papers' mass where nothing is said.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            mass_kg: Option<i64>,
            /// Whether that was weighed here.
            #[serde(default)]
            weighed: bool,
            /// What is damaged of them.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            damaged: Option<GoodsDamageWish>,
            /// Whether that is all of them.
            is_last: bool,
            /// Whether anything is left in what brought them; `laden` where nothing is said.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            leaves: Option<FillView>,
            /// When.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
        /// Put goods elsewhere: away from the receiving floor, from bay to bay, from warehouse to warehouse.
        PutAway = "goods_put_away" {
            /// Which.
            goods: String,
            /// Where they stand.
            from: GoodsLocationView,
            /// Where they go.
            to: GoodsLocationView,
            /// How many packages; all that stand there where nothing is said.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            packages: Option<i64>,
            /// What they weigh, kilograms; their share where nothing is said.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            mass_kg: Option<i64>,
            /// When.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
        /// Give goods out: in parts, the last of which takes the kilograms that are left.
        Issue = "goods_issue" {
            /// Which.
            goods: String,
            /// Where they stand.
            from: GoodsLocationView,
            /// What takes them.
            to: GrainCarrierView,
            /// How many packages; all that stand there where nothing is said.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            packages: Option<i64>,
            /// What they weigh, kilograms; their share where nothing is said.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            mass_kg: Option<i64>,
            /// Under what bonded goods go that were not released.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            transit: Option<GoodsTransitView>,
            /// When.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
        /// Customs let bonded goods go.
        Release = "goods_release" {
            /// Which.
            goods: String,
            /// How many packages; all of the goods where nothing is said.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            packages: Option<i64>,
            /// Number of the document.
            document: String,
            /// When.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
        /// Put right what the books say of a bay or a receiving floor: all that stands there was counted.
        Count = "goods_count" {
            /// Where.
            location: GoodsLocationView,
            /// All that stands there.
            found: Vec<GoodsFoundWish>,
            /// How it was counted, in words.
            how: String,
            /// When.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
        /// Note damage.
        Damage = "goods_damage" {
            /// Which.
            goods: String,
            /// What is damaged of them.
            damaged: GoodsDamageWish,
            /// When.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
        /// Stop goods.
        Hold = "goods_hold" {
            /// Which.
            goods: String,
            /// Why.
            kind: HubHoldKindView,
            /// In words.
            reason: String,
        }
        /// Let go what a hold stops.
        Lift = "goods_lift" {
            /// Which.
            goods: String,
            /// The hold.
            hold: String,
            /// On what grounds.
            reason: String,
        }
        /// Take back a receipt or an issue that was pressed wrongly.
        PutRight = "goods_put_right" {
            /// Which.
            goods: String,
            /// Number of the entry, from 1.
            entry: usize,
            /// Why.
            reason: String,
            /// When.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<String>,
        }
    }
}

impl GoodsAction {
    pub(super) fn command(&self, reader: &mut Reader<'_>) -> Result<GoodsCommand, ViewError> {
        Ok(match self {
            Self::Declare { goods } => {
                let declaration = reader.declared(goods).map_err(|error| error.within("goods"))?;
                GoodsCommand::Declare { declaration }
            }
            Self::Receive { .. } => GoodsCommand::Receive(self.receipt(reader)?),
            Self::PutAway { goods, from, to, packages, mass_kg, at } => {
                let (goods, from) = (reader.goods(goods)?, part("from", from)?);
                let packages = reader.packages(goods, &from, *packages);
                let (to, mass) = (part("to", to)?, kilograms_if(*mass_kg)?);
                let at = reader.at(at.as_ref())?;
                GoodsCommand::PutAway(PutAway { goods, from, to, packages, mass, at })
            }
            Self::Issue { goods, from, to, packages, mass_kg, transit, at } => {
                let (goods, from) = (reader.goods(goods)?, part("from", from)?);
                let packages = reader.packages(goods, &from, *packages);
                let (to, mass) = (reader.carrier("to", to)?, kilograms_if(*mass_kg)?);
                let transit = part_if::<_, Transit>("transit", transit.as_ref())?;
                let at = reader.at(at.as_ref())?;
                GoodsCommand::Issue(Issue { goods, from, to, packages, mass, transit, at })
            }
            Self::Release { goods, packages, document, at } => GoodsCommand::Release {
                goods: reader.goods(goods)?,
                packages: packages.map(|packages| integer("packages", packages)).transpose()?,
                document: prose("document", document)?,
                at: reader.at(at.as_ref())?,
            },
            Self::Count { location, found, how, at } => GoodsCommand::Count {
                location: part("location", location)?,
                found: reader.found(found)?,
                how: prose("how", how)?,
                at: reader.at(at.as_ref())?,
            },
            Self::Damage { goods, damaged, at } => GoodsCommand::Damage {
                goods: reader.goods(goods)?,
                packages: integer("damaged.packages", damaged.packages)?,
                what: prose("damaged.what", &damaged.what)?,
                at: reader.at(at.as_ref())?,
            },
            Self::Hold { goods, kind, reason } => GoodsCommand::Hold {
                goods: reader.goods(goods)?,
                hold: HoldId::at(reader.millis(), reader.randomness.draw()),
                kind: HoldKind::from(*kind),
                reason: prose("reason", reason)?,
            },
            Self::Lift { goods, hold, reason } => GoodsCommand::Lift {
                goods: reader.goods(goods)?,
                hold: text("hold", hold)?,
                reason: prose("reason", reason)?,
            },
            Self::PutRight { goods, entry, reason, at } => GoodsCommand::PutRight {
                goods: reader.goods(goods)?,
                entry: *entry,
                reason: prose("reason", reason)?,
                at: reader.at(at.as_ref())?,
            },
        })
    }

    fn receipt(&self, reader: &Reader<'_>) -> Result<Receipt, ViewError> {
        let Self::Receive { goods, to, from, packages, mass_kg, weighed, damaged, is_last, leaves, at } =
            self
        else {
            return Err(ViewError::new("do", "goods_receive", "another wish"));
        };
        Ok(Receipt {
            goods: reader.goods(goods)?,
            to: part("to", to)?,
            from: reader.carrier("from", from)?,
            packages: integer("packages", *packages)?,
            mass: kilograms_if(*mass_kg)?,
            weighed: *weighed,
            damaged: damaged_of(damaged.as_ref())?,
            is_last: *is_last,
            leaves: leaves.map_or(Fill::Laden, Fill::from),
            at: reader.at(at.as_ref())?,
        })
    }
}

/// Reads kilograms that may be absent.
pub(super) fn kilograms_if(kg: Option<i64>) -> Result<Option<Mass>, ViewError> {
    kg.map(|kg| kilograms("mass_kg", kg)).transpose()
}

/// Reads damage that may be absent.
pub(super) fn damaged_of(wish: Option<&GoodsDamageWish>) -> Result<Option<(i64, String)>, ViewError> {
    wish.map(|GoodsDamageWish { packages, what }| {
        Ok((integer("damaged.packages", *packages)?, prose("damaged.what", what)?))
    })
    .transpose()
}

impl Reader<'_> {
    /// Returns goods by their identifier, or by their number.
    pub(super) fn goods(&self, given: &str) -> Result<GoodsId, ViewError> {
        if let Ok(id) = given.parse() {
            return Ok(id);
        }
        let found = self.floor.store().numbered(given);
        found.ok_or_else(|| ViewError::new("goods", "the number or identifier of goods", given))
    }

    /// Returns how many packages are meant: all that stand there where nobody says.
    pub(super) fn packages(&self, goods: GoodsId, from: &Location, given: Option<i64>) -> i64 {
        let there = self.floor.store().at(from, goods).map_or(0, |stock| stock.amount.packages);
        given.unwrap_or(there)
    }

    /// Reads what is declared of goods; known goods keep their identifier.
    pub(super) fn declared(&mut self, wish: &GoodsWish) -> Result<Declaration, ViewError> {
        let given = text_if("id", wish.id.as_ref())?;
        let id = given.unwrap_or_else(|| GoodsId::at(self.millis(), self.randomness.draw()));
        Ok(Declaration {
            id,
            number: prose("number", &wish.number)?,
            owner: text("owner", &wish.owner)?,
            consignment: text_if("consignment", wish.consignment.as_ref())?,
            reference: prose("reference", &wish.reference)?,
            marks: prose("marks", &wish.marks)?,
            description: prose("description", &wish.description)?,
            commodity: text_if("commodity", wish.commodity.as_ref())?,
            packaging: text("packaging", wish.packaging.as_deref().unwrap_or("PK"))?,
            declared: Amount::new(integer("packages", wish.packages)?, kilograms("mass_kg", wish.mass_kg)?),
            volume: wish
                .volume_l
                .map(|litres| integer("volume_l", litres).map(Volume::from_litres))
                .transpose()?,
            dangerous: proses("dangerous", &wish.dangerous)?,
            temperature: wish.temperature_dc.map(|[lowest, highest]| (lowest, highest)),
            customs: wish.customs.into(),
            seals: proses("seals", &wish.seals)?,
        })
    }

    fn found(&self, wishes: &[GoodsFoundWish]) -> Result<Vec<Found>, ViewError> {
        let read = |wish: &GoodsFoundWish| {
            let (packages, mass) = (integer("packages", wish.packages)?, kilograms_if(wish.mass_kg)?);
            Ok(Found { goods: self.goods(&wish.goods)?, packages, mass })
        };
        let within = |at: usize| move |error: ViewError| error.within(&format!("found[{at}]"));
        wishes.iter().enumerate().map(|(at, wish)| read(wish).map_err(within(at))).collect()
    }
}
