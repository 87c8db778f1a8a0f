//! Ways held apart by the crossings they pass or the modes they ride: the best of each set.
//!
//! A label knows the set of what its cargo passed. Only labels of the same set are held against each other, so the earliest
//! arrival of every set is found by one search, each as exactly as if nothing but that set were allowed.

use std::collections::BTreeMap;

use lb_network::idx::{CrossingIdx, SectionIdx};
use lb_network::model::Mode;

use crate::ends::End;
use crate::itinerary::{Itinerary, LegKind, rebuild};
use crate::plan::{QueryPlan, passing_hop};
use crate::planner::Planner;
use crate::query::{Criteria, Front, Query};
use crate::search::Search;

/// What sets ways apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Apart {
    /// The crossings that they pass.
    Crossings,
    /// The modes that they ride; moves on demand do not count.
    Modes,
}

/// The marks of what a way passed: crossings or modes by their numbers, in order.
pub type Marks = Vec<u32>;

/// The sets met in a search, and the best itinerary of each.
#[derive(Debug)]
pub(crate) struct Sets {
    sets: Vec<Marks>,
    numbers: BTreeMap<Marks, u16>,
    /// Per hop (by the call that it leaves) and per connection after a section: what is passed there.
    hops: Vec<Marks>,
    onward: Vec<Marks>,
    /// Per set: its best end.
    pub best: BTreeMap<u16, End>,
}

impl Sets {
    pub fn new(planner: &Planner, apart: Apart) -> Self {
        let sections = (0..planner.corridor.sections.len()).map(SectionIdx::new);
        Self {
            sets: vec![Vec::new()],
            numbers: BTreeMap::from([(Vec::new(), 0)]),
            hops: sections.clone().flat_map(|section| passed(planner, apart, section)).collect(),
            onward: sections.map(|section| passed_onward(planner, apart, section)).collect(),
            best: BTreeMap::new(),
        }
    }

    /// Returns the set of what has passed a hop besides.
    pub fn after_hop(&mut self, set: u16, hop: usize) -> u16 {
        if self.hops[hop].is_empty() { set } else { self.joined(set, self.hops[hop].clone()) }
    }

    /// Returns the set of what has passed the connection after a section besides.
    pub fn after_connection(&mut self, set: u16, section: SectionIdx) -> u16 {
        let marks = &self.onward[section.at()];
        if marks.is_empty() { set } else { self.joined(set, marks.clone()) }
    }

    fn joined(&mut self, set: u16, marks: Marks) -> u16 {
        let known = &self.sets[usize::from(set)];
        if marks.iter().all(|mark| known.contains(mark)) {
            return set;
        }
        let mut joined: Marks = known.iter().copied().chain(marks).collect();
        joined.sort_unstable();
        joined.dedup();
        let next = u16::try_from(self.sets.len()).unwrap_or(u16::MAX);
        if next == u16::MAX {
            return set;
        }
        let sets = &mut self.sets;
        *self.numbers.entry(joined.clone()).or_insert_with(|| {
            sets.push(joined);
            next
        })
    }

    /// Keeps an end where it is the best of its set; returns whether it is.
    pub fn keep(&mut self, set: u16, end: End) -> bool {
        let is_better = self.best.get(&set).is_none_or(|best| end.value < best.value);
        if is_better {
            self.best.insert(set, end);
        }
        is_better
    }
}

/// Returns what each hop of a section passes; of a crossing that no single hop holds, every hop does.
fn passed(planner: &Planner, apart: Apart, section: SectionIdx) -> Vec<Marks> {
    let row = &planner.corridor.sections[section.at()];
    let mut hops = vec![Vec::new(); row.calls.len()];
    match apart {
        Apart::Modes => hops.fill(vec![mode_mark(row.mode)]),
        Apart::Crossings => {
            for crossing in &row.crossings {
                match passing_hop(&planner.corridor, row, *crossing) {
                    Some(hop) => hops[usize::from(hop)].push(crossing.0),
                    None => hops.iter_mut().for_each(|hop| hop.push(crossing.0)),
                }
            }
        }
    }
    hops
}

fn passed_onward(planner: &Planner, apart: Apart, section: SectionIdx) -> Marks {
    let corridor = &planner.corridor;
    let connection = corridor.sections[section.at()].onward.map(|onward| &corridor.connections[onward.at()]);
    match apart {
        Apart::Modes => Vec::new(),
        Apart::Crossings => {
            connection.and_then(|row| row.crossing).map(|crossing| crossing.0).into_iter().collect()
        }
    }
}

const MODES: [Mode; 5] = [Mode::Rail, Mode::Sea, Mode::Ferry, Mode::Barge, Mode::Road];

fn mode_mark(mode: Mode) -> u32 {
    let place = MODES.iter().position(|other| *other == mode);
    place.and_then(|place| u32::try_from(place).ok()).unwrap_or(0)
}

/// Returns the modes of a set of marks.
pub fn modes(marks: &Marks) -> Vec<Mode> {
    let mode = |mark: &u32| MODES.get(usize::try_from(*mark).ok()?).copied();
    marks.iter().filter_map(mode).collect()
}

/// Returns the crossings of a set of marks.
pub fn crossings(marks: &Marks) -> Vec<CrossingIdx> {
    marks.iter().copied().map(CrossingIdx).collect()
}

impl Planner {
    /// Returns the set of what an itinerary passes.
    #[must_use]
    pub fn marks(&self, itinerary: &Itinerary, apart: Apart) -> Marks {
        let mut marks = Vec::new();
        let mut before = None;
        for leg in &itinerary.legs {
            let LegKind::Ride(ride) = leg.kind else { continue };
            let hops = passed(self, apart, ride.section);
            marks.extend(hops[usize::from(ride.board)..usize::from(ride.alight)].iter().flatten());
            if ride.through
                && let Some(section) = before
            {
                marks.extend(passed_onward(self, apart, section));
            }
            before = Some(ride.section);
        }
        marks.sort_unstable();
        marks.dedup();
        marks
    }

    /// Returns the earliest arrival of every set of crossings or modes by which the destination is reached within the
    /// query's horizon, earliest first. The query's criteria and front play no part. Costs a search of the whole horizon for
    /// each set that is met.
    #[must_use]
    pub fn apart(&self, query: &Query, apart: Apart) -> Vec<(Marks, Itinerary)> {
        let query = Query { criteria: Criteria::ARRIVAL, front: Front::Exact, window: None, ..query.clone() };
        let plan = QueryPlan::new(self, &query);
        let bounds = crate::bounds::Bounds::new(self, &query, &plan);
        let search = Search::run_apart(self, &query, &plan, &bounds, Sets::new(self, apart));
        let Some(sets) = &search.sets else { return Vec::new() };
        let found =
            sets.best.iter().map(|(set, end)| (sets.sets[usize::from(*set)].clone(), rebuild(&search, end)));
        let mut found: Vec<(Marks, Itinerary)> = found.collect();
        found.sort_by(|a, b| (a.1.value, &a.0).cmp(&(b.1.value, &b.0)));
        found
    }
}
