//! Signing in by another place: a real provider on a port, and every way in which its word does not count.

mod provider;

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use lb_web::{Demonstration, Exposure, Front, JoinByClaim, JoinRule, OidcSettings};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tower::ServiceExt;

use self::provider::{CLIENT, Key, SECRET, TestProvider};
use super::{Browser, Counter, Site};
use crate::support::Reply;

const EXPOSURE: Exposure = Exposure::Loopback { port: 7878, demonstration: Demonstration::Closed };
const PUBLIC: &str = "http://localhost:7878";

fn settings(issuer: &str) -> OidcSettings {
    OidcSettings {
        issuer: issuer.to_owned(),
        client_id: CLIENT.to_owned(),
        client_secret: Some(SECRET.to_owned()),
        label: "Harbour ID".to_owned(),
        public_url: PUBLIC.to_owned(),
        scopes: vec!["profile".to_owned()],
        join: None,
    }
}

/// The first rule that fits makes the account.
fn joining(organisation: &str) -> Option<JoinByClaim> {
    let rule = |value: &str, roles: &[&str]| JoinRule {
        value: value.to_owned(),
        organisation: organisation.parse().expect("an id"),
        roles: roles.iter().map(|role| lb_app::desk::Role::from_word(role).expect("a role")).collect(),
    };
    let rules = vec![rule("lb-dispatch", &["dispatcher"]), rule("lb-all", &["administrator", "viewer"])];
    Some(JoinByClaim { claim: "groups".to_owned(), rules })
}

/// A site with an administrator and a provider.
struct World {
    site: Site,
    provider: TestProvider,
}

impl World {
    async fn with(key: Key) -> Self {
        let business = Site::business().await;
        business.administrator().await;
        let now = business.counter.now().timestamp().as_second();
        let provider = TestProvider::start(key, now).await;
        let site = Site::by_oidc(Arc::clone(&business.counter), EXPOSURE, settings(&provider.issuer)).await;
        Self { site, provider }
    }

    async fn open() -> Self {
        Self::with(Key::ecdsa("first")).await
    }

    /// Serves the same journal with other settings.
    async fn change(&mut self, change: impl FnOnce(&mut OidcSettings)) {
        let mut settings = settings(&self.provider.issuer);
        change(&mut settings);
        self.site = Site::by_oidc(Arc::clone(&self.site.counter), EXPOSURE, settings).await;
    }

    fn traveller(&self) -> Traveller {
        Traveller { browser: self.site.browser(), jar: BTreeMap::new() }
    }

    /// Sends a browser out and returns the path by which it comes back.
    async fn out(&self, traveller: &mut Traveller) -> String {
        let reply = traveller.get("/v1/access/oidc/start?screen=units").await;
        assert_eq!(reply.status, 303, "{}", reply.text());
        let there = reply.header("location").strip_prefix(&self.provider.issuer).expect("there").to_owned();
        let request = Request::get(there).body(Body::empty()).expect("a request");
        let response = self.provider.router().oneshot(request).await.expect("infallible");
        let back = response.headers()[header::LOCATION].to_str().expect("a text");
        back.strip_prefix(PUBLIC).expect("back").to_owned()
    }

    /// Signs in and returns the answer.
    async fn sign_in(&self, traveller: &mut Traveller) -> Reply {
        let back = self.out(traveller).await;
        traveller.get(&back).await
    }

    /// Signs in with what the provider says, and compares the code of the refusal.
    async fn check(&self, (head, claims): (Value, Value), expected: &str) {
        self.provider.script(|script| (script.head, script.claims) = (head.clone(), claims.clone()));
        let mut traveller = self.traveller();
        let reply = self.sign_in(&mut traveller).await;
        let code = if reply.status == 303 { Value::Null } else { reply.json()["code"].clone() };
        assert_eq!(code.as_str().unwrap_or_default(), expected, "{head} {claims}: {}", reply.text());
        assert_eq!(traveller.who().await == "nobody", !expected.is_empty(), "{head} {claims}");
    }
}

/// A browser with all its cookies.
#[derive(Clone)]
struct Traveller {
    browser: Browser,
    jar: BTreeMap<String, String>,
}

