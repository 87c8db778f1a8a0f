//! Units: containers, wagons, vehicles and lots, what they carry and in which journey they are.

mod stuffing;

use std::collections::BTreeMap;

use jiff::Timestamp;
use lb_base::{ConsignmentId, Mass, StuffingListId, TransportId, UnitId, UnitTypeId};

use crate::refusal::Refusal;

pub use lb_base::codes::{Identity, IdentityFinding, Reading, UnitKind, UnitNumber};
pub use stuffing::{LINES_MAX, Stuffed, StuffingCommand, StuffingLine, decide_stuffing};

/// How much of one consignment is in a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// Pieces; 0 for bulk.
    pub pieces: u32,
    /// Gross mass.
    pub mass: Mass,
}

/// What a unit carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cargo {
    /// Nothing.
    Empty,
    /// Goods of one consignment.
    One {
        /// The consignment.
        consignment: ConsignmentId,
        /// How much of it.
        quantity: Quantity,
    },
    /// Goods of several consignments under one list.
    Stuffed {
        /// The list.
        list: StuffingListId,
        /// How much of each.
        lines: BTreeMap<ConsignmentId, Quantity>,
    },
}

impl Cargo {
    /// Returns the consignments with how much of each, in order.
    #[must_use]
    pub fn lines(&self) -> Vec<(ConsignmentId, Quantity)> {
        match self {
            Self::Empty => Vec::new(),
            Self::One { consignment, quantity } => vec![(*consignment, *quantity)],
            Self::Stuffed { lines, .. } => lines.iter().map(|(id, quantity)| (*id, *quantity)).collect(),
        }
    }
}

/// Which journey a unit is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Journey {
    /// None.
    Idle,
    /// An open transport.
    Open(TransportId),
}

/// A container, wagon, vehicle or lot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    pub(crate) id: UnitId,
    pub(crate) identity: Identity,
    /// What it was taken for before, the first one first.
    pub(crate) earlier: Vec<Identity>,
    pub(crate) unit_type: Option<UnitTypeId>,
    pub(crate) cargo: Cargo,
    pub(crate) journey: Journey,
}

impl Unit {
    /// Returns which unit this is.
    #[must_use]
    pub const fn id(&self) -> UnitId {
        self.id
    }

    /// Returns its number as written and as read.
    #[must_use]
    pub const fn identity(&self) -> &Identity {
        &self.identity
    }

    /// Returns what it was taken for before, the first one first.
    #[must_use]
    pub fn earlier(&self) -> &[Identity] {
        &self.earlier
    }

    /// Returns its type, where known.
    #[must_use]
    pub const fn unit_type(&self) -> Option<&UnitTypeId> {
        self.unit_type.as_ref()
    }

    /// Returns what it carries.
    #[must_use]
    pub const fn cargo(&self) -> &Cargo {
        &self.cargo
    }

    /// Returns which journey it is in.
    #[must_use]
    pub const fn journey(&self) -> Journey {
        self.journey
    }
}

/// A wish about a unit. What it carries goes through [`decide_stuffing`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnitCommand {
    /// Register it. A wrong number is flagged, not refused.
    Register {
        /// Its identifier, made by the caller.
        id: UnitId,
        /// What it is.
        kind: UnitKind,
        /// Its number as written.
        raw: String,
        /// Its type, where known.
        unit_type: Option<UnitTypeId>,
    },
    /// The number was wrong; this is the right one.
    CorrectIdentity {
        /// What it is.
        kind: UnitKind,
        /// Its number as written.
        raw: String,
    },
    /// Begin a journey.
    OpenTransport {
        /// The journey.
        transport: TransportId,
    },
    /// End it.
    CloseTransport {
        /// The journey.
        transport: TransportId,
    },
}

/// What happened to a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnitEvent {
    /// It was registered.
    Registered {
        /// Its identifier.
        id: UnitId,
        /// Its number as written and as read.
        identity: Identity,
        /// Its type.
        unit_type: Option<UnitTypeId>,
    },
    /// Its number is another one than was thought.
    IdentityCorrected {
        /// What is corrected.
        was: Identity,
        /// What is right.
        identity: Identity,
    },
    /// A journey began.
    TransportOpened {
        /// The journey.
        transport: TransportId,
        /// When.
        at: Timestamp,
    },
    /// It ended.
    TransportClosed {
        /// The journey.
        transport: TransportId,
        /// When.
        at: Timestamp,
    },
    /// It carries something else now.
    CargoSet {
        /// What.
        cargo: Cargo,
        /// Since when.
        at: Timestamp,
    },
}

