//! The gate in drawn worlds: every command is answered as a twin says that knows only lists, and no window is ever oversold.

use std::collections::BTreeMap;

use jiff::Timestamp;
use lb_base::{Mass, UnitId};
use lb_hub::article::BoxLength;
use lb_hub::audit::audit;
use lb_hub::gate::*;
use lb_hub::hold::{HoldCommand, HoldKind};
use lb_hub::inventory::{Counted, InventoryCommand};
use lb_hub::job::JobCommand;
use lb_hub::measure::{MeasureKind, measures};
use lb_hub::spot::{Slot, Spot};
use lb_hub::visit::VisitCommand;
use lb_hub::{AppointmentId, Command, HubEvent, Refusal, VisitId};

use crate::driver::Random;
use crate::fixtures::*;

const HUB: &str = "LYG-HUB";
const STEPS: usize = 600;
const WORLDS: u64 = 60;
/// The first window begins here: `at(0)` is 20 minutes past.
const FIRST: i32 = 40;

fn window(number: i32, minutes: i32) -> Timestamp {
    at(FIRST + number * minutes)
}

fn wish(from: Timestamp, plate: &str) -> Wish {
    Wish {
        gate: "G1".parse().unwrap(),
        from,
        plate: plate.parse().unwrap(),
        trailer: None,
        brings: Vec::new(),
        collects: Vec::new(),
        organisation: "FWD-A".parse().unwrap(),
        reference: String::new(),
    }
}

/// What the twin knows of an appointment.
#[derive(Clone)]
struct Known {
    from: i32,
    until: i32,
    plate: usize,
    organisation: usize,
    /// `booked`, `arrived`, `done`, `cancelled`, `missed`, `refused`.
    state: &'static str,
}

/// What the twin knows of a truck.
#[derive(Clone)]
struct Seen {
    plate: usize,
    appointment: Option<AppointmentId>,
    is_inside: bool,
    since: i32,
    arrived: i32,
    entered: Option<i32>,
    /// Whether each check of a way came out well; the latest counts.
    checks: BTreeMap<(Way, CheckKind), Verdict>,
}

struct Driver {
    random: Random,
    hub: Hub,
    now: i32,
    made: u64,
    rules: GateRules,
    appointments: BTreeMap<AppointmentId, Known>,
    trucks: BTreeMap<VisitId, Seen>,
    /// Trucks that have gone: when they came, went in and left.
    gone: BTreeMap<AppointmentId, (i32, Option<i32>, i32)>,
}

const PLATES: [&str; 6] = ["1A", "2B", "3C", "4D", "5E", "6F"];
const ORGANISATIONS: [&str; 2] = ["FWD-A", "FWD-B"];

impl Driver {
    fn new(seed: u64) -> Self {
        let (hub, rules) = (Hub::new(), GateRules::default());
        let (appointments, trucks, gone) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Self { random: Random(seed), hub, now: 0, made: 0, rules, appointments, trucks, gone }
    }

    fn fresh(&mut self) -> u64 {
        self.made += 1;
        self.made
    }

    fn places(&self) -> usize {
        usize::from(self.rules.trucks_per_lane_hour) * usize::from(self.rules.window_minutes) / 60
    }

    /// Asks, and compares with what the twin expects.
    fn ask(&mut self, command: GateCommand, expected: bool, seed: u64) -> bool {
        let answer = self.hub.ask(HUB, self.now, &Command::Gate(command.clone()));
        assert_eq!(answer.is_ok(), expected, "seed {seed}, minute {}: {command:?}: {answer:?}", self.now);
        expected
    }

    /// Whether a wish can be met: a window begins there, is not over or far ahead, has a place, and the truck no other.
    fn can_book(&self, (from, plate, organisation): (i32, usize, usize), but: Option<AppointmentId>) -> bool {
        let length = i32::from(self.rules.window_minutes);
        let until = from + length;
        let begins = (from - FIRST).rem_euclid(length) == 0;
        let meets = |known: &Known| known.from < until && from < known.until;
        let others = || self.appointments.iter().filter(|(id, _)| Some(**id) != but).map(|(_, known)| known);
        let twice = others().any(|known| {
            meets(known)
                && known.state == "booked"
                && (known.plate, known.organisation) == (plate, organisation)
        });
        let taken =
            others().filter(|known| meets(known) && !matches!(known.state, "cancelled" | "missed")).count();
        begins && until > self.now && from - self.now <= 30 * 1_440 && !twice && taken < self.places()
    }

