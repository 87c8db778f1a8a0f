//! A naive model of four runs: a flat list of live legs, and everything else counted from it each time. It shares nothing
//! with the ledgers but the rules.
//!
//! For every step it says either which codes a refusal may have, or what the list is afterwards.

use std::collections::{BTreeMap, BTreeSet};

/// TEU in thousandths, plugs, kilograms.
pub type Amounts = [i64; 3];
pub type Faults = BTreeSet<&'static str>;

pub const RUNS: usize = 4;
pub const CALLS: u16 = 4;
/// The free pool.
pub const FREE: usize = 0;
/// The allotment of the other site.
pub const DRY: usize = 2;
pub const POOLS: usize = 4;
const HOUR: i64 = 3_600;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leg {
    pub no: u16,
    pub run: usize,
    pub from: u16,
    pub to: u16,
    pub pool: usize,
    pub amounts: Amounts,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Held(i64),
    Confirmed,
    Waiting { until: i64, rank: u64 },
}

#[derive(Clone, Copy, Debug)]
pub struct Row {
    pub booking: usize,
    pub leg: Leg,
    pub state: State,
}

#[derive(Clone, Debug, Default)]
pub struct Run {
    pub room: Amounts,
    pub closed: bool,
    pub cut_off_later: i64,
    pub allotted: [Amounts; POOLS],
    pub known: [bool; POOLS],
    pub offers: BTreeMap<usize, (usize, usize, Amounts)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Held(i64),
    Confirmed,
    Ended,
}

#[derive(Clone, Debug)]
pub struct Booked {
    pub consignment: usize,
    /// Legs of the plan.
    pub legs: Vec<Leg>,
    /// Legs that were ridden and are no longer in the plan.
    pub ridden: Vec<Leg>,
    pub units: u32,
    pub wait: bool,
    pub stage: Stage,
}

#[derive(Clone, Debug, Default)]
pub struct Model {
    pub rows: Vec<Row>,
    pub runs: Vec<Run>,
    pub bookings: BTreeMap<usize, Booked>,
    /// The current plan of each consignment that was ever booked.
    pub plans: BTreeMap<usize, (Vec<Leg>, u32)>,
    rank: u64,
}

/// Who decides, and when.
#[derive(Clone, Copy, Debug)]
pub struct Acting {
    pub site: usize,
    pub now: i64,
}

/// 0 is the hub, which owns the runs; 1 the dry port.
const fn custodian(pool: usize) -> usize {
    if pool == DRY { 1 } else { 0 }
}

pub fn departs(run: usize, call: u16) -> i64 {
    (100 + 48 * i64::try_from(run).unwrap() + 24 * i64::from(call)) * HOUR
}

pub fn arrives(run: usize, call: u16) -> i64 {
    departs(run, call) - 4 * HOUR
}

