//! Ships: drawn worlds of a discharge, a load list and moves in any order, against a twin that stacks boxes anew from a plain list;
//! and one ship by hand.

use std::collections::{BTreeMap, BTreeSet};

use lb_base::{Length, Mass, StowPosition, UnitId};
use lb_hub::article::{Article, BoxLength, Form, Gross, SeaPapers};
use lb_hub::audit::audit;
use lb_hub::consist::{Difference, ListedPlace, Listing};
use lb_hub::inventory::{Counted, InventoryCommand};
use lb_hub::job::{JobCommand, JobEvent, JobOrder, Urgency};
use lb_hub::ship::{Deck, Direction, LoadLine, ShipCommand, Work};
use lb_hub::spot::{Slot, Spot};
use lb_hub::stow::{Lane, Stow};
use lb_hub::visit::{Announcement, Vehicle, VisitCommand, VisitEvent};
use lb_hub::{Command, HubEvent, Refusal};

use crate::driver::{Random, number};
use crate::fixtures::*;

/// Drawn ships of one run, before `LANDBRIDGE_CASES_TIMES`.
const SHIPS: u64 = 300;

fn position(text: &str) -> StowPosition {
    text.parse().unwrap()
}

fn aboard(text: &str) -> Spot {
    Spot::Visit { visit: visit(1), stow: Stow::read(text) }
}

fn yard(bay: u16, row: u8, tier: u8) -> Spot {
    Spot::Yard(Slot { block: "A".parse().unwrap(), bay, row, tier })
}

fn for_port(article: Article, port: &str) -> Article {
    let sea = SeaPapers { discharge_port: Some(port.to_owned()), ..SeaPapers::default() };
    Article { sea: Some(Box::new(sea)), ..article }
}

fn listing(article: Article, stow: &str) -> Listing {
    Listing { article, place: ListedPlace::Aboard { stow: Stow::read(stow) } }
}

fn line(article: Article, stow: &str) -> LoadLine {
    LoadLine { article, stow: Stow::read(stow), shut_out: None }
}

fn announced() -> Announcement {
    let vehicle = Vehicle::Vessel { length: Length::from_metres(150), draught: Length::from_metres(8) };
    Announcement { vehicle, ..train(1, 1_435, 0) }
}

/// A hub with a ship that has arrived with boxes.
fn arrived(listings: Vec<Listing>) -> Hub {
    let mut hub = Hub::new();
    hub.must(Command::Visit(VisitCommand::Expect { announcement: announced() }));
    hub.must(Command::Visit(VisitCommand::List { visit: visit(1), from: 0, listings }));
    hub.must(Command::Visit(VisitCommand::Arrive { visit: visit(1), at: at(0), found: None }));
    hub
}

impl Hub {
    fn wish(&mut self, command: &Command) -> Result<usize, Refusal> {
        self.ask("LYG-HUB", 500, command)
    }

    fn must(&mut self, command: Command) {
        self.wish(&command).unwrap_or_else(|refusal| panic!("{refusal} of {command:?}"));
    }

    fn plan(&mut self, unit: UnitId, to: Spot, id: u64) -> Result<usize, Refusal> {
        let order = JobOrder { id: job(id), unit, to, equipment: None, urgency: Urgency::Normal, order: 1 };
        self.wish(&Command::Job(JobCommand::Plan { jobs: vec![order] }))
    }

    fn finish(&mut self, id: u64) -> Result<usize, Refusal> {
        self.wish(&Command::Job(JobCommand::Finish { job: job(id), at: at(400), to: None }))
    }

    fn stand(&mut self, article: Article, spot: Spot) {
        self.must(Command::Inventory(InventoryCommand::Open { units: vec![Counted { article, spot }] }));
    }

