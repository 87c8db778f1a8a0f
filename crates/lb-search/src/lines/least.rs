//! Least times and rides to regions of the network: what no journey can beat, whatever its day.
//!
//! Nodes are grouped into cells, and for every cell each node knows the least seconds and rides from arriving there to
//! arriving in the cell, over the static network: least ride of each hop, least stay, least change, no waiting. In a small
//! network every node is its own cell. A bound to a target is that to its cell: never more than the truth, and consistent
//! (it falls by no more than a move takes), which is what a search in the order of time and bound needs.

use std::collections::VecDeque;

use super::transfers::Changes;
use super::{LATE, Line, Lines, NO_NODE};

/// Entries of the table (cells times nodes): more nodes have fewer cells.
const ENTRIES_MAX: usize = 2_500_000;
/// Beyond every number of rides.
pub(crate) const NO_WAY: u8 = u8::MAX;

/// Bounds from every node to every cell.
#[derive(Clone, Debug, Default)]
pub(crate) struct Least {
    nodes: usize,
    cell_of: Vec<u16>,
    /// Per cell and node: seconds from arriving at the node to arriving in the cell; [`LATE`] = no way.
    seconds: Vec<i32>,
    /// Per cell and node: rides that are still needed.
    rides: Vec<u8>,
}

/// Bounds from every node to the targets of one search.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LeastTo<'a> {
    pub seconds: &'a [i32],
    pub rides: &'a [u8],
}

/// The least times of one line.
struct Static<'a> {
    boards: &'a [u32],
    alights: &'a [u32],
    /// Arrival and departure at each call of the line's fastest run.
    times: &'a [(i32, i32)],
}

impl Least {
    /// Computes the bounds of a timetable. O(cells x calls of lines x rides).
    pub fn new(lines: &Lines) -> Self {
        let nodes = lines.nodes;
        let cells = nodes.min((ENTRIES_MAX / nodes.max(1)).clamp(16, usize::from(u16::MAX)));
        let cell_of = cells_of(lines, cells);
        let cells = cell_of.iter().max().map_or(0, |last| usize::from(*last) + 1);
        let ground = Ground::new(lines);
        let mut least = Self { nodes, cell_of, seconds: Vec::new(), rides: Vec::new() };
        for cell in 0..cells as u16 {
            let (seconds, rides) = least.to_cell(&ground, cell);
            least.seconds.extend(seconds);
            least.rides.extend(rides);
        }
        least
    }

    /// Returns the bounds to some targets; `merged` holds them where the targets lie in several cells.
    pub fn to<'a>(&'a self, targets: &[u32], merged: &'a mut (Vec<i32>, Vec<u8>)) -> LeastTo<'a> {
        let mut cells: Vec<u16> = targets.iter().map(|target| self.cell_of[*target as usize]).collect();
        cells.sort_unstable();
        cells.dedup();
        let row = |cell: u16| usize::from(cell) * self.nodes..(usize::from(cell) + 1) * self.nodes;
        if let [cell] = cells[..] {
            return LeastTo { seconds: &self.seconds[row(cell)], rides: &self.rides[row(cell)] };
        }
        let (seconds, rides) = merged;
        seconds.clear();
        seconds.resize(self.nodes, LATE);
        rides.clear();
        rides.resize(self.nodes, NO_WAY);
        for cell in cells {
            for (least, other) in seconds.iter_mut().zip(&self.seconds[row(cell)]) {
                *least = (*least).min(*other);
            }
            for (least, other) in rides.iter_mut().zip(&self.rides[row(cell)]) {
                *least = (*least).min(*other);
            }
        }
        LeastTo { seconds, rides }
    }

    pub fn bytes(&self) -> usize {
        4 * self.seconds.len() + self.rides.len() + 2 * self.cell_of.len()
    }

    /// Lowers the bounds of lines and changes from a cell outwards until nothing falls.
    fn to_cell(&self, ground: &Ground<'_>, cell: u16) -> (Vec<i32>, Vec<u8>) {
        let inside = |node: usize| self.cell_of[node] == cell;
        // Of cargo that arrives at a node, and of cargo that is ready to board there.
        let mut arrived: Vec<(i32, u8)> =
            (0..self.nodes).map(|node| if inside(node) { (0, 0) } else { (LATE, NO_WAY) }).collect();
        let mut ready = vec![(LATE, NO_WAY); self.nodes];
        let mut queue = Queue { lines: VecDeque::new(), waits: vec![false; ground.statics.len()] };
        (0..self.nodes)
            .filter(|node| inside(*node))
            .for_each(|node| queue.add(ground.alighting_at(node as u32)));
        let mut fallen = Vec::new();
        while let Some(line) = queue.lines.pop_front() {
            queue.waits[line as usize] = false;
            ground.statics[line as usize].lower(&arrived, &mut ready, &mut fallen);
            for board in fallen.drain(..) {
                let (onward, rides) = ready[board as usize];
                let same = (board, ground.back.same(board));
                let others = ground.back.other(board).iter().copied();
                for (node, seconds) in std::iter::once(same).chain(others).filter(|(_, s)| *s < LATE) {
                    let arrived = &mut arrived[node as usize];
                    let lower = (arrived.0.min(onward.saturating_add(seconds)), arrived.1.min(rides));
                    if lower != *arrived {
                        *arrived = lower;
                        queue.add(ground.alighting_at(node));
                    }
                }
            }
        }
        arrived.into_iter().map(|(seconds, rides)| (seconds.min(LATE), rides)).unzip()
    }
}

