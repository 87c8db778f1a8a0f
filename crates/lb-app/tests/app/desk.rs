//! From an order to delivery through the desk, on a journal in memory.

use std::collections::BTreeSet;
use std::pin::pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, Waker};

use lb_app::App;
use lb_app::booking::act::{ActOn, NewOrder};
use lb_app::booking::lists::{self, ConsignmentFilter, Page};
use lb_app::booking::live::Board;
use lb_app::booking::offers::{Offer, OfferRoom, OffersRequest};
use lb_app::booking::rows::ConsignmentRow;
use lb_app::booking::run::RunOn;
use lb_app::booking::story::ConsignmentAnswer;
use lb_app::booking::views::{ConsignmentAction, DraftView, RunAction, decode};
use lb_app::desk::{
    Caller, Desk, DeskError, OrganisationKind, Request, Role, State, Task, consignment_entity, projections,
};
use lb_app::journal::{
    Author, Body, Freshness, Idempotency, Journal, MemoryJournal, Moment, Position, Randomness, Receipt,
};
use lb_base::{BookingId, ConsignmentId, HandlingId, OfferId};
use lb_booking::ledger::LedgerId;
use serde_json::{Value, json};

use crate::tiny;

/// Runs what never waits.
pub(crate) fn done<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..1_000 {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
    panic!("a journal in memory does not wait");
}

/// A desk with everything it needs, and a clock that is moved by hand.
pub(crate) struct Floor {
    pub(crate) app: Arc<App>,
    pub(crate) journal: Arc<MemoryJournal>,
    pub(crate) desk: Desk,
    pub(crate) now: Moment,
    pub(crate) keys: u64,
}

pub(crate) fn caller(organisation: &str, kind: OrganisationKind, role: Role) -> Caller {
    let author = Author { organisation: organisation.parse().unwrap(), actor: "person.1".parse().unwrap() };
    Caller::with_roles(author, kind, &BTreeSet::from([role]))
}

pub(crate) fn trader() -> Caller {
    caller("TRADER", OrganisationKind::Customer, Role::Forwarder)
}

pub(crate) fn dispatcher() -> Caller {
    caller("BASE", OrganisationKind::Operator, Role::Dispatcher)
}

impl Floor {
    pub(crate) fn open() -> Self {
        let site: lb_base::SiteId = "LYG".parse().unwrap();
        let journal = Arc::new(MemoryJournal::new(site.clone(), projections().unwrap()));
        let desk = Desk::new(journal.clone(), site, Randomness::from_seed([3; 32]));
        let now = "2026-11-22T08:00:00Z".parse().unwrap();
        static APP: OnceLock<Arc<App>> = OnceLock::new();
        let app = Arc::clone(APP.get_or_init(|| Arc::new(tiny())));
        Self { app, journal, desk, now, keys: 0 }
    }

    pub(crate) fn key(&mut self) -> Idempotency {
        self.keys += 1;
        let key = format!("key-{}", self.keys);
        Idempotency::new(key.parse().unwrap(), &Body::of(&json!({ "key": self.keys })).unwrap())
    }

    fn ask_as(&mut self, caller: Caller, task: Arc<dyn Task>) -> Result<Receipt, DeskError> {
        let idempotency = self.key();
        let request = Request { task, caller, idempotency };
        done(self.desk.carry_out(&[request], self.now)).remove(0)
    }

    pub(crate) fn order(&mut self, customer: &str, units: u32) -> ConsignmentId {
        let id = ConsignmentId::at(self.now.unix_millis(), self.desk.draw());
        let task = self.new_order(id, customer, units);
        self.ask_as(dispatcher(), task).unwrap();
        id
    }

    fn new_order(&self, id: ConsignmentId, customer: &str, units: u32) -> Arc<dyn Task> {
        let draft: DraftView = decode(&draft(units)).unwrap();
        Arc::new(NewOrder {
            app: self.app.clone(),
            id,
            customer: customer.parse().unwrap(),
            reference: Some("PO 17".to_owned()),
            draft: (&draft).try_into().unwrap(),
            placed: true,
        })
    }

