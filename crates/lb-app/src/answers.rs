//! What the use cases answer: the JSON of the command line and of the HTTP API, one set of types.
//!
//! Times are RFC 3339 UTC strings with the local time (offset and IANA zone in brackets) beside them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A name in the four languages of the screens; an untranslated one repeats the English.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Names {
    /// English.
    pub en: String,
    /// Chinese (simplified).
    pub zh: String,
    /// Russian.
    pub ru: String,
    /// Kazakh (Cyrillic).
    pub kk: String,
}

/// A place as suggestions and answers show it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PlaceView {
    /// Identifier in the corridor.
    pub id: String,
    /// Names.
    pub name: Names,
    /// UN/LOCODE, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unlocode: Option<String>,
    /// ISO 3166 alpha-2 country.
    pub country: String,
    /// Kind of place (`seaport`, `rail_terminal`, ...).
    pub kind: String,
    /// Latitude, degrees north.
    pub lat: f64,
    /// Longitude, degrees east.
    pub lon: f64,
    /// IANA time zone.
    pub zone: String,
    /// How far the row is to be trusted.
    pub reliability: String,
    /// Source identifiers.
    pub basis: Vec<String>,
}

/// A commodity as suggestions show it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CargoView {
    /// HS code with its dot, e.g. `1001.99`.
    pub hs: String,
    /// Names.
    pub name: Names,
    /// Unit types it travels in, the preferred first.
    pub unit_types: Vec<String>,
    /// Temperature range in degrees Celsius, where it needs one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub temperature: Option<[f64; 2]>,
    /// Dangerous goods class, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dangerous_class: Option<String>,
}

/// A question for itineraries.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PlanRequest {
    /// Origin: place id, UN/LOCODE or `lat,lon`.
    pub from: String,
    /// Destination: place id, UN/LOCODE or `lat,lon`.
    pub to: String,
    /// HS code of the goods, 2 to 6 digits.
    pub cargo: String,
    /// Quantity with its unit: `1200t`, `800kg`, `12u` (units).
    pub quantity: String,
    /// When the cargo is ready: date (00:00 local at the origin) or RFC 3339. Now, when absent.
    pub depart: Option<String>,
    /// Unit type; every type that suits the goods when absent.
    pub unit: Option<String>,
    /// Temperature to keep, degrees Celsius.
    pub temperature: Option<f64>,
    /// UN number (`UN3480`) or class (`9`) of dangerous goods.
    pub dangerous: Option<String>,
    /// Value of the whole quantity, for the cost of capital on the way.
    pub value: Option<String>,
    /// Currency of every amount in the answer; `USD` when absent.
    pub currency: Option<String>,
    /// Wanted arrival, date or RFC 3339.
    pub arrive_by: Option<String>,
    /// Tolerance of the arrival when `arrive_by` is absent: `48h` when absent.
    pub tolerance: Option<String>,
    /// Departure window: the cargo may be ready at any minute of it, e.g. `14d`; leaving later is then a criterion too. A way
    /// that needs no run is told as of its first minute.
    pub window: Option<String>,
    /// Whether to leave as late as arrives in time: `arrive_by` bounds the arrival, the departure counts in its place, and
    /// `depart` is the earliest.
    #[serde(default)]
    pub leave_latest: bool,
    /// Whether to look for ways by other crossings and other modes beside the front. Takes longer.
    #[serde(default)]
    pub alternatives: bool,
    /// Longest time from ready to arrival; `60d` when absent, `120d` in a race.
    pub horizon: Option<String>,
    /// Split a shipment larger than a run over successive runs.
    pub split: bool,
    /// Let the cargo be a part of a larger parcel where a vessel has a least parcel.
    pub share_parcel: bool,
    /// Criteria out of `arrival`, `cost`, `co2e`, `handlings`, `reliability`; all when empty.
    pub criteria: Vec<String>,
    /// Crossings not to use.
    pub avoid_crossings: Vec<String>,
    /// Countries not to pass.
    pub avoid_countries: Vec<String>,
    /// Use published services only.
    pub published_only: bool,
    /// How many itineraries to show; 12 when absent, 0 = all.
    pub limit: Option<usize>,
}

