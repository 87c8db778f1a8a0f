//! What became of events at a webhook: read from the journal and what was given up, the latest first.

use std::collections::BTreeMap;

use lb_app::booking::envelope::is_shown_to;
use lb_app::desk::OrganisationKind;
use lb_app::hooks::{DeadRow, WebhookRow, dead_letters, hears};
use lb_app::journal::{Fault, Journal, Position, Stored};

use super::views::{DeliveriesAnswer, DeliveriesQuery, DeliveryState, DeliveryView};

/// Rows of a page when nothing is said, and at most.
const PAGE_DEFAULT: usize = 50;
const PAGE_MAX: usize = 200;
/// Records read at once, and for one page at most.
const WINDOW: u64 = 500;
const WINDOWS_MAX: usize = 10;

/// Returns whether a record is for a webhook.
pub fn is_for(row: &WebhookRow, kind: OrganisationKind, stored: &Stored) -> bool {
    hears(&row.kinds, stored.record.header.kind.as_str()) && is_shown_to(stored, &row.organisation, kind)
}

/// Returns a page of deliveries.
///
/// What a webhook hears is judged by the kinds that it hears now.
///
/// # Errors
/// A fault of the journal.
pub async fn deliveries(
    journal: &dyn Journal,
    row: &WebhookRow,
    kind: OrganisationKind,
    query: &DeliveriesQuery,
) -> Result<DeliveriesAnswer, Fault> {
    let limit = query.limit.unwrap_or(PAGE_DEFAULT).clamp(1, PAGE_MAX);
    let before = query.cursor.unwrap_or(u64::MAX).min(journal.latest().0.saturating_add(1));
    let rows = journal.rows(&dead_letters(row.id)).await?;
    let mut dead = BTreeMap::new();
    for cells in &rows {
        let letter = DeadRow::read(cells)?;
        dead.insert(letter.letter.position.0, letter);
    }
    if query.state == Some(DeliveryState::Dead) {
        return Ok(dead_page(&dead, before, limit));
    }
    let (mut items, mut before) = (Vec::new(), before);
    for _ in 0..WINDOWS_MAX {
        let start = before.saturating_sub(WINDOW.saturating_add(1)).max(row.after.0);
        let wanted = usize::try_from(before.saturating_sub(start)).unwrap_or(0);
        if wanted <= 1 {
            return Ok(DeliveriesAnswer { items, next: None });
        }
        let page = journal.read(Position(start), wanted.saturating_sub(1)).await?;
        let shown =
            page.iter().rev().filter(|stored| stored.position.0 < before && is_for(row, kind, stored));
        for stored in shown {
            let view = match dead.get(&stored.position.0) {
                Some(letter) => DeliveryView::dead(letter),
                None => DeliveryView::of(row, stored),
            };
            if query.state.is_none_or(|state| state == view.state) {
                items.push(view);
            }
            if items.len() == limit {
                return Ok(DeliveriesAnswer { items, next: Some(stored.position.0) });
            }
        }
        before = start.saturating_add(1);
    }
    Ok(DeliveriesAnswer { items, next: Some(before) })
}

fn dead_page(dead: &BTreeMap<u64, DeadRow>, before: u64, limit: usize) -> DeliveriesAnswer {
    let rows = dead.range(..before).rev().map(|(_, row)| DeliveryView::dead(row));
    let mut rows = rows.filter(|view| view.state == DeliveryState::Dead);
    let items: Vec<DeliveryView> = rows.by_ref().take(limit).collect();
    let next = rows.next().and(items.last().map(|last| last.id));
    DeliveriesAnswer { items, next }
}
