//! Hubs: their floor plans, what stands on their floors, and what is done there.

mod at_hubs;
mod charges;
mod figures;
mod gate;
mod gauge;
mod goods;
mod grain;
mod reefers;
mod ship;
mod train;

use std::sync::Arc;

use axum::Router;
use axum::extract::rejection::PathRejection;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::routing::{get, post};
use lb_app::booking::lists::Page;
use lb_app::desk::{Caller, OrganisationKind, Permission, State as Known, hub_entity};
use lb_app::hub::answers::{BoxRow, Drawn, FloorAnswer, HistoryRow, HubUnitAnswer, UNITS_MAX, UnitFilter};
use lb_app::hub::floor::{HubOn, layout_of};
use lb_app::hub::gauge::{GaugeChangeAnswer, gauge_change as planned};
use lb_app::hub::plan::{HubPlan, HubRow};
use lb_app::hub::requests::{HubRequest, ManyHubActions};
use lb_app::hub::story::{self, HubDone};
use lb_app::hub::views::{ArticleView, HoldView};
use lb_app::journal::{Body, Receipt};
use lb_base::UnitId;
use lb_hub::Floor;
use lb_network::layout::{BlockId, HubId, Layout};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, OpenApi, ToSchema};

use crate::access::Signed;
use crate::booking::answer;
use crate::booking::command::{CommandOf, answered, part_of};
use crate::input::QueryOf;
use crate::office::{faulty, now};
use crate::problem::Problem;
use crate::routes::Answer;
use crate::site::Site;

/// The most bytes of a request's body: a wagon list, a part of an opening inventory.
const HUB_BODY_BYTES_MAX: usize = 1 << 20;
/// Wishes that are done one by one in a request.
const EACH_MAX: usize = 200;

type Shared = State<Arc<Site>>;
type Named<T> = Result<Path<T>, PathRejection>;

/// Returns the routes.
pub fn routes() -> Router<Arc<Site>> {
    let limit = || DefaultBodyLimit::max(HUB_BODY_BYTES_MAX);
    Router::new()
        .route("/v1/hubs", get(hubs))
        .route("/v1/hubs/{hub}", get(hub_plan))
        .route("/v1/hubs/{hub}/floor", get(hub_floor))
        .route("/v1/hubs/{hub}/blocks/{block}", get(hub_block))
        .route("/v1/hubs/{hub}/units", get(hub_units))
        .route("/v1/hubs/{hub}/units/{unit}", get(hub_unit))
        .route("/v1/hubs/{hub}/history", get(hub_history))
        .route("/v1/hubs/{hub}/figures", get(figures::hub_figures))
        .route("/v1/hubs/{hub}/figures/{measure}", get(figures::hub_spans))
        .route("/v1/hubs/{hub}/gauge-change", get(gauge_change))
        .route(
            "/v1/hubs/{hub}/visits/{visit}/list",
            get(train::announced_list).merge(post(train::read_wagon_list).layer(limit())),
        )
        .route("/v1/hubs/{hub}/visits/{visit}/train", get(train::train_composition))
        .route("/v1/hubs/{hub}/visits/{visit}/train/list", get(train::train_list))
        .merge(gauge::routes())
        .merge(grain::routes())
        .merge(gate::routes())
        .merge(goods::routes())
        .merge(ship::routes())
        .merge(reefers::routes())
        .merge(charges::routes())
        .merge(at_hubs::routes())
        .route("/v1/hubs/{hub}/actions", post(act_on_hub).layer(limit()))
        .route("/v1/hubs/{hub}/actions/each", post(act_on_hub_each).layer(limit()))
}

