//! Runs and their room in a list: those opened for sale, and those that the corridor only describes.

use lb_booking::amount::{Dimension, Room};
use lb_booking::ledger::LedgerId;
use lb_network::idx::SectionIdx;
use lb_network::timetable::NEVER;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::carriage::Departure;
use super::lists::Page;
use super::live::{Board, left};
use super::rows::LedgerRow;
use super::views::{AmountsView, LedgerView, RoomView};
use crate::answers::Names;
use crate::app::App;
use crate::desk::Caller;
use crate::refusal::Refusal;
use crate::view::names;

/// Runs of a page when the question does not say how many.
const RUNS_DEFAULT: usize = 50;
/// Runs of a page at most.
const RUNS_MAX: usize = 200;

/// Room of one kind on a run, where least is left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DimensionRow {
    /// `teu` (thousandths), `wagons` (thousandths), `tonnes` (kilograms), `reefer_plugs`, `deck_m` (millimetres).
    pub dimension: String,
    /// What the run has.
    pub room: i64,
    /// What is confirmed on the tightest hop.
    pub confirmed: i64,
    /// What is held there.
    pub held: i64,
    /// What waits, on the hop where most does.
    pub waiting: i64,
    /// What is allotted to sites and customers.
    pub allotted: i64,
    /// What is left of the free room there.
    pub left: i64,
    /// The tightest hop, from 0.
    pub hop: usize,
}

/// A run's section and its room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RunRow {
    /// The run.
    pub run: String,
    /// The section of its service.
    pub section: String,
    /// The service.
    pub service: String,
    /// Its names.
    pub name: Names,
    /// `rail`, `sea`, `ferry`, `road`, `barge`.
    pub mode: String,
    /// First place.
    pub from: String,
    /// Last place.
    pub to: String,
    /// First departure, UTC.
    pub departure: String,
    /// Last arrival, UTC.
    pub arrival: String,
    /// First cut-off, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cut_off: Option<String>,
    /// `not_opened`, `open` or `closed`. A run that is not opened yet is opened by its first booking.
    pub sale: String,
    /// Why it is closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Room by kind; kinds that the run does not carry are left out.
    pub dimensions: Vec<DimensionRow>,
    /// Legs of bookings on it, of all kinds.
    pub entries: usize,
    /// How far the service's row is to be trusted.
    pub reliability: String,
}

/// Which runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunFilter {
    /// Departures from this instant on, minutes since 1970 UTC.
    pub from: i32,
    /// Departures before this instant.
    pub to: i32,
    /// Of this service.
    pub service: Option<String>,
    /// Calling at this place.
    pub place: Option<String>,
    /// Of this mode.
    pub mode: Option<String>,
    /// `open`, `closed`, `not_opened`.
    pub sale: Option<String>,
    /// Whose service or places hold this text.
    pub q: Option<String>,
    /// Runs at most.
    pub limit: Option<usize>,
    /// The end of the page before.
    pub cursor: Option<String>,
}

/// One run's section with who has taken how much of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RunAnswer {
    /// How many events the ledger has had; 0 while nobody has opened it.
    pub version: u64,
    /// The run.
    pub row: RunRow,
    /// Its ledger: calls, room, pools, entries. A customer sees its own entries only.
    pub ledger: LedgerView,
}

