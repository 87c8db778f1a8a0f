//! Consignments: lists, orders, what is done with them, ways that can be booked, their history.

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::Response;
use lb_app::booking::act::{Act, ActOn, NewOrder};
use lb_app::booking::dossier::Dossier;
use lb_app::booking::lists::{self, ConsignmentFilter, Page};
use lb_app::booking::offers::{OffersAnswer, OffersRequest};
use lb_app::booking::rows::ConsignmentRow;
use lb_app::booking::story::{ConsignmentAnswer, EventRow};
use lb_app::booking::views::{BulkRequest, ConsignmentAction, ConsignmentRequest, Done, NewConsignment};
use lb_app::desk::{Caller, DeskError, Permission, Request, State as Known, consignment_entity};
use lb_app::journal::{Entity, IdempotencyKey, PAGE_RECORDS_MAX, Position, Receipt};
use lb_app::{FieldProblem, Refusal};
use lb_base::{BookingId, ConsignmentId, HandlingId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::command::{CommandOf, answered, part_of};
use crate::access::Signed;
use crate::input::{JsonBody, QueryOf};
use crate::office::{faulty, now};
use crate::problem::Problem;
use crate::routes::Answer;
use crate::site::Site;

/// Consignments of one bulk request at most.
const BULK_MAX: usize = 500;

type Shared = State<Arc<Site>>;
type Named = Result<Path<String>, PathRejection>;

/// Which consignments.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ConsignmentsQuery {
    /// Statuses, parted by commas: `drafted`, `ordered`, `planned`, `booked`, `received`, `under_way`, `arrived`,
    /// `delivered`, `closed`, `cancelled`.
    #[param(example = "booked")]
    status: Option<String>,
    /// Only of this customer.
    customer: Option<String>,
    /// Only from this place.
    origin: Option<String>,
    /// Only to this place.
    destination: Option<String>,
    /// Only with a hold of goods of this kind: `customs`, `quarantine`, `payment`, `other`.
    hold: Option<String>,
    /// Only those whose estimate is later than the plan by more than so many minutes.
    late: Option<i64>,
    /// Only those whose identifier, reference, customer, goods or places hold this text.
    #[param(max_length = 200)]
    q: Option<String>,
    /// `updated`, `made`, `ready`, `departure`, `arrival`, `customer`, `status`, `origin`, `destination`, `mass`, `late` or
    /// `reference`; after `-` descending. `-updated` when absent.
    #[param(example = "-updated")]
    sort: Option<String>,
    /// Rows of the page.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<usize>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

/// Returns consignments that the caller may see.
#[utoipa::path(
    get, path = "/v1/consignments", operation_id = "consignments", tag = "consignments", params(ConsignmentsQuery),
    responses((status = 200, description = "A page; `counts` by status, whatever status is asked for", body = Page<ConsignmentRow>))
)]
pub async fn consignments(
    State(site): Shared,
    Signed(caller): Signed,
    QueryOf(query): QueryOf<ConsignmentsQuery>,
) -> Answer {
    caller.check(Permission::Read)?;
    let status = query.status.as_deref().unwrap_or_default().split(',').filter(|word| !word.is_empty());
    let filter = ConsignmentFilter {
        status: status.map(str::to_owned).collect(),
        customer: query.customer,
        origin: query.origin,
        destination: query.destination,
        hold: query.hold,
        late_minutes_min: query.late,
        q: query.q,
        sort: query.sort,
        limit: query.limit,
        cursor: query.cursor,
    };
    let page = lists::consignments(site.office().journal().as_ref(), &caller, &filter).await;
    answer(&page.map_err(|fault| faulty(&fault))??)
}

/// Begins a consignment: a draft, or an order placed at once.
#[utoipa::path(
    post, path = "/v1/consignments", operation_id = "new_consignment", tag = "consignments",
    request_body = NewConsignment, params(super::IdempotencyHeader),
    responses((status = 200, description = "The consignment", body = Done))
)]
pub async fn new_consignment(
    State(site): Shared,
    Signed(caller): Signed,
    command: CommandOf<NewConsignment>,
) -> Answer {
    let office = site.office();
    let asked = command.body;
    let customer = match &asked.customer {
        Some(customer) => customer.parse().map_err(|error: lb_base::IdError| {
            Refusal::field("request.bad_value", "customer", error.to_string(), customer)
        })?,
        None => caller.organisation().clone(),
    };
    let draft = (&asked.draft)
        .try_into()
        .map_err(|error: lb_app::booking::views::ViewError| Refusal::from(error.within("draft")))?;
    let task = NewOrder {
        app: Arc::clone(office.app()),
        id: ConsignmentId::at(now().unix_millis(), office.desk().draw()),
        customer,
        reference: asked.reference,
        draft,
        placed: asked.place_order,
    };
    answered(&office.ask(Arc::new(task), caller, command.idempotency).await?)
}

