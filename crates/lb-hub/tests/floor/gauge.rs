//! Gauge change as one story: opened with its plan, worked, tallied, what stays on a supplementary note, signed by both, put right.

use lb_base::{Hash, Mass};
use lb_hub::article::BoxLength;
use lb_hub::audit::audit;
use lb_hub::consist::{ListedPlace, Listing};
use lb_hub::gauge_change::{self, Shortage};
use lb_hub::gauge_record::{
    ExceptionKind, GaugeChange, GaugeCommand, GaugeStage, GaugeWish, NoteLine, Outcome,
};
use lb_hub::job::JobCommand;
use lb_hub::placement::{PlacementCommand, Proposal};
use lb_hub::visit::VisitCommand;
use lb_hub::{Command, Ground, Refusal};

use crate::fixtures::*;

pub const HUB: &str = "LYG-HUB";
pub const PORT: &str = "PORT-RAIL";

pub fn says(wish: GaugeWish) -> Command {
    Command::Gauge(GaugeCommand { person: "clerk".to_owned(), wish })
}

/// Lets a train arrive with what it brings and stand on a track, agreed between both.
pub fn stands(hub: &mut Hub, number: u64, (gauge_mm, track): (u32, &str), brings: Vec<Listing>) {
    let steps = [
        VisitCommand::Expect { announcement: train(number, gauge_mm, 0) },
        VisitCommand::List { visit: visit(number), from: 0, listings: brings },
        VisitCommand::Arrive { visit: visit(number), at: at(5), found: None },
    ];
    for step in steps {
        hub.ask(HUB, 10, &Command::Visit(step)).unwrap();
    }
    let proposal = Proposal {
        id: placement(number),
        visit: visit(number),
        wagons: Vec::new(),
        track: track.parse().unwrap(),
        from: planned(10),
        until: planned(900),
        units: 3,
        to: PORT.parse().unwrap(),
        expires: at(60),
    };
    let steps = [
        (HUB, PlacementCommand::Offer { proposal }),
        (PORT, PlacementCommand::Accept { placement: placement(number) }),
        (PORT, PlacementCommand::Place { placement: placement(number), at: at(12) }),
    ];
    for (organisation, step) in steps {
        hub.ask(organisation, 12, &Command::Placement(step)).unwrap();
    }
}

pub fn on(wagon: u64, slot: u8) -> ListedPlace {
    ListedPlace::Wagon { wagon: unit(wagon), slot }
}

/// Two platforms of two slots bring a 40 ft box and two 20 ft ones; one platform of four slots takes on.
fn facing() -> Hub {
    let mut hub = Hub::new();
    let line = |article, place| Listing { article, place };
    let brings = vec![
        line(platform(100, "CN2"), ListedPlace::Consist),
        line(platform(101, "CN2"), ListedPlace::Consist),
        line(container(0, BoxLength::Forty, 28), on(100, 1)),
        line(container(1, BoxLength::Twenty, 20), on(101, 1)),
        line(container(2, BoxLength::Twenty, 8), on(101, 2)),
    ];
    stands(&mut hub, 1, (1_435, "T1"), brings);
    let takes = vec![line(platform(200, "KZ4"), ListedPlace::Consist)];
    stands(&mut hub, 2, (1_520, "T2"), takes);
    hub
}

fn open(jobs: u64) -> GaugeWish {
    GaugeWish::Open {
        id: gauge(1),
        from: visit(1),
        to: visit(2),
        partner: PORT.parse().unwrap(),
        jobs: (1..=jobs).map(job).collect(),
    }
}

fn tally(number: u64, seals: Option<Vec<String>>, damage: Option<&str>) -> GaugeWish {
    GaugeWish::Tally {
        change: gauge(1),
        unit: unit(number),
        seals,
        damage: damage.map(str::to_owned),
        photos: damage.map(|words| Hash::of(&[words.as_bytes()])).into_iter().collect(),
        at: at(30),
    }
}

fn sign(hub: &Hub, id: u64) -> GaugeWish {
    let seen = hub.floor.gauge_change(gauge(id)).unwrap().hash();
    GaugeWish::Sign { change: gauge(id), name: "A. Clerk, shift head".to_owned(), seen }
}

fn change(hub: &Hub, id: u64) -> &GaugeChange {
    hub.floor.gauge_change(gauge(id)).unwrap()
}

fn done(hub: &mut Hub, organisation: &str, wish: GaugeWish) -> usize {
    hub.ask(organisation, 40, &says(wish)).unwrap()
}

fn refused(hub: &mut Hub, organisation: &str, wish: GaugeWish) -> &'static str {
    hub.ask(organisation, 40, &says(wish)).expect_err("expected a refusal").code()
}

fn finish(hub: &mut Hub, number: u64) -> Result<usize, Refusal> {
    let finish = JobCommand::Finish { job: job(number), at: at(25), to: None };
    hub.ask(HUB, 30, &Command::Job(finish))
}

fn note(number: u64) -> GaugeWish {
    let line = NoteLine { unit: unit(number), wagon: None, mass: Mass::from_tonnes(8), pieces: 40 };
    GaugeWish::Note { change: gauge(1), main: "1234567".to_owned(), lines: vec![line] }
}

