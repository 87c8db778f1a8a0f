//! The gate of a hub: windows, appointments, trucks at the gate and inside.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use axum::routing::get;
use lb_app::booking::lists::Page;
use lb_app::desk::{Caller, OrganisationKind, Permission};
use lb_app::hub::gate::{
    APPOINTMENTS_MAX, AppointmentFilter, GateAnswer, GateAppointmentRow, GateWindowsAnswer, Gates,
    appointments_csv, appointments_workbook, medians,
};
use lb_base::OrganisationId;
use serde::Deserialize;
use utoipa::IntoParams;

use super::grain::{TableFormat, WORKBOOK};
use super::{Named, Shared, check_sees, floor_of, found};
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
        .route("/v1/hubs/{hub}/gate", get(hub_gate))
        .route("/v1/hubs/{hub}/gate/windows", get(hub_gate_windows))
        .route("/v1/hubs/{hub}/gate/appointments", get(hub_gate_appointments))
        .route("/v1/hubs/{hub}/gate/appointments/table", get(hub_gate_table))
}

/// Returns the trucks at a hub's gate and inside, what holds at the gates, and how long trucks took in the last seven days.
#[utoipa::path(
    get, path = "/v1/hubs/{hub}/gate", operation_id = "hub_gate", tag = "hubs",
    params(("hub" = String, Path, description = "The hub", example = "LYG-BASE")),
    responses((status = 200, description = "The gates, as of now", body = GateAnswer))
)]
pub async fn hub_gate(State(site): Shared, Signed(caller): Signed, hub: Named<String>) -> Answer {
    check_sees(&caller)?;
    let layout = found(&site, hub)?;
    let (floor, version) = floor_of(&site, &layout.id).await?;
    let now = now().timestamp();
    let medians = medians(site.office().journal().as_ref(), &layout.id, now).await;
    let medians = medians.map_err(|fault| faulty(&fault))?;
    answer(&Gates::new(&floor, layout, now).answer(version, medians))
}

/// Which day.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct GateWindowsQuery {
    /// The day by the hub's clock; today where nothing is said.
    #[param(format = Date, example = "2026-11-22")]
    date: Option<String>,
}

/// Returns the windows of a hub's gates on a day, with what is taken and what is free; not by whom.
#[utoipa::path(
    get, path = "/v1/hubs/{hub}/gate/windows", operation_id = "hub_gate_windows", tag = "hubs",
    params(("hub" = String, Path, description = "The hub", example = "LYG-BASE"), GateWindowsQuery),
    responses((status = 200, description = "The windows, as of now", body = GateWindowsAnswer))
)]
pub async fn hub_gate_windows(
    State(site): Shared,
    Signed(caller): Signed,
    hub: Named<String>,
    QueryOf(query): QueryOf<GateWindowsQuery>,
) -> Answer {
    caller.check(Permission::Read)?;
    let layout = found(&site, hub)?;
    let (floor, _) = floor_of(&site, &layout.id).await?;
    answer(&Gates::new(&floor, layout, now().timestamp()).windows(query.date.as_deref())?)
}

/// Which appointments.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct GateAppointmentsQuery {
    /// Only those whose plate, trailer, reference or units hold this text.
    #[param(max_length = 64)]
    q: Option<String>,
    /// `booked`, `overdue`, `arrived`, `done`, `cancelled`, `missed` or `refused`.
    #[param(max_length = 16)]
    state: Option<String>,
    /// Only those whose window begins on this day by the hub's clock.
    #[param(format = Date, example = "2026-11-22")]
    date: Option<String>,
    /// Only those at this gate.
    #[param(max_length = 64)]
    gate: Option<String>,
    /// Only those of this organisation.
    #[param(max_length = 64)]
    organisation: Option<String>,
    /// Rows of the page.
    #[param(minimum = 1, maximum = 500, default = 100)]
    limit: Option<usize>,
    /// The `next` of the page before.
    #[param(max_length = 128)]
    cursor: Option<String>,
}