    fn wished(&mut self) -> ((i32, usize, usize), Wish) {
        let length = i32::from(self.rules.window_minutes);
        let near = (self.now - FIRST).div_euclid(length);
        let number = near - 1 + i32::try_from(self.random.below(4)).unwrap();
        let off = if self.random.chance(4) { 7 } else { 0 };
        let from =
            if self.random.chance(2) { 31 * 1_440 + FIRST + self.now } else { FIRST + number * length + off };
        let (plate, organisation) = (self.random.below(PLATES.len()), self.random.below(2));
        let wished = Wish {
            organisation: ORGANISATIONS[organisation].parse().unwrap(),
            ..wish(at(from), PLATES[plate])
        };
        ((from, plate, organisation), wished)
    }

    fn appointment(&mut self) -> AppointmentId {
        let recent: Vec<AppointmentId> = self.appointments.keys().rev().take(8).copied().collect();
        if self.random.chance(3) {
            appointment(9_999_999)
        } else {
            self.random.pick(&recent).unwrap_or(appointment(0))
        }
    }

    fn truck(&mut self) -> VisitId {
        let trucks: Vec<VisitId> = self.trucks.keys().copied().collect();
        if self.random.chance(3) { visit(9_999_999) } else { self.random.pick(&trucks).unwrap_or(visit(0)) }
    }

    fn step(&mut self, seed: u64) {
        self.now += i32::try_from(self.random.below(6)).unwrap();
        match self.random.below(20) {
            0..=5 => self.book(seed),
            6 => self.amend(seed),
            7 => {
                let id = self.appointment();
                let state = self.appointments.get(&id).map(|known| known.state);
                let can = matches!(state, Some("booked" | "cancelled"));
                let cancel = GateCommand::Cancel { appointment: id, reason: "no truck".to_owned() };
                if self.ask(cancel, can, seed) {
                    self.appointments.get_mut(&id).unwrap().state = "cancelled";
                }
            }
            8 => self.expire(seed),
            9..=11 => self.arrive(seed),
            12..=15 => self.check(seed),
            16 | 17 => self.pass(seed),
            18 => self.refuse(seed),
            _ => self.rule(seed),
        }
    }

    fn book(&mut self, seed: u64) {
        let (wished, wish) = self.wished();
        let id = appointment(self.fresh());
        let can = self.can_book(wished, None);
        if self.ask(GateCommand::Book { appointment: id, wish }, can, seed) {
            let (from, plate, organisation) = wished;
            let until = from + i32::from(self.rules.window_minutes);
            self.appointments.insert(id, Known { from, until, plate, organisation, state: "booked" });
        }
    }

    fn amend(&mut self, seed: u64) {
        let ((from, plate, organisation), wish) = self.wished();
        let id = self.appointment();
        let before = self.appointments.get(&id).cloned();
        let same = before.as_ref().is_some_and(|known| {
            (known.from, known.plate, known.organisation) == (from, plate, organisation)
        });
        let can = before.is_some_and(|known| known.state == "booked")
            && (same || self.can_book((from, plate, organisation), Some(id)));
        if self.ask(GateCommand::Amend { appointment: id, wish }, can, seed) && !same {
            let until = from + i32::from(self.rules.window_minutes);
            self.appointments.insert(id, Known { from, until, plate, organisation, state: "booked" });
        }
    }

    fn expire(&mut self, seed: u64) {
        self.ask(GateCommand::Expire, true, seed);
        let grace = i32::from(self.rules.grace_minutes);
        for known in self.appointments.values_mut() {
            if known.state == "booked" && known.until + grace < self.now {
                known.state = "missed";
            }
        }
    }

