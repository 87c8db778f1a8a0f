//! The driver: random steps carried out by the ledgers and by the model, which must agree after each.

use std::collections::{BTreeMap, BTreeSet};

use lb_base::{BookingId, ConsignmentId, Money, OfferId};
use lb_booking::Refusal;
use lb_booking::amount::{Amounts as Room, Dimension, Room as RunRoom};
use lb_booking::booking::{AmendedLeg, BookingCommand, Cause, HoldRequest, LegRequest, RolledLeg, Shortage};
use lb_booking::consignment::{ConsignmentCommand, Life};
use lb_booking::ledger::{Boarding, CallTimes, Holder, LedgerCommand, LedgerId, PoolId, Standing, Transfer};
use lb_booking::order::Draft;
use lb_booking::plan::{LegNo, PlanLeg, PlanNo};

use crate::draw::{Drawn, Flaw, Hold, LedgerStep, Random, Step, draw};
use crate::fixtures::{at, calls, ledger_id, leg, mass, order, place, quotation};
use crate::model::{
    Acting, Amounts, Booked, FREE, Faults, Leg, Model, POOLS, RUNS, Run, Stage, State, departs,
};
use crate::world::{Outcome, Recorded, World};

/// Steps of one drawn world.
const STEPS: usize = 700;
/// Drawn worlds of one run, before `LANDBRIDGE_CASES_TIMES`.
const WORLDS: u64 = 60;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.trim().parse().unwrap())
}

#[test]
fn ledgers_agree_with_the_model() {
    let one = number("LANDBRIDGE_SEED");
    let times = number("LANDBRIDGE_CASES_TIMES").unwrap_or(1);
    let mut seen: BTreeSet<&'static str> = BTreeSet::new();
    let (mut steps, mut done, mut kinds) = (0, 0, BTreeMap::<&str, usize>::new());
    for seed in one.map_or(0..WORLDS * times, |seed| seed..seed + 1) {
        let mut driver = Driver::new(seed);
        for _ in 0..STEPS {
            driver.step();
        }
        driver.world.assert_replays();
        for recorded in &driver.world.journal {
            *kinds.entry(recorded.kind()).or_default() += 1;
        }
        steps += STEPS;
        done += driver.done;
        seen.extend(driver.seen);
    }
    println!("{steps} steps, {done} done\nrefusals: {seen:?}\nevents: {kinds:?}");
    let rare: Vec<&str> =
        EVENTS.into_iter().filter(|kind| kinds.get(kind).is_none_or(|count| *count < 30)).collect();
    assert!(one.is_some() || rare.is_empty(), "fewer than 30 of {rare:?}");
    assert!(one.is_some() || done * 4 > steps, "only {done} of {steps} steps were done");
    let missing: Vec<&str> = EXPECTED.into_iter().filter(|code| !seen.contains(code)).collect();
    assert!(one.is_some() || missing.is_empty(), "never refused with {missing:?}");
}

/// Codes that the drawn steps must have met.
const EXPECTED: [&str; 30] = [
    "allotment.not_free",
    "allotment.offer_exists",
    "allotment.offer_not_found",
    "allotment.same_pool",
    "booking.allotment_exhausted",
    "booking.already_confirmed",
    "booking.cannot_alight",
    "booking.cannot_board",
    "booking.cut_off_passed",
    "booking.departed",
    "booking.ended",
    "booking.hold_expired",
    "booking.hold_too_short",
    "booking.leg_missing",
    "booking.leg_not_in_plan",
    "booking.no_allotment",
    "booking.no_such_call",
    "booking.not_custodian",
    "booking.not_found",
    "booking.not_later",
    "booking.nothing_wanted",
    "booking.other_live",
    "booking.run_not_found",
    "booking.sale_closed",
    "booking.sold_out",
    "booking.still_waiting",
    "capacity.bad_amount",
    "capacity.exceeds_run",
    "capacity.in_use",
    "plan.broken",
];