    fn works(&mut self, direction: Direction, from: u64) -> Vec<lb_hub::JobId> {
        let work =
            Work { visit: visit(1), direction, units: BTreeSet::new(), blocks: Vec::new(), equipment: None };
        let before = self.journal.len();
        let jobs = (from..from + 100).map(job).collect();
        self.must(Command::Ship(ShipCommand::Plan { work, jobs }));
        let planned = self.journal[before..].iter().map(|event| {
            let HubEvent::Job(JobEvent::Planned { job }) = event else {
                panic!("expected a job, got {event:?}")
            };
            job.id
        });
        planned.collect()
    }
}

fn code(outcome: Result<usize, Refusal>) -> &'static str {
    outcome.map_or_else(|refusal| refusal.code(), |_| "done")
}

/// Loads three boxes where others stood; the one without verified mass and the one that never came are left.
fn load_back(hub: &mut Hub) {
    let twenty = |number| container(number, BoxLength::Twenty, 20);
    let forty = |number| container(number, BoxLength::Forty, 25);
    // A box without verified mass is not planned; one with it is.
    let declared = Article { gross: Gross::Declared(Mass::from_tonnes(9)), ..twenty(7) };
    hub.stand(twenty(6), yard(7, 2, 1));
    hub.stand(declared, yard(7, 2, 2));
    hub.stand(forty(8), yard(6, 1, 1));
    let lines = vec![
        line(forty(8), "0020004"),
        line(twenty(6), "0010002"),
        line(twenty(7), "0030002"),
        line(twenty(9), "0050002"),
    ];
    hub.must(Command::Ship(ShipCommand::LoadList { visit: visit(1), from: 0, lines }));
    let work = Work {
        visit: visit(1),
        direction: Direction::Load,
        units: BTreeSet::new(),
        blocks: Vec::new(),
        equipment: None,
    };
    let ground = lb_hub::Ground { layout: hub.layouts.hubs.values().next().unwrap(), layouts: &hub.layouts };
    let names: Vec<_> = (200..300).map(job).collect();
    let plan = lb_hub::decide::ship::plan(&hub.floor, &ground, &work, &names).unwrap();
    let left: Vec<(UnitId, &str)> = plan.left.iter().map(|(unit, refusal)| (*unit, refusal.code())).collect();
    assert_eq!(
        left.iter().map(|(_, code)| *code).collect::<BTreeSet<_>>(),
        ["hub.buried", "hub.not_supported", "hub.not_verified"].into()
    );
    assert!(
        left.contains(&(unit(7), "hub.not_verified")) && left.contains(&(unit(8), "hub.not_supported")),
        "{left:?}"
    );

    hub.must(Command::Inventory(InventoryCommand::State {
        unit: unit(7),
        facts: lb_hub::inventory::Facts {
            gross: Some(Gross::Verified(Mass::from_tonnes(9))),
            ..Default::default()
        },
        at: at(400),
    }));
    let jobs = hub.works(Direction::Load, 200);
    let moved: Vec<UnitId> = jobs.iter().map(|job| hub.floor.job(*job).unwrap().unit).collect();
    assert_eq!(moved, [unit(7), unit(6), unit(8)], "what stands on another first, then from the bottom");
    assert_eq!(code(hub.finish(202)), "hub.not_supported");
    (200..203).for_each(|id| assert_eq!(code(hub.finish(id)), "done"));
    audit(&hub.floor).unwrap();
}

