//! Goods, where they stand, what came and went.

use lb_base::Volume;
use lb_hub::goods::{
    Amount, Correction, Customs, Damage, Declaration, Difference, Entry, Left, Location, Release, Transit,
    Way,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::grain::GrainCarrierView;
use crate::hub::views::kilograms;
use crate::json::problem::ViewError;
use crate::json::read::{instant, integer, part, part_if, prose, proses, text, text_if};

words! {
    /// Whether customs watch over goods.
    GoodsCustomsView of Customs {
        /// Not cleared: they stand in bonded warehouses and leave by release, or in transit under seal.
        Bonded = "bonded",
        /// In free circulation.
        Free = "free",
    }
}

words! {
    /// Which way goods went.
    GoodsWayView of Way {
        /// They came.
        In = "in",
        /// They went.
        Out = "out",
    }
}

words! {
    /// Why the books were put right, by name.
    GoodsDifferenceView of Difference {
        /// A count found otherwise.
        Count = "count",
        /// Less came out of a box than its list has.
        Short = "short",
        /// More came out of a box than its list has.
        Over = "over",
    }
}

/// Packages with what they weigh, gross; below 0 only as a difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GoodsAmountView {
    /// Packages.
    pub packages: i64,
    /// Kilograms.
    pub mass_kg: i64,
}

impl From<&Amount> for GoodsAmountView {
    fn from(amount: &Amount) -> Self {
        Self { packages: amount.packages, mass_kg: amount.mass.as_kg() }
    }
}

impl TryFrom<&GoodsAmountView> for Amount {
    type Error = ViewError;

    fn try_from(view: &GoodsAmountView) -> Result<Self, ViewError> {
        Ok(Self { packages: integer("packages", view.packages)?, mass: kilograms("mass_kg", view.mass_kg)? })
    }
}

/// Under what bonded goods go without release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GoodsTransitView {
    /// Number of the transit declaration.
    pub document: String,
    /// Seals put on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seals: Vec<String>,
}

impl From<&Transit> for GoodsTransitView {
    fn from(transit: &Transit) -> Self {
        Self { document: transit.document.clone(), seals: transit.seals.clone() }
    }
}

impl TryFrom<&GoodsTransitView> for Transit {
    type Error = ViewError;

    fn try_from(view: &GoodsTransitView) -> Result<Self, ViewError> {
        Ok(Self { document: prose("document", &view.document)?, seals: proses("seals", &view.seals)? })
    }
}

/// Where goods stand in a warehouse.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GoodsLocationView {
    /// The warehouse.
    pub warehouse: String,
    /// The bay, from 1; absent is the receiving floor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bay: Option<u16>,
}

impl From<&Location> for GoodsLocationView {
    fn from(location: &Location) -> Self {
        Self { warehouse: location.warehouse.to_string(), bay: location.bay }
    }
}

impl TryFrom<&GoodsLocationView> for Location {
    type Error = ViewError;

    fn try_from(view: &GoodsLocationView) -> Result<Self, ViewError> {
        Ok(Self { warehouse: text("warehouse", &view.warehouse)?, bay: view.bay })
    }
}

/// What is declared of goods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GoodsDeclarationView {
    /// The identifier, the same at every hub.
    pub id: String,
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
    /// Kind of package, code of UN/CEFACT Recommendation 21.
    pub packaging: String,
    /// Packages and gross mass after the papers.
    pub declared: GoodsAmountView,
    /// Volume of all packages, litres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume_l: Option<i64>,
    /// Classes of dangerous goods, such as `3`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dangerous: Vec<String>,
    /// Temperatures that they bear, tenths of a degree Celsius, lowest and highest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub temperature_dc: Option<[i16; 2]>,
    /// Whether customs watch over them when they come.
    pub customs: GoodsCustomsView,
    /// Seals on the packages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seals: Vec<String>,
}

impl From<&Declaration> for GoodsDeclarationView {
    fn from(declaration: &Declaration) -> Self {
        Self {
            id: declaration.id.to_string(),
            number: declaration.number.clone(),
            owner: declaration.owner.to_string(),
            consignment: declaration.consignment.as_ref().map(ToString::to_string),
            reference: declaration.reference.clone(),
            marks: declaration.marks.clone(),
            description: declaration.description.clone(),
            commodity: declaration.commodity.as_ref().map(ToString::to_string),
            packaging: declaration.packaging.to_string(),
            declared: GoodsAmountView::from(&declaration.declared),
            volume_l: declaration.volume.map(Volume::as_litres),
            dangerous: declaration.dangerous.clone(),
            temperature_dc: declaration.temperature.map(|(lowest, highest)| [lowest, highest]),
            customs: declaration.customs.into(),
            seals: declaration.seals.clone(),
        }
    }
}

impl TryFrom<&GoodsDeclarationView> for Declaration {
    type Error = ViewError;

    fn try_from(view: &GoodsDeclarationView) -> Result<Self, ViewError> {
        Ok(Self {
            id: text("id", &view.id)?,
            number: prose("number", &view.number)?,
            owner: text("owner", &view.owner)?,
            consignment: text_if("consignment", view.consignment.as_ref())?,
            reference: prose("reference", &view.reference)?,
            marks: prose("marks", &view.marks)?,
            description: prose("description", &view.description)?,
            commodity: text_if("commodity", view.commodity.as_ref())?,
            packaging: text("packaging", &view.packaging)?,
            declared: part("declared", &view.declared)?,
            volume: view
                .volume_l
                .map(|litres| integer("volume_l", litres).map(Volume::from_litres))
                .transpose()?,
            dangerous: proses("dangerous", &view.dangerous)?,
            temperature: view.temperature_dc.map(|[lowest, highest]| (lowest, highest)),
            customs: view.customs.into(),
            seals: proses("seals", &view.seals)?,
        })
    }
}

