//! Holds: what stops a unit.

use lb_hub::hold::{Hold, HoldEvent, HoldKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::json::problem::ViewError;
use crate::json::read::{instant, part, prose, text};

words! {
    /// Why a unit is stopped at a hub.
    HubHoldKindView of HoldKind {
        /// Customs look at it or wait for papers.
        Customs = "customs",
        /// Plant, animal or health control.
        Quarantine = "quarantine",
        /// Somebody has not paid.
        Payment = "payment",
        /// It is damaged.
        Damage = "damage",
        /// It is heavier than stated or allowed.
        Overweight = "overweight",
        /// A certificate is missing.
        Certificate = "certificate",
    }
}

/// A hold on a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HoldView {
    /// Its identifier.
    pub id: String,
    /// Why.
    pub kind: HubHoldKindView,
    /// In words.
    pub reason: String,
    /// The organisation that set it, and alone may lift it.
    pub by: String,
    /// Since when, RFC 3339.
    pub since: String,
}

impl From<&Hold> for HoldView {
    fn from(hold: &Hold) -> Self {
        Self {
            id: hold.id.to_string(),
            kind: HubHoldKindView::from(hold.kind),
            reason: hold.reason.clone(),
            by: hold.by.to_string(),
            since: hold.since.to_string(),
        }
    }
}

impl TryFrom<&HoldView> for Hold {
    type Error = ViewError;

    fn try_from(view: &HoldView) -> Result<Self, ViewError> {
        Ok(Self {
            id: text("id", &view.id)?,
            kind: HoldKind::from(view.kind),
            reason: prose("reason", &view.reason)?,
            by: text("by", &view.by)?,
            since: instant("since", &view.since)?,
        })
    }
}

tagged! {
    /// What happened to a hold.
    HoldEventView by "type" {
        /// A unit is stopped.
        Set = "hold_set" {
            /// Which unit.
            unit: String,
            /// By what.
            hold: HoldView,
        }
        /// It may go.
        Lifted = "hold_lifted" {
            /// Which unit.
            unit: String,
            /// Which hold.
            hold: String,
            /// The organisation that lifted it.
            by: String,
            /// On what grounds, in words.
            reason: String,
        }
    }
}

impl From<&HoldEvent> for HoldEventView {
    fn from(event: &HoldEvent) -> Self {
        match event {
            HoldEvent::Set { unit, hold } => Self::Set { unit: unit.to_string(), hold: HoldView::from(hold) },
            HoldEvent::Lifted { unit, hold, by, reason } => Self::Lifted {
                unit: unit.to_string(),
                hold: hold.to_string(),
                by: by.to_string(),
                reason: reason.clone(),
            },
        }
    }
}

impl TryFrom<&HoldEventView> for HoldEvent {
    type Error = ViewError;

    fn try_from(view: &HoldEventView) -> Result<Self, ViewError> {
        Ok(match view {
            HoldEventView::Set { unit, hold } => {
                Self::Set { unit: text("unit", unit)?, hold: part("hold", hold)? }
            }
            HoldEventView::Lifted { unit, hold, by, reason } => Self::Lifted {
                unit: text("unit", unit)?,
                hold: text("hold", hold)?,
                by: text("by", by)?,
                reason: prose("reason", reason)?,
            },
        })
    }
}
