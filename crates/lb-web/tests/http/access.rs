//! Accounts over HTTP: signing in and out, who is let in, and who is not.

mod browser;
mod keys;
mod matrix;
mod oidc;
mod people;
mod sessions;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::{Extension, Router};
use lb_app::desk::{Caller, Desk, Request, Task, projections};
use lb_app::journal::{Idempotency, Journal, MemoryJournal, Moment, Pending, Randomness, Receipt, SiteId};
use lb_web::{Accounts, Demonstration, Exposure, Front, OidcSettings, Problem, access_routes, start};

pub use browser::Browser;

/// The password of everybody here.
pub const PASSWORD: &str = "a ship, a train, a ferry";

/// A desk without a queue, and a clock that the test moves.
pub struct Counter {
    desk: Desk,
    micros: AtomicI64,
}

impl Counter {
    fn new() -> Arc<Self> {
        let site: SiteId = "LYG".parse().expect("a site");
        let journal = MemoryJournal::new(site.clone(), projections().expect("tables as they should be"));
        let journal: Arc<dyn Journal> = Arc::new(journal);
        let desk = Desk::new(journal, site, Randomness::from_seed([7; 32]));
        let now: Moment = "2026-11-22T00:00:00Z".parse().expect("an instant");
        Arc::new(Self { desk, micros: AtomicI64::new(now.micros()) })
    }

    /// Lets time pass.
    pub fn pass(&self, seconds: i64) {
        self.micros.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
    }
}

impl Front for Counter {
    fn now(&self) -> Moment {
        Moment::from_micros(self.micros.load(Ordering::SeqCst)).expect("an instant")
    }

    fn desk(&self) -> &Desk {
        &self.desk
    }

    fn ask(
        &self,
        task: Arc<dyn Task>,
        caller: Caller,
        idempotency: Idempotency,
    ) -> Pending<'_, Result<Receipt, Problem>> {
        Box::pin(async move {
            let requests = [Request { task, caller, idempotency }];
            let outcome = self.desk.carry_out(&requests, self.now()).await.pop().expect("one outcome");
            Ok(outcome?)
        })
    }
}

/// A site and the routes of its accounts.
pub struct Site {
    pub counter: Arc<Counter>,
    pub router: Router,
    /// The path of the first link.
    pub link: Option<String>,
}

impl Site {
    pub async fn open(exposure: Exposure) -> Self {
        Self::over(Counter::new(), exposure).await
    }

    /// Opens a server over a counter that may have served before.
    pub async fn over(counter: Arc<Counter>, exposure: Exposure) -> Self {
        let link = start(counter.as_ref(), exposure).await.expect("a start").invitation;
        let front: Arc<dyn Front> = Arc::<Counter>::clone(&counter);
        Self::of(counter, link, Accounts::new(front, exposure))
    }

    /// Opens a server with another place to sign in by.
    pub async fn by_oidc(counter: Arc<Counter>, exposure: Exposure, settings: OidcSettings) -> Self {
        let link = start(counter.as_ref(), exposure).await.expect("a start").invitation;
        let front: Arc<dyn Front> = Arc::<Counter>::clone(&counter);
        let accounts = Accounts::new(front, exposure).with_oidc(settings).expect("settings");
        Self::of(counter, link, accounts)
    }

    fn of(counter: Arc<Counter>, link: Option<String>, accounts: Accounts) -> Self {
        let accounts = Arc::new(accounts);
        let router = access_routes(Arc::clone(&accounts)).layer(Extension(accounts));
        Self { counter, router, link }
    }

    /// Opens a site of business.
    pub async fn business() -> Self {
        Self::open(Exposure::Loopback { port: 7878, demonstration: Demonstration::Closed }).await
    }

    /// Opens a demonstration.
    pub async fn demonstration() -> Self {
        Self::open(Exposure::Loopback { port: 7878, demonstration: Demonstration::Open }).await
    }

    /// Returns a browser without a cookie.
    pub fn browser(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// Returns the browser of whoever took a link.
    pub async fn joined(&self, link: &str, email: &str) -> Browser {
        let mut browser = self.browser();
        let secret = link.split_once('#').expect("a secret").1;
        let body = serde_json::json!({
            "secret": secret, "name": "Somebody", "email": email, "password": PASSWORD
        });
        let reply = browser.ask("POST", "/v1/session/invitation", &body.to_string()).await;
        assert_eq!(reply.status, 200, "{}", reply.text());
        browser
    }

    /// Returns the browser of the operator's first administrator.
    pub async fn administrator(&self) -> Browser {
        self.joined(self.link.as_deref().expect("a link"), "ma@lyg.example").await
    }

    /// Opens a customer and returns the browser of its first administrator.
    pub async fn customer(&self, operator: &mut Browser, id: &str, email: &str) -> Browser {
        let body = serde_json::json!({ "id": id, "name": id, "kind": "customer" });
        let reply = operator.ask("POST", "/v1/organisations", &body.to_string()).await;
        assert_eq!(reply.status, 200, "{}", reply.text());
        self.invited(operator, id, &["administrator"], email).await
    }

    /// Returns the browser of somebody who was invited.
    pub async fn invited(&self, by: &mut Browser, id: &str, roles: &[&str], email: &str) -> Browser {
        let body = serde_json::json!({ "organisation": id, "roles": roles });
        let reply = by.ask("POST", "/v1/people", &body.to_string()).await;
        assert_eq!(reply.status, 200, "{}", reply.text());
        let link = reply.json()["link"].as_str().expect("a link").to_owned();
        self.joined(&link, email).await
    }
}
