//! Runs and their capacity.

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use lb_app::booking::departures::{RunAnswer, RunFilter, RunRow};
use lb_app::booking::lists::{self, Page};
use lb_app::booking::run::{RunOn, opened};
use lb_app::booking::views::{Done, RunRequest};
use lb_app::desk::{Permission, ledger_entity};
use lb_app::{Refusal, desk};
use lb_base::{Minute, OfferId, RunId};
use lb_booking::Ledger;
use lb_booking::ledger::LedgerId;
use serde::Deserialize;
use utoipa::IntoParams;

use super::command::{CommandOf, answered};
use super::consignments::answer;
use crate::access::Signed;
use crate::input::QueryOf;
use crate::office::{faulty, now};
use crate::problem::Problem;
use crate::routes::Answer;
use crate::site::Site;

type Shared = State<Arc<Site>>;

/// Days that a list of runs covers when the question does not say.
const DAYS_DEFAULT: i32 = 14;
/// Days that it covers at most.
const DAYS_MAX: i32 = 92;

/// Which runs.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RunsQuery {
    /// Departures from this instant on, RFC 3339; now when absent.
    #[param(example = "2026-12-01T00:00:00Z")]
    from: Option<String>,
    /// Days from then on.
    #[param(minimum = 1, maximum = 92, default = 14)]
    days: Option<i32>,
    /// Only of this service.
    service: Option<String>,
    /// Only those that call at this place.
    place: Option<String>,
    /// `rail`, `sea`, `ferry`, `road`, `barge`.
    mode: Option<String>,
    /// `open`, `closed` or `not_opened`.
    sale: Option<String>,
    /// Only those whose service's name or identifier holds this text.
    #[param(max_length = 200)]
    q: Option<String>,
    /// Rows of the page.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<usize>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

/// Returns runs by departure, with the room that is left on each.
#[utoipa::path(
    get, path = "/v1/runs", operation_id = "runs", tag = "runs", params(RunsQuery),
    responses((status = 200, description = "A page", body = Page<RunRow>))
)]
pub async fn runs(State(site): Shared, Signed(caller): Signed, QueryOf(query): QueryOf<RunsQuery>) -> Answer {
    caller.check(Permission::Read)?;
    let from = match &query.from {
        None => minute_of_now(),
        Some(text) => text
            .parse::<Minute>()
            .map_err(|error| Refusal::field("request.bad_date", "from", error.to_string(), text))?,
    };
    let days = query.days.unwrap_or(DAYS_DEFAULT);
    if !(1..=DAYS_MAX).contains(&days) {
        let expected = format!("1 to {DAYS_MAX}");
        return Err(Problem::field("request.bad_value", "days", &expected, &days.to_string()));
    }
    let filter = RunFilter {
        from: from.get(),
        to: from.get().saturating_add(days * 24 * 60),
        service: query.service,
        place: query.place,
        mode: query.mode,
        sale: query.sale,
        q: query.q,
        limit: query.limit,
        cursor: query.cursor,
    };
    let board = site.office().board().await?;
    answer(&site.app().runs(&filter, &board)?)
}

fn minute_of_now() -> Minute {
    Minute::from_timestamp_up(now().timestamp()).unwrap_or(Minute::new(0))
}

/// Which run and section.
#[derive(Debug, Deserialize)]
pub struct RunPath {
    service: String,
    date: String,
    section: String,
}

/// A second departure of a day.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ShiftQuery {
    /// Minutes by which the run is shifted against its pattern; 0 when absent.
    shift: Option<i32>,
}