/// The operations of hubs, for the document of the server.
#[derive(OpenApi)]
#[openapi(
    tags((name = "hubs", description = "Hubs: trains, ships and trucks, placements, jobs, yard, holds")),
    paths(
        hubs, hub_plan, hub_floor, hub_block, hub_units, hub_unit, hub_history, gauge_change, act_on_hub, act_on_hub_each,
        figures::hub_figures, figures::hub_spans,
        train::announced_list, train::read_wagon_list, train::train_composition, train::train_list,
        ship::ship_at_hub, ship::read_stow, ship::ship_list,
        gauge::gauge_changes, gauge::gauge_document, gauge::gauge_export, gauge::gauge_photo,
        grain::hub_grain, grain::hub_grain_lot, grain::hub_grain_balance,
        gate::hub_gate, gate::hub_gate_windows, gate::hub_gate_appointments, gate::hub_gate_table,
        goods::hub_warehouses, goods::hub_goods, goods::hub_goods_table, goods::hub_goods_one, goods::read_goods_list,
        goods::hub_stuffing, goods::hub_stuffing_list, goods::hub_stuffing_table, goods::hub_stuffing_announcement,
        goods::track_goods,
        reefers::hub_reefers, reefers::hub_reefer, reefers::hub_reefer_file,
        charges::hub_tariff, charges::hub_charges, charges::hub_charges_table,
        at_hubs::at_hubs_units, at_hubs::at_hubs_units_table, at_hubs::at_hubs_goods, at_hubs::at_hubs_goods_table,
        at_hubs::at_hubs_lots, at_hubs::at_hubs_lots_table
    )
)]
pub struct HubInterface;

/// Returns the hubs of the corridor.
#[utoipa::path(
    get, path = "/v1/hubs", operation_id = "hubs", tag = "hubs",
    responses((status = 200, description = "The hubs", body = [HubRow]))
)]
pub async fn hubs(State(site): Shared, Signed(caller): Signed) -> Answer {
    caller.check(Permission::Read)?;
    answer(&site.app().hubs())
}

/// Returns a hub's floor plan: tracks, berths, blocks, equipment, types of wagons.
#[utoipa::path(
    get, path = "/v1/hubs/{hub}", operation_id = "hub_plan", tag = "hubs",
    params(("hub" = String, Path, description = "The hub", example = "LYG-BASE")),
    responses((status = 200, description = "The floor plan", body = HubPlan))
)]
pub async fn hub_plan(State(site): Shared, Signed(caller): Signed, hub: Named<String>) -> Answer {
    caller.check(Permission::Read)?;
    let layout = found(&site, hub)?;
    answer(&site.app().hub_plan(layout))
}

/// Returns a hub's floor: visits with their wagons, placements, jobs, how full the blocks are.
#[utoipa::path(
    get, path = "/v1/hubs/{hub}/floor", operation_id = "hub_floor", tag = "hubs",
    params(("hub" = String, Path, description = "The hub", example = "LYG-BASE")),
    responses((status = 200, description = "The floor, as of now", body = FloorAnswer))
)]
pub async fn hub_floor(State(site): Shared, Signed(caller): Signed, hub: Named<String>) -> Answer {
    check_sees(&caller)?;
    let layout = found(&site, hub)?;
    let (floor, version) = floor_of(&site, &layout.id).await?;
    answer(&drawn(&site, &floor, layout).answer(version))
}

/// Returns everything that stands in a block of a hub's yard.
#[utoipa::path(
    get, path = "/v1/hubs/{hub}/blocks/{block}", operation_id = "hub_block", tag = "hubs",
    params(
        ("hub" = String, Path, description = "The hub", example = "LYG-BASE"),
        ("block" = String, Path, description = "The block", example = "A1")
    ),
    responses((status = 200, description = "What stands there, by bay, row and tier", body = [BoxRow]))
)]
pub async fn hub_block(State(site): Shared, Signed(caller): Signed, path: Named<(String, String)>) -> Answer {
    check_sees(&caller)?;
    let Path((hub, block)) = path.map_err(|rejection| not_found(&rejection))?;
    let layout = layout(&site, &hub)?;
    let unknown = || Problem::field("request.not_found", "block", "a block of the hub", &block);
    let block: BlockId = block.parse().map_err(|_| unknown())?;
    if !layout.blocks.contains_key(&block) {
        return Err(unknown());
    }
    let (floor, _) = floor_of(&site, &layout.id).await?;
    answer(&drawn(&site, &floor, layout).block(&block))
}