impl UnitEvent {
    /// Returns the stable kind for the journal.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Registered { .. } => "unit.registered",
            Self::IdentityCorrected { .. } => "unit.identity_corrected",
            Self::TransportOpened { .. } => "unit.transport_opened",
            Self::TransportClosed { .. } => "unit.transport_closed",
            Self::CargoSet { cargo, .. } => match cargo {
                Cargo::Empty => "unit.emptied",
                Cargo::One { .. } => "unit.loaded",
                Cargo::Stuffed { .. } => "unit.stuffed",
            },
        }
    }
}

/// Decides a command about a unit at an instant. What has been done already gives no events.
///
/// # Errors
/// A [`Refusal`] that says what is in the way; then nothing happens.
pub fn decide(
    state: Option<&Unit>,
    command: &UnitCommand,
    now: Timestamp,
) -> Result<Vec<UnitEvent>, Refusal> {
    let event = match (command, state) {
        (UnitCommand::Register { id, kind, raw, unit_type }, state) => {
            register(state, *id, (*kind, raw), unit_type.as_ref())?
        }
        (_, None) => return Err(Refusal::UnitNotFound {}),
        (UnitCommand::CorrectIdentity { kind, raw }, Some(unit)) => {
            let identity = Identity::read(*kind, raw);
            let was = unit.identity.clone();
            (was != identity).then_some(UnitEvent::IdentityCorrected { was, identity })
        }
        (UnitCommand::OpenTransport { transport }, Some(unit)) => open(unit, *transport, now)?,
        (UnitCommand::CloseTransport { transport }, Some(unit)) => match unit.journey {
            Journey::Open(open) if open == *transport => {
                Some(UnitEvent::TransportClosed { transport: *transport, at: now })
            }
            Journey::Open(_) | Journey::Idle => {
                return Err(Refusal::NotInTransport { unit: unit.id, transport: *transport });
            }
        },
    };
    Ok(event.into_iter().collect())
}

fn register(
    state: Option<&Unit>,
    id: UnitId,
    (kind, raw): (UnitKind, &str),
    unit_type: Option<&UnitTypeId>,
) -> Result<Option<UnitEvent>, Refusal> {
    let identity = Identity::read(kind, raw);
    match state {
        None => Ok(Some(UnitEvent::Registered { id, identity, unit_type: unit_type.cloned() })),
        Some(unit) => {
            let first = unit.earlier.first().unwrap_or(&unit.identity);
            let is_same = unit.id == id && *first == identity && unit.unit_type.as_ref() == unit_type;
            if is_same { Ok(None) } else { Err(Refusal::UnitExists { unit: id }) }
        }
    }
}

fn open(unit: &Unit, transport: TransportId, now: Timestamp) -> Result<Option<UnitEvent>, Refusal> {
    match unit.journey {
        Journey::Idle => Ok(Some(UnitEvent::TransportOpened { transport, at: now })),
        Journey::Open(open) if open == transport => Ok(None),
        Journey::Open(open) => Err(Refusal::InTransport { unit: unit.id, transport: open }),
    }
}

/// Applies one event. What is not about a registered unit changes nothing.
pub fn apply(state: &mut Option<Unit>, event: &UnitEvent) {
    if let UnitEvent::Registered { id, identity, unit_type } = event {
        *state = Some(Unit {
            id: *id,
            identity: identity.clone(),
            earlier: Vec::new(),
            unit_type: unit_type.clone(),
            cargo: Cargo::Empty,
            journey: Journey::Idle,
        });
    } else if let Some(unit) = state {
        match event {
            UnitEvent::Registered { .. } => {}
            UnitEvent::IdentityCorrected { identity, .. } => {
                let was = std::mem::replace(&mut unit.identity, identity.clone());
                unit.earlier.push(was);
            }
            UnitEvent::TransportOpened { transport, .. } => unit.journey = Journey::Open(*transport),
            UnitEvent::TransportClosed { .. } => unit.journey = Journey::Idle,
            UnitEvent::CargoSet { cargo, .. } => unit.cargo = cargo.clone(),
        }
    }
}

#[cfg(test)]
mod tests;