/// 20 t beside 8 t differ by more than 6 t: box 2 stays and one more platform would take it.
#[test]
fn a_plan_says_what_is_missing_and_when_each_move_is_done() {
    let hub = facing();
    let ground = Ground { layout: hub.layouts.hubs.values().next().unwrap(), layouts: &hub.layouts };
    let plan = gauge_change::plan(&hub.floor, &ground, [visit(1), visit(2)]).unwrap();
    assert_eq!(plan.railway.id.as_str(), "KTZ");
    let turns: Vec<(usize, i64, i64)> = plan
        .pairing
        .changes
        .iter()
        .filter_map(|one| one.turn.as_ref())
        .map(|turn| (turn.order, turn.begins_s, turn.ends_s))
        .collect();
    assert_eq!(turns, [(1, 0, 180), (2, 180, 360)], "20 moves an hour");
    assert_eq!(plan.pairing.behind.len(), 1);
    assert_eq!(plan.shortages, [Shortage { wagon_type: "KZ4".parse().unwrap(), platforms: 1, misfits: 0 }]);
}

fn between(id: u64, [from, to]: [u64; 2]) -> GaugeWish {
    let (from, to, partner) = (visit(from), visit(to), PORT.parse().unwrap());
    GaugeWish::Open { id: gauge(id), from, to, partner, jobs: Vec::new() }
}

fn stays(number: u64, kind: ExceptionKind) -> GaugeWish {
    GaugeWish::Except { change: gauge(1), unit: unit(number), kind, words: "6 t".to_owned() }
}

#[test]
fn two_trains_of_two_gauges_and_two_sides_are_needed_once() {
    let mut hub = facing();
    assert_eq!(refused(&mut hub, PORT, between(1, [1, 2])), "hub.gauge_one_side");
    assert_eq!(refused(&mut hub, HUB, between(1, [1, 1])), "hub.gauge_same_gauge");
    assert_eq!(done(&mut hub, HUB, open(3)), 3, "opened, and two moves planned");
    assert_eq!(refused(&mut hub, HUB, between(2, [1, 2])), "hub.gauge_under_way");
    assert_eq!(refused(&mut hub, HUB, between(1, [1, 2])), "hub.gauge_exists");
}

/// Worked, tallied and noted: nothing is in the way of signatures any more.
fn settled() -> Hub {
    let mut hub = facing();
    done(&mut hub, HUB, open(3));
    let signs = sign(&hub, 1);
    assert_eq!(refused(&mut hub, HUB, signs), "hub.jobs_open");
    finish(&mut hub, 1).unwrap();
    finish(&mut hub, 2).unwrap();
    let outcomes: Vec<&str> = change(&hub, 1).entries.iter().map(|entry| entry.outcome().word()).collect();
    assert_eq!(outcomes, ["over", "over", "open"]);
    let signs = sign(&hub, 1);
    assert_eq!(refused(&mut hub, HUB, signs), "hub.gauge_open_units");
    assert_eq!(refused(&mut hub, HUB, stays(2, ExceptionKind::Damaged)), "hub.gauge_not_exception");
    assert_eq!(refused(&mut hub, HUB, stays(1, ExceptionKind::Refused)), "hub.gauge_went_over");
    assert_eq!(refused(&mut hub, HUB, note(2)), "hub.gauge_open_units");
    done(&mut hub, HUB, stays(2, ExceptionKind::DoesNotFit));
    let signs = sign(&hub, 1);
    assert_eq!(refused(&mut hub, HUB, signs), "hub.gauge_not_tallied");
    done(&mut hub, PORT, tally(0, None, None));
    done(&mut hub, HUB, tally(1, Some(vec!["TORN".to_owned()]), Some("dented at the door")));
    let signs = sign(&hub, 1);
    assert_eq!(refused(&mut hub, HUB, signs), "hub.gauge_not_noted");
    assert_eq!(refused(&mut hub, PORT, note(2)), "hub.gauge_not_party");
    done(&mut hub, HUB, note(2));
    assert_eq!(change(&hub, 1).notes[0].number, "TINY-D00001");
    assert_eq!(refused(&mut hub, HUB, note(2)), "hub.gauge_noted");
    let kinds: Vec<&str> = change(&hub, 1)
        .entries
        .iter()
        .flat_map(|entry| entry.exceptions())
        .map(|one| one.kind.word())
        .collect();
    assert_eq!(kinds, ["seal_differs", "damaged", "does_not_fit"]);
    hub
}

