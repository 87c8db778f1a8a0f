//! The plain connection scan, earliest arrival only: the floor that every search is measured against.
//!
//! Source: Dibbelt, Pajor, Strasser, Wagner: Intriguingly simple and fast transit routing, 2013. Changing follows GTFS:
//! at the same stop 0 s unless transfers.txt says more; between stops only where it names the pair, and only between rides.
#![expect(clippy::as_conversions, reason = "stops and runs of a feed are 32-bit positions")]

use std::fmt;

use lb_network::gtfs::{Feed, StopIdx, Transfer, TransferKind};

use crate::expansion::{Connection, Expansion, LATE};

/// A rule of transfers.txt that a plain scan does not know: one that names routes or trips.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsupported {
    /// Where one arrives and where one departs.
    pub stops: [String; 2],
}

impl fmt::Display for Unsupported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [from, to] = &self.stops;
        write!(f, "expected transfers between stops, got one from {from} to {to} that names routes or trips")
    }
}

impl std::error::Error for Unsupported {}

/// A feed prepared for the plain scan.
#[derive(Clone, Debug)]
pub struct Plain {
    all: Expansion,
    /// Seconds between rides at each stop; [`LATE`] = one cannot.
    same: Vec<i32>,
    /// Footpaths by stop: `walks[walks_from[i]..walks_from[i + 1]]`.
    walks: Vec<(u32, i32)>,
    walks_from: Vec<u32>,
    /// Whether a connection arrives when it leaves: then those that leave together are looked at again.
    has_instant: bool,
}

/// What one search writes, kept between searches.
#[derive(Clone, Debug)]
pub struct Scratch {
    /// When one can board at each stop.
    ready: Vec<i32>,
    /// When the first ride arrives at each stop.
    arrived: Vec<i32>,
    /// The search that boarded each run last.
    boarded: Vec<u32>,
    /// Where it was boarded; empty until a search needs to know.
    boarded_at: Vec<u32>,
    search: u32,
}

impl Plain {
    /// Prepares a feed. O(n log n) in the connections of all its days; 20 bytes each.
    ///
    /// # Errors
    /// [`Unsupported`] where a transfer names routes or trips.
    pub fn new(feed: &Feed) -> Result<Self, Unsupported> {
        let mut same = vec![0; feed.stops.len()];
        let mut walks = Vec::new();
        for rule in &feed.transfers {
            let seconds = seconds(feed, rule)?;
            if rule.from == rule.to {
                same[rule.from.at()] = seconds;
            } else if seconds < LATE {
                walks.push((rule.from.0, rule.to.0, seconds));
            }
        }
        walks.sort_unstable();
        let starts =
            (0..=feed.stops.len() as u32).map(|stop| walks.partition_point(|walk| walk.0 < stop) as u32);
        let walks_from = starts.collect();
        let all = Expansion::new(feed);
        let has_instant = all.connections.iter().any(|connection| connection.arrive <= connection.depart);
        let walks = walks.into_iter().map(|(_, to, seconds)| (to, seconds)).collect();
        Ok(Self { all, same, walks, walks_from, has_instant })
    }

    /// Returns what a search needs at hand.
    #[must_use]
    pub fn scratch(&self) -> Scratch {
        let stops = self.same.len();
        let boarded = vec![0; self.all.trip_of_run.len()];
        Scratch {
            ready: vec![LATE; stops],
            arrived: vec![LATE; stops],
            boarded,
            boarded_at: Vec::new(),
            search: 0,
        }
    }

