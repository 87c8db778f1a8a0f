//! Plans: legs with planned times.

use lb_base::Mass;
use lb_base::time::Planned;
use lb_booking::plan::{Carriage, Hops, LegNo, Plan, PlanLeg, PlanNo, PlanReason};
use lb_network::model::Mode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::json::problem::ViewError;
use crate::json::read::{instant, integer, list, part, text};

words! {
    /// How goods move.
    ModeView of Mode {
        /// Railway.
        Rail = "rail",
        /// Sea-going vessel.
        Sea = "sea",
        /// Ferry.
        Ferry = "ferry",
        /// Truck.
        Road = "road",
        /// Inland or harbour barge.
        Barge = "barge",
    }
}

/// The hops of a run that a ride occupies: from call `i` to call `j` it is hops `i` to `j - 1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HopsView {
    /// The call where it boards, from 0.
    pub from_call: u16,
    /// The call where it alights.
    pub to_call: u16,
}

impl From<&Hops> for HopsView {
    fn from(hops: &Hops) -> Self {
        Self { from_call: hops.from_call, to_call: hops.to_call }
    }
}

impl From<&HopsView> for Hops {
    fn from(view: &HopsView) -> Self {
        Self { from_call: view.from_call, to_call: view.to_call }
    }
}

tagged! {
    /// How a leg is carried.
    CarriageView by "kind" {
        /// By a section of a run, which is booked.
        Ride = "ride" {
            /// The run: service, date, and shift where it has one.
            run: String,
            /// The section of the service.
            section: String,
            /// From which call to which.
            hops: HopsView,
        }
        /// By a move on demand, which is not: a truck, a barge, a shuttle.
        Move = "move" {
            /// How.
            mode: ModeView,
        }
    }
}

impl From<&Carriage> for CarriageView {
    fn from(carriage: &Carriage) -> Self {
        match carriage {
            Carriage::Ride { run, section, hops } => {
                Self::Ride { run: run.to_string(), section: section.to_string(), hops: HopsView::from(hops) }
            }
            Carriage::Move { mode } => Self::Move { mode: ModeView::from(*mode) },
        }
    }
}

impl TryFrom<&CarriageView> for Carriage {
    type Error = ViewError;

    fn try_from(view: &CarriageView) -> Result<Self, ViewError> {
        match view {
            CarriageView::Ride { run, section, hops } => {
                let (run, section) = (text("run", run)?, text("section", section)?);
                Ok(Self::Ride { run, section, hops: Hops::from(hops) })
            }
            CarriageView::Move { mode } => Ok(Self::Move { mode: Mode::from(*mode) }),
        }
    }
}

/// One leg of a plan, or one share of it where a consignment is split over successive runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanLegView {
    /// Its number in the plan, which the booking shares.
    pub no: u16,
    /// How it is carried.
    pub carriage: CarriageView,
    /// Place it begins at.
    pub from: String,
    /// Place it ends at.
    pub to: String,
    /// Planned departure: RFC 3339, a whole minute.
    pub depart: String,
    /// Planned arrival: RFC 3339, a whole minute.
    pub arrive: String,
    /// Units that take it; 0 for bulk.
    pub units: u32,
    /// Gross mass that takes it, kilograms.
    pub mass_kg: i64,
}

impl From<&PlanLeg> for PlanLegView {
    fn from(leg: &PlanLeg) -> Self {
        Self {
            no: leg.no.0,
            carriage: CarriageView::from(&leg.carriage),
            from: leg.from.to_string(),
            to: leg.to.to_string(),
            depart: leg.depart.to_string(),
            arrive: leg.arrive.to_string(),
            units: leg.units,
            mass_kg: leg.mass.as_kg(),
        }
    }
}

impl TryFrom<&PlanLegView> for PlanLeg {
    type Error = ViewError;

    fn try_from(view: &PlanLegView) -> Result<Self, ViewError> {
        Ok(Self {
            no: LegNo(view.no),
            carriage: part("carriage", &view.carriage)?,
            from: text("from", &view.from)?,
            to: text("to", &view.to)?,
            depart: Planned(text("depart", &view.depart)?),
            arrive: Planned(text("arrive", &view.arrive)?),
            units: view.units,
            mass: Mass::from_kg(integer("mass_kg", view.mass_kg)?),
        })
    }
}

words! {
    /// Why there is a new plan.
    PlanReasonView of PlanReason {
        /// It is the first.
        First = "first",
        /// The customer ordered something else.
        OrderAmended = "order_amended",
        /// Goods take a later run.
        Rolled = "rolled",
        /// Goods take another way: misdirected, or the way is closed.
        Rerouted = "rerouted",
    }
}

/// A plan as it was made; plans are replaced, never changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanView {
    /// Its number, 1 for the consignment's first.
    pub no: u32,
    /// When it was made, RFC 3339.
    pub made_at: String,
    /// Why.
    pub reason: PlanReasonView,
    /// Its legs.
    pub legs: Vec<PlanLegView>,
}

impl From<&Plan> for PlanView {
    fn from(plan: &Plan) -> Self {
        Self {
            no: plan.no.0,
            made_at: plan.made_at.to_string(),
            reason: PlanReasonView::from(plan.reason),
            legs: plan.legs.iter().map(PlanLegView::from).collect(),
        }
    }
}

impl TryFrom<&PlanView> for Plan {
    type Error = ViewError;

    fn try_from(view: &PlanView) -> Result<Self, ViewError> {
        Ok(Self {
            no: PlanNo(view.no),
            made_at: instant("made_at", &view.made_at)?,
            reason: PlanReason::from(view.reason),
            legs: list("legs", &view.legs)?,
        })
    }
}