    fn action(&self, id: ConsignmentId, version: Option<u64>, action: &Value) -> Arc<dyn Task> {
        let action: ConsignmentAction = decode(action).unwrap();
        let act = action.act(HandlingId::at(self.now.unix_millis(), self.desk.draw())).unwrap();
        let booking = BookingId::at(self.now.unix_millis(), self.desk.draw());
        Arc::new(ActOn { app: self.app.clone(), id, version, act, booking })
    }

    fn act(&mut self, caller: Caller, id: ConsignmentId, action: &Value) -> Result<Value, String> {
        let task = self.action(id, None, action);
        match self.ask_as(caller, task) {
            Ok(receipt) => Ok(receipt.answer.unwrap().value().unwrap()),
            Err(DeskError::Refused(refusal)) => Err(refusal.code.to_owned()),
            Err(DeskError::Fault(fault)) => panic!("{fault}"),
        }
    }

    fn offers(&self, id: ConsignmentId, customer: &str) -> Vec<Offer> {
        let mut board = Board::default();
        done(board.refresh(self.journal.as_ref())).unwrap();
        let live = board.live(&self.app, &customer.parse().unwrap());
        let sight = done(self.desk.look(&consignment_entity(id).unwrap())).unwrap();
        let order = sight.state.as_ref().and_then(State::consignment).unwrap().life().order().cloned();
        let request = OffersRequest::default();
        self.app.offers(&order.unwrap(), live, &request, self.now.timestamp()).unwrap().offers
    }

    pub(crate) fn answer(&self, id: ConsignmentId) -> ConsignmentAnswer {
        let sight = done(self.desk.look(&consignment_entity(id).unwrap())).unwrap();
        let Some(State::Consignment(dossier)) = sight.state else { panic!("no consignment") };
        ConsignmentAnswer::of(&dossier, sight.version, &[])
    }
}

fn draft(units: u32) -> Value {
    json!({
        "route": { "origin": "KZKOV", "destination": "VNSGN", "ready": "2026-12-01T00:00:00Z" },
        "goods": [{
            "hs": "1001.99", "description": "Wheat, class 3", "packaging": { "kind": "bulk", "pieces": 0 },
            "mass_kg": 26_000 * i64::from(units), "units": [{ "unit_type": "40HC", "count": units }],
        }],
    })
}

/// Everything that a caller sees in the list.
pub(crate) fn seen(floor: &Floor, caller: &Caller) -> Page<ConsignmentRow> {
    let filter = ConsignmentFilter::default();
    done(lists::consignments(floor.journal.as_ref(), caller, &filter)).unwrap().unwrap()
}

fn legs(offer: &Offer) -> Value {
    serde_json::to_value(&offer.legs).unwrap()
}

