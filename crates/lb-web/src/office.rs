//! Where commands wait for the desk: one queue, many commands a commit; and the clock of the site.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use lb_app::App;
use lb_app::booking::live::Board;
use lb_app::desk::{BATCH_MAX, Caller, Desk, DeskError, Request, Task};
use lb_app::journal::{
    Body, Fault, Idempotency, IdempotencyKey, Journal, Lookup, Moment, Randomness, Receipt, SiteId, Value,
};
use tokio::sync::{Mutex, MutexGuard, mpsc, oneshot};

use crate::problem::Problem;

/// Commands that wait for the desk; whoever comes after is told that the server is busy.
const QUEUE_MAX: usize = 4_096;

/// One command on its way, and who waits for its answer.
struct Waiting {
    request: Request,
    tell: oneshot::Sender<Result<Receipt, DeskError>>,
}

/// A site's desk behind its queue.
pub struct Office {
    desk: Arc<Desk>,
    queue: mpsc::Sender<Waiting>,
    board: Mutex<Board>,
    app: Arc<App>,
}

impl std::fmt::Debug for Office {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Office").field("site", self.desk.site()).finish_non_exhaustive()
    }
}

impl Office {
    /// Opens the office of a site's journal. Commands are carried out as long as the office is there.
    ///
    /// To be called inside a runtime.
    #[must_use]
    pub fn open(app: Arc<App>, journal: Arc<dyn Journal>, site: SiteId, seed: [u8; 32]) -> Arc<Self> {
        let desk = Arc::new(Desk::new(journal, site, Randomness::from_seed(seed)));
        let (queue, waiting) = mpsc::channel(QUEUE_MAX);
        tokio::spawn(work(Arc::clone(&desk), waiting));
        Arc::new(Self { desk, queue, board: Mutex::default(), app })
    }

    /// Returns the corridor.
    #[must_use]
    pub const fn app(&self) -> &Arc<App> {
        &self.app
    }

    /// Returns the desk, for questions.
    #[must_use]
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// Returns the journal, for questions.
    #[must_use]
    pub fn journal(&self) -> &Arc<dyn Journal> {
        self.desk.journal()
    }

    /// Has a command decided and recorded; what it says is durable when this returns.
    ///
    /// # Errors
    /// The refusal as a problem; `server.busy` when too many wait; `server.fault` when the outcome is unknown.
    pub async fn ask(
        &self,
        task: Arc<dyn Task>,
        caller: Caller,
        idempotency: Idempotency,
    ) -> Result<Receipt, Problem> {
        let (tell, told) = oneshot::channel();
        let waiting = Waiting { request: Request { task, caller, idempotency }, tell };
        self.queue.try_send(waiting).map_err(|_| {
            Problem::new("server.busy", "too many commands wait already; ask again in a moment")
        })?;
        match told.await {
            Ok(outcome) => Ok(outcome?),
            Err(_) => Err(Problem::new("server.fault", "the desk stopped before it answered")),
        }
    }

    /// Has many commands decided and recorded, side by side with those of others; waits for room instead of refusing.
    pub async fn ask_all(&self, requests: Vec<Request>) -> Vec<Result<Receipt, DeskError>> {
        let mut waiting = Vec::with_capacity(requests.len());
        for request in requests {
            let (tell, told) = oneshot::channel();
            // Where nobody takes it, `told` says so.
            let _ = self.queue.send(Waiting { request, tell }).await;
            waiting.push(told);
        }
        let mut outcomes = Vec::with_capacity(waiting.len());
        for told in waiting {
            let stopped = |_| Err(Fault::new("the desk stopped before it answered").into());
            outcomes.push(told.await.unwrap_or_else(stopped));
        }
        outcomes
    }

    /// Returns an idempotency pair that no client has: for what the site does by itself.
    ///
    /// # Errors
    /// `server.fault` when the request cannot be written down.
    pub fn own_key(&self, request: &serde_json::Value) -> Result<Idempotency, Problem> {
        let random: [u8; 16] = self.desk.draw();
        let key = random.iter().fold("own-".to_owned(), |text, byte| format!("{text}{byte:02x}"));
        let key: IdempotencyKey = key.parse().map_err(|_| Problem::new("server.fault", "no key"))?;
        let body = Body::of(request)
            .map_err(|error| Problem::new("request.too_large", format!("the request: {error}")))?;
        Ok(Idempotency::new(key, &body))
    }

    /// Returns rows of a projection.
    ///
    /// # Errors
    /// `server.fault`.
    pub async fn rows(&self, lookup: &Lookup) -> Result<Vec<Vec<Value>>, Problem> {
        self.journal().rows(lookup).await.map_err(|fault| faulty(&fault))
    }

    /// Returns the ledgers that were opened, as of now.
    ///
    /// # Errors
    /// `server.fault`.
    pub async fn board(&self) -> Result<MutexGuard<'_, Board>, Problem> {
        let mut board = self.board.lock().await;
        board.refresh(self.journal().as_ref()).await.map_err(|fault| faulty(&fault))?;
        Ok(board)
    }
}

impl From<DeskError> for Problem {
    fn from(error: DeskError) -> Self {
        match error {
            DeskError::Refused(refusal) => refusal.into(),
            DeskError::Fault(fault) => faulty(&fault),
        }
    }
}

/// Returns a fault as a problem: what failed is told to the operator, not to the caller.
pub fn faulty(fault: &Fault) -> Problem {
    report(fault);
    Problem::new("server.fault", "the server failed while answering; the same request may be sent again")
}

#[expect(clippy::print_stderr, reason = "the operator reads the server's standard error")]
fn report(fault: &Fault) {
    eprintln!("landbridge: {fault}");
}

/// Takes what waits, all of it up to one batch, and has it decided and recorded together.
async fn work(desk: Arc<Desk>, mut queue: mpsc::Receiver<Waiting>) {
    let mut batch = Vec::with_capacity(BATCH_MAX);
    while queue.recv_many(&mut batch, BATCH_MAX).await > 0 {
        let (requests, tells): (Vec<Request>, Vec<_>) =
            batch.drain(..).map(|waiting: Waiting| (waiting.request, waiting.tell)).unzip();
        let outcomes = desk.carry_out(&requests, now()).await;
        for (tell, outcome) in tells.into_iter().zip(outcomes) {
            // Whoever does not wait any more still had it done.
            let _ = tell.send(outcome);
        }
    }
}

/// Returns now, cut to the journal's resolution.
#[must_use]
#[expect(
    clippy::disallowed_methods,
    reason = "the clock of the site: what is below takes `now` as an argument"
)]
pub fn now() -> Moment {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or(Duration::ZERO);
    let micros = i64::try_from(since.as_micros()).unwrap_or_default();
    Moment::from_micros(micros).unwrap_or(Moment::EPOCH)
}
