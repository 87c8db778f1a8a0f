//! The gate of a hub as answers show it: windows with their places, appointments, trucks at the gate and inside.

mod list;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use lb_base::{OrganisationId, UnitId};
use lb_hub::Floor;
use lb_hub::article::Article;
use lb_hub::floor::number_key;
use lb_hub::gate::{Appointment, AppointmentState, CheckKind, Truck, Way};
use lb_hub::measure::MeasureKind;
use lb_network::layout::{Gate, HubId, Layout};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::figures::{Period, SpanPage};
use super::views::{
    GateCheckKindView, GateCheckView, GatePunctualityView, GateRulesView, GateWayView, HoldView, SpotView,
};
use crate::journal::{Fault, Journal};
use crate::refusal::Refusal;

pub use list::{APPOINTMENTS_MAX, AppointmentFilter, appointments_csv, appointments_workbook};

/// Windows of a day at most: a quarter of an hour each, on a day of 25 hours.
const WINDOWS_MAX: usize = 100;
/// Days whose trucks make the median.
const MEDIAN_DAYS: i64 = 7;

/// A window of a gate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GateWindowRow {
    /// When it begins.
    #[schema(format = DateTime)]
    pub from: String,
    /// When it ends.
    #[schema(format = DateTime)]
    pub until: String,
    /// How many trucks it takes.
    pub places: usize,
    /// How many places are taken.
    pub taken: usize,
    /// Whether it is over.
    pub over: bool,
}

/// The windows of a gate on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GateDayRow {
    /// The gate.
    pub gate: String,
    /// Lanes inwards.
    pub lanes_in: u8,
    /// Lanes outwards.
    pub lanes_out: u8,
    /// Its windows, in order.
    pub windows: Vec<GateWindowRow>,
}

/// The windows of a hub's gates on a day by the hub's clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GateWindowsAnswer {
    /// The hub.
    pub hub: String,
    /// The instant of the answer.
    #[schema(format = DateTime)]
    pub now: String,
    /// The hub's time zone.
    pub zone: String,
    /// The day by that zone.
    #[schema(format = Date)]
    pub date: String,
    /// How long a window is, minutes.
    pub window_minutes: u16,
    /// How long before its window a truck is taken, minutes.
    pub early_minutes: u16,
    /// How long after its window a truck is waited for, minutes.
    pub grace_minutes: u16,
    /// Gates.
    pub gates: Vec<GateDayRow>,
}

/// A thing that a truck brings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GateThingRow {
    /// Identifier.
    pub unit: String,
    /// Number.
    pub number: String,
    /// Whether the number is right after its standard.
    pub flagged: bool,
    /// `20` or `40` for a box; `vehicle` or `piece` otherwise.
    pub form: String,
    /// `empty` or `laden`.
    pub fill: String,
    /// Gross mass after the papers, kilograms.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mass_kg: Option<i64>,
    /// Seals after the papers, or as it stands here.
    pub seals: Vec<String>,
}

/// An appointment in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GateAppointmentRow {
    /// Identifier.
    pub id: String,
    /// The gate.
    pub gate: String,
    /// When its window begins.
    #[schema(format = DateTime)]
    pub from: String,
    /// When its window ends.
    #[schema(format = DateTime)]
    pub until: String,
    /// The truck's plate.
    pub plate: String,
    /// The trailer's plate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trailer: Option<String>,
    /// What it brings.
    pub brings: Vec<GateThingRow>,
    /// Numbers of what it collects.
    pub collects: Vec<String>,
    /// The organisation that sends it.
    pub organisation: String,
    /// Its reference.
    pub reference: String,
    /// When it was made.
    #[schema(format = DateTime)]
    pub made: String,
    /// `booked`, `overdue` (booked, and the time of grace has passed), `arrived`, `done`, `cancelled`, `missed` or `refused`.
    pub state: String,
    /// The visit of its truck, while that is here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visit: Option<String>,
    /// When its truck stood at the gate.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime)]
    pub arrived: Option<String>,
    /// When its truck went in.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime)]
    pub entered: Option<String>,
    /// When its truck went out again, or was not let in.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime)]
    pub left: Option<String>,
    /// Minutes from the gate to out again; absent until it has left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turn_minutes: Option<i64>,
}

/// A thing that a truck collects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GateCollectRow {
    /// Number, as it was given.
    pub number: String,
    /// Identifier; absent while it is not here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Where it stands; absent while it is not here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spot: Option<SpotView>,
    /// Whether it is on the truck.
    pub aboard: bool,
    /// Whether a job moves it.
    pub planned: bool,
    /// What stops it.
    pub holds: Vec<HoldView>,
}