/// With what something left the hub.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GoodsLeftView {
    /// The visit.
    pub visit: String,
    /// Its number or name.
    pub name: String,
    /// When, RFC 3339.
    pub at: String,
}

impl From<&Left> for GoodsLeftView {
    fn from(left: &Left) -> Self {
        Self { visit: left.visit.to_string(), name: left.name.clone(), at: left.at.to_string() }
    }
}

impl TryFrom<&GoodsLeftView> for Left {
    type Error = ViewError;

    fn try_from(view: &GoodsLeftView) -> Result<Self, ViewError> {
        Ok(Self {
            visit: text("visit", &view.visit)?,
            name: prose("name", &view.name)?,
            at: instant("at", &view.at)?,
        })
    }
}

/// Damage that somebody saw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GoodsDamageView {
    /// Packages that are damaged.
    pub packages: i64,
    /// What is wrong, in words.
    pub what: String,
    /// The organisation that saw it.
    pub by: String,
    /// When, RFC 3339.
    pub at: String,
}

impl From<&Damage> for GoodsDamageView {
    fn from(damage: &Damage) -> Self {
        Self {
            packages: damage.packages,
            what: damage.what.clone(),
            by: damage.by.to_string(),
            at: damage.at.to_string(),
        }
    }
}

impl TryFrom<&GoodsDamageView> for Damage {
    type Error = ViewError;

    fn try_from(view: &GoodsDamageView) -> Result<Self, ViewError> {
        Ok(Self {
            packages: integer("packages", view.packages)?,
            what: prose("what", &view.what)?,
            by: text("by", &view.by)?,
            at: instant("at", &view.at)?,
        })
    }
}

/// A release by customs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GoodsReleaseView {
    /// How many packages; absent means all of the goods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub packages: Option<i64>,
    /// Number of the document.
    pub document: String,
    /// The organisation that recorded it.
    pub by: String,
    /// When, RFC 3339.
    pub at: String,
}

impl From<&Release> for GoodsReleaseView {
    fn from(release: &Release) -> Self {
        Self {
            packages: release.packages,
            document: release.document.clone(),
            by: release.by.to_string(),
            at: release.at.to_string(),
        }
    }
}

impl TryFrom<&GoodsReleaseView> for Release {
    type Error = ViewError;

    fn try_from(view: &GoodsReleaseView) -> Result<Self, ViewError> {
        Ok(Self {
            packages: view.packages.map(|given| integer("packages", given)).transpose()?,
            document: prose("document", &view.document)?,
            by: text("by", &view.by)?,
            at: instant("at", &view.at)?,
        })
    }
}

/// A receipt or an issue of some of the goods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GoodsEntryView {
    /// In or out.
    pub way: GoodsWayView,
    /// What brought or took them.
    pub carrier: GrainCarrierView,
    /// Its number or name.
    pub name: String,
    /// Where they were put down, or taken from.
    pub location: GoodsLocationView,
    /// How much.
    pub amount: GoodsAmountView,
    /// When, RFC 3339.
    pub at: String,
    /// Since when what was issued stood there, RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// Under what bonded goods went.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transit: Option<GoodsTransitView>,
    /// Whether it was put right: it counts no more.
    pub righted: bool,
    /// With what they left the hub, if they have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<GoodsLeftView>,
}

impl From<&Entry> for GoodsEntryView {
    fn from(entry: &Entry) -> Self {
        Self {
            way: entry.way.into(),
            carrier: GrainCarrierView::from(&entry.carrier),
            name: entry.name.clone(),
            location: GoodsLocationView::from(&entry.location),
            amount: GoodsAmountView::from(&entry.amount),
            at: entry.at.to_string(),
            since: entry.since.as_ref().map(ToString::to_string),
            transit: entry.transit.as_ref().map(GoodsTransitView::from),
            righted: entry.righted,
            left: entry.left.as_ref().map(GoodsLeftView::from),
        }
    }
}

impl TryFrom<&GoodsEntryView> for Entry {
    type Error = ViewError;

    fn try_from(view: &GoodsEntryView) -> Result<Self, ViewError> {
        Ok(Self {
            way: view.way.into(),
            carrier: part("carrier", &view.carrier)?,
            name: prose("name", &view.name)?,
            location: part("location", &view.location)?,
            amount: part("amount", &view.amount)?,
            at: instant("at", &view.at)?,
            since: view.since.as_ref().map(|given| instant("since", given)).transpose()?,
            transit: part_if("transit", view.transit.as_ref())?,
            righted: view.righted,
            left: part_if("left", view.left.as_ref())?,
        })
    }
}

/// What a count found otherwise of goods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GoodsCorrectionView {
    /// Which.
    pub goods: String,
    /// What was found more; below 0 what was found less.
    pub found: GoodsAmountView,
}

impl From<&Correction> for GoodsCorrectionView {
    fn from(correction: &Correction) -> Self {
        Self { goods: correction.goods.to_string(), found: GoodsAmountView::from(&correction.found) }
    }
}

impl TryFrom<&GoodsCorrectionView> for Correction {
    type Error = ViewError;

    fn try_from(view: &GoodsCorrectionView) -> Result<Self, ViewError> {
        Ok(Self { goods: text("goods", &view.goods)?, found: part("found", &view.found)? })
    }
}
