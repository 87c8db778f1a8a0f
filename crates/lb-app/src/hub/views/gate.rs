//! What happened at the gate: appointments, trucks, checks.

use lb_hub::gate::{
    Appointment, AppointmentState, Check, CheckKind, GateEvent, GateRules, Punctuality, Truck, Verdict, Way,
    Wish,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::article::ArticleView;
use super::grain::kilograms;
use crate::json::problem::ViewError;
use crate::json::read::{as_texts, instant, list, part, prose, proses, text, text_if, texts};

words! {
    /// Which way a truck goes.
    GateWayView of Way {
        /// Into the hub.
        In = "in",
        /// Out of it.
        Out = "out",
    }
}

words! {
    /// What is looked at at the gate.
    GateCheckKindView of CheckKind {
        /// The truck's and the trailer's plates.
        Plate = "plate",
        /// Papers of truck, driver and goods.
        Papers = "papers",
        /// The seals of a box, as found against those announced.
        Seals = "seals",
        /// Damage of a box.
        Damage = "damage",
        /// The truck on the weighbridge.
        Weight = "weight",
    }
}

words! {
    /// How a check came out.
    GateVerdictView of Verdict {
        /// All as it should be.
        Passed = "passed",
        /// Not so: the truck does not go on.
        Failed = "failed",
        /// Not so, and the truck goes on all the same; the note says why.
        Accepted = "accepted",
    }
}

words! {
    /// How a truck came, after its appointment.
    GatePunctualityView of Punctuality {
        /// Before its window.
        Early = "early",
        /// In it.
        OnTime = "on_time",
        /// After it.
        Late = "late",
        /// Without appointment.
        Unannounced = "unannounced",
    }
}

/// A check that a hub asks of every truck.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GateRequiredView {
    /// On which way.
    pub way: GateWayView,
    /// What is looked at.
    pub check: GateCheckKindView,
}

/// What holds at the gates of a hub.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GateRulesView {
    /// How long a window is, minutes: 15, 30 or 60.
    pub window_minutes: u16,
    /// Trucks that one lane inwards takes in an hour.
    pub trucks_per_lane_hour: u16,
    /// How long before its window a truck is taken, minutes.
    pub early_minutes: u16,
    /// How long after its window a truck is waited for, minutes.
    pub grace_minutes: u16,
    /// What must have been checked.
    pub required: Vec<GateRequiredView>,
}

impl From<&GateRules> for GateRulesView {
    fn from(rules: &GateRules) -> Self {
        let required = |(way, kind): &(Way, CheckKind)| GateRequiredView {
            way: GateWayView::from(*way),
            check: GateCheckKindView::from(*kind),
        };
        Self {
            window_minutes: rules.window_minutes,
            trucks_per_lane_hour: rules.trucks_per_lane_hour,
            early_minutes: rules.early_minutes,
            grace_minutes: rules.grace_minutes,
            required: rules.required.iter().map(required).collect(),
        }
    }
}

impl TryFrom<&GateRulesView> for GateRules {
    type Error = ViewError;

    fn try_from(view: &GateRulesView) -> Result<Self, ViewError> {
        let required =
            view.required.iter().map(|one| (Way::from(one.way), CheckKind::from(one.check))).collect();
        Ok(Self {
            window_minutes: view.window_minutes,
            trucks_per_lane_hour: view.trucks_per_lane_hour,
            early_minutes: view.early_minutes,
            grace_minutes: view.grace_minutes,
            required,
        })
    }
}

/// How an appointment stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GateStateView {
    /// `booked`, `arrived`, `done`, `cancelled`, `missed` or `refused`.
    pub state: String,
    /// The visit of its truck, when that has arrived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visit: Option<String>,
}

impl From<AppointmentState> for GateStateView {
    fn from(state: AppointmentState) -> Self {
        let visit = match state {
            AppointmentState::Arrived { visit } => Some(visit.to_string()),
            AppointmentState::Booked
            | AppointmentState::Done
            | AppointmentState::Cancelled
            | AppointmentState::Missed
            | AppointmentState::Refused => None,
        };
        Self { state: state.word().to_owned(), visit }
    }
}

impl TryFrom<&GateStateView> for AppointmentState {
    type Error = ViewError;

