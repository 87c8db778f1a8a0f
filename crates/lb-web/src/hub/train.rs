//! Trains at a hub: their wagon lists read and written, their composition beside the limits of railway and track.

use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use lb_app::desk::{OrganisationKind, Permission};
use lb_app::hub::train::{ListHeader, TrainAnswer, composition, train_list as written};
use lb_app::hub::wagon_list::{
    AnnouncedList, Format, ListReading, Sent, announced_list as announced, rehearse,
};
use lb_hub::{Acting, Ground, VisitId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{Named, Shared, check_sees, floor_of, layout, not_found};
use crate::access::Signed;
use crate::booking::answer;
use crate::booking::charset_of;
use crate::booking::command::FileOf;
use crate::input::QueryOf;
use crate::office::now;
use crate::problem::Problem;
use crate::routes::Answer;

/// What a file is.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ReadListQuery {
    /// The file's name: problems name it.
    #[param(max_length = 200, example = "X8155.txt")]
    name: String,
    /// The type of wagons of which neither the file nor the floor says one; without it the likeliest is taken and told.
    #[param(max_length = 64, example = "KZ-FLAT-80")]
    wagon_type: Option<String>,
}

/// Reads a wagon list for a train and records nothing: every row with what becomes of it, and the lines that `visit_list` takes.
///
/// The file is the railways' own text (DU-1 as message 02, 200, 201, or 09 for wagons detached), CSV, or the first sheet of an
/// XLSX file. A row that is wrong is left out and told; a wrong check digit is told and loses nothing.
#[utoipa::path(
    post, path = "/v1/hubs/{hub}/visits/{visit}/list", operation_id = "read_wagon_list", tag = "hubs",
    params(
        ("hub" = String, Path, description = "The hub", example = "LYG-BASE"),
        ("visit" = String, Path, description = "The visit", example = "01890a5d-ac96-774b-bcce-b302099a8057"),
        ReadListQuery
    ),
    request_body(
        content = Vec<u8>, content_type = "text/plain",
        description = "The file, at most 1 MiB and 500 wagons and boxes; text in UTF-8, in the `charset` of its content type, or in windows-1251"
    ),
    responses((status = 200, description = "The list as it was read", body = ListReading))
)]
pub async fn read_wagon_list(
    State(site): Shared,
    Signed(caller): Signed,
    path: Named<(String, String)>,
    QueryOf(query): QueryOf<ReadListQuery>,
    file: FileOf,
) -> Answer {
    caller.check(Permission::Dispatch)?;
    caller.check_kind(OrganisationKind::Operator)?;
    let (hub, visit) = named(path)?;
    let layout = layout(&site, &hub)?;
    let (floor, _) = floor_of(&site, &layout.id).await?;
    let organisation = caller.organisation().as_str().parse();
    let organisation =
        organisation.map_err(|_| Problem::new("server.fault", "an organisation without a name"))?;
    let app = std::sync::Arc::clone(site.office().app());
    let layout_id = layout.id.clone();
    let reading = tokio::task::spawn_blocking(move || {
        let corridor = app.corridor();
        let layout = lb_app::hub::floor::layout_of(&app, &layout_id)?;
        let charset = charset_of(&file.media_type);
        let sent = Sent {
            visit,
            file: &query.name,
            bytes: &file.bytes,
            charset: charset.as_deref(),
            wagon_type: query.wagon_type.as_deref(),
        };
        let ground = Ground { layout, layouts: &corridor.layouts };
        rehearse(&floor, &ground, &sent, &Acting { organisation, now: now().timestamp() })
    });
    let reading = reading.await.map_err(|_| Problem::new("server.fault", "the list could not be read"))??;
    answer(&reading)
}