/// Events that the drawn steps must have given.
const EVENTS: [&str; 15] = [
    "booking.amended",
    "booking.cancelled",
    "booking.rerouted",
    "booking.rolled",
    "ledger.allotment_accepted",
    "ledger.allotment_declined",
    "ledger.allotment_moved",
    "ledger.amended",
    "ledger.booked",
    "ledger.confirmed",
    "ledger.held",
    "ledger.lapsed",
    "ledger.promoted",
    "ledger.released",
    "ledger.waitlisted",
];

struct Driver {
    seed: u64,
    random: Random,
    world: World,
    model: Model,
    now: i64,
    log: Vec<Drawn>,
    /// Fees of changes by booking, cents.
    fees: BTreeMap<usize, i64>,
    seen: BTreeSet<&'static str>,
    done: usize,
}

fn id(run: usize) -> LedgerId {
    ledger_id(&format!("A{}", run + 1))
}

fn pool(number: usize) -> PoolId {
    match number {
        FREE => PoolId::Free,
        1 => PoolId::Allotted(Holder::Customer("acme".parse().unwrap())),
        2 => PoolId::Allotted(Holder::Site("dry".parse().unwrap())),
        _ => PoolId::Allotted(Holder::Customer("ghost".parse().unwrap())),
    }
}

fn amounts([teu, plugs, kg]: Amounts) -> Room {
    Room::ZERO.with(Dimension::Teu, teu).with(Dimension::Plugs, plugs).with(Dimension::Mass, kg)
}

fn back(amounts: Room) -> Amounts {
    [amounts.get(Dimension::Teu), amounts.get(Dimension::Plugs), amounts.get(Dimension::Mass)]
}

fn run_room([teu, plugs, kg]: Amounts) -> RunRoom {
    let with = |room: RunRoom, dimension: Dimension, value: i64| room.with(dimension, Some(value));
    let room = with(RunRoom::default(), Dimension::Teu, teu);
    with(with(room, Dimension::Plugs, plugs), Dimension::Mass, kg)
}

fn booking_id(number: usize) -> BookingId {
    BookingId::at(u64::try_from(number).unwrap(), [1; 10])
}

fn consignment_id(number: usize) -> ConsignmentId {
    ConsignmentId::at(u64::try_from(number).unwrap(), [2; 10])
}

fn offer_id(number: usize) -> OfferId {
    OfferId::at(u64::try_from(number).unwrap(), [3; 10])
}

fn plan(legs: &[Leg], units: u32) -> Vec<PlanLeg> {
    let name = |leg: &Leg| format!("A{}", leg.run + 1);
    legs.iter().map(|drawn| leg(drawn.no, (&name(drawn), drawn.from, drawn.to), units)).collect()
}

fn requests(legs: &[Leg]) -> Vec<LegRequest> {
    let request =
        |leg: &Leg| LegRequest { leg: LegNo(leg.no), pool: pool(leg.pool), amounts: amounts(leg.amounts) };
    legs.iter().map(request).collect()
}

/// The calls of a run with cut-offs so many seconds later.
fn later_cut_offs(run: usize, later: i64) -> Vec<CallTimes> {
    let mut calls = calls(&id(run));
    for call in &mut calls {
        if let Boarding::Until(cut_off) = &mut call.boarding {
            *cut_off = lb_base::Minute::new(cut_off.get() + i32::try_from(later / 60).unwrap());
        }
    }
    calls
}

/// What the model says: a fee in cents, or the codes that the refusal may have.
type Verdict = Result<i64, Faults>;

fn verdict(faults: Faults) -> Verdict {
    if faults.is_empty() { Ok(0) } else { Err(faults) }
}

impl Driver {
    fn new(seed: u64) -> Self {
        let mut world = World::new(at(0));
        let mut model = Model::default();
        let mut random = Random(seed);
        for run in 0..RUNS {
            let room = [1_000 * random.between(8, 14), random.between(1, 4), 1_000 * random.between(60, 100)];
            let (id, calls) = (id(run), calls(&id(run)));
            world.ledger(&id, &LedgerCommand::Open { id: id.clone(), calls, room: run_room(room) }).unwrap();
            model.runs.push(Run { room, ..Run::default() });
        }
        let (log, seen, fees) = (Vec::new(), BTreeSet::new(), BTreeMap::new());
        Self { seed, random, world, model, now: 0, log, fees, seen, done: 0 }
    }