#[test]
fn a_ship_is_discharged_from_the_top_and_loaded_from_the_bottom() {
    let twenty = |number| container(number, BoxLength::Twenty, 20);
    let forty = |number| container(number, BoxLength::Forty, 25);
    let mut hub = arrived(vec![
        listing(for_port(twenty(1), "KZKHG"), "0010002"),
        listing(for_port(twenty(2), "KZKHG"), "0030002"),
        listing(for_port(forty(3), "KZKHG"), "0020004"),
        // It goes on, and stands on one that does not.
        listing(for_port(forty(4), "KZKHG"), "0060182"),
        listing(for_port(forty(5), "RUVVO"), "0060184"),
    ]);
    assert_eq!(code(hub.plan(unit(1), aboard("0050002"), 90)), "done");
    assert_eq!(code(hub.finish(90)), "hub.overstowed");
    hub.must(Command::Job(JobCommand::Abort { job: job(90), reason: "no".to_owned() }));

    let jobs = hub.works(Direction::Discharge, 100);
    let moved: Vec<UnitId> = jobs.iter().map(|job| hub.floor.job(*job).unwrap().unit).collect();
    assert_eq!(moved, [unit(3), unit(1), unit(2)], "the one on top first; the overstowed one not at all");
    assert_eq!(code(hub.finish(101)), "hub.overstowed");
    (100..103).for_each(|id| assert_eq!(code(hub.finish(id)), "done"));

    load_back(&mut hub);

    // One was never here, one is for here and stays aboard.
    hub.must(Command::Visit(VisitCommand::Depart { visit: visit(1), at: at(450) }));
    let Some(HubEvent::Visit(VisitEvent::Completed { differences, .. })) = hub.journal.iter().rev().nth(1)
    else {
        panic!("expected what was left open")
    };
    let words: Vec<(&str, UnitId)> = differences.iter().map(|one| (one.word(), one.unit())).collect();
    assert_eq!(words, [("not_discharged", unit(4)), ("not_loaded", unit(9))]);
    assert!(matches!(differences[0], Difference::NotDischarged { .. }));
    assert_eq!(hub.replayed(), hub.floor);
    crate::charges::agree(&hub);
}

#[test]
fn lists_come_in_parts() {
    let mut hub = Hub::new();
    hub.must(Command::Visit(VisitCommand::Expect { announcement: announced() }));
    let all: Vec<Listing> = (0..1_700_u64)
        .map(|at| {
            let (bay, row, tier) = (at / 100 * 2 + 1, at % 20, at / 20 % 5 * 2 + 2);
            listing(container(1_000 + at, BoxLength::Twenty, 20), &format!("{bay:03}{row:02}{tier:02}"))
        })
        .collect();
    let part = |from: usize, until: usize| {
        Command::Visit(VisitCommand::List { visit: visit(1), from, listings: all[from..until].to_vec() })
    };
    assert_eq!(code(hub.wish(&part(0, 501))), "hub.too_many");
    hub.must(part(0, 500));
    assert_eq!(code(hub.wish(&part(501, 600))), "hub.list_gap");
    (1..4).for_each(|at| hub.must(part(at * 500, (at * 500 + 500).min(1_700))));
    // A part that is sent again changes nothing; a box of an earlier part is not named again.
    assert_eq!(hub.wish(&part(1_500, 1_700)), Ok(0));
    let again =
        Command::Visit(VisitCommand::List { visit: visit(1), from: 1_700, listings: all[..1].to_vec() });
    assert_eq!(code(hub.wish(&again)), "hub.listed_twice");
    assert_eq!(hub.floor.visit(visit(1)).unwrap().listed, all);
    hub.must(Command::Visit(VisitCommand::Arrive { visit: visit(1), at: at(0), found: None }));
    assert_eq!(hub.floor.aboard(visit(1)).count(), 1_700);
    audit(&hub.floor).unwrap();
    hub.must(Command::Visit(VisitCommand::Depart { visit: visit(1), at: at(450) }));
    assert_eq!((hub.floor.entered(), hub.floor.left()), (1_700, 1_700));
    let longest = hub.journal.iter().map(|event| {
        if let HubEvent::Visit(
            VisitEvent::Listed { listings: lines, .. }
            | VisitEvent::Arrived { brings: lines, .. }
            | VisitEvent::Brought { brings: lines, .. },
        ) = event
        {
            return lines.len();
        }
        let HubEvent::Visit(VisitEvent::Departed { takes, .. } | VisitEvent::Carried { takes, .. }) = event
        else {
            return 0;
        };
        takes.len()
    });
    assert_eq!(longest.max(), Some(250), "no event holds more than events hold");
    assert_eq!(hub.replayed(), hub.floor);
    crate::charges::agree(&hub);
}

