//! The search by rounds: after round k every node knows its earliest arrival with at most k rides.

use super::directed::Strip;
use super::overlay::View;
use super::{LATE, NO_NODE, RunAt};

/// No line is waiting to be ridden from this call.
const NO_CALL: u16 = u16::MAX;
/// More rides than any journey has.
const ROUNDS_MAX: usize = 4_096;

/// How one arrived at a node: a ride of a run between two calls of its line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ride {
    pub line: u32,
    pub run: RunAt,
    pub board: u16,
    pub alight: u16,
}

const NO_RIDE: Ride = Ride { line: 0, run: RunAt { day: 0, trip: 0, base: 0 }, board: 0, alight: 0 };

/// What a search writes to; kept between searches, so that none allocates.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    nodes: usize,
    /// Per round and node: earliest arrival by a ride, with at most so many rides.
    arrivals: Vec<i32>,
    /// Per round and node: earliest time at which one can board there.
    readies: Vec<i32>,
    /// Per round and node: the ride that improved the arrival in that round.
    rides: Vec<Ride>,
    /// Per round and node: the node of alighting from which the readiness improved in that round.
    changed_at: Vec<u32>,
    /// Nodes of alighting that improved in the round, nodes of boarding that improved in it.
    improved: Vec<u32>,
    marked: Vec<u32>,
    is_improved: Vec<bool>,
    is_marked: Vec<bool>,
    /// Per line: the first call where somebody may board.
    from_call: Vec<u16>,
    waiting: Vec<u32>,
    /// Rounds made by the last search, and rows that it and those it resumed have filled.
    rounds: usize,
    filled: usize,
    /// What the search towards a place writes to.
    pub(crate) strip: Strip,
}

impl Scratch {
    /// Returns the earliest arrival at a node with at most `round` rides.
    pub(crate) fn arrival(&self, round: usize, node: u32) -> i32 {
        self.arrivals[round.min(self.rounds) * self.nodes + node as usize]
    }

    /// Returns the earliest time at which one can board at a node after at most `round` rides.
    pub(crate) fn ready(&self, round: usize, node: u32) -> i32 {
        self.readies[round.min(self.rounds) * self.nodes + node as usize]
    }

    /// Returns the number of rounds that improved anything.
    pub(crate) const fn rounds(&self) -> usize {
        self.rounds
    }

    /// Returns the rides by which one arrives at a node with at most `round` rides, the last first.
    pub(crate) fn rides_to(&self, view: &View<'_>, round: usize, node: u32) -> Vec<Ride> {
        let mut rides = Vec::new();
        let (mut round, mut node) = (round.min(self.rounds), node);
        while round > 0 {
            let arrival = self.arrival(round, node);
            while round > 1 && self.arrival(round - 1, node) == arrival {
                round -= 1;
            }
            let ride = self.rides[round * self.nodes + node as usize];
            rides.push(ride);
            let board = view.boards(ride.line)[ride.board as usize];
            round -= 1;
            let ready = self.ready(round, board);
            while round > 0 && self.ready(round - 1, board) == ready {
                round -= 1;
            }
            node = self.changed_at[round * self.nodes + board as usize];
        }
        rides
    }

    fn prepare(&mut self, nodes: usize, lines: usize) {
        if self.nodes != nodes || self.from_call.len() != lines {
            *self = Self {
                nodes,
                is_improved: vec![false; nodes],
                is_marked: vec![false; nodes],
                from_call: vec![NO_CALL; lines],
                ..Self::default()
            };
            self.grow(1);
        }
        // Rows beyond those that the last search filled are still empty.
        let used = (self.filled + 1) * nodes;
        self.arrivals[..used].fill(LATE);
        self.readies[..used].fill(LATE);
        self.filled = 0;
        self.rounds = 0;
        // A search that ended with its last ride leaves nodes marked.
        for node in self.marked.drain(..) {
            self.is_marked[node as usize] = false;
        }
    }

    fn grow(&mut self, rounds: usize) {
        if self.arrivals.len() < rounds * self.nodes {
            self.arrivals.resize(rounds * self.nodes, LATE);
            self.readies.resize(rounds * self.nodes, LATE);
            self.rides.resize(rounds * self.nodes, NO_RIDE);
            self.changed_at.resize(rounds * self.nodes, NO_NODE);
        }
    }

    fn begin_round(&mut self) {
        let (round, nodes) = (self.rounds + 1, self.nodes);
        self.grow(round + 1);
        for table in [&mut self.arrivals, &mut self.readies] {
            let (before, now) = table[(round - 1) * nodes..(round + 1) * nodes].split_at_mut(nodes);
            for (now, before) in now.iter_mut().zip(before) {
                *now = (*now).min(*before);
            }
        }
        self.rounds = round;
        self.filled = self.filled.max(round);
        self.improved.clear();
    }

    fn mark(&mut self, node: u32) {
        if !std::mem::replace(&mut self.is_marked[node as usize], true) {
            self.marked.push(node);
        }
    }

    /// Collects the lines that may be boarded at a marked node, each with its first such call.
    fn collect_lines(&mut self, view: &View<'_>) {
        self.waiting.clear();
        for node in self.marked.drain(..) {
            self.is_marked[node as usize] = false;
            for (line, call) in view.boardings_at(node) {
                let from = &mut self.from_call[line as usize];
                if *from == NO_CALL {
                    self.waiting.push(line);
                }
                *from = call.min(*from);
            }
        }
    }
}