/// Lines whose bounds may fall.
struct Queue {
    lines: VecDeque<u32>,
    waits: Vec<bool>,
}

impl Queue {
    fn add(&mut self, lines: &[u32]) {
        for line in lines {
            if !std::mem::replace(&mut self.waits[*line as usize], true) {
                self.lines.push_back(*line);
            }
        }
    }
}

/// The static network.
struct Ground<'a> {
    statics: Vec<Static<'a>>,
    /// Changes by node of boarding.
    back: Changes,
    /// Lines by node of alighting.
    alighting: Vec<u32>,
    alighting_from: Vec<u32>,
}

impl<'a> Ground<'a> {
    fn new(lines: &'a Lines) -> Self {
        let of = |line: &Line| Static {
            boards: lines.line_boards(line),
            alights: lines.line_alights(line),
            times: lines.least_times(line),
        };
        let statics: Vec<Static<'a>> = lines.lines.iter().map(of).collect();
        let mut found: Vec<(u32, u32)> = Vec::new();
        for (number, line) in statics.iter().enumerate() {
            let nodes = line.alights.iter().filter(|node| **node != NO_NODE);
            found.extend(nodes.map(|node| (*node, number as u32)));
        }
        found.sort_unstable();
        found.dedup();
        let mut alighting_from = vec![0; lines.nodes + 1];
        for (node, _) in &found {
            alighting_from[*node as usize + 1] += 1;
        }
        for node in 0..lines.nodes {
            alighting_from[node + 1] += alighting_from[node];
        }
        let alighting = found.into_iter().map(|(_, line)| line).collect();
        Self { statics, back: lines.changes.mirrored(), alighting, alighting_from }
    }

    fn alighting_at(&self, node: u32) -> &[u32] {
        let (from, to) = (self.alighting_from[node as usize], self.alighting_from[node as usize + 1]);
        &self.alighting[from as usize..to as usize]
    }
}

impl Static<'_> {
    /// Lowers what is ready to board along the line, and lists the nodes where it fell.
    fn lower(&self, arrived: &[(i32, u8)], ready: &mut [(i32, u8)], fallen: &mut Vec<u32>) {
        let (mut seconds, mut rides) = (LATE, NO_WAY);
        for call in (1..self.boards.len()).rev() {
            if self.alights[call] != NO_NODE {
                let (onward, more) = arrived[self.alights[call] as usize];
                (seconds, rides) = (seconds.min(onward), rides.min(more));
            }
            let (ride, stay) = (
                self.times[call].0 - self.times[call - 1].1,
                self.times[call - 1].1 - self.times[call - 1].0,
            );
            seconds = seconds.saturating_add(ride).min(LATE);
            let board = self.boards[call - 1];
            if board != NO_NODE && seconds < LATE {
                let ready = &mut ready[board as usize];
                let lower = (ready.0.min(seconds), ready.1.min(rides.saturating_add(1).min(NO_WAY - 1)));
                if lower != *ready {
                    *ready = lower;
                    fallen.push(board);
                }
            }
            seconds = seconds.saturating_add(stay);
        }
    }
}

/// Groups nodes that lie near one another along lines into about so many cells.
fn cells_of(lines: &Lines, cells: usize) -> Vec<u16> {
    let nodes = lines.nodes;
    if cells >= nodes {
        return (0..nodes).map(|node| node as u16).collect();
    }
    let mut near: Vec<Vec<u32>> = vec![Vec::new(); nodes];
    let mut join = |a: u32, b: u32| {
        if a != NO_NODE && b != NO_NODE {
            near[a as usize].push(b);
            near[b as usize].push(a);
        }
    };
    for line in &lines.lines {
        let stops = lines.line_boards(line).iter().zip(lines.line_alights(line));
        let stops: Vec<u32> = stops.map(|(board, alight)| (*board).min(*alight)).collect();
        stops.windows(2).for_each(|pair| join(pair[0], pair[1]));
    }
    for node in 0..nodes as u32 {
        lines.changes.other(node).iter().for_each(|(to, _)| join(node, *to));
    }
    let size = nodes.div_ceil(cells);
    let mut cell_of = vec![u16::MAX; nodes];
    let (mut cell, mut filled) = (0_u16, 0);
    for start in 0..nodes {
        // From each node not yet in a cell, the nearest others, a cell at a time.
        let mut queue = std::collections::VecDeque::from([start as u32]);
        while let Some(node) = queue.pop_front() {
            if cell_of[node as usize] != u16::MAX {
                continue;
            }
            cell_of[node as usize] = cell;
            filled += 1;
            if filled == size {
                (cell, filled) = (cell + 1, 0);
                queue.clear();
            }
            queue.extend(near[node as usize].iter().filter(|next| cell_of[**next as usize] == u16::MAX));
        }
    }
    cell_of
}