#[test]
fn what_is_shut_out_is_no_difference() {
    let mut hub = arrived(Vec::new());
    hub.stand(container(6, BoxLength::Twenty, 20), yard(1, 1, 1));
    let lines = vec![
        line(container(6, BoxLength::Twenty, 20), "0010002"),
        line(container(7, BoxLength::Twenty, 20), "0010004"),
    ];
    hub.must(Command::Ship(ShipCommand::LoadList { visit: visit(1), from: 0, lines }));
    let shut = |units: Vec<UnitId>, reason: Option<&str>| {
        Command::Ship(ShipCommand::ShutOut { visit: visit(1), units, reason: reason.map(str::to_owned) })
    };
    assert_eq!(code(hub.wish(&shut(vec![unit(8)], Some("late")))), "hub.not_on_load_list");
    hub.works(Direction::Load, 100);
    assert_eq!(code(hub.wish(&shut(vec![unit(6)], Some("late")))), "hub.jobs_open");
    assert_eq!(code(hub.finish(100)), "done");
    assert_eq!(code(hub.wish(&shut(vec![unit(6)], Some("late")))), "hub.loaded_already");
    hub.must(shut(vec![unit(7)], Some("late")));
    assert_eq!(hub.wish(&shut(vec![unit(7)], Some("late"))), Ok(0));
    hub.must(Command::Visit(VisitCommand::Complete { visit: visit(1), at: at(450) }));
    assert_eq!(hub.floor.visit(visit(1)).unwrap().differences, []);
    assert_eq!(code(hub.wish(&shut(vec![unit(7)], None))), "hub.visit_wrong_stage");
}

fn lorry(number: u64, millimetres: i64, high: i64) -> Article {
    let sea = SeaPapers {
        length: (millimetres > 0).then(|| Length::from_mm(millimetres)),
        height: Some(Length::from_mm(high)),
        ..SeaPapers::default()
    };
    Article { form: Form::Vehicle, sea: Some(Box::new(sea)), ..container(number, BoxLength::Twenty, 12) }
}

#[test]
fn lanes_take_what_fits() {
    let mut hub = arrived(Vec::new());
    let warehouse = |bay| Spot::Warehouse { warehouse: "W1".parse().unwrap(), bay };
    let lane = |lane| Spot::Visit { visit: visit(1), stow: Stow::Lane(Lane { deck: "D3".to_owned(), lane }) };
    let articles =
        [lorry(1, 12_000, 4_000), lorry(2, 8_500, 4_000), lorry(3, 4_000, 4_600), lorry(4, 0, 2_000)];
    for (article, bay) in articles.into_iter().zip([1, 1, 1, 2]) {
        hub.stand(article, warehouse(bay));
    }
    assert_eq!(code(hub.plan(unit(1), lane(1), 10)), "hub.no_such_spot");
    let lanes = vec![Length::from_metres(20), Length::from_metres(15)];
    let deck = Deck { name: "D3".to_owned(), height: Length::from_mm(4_500), lanes };
    let decks = |decks| Command::Ship(ShipCommand::Decks { visit: visit(1), decks });
    hub.must(decks(vec![deck.clone()]));
    assert_eq!(code(hub.plan(unit(1), lane(1), 10)), "done");
    assert_eq!(code(hub.plan(unit(2), lane(1), 11)), "hub.lane_full", "what is planned takes metres too");
    assert_eq!(code(hub.plan(unit(3), lane(2), 12)), "hub.deck_too_low");
    assert_eq!(code(hub.plan(unit(4), lane(2), 13)), "hub.size_unknown");
    assert_eq!(code(hub.plan(unit(2), lane(3), 14)), "hub.no_such_spot");
    assert_eq!(code(hub.plan(unit(2), lane(2), 15)), "done");
    assert_eq!(code(hub.finish(10)), "done");
    assert_eq!(code(hub.finish(15)), "done");
    let taken = lb_hub::ship::lanes_taken(&hub.floor, visit(1), &deck);
    let metres: Vec<i64> = taken.iter().map(|(there, comes)| there.saturating_add(*comes).as_mm()).collect();
    assert_eq!(metres, [12_000, 8_500]);
    assert_eq!(code(hub.wish(&decks(Vec::new()))), "hub.lane_full", "a lane with something on it stays");
    audit(&hub.floor).unwrap();
}

