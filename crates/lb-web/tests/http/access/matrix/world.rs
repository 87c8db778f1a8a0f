//! A server with three organisations, everybody who could ask, and things to ask for.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use lb_web::{router, start};
use serde_json::{Value, json};
use tower::ServiceExt;

use super::super::PASSWORD;
use super::requests::Asked;
use crate::support::{LOOPBACK, Reply, office};

const ROLES: [&str; 5] = ["viewer", "recorder", "forwarder", "dispatcher", "administrator"];

/// Who asks.
pub struct Caller {
    pub name: String,
    pub organisation: &'static str,
    header: Option<(header::HeaderName, String)>,
}

/// Names of what is asked for.
#[derive(Default)]
pub struct Things {
    pub consignment: String,
    pub shared: String,
    pub person: String,
    pub operator: String,
    pub key: String,
    pub unit: String,
    pub document: String,
    pub run: [String; 3],
}

pub struct World {
    router: Router,
    pub callers: Vec<Caller>,
    pub things: Things,
    commands: u32,
}

impl World {
    pub async fn open() -> Self {
        let office = office();
        let link = start(office.as_ref(), LOOPBACK).await.expect("a start").invitation.expect("a link");
        let router = router(office, LOOPBACK);
        let mut world = Self { router, callers: Vec::new(), things: Things::default(), commands: 0 };
        let founder = world.join(&link, "founder@lyg.example").await;
        let nobody = Caller { name: "nobody".to_owned(), organisation: "", header: None };
        let founder = Caller {
            name: "founder".to_owned(),
            organisation: "LYG",
            header: Some((header::COOKIE, founder)),
        };
        for id in ["ORDA", "EAST"] {
            let body = json!({ "id": id, "name": id, "kind": "customer" });
            world.command(&founder, "/v1/organisations", body).await;
        }
        world.callers.push(nobody);
        for organisation in ["LYG", "ORDA", "EAST"] {
            for role in ROLES {
                let body = json!({ "organisation": organisation, "roles": [role] });
                let invited = world.command(&founder, "/v1/people", body).await;
                let link = invited["link"].as_str().expect("a link").to_owned();
                let cookie = world.join(&link, &format!("{role}@{organisation}.example")).await;
                let header = Some((header::COOKIE, cookie));
                world.callers.push(Caller {
                    name: format!("{role} of {organisation}"),
                    organisation,
                    header,
                });
            }
        }
        world.fill(&founder).await;
        world
    }

    /// Makes what is asked for, all of it of ORDA.
    async fn fill(&mut self, founder: &Caller) {
        let administrator = self.caller("administrator of ORDA");
        let forwarder = self.caller("forwarder of ORDA");
        let dispatcher = self.caller("dispatcher of LYG");
        let read =
            self.command(&administrator, "/v1/keys", json!({"name": "read", "scopes": ["read"]})).await;
        let secret = read["secret"].as_str().expect("a secret");
        let header = Some((header::AUTHORIZATION, format!("Bearer {secret}")));
        self.callers.push(Caller { name: "key of ORDA".to_owned(), organisation: "ORDA", header });
        let other = self.command(&administrator, "/v1/keys", json!({"name": "x", "scopes": ["read"]})).await;
        self.things.key = text(&other["id"]);
        let people = self.get(&administrator, "/v1/people").await;
        self.things.person = text(&people["people"][0]["id"]);
        self.things.operator = text(&self.get(founder, "/v1/session").await["person"]["id"]);
        let order = super::requests::order(None);
        self.things.consignment =
            text(&self.command(&forwarder, "/v1/consignments", order.clone()).await["id"]);
        self.things.shared = text(&self.command(&forwarder, "/v1/consignments", order).await["id"]);
        let share = json!({ "action": { "do": "share", "with": "EAST" } });
        let path = format!("/v1/consignments/{}/actions", self.things.shared);
        self.command(&forwarder, &path, share).await;
        let unit = json!({ "kind": "container", "number": "CSQU3054383" });
        self.things.unit = text(&self.command(&dispatcher, "/v1/units", unit).await["id"]);
        let runs = self.get(&dispatcher, "/v1/runs?service=SV-GRN-LYG&days=30").await;
        let run = &runs["items"][0];
        let id = text(&run["run"]);
        let (service, date) = id.split_once('/').expect("a service and a date");
        self.things.run = [service.to_owned(), date.to_owned(), text(&run["section"])];
        self.attach(&forwarder).await;
    }

