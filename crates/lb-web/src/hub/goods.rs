//! Warehouses of a hub: bays, goods, stuffing lists; lists of shippers read; a parcel looked up over all hubs.

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use lb_app::desk::{OrganisationKind, Permission};
use lb_app::hub::goods::{
    Depot, GOODS_BYTES_MAX, GoodsAnswer, GoodsListAnswer, GoodsQuery, GoodsReading, GoodsSort,
    GoodsStateView, ListsAnswer, StuffingAnnouncement, StuffingAnswer, TrackAnswer, WarehousesAnswer,
    goods_csv, goods_workbook, list_csv, list_workbook, read_goods, track,
};
use lb_app::hub::views::GoodsCustomsView;
use lb_hub::Floor;
use lb_hub::goods::stuffing::StuffingList;
use serde::Deserialize;
use utoipa::IntoParams;

use super::grain::{TableFormat, WORKBOOK};
use super::{Named, Shared, check_sees, floor_of, found, history_of, layout, not_found};
use crate::access::Signed;
use crate::booking::command::FileOf;
use crate::booking::{answer, charset_of};
use crate::input::QueryOf;
use crate::office::{faulty, now};
use crate::problem::Problem;
use crate::routes::Answer;
use crate::site::Site;

/// Returns the routes.
pub fn routes() -> Router<Arc<Site>> {
    let limit = DefaultBodyLimit::max(GOODS_BYTES_MAX);
    Router::new()
        .route("/v1/hubs/{hub}/warehouses", get(hub_warehouses))
        .route("/v1/hubs/{hub}/goods", get(hub_goods))
        .route("/v1/hubs/{hub}/goods/table", get(hub_goods_table))
        .route("/v1/hubs/{hub}/goods/read", post(read_goods_list).layer(limit))
        .route("/v1/hubs/{hub}/goods/{goods}", get(hub_goods_one))
        .route("/v1/hubs/{hub}/stuffing", get(hub_stuffing))
        .route("/v1/hubs/{hub}/stuffing/{list}", get(hub_stuffing_list))
        .route("/v1/hubs/{hub}/stuffing/{list}/table", get(hub_stuffing_table))
        .route("/v1/hubs/{hub}/stuffing/{list}/announcement", get(hub_stuffing_announcement))
        .route("/v1/goods/{number}", get(track_goods))
}

/// Returns the warehouses of a hub: receiving floors and bays with what they bear, and the books of each warehouse.
#[utoipa::path(
    get, path = "/v1/hubs/{hub}/warehouses", operation_id = "hub_warehouses", tag = "hubs",
    params(("hub" = String, Path, description = "The hub", example = "LYG-BASE")),
    responses((status = 200, description = "The warehouses, as of now", body = WarehousesAnswer))
)]
pub async fn hub_warehouses(State(site): Shared, Signed(caller): Signed, hub: Named<String>) -> Answer {
    check_sees(&caller)?;
    let layout = found(&site, hub)?;
    let (floor, version) = floor_of(&site, &layout.id).await?;
    answer(&Depot::new(&floor, layout).warehouses(version, now().timestamp()))
}

/// Which goods are wished.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct GoodsFilter {
    /// A part of number, marks, reference, description or consignment, however it is written.
    #[serde(default)]
    #[param(required = false, max_length = 100)]
    text: String,
    /// The warehouse that they stand in.
    #[param(max_length = 64)]
    warehouse: Option<String>,
    /// The bay that they stand in; 0 is the receiving floor.
    bay: Option<u16>,
    /// The organisation whose they are.
    #[param(max_length = 64)]
    owner: Option<String>,
    /// Whether customs watch over them now.
    #[param(inline)]
    customs: Option<GoodsCustomsView>,
    /// Where they are: `expected`, `here`, `in_box` or `gone`.
    #[param(inline)]
    state: Option<GoodsStateView>,
    /// Only those with a hold.
    #[serde(default)]
    #[param(required = false)]
    held: bool,
    /// By what they are sorted; those that became known last come first where nothing is said.
    #[serde(default)]
    #[param(required = false, inline)]
    sort: GoodsSort,
    /// How many are passed over.
    #[serde(default)]
    #[param(required = false)]
    offset: usize,
    /// How many are given, 500 at most; 100 where nothing is said. A table has all.
    #[param(maximum = 500)]
    limit: Option<usize>,
    /// How a table is written: `csv` or `xlsx`; of tables only.
    #[param(required = false, inline)]
    format: Option<TableFormat>,
}