/// Returns a consignment: order, plans, booking, what happened, what should happen next.
#[utoipa::path(
    get, path = "/v1/consignments/{id}", operation_id = "consignment", tag = "consignments",
    params(("id" = String, Path, description = "Its identifier", example = "01890a5d-ac96-774b-bcce-b302099a8057")),
    responses((status = 200, description = "The consignment", body = ConsignmentAnswer))
)]
pub async fn consignment(State(site): Shared, Signed(caller): Signed, id: Named) -> Answer {
    let id = identifier(id)?;
    let (version, dossier) = seen(&site, &caller, id).await?;
    let desk = site.office().desk();
    let mut ledgers = Vec::new();
    for entity in lb_app::booking::story::ledgers_of(&dossier) {
        let sight = desk.look(&entity).await.map_err(|fault| faulty(&fault))?;
        ledgers.extend(sight.state.as_ref().and_then(Known::ledger).cloned());
    }
    answer(&ConsignmentAnswer::of(&dossier, version, &ledgers))
}

/// Does something with a consignment.
#[utoipa::path(
    post, path = "/v1/consignments/{id}/actions", operation_id = "act_on_consignment", tag = "consignments",
    params(("id" = String, Path, description = "Its identifier", example = "01890a5d-ac96-774b-bcce-b302099a8057"), super::IdempotencyHeader),
    request_body = ConsignmentRequest,
    responses((status = 200, description = "How it stands now", body = Done))
)]
pub async fn act_on_consignment(
    State(site): Shared,
    Signed(caller): Signed,
    id: Named,
    command: CommandOf<ConsignmentRequest>,
) -> Answer {
    let id = identifier(id)?;
    let ConsignmentRequest { version, action } = command.body;
    let task = task(&site, id, (version, &action)).await?;
    answered(&site.office().ask(Arc::new(task), caller, command.idempotency).await?)
}

async fn task(
    site: &Site,
    id: ConsignmentId,
    (version, action): (Option<u64>, &ConsignmentAction),
) -> Result<ActOn, Problem> {
    let office = site.office();
    let millis = now().unix_millis();
    let record = HandlingId::at(millis, office.desk().draw());
    let mut act = action.act(record).map_err(|error| Refusal::from(error.within("action")))?;
    if let Act::Attach { hash, media_type, bytes, .. } = &mut act {
        let found = office.journal().attachment(*hash).await.map_err(|fault| faulty(&fault))?;
        let unknown = || {
            Refusal::field("attachment.unknown", "hash", "a document that was uploaded", &hash.to_string())
        };
        let found = found.ok_or_else(unknown)?;
        found.media_type().as_str().clone_into(media_type);
        *bytes = u64::try_from(found.bytes().len()).unwrap_or(u64::MAX);
    }
    let booking = BookingId::at(millis, office.desk().draw());
    Ok(ActOn { app: Arc::clone(office.app()), id, version, act, booking })
}

/// What became of one of many.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BulkResult {
    /// The consignment.
    pub id: String,
    /// How it stands now; absent where it was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false)]
    pub done: Option<Done>,
    /// Why it was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false)]
    pub problem: Option<Problem>,
}

/// What became of each.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BulkAnswer {
    /// One result per consignment, in the order asked.
    pub results: Vec<BulkResult>,
}

/// Does the same with many consignments: each by itself, and each told by itself.
#[utoipa::path(
    post, path = "/v1/consignments/actions", operation_id = "act_on_consignments", tag = "consignments",
    request_body = BulkRequest, params(super::IdempotencyHeader),
    responses((status = 200, description = "One result per consignment, in the order asked", body = BulkAnswer))
)]
pub async fn act_on_many(
    State(site): Shared,
    Signed(caller): Signed,
    command: CommandOf<BulkRequest>,
) -> Answer {
    let BulkRequest { items, action } = command.body;
    if items.is_empty() || items.len() > BULK_MAX {
        let found = items.len().to_string();
        return Err(Problem::field("request.bad_value", "items", &format!("1 to {BULK_MAX}"), &found));
    }
    let (mut requests, mut refused) = (Vec::new(), Vec::new());
    for (at, item) in items.iter().enumerate() {
        match one_of_many(&site, &caller, (at, item), (&command.idempotency.key, &action)).await {
            Ok(request) => {
                requests.push(request);
                refused.push(None);
            }
            Err(problem) => refused.push(Some(problem)),
        }
    }
    let mut outcomes = site.office().ask_all(requests).await.into_iter();
    let mut results = Vec::new();
    for (item, refused) in items.iter().zip(refused) {
        let outcome = refused.map_or_else(|| outcomes.next().map_or_else(|| Err(unread()), done), Err);
        let (done, problem) = match outcome {
            Ok(done) => (Some(done), None),
            Err(problem) => (None, Some(problem)),
        };
        results.push(BulkResult { id: item.id.clone(), done, problem });
    }
    answer(&BulkAnswer { results })
}

