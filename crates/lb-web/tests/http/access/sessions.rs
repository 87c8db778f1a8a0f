//! Signing in, staying signed in, and signing out.

use lb_web::{Demonstration, Exposure};

use super::{Browser, PASSWORD, Site};

#[tokio::test]
async fn a_site_is_begun_by_its_first_link() {
    let site = Site::business().await;
    let mut browser = site.browser();
    assert_eq!(browser.who().await, "nobody");
    let mut browser = site.administrator().await;
    assert_eq!(browser.who().await, "ma@lyg.example of LYG");
    let answer = browser.get("/v1/session").await.json();
    assert_eq!(answer["permissions"], serde_json::json!(["read", "administer"]));
    assert_eq!(answer["person"]["roles"], serde_json::json!(["administrator"]));
    assert_eq!((&answer["demo"], &answer["organisation"]["kind"]), (&false.into(), &"operator".into()));
    assert_eq!(answer["expires_at"], "2026-11-22T12:00:00Z");
    // The link is used up, and another start makes none.
    let link = site.link.as_deref().expect("a link").split_once('#').expect("a secret").1;
    let again = serde_json::json!({
        "secret": link, "name": "B", "email": "b@lyg.example", "password": PASSWORD
    });
    let again = again.to_string();
    site.browser().check(("POST", "/v1/session/invitation", &again), (409, "access.invitation_used")).await;
    let exposure = Exposure::Public;
    assert_eq!(Site::over(site.counter.clone(), exposure).await.link, None);
}

#[tokio::test]
async fn the_cookie_carries_the_session_and_nothing_else_does() {
    let site = Site::business().await;
    let mut ma = site.administrator().await;
    let reply = ma.sign_in("MA@lyg.example ", PASSWORD).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    let cookie = reply.header("set-cookie").to_owned();
    assert!(cookie.starts_with("__Host-landbridge-7878=lb_session_"), "{cookie}");
    assert!(cookie.ends_with("; Max-Age=43200; Path=/; Secure; HttpOnly; SameSite=Strict"), "{cookie}");
    let secret = cookie.split(['=', ';']).nth(1).expect("a value").to_owned();
    assert!(!reply.text().contains(&secret), "the answer has no secret for scripts");

    let mut other = site.browser().with("authorization", &format!("Bearer {secret}"));
    other.check(("GET", "/v1/session", ""), (401, "access.not_signed_in")).await;
    for cookie in ["__Host-landbridge-7878=", "__Host-landbridge-7878=lb_session_0", "session=1"] {
        let mut other = Browser { cookie: Some(cookie.to_owned()), ..site.browser() };
        assert_eq!(other.who().await, "nobody", "{cookie}");
    }
    let turned = secret.replace(char::is_numeric, "0");
    let mut other = Browser { cookie: Some(format!("__Host-landbridge-7878={turned}")), ..site.browser() };
    assert_eq!(other.who().await, "nobody");
    let public = Site::over(site.counter.clone(), Exposure::Public).await;
    let reply = public.browser().sign_in("ma@lyg.example", PASSWORD).await;
    assert!(reply.header("set-cookie").starts_with("__Host-landbridge=lb_session_"));
}

#[tokio::test]
async fn wrong_passwords_and_unknown_accounts_get_the_same_answer() {
    let site = Site::business().await;
    let mut ma = site.administrator().await;
    let wrong = ma.sign_in("ma@lyg.example", "a ship, a train, a wagon").await;
    let unknown = ma.sign_in("wu@lyg.example", PASSWORD).await;
    assert_eq!((wrong.status, wrong.text()), (401, unknown.text()));
    assert_eq!(wrong.header("set-cookie"), "-");
    let long = "long word ".repeat(1_000);
    assert_eq!(ma.sign_in("ma@lyg.example", &long).await.text(), wrong.text());
    assert_eq!(ma.sign_in("ma", PASSWORD).await.json()["code"], "access.bad_email");
    assert_eq!(ma.who().await, "ma@lyg.example of LYG", "a wrong try ends nothing");
}

#[tokio::test]
async fn many_wrong_tries_lock_the_account_for_a_while() {
    let site = Site::business().await;
    site.administrator().await;
    for email in ["ma@lyg.example", "nobody@lyg.example"] {
        let mut browser = site.browser();
        for _ in 0..5 {
            assert_eq!(browser.sign_in(email, "wrong, and long enough").await.status, 401);
        }
        let locked = browser.sign_in(email, PASSWORD).await;
        assert_eq!((locked.status, locked.json()["code"].as_str()), (429, Some("access.locked")), "{email}");
        assert_eq!(locked.header("retry-after"), "900");
    }
    site.counter.pass(899);
    assert_eq!(site.browser().sign_in("ma@lyg.example", PASSWORD).await.header("retry-after"), "1");
    site.counter.pass(1);
    assert_eq!(site.browser().sign_in("ma@lyg.example", PASSWORD).await.status, 200);
}