/// Where boxes stand aboard and in the yard, and nothing else: 20 ft places as bay, row, tier.
#[derive(Default)]
struct Stacks {
    at: BTreeMap<(u16, u8, u8), UnitId>,
    rests: BTreeSet<(u16, u8, u8)>,
}

impl Stacks {
    fn places(at: StowPosition, length: BoxLength) -> Vec<(u16, u8, u8)> {
        let bays =
            if length == BoxLength::Twenty { vec![at.bay()] } else { vec![at.bay() - 1, at.bay() + 1] };
        bays.into_iter().map(|bay| (bay, at.row(), at.tier())).collect()
    }

    fn is_covered(&self, at: StowPosition, length: BoxLength, but: UnitId) -> bool {
        let above = Self::places(at, length).into_iter().map(|(bay, row, tier)| (bay, row, tier + 2));
        above
            .filter(|place| (place.2 >= 70) == at.is_on_deck())
            .any(|place| self.at.get(&place).is_some_and(|unit| *unit != but))
    }

    fn bears(
        &self,
        at: StowPosition,
        length: BoxLength,
        lengths: &BTreeMap<UnitId, BoxLength>,
        but: UnitId,
    ) -> bool {
        Self::places(at, length).into_iter().all(|place| {
            let (bay, row, tier) = place;
            let bottom = if tier >= 70 { tier <= 82 } else { tier <= 2 };
            let below = self.at.get(&(bay, row, tier.wrapping_sub(2))).filter(|unit| **unit != but);
            let is_borne =
                below.is_some_and(|unit| length == BoxLength::Forty || lengths[unit] == BoxLength::Twenty);
            bottom || self.rests.contains(&place) || is_borne
        })
    }
}

struct World {
    random: Random,
    hub: Hub,
    stacks: Stacks,
    lengths: BTreeMap<UnitId, BoxLength>,
    verified: BTreeSet<UnitId>,
    jobs: u64,
}

impl World {
    fn new(seed: u64) -> Self {
        let mut random = Random(seed);
        let (mut stacks, mut lengths) = (Stacks::default(), BTreeMap::new());
        let mut listings = Vec::new();
        for number in 0..40 {
            let (article, at) = Self::drawn(&mut random, number);
            let length = article.box_length().unwrap();
            if Stacks::places(at, length).iter().any(|place| stacks.at.contains_key(place)) {
                continue;
            }
            stacks.at.extend(Stacks::places(at, length).into_iter().map(|place| (place, article.id)));
            lengths.insert(article.id, length);
            let port = if random.chance(70) { "KZKHG" } else { "RUVVO" };
            listings.push(listing(for_port(article, port), &at.to_string()));
        }
        // Whatever came with nothing under it that bears it: there the ship bears it.
        for (place, unit) in &stacks.at {
            let below = stacks.at.get(&(place.0, place.1, place.2.wrapping_sub(2))).filter(|_| place.2 != 70);
            let is_borne = below.is_some_and(|below| {
                lengths[unit] == BoxLength::Forty || lengths[below] == BoxLength::Twenty
            });
            if !is_borne {
                stacks.rests.insert(*place);
            }
        }
        let verified = lengths.keys().copied().collect();
        Self { random, hub: arrived(listings), stacks, lengths, verified, jobs: 0 }
    }