impl GoodsFilter {
    fn query(self) -> Result<GoodsQuery, Problem> {
        let owner = self.owner.as_ref().map(|owner| {
            let bad = || Problem::field("request.bad_value", "owner", "an organisation", owner);
            owner.parse().map_err(|_| bad())
        });
        Ok(GoodsQuery {
            text: self.text,
            warehouse: self.warehouse,
            bay: self.bay,
            owner: owner.transpose()?,
            customs: self.customs,
            state: self.state,
            held: self.held,
            sort: self.sort,
            offset: self.offset,
            limit: self.limit,
        })
    }
}

/// Returns the goods of a hub, here, expected and gone: filtered, sorted, by pages.
#[utoipa::path(
    get, path = "/v1/hubs/{hub}/goods", operation_id = "hub_goods", tag = "hubs",
    params(("hub" = String, Path, description = "The hub", example = "LYG-BASE"), GoodsFilter),
    responses((status = 200, description = "A page of goods", body = GoodsListAnswer))
)]
pub async fn hub_goods(
    State(site): Shared,
    Signed(caller): Signed,
    hub: Named<String>,
    QueryOf(filter): QueryOf<GoodsFilter>,
) -> Answer {
    check_sees(&caller)?;
    let layout = found(&site, hub)?;
    let (floor, version) = floor_of(&site, &layout.id).await?;
    answer(&Depot::new(&floor, layout).search(&filter.query()?, (version, now().timestamp()))?)
}

/// Returns the goods of a hub as a table; what shippers declare stands in the columns that a list read has.
#[utoipa::path(
    get, path = "/v1/hubs/{hub}/goods/table", operation_id = "hub_goods_table", tag = "hubs",
    params(("hub" = String, Path, description = "The hub", example = "LYG-BASE"), GoodsFilter),
    responses((
        status = 200, description = "A table",
        content((String = "text/csv"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
    ))
)]
pub async fn hub_goods_table(
    State(site): Shared,
    Signed(caller): Signed,
    hub: Named<String>,
    QueryOf(filter): QueryOf<GoodsFilter>,
) -> Answer {
    check_sees(&caller)?;
    let layout = found(&site, hub)?;
    let (floor, _) = floor_of(&site, &layout.id).await?;
    let (format, query) = (filter.format.unwrap_or_default(), filter.query()?);
    let depot = Depot::new(&floor, layout);
    let name = format!("{}-goods", layout.id);
    let bytes = match format {
        TableFormat::Csv => goods_csv(&depot, &query),
        TableFormat::Xlsx => goods_workbook(
            &depot,
            &query,
            now().timestamp().to_zoned(layout.zone.time_zone().clone()).datetime(),
        ),
    };
    Ok(table(format, &name, bytes.map_err(|fault| faulty(&fault))?))
}

/// Returns goods with their whole way: where they are, what came and went, damage, releases, holds, books, what happened.
#[utoipa::path(
    get, path = "/v1/hubs/{hub}/goods/{goods}", operation_id = "hub_goods_one", tag = "hubs",
    params(
        ("hub" = String, Path, description = "The hub", example = "LYG-BASE"),
        ("goods" = String, Path, description = "Their number or identifier", example = "R-2026-00017")
    ),
    responses((status = 200, description = "The goods", body = GoodsAnswer))
)]
pub async fn hub_goods_one(
    State(site): Shared,
    Signed(caller): Signed,
    path: Named<(String, String)>,
) -> Answer {
    check_sees(&caller)?;
    let Path((hub, given)) = path.map_err(|rejection| not_found(&rejection))?;
    let layout = layout(&site, &hub)?;
    let (floor, _) = floor_of(&site, &layout.id).await?;
    let store = floor.store();
    let id = given.parse().ok().or_else(|| store.numbered(&given));
    let unknown = || Problem::field("request.not_found", "goods", "goods of the hub", &given);
    let goods = id.and_then(|id| store.goods(id)).ok_or_else(unknown)?;
    let history = history_of(&site, &layout.id, &format!("goods:{}", goods.declaration.id)).await?;
    answer(&Depot::new(&floor, layout).goods(goods, history))
}