#[test]
fn two_sides_change_a_train_over_and_sign() {
    let mut hub = settled();
    let seen = Hash::of(&[b"another"]);
    assert_eq!(
        refused(&mut hub, HUB, GaugeWish::Sign { change: gauge(1), name: "A".to_owned(), seen }),
        "hub.gauge_other_text"
    );
    let signs = sign(&hub, 1);
    assert_eq!(refused(&mut hub, "CUSTOMS", signs.clone()), "hub.gauge_not_party");
    done(&mut hub, HUB, signs.clone());
    assert_eq!(refused(&mut hub, HUB, signs.clone()), "hub.gauge_signed_before");
    assert_eq!(refused(&mut hub, HUB, tally(1, None, None)), "hub.gauge_wrong_stage");
    let back = GaugeWish::Return { change: gauge(1), reason: "pieces".to_owned() };
    done(&mut hub, PORT, back.clone());
    assert_eq!(refused(&mut hub, PORT, back), "hub.gauge_wrong_stage");
    let text = change(&hub, 1).text();
    done(&mut hub, HUB, signs.clone());
    done(&mut hub, PORT, signs.clone());
    let GaugeStage::Signed { both } = &change(&hub, 1).stage else { panic!("expected both signatures") };
    assert!(both.iter().all(|signature| signature.hash == Hash::of(&[text.as_bytes()])));
    assert_eq!(change(&hub, 1).text(), text);
    for wish in [tally(1, None, None), stays(0, ExceptionKind::Refused), note(0)] {
        assert_eq!(refused(&mut hub, HUB, wish), "hub.gauge_wrong_stage");
    }
    put_right(&mut hub, &text);
    audit(&hub.floor).unwrap();
    assert_eq!(hub.replayed(), hub.floor);
}

/// The railway finds the seals right after all: a new act names the old one, which stays as it is.
fn put_right(hub: &mut Hub, text: &str) {
    let reason = "seal was read wrongly".to_owned();
    let correct = |id| GaugeWish::Correct { change: gauge(1), id: gauge(id), reason: reason.clone() };
    assert_eq!(refused(hub, "CUSTOMS", correct(2)), "hub.gauge_not_party");
    done(hub, PORT, correct(2));
    assert_eq!(refused(hub, HUB, correct(3)), "hub.gauge_under_way");
    let GaugeWish::Tally { unit, at, .. } = tally(1, None, None) else { panic!("expected a tally") };
    let seals = None;
    let again = GaugeWish::Tally { change: gauge(2), unit, seals, damage: None, photos: Vec::new(), at };
    done(hub, PORT, again);
    let signs = sign(hub, 2);
    for side in [PORT, HUB] {
        done(hub, side, signs.clone());
    }
    let new = change(hub, 2);
    assert_eq!((new.partner.as_str(), new.corrects.as_ref().unwrap().act), (HUB, gauge(1)));
    assert!(new.text().starts_with(&format!("gauge change {}\ncorrects {} because", gauge(2), gauge(1))));
    assert_eq!(change(hub, 1).text(), text);
}

#[test]
fn what_stays_behind_is_not_brought_over_until_that_is_resolved() {
    let mut hub = facing();
    done(&mut hub, HUB, open(3));
    let stays = GaugeWish::Except {
        change: gauge(1),
        unit: unit(0),
        kind: ExceptionKind::Refused,
        words: "wet".to_owned(),
    };
    assert_eq!(done(&mut hub, PORT, stays), 2, "its job is given up with it");
    let plan = GaugeWish::Plan { change: gauge(1), jobs: vec![job(8), job(9)] };
    assert_eq!(done(&mut hub, HUB, plan.clone()), 0);
    let resolve = GaugeWish::Resolve { change: gauge(1), unit: unit(0), reason: "dried".to_owned() };
    assert_eq!(refused(&mut hub, HUB, resolve.clone()), "hub.gauge_not_party", "who said so takes it back");
    done(&mut hub, PORT, resolve);
    assert_eq!(done(&mut hub, HUB, plan), 1);
    finish(&mut hub, 8).unwrap();
    assert!(
        matches!(change(&hub, 1).entry(unit(0)).unwrap().outcome(), Outcome::Over(stand, _) if stand.wagon == unit(200))
    );
    let depart = Command::Visit(VisitCommand::Depart { visit: visit(2), at: at(40) });
    assert!(hub.ask(HUB, 40, &depart).is_err());
    let cancel = GaugeWish::Cancel { change: gauge(1), reason: "other train".to_owned() };
    assert_eq!(refused(&mut hub, PORT, cancel.clone()), "hub.gauge_not_party");
    done(&mut hub, HUB, cancel.clone());
    assert_eq!(refused(&mut hub, HUB, cancel), "hub.gauge_not_found");
}

#[test]
fn the_text_says_everything_once() {
    let mut hub = facing();
    done(&mut hub, HUB, open(0));
    done(&mut hub, HUB, tally(1, Some(vec!["A\nB".to_owned()]), None));
    let text = change(&hub, 1).text();
    let expected = format!(
        "gauge change {}\nfrom \"X1\" 1435 mm visit {}\nto \"X2\" 1520 mm visit {}\nbetween LYG-HUB and PORT-RAIL\nopened \"clerk\" of LYG-HUB at {}\n",
        gauge(1),
        visit(1),
        visit(2),
        at(40)
    );
    assert!(text.starts_with(&expected), "{text}");
    let tallied =
        format!("  tallied by \"clerk\" of LYG-HUB at {} seals found \"A\\nB\" no damage\n", at(30));
    assert!(text.contains(&tallied), "a word cannot forge a line: {text}");
    assert_eq!(text.lines().filter(|line| line.starts_with("unit ")).count(), 3);
}