    fn arrive(&mut self, seed: u64) {
        let plate = self.random.below(PLATES.len());
        let named = self.random.chance(30).then(|| self.appointment());
        let (early, grace) = (i32::from(self.rules.early_minutes), i32::from(self.rules.grace_minutes));
        let now = self.now;
        let in_time = |known: &Known| known.from - early <= now && now <= known.until + grace;
        let is_here = self.trucks.values().any(|truck| truck.plate == plate);
        let found = match named {
            Some(id) => self.appointments.get(&id).map(|known| (id, known)),
            None => {
                let fit = self
                    .appointments
                    .iter()
                    .filter(|(_, known)| known.plate == plate && known.state == "booked" && in_time(known));
                fit.min_by_key(|(id, known)| ((known.from - now).abs(), **id)).map(|(id, known)| (*id, known))
            }
        };
        let fits =
            found.is_some_and(|(_, known)| known.plate == plate && known.state == "booked" && in_time(known));
        let can = !is_here && (fits || named.is_none());
        let appointment = found.map(|(id, _)| id);
        let id = visit(self.fresh());
        let arrival = Arrival {
            visit: id,
            gate: "G1".parse().unwrap(),
            plate: PLATES[plate].parse().unwrap(),
            trailer: None,
            appointment: named,
            brings: None,
            collects: None,
            at: at(now),
        };
        if self.ask(GateCommand::Arrive(arrival), can, seed) {
            if let Some(known) = appointment.and_then(|id| self.appointments.get_mut(&id)) {
                known.state = "arrived";
            }
            let checks = BTreeMap::new();
            let (is_inside, entered) = (false, None);
            let seen = Seen { plate, appointment, is_inside, since: now, arrived: now, entered, checks };
            self.trucks.insert(id, seen);
        }
    }

    fn check(&mut self, seed: u64) {
        let id = self.truck();
        let way = self.random.pick(&Way::ALL).unwrap();
        let kind = self.random.pick(&CheckKind::ALL).unwrap();
        let verdict =
            self.random.pick(&[Verdict::Passed, Verdict::Passed, Verdict::Failed, Verdict::Accepted]);
        let verdict = verdict.unwrap();
        let note = if self.random.chance(80) { "seen" } else { "" }.to_owned();
        let seen = self.trucks.get(&id);
        // These trucks carry nothing: what is checked box by box has no box.
        let can = seen.is_some_and(|seen| seen.is_inside == (way == Way::Out))
            && !kind.is_of_units()
            && (verdict == Verdict::Passed || !note.is_empty());
        let (unit, seals, at) = (None, None, at(self.now));
        let mass = (kind == CheckKind::Weight && self.random.chance(70)).then(|| Mass::from_tonnes(31));
        let check = CheckWish { way, kind, unit, verdict, note, seals, mass, at };
        if self.ask(GateCommand::Check { visit: id, check }, can, seed) {
            self.trucks.get_mut(&id).unwrap().checks.insert((way, kind), verdict);
        }
    }

    /// Whether nothing failed on a way and all that is asked of the truck was looked at.
    fn is_checked(&self, seen: &Seen, way: Way) -> bool {
        let failed = seen.checks.iter().any(|((of, _), verdict)| *of == way && *verdict == Verdict::Failed);
        let asked = self.rules.required.iter().filter(|(of, kind)| *of == way && !kind.is_of_units());
        !failed && asked.into_iter().all(|required| seen.checks.contains_key(required))
    }

