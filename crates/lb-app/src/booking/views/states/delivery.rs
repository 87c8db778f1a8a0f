//! What happened to a consignment's goods, derived from its records.

use lb_base::UnitId;
use lb_booking::delivery::{
    Delivery, Direction, Expected, Motion, NextStep, Oddity, PartDelivery, Progress, Whereabouts,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::booking::views::{HoldKindView, VehicleView};

words! {
    /// How far goods have come.
    ProgressView of Progress {
        /// The carrier has nothing yet.
        NotReceived = "not_received",
        /// The carrier has goods.
        Received = "received",
        /// They are on their way.
        UnderWay = "under_way",
        /// They are at the destination.
        Arrived = "arrived",
        /// The consignee has them.
        Delivered = "delivered",
    }
}

words! {
    /// Whether a vehicle moves.
    MotionView of Motion {
        /// It stands at the place.
        Standing = "standing",
        /// It left the place.
        Moving = "moving",
    }
}

words! {
    /// What should happen next.
    NextStepView of NextStep {
        /// The carrier takes the goods over.
        Receive = "receive",
        /// They are put on a vehicle.
        Load = "load",
        /// The vehicle leaves.
        Depart = "depart",
        /// The vehicle arrives.
        Arrive = "arrive",
        /// They are taken off.
        Unload = "unload",
        /// The consignee takes them over.
        Deliver = "deliver",
    }
}

tagged! {
    /// Where goods are.
    WhereaboutsView by "state" {
        /// Nothing was seen to happen.
        Unknown = "unknown" {}
        /// On the ground.
        At = "at" {
            /// Place where they stand.
            place: String,
            /// Since when, RFC 3339.
            since: String,
        }
        /// On a vehicle.
        Aboard = "aboard" {
            /// Which vehicle.
            vehicle: VehicleView,
            /// The last place of which something is known.
            place: String,
            /// Whether it has left there.
            motion: MotionView,
            /// Since when, RFC 3339.
            since: String,
        }
        /// With the consignee.
        Delivered = "delivered" {
            /// Place where they were handed over.
            place: String,
            /// When, RFC 3339.
            at: String,
        }
    }
}

impl From<&Whereabouts> for WhereaboutsView {
    fn from(whereabouts: &Whereabouts) -> Self {
        match whereabouts {
            Whereabouts::Unknown => Self::Unknown {},
            Whereabouts::At { place, since } => {
                Self::At { place: place.to_string(), since: since.to_string() }
            }
            Whereabouts::Aboard { vehicle, place, motion, since } => Self::Aboard {
                vehicle: VehicleView::from(vehicle),
                place: place.to_string(),
                motion: MotionView::from(*motion),
                since: since.to_string(),
            },
            Whereabouts::Delivered { place, at } => {
                Self::Delivered { place: place.to_string(), at: at.to_string() }
            }
        }
    }
}

tagged! {
    /// Whether what happened is what was planned.
    DirectionView by "state" {
        /// There is no plan.
        Unplanned = "unplanned" {}
        /// It is.
        OnPlan = "on_plan" {}
        /// It is not.
        Misdirected = "misdirected" {
            /// The record that tells.
            record: String,
        }
    }
}

impl From<&Direction> for DirectionView {
    fn from(direction: &Direction) -> Self {
        match direction {
            Direction::Unplanned => Self::Unplanned {},
            Direction::OnPlan => Self::OnPlan {},
            Direction::Misdirected { record } => Self::Misdirected { record: record.to_string() },
        }
    }
}

tagged! {
    /// Something odd about a record; it counts all the same.
    OddityView by "kind" {
        /// It happened after it was recorded: a clock is wrong.
        AheadOfClock = "ahead_of_clock" {
            /// The record.
            record: String,
        }
        /// The goods were not there to do it with: something in between was not recorded.
        Gap = "gap" {
            /// The record.
            record: String,
        }
        /// It happened after the goods were delivered.
        AfterDelivery = "after_delivery" {
            /// The record.
            record: String,
        }
    }
}

impl From<&Oddity> for OddityView {
    fn from(oddity: &Oddity) -> Self {
        match oddity {
            Oddity::AheadOfClock { record } => Self::AheadOfClock { record: record.to_string() },
            Oddity::Gap { record } => Self::Gap { record: record.to_string() },
            Oddity::AfterDelivery { record } => Self::AfterDelivery { record: record.to_string() },
        }
    }
}

/// What should happen next, where, and when after the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExpectedView {
    /// What.
    pub step: NextStepView,
    /// Place where.
    pub place: String,
    /// The plan's leg.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leg: Option<u16>,
    /// When after the plan, RFC 3339, where it says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned: Option<String>,
}

impl From<&Expected> for ExpectedView {
    fn from(expected: &Expected) -> Self {
        Self {
            step: NextStepView::from(expected.step),
            place: expected.place.to_string(),
            leg: expected.leg.map(|leg| leg.0),
            planned: expected.planned.map(|planned| planned.to_string()),
        }
    }
}

/// What happened to the goods in one unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PartDeliveryView {
    /// The unit; absent for what is not in any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// How far the goods have come.
    pub progress: ProgressView,
    /// Where they are.
    pub whereabouts: WhereaboutsView,
    /// Whether that is after the plan.
    pub direction: DirectionView,
    /// What should come next; absent when delivered or when the plan does not lead on from here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<ExpectedView>,
    /// Who keeps them.
    pub holds: Vec<HoldKindView>,
}

impl From<(&Option<UnitId>, &PartDelivery)> for PartDeliveryView {
    fn from((unit, part): (&Option<UnitId>, &PartDelivery)) -> Self {
        Self {
            unit: unit.map(|unit| unit.to_string()),
            progress: ProgressView::from(part.progress),
            whereabouts: WhereaboutsView::from(&part.whereabouts),
            direction: DirectionView::from(&part.direction),
            next: part.next.as_ref().map(ExpectedView::from),
            holds: part.holds.iter().copied().map(HoldKindView::from).collect(),
        }
    }
}

/// What happened to a consignment's goods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeliveryView {
    /// How far they have come: arrived and delivered when all are, under way and received when some are.
    pub progress: ProgressView,
    /// By unit.
    pub parts: Vec<PartDeliveryView>,
    /// Whether everything is after the plan.
    pub direction: DirectionView,
    /// The next that should happen to any part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<ExpectedView>,
    /// The last record of the story.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<String>,
    /// Who keeps any part.
    pub holds: Vec<HoldKindView>,
    /// What is odd about the records.
    pub oddities: Vec<OddityView>,
}

impl From<&Delivery> for DeliveryView {
    fn from(delivery: &Delivery) -> Self {
        Self {
            progress: ProgressView::from(delivery.progress),
            parts: delivery.parts.iter().map(PartDeliveryView::from).collect(),
            direction: DirectionView::from(&delivery.direction),
            next: delivery.next.as_ref().map(ExpectedView::from),
            last: delivery.last.map(|last| last.to_string()),
            holds: delivery.holds.iter().copied().map(HoldKindView::from).collect(),
            oddities: delivery.oddities.iter().map(OddityView::from).collect(),
        }
    }
}
