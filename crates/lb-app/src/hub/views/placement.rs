//! Placements: the agreed putting of wagons on a track, between two organisations.

use jiff::Timestamp;
use lb_base::time::Planned;
use lb_base::{Length, OrganisationId};
use lb_hub::PlacementId;
use lb_hub::placement::{Placement, PlacementEvent, PlacementStage, Proposal};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::json::problem::ViewError;
use crate::json::read::{as_texts, instant, integer, part, prose, text, text_if, texts};

/// What is proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposalView {
    /// Its identifier.
    pub id: String,
    /// The visit whose wagons they are.
    pub visit: String,
    /// Which of its wagons; absent for all of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wagons: Vec<String>,
    /// Which track.
    pub track: String,
    /// From when: RFC 3339, a whole minute.
    pub from: String,
    /// Until when: RFC 3339, a whole minute.
    pub until: String,
    /// How many units are to be worked.
    pub units: u32,
    /// The organisation that is asked.
    pub to: String,
    /// Until when an answer counts, RFC 3339.
    pub expires: String,
}

impl From<&Proposal> for ProposalView {
    fn from(proposal: &Proposal) -> Self {
        Self {
            id: proposal.id.to_string(),
            visit: proposal.visit.to_string(),
            wagons: as_texts(&proposal.wagons),
            track: proposal.track.to_string(),
            from: proposal.from.to_string(),
            until: proposal.until.to_string(),
            units: proposal.units,
            to: proposal.to.to_string(),
            expires: proposal.expires.to_string(),
        }
    }
}

impl TryFrom<&ProposalView> for Proposal {
    type Error = ViewError;

    fn try_from(view: &ProposalView) -> Result<Self, ViewError> {
        Ok(Self {
            id: text("id", &view.id)?,
            visit: text("visit", &view.visit)?,
            wagons: texts("wagons", &view.wagons)?,
            track: text("track", &view.track)?,
            from: Planned(text("from", &view.from)?),
            until: Planned(text("until", &view.until)?),
            units: view.units,
            to: text("to", &view.to)?,
            expires: instant("expires", &view.expires)?,
        })
    }
}

tagged! {
    /// How far a placement has come.
    PlacementStageView by "state" {
        /// Waits for an answer, until it expires.
        Offered = "offered" {}
        /// Agreed.
        Accepted = "accepted" {
            /// When, RFC 3339.
            at: String,
        }
        /// The wagons stand on the track.
        Placed = "placed" {
            /// Since when, RFC 3339.
            at: String,
        }
        /// All work on them is done.
        Worked = "worked" {
            /// When, RFC 3339.
            at: String,
        }
    }
}

impl From<&PlacementStage> for PlacementStageView {
    fn from(stage: &PlacementStage) -> Self {
        match stage {
            PlacementStage::Offered => Self::Offered {},
            PlacementStage::Accepted { at } => Self::Accepted { at: at.to_string() },
            PlacementStage::Placed { at } => Self::Placed { at: at.to_string() },
            PlacementStage::Worked { at } => Self::Worked { at: at.to_string() },
        }
    }
}

impl TryFrom<&PlacementStageView> for PlacementStage {
    type Error = ViewError;

    fn try_from(view: &PlacementStageView) -> Result<Self, ViewError> {
        Ok(match view {
            PlacementStageView::Offered {} => Self::Offered,
            PlacementStageView::Accepted { at } => Self::Accepted { at: instant("at", at)? },
            PlacementStageView::Placed { at } => Self::Placed { at: instant("at", at)? },
            PlacementStageView::Worked { at } => Self::Worked { at: instant("at", at)? },
        })
    }
}

/// A placement as the journal keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlacementRecordView {
    /// What was proposed.
    pub proposal: ProposalView,
    /// The organisation that proposed it.
    pub by: String,
    /// When, RFC 3339.
    pub offered_at: String,
    /// How long the wagons are together, millimetres.
    pub length_mm: i64,
    /// The placement that it answers with other terms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counters: Option<String>,
    /// How far it has come.
    pub stage: PlacementStageView,
}

impl From<&Placement> for PlacementRecordView {
    fn from(placement: &Placement) -> Self {
        Self {
            proposal: ProposalView::from(&placement.proposal),
            by: placement.by.to_string(),
            offered_at: placement.offered_at.to_string(),
            length_mm: placement.length.as_mm(),
            counters: placement.counters.map(|counters| counters.to_string()),
            stage: PlacementStageView::from(&placement.stage),
        }
    }
}

impl TryFrom<&PlacementRecordView> for Placement {
    type Error = ViewError;

    fn try_from(view: &PlacementRecordView) -> Result<Self, ViewError> {
        Ok(Self {
            proposal: part("proposal", &view.proposal)?,
            by: text("by", &view.by)?,
            offered_at: instant("offered_at", &view.offered_at)?,
            length: Length::from_mm(integer("length_mm", view.length_mm)?),
            counters: text_if("counters", view.counters.as_ref())?,
            stage: part("stage", &view.stage)?,
        })
    }
}

