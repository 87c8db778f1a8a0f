//! What stands in the way of a whole train, as answers show it.

use lb_hub::train::{Nearby, Standing, TooClose, TrainRemark};
use lb_network::layout::Apart;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Dangerous goods and where in a train they stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StandingRow {
    /// The wagon: its identifier.
    pub wagon: String,
    /// The box, or the wagon where the goods are not in one: its identifier.
    pub unit: String,
    /// Its number.
    pub number: String,
    /// Classes of dangerous goods.
    pub classes: Vec<String>,
}

/// What stands in the way of a train's departure and is of no one wagon.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TrainRemarkRow {
    /// `too_close` (goods stand nearer than the railway lets them) or `needs_power` (reefers without power).
    pub kind: String,
    /// Whether the train may not go like that.
    pub stops: bool,
    /// The goods that stand too near; of two, those nearer to the head.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub one: Option<StandingRow>,
    /// To what goods they are too near.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other: Option<StandingRow>,
    /// To which end of the train they are too near: `loco` or `tail`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    /// The strictest rule that is broken: `not_on_one_wagon`, `wagons_between` or `not_in_one_train`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// How many wagons must stand between, where the rule counts them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wanted: Option<u8>,
    /// How many wagons stand between; a wagon of fewer than four axles is half a one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<usize>,
    /// How many refrigerated boxes are without power.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub without: Option<i64>,
}

impl From<&Standing> for StandingRow {
    fn from(standing: &Standing) -> Self {
        Self {
            wagon: standing.wagon.to_string(),
            unit: standing.unit.to_string(),
            number: standing.number.clone(),
            classes: standing.classes.clone(),
        }
    }
}

impl From<&TrainRemark> for TrainRemarkRow {
    fn from(remark: &TrainRemark) -> Self {
        let row = Self { kind: remark.word().to_owned(), stops: true, ..Self::default() };
        match remark {
            TrainRemark::TooClose(close) => of_goods(row, close),
            TrainRemark::NeedsPower { without } => Self { without: Some(*without), ..row },
        }
    }
}

fn of_goods(row: TrainRemarkRow, close: &TooClose) -> TrainRemarkRow {
    let (other, end) = match &close.other {
        Nearby::Goods(other) => (Some(StandingRow::from(other)), None),
        Nearby::Locomotive | Nearby::Tail => (None, Some(close.other.word().to_owned())),
    };
    let wanted = match close.rule {
        Apart::WagonsBetween(wanted) => Some(wanted),
        Apart::NotOnOneWagon | Apart::NotInOneTrain => None,
    };
    TrainRemarkRow {
        one: Some(StandingRow::from(&close.one)),
        other,
        end,
        rule: Some(close.rule.word().to_owned()),
        wanted,
        found: Some(close.found),
        ..row
    }
}