impl Traveller {
    async fn get(&mut self, path: &str) -> Reply {
        let cookies: Vec<String> = self.jar.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = Request::get(path).header(header::HOST, "localhost:7878");
        for (name, value) in &self.browser.headers {
            request = request.header(*name, value);
        }
        let request =
            request.header(header::COOKIE, cookies.join("; ")).body(Body::empty()).expect("a request");
        let response = self.browser.router.clone().oneshot(request).await.expect("infallible");
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().expect("a text").split(';').next().expect("a pair");
            let (name, value) = pair.split_once('=').expect("a pair");
            match value {
                "" => self.jar.remove(name),
                value => self.jar.insert(name.to_owned(), value.to_owned()),
            };
        }
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, 1 << 20).await.expect("a body").to_vec();
        Reply { status: parts.status.as_u16(), headers: parts.headers, body }
    }

    async fn who(&self) -> String {
        let cookie = self.jar.get("__Host-landbridge-7878");
        let cookie = cookie.map(|value| format!("__Host-landbridge-7878={value}"));
        Browser { cookie, ..self.browser.clone() }.who().await
    }

    /// Goes somewhere and compares status and code of the error.
    async fn check(&mut self, path: &str, expected: (u16, &str)) {
        let reply = self.get(path).await;
        assert_eq!((reply.status, reply.json()["code"].as_str().unwrap_or_default()), expected, "{path}");
    }
}

#[tokio::test]
async fn somebody_with_an_account_signs_in_by_the_place_that_vouches_for_them() {
    for key in [Key::ecdsa("first"), Key::rsa("first")] {
        let world = World::with(key).await;
        let mut traveller = world.traveller();
        assert_eq!(traveller.get("/v1/session").await.json()["oidc"], "Harbour ID");
        let start = traveller.get("/v1/access/oidc/start?screen=units").await;
        let cookie = start.header("set-cookie");
        assert!(cookie.starts_with("__Host-landbridge-7878-sign-on=lb_signon_"), "{cookie}");
        assert!(cookie.ends_with(".units; Max-Age=600; Path=/; Secure; HttpOnly; SameSite=Lax"), "{cookie}");
        let secret = cookie.split(['=', '.']).nth(1).expect("a secret");
        assert!(!start.header("location").contains(&secret["lb_signon_".len()..]));

        let reply = world.sign_in(&mut traveller).await;
        assert_eq!((reply.status, reply.header("location")), (303, "/#/units"), "{}", reply.text());
        assert_eq!(traveller.who().await, "ma@lyg.example of LYG");
        assert_eq!(traveller.jar.len(), 1, "what was needed on the way is gone: {:?}", traveller.jar);
        let set: Vec<_> = reply.headers.get_all("set-cookie").iter().collect();
        assert!(
            set[1]
                .to_str()
                .expect("a text")
                .ends_with("Max-Age=43200; Path=/; Secure; HttpOnly; SameSite=Strict")
        );

        world.sign_in(&mut world.traveller()).await;
        let asked = world.provider.script(|script| script.asked.clone());
        assert_eq!(asked, BTreeMap::from([("discovery", 1), ("keys", 1), ("token", 2)]), "keys are kept");
    }
}

#[tokio::test]
async fn a_word_that_does_not_hold_lets_nobody_in() {
    let world = World::open().await;
    let now = world.provider.script(|script| script.now);
    let untrusted = "access.oidc_not_trusted";
    let cases = [
        (json!({}), json!({ "nonce": "0".repeat(64) }), untrusted),
        (json!({}), json!({ "nonce": null }), untrusted),
        (json!({}), json!({ "aud": "another" }), untrusted),
        (json!({}), json!({ "aud": [CLIENT, "another"] }), untrusted),
        (json!({}), json!({ "iss": "https://id.example" }), untrusted),
        (json!({}), json!({ "exp": now - 1 }), untrusted),
        (json!({}), json!({ "exp": now }), untrusted),
        (json!({}), json!({ "exp": null }), untrusted),
        (json!({}), json!({ "iat": now - 601 }), untrusted),
        (json!({}), json!({ "iat": now + 601 }), untrusted),
        (json!({ "alg": "none" }), json!({}), untrusted),
        (json!({ "alg": "none", "kid": null }), json!({}), untrusted),
        (json!({ "alg": "HS256" }), json!({}), untrusted),
        (json!({ "alg": "RS256" }), json!({}), untrusted),
        (json!({ "kid": "unknown" }), json!({}), untrusted),
        (json!({}), json!({ "email_verified": false }), "access.oidc_no_email"),
        (json!({}), json!({ "email_verified": null }), "access.oidc_no_email"),
        (json!({}), json!({ "email": null }), "access.oidc_no_email"),
        (json!({}), json!({ "email": "ma" }), "access.bad_email"),
        (json!({}), json!({ "email": "wu@lyg.example" }), "access.oidc_unknown_person"),
        (
            json!({}),
            json!({ "groups": ["lb-dispatch"], "email": "wu@lyg.example" }),
            "access.oidc_unknown_person",
        ),
        // What is right lets in: the cases above fail for their own reasons.
        (json!({}), json!({ "iat": now - 600, "exp": now + 1, "aud": [CLIENT] }), ""),
        (json!({ "kid": null }), json!({ "email": "MA@lyg.example" }), ""),
    ];
    for (head, claims, expected) in cases {
        world.check((head, claims), expected).await;
    }
    // Another key of the same name.
    world.provider.script(|script| script.key = Key::ecdsa("first"));
    world.check((json!({}), json!({})), untrusted).await;
}

