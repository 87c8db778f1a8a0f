//! What was seen to happen to goods.

use lb_base::time::Actual;
use lb_booking::handling::{Handling, HandlingKind, HoldKind, Record, Statement, Vehicle};
use lb_network::model::Mode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::plan::ModeView;
use crate::json::problem::ViewError;
use crate::json::read::{instant, part, part_if, text, text_if};

tagged! {
    /// What carries goods.
    VehicleView by "kind" {
        /// A section of a run.
        Run = "run" {
            /// The run.
            run: String,
            /// The section of the run's service.
            section: String,
        }
        /// A truck, barge or shuttle on demand.
        OnDemand = "on_demand" {
            /// How it moves.
            mode: ModeView,
        }
    }
}

impl From<&Vehicle> for VehicleView {
    fn from(vehicle: &Vehicle) -> Self {
        match vehicle {
            Vehicle::Run { run, section } => Self::Run { run: run.to_string(), section: section.to_string() },
            Vehicle::OnDemand(mode) => Self::OnDemand { mode: ModeView::from(*mode) },
        }
    }
}

impl TryFrom<&VehicleView> for Vehicle {
    type Error = ViewError;

    fn try_from(view: &VehicleView) -> Result<Self, ViewError> {
        match view {
            VehicleView::Run { run, section } => {
                Ok(Self::Run { run: text("run", run)?, section: text("section", section)? })
            }
            VehicleView::OnDemand { mode } => Ok(Self::OnDemand(Mode::from(*mode))),
        }
    }
}

words! {
    /// Who keeps goods where they are.
    HoldKindView of HoldKind {
        /// Customs.
        Customs = "customs",
        /// Inspection of plants, animals and food.
        Quarantine = "quarantine",
        /// Money is owed.
        Payment = "payment",
        /// The carrier or the police.
        Other = "other",
    }
}

/// What happened; in brackets the DCSA Track & Trace code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum HandlingKindView {
    /// The carrier took the goods over from the consignor (RECE, GTIN).
    Received,
    /// They were put on a vehicle (LOAD).
    Loaded,
    /// The vehicle left with them (DEPA).
    Departed,
    /// The vehicle came with them (ARRI).
    Arrived,
    /// They were taken off (DISC).
    Unloaded,
    /// They changed between trains of two gauges.
    GaugeChanged,
    /// Customs let them pass (CUSR).
    CustomsCleared,
    /// Somebody keeps them (HOLD).
    Held,
    /// Somebody no longer does (RELS).
    Released,
    /// The consignee took them over (GTOT).
    Delivered,
}

impl From<&HandlingKind> for HandlingKindView {
    fn from(kind: &HandlingKind) -> Self {
        match kind {
            HandlingKind::Received => Self::Received,
            HandlingKind::Loaded(_) => Self::Loaded,
            HandlingKind::Departed(_) => Self::Departed,
            HandlingKind::Arrived(_) => Self::Arrived,
            HandlingKind::Unloaded(_) => Self::Unloaded,
            HandlingKind::GaugeChanged => Self::GaugeChanged,
            HandlingKind::CustomsCleared => Self::CustomsCleared,
            HandlingKind::Held(_) => Self::Held,
            HandlingKind::Released(_) => Self::Released,
            HandlingKind::Delivered => Self::Delivered,
        }
    }
}

/// One thing that happened, as who saw it tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandlingView {
    /// What.
    pub kind: HandlingKindView,
    /// The vehicle; with `loaded`, `departed`, `arrived`, `unloaded` and no other kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vehicle: Option<VehicleView>,
    /// Who keeps the goods, or kept them; with `held`, `released` and no other kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold: Option<HoldKindView>,
    /// Place where it happened.
    pub place: String,
    /// To which unit. Absent: to all goods of the consignment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// When, RFC 3339.
    pub happened_at: String,
}

impl From<&Handling> for HandlingView {
    fn from(handling: &Handling) -> Self {
        let hold = match &handling.kind {
            HandlingKind::Held(kind) | HandlingKind::Released(kind) => Some(HoldKindView::from(*kind)),
            HandlingKind::Received
            | HandlingKind::Loaded(_)
            | HandlingKind::Departed(_)
            | HandlingKind::Arrived(_)
            | HandlingKind::Unloaded(_)
            | HandlingKind::GaugeChanged
            | HandlingKind::CustomsCleared
            | HandlingKind::Delivered => None,
        };
        Self {
            kind: HandlingKindView::from(&handling.kind),
            vehicle: handling.kind.vehicle().map(VehicleView::from),
            hold,
            place: handling.place.to_string(),
            unit: handling.unit.map(|unit| unit.to_string()),
            happened_at: handling.happened_at.to_string(),
        }
    }
}