    /// Returns the number of connections.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.all.connections.len()
    }

    /// Returns the earliest arrival (seconds since 1970 UTC) at one of the stops, by one ride or more.
    ///
    /// `depart` is when one is ready at the origins, in seconds since 1970 UTC; `horizon` bounds arrival minus `depart`.
    pub fn earliest(
        &self,
        scratch: &mut Scratch,
        (from, to): (&[StopIdx], &[StopIdx]),
        depart: i64,
        horizon: i32,
    ) -> Option<i64> {
        let depart = self.all.clock(depart)?;
        scratch.begin();
        for stop in from {
            scratch.ready[stop.at()] = depart;
        }
        let latest = depart.saturating_add(horizon).saturating_add(1).min(LATE);
        let connections = &self.all.connections[self.all.first_from(depart)..];
        let best = if self.has_instant {
            self.scan_groups(connections, scratch, to, latest)
        } else {
            self.scan(connections, scratch, to, latest)
        };
        (best < latest).then(|| self.all.epoch + i64::from(best))
    }

    /// Every connection arrives after it leaves.
    fn scan(&self, connections: &[Connection], scratch: &mut Scratch, to: &[StopIdx], latest: i32) -> i32 {
        let mut best = latest;
        for connection in connections {
            if connection.depart >= best {
                break;
            }
            let run = connection.run as usize;
            if scratch.boarded[run] != scratch.search {
                if !scratch.can_board(connection) {
                    continue;
                }
                scratch.boarded[run] = scratch.search;
            }
            if self.arrive(connection, scratch) && to.iter().any(|stop| stop.0 == connection.to) {
                best = best.min(connection.arrive);
            }
        }
        best
    }

    /// Connections that leave together are looked at until nothing changes: one may take no time and lead to another.
    fn scan_groups(
        &self,
        connections: &[Connection],
        scratch: &mut Scratch,
        to: &[StopIdx],
        latest: i32,
    ) -> i32 {
        let mut best = latest;
        // Where each run was boarded: what it did before in the same instant is not ridden.
        scratch.boarded_at.resize(scratch.boarded.len(), 0);
        let mut first = 0;
        for group in connections.chunk_by(|a, b| a.depart == b.depart) {
            if group[0].depart >= best {
                break;
            }
            let mut improved = true;
            while improved {
                improved = false;
                for (position, connection) in (first..).zip(group) {
                    improved |= self.ride(position, connection, scratch);
                }
            }
            first += group.len() as u32;
            best = to.iter().map(|stop| scratch.arrived[stop.at()]).fold(best, i32::min);
        }
        best
    }

    /// Takes one connection if one can; returns whether it arrives earlier than known.
    fn ride(&self, position: u32, connection: &Connection, scratch: &mut Scratch) -> bool {
        let run = connection.run as usize;
        if scratch.boarded[run] != scratch.search || scratch.boarded_at[run] > position {
            if !scratch.can_board(connection) {
                return false;
            }
            scratch.boarded[run] = scratch.search;
            scratch.boarded_at[run] = position;
        }
        self.arrive(connection, scratch)
    }

    /// Alights from a connection if one can; returns whether that is earlier than known.
    #[inline]
    fn arrive(&self, connection: &Connection, scratch: &mut Scratch) -> bool {
        let Some(to) = connection.alight() else { return false };
        if connection.arrive >= scratch.arrived[to] {
            return false;
        }
        scratch.arrived[to] = connection.arrive;
        scratch.ready[to] = scratch.ready[to].min(connection.arrive.saturating_add(self.same[to]));
        let walks = self.walks_from[to] as usize..self.walks_from[to + 1] as usize;
        for &(stop, seconds) in &self.walks[walks] {
            let ready = &mut scratch.ready[stop as usize];
            *ready = (*ready).min(connection.arrive + seconds);
        }
        true
    }
}

impl Scratch {
    #[inline]
    fn can_board(&self, connection: &Connection) -> bool {
        connection.board().is_some_and(|from| self.ready[from] <= connection.depart)
    }

    fn begin(&mut self) {
        self.ready.fill(LATE);
        self.arrived.fill(LATE);
        self.search = self.search.wrapping_add(1);
        if self.search == 0 {
            self.boarded.fill(0);
            self.search = 1;
        }
    }
}

/// Returns the seconds a rule asks; [`LATE`] = one cannot change.
fn seconds(feed: &Feed, rule: &Transfer) -> Result<i32, Unsupported> {
    let is_plain = rule.from_route.is_none()
        && rule.to_route.is_none()
        && rule.from_trip.is_none()
        && rule.to_trip.is_none();
    if !is_plain {
        return Err(Unsupported { stops: [rule.from, rule.to].map(|stop| feed.stops[stop.at()].id.clone()) });
    }
    Ok(match rule.kind {
        TransferKind::NotPossible => LATE,
        TransferKind::Recommended
        | TransferKind::Timed
        | TransferKind::MinimumTime
        | TransferKind::InSeat
        | TransferKind::ReBoard => rule.min_seconds.unwrap_or(0),
    })
}
