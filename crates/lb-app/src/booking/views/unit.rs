//! The events of a unit.

use std::collections::BTreeMap;

use lb_base::{ConsignmentId, Mass};
use lb_booking::unit::{Cargo, Identity, IdentityFinding, Journey, Quantity, Reading, UnitEvent, UnitKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::problem::ViewError;
use super::read::{instant, integer, part, prose, text, text_if};

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
