//! Units: containers, wagons, vehicles, lots.

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use lb_app::Refusal;
use lb_app::booking::lists::{self, Page, UnitFilter};
use lb_app::booking::rows::UnitRow;
use lb_app::booking::unit::UnitOn;
use lb_app::booking::views::{Done, NewUnit, UnitRequest, UnitView};
use lb_app::desk::{Permission, State as Known, unit_entity};
use lb_base::{TransportId, UnitId, UnitTypeId};
use lb_booking::unit::{UnitCommand, UnitKind};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::command::{CommandOf, answered};
use super::consignments::answer;
use crate::access::Signed;
use crate::input::QueryOf;
use crate::office::{faulty, now};
use crate::problem::Problem;
use crate::routes::Answer;
use crate::site::Site;

type Shared = State<Arc<Site>>;

/// Which units.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct UnitsQuery {
    /// Only those whose number holds this text.
    #[param(max_length = 64)]
    q: Option<String>,
    /// `empty` or `loaded`.
    state: Option<String>,
    /// Only those whose number is wrong.
    #[serde(default)]
    #[param(required = false)]
    flagged: bool,
    /// Rows of the page.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<usize>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

/// Returns units, the latest first. The operator's only: a customer sees the units of its consignments there.
#[utoipa::path(
    get, path = "/v1/units", operation_id = "units", tag = "units", params(UnitsQuery),
    responses((status = 200, description = "A page; `counts` by state", body = Page<UnitRow>))
)]
pub async fn units(
    State(site): Shared,
    Signed(caller): Signed,
    QueryOf(query): QueryOf<UnitsQuery>,
) -> Answer {
    caller.check(Permission::Read)?;
    caller.check_operator()?;
    let filter = UnitFilter {
        q: query.q,
        state: query.state,
        flagged: query.flagged,
        limit: query.limit,
        cursor: query.cursor,
    };
    let page = lists::units(site.office().journal().as_ref(), &filter).await;
    answer(&page.map_err(|fault| faulty(&fault))??)
}

/// Registers a unit. A wrong number is flagged, not refused.
#[utoipa::path(
    post, path = "/v1/units", operation_id = "new_unit", tag = "units", request_body = NewUnit,
    params(super::IdempotencyHeader),
    responses((status = 200, description = "The unit", body = Done))
)]
pub async fn new_unit(State(site): Shared, Signed(caller): Signed, command: CommandOf<NewUnit>) -> Answer {
    let office = site.office();
    let NewUnit { kind, number, unit_type } = command.body;
    if number.is_empty() || number.chars().count() > 64 || number.contains('\0') {
        return Err(Problem::field("request.bad_value", "number", "1 to 64 letters", &number));
    }
    let unit_type: Option<UnitTypeId> = match unit_type {
        None => None,
        Some(text) => Some(text.parse().map_err(|error: lb_base::IdError| {
            Refusal::field("request.bad_value", "unit_type", error.to_string(), &text)
        })?),
    };
    let id = UnitId::at(now().unix_millis(), office.desk().draw());
    let command_ = UnitCommand::Register { id, kind: UnitKind::from(kind), raw: number, unit_type };
    let task = UnitOn { app: Arc::clone(office.app()), id, version: None, command: command_ };
    answered(&office.ask(Arc::new(task), caller, command.idempotency).await?)
}

/// A unit with its version.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct UnitAnswer {
    /// How many events it has had.
    pub version: u64,
    /// The unit.
    pub unit: UnitView,
}

/// Returns a unit.
#[utoipa::path(
    get, path = "/v1/units/{id}", operation_id = "unit", tag = "units",
    params(("id" = String, Path, description = "Its identifier", example = "01890a5d-ac96-774b-bcce-b302099a8057")),
    responses((status = 200, description = "The unit", body = UnitAnswer))
)]
pub async fn unit(
    State(site): Shared,
    Signed(caller): Signed,
    id: Result<Path<String>, PathRejection>,
) -> Answer {
    caller.check(Permission::Read)?;
    caller.check_operator()?;
    let id = identifier(id)?;
    let entity = unit_entity(id).map_err(|fault| faulty(&fault))?;
    let sight = site.office().desk().look(&entity).await.map_err(|fault| faulty(&fault))?;
    let unit = sight.state.as_ref().and_then(Known::unit).ok_or_else(|| unknown(&id.to_string()))?;
    answer(&UnitAnswer { version: sight.version, unit: UnitView::from(unit) })
}

/// Does something with a unit.
#[utoipa::path(
    post, path = "/v1/units/{id}/actions", operation_id = "act_on_unit", tag = "units",
    params(("id" = String, Path, description = "Its identifier", example = "01890a5d-ac96-774b-bcce-b302099a8057"), super::IdempotencyHeader),
    request_body = UnitRequest,
    responses((status = 200, description = "How it stands now", body = Done))
)]
pub async fn act_on_unit(
    State(site): Shared,
    Signed(caller): Signed,
    id: Result<Path<String>, PathRejection>,
    command: CommandOf<UnitRequest>,
) -> Answer {
    let (id, office) = (identifier(id)?, site.office());
    let UnitRequest { version, action } = command.body;
    let transport = TransportId::at(now().unix_millis(), office.desk().draw());
    let asked = action.command(transport).map_err(|error| Refusal::from(error.within("action")))?;
    let task = UnitOn { app: Arc::clone(office.app()), id, version, command: asked };
    answered(&office.ask(Arc::new(task), caller, command.idempotency).await?)
}

fn identifier(id: Result<Path<String>, PathRejection>) -> Result<UnitId, Problem> {
    let Path(id) = id.map_err(|rejection| Problem::new("request.not_found", rejection.body_text()))?;
    id.parse().map_err(|_| unknown(&id))
}

fn unknown(id: &str) -> Problem {
    Problem::field("unit.not_found", "id", "a unit that is registered", id)
}
