//! Figures of a hub, and the spans behind each.

use axum::extract::{Path, State};
use lb_app::hub::figures::{HubFigures, Period, SPANS_MAX, SpanPage, SpanRow};
use lb_hub::measure::MeasureKind;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{Named, Shared, check_sees, floor_of, found, layout, not_found};
use crate::access::Signed;
use crate::booking::answer;
use crate::input::QueryOf;
use crate::office::{faulty, now};
use crate::problem::Problem;
use crate::routes::Answer;

/// Which part of the past.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FiguresQuery {
    /// What ended from here on; a week before `until` where nothing is said.
    #[param(format = DateTime, example = "2026-11-15T00:00:00Z")]
    from: Option<String>,
    /// Until before here; now where nothing is said.
    #[param(format = DateTime, example = "2026-11-22T00:00:00Z")]
    until: Option<String>,
}

/// Which spans.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SpansQuery {
    /// What ended from here on; a week before `until` where nothing is said.
    #[param(format = DateTime)]
    from: Option<String>,
    /// Until before here; now where nothing is said.
    #[param(format = DateTime)]
    until: Option<String>,
    /// Only those that belong to this: a machine, a track, a gauge, a kind of box.
    #[param(max_length = 64)]
    of: Option<String>,
    /// Rows of the page.
    #[param(minimum = 1, maximum = 500, default = 100)]
    limit: Option<usize>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

/// A page of spans.
#[derive(Debug, Serialize, ToSchema)]
pub struct HubSpans {
    /// The spans, in the order of their ends.
    items: Vec<SpanRow>,
    /// What to send as `cursor` for the next page; absent after the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// Returns how long things took at a hub, how busy its machines were and how full its yard was: at most 31 days.
#[utoipa::path(
    get, path = "/v1/hubs/{hub}/figures", operation_id = "hub_figures", tag = "hubs",
    params(("hub" = String, Path, description = "The hub", example = "LYG-BASE"), FiguresQuery),
    responses((status = 200, description = "The figures", body = HubFigures))
)]
pub async fn hub_figures(
    State(site): Shared,
    Signed(caller): Signed,
    hub: Named<String>,
    QueryOf(query): QueryOf<FiguresQuery>,
) -> Answer {
    check_sees(&caller)?;
    let layout = found(&site, hub)?;
    let now = now().timestamp();
    let period = Period::read(&layout.id, [query.from.as_deref(), query.until.as_deref()], now)?;
    let (floor, _) = floor_of(&site, &layout.id).await?;
    let figures = period.figures(site.office().journal().as_ref(), (&floor, layout, now)).await;
    answer(&figures.map_err(|fault| faulty(&fault))?)
}

/// Returns the spans that a figure is made of; `history` tells the story of what each is about.
#[utoipa::path(
    get, path = "/v1/hubs/{hub}/figures/{measure}", operation_id = "hub_spans", tag = "hubs",
    params(
        ("hub" = String, Path, description = "The hub", example = "LYG-BASE"),
        ("measure" = String, Path, description = "What was measured", example = "train_turnaround"),
        SpansQuery
    ),
    responses((status = 200, description = "A page of spans", body = HubSpans))
)]
pub async fn hub_spans(
    State(site): Shared,
    Signed(caller): Signed,
    path: Named<(String, String)>,
    QueryOf(query): QueryOf<SpansQuery>,
) -> Answer {
    check_sees(&caller)?;
    let Path((hub, kind)) = path.map_err(|rejection| not_found(&rejection))?;
    let layout = layout(&site, &hub)?;
    let unknown = || Problem::field("request.not_found", "measure", "a kind of span that is measured", &kind);
    let measured = MeasureKind::from_word(&kind).ok_or_else(unknown)?;
    let ends = [query.from.as_deref(), query.until.as_deref()];
    let period = Period::read(&layout.id, ends, now().timestamp())?;
    let limit = query.limit.unwrap_or(100);
    if !(1..=SPANS_MAX).contains(&limit) {
        let expected = format!("1 to {SPANS_MAX}");
        return Err(Problem::field("request.bad_value", "limit", &expected, &limit.to_string()));
    }
    let bad = |cursor: &str| Problem::field("request.bad_value", "cursor", "the `next` of a page", cursor);
    let after = query.cursor.as_deref().map(|cursor| SpanRow::after(cursor).ok_or_else(|| bad(cursor)));
    let page = SpanPage { of: query.of.as_deref(), after: after.transpose()?, limit };
    let items = period.spans(site.office().journal().as_ref(), measured, &page).await;
    let items = items.map_err(|fault| faulty(&fault))?;
    // A full page may be the last one; then the next is empty.
    let next = items.last().filter(|_| items.len() == limit).map(SpanRow::cursor);
    answer(&HubSpans { items, next })
}
