//! Which hubs neighbour which.

use std::collections::BTreeSet;

use crate::geo::Point;
use crate::random::Random;

/// An undirected graph over points.
#[derive(Debug)]
pub(super) struct Graph {
    /// Edges, the smaller end first.
    pub edges: Vec<(usize, usize)>,
    /// Neighbours of each point, ascending.
    pub near: Vec<Vec<usize>>,
}

impl Graph {
    /// Joins every point with its `degree` nearest, then the parts with each other by their shortest gap.
    pub fn nearest(points: &[Point], degree: usize) -> Self {
        let mut edges = BTreeSet::new();
        for (a, point) in points.iter().enumerate() {
            let mut others: Vec<(f64, usize)> = points
                .iter()
                .enumerate()
                .filter(|(b, _)| *b != a)
                .map(|(b, p)| (point.km_to(*p), b))
                .collect();
            others.sort_by(|x, y| x.0.total_cmp(&y.0));
            edges.extend(others.iter().take(degree).map(|(_, b)| (a.min(*b), a.max(*b))));
        }
        while let Some(gap) = shortest_gap(points, &edges) {
            edges.insert(gap);
        }
        let mut near = vec![Vec::new(); points.len()];
        for &(a, b) in &edges {
            near[a].push(b);
            near[b].push(a);
        }
        for list in &mut near {
            list.sort_unstable();
        }
        Self { edges: edges.into_iter().collect(), near }
    }

    /// Returns a walk of up to `length` different points that begins with the given ones.
    pub fn walk(&self, mut path: Vec<usize>, length: usize, random: &mut Random) -> Vec<usize> {
        while path.len() < length {
            let Some(&end) = path.last() else { break };
            let free: Vec<usize> = self.near[end].iter().copied().filter(|n| !path.contains(n)).collect();
            let Some(next) = random.pick(&free) else { break };
            path.push(next);
        }
        path
    }

    /// Returns the way with the fewest kilometres between two points, both included.
    pub fn shortest(&self, points: &[Point], from: usize, to: usize) -> Vec<usize> {
        let mut far = vec![f64::INFINITY; points.len()];
        let mut before = vec![from; points.len()];
        let mut open: BTreeSet<usize> = (0..points.len()).collect();
        far[from] = 0.0;
        while let Some(&next) = open.iter().min_by(|a, b| far[**a].total_cmp(&far[**b])) {
            open.remove(&next);
            for &other in &self.near[next] {
                let km = far[next] + points[next].km_to(points[other]);
                if km < far[other] {
                    far[other] = km;
                    before[other] = next;
                }
            }
        }
        let mut path = vec![to];
        let mut at = to;
        while at != from {
            at = before[at];
            path.push(at);
        }
        path.reverse();
        path
    }
}

/// Returns the shortest edge that would join two parts of the graph, if it has several.
fn shortest_gap(points: &[Point], edges: &BTreeSet<(usize, usize)>) -> Option<(usize, usize)> {
    let mut part: Vec<usize> = (0..points.len()).collect();
    let mut is_settled = false;
    while !is_settled {
        is_settled = true;
        for &(a, b) in edges {
            let least = part[a].min(part[b]);
            for end in [a, b] {
                is_settled &= part[end] == least;
                part[end] = least;
            }
        }
    }
    let mut best: Option<(f64, (usize, usize))> = None;
    for a in 0..points.len() {
        for b in a + 1..points.len() {
            if part[a] == part[b] {
                continue;
            }
            let km = points[a].km_to(points[b]);
            if best.is_none_or(|(least, _)| km < least) {
                best = Some((km, (a, b)));
            }
        }
    }
    best.map(|(_, edge)| edge)
}
