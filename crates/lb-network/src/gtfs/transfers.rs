//! Transfers: stations become their child stops, the more specific row wins.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::cells::whole;
use super::problems::{At, Problems};
use super::reference::{Location, Stops};
use super::rows::{Column, Layout, Row, Shown, Table};
use super::trips::{RawTrip, route_by_id, trip_by_id};
use super::{Route, StopIdx, Transfer, TransferKind, wide};

pub(super) const TRANSFERS: Layout = Layout { file: "transfers.txt", required: &[] };

/// The most transfers of a feed after stations are expanded.
const TRANSFERS_MAX: usize = 5_000_000;
/// The longest `min_transfer_time`: a week.
const SECONDS_MAX: i32 = 7 * 86_400;

/// What transfers refer to.
pub(super) struct Network<'a> {
    pub stops: &'a Stops,
    pub routes: &'a [Route],
    pub trips: &'a [RawTrip],
    /// First and last stop by row of trips.txt.
    pub ends: &'a [Option<(StopIdx, StopIdx)>],
}

/// A row of transfers.txt: a transfer whose sides may still be stations.
struct RawTransfer {
    line: u64,
    row: Transfer,
}

/// Reads the transfers, stations expanded, sorted, one for each pair of stops, routes and trips.
pub(super) fn read_transfers(
    table: Table<'_>,
    network: &Network<'_>,
    problems: &mut Problems,
) -> Vec<Transfer> {
    let reader = Reader::new(&table, network);
    let mut rows = table.map(problems, |row| reader.read(row));
    rows.sort_by(|a, b| key(&a.row).cmp(&key(&b.row)).then_with(|| a.order().cmp(&b.order())));
    rows.dedup_by(|other, kept| {
        let is_same = key(&other.row) == key(&kept.row);
        if is_same {
            let at = At { file: TRANSFERS.file, line: other.line, column: "" };
            let expected = "each pair of stops, routes and trips once";
            problems.add(at, "gtfs.duplicate", expected, format_args!("the pair of line {}", kept.line));
        }
        is_same
    });
    expand(&rows, network.stops, problems)
}

/// What tells one transfer from another.
type Key<'a> = (StopIdx, StopIdx, Option<u32>, Option<u32>, Option<&'a str>, Option<&'a str>);

fn key(row: &Transfer) -> Key<'_> {
    let Transfer { from, to, from_route, to_route, from_trip, to_trip, .. } = row;
    (*from, *to, *from_route, *to_route, from_trip.as_deref(), to_trip.as_deref())
}

/// Orders rows that contradict each other: the one that forbids, then the one that needs longest, comes first.
const fn strictness(row: &Transfer) -> Reverse<(bool, Option<i32>, TransferKind)> {
    Reverse((matches!(row.kind, TransferKind::NotPossible), row.min_seconds, row.kind))
}

impl RawTransfer {
    const fn order(&self) -> (Reverse<(bool, Option<i32>, TransferKind)>, u64) {
        (strictness(&self.row), self.line)
    }
}

/// Puts child stops in the place of stations; of two rows for one pair that with fewer stations wins.
fn expand(rows: &[RawTransfer], stops: &Stops, problems: &mut Problems) -> Vec<Transfer> {
    let mut expanded: Vec<(Transfer, u8)> = Vec::with_capacity(rows.len());
    for RawTransfer { line, row } in rows {
        let ((from, from_rank), (to, to_rank)) = (stops.meant_by(row.from), stops.meant_by(row.to));
        if expanded.len().saturating_add(from.len().saturating_mul(to.len())) > TRANSFERS_MAX {
            let at = At { file: TRANSFERS.file, line: *line, column: "" };
            let expected = format_args!("at most {TRANSFERS_MAX} transfers between stops");
            problems.add(at, "gtfs.too_large", expected, "more");
            break;
        }
        for &from in &from {
            let pair = |&to: &StopIdx| (Transfer { from, to, ..row.clone() }, from_rank + to_rank);
            expanded.extend(to.iter().map(pair));
        }
    }
    expanded.sort_by(|(a, rank_a), (b, rank_b)| {
        let by_rank = || rank_a.cmp(rank_b).then_with(|| strictness(a).cmp(&strictness(b)));
        key(a).cmp(&key(b)).then_with(by_rank)
    });
    expanded.dedup_by(|(other, _), (kept, _)| key(other) == key(kept));
    expanded.into_iter().map(|(transfer, _)| transfer).collect()
}

/// The columns of transfers.txt, and what they refer to.
struct Reader<'a> {
    stops: [Column; 2],
    routes: [Column; 2],
    trips: [Column; 2],
    kind: Column,
    seconds: Column,
    location_by_id: HashMap<&'a [u8], Location>,
    route_by_id: HashMap<&'a [u8], u32>,
    trip_by_id: HashMap<&'a [u8], u32>,
    network: &'a Network<'a>,
}

