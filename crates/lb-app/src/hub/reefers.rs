//! The refrigerated boxes of a hub as answers show them: a list for rounds, alarms, the readings of one.

mod file;

use jiff::{SignedDuration, Timestamp};
use lb_base::UnitId;
use lb_hub::Floor;
use lb_hub::floor::Stay;
use lb_hub::reefer::{Alarm, BAND_DC, BAND_MINUTES, Reefer, SILENT_MINUTES, UNPLUGGED_MINUTES, alarms};
use lb_hub::spot::Spot;
use lb_network::layout::Layout;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::views::{ReeferAlarmKindView, ReeferAnsweredView, ReeferReadingView, SpotView};

pub use file::{ReeferFileAnswer, ReeferFileRow, Sent, read_file};

/// Alarms that are over are shown so long, hours.
const SHOWN_HOURS: i64 = 72;

/// By which rules alarms are found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReeferRulesView {
    /// How far return air may be from the set point, tenths of a degree Celsius.
    pub band_dc: i16,
    /// How long it may be further away, minutes.
    pub band_minutes: i64,
    /// How long a box on a plug may stay without a reading, minutes.
    pub silent_minutes: i64,
    /// How long a laden box in the yard may stay without a plug, minutes.
    pub unplugged_minutes: i64,
}

impl ReeferRulesView {
    const fn of_the_program() -> Self {
        Self {
            band_dc: BAND_DC,
            band_minutes: BAND_MINUTES,
            silent_minutes: SILENT_MINUTES,
            unplugged_minutes: UNPLUGGED_MINUTES,
        }
    }
}

/// An alarm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReeferAlarmRow {
    /// The box.
    pub unit: String,
    /// Its number.
    pub number: String,
    /// What is wrong.
    pub alarm: ReeferAlarmKindView,
    /// Since when it is so: with the kind it names the alarm.
    #[schema(format = DateTime)]
    pub began: String,
    /// When it had lasted too long.
    #[schema(format = DateTime)]
    pub raised: String,
    /// When it was over; absent while it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime)]
    pub cleared: Option<String>,
    /// What people have said to it.
    pub answers: Vec<ReeferAnsweredView>,
}

/// A refrigerated box.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReeferRow {
    /// Identifier.
    pub unit: String,
    /// Number.
    pub number: String,
    /// Where it stands.
    pub spot: SpotView,
    /// Where it stands, in words.
    pub place: String,
    /// `empty` or `laden`.
    pub fill: String,
    /// Set point, tenths of a degree Celsius; absent where it is switched off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set_point_dc: Option<i16>,
    /// Fresh air, cubic metres an hour.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ventilation_m3h: Option<u16>,
    /// Whether it stands in a bay with plugs.
    pub has_plug: bool,
    /// Since when it is on a plug; absent where it is on none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime)]
    pub plugged: Option<String>,
    /// The latest reading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<ReeferReadingView>,
    /// When the next reading is due; only on a plug.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime)]
    pub due: Option<String>,
    /// Kinds of its open alarms.
    pub alarms: Vec<ReeferAlarmKindView>,
}

/// The refrigerated boxes of a hub.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReefersAnswer {
    /// The hub.
    pub hub: String,
    /// How many events it has had.
    pub version: u64,
    /// The instant of the answer.
    #[schema(format = DateTime)]
    pub now: String,
    /// By which rules alarms are found.
    pub rules: ReeferRulesView,
    /// Boxes in the order of a round: by block, bay, row and tier; those without plug last.
    pub boxes: Vec<ReeferRow>,
    /// Open alarms, and those of the last three days that are over; the latest first.
    pub alarms: Vec<ReeferAlarmRow>,
}

/// A set point from an instant on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReeferSetRow {
    /// Since when.
    #[schema(format = DateTime)]
    pub from: String,
    /// Tenths of a degree Celsius; absent where it is switched off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set_point_dc: Option<i16>,
}

/// A stay on a plug.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReeferPlugRow {
    /// The place whose plug it was.
    pub place: String,
    /// Since when.
    #[schema(format = DateTime)]
    pub from: String,
    /// Until when; absent while it is on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime)]
    pub until: Option<String>,
}

/// A refrigerated box with its readings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReeferAnswer {
    /// The box.
    pub row: ReeferRow,
    /// By which rules alarms are found.
    pub rules: ReeferRulesView,
    /// Readings, the earliest first.
    pub readings: Vec<ReeferReadingView>,
    /// Set points, the earliest first.
    pub set_points: Vec<ReeferSetRow>,
    /// Stays on plugs, the earliest first.
    pub plugs: Vec<ReeferPlugRow>,
    /// All its alarms, the earliest first.
    pub alarms: Vec<ReeferAlarmRow>,
}

/// The refrigerated boxes of a floor with what is needed to show them.
#[derive(Clone, Copy, Debug)]
pub struct Reefers<'a> {
    floor: &'a Floor,
    layout: &'a Layout,
    now: Timestamp,
}

