//! What stands on a hub's floor: boxes, wagons, vehicles, pieces.

use lb_base::Mass;
use lb_hub::article::{Article, BoxLength, Fill, Form, Gross, PowerSource, WagonPapers};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::sea::SeaPapersView;
use crate::json::identity::UnitIdentityView;
use crate::json::problem::ViewError;
use crate::json::read::{integer, part, part_if, prose, proses, text, text_if};

words! {
    /// How long a box is, as far as places for it are concerned.
    BoxLengthView of BoxLength {
        /// 20 ft: one bay of a yard, one slot of a wagon.
        Twenty = "20",
        /// 40 ft and 45 ft: two bays, two slots.
        Forty = "40",
    }
}

words! {
    /// Whether a box has goods in it.
    FillView of Fill {
        /// Nothing.
        Empty = "empty",
        /// Goods.
        Laden = "laden",
    }
}

words! {
    /// Where a refrigerated box takes its power from while it is on a train.
    PowerSourceView of PowerSource {
        /// From a plug: of the train's generator wagon.
        Plug = "plug",
        /// From its own set: a diesel generator clipped to the box.
        OwnSet = "own_set",
    }
}

impl PowerSourceView {
    /// Returns the source where it is said: a plug is what is meant where nothing is.
    #[must_use]
    pub fn said(power: PowerSource) -> Option<Self> {
        (power != PowerSource::Plug).then(|| Self::from(power))
    }

    /// Returns the source that is meant.
    #[must_use]
    pub fn meant(said: Option<Self>) -> PowerSource {
        said.map_or(PowerSource::Plug, PowerSource::from)
    }
}

tagged! {
    /// What a thing is, which says where it can stand.
    FormView by "form" {
        /// A container.
        Box = "box" {
            /// How long it is.
            length: BoxLengthView,
        }
        /// A wagon.
        Wagon = "wagon" {
            /// Its type.
            wagon_type: String,
        }
        /// Something on its own wheels.
        Vehicle = "vehicle" {}
        /// General cargo: stands in warehouses.
        Piece = "piece" {}
    }
}

impl From<&Form> for FormView {
    fn from(form: &Form) -> Self {
        match form {
            Form::Box(length) => Self::Box { length: BoxLengthView::from(*length) },
            Form::Wagon(wagon_type) => Self::Wagon { wagon_type: wagon_type.to_string() },
            Form::Vehicle => Self::Vehicle {},
            Form::Piece => Self::Piece {},
        }
    }
}

impl TryFrom<&FormView> for Form {
    type Error = ViewError;

    fn try_from(view: &FormView) -> Result<Self, ViewError> {
        Ok(match view {
            FormView::Box { length } => Self::Box(BoxLength::from(*length)),
            FormView::Wagon { wagon_type } => Self::Wagon(text("wagon_type", wagon_type)?),
            FormView::Vehicle {} => Self::Vehicle,
            FormView::Piece {} => Self::Piece,
        })
    }
}

tagged! {
    /// Gross mass, and how it is known.
    GrossView by "known" {
        /// Nobody has said.
        Unknown = "unknown" {}
        /// As the papers say.
        Declared = "declared" {
            /// Kilograms.
            mass_kg: i64,
        }
        /// As weighed or calculated under a method that a ship accepts.
        Verified = "verified" {
            /// Kilograms.
            mass_kg: i64,
        }
    }
}

impl From<&Gross> for GrossView {
    fn from(gross: &Gross) -> Self {
        match gross {
            Gross::Unknown => Self::Unknown {},
            Gross::Declared(mass) => Self::Declared { mass_kg: mass.as_kg() },
            Gross::Verified(mass) => Self::Verified { mass_kg: mass.as_kg() },
        }
    }
}

impl TryFrom<&GrossView> for Gross {
    type Error = ViewError;

    fn try_from(view: &GrossView) -> Result<Self, ViewError> {
        let mass = |mass_kg| integer("mass_kg", mass_kg).map(Mass::from_kg);
        Ok(match view {
            GrossView::Unknown {} => Self::Unknown,
            GrossView::Declared { mass_kg } => Self::Declared(mass(*mass_kg)?),
            GrossView::Verified { mass_kg } => Self::Verified(mass(*mass_kg)?),
        })
    }
}

/// What a railway's wagon list (DU-1, message 02) says of a wagon beyond what it is; codes as written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WagonPapersView {
    /// Mass of the cargo that is not in boxes, kilograms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cargo_kg: Option<i64>,
    /// Station of destination: digits of the unified network marking.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub station: Option<String>,
    /// Code of the goods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cargo_code: Option<String>,
    /// Code of the consignee.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consignee: Option<String>,
    /// Mark of the bearings: `1` for rollers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roller: Option<String>,
    /// How many wagons must stand between it and the locomotive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cover: Option<String>,
    /// Index of what stands over the loading gauge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub oversize: Option<String>,
    /// Station at which it leaves the railway's country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exit_station: Option<String>,
    /// Whatever else is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// How many seals there are, where nobody lists them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal_count: Option<u8>,
    /// How many laden boxes there are, where nobody lists them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub laden_boxes: Option<u8>,
    /// How many empty boxes there are, where nobody lists them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub empty_boxes: Option<u8>,
}

