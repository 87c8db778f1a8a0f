//! The order in which hops are looked at: by the earliest arrival at a destination that can come of them.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use lb_network::timetable::Hop;

use crate::label::Aboard;

/// A hop that cargo may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Event {
    /// The earliest arrival that can come of it.
    arrival: i32,
    hop: Hop,
    /// Number of the list of what rides it; `None` where cargo that waits may board it.
    riders: Option<u32>,
}

/// What is to be done at a hop.
#[derive(Debug)]
pub(crate) struct Turn {
    /// The earliest arrival that can come of it.
    pub arrival: i32,
    pub hop: Hop,
    /// Whether waiting cargo may board.
    pub boards: bool,
    /// What rode the hop before.
    pub aboard: Vec<Aboard>,
}

/// Hops to be looked at.
#[derive(Debug, Default)]
pub(crate) struct Queue {
    events: BinaryHeap<Reverse<Event>>,
    riders: Vec<Vec<Aboard>>,
    /// Lists of riders that are no longer used.
    free: Vec<u32>,
}

impl Queue {
    /// Waiting cargo may board a hop.
    pub fn board(&mut self, arrival: i32, hop: Hop) {
        self.events.push(Reverse(Event { arrival, hop, riders: None }));
    }

    /// Cargo rides a hop.
    pub fn ride(&mut self, arrival: i32, hop: Hop, aboard: Vec<Aboard>) {
        let list = self.free.pop().unwrap_or_else(|| {
            self.riders.push(Vec::new());
            u32::try_from(self.riders.len() - 1).unwrap_or(u32::MAX)
        });
        self.riders[crate::search::at(list)] = aboard;
        self.events.push(Reverse(Event { arrival, hop, riders: Some(list) }));
    }

    /// Returns the next hop with all that is to be done there.
    pub fn next(&mut self) -> Option<Turn> {
        let Reverse(first) = *self.events.peek()?;
        let mut turn = Turn { arrival: first.arrival, hop: first.hop, boards: false, aboard: Vec::new() };
        while let Some(Reverse(event)) = self.events.peek().filter(|next| next.0.hop == first.hop).copied() {
            self.events.pop();
            match event.riders {
                None => turn.boards = true,
                Some(list) => {
                    turn.aboard = std::mem::take(&mut self.riders[crate::search::at(list)]);
                    self.free.push(list);
                }
            }
        }
        Some(turn)
    }
}