    async fn attach(&mut self, forwarder: &Caller) {
        let asked = Asked {
            content_type: Some("application/pdf"),
            ..Asked::new("POST", "/v1/attachments", "%PDF-1.7")
        };
        let kept = self.send(forwarder, &asked).await;
        assert_eq!(kept.status, 200, "{}", kept.text());
        self.things.document = text(&kept.json()["hash"]);
        let action = json!({ "do": "attach", "hash": self.things.document, "name": "list.pdf" });
        let path = format!("/v1/consignments/{}/actions", self.things.consignment);
        self.command(forwarder, &path, json!({ "action": action })).await;
    }

    /// Returns a caller by name.
    fn caller(&self, name: &str) -> Caller {
        let found = self.callers.iter().find(|caller| caller.name == name).expect("a caller");
        Caller { name: found.name.clone(), organisation: found.organisation, header: found.header.clone() }
    }

    async fn join(&mut self, link: &str, email: &str) -> String {
        let secret = link.split_once('#').expect("a secret").1;
        let body = json!({ "secret": secret, "name": "Somebody", "email": email, "password": PASSWORD });
        let asked = Asked::new("POST", "/v1/session/invitation", &body.to_string());
        let nobody = Caller { name: String::new(), organisation: "", header: None };
        let reply = self.send(&nobody, &asked).await;
        assert_eq!(reply.status, 200, "{}", reply.text());
        reply.header("set-cookie").split(';').next().expect("a pair").to_owned()
    }

    async fn command(&mut self, caller: &Caller, path: &str, body: Value) -> Value {
        let reply = self.send(caller, &Asked::new("POST", path, &body.to_string())).await;
        assert_eq!(reply.status, 200, "{} {path}: {}", caller.name, reply.text());
        reply.json()
    }

    async fn get(&mut self, caller: &Caller, path: &str) -> Value {
        let reply = self.send(caller, &Asked::new("GET", path, "")).await;
        assert_eq!(reply.status, 200, "{} {path}: {}", caller.name, reply.text());
        reply.json()
    }

    /// Asks as one of the callers.
    pub async fn ask(&mut self, at: usize, asked: &Asked) -> Reply {
        let name = self.callers[at].name.clone();
        let caller = self.caller(&name);
        self.send(&caller, asked).await
    }

    async fn send(&mut self, caller: &Caller, asked: &Asked) -> Reply {
        self.commands += 1;
        let mut builder = Request::builder()
            .method(asked.method.as_str())
            .uri(asked.path.as_str())
            .header(header::HOST, "localhost:7878")
            .header("sec-fetch-site", "same-origin")
            .header("idempotency-key", format!("command-{}", self.commands));
        let content_type = asked.content_type.unwrap_or("application/json");
        if !asked.body.is_empty() {
            builder = builder.header(header::CONTENT_TYPE, content_type);
        }
        if let Some((name, value)) = &caller.header {
            builder = builder.header(name, value);
        }
        let request = builder.body(Body::from(asked.body.clone())).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("infallible");
        let (parts, body) = response.into_parts();
        let is_endless =
            parts.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "text/event-stream");
        let body =
            if is_endless { Vec::new() } else { to_bytes(body, 16 << 20).await.expect("a body").to_vec() };
        Reply { status: parts.status.as_u16(), headers: parts.headers, body }
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("expected a text, got {value}")).to_owned()
}