/// What a search looks for, and what it may leave out.
pub(crate) struct Aim<'a, K> {
    /// Nodes of alighting where it may end; none = everywhere.
    pub targets: &'a [u32],
    /// Arrivals later than this are not looked for.
    pub latest: i32,
    /// Most rides.
    pub rides_max: usize,
    /// Whether an arrival (round, node, time) may be part of what is looked for.
    pub keep: K,
}

/// Runs the rounds from `starts` (node of boarding, time) until nothing improves. Earlier results in `scratch` are lost.
pub(crate) fn run<K: Fn(usize, u32, i32) -> bool>(
    view: &View<'_>,
    scratch: &mut Scratch,
    starts: &[(u32, i32)],
    aim: &Aim<'_, K>,
) {
    scratch.prepare(view.nodes(), view.lines());
    start(scratch, starts);
    go(view, scratch, aim);
}

/// Runs the rounds from more starts, over the results of searches with later starts: only what they did not reach as early
/// with as few rides is looked at.
pub(crate) fn resume<K: Fn(usize, u32, i32) -> bool>(
    view: &View<'_>,
    scratch: &mut Scratch,
    starts: &[(u32, i32)],
    aim: &Aim<'_, K>,
) {
    scratch.rounds = 0;
    start(scratch, starts);
    go(view, scratch, aim);
}

fn start(scratch: &mut Scratch, starts: &[(u32, i32)]) {
    for (node, time) in starts {
        let ready = &mut scratch.readies[*node as usize];
        if *time < *ready {
            *ready = *time;
            scratch.changed_at[*node as usize] = NO_NODE;
            scratch.mark(*node);
        }
    }
}

/// Runs the rounds from what is marked.
fn go<K: Fn(usize, u32, i32) -> bool>(view: &View<'_>, scratch: &mut Scratch, aim: &Aim<'_, K>) {
    let mut goal = aim.latest.saturating_add(1);
    let rides_max = aim.rides_max.min(ROUNDS_MAX);
    while !scratch.marked.is_empty() && scratch.rounds < rides_max {
        scratch.collect_lines(view);
        scratch.begin_round();
        goal = goal.min(best(scratch, aim.targets));
        for i in 0..scratch.waiting.len() {
            let line = scratch.waiting[i];
            let from = std::mem::replace(&mut scratch.from_call[line as usize], NO_CALL);
            ride_line(view, scratch, aim, (line, usize::from(from)), goal);
            // Where the line reaches a target, later lines of the round must be better.
            goal = goal.min(best(scratch, aim.targets));
        }
        change(view, scratch, goal);
    }
}

/// Returns the earliest arrival at a target so far.
fn best(scratch: &Scratch, targets: &[u32]) -> i32 {
    let base = scratch.rounds * scratch.nodes;
    targets.iter().map(|target| scratch.arrivals[base + *target as usize]).min().unwrap_or(LATE)
}

/// Rides one line from a call on, boarding the earliest run wherever one is ready for an earlier one.
fn ride_line<K: Fn(usize, u32, i32) -> bool>(
    view: &View<'_>,
    scratch: &mut Scratch,
    aim: &Aim<'_, K>,
    (number, from): (u32, usize),
    goal: i32,
) {
    let (lines, line) = view.line(number);
    let (boards, alights) = (lines.line_boards(line), lines.line_alights(line));
    let (round, nodes) = (scratch.rounds, scratch.nodes);
    let (before, now) = ((round - 1) * nodes, round * nodes);
    let mut aboard: Option<(RunAt, &[i32], usize)> = None;
    for call in from..boards.len() {
        if let Some((run, arrivals, board)) = aboard {
            let node = alights[call];
            let arrival = run.base + arrivals[call];
            if arrival >= goal {
                // Nothing later on this run can count; an earlier run may still be boarded.
                aboard = None;
            } else if node != NO_NODE
                && arrival < scratch.arrivals[now + node as usize]
                && (aim.keep)(round, node, arrival)
            {
                scratch.arrivals[now + node as usize] = arrival;
                scratch.rides[now + node as usize] =
                    Ride { line: number, run, board: board as u16, alight: call as u16 };
                if !std::mem::replace(&mut scratch.is_improved[node as usize], true) {
                    scratch.improved.push(node);
                }
            }
        }
        let node = boards[call];
        if node == NO_NODE {
            continue;
        }
        let ready = scratch.readies[before + node as usize];
        if ready >= goal {
            continue;
        }
        let departures = lines.departures_at(line, call);
        let catches = aboard.is_none_or(|(run, _, _)| ready <= run.base + departures[run.trip as usize]);
        if catches && let Some(run) = view.next_run(number, call, ready) {
            // Of two that leave together the one that comes first in the line may arrive sooner.
            let is_earlier = aboard.is_none_or(|(other, _, _)| run < other);
            if is_earlier {
                aboard = Some((run, lines.arrivals_of(line, run.trip), call));
            }
        }
    }
}

/// From the nodes where the round arrived earlier, one is ready to board earlier.
fn change(view: &View<'_>, scratch: &mut Scratch, goal: i32) {
    let changes = view.changes();
    let now = scratch.rounds * scratch.nodes;
    let improved = std::mem::take(&mut scratch.improved);
    for &node in &improved {
        scratch.is_improved[node as usize] = false;
        let arrival = scratch.arrivals[now + node as usize];
        if arrival >= goal {
            continue;
        }
        let same = (node, changes.same(node));
        for (to, seconds) in std::iter::once(same).chain(changes.other(node).iter().copied()) {
            let ready = arrival.saturating_add(seconds);
            if ready < goal && ready < scratch.readies[now + to as usize] {
                scratch.readies[now + to as usize] = ready;
                scratch.changed_at[now + to as usize] = node;
                scratch.mark(to);
            }
        }
    }
    scratch.improved = improved;
}
