//! What the routes share: the opened corridor, the gates of its work, the answers that never change.

use std::sync::{Arc, OnceLock};
use std::time::Instant;

use axum::body::Bytes;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use lb_app::{App, Refusal};
use serde::Serialize;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::booking::{Imports, Tail};
use crate::gate::Gate;
use crate::hooks::Hooks;
use crate::office::Office;
use crate::problem::Problem;
use crate::quota::Quota;

/// The most searches that wait for a core.
pub const WAITING_MAX: usize = 64;

/// Streams that are open at once.
const WATCHERS_MAX: usize = 1_000;

/// Suggestions and tables: at once, and waiting.
const LOOKUPS_MAX: usize = 8;
const LOOKUPS_WAITING_MAX: usize = 256;

/// One opened corridor and its office behind the routes.
#[derive(Debug)]
pub struct Site {
    app: Arc<App>,
    office: Arc<Office>,
    hooks: Arc<Hooks>,
    /// Open streams.
    watchers: Arc<Semaphore>,
    /// What open streams tell.
    tail: Tail,
    /// Imports under way.
    imports: Imports,
    /// What organisations have sent today.
    documents: Quota,
    /// Searches: as many as there are cores.
    searches: Gate,
    /// Short work, which does not wait behind searches.
    lookups: Gate,
    /// Claims: each is a year of searches, made once.
    recomputing: Gate,
    answers: Answers,
}

/// Answers that are the same as long as the corridor is open, as written JSON.
#[derive(Debug, Default)]
struct Answers {
    unit_types: OnceLock<Bytes>,
    sources: OnceLock<Bytes>,
    crossings: OnceLock<Bytes>,
    map: OnceLock<Bytes>,
    claims: OnceLock<Bytes>,
}

/// An answer that is the same as long as the corridor is open.
#[derive(Clone, Copy, Debug)]
pub enum Constant {
    /// Unit types.
    UnitTypes,
    /// Sources.
    Sources,
    /// Crossings.
    Crossings,
    /// The map.
    Map,
    /// Claims.
    Claims,
}

impl Constant {
    const fn media_type(self) -> &'static str {
        match self {
            Self::Map => "application/geo+json",
            Self::UnitTypes | Self::Sources | Self::Crossings | Self::Claims => "application/json",
        }
    }
}

impl Site {
    /// Returns the site of an office and its line to webhooks; an organisation may send so many bytes of documents a day.
    pub fn new(office: Arc<Office>, hooks: Arc<Hooks>, bytes_a_day: u64) -> Self {
        let app = Arc::clone(office.app());
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self {
            app,
            office,
            hooks,
            watchers: Arc::new(Semaphore::new(WATCHERS_MAX)),
            tail: Tail::default(),
            imports: Imports::default(),
            documents: Quota::new(bytes_a_day),
            searches: Gate::new(cores, WAITING_MAX),
            lookups: Gate::new(LOOKUPS_MAX, LOOKUPS_WAITING_MAX),
            recomputing: Gate::new(1, WAITING_MAX),
            answers: Answers::default(),
        }
    }

    /// Returns the corridor.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// Returns the office.
    pub const fn office(&self) -> &Arc<Office> {
        &self.office
    }

    /// Returns the line to webhooks.
    pub fn hooks(&self) -> &Hooks {
        &self.hooks
    }

    /// Returns the imports under way.
    pub const fn imports(&self) -> &Imports {
        &self.imports
    }

    /// Returns the latest records, for open streams.
    pub const fn tail(&self) -> &Tail {
        &self.tail
    }

    /// Returns what organisations have sent today.
    pub const fn documents(&self) -> &Quota {
        &self.documents
    }

    /// Takes the place of one more open stream, until it is dropped.
    ///
    /// # Errors
    /// `server.busy` when there are too many.
    pub fn watcher(&self) -> Result<OwnedSemaphorePermit, Problem> {
        let place = Arc::clone(&self.watchers).try_acquire_owned();
        place.map_err(|_| Problem::new("server.busy", "too many streams are open already"))
    }

    /// Answers by a search, and measures it: `set` writes the microseconds into the answer.
    pub async fn search<T, Work>(&self, work: Work, set: fn(&mut T, u64)) -> Result<Response, Problem>
    where
        T: Serialize + 'static,
        Work: FnOnce(&App) -> Result<T, Refusal> + Send + 'static,
    {
        let app = Arc::clone(&self.app);
        let written = self.searches.run(move || {
            let (answer, elapsed_us) = timed(|| work(&app));
            let mut answer = answer?;
            set(&mut answer, elapsed_us);
            write(&answer)
        });
        Ok(json("application/json", written.await??))
    }

    /// Answers by short work.
    pub async fn look_up<T, Work>(&self, work: Work) -> Result<Response, Problem>
    where
        T: Serialize + 'static,
        Work: FnOnce(&App) -> Result<T, Problem> + Send + 'static,
    {
        let app = Arc::clone(&self.app);
        let written = self.lookups.run(move || write(&work(&app)?));
        Ok(json("application/json", written.await??))
    }

    /// Answers with what never changes, made when it is first asked for.
    pub async fn constant(self: &Arc<Self>, which: Constant) -> Result<Response, Problem> {
        if let Some(bytes) = self.answers.of(which).get() {
            return Ok(json(which.media_type(), bytes.clone()));
        }
        let gate = match which {
            Constant::Claims => &self.recomputing,
            Constant::UnitTypes | Constant::Sources | Constant::Crossings | Constant::Map => &self.lookups,
        };
        let site = Arc::clone(self);
        // Kept from inside the work: it is not lost when nobody waits for it any more.
        let bytes = gate.run(move || site.made(which)).await??;
        Ok(json(which.media_type(), bytes))
    }

    fn made(&self, which: Constant) -> Result<Bytes, Problem> {
        let cell = self.answers.of(which);
        if let Some(bytes) = cell.get() {
            return Ok(bytes.clone());
        }
        let bytes = match which {
            Constant::UnitTypes => write(&self.app.unit_types()),
            Constant::Sources => write(&self.app.sources()),
            Constant::Crossings => write(&self.app.crossings()),
            Constant::Map => write(&self.app.map()),
            Constant::Claims => write(&self.app.claims()),
        }?;
        Ok(cell.get_or_init(|| bytes).clone())
    }
}

impl Answers {
    const fn of(&self, which: Constant) -> &OnceLock<Bytes> {
        match which {
            Constant::UnitTypes => &self.unit_types,
            Constant::Sources => &self.sources,
            Constant::Crossings => &self.crossings,
            Constant::Map => &self.map,
            Constant::Claims => &self.claims,
        }
    }
}

fn write<T: Serialize>(answer: &T) -> Result<Bytes, Problem> {
    Ok(Bytes::from(serde_json::to_vec(answer)?))
}

/// Returns written JSON as an answer.
pub fn json(media_type: &'static str, bytes: impl Into<Bytes>) -> Response {
    ([(CONTENT_TYPE, media_type)], bytes.into()).into_response()
}

/// Runs work and returns its microseconds beside its result.
#[expect(
    clippy::disallowed_methods,
    reason = "`elapsed_us` is measured here: the one place of the server with a clock"
)]
fn timed<T>(work: impl FnOnce() -> T) -> (T, u64) {
    let start = Instant::now();
    let result = work();
    (result, u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX))
}
