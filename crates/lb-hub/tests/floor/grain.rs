//! Drawn worlds of a silo: every command is answered as the twin's ledger says, and every kilogram is found again.

use std::collections::{BTreeMap, BTreeSet};

use lb_base::{Mass, Ppm, Reliability, UnitId};
use lb_hub::article::{BoxLength, Fill};
use lb_hub::audit::audit;
use lb_hub::consist::{ListedPlace, Listing};
use lb_hub::grain::*;
use lb_hub::hold::{HoldCommand, HoldKind};
use lb_hub::inventory::{Counted, Facts, InventoryCommand};
use lb_hub::placement::{PlacementCommand, Proposal};
use lb_hub::spot::{Slot, Spot};
use lb_hub::visit::{Announcement, Vehicle, VisitCommand};
use lb_hub::{Command, HoldId, HubEvent, LotId, Refusal};

use crate::driver::{Random, number};
use crate::fixtures::*;
use crate::grain_twin::{Twin, real};

const STEPS: usize = 1_000;
const WORLDS: u64 = 60;
const HUB: &str = "LYG-HUB";

struct Driver {
    random: Random,
    hub: Hub,
    twin: Twin,
    now: i32,
    made: u64,
}

fn cell(name: &str) -> lb_network::layout::CellId {
    name.parse().unwrap()
}

impl Driver {
    fn new(seed: u64) -> Self {
        let mut driver =
            Self { random: Random(seed), hub: Hub::new(), twin: Twin::default(), now: 100, made: 10 };
        driver.open();
        driver
    }

    fn must(&mut self, command: Command) {
        self.hub.ask(HUB, self.now, &command).unwrap_or_else(|refusal| panic!("{refusal}: {command:?}"));
    }

    /// A ship and a truck that are here, grain wagons on a track, boxes on the ground, one of them under another.
    fn open(&mut self) {
        let ship = Vehicle::Vessel {
            length: lb_base::Length::from_metres(120),
            draught: lb_base::Length::from_metres(8),
        };
        for (id, vehicle) in [(1, ship), (2, Vehicle::Truck), (3, Vehicle::Train { gauge: 1_435 })] {
            let announcement = Announcement { vehicle, ..train(id, 1_435, 0) };
            self.must(Command::Visit(VisitCommand::Expect { announcement }));
        }
        let wagons = ["HOPPER", "HOPPER", "CN2"].iter().zip(50..);
        let lines =
            wagons.map(|(kind, at)| Listing { article: platform(at, kind), place: ListedPlace::Consist });
        let listings = lines.collect();
        self.must(Command::Visit(VisitCommand::List { visit: visit(3), from: 0, listings }));
        for id in 1..=3 {
            let arrive = VisitCommand::Arrive { visit: visit(id), at: at(50), found: None };
            self.must(Command::Visit(arrive));
        }
        let proposal = Proposal {
            id: placement(1),
            visit: visit(3),
            wagons: Vec::new(),
            track: "T1".parse().unwrap(),
            from: planned(100),
            until: planned(1_000),
            units: 0,
            to: HUB.parse().unwrap(),
            expires: at(500),
        };
        self.must(Command::Placement(PlacementCommand::Offer { proposal }));
        self.must(Command::Placement(PlacementCommand::Accept { placement: placement(1) }));
        self.must(Command::Placement(PlacementCommand::Place { placement: placement(1), at: at(100) }));
        for wagon in [50, 51] {
            self.twin.units.insert(unit(wagon), (Fill::Empty, 0, 60_000));
        }
        for at in 0..7_u16 {
            let mut article = container(u64::from(at), BoxLength::Twenty, 24);
            article.goods = match at % 3 {
                0 => Some("1001".parse().unwrap()),
                1 => Some("1001.99".parse().unwrap()),
                _ => None,
            };
            // The last stands on the first.
            let (bay, row, tier) =
                if at == 6 { (1, 1, 2) } else { (1 + at % 3 * 2, 1 + u8::try_from(at / 3).unwrap(), 1) };
            if at > 0 {
                self.twin.units.insert(article.id, (Fill::Laden, 0, 36_000));
                let goods = article.goods.map(|goods| goods.as_str().to_owned());
                goods.into_iter().for_each(|goods| drop(self.twin.goods.insert(article.id, goods)));
            }
            let spot = Spot::Yard(Slot { block: "A".parse().unwrap(), bay, row, tier });
            self.must(Command::Inventory(InventoryCommand::Open { units: vec![Counted { article, spot }] }));
        }
    }

    fn fresh(&mut self) -> u64 {
        self.made += 1;
        self.made
    }

