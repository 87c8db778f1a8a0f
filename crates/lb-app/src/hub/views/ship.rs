//! The events of a ship's loading.

use lb_base::Length;
use lb_hub::ship::{Deck, Direction, LoadLine, ShipEvent};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::article::ArticleView;
use super::sea::{StowView, stow_of};
use crate::json::problem::ViewError;
use crate::json::read::{as_texts, integer, list, part, prose, size, text, texts};

words! {
    /// Which way a ship is worked.
    ShipDirectionView of Direction {
        /// Off the ship.
        Discharge = "discharge",
        /// Onto it.
        Load = "load",
    }
}

/// A deck on which things roll.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeckView {
    /// Its name aboard, such as `D3`.
    pub name: String,
    /// How high what stands there may be, millimetres.
    pub height_mm: i64,
    /// How long each lane is, from lane 1 at starboard, millimetres.
    pub lanes_mm: Vec<i64>,
}

impl From<&Deck> for DeckView {
    fn from(deck: &Deck) -> Self {
        let lanes_mm = deck.lanes.iter().map(|length| length.as_mm()).collect();
        Self { name: deck.name.clone(), height_mm: deck.height.as_mm(), lanes_mm }
    }
}

impl TryFrom<&DeckView> for Deck {
    type Error = ViewError;

    fn try_from(view: &DeckView) -> Result<Self, ViewError> {
        let lane =
            |(at, length): (usize, &i64)| integer(&format!("lanes_mm[{at}]"), *length).map(Length::from_mm);
        Ok(Self {
            name: prose("name", &view.name)?,
            height: Length::from_mm(integer("height_mm", view.height_mm)?),
            lanes: view.lanes_mm.iter().enumerate().map(lane).collect::<Result<_, _>>()?,
        })
    }
}

/// A line of a load list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LoadLineView {
    /// What is to be loaded, as the list describes it.
    pub article: ArticleView,
    /// Where aboard, in the ship's words; absent where nobody says.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub stow: String,
    /// The position of a container ship: bay, row and tier as seven digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// The deck, of what rolls.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deck: Option<String>,
    /// The lane of the deck, from 1 at starboard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lane: Option<u8>,
    /// Why it is left behind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shut_out: Option<String>,
}

impl From<&LoadLine> for LoadLineView {
    fn from(line: &LoadLine) -> Self {
        let StowView { stow, position, deck, lane } = StowView::from(&line.stow);
        let article = ArticleView::from(&line.article);
        Self { article, stow, position, deck, lane, shut_out: line.shut_out.clone() }
    }
}

impl TryFrom<&LoadLineView> for LoadLine {
    type Error = ViewError;

    fn try_from(view: &LoadLineView) -> Result<Self, ViewError> {
        Ok(Self {
            article: part("article", &view.article)?,
            stow: stow_of(&view.stow, view.position.as_ref(), (view.deck.as_ref(), view.lane))?,
            shut_out: view.shut_out.as_ref().map(|reason| prose("shut_out", reason)).transpose()?,
        })
    }
}

/// Returns whether nothing of a list stays.
pub(super) const fn is_none(from: &usize) -> bool {
    *from == 0
}

tagged! {
    /// What happened to a ship's loading.
    ShipEventView by "type" {
        /// What is to be loaded was said.
        LoadListed = "ship_load_listed" {
            /// Which ship's visit.
            visit: String,
            /// How many lines said before stay.
            #[serde(default, skip_serializing_if = "is_none")]
            from: usize,
            /// What is to be loaded.
            lines: Vec<LoadLineView>,
        }
        /// Units are left behind, or are not.
        ShutOut = "ship_shut_out" {
            /// Which ship's visit.
            visit: String,
            /// Which units.
            units: Vec<String>,
            /// Why; absent when it was taken back.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            reason: Option<String>,
        }
        /// Which decks a ship has was said.
        Decked = "ship_decked" {
            /// Which ship's visit.
            visit: String,
            /// All of them.
            decks: Vec<DeckView>,
        }
    }
}

impl From<&ShipEvent> for ShipEventView {
    fn from(event: &ShipEvent) -> Self {
        let visit = event.visit().to_string();
        match event {
            ShipEvent::LoadListed { from, lines, .. } => {
                Self::LoadListed { visit, from: *from, lines: lines.iter().map(LoadLineView::from).collect() }
            }
            ShipEvent::ShutOut { units, reason, .. } => {
                Self::ShutOut { visit, units: as_texts(units), reason: reason.clone() }
            }
            ShipEvent::Decked { decks, .. } => {
                Self::Decked { visit, decks: decks.iter().map(DeckView::from).collect() }
            }
        }
    }
}

impl TryFrom<&ShipEventView> for ShipEvent {
    type Error = ViewError;

    fn try_from(view: &ShipEventView) -> Result<Self, ViewError> {
        Ok(match view {
            ShipEventView::LoadListed { visit, from, lines } => Self::LoadListed {
                visit: text("visit", visit)?,
                from: size("from", *from)?,
                lines: list("lines", lines)?,
            },
            ShipEventView::ShutOut { visit, units, reason } => Self::ShutOut {
                visit: text("visit", visit)?,
                units: texts("units", units)?,
                reason: reason.as_ref().map(|reason| prose("reason", reason)).transpose()?,
            },
            ShipEventView::Decked { visit, decks } => {
                Self::Decked { visit: text("visit", visit)?, decks: list("decks", decks)? }
            }
        })
    }
}