/// What a file of goods is.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ReadGoodsQuery {
    /// The file's name: problems name it.
    #[param(max_length = 200, example = "goods.csv")]
    name: String,
    /// Whose goods they are where the file does not say.
    #[param(max_length = 64, example = "DEMO-FORWARD")]
    owner: Option<String>,
}

/// Reads a list of goods that a shipper sent and records nothing: every row with what becomes of it, and what `goods_declare` takes.
#[utoipa::path(
    post, path = "/v1/hubs/{hub}/goods/read", operation_id = "read_goods_list", tag = "hubs",
    params(("hub" = String, Path, description = "The hub", example = "LYG-BASE"), ReadGoodsQuery),
    request_body(
        content = Vec<u8>, content_type = "text/csv",
        description = "CSV, or an XLSX file whose first sheet is read; at most 1 MiB and 5,000 rows"
    ),
    responses((status = 200, description = "The list as it was read", body = GoodsReading))
)]
pub async fn read_goods_list(
    State(site): Shared,
    Signed(caller): Signed,
    hub: Named<String>,
    QueryOf(query): QueryOf<ReadGoodsQuery>,
    file: FileOf,
) -> Answer {
    caller.check(Permission::Record)?;
    caller.check_kind(OrganisationKind::Operator)?;
    let layout = found(&site, hub)?;
    let (floor, _) = floor_of(&site, &layout.id).await?;
    let reading = tokio::task::spawn_blocking(move || {
        let charset = charset_of(&file.media_type);
        read_goods(&floor, (&query.name, &file.bytes), (charset.as_deref(), query.owner.as_deref()))
    });
    let reading = reading.await.map_err(|_| Problem::new("server.fault", "the list could not be read"))??;
    answer(&reading)
}

/// Returns the stuffing lists of a hub: open, sealed, being stripped, done.
#[utoipa::path(
    get, path = "/v1/hubs/{hub}/stuffing", operation_id = "hub_stuffing", tag = "hubs",
    params(("hub" = String, Path, description = "The hub", example = "LYG-BASE")),
    responses((status = 200, description = "The lists", body = ListsAnswer))
)]
pub async fn hub_stuffing(State(site): Shared, Signed(caller): Signed, hub: Named<String>) -> Answer {
    check_sees(&caller)?;
    let layout = found(&site, hub)?;
    let (floor, version) = floor_of(&site, &layout.id).await?;
    answer(&Depot::new(&floor, layout).lists(version, now().timestamp()))
}

/// Returns a stuffing list with its lines, what each consignment has in the box, and what happened.
#[utoipa::path(
    get, path = "/v1/hubs/{hub}/stuffing/{list}", operation_id = "hub_stuffing_list", tag = "hubs",
    params(
        ("hub" = String, Path, description = "The hub", example = "LYG-BASE"),
        ("list" = String, Path, description = "Its number or identifier", example = "ST-2026-004")
    ),
    responses((status = 200, description = "The list", body = StuffingAnswer))
)]
pub async fn hub_stuffing_list(
    State(site): Shared,
    Signed(caller): Signed,
    path: Named<(String, String)>,
) -> Answer {
    check_sees(&caller)?;
    let (hub, given) = both(path)?;
    let layout = layout(&site, &hub)?;
    let (floor, _) = floor_of(&site, &layout.id).await?;
    let list = list_of(&floor, &given)?;
    let history = history_of(&site, &layout.id, &format!("list:{}", list.heading.id)).await?;
    answer(&Depot::new(&floor, layout).list(list, history))
}

/// How a stuffing list is written.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct StuffingTableQuery {
    /// `csv` or `xlsx`; `csv` where nothing is said.
    #[serde(default)]
    #[param(required = false, inline)]
    format: TableFormat,
}

