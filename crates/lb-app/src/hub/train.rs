//! A train's composition as answers show it: wagons in order, what stands on them or is to come, limits of wagons and train.

mod remarks;

use jiff::Timestamp;
use jiff::civil::DateTime;
use lb_base::{Mass, UnitId};
use lb_hub::train::{self, Bound, Measure, OnWagon, Remark, TrainLimit, TrainWagon};
use lb_hub::visit::{Vehicle, Visit, VisitEvent};
use lb_hub::{Floor, HubEvent, VisitId};
use lb_network::layout::{Layout, Layouts, Railway};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::answers::LimitRow;
use super::plan::TrustView;
use super::views::PowerSourceView;
use super::wagon_list::{Format, TrainHeader, TrainSheet, export, lines_of};
use crate::answers::Names;
use crate::refusal::Refusal;
use crate::view::names;

pub use remarks::{StandingRow, TrainRemarkRow};

/// The railway whose limits hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RailwayView {
    /// Identifier.
    pub id: String,
    /// Names.
    pub name: Names,
    /// Source and reliability of its limits.
    pub trust: TrustView,
}

/// How much of something a train has beside what it may.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TrainLimitRow {
    /// `length` and `track` (millimetres), `units` (hundredths of 14 m), `mass` (kilograms), `wagons`, `axles`,
    /// `power` (refrigerated boxes that the train must feed, beside those that its generator wagons feed).
    pub measure: String,
    /// How much there is.
    pub used: i64,
    /// How much there may be; absent where nobody limits it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed: Option<i64>,
    /// Whether it holds.
    pub holds: bool,
    /// The track on which its wagons stand or will stand, where that limits it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub track: Option<String>,
}

/// What stands in the way of a wagon's departure, or should be looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RemarkRow {
    /// `mass_unknown`, `held`, `two_destinations`, `needs_power`, `dangerous` or `empty_platform`.
    pub kind: String,
    /// Whether the train may not go like that.
    pub stops: bool,
    /// The number of what it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Classes of dangerous goods, or two destinations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
}

/// A box on a wagon of a train, now or as planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TrainBoxRow {
    /// The first slot that it takes or will take, from 1.
    pub slot: u8,
    /// `stands`, `comes` (a job brings it) or `leaves` (a job takes it away).
    pub bound: String,
    /// Identifier.
    pub id: String,
    /// Number.
    pub number: String,
    /// `20` or `40`.
    pub length: String,
    /// `empty` or `laden`.
    pub fill: String,
    /// Gross mass, kilograms.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mass_kg: Option<i64>,
    /// Where it goes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destination: Option<String>,
    /// Set point, tenths of a degree Celsius.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set_point_dc: Option<i16>,
    /// Where it takes its power from on a train; a plug where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub power: Option<PowerSourceView>,
    /// Classes of dangerous goods.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dangerous: Vec<String>,
    /// Whether a hold stops it.
    pub held: bool,
    /// Its open job.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub job: Option<String>,
}

/// A wagon of a train, as it is planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TrainWagonRow {
    /// Identifier.
    pub id: String,
    /// Number.
    pub number: String,
    /// Whether the number is wrong after its standard.
    pub flagged: bool,
    /// Type.
    pub wagon_type: String,
    /// How far from the head of the train it begins, millimetres.
    pub at_mm: i64,
    /// Length over couplers, millimetres.
    pub length_mm: i64,
    /// Axles.
    pub axles: u8,
    /// Slots for 20 ft boxes.
    pub slots: u8,
    /// Slots at which a longer box may begin.
    pub long_from: Vec<u8>,
    /// How many refrigerated boxes it feeds, if it is a generator wagon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub power_points: Option<u8>,
    /// Slots that are free as it is planned.
    pub free: u8,
    /// Wagon, boxes and other cargo together, kilograms, as far as known.
    pub gross_kg: i64,
    /// The track that it stands on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub track: Option<String>,
    /// Boxes on it, coming and leaving, by slot.
    pub boxes: Vec<TrainBoxRow>,
    /// What it bears beside what it may.
    pub limits: Vec<LimitRow>,
    /// What stands in its way, or should be looked at.
    pub remarks: Vec<RemarkRow>,
    /// Whether it may go as it is planned.
    pub holds: bool,
}

