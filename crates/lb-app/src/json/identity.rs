//! A unit's number as written and as read.

use lb_base::codes::{Identity, IdentityFinding, Reading, UnitKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::problem::ViewError;
use super::read::prose;

words! {
    /// What a unit is, which says how its number is read.
    UnitKindView of UnitKind {
        /// A container or intermodal unit (ISO 6346, EN 13044).
        Container = "container",
        /// A wagon with a 12-digit number (UIC 438-2).
        Wagon12 = "wagon_12",
        /// A wagon with an 8-digit number (1,520 mm).
        Wagon8 = "wagon_8",
        /// A road vehicle (ISO 3779).
        Vehicle = "vehicle",
        /// Cargo without a box; its name is the consignor's.
        Lot = "lot",
    }
}

/// What a written number was read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReadingView {
    /// A number that follows its standard.
    Verified,
    /// A number of the right shape whose check digit is wrong.
    Doubtful,
    /// No number; the text is all there is.
    Unreadable,
    /// A name, for which there is no standard.
    Name,
}

/// What is wrong with a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IdentityFindingView {
    /// Stable code, such as `code.check_digit`.
    pub code: String,
    /// What was expected and what was found, in English.
    pub detail: String,
}

impl From<&IdentityFinding> for IdentityFindingView {
    fn from(finding: &IdentityFinding) -> Self {
        Self { code: finding.code().to_owned(), detail: finding.to_string() }
    }
}

/// A unit's number as written and as read.
///
/// The reading follows from kind and text: it is told for who reads the JSON, and made anew when the view is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UnitIdentityView {
    /// What the unit is.
    pub kind: UnitKindView,
    /// As written.
    pub raw: String,
    /// As what it was read.
    pub reading: ReadingView,
    /// The number in its standard's form, where it has the right shape.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// What is wrong with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<IdentityFindingView>,
}

impl From<&Identity> for UnitIdentityView {
    fn from(identity: &Identity) -> Self {
        let reading = match &identity.reading {
            Reading::Verified(_) => ReadingView::Verified,
            Reading::Doubtful(..) => ReadingView::Doubtful,
            Reading::Unreadable(_) => ReadingView::Unreadable,
            Reading::Name => ReadingView::Name,
        };
        Self {
            kind: UnitKindView::from(identity.kind),
            raw: identity.raw.clone(),
            reading,
            number: identity.number().map(|number| number.to_string()),
            finding: identity.finding().map(IdentityFindingView::from),
        }
    }
}

impl TryFrom<&UnitIdentityView> for Identity {
    type Error = ViewError;

    fn try_from(view: &UnitIdentityView) -> Result<Self, ViewError> {
        Ok(Self::read(UnitKind::from(view.kind), &prose("raw", &view.raw)?))
    }
}
