//! Gauge changes that are recorded: the list of a hub, the document that both sides sign, its tables, its photos.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use axum::routing::get;
use lb_app::hub::gauge_export;
use lb_app::hub::gauge_record::{self, GaugeChangeRow, GaugeDocument};
use lb_app::journal::Hash;
use serde::Deserialize;
use std::sync::Arc;
use utoipa::IntoParams;

use super::{Named, Shared, check_sees, floor_of, found, layout, not_found};
use crate::access::Signed;
use crate::booking::answer;
use crate::input::QueryOf;
use crate::office::faulty;
use crate::problem::Problem;
use crate::routes::Answer;
use crate::site::Site;

/// Returns the routes.
pub fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/v1/hubs/{hub}/gauge-changes", get(gauge_changes))
        .route("/v1/hubs/{hub}/gauge-changes/{change}", get(gauge_document))
        .route("/v1/hubs/{hub}/gauge-changes/{change}/export", get(gauge_export))
        .route("/v1/hubs/{hub}/gauge-changes/{change}/photos/{hash}", get(gauge_photo))
}

/// Returns the gauge changes of a hub: those that wait for a signature, then the acts, the latest first.
#[utoipa::path(
    get, path = "/v1/hubs/{hub}/gauge-changes", operation_id = "gauge_changes", tag = "hubs",
    params(("hub" = String, Path, description = "The hub", example = "KHORGOS")),
    responses((status = 200, description = "The gauge changes", body = [GaugeChangeRow]))
)]
pub async fn gauge_changes(State(site): Shared, Signed(caller): Signed, hub: Named<String>) -> Answer {
    check_sees(&caller)?;
    let layout = found(&site, hub)?;
    let (floor, _) = floor_of(&site, &layout.id).await?;
    answer(&gauge_record::gauge_changes(&floor))
}

/// Returns a gauge change's document: transfer list, exceptions, supplementary notes, signatures, and the text that is signed.
#[utoipa::path(
    get, path = "/v1/hubs/{hub}/gauge-changes/{change}", operation_id = "gauge_document", tag = "hubs",
    params(
        ("hub" = String, Path, description = "The hub", example = "KHORGOS"),
        ("change" = String, Path, description = "Which", example = "01890a5d-ac96-774b-bcce-b302099a8057")
    ),
    responses((status = 200, description = "The document", body = GaugeDocument))
)]
pub async fn gauge_document(
    State(site): Shared,
    Signed(caller): Signed,
    path: Named<(String, String)>,
) -> Answer {
    check_sees(&caller)?;
    let Path((hub, change)) = path.map_err(|rejection| not_found(&rejection))?;
    answer(&document(&site, &hub, &change).await?)
}

/// As what.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct GaugeExportQuery {
    /// `csv`: the transfer list; `xlsx`: a workbook of all parts; `txt`: the text that is signed, byte by byte.
    #[param(example = "csv")]
    format: String,
}

/// Returns a gauge change's document as a file.
#[utoipa::path(
    get, path = "/v1/hubs/{hub}/gauge-changes/{change}/export", operation_id = "gauge_export", tag = "hubs",
    params(
        ("hub" = String, Path, description = "The hub", example = "KHORGOS"),
        ("change" = String, Path, description = "Which", example = "01890a5d-ac96-774b-bcce-b302099a8057"),
        GaugeExportQuery
    ),
    responses((status = 200, description = "The file", body = Vec<u8>, content_type = "application/octet-stream"))
)]
pub async fn gauge_export(
    State(site): Shared,
    Signed(caller): Signed,
    path: Named<(String, String)>,
    QueryOf(query): QueryOf<GaugeExportQuery>,
) -> Answer {
    check_sees(&caller)?;
    let Path((hub, change)) = path.map_err(|rejection| not_found(&rejection))?;
    let document = document(&site, &hub, &change).await?;
    let (media_type, bytes) = match query.format.as_str() {
        "csv" => ("text/csv; charset=utf-8", gauge_export::csv(&document).map_err(|fault| faulty(&fault))?),
        "xlsx" => (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            gauge_export::xlsx(&document).map_err(|fault| faulty(&fault))?,
        ),
        "txt" => ("text/plain; charset=utf-8", document.text.clone().into_bytes()),
        other => return Err(Problem::field("request.bad_value", "format", "csv, xlsx or txt", other)),
    };
    let name = format!("{}-{}.{}", document.hub, document.row.id, query.format);
    let headers = [
        (CONTENT_TYPE, media_type.to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}

/// Returns a photo that a tally of a gauge change names.
#[utoipa::path(
    get, path = "/v1/hubs/{hub}/gauge-changes/{change}/photos/{hash}", operation_id = "gauge_photo", tag = "hubs",
    params(
        ("hub" = String, Path, description = "The hub", example = "KHORGOS"),
        ("change" = String, Path, description = "Which", example = "01890a5d-ac96-774b-bcce-b302099a8057"),
        (
            "hash" = String, Path, description = "SHA-256 of its content",
            example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
        )
    ),
    responses((status = 200, description = "The photo", body = Vec<u8>, content_type = "application/octet-stream"))
)]
pub async fn gauge_photo(
    State(site): Shared,
    Signed(caller): Signed,
    path: Named<(String, String, String)>,
) -> Answer {
    check_sees(&caller)?;
    let Path((hub, change, hash)) = path.map_err(|rejection| not_found(&rejection))?;
    let document = document(&site, &hub, &change).await?;
    let mut named =
        document.units.iter().filter_map(|unit| unit.tally.as_ref()).flat_map(|tally| &tally.photos);
    let unknown = || Problem::field("attachment.unknown", "hash", "a photo of the gauge change", &hash);
    let photo: Hash =
        named.find(|photo| **photo == hash).and_then(|photo| photo.parse().ok()).ok_or_else(unknown)?;
    let kept = site.office().journal().attachment(photo).await.map_err(|fault| faulty(&fault))?;
    let kept = kept.ok_or_else(unknown)?;
    let headers = [
        (CONTENT_TYPE, kept.media_type().as_str().to_owned()),
        // Never shown inside the page: it is somebody else's content.
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{hash}\"")),
        (CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((headers, kept.bytes().to_vec()).into_response())
}

async fn document(site: &Site, hub: &str, change: &str) -> Result<GaugeDocument, Problem> {
    let layout = layout(site, hub)?;
    let (floor, _) = floor_of(site, &layout.id).await?;
    let found = change.parse().ok().and_then(|id| gauge_record::gauge_document(&floor, id));
    found.ok_or_else(|| Problem::field("request.not_found", "change", "a gauge change of the hub", change))
}