/// Returns a run's section with who has taken how much of it.
#[utoipa::path(
    get, path = "/v1/runs/{service}/{date}/{section}", operation_id = "run", tag = "runs",
    params(
        ("service" = String, Path, description = "The service", example = "SV-LYG-ALA"),
        ("date" = String, Path, description = "The service date", example = "2026-12-04"),
        ("section" = String, Path, description = "The section", example = "SV-LYG-ALA-1"),
        ShiftQuery
    ),
    responses((status = 200, description = "The run; a customer sees its own entries only", body = RunAnswer))
)]
pub async fn run(
    State(site): Shared,
    Signed(caller): Signed,
    path: Result<Path<RunPath>, PathRejection>,
    QueryOf(query): QueryOf<ShiftQuery>,
) -> Answer {
    caller.check(Permission::Read)?;
    let id = ledger(path, query.shift)?;
    let office = site.office();
    let entity = ledger_entity(&id).map_err(|fault| faulty(&fault))?;
    let sight = office.desk().look(&entity).await.map_err(|fault| faulty(&fault))?;
    let kept = sight.state.as_ref().and_then(desk::State::ledger);
    let ledger = match kept {
        Some(ledger) => ledger.clone(),
        None => opened(site.app(), &id, office.desk().site(), now().timestamp())?,
    };
    let mut own = std::collections::BTreeSet::new();
    if !caller.sees_all() {
        for booking in bookings(&ledger) {
            let found = lists::booking_of(office.journal().as_ref(), &booking).await;
            let found = found.map_err(|fault| faulty(&fault))?;
            if found.is_some_and(|(_, customer)| customer == caller.organisation().as_str()) {
                own.insert(booking);
            }
        }
    }
    let board = office.board().await?;
    let is_own = |booking: &str| own.contains(booking);
    let found = site.app().run_answer((&id, sight.version), &ledger, &board, (&caller, &is_own));
    answer(&found.ok_or_else(|| unknown(&id.to_string()))?)
}

fn bookings(ledger: &Ledger) -> Vec<String> {
    let entries = ledger.pools().flat_map(|(_, pool)| pool.entries());
    entries.map(|(key, _)| key.booking.to_string()).collect()
}

/// Does something with the capacity of a run's section.
#[utoipa::path(
    post, path = "/v1/runs/{service}/{date}/{section}/actions", operation_id = "act_on_run", tag = "runs",
    params(
        ("service" = String, Path, description = "The service", example = "SV-LYG-ALA"),
        ("date" = String, Path, description = "The service date", example = "2026-12-04"),
        ("section" = String, Path, description = "The section", example = "SV-LYG-ALA-1"),
        ShiftQuery, super::IdempotencyHeader
    ),
    request_body = RunRequest,
    responses((status = 200, description = "How it stands now", body = Done))
)]
pub async fn act_on_run(
    State(site): Shared,
    Signed(caller): Signed,
    path: Result<Path<RunPath>, PathRejection>,
    QueryOf(query): QueryOf<ShiftQuery>,
    command: CommandOf<RunRequest>,
) -> Answer {
    let id = ledger(path, query.shift)?;
    let office = site.office();
    let RunRequest { version, action } = command.body;
    let offer = OfferId::at(now().unix_millis(), office.desk().draw());
    let asked = action.command(offer).map_err(|error| Refusal::from(error.within("action")))?;
    let task = RunOn { app: Arc::clone(office.app()), id, version, command: asked };
    answered(&office.ask(Arc::new(task), caller, command.idempotency).await?)
}

fn ledger(path: Result<Path<RunPath>, PathRejection>, shift: Option<i32>) -> Result<LedgerId, Problem> {
    let Path(path) = path.map_err(|rejection| Problem::new("request.not_found", rejection.body_text()))?;
    let shown = format!("{}/{} {}", path.service, path.date, path.section);
    let shift = shift.filter(|shift| *shift != 0).map(|shift| format!("+{shift}")).unwrap_or_default();
    let run: RunId = format!("{}/{}{shift}", path.service, path.date).parse().map_err(|_| unknown(&shown))?;
    let section = path.section.parse().map_err(|_| unknown(&shown))?;
    Ok(LedgerId { run, section })
}

fn unknown(shown: &str) -> Problem {
    Problem::field("run.unknown", "run", "a run of the timetable and a section of its service", shown)
}