    fn lot(&mut self) -> LotId {
        let lots: Vec<LotId> = self.twin.lots.keys().copied().collect();
        let recent = lots.len().saturating_sub(12);
        if self.random.chance(2) {
            lot(9_999_999)
        } else {
            self.random.pick(&lots[recent..]).unwrap_or(lot(0))
        }
    }

    fn cell(&mut self) -> lb_network::layout::CellId {
        let names = if self.random.chance(2) { ["G9"; 4] } else { ["G1", "G2", "G3", "G4"] };
        cell(names[self.random.below(4)])
    }

    /// Some grain that lies there, mostly: all of it, a part, or too much.
    fn handling(&mut self) -> Handling {
        let there: Vec<(LotId, String)> = ["G1", "G2", "G3", "G4"]
            .into_iter()
            .flat_map(|cell| self.twin.in_cell(cell).into_iter().map(move |lot| (lot, cell.to_owned())))
            .collect();
        let (lot, name) = match self.random.pick(&there) {
            Some(there) if self.random.chance(95) => there,
            Some(_) | None => (self.lot(), "G1".to_owned()),
        };
        let kg = self.twin.of(lot, &name);
        let mass = match self.random.below(10) {
            0 => kg + 1,
            1 => 0,
            2..=5 => kg,
            _ => i64::try_from(self.random.below(usize::try_from(kg.max(0)).unwrap() + 1)).unwrap(),
        };
        Handling { lot, cell: cell(&name), mass: Mass::from_kg(mass), at: at(self.now) }
    }

    fn carrier(&mut self) -> Carrier {
        if self.random.chance(40) {
            let hold = "2".to_owned();
            return Carrier::Visit { visit: visit(1 + self.random.next() % 2), hold };
        }
        let units = [50, 51, 52, 99, 0, 1, 2, 3, 4, 5, 6];
        Carrier::Unit(unit(units[self.random.below(units.len())]))
    }

    fn declaration(&mut self) -> Declaration {
        let id = self.fresh();
        let commodities =
            ["1001.99", "1001.99", "1001.99", "1001.19", "1002.90", "1005.90", "8703.23", "1001"];
        let moisture = 1_000 + u16::try_from(self.random.below(900)).unwrap();
        Declaration {
            id: lot(id),
            number: format!("W-{}", if self.random.chance(5) { id / 2 } else { id }),
            owner: if self.random.chance(85) { "ACME" } else { "OTHER" }.parse().unwrap(),
            commodity: commodities[self.random.below(8)].parse().unwrap(),
            origin: "Kostanay".to_owned(),
            crop_year: Some(2026),
            declared: Some(Mass::from_tonnes(30)),
            quality: Quality {
                moisture_bp: self.random.chance(90).then_some(moisture),
                ..Quality::default()
            },
            certificates: Vec::new(),
        }
    }

    fn blend(&mut self) -> Blend {
        let mut parts = Vec::new();
        for _ in 0..=self.random.below(4) {
            let Handling { lot, cell, mass, .. } = self.handling();
            parts.push(Part { lot, cell, mass });
        }
        let id = self.fresh();
        let into = if self.random.chance(60) { parts[0].cell.clone() } else { self.cell() };
        Blend { id: lot(id), number: format!("B-{id}"), parts, cell: into, at: at(self.now) }
    }

    fn command(&mut self) -> GrainCommand {
        let now = at(self.now);
        match self.random.below(100) {
            0..=6 => GrainCommand::Declare { declaration: self.declaration() },
            7..=36 => {
                let (lot, cell, from) = (self.lot(), self.cell(), self.carrier());
                let mass = Mass::from_kg(i64::try_from(self.random.below(37_000)).unwrap());
                let handling = Handling { lot, cell, mass, at: now };
                GrainCommand::Receive { handling, from, leaves: self.random.pick(&Fill::ALL).unwrap() }
            }
            37..=46 => GrainCommand::Move { handling: self.handling(), to: self.cell() },
            47..=58 => GrainCommand::Blend(self.blend()),
            59..=72 => GrainCommand::Issue { handling: self.handling(), to: self.carrier() },
            73..=77 => {
                let loss = self.random.pick(&Loss::ALL).unwrap();
                GrainCommand::Lose { handling: self.handling(), loss, reason: "seen".to_owned() }
            }
            78..=82 => {
                let cell = self.cell();
                let level = self.twin.level(cell.as_str());
                let off = i64::try_from(self.random.below(2_001)).unwrap() - 1_000;
                let (loss, how) = (Loss::Scale, "laser".to_owned());
                GrainCommand::Count { cell, found: Mass::from_kg((level + off).max(-1)), loss, how, at: now }
            }
            83..=85 => {
                let Handling { lot, cell, .. } = self.handling();
                let to_bp = 900 + u16::try_from(self.random.below(600)).unwrap();
                GrainCommand::Dry { lot, cell, to_bp, at: now }
            }
            86..=92 => self.hold(),
            93..=96 => self.note(),
            _ => GrainCommand::Close { lot: self.lot(), at: now },
        }
    }

