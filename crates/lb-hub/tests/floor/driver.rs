//! Drawn worlds: valid and invalid commands, each answered with an event or a named refusal, each looked at by the twin.

use std::collections::{BTreeMap, BTreeSet};

use lb_base::{Length, Mass, PlaceId, UnitId};
use lb_hub::article::{Article, BoxLength, Fill, Gross};
use lb_hub::audit::audit;
use lb_hub::consist::{ListedPlace, Listing};
use lb_hub::equipment::EquipmentCommand;
use lb_hub::hold::{HoldCommand, HoldKind};
use lb_hub::inventory::{Counted, Facts, InventoryCommand};
use lb_hub::job::{JobCommand, JobOrder, Urgency};
use lb_hub::placement::{PlacementCommand, Proposal};
use lb_hub::spot::{Slot, Spot};
use lb_hub::stow::Stow;
use lb_hub::visit::{Announcement, Vehicle, VisitCommand, VisitId};
use lb_hub::{Command, HubEvent, Refusal};

use crate::fixtures::*;
use crate::twin::Twin;

/// Commands of one drawn world.
const STEPS: usize = 1_000;
/// Drawn worlds of one run, before `LANDBRIDGE_CASES_TIMES`: 50,000 commands.
const WORLDS: u64 = 50;

/// Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(bound.max(1)).unwrap()).unwrap()
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<T: Clone>(&mut self, of: &[T]) -> Option<T> {
        if of.is_empty() { None } else { of.get(self.below(of.len())).cloned() }
    }
}

struct Driver {
    random: Random,
    hub: Hub,
    twin: Twin,
    now: i32,
    made: u64,
}

const ORGANISATIONS: [&str; 3] = ["LYG-HUB", "PORT-RAIL", "CUSTOMS"];

impl Driver {
    fn new(seed: u64) -> Self {
        Self { random: Random(seed), hub: Hub::new(), twin: Twin::default(), now: 100, made: 0 }
    }

    fn fresh(&mut self) -> u64 {
        self.made += 1;
        self.made
    }

    fn unit(&mut self) -> UnitId {
        let units: Vec<UnitId> = self.twin.things.keys().copied().collect();
        if self.random.chance(3) { unit(9_999_999) } else { self.random.pick(&units).unwrap_or(unit(0)) }
    }

    fn boxes(&self) -> Vec<UnitId> {
        let boxes = self.twin.things.values().filter(|thing| thing.article.box_length().is_some());
        boxes.map(|thing| thing.article.id).collect()
    }

    fn wagons(&self) -> Vec<UnitId> {
        let wagons = self.twin.things.values().filter(|thing| thing.article.wagon_type().is_some());
        wagons.map(|thing| thing.article.id).collect()
    }

    fn visit(&mut self) -> VisitId {
        let visits: Vec<VisitId> = self.hub.floor.visits().map(|visit| visit.id).collect();
        if self.random.chance(3) { visit(9_999_999) } else { self.random.pick(&visits).unwrap_or(visit(0)) }
    }

    fn article(&mut self) -> Article {
        let number = 1_000 + self.fresh();
        let length = if self.random.chance(50) { BoxLength::Twenty } else { BoxLength::Forty };
        let tonnes = i64::try_from(self.random.below(30)).unwrap() + 3;
        let mut article = container(number, length, tonnes);
        article.gross = match self.random.below(10) {
            0 | 1 => Gross::Unknown,
            2..=4 => Gross::Declared(Mass::from_tonnes(tonnes)),
            _ => Gross::Verified(Mass::from_tonnes(tonnes)),
        };
        article.fill = if self.random.chance(20) { Fill::Empty } else { Fill::Laden };
        article.set_point = self.random.chance(15).then_some(-180);
        article.dangerous = match self.random.below(12) {
            0 => vec!["3".to_owned()],
            1 => vec!["8".to_owned()],
            _ => Vec::new(),
        };
        let destination: PlaceId = if self.random.chance(70) { "KZALA" } else { "UZTAS" }.parse().unwrap();
        article.destination = Some(destination);
        article
    }