#[tokio::test]
async fn the_return_belongs_to_the_browser_that_set_out() {
    let world = World::open().await;
    let foreign = (400, "access.oidc_foreign_state");
    let (mut ours, mut theirs) = (world.traveller(), world.traveller());
    let (our_way, their_way) = (world.out(&mut ours).await, world.out(&mut theirs).await);
    ours.clone().check(&their_way, foreign).await;
    world.traveller().check(&our_way, foreign).await;
    ours.clone().check("/v1/access/oidc/return", foreign).await;
    ours.clone().check("/v1/access/oidc/return?code=code-1", foreign).await;
    ours.clone().check(&format!("{our_way}&iss=https%3A%2F%2Fid.example"), foreign).await;
    let state = our_way.split_once("state=").expect("a state").1;
    let denied = format!("/v1/access/oidc/return?error=access_denied&state={state}");
    ours.clone().check(&denied, (403, "access.oidc_refused")).await;
    // Somebody's code with our state: the provider finds that another verifier belongs to it.
    let swapped = our_way.replace("code-1", "code-2");
    ours.clone().check(&swapped, (401, "access.oidc_not_trusted")).await;
    assert_eq!(world.provider.script(|script| script.asked["token"]), 1, "nobody else was asked for");

    let issuer = world.provider.issuer.replace(':', "%3A").replace('/', "%2F");
    let kept = ours.clone();
    let reply = ours.get(&format!("{our_way}&iss={issuer}&session_state=x")).await;
    assert_eq!((reply.status, ours.who().await.as_str()), (303, "ma@lyg.example of LYG"));
    kept.clone().check(&our_way, (401, "access.oidc_not_trusted")).await;
    assert_eq!(kept.who().await, "nobody", "a code counts once");
}

#[tokio::test]
async fn pages_show_what_was_refused_and_lead_nowhere_else() {
    let world = World::open().await;
    world.provider.script(|script| script.claims = json!({ "email": "wu@lyg.example" }));
    let mut traveller = world.traveller();
    let back = world.out(&mut traveller).await;
    traveller.browser = traveller.browser.with("accept", "text/html,application/xhtml+xml");
    let reply = traveller.get(&back).await;
    assert_eq!(reply.header("location"), "/#/units?refused=access.oidc_unknown_person");
    assert_eq!((reply.status, traveller.jar.len()), (303, 0));
    for screen in ["//elsewhere.example", "UNITS", "a.b", "consignmentsconsignments"] {
        let mut traveller = world.traveller();
        traveller.get(&format!("/v1/access/oidc/start?screen={screen}")).await;
        let value = traveller.jar.values().next().expect("a cookie");
        assert!(value.ends_with('.'), "{screen}: {value}");
    }
    world.traveller().check("/v1/access/oidc/start?to=x", (400, "request.bad_query")).await;
    // Without a place to sign in by there are no such addresses.
    let without = Site::over(Arc::clone(&world.site.counter), EXPOSURE).await;
    assert_eq!(without.browser().get("/v1/access/oidc/start").await.status, 404);
    assert_eq!(without.browser().get("/v1/session").await.json()["oidc"], Value::Null);
}