    fn hold(&mut self) -> GrainCommand {
        let reason = "sample".to_owned();
        let held: Vec<(LotId, HoldId)> = self
            .twin
            .lots
            .iter()
            .flat_map(|(lot, state)| state.holds.keys().map(|hold| (*lot, *hold)))
            .collect();
        if self.random.chance(70)
            && let Some((lot, hold)) = self.random.pick(&held)
        {
            return GrainCommand::Lift { lot, hold, reason };
        }
        let kind = if self.random.chance(60) { HoldKind::Quarantine } else { HoldKind::Payment };
        let (lot, id) = (self.handling().lot, self.fresh());
        GrainCommand::Hold { lot, hold: hold(id), kind, reason }
    }

    fn note(&mut self) -> GrainCommand {
        let (lot, now, id) = (self.lot(), at(self.now), self.made / 3);
        let sample = format!("S{}", if self.random.chance(60) { 0 } else { id });
        match self.random.below(5) {
            0 => GrainCommand::Sample { lot, sample, at: now },
            1 => {
                let quality = Quality { moisture_bp: Some(1_200), ..Quality::default() };
                // Mostly what waits for its verdict.
                let waits = |lot: LotId| {
                    let samples = &self.hub.floor.grain().lot(lot)?.samples;
                    let waiting = samples.iter().find(|sample| sample.verdict.is_none())?;
                    Some((lot, waiting.number.clone()))
                };
                let waiting: Vec<_> =
                    self.twin.lots.keys().rev().filter_map(|lot| waits(*lot)).take(12).collect();
                let wished = self.random.pick(&waiting).filter(|_| self.random.chance(80));
                let (lot, sample) = wished.unwrap_or((lot, sample));
                let verdict = Verdict { laboratory: "Lab".to_owned(), quality, at: now };
                GrainCommand::Analyse { lot, sample, verdict }
            }
            2 => {
                let tare = Mass::from_tonnes(15);
                let reading = Reading::Weighbridge { gross: Mass::from_tonnes(40), tare };
                GrainCommand::Weigh { lot, leg: Leg::In, reading, noted: Noted::default(), at: now }
            }
            3 => {
                let certificate = Certificate { kind: CertificateKind::Quality, number: sample };
                GrainCommand::Certify { lot, certificate }
            }
            _ => {
                let (of, goods) = (NormOf::Loss(Loss::Dust), "1001".to_owned());
                let limit = Ppm::new(u32::try_from(self.random.below(3)).unwrap()).unwrap();
                let (source, reliability) = ("contract".to_owned(), Reliability::Seen);
                GrainCommand::Tolerate { norm: Norm { of, goods, limit, source, reliability } }
            }
        }
    }

    /// A box is filled again, or customs stop one, outside of the silo.
    fn meanwhile(&mut self) {
        let one: UnitId = unit(1 + self.random.next() % 5);
        if self.random.chance(70) && self.twin.units[&one].1 == 0 {
            let facts = Facts { fill: Some(Fill::Laden), ..Facts::default() };
            let state = InventoryCommand::State { unit: one, facts, at: at(self.now) };
            self.must(Command::Inventory(state));
            self.twin.units.get_mut(&one).unwrap().0 = Fill::Laden;
        } else if self.twin.held_units.is_empty() {
            let (kind, reason) = (HoldKind::Customs, "papers".to_owned());
            self.must(Command::Hold(HoldCommand::Set { hold: hold(1), unit: one, kind, reason }));
            self.twin.held_units.insert(one);
        }
    }

