//! Events in: files of handlings, units and orders, and what in them is unknown here.

mod job;

use std::sync::Arc;
use std::time::Duration;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use lb_app::Refusal;
use lb_app::booking::discrepancy::{
    DiscrepancyDone, DiscrepancyRequest, DiscrepancyRow, DiscrepancyState, unknown as unknown_discrepancy,
};
use lb_app::booking::import::{
    self, DiscrepancyFilter, ImportAnswer, ImportFilter, ImportId, ImportKind, ImportRow, ImportState, Scene,
};
use lb_app::booking::lists::Page;
use lb_app::desk::{Caller, DeskError, Permission};
use lb_app::journal::{Body, Idempotency};
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;

use super::command::{CommandOf, FileOf, answered, key_in, written};
use super::consignments::answer;
use crate::access::Signed;
use crate::input::QueryOf;
use crate::office::{faulty, now};
use crate::problem::Problem;
use crate::routes::Answer;
use crate::site::Site;

pub use job::Imports;
use job::Work;

/// How long a request waits for its import to be over before it is answered with how far it is.
const PATIENCE: Duration = Duration::from_secs(5);

type Shared = State<Arc<Site>>;
type Named = Result<Path<String>, PathRejection>;

/// What a file is.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ImportQuery {
    /// `handlings`, `units` or `orders`.
    #[param(example = "handlings")]
    kind: String,
    /// The file's name: problems name it.
    #[param(max_length = 200, example = "tally-2026-12-01.csv")]
    name: String,
    /// Decide every row and record nothing.
    #[serde(default)]
    #[param(required = false)]
    dry_run: bool,
}

/// Imports a file. Each row is a command of its own: it is recorded, was so already, is refused, or is kept as a discrepancy.
///
/// The answer comes when all rows were looked at, or after five seconds (at once with `Prefer: respond-async`) with how far it
/// is (202); then ask for the import by its identifier.
#[utoipa::path(
    post, path = "/v1/imports", operation_id = "import_file", tag = "imports",
    params(ImportQuery, super::IdempotencyHeader),
    request_body(
        content = Vec<u8>, content_type = "text/csv",
        description = "CSV in UTF-8 or in the `charset` of its content type, or the first sheet of an XLSX file; at most 20 MB and 50,000 rows"
    ),
    responses(
        (status = 200, description = "All rows were looked at", body = ImportAnswer),
        (status = 202, description = "It is under way", body = ImportAnswer)
    )
)]
pub async fn import_file(
    State(site): Shared,
    Signed(caller): Signed,
    QueryOf(query): QueryOf<ImportQuery>,
    headers: HeaderMap,
    file: FileOf,
) -> Answer {
    let kind = kind_of(&query.kind)?;
    import::check_caller(&caller, kind)?;
    let key = key_in(&headers)?;
    let place = site.imports().place()?;
    let (name, charset) = (query.name.clone(), charset_of(&file.media_type));
    let bytes = file.bytes.clone();
    let reading = tokio::task::spawn_blocking(move || import::read(kind, &name, &bytes, charset.as_deref()));
    let reading = reading.await.map_err(|_| Problem::new("server.fault", "the file could not be read"))??;
    let asked = json!({
        "kind": query.kind, "name": query.name, "dry_run": query.dry_run, "file": reading.hash.to_string(),
    });
    let idempotency = Idempotency::new(key, &written(&asked)?);
    let earlier = match site.imports().under_way(&caller, &idempotency) {
        None => earlier(&site, &caller, &idempotency).await?,
        Some(earlier) => Some(earlier?),
    };
    if let Some(earlier) = earlier {
        return shown(&site, &caller, earlier, None).await;
    }
    site.documents().take(caller.organisation(), file.bytes.len(), now())?;
    let id = ImportId::at(now().unix_millis(), site.office().desk().draw());
    let mut row = import::begun(id, &reading, &caller, now());
    row.dry_run = query.dry_run;
    let job = site.imports().begin(id, (row, idempotency.clone()));
    let office = Arc::clone(site.office());
    let work = Work { office, caller: caller.clone(), reading, bytes: file.bytes, idempotency };
    tokio::spawn(work.carry_out(id, Arc::clone(&job), (Arc::clone(&site), place)));
    // Who waits no longer loses nothing: the work goes on.
    let _ = tokio::time::timeout(patience(&headers), job.over()).await;
    shown(&site, &caller, id, None).await
}

/// Returns how long a request waits: not at all where its client would rather be told at once. Source: RFC 7240, 4.1.
fn patience(headers: &HeaderMap) -> Duration {
    let texts = headers.get_all("prefer").iter().filter_map(|value| value.to_str().ok());
    let mut preferences = texts.flat_map(|text| text.split(',')).map(str::trim);
    let rather_not = preferences.any(|preference| preference.eq_ignore_ascii_case("respond-async"));
    if rather_not { Duration::ZERO } else { PATIENCE }
}