/// A train's composition as it is planned: what stands on it and what jobs bring; what jobs take away counts no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TrainAnswer {
    /// The visit.
    pub visit: String,
    /// The train's number or name.
    pub name: String,
    /// The train's index: forming station, number of the consist, station of destination.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub index: Option<String>,
    /// Gauge, millimetres.
    pub gauge_mm: u32,
    /// `expected`, `arrived`, `working` or `complete`.
    pub stage: String,
    /// The railway whose limits hold; absent where the hub has none of the gauge.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub railway: Option<RailwayView>,
    /// Wagons, the head of the train first.
    pub wagons: Vec<TrainWagonRow>,
    /// What the whole train measures beside what it may.
    pub limits: Vec<TrainLimitRow>,
    /// What stands in the way of the whole train: dangerous goods too near, reefers without power.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<TrainRemarkRow>,
    /// Boxes that jobs are to bring.
    pub coming: usize,
    /// Boxes that jobs are to take away.
    pub leaving: usize,
    /// 20 ft slots that are free as it is planned.
    pub free: usize,
    /// Whether every limit of train and wagons is known and holds, and nothing else stops it.
    pub holds: bool,
}

/// Returns a train's composition.
///
/// # Errors
/// `hub.visit_not_found`; `hub.wrong_vehicle` when it is no train.
pub fn composition(
    floor: &Floor,
    (layout, layouts): (&Layout, &Layouts),
    id: VisitId,
    now: Timestamp,
) -> Result<TrainAnswer, Refusal> {
    let stage = train_of(floor, id)?.0.stage;
    let floor = as_if_here(floor, id, now)?;
    let (visit, gauge) = train_of(&floor, id)?;
    let railway = layouts.railway_at(layout, gauge);
    let wagons: Vec<TrainWagon<'_>> = visit
        .consist
        .iter()
        .filter_map(|wagon| floor.unit(*wagon))
        .filter_map(|stay| {
            let wagon_type = layouts.wagon_types.get(stay.article.wagon_type()?)?;
            Some(train::wagon(&floor, stay, wagon_type, railway))
        })
        .collect();
    let whole = train::limits(gauge, &wagons, railway);
    let mut limits: Vec<TrainLimitRow> = whole.iter().map(|limit| limit_row(limit, None)).collect();
    limits.extend(track_limits(&floor, layout, visit, &wagons));
    let bound = |which| wagons.iter().flat_map(|wagon| &wagon.boxes).filter(|on| on.bound == which).count();
    let known = railway.is_some() && wagons.len() == visit.consist.len() && !wagons.is_empty();
    let remarks: Vec<TrainRemarkRow> =
        train::remarks(&wagons, railway).iter().map(TrainRemarkRow::from).collect();
    let holds = known
        && limits.iter().all(|limit| limit.holds)
        && remarks.iter().all(|remark| !remark.stops)
        && wagons.iter().all(TrainWagon::holds);
    let mut at = 0;
    let mut rows = Vec::new();
    for wagon in &wagons {
        rows.push(wagon_row(&floor, wagon, at));
        at += wagon.wagon_type.length.as_mm();
    }
    Ok(TrainAnswer {
        visit: id.to_string(),
        name: visit.name.clone(),
        index: visit.index.map(|index| index.to_string()),
        gauge_mm: gauge,
        stage: stage.word().to_owned(),
        railway: railway.map(railway_view),
        coming: bound(Bound::Comes),
        leaving: bound(Bound::Leaves),
        free: wagons.iter().map(|wagon| usize::from(train::free_slots(wagon))).sum(),
        wagons: rows,
        limits,
        remarks,
        holds,
    })
}

/// What is written above the wagons of a train's list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListHeader {
    /// The train's index: forming station, number, station of destination; that of the visit where nothing is said.
    pub index: Option<String>,
    /// The station that sends the list.
    pub station: Option<String>,
}