    fn drawn(random: &mut Random, number: u64) -> (Article, StowPosition) {
        let length = if random.chance(50) { BoxLength::Twenty } else { BoxLength::Forty };
        let bay =
            if length == BoxLength::Twenty { random.pick(&[1, 3, 5, 7]) } else { random.pick(&[2, 4, 6]) };
        let tier = random.pick(&[2, 4, 6, 68, 70, 80, 82, 84, 86]);
        let at = StowPosition::new(bay.unwrap_or(1), random.pick(&[0, 1, 2]).unwrap_or(0), tier.unwrap_or(2))
            .unwrap();
        (container(1_000 + number, length, 20), at)
    }

    fn step(&mut self) {
        let units: Vec<UnitId> = self.lengths.keys().copied().collect();
        let Some(unit) = self.random.pick(&units) else { return };
        let length = self.lengths[&unit];
        let to = match self.random.below(4) {
            0 => {
                let half = u16::try_from(self.random.below(3)).unwrap();
                let bay = half * 2 + if length == BoxLength::Twenty { 1 } else { 2 };
                yard(
                    bay,
                    1 + u8::try_from(self.random.below(2)).unwrap(),
                    1 + u8::try_from(self.random.below(3)).unwrap(),
                )
            }
            _ => {
                let (_, at) = Self::drawn(&mut self.random, 0);
                Spot::Visit { visit: visit(1), stow: Stow::Position(at) }
            }
        };
        self.jobs += 1;
        let id = self.jobs;
        if self.hub.plan(unit, to.clone(), id).is_err() {
            return;
        }
        let expected = self.may_stand(unit, &to);
        let outcome = self.hub.finish(id);
        if let Some(expected) = expected {
            assert_eq!(outcome.is_ok(), expected, "{unit} to {to}: {outcome:?}");
        }
        match outcome {
            Ok(_) => {
                self.stacks.at.retain(|_, stands| *stands != unit);
                if let Spot::Visit { stow: Stow::Position(at), .. } = to {
                    self.stacks.at.extend(Stacks::places(at, length).into_iter().map(|place| (place, unit)));
                }
            }
            Err(_) => {
                self.hub.must(Command::Job(JobCommand::Abort { job: job(id), reason: "no".to_owned() }))
            }
        }
        audit(&self.hub.floor).unwrap_or_else(|found| panic!("{found}"));
    }

    /// Returns whether a box can have been put down aboard; nothing where it goes to the yard, of which the other twin knows.
    fn may_stand(&self, unit: UnitId, to: &Spot) -> Option<bool> {
        let Spot::Visit { stow: Stow::Position(at), .. } = to else { return None };
        let stay = self.hub.floor.unit(unit).unwrap();
        let Spot::Visit { stow: Stow::Position(from), .. } = &stay.spot else { return None };
        let length = self.lengths[&unit];
        let is_bay = (at.bay() % 2 == 1) == (length == BoxLength::Twenty);
        let is_free = Stacks::places(*at, length)
            .iter()
            .all(|place| self.stacks.at.get(place).is_none_or(|there| *there == unit));
        let lies_free = !self.stacks.is_covered(*from, length, UnitId::at(0, [0; 10]));
        let is_open = !self.stacks.is_covered(*at, length, unit);
        Some(
            is_bay
                && is_free
                && lies_free
                && is_open
                && self.verified.contains(&unit)
                && self.stacks.bears(*at, length, &self.lengths, unit),
        )
    }
}

