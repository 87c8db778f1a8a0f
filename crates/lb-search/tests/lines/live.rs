//! Live changes: drawn, told to the search, and made by the twin on its own list of runs.

use lb_search::lines::RunChange;

use crate::random::Random;
use crate::twin::{Run, Twin};

/// What happens to a run.
#[derive(Clone, Debug)]
pub enum Event {
    Cancelled,
    /// Seconds later at arrival and departure of each call.
    Moved(Vec<(i32, i32)>),
    /// Calls where nobody may board any more.
    Full(Vec<usize>),
}

/// A run (trip, day) and what happens to it.
#[derive(Clone, Debug)]
pub struct Change {
    pub trip: u32,
    pub day: u32,
    pub event: Event,
}

/// How delays are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delays {
    /// No hop and no stay takes less than planned.
    Slower,
    /// Any, also earlier than planned.
    Any,
}

impl Change {
    /// Returns the change as the search takes it.
    pub fn told(&self) -> (u32, u32, RunChange) {
        let change = match &self.event {
            Event::Cancelled => RunChange::Cancelled,
            Event::Moved(later) => RunChange::Delayed(later.clone()),
            Event::Full(calls) => {
                RunChange::SoldOut(calls.iter().map(|call| u16::try_from(*call).unwrap()).collect())
            }
        };
        (self.trip, self.day, change)
    }

    fn apply(&self, run: &mut Run) {
        match &self.event {
            Event::Cancelled => run.calls.iter_mut().for_each(|call| {
                (call.can_board, call.can_alight) = (false, false);
            }),
            Event::Moved(later) => {
                let mut left = i32::MIN;
                for (call, (arrive, depart)) in run.calls.iter_mut().zip(later) {
                    call.arrive = left.max(call.arrive + arrive);
                    call.depart = call.arrive.max(call.depart + depart);
                    left = call.depart;
                }
            }
            Event::Full(calls) => calls.iter().for_each(|call| run.calls[*call].can_board = false),
        }
    }
}

/// Draws changes of a few runs that are under way between two times, sometimes two changes of one run.
pub fn draw(random: &mut Random, twin: &Twin, between: (i32, i32), grid: i32, delays: Delays) -> Vec<Change> {
    let is_near = |run: &&Run| {
        run.calls[0].depart <= between.1 && run.calls.last().is_some_and(|call| call.arrive >= between.0)
    };
    let mut near: Vec<&Run> = twin.runs.iter().filter(is_near).collect();
    random.shuffle(&mut near);
    near.truncate(1 + random.below(16));
    if let Some(again) = near.first().copied().filter(|_| random.chance(30)) {
        near.push(again);
    }
    let event = |run: &&Run| {
        let event = match random.below(5) {
            0 | 1 => Event::Cancelled,
            2 | 3 => Event::Moved(moved(random, run, grid, delays)),
            _ => Event::Full((0..run.calls.len()).filter(|_| random.chance(50)).collect()),
        };
        Change { trip: run.trip, day: run.day, event }
    };
    near.iter().map(event).collect()
}

fn moved(random: &mut Random, run: &Run, grid: i32, delays: Delays) -> Vec<(i32, i32)> {
    let start = run.calls[0].depart;
    if delays == Delays::Any && random.chance(50) {
        // From call to call in a minute: no planned run is as fast.
        let minutes = (1..).map(|call| start + 60 * call);
        return run
            .calls
            .iter()
            .zip(minutes)
            .map(|(call, time)| (time - call.arrive, time - call.depart))
            .collect();
    }
    let mut later = 0;
    let mut next = || {
        later = match delays {
            Delays::Slower => later + grid * random.pick(&[0, 0, 1, 3]),
            Delays::Any => grid * random.between(-6, 6),
        };
        later
    };
    run.calls.iter().map(|_| (next(), next())).collect()
}

impl Twin {
    /// Returns the twin with changes made.
    pub fn changed(&self, changes: &[Change]) -> Self {
        let mut twin = self.clone();
        for change in changes {
            let run = twin.runs.iter_mut().find(|run| (run.trip, run.day) == (change.trip, change.day));
            run.into_iter().for_each(|run| change.apply(run));
        }
        twin
    }
}