/// Which units.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct HubUnitsQuery {
    /// Only those whose number holds this text.
    #[param(max_length = 64)]
    q: Option<String>,
    /// Only those in this block.
    block: Option<String>,
    /// Only those on this visit.
    visit: Option<String>,
    /// Only those that something stops.
    #[serde(default)]
    #[param(required = false)]
    held: bool,
    /// Only those whose number is wrong.
    #[serde(default)]
    #[param(required = false)]
    flagged: bool,
    /// Only boxes of the yard that no job moves: what may be put on a train; `counts` tells how many go where.
    #[serde(default)]
    #[param(required = false)]
    loadable: bool,
    /// Only those that go to this place in the end.
    #[param(max_length = 64)]
    destination: Option<String>,
    /// Rows of the page.
    #[param(minimum = 1, maximum = 500, default = 50)]
    limit: Option<usize>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

/// Returns units on a hub's floor, by number.
#[utoipa::path(
    get, path = "/v1/hubs/{hub}/units", operation_id = "hub_units", tag = "hubs",
    params(("hub" = String, Path, description = "The hub", example = "LYG-BASE"), HubUnitsQuery),
    responses((status = 200, description = "A page", body = Page<BoxRow>))
)]
pub async fn hub_units(
    State(site): Shared,
    Signed(caller): Signed,
    hub: Named<String>,
    QueryOf(query): QueryOf<HubUnitsQuery>,
) -> Answer {
    check_sees(&caller)?;
    let layout = found(&site, hub)?;
    let limit = query.limit.unwrap_or(50);
    if !(1..=UNITS_MAX).contains(&limit) {
        let expected = format!("1 to {UNITS_MAX}");
        return Err(Problem::field("request.bad_value", "limit", &expected, &limit.to_string()));
    }
    let after = query.cursor.as_deref().map(cursor).transpose()?;
    let filter = UnitFilter {
        q: query.q,
        block: query.block,
        visit: query.visit,
        held: query.held,
        flagged: query.flagged,
        loadable: query.loadable,
        destination: query.destination,
        limit,
        after,
    };
    let (floor, _) = floor_of(&site, &layout.id).await?;
    let (items, total, counts) = drawn(&site, &floor, layout).units(&filter);
    // A full page may be the last one; then the next is empty.
    let next = items.last().filter(|_| items.len() == limit).map(|row| format!("{} {}", row.id, row.number));
    answer(&Page { items, next, total, counts, cut: false })
}

/// Returns a unit on a hub's floor with its holds and what happened to it.
#[utoipa::path(
    get, path = "/v1/hubs/{hub}/units/{unit}", operation_id = "hub_unit", tag = "hubs",
    params(
        ("hub" = String, Path, description = "The hub", example = "LYG-BASE"),
        ("unit" = String, Path, description = "Its number or identifier", example = "TGHU1643396")
    ),
    responses((status = 200, description = "The unit", body = HubUnitAnswer))
)]
pub async fn hub_unit(State(site): Shared, Signed(caller): Signed, path: Named<(String, String)>) -> Answer {
    check_sees(&caller)?;
    let Path((hub, unit)) = path.map_err(|rejection| not_found(&rejection))?;
    let layout = layout(&site, &hub)?;
    let (floor, _) = floor_of(&site, &layout.id).await?;
    let id = unit.parse::<UnitId>().ok().or_else(|| floor.numbered(&unit));
    let stay = id.and_then(|id| floor.unit(id));
    let gone = || Problem::field("hub.unit_unknown", "unit", "a unit that is here", &unit);
    let stay = stay.ok_or_else(gone)?;
    let subject = format!("unit:{}", stay.article.id);
    let history = history_of(&site, &layout.id, &subject).await?;
    answer(&HubUnitAnswer {
        row: drawn(&site, &floor, layout).row(stay),
        article: ArticleView::from(&stay.article),
        holds: stay.holds.values().map(HoldView::from).collect(),
        history,
    })
}

/// What a story is about.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct HubHistoryQuery {
    /// `unit:..`, `visit:..`, `placement:..`, `equipment:..`, `block:..`, `gauge:..`, `lot:..`, `cell:..` or `appointment:..`.
    #[param(max_length = 128, example = "equipment:LYG-RMG1")]
    subject: String,
}