fn plus(a: Amounts, b: Amounts) -> Amounts {
    [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
}

fn minus(a: Amounts, b: Amounts) -> Amounts {
    [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
}

impl Model {
    pub fn cut_off(&self, run: usize, call: u16) -> i64 {
        departs(run, call) - 12 * HOUR + self.runs[run].cut_off_later
    }

    pub fn granted(&self, run: usize, pool: usize) -> Amounts {
        let state = &self.runs[run];
        if pool != FREE {
            return state.allotted[pool];
        }
        let out = state.allotted.iter().skip(1).copied().fold([0; 3], plus);
        let moving = state.offers.values().map(|offer| offer.2).fold([0; 3], plus);
        minus(minus(state.room, out), moving)
    }

    /// What is left of a pool on a hop, one leg not counted.
    fn left(&self, run: usize, pool: usize, hop: u16, but: Option<(usize, u16)>) -> Amounts {
        let mut left = self.granted(run, pool);
        for row in &self.rows {
            let has_room = !matches!(row.state, State::Waiting { .. });
            let is_there =
                row.leg.run == run && row.leg.pool == pool && (row.leg.from..row.leg.to).contains(&hop);
            if has_room && is_there && but != Some((row.booking, row.leg.no)) {
                left = minus(left, row.leg.amounts);
            }
        }
        left
    }

    fn fits(&self, leg: &Leg, but: Option<(usize, u16)>) -> bool {
        (leg.from..leg.to.min(CALLS - 1)).all(|hop| {
            let left = self.left(leg.run, leg.pool, hop, but);
            (0..3).all(|d| leg.amounts[d] <= 0 || leg.amounts[d] <= left[d])
        })
    }

    /// What is wrong with boarding and alighting.
    fn call_faults(&self, leg: &Leg, now: i64) -> Faults {
        let mut faults = Faults::new();
        let mut add = |is_wrong: bool, code: &'static str| {
            if is_wrong {
                faults.insert(code);
            }
        };
        add(self.runs[leg.run].closed, "booking.sale_closed");
        add(leg.run == 3 && leg.to == 2, "booking.cannot_alight");
        add(leg.run == 3 && leg.from == 1, "booking.cannot_board");
        add(now >= self.cut_off(leg.run, leg.from), "booking.cut_off_passed");
        faults
    }

    fn pool_faults(&self, leg: &Leg, by: Acting) -> Faults {
        let mut faults = Faults::new();
        if custodian(leg.pool) != by.site {
            faults.insert("booking.not_custodian");
        }
        if leg.pool != FREE && !self.runs[leg.run].known[leg.pool] {
            faults.insert("booking.no_allotment");
        }
        faults
    }

    fn amount_faults(&self, leg: &Leg) -> Faults {
        let mut faults = Faults::new();
        if leg.amounts.iter().any(|value| *value < 0 || *value > 1_000_000_000_000) {
            faults.insert("capacity.bad_amount");
        }
        if leg.amounts == [0; 3] {
            faults.insert("booking.nothing_wanted");
        }
        if leg.to >= CALLS {
            faults.insert("booking.no_such_call");
        }
        if (0..3).any(|d| leg.amounts[d] > self.runs[leg.run].room[d]) {
            faults.insert("capacity.exceeds_run");
        }
        faults
    }

    const fn lack_code(pool: usize) -> &'static str {
        if pool == FREE { "booking.sold_out" } else { "booking.allotment_exhausted" }
    }

    /// Enters a leg, or says what is wrong with it.
    fn enter(&mut self, by: Acting, booking: usize, leg: Leg, (state, wait): (State, bool)) -> Faults {
        let mut faults = self.pool_faults(&leg, by);
        faults.extend(self.amount_faults(&leg));
        faults.extend(self.call_faults(&leg, by.now));
        let state = match state {
            _ if self.fits(&leg, None) => state,
            State::Held(until) if wait => {
                self.rank += 1;
                State::Waiting { until, rank: self.rank }
            }
            State::Held(_) | State::Confirmed | State::Waiting { .. } => {
                faults.insert(Self::lack_code(leg.pool));
                state
            }
        };
        self.rows.push(Row { booking, leg, state });
        faults
    }

    fn row(&self, booking: usize, leg: u16) -> Option<usize> {
        self.rows.iter().position(|row| row.booking == booking && row.leg.no == leg)
    }

    /// Ends holds and waits of a site's pools on a run at their instants, with promotions at each.
    pub fn settle(&mut self, run: usize, by: Acting) {
        let until = |row: &Row| match row.state {
            State::Held(until) | State::Waiting { until, .. } => Some(until),
            State::Confirmed => None,
        };
        let is_own = |row: &Row| row.leg.run == run && custodian(row.leg.pool) == by.site;
        while let Some(at) =
            self.rows.iter().filter(|row| is_own(row)).filter_map(until).filter(|at| *at <= by.now).min()
        {
            self.rows.retain(|row| !(is_own(row) && until(row) == Some(at)));
            self.promote(run, Acting { now: at, ..by });
        }
    }

    pub fn promote(&mut self, run: usize, by: Acting) {
        for pool in (0..POOLS).filter(|pool| custodian(*pool) == by.site) {
            let mut waiting: Vec<(u64, usize, i64)> = Vec::new();
            for (position, row) in self.rows.iter().enumerate() {
                if let State::Waiting { until, rank } = row.state
                    && row.leg.run == run
                    && row.leg.pool == pool
                {
                    waiting.push((rank, position, until));
                }
            }
            waiting.sort_unstable();
            for (_, position, until) in waiting {
                let leg = self.rows[position].leg;
                if self.call_faults(&leg, by.now).is_empty() && self.fits(&leg, None) {
                    self.rows[position].state = State::Held(until);
                }
            }
        }
    }

    /// The live booking of a consignment.
    pub fn live(&self, consignment: usize, now: i64) -> Option<usize> {
        let is_live = |booked: &Booked| match booked.stage {
            Stage::Held(until) => now < until,
            Stage::Confirmed => true,
            Stage::Ended => false,
        };
        let mut bookings = self.bookings.iter();
        bookings.find(|(_, b)| b.consignment == consignment && is_live(b)).map(|(id, _)| *id)
    }

    /// What is wrong with a booking that should be live.
    fn dead(&self, booking: usize, now: i64) -> Option<&'static str> {
        match self.bookings.get(&booking).map(|booked| booked.stage) {
            None => Some("booking.not_found"),
            Some(Stage::Held(until)) => (now >= until).then_some("booking.hold_expired"),
            Some(Stage::Confirmed) => None,
            Some(Stage::Ended) => Some("booking.ended"),
        }
    }

    pub fn hold(&mut self, by: Acting, booking: usize, mut booked: Booked, until: i64) -> Faults {
        let runs: BTreeSet<usize> = booked.legs.iter().map(|leg| leg.run).collect();
        for run in &runs {
            self.settle(*run, by);
        }
        // A call without boarding has no cut-off.
        let boards = booked.legs.iter().filter(|leg| !(leg.run == 3 && leg.from == 1));
        let first = boards.map(|leg| self.cut_off(leg.run, leg.from)).min().unwrap_or(until);
        let (wanted, until) = (until, until.min(first));
        let mut faults = Faults::new();
        if self.live(booked.consignment, by.now) == Some(booking) && self.is_same(booking, &booked, until) {
            runs.iter().for_each(|run| self.promote(*run, by));
            return faults;
        }
        if self.live(booked.consignment, by.now).is_some() {
            faults.insert("booking.other_live");
        }
        if self.bookings.contains_key(&booking) {
            faults.extend(self.dead(booking, by.now));
            faults.insert("booking.exists");
        }
        if wanted <= by.now {
            faults.insert("booking.hold_too_short");
        }
        let wait = booked.wait;
        for leg in booked.legs.clone() {
            faults.extend(self.enter(by, booking, leg, (State::Held(until), wait)));
        }
        booked.stage = Stage::Held(until);
        self.plans.insert(booked.consignment, (booked.legs.clone(), booked.units));
        self.bookings.insert(booking, booked);
        runs.iter().for_each(|run| self.promote(*run, by));
        faults
    }

    /// The very booking once more is harmless.
    fn is_same(&self, booking: usize, wanted: &Booked, until: i64) -> bool {
        let known = &self.bookings[&booking];
        let is_as_long = known.stage == Stage::Confirmed || known.stage == Stage::Held(until);
        is_as_long && known.legs == wanted.legs && known.ridden.is_empty() && known.wait == wanted.wait
    }

    pub fn confirm(&mut self, by: Acting, booking: usize) -> Faults {
        if let Some(code) = self.dead(booking, by.now) {
            return Faults::from([code]);
        }
        if self.bookings[&booking].stage == Stage::Confirmed {
            return Faults::new();
        }
        let mut faults = Faults::new();
        let legs: Vec<Leg> =
            self.bookings[&booking].legs.iter().chain(&self.bookings[&booking].ridden).copied().collect();
        for leg in &legs {
            self.settle(leg.run, by);
            faults.extend(self.pool_faults(leg, by));
            match self.row(booking, leg.no).map(|row| self.rows[row].state) {
                Some(State::Held(_)) => faults.extend(self.call_faults(leg, by.now)),
                Some(State::Waiting { .. }) => {
                    faults.insert("booking.still_waiting");
                }
                Some(State::Confirmed) => {}
                None => {
                    faults.insert("booking.hold_expired");
                }
            }
        }
        for row in self.rows.iter_mut().filter(|row| row.booking == booking) {
            row.state = State::Confirmed;
        }
        legs.iter().for_each(|leg| self.promote(leg.run, by));
        if let Some(booked) = self.bookings.get_mut(&booking) {
            booked.stage = Stage::Confirmed;
        }
        faults
    }

    /// Releases (only a hold) or cancels; gives the fee in cents where the customer cancels.
    pub fn end(&mut self, by: Acting, booking: usize, cancel: bool) -> Result<i64, Faults> {
        if let Some(code) = self.dead(booking, by.now) {
            return Err(Faults::from([code]));
        }
        let booked = self.bookings[&booking].clone();
        let mut faults = Faults::new();
        if !cancel && booked.stage == Stage::Confirmed {
            faults.insert("booking.already_confirmed");
        }
        let legs: Vec<Leg> = booked.legs.iter().chain(&booked.ridden).copied().collect();
        for leg in &legs {
            self.settle(leg.run, by);
            faults.extend(self.pool_faults(leg, by));
            if cancel && self.has_departed(leg, by.now) {
                faults.insert("booking.departed");
            }
        }
        self.rows.retain(|row| row.booking != booking);
        legs.iter().for_each(|leg| self.promote(leg.run, by));
        if let Some(booked) = self.bookings.get_mut(&booking) {
            booked.stage = Stage::Ended;
        }
        let first = legs.iter().map(|leg| departs(leg.run, leg.from)).min().unwrap_or(0);
        let fee = if booked.stage == Stage::Confirmed { cancel_fee(first - by.now) } else { 0 };
        if faults.is_empty() { Ok(if cancel { fee } else { 0 }) } else { Err(faults) }
    }

    pub fn has_departed(&self, leg: &Leg, now: i64) -> bool {
        !self.runs[leg.run].closed && now >= departs(leg.run, leg.from)
    }

    /// Puts a plan's legs in place of a live booking's; gives the fee in cents.
    pub fn change(&mut self, by: Acting, booking: usize, legs: &[Leg], units: u32) -> Result<i64, Faults> {
        if let Some(code) = self.dead(booking, by.now) {
            return Err(Faults::from([code]));
        }
        let mut faults = Faults::new();
        let broken =
            legs.windows(2).any(|pair| arrives(pair[0].run, pair[0].to) > departs(pair[1].run, pair[1].from));
        if broken {
            faults.insert("plan.broken");
        }
        let booked = self.bookings[&booking].clone();
        let old: Vec<Leg> = booked.legs.iter().chain(&booked.ridden).copied().collect();
        let is_planned = |leg: &Leg| legs.iter().any(|new| new.no == leg.no);
        let ridden: Vec<Leg> =
            old.iter().copied().filter(|leg| !is_planned(leg) && self.has_departed(leg, by.now)).collect();
        let kept = |leg: &Leg| legs.contains(leg) || ridden.contains(leg);
        let touched: Vec<Leg> = old.iter().copied().filter(|leg| !kept(leg)).collect();
        let same_place =
            |a: &Leg, b: &Leg| (a.no, a.run, a.from, a.to, a.pool) == (b.no, b.run, b.from, b.to, b.pool);
        let new: Vec<Leg> =
            legs.iter().copied().filter(|leg| !old.iter().any(|old| same_place(leg, old))).collect();
        let mut runs: BTreeSet<usize> = touched.iter().map(|leg| leg.run).collect();
        runs.extend(new.iter().map(|leg| leg.run));
        runs.iter().for_each(|run| self.settle(*run, by));
        let mut amended: Vec<(bool, u16, Leg)> = Vec::new();
        for leg in &touched {
            if self.has_departed(leg, by.now) {
                faults.insert("booking.departed");
            }
            faults.extend(self.pool_faults(leg, by));
            match legs.iter().find(|new| same_place(new, leg)) {
                Some(new) => amended.push(((0..3).any(|d| new.amounts[d] > leg.amounts[d]), new.no, *new)),
                None => self.rows.retain(|row| !(row.booking == booking && row.leg.no == leg.no)),
            }
        }
        amended.sort_by_key(|(grows, no, _)| (*grows, *no));
        for (grows, _, leg) in amended {
            faults.extend(self.amend(by, booking, leg, grows));
        }
        let (state, wait) = match booked.stage {
            Stage::Held(until) => (State::Held(until), booked.wait),
            Stage::Confirmed | Stage::Ended => (State::Confirmed, false),
        };
        for leg in new {
            faults.extend(self.enter(by, booking, leg, (state, wait)));
        }
        runs.iter().for_each(|run| self.promote(*run, by));
        let first = touched.iter().map(|leg| departs(leg.run, leg.from)).min();
        let late = first.is_some_and(|first| first - by.now < 72 * HOUR);
        let fee = if booked.stage == Stage::Confirmed && late { 2_500 } else { 0 };
        self.plans.insert(booked.consignment, (legs.to_vec(), units));
        self.bookings.insert(booking, Booked { legs: legs.to_vec(), ridden, units, ..booked });
        if faults.is_empty() { Ok(fee) } else { Err(faults) }
    }

    fn amend(&mut self, by: Acting, booking: usize, leg: Leg, grows: bool) -> Faults {
        let mut faults = self.amount_faults(&leg);
        if grows {
            faults.extend(self.call_faults(&leg, by.now));
        }
        let Some(row) = self.row(booking, leg.no) else { return faults };
        match self.rows[row].state {
            State::Waiting { until, .. } if grows => {
                self.rank += 1;
                self.rows[row].state = State::Waiting { until, rank: self.rank };
            }
            State::Waiting { .. } => {}
            State::Held(_) | State::Confirmed => {
                if grows && !self.fits(&leg, Some((booking, leg.no))) {
                    faults.insert(Self::lack_code(leg.pool));
                }
            }
        }
        self.rows[row].leg = leg;
        faults
    }

    pub fn set_room(&mut self, by: Acting, run: usize, room: Amounts) -> Faults {
        self.settle(run, by);
        let mut faults = self.owner_faults(by);
        self.runs[run].room = room;
        let over = (0..CALLS - 1).any(|hop| self.left(run, FREE, hop, None).iter().any(|left| *left < 0));
        if over {
            faults.insert("capacity.in_use");
        }
        self.promote(run, by);
        faults
    }

    pub fn owner_faults(&self, by: Acting) -> Faults {
        if by.site == 0 { Faults::new() } else { Faults::from(["ledger.not_owner"]) }
    }

    pub fn set_sale(&mut self, by: Acting, run: usize, closed: bool) -> Faults {
        self.settle(run, by);
        self.runs[run].closed = closed;
        self.promote(run, by);
        self.owner_faults(by)
    }

    pub fn retime(&mut self, by: Acting, run: usize, later: i64) -> Faults {
        self.settle(run, by);
        self.runs[run].cut_off_later = later;
        self.promote(run, by);
        self.owner_faults(by)
    }

    pub fn move_allotment(
        &mut self,
        by: Acting,
        run: usize,
        offer: usize,
        transfer: (usize, usize, Amounts),
    ) -> Faults {
        self.settle(run, by);
        let (from, to, amounts) = transfer;
        let leg = Leg { no: 0, run, from: 0, to: CALLS - 1, pool: from, amounts };
        let mut faults = self.pool_faults(&leg, by);
        if from == to {
            faults.insert("allotment.same_pool");
        }
        if amounts.iter().any(|value| *value < 0) {
            faults.insert("capacity.bad_amount");
        }
        if self.runs[run].offers.contains_key(&offer) {
            faults.insert("allotment.offer_exists");
        }
        if !self.fits(&leg, None) {
            faults.insert("allotment.not_free");
        }
        let state = &mut self.runs[run];
        if from != FREE {
            state.allotted[from] = minus(state.allotted[from], amounts);
        }
        if custodian(to) == by.site {
            arrive(state, to, amounts);
        } else {
            state.offers.insert(offer, transfer);
        }
        self.promote(run, by);
        faults
    }

    pub fn answer(&mut self, by: Acting, run: usize, offer: usize, accept: bool) -> Faults {
        self.settle(run, by);
        let Some((from, to, amounts)) = self.runs[run].offers.remove(&offer) else {
            return Faults::from(["allotment.offer_not_found"]);
        };
        arrive(&mut self.runs[run], if accept { to } else { from }, amounts);
        self.promote(run, by);
        if custodian(to) == by.site { Faults::new() } else { Faults::from(["booking.not_custodian"]) }
    }
}

fn arrive(run: &mut Run, pool: usize, amounts: Amounts) {
    if pool != FREE {
        run.known[pool] = true;
        run.allotted[pool] = plus(run.allotted[pool], amounts);
    }
}

/// A tenth of 1,000 USD from less than 72 hours on, a half from less than 24 hours on.
fn cancel_fee(left: i64) -> i64 {
    match left {
        left if left >= 72 * HOUR => 0,
        left if left >= 24 * HOUR => 10_000,
        _ => 50_000,
    }
}