#[tokio::test]
async fn a_session_ends_by_signing_out_by_idleness_and_by_age() {
    let site = Site::business().await;
    let mut ma = site.administrator().await;
    let kept = ma.clone();
    let reply = ma.ask("DELETE", "/v1/session", "").await;
    assert_eq!((reply.status, reply.json()["signed_in"].as_bool()), (200, Some(false)));
    assert_eq!(
        reply.header("set-cookie"),
        "__Host-landbridge-7878=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Strict"
    );
    assert_eq!(kept.clone().who().await, "nobody", "the session has ended, not only the cookie");
    ma.check(("DELETE", "/v1/session", ""), (200, "")).await;

    ma.sign_in("ma@lyg.example", PASSWORD).await;
    for _ in 0..3 {
        site.counter.pass(120 * 60);
        assert_eq!(ma.who().await, "ma@lyg.example of LYG");
    }
    site.counter.pass(120 * 60 + 1);
    assert_eq!(ma.who().await, "nobody");
    site.counter.pass(1);
    assert_eq!(ma.who().await, "nobody", "asking in vain does not wake it");

    ma.sign_in("ma@lyg.example", PASSWORD).await;
    for _ in 0..11 {
        site.counter.pass(3_600);
        assert_eq!(ma.who().await, "ma@lyg.example of LYG");
    }
    site.counter.pass(3_600);
    assert_eq!(ma.who().await, "nobody");
}

#[tokio::test]
async fn a_session_outlives_the_server() {
    let site = Site::business().await;
    let ma = site.administrator().await;
    site.counter.pass(3_600);
    let exposure = Exposure::Loopback { port: 7878, demonstration: Demonstration::Closed };
    let next = Site::over(site.counter.clone(), exposure).await;
    let mut ma = Browser { cookie: ma.cookie.clone(), ..next.browser() };
    assert_eq!(ma.who().await, "ma@lyg.example of LYG");
}

#[tokio::test]
async fn pages_elsewhere_can_make_a_browser_change_nothing() {
    let site = Site::business().await;
    let ma = site.administrator().await;
    let body = r#"{"id":"ORDA","name":"Orda","kind":"customer"}"#;
    let open = ("POST", "/v1/organisations", body);
    for foreign in ["cross-site", "same-site", "none"] {
        ma.with("sec-fetch-site", foreign).check(open, (403, "access.foreign_origin")).await;
        let sign_in = ("POST", "/v1/session", r#"{"email":"a@b.example","password":"x"}"#);
        site.browser().with("sec-fetch-site", foreign).check(sign_in, (403, "access.foreign_origin")).await;
    }
    let old = ma.program();
    old.with("origin", "http://example.org").check(open, (403, "access.foreign_origin")).await;
    old.with("origin", "null").check(open, (403, "access.foreign_origin")).await;
    old.clone().check(open, (403, "access.foreign_origin")).await;
    // Looking is safe: no page elsewhere can read the answer.
    assert_eq!(ma.with("sec-fetch-site", "cross-site").who().await, "ma@lyg.example of LYG");
    old.with("origin", "http://localhost:7878").check(open, (200, "")).await;
    // The method of the password needs a page too; a program that signs in has none.
    let reply = site.browser().program().sign_in("ma@lyg.example", PASSWORD).await;
    assert_eq!(reply.status, 200);
}

#[tokio::test]
async fn a_password_is_changed_with_the_one_before() {
    let site = Site::business().await;
    let mut ma = site.administrator().await;
    let mut elsewhere = site.browser();
    elsewhere.sign_in("ma@lyg.example", PASSWORD).await;
    let change = |password: &str, new: &str| {
        serde_json::json!({ "password": password, "new_password": new }).to_string()
    };
    let path = "/v1/session/password";
    ma.check(
        ("POST", path, &change("wrong, wrong, wrong", "a new, long one")),
        (401, "access.wrong_password"),
    )
    .await;
    ma.check(("POST", path, &change(PASSWORD, "short")), (422, "access.weak_password")).await;
    ma.check(("POST", path, &change(PASSWORD, "a new, long one")), (200, "")).await;
    assert_eq!(ma.who().await, "ma@lyg.example of LYG");
    assert_eq!(elsewhere.who().await, "nobody");
    assert_eq!(elsewhere.sign_in("ma@lyg.example", PASSWORD).await.status, 401);
    assert_eq!(elsewhere.sign_in("ma@lyg.example", "a new, long one").await.status, 200);
}

#[tokio::test]
async fn a_demonstration_signs_everybody_in_and_its_sessions_count_nowhere_else() {
    let site = Site::demonstration().await;
    assert_eq!(site.link, None);
    let mut browser = site.browser();
    let demo = "/v1/session/demo";
    assert_eq!(browser.get("/v1/session").await.json()["demo"], true);
    browser.check(("POST", demo, "{}"), (200, "")).await;
    assert_eq!(browser.who().await, "dispatcher@landbridge.example of LYG");
    browser.check(("POST", demo, r#"{"organisation":"DEMO-GRAIN"}"#), (200, "")).await;
    assert_eq!(browser.who().await, "trader@landbridge.example of DEMO-GRAIN");
    browser.check(("POST", demo, r#"{"organisation":"ORDA"}"#), (404, "access.unknown_organisation")).await;
    browser
        .with("sec-fetch-site", "cross-site")
        .check(("POST", demo, "{}"), (403, "access.foreign_origin"))
        .await;
    let answer = browser.get("/v1/session").await.json();
    assert_eq!(answer["organisation"]["demo"], true);

    // The same journal without a demonstration: the session counts no more, the route is gone, and no link is made.
    let exposure = Exposure::Loopback { port: 7878, demonstration: Demonstration::Closed };
    let business = Site::over(site.counter.clone(), exposure).await;
    assert_eq!(business.link, None);
    let mut later = Browser { cookie: browser.cookie.clone(), ..business.browser() };
    assert_eq!(later.who().await, "nobody");
    assert_eq!(later.ask("POST", demo, "{}").await.status, 404);
}
