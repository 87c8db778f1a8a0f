//! Agencies, stops and routes.

use std::collections::HashMap;

use lb_base::Zone;

use super::cells::{degrees, whole};
use super::problems::{At, Problems};
use super::rows::{Layout, Row, Shown, Table};
use super::{Route, Stop, StopIdx, narrow, wide};

pub(super) const AGENCY: Layout = Layout { file: "agency.txt", required: &["agency_timezone"] };
pub(super) const STOPS: Layout = Layout { file: "stops.txt", required: &["stop_id"] };
pub(super) const ROUTES: Layout = Layout { file: "routes.txt", required: &["route_id", "route_type"] };

/// A row with its id and line, before duplicates are dropped.
pub(super) struct Keyed<T> {
    pub id: String,
    pub line: u64,
    pub row: T,
}

/// Returns the rows in the order of their ids; of rows with one id the first stays.
pub(super) fn by_id<T>(
    mut rows: Vec<Keyed<T>>,
    (file, column): (&'static str, &'static str),
    problems: &mut Problems,
) -> Vec<Keyed<T>> {
    rows.sort_by(|a, b| a.id.cmp(&b.id).then(a.line.cmp(&b.line)));
    rows.dedup_by(|later, first| {
        let is_same = later.id == first.id;
        if is_same {
            let at = At { file, line: later.line, column };
            let found = format_args!("{} as on line {}", Shown(later.id.as_bytes()), first.line);
            problems.add(at, "gtfs.duplicate", "each id once", found);
        }
        is_same
    });
    rows
}

/// The agencies of a feed: what they call themselves, and their zone.
pub(super) struct Agencies {
    ids: Vec<String>,
    /// Zone of the first agency by id; nothing when no agency has one.
    pub zone: Option<Zone>,
}

impl Agencies {
    /// Reads the agencies.
    pub fn read(table: Table<'_>, problems: &mut Problems) -> Self {
        let [id, zone] = table.columns(["agency_id", "agency_timezone"]);
        let rows = table.map(problems, |row| {
            let expected = "a zone of the time-zone data";
            let parse = |bytes: &[u8]| std::str::from_utf8(bytes).ok()?.parse::<Zone>().ok();
            let zone = row.required(zone, expected, parse)?;
            Some(Keyed { id: row.name(id), line: row.line, row: zone })
        });
        let rows = by_id(rows, (AGENCY.file, "agency_id"), problems);
        let zone = rows.first().map(|first| first.row.clone());
        if zone.is_none() {
            let expected = "an agency with a zone";
            problems.add(At::file(AGENCY.file), "gtfs.no_agency", expected, "none");
        }
        for other in &rows {
            if let Some(zone) = zone.as_ref().filter(|&zone| *zone != other.row) {
                let at = At { file: AGENCY.file, line: other.line, column: "agency_timezone" };
                let expected = format_args!("{zone}, the zone of the feed's first agency");
                problems.add(at, "gtfs.differing_zone", expected, &other.row);
            }
        }
        Self { ids: rows.into_iter().map(|row| row.id).collect(), zone }
    }

    fn has(&self, id: &[u8]) -> bool {
        self.ids.binary_search_by(|other| other.as_bytes().cmp(id)).is_ok()
    }
}

/// What a `stop_id` names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Location {
    /// A stop or platform.
    Stop(StopIdx),
    /// A station.
    Station(StopIdx),
    /// An entrance, a node or a boarding area.
    Other,
}

/// The stops of a feed.
pub(super) struct Stops {
    pub list: Vec<Stop>,
    /// Ids of entrances, nodes and boarding areas.
    others: Vec<String>,
    pub child_ends: Vec<u32>,
    pub children: Vec<StopIdx>,
}

struct RawStop {
    name: String,
    parent: String,
    lat: Option<f64>,
    lon: Option<f64>,
    kind: u32,
}

