//! What ships' papers say, and where aboard a thing is.

use lb_base::Length;
use lb_hub::article::{Hazard, Over, SeaPapers};
use lb_hub::stow::{Lane, Stow};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::json::problem::ViewError;
use crate::json::read::{integer, list, part, prose, text, text_if};

/// Dangerous goods in a box.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HazardView {
    /// Class, such as `3`.
    pub class: String,
    /// UN number of four digits, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub un_number: Option<String>,
}

impl From<&Hazard> for HazardView {
    fn from(hazard: &Hazard) -> Self {
        let un_number = hazard.number.map(|number| number.as_str().to_owned());
        Self { class: hazard.class.clone(), un_number }
    }
}

impl TryFrom<&HazardView> for Hazard {
    type Error = ViewError;

    fn try_from(view: &HazardView) -> Result<Self, ViewError> {
        let number = text_if("un_number", view.un_number.as_ref())?;
        Ok(Self { class: prose("class", &view.class)?, number })
    }
}

/// How far what is in or on a box stands over it, millimetres.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OverView {
    /// In front.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub front_mm: Option<i64>,
    /// Behind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub back_mm: Option<i64>,
    /// To the right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub right_mm: Option<i64>,
    /// To the left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_mm: Option<i64>,
    /// On top.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height_mm: Option<i64>,
}

impl OverView {
    fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

impl From<&Over> for OverView {
    fn from(over: &Over) -> Self {
        Self {
            front_mm: over.front.map(Length::as_mm),
            back_mm: over.back.map(Length::as_mm),
            right_mm: over.right.map(Length::as_mm),
            left_mm: over.left.map(Length::as_mm),
            height_mm: over.height.map(Length::as_mm),
        }
    }
}

fn length(field: &'static str, millimetres: Option<i64>) -> Result<Option<Length>, ViewError> {
    Ok(millimetres.map(|length| integer(field, length)).transpose()?.map(Length::from_mm))
}

impl TryFrom<&OverView> for Over {
    type Error = ViewError;

    fn try_from(view: &OverView) -> Result<Self, ViewError> {
        Ok(Self {
            front: length("front_mm", view.front_mm)?,
            back: length("back_mm", view.back_mm)?,
            right: length("right_mm", view.right_mm)?,
            left: length("left_mm", view.left_mm)?,
            height: length("height_mm", view.height_mm)?,
        })
    }
}

/// What a ship's lists say of a thing beyond what it is; codes as written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeaPapersView {
    /// Size and type, such as `45G1`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size_type: Option<String>,
    /// Port of loading, UN/LOCODE.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub load_port: Option<String>,
    /// Port of discharge, UN/LOCODE.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discharge_port: Option<String>,
    /// Place of delivery.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery: Option<String>,
    /// Whose box or booking it is: the carrier's code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carrier: Option<String>,
    /// Dangerous goods.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hazards: Vec<HazardView>,
    /// How far what is in or on it stands over it.
    #[serde(default, skip_serializing_if = "OverView::is_none")]
    pub over: OverView,
    /// Length of a vehicle or piece, millimetres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length_mm: Option<i64>,
    /// Height of a vehicle or piece, millimetres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height_mm: Option<i64>,
}

impl From<&SeaPapers> for SeaPapersView {
    fn from(papers: &SeaPapers) -> Self {
        Self {
            size_type: papers.size_type.clone(),
            load_port: papers.load_port.clone(),
            discharge_port: papers.discharge_port.clone(),
            delivery: papers.delivery.clone(),
            carrier: papers.carrier.clone(),
            hazards: papers.hazards.iter().map(HazardView::from).collect(),
            over: OverView::from(&papers.over),
            length_mm: papers.length.map(Length::as_mm),
            height_mm: papers.height.map(Length::as_mm),
        }
    }
}

impl TryFrom<&SeaPapersView> for SeaPapers {
    type Error = ViewError;

    fn try_from(view: &SeaPapersView) -> Result<Self, ViewError> {
        let said = |field, text: &Option<String>| text.as_ref().map(|text| prose(field, text)).transpose();
        Ok(Self {
            size_type: said("size_type", &view.size_type)?,
            load_port: said("load_port", &view.load_port)?,
            discharge_port: said("discharge_port", &view.discharge_port)?,
            delivery: said("delivery", &view.delivery)?,
            carrier: said("carrier", &view.carrier)?,
            hazards: list("hazards", &view.hazards)?,
            over: part("over", &view.over)?,
            length: length("length_mm", view.length_mm)?,
            height: length("height_mm", view.height_mm)?,
        })
    }
}

/// Where aboard, as the members of an object say it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct StowView {
    /// In words.
    pub stow: String,
    /// As a position.
    pub position: Option<String>,
    /// The deck.
    pub deck: Option<String>,
    /// Its lane.
    pub lane: Option<u8>,
}

impl From<&Stow> for StowView {
    fn from(stow: &Stow) -> Self {
        match stow {
            Stow::Words(words) => Self { stow: words.clone(), ..Self::default() },
            Stow::Position(at) => Self { position: Some(at.to_string()), ..Self::default() },
            Stow::Lane(Lane { deck, lane }) => {
                Self { deck: Some(deck.clone()), lane: Some(*lane), ..Self::default() }
            }
        }
    }
}

/// Reads where aboard: a position, a lane of a deck, else words. Records of before positions were known have words.
pub(super) fn stow_of(
    words: &str,
    position: Option<&String>,
    (deck, lane): (Option<&String>, Option<u8>),
) -> Result<Stow, ViewError> {
    match (position, deck, lane) {
        (Some(position), _, _) => Ok(Stow::Position(text("position", position)?)),
        (None, Some(deck), Some(lane)) => Ok(Stow::Lane(Lane { deck: prose("deck", deck)?, lane })),
        (None, Some(_), None) => Err(ViewError::new("lane", "the lane of the deck", "nothing")),
        (None, None, Some(_)) => Err(ViewError::new("deck", "the deck of the lane", "nothing")),
        (None, None, None) => Ok(Stow::Words(prose("stow", words)?)),
    }
}
