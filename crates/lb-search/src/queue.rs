//! The order in which hops are looked at: by the earliest arrival at a destination that can come of them.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use lb_network::timetable::Hop;

use crate::label::Aboard;
use crate::search::at;

/// A hop that cargo may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Event {
    /// The earliest arrival that can come of it.
    arrival: i32,
    hop: Hop,
    /// Number of the list of what rides it; [`WAITING`] where cargo that waits may board it.
    riders: u32,
}

/// Stands for cargo that waits at the place.
const WAITING: u32 = u32::MAX;

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

/// Minutes of arrival that are sorted together.
const SPAN: i32 = 60;

/// Hops to be looked at. What comes of one arrives no earlier than it, so only the events of the hour that is looked at need
/// an order.
#[derive(Debug)]
pub(crate) struct Queue {
    /// The first minute that is looked at, and the last.
    first: i32,
    last: i32,
    /// Number of the hour that is looked at, and its events.
    hour: usize,
    sorted: BinaryHeap<Reverse<Event>>,
    /// Events of later hours.
    later: Vec<Vec<Reverse<Event>>>,
    riders: Vec<Vec<Aboard>>,
    /// Lists of riders that are no longer used.
    free: Vec<u32>,
}

impl Queue {
    /// Returns a queue for arrivals in a span of time, both ends included; others are left out.
    pub fn new(first: i32, last: i32) -> Self {
        let hours = usize::try_from((last - first) / SPAN).unwrap_or(0) + 1;
        Self {
            first,
            last,
            hour: 0,
            sorted: BinaryHeap::new(),
            later: vec![Vec::new(); hours],
            riders: Vec::new(),
            free: Vec::new(),
        }
    }

    /// Waiting cargo may board a hop.
    pub fn board(&mut self, arrival: i32, hop: Hop) {
        self.push(Event { arrival, hop, riders: WAITING });
    }

    /// Cargo rides a hop.
    pub fn ride(&mut self, arrival: i32, hop: Hop, aboard: Vec<Aboard>) {
        let riders = self.free.pop().unwrap_or_else(|| {
            self.riders.push(Vec::new());
            u32::try_from(self.riders.len() - 1).unwrap_or(WAITING)
        });
        self.riders[at(riders)] = aboard;
        self.push(Event { arrival, hop, riders });
    }

    fn push(&mut self, event: Event) {
        if event.arrival > self.last {
            return;
        }
        let hour = usize::try_from((event.arrival - self.first) / SPAN).unwrap_or(0);
        if hour <= self.hour {
            self.sorted.push(Reverse(event));
        } else {
            self.later[hour].push(Reverse(event));
        }
    }

    fn peek(&mut self) -> Option<Event> {
        while self.sorted.is_empty() {
            let next = self.later[self.hour..].iter().position(|events| !events.is_empty())?;
            self.hour += next;
            self.sorted = BinaryHeap::from(std::mem::take(&mut self.later[self.hour]));
        }
        self.sorted.peek().map(|event| event.0)
    }

    /// Returns the next hop with all that is to be done there.
    pub fn next(&mut self) -> Option<Turn> {
        let Event { arrival, hop, .. } = self.peek()?;
        let mut turn = Turn { arrival, hop, boards: false, aboard: Vec::new() };
        while let Some(Reverse(event)) = self.sorted.peek().filter(|next| next.0.hop == hop).copied() {
            self.sorted.pop();
            if event.riders == WAITING {
                turn.boards = true;
            } else {
                turn.aboard = std::mem::take(&mut self.riders[at(event.riders)]);
                self.free.push(event.riders);
            }
        }
        Some(turn)
    }
}
