//! What a hub charges: its tariff, and the acts of a period with their prices.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use axum::routing::get;
use lb_app::desk::{Caller, OrganisationKind, Permission};
use lb_app::hub::charges::{
    CHARGES_MAX, ChargeFilter, HubCharges, TariffRow, charges_csv, charges_workbook, tariff,
};
use lb_app::hub::figures::Period;
use serde::Deserialize;
use utoipa::IntoParams;

use super::grain::{TableFormat, WORKBOOK};
use super::{Named, Shared, found};
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
        .route("/v1/hubs/{hub}/tariff", get(hub_tariff))
        .route("/v1/hubs/{hub}/charges", get(hub_charges))
        .route("/v1/hubs/{hub}/charges/table", get(hub_charges_table))
}

/// Returns what a hub charges for: the lines of its tariff.
#[utoipa::path(
    get, path = "/v1/hubs/{hub}/tariff", operation_id = "hub_tariff", tag = "hubs",
    params(("hub" = String, Path, description = "The hub", example = "LYG-BASE")),
    responses((status = 200, description = "The tariff", body = [TariffRow]))
)]
pub async fn hub_tariff(State(site): Shared, Signed(caller): Signed, hub: Named<String>) -> Answer {
    caller.check(Permission::Read)?;
    answer(&tariff(found(&site, hub)?))
}

/// Which acts.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ChargesQuery {
    /// What ended from here on; a week before `until` where nothing is said.
    #[param(format = DateTime, example = "2026-11-15T00:00:00Z")]
    from: Option<String>,
    /// Until before here; now where nothing is said.
    #[param(format = DateTime, example = "2026-11-22T00:00:00Z")]
    until: Option<String>,
    /// Only this act, such as `storage`.
    #[param(max_length = 16)]
    act: Option<String>,
    /// Only those of this payer; `none` for those of nobody.
    #[param(max_length = 64)]
    payer: Option<String>,
    /// Only those that the tariff has a line for, or has none for.
    priced: Option<bool>,
    /// Only those about something whose name or number holds this text.
    #[param(max_length = 64)]
    q: Option<String>,
    /// Rows of the page.
    #[param(minimum = 1, maximum = 500, default = 100)]
    limit: Option<usize>,
    /// The `next` of the page before.
    #[param(max_length = 128)]
    cursor: Option<String>,
}

/// Returns what a hub charges for a period of at most 31 days: the operator's people see all, others what they pay themselves.
#[utoipa::path(
    get, path = "/v1/hubs/{hub}/charges", operation_id = "hub_charges", tag = "hubs",
    params(("hub" = String, Path, description = "The hub", example = "LYG-BASE"), ChargesQuery),
    responses((status = 200, description = "Sums, and a page of acts with their prices", body = HubCharges))
)]
pub async fn hub_charges(
    State(site): Shared,
    Signed(caller): Signed,
    hub: Named<String>,
    QueryOf(query): QueryOf<ChargesQuery>,
) -> Answer {
    let layout = found(&site, hub)?;
    let filter = filter(&caller, &query)?;
    let ends = [query.from.as_deref(), query.until.as_deref()];
    let period = Period::read(&layout.id, ends, now().timestamp())?;
    let charges = period.charges(site.office().journal().as_ref(), layout, &filter).await;
    answer(&charges.map_err(|fault| faulty(&fault))?)
}

/// Which acts, and how they are written.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ChargesTableQuery {
    /// `csv` or `xlsx`; `csv` where nothing is said.
    #[serde(default)]
    #[param(required = false, inline)]
    format: TableFormat,
    /// What ended from here on; a week before `until` where nothing is said.
    #[param(format = DateTime)]
    from: Option<String>,
    /// Until before here; now where nothing is said.
    #[param(format = DateTime)]
    until: Option<String>,
    /// Only this act.
    #[param(max_length = 16)]
    act: Option<String>,
    /// Only those of this payer; `none` for those of nobody.
    #[param(max_length = 64)]
    payer: Option<String>,
    /// Only those that the tariff has a line for, or has none for.
    priced: Option<bool>,
    /// Only those about something whose name or number holds this text.
    #[param(max_length = 64)]
    q: Option<String>,
}

/// Returns the same as a table, a row for every line of the tariff that charges an act.
#[utoipa::path(
    get, path = "/v1/hubs/{hub}/charges/table", operation_id = "hub_charges_table", tag = "hubs",
    params(("hub" = String, Path, description = "The hub", example = "LYG-BASE"), ChargesTableQuery),
    responses((
        status = 200, description = "A table",
        content((String = "text/csv"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
    ))
)]
pub async fn hub_charges_table(
    State(site): Shared,
    Signed(caller): Signed,
    hub: Named<String>,
    QueryOf(query): QueryOf<ChargesTableQuery>,
) -> Answer {
    let layout = found(&site, hub)?;
    let ChargesTableQuery { format, from, until, act, payer, priced, q } = query;
    let query = ChargesQuery { from, until, act, payer, priced, q, limit: None, cursor: None };
    let filter = filter(&caller, &query)?;
    let now = now().timestamp();
    let period = Period::read(&layout.id, [query.from.as_deref(), query.until.as_deref()], now)?;
    let asked = (&period, site.office().journal().as_ref());
    let (kind, ending, bytes) = match format {
        TableFormat::Csv => ("text/csv; charset=utf-8", "csv", charges_csv(asked, layout, &filter).await),
        TableFormat::Xlsx => {
            let now = now.to_zoned(layout.zone.time_zone().clone()).datetime();
            (WORKBOOK, "xlsx", charges_workbook(asked, layout, &filter, now).await)
        }
    };
    let bytes = bytes.map_err(|fault| faulty(&fault))?;
    let name = format!("attachment; filename=\"{}-charges.{ending}\"", layout.id);
    Ok(([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, name)], bytes).into_response())
}

fn filter(caller: &Caller, query: &ChargesQuery) -> Result<ChargeFilter, Problem> {
    caller.check(Permission::Read)?;
    let limit = query.limit.unwrap_or(100);
    if !(1..=CHARGES_MAX).contains(&limit) {
        let expected = format!("1 to {CHARGES_MAX}");
        return Err(Problem::field("request.bad_value", "limit", &expected, &limit.to_string()));
    }
    let bad = |cursor: &str| Problem::field("request.bad_value", "cursor", "the `next` of a page", cursor);
    let place = |cursor: &str| ChargeFilter::after(cursor).ok_or_else(|| bad(cursor));
    let sees_all = caller.kind <= OrganisationKind::Operator;
    Ok(ChargeFilter {
        own: (!sees_all).then(|| caller.organisation().to_string()),
        act: query.act.as_deref().map(ChargeFilter::act).transpose()?,
        payer: query.payer.clone(),
        is_priced: query.priced,
        q: query.q.clone(),
        limit,
        after: query.cursor.as_deref().map(place).transpose()?,
    })
}
