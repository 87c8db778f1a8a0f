//! Imports that are under way: how far they are, and what became of the rows so far.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::Bytes;
use lb_app::booking::import::{
    self, FinishImport, ImportAnswer, ImportId, ImportRow, ImportState, ROUND_ITEMS, Reading, RowResult,
    RowState, Scene,
};
use lb_app::desk::{Caller, DeskError};
use lb_app::journal::Idempotency;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use crate::office::{Office, faulty, now};
use crate::problem::Problem;
use crate::site::Site;

/// Imports under way at once: each may hold a file of some hundred megabytes unpacked.
const RUNNING_MAX: usize = 4;
/// Dry runs, and imports that failed, whose results are kept at hand.
const KEPT_MAX: usize = 16;
/// Rows of one page of results.
const PAGE: usize = 1_000;

/// One import that is under way, or that the journal does not have.
#[derive(Debug)]
pub struct Job {
    row: watch::Sender<ImportRow>,
    /// Under which key its organisation asked for it.
    idempotency: Idempotency,
    results: Mutex<Vec<RowResult>>,
    is_cancelled: AtomicBool,
}

impl Job {
    /// Waits until it is over.
    pub async fn over(&self) {
        let mut row = self.row.subscribe();
        // The sender is this job's own: it does not go before it.
        let _ = row.wait_for(|row| row.state != ImportState::Running).await;
    }

    fn row(&self) -> ImportRow {
        self.row.borrow().clone()
    }

    fn add(&self, results: Vec<RowResult>) {
        self.row.send_modify(|row| row.counts.add(&results));
        self.results().extend(results);
    }

    fn is_cancelled(&self) -> bool {
        self.is_cancelled.load(Ordering::Relaxed)
    }

    fn results(&self) -> MutexGuard<'_, Vec<RowResult>> {
        // Whoever panicked left whole results behind.
        self.results.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The imports that are under way, and some that the journal does not have.
#[derive(Debug)]
pub struct Imports {
    jobs: Mutex<BTreeMap<ImportId, Arc<Job>>>,
    places: Arc<Semaphore>,
}

impl Default for Imports {
    fn default() -> Self {
        Self { jobs: Mutex::default(), places: Arc::new(Semaphore::new(RUNNING_MAX)) }
    }
}

impl Imports {
    fn jobs(&self) -> MutexGuard<'_, BTreeMap<ImportId, Arc<Job>>> {
        // Whoever panicked left whole jobs behind.
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the place of one more import, until it is dropped.
    pub fn place(&self) -> Result<OwnedSemaphorePermit, Problem> {
        let place = Arc::clone(&self.places).try_acquire_owned();
        place.map_err(|_| Problem::new("server.busy", "too many imports are under way already"))
    }

    /// Begins an import.
    pub fn begin(&self, id: ImportId, (row, idempotency): (ImportRow, Idempotency)) -> Arc<Job> {
        let (row, is_cancelled) = (watch::Sender::new(row), AtomicBool::new(false));
        let job = Arc::new(Job { row, idempotency, results: Mutex::default(), is_cancelled });
        let mut jobs = self.jobs();
        let over = jobs.iter().filter(|(_, job)| job.row.borrow().state != ImportState::Running);
        let over: Vec<ImportId> = over.map(|(id, _)| *id).collect();
        // The oldest first: identifiers are in the order of their times.
        for old in over.iter().take(over.len().saturating_sub(KEPT_MAX)) {
            jobs.remove(old);
        }
        jobs.insert(id, Arc::clone(&job));
        job
    }

    /// Returns the import under way that the same request began.
    ///
    /// # Errors
    /// `idempotency.key_reused` when another request of the organisation has the key.
    pub fn under_way(&self, caller: &Caller, asked: &Idempotency) -> Option<Result<ImportId, Problem>> {
        let jobs = self.jobs();
        let mut own = jobs.iter().filter(|(_, job)| {
            let row = job.row.borrow();
            row.state == ImportState::Running && row.organisation == caller.organisation().as_str()
        });
        let (id, job) = own.find(|(_, job)| job.idempotency.key == asked.key)?;
        let reused =
            || Problem::new("idempotency.key_reused", "expected a key of its own for another request");
        Some(if job.idempotency.request == asked.request { Ok(*id) } else { Err(reused()) })
    }

    fn find(&self, caller: &Caller, id: ImportId) -> Option<Arc<Job>> {
        let job = self.jobs().get(&id).cloned()?;
        sees(caller, &job.row.borrow()).then(|| Arc::clone(&job))
    }