    fn slot(&mut self) -> Spot {
        let block = if self.random.chance(85) { "A" } else { "E" };
        let [bay, row, tier] = [9, 3, 4].map(|bound| self.random.below(bound));
        Spot::Yard(Slot {
            block: block.parse().unwrap(),
            bay: u16::try_from(bay).unwrap(),
            row: u8::try_from(row).unwrap(),
            tier: u8::try_from(tier).unwrap(),
        })
    }

    /// A place that may well be right for a thing: on top of its stack, or on a wagon that stands on a track.
    fn likely_spot(&mut self, article: &Article) -> Spot {
        let Some(length) = article.box_length() else { return self.spot() };
        let on_track: Vec<UnitId> =
            self.wagons().into_iter().filter(|wagon| self.hub.floor.standing(*wagon).is_some()).collect();
        if self.random.chance(35)
            && let Some(wagon) = self.random.pick(&on_track)
        {
            let slot = u8::try_from(self.random.below(2) * 2 + 1).unwrap();
            return Spot::Wagon { wagon, slot };
        }
        let half = self.random.below(if length == BoxLength::Twenty { 4 } else { 3 });
        let bay = half * 2 + if length == BoxLength::Twenty { 1 } else { 2 };
        let row = 1 + self.random.below(2);
        let at_tier = |tier| Slot {
            block: "A".parse().unwrap(),
            bay: u16::try_from(bay).unwrap(),
            row: u8::try_from(row).unwrap(),
            tier,
        };
        let is_free = |tier: &u8| {
            at_tier(*tier).cells(length).iter().all(|cell| self.hub.floor.occupant(cell).is_none())
        };
        Spot::Yard(at_tier((1..=3).find(is_free).unwrap_or(3)))
    }

    fn spot(&mut self) -> Spot {
        match self.random.below(10) {
            0..=4 => self.slot(),
            5..=7 => {
                let wagons = self.wagons();
                let wagon = self.random.pick(&wagons).unwrap_or(unit(1));
                Spot::Wagon { wagon, slot: u8::try_from(self.random.below(5)).unwrap() }
            }
            8 => Spot::Visit { visit: self.visit(), stow: Stow::default() },
            _ => Spot::Warehouse { warehouse: "W1".parse().unwrap(), bay: 1 },
        }
    }

    fn listings(&mut self, of: VisitId) -> Vec<Listing> {
        let vehicle = self.hub.floor.visit(of).map(|visit| visit.vehicle.clone());
        let mut lines = Vec::new();
        match vehicle {
            Some(Vehicle::Train { gauge }) => {
                let (wagon_type, slots) = if gauge == 1_435 { ("CN2", 2) } else { ("KZ4", 4) };
                for _ in 0..=self.random.below(2) {
                    let number = 500_000 + self.fresh();
                    let wagon = platform(number, wagon_type);
                    let on = wagon.id;
                    lines.push(Listing { article: wagon, place: ListedPlace::Consist });
                    let mut slot = 1;
                    while slot <= slots {
                        let article = self.article();
                        let takes = article.box_length().unwrap().slots();
                        if self.random.chance(60) {
                            lines.push(Listing { article, place: ListedPlace::Wagon { wagon: on, slot } });
                        }
                        slot += takes;
                    }
                }
            }
            Some(Vehicle::Vessel { .. } | Vehicle::Truck) => {
                for _ in 0..=self.random.below(3) {
                    let article = self.article();
                    lines.push(Listing { article, place: ListedPlace::Aboard { stow: Stow::default() } });
                }
            }
            None => {}
        }
        if self.random.chance(4) {
            let again = self.random.pick(&lines);
            lines.extend(again);
        }
        lines
    }

