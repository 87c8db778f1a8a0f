//! Random steps, valid and not, from a seed.

use crate::model::{Amounts, CALLS, DRY, FREE, Leg, Model, POOLS, RUNS, Stage};

/// A small deterministic generator: the same seed draws the same steps on every machine.
///
/// Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014.
#[derive(Clone, Debug)]
pub struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Returns a number from 0 to below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound.max(1)).unwrap();
        usize::try_from(self.next() % bound).unwrap()
    }

    /// Returns a number between two, both included.
    pub fn between(&mut self, least: i64, most: i64) -> i64 {
        least + i64::try_from(self.below(usize::try_from(most - least + 1).unwrap())).unwrap()
    }

    /// Returns true so many times in a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

/// How a hold is made wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    None,
    LegMissing,
    LegTwice,
    StrayLeg,
    OtherPlan,
    OldPrice,
}

#[derive(Clone, Debug)]
pub struct Hold {
    pub booking: usize,
    pub consignment: usize,
    pub legs: Vec<Leg>,
    pub units: u32,
    pub until: i64,
    pub wait: bool,
    pub flaw: Flaw,
}

#[derive(Clone, Debug)]
pub enum Step {
    Hold(Hold),
    Confirm {
        booking: usize,
    },
    Release {
        booking: usize,
    },
    Cancel {
        booking: usize,
        carrier: bool,
    },
    Amend {
        booking: usize,
        legs: Vec<Leg>,
        units: u32,
    },
    /// Leg, run, pool.
    Roll {
        booking: usize,
        legs: Vec<(u16, usize, usize)>,
    },
    Reroute {
        booking: usize,
        legs: Vec<Leg>,
    },
    Ledger(usize, LedgerStep),
}

#[derive(Clone, Debug)]
pub enum LedgerStep {
    Room(Amounts),
    Close,
    Reopen,
    Retime(i64),
    Move { offer: usize, from: usize, to: usize, amounts: Amounts },
    Accept(usize),
    Decline(usize),
    Settle,
}

/// A step, by whom (0 the hub, 1 the dry port) and how long after the step before, seconds.
#[derive(Clone, Debug)]
pub struct Drawn {
    pub site: usize,
    pub later: i64,
    pub step: Step,
}

const HOUR: i64 = 3_600;

pub struct Source<'a> {
    pub random: &'a mut Random,
    pub model: &'a Model,
    pub now: i64,
    pub site: usize,
    /// A number that no booking and no consignment has.
    pub fresh: usize,
}

/// Draws the next step for a model; `fresh` is a number that no booking and no consignment has.
pub fn draw(random: &mut Random, model: &Model, now: i64, fresh: usize) -> Drawn {
    let later = if random.chance(30) { 0 } else { random.between(0, 2_400) };
    let site = usize::from(random.chance(20));
    let mut source = Source { random, model, now: now + later, site, fresh };
    let step = source.step();
    Drawn { site, later, step }
}

