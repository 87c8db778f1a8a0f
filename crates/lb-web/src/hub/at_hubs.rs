//! What an organisation has at the hubs: its boxes, its goods, its grain, over all hubs, as pages and as tables.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use axum::routing::get;
use lb_app::booking::lists::Page;
use lb_app::desk::{Caller, Permission};
use lb_app::hub::at_hubs::{
    AtHubsGoodsRow, AtHubsLotRow, AtHubsUnitRow, HubNow, Listed, Sight, Table, Wanted, csv, page, xlsx,
};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

use super::grain::{TableFormat, WORKBOOK};
use super::{Shared, floor_of, layout};
use crate::access::Signed;
use crate::booking::answer;
use crate::input::QueryOf;
use crate::office::{faulty, now};
use crate::problem::Problem;
use crate::routes::Answer;
use crate::site::Site;

/// Returns the routes.
pub fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/v1/at-hubs/units", get(at_hubs_units))
        .route("/v1/at-hubs/units/table", get(at_hubs_units_table))
        .route("/v1/at-hubs/goods", get(at_hubs_goods))
        .route("/v1/at-hubs/goods/table", get(at_hubs_goods_table))
        .route("/v1/at-hubs/lots", get(at_hubs_lots))
        .route("/v1/at-hubs/lots/table", get(at_hubs_lots_table))
}

/// Which things are wished.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AtHubsQuery {
    /// Only those at this hub.
    #[param(max_length = 64, example = "LYG-BASE")]
    hub: Option<String>,
    /// Only those of this organisation; who does not run the hubs sees its own alone.
    #[param(max_length = 64)]
    owner: Option<String>,
    /// Only those whose numbers or words hold this text, however it is written.
    #[param(max_length = 100)]
    q: Option<String>,
    /// Only those that stand so: units `yard`, `wagon`, `aboard`, `warehouse`; lots `expected`, `here`, `gone`, `closed`.
    #[param(max_length = 16)]
    status: Option<String>,
    /// Only those that something stops.
    #[serde(default)]
    #[param(required = false)]
    held: bool,
    /// The field by which rows are sorted, after `-` descending; by number where nothing is said.
    #[param(max_length = 16, example = "-holds")]
    sort: Option<String>,
    /// Rows of the page; a table has all.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<usize>,
    /// The `next` of the page before.
    #[param(max_length = 1024)]
    cursor: Option<String>,
    /// How a table is written: `csv` or `xlsx`; of tables only.
    #[param(required = false, inline)]
    format: Option<TableFormat>,
}

/// Which goods are wished.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AtHubsGoodsQuery {
    /// Only those at this hub.
    #[param(max_length = 64, example = "LYG-BASE")]
    hub: Option<String>,
    /// Only those of this organisation; who does not run the hubs sees its own alone.
    #[param(max_length = 64)]
    owner: Option<String>,
    /// Only those whose number, marks, reference, description, code, consignment or box holds this text, however it is written.
    #[param(max_length = 100)]
    q: Option<String>,
    /// Only those that are `expected`, `here`, `in_box` or `gone`.
    #[param(max_length = 16)]
    status: Option<String>,
    /// Only those that something stops.
    #[serde(default)]
    #[param(required = false)]
    held: bool,
    /// Only those that customs watch over now, or only those that they do not.
    bonded: Option<bool>,
    /// The field by which rows are sorted, after `-` descending; by number where nothing is said.
    #[param(max_length = 16, example = "-mass")]
    sort: Option<String>,
    /// Rows of the page; a table has all.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<usize>,
    /// The `next` of the page before.
    #[param(max_length = 1024)]
    cursor: Option<String>,
    /// How a table is written: `csv` or `xlsx`; of tables only.
    #[param(required = false, inline)]
    format: Option<TableFormat>,
}

impl AtHubsQuery {
    fn wanted(self, sight: Sight) -> (Wanted, TableFormat) {
        let Self { hub, owner, q, status, held, sort, limit, cursor, format } = self;
        let wanted = Wanted { sight, owner, hub, q, status, held, bonded: None, sort, limit, cursor };
        (wanted, format.unwrap_or_default())
    }
}

impl AtHubsGoodsQuery {
    fn wanted(self, sight: Sight) -> (Wanted, TableFormat) {
        let Self { hub, owner, q, status, held, bonded, sort, limit, cursor, format } = self;
        let wanted = Wanted { sight, owner, hub, q, status, held, bonded, sort, limit, cursor };
        (wanted, format.unwrap_or_default())
    }
}

/// Returns boxes, vehicles and pieces that stand at the hubs: the operator's people see all of them, others their own.
#[utoipa::path(
    get, path = "/v1/at-hubs/units", operation_id = "at_hubs_units", tag = "hubs", params(AtHubsQuery),
    responses((status = 200, description = "A page", body = Page<AtHubsUnitRow>))
)]
pub async fn at_hubs_units(
    State(site): Shared,
    Signed(caller): Signed,
    QueryOf(query): QueryOf<AtHubsQuery>,
) -> Answer {
    listed::<AtHubsUnitRow>(&site, &query.wanted(sight(&caller)?).0).await
}