    fn pass(&mut self, seed: u64) {
        let id = self.truck();
        let lane = u8::try_from(self.random.below(12)).unwrap().min(2);
        let lane = if lane == 2 { 1 } else { lane };
        let seen = self.trucks.get(&id).cloned();
        let is_inside = self.random.chance(50);
        let way = if is_inside { Way::Out } else { Way::In };
        let can = lane == 1
            && seen.as_ref().is_some_and(|seen| {
                seen.is_inside == is_inside && self.is_checked(seen, way) && seen.since <= self.now
            });
        let at = at(self.now);
        let command = match way {
            Way::In => GateCommand::Enter { visit: id, lane, at },
            Way::Out => GateCommand::Leave { visit: id, lane, at },
        };
        // Anywhere else it neither arrives nor leaves.
        if seen.is_some() {
            let around =
                [VisitCommand::Depart { visit: id, at }, VisitCommand::Arrive { visit: id, at, found: None }];
            for command in around {
                let answer = self.hub.ask(HUB, self.now, &Command::Visit(command));
                assert_eq!(answer.unwrap_err().code(), "hub.at_gate", "seed {seed}");
            }
        }
        if !self.ask(command, can, seed) {
            return;
        }
        if is_inside {
            let seen = self.trucks.remove(&id).unwrap();
            self.has_gone(&seen);
            if let Some(known) = seen.appointment.and_then(|id| self.appointments.get_mut(&id)) {
                known.state = "done";
            }
        } else {
            let seen = self.trucks.get_mut(&id).unwrap();
            (seen.is_inside, seen.since, seen.entered) = (true, self.now, Some(self.now));
        }
    }

    fn refuse(&mut self, seed: u64) {
        let id = self.truck();
        let can = self.trucks.get(&id).is_some_and(|seen| !seen.is_inside);
        let refuse = GateCommand::Refuse { visit: id, reason: "no papers".to_owned(), at: at(self.now) };
        if self.ask(refuse, can, seed) {
            let seen = self.trucks.remove(&id).unwrap();
            self.has_gone(&seen);
            if let Some(known) = seen.appointment.and_then(|id| self.appointments.get_mut(&id)) {
                known.state = "refused";
            }
        }
    }

    fn has_gone(&mut self, seen: &Seen) {
        if let Some(appointment) = seen.appointment {
            self.gone.insert(appointment, (seen.arrived, seen.entered, self.now));
        }
    }

    /// When the truck of an appointment passed, as the twin knows it.
    fn passage(&self, id: AppointmentId) -> Option<Passage> {
        let here = self.trucks.values().find(|seen| seen.appointment == Some(id));
        let here = here.map(|seen| (seen.arrived, seen.entered, None));
        let gone = self.gone.get(&id).map(|(arrived, entered, left)| (*arrived, *entered, Some(*left)));
        let (arrived, entered, left) = here.or(gone)?;
        Some(Passage { arrived: at(arrived), entered: entered.map(at), left: left.map(at) })
    }

    fn rule(&mut self, seed: u64) {
        let window_minutes = self.random.pick(&[15, 30, 60, 20]).unwrap();
        let rules = GateRules {
            window_minutes,
            trucks_per_lane_hour: self.random.pick(&[4, 8]).unwrap(),
            early_minutes: 10,
            grace_minutes: 15,
            required: [(Way::In, CheckKind::Papers), (Way::Out, CheckKind::Weight)].into(),
        };
        let can = WINDOW_MINUTES.contains(&window_minutes);
        if self.ask(GateCommand::Rule { rules: rules.clone() }, can, seed) {
            self.rules = rules;
        }
    }

    /// What the book says is what the twin says.
    fn compare(&self, seed: u64) {
        audit(&self.hub.floor).unwrap_or_else(|wrong| panic!("seed {seed}: {wrong}"));
        let book: Vec<(AppointmentId, &str)> =
            self.hub.floor.gate().appointments().map(|one| (one.id, one.state.word())).collect();
        let twin: Vec<(AppointmentId, &str)> =
            self.appointments.iter().map(|(id, known)| (*id, known.state)).collect();
        assert_eq!(book, twin, "seed {seed}");
        for appointment in self.hub.floor.gate().appointments() {
            let passage = self.hub.floor.gate().passage(appointment);
            assert_eq!(passage, self.passage(appointment.id), "seed {seed}: {appointment:?}");
        }
        let trucks: Vec<VisitId> = self.hub.floor.gate().trucks().map(|truck| truck.visit).collect();
        assert!(trucks.iter().eq(self.trucks.keys()), "seed {seed}");
        let here = self.hub.floor.visits().filter(|visit| visit.is_here()).count();
        assert_eq!(here, self.trucks.values().filter(|seen| seen.is_inside).count(), "seed {seed}");
    }
}