impl<'a> Reader<'a> {
    fn new(table: &Table<'_>, network: &'a Network<'a>) -> Self {
        let [kind, seconds] = table.columns(["transfer_type", "min_transfer_time"]);
        Self {
            stops: table.columns(["from_stop_id", "to_stop_id"]),
            routes: table.columns(["from_route_id", "to_route_id"]),
            trips: table.columns(["from_trip_id", "to_trip_id"]),
            kind,
            seconds,
            location_by_id: network.stops.by_id(),
            route_by_id: route_by_id(network.routes),
            trip_by_id: trip_by_id(network.trips),
            network,
        }
    }

    fn read(&self, row: &mut Row<'_>) -> Option<RawTransfer> {
        let kind = row.optional(self.kind, "a transfer type from 0 to 5", kind_of);
        let min_seconds = row.optional(self.seconds, "seconds from 0 to a week", |bytes| {
            whole(bytes).and_then(|value| i32::try_from(value).ok()).filter(|&value| value <= SECONDS_MAX)
        });
        let kind = kind.unwrap_or(TransferKind::Recommended);
        if kind == TransferKind::MinimumTime && min_seconds.is_none() && row.is_empty(self.seconds) {
            row.reject_value(self.seconds, "seconds, as transfer_type is 2");
        }
        let [from_route, to_route] = self.routes.map(|column| self.route(row, column));
        let trips = self.trips.map(|column| self.trip(row, column));
        let stops = if matches!(kind, TransferKind::InSeat | TransferKind::ReBoard) {
            self.stops_of_trips(row, trips)
        } else {
            self.stops.map(|column| self.stop(row, column))
        };
        let ([from, to], [from_trip, to_trip]) = (stops, trips);
        let trip_id = |trip: Option<u32>| {
            trip.and_then(|trip| self.network.trips.get(wide(trip))).map(|trip| trip.id.clone())
        };
        let (from_trip, to_trip) = (trip_id(from_trip), trip_id(to_trip));
        let row_line = row.line;
        let row =
            Transfer { from: from?, to: to?, from_route, to_route, from_trip, to_trip, kind, min_seconds };
        Some(RawTransfer { line: row_line, row })
    }

    fn stop(&self, row: &mut Row<'_>, column: Column) -> Option<StopIdx> {
        match self.location_by_id.get(row.bytes(column)) {
            Some(&Location::Stop(stop)) => return Some(stop),
            Some(&Location::Station(station)) => {
                if self.network.stops.meant_by(station).0.is_empty() {
                    row.reject_value(column, "a stop, or a station with stops");
                } else {
                    return Some(station);
                }
            }
            Some(Location::Other) => row.reject_value(column, "a stop or a station"),
            None => row.reject_reference(column, "stops.txt"),
        }
        None
    }

    fn route(&self, row: &mut Row<'_>, column: Column) -> Option<u32> {
        named(row, column, "routes.txt", &self.route_by_id)
    }

    fn trip(&self, row: &mut Row<'_>, column: Column) -> Option<u32> {
        named(row, column, "trips.txt", &self.trip_by_id)
    }

    /// Returns the stops where one trip becomes another: as given, else where the first ends and the other starts.
    fn stops_of_trips(&self, row: &mut Row<'_>, trips: [Option<u32>; 2]) -> [Option<StopIdx>; 2] {
        let mut stops = [None, None];
        for (side, stop) in stops.iter_mut().enumerate() {
            let (stop_column, trip_column) = (self.stops[side], self.trips[side]);
            if row.is_empty(trip_column) {
                row.reject_value(trip_column, "a trip, as transfer_type is 4 or 5");
            } else if !row.is_empty(stop_column) {
                *stop = self.stop(row, stop_column);
                if stop.is_some_and(|stop| self.network.stops.is_station(stop)) {
                    row.reject_value(stop_column, "a stop (location_type 0), as transfer_type is 4 or 5");
                }
            } else if let Some(trip) = trips[side] {
                let ends = self.network.ends.get(wide(trip)).copied().flatten();
                *stop = ends.map(|(first, last)| if side == 0 { last } else { first });
                if stop.is_none() {
                    let found = Shown(row.bytes(trip_column));
                    row.reject(trip_column, "gtfs.unknown_reference", "a trip with good stop times", found);
                }
            }
        }
        stops
    }
}

/// Returns what a cell names; nothing for an empty cell.
fn named(row: &mut Row<'_>, column: Column, table: &str, by_id: &HashMap<&[u8], u32>) -> Option<u32> {
    let found = by_id.get(row.bytes(column)).copied();
    if found.is_none() && !row.is_empty(column) {
        row.reject_reference(column, table);
    }
    found
}

fn kind_of(bytes: &[u8]) -> Option<TransferKind> {
    match bytes {
        b"0" => Some(TransferKind::Recommended),
        b"1" => Some(TransferKind::Timed),
        b"2" => Some(TransferKind::MinimumTime),
        b"3" => Some(TransferKind::NotPossible),
        b"4" => Some(TransferKind::InSeat),
        b"5" => Some(TransferKind::ReBoard),
        _ => None,
    }
}