/// Returns boxes, vehicles and pieces that stand at the hubs as a table: the operator's people see all of them, others their own.
#[utoipa::path(
    get, path = "/v1/at-hubs/units/table", operation_id = "at_hubs_units_table", tag = "hubs", params(AtHubsQuery),
    responses((
        status = 200, description = "A table",
        content((String = "text/csv"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
    ))
)]
pub async fn at_hubs_units_table(
    State(site): Shared,
    Signed(caller): Signed,
    QueryOf(query): QueryOf<AtHubsQuery>,
) -> Answer {
    written::<AtHubsUnitRow>(&site, &query.wanted(sight(&caller)?), "units").await
}

/// Returns goods and parcels at the hubs, expected and gone ones too: the operator's people see all of them, others their own.
#[utoipa::path(
    get, path = "/v1/at-hubs/goods", operation_id = "at_hubs_goods", tag = "hubs", params(AtHubsGoodsQuery),
    responses((status = 200, description = "A page", body = Page<AtHubsGoodsRow>))
)]
pub async fn at_hubs_goods(
    State(site): Shared,
    Signed(caller): Signed,
    QueryOf(query): QueryOf<AtHubsGoodsQuery>,
) -> Answer {
    listed::<AtHubsGoodsRow>(&site, &query.wanted(sight(&caller)?).0).await
}

/// Returns goods and parcels at the hubs as a table: the operator's people see all of them, others their own.
#[utoipa::path(
    get, path = "/v1/at-hubs/goods/table", operation_id = "at_hubs_goods_table", tag = "hubs",
    params(AtHubsGoodsQuery),
    responses((
        status = 200, description = "A table",
        content((String = "text/csv"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
    ))
)]
pub async fn at_hubs_goods_table(
    State(site): Shared,
    Signed(caller): Signed,
    QueryOf(query): QueryOf<AtHubsGoodsQuery>,
) -> Answer {
    written::<AtHubsGoodsRow>(&site, &query.wanted(sight(&caller)?), "goods").await
}

/// Returns lots of grain at the hubs with their books, closed ones too: the operator's people see all of them, others their own.
#[utoipa::path(
    get, path = "/v1/at-hubs/lots", operation_id = "at_hubs_lots", tag = "hubs", params(AtHubsQuery),
    responses((status = 200, description = "A page", body = Page<AtHubsLotRow>))
)]
pub async fn at_hubs_lots(
    State(site): Shared,
    Signed(caller): Signed,
    QueryOf(query): QueryOf<AtHubsQuery>,
) -> Answer {
    listed::<AtHubsLotRow>(&site, &query.wanted(sight(&caller)?).0).await
}

/// Returns lots of grain at the hubs as a table: the operator's people see all of them, others their own.
#[utoipa::path(
    get, path = "/v1/at-hubs/lots/table", operation_id = "at_hubs_lots_table", tag = "hubs", params(AtHubsQuery),
    responses((
        status = 200, description = "A table",
        content((String = "text/csv"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
    ))
)]
pub async fn at_hubs_lots_table(
    State(site): Shared,
    Signed(caller): Signed,
    QueryOf(query): QueryOf<AtHubsQuery>,
) -> Answer {
    written::<AtHubsLotRow>(&site, &query.wanted(sight(&caller)?), "lots").await
}

fn sight(caller: &Caller) -> Result<Sight, Problem> {
    caller.check(Permission::Read)?;
    Ok(Sight::of(caller)?)
}

/// Returns the hubs that a wish looks at, as they are now.
async fn hubs_now<'a>(site: &'a Site, wanted: &Wanted) -> Result<Vec<HubNow<'a>>, Problem> {
    let layouts = match &wanted.hub {
        Some(hub) => vec![layout(site, hub)?],
        None => site.app().corridor().layouts.hubs.values().collect(),
    };
    let mut hubs = Vec::with_capacity(layouts.len());
    for layout in layouts {
        let (floor, _) = floor_of(site, &layout.id).await?;
        hubs.push(HubNow { floor, layout });
    }
    Ok(hubs)
}

async fn listed<R: Listed + Serialize>(site: &Site, wanted: &Wanted) -> Answer {
    answer(&page::<R>(&hubs_now(site, wanted).await?, wanted)?)
}

async fn written<R: Table>(site: &Site, (wanted, format): &(Wanted, TableFormat), name: &str) -> Answer {
    let hubs = hubs_now(site, wanted).await?;
    let (kind, ending, bytes) = match format {
        TableFormat::Csv => ("text/csv; charset=utf-8", "csv", csv::<R>(&hubs, wanted)?),
        TableFormat::Xlsx => (WORKBOOK, "xlsx", xlsx::<R>(&hubs, wanted, now().timestamp())?),
    };
    let bytes = bytes.map_err(|fault| faulty(&fault))?;
    let name = format!("attachment; filename=\"{name}.{ending}\"");
    Ok(([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, name)], bytes).into_response())
}
