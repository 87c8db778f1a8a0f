//! From rows to views: names, times, places, small answers.

use lb_base::Minute;
use lb_network::idx::PlaceIdx;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::answers::{CargoView, Names, PlaceView};
use crate::app::App;

/// A unit type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct UnitTypeView {
    /// Identifier, e.g. `40HC`.
    pub id: String,
    /// Names.
    pub name: Names,
    /// Form.
    pub form: String,
    /// TEU.
    pub teu: f64,
    /// Payload, tonnes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload_t: Option<f64>,
}

/// A source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SourceView {
    /// Identifier.
    pub id: String,
    /// What it is.
    pub what: String,
    /// Address, where it has one.
    pub url: String,
}

/// A crossing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CrossingView {
    /// Identifier.
    pub id: String,
    /// Names.
    pub name: Names,
    /// `rail_border`, `road_border`, `port`, `passage`.
    pub kind: String,
    /// `open`, `restricted`, `planned`, `closed`.
    pub status: String,
    /// Latitude, where it has a place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lat: Option<f64>,
    /// Longitude, where it has a place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lon: Option<f64>,
    /// Capacity a day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capacity_per_day: Option<i64>,
    /// Average a day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub average_per_day: Option<f64>,
    /// What capacity counts.
    pub capacity_unit: String,
    /// Hours at the border as observed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crossing_hours: Option<f64>,
    /// How far to trust the row.
    pub reliability: String,
    /// Source identifiers.
    pub basis: Vec<String>,
    /// Remark.
    pub note: String,
    /// Restrictions in force now or later.
    pub restrictions: Vec<RestrictionView>,
}

/// A restriction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RestrictionView {
    /// `closed`, `ban`, `quota`.
    pub effect: String,
    /// Runs a day, for a quota.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_day: Option<i64>,
    /// Reason.
    pub reason: Names,
    /// Start, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<String>,
    /// End (exclusive), UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<String>,
}

/// Returns names as the answers carry them.
#[must_use]
pub fn names(names: &lb_network::model::Names) -> Names {
    let [en, zh, ru, kk] = names.0.clone();
    Names { en, zh, ru, kk }
}

/// Returns an instant as RFC 3339 UTC.
#[must_use]
pub fn utc(minute: i32) -> String {
    Minute::new(minute).rfc3339()
}

/// Rounds to a number of decimals.
#[must_use]
pub fn rounded(value: f64, decimals: i32) -> f64 {
    let scale = 10_f64.powi(decimals);
    (value * scale).round() / scale
}

/// Returns an integer as a float of `1/scale` parts; exact below 2^53.
#[must_use]
#[expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "the one edge where integers become JSON numbers"
)]
pub fn parts(value: i64, scale: i64) -> f64 {
    value as f64 / scale as f64
}

/// Returns minutes as days with three decimals.
#[must_use]
pub fn days(minutes: i32) -> f64 {
    rounded(f64::from(minutes) / 1_440.0, 3)
}

impl App {
    /// Returns an instant as RFC 3339 with the offset and zone of a place.
    #[must_use]
    pub fn local(&self, minute: i32, place: PlaceIdx) -> String {
        Minute::new(minute).rfc3339_local(&self.corridor().places[place.at()].zone)
    }

    /// Returns a place's view.
    #[must_use]
    pub fn place_at(&self, place: PlaceIdx) -> PlaceView {
        let row = &self.corridor().places[place.at()];
        PlaceView {
            id: row.id.to_string(),
            name: names(&row.name),
            unlocode: row.unlocode.as_ref().map(ToString::to_string),
            country: row.country.clone(),
            kind: row.kind.clone(),
            lat: row.point.lat,
            lon: row.point.lon,
            zone: row.zone.name().to_owned(),
            reliability: row.provenance.reliability.to_string(),
            basis: row.provenance.basis.clone(),
        }
    }

    /// Returns a commodity's view.
    #[must_use]
    pub fn cargo_at(&self, commodity: usize) -> CargoView {
        let row = &self.corridor().commodities[commodity];
        CargoView {
            hs: row.hs.to_string(),
            name: names(&row.name),
            unit_types: row.unit_types.clone(),
            temperature: row.temperature.map(|(low, high)| [parts(low, 10), parts(high, 10)]),
            dangerous_class: row.dangerous_class.clone(),
        }
    }
}
