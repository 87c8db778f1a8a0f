//! The room that is left, as the itinerary search takes it.

use std::collections::BTreeMap;
use std::sync::Arc;

use lb_booking::ledger::LedgerId;
use lb_search::live::{Live, Taken};

use super::projection::LEDGERS;
use super::rows::{LedgerRow, PoolRow};
use super::views::{AmountsView, RoomView};
use crate::app::App;
use crate::journal::{By, Fault, Journal, LOOKUP_ROWS_MAX, Lookup, OrganisationId, Value};

/// More than any run has.
const ALL: i64 = i64::MAX / 8;

/// The ledgers that were opened, kept up with the journal, and what they leave to the search.
#[derive(Debug, Default)]
pub struct Board {
    /// The place of the last record taken in.
    position: i64,
    rows: BTreeMap<LedgerId, LedgerRow>,
    /// What the free pools leave; made anew when a row changes.
    free: Option<Arc<Live>>,
}

impl Board {
    /// Takes in what was recorded since.
    ///
    /// # Errors
    /// A fault of the journal.
    pub async fn refresh(&mut self, journal: &dyn Journal) -> Result<(), Fault> {
        loop {
            let lookup = Lookup {
                table: LEDGERS,
                by: By::Index(0),
                prefix: Vec::new(),
                after: vec![Value::Integer(self.position)],
                limit: LOOKUP_ROWS_MAX,
            };
            let rows = journal.rows(&lookup).await?;
            let count = rows.len();
            for row in rows {
                self.take(&row)?;
            }
            if count < LOOKUP_ROWS_MAX {
                return Ok(());
            }
        }
    }

    fn take(&mut self, row: &[Value]) -> Result<(), Fault> {
        if let [_, _, Value::Integer(position), _, Value::Text(text)] = row {
            let row: LedgerRow =
                serde_json::from_str(text).map_err(|error| Fault::caused("row of a ledger", error))?;
            self.position = self.position.max(*position);
            if let (Ok(run), Ok(section)) = (row.run.parse(), row.section.parse()) {
                self.rows.insert(LedgerId { run, section }, row);
                self.free = None;
            }
        }
        Ok(())
    }

    /// Returns the row of a ledger that was opened.
    #[must_use]
    pub fn row(&self, id: &LedgerId) -> Option<&LedgerRow> {
        self.rows.get(id)
    }

    /// Returns every ledger that was opened.
    pub fn rows(&self) -> impl Iterator<Item = (&LedgerId, &LedgerRow)> {
        self.rows.iter()
    }

    /// Returns what is left to a customer: of the free pools, and of its own allotments where they have more.
    #[must_use]
    pub fn live(&mut self, app: &App, customer: &OrganisationId) -> Arc<Live> {
        let own = format!("customer:{customer}");
        if self.rows.values().any(|row| row.pools.iter().any(|pool| pool.pool == own)) {
            return Arc::new(self.taken(app, Some(&own)));
        }
        if let Some(free) = &self.free {
            return Arc::clone(free);
        }
        let free = Arc::new(self.taken(app, None));
        self.free = Some(Arc::clone(&free));
        free
    }

    fn taken(&self, app: &App, own: Option<&str>) -> Live {
        let mut live = Live::default();
        for (id, row) in &self.rows {
            let Some(departure) = app.departure(id) else { continue };
            let planned = RoomView::from(&app.room(departure.section));
            for hop in 0..row.hops {
                let Ok(call) = u16::try_from(hop) else { continue };
                let taken =
                    if row.sale == "closed" { nothing_left() } else { taken_of(row, hop, (&planned, own)) };
                if taken != Taken::default() {
                    live.taken.insert((departure.section, departure.run, call), taken);
                }
            }
        }
        live
    }
}

const fn nothing_left() -> Taken {
    Taken { teu_e3: ALL, wagons_e3: ALL, mass_kg: ALL, plugs: ALL, lane_m_e3: ALL }
}

/// Returns what is gone of the room that the search knows, the one of the corridor's tables: the run may have been given another.
fn taken_of(row: &LedgerRow, hop: usize, (planned, own): (&RoomView, Option<&str>)) -> Taken {
    let mine = |pool: &&PoolRow| pool.pool == "free" || own.is_some_and(|own| pool.pool == own);
    let lefts = row.pools.iter().filter(mine).map(|pool| left(pool, hop));
    let most = lefts.reduce(|a, b| each(&a, &b, i64::max)).unwrap_or_default();
    let gone = |of: fn(&RoomView) -> Option<i64>, left: i64| match (of(planned), of(&row.room)) {
        (Some(planned), Some(_)) => planned - left,
        (Some(_) | None, None) | (None, Some(_)) => 0,
    };
    Taken {
        teu_e3: gone(|room| room.teu_e3, most.teu_e3),
        wagons_e3: gone(|room| room.wagons_e3, most.wagons_e3),
        mass_kg: gone(|room| room.mass_kg, most.mass_kg),
        plugs: gone(|room| room.plugs, most.plugs),
        lane_m_e3: gone(|room| room.deck_mm, most.deck_mm),
    }
}

/// Returns what a pool has left on a hop.
#[must_use]
pub fn left(pool: &PoolRow, hop: usize) -> AmountsView {
    let of = |sums: &[AmountsView]| sums.get(hop).copied().unwrap_or_default();
    let used = each(&of(&pool.held), &of(&pool.confirmed), |a, b| a + b);
    each(&pool.granted, &used, |a, b| a - b)
}

/// Returns amounts dimension by dimension.
#[must_use]
pub fn each(a: &AmountsView, b: &AmountsView, of: fn(i64, i64) -> i64) -> AmountsView {
    AmountsView {
        teu_e3: of(a.teu_e3, b.teu_e3),
        wagons_e3: of(a.wagons_e3, b.wagons_e3),
        mass_kg: of(a.mass_kg, b.mass_kg),
        plugs: of(a.plugs, b.plugs),
        deck_mm: of(a.deck_mm, b.deck_mm),
    }
}