fn seeds() -> Vec<u64> {
    let times = std::env::var("LANDBRIDGE_CASES_TIMES").ok().and_then(|text| text.parse().ok()).unwrap_or(1);
    match std::env::var("LANDBRIDGE_SEED").ok().and_then(|text| text.parse().ok()) {
        Some(seed) => vec![seed],
        None => (0..WORLDS * times).collect(),
    }
}

#[test]
fn drawn_trucks_are_answered_as_the_twin_says() {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for seed in seeds() {
        let mut driver = Driver::new(seed);
        for _ in 0..STEPS {
            driver.step(seed);
        }
        driver.compare(seed);
        assert_eq!(driver.hub.replayed(), driver.hub.floor, "seed {seed}");
        crate::charges::agree(&driver.hub);
        for event in &driver.hub.journal {
            *kinds.entry(event.kind()).or_default() += 1;
        }
    }
    let all = [
        "ruled",
        "booked",
        "amended",
        "cancelled",
        "missed",
        "arrived",
        "checked",
        "refused",
        "entered",
        "left",
    ];
    for kind in all {
        assert!(kinds.contains_key(format!("hub.gate_{kind}").as_str()), "no {kind} in {kinds:?}");
    }
}

fn must(hub: &mut Hub, now: i32, command: GateCommand) {
    hub.ask(HUB, now, &Command::Gate(command.clone()))
        .unwrap_or_else(|refusal| panic!("{refusal}: {command:?}"));
}

fn refused(hub: &mut Hub, now: i32, command: GateCommand) -> &'static str {
    hub.ask(HUB, now, &Command::Gate(command)).unwrap_err().code()
}

fn looked(
    (way, kind): (Way, CheckKind),
    unit: Option<UnitId>,
    verdict: Verdict,
    seals: Option<&str>,
) -> GateCommand {
    let seals = seals.map(|seal| vec![seal.to_owned()]);
    let note = if verdict == Verdict::Passed { "" } else { "as told by the driver" }.to_owned();
    let check = CheckWish { way, kind, unit, verdict, note, seals, mass: None, at: at(61) };
    GateCommand::Check { visit: visit(1), check }
}

