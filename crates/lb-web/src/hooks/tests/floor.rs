//! A site with organisations, webhooks and senders, and a clock that is moved by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock};

use lb_app::App;
use lb_app::access::{Found, OpenOrganisation};
use lb_app::desk::{
    Caller, Circumstances, Decision, NewFact, OrganisationKind, Role, Seen, Task, projections,
};
use lb_app::hooks::{
    AddWebhook, Failing, HookState, ProgressRule, Reach, SigningSecret, WebhookId, WebhookRow,
    webhook_entity, webhook_with,
};
use lb_app::journal::{Author, Entity, Hash, MemoryJournal, Moment, Pending, SiteId};
use lb_app::refusal::Refusal;
use lb_network::CorridorFiles;
use serde_json::{Value, json};
use tokio::sync::{oneshot, watch};
use tokio::task::JoinHandle;

use super::super::clock::after;
use super::super::{Clock, Hooks};
use super::receiver::{Received, Receiver};
use crate::office::{Office, now};
use crate::site::Site;

/// Returns the tiny corridor, opened once.
fn app() -> Arc<App> {
    static APP: OnceLock<Arc<App>> = OnceLock::new();
    let open = || {
        let mut files = CorridorFiles::default();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corridors/tiny");
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            files.insert(name, std::fs::read_to_string(&path).unwrap());
        }
        Arc::new(App::open(&files, "2026-11-25T00:00:00Z".parse().unwrap()).unwrap())
    };
    Arc::clone(APP.get_or_init(open))
}

/// A clock that is moved by hand and knows what is waited for.
pub struct HandClock {
    now: watch::Sender<Moment>,
    waits: watch::Sender<BTreeMap<u64, Moment>>,
    count: Mutex<u64>,
}

struct Wait<'a>(&'a HandClock, u64);

impl Drop for Wait<'_> {
    fn drop(&mut self) {
        self.0.waits.send_modify(|waits| {
            waits.remove(&self.1);
        });
    }
}

impl Clock for HandClock {
    fn now(&self) -> Moment {
        *self.now.borrow()
    }

    fn wait_until(&self, at: Moment) -> Pending<'_, ()> {
        Box::pin(async move {
            let number = {
                let mut count = self.count.lock().unwrap();
                *count += 1;
                *count
            };
            self.waits.send_modify(|waits| {
                waits.insert(number, at);
            });
            let _wait = Wait(self, number);
            self.now.subscribe().wait_for(|now| *now >= at).await.unwrap();
        })
    }
}

impl HandClock {
    fn new() -> Arc<Self> {
        let start = Moment::from_micros(now().micros() / 1_000_000 * 1_000_000).unwrap();
        let (now, waits) = (watch::Sender::new(start), watch::Sender::new(BTreeMap::new()));
        Arc::new(Self { now, waits, count: Mutex::new(0) })
    }

    pub fn pass(&self, seconds: i64) {
        self.now.send_modify(|now| *now = after(*now, seconds));
    }

    /// Waits until somebody waits for so many seconds from now.
    pub async fn awaited(&self, seconds: i64) {
        let at = after(Clock::now(self), seconds);
        let mut waits = self.waits.subscribe();
        waits.wait_for(|waits| waits.values().any(|wait| *wait == at)).await.unwrap();
    }
}

/// A sender under way.
pub struct Process {
    stop: Option<oneshot::Sender<()>>,
    task: JoinHandle<()>,
}

impl Process {
    /// Stops in order.
    pub async fn stop(mut self) {
        self.stop.take().unwrap().send(()).unwrap();
        self.task.await.unwrap();
    }

    /// Stops as by a power cut.
    pub async fn die(self) {
        self.task.abort();
        assert!(self.task.await.unwrap_err().is_cancelled());
    }
}