    fn fail(&self, what: &str) -> ! {
        let seed = self.seed;
        let last: Vec<String> =
            self.log.iter().rev().take(6).rev().map(|drawn| format!("{drawn:?}")).collect();
        panic!(
            "step {} at {}: {what}\nlast steps:\n{}\nreplay: LANDBRIDGE_SEED={seed} cargo test -p lb-booking --profile fast \
             --test booking",
            self.log.len(),
            self.now,
            last.join("\n")
        );
    }

    fn step(&mut self) {
        let drawn = draw(&mut self.random, &self.model, self.now, self.log.len() + 1);
        self.now += drawn.later;
        self.world.now = at(0) + jiff::SignedDuration::from_secs(self.now);
        self.world.site = (if drawn.site == 0 { "hub" } else { "dry" }).parse().unwrap();
        self.log.push(drawn.clone());
        let mut model = self.model.clone();
        let by = Acting { site: drawn.site, now: self.now };
        let (outcome, verdict) = self.carry_out(&mut model, by, &drawn.step);
        match (outcome, verdict) {
            (Ok(events), Ok(fee)) => {
                self.model = model;
                self.done += 1;
                self.fee_is(&events, fee);
                self.fees_are_kept(&drawn.step, fee);
            }
            (Err(refusal), Err(faults)) => {
                if !faults.contains(refusal.code()) {
                    self.fail(&format!("refused with {refusal:?}, expected one of {faults:?}"));
                }
                self.code_is_listed(&refusal);
            }
            (Ok(events), Err(faults)) => self.fail(&format!("done ({events:?}), expected one of {faults:?}")),
            (Err(refusal), Ok(_)) => self.fail(&format!("refused with {refusal:?}, expected done")),
        }
        self.states_agree();
    }

    fn code_is_listed(&mut self, refusal: &Refusal) {
        assert!(Refusal::ALL_CODES.contains(&refusal.code()));
        let entry = Refusal::ALL.iter().find(|entry| entry.code == refusal.code()).unwrap();
        let names: Vec<&str> = refusal.fields().iter().map(|(name, _)| *name).collect();
        assert_eq!(names, entry.fields);
        self.seen.insert(refusal.code());
    }

    fn fee_is(&self, events: &[Recorded], expected: i64) {
        let found = events.iter().filter_map(Recorded::fee);
        let found: i64 = found.map(Money::minor).sum();
        if found != expected {
            self.fail(&format!("a fee of {found} instead of {expected}"));
        }
    }

    /// The booking remembers what its changes cost.
    fn fees_are_kept(&mut self, step: &Step, fee: i64) {
        let booking = match step {
            Step::Amend { booking, .. } | Step::Roll { booking, .. } | Step::Reroute { booking, .. } => {
                *booking
            }
            Step::Hold(_)
            | Step::Confirm { .. }
            | Step::Release { .. }
            | Step::Cancel { .. }
            | Step::Ledger(..) => return,
        };
        let expected = self.fees.entry(booking).or_default();
        *expected += fee;
        let expected = *expected;
        let consignment = self.model.bookings[&booking].consignment;
        let found = match self.world.states.consignment(consignment_id(consignment)).unwrap().life() {
            Life::Planned { held: Some(held), .. } => held.booking.fees.clone(),
            Life::Booked { booking, .. } => booking.fees.clone(),
            Life::Planned { held: None, .. }
            | Life::Drafted(_)
            | Life::Ordered(_)
            | Life::Closed { .. }
            | Life::Cancelled { .. } => self.fail("a changed booking is no longer live"),
        };
        let found: i64 = found.into_iter().map(Money::minor).sum();
        if found != expected {
            self.fail(&format!("{found} of fees kept instead of {expected}"));
        }
    }

