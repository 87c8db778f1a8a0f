//! The grain of a hub: cells and lots, a lot's whole way, the mass balance as a file.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use axum::routing::get;
use lb_app::hub::grain::{GrainAnswer, GrainLotAnswer, Silo, balance_csv, balance_workbook};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::{Named, Shared, check_sees, floor_of, found, history_of, layout, not_found};
use crate::access::Signed;
use crate::booking::answer;
use crate::input::QueryOf;
use crate::office::{faulty, now};
use crate::problem::Problem;
use crate::routes::Answer;
use crate::site::Site;

/// The media type of a workbook.
pub(super) const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Returns the routes.
pub fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/v1/hubs/{hub}/grain", get(hub_grain))
        .route("/v1/hubs/{hub}/grain/lots/{lot}", get(hub_grain_lot))
        .route("/v1/hubs/{hub}/grain/balance", get(hub_grain_balance))
}

/// Returns the grain of a hub: silo cells with their layers and books, open lots, norms.
#[utoipa::path(
    get, path = "/v1/hubs/{hub}/grain", operation_id = "hub_grain", tag = "hubs",
    params(("hub" = String, Path, description = "The hub", example = "LYG-BASE")),
    responses((status = 200, description = "The grain, as of now", body = GrainAnswer))
)]
pub async fn hub_grain(State(site): Shared, Signed(caller): Signed, hub: Named<String>) -> Answer {
    check_sees(&caller)?;
    let layout = found(&site, hub)?;
    let (floor, version) = floor_of(&site, &layout.id).await?;
    answer(&Silo::new(&floor, layout).answer(version, now().timestamp()))
}

/// Returns a lot of grain, closed or not: weights side by side, samples, where it is from, where it went, what happened to it.
#[utoipa::path(
    get, path = "/v1/hubs/{hub}/grain/lots/{lot}", operation_id = "hub_grain_lot", tag = "hubs",
    params(
        ("hub" = String, Path, description = "The hub", example = "LYG-BASE"),
        ("lot" = String, Path, description = "Its number or identifier", example = "W-2026-017")
    ),
    responses((status = 200, description = "The lot", body = GrainLotAnswer))
)]
pub async fn hub_grain_lot(
    State(site): Shared,
    Signed(caller): Signed,
    path: Named<(String, String)>,
) -> Answer {
    check_sees(&caller)?;
    let Path((hub, lot)) = path.map_err(|rejection| not_found(&rejection))?;
    let layout = layout(&site, &hub)?;
    let (floor, _) = floor_of(&site, &layout.id).await?;
    let grain = floor.grain();
    let id = lot.parse().ok().or_else(|| grain.numbered(&lot));
    let unknown = || Problem::field("request.not_found", "lot", "a lot of the hub", &lot);
    let lot = id.and_then(|id| grain.lot(id)).ok_or_else(unknown)?;
    let history = history_of(&site, &layout.id, &format!("lot:{}", lot.declaration.id)).await?;
    answer(&Silo::new(&floor, layout).lot(lot, history))
}

/// How a table is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum TableFormat {
    /// CSV in UTF-8.
    #[default]
    Csv,
    /// A workbook.
    Xlsx,
}

/// How the mass balance is written.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct GrainBalanceQuery {
    /// `csv` or `xlsx`; `csv` where nothing is said.
    #[serde(default)]
    #[param(required = false, inline)]
    format: TableFormat,
}

/// Returns the mass balance of every lot and every cell, closed lots too, in kilograms.
#[utoipa::path(
    get, path = "/v1/hubs/{hub}/grain/balance", operation_id = "hub_grain_balance", tag = "hubs",
    params(("hub" = String, Path, description = "The hub", example = "LYG-BASE"), GrainBalanceQuery),
    responses((
        status = 200, description = "A table",
        content((String = "text/csv"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
    ))
)]
pub async fn hub_grain_balance(
    State(site): Shared,
    Signed(caller): Signed,
    hub: Named<String>,
    QueryOf(query): QueryOf<GrainBalanceQuery>,
) -> Answer {
    check_sees(&caller)?;
    let layout = found(&site, hub)?;
    let (floor, _) = floor_of(&site, &layout.id).await?;
    let silo = Silo::new(&floor, layout);
    let (kind, ending, bytes) = match query.format {
        TableFormat::Csv => {
            let bytes = balance_csv(&silo).map_err(|fault| faulty(&fault))?;
            ("text/csv; charset=utf-8", "csv", bytes)
        }
        TableFormat::Xlsx => {
            let now = now().timestamp().to_zoned(layout.zone.time_zone().clone()).datetime();
            (WORKBOOK, "xlsx", balance_workbook(&silo, now).map_err(|fault| faulty(&fault))?)
        }
    };
    let name = format!("attachment; filename=\"{}-grain.{ending}\"", layout.id);
    Ok(([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, name)], bytes).into_response())
}
