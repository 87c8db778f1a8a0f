use std::collections::BTreeSet;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use serde_json::{Value, json};

use super::super::*;
use crate::access::{Found, OpenOrganisation};
use crate::desk::{Caller, Desk, DeskError, Fact, OrganisationKind, Request, Role, State, Task, projections};
use crate::journal::{Author, Body, Hash, Idempotency, Journal, MemoryJournal, Moment, Position, Randomness};
use crate::refusal::Refusal;

fn run<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("a journal in memory does not wait"),
    }
}

/// A site of the operator `BASE` and the customers `TRADER` and `OTHER`.
struct World {
    journal: Arc<MemoryJournal>,
    desk: Desk,
    now: Moment,
    commands: u32,
}

fn caller(organisation: &str, role: Role) -> Caller {
    let kind = if organisation == "BASE" { OrganisationKind::Operator } else { OrganisationKind::Customer };
    let author = Author { organisation: organisation.parse().unwrap(), actor: "person.1".parse().unwrap() };
    Caller::with_roles(author, kind, &BTreeSet::from([role]))
}

fn administrator(organisation: &str) -> Caller {
    caller(organisation, Role::Administrator)
}

fn webhook(number: u8) -> WebhookId {
    WebhookId::at(1_000, [number; 10])
}

fn adding(number: u8, organisation: &str) -> AddWebhook {
    AddWebhook {
        webhook: webhook(number),
        organisation: organisation.parse().unwrap(),
        url: "https://example.com/hook".to_owned(),
        kinds: vec!["dossier".to_owned()],
        description: "Warehouse".to_owned(),
        after: Position(0),
        reach: Reach::Internet,
    }
}

fn changing(number: u8) -> ChangeWebhook {
    let (url, kinds, description, active) = (None, None, None, None);
    ChangeWebhook { webhook: webhook(number), url, kinds, description, active, reach: Reach::Internet }
}

impl World {
    fn new() -> Self {
        let site: lb_base::SiteId = "LYG".parse().unwrap();
        let journal = Arc::new(MemoryJournal::new(site.clone(), projections().unwrap()));
        let desk = Desk::new(journal.clone(), site, Randomness::from_seed([5; 32]));
        let mut world = Self { journal, desk, now: "2026-12-01T00:00:00Z".parse().unwrap(), commands: 0 };
        let operator = "BASE".parse().unwrap();
        let found = Found { operator, name: "Base".to_owned(), invitation: Hash::of(&[b"link"]) };
        world.ask(&administrator("BASE"), found).unwrap();
        for id in ["TRADER", "OTHER"] {
            let (kind, name) = (OrganisationKind::Customer, id.to_owned());
            let open = OpenOrganisation { id: id.parse().unwrap(), kind, name };
            world.ask(&administrator("BASE"), open).unwrap();
        }
        world
    }

    fn ask(&mut self, caller: &Caller, task: impl Task + 'static) -> Result<Value, Refusal> {
        self.commands += 1;
        let key = format!("command-{}", self.commands).parse().unwrap();
        let idempotency = Idempotency::new(key, &Body::of(&json!({ "number": self.commands })).unwrap());
        let request = Request { task: Arc::new(task), caller: caller.clone(), idempotency };
        match run(self.desk.carry_out(&[request], self.now)).remove(0) {
            Ok(receipt) => Ok(receipt.answer.unwrap().value().unwrap()),
            Err(DeskError::Refused(refusal)) => Err(refusal),
            Err(DeskError::Fault(fault)) => panic!("{fault}"),
        }
    }

    fn refused(&mut self, caller: &Caller, task: impl Task + 'static, code: &str) {
        assert_eq!(self.ask(caller, task).map_err(|refusal| refusal.code), Err(code));
    }

    fn webhook(&self, number: u8) -> Webhook {
        let sight = run(self.desk.look(&webhook_entity(webhook(number)).unwrap())).unwrap();
        sight.state.as_ref().and_then(State::hook).and_then(HookState::webhook).unwrap().clone()
    }

    fn row(&self, number: u8) -> Option<WebhookRow> {
        let rows = run(self.journal.rows(&webhook_with(webhook(number)))).unwrap();
        rows.first().map(|row| WebhookRow::read(row).unwrap())
    }

    fn later(&self, seconds: i64) -> Moment {
        Moment::from_micros(self.now.micros() + seconds * 1_000_000).unwrap()
    }

    fn carry(
        &mut self,
        holder: &str,
        seconds: i64,
        position: u64,
        carried: Carried,
    ) -> Result<Value, Refusal> {
        let volume = self.row(1).unwrap().volume;
        let (at, position) = (self.later(seconds), Position(position));
        let task = Carry { webhook: webhook(1), volume, holder: holder.into(), at, position, carried };
        self.ask(&administrator("TRADER"), task)
    }
}

