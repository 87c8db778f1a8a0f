//! What happened to stuffing lists.

use lb_base::Volume;
use lb_hub::goods::stuffing::{Heading, Line, ListStage, ListedGoods, Outcome, Plate, StuffingEvent};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::article::GrossView;
use super::parts::{
    GoodsAmountView, GoodsCustomsView, GoodsDamageView, GoodsDeclarationView, GoodsLocationView,
};
use crate::hub::views::kilograms;
use crate::json::problem::ViewError;
use crate::json::read::{as_texts, instant, integer, list, part, part_if, prose, proses, text, texts};

words! {
    /// How far a stuffing list has come.
    ListStageView of ListStage {
        /// Goods are put in; the box stays where it stands.
        Open = "open",
        /// The box is sealed and goes its way.
        Sealed = "sealed",
        /// The box was opened at the other end; it stays where it stands.
        Stripping = "stripping",
        /// Everything is out.
        Stripped = "stripped",
    }
}

fn litres(field: &str, litres: i64) -> Result<Volume, ViewError> {
    integer(field, litres).map(Volume::from_litres)
}

/// What is written on the plate of a box, and how much finds room in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StuffingPlateView {
    /// The empty box, kilograms.
    pub tare_kg: i64,
    /// The most that it may weigh with what is in it, kilograms.
    pub gross_max_kg: i64,
    /// How much finds room in it, litres.
    pub volume_l: i64,
}

impl From<&Plate> for StuffingPlateView {
    fn from(plate: &Plate) -> Self {
        Self {
            tare_kg: plate.tare.as_kg(),
            gross_max_kg: plate.gross_max.as_kg(),
            volume_l: plate.volume.as_litres(),
        }
    }
}

impl TryFrom<&StuffingPlateView> for Plate {
    type Error = ViewError;

    fn try_from(view: &StuffingPlateView) -> Result<Self, ViewError> {
        Ok(Self {
            tare: kilograms("tare_kg", view.tare_kg)?,
            gross_max: kilograms("gross_max_kg", view.gross_max_kg)?,
            volume: litres("volume_l", view.volume_l)?,
        })
    }
}

/// What is said of a stuffing list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StuffingHeadingView {
    /// The identifier, the same at every hub.
    pub id: String,
    /// Its number.
    pub number: String,
    /// Number of the box.
    pub container: String,
    /// Its plate.
    pub plate: StuffingPlateView,
    /// Whether the goods are bonded: one list is not of both.
    pub customs: GoodsCustomsView,
    /// Seals.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seals: Vec<String>,
    /// Number of the transit declaration of bonded goods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transit: Option<String>,
    /// Where it was made, in words; empty of a list made here.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub origin: String,
}

impl From<&Heading> for StuffingHeadingView {
    fn from(heading: &Heading) -> Self {
        Self {
            id: heading.id.to_string(),
            number: heading.number.clone(),
            container: heading.container.clone(),
            plate: StuffingPlateView::from(&heading.plate),
            customs: heading.customs.into(),
            seals: heading.seals.clone(),
            transit: heading.transit.clone(),
            origin: heading.origin.clone(),
        }
    }
}

impl TryFrom<&StuffingHeadingView> for Heading {
    type Error = ViewError;

    fn try_from(view: &StuffingHeadingView) -> Result<Self, ViewError> {
        Ok(Self {
            id: text("id", &view.id)?,
            number: prose("number", &view.number)?,
            container: prose("container", &view.container)?,
            plate: part("plate", &view.plate)?,
            customs: view.customs.into(),
            seals: proses("seals", &view.seals)?,
            transit: view.transit.as_ref().map(|given| prose("transit", given)).transpose()?,
            origin: prose("origin", &view.origin)?,
        })
    }
}

/// What came out of a box under a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StuffingOutcomeView {
    /// How much.
    pub found: GoodsAmountView,
    /// Packages of it that are damaged.
    pub damaged: i64,
    /// Where it was put down.
    pub location: GoodsLocationView,
    /// When, RFC 3339.
    pub at: String,
}

impl From<&Outcome> for StuffingOutcomeView {
    fn from(outcome: &Outcome) -> Self {
        Self {
            found: GoodsAmountView::from(&outcome.found),
            damaged: outcome.damaged,
            location: GoodsLocationView::from(&outcome.location),
            at: outcome.at.to_string(),
        }
    }
}

impl TryFrom<&StuffingOutcomeView> for Outcome {
    type Error = ViewError;

    fn try_from(view: &StuffingOutcomeView) -> Result<Self, ViewError> {
        Ok(Self {
            found: part("found", &view.found)?,
            damaged: integer("damaged", view.damaged)?,
            location: part("location", &view.location)?,
            at: instant("at", &view.at)?,
        })
    }
}

/// Goods in a box.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StuffingLineView {
    /// Which.
    pub goods: String,
    /// How much of them.
    pub amount: GoodsAmountView,
    /// Where in the box, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub position: String,
    /// Whether the mass was weighed.
    pub weighed: bool,
    /// What came out; absent until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<StuffingOutcomeView>,
}