/// A check that is still to be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GateMissingRow {
    /// What is to be looked at.
    pub check: GateCheckKindView,
    /// The box, if it is done box by box.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
}

/// A truck at the gate or inside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GateTruckRow {
    /// Its visit.
    pub visit: String,
    /// The gate.
    pub gate: String,
    /// Its plate.
    pub plate: String,
    /// Its trailer's plate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trailer: Option<String>,
    /// Its appointment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appointment: Option<String>,
    /// The organisation that sends it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// How it came, after its appointment.
    pub punctuality: GatePunctualityView,
    /// When it stood at the gate.
    #[schema(format = DateTime)]
    pub arrived: String,
    /// When it went in; absent while it waits.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime)]
    pub entered: Option<String>,
    /// On which lane it went in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lane: Option<u8>,
    /// Minutes since it stood at the gate.
    pub minutes: i64,
    /// What it brings, or brought.
    pub brings: Vec<GateThingRow>,
    /// What it collects.
    pub collects: Vec<GateCollectRow>,
    /// What is on it now, by number.
    pub aboard: Vec<String>,
    /// What was looked at.
    pub checks: Vec<GateCheckView>,
    /// Which way it goes next.
    pub way: GateWayView,
    /// What the hub still asks to be looked at on that way.
    pub missing: Vec<GateMissingRow>,
}

/// How long trucks took, of the last seven days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GateMedians {
    /// Half waited at the gate no longer, minutes; absent where none went in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub queue_minutes: Option<i64>,
    /// Half were out again no later after their arrival, minutes; absent where none went out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turn_minutes: Option<i64>,
    /// How many went out.
    pub trucks: usize,
}

/// The gates of a hub.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GateAnswer {
    /// The hub.
    pub hub: String,
    /// How many events it has had.
    pub version: u64,
    /// The instant of the answer.
    #[schema(format = DateTime)]
    pub now: String,
    /// What holds at its gates.
    pub rules: GateRulesView,
    /// Trucks at the gate, then those inside, the longest there first.
    pub trucks: Vec<GateTruckRow>,
    /// How many trucks did not come and are not noted so yet.
    pub overdue: usize,
    /// How long trucks took.
    pub medians: GateMedians,
}

/// The gates of a hub with what is needed to show them.
#[derive(Clone, Copy, Debug)]
pub struct Gates<'a> {
    floor: &'a Floor,
    layout: &'a Layout,
    now: Timestamp,
}

impl<'a> Gates<'a> {
    /// Returns the gates of a floor.
    #[must_use]
    pub const fn new(floor: &'a Floor, layout: &'a Layout, now: Timestamp) -> Self {
        Self { floor, layout, now }
    }

    /// Returns trucks and rules.
    #[must_use]
    pub fn answer(&self, version: u64, medians: GateMedians) -> GateAnswer {
        let mut trucks: Vec<&Truck> = self.floor.gate().trucks().collect();
        trucks.sort_by_key(|truck| (truck.entered.is_some(), truck.arrived, truck.visit));
        let overdue = self.floor.gate().appointments().filter(|one| self.state(one) == "overdue").count();
        GateAnswer {
            hub: self.floor.hub().to_string(),
            version,
            now: self.now.to_string(),
            rules: GateRulesView::from(self.floor.gate().rules()),
            trucks: trucks.into_iter().map(|truck| self.truck(truck)).collect(),
            overdue,
            medians,
        }
    }

    /// Returns the windows of a day by the hub's clock; today's where nothing is said.
    ///
    /// # Errors
    /// `request.bad_value` where the text is no day.
    pub fn windows(&self, date: Option<&str>) -> Result<GateWindowsAnswer, Refusal> {
        let (date, (from, until)) = self.day(date)?;
        let rules = self.floor.gate().rules();
        let spans = rules.windows(from, until, WINDOWS_MAX);
        let gate = |gate: &Gate| GateDayRow {
            gate: gate.id.to_string(),
            lanes_in: gate.lanes_in,
            lanes_out: gate.lanes_out,
            windows: spans.iter().map(|span| self.window(gate, *span)).collect(),
        };
        Ok(GateWindowsAnswer {
            hub: self.floor.hub().to_string(),
            now: self.now.to_string(),
            zone: self.layout.zone.to_string(),
            date: date.to_string(),
            window_minutes: rules.window_minutes,
            early_minutes: rules.early_minutes,
            grace_minutes: rules.grace_minutes,
            gates: self.layout.gates.values().map(gate).collect(),
        })
    }

