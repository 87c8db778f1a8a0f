//! The events of a unit.

use std::collections::BTreeMap;

use lb_base::{ConsignmentId, Mass};
use lb_booking::unit::{Cargo, Journey, Quantity, UnitEvent};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::json::identity::UnitIdentityView;
use crate::json::problem::ViewError;
use crate::json::read::{instant, integer, part, text, text_if};

/// How much of one consignment a unit carries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StuffedLineView {
    /// The consignment.
    pub consignment: String,
    /// Pieces; 0 for bulk.
    pub pieces: u32,
    /// Gross mass, kilograms.
    pub mass_kg: i64,
}

impl From<(&ConsignmentId, &Quantity)> for StuffedLineView {
    fn from((consignment, quantity): (&ConsignmentId, &Quantity)) -> Self {
        Self { consignment: consignment.to_string(), pieces: quantity.pieces, mass_kg: quantity.mass.as_kg() }
    }
}

impl StuffedLineView {
    fn line(&self) -> Result<(ConsignmentId, Quantity), ViewError> {
        let mass = Mass::from_kg(integer("mass_kg", self.mass_kg)?);
        Ok((text("consignment", &self.consignment)?, Quantity { pieces: self.pieces, mass }))
    }
}

tagged! {
    /// What a unit carries.
    UnitCargoView by "state" {
        /// Nothing.
        Empty = "empty" {}
        /// Goods of one consignment.
        One = "one" {
            /// How much of which consignment.
            line: StuffedLineView,
        }
        /// Goods of several consignments under one stuffing list.
        Stuffed = "stuffed" {
            /// The stuffing list.
            list: String,
            /// How much of each consignment, each once.
            lines: Vec<StuffedLineView>,
        }
    }
}

impl From<&Cargo> for UnitCargoView {
    fn from(cargo: &Cargo) -> Self {
        match cargo {
            Cargo::Empty => Self::Empty {},
            Cargo::One { consignment, quantity } => {
                Self::One { line: StuffedLineView::from((consignment, quantity)) }
            }
            Cargo::Stuffed { list, lines } => Self::Stuffed {
                list: list.to_string(),
                lines: lines.iter().map(StuffedLineView::from).collect(),
            },
        }
    }
}

impl TryFrom<&UnitCargoView> for Cargo {
    type Error = ViewError;

    fn try_from(view: &UnitCargoView) -> Result<Self, ViewError> {
        match view {
            UnitCargoView::Empty {} => Ok(Self::Empty),
            UnitCargoView::One { line } => {
                let (consignment, quantity) = line.line().map_err(|error| error.within("line"))?;
                Ok(Self::One { consignment, quantity })
            }
            UnitCargoView::Stuffed { list, lines } => {
                Ok(Self::Stuffed { list: text("list", list)?, lines: stuffed(lines)? })
            }
        }
    }
}

fn stuffed(views: &[StuffedLineView]) -> Result<BTreeMap<ConsignmentId, Quantity>, ViewError> {
    let mut lines = BTreeMap::new();
    for (at, view) in views.iter().enumerate() {
        let field = format!("lines[{at}]");
        let (consignment, quantity) = view.line().map_err(|error| error.within(&field))?;
        if lines.insert(consignment, quantity).is_some() {
            let twice = ViewError::new("consignment", "each consignment once", &view.consignment);
            return Err(twice.within(&field));
        }
    }
    Ok(lines)
}

tagged! {
    /// Which journey a unit is in.
    JourneyView by "state" {
        /// None.
        Idle = "idle" {}
        /// An open transport.
        Open = "open" {
            /// The transport.
            transport: String,
        }
    }
}

impl From<&Journey> for JourneyView {
    fn from(journey: &Journey) -> Self {
        match journey {
            Journey::Idle => Self::Idle {},
            Journey::Open(transport) => Self::Open { transport: transport.to_string() },
        }
    }
}

impl TryFrom<&JourneyView> for Journey {
    type Error = ViewError;

    fn try_from(view: &JourneyView) -> Result<Self, ViewError> {
        match view {
            JourneyView::Idle {} => Ok(Self::Idle),
            JourneyView::Open { transport } => text("transport", transport).map(Self::Open),
        }
    }
}

tagged! {
    /// What happened to a unit.
    UnitEventView by "type" {
        /// It was registered.
        Registered = "registered" {
            /// Its identifier.
            id: String,
            /// Its number as written and as read.
            identity: UnitIdentityView,
            /// Its type, such as `40HC`, where known.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            unit_type: Option<String>,
        }
        /// Its number is another one than was thought.
        IdentityCorrected = "identity_corrected" {
            /// What is corrected.
            was: UnitIdentityView,
            /// What is right.
            identity: UnitIdentityView,
        }
        /// A journey began.
        TransportOpened = "transport_opened" {
            /// The journey.
            transport: String,
            /// When, RFC 3339.
            at: String,
        }
        /// It ended.
        TransportClosed = "transport_closed" {
            /// The journey.
            transport: String,
            /// When, RFC 3339.
            at: String,
        }
        /// It carries something else now.
        CargoSet = "cargo_set" {
            /// What.
            cargo: UnitCargoView,
            /// Since when, RFC 3339.
            at: String,
        }
    }
}

impl From<&UnitEvent> for UnitEventView {
    fn from(event: &UnitEvent) -> Self {
        match event {
            UnitEvent::Registered { id, identity, unit_type } => Self::Registered {
                id: id.to_string(),
                identity: UnitIdentityView::from(identity),
                unit_type: unit_type.as_ref().map(ToString::to_string),
            },
            UnitEvent::IdentityCorrected { was, identity } => Self::IdentityCorrected {
                was: UnitIdentityView::from(was),
                identity: UnitIdentityView::from(identity),
            },
            UnitEvent::TransportOpened { transport, at } => {
                Self::TransportOpened { transport: transport.to_string(), at: at.to_string() }
            }
            UnitEvent::TransportClosed { transport, at } => {
                Self::TransportClosed { transport: transport.to_string(), at: at.to_string() }
            }
            UnitEvent::CargoSet { cargo, at } => {
                Self::CargoSet { cargo: UnitCargoView::from(cargo), at: at.to_string() }
            }
        }
    }
}

impl TryFrom<&UnitEventView> for UnitEvent {
    type Error = ViewError;

    fn try_from(view: &UnitEventView) -> Result<Self, ViewError> {
        Ok(match view {
            UnitEventView::Registered { id, identity, unit_type } => Self::Registered {
                id: text("id", id)?,
                identity: part("identity", identity)?,
                unit_type: text_if("unit_type", unit_type.as_ref())?,
            },
            UnitEventView::IdentityCorrected { was, identity } => {
                Self::IdentityCorrected { was: part("was", was)?, identity: part("identity", identity)? }
            }
            UnitEventView::TransportOpened { transport, at } => {
                Self::TransportOpened { transport: text("transport", transport)?, at: instant("at", at)? }
            }
            UnitEventView::TransportClosed { transport, at } => {
                Self::TransportClosed { transport: text("transport", transport)?, at: instant("at", at)? }
            }
            UnitEventView::CargoSet { cargo, at } => {
                Self::CargoSet { cargo: part("cargo", cargo)?, at: instant("at", at)? }
            }
        })
    }
}