impl From<&Line> for StuffingLineView {
    fn from(line: &Line) -> Self {
        Self {
            goods: line.goods.to_string(),
            amount: GoodsAmountView::from(&line.amount),
            position: line.position.clone(),
            weighed: line.weighed,
            outcome: line.outcome.as_ref().map(StuffingOutcomeView::from),
        }
    }
}

impl TryFrom<&StuffingLineView> for Line {
    type Error = ViewError;

    fn try_from(view: &StuffingLineView) -> Result<Self, ViewError> {
        Ok(Self {
            goods: text("goods", &view.goods)?,
            amount: part("amount", &view.amount)?,
            position: prose("position", &view.position)?,
            weighed: view.weighed,
            outcome: part_if("outcome", view.outcome.as_ref())?,
        })
    }
}

/// Goods of a list that was made elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ListedGoodsView {
    /// What is declared of them.
    pub declaration: GoodsDeclarationView,
    /// How much of them is in the box.
    pub amount: GoodsAmountView,
    /// Where in the box, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub position: String,
    /// Whether the mass was weighed.
    pub weighed: bool,
}

impl From<&ListedGoods> for ListedGoodsView {
    fn from(listed: &ListedGoods) -> Self {
        Self {
            declaration: GoodsDeclarationView::from(&listed.declaration),
            amount: GoodsAmountView::from(&listed.amount),
            position: listed.position.clone(),
            weighed: listed.weighed,
        }
    }
}

impl TryFrom<&ListedGoodsView> for ListedGoods {
    type Error = ViewError;

    fn try_from(view: &ListedGoodsView) -> Result<Self, ViewError> {
        Ok(Self {
            declaration: part("declaration", &view.declaration)?,
            amount: part("amount", &view.amount)?,
            position: prose("position", &view.position)?,
            weighed: view.weighed,
        })
    }
}

tagged! {
    /// What happened to a stuffing list.
    StuffingEventView by "type" {
        /// A list was opened for a box.
        Opened = "stuffing_opened" {
            /// What is said of it.
            heading: StuffingHeadingView,
            /// The box.
            unit: String,
            /// When, RFC 3339.
            at: String,
        }
        /// Goods were put in.
        Added = "stuffing_added" {
            /// The list.
            list: String,
            /// The box.
            unit: String,
            /// The goods, how many, where in the box.
            line: StuffingLineView,
            /// Where they stood.
            from: GoodsLocationView,
            /// When, RFC 3339.
            at: String,
        }
        /// Goods were taken out before the box was sealed.
        Removed = "stuffing_removed" {
            /// The list.
            list: String,
            /// Which.
            goods: String,
            /// How many.
            amount: GoodsAmountView,
            /// Where they were put down.
            to: GoodsLocationView,
            /// When, RFC 3339.
            at: String,
        }
        /// The box was sealed.
        Sealed = "stuffing_sealed" {
            /// The list.
            list: String,
            /// The box.
            unit: String,
            /// Seals.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            seals: Vec<String>,
            /// Number of the transit declaration of bonded goods.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            transit: Option<String>,
            /// Material that secures the goods, kilograms.
            dunnage_kg: i64,
            /// What the box weighs.
            gross: GrossView,
            /// Classes of dangerous goods in it.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            dangerous: Vec<String>,
            /// The goods in it.
            goods: Vec<String>,
            /// When, RFC 3339.
            at: String,
        }
        /// A list without lines was given up.
        Cancelled = "stuffing_cancelled" {
            /// The list.
            list: String,
            /// Why, in words.
            reason: String,
        }
        /// A list that was made elsewhere is known, or has more lines.
        Announced = "stuffing_announced" {
            /// What is said of it.
            heading: StuffingHeadingView,
            /// Goods.
            goods: Vec<ListedGoodsView>,
            /// When, RFC 3339.
            at: String,
        }
        /// The box was opened.
        Stripping = "stuffing_stripping" {
            /// The list.
            list: String,
            /// The box.
            unit: String,
            /// Seals as found.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            seals: Vec<String>,
            /// The goods in it, as the list says.
            goods: Vec<String>,
            /// When, RFC 3339.
            at: String,
        }
        /// Goods came out.
        Told = "stuffing_told" {
            /// The list.
            list: String,
            /// Which.
            goods: String,
            /// How many the list has.
            listed: GoodsAmountView,
            /// How many came out.
            found: GoodsAmountView,
            /// What of them is damaged.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            damage: Option<GoodsDamageView>,
            /// Where they were put down.
            to: GoodsLocationView,
            /// When, RFC 3339.
            at: String,
        }
        /// The box is empty.
        Stripped = "stuffing_stripped" {
            /// The list.
            list: String,
            /// The box.
            unit: String,
            /// When, RFC 3339.
            at: String,
        }
    }
}

