//! Shortest ways over the corridor's links: for checks, claims and drawings.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::idx::{LinkIdx, PlaceIdx};
use crate::model::{Link, Mode, Status};

/// Links by place.
#[derive(Clone, Debug, Default)]
pub struct LinkGraph {
    at: Vec<Vec<(LinkIdx, PlaceIdx)>>,
}

/// Which links a way may use.
#[derive(Clone, Copy, Debug)]
pub struct LinkFilter<'a> {
    /// Mode.
    pub mode: Mode,
    /// Gauge; `None` = any, changes of gauge allowed.
    pub gauge_mm: Option<u32>,
    /// Places that must not be passed.
    pub avoid: &'a [PlaceIdx],
    /// Whether links that are not open yet may be used.
    pub planned: bool,
}

/// A way over links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkRoute {
    /// Metres.
    pub metres: i64,
    /// Places passed, both ends included.
    pub places: Vec<PlaceIdx>,
    /// Links used.
    pub links: Vec<LinkIdx>,
}

impl LinkGraph {
    /// Builds the graph.
    #[must_use]
    pub fn new(places: usize, links: &[Link]) -> Self {
        let mut at = vec![Vec::new(); places];
        for (i, link) in links.iter().enumerate() {
            for (a, b) in [(link.from, link.to), (link.to, link.from)] {
                at[a.at()].push((LinkIdx::new(i), b));
            }
        }
        Self { at }
    }

    /// Returns the links at a place with the place at their other end.
    #[must_use]
    pub fn at(&self, place: PlaceIdx) -> &[(LinkIdx, PlaceIdx)] {
        self.at.get(place.at()).map_or(&[], Vec::as_slice)
    }

    /// Returns the shortest link between two neighbouring places that passes the filter.
    #[must_use]
    pub fn between(
        &self,
        links: &[Link],
        from: PlaceIdx,
        to: PlaceIdx,
        filter: LinkFilter<'_>,
    ) -> Option<LinkIdx> {
        self.at(from)
            .iter()
            .filter(|(link, end)| *end == to && filter.admits(&links[link.at()]))
            .map(|&(link, _)| link)
            .min_by_key(|link| (links[link.at()].metres, *link))
    }

    /// Returns the shortest way through the given places in order (Dijkstra between neighbours).
    #[must_use]
    pub fn route(&self, links: &[Link], stops: &[PlaceIdx], filter: LinkFilter<'_>) -> Option<LinkRoute> {
        let mut whole = LinkRoute { metres: 0, places: vec![*stops.first()?], links: Vec::new() };
        for pair in stops.windows(2) {
            let part = self.shortest(links, pair[0], pair[1], filter)?;
            whole.metres += part.metres;
            whole.places.extend(part.places.into_iter().skip(1));
            whole.links.extend(part.links);
        }
        Some(whole)
    }

    fn shortest(
        &self,
        links: &[Link],
        from: PlaceIdx,
        to: PlaceIdx,
        filter: LinkFilter<'_>,
    ) -> Option<LinkRoute> {
        let mut best: Vec<Option<(i64, Option<LinkIdx>, PlaceIdx)>> = vec![None; self.at.len()];
        let mut heap = BinaryHeap::from([Reverse((0_i64, from, None::<LinkIdx>, from))]);
        while let Some(Reverse((metres, place, link, before))) = heap.pop() {
            if best[place.at()].is_some() {
                continue;
            }
            best[place.at()] = Some((metres, link, before));
            if place == to {
                break;
            }
            for &(link, next) in self.at(place) {
                let row = &links[link.at()];
                if best[next.at()].is_none() && filter.admits(row) && !filter.avoid.contains(&next) {
                    heap.push(Reverse((metres + row.metres, next, Some(link), place)));
                }
            }
        }
        let metres = best[to.at()]?.0;
        let mut route = LinkRoute { metres, places: vec![to], links: Vec::new() };
        let mut place = to;
        while let Some((_, Some(link), before)) = best[place.at()] {
            route.links.push(link);
            route.places.push(before);
            place = before;
        }
        route.links.reverse();
        route.places.reverse();
        Some(route)
    }
}

impl LinkFilter<'_> {
    /// Returns whether a link may be used.
    #[must_use]
    pub fn admits(&self, link: &Link) -> bool {
        link.mode == self.mode
            && self.gauge_mm.is_none_or(|gauge| link.gauges.contains(&gauge))
            && (self.planned || matches!(link.status, Status::Open | Status::Opening | Status::Restricted))
    }
}