    fn carry_out(&mut self, model: &mut Model, by: Acting, step: &Step) -> (Outcome, Verdict) {
        match step {
            Step::Hold(drawn) => self.hold(model, by, drawn),
            Step::Confirm { booking } => {
                let command = BookingCommand::Confirm { booking: booking_id(*booking) };
                (self.book(*booking, &command), verdict(model.confirm(by, *booking)))
            }
            Step::Release { booking } => {
                let command = BookingCommand::Release { booking: booking_id(*booking) };
                (self.book(*booking, &command), model.end(by, *booking, false))
            }
            Step::Cancel { booking, carrier } => {
                let (cause, reason) = (cause(*carrier), "drawn".to_owned());
                let command = BookingCommand::Cancel { booking: booking_id(*booking), cause, reason };
                let fee = model.end(by, *booking, true);
                (self.book(*booking, &command), fee.map(|fee| if *carrier { 0 } else { fee }))
            }
            Step::Amend { booking, legs, units } => self.amend(model, by, *booking, (legs, *units)),
            Step::Roll { booking, legs } => self.roll(model, by, *booking, legs),
            Step::Reroute { booking, legs } => self.reroute(model, by, *booking, legs),
            Step::Ledger(run, step) => self.ledger(model, by, *run, step),
        }
    }

    /// A booking that does not exist is asked of consignment 0, which has none.
    fn book(&mut self, booking: usize, command: &BookingCommand) -> Outcome {
        let consignment = self.model.bookings.get(&booking).map_or(0, |booked| booked.consignment);
        self.draft(consignment, &[Leg { no: 0, run: 0, from: 0, to: 1, pool: 0, amounts: [0; 3] }], 1);
        self.world.book(consignment_id(consignment), command)
    }

    fn draft(&mut self, consignment: usize, legs: &[Leg], units: u32) {
        let id = consignment_id(consignment);
        if self.world.states.consignment(id).is_some() {
            return;
        }
        let plan = plan(legs, units);
        let ends = (legs[0].from, legs[legs.len() - 1].to.min(3));
        let order = order(place(usize::from(ends.0)), place(usize::from(ends.1)), units);
        let draft = Draft { route: Some(order.route), goods: order.goods };
        let customer = "acme".parse().unwrap();
        self.world.consignment(id, &ConsignmentCommand::Draft { id, customer, draft }).unwrap();
        self.world.consignment(id, &ConsignmentCommand::PlaceOrder).unwrap();
        self.world.consignment(id, &ConsignmentCommand::Plan { legs: plan }).unwrap();
    }

    fn hold(&mut self, model: &mut Model, by: Acting, drawn: &Hold) -> (Outcome, Verdict) {
        let Hold { booking, consignment, legs, units, until, wait, flaw } = drawn;
        self.draft(*consignment, legs, *units);
        let current = self.world.states.consignment(consignment_id(*consignment)).unwrap().plan().unwrap().no;
        let mut wishes = requests(legs);
        let mut faults = Faults::new();
        match flaw {
            Flaw::None => {}
            Flaw::LegMissing => {
                wishes.pop();
                faults.insert("booking.leg_missing");
            }
            Flaw::LegTwice => {
                wishes.push(wishes[0].clone());
                faults.insert("booking.leg_not_in_plan");
            }
            Flaw::StrayLeg => {
                wishes.push(LegRequest { leg: LegNo(99), ..wishes[0].clone() });
                faults.insert("booking.leg_not_in_plan");
            }
            Flaw::OtherPlan => {
                faults.insert("plan.outdated");
            }
            Flaw::OldPrice => {
                faults.insert("quotation.expired");
            }
        }
        let request = HoldRequest {
            booking: booking_id(*booking),
            plan: if *flaw == Flaw::OtherPlan { PlanNo(current.0 + 1) } else { current },
            legs: wishes,
            until: at(0) + jiff::SignedDuration::from_secs(*until),
            shortage: if *wait { Shortage::Wait } else { Shortage::Refuse },
            quotation: quotation(if *flaw == Flaw::OldPrice { 0 } else { 100_000 }),
        };
        let booked = Booked {
            consignment: *consignment,
            legs: legs.clone(),
            ridden: Vec::new(),
            units: *units,
            wait: *wait,
            stage: Stage::Ended,
        };
        if *flaw != Flaw::None {
            // The same booking with a flaw is another one.
            faults.insert("booking.exists");
        }
        faults.extend(model.hold(by, *booking, booked, *until));
        let outcome = self.world.book(consignment_id(*consignment), &BookingCommand::Hold(request));
        (outcome, verdict(faults))
    }