    fn command(&mut self) -> Command {
        match self.random.below(100) {
            0..=3 => self.announce(),
            4..=11 => {
                let visit = self.visit();
                let listings = self.listings(visit);
                Command::Visit(VisitCommand::List { visit, from: 0, listings })
            }
            12..=17 => {
                let (visit, at) = (self.visit(), at(self.now));
                let found = self.random.chance(30).then(|| self.listings(visit));
                Command::Visit(VisitCommand::Arrive { visit, at, found })
            }
            18..=20 => Command::Visit(VisitCommand::Depart { visit: self.visit(), at: at(self.now) }),
            21 => Command::Visit(VisitCommand::Complete { visit: self.visit(), at: at(self.now) }),
            22 => {
                let reason = "late".to_owned();
                Command::Visit(VisitCommand::Cancel { visit: self.visit(), reason })
            }
            23..=24 => {
                let wagons = self.wagons();
                let wagons = (0..2).filter_map(|_| self.random.pick(&wagons)).collect();
                Command::Visit(VisitCommand::Form { visit: self.visit(), wagons, at: at(self.now) })
            }
            25..=26 => {
                let offset = Length::from_metres(i64::try_from(self.random.below(120)).unwrap());
                let window = (planned(self.now), planned(self.now + 200));
                let berth = "Q1".parse().unwrap();
                Command::Visit(VisitCommand::Moor { visit: self.visit(), berth, offset, window })
            }
            27..=42 => self.placement(),
            43..=52 => self.plan(),
            53..=82 => self.work(),
            83..=90 => self.inventory(),
            91..=97 => self.hold(),
            _ => self.equipment(),
        }
    }

    fn announce(&mut self) -> Command {
        let number = self.fresh();
        let announcement = match self.random.below(5) {
            0 | 1 => train(number, 1_435, self.now),
            2 => train(number, 1_520, self.now),
            3 => Announcement {
                vehicle: Vehicle::Vessel {
                    length: Length::from_metres(120),
                    draught: Length::from_metres(i64::try_from(self.random.below(14)).unwrap()),
                },
                ..train(number, 1_435, self.now)
            },
            _ => Announcement { vehicle: Vehicle::Truck, ..train(number, 1_435, self.now) },
        };
        Command::Visit(VisitCommand::Expect { announcement })
    }

    fn placement(&mut self) -> Command {
        let live: Vec<_> = self.hub.floor.placements().map(|placement| placement.proposal.id).collect();
        let one = self.random.pick(&live).unwrap_or(placement(9_999_999));
        let (now, reason) = (at(self.now), "no engine".to_owned());
        Command::Placement(match self.random.below(14) {
            0..=4 => {
                let visit = self.visit();
                let gauge = self.hub.floor.visit(visit).map(|visit| visit.vehicle.clone());
                let fits = if gauge == Some(Vehicle::Train { gauge: 1_520 }) { "T2" } else { "T1" };
                let track = if self.random.chance(90) { fits } else { "T9" };
                let from = self.now + i32::try_from(self.random.below(40)).unwrap();
                let wagons: Vec<UnitId> = self
                    .hub
                    .floor
                    .visit(visit)
                    .filter(|_| self.random.chance(30))
                    .and_then(|visit| visit.consist.first().copied())
                    .into_iter()
                    .collect();
                PlacementCommand::Offer {
                    proposal: Proposal {
                        id: placement(self.fresh()),
                        visit,
                        wagons,
                        track: track.parse().unwrap(),
                        from: planned(from),
                        until: planned(from + 60),
                        units: 2,
                        to: ORGANISATIONS[self.random.below(2)].parse().unwrap(),
                        expires: at(self.now + 30),
                    },
                }
            }
            5 | 6 => PlacementCommand::Accept { placement: one },
            7 => PlacementCommand::Refuse { placement: one, reason },
            8 => PlacementCommand::Counter {
                placement: one,
                reason,
                id: placement(self.fresh()),
                track: "T1".parse().unwrap(),
                window: (planned(self.now + 5), planned(self.now + 65)),
                expires: at(self.now + 30),
            },
            9 => PlacementCommand::Withdraw { placement: one, reason },
            10 | 11 => PlacementCommand::Place { placement: one, at: now },
            12 => PlacementCommand::FinishWork { placement: one, at: now },
            _ => PlacementCommand::Release { placement: one, at: now },
        })
    }

