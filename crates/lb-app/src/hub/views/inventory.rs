//! What stands on the floor: taken into the books, counted, put right.

use lb_hub::article::{Fill, Gross};
use lb_hub::inventory::{Correction, Counted, Facts, InventoryEvent};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::article::{ArticleView, FillView, GrossView};
use super::spot::SpotView;
use crate::json::identity::UnitIdentityView;
use crate::json::problem::ViewError;
use crate::json::read::{instant, list, part, part_if, prose, proses, said, size, text};

/// What is known better now about a unit. What is absent was not said; null says that there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FactsView {
    /// The right number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<UnitIdentityView>,
    /// Gross mass.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gross: Option<GrossView>,
    /// Whether there are goods in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fill: Option<FillView>,
    /// All its seals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seals: Option<Vec<String>>,
    /// Set point, tenths of a degree Celsius; null switches it off.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "said")]
    #[schema(value_type = Option<i16>)]
    pub set_point_dc: Option<Option<i16>>,
    /// The visit that takes it on; null for none.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "said")]
    #[schema(value_type = Option<String>)]
    pub onward: Option<Option<String>>,
    /// Damage in words; null for none.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "said")]
    #[schema(value_type = Option<String>)]
    pub damage: Option<Option<String>>,
}

impl From<&Facts> for FactsView {
    fn from(facts: &Facts) -> Self {
        Self {
            identity: facts.identity.as_ref().map(UnitIdentityView::from),
            gross: facts.gross.as_ref().map(GrossView::from),
            fill: facts.fill.map(FillView::from),
            seals: facts.seals.clone(),
            set_point_dc: facts.set_point,
            onward: facts.onward.map(|onward| onward.map(|visit| visit.to_string())),
            damage: facts.damage.clone(),
        }
    }
}

impl TryFrom<&FactsView> for Facts {
    type Error = ViewError;

    fn try_from(view: &FactsView) -> Result<Self, ViewError> {
        Ok(Self {
            identity: part_if("identity", view.identity.as_ref())?,
            gross: part_if::<_, Gross>("gross", view.gross.as_ref())?,
            fill: view.fill.map(Fill::from),
            seals: view.seals.as_ref().map(|seals| proses("seals", seals)).transpose()?,
            set_point: view.set_point_dc,
            onward: said_as(view.onward.as_ref(), |visit| text("onward", visit))?,
            damage: said_as(view.damage.as_ref(), |damage| prose("damage", damage))?,
        })
    }
}

/// Reads the text of a member that may be absent, null or a text.
fn said_as<T>(
    said: Option<&Option<String>>,
    read: impl Fn(&str) -> Result<T, ViewError>,
) -> Result<Option<Option<T>>, ViewError> {
    said.map(|said| said.as_deref().map(read).transpose()).transpose()
}

/// A thing that was counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CountedView {
    /// What.
    pub article: ArticleView,
    /// Where.
    pub spot: SpotView,
}

impl From<&Counted> for CountedView {
    fn from(counted: &Counted) -> Self {
        Self { article: ArticleView::from(&counted.article), spot: SpotView::from(&counted.spot) }
    }
}

impl TryFrom<&CountedView> for Counted {
    type Error = ViewError;

    fn try_from(view: &CountedView) -> Result<Self, ViewError> {
        Ok(Self { article: part("article", &view.article)?, spot: part("spot", &view.spot)? })
    }
}

tagged! {
    /// What a count found otherwise than the books had it.
    CorrectionView by "kind" {
        /// It stands elsewhere.
        Moved = "moved" {
            /// What.
            unit: String,
            /// Where after the books.
            from: SpotView,
            /// Where it stands.
            to: SpotView,
        }
        /// It is not there.
        Missing = "missing" {
            /// What.
            unit: String,
            /// Where after the books.
            from: SpotView,
        }
        /// It is there and nobody knew.
        Found = "found" {
            /// What.
            article: Box<ArticleView>,
            /// Where.
            spot: SpotView,
        }
    }
}

impl From<&Correction> for CorrectionView {
    fn from(correction: &Correction) -> Self {
        match correction {
            Correction::Moved { unit, from, to } => {
                Self::Moved { unit: unit.to_string(), from: SpotView::from(from), to: SpotView::from(to) }
            }
            Correction::Missing { unit, from } => {
                Self::Missing { unit: unit.to_string(), from: SpotView::from(from) }
            }
            Correction::Found(Counted { article, spot }) => {
                Self::Found { article: Box::new(ArticleView::from(article)), spot: SpotView::from(spot) }
            }
        }
    }
}

impl TryFrom<&CorrectionView> for Correction {
    type Error = ViewError;

    fn try_from(view: &CorrectionView) -> Result<Self, ViewError> {
        Ok(match view {
            CorrectionView::Moved { unit, from, to } => {
                Self::Moved { unit: text("unit", unit)?, from: part("from", from)?, to: part("to", to)? }
            }
            CorrectionView::Missing { unit, from } => {
                Self::Missing { unit: text("unit", unit)?, from: part("from", from)? }
            }
            CorrectionView::Found { article, spot } => Self::Found(Counted {
                article: part("article", article.as_ref())?,
                spot: part("spot", spot)?,
            }),
        })
    }
}

tagged! {
    /// What happened to what stands on the floor.
    InventoryEventView by "type" {
        /// The opening inventory, or a part of it, was taken into the books.
        Opened = "inventory_opened" {
            /// What stands where.
            units: Vec<CountedView>,
        }
        /// A block was counted.
        Counted = "inventory_counted" {
            /// Which.
            block: String,
            /// How many things stand there.
            units: usize,
            /// What was otherwise.
            corrections: Vec<CorrectionView>,
            /// When, RFC 3339.
            at: String,
        }
        /// More is known of a unit.
        Stated = "inventory_stated" {
            /// Which.
            unit: String,
            /// What.
            facts: FactsView,
            /// When that was seen, RFC 3339.
            at: String,
        }
    }
}

impl From<&InventoryEvent> for InventoryEventView {
    fn from(event: &InventoryEvent) -> Self {
        match event {
            InventoryEvent::Opened { units } => {
                Self::Opened { units: units.iter().map(CountedView::from).collect() }
            }
            InventoryEvent::Counted { block, units, corrections, at } => Self::Counted {
                block: block.to_string(),
                units: *units,
                corrections: corrections.iter().map(CorrectionView::from).collect(),
                at: at.to_string(),
            },
            InventoryEvent::Stated { unit, facts, at } => {
                Self::Stated { unit: unit.to_string(), facts: FactsView::from(facts), at: at.to_string() }
            }
        }
    }
}

impl TryFrom<&InventoryEventView> for InventoryEvent {
    type Error = ViewError;

    fn try_from(view: &InventoryEventView) -> Result<Self, ViewError> {
        Ok(match view {
            InventoryEventView::Opened { units } => Self::Opened { units: list("units", units)? },
            InventoryEventView::Counted { block, units, corrections, at } => Self::Counted {
                block: text("block", block)?,
                units: size("units", *units)?,
                corrections: list("corrections", corrections)?,
                at: instant("at", at)?,
            },
            InventoryEventView::Stated { unit, facts, at } => Self::Stated {
                unit: text("unit", unit)?,
                facts: part("facts", facts)?,
                at: instant("at", at)?,
            },
        })
    }
}