/// Returns a train's list in a form: as it stands now, or as it was announced.
///
/// # Errors
/// `hub.visit_not_found`; `hub.wrong_vehicle`; `request.bad_value` for an index or station that is none.
pub fn train_list(
    floor: &Floor,
    (layout, layouts): (&Layout, &Layouts),
    (id, format): (VisitId, Format),
    (header, local, now): (&ListHeader, DateTime, Timestamp),
) -> Result<Vec<u8>, Refusal> {
    let answer = composition(floor, (layout, layouts), id, now)?;
    let (visit, _) = train_of(floor, id)?;
    let lines = lines_of(floor, visit);
    let used = |measure: Measure| {
        answer.limits.iter().find(|limit| limit.measure == measure.word()).map(|limit| limit.used)
    };
    let whole =
        |number: Option<i64>, of: i64| number.and_then(|number| u32::try_from((number + of / 2) / of).ok());
    let header = TrainHeader {
        message: "02".to_owned(),
        station: header.station.as_deref().map(|code| digits_of("station", code, &[4, 5, 6])).transpose()?,
        train: visit.name.split_whitespace().next().map(str::to_owned),
        index: header.index.as_deref().map(index_of).transpose()?.or_else(|| answer.index.clone()),
        at: Some(format!(
            "{:02}.{:02} {:02}:{:02}",
            local.day(),
            local.month(),
            local.hour(),
            local.minute()
        )),
        units: whole(used(Measure::Units), 100),
        gross_t: whole(used(Measure::Mass), 1_000),
        marks: None,
    };
    let sheet = TrainSheet { header: &header, lines: &lines, written: local };
    export(&sheet, format).map_err(|fault| Refusal::new("request.bad_value", fault.to_string()))
}

fn digits_of(field: &'static str, code: &str, lengths: &[usize]) -> Result<String, Refusal> {
    if lengths.contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(code.to_owned());
    }
    let lengths: Vec<String> = lengths.iter().map(usize::to_string).collect();
    Err(Refusal::field("request.bad_value", field, format!("{} digits", lengths.join(" or ")), code))
}

/// Reads a train's index: forming station, number, station of destination, such as `6700 015 6980`.
fn index_of(text: &str) -> Result<String, Refusal> {
    let parts: Vec<&str> = text.split([' ', '-', '+']).filter(|part| !part.is_empty()).collect();
    let bad = || {
        let expected = "a train's index such as 6700 015 6980";
        Refusal::field("request.bad_value", "index", expected, text)
    };
    let [forming, number, destination] = parts.as_slice() else { return Err(bad()) };
    let forming = digits_of("index", forming, &[4, 5]).map_err(|_| bad())?;
    let number = digits_of("index", number, &[1, 2, 3]).map_err(|_| bad())?;
    let destination = digits_of("index", destination, &[4, 5]).map_err(|_| bad())?;
    Ok(format!("{forming} {number:0>3} {destination}"))
}

/// Returns the floor, with a train that is only announced on it as if it were here.
fn as_if_here(floor: &Floor, id: VisitId, at: Timestamp) -> Result<Floor, Refusal> {
    let (visit, _) = train_of(floor, id)?;
    let mut floor = floor.clone();
    if !visit.is_here() && visit.consist.is_empty() && !visit.listed.is_empty() {
        let (brings, differences) = (visit.listed.clone(), Vec::new());
        floor.apply(&HubEvent::Visit(VisitEvent::Arrived { visit: id, at, brings, differences }));
    }
    Ok(floor)
}

fn train_of(floor: &Floor, id: VisitId) -> Result<(&Visit, u32), Refusal> {
    let visit = floor.visit(id).ok_or(lb_hub::Refusal::VisitNotFound { visit: id })?;
    match visit.vehicle {
        Vehicle::Train { gauge } => Ok((visit, gauge)),
        Vehicle::Vessel { .. } | Vehicle::Truck => {
            let (name, found) = (visit.name.clone(), visit.vehicle.word());
            Err(lb_hub::Refusal::WrongVehicle { visit: id, name, expected: "train", found }.into())
        }
    }
}