    /// Returns a day by the hub's clock, and when it begins and ends.
    fn day(&self, date: Option<&str>) -> Result<(Date, (Timestamp, Timestamp)), Refusal> {
        let zone = self.layout.zone.time_zone();
        let bad = |text: &str| Refusal::field("request.bad_value", "date", "a day such as 2026-11-22", text);
        let date = match date {
            Some(text) => text.parse::<Date>().map_err(|_| bad(text))?,
            None => self.now.to_zoned(zone.clone()).date(),
        };
        let begins = |date: Date| {
            let zoned = date.to_zoned(zone.clone());
            zoned.map(|zoned| zoned.timestamp()).map_err(|_| bad(&date.to_string()))
        };
        let next = date.tomorrow().map_err(|_| bad(&date.to_string()))?;
        Ok((date, (begins(date)?, begins(next)?)))
    }

    fn window(&self, gate: &Gate, (from, until): (Timestamp, Timestamp)) -> GateWindowRow {
        let book = self.floor.gate();
        GateWindowRow {
            from: from.to_string(),
            until: until.to_string(),
            places: book.rules().places(gate),
            taken: book.taken(&gate.id, (from, until), None),
            over: until <= self.now,
        }
    }

    fn truck(&self, truck: &Truck) -> GateTruckRow {
        let aboard: Vec<UnitId> = self.floor.aboard(truck.visit).collect();
        let (way, units) = match truck.entered {
            None => (Way::In, truck.brings.as_slice()),
            Some(_) => (Way::Out, aboard.as_slice()),
        };
        GateTruckRow {
            visit: truck.visit.to_string(),
            gate: truck.gate.to_string(),
            plate: truck.plate.to_string(),
            trailer: truck.trailer.as_ref().map(ToString::to_string),
            appointment: truck.appointment.map(|appointment| appointment.to_string()),
            organisation: truck.organisation.as_ref().map(ToString::to_string),
            punctuality: truck.punctuality.into(),
            arrived: truck.arrived.to_string(),
            entered: truck.entered.map(|(at, _)| at.to_string()),
            lane: truck.entered.map(|(_, lane)| lane),
            minutes: self.now.duration_since(truck.arrived).as_mins(),
            brings: truck.brings.iter().filter_map(|unit| self.thing(truck, *unit)).collect(),
            collects: truck.collects.iter().map(|number| self.collected(truck, number)).collect(),
            aboard: aboard.iter().map(|unit| self.number(truck, *unit)).collect(),
            checks: truck.checks.iter().map(GateCheckView::from).collect(),
            way: way.into(),
            missing: self.missing(truck, way, units),
        }
    }