    fn plan(&mut self) -> Command {
        let mut jobs = Vec::new();
        for _ in 0..=self.random.below(3) {
            let boxes = self.boxes();
            let moved = if self.random.chance(95) {
                self.random.pick(&boxes).unwrap_or(unit(3))
            } else {
                self.unit()
            };
            let machines = if self.random.chance(5) { 4 } else { 3 };
            let by = ["RMG", "QC", "RS", "XX"][self.random.below(machines)];
            let article = self.twin.things.get(&moved).map(|thing| thing.article.clone());
            let to = match article {
                Some(article) if self.random.chance(80) => self.likely_spot(&article),
                Some(_) | None => self.spot(),
            };
            jobs.push(JobOrder {
                id: job(self.fresh()),
                unit: moved,
                to,
                equipment: self.random.chance(40).then(|| by.parse().unwrap()),
                urgency: if self.random.chance(20) { Urgency::Direct } else { Urgency::Normal },
                order: 1,
            });
            if self.random.chance(70) {
                break;
            }
        }
        Command::Job(JobCommand::Plan { jobs })
    }

    fn work(&mut self) -> Command {
        let open: Vec<_> = self.hub.floor.jobs().map(|job| job.id).collect();
        let one = if self.random.chance(90) { self.random.pick(&open) } else { None };
        let one = one.unwrap_or_else(|| job(self.made / 2));
        let now = at(self.now);
        Command::Job(match self.random.below(10) {
            0 => JobCommand::Dispatch { job: one, at: now },
            1 => JobCommand::Start { job: one, at: now },
            2 => JobCommand::Abort { job: one, reason: "wind".to_owned() },
            3 => {
                let by = ["RMG", "QC", "RS"][self.random.below(3)];
                JobCommand::Assign { job: one, equipment: Some(by.parse().unwrap()), order: 2 }
            }
            4 => JobCommand::Finish { job: one, at: now, to: Some(self.spot()) },
            _ => JobCommand::Finish { job: one, at: now, to: None },
        })
    }

    fn inventory(&mut self) -> Command {
        let now = at(self.now);
        Command::Inventory(match self.random.below(4) {
            0 => {
                let article = self.article();
                let spot = if self.random.chance(70) { self.likely_spot(&article) } else { self.slot() };
                InventoryCommand::Open { units: vec![Counted { article, spot }] }
            }
            1 => {
                let in_block = self.twin.things.values().filter_map(|thing| match &thing.spot {
                    Spot::Yard(slot) if slot.block.as_str() == "A" => {
                        Some(Counted { article: thing.article.clone(), spot: thing.spot.clone() })
                    }
                    Spot::Yard(_) | Spot::Wagon { .. } | Spot::Visit { .. } | Spot::Warehouse { .. } => None,
                });
                let mut found: Vec<Counted> = in_block.collect();
                if self.random.chance(50) && !found.is_empty() {
                    found.remove(self.random.below(found.len()));
                }
                if self.random.chance(40) {
                    found.push(Counted { article: self.article(), spot: self.slot() });
                }
                InventoryCommand::Count { block: "A".parse().unwrap(), found, at: now }
            }
            _ => {
                let facts = Facts {
                    gross: Some(Gross::Verified(Mass::from_tonnes(
                        i64::try_from(self.random.below(34)).unwrap(),
                    ))),
                    ..Facts::default()
                };
                InventoryCommand::State { unit: self.unit(), facts, at: now }
            }
        })
    }

    fn hold(&mut self) -> Command {
        let held: Vec<_> = self
            .twin
            .things
            .values()
            .filter_map(|thing| Some((thing.article.id, *thing.holds.keys().next()?)))
            .collect();
        let reason = "papers".to_owned();
        if self.random.chance(70)
            && let Some((unit, hold)) = self.random.pick(&held)
        {
            return Command::Hold(HoldCommand::Lift { unit, hold, reason });
        }
        let (hold, unit) = (hold(self.fresh()), self.unit());
        let kind = self.random.pick(&HoldKind::ALL).unwrap();
        Command::Hold(HoldCommand::Set { hold, unit, kind, reason })
    }