#[test]
fn from_order_to_delivery() {
    let mut floor = Floor::open();
    let id = floor.order("TRADER", 10);
    let offers = floor.offers(id, "TRADER");
    let offer = offers.iter().find(|offer| offer.refused.is_none()).expect("a way that can be booked");
    let taken = json!({ "do": "take_offer", "legs": legs(offer) });
    let held = floor.act(trader(), id, &taken).unwrap();
    assert_eq!(held["status"], "planned");
    let booked = floor.act(trader(), id, &json!({ "do": "confirm" })).unwrap();
    assert_eq!(booked["status"], "booked");
    let price = serde_json::to_value(offer.quotation.as_ref().unwrap()).unwrap();
    let answer = serde_json::to_value(floor.answer(id)).unwrap();
    assert_eq!(answer["consignment"]["booking"]["booking"]["quotation"]["total"], price["total"]);

    let mut statuses = vec![];
    let first = offer.legs.first().unwrap();
    let told = |floor: &mut Floor, handling: Value| {
        let said = floor.act(dispatcher(), id, &json!({ "do": "record", "handling": handling }));
        said.unwrap()["status"].as_str().unwrap().to_owned()
    };
    statuses.push(told(
        &mut floor,
        json!({ "kind": "received", "place": first.from, "happened_at": first.depart }),
    ));
    for leg in &offer.legs {
        let leg = serde_json::to_value(leg).unwrap();
        let vehicle = match leg["carriage"].get("run") {
            Some(_) => {
                json!({ "kind": "run", "run": leg["carriage"]["run"], "section": leg["carriage"]["section"] })
            }
            None => json!({ "kind": "on_demand", "mode": leg["carriage"]["mode"] }),
        };
        for (kind, place, at) in [
            ("loaded", &leg["from"], &leg["depart"]),
            ("departed", &leg["from"], &leg["depart"]),
            ("arrived", &leg["to"], &leg["arrive"]),
            ("unloaded", &leg["to"], &leg["arrive"]),
        ] {
            let handling = json!({ "kind": kind, "place": place, "vehicle": vehicle, "happened_at": at });
            statuses.push(told(&mut floor, handling));
        }
    }
    let last = offer.legs.last().unwrap();
    statuses
        .push(told(&mut floor, json!({ "kind": "delivered", "place": last.to, "happened_at": last.arrive })));
    statuses.dedup();
    assert_eq!(statuses, ["received", "under_way", "arrived", "delivered"]);
    assert_eq!(floor.act(trader(), id, &json!({ "do": "close" })).unwrap()["status"], "closed");

    let answer = floor.answer(id);
    let rides: Vec<_> = answer.timeline.iter().filter(|step| step.what == "departed").collect();
    assert!(!rides.is_empty() && rides.iter().all(|step| step.planned == step.actual), "{rides:#?}");
    replayed(&floor, id, &answer);
}

/// A desk that has nothing at hand replays the journal to the same states, and the projections to the same rows.
fn replayed(floor: &Floor, id: ConsignmentId, expected: &ConsignmentAnswer) {
    let desk = Desk::new(floor.journal.clone(), "LYG".parse().unwrap(), Randomness::from_seed([4; 32]));
    let sight = done(desk.look(&consignment_entity(id).unwrap())).unwrap();
    let Some(State::Consignment(dossier)) = sight.state else { panic!("no consignment") };
    assert_eq!(ConsignmentAnswer::of(&dossier, sight.version, &[]), *expected);
    let rows = |floor: &Floor| seen(floor, &dispatcher());
    let before = rows(floor);
    floor.journal.rebuild().unwrap();
    assert_eq!(rows(floor), before);
    assert_eq!(before.items[0].status, "closed");
}

#[test]
fn the_same_request_is_answered_the_same_and_done_once() {
    let mut floor = Floor::open();
    let id = ConsignmentId::at(floor.now.unix_millis(), [1; 10]);
    let task = floor.new_order(id, "TRADER", 10);
    let request = Request { task, caller: trader(), idempotency: floor.key() };
    let both = done(floor.desk.carry_out(&[request.clone(), request.clone()], floor.now));
    let again = done(floor.desk.carry_out(&[request], floor.now)).remove(0).unwrap();
    let receipts: Vec<Receipt> = both.into_iter().map(|outcome| outcome.unwrap()).chain([again]).collect();
    let freshness: Vec<Freshness> = receipts.iter().map(|receipt| receipt.freshness).collect();
    assert_eq!(freshness, [Freshness::Fresh, Freshness::Repeated, Freshness::Repeated]);
    assert!(receipts.iter().all(|receipt| receipt.answer == receipts[0].answer));
    assert_eq!(done(floor.journal.head()).unwrap().sequence, 3);
}