/// The answer to a [`PlanRequest`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PlanAnswer {
    /// How the question was understood.
    pub question: Question,
    /// Representatives of the front, earliest arrival first.
    pub itineraries: Vec<Itinerary>,
    /// Size of the whole non-dominated front.
    pub found: usize,
    /// Ways that differ from all of these in the crossings they pass or the modes they ride, where the question asks for them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Alternative>,
    /// Rules that closed a way (or all ways).
    pub why_not: Vec<WhyNot>,
    /// Search time in microseconds; the one value that differs between identical runs.
    pub elapsed_us: u64,
}

/// The earliest arrival of a set of crossings or of modes that no itinerary shown has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Alternative {
    /// In what it differs.
    pub differs: Differs,
    /// The crossings of its set; empty where it differs in its modes.
    pub crossings: Vec<String>,
    /// The modes of its set, moves on demand not counted; empty where it differs in its crossings.
    pub modes: Vec<String>,
    /// The itinerary that arrives first of all of this set within the horizon; being ready first, where a window is asked.
    pub itinerary: Itinerary,
}

/// In what an alternative differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Differs {
    /// In the crossings it passes.
    Crossings,
    /// In the modes it rides.
    Modes,
}

/// How a question was understood.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Question {
    /// Origin places.
    pub from: Vec<PlaceView>,
    /// Destination places.
    pub to: Vec<PlaceView>,
    /// The goods.
    pub cargo: CargoView,
    /// Mass in kilograms.
    pub mass_kg: i64,
    /// Ready, UTC.
    pub ready: String,
    /// Ready, local at the origin.
    pub ready_local: String,
    /// Wanted arrival, UTC, if asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// Tolerance in hours used when no arrival is wanted.
    pub tolerance_hours: i32,
    /// Criteria searched.
    pub criteria: Vec<String>,
    /// Currency of every amount.
    pub currency: String,
    /// Loads tried: the same goods in different units.
    pub loads: Vec<LoadView>,
    /// Front mode: `exact`, or `bounded` with its tolerances in words.
    pub front: String,
}

/// The goods as units.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LoadView {
    /// Unit type.
    pub unit_type: String,
    /// Form: `box`, `reefer`, `bulk`, `roro`.
    pub form: String,
    /// Number of units (tonnes for bulk).
    pub units: i64,
    /// TEU.
    pub teu: f64,
}

/// Money with its shares.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Cost {
    /// Amount for the whole quantity.
    pub amount: f64,
    /// ISO 4217 code.
    pub currency: String,
    /// Per tonne.
    pub per_tonne: f64,
    /// Per TEU, where the load has TEU.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_teu: Option<f64>,
}

/// One part of a cost.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CostPart {
    /// `freight`, `handling`, `storage`, `drayage`, `capital`.
    pub kind: String,
    /// Amount in the answer's currency.
    pub amount: f64,
}

/// One way from origin to destination.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Itinerary {
    /// Number in this answer, from 1.
    pub number: usize,
    /// When the cargo was ready, UTC.
    pub ready: String,
    /// First departure, UTC.
    pub departure: String,
    /// First departure, local at its place.
    pub departure_local: String,
    /// Door arrival (available to the consignee), UTC.
    pub arrival: String,
    /// Door arrival, local.
    pub arrival_local: String,
    /// Arrival minus ready, days.
    pub days: f64,
    /// Part of `days` spent standing.
    pub waiting_days: f64,
    /// Part of `days` spent on a vehicle.
    pub moving_days: f64,
    /// Door days at the 10th, 50th and 90th percentile, missed connections and their next runs counted.
    pub days_spread: DaysSpread,
    /// Cost of the whole quantity.
    pub cost: Cost,
    /// What the cost is made of.
    pub cost_parts: Vec<CostPart>,
    /// Emissions, well to wheel, kilograms CO2e for the whole quantity.
    pub co2e_kg: f64,
    /// The same per tonne of cargo.
    pub co2e_kg_per_tonne: f64,
    /// Lifts after first loading and before last unloading.
    pub handlings: u32,
    /// Runs boarded.
    pub rides: u32,
    /// Probability of arriving by `due`, every connection held.
    pub on_time_probability: f64,
    /// The instant that probability refers to, UTC.
    pub due: String,
    /// Kilometres of all legs.
    pub distance_km: f64,
    /// Unit type, form, units.
    pub load: LoadView,
    /// Least trusted reliability of its legs.
    pub reliability: String,
    /// Whether any leg rests on a modelled row.
    pub rests_on_modelled: bool,
    /// Least parcel of a bulk voyage that this cargo is a part of, tonnes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parcel_min_t: Option<i64>,
    /// The legs.
    pub legs: Vec<Leg>,
    /// What happens between and around the legs.
    pub transfers: Vec<Transfer>,
}