impl Stops {
    /// Reads the stops.
    pub fn read(table: Table<'_>, problems: &mut Problems) -> Self {
        let [id, name, lat, lon] = table.columns(["stop_id", "stop_name", "stop_lat", "stop_lon"]);
        let [kind, parent] = table.columns(["location_type", "parent_station"]);
        let rows = table.map(problems, |row| {
            let kind = row.optional(kind, "a location type from 0 to 4", |b| whole(b).filter(|&k| k <= 4));
            let raw = RawStop {
                name: row.name(name),
                parent: row.name(parent),
                lat: row.tolerated(lat, "degrees from -90 to 90", |b| degrees(b, 90.0)),
                lon: row.tolerated(lon, "degrees from -180 to 180", |b| degrees(b, 180.0)),
                kind: kind.unwrap_or(0),
            };
            Some(Keyed { id: row.id(id)?, line: row.line, row: raw })
        });
        let rows = by_id(rows, (STOPS.file, "stop_id"), problems);
        let (places, others): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.row.kind <= 1);
        let mut stops = Self {
            list: places.iter().map(to_stop).collect(),
            others: others.iter().map(|row| row.id.clone()).collect(),
            child_ends: Vec::new(),
            children: Vec::new(),
        };
        let parents: Vec<_> = {
            let by_id = stops.by_id();
            for row in &others {
                parent_of(row, &by_id, problems);
            }
            places.iter().map(|row| parent_of(row, &by_id, problems)).collect()
        };
        for (stop, parent) in stops.list.iter_mut().zip(parents) {
            stop.parent = parent;
        }
        stops.link_children();
        stops
    }

    /// Returns what each `stop_id` names.
    pub fn by_id(&self) -> HashMap<&[u8], Location> {
        let places = self.list.iter().enumerate().map(|(i, stop)| {
            let place = StopIdx::new(i);
            let location = if stop.is_station { Location::Station(place) } else { Location::Stop(place) };
            (stop.id.as_bytes(), location)
        });
        places.chain(self.others.iter().map(|id| (id.as_bytes(), Location::Other))).collect()
    }

    /// Returns whether a stop is a station.
    pub fn is_station(&self, stop: StopIdx) -> bool {
        self.list.get(stop.at()).is_some_and(|stop| stop.is_station)
    }

    /// Returns the children of a station, or the stop itself; and 1 for a station, 0 for a stop.
    pub fn meant_by(&self, stop: StopIdx) -> (Vec<StopIdx>, u8) {
        if self.is_station(stop) {
            (children_of(&self.child_ends, &self.children, stop).to_vec(), 1)
        } else {
            (vec![stop], 0)
        }
    }

    fn link_children(&mut self) {
        let with_parent = self
            .list
            .iter()
            .enumerate()
            .filter_map(|(i, stop)| stop.parent.map(|parent| (parent, StopIdx::new(i))));
        let mut pairs: Vec<_> = with_parent.collect();
        pairs.sort_unstable();
        self.child_ends = (0..=self.list.len())
            .map(|i| narrow(pairs.partition_point(|(parent, _)| parent.at() < i)))
            .collect();
        self.children = pairs.into_iter().map(|(_, child)| child).collect();
    }
}

/// Returns the children of a stop; `ends` says where the children of each stop begin, and where the last end.
pub(super) fn children_of<'a>(ends: &[u32], children: &'a [StopIdx], stop: StopIdx) -> &'a [StopIdx] {
    let range = ends.get(stop.at()).zip(ends.get(stop.at() + 1));
    range.and_then(|(&from, &to)| children.get(wide(from)..wide(to))).unwrap_or_default()
}

fn to_stop(row: &Keyed<RawStop>) -> Stop {
    let Keyed { id, row, .. } = row;
    Stop {
        id: id.clone(),
        name: row.name.clone(),
        parent: None,
        lat: row.lat,
        lon: row.lon,
        is_station: row.kind == 1,
    }
}

/// Returns the station that a stop belongs to; a wrong parent is a problem and counts as none.
fn parent_of(
    row: &Keyed<RawStop>,
    by_id: &HashMap<&[u8], Location>,
    problems: &mut Problems,
) -> Option<StopIdx> {
    let raw = &row.row;
    if raw.parent.is_empty() {
        return None;
    }
    let at = At { file: STOPS.file, line: row.line, column: "parent_station" };
    let found = Shown(raw.parent.as_bytes());
    match by_id.get(raw.parent.as_bytes()) {
        None => {
            problems.add(at, "gtfs.unknown_reference", "an id of a good row of stops.txt", found);
            None
        }
        Some(_) if raw.kind == 1 => {
            problems.add(at, "gtfs.bad_value", "no parent of a station", found);
            None
        }
        // A boarding area belongs to a platform; nothing above the platform asks for it.
        Some(_) if raw.kind == 4 => None,
        Some(&Location::Station(station)) => Some(station),
        Some(Location::Stop(_) | Location::Other) => {
            problems.add(at, "gtfs.bad_value", "a station (location_type 1)", found);
            None
        }
    }
}

/// Reads the routes.
pub(super) fn read_routes(table: Table<'_>, agencies: &Agencies, problems: &mut Problems) -> Vec<Route> {
    let [id, agency, kind] = table.columns(["route_id", "agency_id", "route_type"]);
    let [short, long] = table.columns(["route_short_name", "route_long_name"]);
    let rows = table.map(problems, |row| {
        if !row.is_empty(agency) && !agencies.has(row.bytes(agency)) {
            let found = Shown(row.bytes(agency));
            row.note(agency, "gtfs.unknown_reference", "an id of a good row of agency.txt", found);
        }
        let route_id = row.id(id)?;
        let kind = row.required(kind, "a route type from 0 to 1799", route_kind)?;
        let named = [short, long].into_iter().find(|&column| !row.is_empty(column));
        let name = named.map_or_else(|| route_id.clone(), |column| Row::name(row, column));
        let route = Route { id: route_id.clone(), name, kind };
        Some(Keyed { id: route_id, line: row.line, row: route })
    });
    by_id(rows, (ROUTES.file, "route_id"), problems).into_iter().map(|row| row.row).collect()
}

fn route_kind(bytes: &[u8]) -> Option<u16> {
    whole(bytes).and_then(|kind| u16::try_from(kind).ok()).filter(|&kind| kind <= 1_799)
}
