//! Ways that differ in kind from those shown: other crossings, other modes.

use std::collections::{BTreeMap, BTreeSet};

use lb_search::Query;
use lb_search::apart::{Apart, Marks, crossings, modes};

use super::Hit;
use crate::answers::{Alternative, Differs};
use crate::app::App;
use crate::request::Asked;

/// Most alternatives of each kind.
const ALTERNATIVES_MAX: usize = 8;

impl App {
    /// Returns the earliest arrival of each set of crossings, and of each set of modes, that none of the itineraries shown
    /// has, over all loads; the earliest of each kind. Each is exact: nothing of its set arrives earlier in the time that the
    /// question allows.
    pub(super) fn alternatives(&self, asked: &Asked, queries: &[Query], shown: &[Hit]) -> Vec<Alternative> {
        let kinds = [(Apart::Crossings, Differs::Crossings), (Apart::Modes, Differs::Modes)];
        let all = kinds.into_iter().flat_map(|(apart, differs)| {
            let known: BTreeSet<Marks> =
                shown.iter().map(|(_, found)| self.planner.marks(found, apart)).collect();
            let mut best: BTreeMap<Marks, Hit> = BTreeMap::new();
            for (number, query) in queries.iter().enumerate() {
                for (marks, found) in self.planner.apart(query, apart) {
                    let is_better = |other: &Hit| found.value < other.1.value;
                    if !known.contains(&marks) && best.get(&marks).is_none_or(is_better) {
                        best.insert(marks, (number, found));
                    }
                }
            }
            let mut best: Vec<(Marks, Hit)> = best.into_iter().collect();
            best.sort_by_key(|(_, (query, found))| (found.value, *query));
            best.into_iter().take(ALTERNATIVES_MAX).map(move |(marks, hit)| (differs, marks, hit))
        });
        let corridor = self.corridor();
        let alternative = |(number, (differs, marks, (query, found))): (usize, (Differs, Marks, Hit))| {
            let of_kind = |kind: Differs| if kind == differs { marks.clone() } else { Marks::new() };
            let crossing = |c: lb_network::idx::CrossingIdx| corridor.crossings[c.at()].id.to_string();
            Alternative {
                differs,
                crossings: crossings(&of_kind(Differs::Crossings)).into_iter().map(crossing).collect(),
                modes: modes(&of_kind(Differs::Modes)).iter().map(|mode| mode.word().to_owned()).collect(),
                itinerary: self.itinerary(asked, &queries[query], &found, number + 1),
            }
        };
        all.enumerate().map(alternative).collect()
    }
}