    fn try_from(view: &GateStateView) -> Result<Self, ViewError> {
        let visit = text_if("visit", view.visit.as_ref())?;
        Ok(match (view.state.as_str(), visit) {
            ("arrived", Some(visit)) => Self::Arrived { visit },
            ("arrived", None) => return Err(ViewError::new("visit", "the visit of the truck", "nothing")),
            ("booked", None) => Self::Booked,
            ("done", None) => Self::Done,
            ("cancelled", None) => Self::Cancelled,
            ("missed", None) => Self::Missed,
            ("refused", None) => Self::Refused,
            (other, _) => {
                let expected = "a state of an appointment; a visit with arrived and only there";
                return Err(ViewError::new("state", expected, other));
            }
        })
    }
}

/// An appointment, as the journal has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GateAppointmentView {
    /// Its identifier.
    pub id: String,
    /// The gate.
    pub gate: String,
    /// When its window begins, RFC 3339.
    pub from: String,
    /// When its window ends, RFC 3339.
    pub until: String,
    /// The truck's plate.
    pub plate: String,
    /// The trailer's plate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trailer: Option<String>,
    /// What it brings.
    pub brings: Vec<ArticleView>,
    /// Numbers of what it collects.
    pub collects: Vec<String>,
    /// The organisation that sends it.
    pub organisation: String,
    /// That organisation's reference.
    pub reference: String,
    /// When it was made, RFC 3339.
    pub made: String,
    /// How it stands.
    pub state: GateStateView,
}

impl From<&Appointment> for GateAppointmentView {
    fn from(appointment: &Appointment) -> Self {
        let wish = &appointment.wish;
        Self {
            id: appointment.id.to_string(),
            gate: wish.gate.to_string(),
            from: wish.from.to_string(),
            until: appointment.until.to_string(),
            plate: wish.plate.to_string(),
            trailer: wish.trailer.as_ref().map(ToString::to_string),
            brings: wish.brings.iter().map(ArticleView::from).collect(),
            collects: wish.collects.clone(),
            organisation: wish.organisation.to_string(),
            reference: wish.reference.clone(),
            made: appointment.made.to_string(),
            state: appointment.state.into(),
        }
    }
}

impl TryFrom<&GateAppointmentView> for Appointment {
    type Error = ViewError;

    fn try_from(view: &GateAppointmentView) -> Result<Self, ViewError> {
        let wish = Wish {
            gate: text("gate", &view.gate)?,
            from: instant("from", &view.from)?,
            plate: text("plate", &view.plate)?,
            trailer: text_if("trailer", view.trailer.as_ref())?,
            brings: list("brings", &view.brings)?,
            collects: proses("collects", &view.collects)?,
            organisation: text("organisation", &view.organisation)?,
            reference: prose("reference", &view.reference)?,
        };
        Ok(Self {
            id: text("id", &view.id)?,
            wish,
            until: instant("until", &view.until)?,
            made: instant("made", &view.made)?,
            state: part("state", &view.state)?,
        })
    }
}

/// A check that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GateCheckView {
    /// On which way.
    pub way: GateWayView,
    /// What was looked at.
    pub check: GateCheckKindView,
    /// The box, if it is done box by box.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// How it came out.
    pub verdict: GateVerdictView,
    /// In words.
    pub note: String,
    /// Seals as found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seals: Option<Vec<String>>,
    /// Gross mass of truck and load on the weighbridge, kilograms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mass_kg: Option<i64>,
    /// The organisation that looked.
    pub by: String,
    /// When, RFC 3339.
    pub at: String,
}

impl From<&Check> for GateCheckView {
    fn from(check: &Check) -> Self {
        Self {
            way: check.way.into(),
            check: check.kind.into(),
            unit: check.unit.map(|unit| unit.to_string()),
            verdict: check.verdict.into(),
            note: check.note.clone(),
            seals: check.seals.clone(),
            mass_kg: check.mass.map(lb_base::Mass::as_kg),
            by: check.by.to_string(),
            at: check.at.to_string(),
        }
    }
}

impl TryFrom<&GateCheckView> for Check {
    type Error = ViewError;