/// Returns a stuffing list as a table.
#[utoipa::path(
    get, path = "/v1/hubs/{hub}/stuffing/{list}/table", operation_id = "hub_stuffing_table", tag = "hubs",
    params(
        ("hub" = String, Path, description = "The hub", example = "LYG-BASE"),
        ("list" = String, Path, description = "Its number or identifier", example = "ST-2026-004"),
        StuffingTableQuery
    ),
    responses((
        status = 200, description = "A table",
        content((String = "text/csv"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
    ))
)]
pub async fn hub_stuffing_table(
    State(site): Shared,
    Signed(caller): Signed,
    path: Named<(String, String)>,
    QueryOf(query): QueryOf<StuffingTableQuery>,
) -> Answer {
    check_sees(&caller)?;
    let (hub, given) = both(path)?;
    let layout = layout(&site, &hub)?;
    let (floor, _) = floor_of(&site, &layout.id).await?;
    let list = list_of(&floor, &given)?;
    let depot = Depot::new(&floor, layout);
    let name = format!("stuffing-{}", list.heading.id);
    let bytes = match query.format {
        TableFormat::Csv => list_csv(&depot, list),
        TableFormat::Xlsx => list_workbook(
            &depot,
            list,
            now().timestamp().to_zoned(layout.zone.time_zone().clone()).datetime(),
        ),
    };
    Ok(table(query.format, &name, bytes.map_err(|fault| faulty(&fault))?))
}

/// Returns a stuffing list as the hub at the other end takes it over: with `"do": "stuffing_announce"` it is an action there.
#[utoipa::path(
    get, path = "/v1/hubs/{hub}/stuffing/{list}/announcement", operation_id = "hub_stuffing_announcement", tag = "hubs",
    params(
        ("hub" = String, Path, description = "The hub", example = "LYG-BASE"),
        ("list" = String, Path, description = "Its number or identifier", example = "ST-2026-004")
    ),
    responses((status = 200, description = "The list for the other end", body = StuffingAnnouncement))
)]
pub async fn hub_stuffing_announcement(
    State(site): Shared,
    Signed(caller): Signed,
    path: Named<(String, String)>,
) -> Answer {
    check_sees(&caller)?;
    let (hub, given) = both(path)?;
    let layout = layout(&site, &hub)?;
    let (floor, _) = floor_of(&site, &layout.id).await?;
    answer(&Depot::new(&floor, layout).announcement(list_of(&floor, &given)?))
}

/// Returns where a parcel or other goods are, over all hubs, by tracking number, receipt number or identifier. Customers see their own.
#[utoipa::path(
    get, path = "/v1/goods/{number}", operation_id = "track_goods", tag = "hubs",
    params(("number" = String, Path, description = "Number or identifier", example = "LB100000017")),
    responses((status = 200, description = "Where they are", body = TrackAnswer))
)]
pub async fn track_goods(State(site): Shared, Signed(caller): Signed, number: Named<String>) -> Answer {
    caller.check(Permission::Read)?;
    let Path(number) = number.map_err(|rejection| not_found(&rejection))?;
    let owner = match caller.kind {
        OrganisationKind::Customer => {
            let organisation = caller.organisation().as_str().parse();
            Some(organisation.map_err(|_| Problem::new("server.fault", "an organisation without a name"))?)
        }
        OrganisationKind::Partner | OrganisationKind::Operator => None,
    };
    let mut hubs = Vec::new();
    for layout in site.app().corridor().layouts.hubs.values() {
        let (floor, _) = floor_of(&site, &layout.id).await?;
        hubs.extend(track(&floor, layout, &number, owner.as_ref()));
    }
    if hubs.is_empty() {
        return Err(Problem::field("request.not_found", "number", "goods that you may see", &number));
    }
    hubs.sort_by(|one, other| other.latest.cmp(&one.latest));
    answer(&TrackAnswer { number, now: now().timestamp().to_string(), hubs })
}

fn both(path: Named<(String, String)>) -> Result<(String, String), Problem> {
    let Path(both) = path.map_err(|rejection| not_found(&rejection))?;
    Ok(both)
}

fn list_of<'a>(floor: &'a Floor, given: &str) -> Result<&'a StuffingList, Problem> {
    let store = floor.store();
    let id = given.parse().ok().or_else(|| store.list_numbered(given));
    let unknown = || Problem::field("request.not_found", "list", "a stuffing list of the hub", given);
    id.and_then(|id| store.list(id)).ok_or_else(unknown)
}

fn table(format: TableFormat, name: &str, bytes: Vec<u8>) -> Response {
    let (kind, ending) = match format {
        TableFormat::Csv => ("text/csv; charset=utf-8", "csv"),
        TableFormat::Xlsx => (WORKBOOK, "xlsx"),
    };
    let name = format!("attachment; filename=\"{name}.{ending}\"");
    ([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, name)], bytes).into_response()
}
