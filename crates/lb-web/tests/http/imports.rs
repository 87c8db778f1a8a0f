//! Files of many rows over HTTP: told at once, watched, cancelled, sent twice.

use std::fmt::Write;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use lb_web::{Demonstration, Exposure, router, start};
use serde_json::Value;

use crate::support::{Reply, ask_of, office};

const EXPOSURE: Exposure = Exposure::Loopback { port: 7878, demonstration: Demonstration::Open };

/// A server in memory, and the cookie of its operator.
struct World {
    router: Router,
    cookie: String,
}

impl World {
    async fn open() -> Self {
        let office = office();
        start(office.as_ref(), EXPOSURE).await.expect("a start");
        let mut world = Self { router: router(office, EXPOSURE), cookie: String::new() };
        let signed_in = world.ask("POST", "/v1/session/demo", ("{}", &[])).await;
        let cookie = signed_in.header("set-cookie");
        world.cookie = cookie.split(';').next().expect("a pair").to_owned();
        world
    }

    async fn ask(&self, method: &str, path: &str, (body, headers): (&str, &[(&str, &str)])) -> Reply {
        let builder = Request::builder().method(method).uri(path).header(header::HOST, "localhost:7878");
        let builder = builder.header("sec-fetch-site", "same-origin").header(header::COOKIE, &self.cookie);
        let media_type = if body.starts_with('{') { "application/json" } else { "text/csv" };
        let mut builder = builder.header(header::CONTENT_TYPE, media_type);
        for (name, value) in headers {
            builder = builder.header(*name, *value);
        }
        let request = builder.body(Body::from(body.to_owned())).expect("a request");
        ask_of(self.router.clone(), request).await
    }

    async fn import(&self, file: &str, headers: &[(&str, &str)]) -> Reply {
        self.ask("POST", "/v1/imports?kind=units&name=units.csv", (file, headers)).await
    }

    /// Asks for an import until it is over.
    async fn over(&self, id: &str) -> Value {
        for _ in 0..100_000 {
            let reply = self.ask("GET", &format!("/v1/imports/{id}"), ("", &[])).await;
            let answer = reply.json();
            if answer["import"]["state"] != "running" {
                assert_eq!(reply.status, 200);
                return answer;
            }
            assert_eq!(reply.status, 202, "{answer}");
            tokio::task::yield_now().await;
        }
        panic!("the import of {id} did not end");
    }
}

/// So many vehicles, each once.
fn vehicles(first: usize, count: usize) -> String {
    (first..first + count).fold("kind,number\n".to_owned(), |mut text, number| {
        let _ = writeln!(text, "vehicle,KZ{number:05}AB");
        text
    })
}

fn key(key: &'static str) -> [(&'static str, &'static str); 2] {
    [("idempotency-key", key), ("prefer", "wait=10, respond-async")]
}

fn id_of(answer: &Value) -> String {
    answer["import"]["id"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
}

#[tokio::test]
async fn whoever_does_not_wait_is_told_how_far_it_is() {
    let world = World::open().await;
    let file = vehicles(0, 1_000);
    let begun = world.import(&file, &key("one")).await;
    let answer = begun.json();
    assert_eq!((begun.status, &answer["import"]["state"]), (202, &"running".into()), "{answer}");
    let id = id_of(&answer);
    // The same request again, while it is under way: no second import.
    let again = world.import(&file, &key("one")).await.json();
    assert_eq!(id_of(&again), id);
    let other = world.import(&vehicles(0, 999), &key("one")).await;
    assert_eq!((other.status, &other.json()["code"]), (409, &"idempotency.key_reused".into()));
    let listed = world.ask("GET", "/v1/imports", ("", &[])).await.json();
    assert_eq!(
        (&listed["items"][0]["id"], listed["items"].as_array().map(Vec::len)),
        (&answer["import"]["id"], Some(1))
    );

    let over = world.over(&id).await;
    assert_eq!(
        (&over["import"]["state"], &over["import"]["counts"]["done"]),
        (&"finished".into(), &1_000.into())
    );
    // And once it is over: the same answer, and nothing is done again.
    let replayed = world.import(&file, &key("one")).await;
    assert_eq!((replayed.status, replayed.json()), (200, over.clone()));
    let other = world.import(&vehicles(0, 999), &key("one")).await;
    assert_eq!((other.status, &other.json()["code"]), (409, &"idempotency.key_reused".into()));
    let units = world.ask("GET", "/v1/units?limit=1", ("", &[])).await.json();
    // Under another key the rows are known already.
    let repeated = world.import(&file, &[("idempotency-key", "two")]).await;
    let counts = &repeated.json()["import"]["counts"];
    assert_eq!((repeated.status, &counts["repeated"], &counts["done"]), (200, &1_000.into(), &0.into()));
    assert_eq!(world.ask("GET", "/v1/units?limit=1", ("", &[])).await.json(), units);
}

#[tokio::test]
async fn what_is_left_is_cancelled_and_what_was_done_stays() {
    let world = World::open().await;
    let begun = world.import(&vehicles(0, 5_000), &key("one")).await;
    let id = id_of(&begun.json());
    let cancelled = world.ask("DELETE", &format!("/v1/imports/{id}"), ("", &[])).await;
    let answer = cancelled.json();
    let counts = &answer["import"]["counts"];
    assert_eq!((cancelled.status, &answer["import"]["state"]), (200, &"cancelled".into()), "{answer}");
    let count = |name: &str| counts[name].as_u64().expect("a count");
    assert!(count("left") > 0, "{counts}");
    let names = ["done", "repeated", "refused", "unknown", "would_do", "left"];
    assert_eq!(names.iter().map(|name| count(name)).sum::<u64>(), 5_000, "{counts}");
    // Cancelling what is over changes nothing.
    let again = world.ask("DELETE", &format!("/v1/imports/{id}"), ("", &[])).await.json();
    assert_eq!(again["import"], answer["import"]);
    // The rest comes with the same file.
    let rest = world.import(&vehicles(0, 5_000), &[("idempotency-key", "two")]).await.json();
    let (done, repeated) = (&rest["import"]["counts"]["done"], &rest["import"]["counts"]["repeated"]);
    assert_eq!((done.as_u64(), repeated.as_u64()), (Some(count("left")), Some(count("done"))));
}

#[tokio::test]
async fn results_come_page_by_page_and_say_the_line() {
    let world = World::open().await;
    let file = vehicles(0, 1_500) + "vehicle,\ncontainer,CSQU3054383\n";
    let mut answer = world.import(&file, &[("idempotency-key", "one")]).await.json();
    let (id, mut lines) = (id_of(&answer), Vec::new());
    loop {
        let results = answer["results"].as_array().expect("results");
        lines.extend(results.iter().map(|result| result["line"].as_u64().expect("a line")));
        let Some(next) = answer["next"].as_str() else { break };
        answer = world.ask("GET", &format!("/v1/imports/{id}?cursor={next}"), ("", &[])).await.json();
    }
    assert_eq!(lines, (2..=1_503).collect::<Vec<u64>>());
    let refused = &answer["results"].as_array().expect("results")[500];
    assert_eq!((&refused["state"], &refused["line"]), (&"refused".into(), &1_502.into()), "{refused}");
    let missing = world.ask("GET", "/v1/imports/01890a5d-ac96-774b-bcce-b302099a8057", ("", &[])).await;
    assert_eq!((missing.status, &missing.json()["code"]), (404, &"import.not_found".into()));
    let keyless = world.import(&file, &[]).await;
    assert_eq!((keyless.status, &keyless.json()["code"]), (400, &"request.no_idempotency_key".into()));
}