/// Percentiles of the door days.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DaysSpread {
    /// 10th percentile.
    pub p10: f64,
    /// Median.
    pub p50: f64,
    /// 90th percentile.
    pub p90: f64,
    /// What makes it wide: a code of the largest contributor (`missed_connection`, `leg_delay`).
    pub reason: String,
    /// Where that contributor stands (place or service id).
    pub reason_where: String,
}

/// One move of the cargo.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Leg {
    /// `rail`, `sea`, `ferry`, `road`, `barge`.
    pub mode: String,
    /// Gauge for rail, millimetres.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gauge_mm: Option<u32>,
    /// `ride` (a run is boarded), `through` (the same run goes on after a through connection), `drayage` (on demand).
    pub kind: String,
    /// Service id (drayage id for a drayage).
    pub service: String,
    /// Service names.
    pub service_name: Names,
    /// Run: service id and its service date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub run: Option<String>,
    /// Place id.
    pub from: String,
    /// Its names.
    pub from_name: Names,
    /// Place id.
    pub to: String,
    /// Its names.
    pub to_name: Names,
    /// Departure, UTC.
    pub departure: String,
    /// Departure, local.
    pub departure_local: String,
    /// Arrival, UTC.
    pub arrival: String,
    /// Arrival, local.
    pub arrival_local: String,
    /// Kilometres.
    pub distance_km: f64,
    /// Freight of this leg in the answer's currency.
    pub cost: f64,
    /// Emissions of this leg, kilograms CO2e.
    pub co2e_kg: f64,
    /// Capacity of the run in the load's measure, in words (`90 TEU`, `35000 t`); absent for a drayage.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capacity: Option<String>,
    /// Crossings used.
    pub crossings: Vec<String>,
    /// Least trusted of the timetable row and of the calls where the cargo is put on and off.
    pub reliability: String,
    /// Source identifiers of those rows.
    pub basis: Vec<String>,
    /// How far the tariff row is to be trusted.
    pub cost_reliability: String,
    /// Source identifiers of the tariff row.
    pub cost_basis: Vec<String>,
    /// Emission factor id.
    pub factor: String,
    /// How far the emission factor is to be trusted.
    pub co2e_reliability: String,
    /// Source identifiers of the emission factor.
    pub co2e_basis: Vec<String>,
    /// Line to draw: `[lon, lat]` points.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub path: Vec<[f64; 2]>,
}

/// What happens at a place between two legs, or before the first and after the last.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Transfer {
    /// Place id.
    pub place: String,
    /// Its names.
    pub place_name: Names,
    /// Index of the leg that follows (`legs.len()` after the last).
    pub before_leg: usize,
    /// From, UTC.
    pub from_time: String,
    /// From, local.
    pub from_time_local: String,
    /// To, UTC.
    pub to_time: String,
    /// To, local.
    pub to_time_local: String,
    /// Lifts.
    pub handlings: u32,
    /// Handling and storage in the answer's currency.
    pub cost: f64,
    /// How far the row of handling hours and prices is to be trusted (of the connection, inside a through service).
    pub reliability: String,
    /// Source identifiers of that row.
    pub basis: Vec<String>,
    /// What the time is spent on, in order.
    pub reasons: Vec<Reason>,
}

/// One reason for time spent at a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Reason {
    /// `unload`, `customs`, `opening_hours`, `gauge_change`, `border`, `wait_for_departure`, `cut_off`, `load`.
    pub code: String,
    /// Minutes it takes.
    pub minutes: i32,
}

/// A rule that closed a way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct WhyNot {
    /// Stable code, e.g. `booking.cut_off_passed`, `capacity.exceeds_run`, `crossing.not_open`.
    pub code: String,
    /// Crossing, place, service or run it binds at.
    #[serde(rename = "where")]
    pub at: String,
    /// One English sentence; screens translate `code` with `params`.
    pub detail: String,
    /// Values of the sentence.
    pub params: BTreeMap<String, String>,
    /// Whether lifting this rule alone opens the way; else only together with the others that are not alone.
    pub alone: bool,
    /// Days earlier the arrival would be without this rule; absent when nothing arrives with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days_earlier: Option<f64>,
}