    fn amend(
        &mut self,
        model: &mut Model,
        by: Acting,
        booking: usize,
        (legs, units): (&[Leg], u32),
    ) -> (Outcome, Verdict) {
        let known = model.bookings.get(&booking).map(|booked| booked.legs.clone()).unwrap_or_default();
        let ends = (known.first().map_or(0, |leg| leg.from), known.last().map_or(1, |leg| leg.to.min(3)));
        let order = order(place(usize::from(ends.0)), place(usize::from(ends.1)), units);
        let amended = |leg: &Leg| AmendedLeg {
            leg: LegNo(leg.no),
            units,
            mass: mass(units),
            amounts: amounts(leg.amounts),
        };
        let (id, cause) = (booking_id(booking), Cause::Customer);
        let legs_wanted = legs.iter().map(amended).collect();
        let command = BookingCommand::Amend { booking: id, order, legs: legs_wanted, quotation: None, cause };
        let outcome = self.book(booking, &command);
        (outcome, model.change(by, booking, legs, units))
    }

    fn roll(
        &mut self,
        model: &mut Model,
        by: Acting,
        booking: usize,
        rolled: &[(u16, usize, usize)],
    ) -> (Outcome, Verdict) {
        let wish = |(no, run, to): &(u16, usize, usize)| RolledLeg {
            leg: LegNo(*no),
            run: id(*run).run,
            pool: pool(*to),
        };
        let legs = rolled.iter().map(wish).collect();
        let command = BookingCommand::Roll { booking: booking_id(booking), legs, cause: Cause::Customer };
        let outcome = self.book(booking, &command);
        let Some(booked) = model.bookings.get(&booking).cloned() else {
            return (outcome, model.change(by, booking, &[], 1));
        };
        let (mut legs, mut faults) = (booked.legs.clone(), Faults::new());
        for (no, run, pool) in rolled {
            let Some(leg) = legs.iter_mut().find(|leg| leg.no == *no) else {
                faults.insert("booking.leg_not_in_plan");
                continue;
            };
            if *run >= RUNS {
                faults.insert("booking.run_not_found");
                continue;
            }
            if *run != leg.run && departs(*run, leg.from) <= departs(leg.run, leg.from) {
                faults.insert("booking.not_later");
            }
            model.settle(*run, by);
            (leg.run, leg.pool) = (*run, *pool);
        }
        let verdict = model.change(by, booking, &legs, booked.units);
        for (_, run, _) in rolled.iter().filter(|(_, run, _)| *run < RUNS) {
            model.promote(*run, by);
        }
        (outcome, joined(faults, verdict))
    }

    fn reroute(&mut self, model: &mut Model, by: Acting, booking: usize, legs: &[Leg]) -> (Outcome, Verdict) {
        let units = model.bookings.get(&booking).map_or(1, |booked| booked.units);
        let (booking_id, cause) = (booking_id(booking), Cause::Customer);
        let command = BookingCommand::Reroute {
            booking: booking_id,
            plan: plan(legs, units),
            legs: requests(legs),
            quotation: None,
            cause,
        };
        let outcome = self.book(booking, &command);
        let faults = if legs.is_empty() { Faults::from(["plan.empty"]) } else { Faults::new() };
        (outcome, joined(faults, model.change(by, booking, legs, units)))
    }