/// Returns what happened to a unit, visit, placement, machine or block, the latest first; also to what has left.
#[utoipa::path(
    get, path = "/v1/hubs/{hub}/history", operation_id = "hub_history", tag = "hubs",
    params(("hub" = String, Path, description = "The hub", example = "LYG-BASE"), HubHistoryQuery),
    responses((status = 200, description = "At most 200 events", body = [HistoryRow]))
)]
pub async fn hub_history(
    State(site): Shared,
    Signed(caller): Signed,
    hub: Named<String>,
    QueryOf(query): QueryOf<HubHistoryQuery>,
) -> Answer {
    check_sees(&caller)?;
    let layout = found(&site, hub)?;
    if query.subject.contains('\0') || query.subject.len() > 128 {
        let expected = "a subject such as unit:..";
        return Err(Problem::field("request.bad_value", "subject", expected, &query.subject));
    }
    answer(&history_of(&site, &layout.id, &query.subject).await?)
}

/// From which train to which.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct GaugeChangeQuery {
    /// The visit of the train that brings.
    #[param(example = "01890a5d-ac96-774b-bcce-b302099a8057")]
    from: String,
    /// The visit of the train that takes on.
    #[param(example = "01890a5d-ac96-774b-bcce-b302099a8058")]
    to: String,
}

/// Plans a change of gauge: which box goes to which slot of which platform, by which crane, in which order; what stays behind and
/// why. Nothing is recorded: `job_plan` does that.
#[utoipa::path(
    get, path = "/v1/hubs/{hub}/gauge-change", operation_id = "gauge_change", tag = "hubs",
    params(("hub" = String, Path, description = "The hub", example = "KHORGOS"), GaugeChangeQuery),
    responses((status = 200, description = "The plan", body = GaugeChangeAnswer))
)]
pub async fn gauge_change(
    State(site): Shared,
    Signed(caller): Signed,
    hub: Named<String>,
    QueryOf(query): QueryOf<GaugeChangeQuery>,
) -> Answer {
    check_sees(&caller)?;
    let layout = found(&site, hub)?;
    let bad =
        |field, text: &str| Problem::field("request.bad_value", field, "the identifier of a visit", text);
    let from = query.from.parse().map_err(|_| bad("from", &query.from))?;
    let to = query.to.parse().map_err(|_| bad("to", &query.to))?;
    let (floor, _) = floor_of(&site, &layout.id).await?;
    answer(&planned(&floor, (layout, &site.app().corridor().layouts), [from, to])?)
}

/// Does something on a hub's floor: all of it, or nothing.
#[utoipa::path(
    post, path = "/v1/hubs/{hub}/actions", operation_id = "act_on_hub", tag = "hubs",
    params(
        ("hub" = String, Path, description = "The hub", example = "LYG-BASE"),
        crate::booking::IdempotencyHeader
    ),
    request_body = HubRequest,
    responses((status = 200, description = "What was made", body = HubDone))
)]
pub async fn act_on_hub(
    State(site): Shared,
    Signed(caller): Signed,
    hub: Named<String>,
    command: CommandOf<HubRequest>,
) -> Answer {
    let hub = found(&site, hub)?.id.clone();
    let HubRequest { version, actions } = command.body;
    let task = HubOn { app: Arc::clone(site.office().app()), hub, version, actions };
    answered(&site.office().ask(Arc::new(task), caller, command.idempotency).await?)
}

/// What became of one wish.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct HubEachResult {
    /// What was made, when it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done: Option<HubDone>,
    /// Why it was not done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<Problem>,
}

/// What became of many wishes.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct HubEachAnswer {
    /// One result per wish, in the order asked.
    pub results: Vec<HubEachResult>,
}