/// Returns the length of the train's wagons on every track where they stand or are agreed to, beside the track's.
fn track_limits(
    floor: &Floor,
    layout: &Layout,
    visit: &Visit,
    wagons: &[TrainWagon<'_>],
) -> Vec<TrainLimitRow> {
    let own = floor.placements().filter(|placement| placement.proposal.visit == visit.id);
    let row = |placement: &lb_hub::placement::Placement| {
        let track = layout.tracks.get(&placement.proposal.track)?;
        let there = wagons.iter().filter(|wagon| placement.covers(wagon.stay.article.id));
        let used: i64 = there.map(|wagon| wagon.wagon_type.length.as_mm()).sum();
        let allowed = track.usable.as_mm();
        Some(TrainLimitRow {
            measure: "track".to_owned(),
            used,
            allowed: Some(allowed),
            holds: used <= allowed,
            track: Some(track.id.to_string()),
        })
    };
    own.filter_map(row).collect()
}

fn limit_row(limit: &TrainLimit, track: Option<String>) -> TrainLimitRow {
    let measure = limit.measure.word().to_owned();
    TrainLimitRow { measure, used: limit.used, allowed: limit.allowed, holds: limit.holds(), track }
}

fn railway_view(railway: &Railway) -> RailwayView {
    RailwayView {
        id: railway.id.to_string(),
        name: names(&railway.name),
        trust: TrustView::from(&railway.provenance),
    }
}

fn wagon_row(floor: &Floor, wagon: &TrainWagon<'_>, at_mm: i64) -> TrainWagonRow {
    let (article, wagon_type) = (&wagon.stay.article, wagon.wagon_type);
    TrainWagonRow {
        id: article.id.to_string(),
        number: article.identity.to_string(),
        flagged: article.identity.finding().is_some(),
        wagon_type: wagon_type.id.to_string(),
        at_mm,
        length_mm: wagon_type.length.as_mm(),
        axles: wagon_type.axles,
        slots: wagon_type.slots,
        long_from: wagon_type.long_from.clone(),
        power_points: Some(wagon_type.power_points).filter(|points| *points > 0),
        free: train::free_slots(wagon),
        gross_kg: wagon.gross.as_kg(),
        track: floor.track_of(article.id).map(ToString::to_string),
        boxes: wagon.boxes.iter().filter_map(|on| box_row(floor, on)).collect(),
        limits: wagon.limits.iter().map(LimitRow::from).collect(),
        remarks: wagon.remarks.iter().map(RemarkRow::from).collect(),
        holds: wagon.holds(),
    }
}

fn box_row(floor: &Floor, on: &OnWagon<'_>) -> Option<TrainBoxRow> {
    let article = &on.stay.article;
    let job = |unit: UnitId| floor.job_of(unit).map(|job| job.id.to_string());
    Some(TrainBoxRow {
        slot: on.slot,
        bound: on.bound.word().to_owned(),
        id: article.id.to_string(),
        number: article.identity.to_string(),
        length: article.box_length()?.word().to_owned(),
        fill: article.fill.word().to_owned(),
        mass_kg: article.gross.mass().map(Mass::as_kg),
        destination: article.destination.as_ref().map(ToString::to_string),
        set_point_dc: article.set_point,
        power: PowerSourceView::said(article.power),
        dangerous: article.dangerous.clone(),
        held: !on.stay.holds.is_empty(),
        job: job(article.id),
    })
}

impl From<&Remark> for RemarkRow {
    fn from(remark: &Remark) -> Self {
        let (number, words) = match remark {
            Remark::MassUnknown { number } | Remark::Held { number } | Remark::NeedsPower { number } => {
                (Some(number.clone()), Vec::new())
            }
            Remark::TwoDestinations { one, other } => (None, vec![one.clone(), other.clone()]),
            Remark::Dangerous { number, classes } => (Some(number.clone()), classes.clone()),
            Remark::EmptyPlatform => (None, Vec::new()),
        };
        Self { kind: remark.word().to_owned(), stops: remark.stops(), number, words }
    }
}