/// A comparison of origins.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RaceRequest {
    /// Origins.
    pub from: Vec<String>,
    /// Everything else; its `from` is ignored.
    pub plan: PlanRequest,
}

/// The answer to a [`RaceRequest`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RaceAnswer {
    /// One row per origin, in the order asked.
    pub rows: Vec<RaceRow>,
    /// Search time in microseconds.
    pub elapsed_us: u64,
}

/// One origin of a race.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RaceRow {
    /// Origin as asked.
    pub from: String,
    /// Its names.
    pub from_name: Names,
    /// Median over the departures of a year: door days (elevator to importer's gate).
    pub days: Option<f64>,
    /// 10th percentile over the year's departures.
    pub days_p10: Option<f64>,
    /// 90th percentile over the year's departures.
    pub days_p90: Option<f64>,
    /// Quay to quay (or first terminal to last): first departure to last arrival of vehicle.
    pub days_quay_to_quay: Option<f64>,
    /// Days standing.
    pub waiting_days: Option<f64>,
    /// Days moving.
    pub moving_days: Option<f64>,
    /// Cost per tonne of the earliest way.
    pub cost_per_tonne: Option<f64>,
    /// Currency.
    pub currency: String,
    /// Kilograms CO2e per tonne.
    pub co2e_kg_per_tonne: Option<f64>,
    /// Cargo form.
    pub form: Option<String>,
    /// Least parcel, tonnes.
    pub parcel_min_t: Option<i64>,
    /// Days more than the fastest of all origins and forms.
    pub days_behind: Option<f64>,
    /// What the days are made of: hours by `sailing`, `rail`, `road`, `waiting_for_ship`, `waiting_for_train`, `border`, `gauge_change`, `handling`, `customs`, `drayage`.
    pub hours_by_part: BTreeMap<String, f64>,
    /// The typical itinerary (the one whose days are nearest the median).
    pub itinerary: Option<Itinerary>,
    /// The other forms in which the goods can come from here, dearer per tonne.
    pub other_forms: Vec<RaceForm>,
    /// When there is none.
    pub why_not: Vec<WhyNot>,
}

/// Another form in a race.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RaceForm {
    /// Unit type.
    pub unit_type: String,
    /// Form.
    pub form: String,
    /// Median door days.
    pub days: f64,
    /// Cost per tonne of the typical itinerary.
    pub cost_per_tonne: f64,
    /// Least parcel, tonnes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parcel_min_t: Option<i64>,
}

/// What can be reached.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ReachAnswer {
    /// Origin.
    pub from: PlaceView,
    /// Days allowed.
    pub within_days: f64,
    /// Ports, earliest first.
    pub ports: Vec<ReachPort>,
    /// Totals with published services only.
    pub published: ReachTotals,
    /// Totals with modelled services too.
    pub with_modelled: ReachTotals,
    /// Search time in microseconds.
    pub elapsed_us: u64,
}

/// Totals of a reach.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReachTotals {
    /// Sea ports.
    pub ports: usize,
    /// Inland places.
    pub inland: usize,
    /// Countries and territories (of the ports).
    pub countries: usize,
}

/// One port reached.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ReachPort {
    /// Place id.
    pub place: String,
    /// Names.
    pub name: Names,
    /// Country.
    pub country: String,
    /// Kind of place.
    pub kind: String,
    /// Latitude.
    pub lat: f64,
    /// Longitude.
    pub lon: f64,
    /// Earliest arrival, UTC.
    pub arrival: String,
    /// Days from the start.
    pub days: f64,
    /// Whether the way there rests on a modelled service.
    pub rests_on_modelled: bool,
}

/// Published figures recomputed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ClaimsAnswer {
    /// One per claim, in the table's order.
    pub claims: Vec<ClaimView>,
}

/// One published figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ClaimView {
    /// Claim id.
    pub id: String,
    /// Publication and date.
    pub publication: String,
    /// What is claimed.
    pub subject: String,
    /// Claimed value.
    pub claimed: String,
    /// Recomputed value.
    pub computed: Option<String>,
    /// Unit.
    pub unit: String,
    /// `reproduced`, `plausible`, `optimistic`, `contradicted`, `impossible`, `not_testable`.
    pub verdict: String,
    /// How it was computed.
    pub how: String,
    /// The table's own judgement, beside ours.
    pub judgement: String,
    /// The table's reason.
    pub reason: String,
}
