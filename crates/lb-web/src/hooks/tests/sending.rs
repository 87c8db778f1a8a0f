use lb_app::hooks::{ATTEMPTS_MAX, ChangeWebhook, HOLD_SECONDS, RETRY_SECONDS, Reach, WebhookState};
use serde_json::json;

use super::floor::Floor;
use super::receiver::{Receiver, Reply};

#[tokio::test]
async fn tells_each_what_it_may_see_in_order_and_signed() {
    let floor = Floor::open(Reach::ThisMachine).await;
    let mut receivers = [Receiver::open(&[]).await, Receiver::open(&[]).await, Receiver::open(&[]).await];
    let mut ids = Vec::new();
    for (organisation, receiver) in ["BASE", "TRADER", "OTHER"].into_iter().zip(&receivers) {
        ids.push(floor.add(organisation, &receiver.url()).await);
    }
    let process = floor.start();
    let mut told = [Vec::new(), Vec::new(), Vec::new()];
    for number in 0..30 {
        let audience: &[&'static str] =
            [&["TRADER"][..], &["OTHER"], &["TRADER", "OTHER"], &[]][number * 7 % 4];
        floor.tell(audience).await;
        // Between an event and the next, senders record how far they are: those are nobody's to hear.
        told[0].push("any");
        for (place, name) in [(1, "TRADER"), (2, "OTHER")] {
            if audience.contains(&name) {
                told[place].push(name);
            }
        }
    }
    for ((receiver, id), told) in receivers.iter_mut().zip(ids).zip(told) {
        let mut last = 0;
        for _ in &told {
            let received = floor.heard(receiver, id).await;
            assert!(received.position() > last, "in order");
            last = received.position();
            assert!(!received.body.contains("SECRET-42"), "no business content");
            assert_eq!(received.json()["type"], "dossier.referred");
        }
    }
    process.stop().await;
    assert!(receivers.iter_mut().all(|receiver| receiver.rest() == 0), "nothing of others, nothing twice");
}

#[tokio::test]
async fn the_body_says_what_the_chain_covers() {
    let floor = Floor::open(Reach::ThisMachine).await;
    let mut receiver = Receiver::open(&[]).await;
    let id = floor.add("TRADER", &receiver.url()).await;
    let before = floor.office.journal().latest();
    floor.tell(&["TRADER"]).await;
    let process = floor.start();
    let received = floor.heard(&mut receiver, id).await;
    process.stop().await;
    let stored = floor.office.journal().read(before, 1).await.unwrap().remove(0);
    let header = stored.record.header;
    assert_eq!(received.id(), header.id.to_string());
    let expected = json!({
        "type": "dossier.referred",
        "timestamp": header.happened_at.rfc3339(),
        "data": {
            "position": stored.position.0, "kind": "dossier.referred", "entity": header.entity.to_string(),
            "version": 1, "happened_at": header.happened_at.rfc3339(), "recorded_at": header.recorded_at.rfc3339(),
            "organisation": "BASE",
        },
    });
    assert_eq!(received.json(), expected);
}

#[tokio::test]
async fn tries_again_and_keeps_the_order() {
    let floor = Floor::open(Reach::ThisMachine).await;
    let redirect = Reply::With(302, "location: http://127.0.0.1:9/".to_owned());
    let replies = [Reply::Status(500), redirect, Reply::HangUp, Reply::Silence, Reply::Status(200)];
    let mut receiver = Receiver::open(&replies).await;
    let id = floor.add("TRADER", &receiver.url()).await;
    floor.tell(&["TRADER"]).await;
    floor.tell(&["TRADER"]).await;
    let process = floor.start();
    let first = floor.heard(&mut receiver, id).await;
    let failures = [("status", Some(500)), ("status", Some(302)), ("broken_off", None), ("timed_out", None)];
    for ((attempts, seconds), (error, status)) in (1..).zip(RETRY_SECONDS).zip(failures) {
        if error == "timed_out" {
            floor.clock.pass(15);
        }
        let failing = floor.pass_to_next_try(id, attempts, seconds).await;
        assert_eq!((failing.failure.word(), failing.failure.status()), (error, status));
        assert_eq!(failing.position.0, first.position());
        let again = floor.heard(&mut receiver, id).await;
        assert_eq!((again.id(), &again.body), (first.id(), &first.body));
    }
    let second = floor.heard(&mut receiver, id).await;
    assert_eq!(second.position(), first.position() + 1);
    floor.clock.pass(10);
    let row = floor.until(id, |row| row.courier.position.0 >= second.position()).await;
    assert_eq!(row.courier.failing, None);
    process.stop().await;
}

#[tokio::test]
async fn waits_as_long_as_the_receiver_asks() {
    let floor = Floor::open(Reach::ThisMachine).await;
    let mut receiver = Receiver::open(&[Reply::With(429, "retry-after: 600".to_owned())]).await;
    let id = floor.add("TRADER", &receiver.url()).await;
    floor.tell(&["TRADER"]).await;
    let process = floor.start();
    floor.heard(&mut receiver, id).await;
    floor.pass_to_next_try(id, 1, 600).await;
    floor.heard(&mut receiver, id).await;
    process.stop().await;
}

#[tokio::test]
async fn gives_up_in_the_end_and_goes_on() {
    let floor = Floor::open(Reach::ThisMachine).await;
    let mut receiver = Receiver::open(&vec![Reply::Status(503); 8]).await;
    let mut well = Receiver::open(&[]).await;
    let (id, other) = (floor.add("TRADER", &receiver.url()).await, floor.add("TRADER", &well.url()).await);
    floor.tell(&["TRADER"]).await;
    floor.tell(&["TRADER"]).await;
    let process = floor.start();
    // One that fails holds nobody else up.
    let delivered = [floor.heard(&mut well, other).await, floor.heard(&mut well, other).await];
    for (attempts, wait) in (1..).zip(RETRY_SECONDS) {
        floor.heard(&mut receiver, id).await;
        floor.pass_to_next_try(id, attempts, wait).await;
    }
    assert_eq!(receiver.next().await.id(), delivered[0].id());
    assert_eq!(receiver.next().await.id(), delivered[1].id(), "after the eighth try of the first");
    floor.clock.pass(10);
    floor.until(id, |row| row.courier.position.0 >= delivered[1].position()).await;
    process.stop().await;
    let dead = super::routes::dead(&floor, id).await;
    assert_eq!(dead.len(), 1);
    assert_eq!(dead[0]["id"], delivered[0].position());
    assert_eq!(dead[0]["attempts"], ATTEMPTS_MAX);
    assert_eq!((&dead[0]["last_status"], &dead[0]["last_error"]), (&json!(503), &json!("status")));
}

#[tokio::test]
async fn rests_when_the_receiver_is_gone_and_goes_on_when_woken() {
    let floor = Floor::open(Reach::ThisMachine).await;
    let mut receiver = Receiver::open(&[Reply::Status(410)]).await;
    let id = floor.add("TRADER", &receiver.url()).await;
    floor.tell(&["TRADER"]).await;
    let process = floor.start();
    let first = floor.heard(&mut receiver, id).await;
    floor.until(id, |row| row.is_gone && row.state == WebhookState::Paused).await;
    floor.tell(&["TRADER"]).await;
    let (webhook, url, kinds, description) = (id, None, None, None);
    let reach = Reach::ThisMachine;
    floor.ask("TRADER", ChangeWebhook { webhook, url, kinds, description, active: Some(true), reach }).await;
    floor.hooks.nudges().nudge(id);
    assert_eq!(floor.heard(&mut receiver, id).await.id(), first.id());
    assert!(floor.heard(&mut receiver, id).await.position() > first.position());
    process.stop().await;
}

#[tokio::test]
async fn another_process_goes_on_where_one_stopped() {
    let floor = Floor::open(Reach::ThisMachine).await;
    let mut receiver = Receiver::open(&[]).await;
    let id = floor.add("TRADER", &receiver.url()).await;
    let process = floor.start();
    floor.tell(&["TRADER"]).await;
    let first = floor.heard(&mut receiver, id).await;
    floor.clock.pass(10);
    floor.until(id, |row| row.courier.position.0 >= first.position()).await;
    process.stop().await;

    let process = floor.start();
    floor.tell(&["TRADER"]).await;
    let second = floor.heard(&mut receiver, id).await;
    assert!(second.position() > first.position());
    // Without the last words of the first, it is told again: at least once, under the same name.
    process.die().await;
    let process = floor.start();
    floor.clock.pass(HOLD_SECONDS);
    let again = floor.heard(&mut receiver, id).await;
    assert_eq!(again.id(), second.id());
    process.stop().await;
    assert_eq!(receiver.rest(), 0);
}

#[tokio::test]
async fn of_two_processes_one_sends() {
    let floor = Floor::open(Reach::ThisMachine).await;
    let mut receiver = Receiver::open(&[]).await;
    let id = floor.add("TRADER", &receiver.url()).await;
    let (one, two) = (floor.start(), floor.start());
    let mut seen = Vec::new();
    for _ in 0..20 {
        floor.tell(&["TRADER"]).await;
        seen.push(floor.heard(&mut receiver, id).await.position());
    }
    one.stop().await;
    two.stop().await;
    assert!(seen.is_sorted(), "{seen:?}");
    assert_eq!(receiver.rest(), 0, "nothing twice");
}

#[tokio::test]
async fn reaches_no_address_that_only_the_server_can_reach() {
    let check = async |url: &str, error: &str| {
        let floor = Floor::open(Reach::Internet).await;
        let id = floor.add("TRADER", url).await;
        floor.tell(&["TRADER"]).await;
        let process = floor.start();
        let row = floor.until(id, |row| row.courier.failing.is_some()).await;
        assert_eq!(row.courier.failing.unwrap().failure.word(), error, "{url}");
        process.stop().await;
    };
    let mut receiver = Receiver::open(&[]).await;
    let port = receiver.address.port();
    check(&format!("https://localhost:{port}/"), "forbidden_address").await;
    check(&format!("https://127.0.0.1:{port}/"), "bad_url").await;
    check(&format!("http://localhost:{port}/"), "bad_url").await;
    assert_eq!(receiver.rest(), 0);
}

#[tokio::test]
async fn does_not_wait_for_ever_for_a_receiver_that_speaks_no_tls() {
    let floor = Floor::open(Reach::ThisMachine).await;
    let receiver = Receiver::open(&[]).await;
    let id = floor.add("TRADER", &format!("https://{}/", receiver.address)).await;
    floor.tell(&["TRADER"]).await;
    let process = floor.start();
    floor.clock.awaited(15).await;
    floor.clock.pass(15);
    let row = floor.until(id, |row| row.courier.failing.is_some()).await;
    assert_eq!(row.courier.failing.unwrap().failure.word(), "timed_out");
    process.stop().await;
}