#[tokio::test]
async fn a_claim_makes_an_account_only_where_the_operator_says_so() {
    let mut world = World::open().await;
    let mut ma = world.site.browser();
    ma.sign_in("ma@lyg.example", super::PASSWORD).await;
    world.site.customer(&mut ma, "ORDA", "li@orda.example").await;
    world.change(|settings| settings.join = joining("ORDA")).await;
    let wu = |groups: Value| json!({ "email": "wu@orda.example", "groups": groups });
    world.check((json!({}), wu(json!(["guests"]))), "access.oidc_unknown_person").await;
    world.check((json!({}), wu(json!({ "lb-dispatch": true }))), "access.oidc_unknown_person").await;
    world.check((json!({}), wu(json!(["guests", "lb-all", "lb-dispatch"]))), "").await;
    // From then on the account counts, whatever the claim says.
    let mut traveller = world.traveller();
    world.provider.script(|script| script.claims = wu(Value::Null));
    world.sign_in(&mut traveller).await;
    assert_eq!(traveller.who().await, "wu@orda.example of ORDA");
    let session = traveller.get("/v1/session").await.json();
    assert_eq!(session["person"]["roles"], json!(["dispatcher"]));
    assert_eq!(session["person"]["name"], "Ma Jun");
    // It has no password that could be guessed.
    assert_eq!(
        world.site.browser().sign_in("wu@orda.example", "").await.json()["code"],
        "access.wrong_password"
    );
    // An administrator by claim is one like every other.
    world.check((json!({}), json!({ "email": "an@orda.example", "groups": "lb-all" })), "").await;
    let people = ma.get("/v1/people?organisation=ORDA").await.json();
    let emails: Vec<_> =
        people["people"].as_array().expect("people").iter().map(|one| &one["email"]).collect();
    assert_eq!(emails, ["li@orda.example", "wu@orda.example", "an@orda.example"]);
    let wu = people["people"][1]["id"].as_str().expect("an id").to_owned();
    let suspend = r#"{"standing":"suspended"}"#;
    ma.check(("PATCH", &format!("/v1/people/{wu}"), suspend), (200, "")).await;
    world.check((json!({}), json!({ "email": "wu@orda.example" })), "access.suspended").await;
    // An organisation that is not there, or not any more, takes nobody.
    let new = || (json!({}), json!({ "email": "bo@orda.example", "groups": "lb-all" }));
    ma.check(("PATCH", "/v1/organisations/ORDA", r#"{"standing":"closed"}"#), (200, "")).await;
    world.check(new(), "access.organisation_closed").await;
    world.change(|settings| settings.join = joining("NOBODY")).await;
    world.check(new(), "access.oidc_unknown_person").await;
}

#[tokio::test]
async fn new_keys_are_looked_for_but_not_at_every_question() {
    let world = World::open().await;
    let keys = || world.provider.script(|script| script.asked["keys"]);
    let pass = |seconds: i64| {
        world.site.counter.pass(seconds);
        world.provider.script(|script| script.now += seconds);
    };
    world.check((json!({}), json!({})), "").await;
    let second = Key::ecdsa("second");
    world.provider.script(|script| {
        script.key = second.clone();
        script.published.push(second);
    });
    world.check((json!({}), json!({})), "access.oidc_not_trusted").await;
    assert_eq!(keys(), 1, "a forged name of a key does not make the provider be asked");
    pass(60);
    world.check((json!({}), json!({})), "").await;
    assert_eq!(keys(), 2);
    pass(3_599);
    world.check((json!({}), json!({})), "").await;
    assert_eq!(keys(), 2);
    pass(1);
    world.check((json!({}), json!({})), "").await;
    assert_eq!(keys(), 3, "they are renewed by the hour");
}

#[tokio::test]
async fn a_provider_that_takes_the_secret_in_the_body_gets_it_there() {
    let world = World::open().await;
    world.provider.script(|script| script.methods = vec!["client_secret_post"]);
    world.check((json!({}), json!({})), "").await;
}

#[tokio::test(start_paused = true)]
async fn a_provider_that_does_not_answer_is_not_waited_for() {
    let counter = Counter::new();
    // It accepts connections, because the system does, and never says a word.
    let silent = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}", silent.local_addr().expect("an address"));
    let site = Site::by_oidc(Arc::clone(&counter), EXPOSURE, settings(&address)).await;
    let unreachable = (503, "access.oidc_unreachable");
    site.browser().check(("GET", "/v1/access/oidc/start", ""), unreachable).await;
    drop(silent);
    site.browser().check(("GET", "/v1/access/oidc/start", ""), unreachable).await;
}

#[tokio::test]
async fn settings_that_cannot_be_used_are_told_before_the_server_runs() {
    let check = |change: fn(&mut OidcSettings), expected: &str| {
        let mut settings = settings("https://id.example/realms/freight");
        change(&mut settings);
        let found = settings.check().map_err(|error| error.setting).err().unwrap_or_default();
        assert_eq!(found, expected, "{settings:?}");
        assert!(!format!("{settings:?}").contains(SECRET));
    };
    check(|_| {}, "");
    check(|settings| settings.issuer = "http://127.0.0.1:8080".to_owned(), "");
    check(|settings| settings.public_url = "https://landbridge.example/".to_owned(), "");
    check(|settings| settings.client_secret = None, "");
    check(|settings| settings.issuer = "http://id.example".to_owned(), "issuer");
    check(|settings| settings.issuer = "https://id.example?x=1".to_owned(), "issuer");
    check(|settings| settings.issuer = String::new(), "issuer");
    check(|settings| settings.public_url = "http://landbridge.example".to_owned(), "public_url");
    check(|settings| settings.public_url = "https://landbridge.example/x".to_owned(), "public_url");
    check(|settings| settings.label = " ".to_owned(), "label");
    check(|settings| settings.label = "x".repeat(41), "label");
    check(|settings| settings.client_id = String::new(), "client_id");
    check(
        |settings| {
            settings.join = joining("ORDA");
            settings.join.as_mut().expect("rules").rules[0].roles.clear();
        },
        "roles",
    );
}
