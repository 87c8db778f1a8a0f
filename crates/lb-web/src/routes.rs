//! The routes: each parses, calls one use case, and returns its answer.

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::Method;
use axum::response::Response;
use lb_app::answers::{
    CargoView, ClaimsAnswer, PlaceView, PlanAnswer, PlanRequest, RaceAnswer, RaceRequest, ReachAnswer,
};
use lb_app::catalogue::{CorridorSummary, SUGGESTIONS_MAX};
use lb_app::view::{CrossingView, SourceView, UnitTypeView};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::document::{Document, FeatureCollection};
use crate::input::{JsonBody, QueryOf};
use crate::office::now;
use crate::problem::Problem;
use crate::site::{Constant, Site, json as answer_json};

/// What a handler returns.
pub type Answer = Result<Response, Problem>;

/// The shared state, as handlers take it.
type Shared = State<Arc<Site>>;

/// Suggestions when the request does not say how many.
const SUGGESTIONS_DEFAULT: usize = 12;

/// Returns what the corridor is and how much is in it.
#[utoipa::path(
    get, path = "/v1/corridor", operation_id = "corridor", tag = "corridor",
    responses((status = 200, description = "The corridor", body = CorridorSummary))
)]
pub async fn corridor(State(site): Shared) -> Answer {
    let now = now();
    site.look_up(move |app| Ok(app.summary(now))).await
}

/// A text to find something by.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PlacesQuery {
    /// A part of a name in any of the four languages, or the beginning of an identifier or UN/LOCODE.
    #[serde(default)]
    #[param(required = false, max_length = 200, example = "Kokshetau")]
    q: String,
    /// How many, at most.
    #[serde(default = "suggestions_default")]
    #[param(minimum = 1, maximum = 50, default = 12, example = 12)]
    limit: usize,
}

/// Returns places whose names or codes match, best first.
#[utoipa::path(
    get, path = "/v1/places", operation_id = "places", tag = "corridor", params(PlacesQuery),
    responses((status = 200, description = "Places, best first", body = Vec<PlaceView>))
)]
pub async fn places(State(site): Shared, QueryOf(query): QueryOf<PlacesQuery>) -> Answer {
    check_suggestions(&query.q, query.limit)?;
    site.look_up(move |app| Ok(app.places(&query.q, query.limit))).await
}

/// Returns one place.
#[utoipa::path(
    get, path = "/v1/places/{id}", operation_id = "place", tag = "corridor",
    params(("id" = String, Path, description = "Identifier of the place in the corridor", example = "KZKOV")),
    responses((status = 200, description = "The place", body = PlaceView))
)]
pub async fn place(State(site): Shared, path: Result<Path<String>, PathRejection>) -> Answer {
    let Path(id) = path.map_err(|rejection| Problem::new("request.not_found", rejection.body_text()))?;
    site.look_up(move |app| {
        let shown: String = id.chars().take(80).collect();
        let unknown = || {
            Problem::new("request.not_found", format!("expected a place of the corridor, found `{shown}`"))
        };
        app.place_view(&id).ok_or_else(unknown)
    })
    .await
}

/// A text to find goods by.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CargoQuery {
    /// A part of a name in any of the four languages, or the beginning of an HS code.
    #[serde(default)]
    #[param(required = false, max_length = 200, example = "wheat")]
    q: String,
    /// How many, at most.
    #[serde(default = "suggestions_default")]
    #[param(minimum = 1, maximum = 50, default = 12, example = 12)]
    limit: usize,
}

/// Returns goods whose names or HS codes match, best first.
#[utoipa::path(
    get, path = "/v1/cargo", operation_id = "cargo", tag = "corridor", params(CargoQuery),
    responses((status = 200, description = "Goods, best first", body = Vec<CargoView>))
)]
pub async fn cargo(State(site): Shared, QueryOf(query): QueryOf<CargoQuery>) -> Answer {
    check_suggestions(&query.q, query.limit)?;
    site.look_up(move |app| Ok(app.cargo(&query.q, query.limit))).await
}

/// Returns the unit types that goods travel in.
#[utoipa::path(
    get, path = "/v1/unit-types", operation_id = "unit_types", tag = "corridor",
    responses((status = 200, description = "Unit types", body = Vec<UnitTypeView>))
)]
pub async fn unit_types(State(site): Shared) -> Answer {
    site.constant(Constant::UnitTypes).await
}

/// Returns the sources that rows name in `basis`.
#[utoipa::path(
    get, path = "/v1/sources", operation_id = "sources", tag = "corridor",
    responses((status = 200, description = "Sources", body = Vec<SourceView>))
)]
pub async fn sources(State(site): Shared) -> Answer {
    site.constant(Constant::Sources).await
}

/// Returns the crossings with their restrictions in force now or later.
#[utoipa::path(
    get, path = "/v1/crossings", operation_id = "crossings", tag = "corridor",
    responses((status = 200, description = "Crossings", body = Vec<CrossingView>))
)]
pub async fn crossings(State(site): Shared) -> Answer {
    site.constant(Constant::Crossings).await
}

/// Returns links and places as a drawing.
#[utoipa::path(
    get, path = "/v1/map", operation_id = "map", tag = "corridor",
    responses((
        status = 200, description = "Links (`LineString`) and places (`Point`)",
        body = FeatureCollection, content_type = "application/geo+json"
    ))
)]
pub async fn map(State(site): Shared) -> Answer {
    site.constant(Constant::Map).await
}