/// One box off, another on: a wrong seal is told, a hold stops the truck at the way out, the turn is measured.
#[test]
fn a_box_comes_and_another_goes() {
    let mut hub = Hub::new();
    let (off, on) = (container(0, BoxLength::Twenty, 20), container(1, BoxLength::Twenty, 18));
    let spot = Spot::Yard(Slot { block: "A".parse().unwrap(), bay: 1, row: 1, tier: 1 });
    let open = InventoryCommand::Open { units: vec![Counted { article: on.clone(), spot }] };
    hub.ask(HUB, 0, &Command::Inventory(open)).unwrap();
    let wished = Wish {
        brings: vec![off.clone()],
        collects: vec![on.identity.to_string()],
        ..wish(window(1, 30), "苏G-12345")
    };
    must(&mut hub, 0, GateCommand::Book { appointment: appointment(1), wish: wished });
    let arrival = Arrival {
        visit: visit(1),
        gate: "G1".parse().unwrap(),
        plate: "苏G12345".parse().unwrap(),
        trailer: None,
        appointment: None,
        brings: None,
        collects: None,
        at: at(60),
    };
    let early = Arrival { appointment: Some(appointment(1)), at: at(5), ..arrival.clone() };
    assert_eq!(refused(&mut hub, 5, GateCommand::Arrive(early)), "hub.gate_too_early");
    must(&mut hub, 60, GateCommand::Arrive(arrival));
    let truck = hub.floor.gate().truck(visit(1)).unwrap();
    assert_eq!((truck.punctuality, truck.appointment), (Punctuality::Early, Some(appointment(1))));

    let (unit, enter) = (off.id, GateCommand::Enter { visit: visit(1), lane: 1, at: at(75) });
    for kind in [CheckKind::Plate, CheckKind::Papers] {
        must(&mut hub, 62, looked((Way::In, kind), None, Verdict::Passed, None));
    }
    must(&mut hub, 62, looked((Way::In, CheckKind::Damage), Some(unit), Verdict::Passed, None));
    assert_eq!(refused(&mut hub, 75, enter.clone()), "hub.gate_check_missing");
    let seal = |verdict| looked((Way::In, CheckKind::Seals), Some(unit), verdict, Some("S999"));
    assert_eq!(refused(&mut hub, 62, seal(Verdict::Passed)), "hub.gate_seals_differ");
    must(&mut hub, 62, seal(Verdict::Failed));
    assert_eq!(refused(&mut hub, 75, enter.clone()), "hub.gate_check_failed");
    must(&mut hub, 62, seal(Verdict::Accepted));
    must(&mut hub, 75, enter);
    assert_eq!(hub.floor.visit(visit(1)).unwrap().differences.len(), 1, "the seal differs");
    assert_eq!(hub.floor.unit(unit).unwrap().article.seals, ["S999"]);

    let jobs = (1..=4).map(job).collect();
    must(&mut hub, 76, GateCommand::Plan { visit: visit(1), jobs });
    assert_eq!(hub.floor.jobs().count(), 2);
    for id in [1, 2] {
        let finish = JobCommand::Finish { job: job(id), at: at(80), to: None };
        hub.ask(HUB, 80, &Command::Job(finish)).unwrap();
    }
    let leave = GateCommand::Leave { visit: visit(1), lane: 1, at: at(95) };
    let set =
        HoldCommand::Set { hold: hold(1), unit: on.id, kind: HoldKind::Customs, reason: "X-ray".to_owned() };
    hub.ask("CUSTOMS", 85, &Command::Hold(set)).unwrap();
    let out = looked((Way::Out, CheckKind::Plate), None, Verdict::Passed, None);
    must(&mut hub, 90, out);
    let held = hub.ask(HUB, 95, &Command::Gate(leave.clone())).unwrap_err();
    assert!(matches!(&held, Refusal::Held { by, .. } if by.as_str() == "CUSTOMS"), "{held}");
    let lift = HoldCommand::Lift { unit: on.id, hold: hold(1), reason: "clear".to_owned() };
    hub.ask("CUSTOMS", 94, &Command::Hold(lift)).unwrap();
    let mean = |collects: &[&str]| GateCommand::Mean {
        visit: visit(1),
        collects: collects.iter().map(|number| (*number).to_owned()).collect(),
    };
    must(&mut hub, 94, mean(&[]));
    assert_eq!(refused(&mut hub, 95, leave.clone()), "hub.gate_not_meant");
    must(&mut hub, 94, mean(&["TOLU 473478-7", "CBHU6192031"]));
    assert_eq!(refused(&mut hub, 95, leave.clone()), "hub.gate_not_loaded");
    must(&mut hub, 94, mean(&["TOLU 473478-7"]));
    must(&mut hub, 95, leave);
    measured(&hub);
}

fn measured(hub: &Hub) {
    assert!(hub.floor.visit(visit(1)).is_none() && hub.floor.gate().trucks().next().is_none());
    let state = hub.floor.gate().appointment(appointment(1)).unwrap().state;
    assert_eq!(state, AppointmentState::Done);
    let mut floor = lb_hub::Floor::new("TINY".parse().unwrap());
    let mut spans = Vec::new();
    for event in &hub.journal {
        for measure in measures(event, &floor) {
            let minutes = measure.until.duration_since(measure.from).as_mins();
            spans.push((measure.kind, minutes));
        }
        floor.apply(event);
    }
    spans.retain(|(kind, _)| {
        matches!(kind, MeasureKind::GateQueue | MeasureKind::GateTurn | MeasureKind::TruckTurnaround)
    });
    let expected =
        [(MeasureKind::GateQueue, 15), (MeasureKind::GateTurn, 35), (MeasureKind::TruckTurnaround, 20)];
    assert_eq!(spans, expected);
    let gates = hub.journal.iter().filter(|event| matches!(event, HubEvent::Gate(_))).count();
    assert!(gates > 10);
}