impl From<&StuffingEvent> for StuffingEventView {
    fn from(event: &StuffingEvent) -> Self {
        match event {
            StuffingEvent::Opened { heading, unit, at } => Self::Opened {
                heading: StuffingHeadingView::from(heading),
                unit: unit.to_string(),
                at: at.to_string(),
            },
            StuffingEvent::Added { list, unit, line, from, at } => Self::Added {
                list: list.to_string(),
                unit: unit.to_string(),
                line: StuffingLineView::from(line),
                from: GoodsLocationView::from(from),
                at: at.to_string(),
            },
            StuffingEvent::Removed { list, goods, amount, to, at } => Self::Removed {
                list: list.to_string(),
                goods: goods.to_string(),
                amount: GoodsAmountView::from(amount),
                to: GoodsLocationView::from(to),
                at: at.to_string(),
            },
            StuffingEvent::Sealed { list, unit, seals, transit, dunnage, gross, dangerous, goods, at } => {
                Self::Sealed {
                    list: list.to_string(),
                    unit: unit.to_string(),
                    seals: seals.clone(),
                    transit: transit.clone(),
                    dunnage_kg: dunnage.as_kg(),
                    gross: GrossView::from(gross),
                    dangerous: dangerous.clone(),
                    goods: as_texts(goods),
                    at: at.to_string(),
                }
            }
            StuffingEvent::Cancelled { list, reason } => {
                Self::Cancelled { list: list.to_string(), reason: reason.clone() }
            }
            StuffingEvent::Announced { heading, goods, at } => Self::Announced {
                heading: StuffingHeadingView::from(heading),
                goods: goods.iter().map(ListedGoodsView::from).collect(),
                at: at.to_string(),
            },
            StuffingEvent::Stripping { list, unit, seals, goods, at } => Self::Stripping {
                list: list.to_string(),
                unit: unit.to_string(),
                seals: seals.clone(),
                goods: as_texts(goods),
                at: at.to_string(),
            },
            StuffingEvent::Told { list, goods, listed, found, damage, to, at } => Self::Told {
                list: list.to_string(),
                goods: goods.to_string(),
                listed: GoodsAmountView::from(listed),
                found: GoodsAmountView::from(found),
                damage: damage.as_ref().map(GoodsDamageView::from),
                to: GoodsLocationView::from(to),
                at: at.to_string(),
            },
            StuffingEvent::Stripped { list, unit, at } => {
                Self::Stripped { list: list.to_string(), unit: unit.to_string(), at: at.to_string() }
            }
        }
    }
}

impl TryFrom<&StuffingEventView> for StuffingEvent {
    type Error = ViewError;

    fn try_from(view: &StuffingEventView) -> Result<Self, ViewError> {
        Ok(match view {
            StuffingEventView::Opened { heading, unit, at } => {
                let (heading, unit) = (part("heading", heading)?, text("unit", unit)?);
                Self::Opened { heading, unit, at: instant("at", at)? }
            }
            StuffingEventView::Added { list, unit, line, from, at } => Self::Added {
                list: text("list", list)?,
                unit: text("unit", unit)?,
                line: part("line", line)?,
                from: part("from", from)?,
                at: instant("at", at)?,
            },
            StuffingEventView::Removed { list, goods, amount, to, at } => Self::Removed {
                list: text("list", list)?,
                goods: text("goods", goods)?,
                amount: part("amount", amount)?,
                to: part("to", to)?,
                at: instant("at", at)?,
            },
            StuffingEventView::Sealed {
                list,
                unit,
                seals,
                transit,
                dunnage_kg,
                gross,
                dangerous,
                goods,
                at,
            } => Self::Sealed {
                list: text("list", list)?,
                unit: text("unit", unit)?,
                seals: proses("seals", seals)?,
                transit: transit.as_ref().map(|given| prose("transit", given)).transpose()?,
                dunnage: kilograms("dunnage_kg", *dunnage_kg)?,
                gross: part("gross", gross)?,
                dangerous: proses("dangerous", dangerous)?,
                goods: texts("goods", goods)?,
                at: instant("at", at)?,
            },
            StuffingEventView::Cancelled { list, reason } => {
                Self::Cancelled { list: text("list", list)?, reason: prose("reason", reason)? }
            }
            StuffingEventView::Announced { heading, goods, at } => Self::Announced {
                heading: part("heading", heading)?,
                goods: list("goods", goods)?,
                at: instant("at", at)?,
            },
            StuffingEventView::Stripping { list, unit, seals, goods, at } => Self::Stripping {
                list: text("list", list)?,
                unit: text("unit", unit)?,
                seals: proses("seals", seals)?,
                goods: texts("goods", goods)?,
                at: instant("at", at)?,
            },
            StuffingEventView::Told { list, goods, listed, found, damage, to, at } => Self::Told {
                list: text("list", list)?,
                goods: text("goods", goods)?,
                listed: part("listed", listed)?,
                found: part("found", found)?,
                damage: part_if("damage", damage.as_ref())?,
                to: part("to", to)?,
                at: instant("at", at)?,
            },
            StuffingEventView::Stripped { list, unit, at } => {
                let (list, unit) = (text("list", list)?, text("unit", unit)?);
                Self::Stripped { list, unit, at: instant("at", at)? }
            }
        })
    }
}
