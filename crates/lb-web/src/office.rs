//! Where commands wait for the desk: one queue, many commands a commit; and the clock of the site.

use std::collections::BTreeSet;
use std::sync::{Arc, Weak};
use std::time::{Duration, SystemTime};

use lb_app::App;
use lb_app::booking::demonstration;
use lb_app::booking::lists::{self, ConsignmentFilter};
use lb_app::booking::live::Board;
use lb_app::booking::rows::LedgerRow;
use lb_app::booking::run::SettleRun;
use lb_app::desk::{
    BATCH_MAX, Caller, Desk, DeskError, OrganisationKind, Request, Role, State, Task, ledger_entity,
};
use lb_app::hub;
use lb_app::hub::demonstration::Extent;
use lb_app::journal::{
    Author, Body, Fault, Idempotency, IdempotencyKey, Journal, Lookup, Moment, Randomness, Receipt, SiteId,
    Value,
};
use lb_booking::ledger::LedgerId;
use tokio::sync::{Mutex, MutexGuard, mpsc, oneshot};

use crate::problem::Problem;

/// Commands that wait for the desk; whoever comes after is told that the server is busy.
const QUEUE_MAX: usize = 4_096;

/// Seconds after which ledgers are looked at for holds that have ended. Room is free at the very instant; this is so that whoever
/// waited hears of it.
const SETTLE_SECONDS: u64 = 20;

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
        let office = Arc::new(Self { desk, queue, board: Mutex::default(), app });
        tokio::spawn(keep_time(Arc::downgrade(&office)));
        office
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

    /// Records what time alone has done to ledgers: holds that ended, entries that were promoted.
    async fn settle(&self) -> Result<(), Problem> {
        let caller = self.own_caller()?;
        let open: Vec<LedgerId> = {
            let board = self.board().await?;
            let moves = |row: &LedgerRow| row.pools.iter().any(|pool| pool.entries > 0);
            board.rows().filter(|(_, row)| moves(row)).map(|(id, _)| id.clone()).collect()
        };
        for id in open {
            let entity = ledger_entity(&id).map_err(|fault| faulty(&fault))?;
            let sight = self.desk.look(&entity).await.map_err(|fault| faulty(&fault))?;
            let ledger = sight.state.as_ref().and_then(State::ledger);
            if ledger.is_some_and(|ledger| !ledger.due(self.desk.site(), now().timestamp()).is_empty()) {
                let key = self.own_key(&serde_json::json!({ "settle": id.to_string() }))?;
                let task = SettleRun { app: Arc::clone(&self.app), id };
                self.ask(Arc::new(task), caller.clone(), key).await?;
            }
        }
        Ok(())
    }

    /// The site itself, where it acts without being asked.
    fn own_caller(&self) -> Result<Caller, Problem> {
        let nobody = |_| Problem::new("server.fault", "expected a site whose name is one of an organisation");
        let organisation = self.desk.site().as_str().parse().map_err(nobody)?;
        let author = Author { organisation, actor: "landbridge".parse().map_err(nobody)? };
        let roles = BTreeSet::from([Role::Dispatcher]);
        Ok(Caller::with_roles(author, OrganisationKind::Operator, &roles))
    }

    /// Fills an empty journal with the consignments and the hubs of the demonstration.
    ///
    /// # Errors
    /// `server.fault`.
    pub async fn demonstrate(&self, extent: Extent) -> Result<(), Problem> {
        let fail = |fault: Fault| faulty(&fault);
        let desk = self.desk();
        let caller = self.own_caller()?;
        let all = ConsignmentFilter { limit: Some(1), ..ConsignmentFilter::default() };
        let there = lists::consignments(self.journal().as_ref(), &caller, &all).await.map_err(fail)??;
        if there.total == 0 {
            demonstration::fill(&self.app, desk, &caller, now()).await.map_err(fail)?;
            hub::demonstration::fill(&self.app, desk, &caller, (now(), extent)).await.map_err(fail)?;
        }
        Ok(())
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

/// Looks after what time does, as long as the office is there.
async fn keep_time(office: Weak<Office>) {
    loop {
        tokio::time::sleep(Duration::from_secs(SETTLE_SECONDS)).await;
        let Some(office) = office.upgrade() else { return };
        if let Err(problem) = office.settle().await {
            report(&Fault::new(&problem.detail));
        }
    }
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
