//! What a visit brings: as announced, as found, and where that differs.

use lb_base::UnitId;
use lb_hub::consist::{Difference, ListedPlace, Listing};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::article::ArticleView;
use super::sea::{StowView, stow_of};
use crate::json::problem::ViewError;
use crate::json::read::{part, prose, proses, size, text};

tagged! {
    /// Where on its visit a thing is.
    ListedPlaceView by "at" {
        /// A wagon, in the order of the list.
        Consist = "consist" {}
        /// A box on a wagon of the same list.
        Wagon = "wagon" {
            /// The wagon.
            wagon: String,
            /// The first slot that it takes, from 1.
            slot: u8,
        }
        /// Aboard a ship or a truck.
        Aboard = "aboard" {
            /// Where, in the ship's words; absent where nobody says.
            #[serde(default, skip_serializing_if = "String::is_empty")]
            stow: String,
            /// The position of a container ship: bay, row and tier as seven digits.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            position: Option<String>,
            /// The deck, of what rolls.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            deck: Option<String>,
            /// The lane of the deck, from 1 at starboard.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            lane: Option<u8>,
        }
    }
}

impl From<&ListedPlace> for ListedPlaceView {
    fn from(place: &ListedPlace) -> Self {
        match place {
            ListedPlace::Consist => Self::Consist {},
            ListedPlace::Wagon { wagon, slot } => Self::Wagon { wagon: wagon.to_string(), slot: *slot },
            ListedPlace::Aboard { stow } => {
                let StowView { stow, position, deck, lane } = StowView::from(stow);
                Self::Aboard { stow, position, deck, lane }
            }
        }
    }
}

impl TryFrom<&ListedPlaceView> for ListedPlace {
    type Error = ViewError;

    fn try_from(view: &ListedPlaceView) -> Result<Self, ViewError> {
        Ok(match view {
            ListedPlaceView::Consist {} => Self::Consist,
            ListedPlaceView::Wagon { wagon, slot } => {
                Self::Wagon { wagon: text("wagon", wagon)?, slot: *slot }
            }
            ListedPlaceView::Aboard { stow, position, deck, lane } => {
                let stow = stow_of(stow, position.as_ref(), (deck.as_ref(), *lane))?;
                Self::Aboard { stow }
            }
        })
    }
}

/// One line of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ListingView {
    /// What.
    pub article: ArticleView,
    /// Where.
    pub place: ListedPlaceView,
}

impl From<&Listing> for ListingView {
    fn from(listing: &Listing) -> Self {
        let (article, place) = (ArticleView::from(&listing.article), ListedPlaceView::from(&listing.place));
        Self { article, place }
    }
}

impl TryFrom<&ListingView> for Listing {
    type Error = ViewError;

    fn try_from(view: &ListingView) -> Result<Self, ViewError> {
        Ok(Self { article: part("article", &view.article)?, place: part("place", &view.place)? })
    }
}

tagged! {
    /// Where what was found differs from what was announced.
    DifferenceView by "kind" {
        /// Announced, not there.
        Missing = "missing" {
            /// What.
            unit: String,
            /// Its number.
            number: String,
        }
        /// There, not announced.
        Extra = "extra" {
            /// What.
            unit: String,
            /// Its number.
            number: String,
        }
        /// On another wagon, slot or stowage position.
        OtherPlace = "other_place" {
            /// What.
            unit: String,
            /// Its number.
            number: String,
        }
        /// The wagons come in another order from this one on.
        OtherOrder = "other_order" {
            /// The first wagon that is not where it was announced.
            unit: String,
            /// Its number.
            number: String,
            /// Its place in the list, from 1.
            listed: usize,
            /// Its place in the train, from 1.
            found: usize,
        }
        /// It was to be loaded and is not aboard.
        NotLoaded = "not_loaded" {
            /// What.
            unit: String,
            /// Its number.
            number: String,
        }
        /// It was to be discharged and is still aboard.
        NotDischarged = "not_discharged" {
            /// What.
            unit: String,
            /// Its number.
            number: String,
        }
        /// Other seals than announced.
        Seals = "seals" {
            /// What.
            unit: String,
            /// Its number.
            number: String,
            /// As announced.
            listed: Vec<String>,
            /// As found.
            found: Vec<String>,
        }
    }
}

impl From<&Difference> for DifferenceView {
    fn from(difference: &Difference) -> Self {
        let (unit, number) = (difference.unit().to_string(), difference.number().to_owned());
        match difference {
            Difference::Missing { .. } => Self::Missing { unit, number },
            Difference::Extra { .. } => Self::Extra { unit, number },
            Difference::OtherPlace { .. } => Self::OtherPlace { unit, number },
            Difference::NotLoaded { .. } => Self::NotLoaded { unit, number },
            Difference::NotDischarged { .. } => Self::NotDischarged { unit, number },
            Difference::OtherOrder { listed, found, .. } => {
                Self::OtherOrder { unit, number, listed: *listed, found: *found }
            }
            Difference::Seals { listed, found, .. } => {
                Self::Seals { unit, number, listed: listed.clone(), found: found.clone() }
            }
        }
    }
}

/// Reads what every difference begins with.
fn about(unit: &str, number: &str) -> Result<(UnitId, String), ViewError> {
    Ok((text("unit", unit)?, prose("number", number)?))
}

impl TryFrom<&DifferenceView> for Difference {
    type Error = ViewError;

    fn try_from(view: &DifferenceView) -> Result<Self, ViewError> {
        Ok(match view {
            DifferenceView::Missing { unit, number } => {
                let (unit, number) = about(unit, number)?;
                Self::Missing { unit, number }
            }
            DifferenceView::Extra { unit, number } => {
                let (unit, number) = about(unit, number)?;
                Self::Extra { unit, number }
            }
            DifferenceView::OtherPlace { unit, number } => {
                let (unit, number) = about(unit, number)?;
                Self::OtherPlace { unit, number }
            }
            DifferenceView::NotLoaded { unit, number } => {
                let (unit, number) = about(unit, number)?;
                Self::NotLoaded { unit, number }
            }
            DifferenceView::NotDischarged { unit, number } => {
                let (unit, number) = about(unit, number)?;
                Self::NotDischarged { unit, number }
            }
            DifferenceView::OtherOrder { unit, number, listed, found } => {
                let (unit, number) = about(unit, number)?;
                let (listed, found) = (size("listed", *listed)?, size("found", *found)?);
                Self::OtherOrder { unit, number, listed, found }
            }
            DifferenceView::Seals { unit, number, listed, found } => {
                let (unit, number) = about(unit, number)?;
                let (listed, found) = (proses("listed", listed)?, proses("found", found)?);
                Self::Seals { unit, number, listed, found }
            }
        })
    }
}