/// Returns the import that the same request began before.
async fn earlier(
    site: &Site,
    caller: &Caller,
    idempotency: &Idempotency,
) -> Result<Option<ImportId>, Problem> {
    let answered = site.office().journal().answered(&caller.author, idempotency).await;
    let answered = answered.map_err(|error| Problem::from(DeskError::from(error)))?;
    let answer = answered.and_then(|receipt| receipt.answer.as_ref().and_then(Body::value));
    Ok(answer.and_then(|answer| answer.get("id")?.as_str()?.parse().ok()))
}

fn kind_of(word: &str) -> Result<ImportKind, Problem> {
    let expected = "handlings, units or orders";
    ImportKind::from_word(word).ok_or_else(|| Problem::field("request.bad_value", "kind", expected, word))
}

/// Returns the charset that a content type declares.
pub fn charset_of(media_type: &str) -> Option<String> {
    media_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let is_charset = name.trim().eq_ignore_ascii_case("charset");
        is_charset.then(|| value.trim().trim_matches('"').to_owned())
    })
}

/// Which imports.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ImportsQuery {
    /// Only of this kind.
    kind: Option<String>,
    /// Rows of the page.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<usize>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

/// Returns the imports of the caller's organisation, or all at the operator; the latest first, those under way before them.
#[utoipa::path(
    get, path = "/v1/imports", operation_id = "imports", tag = "imports", params(ImportsQuery),
    responses((status = 200, description = "A page; `counts` by kind", body = Page<ImportRow>))
)]
pub async fn imports(
    State(site): Shared,
    Signed(caller): Signed,
    QueryOf(query): QueryOf<ImportsQuery>,
) -> Answer {
    caller.check(Permission::Read)?;
    let is_first = query.cursor.is_none();
    let filter = ImportFilter { kind: query.kind.clone(), limit: query.limit, cursor: query.cursor };
    let page = import::imports(site.office().journal().as_ref(), &caller, &filter).await;
    let mut page = page.map_err(|fault| faulty(&fault))??;
    if is_first {
        let mut running = site.imports().running(&caller);
        running.retain(|row| query.kind.as_ref().is_none_or(|kind| *kind == row.kind));
        page.items.splice(0..0, running);
    }
    answer(&page)
}

/// Which page of an import's results.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ResultsQuery {
    /// The `next` of the page before.
    cursor: Option<String>,
}

/// Returns an import: how far it is, and what became of its rows once it is over, 1,000 a page.
#[utoipa::path(
    get, path = "/v1/imports/{id}", operation_id = "import", tag = "imports",
    params(("id" = String, Path, description = "Its identifier", example = "01890a5d-ac96-774b-bcce-b302099a8057"), ResultsQuery),
    responses((status = 200, description = "The import", body = ImportAnswer))
)]
pub async fn import_by_id(
    State(site): Shared,
    Signed(caller): Signed,
    id: Named,
    QueryOf(query): QueryOf<ResultsQuery>,
) -> Answer {
    caller.check(Permission::Read)?;
    let id = identifier(id)?;
    shown(&site, &caller, id, query.cursor.as_deref()).await
}

async fn shown(site: &Site, caller: &Caller, id: ImportId, cursor: Option<&str>) -> Answer {
    if let Some(found) = site.imports().shown(caller, id, cursor) {
        let is_running = found.import.state == ImportState::Running;
        let mut response = answer(&found)?;
        if is_running {
            *response.status_mut() = StatusCode::ACCEPTED;
        }
        return Ok(response);
    }
    let journal = site.office().journal().as_ref();
    let found = import::import(journal, caller, id).await.map_err(|fault| faulty(&fault))?;
    let found = found.ok_or_else(|| unknown(&id.to_string()))?;
    let page = import::results(journal, &found, cursor).await.map_err(|fault| faulty(&fault))?;
    let (results, next) = page?;
    answer(&ImportAnswer { import: found, results, next })
}

/// Cancels an import that is under way. What was done stays done; an import that is over stays as it is.
#[utoipa::path(
    delete, path = "/v1/imports/{id}", operation_id = "cancel_import", tag = "imports",
    params(("id" = String, Path, description = "Its identifier", example = "01890a5d-ac96-774b-bcce-b302099a8057")),
    responses((status = 200, description = "The import", body = ImportAnswer))
)]
pub async fn cancel_import(State(site): Shared, Signed(caller): Signed, id: Named) -> Answer {
    let id = identifier(id)?;
    if caller.check(Permission::Book).is_err() {
        caller.check(Permission::Record)?;
    }
    site.imports().cancel(&caller, id).await;
    shown(&site, &caller, id, None).await
}