impl<'a> Reefers<'a> {
    /// Returns the refrigerated boxes of a floor.
    #[must_use]
    pub const fn new(floor: &'a Floor, layout: &'a Layout, now: Timestamp) -> Self {
        Self { floor, layout, now }
    }

    /// Returns the list for rounds with alarms.
    #[must_use]
    pub fn answer(&self, version: u64) -> ReefersAnswer {
        let mut stays: Vec<&Stay> =
            self.floor.units().map(|(_, stay)| stay).filter(|stay| self.is_reefer(stay)).collect();
        stays.sort_by_key(|stay| (!self.has_plug(stay), stay.spot.clone(), stay.article.id));
        let hours = SignedDuration::from_hours(SHOWN_HOURS);
        let since = self.now.checked_sub(hours).unwrap_or(self.now);
        let recent = |alarm: &Alarm| alarm.cleared.is_none_or(|cleared| cleared >= since);
        let mut shown: Vec<(Alarm, &Stay)> = Vec::new();
        for stay in &stays {
            shown.extend(self.alarms(stay).into_iter().filter(recent).map(|alarm| (alarm, *stay)));
        }
        shown.sort_by_key(|(alarm, stay)| {
            (alarm.cleared.is_some(), alarm.kind, alarm.raised, stay.article.id)
        });
        ReefersAnswer {
            hub: self.floor.hub().to_string(),
            version,
            now: self.now.to_string(),
            rules: ReeferRulesView::of_the_program(),
            boxes: stays.iter().map(|stay| self.row(stay)).collect(),
            alarms: shown.iter().map(|(alarm, stay)| row_of(alarm, stay)).collect(),
        }
    }

    /// Returns a box with its readings; nothing where it is not here or no refrigerated box.
    #[must_use]
    pub fn one(&self, unit: UnitId) -> Option<ReeferAnswer> {
        let stay = self.floor.unit(unit).filter(|stay| self.is_reefer(stay))?;
        let state = self.state(stay);
        let set_point = |(from, set_point): &(Timestamp, Option<i16>)| ReeferSetRow {
            from: from.to_string(),
            set_point_dc: *set_point,
        };
        let plug = |span: &lb_hub::reefer::Span| ReeferPlugRow {
            place: span.plug.to_string(),
            from: span.from.to_string(),
            until: span.until.map(|until| until.to_string()),
        };
        Some(ReeferAnswer {
            row: self.row(stay),
            rules: ReeferRulesView::of_the_program(),
            readings: state.readings().map(ReeferReadingView::from).collect(),
            set_points: state.set_points().iter().map(set_point).collect(),
            plugs: state.spans().iter().map(plug).collect(),
            alarms: self.alarms(stay).iter().map(|alarm| row_of(alarm, stay)).collect(),
        })
    }

    fn is_reefer(&self, stay: &Stay) -> bool {
        let noted = self.floor.reefers().reefer(stay.article.id).is_some();
        stay.article.box_length().is_some() && (stay.article.set_point.is_some() || noted)
    }

    fn state(&self, stay: &Stay) -> Reefer {
        self.floor.reefers().reefer(stay.article.id).cloned().unwrap_or_default()
    }

    fn alarms(&self, stay: &Stay) -> Vec<Alarm> {
        alarms(&self.state(stay), stay.situation(self.now))
    }

    fn has_plug(&self, stay: &Stay) -> bool {
        let Spot::Yard(slot) = &stay.spot else { return false };
        let block = self.layout.blocks.get(&slot.block);
        block.is_some_and(|block| block.plug_bays > 0 && slot.bay <= block.plug_bays)
    }

    fn row(&self, stay: &Stay) -> ReeferRow {
        let state = self.state(stay);
        let last = state.readings().next_back();
        let due = state.plugged().map(|span| {
            let since = last.map_or(span.from, |reading| reading.at.max(span.from));
            since.checked_add(SignedDuration::from_mins(SILENT_MINUTES)).unwrap_or(since)
        });
        let open = self.alarms(stay).into_iter().filter(|alarm| alarm.cleared.is_none());
        ReeferRow {
            unit: stay.article.id.to_string(),
            number: stay.article.identity.to_string(),
            spot: SpotView::from(&stay.spot),
            place: stay.spot.to_string(),
            fill: stay.article.fill.word().to_owned(),
            set_point_dc: stay.article.set_point,
            ventilation_m3h: state.ventilation(),
            has_plug: self.has_plug(stay),
            plugged: state.plugged().map(|span| span.from.to_string()),
            last: last.map(ReeferReadingView::from),
            due: due.map(|due| due.to_string()),
            alarms: open.map(|alarm| alarm.kind.into()).collect(),
        }
    }
}

fn row_of(alarm: &Alarm, stay: &Stay) -> ReeferAlarmRow {
    ReeferAlarmRow {
        unit: stay.article.id.to_string(),
        number: stay.article.identity.to_string(),
        alarm: alarm.kind.into(),
        began: alarm.began.to_string(),
        raised: alarm.raised.to_string(),
        cleared: alarm.cleared.map(|cleared| cleared.to_string()),
        answers: alarm.answers.iter().map(ReeferAnsweredView::from).collect(),
    }
}