/// Plans: every itinerary that is not worse than another in arrival, cost, CO2e, handlings and reliability at once.
///
/// Identical questions get identical bytes apart from `elapsed_us`. When nothing arrives, `why_not` names the rules that
/// closed the ways.
#[utoipa::path(
    post, path = "/v1/plan", operation_id = "plan", tag = "planning",
    request_body(content = PlanRequest, description = "The question", example = json!({
        "from": "KZKOV", "to": "VNCLI", "cargo": "1001.99", "quantity": "1200t", "depart": "2026-12-01"
    })),
    responses((status = 200, description = "Itineraries, earliest arrival first, or why not", body = PlanAnswer))
)]
pub async fn plan(State(site): Shared, JsonBody(request): JsonBody<PlanRequest>) -> Answer {
    site.search(move |app| app.plan(&request), |answer, elapsed_us| answer.elapsed_us = elapsed_us).await
}

/// Compares origins: days, cost and CO2e of the same goods from each, and what the difference is made of.
#[utoipa::path(
    post, path = "/v1/race", operation_id = "race", tag = "planning",
    request_body(content = RaceRequest, description = "Origins, and the question that all of them share", example = json!({
        "from": ["KZKOV", "AUKWI", "USKAM", "RUNVS"],
        "plan": {"to": "VNCLI", "cargo": "1001.99", "quantity": "1200t", "depart": "2026-12-01"}
    })),
    responses((status = 200, description = "One row per origin, in the order asked", body = RaceAnswer))
)]
pub async fn race(State(site): Shared, JsonBody(request): JsonBody<RaceRequest>) -> Answer {
    site.search(move |app| app.race(&request), |answer, elapsed_us| answer.elapsed_us = elapsed_us).await
}

/// A place and a time.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ReachQuery {
    /// Origin: place id or UN/LOCODE.
    #[param(example = "CNLYG")]
    from: String,
    /// Time allowed, in days or hours: `60d`, `72h`.
    #[serde(default = "within_default")]
    #[param(required = false, default = "60d", example = "60d")]
    within: String,
}

/// Returns what can be reached from a place: ports with their earliest arrival, with published services only and with all.
#[utoipa::path(
    get, path = "/v1/reach", operation_id = "reach", tag = "planning", params(ReachQuery),
    responses((status = 200, description = "Ports, earliest first, and totals", body = ReachAnswer))
)]
pub async fn reach(State(site): Shared, QueryOf(query): QueryOf<ReachQuery>) -> Answer {
    let work = move |app: &lb_app::App| app.reach(&query.from, &query.within);
    site.search(work, |answer, elapsed_us| answer.elapsed_us = elapsed_us).await
}

/// Recomputes the published figures of the corridor: claimed, computed, verdict and how.
#[utoipa::path(
    get, path = "/v1/claims", operation_id = "claims", tag = "planning",
    responses((status = 200, description = "One per claim, in the table's order", body = ClaimsAnswer))
)]
pub async fn claims(State(site): Shared) -> Answer {
    site.constant(Constant::Claims).await
}

/// That the server answers, and with what.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Health {
    /// `ok`.
    status: String,
    /// Version of the server.
    version: String,
    /// Title of the corridor.
    corridor: String,
    /// The clock's instant when this was answered, UTC.
    now: String,
    /// The instant as of which the timetable was opened, UTC.
    opened_at: String,
    /// Problems found while reading the corridor; the rows concerned are left out.
    problems: usize,
}

/// Returns that the server answers.
#[utoipa::path(
    get, path = "/v1/health", operation_id = "health", tag = "server",
    responses((status = 200, description = "The server answers", body = Health))
)]
pub async fn health(State(site): Shared) -> Answer {
    let app = site.app();
    let health = Health {
        status: "ok".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        corridor: app.title.clone(),
        now: now().rfc3339(),
        opened_at: app.now.rfc3339(),
        problems: app.problems.len(),
    };
    Ok(answer_json("application/json", serde_json::to_vec(&health)?))
}

/// Returns this document.
#[utoipa::path(
    get, path = "/openapi.json", operation_id = "openapi", tag = "server",
    responses((status = 200, description = "The OpenAPI document", body = Document))
)]
pub async fn openapi() -> Response {
    answer_json("application/json", crate::document::openapi())
}

/// Answers a known address that was asked in the wrong way.
pub async fn method_not_allowed(method: Method) -> Problem {
    Problem::new(
        "request.method_not_allowed",
        format!("{method} is not allowed here; the allow header says what is"),
    )
}

fn check_suggestions(q: &str, limit: usize) -> Result<(), Problem> {
    const TEXT_MAX: usize = 200;
    if q.chars().count() > TEXT_MAX {
        return Err(Problem::field("request.bad_value", "q", &format!("at most {TEXT_MAX} characters"), q));
    }
    if !(1..=SUGGESTIONS_MAX).contains(&limit) {
        let expected = format!("1 to {SUGGESTIONS_MAX}");
        return Err(Problem::field("request.bad_value", "limit", &expected, &limit.to_string()));
    }
    Ok(())
}

const fn suggestions_default() -> usize {
    SUGGESTIONS_DEFAULT
}

fn within_default() -> String {
    "60d".to_owned()
}