impl App {
    /// Returns runs by departure, with the room that is left on each.
    ///
    /// # Errors
    /// `request.bad_value` for a limit or cursor that is none.
    pub fn runs(&self, filter: &RunFilter, board: &Board) -> Result<Page<RunRow>, Refusal> {
        let limit = filter.limit.unwrap_or(RUNS_DEFAULT);
        if !(1..=RUNS_MAX).contains(&limit) {
            let expected = format!("1 to {RUNS_MAX}");
            return Err(Refusal::field("request.bad_value", "limit", expected, &limit.to_string()));
        }
        let after = match filter.cursor.as_deref() {
            None => None,
            Some(text) => Some(read_cursor(text)?),
        };
        let mut found = self.departures(filter);
        found.sort_unstable();
        let total = found.len();
        let mut items = Vec::new();
        let mut next = None;
        for (depart, departure) in found {
            let key = (depart, departure.1, departure.0);
            if after.is_some_and(|after| key <= after) {
                continue;
            }
            let departure = Departure {
                section: SectionIdx::new(departure.0),
                run: lb_network::idx::RunIdx::new(departure.1),
            };
            let Some(row) = self.run_row(departure, board) else { continue };
            if filter.sale.as_ref().is_some_and(|sale| *sale != row.sale) {
                continue;
            }
            if items.len() == limit {
                next = items.last().map(|(key, _)| write_cursor(*key));
                break;
            }
            items.push((key, row));
        }
        let items = items.into_iter().map(|(_, row)| row).collect();
        Ok(Page { items, next, total, counts: std::collections::BTreeMap::new(), cut: false })
    }

    /// Departures of a filter: minute, section, run.
    fn departures(&self, filter: &RunFilter) -> Vec<(i32, (usize, usize))> {
        let corridor = self.corridor();
        let timetable = &self.planner.timetable;
        let text = filter.q.as_ref().map(|text| text.to_lowercase());
        let mut found = Vec::new();
        for (number, section) in corridor.sections.iter().enumerate() {
            let service = &corridor.services[section.service.at()];
            let place = |id: &String| {
                section.calls.iter().any(|call| corridor.places[call.place.at()].id.as_str() == id)
            };
            let holds = |text: &String| {
                let names = service.name.0.iter().any(|name| name.to_lowercase().contains(text));
                names || service.id.as_str().to_lowercase().contains(text)
            };
            let is_wanted = filter.service.as_ref().is_none_or(|id| service.id.as_str() == id)
                && filter.place.as_ref().is_none_or(place)
                && filter.mode.as_ref().is_none_or(|mode| section.mode.word() == mode)
                && text.as_ref().is_none_or(holds);
            if !is_wanted {
                continue;
            }
            let index = SectionIdx::new(number);
            for run in timetable.runs_of(section.service) {
                let first =
                    timetable.calls(corridor, index, run).first().map_or(NEVER, |(_, depart)| *depart);
                if first != NEVER && (filter.from..filter.to).contains(&first) {
                    found.push((first, (number, run.at())));
                }
            }
        }
        found
    }

    /// Returns a run's row, from its ledger where it was opened.
    #[must_use]
    pub fn run_row(&self, departure: Departure, board: &Board) -> Option<RunRow> {
        let corridor = self.corridor();
        let section = corridor.sections.get(departure.section.at())?;
        let service = &corridor.services[section.service.at()];
        let calls = self.call_times(departure);
        let (first, last) = (calls.first()?, calls.last()?);
        let id = self.ledger_id(departure);
        let row = board.row(&id);
        let cut_off = calls.iter().find_map(|call| match call.boarding {
            lb_booking::ledger::Boarding::Until(minute) => Some(minute.rfc3339()),
            lb_booking::ledger::Boarding::Never => None,
        });
        Some(RunRow {
            run: id.run.to_string(),
            section: id.section.to_string(),
            service: service.id.to_string(),
            name: names(&service.name),
            mode: section.mode.word().to_owned(),
            from: first.place.to_string(),
            to: last.place.to_string(),
            departure: first.depart.map(|time| time.0.rfc3339()).unwrap_or_default(),
            arrival: last.arrive.map(|time| time.0.rfc3339()).unwrap_or_default(),
            cut_off,
            sale: row.map_or("not_opened", |row| row.sale.as_str()).to_owned(),
            reason: row.and_then(|row| row.reason.clone()),
            dimensions: dimensions(&self.room(departure.section), row),
            entries: row.map_or(0, |row| row.pools.iter().map(|pool| pool.entries).sum()),
            reliability: service.provenance.reliability.to_string(),
        })
    }