#[test]
fn an_old_version_is_refused_and_a_stranger_hears_nothing() {
    let mut floor = Floor::open();
    let id = floor.order("TRADER", 10);
    let refused = |outcome: Result<Receipt, DeskError>| match outcome {
        Err(DeskError::Refused(refusal)) => refusal.code,
        other => panic!("{other:?}"),
    };
    let old = floor.action(id, Some(1), &json!({ "do": "refer", "reference": "PO 18" }));
    assert_eq!(refused(floor.ask_as(trader(), old)), "journal.conflict");
    let cancel = json!({ "do": "cancel", "reason": "no more" });
    let stranger = caller("OTHER", OrganisationKind::Customer, Role::Forwarder);
    assert_eq!(floor.act(stranger.clone(), id, &cancel), Err("consignment.not_found".to_owned()));
    let viewer = caller("TRADER", OrganisationKind::Customer, Role::Viewer);
    assert_eq!(floor.act(viewer, id, &cancel), Err("access.not_allowed".to_owned()));
    floor.act(trader(), id, &json!({ "do": "share", "with": "OTHER" })).unwrap();
    assert_eq!(floor.act(stranger.clone(), id, &cancel), Err("access.not_allowed".to_owned()));
    assert_eq!(seen(&floor, &stranger).total, 1);
    floor.act(trader(), id, &json!({ "do": "unshare", "with": "OTHER" })).unwrap();
    assert_eq!(seen(&floor, &stranger).total, 0);
}

#[test]
fn a_run_that_was_given_less_room_is_not_offered_to_what_it_cannot_take() {
    let mut floor = Floor::open();
    let id = floor.order("TRADER", 10);
    let is_on = |offer: &Offer, room: &OfferRoom| offer.rooms.iter().any(|other| other.run == room.run);
    let before = floor.offers(id, "TRADER");
    let room = before.iter().find(|offer| offer.refused.is_none()).unwrap().rooms[0].clone();
    let ledger = LedgerId { run: room.run.parse().unwrap(), section: room.section.parse().unwrap() };
    let mut set = |teu_e3: i64| {
        let asked: RunAction = decode(&json!({ "do": "set_room", "room": { "teu_e3": teu_e3 } })).unwrap();
        let offer = OfferId::at(floor.now.unix_millis(), floor.desk.draw());
        let command = asked.command(offer).unwrap();
        let app = Arc::clone(&floor.app);
        let task = Arc::new(RunOn { app, id: ledger.clone(), version: None, command });
        floor.ask_as(dispatcher(), task).unwrap();
        floor.offers(id, "TRADER")
    };
    // Ten boxes of 2 TEU each.
    assert!(!set(19_000).iter().any(|offer| is_on(offer, &room)), "19 TEU do not take 20");
    assert!(set(20_000).iter().any(|offer| is_on(offer, &room)), "20 TEU take 20");
}

#[test]
fn the_last_room_is_sold_once_in_one_batch() {
    let mut floor = Floor::open();
    let ids: Vec<ConsignmentId> = (0..12).map(|_| floor.order("TRADER", 10)).collect();
    let offers = floor.offers(ids[0], "TRADER");
    let offer = offers.iter().find(|offer| offer.refused.is_none()).unwrap();
    let action = json!({ "do": "take_offer", "legs": legs(offer), "confirm": true });
    let mut requests = Vec::new();
    for id in &ids {
        let task = floor.action(*id, None, &action);
        requests.push(Request { task, caller: trader(), idempotency: floor.key() });
    }
    let outcomes = done(floor.desk.carry_out(&requests, floor.now));
    let words: Vec<&str> = outcomes
        .iter()
        .map(|outcome| match outcome {
            Ok(_) => "booked",
            Err(DeskError::Refused(refusal)) => refusal.code,
            Err(DeskError::Fault(fault)) => panic!("{fault}"),
        })
        .collect();
    // Ten boxes of 2 TEU each: a train of 90 TEU takes four such orders.
    assert_eq!(words.iter().filter(|word| **word == "booked").count(), 4, "{words:?}");
    assert!(words[4..].iter().all(|word| *word == "booking.sold_out"), "{words:?}");
    // The search does not offer what is sold.
    let run = |offer: &Offer| offer.rooms.first().map(|room| room.run.clone());
    assert!(floor.offers(ids[11], "TRADER").iter().all(|other| run(other) != run(offer)));
    let records = done(floor.journal.read(Position(0), 1_000)).unwrap();
    let confirmed = records.iter().filter(|stored| stored.record.header.kind.as_str() == "booking.confirmed");
    assert_eq!(confirmed.count(), 4);
}