/// Somebody's dossier got another reference.
struct Tell(Vec<&'static str>);

impl Task for Tell {
    fn needs(&self, _: &Seen) -> Vec<Entity> {
        vec!["consignment:018f0000-0000-7000-8000-000000000001".parse().unwrap()]
    }

    fn decide(&self, seen: &Seen, _: &mut Circumstances<'_>) -> Result<Decision, Refusal> {
        let body = json!({ "audience": self.0, "event": { "type": "referred", "reference": "SECRET-42" } });
        let entity = self.needs(seen).remove(0);
        let fact = NewFact::now(entity, "dossier.referred".parse().unwrap(), &body).unwrap();
        Ok(Decision { facts: vec![fact], answer: json!({}) })
    }
}

pub fn caller(organisation: &str, role: Role) -> Caller {
    let kind = if organisation == "BASE" { OrganisationKind::Operator } else { OrganisationKind::Customer };
    let author = Author { organisation: organisation.parse().unwrap(), actor: "person.1".parse().unwrap() };
    Caller::with_roles(author, kind, &BTreeSet::from([role]))
}

pub fn administrator(organisation: &str) -> Caller {
    caller(organisation, Role::Administrator)
}

pub struct Floor {
    pub office: Arc<Office>,
    pub site: Arc<Site>,
    pub hooks: Arc<Hooks>,
    pub clock: Arc<HandClock>,
}

impl Floor {
    /// Opens a site of the operator `BASE` and the customers `TRADER` and `OTHER`.
    pub async fn open(reach: Reach) -> Self {
        let id: SiteId = "LYG".parse().unwrap();
        let journal = MemoryJournal::new(id.clone(), projections().unwrap());
        let office = Office::open(app(), Arc::new(journal), id, [7; 32]);
        let clock = HandClock::new();
        let hooks = Arc::new(Hooks::open(reach, clock.clone()));
        let site = Arc::new(Site::new(Arc::clone(&office), Arc::clone(&hooks), u64::MAX));
        let floor = Self { office, site, hooks, clock };
        let operator = "BASE".parse().unwrap();
        let found = Found { operator, name: "Base".to_owned(), invitation: Hash::of(&[b"link"]) };
        floor.ask("BASE", found).await;
        for id in ["TRADER", "OTHER"] {
            let (kind, name) = (OrganisationKind::Customer, id.to_owned());
            floor.ask("BASE", OpenOrganisation { id: id.parse().unwrap(), kind, name }).await;
        }
        floor
    }

    pub async fn ask(&self, organisation: &str, task: impl Task + 'static) -> Value {
        let key = self.office.own_key(&json!({})).unwrap();
        let receipt = self.office.ask(Arc::new(task), administrator(organisation), key).await.unwrap();
        receipt.answer.unwrap().value().unwrap()
    }

    /// Records an event that an audience sees.
    pub async fn tell(&self, audience: &[&'static str]) {
        self.ask("BASE", Tell(audience.to_vec())).await;
    }

    pub async fn add(&self, organisation: &str, url: &str) -> WebhookId {
        let webhook = WebhookId::at(1_000, self.office.desk().draw());
        let task = AddWebhook {
            webhook,
            organisation: organisation.parse().unwrap(),
            url: url.to_owned(),
            kinds: Vec::new(),
            description: String::new(),
            after: self.office.journal().latest(),
            // What was allowed when it was added may be forbidden when something is sent.
            reach: Reach::ThisMachine,
        };
        self.ask(organisation, task).await;
        webhook
    }

    pub fn start(&self) -> Process {
        let sender = self.hooks.sender(Arc::clone(&self.office), ProgressRule::SERVER);
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(sender.run(async {
            stopped.await.ok();
        }));
        Process { stop: Some(stop), task }
    }

    pub async fn row(&self, id: WebhookId) -> WebhookRow {
        let rows = self.office.rows(&webhook_with(id)).await.unwrap();
        WebhookRow::read(rows.first().unwrap()).unwrap()
    }

    /// Waits until the journal says something of a webhook.
    pub async fn until(&self, id: WebhookId, is_so: impl Fn(&WebhookRow) -> bool) -> WebhookRow {
        loop {
            let latest = self.office.journal().latest();
            let row = self.row(id).await;
            if is_so(&row) {
                return row;
            }
            self.office.journal().wait_past(latest).await;
        }
    }

    /// Waits until so many tries failed, sees that the next one comes after the planned seconds or up to a tenth later, moves
    /// there, and returns how it stood.
    pub async fn pass_to_next_try(&self, id: WebhookId, attempts: u32, seconds: u32) -> Failing {
        let is_so = |row: &WebhookRow| row.courier.failing.as_ref().is_some_and(|f| f.attempts == attempts);
        let failing = self.until(id, is_so).await.courier.failing.unwrap();
        let waits = failing.next_at.micros() - self.clock.now().micros();
        let planned = i64::from(seconds) * 1_000_000;
        assert!((planned..=planned + planned / 10).contains(&waits), "{attempts}: {waits}");
        self.clock.now.send_replace(failing.next_at);
        failing
    }

    pub async fn secrets(&self, id: WebhookId) -> Vec<SigningSecret> {
        let sight = self.office.desk().look(&webhook_entity(id).unwrap()).await.unwrap();
        let webhook = sight.state.as_ref().unwrap().hook().and_then(HookState::webhook).unwrap().clone();
        webhook.secrets_at(self.clock.now())
    }

    /// Returns the next request, whose signature and time are right.
    pub async fn heard(&self, receiver: &mut Receiver, id: WebhookId) -> Received {
        let received = receiver.next().await;
        let header = |name: &str| received.headers[name].as_str();
        assert_eq!(received.line, "POST /hook?from=landbridge HTTP/1.1");
        assert_eq!(header("content-type"), "application/json");
        assert_eq!(header("host"), receiver.address.to_string());
        let seconds: i64 = header("webhook-timestamp").parse().unwrap();
        assert_eq!(seconds, self.clock.now().timestamp().as_second());
        let secrets = self.secrets(id).await;
        let sign =
            |secret: &SigningSecret| secret.sign(header("webhook-id"), seconds, received.body.as_bytes());
        let expected: Vec<String> = secrets.iter().map(sign).collect();
        assert_eq!(header("webhook-signature"), expected.join(" "));
        received
    }
}
