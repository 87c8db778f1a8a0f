//! The refrigerated boxes of a hub: rounds, alarms, readings as a file.

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::routing::{get, post};
use lb_app::desk::{OrganisationKind, Permission};
use lb_app::hub::reefers::{ReeferAnswer, ReeferFileAnswer, Reefers, ReefersAnswer, Sent, read_file};
use lb_hub::{Acting, Ground};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{HUB_BODY_BYTES_MAX, Named, Shared, check_sees, floor_of, found, layout, not_found};
use crate::access::Signed;
use crate::booking::answer;
use crate::booking::charset_of;
use crate::booking::command::FileOf;
use crate::input::QueryOf;
use crate::office::now;
use crate::problem::Problem;
use crate::routes::Answer;
use crate::site::Site;

/// Returns the routes.
pub fn routes() -> Router<Arc<Site>> {
    let limit = DefaultBodyLimit::max(HUB_BODY_BYTES_MAX);
    Router::new()
        .route("/v1/hubs/{hub}/reefers", get(hub_reefers))
        .route("/v1/hubs/{hub}/reefers/file", post(hub_reefer_file).layer(limit))
        .route("/v1/hubs/{hub}/reefers/{unit}", get(hub_reefer))
}

/// Returns the refrigerated boxes of a hub in the order of a round, with what was last read, when the next reading is due, and alarms.
#[utoipa::path(
    get, path = "/v1/hubs/{hub}/reefers", operation_id = "hub_reefers", tag = "hubs",
    params(("hub" = String, Path, description = "The hub", example = "LYG-BASE")),
    responses((status = 200, description = "The boxes, as of now", body = ReefersAnswer))
)]
pub async fn hub_reefers(State(site): Shared, Signed(caller): Signed, hub: Named<String>) -> Answer {
    check_sees(&caller)?;
    let layout = found(&site, hub)?;
    let (floor, version) = floor_of(&site, &layout.id).await?;
    answer(&Reefers::new(&floor, layout, now().timestamp()).answer(version))
}

/// Returns a refrigerated box with its readings, set points, plugs and alarms.
#[utoipa::path(
    get, path = "/v1/hubs/{hub}/reefers/{unit}", operation_id = "hub_reefer", tag = "hubs",
    params(
        ("hub" = String, Path, description = "The hub", example = "LYG-BASE"),
        ("unit" = String, Path, description = "Its number or identifier", example = "TGHU1643396")
    ),
    responses((status = 200, description = "The box", body = ReeferAnswer))
)]
pub async fn hub_reefer(
    State(site): Shared,
    Signed(caller): Signed,
    path: Named<(String, String)>,
) -> Answer {
    check_sees(&caller)?;
    let Path((hub, unit)) = path.map_err(|rejection| not_found(&rejection))?;
    let layout = layout(&site, &hub)?;
    let (floor, _) = floor_of(&site, &layout.id).await?;
    let id = unit.parse().ok().or_else(|| floor.numbered(&unit));
    let one = id.and_then(|id| Reefers::new(&floor, layout, now().timestamp()).one(id));
    let gone = || Problem::field("hub.unit_unknown", "unit", "a refrigerated box that is here", &unit);
    answer(&one.ok_or_else(gone)?)
}

/// What a file is.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ReadReadingsQuery {
    /// The file's name: problems name it.
    #[param(max_length = 200, example = "round.csv")]
    name: String,
}

/// Reads a file of readings and records nothing: every row with what becomes of it, and the readings that `reefer_read` takes.
///
/// CSV or the first sheet of an XLSX file; times without a zone are by the hub's clock, temperatures in degrees Celsius.
#[utoipa::path(
    post, path = "/v1/hubs/{hub}/reefers/file", operation_id = "hub_reefer_file", tag = "hubs",
    params(("hub" = String, Path, description = "The hub", example = "LYG-BASE"), ReadReadingsQuery),
    request_body(
        content = Vec<u8>, content_type = "text/csv",
        description = "The file, at most 1 MiB and 500 rows: box, at, supply_c, return_c, ambient_c, source"
    ),
    responses((status = 200, description = "The readings as they were read", body = ReeferFileAnswer))
)]
pub async fn hub_reefer_file(
    State(site): Shared,
    Signed(caller): Signed,
    hub: Named<String>,
    QueryOf(query): QueryOf<ReadReadingsQuery>,
    file: FileOf,
) -> Answer {
    caller.check(Permission::Record)?;
    caller.check_kind(OrganisationKind::Operator)?;
    let layout = found(&site, hub)?;
    let (floor, _) = floor_of(&site, &layout.id).await?;
    let organisation = caller.organisation().as_str().parse();
    let organisation =
        organisation.map_err(|_| Problem::new("server.fault", "an organisation without a name"))?;
    let app = Arc::clone(site.office().app());
    let layout_id = layout.id.clone();
    let reading = tokio::task::spawn_blocking(move || {
        let layout = lb_app::hub::floor::layout_of(&app, &layout_id)?;
        let charset = charset_of(&file.media_type);
        let ground = Ground { layout, layouts: &app.corridor().layouts };
        let acting = Acting { organisation, now: now().timestamp() };
        let sent = Sent { file: &query.name, bytes: &file.bytes, charset: charset.as_deref() };
        read_file(&floor, &ground, &sent, &acting)
    });
    let reading = reading.await.map_err(|_| Problem::new("server.fault", "the file could not be read"))??;
    answer(&reading)
}