impl From<&WagonPapers> for WagonPapersView {
    fn from(papers: &WagonPapers) -> Self {
        Self {
            cargo_kg: papers.cargo.map(Mass::as_kg),
            station: papers.station.clone(),
            cargo_code: papers.cargo_code.clone(),
            consignee: papers.consignee.clone(),
            roller: papers.roller.clone(),
            cover: papers.cover.clone(),
            oversize: papers.oversize.clone(),
            exit_station: papers.exit_station.clone(),
            note: papers.note.clone(),
            seal_count: papers.seal_count,
            laden_boxes: papers.box_counts.map(|(laden, _)| laden),
            empty_boxes: papers.box_counts.map(|(_, empty)| empty),
        }
    }
}

impl TryFrom<&WagonPapersView> for WagonPapers {
    type Error = ViewError;

    fn try_from(view: &WagonPapersView) -> Result<Self, ViewError> {
        let said = |field, text: &Option<String>| text.as_ref().map(|text| prose(field, text)).transpose();
        let boxes = (view.laden_boxes, view.empty_boxes);
        Ok(Self {
            cargo: view.cargo_kg.map(|mass| integer("cargo_kg", mass)).transpose()?.map(Mass::from_kg),
            station: said("station", &view.station)?,
            cargo_code: said("cargo_code", &view.cargo_code)?,
            consignee: said("consignee", &view.consignee)?,
            roller: said("roller", &view.roller)?,
            cover: said("cover", &view.cover)?,
            oversize: said("oversize", &view.oversize)?,
            exit_station: said("exit_station", &view.exit_station)?,
            note: said("note", &view.note)?,
            seal_count: view.seal_count,
            box_counts: (boxes != (None, None)).then(|| (boxes.0.unwrap_or(0), boxes.1.unwrap_or(0))),
        })
    }
}

/// A thing as its papers and its looks describe it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ArticleView {
    /// Its identifier.
    pub id: String,
    /// Its number as written and as read.
    pub identity: UnitIdentityView,
    /// What it is.
    pub form: FormView,
    /// Whether there are goods in it.
    pub fill: FillView,
    /// Gross mass; of a wagon its tare.
    pub gross: GrossView,
    /// Set point of a refrigerated box, tenths of a degree Celsius.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set_point_dc: Option<i16>,
    /// Where a refrigerated box takes its power from on a train; a plug where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub power: Option<PowerSourceView>,
    /// Classes of dangerous goods, such as `3`; absent where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dangerous: Vec<String>,
    /// What is in it, a code of the Harmonized System.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goods: Option<String>,
    /// The place where it goes in the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub destination: Option<String>,
    /// The organisation whose it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<String>,
    /// The consignment in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consignment: Option<String>,
    /// The visit that takes it on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub onward: Option<String>,
    /// Seals, as the papers say; absent where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seals: Vec<String>,
    /// What the railway's list says of it, if it is a wagon.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub papers: Option<WagonPapersView>,
    /// What a ship's lists say of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sea: Option<SeaPapersView>,
}

impl From<&Article> for ArticleView {
    fn from(article: &Article) -> Self {
        Self {
            id: article.id.to_string(),
            identity: UnitIdentityView::from(&article.identity),
            form: FormView::from(&article.form),
            fill: FillView::from(article.fill),
            gross: GrossView::from(&article.gross),
            set_point_dc: article.set_point,
            power: PowerSourceView::said(article.power),
            dangerous: article.dangerous.clone(),
            goods: article.goods.map(|goods| goods.to_string()),
            destination: article.destination.as_ref().map(ToString::to_string),
            customer: article.customer.as_ref().map(ToString::to_string),
            consignment: article.consignment.map(|consignment| consignment.to_string()),
            onward: article.onward.map(|visit| visit.to_string()),
            seals: article.seals.clone(),
            papers: article.papers.as_deref().map(WagonPapersView::from),
            sea: article.sea.as_deref().map(SeaPapersView::from),
        }
    }
}

impl TryFrom<&ArticleView> for Article {
    type Error = ViewError;

    fn try_from(view: &ArticleView) -> Result<Self, ViewError> {
        Ok(Self {
            id: text("id", &view.id)?,
            identity: part("identity", &view.identity)?,
            form: part("form", &view.form)?,
            fill: Fill::from(view.fill),
            gross: part("gross", &view.gross)?,
            set_point: view.set_point_dc,
            power: PowerSourceView::meant(view.power),
            dangerous: proses("dangerous", &view.dangerous)?,
            goods: text_if("goods", view.goods.as_ref())?,
            destination: text_if("destination", view.destination.as_ref())?,
            customer: text_if("customer", view.customer.as_ref())?,
            consignment: text_if("consignment", view.consignment.as_ref())?,
            onward: text_if("onward", view.onward.as_ref())?,
            seals: proses("seals", &view.seals)?,
            papers: part_if("papers", view.papers.as_ref())?.map(Box::new),
            sea: part_if("sea", view.sea.as_ref())?.map(Box::new),
        })
    }
}