    fn try_from(view: &GateCheckView) -> Result<Self, ViewError> {
        Ok(Self {
            way: view.way.into(),
            kind: view.check.into(),
            unit: text_if("unit", view.unit.as_ref())?,
            verdict: view.verdict.into(),
            note: prose("note", &view.note)?,
            seals: view.seals.as_ref().map(|seals| proses("seals", seals)).transpose()?,
            mass: view.mass_kg.map(|mass| kilograms("mass_kg", mass)).transpose()?,
            by: text("by", &view.by)?,
            at: instant("at", &view.at)?,
        })
    }
}

/// When and where a truck went in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GateEnteredView {
    /// When, RFC 3339.
    pub at: String,
    /// On which lane.
    pub lane: u8,
}

/// A truck at the gate or inside, as the journal has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GateTruckView {
    /// Its visit.
    pub visit: String,
    /// The gate.
    pub gate: String,
    /// Its plate.
    pub plate: String,
    /// Its trailer's plate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trailer: Option<String>,
    /// Its appointment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appointment: Option<String>,
    /// The organisation that sends it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// What it brings.
    pub brings: Vec<String>,
    /// Numbers of what it collects.
    pub collects: Vec<String>,
    /// How it came, after its appointment.
    pub punctuality: GatePunctualityView,
    /// When it stood at the gate, RFC 3339.
    pub arrived: String,
    /// When and where it went in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entered: Option<GateEnteredView>,
    /// What was looked at.
    pub checks: Vec<GateCheckView>,
}

impl From<&Truck> for GateTruckView {
    fn from(truck: &Truck) -> Self {
        Self {
            visit: truck.visit.to_string(),
            gate: truck.gate.to_string(),
            plate: truck.plate.to_string(),
            trailer: truck.trailer.as_ref().map(ToString::to_string),
            appointment: truck.appointment.map(|appointment| appointment.to_string()),
            organisation: truck.organisation.as_ref().map(ToString::to_string),
            brings: as_texts(&truck.brings),
            collects: truck.collects.clone(),
            punctuality: truck.punctuality.into(),
            arrived: truck.arrived.to_string(),
            entered: truck.entered.map(|(at, lane)| GateEnteredView { at: at.to_string(), lane }),
            checks: truck.checks.iter().map(GateCheckView::from).collect(),
        }
    }
}

impl TryFrom<&GateTruckView> for Truck {
    type Error = ViewError;

    fn try_from(view: &GateTruckView) -> Result<Self, ViewError> {
        let entered = |entered: &GateEnteredView| {
            instant("at", &entered.at).map(|at| (at, entered.lane)).map_err(|error| error.within("entered"))
        };
        Ok(Self {
            visit: text("visit", &view.visit)?,
            gate: text("gate", &view.gate)?,
            plate: text("plate", &view.plate)?,
            trailer: text_if("trailer", view.trailer.as_ref())?,
            appointment: text_if("appointment", view.appointment.as_ref())?,
            organisation: text_if("organisation", view.organisation.as_ref())?,
            brings: texts("brings", &view.brings)?,
            collects: proses("collects", &view.collects)?,
            punctuality: view.punctuality.into(),
            arrived: instant("arrived", &view.arrived)?,
            entered: view.entered.as_ref().map(entered).transpose()?,
            checks: list("checks", &view.checks)?,
        })
    }
}

tagged! {
    /// What happened at the gate.
    GateEventView by "type" {
        /// Rules hold.
        Ruled = "gate_ruled" {
            /// Which.
            rules: GateRulesView,
        }
        /// An appointment was made.
        Booked = "gate_booked" {
            /// Which.
            appointment: GateAppointmentView,
        }
        /// It is another one now.
        Amended = "gate_amended" {
            /// As it is now.
            appointment: GateAppointmentView,
        }
        /// It was taken back.
        Cancelled = "gate_cancelled" {
            /// Which.
            appointment: String,
            /// Why, in words.
            reason: String,
        }
        /// The truck did not come.
        Missed = "gate_missed" {
            /// Which appointment.
            appointment: String,
        }
        /// A truck is at the gate.
        Arrived = "gate_arrived" {
            /// Which.
            truck: GateTruckView,
        }
        /// It was looked at.
        Checked = "gate_checked" {
            /// Which.
            visit: String,
            /// What was seen.
            check: GateCheckView,
        }
        /// It collects something else.
        Meant = "gate_meant" {
            /// Which.
            visit: String,
            /// Numbers of units.
            collects: Vec<String>,
        }
        /// It was not let in.
        Refused = "gate_refused" {
            /// Which.
            visit: String,
            /// Why, in words.
            reason: String,
            /// When, RFC 3339.
            at: String,
        }
        /// It went in.
        Entered = "gate_entered" {
            /// Which.
            visit: String,
            /// By which gate.
            gate: String,
            /// On which lane.
            lane: u8,
            /// When, RFC 3339.
            at: String,
        }
        /// It went out.
        Left = "gate_left" {
            /// Which.
            visit: String,
            /// By which gate.
            gate: String,
            /// On which lane.
            lane: u8,
            /// When, RFC 3339.
            at: String,
        }
    }
}

