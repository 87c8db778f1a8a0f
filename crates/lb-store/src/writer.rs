//! The one writer of a process: commands queue, and all that wait are recorded in one transaction.
//!
//! A caller hears done after the commit. On SQLite that is one synchronous write for the whole batch; on PostgreSQL the head
//! row is locked first, so that the batches of several processes come one after the other.

use std::sync::Arc;

use lb_app::journal::{
    Attachment, Command, Fault, Hash, Head, JournalError, Position, Projections, Receipt, Record, SiteId,
};
use tokio::sync::{mpsc, oneshot, watch};

use crate::batch::{self, Batch, Care};
use crate::engine::is_about_data;
use crate::error::StoreError;
use crate::known::BatchError;
use crate::listen::advance;
use crate::place::Place;
use crate::session::Session;

/// Jobs that may wait; a caller that comes later waits for room.
pub(crate) const QUEUE_JOBS: usize = 1_024;
/// Commands and received records of one transaction.
const BATCH_WEIGHT: usize = 1_024;

/// What was being done when storage failed.
const RECORDING: &str =
    "record in the journal (whether it was recorded is unknown: send it again under the same key)";

/// What a caller hears about commands.
pub(crate) type Receipts = Vec<Result<Receipt, JournalError>>;

/// What is to be recorded, and whom to tell.
pub(crate) enum Job {
    Commands(Vec<Command>, oneshot::Sender<Receipts>),
    Receive(Vec<Record>, oneshot::Sender<Result<Head, JournalError>>),
    Attach(Hash, Attachment, oneshot::Sender<Result<Hash, JournalError>>),
}

impl Job {
    fn weight(&self) -> usize {
        match self {
            Self::Commands(commands, _) => commands.len(),
            Self::Receive(records, _) => records.len(),
            // A document has the size of many commands.
            Self::Attach(..) => BATCH_WEIGHT / 4,
        }
    }

    fn tell(self, outcome: Outcome) {
        // A caller that no longer waits does not want to know.
        match (self, outcome) {
            (Self::Commands(_, caller), Outcome::Commands(receipts)) => drop(caller.send(receipts)),
            (Self::Receive(_, caller), Outcome::Received(head)) => drop(caller.send(head)),
            (Self::Attach(_, _, caller), Outcome::Attached(hash)) => drop(caller.send(Ok(hash))),
            (Self::Commands(commands, caller), Outcome::Fault(fault)) => {
                let receipts = commands.iter().map(|_| Err(fault.clone().into())).collect();
                drop(caller.send(receipts));
            }
            (Self::Receive(_, caller), Outcome::Fault(fault)) => drop(caller.send(Err(fault.into()))),
            (Self::Attach(_, _, caller), Outcome::Fault(fault)) => drop(caller.send(Err(fault.into()))),
            // The outcome of another job: there is nothing true to say, and a dropped sender is a fault.
            (Self::Commands(..) | Self::Receive(..) | Self::Attach(..), _) => {}
        }
    }
}

/// What became of a job.
pub(crate) enum Outcome {
    Commands(Receipts),
    Received(Result<Head, JournalError>),
    Attached(Hash),
    Fault(Fault),
}

/// The writer.
pub(crate) struct Writer {
    place: Place,
    site: SiteId,
    projections: Arc<Projections>,
    session: Option<Session>,
    jobs: mpsc::Receiver<Job>,
    latest: watch::Sender<Position>,
}

impl Writer {
    pub(crate) fn new(
        place: Place,
        site: SiteId,
        projections: Arc<Projections>,
        session: Session,
        latest: watch::Sender<Position>,
    ) -> (Self, mpsc::Sender<Job>) {
        let (sender, jobs) = mpsc::channel(QUEUE_JOBS);
        (Self { place, site, projections, session: Some(session), jobs, latest }, sender)
    }

    /// Records until nobody can send any more.
    pub(crate) async fn run(mut self) {
        let mut held = None;
        loop {
            let first = match held.take() {
                Some(job) => job,
                None => match self.jobs.recv().await {
                    Some(job) => job,
                    None => break,
                },
            };
            let mut batch = vec![first];
            held = self.gather(&mut batch);
            self.carry_out(batch).await;
        }
        if let Some(session) = self.session {
            // Everything that was promised is durable already; closing only tidies up.
            let _ = session.close().await;
        }
    }

    /// Takes what waits, and returns the job that does not fit any more.
    fn gather(&mut self, batch: &mut Vec<Job>) -> Option<Job> {
        let mut weight: usize = batch.iter().map(Job::weight).sum();
        while let Ok(job) = self.jobs.try_recv() {
            weight = weight.saturating_add(job.weight());
            if weight > BATCH_WEIGHT {
                return Some(job);
            }
            batch.push(job);
        }
        None
    }

    /// Records a batch and tells the callers. When the engine refuses a value of it, it is admitted again with full care, and if
    /// that does not help, its jobs go one by one: one bad command does not take its neighbours down.
    async fn carry_out(&mut self, batch: Vec<Job>) {
        let mut attempt = self.attempt(&batch, Care::Usual).await;
        if self.is_about_data(&attempt) {
            attempt = self.attempt(&batch, Care::Full).await;
        }
        if batch.len() > 1 && self.is_about_data(&attempt) {
            for job in batch {
                let attempt = self.attempt(std::slice::from_ref(&job), Care::Full).await;
                self.tell(vec![job], attempt);
            }
            return;
        }
        self.tell(batch, attempt);
    }

    fn is_about_data(&self, attempt: &Result<Batch, BatchError>) -> bool {
        matches!(attempt, Err(BatchError::Engine(error)) if is_about_data(error, self.place.engine()))
    }

    /// Tells the callers of jobs what became of them.
    fn tell(&self, jobs: Vec<Job>, attempt: Result<Batch, BatchError>) {
        match attempt {
            Ok(done) => {
                advance(&self.latest, done.position);
                for (job, outcome) in jobs.into_iter().zip(done.outcomes) {
                    job.tell(outcome);
                }
            }
            Err(error) => {
                let fault = error.into_fault(RECORDING);
                jobs.into_iter().for_each(|job| job.tell(Outcome::Fault(fault.clone())));
            }
        }
    }

    async fn attempt(&mut self, batch: &[Job], care: Care) -> Result<Batch, BatchError> {
        let mut session = match self.session.take() {
            Some(session) => session,
            None => Session::new(self.place.connect().await.map_err(into_fault)?),
        };
        let done = batch::record(&mut session, &self.projections, &self.site, batch, care).await;
        // A session that cannot even roll back is of no more use: the next batch opens another one.
        let is_usable = done.is_ok() || session.roll_back().await.is_ok();
        if is_usable {
            self.session = Some(session);
        }
        done
    }
}

fn into_fault(error: StoreError) -> BatchError {
    #[expect(clippy::wildcard_enum_match_arm, reason = "every error that is no fault becomes one")]
    BatchError::Fault(match error {
        StoreError::Fault(fault) => fault,
        error => Fault::caused("journal", error),
    })
}