impl HandlingView {
    /// Reads the kind with what belongs to it, and refuses what does not.
    fn handling_kind(&self) -> Result<HandlingKind, ViewError> {
        let vehicle: Option<Vehicle> = part_if("vehicle", self.vehicle.as_ref())?;
        let hold = self.hold.map(HoldKind::from);
        let needs_vehicle = |of: fn(Vehicle) -> HandlingKind| {
            let missing = || ViewError::new("vehicle", "the vehicle of this kind of handling", "nothing");
            vehicle.clone().map(of).ok_or_else(missing)
        };
        let needs_hold = |of: fn(HoldKind) -> HandlingKind| {
            let missing = || ViewError::new("hold", "who keeps the goods, or kept them", "nothing");
            hold.map(of).ok_or_else(missing)
        };
        let kind = match self.kind {
            HandlingKindView::Received => HandlingKind::Received,
            HandlingKindView::Loaded => needs_vehicle(HandlingKind::Loaded)?,
            HandlingKindView::Departed => needs_vehicle(HandlingKind::Departed)?,
            HandlingKindView::Arrived => needs_vehicle(HandlingKind::Arrived)?,
            HandlingKindView::Unloaded => needs_vehicle(HandlingKind::Unloaded)?,
            HandlingKindView::GaugeChanged => HandlingKind::GaugeChanged,
            HandlingKindView::CustomsCleared => HandlingKind::CustomsCleared,
            HandlingKindView::Held => needs_hold(HandlingKind::Held)?,
            HandlingKindView::Released => needs_hold(HandlingKind::Released)?,
            HandlingKindView::Delivered => HandlingKind::Delivered,
        };
        let stray = |field, has: bool| {
            let expected = format!("nothing with `{}`", kind.word());
            if has { Err(ViewError::new(field, expected, field)) } else { Ok(()) }
        };
        let takes_hold = matches!(kind, HandlingKind::Held(_) | HandlingKind::Released(_));
        stray("vehicle", vehicle.is_some() && kind.vehicle().is_none())?;
        stray("hold", hold.is_some() && !takes_hold)?;
        Ok(kind)
    }
}

impl TryFrom<&HandlingView> for Handling {
    type Error = ViewError;

    fn try_from(view: &HandlingView) -> Result<Self, ViewError> {
        Ok(Self {
            kind: view.handling_kind()?,
            place: text("place", &view.place)?,
            unit: text_if("unit", view.unit.as_ref())?,
            happened_at: Actual(instant("happened_at", &view.happened_at)?),
        })
    }
}

tagged! {
    /// What a record says.
    StatementView by "says" {
        /// This happened.
        Happened = "happened" {
            /// What happened.
            handling: HandlingView,
        }
        /// This happened, and not what another record says.
        Corrects = "corrects" {
            /// The other record.
            record: String,
            /// What happened.
            handling: HandlingView,
        }
        /// What another record says did not happen.
        Withdraws = "withdraws" {
            /// The other record.
            record: String,
        }
    }
}

impl From<&Statement> for StatementView {
    fn from(statement: &Statement) -> Self {
        match statement {
            Statement::Happened(handling) => Self::Happened { handling: HandlingView::from(handling) },
            Statement::Corrects { record, handling } => {
                Self::Corrects { record: record.to_string(), handling: HandlingView::from(handling) }
            }
            Statement::Withdraws { record } => Self::Withdraws { record: record.to_string() },
        }
    }
}

impl TryFrom<&StatementView> for Statement {
    type Error = ViewError;

    fn try_from(view: &StatementView) -> Result<Self, ViewError> {
        match view {
            StatementView::Happened { handling } => part("handling", handling).map(Self::Happened),
            StatementView::Corrects { record, handling } => {
                Ok(Self::Corrects { record: text("record", record)?, handling: part("handling", handling)? })
            }
            StatementView::Withdraws { record } => Ok(Self::Withdraws { record: text("record", record)? }),
        }
    }
}

/// A statement as it came to be known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandlingRecordView {
    /// Its identifier, made by who saw it: the same thing sent twice has the same one.
    pub id: String,
    /// What it says.
    pub statement: StatementView,
    /// When it was recorded here, RFC 3339.
    pub recorded_at: String,
}

impl From<&Record> for HandlingRecordView {
    fn from(record: &Record) -> Self {
        Self {
            id: record.id.to_string(),
            statement: StatementView::from(&record.statement),
            recorded_at: record.recorded_at.to_string(),
        }
    }
}

impl TryFrom<&HandlingRecordView> for Record {
    type Error = ViewError;

    fn try_from(view: &HandlingRecordView) -> Result<Self, ViewError> {
        Ok(Self {
            id: text("id", &view.id)?,
            statement: part("statement", &view.statement)?,
            recorded_at: instant("recorded_at", &view.recorded_at)?,
        })
    }
}