#[test]
fn administrators_have_their_own_and_the_operators_has_all() {
    let mut world = World::new();
    world.refused(&caller("TRADER", Role::Dispatcher), adding(1, "TRADER"), "access.not_allowed");
    world.refused(&administrator("OTHER"), adding(1, "TRADER"), "access.unknown_organisation");
    world.refused(&administrator("BASE"), adding(1, "NOBODY"), "access.unknown_organisation");
    world.ask(&administrator("TRADER"), adding(1, "TRADER")).unwrap();
    world.ask(&administrator("BASE"), adding(2, "OTHER")).unwrap();

    let id = webhook(1);
    let other = administrator("OTHER");
    world.refused(&other, changing(1), "webhook.unknown");
    world.refused(&other, RotateSecret { webhook: id }, "webhook.unknown");
    world.refused(&other, RemoveWebhook { webhook: id }, "webhook.unknown");
    let replayed = Replayed { webhook: id, position: Position(1), status: 200 };
    world.refused(&other, replayed.clone(), "webhook.unknown");
    let viewer = caller("TRADER", Role::Viewer);
    world.refused(&viewer, changing(1), "access.not_allowed");
    world.refused(&viewer, RotateSecret { webhook: id }, "access.not_allowed");
    world.refused(&viewer, RemoveWebhook { webhook: id }, "access.not_allowed");
    world.refused(&viewer, replayed, "access.not_allowed");

    let paused = ChangeWebhook { active: Some(false), description: Some(" Silo ".to_owned()), ..changing(1) };
    world.ask(&administrator("BASE"), paused).unwrap();
    let row = world.row(1).unwrap();
    assert_eq!((row.state, row.description.as_str()), (WebhookState::Paused, "Silo"));
    world.ask(&administrator("TRADER"), RemoveWebhook { webhook: id }).unwrap();
    assert_eq!(world.row(1), None);
    world.refused(&administrator("TRADER"), changing(1), "webhook.unknown");
}

#[test]
fn refuses_what_cannot_be_served() {
    let mut world = World::new();
    let trader = administrator("TRADER");
    let bad_url = AddWebhook { url: "https://10.0.0.1/".to_owned(), ..adding(1, "TRADER") };
    world.refused(&trader, bad_url, "webhook.bad_url");
    let bad_kinds = AddWebhook { kinds: vec!["Dossier!".to_owned()], ..adding(1, "TRADER") };
    world.refused(&trader, bad_kinds, "webhook.bad_kinds");
    let many = AddWebhook { kinds: vec!["dossier".to_owned(); 33], ..adding(1, "TRADER") };
    world.refused(&trader, many, "webhook.bad_kinds");
    let long = AddWebhook { description: "a".repeat(201), ..adding(1, "TRADER") };
    world.refused(&trader, long, "request.bad_value");
    let kinds = ["unit.", "dossier", "unit"].map(str::to_owned).to_vec();
    world.ask(&trader, AddWebhook { kinds, ..adding(1, "TRADER") }).unwrap();
    assert_eq!(world.row(1).unwrap().kinds, ["dossier", "unit"]);
    world.refused(
        &trader,
        ChangeWebhook { url: Some("http://example.com".to_owned()), ..changing(1) },
        "webhook.bad_url",
    );
}

#[test]
fn secrets_rotate_and_can_be_erased() {
    let mut world = World::new();
    let trader = administrator("TRADER");
    world.ask(&trader, adding(1, "TRADER")).unwrap();
    let first = world.webhook(1).secret.unwrap();
    world.ask(&trader, RotateSecret { webhook: webhook(1) }).unwrap();
    let second = world.webhook(1).secret.unwrap();
    assert_ne!(first, second);
    let secrets_in = |hours: i64| world.webhook(1).secrets_at(world.later(hours * 3_600));
    assert_eq!(secrets_in(23), [second.clone(), first]);
    assert_eq!(secrets_in(24), [second.clone()]);

    // No answer tells a secret: answers are kept with the idempotency key.
    let records = run(world.journal.read(Position(0), 100)).unwrap();
    let secret_kinds: Vec<&str> = records
        .iter()
        .filter(|stored| {
            let body = stored.record.content.as_ref().and_then(|content| content.body.value());
            body.is_some_and(|body| body.to_string().contains("whsec_"))
        })
        .map(|stored| stored.record.header.kind.as_str())
        .collect();
    assert_eq!(secret_kinds, ["webhook.secret_set", "webhook.secret_rotated"]);

    // An erased secret leaves a webhook that is silent, until another one is drawn.
    let entity = webhook_entity(webhook(1)).unwrap();
    let kept = HookState::Webhook(Arc::new(world.webhook(1)));
    let (kind, happened_at, recorded_at) = ("webhook.secret_rotated", world.now, world.now);
    let erased = Fact { entity: &entity, kind, happened_at, recorded_at, body: None };
    let silent = after(Some(kept), &erased).unwrap().unwrap();
    assert_eq!(silent.webhook().unwrap().secrets_at(world.later(25 * 3_600)), []);
}