    /// Returns a thing as it stands here, else as the truck's list has it.
    fn article(&self, truck: &Truck, unit: UnitId) -> Option<&'a Article> {
        let here = self.floor.unit(unit).map(|stay| &stay.article);
        let listed = || {
            let visit = self.floor.visit(truck.visit)?;
            visit.listed.iter().find(|line| line.article.id == unit).map(|line| &line.article)
        };
        here.or_else(listed)
    }

    fn thing(&self, truck: &Truck, unit: UnitId) -> Option<GateThingRow> {
        self.article(truck, unit).map(thing)
    }

    fn number(&self, truck: &Truck, unit: UnitId) -> String {
        let article = self.article(truck, unit);
        article.map_or_else(|| unit.to_string(), |article| article.identity.to_string())
    }

    fn collected(&self, truck: &Truck, number: &str) -> GateCollectRow {
        let stay = self.floor.numbered(number).and_then(|unit| self.floor.unit(unit));
        let unit = stay.map(|stay| stay.article.id);
        GateCollectRow {
            number: number.to_owned(),
            unit: unit.map(|unit| unit.to_string()),
            spot: stay.map(|stay| SpotView::from(&stay.spot)),
            aboard: unit.is_some_and(|unit| self.floor.aboard(truck.visit).any(|aboard| aboard == unit)),
            planned: unit.is_some_and(|unit| self.floor.job_of(unit).is_some()),
            holds: stay.iter().flat_map(|stay| stay.holds.values()).map(HoldView::from).collect(),
        }
    }

    fn missing(&self, truck: &Truck, way: Way, units: &[UnitId]) -> Vec<GateMissingRow> {
        let required = &self.floor.gate().rules().required;
        let kinds = CheckKind::ALL.into_iter().filter(|kind| required.contains(&(way, *kind)));
        let of = |kind: CheckKind| -> Vec<Option<UnitId>> {
            if kind.is_of_units() { units.iter().map(|unit| Some(*unit)).collect() } else { vec![None] }
        };
        let all = kinds.flat_map(|kind| of(kind).into_iter().map(move |unit| (kind, unit)));
        let missing = all.filter(|(kind, unit)| truck.check(way, *kind, *unit).is_none());
        let row = |(kind, unit): (CheckKind, Option<UnitId>)| GateMissingRow {
            check: kind.into(),
            unit: unit.map(|unit| unit.to_string()),
            number: unit.map(|unit| self.number(truck, unit)),
        };
        missing.map(row).collect()
    }

    /// Returns how an appointment stands now: a truck that did not come is overdue before anybody notes it.
    fn state(&self, appointment: &Appointment) -> &'static str {
        let (_, last) = self.floor.gate().rules().taken(appointment.window());
        if appointment.state == AppointmentState::Booked && last < self.now {
            "overdue"
        } else {
            appointment.state.word()
        }
    }

    fn row(&self, appointment: &Appointment) -> GateAppointmentRow {
        let wish = &appointment.wish;
        let passage = self.floor.gate().passage(appointment);
        let left = passage.and_then(|passage| passage.left);
        let visit = match appointment.state {
            AppointmentState::Arrived { visit } => Some(visit.to_string()),
            AppointmentState::Booked
            | AppointmentState::Done
            | AppointmentState::Cancelled
            | AppointmentState::Missed
            | AppointmentState::Refused => None,
        };
        GateAppointmentRow {
            id: appointment.id.to_string(),
            gate: wish.gate.to_string(),
            from: wish.from.to_string(),
            until: appointment.until.to_string(),
            plate: wish.plate.to_string(),
            trailer: wish.trailer.as_ref().map(ToString::to_string),
            brings: wish.brings.iter().map(thing).collect(),
            collects: wish.collects.clone(),
            organisation: wish.organisation.to_string(),
            reference: wish.reference.clone(),
            made: appointment.made.to_string(),
            state: self.state(appointment).to_owned(),
            visit,
            arrived: passage.map(|passage| passage.arrived.to_string()),
            entered: passage.and_then(|passage| passage.entered).map(|at| at.to_string()),
            left: left.map(|at| at.to_string()),
            turn_minutes: passage
                .zip(left)
                .map(|(passage, left)| left.duration_since(passage.arrived).as_mins()),
        }
    }

    /// Returns the appointments that an organisation may see, by window.
    fn seen_by(&self, own: Option<&OrganisationId>) -> Vec<&'a Appointment> {
        let all = self.floor.gate().appointments();
        let mut seen: Vec<&Appointment> =
            all.filter(|one| own.is_none_or(|own| one.wish.organisation == *own)).collect();
        seen.sort_by_key(|one| (one.wish.from, one.id));
        seen
    }
}

fn thing(article: &Article) -> GateThingRow {
    let form = article.box_length().map_or_else(|| article.form.word(), lb_hub::article::BoxLength::word);
    GateThingRow {
        unit: article.id.to_string(),
        number: article.identity.to_string(),
        flagged: article.identity.finding().is_some(),
        form: form.to_owned(),
        fill: article.fill.word().to_owned(),
        mass_kg: article.gross.mass().map(lb_base::Mass::as_kg),
        seals: article.seals.clone(),
    }
}

/// Returns whether a text is part of a number, plate or reference, however it is written.
fn has(text: &str, key: &str) -> bool {
    number_key(text).contains(key)
}

/// Returns how long trucks took in the last seven days.
///
/// # Errors
/// A fault of the journal.
pub async fn medians(journal: &dyn Journal, hub: &HubId, now: Timestamp) -> Result<GateMedians, Fault> {
    let days = SignedDuration::from_hours(MEDIAN_DAYS.saturating_mul(24));
    let from = now.checked_sub(days).unwrap_or(Timestamp::MIN);
    let period = Period { hub, from, until: now };
    let queue = period.spans(journal, MeasureKind::GateQueue, &SpanPage::ALL).await?;
    let turn = period.spans(journal, MeasureKind::GateTurn, &SpanPage::ALL).await?;
    let minutes = |spans: &[super::figures::SpanRow]| spans.iter().map(|span| span.minutes).collect();
    Ok(GateMedians {
        queue_minutes: median(minutes(&queue)),
        turn_minutes: median(minutes(&turn)),
        trucks: turn.len(),
    })
}

/// Returns the median by the nearest rank.
fn median(mut values: Vec<i64>) -> Option<i64> {
    values.sort_unstable();
    values.get(values.len().div_ceil(2).checked_sub(1)?).copied()
}