/// Returns appointments at a hub's gates, the earliest window first: the operator's people and partners see all, others their own.
#[utoipa::path(
    get, path = "/v1/hubs/{hub}/gate/appointments", operation_id = "hub_gate_appointments", tag = "hubs",
    params(("hub" = String, Path, description = "The hub", example = "LYG-BASE"), GateAppointmentsQuery),
    responses((status = 200, description = "A page", body = Page<GateAppointmentRow>))
)]
pub async fn hub_gate_appointments(
    State(site): Shared,
    Signed(caller): Signed,
    hub: Named<String>,
    QueryOf(query): QueryOf<GateAppointmentsQuery>,
) -> Answer {
    caller.check(Permission::Read)?;
    let layout = found(&site, hub)?;
    let limit = query.limit.unwrap_or(100);
    if !(1..=APPOINTMENTS_MAX).contains(&limit) {
        let expected = format!("1 to {APPOINTMENTS_MAX}");
        return Err(Problem::field("request.bad_value", "limit", &expected, &limit.to_string()));
    }
    let bad = |cursor: &str| Problem::field("request.bad_value", "cursor", "the `next` of a page", cursor);
    let place = |cursor: &str| AppointmentFilter::place(cursor).ok_or_else(|| bad(cursor));
    let filter = AppointmentFilter {
        own: own(&caller)?,
        q: query.q,
        state: query.state,
        date: query.date,
        gate: query.gate,
        organisation: query.organisation,
        limit,
        after: query.cursor.as_deref().map(place).transpose()?,
    };
    let (floor, _) = floor_of(&site, &layout.id).await?;
    answer(&Gates::new(&floor, layout, now().timestamp()).appointments(&filter)?)
}

/// Which appointments, and how they are written.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct GateTableQuery {
    /// `csv` or `xlsx`; `csv` where nothing is said.
    #[serde(default)]
    #[param(required = false, inline)]
    format: TableFormat,
    /// Only those whose plate, trailer, reference or units hold this text.
    #[param(max_length = 64)]
    q: Option<String>,
    /// Only those that stand so.
    #[param(max_length = 16)]
    state: Option<String>,
    /// Only those whose window begins on this day by the hub's clock.
    #[param(format = Date)]
    date: Option<String>,
}

/// Returns appointments as a table: the operator's people and partners all, others their own.
#[utoipa::path(
    get, path = "/v1/hubs/{hub}/gate/appointments/table", operation_id = "hub_gate_table", tag = "hubs",
    params(("hub" = String, Path, description = "The hub", example = "LYG-BASE"), GateTableQuery),
    responses((
        status = 200, description = "A table",
        content((String = "text/csv"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
    ))
)]
pub async fn hub_gate_table(
    State(site): Shared,
    Signed(caller): Signed,
    hub: Named<String>,
    QueryOf(query): QueryOf<GateTableQuery>,
) -> Answer {
    caller.check(Permission::Read)?;
    let layout = found(&site, hub)?;
    let GateTableQuery { format, q, state, date } = query;
    let filter = AppointmentFilter { own: own(&caller)?, q, state, date, ..AppointmentFilter::default() };
    let (floor, _) = floor_of(&site, &layout.id).await?;
    let now = now().timestamp();
    let gates = Gates::new(&floor, layout, now);
    let (kind, ending, bytes) = match format {
        TableFormat::Csv => ("text/csv; charset=utf-8", "csv", appointments_csv(&gates, &filter)?),
        TableFormat::Xlsx => {
            let now = now.to_zoned(layout.zone.time_zone().clone()).datetime();
            (WORKBOOK, "xlsx", appointments_workbook(&gates, &filter, now)?)
        }
    };
    let bytes = bytes.map_err(|fault| faulty(&fault))?;
    let name = format!("attachment; filename=\"{}-appointments.{ending}\"", layout.id);
    Ok(([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, name)], bytes).into_response())
}

/// Returns the organisation whose things alone a caller sees; nothing where they see the floor.
fn own(caller: &Caller) -> Result<Option<OrganisationId>, Problem> {
    if caller.kind <= OrganisationKind::Partner {
        return Ok(None);
    }
    let own = caller.organisation().as_str();
    let unread = || Problem::field("request.bad_value", "organisation", "an organisation", own);
    own.parse().map(Some).map_err(|_| unread())
}