impl From<&GateEvent> for GateEventView {
    fn from(event: &GateEvent) -> Self {
        match event {
            GateEvent::Ruled { rules } => Self::Ruled { rules: rules.into() },
            GateEvent::Booked { appointment } => {
                Self::Booked { appointment: GateAppointmentView::from(appointment.as_ref()) }
            }
            GateEvent::Amended { appointment } => {
                Self::Amended { appointment: GateAppointmentView::from(appointment.as_ref()) }
            }
            GateEvent::Cancelled { appointment, reason } => {
                Self::Cancelled { appointment: appointment.to_string(), reason: reason.clone() }
            }
            GateEvent::Missed { appointment } => Self::Missed { appointment: appointment.to_string() },
            GateEvent::Arrived { truck } => Self::Arrived { truck: GateTruckView::from(truck.as_ref()) },
            GateEvent::Checked { visit, check } => {
                Self::Checked { visit: visit.to_string(), check: check.into() }
            }
            GateEvent::Meant { visit, collects } => {
                Self::Meant { visit: visit.to_string(), collects: collects.clone() }
            }
            GateEvent::Refused { visit, reason, at } => {
                Self::Refused { visit: visit.to_string(), reason: reason.clone(), at: at.to_string() }
            }
            GateEvent::Entered { visit, gate, lane, at } => Self::Entered {
                visit: visit.to_string(),
                gate: gate.to_string(),
                lane: *lane,
                at: at.to_string(),
            },
            GateEvent::Left { visit, gate, lane, at } => Self::Left {
                visit: visit.to_string(),
                gate: gate.to_string(),
                lane: *lane,
                at: at.to_string(),
            },
        }
    }
}

impl TryFrom<&GateEventView> for GateEvent {
    type Error = ViewError;

    fn try_from(view: &GateEventView) -> Result<Self, ViewError> {
        Ok(match view {
            GateEventView::Ruled { rules } => Self::Ruled { rules: part("rules", rules)? },
            GateEventView::Booked { appointment } => {
                Self::Booked { appointment: Box::new(part("appointment", appointment)?) }
            }
            GateEventView::Amended { appointment } => {
                Self::Amended { appointment: Box::new(part("appointment", appointment)?) }
            }
            GateEventView::Cancelled { appointment, reason } => Self::Cancelled {
                appointment: text("appointment", appointment)?,
                reason: prose("reason", reason)?,
            },
            GateEventView::Missed { appointment } => {
                Self::Missed { appointment: text("appointment", appointment)? }
            }
            GateEventView::Arrived { truck } => Self::Arrived { truck: Box::new(part("truck", truck)?) },
            GateEventView::Checked { visit, check } => {
                Self::Checked { visit: text("visit", visit)?, check: part("check", check)? }
            }
            GateEventView::Meant { visit, collects } => {
                Self::Meant { visit: text("visit", visit)?, collects: proses("collects", collects)? }
            }
            GateEventView::Refused { visit, reason, at } => Self::Refused {
                visit: text("visit", visit)?,
                reason: prose("reason", reason)?,
                at: instant("at", at)?,
            },
            GateEventView::Entered { visit, gate, lane, at } => Self::Entered {
                visit: text("visit", visit)?,
                gate: text("gate", gate)?,
                lane: *lane,
                at: instant("at", at)?,
            },
            GateEventView::Left { visit, gate, lane, at } => Self::Left {
                visit: text("visit", visit)?,
                gate: text("gate", gate)?,
                lane: *lane,
                at: instant("at", at)?,
            },
        })
    }
}