    fn ledger(&mut self, model: &mut Model, by: Acting, run: usize, step: &LedgerStep) -> (Outcome, Verdict) {
        let (command, faults) = match step {
            LedgerStep::Room(room) => {
                (LedgerCommand::SetRoom { room: run_room(*room) }, model.set_room(by, run, *room))
            }
            LedgerStep::Close => {
                let reason = "strike".to_owned();
                (LedgerCommand::CloseSale { reason }, model.set_sale(by, run, true))
            }
            LedgerStep::Reopen => (LedgerCommand::ReopenSale, model.set_sale(by, run, false)),
            LedgerStep::Retime(later) => {
                (LedgerCommand::Retime { calls: later_cut_offs(run, *later) }, model.retime(by, run, *later))
            }
            LedgerStep::Move { offer, from, to, amounts: of } => {
                let transfer = Transfer { from: pool(*from), to: pool(*to), amounts: amounts(*of) };
                let command = LedgerCommand::MoveAllotment { offer: offer_id(*offer), transfer };
                (command, model.move_allotment(by, run, *offer, (*from, *to, *of)))
            }
            LedgerStep::Accept(offer) => {
                let command = LedgerCommand::AcceptAllotment { offer: offer_id(*offer) };
                (command, model.answer(by, run, *offer, true))
            }
            LedgerStep::Decline(offer) => {
                let command = LedgerCommand::DeclineAllotment { offer: offer_id(*offer) };
                (command, model.answer(by, run, *offer, false))
            }
            LedgerStep::Settle => {
                model.settle(run, by);
                model.promote(run, by);
                (LedgerCommand::Settle, Faults::new())
            }
        };
        (self.world.ledger(&id(run), &command), verdict(faults))
    }

    /// Every entry, its order in the waiting lists, and every pool's grant.
    fn states_agree(&self) {
        for run in 0..RUNS {
            let ledger = self.world.states.ledger(&id(run)).unwrap();
            for number in 0..POOLS {
                let pool_id = pool(number);
                let granted = back(ledger.granted(&pool_id));
                if granted != self.model.granted(run, number) {
                    self.fail(&format!(
                        "{pool_id} of {run} has {granted:?}, not {:?}",
                        self.model.granted(run, number)
                    ));
                }
                let found = entries(ledger.pools().find(|(id, _)| **id == pool_id).map(|(_, pool)| pool));
                let expected = self.rows(run, number);
                if found != expected {
                    self.fail(&format!("{pool_id} of {run} holds {found:#?}, expected {expected:#?}"));
                }
            }
        }
    }

    fn rows(&self, run: usize, pool: usize) -> Vec<String> {
        let rows = self.model.rows.iter().filter(|row| row.leg.run == run && row.leg.pool == pool);
        let mut ranks: Vec<u64> = Vec::new();
        let mut shown: Vec<(u64, String)> = rows
            .map(|row| {
                let (rank, state) = match row.state {
                    State::Held(until) => (0, format!("held {until}")),
                    State::Confirmed => (0, "confirmed".to_owned()),
                    State::Waiting { until, rank } => (rank, format!("waiting {until}")),
                };
                ranks.push(rank);
                let Leg { no, from, to, amounts, .. } = row.leg;
                (rank, format!("{} {no} {from}-{to} {amounts:?} {state}", booking_id(row.booking)))
            })
            .collect();
        shown.sort();
        shown.into_iter().map(|(_, text)| text).collect()
    }
}

fn cause(carrier: bool) -> Cause {
    if carrier { Cause::Carrier } else { Cause::Customer }
}

fn joined(mut faults: Faults, verdict: Verdict) -> Verdict {
    match verdict {
        Err(more) => {
            faults.extend(more);
            Err(faults)
        }
        Ok(fee) if faults.is_empty() => Ok(fee),
        Ok(_) => Err(faults),
    }
}

/// The entries of a pool as text: those with room first, then those that wait in the order of the list.
fn entries(pool: Option<&lb_booking::ledger::Pool>) -> Vec<String> {
    let mut shown: Vec<(u64, String)> = Vec::new();
    for (key, entry) in pool.into_iter().flat_map(|pool| pool.entries()) {
        let seconds = |until: jiff::Timestamp| until.duration_since(at(0)).as_secs();
        let (rank, state) = match entry.standing {
            Standing::Held { until } => (0, format!("held {}", seconds(until))),
            Standing::Confirmed => (0, "confirmed".to_owned()),
            Standing::Waiting { until, place } => (place + 1, format!("waiting {}", seconds(until))),
        };
        let (from, to) = (entry.hops.from_call, entry.hops.to_call);
        let text = format!("{} {} {from}-{to} {:?} {state}", key.booking, key.leg, back(entry.amounts));
        shown.push((rank, text));
    }
    shown.sort();
    shown.into_iter().map(|(_, text)| text).collect()
}