    fn equipment(&mut self) -> Command {
        let equipment = ["RMG", "QC", "RS"][self.random.below(3)].parse().unwrap();
        let at = at(self.now);
        Command::Equipment(if self.random.chance(30) {
            EquipmentCommand::BreakDown { equipment, reason: "rope".to_owned(), at }
        } else {
            EquipmentCommand::Mend { equipment, at }
        })
    }

    /// Takes one step. Returns the events' kinds or the refusal.
    fn step(&mut self) -> Result<Vec<&'static str>, Refusal> {
        self.now += i32::try_from(self.random.below(4)).unwrap();
        let command = self.command();
        let expected = self.expected(&command);
        let mut organisation = ORGANISATIONS[self.random.below(3)];
        if let (Command::Placement(command), true) = (&command, self.random.chance(80)) {
            organisation = self.asked(command).unwrap_or(organisation);
        }
        let before = (self.hub.floor.clone(), self.hub.journal.len());
        let outcome = self.hub.ask(organisation, self.now, &command);
        if let Some(expected) = expected {
            assert_eq!(outcome.is_ok(), expected, "the twin says otherwise of {command:?}: {outcome:?}");
        }
        let new: Vec<HubEvent> = self.hub.journal[before.1..].to_vec();
        new.iter().for_each(|event| self.twin.hear(event));
        match outcome {
            Ok(_) => {
                audit(&self.hub.floor).unwrap_or_else(|found| panic!("{found} after {command:?}"));
                self.agree();
                Ok(new.iter().map(HubEvent::kind).collect())
            }
            Err(refusal) => {
                assert_eq!(self.hub.floor, before.0, "a refusal changes nothing");
                Err(refusal)
            }
        }
    }

    /// Returns who may answer or change a placement.
    fn asked(&self, command: &PlacementCommand) -> Option<&'static str> {
        let id = match command {
            PlacementCommand::Offer { .. } => return None,
            PlacementCommand::Accept { placement }
            | PlacementCommand::Refuse { placement, .. }
            | PlacementCommand::Counter { placement, .. }
            | PlacementCommand::Withdraw { placement, .. }
            | PlacementCommand::Place { placement, .. }
            | PlacementCommand::FinishWork { placement, .. }
            | PlacementCommand::Release { placement, .. } => *placement,
        };
        let asked = &self.hub.floor.placement(id)?.proposal.to;
        ORGANISATIONS.into_iter().find(|name| *name == asked.as_str())
    }

    /// Returns whether the twin would let a move be done; nothing where it has no opinion.
    fn expected(&self, command: &Command) -> Option<bool> {
        let Command::Job(JobCommand::Finish { job, to, .. }) = command else { return None };
        let Some((unit, planned)) = self.twin.jobs.get(job) else { return Some(false) };
        let to = to.as_ref().unwrap_or(planned);
        if matches!(to, Spot::Warehouse { .. }) {
            return None;
        }
        let length = self.twin.things[unit].article.box_length();
        let taken = |(other, (_, there)): (&lb_hub::JobId, &(UnitId, Spot))| {
            let theirs = self.twin.things[&self.twin.jobs[other].0].article.box_length();
            other != job && there.cells(theirs).iter().any(|cell| to.cells(length).contains(cell))
        };
        let is_kept = self.twin.jobs.iter().any(taken);
        Some(!is_kept && self.twin.may_stand(*unit, to, &self.hub.floor, &self.hub.layouts))
    }

    fn agree(&self) {
        let floor = &self.hub.floor;
        assert_eq!((floor.entered(), floor.left()), (self.twin.entered, self.twin.left));
        let theirs: BTreeMap<UnitId, &Spot> = floor.units().map(|(id, stay)| (id, &stay.spot)).collect();
        let ours: BTreeMap<UnitId, &Spot> =
            self.twin.things.iter().map(|(id, thing)| (*id, &thing.spot)).collect();
        assert_eq!(theirs, ours);
    }
}

