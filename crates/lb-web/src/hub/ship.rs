//! Ships at a hub: what stands where and how far the work has come; stowage plans and lists read and written.

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use axum::routing::get;
use lb_app::desk::{OrganisationKind, Permission};
use lb_app::hub::ship::{ShipAnswer, port_of, ship};
use lb_app::hub::stow::{Form, STOW_BYTES_MAX, Sent, StowReading, Written, read, written};
use lb_hub::ship::Direction;
use serde::Deserialize;
use utoipa::IntoParams;

use super::train::named;
use super::{Named, Shared, check_sees, floor_of, layout};
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
pub fn routes() -> Router<std::sync::Arc<Site>> {
    Router::new().route("/v1/hubs/{hub}/visits/{visit}/ship", get(ship_at_hub)).route(
        "/v1/hubs/{hub}/visits/{visit}/stow",
        get(ship_list).post(read_stow).layer(DefaultBodyLimit::max(STOW_BYTES_MAX)),
    )
}

fn direction(field: &'static str, word: &str) -> Result<Direction, Problem> {
    let found = Direction::ALL.into_iter().find(|direction| direction.word() == word);
    found.ok_or_else(|| Problem::field("request.bad_value", field, "discharge or load", word))
}

/// Returns a ship at a hub: what stands where aboard, what is to be discharged and loaded, how far each thing has come and what
/// stands in its way; decks with their lane metres.
#[utoipa::path(
    get, path = "/v1/hubs/{hub}/visits/{visit}/ship", operation_id = "ship_at_hub", tag = "hubs",
    params(
        ("hub" = String, Path, description = "The hub", example = "LYG-BASE"),
        ("visit" = String, Path, description = "The visit", example = "01890a5d-ac96-774b-bcce-b302099a8057")
    ),
    responses((status = 200, description = "The ship", body = ShipAnswer))
)]
pub async fn ship_at_hub(
    State(site): Shared,
    Signed(caller): Signed,
    path: Named<(String, String)>,
) -> Answer {
    check_sees(&caller)?;
    let (hub, visit) = named(path)?;
    let layout_id = layout(&site, &hub)?.id.clone();
    let (floor, _) = floor_of(&site, &layout_id).await?;
    let app = std::sync::Arc::clone(site.office().app());
    let told = tokio::task::spawn_blocking(move || {
        let layout = lb_app::hub::floor::layout_of(&app, &layout_id)?;
        ship(&floor, (layout, &app.corridor().layouts), visit, now().timestamp())
    });
    answer(&told.await.map_err(|_| Problem::new("server.fault", "the ship could not be drawn"))??)
}

/// What a file is.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ReadStowQuery {
    /// The file's name: problems name it.
    #[param(max_length = 200, example = "ASIANSTAR.edi")]
    name: String,
    /// `discharge`: what the ship brings, also what goes on with it; `load`: what it is to load.
    #[serde(rename = "for")]
    #[param(rename = "for", example = "discharge")]
    direction: String,
}

/// Reads a ship's list and records nothing: every row with what becomes of it, and the lines that `visit_list` and `ship_load_list`
/// take.
///
/// The file is a BAPLIE (SMDG 2.2 or 3.1), CSV, or the first sheet of an XLSX file. A row that is wrong is left out and told; a
/// wrong check digit is told and loses nothing. Of a plan that is read for loading, boxes loaded in other ports are left out: they
/// are aboard.
#[utoipa::path(
    post, path = "/v1/hubs/{hub}/visits/{visit}/stow", operation_id = "read_stow", tag = "hubs",
    params(
        ("hub" = String, Path, description = "The hub", example = "LYG-BASE"),
        ("visit" = String, Path, description = "The visit", example = "01890a5d-ac96-774b-bcce-b302099a8057"),
        ReadStowQuery
    ),
    request_body(
        content = Vec<u8>, content_type = "text/plain",
        description = "The file, at most 4 MiB and 6,000 boxes; text in UTF-8 or in the `charset` of its content type"
    ),
    responses((status = 200, description = "The list as it was read", body = StowReading))
)]
pub async fn read_stow(
    State(site): Shared,
    Signed(caller): Signed,
    path: Named<(String, String)>,
    QueryOf(query): QueryOf<ReadStowQuery>,
    file: FileOf,
) -> Answer {
    caller.check(Permission::Dispatch)?;
    caller.check_kind(OrganisationKind::Operator)?;
    let (hub, visit) = named(path)?;
    let direction = direction("for", &query.direction)?;
    let layout = layout(&site, &hub)?;
    let (floor, _) = floor_of(&site, &layout.id).await?;
    let port = port_of(layout);
    let reading = tokio::task::spawn_blocking(move || {
        let charset = charset_of(&file.media_type);
        let (file, bytes, charset) = (query.name.as_str(), file.bytes.as_ref(), charset.as_deref());
        read(&floor, &Sent { visit, direction, port: &port, file, bytes, charset })
    });
    answer(&reading.await.map_err(|_| Problem::new("server.fault", "the list could not be read"))??)
}

/// What is wanted of a ship, and in which form.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ShipListQuery {
    /// `baplie22`, `baplie31`, `csv` or `xlsx`.
    #[param(example = "baplie31")]
    format: String,
    /// `discharge` or `load`; all that stands aboard, or is announced, where nothing is said.
    #[param(example = "load")]
    list: Option<String>,
}

/// Returns what stands aboard a ship, or one of its lists, as a file. What is written can be read back equal.
#[utoipa::path(
    get, path = "/v1/hubs/{hub}/visits/{visit}/stow", operation_id = "ship_list", tag = "hubs",
    params(
        ("hub" = String, Path, description = "The hub", example = "LYG-BASE"),
        ("visit" = String, Path, description = "The visit", example = "01890a5d-ac96-774b-bcce-b302099a8057"),
        ShipListQuery
    ),
    responses((status = 200, description = "The list", body = String, content_type = "text/plain"))
)]
pub async fn ship_list(
    State(site): Shared,
    Signed(caller): Signed,
    path: Named<(String, String)>,
    QueryOf(query): QueryOf<ShipListQuery>,
) -> Answer {
    check_sees(&caller)?;
    let (hub, visit) = named(path)?;
    let layout = layout(&site, &hub)?;
    let bad =
        || Problem::field("request.bad_value", "format", "baplie22, baplie31, csv or xlsx", &query.format);
    let form = Form::from_word(&query.format).ok_or_else(bad)?;
    let list = query.list.as_deref().map(|word| direction("list", word)).transpose()?;
    let (floor, _) = floor_of(&site, &layout.id).await?;
    let local = now().timestamp().to_zoned(layout.zone.time_zone().clone()).datetime();
    let bytes = written(&floor, layout, Written { visit, list, form }, local)?;
    let name = list.map_or("stow", Direction::word);
    let headers = [
        (CONTENT_TYPE, form.media_type().to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}-{visit}.{}\"", form.ending())),
    ];
    Ok((headers, bytes).into_response())
}
