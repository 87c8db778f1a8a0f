//! The sea lane network: shortest ways between ports, with straits and canals that can be closed.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use crate::geo::Point;

/// Passages that are never used unless asked: no freight line sails the Arctic.
pub const ARCTIC: [&str; 2] = ["northwest", "northeast"];
/// A place farther than this from every lane is not reached by sea.
const ACCESS_KM_MAX: f64 = 400.0;

/// A graph of lanes.
#[derive(Clone, Debug, Default)]
pub struct SeaLanes {
    nodes: Vec<Point>,
    /// Per node: neighbour, metres, passage.
    edges: Vec<Vec<(usize, i64, Option<u32>)>>,
    passages: Vec<String>,
}

/// A way over sea.
#[derive(Clone, Debug, PartialEq)]
pub struct SeaRoute {
    /// Metres.
    pub metres: i64,
    /// Passages on the way, in order.
    pub passages: Vec<String>,
    /// Points from port to port.
    pub points: Vec<Point>,
}

impl SeaLanes {
    /// Builds the graph from node positions and lanes (node, node, metres, passage or empty).
    #[must_use]
    pub fn new(nodes: Vec<Point>, lanes: &[(usize, usize, i64, String)]) -> Self {
        let mut sea = Self { edges: vec![Vec::new(); nodes.len()], nodes, passages: Vec::new() };
        let mut names: BTreeMap<&str, u32> = BTreeMap::new();
        for (from, to, metres, passage) in lanes {
            let passage = (!passage.is_empty()).then(|| {
                let next = u32::try_from(names.len()).unwrap_or(u32::MAX);
                let number = *names.entry(passage).or_insert(next);
                if number == next {
                    sea.passages.push(passage.clone());
                }
                number
            });
            for (a, b) in [(*from, *to), (*to, *from)] {
                if let Some(edges) = sea.edges.get_mut(a) {
                    edges.push((b, *metres, passage));
                }
            }
        }
        sea
    }

    /// Returns whether there are no lanes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Returns the shortest way between two points that uses none of the `closed` passages; the Arctic is always closed.
    ///
    /// Dijkstra over the lanes from the nearest node, with straight lines to and from it: O(m log n).
    #[must_use]
    pub fn route(&self, from: Point, to: Point, closed: &[&str]) -> Option<SeaRoute> {
        let closed: BTreeSet<u32> = self
            .passages
            .iter()
            .enumerate()
            .filter(|(_, name)| closed.contains(&name.as_str()) || ARCTIC.contains(&name.as_str()))
            .filter_map(|(i, _)| u32::try_from(i).ok())
            .collect();
        let (start, start_km) = self.nearest(from)?;
        let (goal, goal_km) = self.nearest(to)?;
        let mut best: Vec<Option<(i64, usize, Option<u32>)>> = vec![None; self.nodes.len()];
        let mut heap = BinaryHeap::from([Reverse((0_i64, start, start, None))]);
        while let Some(Reverse((metres, node, before, passage))) = heap.pop() {
            if best[node].is_some() {
                continue;
            }
            best[node] = Some((metres, before, passage));
            if node == goal {
                break;
            }
            for &(next, length, passage) in &self.edges[node] {
                if best[next].is_none() && passage.is_none_or(|p| !closed.contains(&p)) {
                    heap.push(Reverse((metres + length, next, node, passage)));
                }
            }
        }
        let access = metres_of(start_km + goal_km);
        let metres = best[goal]?.0 + access;
        Some(self.unwind(&best, goal, SeaRoute { metres, passages: Vec::new(), points: vec![to] }, from))
    }

    fn unwind(
        &self,
        best: &[Option<(i64, usize, Option<u32>)>],
        goal: usize,
        mut route: SeaRoute,
        from: Point,
    ) -> SeaRoute {
        let mut node = goal;
        while let Some((_, before, passage)) = best[node] {
            route.points.push(self.nodes[node]);
            let name = passage.and_then(|p| usize::try_from(p).ok()).and_then(|p| self.passages.get(p));
            if let Some(name) = name.filter(|name| route.passages.last() != Some(name)) {
                route.passages.push(name.clone());
            }
            if before == node {
                break;
            }
            node = before;
        }
        route.points.push(from);
        route.points.reverse();
        route.passages.reverse();
        route
    }

    fn nearest(&self, point: Point) -> Option<(usize, f64)> {
        self.nodes
            .iter()
            .enumerate()
            .map(|(i, node)| (i, node.distance_km(point)))
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .filter(|(_, km)| *km <= ACCESS_KM_MAX)
    }
}

#[expect(clippy::as_conversions, reason = "kilometres on Earth in metres are far inside i64")]
fn metres_of(km: f64) -> i64 {
    (km * 1000.0).round() as i64
}