    /// Returns the imports under way that a caller may see, the latest first.
    pub fn running(&self, caller: &Caller) -> Vec<ImportRow> {
        let jobs = self.jobs();
        let rows = jobs.values().rev().map(|job| job.row());
        rows.filter(|row| row.state == ImportState::Running && sees(caller, row)).collect()
    }

    /// Returns an import with a page of its results, where it is at hand.
    pub fn shown(&self, caller: &Caller, id: ImportId, cursor: Option<&str>) -> Option<ImportAnswer> {
        let job = self.find(caller, id)?;
        let import = job.row();
        if import.state == ImportState::Running {
            return Some(ImportAnswer { import, results: Vec::new(), next: None });
        }
        let results = job.results();
        let page = cursor.map_or(0, |cursor| cursor.parse().unwrap_or(usize::MAX));
        let shown: Vec<RowResult> =
            results.iter().skip(page.saturating_mul(PAGE)).take(PAGE).cloned().collect();
        let after = page.saturating_add(1);
        let next = (after.saturating_mul(PAGE) < results.len()).then(|| after.to_string());
        Some(ImportAnswer { import, results: shown, next })
    }

    /// Cancels an import under way and waits for its end.
    pub async fn cancel(&self, caller: &Caller, id: ImportId) {
        if let Some(job) = self.find(caller, id) {
            job.is_cancelled.store(true, Ordering::Relaxed);
            job.over().await;
        }
    }

    fn end(&self, id: ImportId, job: &Job, state: ImportState) {
        // What the journal has is shown from there.
        let is_recorded = state != ImportState::Failed && !job.row.borrow().dry_run;
        if is_recorded {
            self.jobs().remove(&id);
        }
        job.row.send_modify(|row| row.state = state);
    }
}

fn sees(caller: &Caller, row: &ImportRow) -> bool {
    caller.sees_all() || caller.organisation().as_str() == row.organisation
}

/// What an import works with.
pub struct Work {
    pub office: Arc<Office>,
    pub caller: Caller,
    pub reading: Reading,
    pub bytes: Bytes,
    pub idempotency: Idempotency,
}

impl Work {
    /// Carries out all rows and records the import; the place is free after it.
    pub async fn carry_out(
        self,
        id: ImportId,
        job: Arc<Job>,
        (site, _place): (Arc<Site>, OwnedSemaphorePermit),
    ) {
        let state = match self.rows(id, &job).await {
            Ok(state) => state,
            Err(DeskError::Fault(fault)) => {
                drop(faulty(&fault));
                ImportState::Failed
            }
            Err(DeskError::Refused(_)) => ImportState::Failed,
        };
        site.imports().end(id, &job, state);
    }

    async fn rows(&self, id: ImportId, job: &Job) -> Result<ImportState, DeskError> {
        let is_dry = job.row.borrow().dry_run;
        job.add(self.reading.refused.clone());
        let mut seen = BTreeSet::new();
        let mut state = ImportState::Finished;
        for items in self.reading.items.chunks(ROUND_ITEMS) {
            if job.is_cancelled() {
                state = ImportState::Cancelled;
                let left =
                    items.iter().flat_map(|item| self.reading.told(&item.rows, RowState::Left, None, None));
                job.add(left.collect());
                continue;
            }
            let (app, desk) = (self.office.app(), self.office.desk());
            let scene = Scene { app, desk, caller: &self.caller, now: now() };
            let work = (&self.reading, id);
            let results = if is_dry {
                import::rehearse(scene, work, items, &mut seen).await?
            } else {
                import::round(scene, work, items, |requests| self.office.ask_all(requests)).await?
            };
            job.add(results);
            // Others have their turn between two rounds.
            tokio::task::yield_now().await;
        }
        job.results().sort_by_key(|result| result.row);
        if !is_dry {
            self.record(id, job, state).await?;
        }
        Ok(state)
    }

    async fn record(&self, id: ImportId, job: &Job, state: ImportState) -> Result<(), DeskError> {
        let journal = self.office.journal().as_ref();
        let results = job.results().clone();
        let kept = import::keep_results(journal, &results).await?;
        let file = import::keep_file(journal, &self.reading, &self.bytes).await?;
        let row = ImportRow { state, results: kept, file: Some(file), ..job.row() };
        let task = Arc::new(FinishImport { id, kind: self.reading.kind, row });
        let request = lb_app::desk::Request {
            task,
            caller: self.caller.clone(),
            idempotency: self.idempotency.clone(),
        };
        self.office.ask_all(vec![request]).await.into_iter().try_for_each(|outcome| outcome.map(drop))
    }
}