impl Source<'_> {
    fn step(&mut self) -> Step {
        match self.random.below(100) {
            0..40 => self.hold(),
            40..52 => Step::Confirm { booking: self.booking() },
            52..60 => Step::Release { booking: self.booking() },
            60..66 => Step::Cancel { booking: self.booking(), carrier: self.random.chance(30) },
            66..74 => self.amend(),
            74..80 => self.roll(),
            80..85 => self.reroute(),
            _ => self.ledger(),
        }
    }

    fn ledger(&mut self) -> Step {
        let run = self.run();
        match self.random.below(16) {
            0 | 1 => Step::Ledger(run, LedgerStep::Room(self.room())),
            2 => Step::Ledger(run, LedgerStep::Close),
            3 | 4 => Step::Ledger(run, LedgerStep::Reopen),
            5 | 6 => Step::Ledger(run, LedgerStep::Retime(HOUR * self.random.between(-8, 8))),
            7..10 => Step::Ledger(run, self.move_allotment()),
            10..13 => self.answer(),
            _ => Step::Ledger(run, LedgerStep::Settle),
        }
    }

    fn run(&mut self) -> usize {
        self.random.below(RUNS)
    }

    /// A booking, mostly one of the latest, seldom one that does not exist.
    fn booking(&mut self) -> usize {
        let known: Vec<usize> = self.model.bookings.keys().copied().collect();
        if known.is_empty() || self.random.chance(3) {
            return self.fresh + 5_000_000;
        }
        let now = self.now;
        let is_live = |stage: Stage| match stage {
            Stage::Held(until) => now < until,
            Stage::Confirmed => true,
            Stage::Ended => false,
        };
        let live = self.model.bookings.iter().filter(|(_, booked)| is_live(booked.stage));
        let live: Vec<usize> = live.map(|(id, _)| *id).collect();
        if live.is_empty() || self.random.chance(10) {
            return known[self.random.below(known.len())];
        }
        live[self.random.below(live.len())]
    }

    fn pool(&mut self) -> usize {
        let own = if self.site == 1 { DRY } else { FREE };
        match self.random.below(100) {
            0..75 => own,
            75..95 => 1,
            _ => self.random.below(POOLS),
        }
    }

    fn amounts(&mut self) -> Amounts {
        if self.random.chance(2) {
            return [0, 0, 0];
        }
        if self.random.chance(2) {
            return [-1_000, 0, 5];
        }
        let teu = if self.random.chance(20) { 2_250 } else { 1_000 * self.random.between(0, 5) };
        let plugs = if self.random.chance(25) { self.random.between(0, 2) } else { 0 };
        let kg = if self.random.chance(50) { 1_000 * self.random.between(0, 20) } else { 1 };
        if self.random.chance(2) { [30_000, plugs, kg] } else { [teu, plugs, kg] }
    }

    /// A chain of legs from call to call, each on the same run as the one before or a later one.
    fn chain(&mut self) -> Vec<Leg> {
        let mut from = u16::try_from(self.random.below(3)).unwrap();
        let mut run = self.run();
        let mut legs = Vec::new();
        loop {
            let to = from + 1 + u16::try_from(self.random.below(usize::from(CALLS - 1 - from))).unwrap();
            let (pool, amounts) = (self.pool(), self.amounts());
            legs.push(Leg { no: u16::try_from(legs.len()).unwrap(), run, from, to, pool, amounts });
            if to == CALLS - 1 || self.random.chance(50) {
                break;
            }
            from = to;
            run = (run + self.random.below(2)).min(RUNS - 1);
        }
        let last = legs.len() - 1;
        if self.random.chance(2) && legs[last].from < 3 && legs[last].to == 3 {
            legs[last].to = CALLS;
        }
        legs
    }

    fn hold(&mut self) -> Step {
        let next = self.fresh;
        let until = self.now + self.random.between(-600, 20 * HOUR);
        let (wait, flaw) = (self.random.chance(45), self.flaw());
        let units = u32::try_from(self.random.between(1, 6)).unwrap();
        if !self.model.bookings.is_empty() && self.random.chance(15) {
            // The same consignment again, mostly under a new identifier.
            let known: Vec<usize> = self.model.bookings.keys().copied().collect();
            let other = known[known.len() - 1 - self.random.below(known.len().min(40))];
            let consignment = self.model.bookings[&other].consignment;
            let (mut legs, units) = self.model.plans[&consignment].clone();
            for leg in &mut legs {
                (leg.pool, leg.amounts) = (self.pool(), self.amounts());
            }
            let booking = if self.random.chance(15) { other } else { next };
            return Step::Hold(Hold { booking, consignment, legs, units, until, wait, flaw });
        }
        let legs = self.chain();
        Step::Hold(Hold { booking: next, consignment: next, legs, units, until, wait, flaw })
    }

    fn flaw(&mut self) -> Flaw {
        match self.random.below(100) {
            0 => Flaw::LegMissing,
            1 => Flaw::LegTwice,
            2 => Flaw::StrayLeg,
            3 => Flaw::OtherPlan,
            4 => Flaw::OldPrice,
            _ => Flaw::None,
        }
    }

    fn amend(&mut self) -> Step {
        let booking = self.booking();
        let mut legs = self.model.bookings.get(&booking).map(|b| b.legs.clone()).unwrap_or_default();
        for leg in &mut legs {
            leg.amounts = self.amounts();
        }
        Step::Amend { booking, legs, units: u32::try_from(self.random.between(1, 6)).unwrap() }
    }

    fn roll(&mut self) -> Step {
        let booking = self.booking();
        let legs = self.model.bookings.get(&booking).map(|b| b.legs.clone()).unwrap_or_default();
        let mut rolled = Vec::new();
        let (by, earlier) = (self.random.below(3), self.random.chance(8));
        for leg in legs {
            if self.random.chance(80) {
                let run = match self.random.below(100) {
                    0..4 => RUNS + 2,
                    _ if earlier => leg.run.saturating_sub(by),
                    _ => (leg.run + by).min(RUNS - 1),
                };
                let no = if self.random.chance(3) { 77 } else { leg.no };
                rolled.push((no, run, self.pool()));
            }
        }
        Step::Roll { booking, legs: rolled }
    }

    /// The same ends by other runs and calls.
    fn reroute(&mut self) -> Step {
        let booking = self.booking();
        let old = self.model.bookings.get(&booking).map(|b| b.legs.clone()).unwrap_or_default();
        let (Some(first), Some(last)) = (old.first(), old.last()) else {
            return Step::Reroute { booking, legs: Vec::new() };
        };
        let (from, to) = (first.from, last.to);
        let mut legs = Vec::new();
        let kept = self.random.chance(40);
        if kept {
            legs.push(*first);
        }
        let mut at = if kept { first.to } else { from };
        let mut run = first.run;
        while at < to {
            run = (run + self.random.below(2)).min(RUNS - 1);
            let next = at + 1 + u16::try_from(self.random.below(usize::from(to - at))).unwrap();
            let no = u16::try_from(legs.len()).unwrap();
            legs.push(Leg { no, run, from: at, to: next, pool: self.pool(), amounts: self.amounts() });
            at = next;
        }
        Step::Reroute { booking, legs }
    }

    fn room(&mut self) -> Amounts {
        [1_000 * self.random.between(6, 16), self.random.between(1, 6), 1_000 * self.random.between(40, 120)]
    }

    fn move_allotment(&mut self) -> LedgerStep {
        let (from, to) = match (self.random.below(100), self.site) {
            (0..40, 0) => (FREE, DRY),
            (40..70, 0) => (FREE, 1),
            (0..70, _) => (DRY, FREE),
            _ => (self.random.below(3), self.random.below(3)),
        };
        let amounts = if self.random.chance(3) {
            [-1_000, 0, 0]
        } else {
            [1_000 * self.random.between(0, 5), self.random.between(0, 1), 1_000 * self.random.between(0, 30)]
        };
        LedgerStep::Move { offer: self.random.below(12), from, to, amounts }
    }

    fn answer(&mut self) -> Step {
        let first = self.run();
        let has_offer = |run: &usize| !self.model.runs[*run].offers.is_empty();
        let run = (0..RUNS).map(|later| (first + later) % RUNS).find(has_offer).unwrap_or(first);
        let open: Vec<usize> = self.model.runs[run].offers.keys().copied().collect();
        let offer = if open.is_empty() { 3 } else { open[self.random.below(open.len())] };
        let answer =
            if self.random.chance(75) { LedgerStep::Accept(offer) } else { LedgerStep::Decline(offer) };
        Step::Ledger(run, answer)
    }
}