pub fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.trim().parse().unwrap())
}

/// Kinds of events and codes of refusals that the drawn worlds must have met.
#[test]
fn floors_agree_with_the_twin() {
    let one = number("LANDBRIDGE_SEED");
    let times = number("LANDBRIDGE_CASES_TIMES").unwrap_or(1);
    let (mut kinds, mut codes) = (BTreeMap::<&str, usize>::new(), BTreeMap::<&str, usize>::new());
    for seed in one.map_or(0..WORLDS * times, |seed| seed..seed + 1) {
        let mut driver = Driver::new(seed);
        let drawn = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            for _ in 0..STEPS {
                match driver.step() {
                    Ok(happened) => {
                        happened.into_iter().for_each(|kind| *kinds.entry(kind).or_default() += 1)
                    }
                    Err(refusal) => *codes.entry(refusal.code()).or_default() += 1,
                }
            }
            assert_eq!(driver.hub.replayed(), driver.hub.floor, "replayed from its events");
            crate::charges::agree(&driver.hub);
        }));
        assert!(drawn.is_ok(), "replay with LANDBRIDGE_SEED={seed}");
    }
    println!("events: {kinds:?}\nrefusals: {codes:?}");
    if one.is_none() {
        let rare: Vec<&&str> =
            EVENTS.iter().filter(|kind| kinds.get(**kind).is_none_or(|count| *count < 5)).collect();
        assert!(rare.is_empty(), "fewer than 5 of {rare:?}");
        let known: BTreeSet<&str> = Refusal::ALL_CODES.iter().copied().collect();
        assert!(codes.keys().all(|code| known.contains(code)));
        let missing: Vec<&&str> = REFUSALS.iter().filter(|code| !codes.contains_key(**code)).collect();
        assert!(missing.is_empty(), "never refused with {missing:?}");
    }
}

const EVENTS: [&str; 26] = [
    "hub.inventory_opened",
    "hub.inventory_counted",
    "hub.inventory_stated",
    "hub.visit_expected",
    "hub.visit_listed",
    "hub.visit_moored",
    "hub.visit_arrived",
    "hub.visit_formed",
    "hub.visit_worked",
    "hub.visit_completed",
    "hub.visit_departed",
    "hub.visit_cancelled",
    "hub.placement_offered",
    "hub.placement_accepted",
    "hub.placement_refused",
    "hub.placement_withdrawn",
    "hub.placement_placed",
    "hub.placement_worked",
    "hub.placement_released",
    "hub.job_planned",
    "hub.job_assigned",
    "hub.job_started",
    "hub.job_done",
    "hub.job_aborted",
    "hub.hold_set",
    "hub.hold_lifted",
];

const REFUSALS: [&str; 30] = [
    "hub.unit_not_here",
    "hub.listed_twice",
    "hub.no_such_spot",
    "hub.spot_taken",
    "hub.spot_reserved",
    "hub.not_supported",
    "hub.buried",
    "hub.no_plug",
    "hub.dangerous_refused",
    "hub.wrong_purpose",
    "hub.wagon_not_on_track",
    "hub.mass_unknown",
    "hub.pair_too_uneven",
    "hub.pair_two_destinations",
    "hub.visit_not_found",
    "hub.visit_wrong_stage",
    "hub.wrong_vehicle",
    "hub.jobs_open",
    "hub.still_placed",
    "hub.wrong_gauge",
    "hub.berth_taken",
    "hub.berth_too_shallow",
    "hub.not_asked",
    "hub.placed_elsewhere",
    "hub.unit_has_job",
    "hub.not_movable",
    "hub.job_ended",
    "hub.out_of_reach",
    "hub.held",
    "hub.not_your_hold",
];
