//! Changing between rides: how long it takes, where it is possible.
//!
//! A node is where one stands. A stop is one node, unless rules for changing name routes or trips there: then every route
//! or trip named has nodes of its own for arriving and for departing, and the rules stand between those.

/// Changes between rides, from the node of alighting to nodes of boarding.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// Per node: seconds to board again at the same node; [`LATE`] = one cannot.
    same: Vec<i32>,
    /// Other nodes, by node of alighting.
    other: Vec<(u32, i32)>,
    other_from: Vec<u32>,
}

impl Changes {
    /// Makes the changes of so many nodes: `same` where it is not 0 s, `other` between different nodes.
    #[must_use]
    pub fn new(nodes: usize, same: &[(u32, i32)], mut other: Vec<(u32, u32, i32)>) -> Self {
        let mut changes = Self { same: vec![0; nodes], other: Vec::new(), other_from: vec![0; nodes + 1] };
        for (node, seconds) in same {
            changes.same[*node as usize] = *seconds;
        }
        other.sort_unstable();
        other.dedup_by(|later, earlier| (later.0, later.1) == (earlier.0, earlier.1));
        for (from, _, _) in &other {
            changes.other_from[*from as usize + 1] += 1;
        }
        for node in 0..nodes {
            changes.other_from[node + 1] += changes.other_from[node];
        }
        changes.other = other.into_iter().map(|(_, to, seconds)| (to, seconds)).collect();
        changes
    }

    pub(crate) const fn nodes(&self) -> usize {
        self.same.len()
    }

    /// Returns the seconds to board again at the node of alighting; [`LATE`] = one cannot.
    pub(crate) fn same(&self, node: u32) -> i32 {
        self.same[node as usize]
    }

    /// Returns the other nodes one can board at, with the seconds to get there.
    pub(crate) fn other(&self, node: u32) -> &[(u32, i32)] {
        let (from, to) = (self.other_from[node as usize], self.other_from[node as usize + 1]);
        &self.other[from as usize..to as usize]
    }

    /// Returns the changes seen backwards in time.
    #[must_use]
    pub fn mirrored(&self) -> Self {
        let nodes = self.nodes();
        let same = (0..nodes as u32).map(|node| (node, self.same(node))).filter(|(_, s)| *s != 0);
        let turned = |from: u32| self.other(from).iter().map(move |(to, seconds)| (*to, from, *seconds));
        Self::new(nodes, &same.collect::<Vec<_>>(), (0..nodes as u32).flat_map(turned).collect())
    }
}