async fn one_of_many(
    site: &Site,
    caller: &Caller,
    (at, item): (usize, &lb_app::booking::views::ConsignmentPick),
    (key, action): (&IdempotencyKey, &ConsignmentAction),
) -> Result<Request, Problem> {
    let id: ConsignmentId = item.id.parse().map_err(|_| unknown(&item.id))?;
    let task = task(site, id, (item.version, action)).await?;
    let idempotency = part_of(key, at, &serde_json::json!({ "item": item, "action": action }))?;
    Ok(Request { task: Arc::new(task), caller: caller.clone(), idempotency })
}

/// Returns how a consignment stands after a command.
fn done(outcome: Result<Receipt, DeskError>) -> Result<Done, Problem> {
    let answer = outcome?.answer.as_ref().and_then(lb_app::journal::Body::value);
    answer.and_then(|value| serde_json::from_value(value).ok()).ok_or_else(unread)
}

fn unread() -> Problem {
    Problem::new("server.fault", "the answer could not be read")
}

/// Finds ways for a consignment's order that can be booked now, with the room that is left and their price.
#[utoipa::path(
    post, path = "/v1/consignments/{id}/offers", operation_id = "offers", tag = "consignments",
    params(("id" = String, Path, description = "Its identifier", example = "01890a5d-ac96-774b-bcce-b302099a8057")),
    request_body = OffersRequest,
    responses((status = 200, description = "Offers, earliest arrival first, or why not", body = OffersAnswer))
)]
pub async fn offers(
    State(site): Shared,
    Signed(caller): Signed,
    id: Named,
    JsonBody(request): JsonBody<OffersRequest>,
) -> Answer {
    let id = identifier(id)?;
    let (_, dossier) = seen(&site, &caller, id).await?;
    let consignment = &dossier.consignment;
    let Some(order) = consignment.life().order().cloned() else {
        let detail = "expected an order that was placed, got a draft";
        return Err(Problem::new("consignment.wrong_state", detail));
    };
    let live = site.office().board().await?.live(site.app(), consignment.customer());
    let instant = now().timestamp();
    site.search(
        move |app| app.offers(&order, live, &request, instant),
        |answer, elapsed_us| answer.elapsed_us = elapsed_us,
    )
    .await
}

/// A page of a history.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct EventsQuery {
    /// Only events after this place in the journal.
    after: Option<u64>,
}

/// Returns the events of a consignment as they stand in the journal, oldest first.
#[utoipa::path(
    get, path = "/v1/consignments/{id}/events", operation_id = "consignment_events", tag = "consignments",
    params(("id" = String, Path, description = "Its identifier", example = "01890a5d-ac96-774b-bcce-b302099a8057"), EventsQuery),
    responses((status = 200, description = "Events, oldest first, at most 1,000", body = Vec<EventRow>))
)]
pub async fn consignment_events(
    State(site): Shared,
    Signed(caller): Signed,
    id: Named,
    QueryOf(query): QueryOf<EventsQuery>,
) -> Answer {
    let id = identifier(id)?;
    seen(&site, &caller, id).await?;
    let entity = entity(id)?;
    let after = place(query.after.unwrap_or(0));
    let records = site.office().journal().read_entity(&entity, after, PAGE_RECORDS_MAX).await;
    let records = records.map_err(|fault| faulty(&fault))?;
    answer(&records.iter().map(EventRow::of).collect::<Vec<_>>())
}

/// Returns a consignment that the caller may see, with its version; whoever may not hears that it is not there.
async fn seen(site: &Site, caller: &Caller, id: ConsignmentId) -> Result<(u64, Arc<Dossier>), Problem> {
    caller.check(Permission::Read)?;
    let sight = site.office().desk().look(&entity(id)?).await.map_err(|fault| faulty(&fault))?;
    match sight.state {
        Some(Known::Consignment(dossier))
            if caller.sees_all() || dossier.is_seen_by(caller.organisation()) =>
        {
            Ok((sight.version, dossier))
        }
        Some(_) | None => Err(unknown(&id.to_string())),
    }
}

/// No journal has more places than the storage counts.
pub(super) fn place(number: u64) -> Position {
    Position(number.min(i64::MAX.unsigned_abs()))
}

fn entity(id: ConsignmentId) -> Result<Entity, Problem> {
    consignment_entity(id).map_err(|fault| faulty(&fault))
}

fn identifier(id: Named) -> Result<ConsignmentId, Problem> {
    let Path(id) = id.map_err(|rejection| Problem::new("request.not_found", rejection.body_text()))?;
    id.parse().map_err(|_| unknown(&id))
}

fn unknown(id: &str) -> Problem {
    let shown: String = id.chars().take(80).collect();
    let fields = vec![FieldProblem {
        field: "id".into(),
        expected: "a consignment that you may see".to_owned(),
        found: shown,
    }];
    let refusal = Refusal::new("consignment.not_found", "expected a consignment that exists, got none");
    Problem::from(Refusal { fields, ..refusal })
}

/// Returns an answer as JSON.
pub(crate) fn answer<T: Serialize>(value: &T) -> Result<Response, Problem> {
    Ok(crate::site::json("application/json", serde_json::to_vec(value)?))
}