    fn step(&mut self) -> Result<Vec<&'static str>, Refusal> {
        self.now += i32::try_from(self.random.below(4)).unwrap();
        if self.random.chance(4) {
            self.meanwhile();
        }
        let command = self.command();
        let expected = self.twin.expects(&command);
        let before = (self.hub.floor.clone(), self.hub.journal.len());
        let outcome = self.hub.ask(HUB, self.now, &Command::Grain(command.clone()));
        if let Some(expected) = expected {
            assert_eq!(outcome.is_ok(), expected, "the twin says otherwise of {command:?}: {outcome:?}");
        }
        let new: Vec<HubEvent> = self.hub.journal[before.1..].to_vec();
        new.iter().for_each(|event| self.twin.hear(event));
        match outcome {
            Ok(_) => {
                audit(&self.hub.floor).unwrap_or_else(|found| panic!("{found} after {command:?}"));
                let layout = self.hub.layouts.hubs.values().next().unwrap();
                lb_hub::grain::audit::audit(self.hub.floor.grain(), layout)
                    .unwrap_or_else(|found| panic!("{found} after {command:?}"));
                self.agree();
                Ok(new.iter().map(HubEvent::kind).collect())
            }
            Err(refusal) => {
                assert_eq!(self.hub.floor, before.0, "a refusal changes nothing");
                Err(refusal)
            }
        }
    }

    /// Every kilogram of the ledger stands in the books, under the same name, and no other.
    fn agree(&self) {
        let (grain, twin) = (self.hub.floor.grain(), &self.twin);
        let books = |account: &Account| {
            let mut all = BTreeMap::from([
                ("received".to_owned(), account.received.as_kg()),
                ("moved_in".to_owned(), account.moved_in.as_kg()),
                ("blended_in".to_owned(), account.blended_in.as_kg()),
                ("issued".to_owned(), -account.issued.as_kg()),
                ("moved_out".to_owned(), -account.moved_out.as_kg()),
                ("blended_out".to_owned(), -account.blended_out.as_kg()),
            ]);
            all.extend(account.lost.iter().map(|(loss, mass)| (loss.word().to_owned(), -mass.as_kg())));
            all
        };
        for (name, capacity, _) in crate::grain_twin::CELLS {
            let Some(contents) = grain.cell(&cell(name)) else { continue };
            assert_eq!(contents.level().as_kg(), twin.level(name), "{name}");
            assert!(twin.level(name) <= capacity);
            for (why, kg) in books(&contents.account) {
                assert_eq!(kg, twin.because(&why, None, Some(name)), "{name}: {why}");
            }
            let lots: BTreeSet<LotId> = contents.lots().into_iter().collect();
            assert_eq!(lots, twin.in_cell(name).into_iter().collect(), "{name}");
        }
    }

    /// What a blend is from comes out as exact shares say, to within a kilogram for each blend on the way.
    fn origins_agree(&self) {
        for (lot, state) in &self.twin.lots {
            let inside = self.hub.floor.grain().inside(*lot);
            for (origin, mass) in self.hub.floor.grain().origins(*lot, inside) {
                let exact = state.from[&origin] * real(inside.as_kg());
                let blends = real(i64::try_from(self.twin.lots.len()).unwrap());
                assert!(
                    (real(mass.as_kg()) - exact).abs() <= blends,
                    "{lot}: {mass} of {origin}, not {exact}"
                );
            }
        }
    }
}

#[test]
fn silos_agree_with_the_ledger() {
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
            driver.origins_agree();
            assert_eq!(driver.hub.replayed(), driver.hub.floor, "replayed from its events");
            crate::charges::agree(&driver.hub);
        }));
        assert!(drawn.is_ok(), "replay with LANDBRIDGE_SEED={seed}");
    }
    println!("events: {kinds:?}\nrefusals: {codes:?}");
    if one.is_none() {
        let rare: Vec<&&str> =
            EVENTS.iter().filter(|kind| kinds.get(**kind).is_none_or(|count| *count < 20)).collect();
        assert!(rare.is_empty(), "fewer than 20 of {rare:?}");
        let missing: Vec<&&str> = REFUSALS.iter().filter(|code| !codes.contains_key(**code)).collect();
        assert!(missing.is_empty(), "never refused with {missing:?}");
    }
}

const EVENTS: [&str; 16] = [
    "hub.grain_declared",
    "hub.grain_certified",
    "hub.grain_weighed",
    "hub.grain_sampled",
    "hub.grain_analysed",
    "hub.grain_received",
    "hub.grain_moved",
    "hub.grain_blended",
    "hub.grain_issued",
    "hub.grain_dried",
    "hub.grain_lost",
    "hub.grain_counted",
    "hub.grain_held",
    "hub.grain_lifted",
    "hub.grain_tolerated",
    "hub.grain_closed",
];

const REFUSALS: [&str; 26] = [
    "hub.no_such_cell",
    "hub.not_grain",
    "hub.lot_not_found",
    "hub.lot_closed",
    "hub.lot_not_empty",
    "hub.lot_held",
    "hub.lots_differ",
    "hub.lot_elsewhere",
    "hub.moisture_unknown",
    "hub.sample_unknown",
    "hub.not_in_cell",
    "hub.cell_refuses",
    "hub.cell_mixed",
    "hub.cell_full",
    "hub.cell_empty",
    "hub.not_grain_carrier",
    "hub.carrier_empty",
    "hub.carrier_laden",
    "hub.goods_differ",
    "hub.wagon_overloaded",
    "hub.buried",
    "hub.held",
    "hub.bad_number",
    "hub.unit_not_here",
    "hub.listed_twice",
    "hub.lot_exists",
];
