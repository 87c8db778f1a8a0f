//! A feed's service days written out: every run of every trip, connection by connection.
#![expect(clippy::as_conversions, reason = "stops, trips and runs of a feed are 32-bit positions")]

use lb_network::gtfs::{Feed, StopIdx};

/// Later than every time.
pub const LATE: i32 = i32::MAX / 2;

/// A move of one run from one stop to the next. 20 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Connection {
    /// Departure, seconds from the feed's first day.
    pub depart: i32,
    /// Arrival.
    pub arrive: i32,
    /// Position of the stop it leaves; [`BARRED`] set where one may not board.
    pub from: u32,
    /// Position of the stop it reaches; [`BARRED`] set where one may not alight.
    pub to: u32,
    /// Number of the run.
    pub run: u32,
}

/// The bit that bars boarding or alighting.
pub const BARRED: u32 = 1 << 31;

impl Connection {
    /// Returns the stop at which one may board, if one may.
    #[must_use]
    pub const fn board(&self) -> Option<usize> {
        if self.from & BARRED == 0 { Some(self.from as usize) } else { None }
    }

    /// Returns the stop at which one may alight, if one may.
    #[must_use]
    pub const fn alight(&self) -> Option<usize> {
        if self.to & BARRED == 0 { Some(self.to as usize) } else { None }
    }
}

/// All runs of a feed.
#[derive(Clone, Debug)]
pub struct Expansion {
    /// Instant of second 0, seconds since 1970 UTC.
    pub epoch: i64,
    /// Connections by departure; those of one run in its own order.
    pub connections: Vec<Connection>,
    /// Trip of each run.
    pub trip_of_run: Vec<u32>,
}

impl Expansion {
    /// Writes out every day of a feed. O(n log n) in its connections; 20 bytes each.
    #[must_use]
    pub fn new(feed: &Feed) -> Self {
        let epoch = feed.day_base.first().copied().unwrap_or(0);
        let mut all = Self { epoch, connections: Vec::new(), trip_of_run: Vec::new() };
        for (number, trip) in feed.trips.iter().enumerate() {
            let first = trip.first as usize;
            let times = &feed.stop_times[first..first + trip.count as usize];
            let days = &feed.calendars[trip.calendar as usize];
            for (_, base) in feed.day_base.iter().enumerate().filter(|(day, _)| days.has(*day as u32)) {
                let base = (base - epoch) as i32;
                let run = all.trip_of_run.len() as u32;
                all.trip_of_run.push(number as u32);
                all.connections.extend(times.windows(2).map(|pair| Connection {
                    depart: base + pair[0].depart,
                    arrive: base + pair[1].arrive,
                    from: pair[0].stop.0 | if pair[0].pickup { 0 } else { BARRED },
                    to: pair[1].stop.0 | if pair[1].drop_off { 0 } else { BARRED },
                    run,
                }));
            }
        }
        // Stable: the connections of a run that leave at one instant stay in the run's order.
        all.connections.sort_by_key(|connection| connection.depart);
        all
    }

    /// Returns the position of the first connection that leaves at an instant or later.
    #[must_use]
    pub fn first_from(&self, depart: i32) -> usize {
        self.connections.partition_point(|connection| connection.depart < depart)
    }

    /// Returns an instant (seconds since 1970 UTC) on the expansion's own clock; `None` outside of it.
    #[must_use]
    pub fn clock(&self, instant: i64) -> Option<i32> {
        i32::try_from(instant - self.epoch).ok().filter(|seconds| seconds.abs() < LATE / 2)
    }
}

/// Returns the stops that an identifier means: itself, or the child stops of a station.
#[must_use]
pub fn stops_of(feed: &Feed, id: &str) -> Option<Vec<StopIdx>> {
    let stop = feed.stop(id)?;
    let children = feed.children(stop);
    Some(if children.is_empty() { vec![stop] } else { children.to_vec() })
}