/// Does many things on a hub's floor, each by itself and told by itself: what a tablet has kept while it was out of reach.
#[utoipa::path(
    post, path = "/v1/hubs/{hub}/actions/each", operation_id = "act_on_hub_each", tag = "hubs",
    params(
        ("hub" = String, Path, description = "The hub", example = "LYG-BASE"),
        crate::booking::IdempotencyHeader
    ),
    request_body = ManyHubActions,
    responses((status = 200, description = "One result per wish", body = HubEachAnswer))
)]
pub async fn act_on_hub_each(
    State(site): Shared,
    Signed(caller): Signed,
    hub: Named<String>,
    command: CommandOf<ManyHubActions>,
) -> Answer {
    let hub = found(&site, hub)?.id.clone();
    let actions = command.body.actions;
    if actions.is_empty() || actions.len() > EACH_MAX {
        let expected = format!("1 to {EACH_MAX}");
        return Err(Problem::field("request.bad_value", "actions", &expected, &actions.len().to_string()));
    }
    let mut results = Vec::new();
    // One after the other: what a tablet kept happened in this order, and a later wish may rely on an earlier one.
    for (at, action) in actions.into_iter().enumerate() {
        let idempotency =
            part_of(&command.idempotency.key, at, &json!({ "hub": hub.as_str(), "action": action }))?;
        let app = Arc::clone(site.office().app());
        let task = HubOn { app, hub: hub.clone(), version: None, actions: vec![action] };
        let outcome = site.office().ask(Arc::new(task), caller.clone(), idempotency).await;
        results.push(match outcome.and_then(|receipt| done(&receipt)) {
            Ok(done) => HubEachResult { done: Some(done), problem: None },
            Err(problem) => HubEachResult { done: None, problem: Some(problem) },
        });
    }
    answer(&HubEachAnswer { results })
}

fn done(receipt: &Receipt) -> Result<HubDone, Problem> {
    let unread = || Problem::new("server.fault", "the answer could not be read");
    let answer = receipt.answer.as_ref().and_then(Body::value);
    answer.and_then(|value| serde_json::from_value(value).ok()).ok_or_else(unread)
}

/// Reads the end of a page: the identifier of its last unit, and its number, by which units are ordered.
fn cursor(text: &str) -> Result<(String, UnitId), Problem> {
    let bad = || Problem::field("request.bad_value", "cursor", "the `next` of the page before", text);
    let (id, number) = text.split_once(' ').ok_or_else(bad)?;
    Ok((number.to_owned(), id.parse().map_err(|_| bad())?))
}

/// Refuses whoever does not see the floor: customers see their consignments.
fn check_sees(caller: &Caller) -> Result<(), Problem> {
    caller.check(Permission::Read)?;
    Ok(caller.check_kind(OrganisationKind::Partner)?)
}

fn not_found(rejection: &PathRejection) -> Problem {
    Problem::new("request.not_found", rejection.body_text())
}

fn found(site: &Site, hub: Named<String>) -> Result<&Layout, Problem> {
    let Path(hub) = hub.map_err(|rejection| not_found(&rejection))?;
    layout(site, &hub)
}

fn layout<'a>(site: &'a Site, hub: &str) -> Result<&'a Layout, Problem> {
    let id = hub.parse().map_err(|_| Problem::field("hub.unknown", "hub", "a hub of the corridor", hub))?;
    Ok(layout_of(site.app(), &id)?)
}

/// Returns a hub's floor as the journal has it now, and its version.
async fn floor_of(site: &Site, hub: &HubId) -> Result<(Floor, u64), Problem> {
    let entity = hub_entity(hub).map_err(|fault| faulty(&fault))?;
    let sight = site.office().desk().look(&entity).await.map_err(|fault| faulty(&fault))?;
    let floor = sight.state.as_ref().and_then(Known::hub).cloned();
    Ok((floor.unwrap_or_else(|| Floor::new(hub.clone())), sight.version))
}

fn drawn<'a>(site: &'a Site, floor: &'a Floor, layout: &'a Layout) -> Drawn<'a> {
    Drawn::new(floor, layout, &site.app().corridor().layouts, now().timestamp())
}

async fn history_of(site: &Site, hub: &HubId, subject: &str) -> Result<Vec<HistoryRow>, Problem> {
    let history = story::history(site.office().journal().as_ref(), hub, subject).await;
    history.map_err(|fault| faulty(&fault))
}