    /// Returns a run's ledger as a caller may see it: the operator all, a customer its own entries.
    #[must_use]
    pub fn run_answer(
        &self,
        (id, version): (&LedgerId, u64),
        ledger: &lb_booking::Ledger,
        board: &Board,
        (caller, is_own): (&Caller, &dyn Fn(&str) -> bool),
    ) -> Option<RunAnswer> {
        let row = self.run_row(self.departure(id)?, board)?;
        let mut view = LedgerView::from(ledger);
        if !caller.sees_all() {
            let own = format!("customer:{}", caller.organisation());
            view.pools.retain(|pool| pool.pool.0 == "free" || pool.pool.0 == own);
            view.offers.clear();
            for pool in &mut view.pools {
                pool.entries.retain(|entry| is_own(&entry.booking));
            }
        }
        Some(RunAnswer { version, row, ledger: view })
    }
}

fn dimensions(room: &Room, row: Option<&LedgerRow>) -> Vec<DimensionRow> {
    let room = row.map_or_else(|| RoomView::from(room), |row| row.room);
    let carried =
        Dimension::ALL.into_iter().filter_map(|dimension| Some((dimension, of_room(&room, dimension)?)));
    carried.map(|(dimension, room)| dimension_row(dimension, room, row)).collect()
}

fn dimension_row(dimension: Dimension, room: i64, row: Option<&LedgerRow>) -> DimensionRow {
    let pools = row.map(|row| row.pools.as_slice()).unwrap_or_default();
    let hops = row.map_or(0, |row| row.hops);
    let free = pools.iter().find(|pool| pool.pool == "free");
    let left_on = |hop: usize| free.map_or(room, |pool| of(&left(pool, hop), dimension));
    let hop = (0..hops).min_by_key(|hop| left_on(*hop)).unwrap_or(0);
    let sum = |of_pool: fn(&super::rows::PoolRow) -> &[AmountsView]| {
        let on_hop =
            |pool: &super::rows::PoolRow| of_pool(pool).get(hop).map_or(0, |sums| of(sums, dimension));
        pools.iter().map(on_hop).sum::<i64>()
    };
    let others = pools.iter().filter(|pool| pool.pool != "free");
    DimensionRow {
        dimension: dimension.word().to_owned(),
        room,
        confirmed: sum(|pool| &pool.confirmed),
        held: sum(|pool| &pool.held),
        waiting: pools.iter().map(|pool| of(&pool.waiting, dimension)).sum(),
        allotted: others.map(|pool| of(&pool.granted, dimension)).sum(),
        left: left_on(hop),
        hop,
    }
}

const fn of(amounts: &AmountsView, dimension: Dimension) -> i64 {
    match dimension {
        Dimension::Teu => amounts.teu_e3,
        Dimension::Wagons => amounts.wagons_e3,
        Dimension::Mass => amounts.mass_kg,
        Dimension::Plugs => amounts.plugs,
        Dimension::Deck => amounts.deck_mm,
    }
}

const fn of_room(room: &RoomView, dimension: Dimension) -> Option<i64> {
    match dimension {
        Dimension::Teu => room.teu_e3,
        Dimension::Wagons => room.wagons_e3,
        Dimension::Mass => room.mass_kg,
        Dimension::Plugs => room.plugs,
        Dimension::Deck => room.deck_mm,
    }
}

fn write_cursor((depart, run, section): (i32, usize, usize)) -> String {
    format!("{depart}.{run}.{section}")
}

fn read_cursor(text: &str) -> Result<(i32, usize, usize), Refusal> {
    let refusal = || Refusal::field("request.bad_value", "cursor", "the `next` of a page of runs", text);
    let parts: Vec<&str> = text.split('.').collect();
    let [depart, run, section] = parts.as_slice() else { return Err(refusal()) };
    match (depart.parse(), run.parse(), section.parse()) {
        (Ok(depart), Ok(run), Ok(section)) => Ok((depart, run, section)),
        _ => Err(refusal()),
    }
}