/// Returns the list that a visit announced, with all that it says: to be corrected and announced again, or held against what is found.
#[utoipa::path(
    get, path = "/v1/hubs/{hub}/visits/{visit}/list", operation_id = "announced_list", tag = "hubs",
    params(
        ("hub" = String, Path, description = "The hub", example = "LYG-BASE"),
        ("visit" = String, Path, description = "The visit", example = "01890a5d-ac96-774b-bcce-b302099a8057")
    ),
    responses((status = 200, description = "The list; without lines where nothing was announced", body = AnnouncedList))
)]
pub async fn announced_list(
    State(site): Shared,
    Signed(caller): Signed,
    path: Named<(String, String)>,
) -> Answer {
    check_sees(&caller)?;
    let (hub, visit) = named(path)?;
    let layout = layout(&site, &hub)?;
    let (floor, _) = floor_of(&site, &layout.id).await?;
    answer(&announced(&floor, visit)?)
}

/// Returns a train's composition as it is planned: wagons in order with what stands on each, comes and leaves; limits of wagons,
/// train and track beside what is; whether all hold.
#[utoipa::path(
    get, path = "/v1/hubs/{hub}/visits/{visit}/train", operation_id = "train_composition", tag = "hubs",
    params(
        ("hub" = String, Path, description = "The hub", example = "LYG-BASE"),
        ("visit" = String, Path, description = "The visit", example = "01890a5d-ac96-774b-bcce-b302099a8057")
    ),
    responses((status = 200, description = "The composition", body = TrainAnswer))
)]
pub async fn train_composition(
    State(site): Shared,
    Signed(caller): Signed,
    path: Named<(String, String)>,
) -> Answer {
    check_sees(&caller)?;
    let (hub, visit) = named(path)?;
    let layout = layout(&site, &hub)?;
    let (floor, _) = floor_of(&site, &layout.id).await?;
    let layouts = &site.app().corridor().layouts;
    answer(&composition(&floor, (layout, layouts), visit, now().timestamp())?)
}

/// In which form a list is wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TrainListQuery {
    /// `du1` (the railways' text), `csv` or `xlsx`.
    #[param(example = "du1")]
    format: String,
    /// The train's index: forming station, number, station of destination; for the railways' text.
    #[param(max_length = 20, example = "6700-015-6980")]
    index: Option<String>,
    /// The code of the station that sends the list; for the railways' text.
    #[param(max_length = 6, example = "670000")]
    station: Option<String>,
}

/// Returns a train's list as a file, as it stands now or as it was announced. What is written can be read back equal.
#[utoipa::path(
    get, path = "/v1/hubs/{hub}/visits/{visit}/train/list", operation_id = "train_list", tag = "hubs",
    params(
        ("hub" = String, Path, description = "The hub", example = "LYG-BASE"),
        ("visit" = String, Path, description = "The visit", example = "01890a5d-ac96-774b-bcce-b302099a8057"),
        TrainListQuery
    ),
    responses((status = 200, description = "The list", body = String, content_type = "text/plain"))
)]
pub async fn train_list(
    State(site): Shared,
    Signed(caller): Signed,
    path: Named<(String, String)>,
    QueryOf(query): QueryOf<TrainListQuery>,
) -> Answer {
    check_sees(&caller)?;
    let (hub, visit) = named(path)?;
    let layout = layout(&site, &hub)?;
    let bad = || Problem::field("request.bad_value", "format", "du1, csv or xlsx", &query.format);
    let format = Format::from_word(&query.format).ok_or_else(bad)?;
    let (floor, _) = floor_of(&site, &layout.id).await?;
    let layouts = &site.app().corridor().layouts;
    let now = now().timestamp();
    let given =
        |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let header = ListHeader { index: given(query.index), station: given(query.station) };
    let local = now.to_zoned(layout.zone.time_zone().clone()).datetime();
    let bytes = written(&floor, (layout, layouts), (visit, format), (&header, local, now))?;
    let headers = [
        (CONTENT_TYPE, format.media_type().to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"train-{visit}.{}\"", format.ending())),
    ];
    Ok((headers, bytes).into_response())
}

/// Reads the hub and the visit of an address.
pub(super) fn named(path: Named<(String, String)>) -> Result<(String, VisitId), Problem> {
    let Path((hub, visit)) = path.map_err(|rejection| not_found(&rejection))?;
    let bad = || Problem::field("hub.visit_not_found", "visit", "the identifier of a visit", &visit);
    let id = visit.parse().map_err(|_| bad())?;
    Ok((hub, id))
}