#[test]
fn ships_agree_with_the_twin() {
    let one = number("LANDBRIDGE_SEED");
    let times = number("LANDBRIDGE_CASES_TIMES").unwrap_or(1);
    let mut done = 0;
    for seed in one.map_or(0..SHIPS * times, |seed| seed..seed + 1) {
        let drawn = std::panic::catch_unwind(|| {
            let mut world = World::new(seed);
            let before = world.hub.journal.len();
            (0..200).for_each(|_| world.step());
            let moves =
                world.hub.journal[before..].iter().filter(|event| event.kind() == "hub.job_done").count();
            // Whatever stands where: what can be planned can be done in the order in which it is planned.
            let jobs = world.hub.works(Direction::Discharge, 10_000);
            for id in &jobs {
                world.hub.must(Command::Job(JobCommand::Finish { job: *id, at: at(400), to: None }));
                audit(&world.hub.floor).unwrap_or_else(|found| panic!("{found}"));
            }
            world.load_again();
            world.hub.must(Command::Visit(VisitCommand::Depart { visit: visit(1), at: at(450) }));
            assert_eq!(world.hub.replayed(), world.hub.floor, "replayed from its events");
            crate::charges::agree(&world.hub);
            let inside = u64::try_from(world.hub.floor.units().count()).unwrap();
            assert_eq!(world.hub.floor.entered(), world.hub.floor.left() + inside);
            moves
        });
        assert!(drawn.is_ok(), "replay with LANDBRIDGE_SEED={seed}");
        done += drawn.unwrap_or(0);
    }
    println!("{done} moves aboard");
    assert!(one.is_some() || done > 2_000, "only {done} moves were possible");
}

impl World {
    /// Lists what stands ashore for places that are free and carried, and loads what can be planned, in the order of the plan.
    fn load_again(&mut self) {
        let ashore: Vec<Article> = self
            .hub
            .floor
            .units()
            .filter(|(_, stay)| matches!(stay.spot, Spot::Yard(_)))
            .map(|(_, stay)| stay.article.clone())
            .collect();
        let mut lines: Vec<LoadLine> = Vec::new();
        for article in ashore {
            let (_, at) = Self::drawn(&mut self.random, 0);
            let length = article.box_length().unwrap();
            let is_bay = (at.bay() % 2 == 1) == (length == BoxLength::Twenty);
            let is_new = lines.iter().all(|line| {
                let theirs =
                    Stacks::places(line.stow.position().unwrap(), line.article.box_length().unwrap());
                Stacks::places(at, length).iter().all(|place| !theirs.contains(place))
            });
            if is_bay && is_new {
                lines.push(line(article, &at.to_string()));
            }
        }
        self.hub.must(Command::Ship(ShipCommand::LoadList { visit: visit(1), from: 0, lines }));
        for id in self.hub.works(Direction::Load, 20_000) {
            self.hub.must(Command::Job(JobCommand::Finish { job: id, at: at(400), to: None }));
            audit(&self.hub.floor).unwrap_or_else(|found| panic!("{found}"));
        }
    }
}

#[test]
fn positions_are_of_their_length() {
    assert_eq!(position("0340482").to_string(), Stow::read("0340482").to_string());
    assert_eq!(Stow::read("D3/12"), Stow::Words("D3/12".to_owned()));
    let mut hub = Hub::new();
    hub.must(Command::Visit(VisitCommand::Expect { announcement: announced() }));
    let list = |article: Article, stow: &str| {
        let listings = vec![listing(article, stow)];
        Command::Visit(VisitCommand::List { visit: visit(1), from: 0, listings })
    };
    assert_eq!(code(hub.wish(&list(container(1, BoxLength::Forty, 20), "0030002"))), "hub.no_such_spot");
    assert_eq!(code(hub.wish(&list(container(1, BoxLength::Twenty, 20), "0020002"))), "hub.no_such_spot");
    let two = vec![
        listing(container(1, BoxLength::Forty, 20), "0020002"),
        listing(container(2, BoxLength::Twenty, 20), "0030002"),
    ];
    let two = Command::Visit(VisitCommand::List { visit: visit(1), from: 0, listings: two });
    assert_eq!(code(hub.wish(&two)), "hub.listed_twice", "a 40 ft box takes both bays");
}