#[test]
fn one_process_at_a_time_carries() {
    let mut world = World::new();
    world.ask(&administrator("TRADER"), adding(1, "TRADER")).unwrap();
    let held = |result: Result<Value, Refusal>| assert_eq!(result.unwrap_err().code, "webhook.held");
    world.carry("a", 0, 5, Carried::On).unwrap();
    held(world.carry("b", HOLD_SECONDS - 1, 6, Carried::On));
    world.carry("a", 60, 7, Carried::On).unwrap();
    held(world.carry("b", HOLD_SECONDS, 8, Carried::On));
    world.carry("b", 60 + HOLD_SECONDS, 7, Carried::On).unwrap();
    // It was overtaken: what it says is old, however late it is.
    held(world.carry("a", 61 + HOLD_SECONDS, 8, Carried::On));
    held(world.carry("b", 62 + HOLD_SECONDS, 6, Carried::On));
    // Who stops lets go.
    world.carry("b", 63 + HOLD_SECONDS, 9, Carried::Stopped).unwrap();
    world.carry("a", 63 + HOLD_SECONDS, 9, Carried::On).unwrap();
    assert_eq!(world.row(1).unwrap().courier.position, Position(9));
}

#[test]
fn what_fails_is_kept_until_it_is_done() {
    let mut world = World::new();
    world.ask(&administrator("TRADER"), adding(1, "TRADER")).unwrap();
    let failing = Failing {
        position: Position(4),
        attempts: 2,
        next_at: world.later(300),
        failure: Failure::Status(503),
    };
    world.carry("a", 0, 3, Carried::Failing(failing.clone())).unwrap();
    assert_eq!(world.row(1).unwrap().courier.failing, Some(failing.clone()));
    // Another process takes over at once and counts on.
    world.carry("b", 1, 3, Carried::On).unwrap();
    assert_eq!(world.row(1).unwrap().courier.failing, Some(failing));
    world.carry("b", 2, 4, Carried::On).unwrap();
    assert_eq!(world.row(1).unwrap().courier.failing, None);
}

#[test]
fn dead_letters_are_kept_and_replayed_and_gone_receivers_rest() {
    let mut world = World::new();
    world.ask(&administrator("TRADER"), adding(1, "TRADER")).unwrap();
    let first = run(world.journal.read(Position(0), 1)).unwrap().remove(0);
    let letter = DeadLetter {
        position: Position(1),
        event: first.record.header.id,
        event_kind: "dossier.shared".to_owned(),
        attempts: ATTEMPTS_MAX,
        failure: Failure::TimedOut,
    };
    world.carry("a", 0, 1, Carried::Dead(letter.clone())).unwrap();
    let dead = |world: &World| {
        let rows = run(world.journal.rows(&dead_letters(webhook(1)))).unwrap();
        rows.iter().map(|row| DeadRow::read(row).unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(dead(&world)[0].letter, letter);
    assert_eq!(dead(&world)[0].replayed_at, None);
    let replayed = Replayed { webhook: webhook(1), position: Position(1), status: 204 };
    let answer = world.ask(&administrator("TRADER"), replayed).unwrap();
    assert_eq!(answer, json!({ "delivered": true, "status": 204, "error": null }));
    assert_eq!(dead(&world)[0].replayed_at, Some(world.now));

    world.carry("a", 1, 1, Carried::Gone).unwrap();
    let row = world.row(1).unwrap();
    assert_eq!((row.state, row.is_gone), (WebhookState::Paused, true));
    world.ask(&administrator("TRADER"), ChangeWebhook { active: Some(true), ..changing(1) }).unwrap();
    let row = world.row(1).unwrap();
    assert_eq!((row.state, row.is_gone), (WebhookState::Active, false));
}

#[test]
fn a_courier_begins_another_volume_before_one_is_long() {
    let mut world = World::new();
    world.ask(&administrator("TRADER"), adding(1, "TRADER")).unwrap();
    for number in 0..VOLUME_RECORDS {
        world.carry("a", 0, number, Carried::On).unwrap();
    }
    assert_eq!(world.row(1).unwrap().volume, 0);
    world.carry("a", 0, VOLUME_RECORDS, Carried::On).unwrap();
    assert_eq!(world.row(1).unwrap().volume, 1);
    // A process that does not know of the new volume does not write into the old one.
    let (at, holder) = (world.later(10 * HOLD_SECONDS), "b".into());
    let (position, carried) = (Position(VOLUME_RECORDS), Carried::On);
    let task = Carry { webhook: webhook(1), volume: 0, holder, at, position, carried };
    world.refused(&administrator("TRADER"), task, "webhook.held");
    assert_eq!(
        world.carry("b", 10 * HOLD_SECONDS, VOLUME_RECORDS, Carried::On).unwrap(),
        json!({ "volume": 1 })
    );
}