/// Returns an empty file of a kind with one row as an example.
#[utoipa::path(
    get, path = "/v1/imports/templates/{kind}", operation_id = "import_template", tag = "imports",
    params(("kind" = String, Path, example = "handlings", description = "`handlings`, `units` or `orders`")),
    responses((status = 200, description = "CSV in UTF-8", body = String, content_type = "text/csv"))
)]
pub async fn import_template(Signed(caller): Signed, kind: Named) -> Answer {
    caller.check(Permission::Read)?;
    let Path(kind) = kind.map_err(|rejection| Problem::new("request.not_found", rejection.body_text()))?;
    let kind = kind_of(&kind).map_err(|refused| Problem {
        fields: refused.fields,
        ..Problem::new("request.not_found", refused.detail)
    })?;
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{}.csv\"", kind.word())),
    ];
    Ok((headers, import::template(kind)).into_response())
}

/// Which discrepancies.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DiscrepanciesQuery {
    /// `open` or `settled`.
    state: Option<String>,
    /// Only out of this kind of file.
    kind: Option<String>,
    /// Only out of this import.
    import: Option<String>,
    /// Only those whose unknown name, file or reason holds this text.
    #[param(max_length = 200)]
    q: Option<String>,
    /// Rows of the page.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<usize>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

/// Returns what came in and names what nobody knows here, the latest first.
#[utoipa::path(
    get, path = "/v1/discrepancies", operation_id = "discrepancies", tag = "imports", params(DiscrepanciesQuery),
    responses((status = 200, description = "A page; `counts` by state", body = Page<DiscrepancyRow>))
)]
pub async fn discrepancies(
    State(site): Shared,
    Signed(caller): Signed,
    QueryOf(query): QueryOf<DiscrepanciesQuery>,
) -> Answer {
    caller.check(Permission::Read)?;
    let state = query.state.as_deref().map(|word| {
        let wrong = || Problem::field("request.bad_value", "state", "open or settled", word);
        DiscrepancyState::from_word(word).ok_or_else(wrong)
    });
    let filter = DiscrepancyFilter {
        state: state.transpose()?,
        kind: query.kind,
        import: query.import,
        q: query.q,
        limit: query.limit,
        cursor: query.cursor,
    };
    let page = import::discrepancies(site.office().journal().as_ref(), &caller, &filter).await;
    answer(&page.map_err(|fault| faulty(&fault))??)
}

/// Settles a discrepancy: by hand, or by recording what came in against what was meant.
#[utoipa::path(
    post, path = "/v1/discrepancies/{id}/actions", operation_id = "act_on_discrepancy", tag = "imports",
    params(("id" = String, Path, description = "Its identifier", example = "01890a5d-ac96-774b-bcce-b302099a8057"), super::IdempotencyHeader),
    request_body = DiscrepancyRequest,
    responses((status = 200, description = "How it stands now", body = DiscrepancyDone))
)]
pub async fn act_on_discrepancy(
    State(site): Shared,
    Signed(caller): Signed,
    id: Named,
    command: CommandOf<DiscrepancyRequest>,
) -> Answer {
    let Path(id) = id.map_err(|rejection| Problem::new("request.not_found", rejection.body_text()))?;
    let office = site.office();
    let gone = || Problem::from(unknown_discrepancy(&id));
    let found = import::discrepancy(office.desk(), &caller, id.parse().map_err(|_| gone())?).await;
    let found = found.map_err(|fault| faulty(&fault))?.ok_or_else(gone)?;
    import::check_caller(&caller, found.kind())?;
    let DiscrepancyRequest { version, action } = command.body;
    let scene = Scene { app: office.app(), desk: office.desk(), caller: &caller, now: now() };
    let settling = import::settle(scene, &found, version, &action).await;
    let settling = settling.map_err(|fault| faulty(&fault))?.map_err(within_action)?;
    let idempotency = settling.idempotency.unwrap_or(command.idempotency);
    answered(&office.ask(settling.task, caller, idempotency).await?)
}

/// Names the fields as the request has them.
fn within_action(refusal: Refusal) -> Refusal {
    let fields = refusal
        .fields
        .into_iter()
        .map(|field| lb_app::FieldProblem { field: format!("action.{}", field.field).into(), ..field });
    Refusal { fields: fields.collect(), ..refusal }
}

fn identifier(id: Named) -> Result<ImportId, Problem> {
    let Path(id) = id.map_err(|rejection| Problem::new("request.not_found", rejection.body_text()))?;
    id.parse().map_err(|_| unknown(&id))
}

fn unknown(id: &str) -> Problem {
    Problem::field("import.not_found", "id", "an import that you may see", id)
}