/// A placement as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PlacementView {
    /// What was proposed, by whom, and how far it has come.
    #[serde(flatten)]
    pub placement: PlacementRecordView,
    /// Whether nobody answered in time.
    pub expired: bool,
}

impl PlacementView {
    /// Returns a placement as it is at an instant.
    #[must_use]
    pub fn at(placement: &Placement, now: Timestamp) -> Self {
        Self { placement: PlacementRecordView::from(placement), expired: placement.is_expired(now) }
    }
}

tagged! {
    /// What happened to a placement.
    PlacementEventView by "type" {
        /// A placement was proposed.
        Offered = "placement_offered" {
            /// What.
            placement: Box<PlacementRecordView>,
        }
        /// It was agreed.
        Accepted = "placement_accepted" {
            /// Which.
            placement: String,
            /// When, RFC 3339.
            at: String,
            /// The organisation that agreed.
            by: String,
        }
        /// It was not agreed.
        Refused = "placement_refused" {
            /// Which.
            placement: String,
            /// The organisation that did not agree.
            by: String,
            /// Why, in words.
            reason: String,
            /// The placement that is proposed instead.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            instead: Option<String>,
        }
        /// It was taken back.
        Withdrawn = "placement_withdrawn" {
            /// Which.
            placement: String,
            /// The organisation that took it back.
            by: String,
            /// Why, in words.
            reason: String,
        }
        /// The wagons stand on the track.
        Placed = "placement_placed" {
            /// Which placement.
            placement: String,
            /// Since when, RFC 3339.
            at: String,
        }
        /// All work on them is done.
        Worked = "placement_worked" {
            /// Which placement.
            placement: String,
            /// When, RFC 3339.
            at: String,
        }
        /// They left the track.
        Released = "placement_released" {
            /// Which placement.
            placement: String,
            /// When, RFC 3339.
            at: String,
        }
    }
}

impl From<&PlacementEvent> for PlacementEventView {
    fn from(event: &PlacementEvent) -> Self {
        match event {
            PlacementEvent::Offered { placement } => {
                Self::Offered { placement: Box::new(PlacementRecordView::from(placement)) }
            }
            PlacementEvent::Accepted { placement, at, by } => {
                Self::Accepted { placement: placement.to_string(), at: at.to_string(), by: by.to_string() }
            }
            PlacementEvent::Refused { placement, by, reason, instead } => Self::Refused {
                placement: placement.to_string(),
                by: by.to_string(),
                reason: reason.clone(),
                instead: instead.map(|instead| instead.to_string()),
            },
            PlacementEvent::Withdrawn { placement, by, reason } => {
                let (placement, by) = (placement.to_string(), by.to_string());
                Self::Withdrawn { placement, by, reason: reason.clone() }
            }
            PlacementEvent::Placed { placement, at } => {
                Self::Placed { placement: placement.to_string(), at: at.to_string() }
            }
            PlacementEvent::Worked { placement, at } => {
                Self::Worked { placement: placement.to_string(), at: at.to_string() }
            }
            PlacementEvent::Released { placement, at } => {
                Self::Released { placement: placement.to_string(), at: at.to_string() }
            }
        }
    }
}

/// Reads which placement, and when.
fn when(placement: &str, at: &str) -> Result<(PlacementId, Timestamp), ViewError> {
    Ok((text("placement", placement)?, instant("at", at)?))
}

/// Reads which placement, by whom, and why.
fn why(placement: &str, by: &str, reason: &str) -> Result<(PlacementId, OrganisationId, String), ViewError> {
    Ok((text("placement", placement)?, text("by", by)?, prose("reason", reason)?))
}

impl TryFrom<&PlacementEventView> for PlacementEvent {
    type Error = ViewError;

    fn try_from(view: &PlacementEventView) -> Result<Self, ViewError> {
        Ok(match view {
            PlacementEventView::Offered { placement } => {
                Self::Offered { placement: part("placement", placement.as_ref())? }
            }
            PlacementEventView::Accepted { placement, at, by } => {
                let (placement, at) = when(placement, at)?;
                Self::Accepted { placement, at, by: text("by", by)? }
            }
            PlacementEventView::Refused { placement, by, reason, instead } => {
                let (placement, by, reason) = why(placement, by, reason)?;
                Self::Refused { placement, by, reason, instead: text_if("instead", instead.as_ref())? }
            }
            PlacementEventView::Withdrawn { placement, by, reason } => {
                let (placement, by, reason) = why(placement, by, reason)?;
                Self::Withdrawn { placement, by, reason }
            }
            PlacementEventView::Placed { placement, at } => {
                let (placement, at) = when(placement, at)?;
                Self::Placed { placement, at }
            }
            PlacementEventView::Worked { placement, at } => {
                let (placement, at) = when(placement, at)?;
                Self::Worked { placement, at }
            }
            PlacementEventView::Released { placement, at } => {
                let (placement, at) = when(placement, at)?;
                Self::Released { placement, at }
            }
        })
    }
}
