//! A plan for a gauge change as answers show it: from one train of the floor to another of the other gauge.

use lb_hub::gauge_change::{self, Change, Plan};
use lb_hub::spot::Spot;
use lb_hub::{Floor, Ground, VisitId};
use lb_network::layout::{Layout, Layouts};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::refusal::Refusal;

/// One box's way over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ChangeRow {
    /// The box.
    pub unit: String,
    /// Its number.
    pub number: String,
    /// The number of the wagon that it stands on.
    pub from_wagon: String,
    /// The platform.
    pub wagon: String,
    /// Its number.
    pub wagon_number: String,
    /// The first slot that it takes.
    pub slot: u8,
    /// By which crane; absent when none works.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crane: Option<String>,
    /// Its place among the crane's moves, from 1; absent when none works.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<usize>,
    /// When the move begins at the crane's rate, seconds after the crane's first one began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub begins_s: Option<i64>,
    /// When it ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends_s: Option<i64>,
    /// How far along the track it is carried, millimetres.
    pub travel_mm: i64,
}

/// A box that stays behind: it follows on a supplementary note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BehindRow {
    /// The box.
    pub unit: String,
    /// Its number.
    pub number: String,
    /// `held`, `mass_unknown`, `no_slot` or `limits`.
    pub why: String,
}

/// What one crane has to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ShiftRow {
    /// The crane.
    pub crane: String,
    /// Its moves.
    pub moves: usize,
    /// How long they take at its rate, minutes.
    pub minutes: i64,
}

/// Platforms of one type that are missing; types are alternatives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ShortageRow {
    /// The type.
    pub wagon_type: String,
    /// How many more of it take what stays behind for want of a place.
    pub platforms: usize,
    /// Boxes that not even an empty one takes.
    pub misfits: usize,
}

/// A plan for the change of gauge; nothing is recorded until its jobs are planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GaugeChangeAnswer {
    /// The train that brings.
    pub from: String,
    /// The train that takes on.
    pub to: String,
    /// The railway whose rules the platforms are loaded by.
    pub railway: String,
    /// What goes where, crane by crane, along the track.
    pub changes: Vec<ChangeRow>,
    /// What stays behind.
    pub behind: Vec<BehindRow>,
    /// What each crane has to do.
    pub shifts: Vec<ShiftRow>,
    /// How long all of it takes: the slowest crane, minutes.
    pub minutes: i64,
    /// 20 ft slots that are missing.
    pub slots_short: u32,
    /// Platforms that are missing, by type.
    pub shortages: Vec<ShortageRow>,
}

/// Returns a plan that brings the boxes of one train onto the platforms of another.
///
/// # Errors
/// `hub.visit_not_found`; `hub.wrong_vehicle` when one is no train; `hub.wrong_gauge` when no railway of the hub has the gauge.
pub fn gauge_change(
    floor: &Floor,
    (layout, layouts): (&Layout, &Layouts),
    trains: [VisitId; 2],
) -> Result<GaugeChangeAnswer, Refusal> {
    let plan = gauge_change::plan(floor, &Ground { layout, layouts }, trains)?;
    Ok(answer(floor, trains, plan))
}

fn answer(floor: &Floor, [from, to]: [VisitId; 2], plan: Plan<'_>) -> GaugeChangeAnswer {
    let number = |unit| floor.unit(unit).map_or_else(String::new, |stay| stay.article.identity.to_string());
    let pairing = plan.pairing;
    let behind = pairing.behind.into_iter().map(|(unit, why)| BehindRow {
        unit: unit.to_string(),
        number: number(unit),
        why: why.word().to_owned(),
    });
    let shifts = pairing.shifts.iter().map(|shift| ShiftRow {
        crane: shift.crane.to_string(),
        moves: shift.moves,
        minutes: shift.minutes,
    });
    let shortages = plan.shortages.into_iter().map(|shortage| ShortageRow {
        wagon_type: shortage.wagon_type.to_string(),
        platforms: shortage.platforms,
        misfits: shortage.misfits,
    });
    GaugeChangeAnswer {
        from: from.to_string(),
        to: to.to_string(),
        railway: plan.railway.id.to_string(),
        changes: pairing.changes.iter().map(|change| change_row(floor, change)).collect(),
        behind: behind.collect(),
        minutes: pairing.shifts.iter().map(|shift| shift.minutes).max().unwrap_or(0),
        shifts: shifts.collect(),
        slots_short: pairing.slots_short,
        shortages: shortages.collect(),
    }
}

fn change_row(floor: &Floor, change: &Change) -> ChangeRow {
    let number = |unit| floor.unit(unit).map_or_else(String::new, |stay| stay.article.identity.to_string());
    let under = match floor.unit(change.unit).map(|stay| &stay.spot) {
        Some(Spot::Wagon { wagon, .. }) => number(*wagon),
        Some(_) | None => String::new(),
    };
    let turn = change.turn.as_ref();
    ChangeRow {
        unit: change.unit.to_string(),
        number: number(change.unit),
        from_wagon: under,
        wagon: change.wagon.to_string(),
        wagon_number: number(change.wagon),
        slot: change.slot,
        crane: turn.map(|turn| turn.crane.to_string()),
        order: turn.map(|turn| turn.order),
        begins_s: turn.map(|turn| turn.begins_s),
        ends_s: turn.map(|turn| turn.ends_s),
        travel_mm: change.travel.as_mm(),
    }
}
