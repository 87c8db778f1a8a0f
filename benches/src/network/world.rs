//! The world: ports on every coast, railways and trucks behind them, a year of services.

mod countries;
mod lines;

use jiff::civil::date;

use super::{Footpath, Kind, Network, Size, Stop};
use crate::geo::{Point, rounded, whole};
use crate::random::Random;
use countries::{COUNTRIES, Country};

const PLACES: usize = 5_000;
/// A year of whole weeks.
const DAYS: i32 = 364;

/// The places by use.
pub(super) struct Places {
    pub all: Vec<Stop>,
    /// The country of each place.
    pub country: Vec<usize>,
    /// Inland hubs of each country.
    pub hubs: Vec<Vec<usize>>,
    /// Seaports of each country, the main ones first.
    pub ports: Vec<Vec<usize>>,
}

pub(super) fn generate(seed: u64) -> Network {
    let mut random = Random::new(seed, 3);
    let places = places(&mut random);
    let lines = lines::lines(&places, &mut random);
    let footpaths = footpaths(&places);
    let first_day = date(2027, 1, 4);
    Network { size: Size::World, seed, first_day, days: DAYS, stops: places.all, lines, footpaths }
}

/// Returns the gauge of a country's railways, millimetres.
pub(crate) fn gauge(country: &str) -> u32 {
    COUNTRIES.iter().find(|row| row.code == country).map_or(1_435, |row| row.gauge)
}

fn places(random: &mut Random) -> Places {
    let weights: usize = COUNTRIES.iter().map(|row| row.weight).sum();
    let mut places = Places {
        all: Vec::with_capacity(PLACES),
        country: Vec::with_capacity(PLACES),
        hubs: vec![Vec::new(); COUNTRIES.len()],
        ports: vec![Vec::new(); COUNTRIES.len()],
    };
    let mut before = 0;
    for (number, row) in COUNTRIES.iter().enumerate() {
        before += row.weight;
        let count = PLACES * before / weights - places.all.len();
        country(&mut places, number, row, count, random);
    }
    places
}

fn country(places: &mut Places, number: usize, row: &Country, count: usize, random: &mut Random) {
    let middle = Point { lat: row.lat, lon: row.lon };
    let hubs = (count / 9).max(1);
    let ports = if row.coast { (count / 7).max(1) } else { 0 };
    let mut first_hub = middle;
    for place in 0..count {
        let angle = random.turn();
        let (kind, km) = if place < hubs {
            (Kind::Hub, row.radius_km * 0.75 * random.share().sqrt())
        } else if place < hubs + ports {
            (Kind::Port, row.radius_km * random.between(0.75, 1.0))
        } else {
            (Kind::Plain, row.radius_km * random.share().sqrt())
        };
        let mut point = middle.towards(angle, km);
        if place == 0 {
            first_hub = point;
        } else if place == hubs && kind == Kind::Port {
            // The first port stands beside the first hub: cargo changes between ship and rail there.
            point = first_hub.towards(angle, random.between(12.0, 35.0));
        }
        match kind {
            Kind::Hub => places.hubs[number].push(places.all.len()),
            Kind::Port => places.ports[number].push(places.all.len()),
            Kind::Plain | Kind::Station => {}
        }
        places.country.push(number);
        places.all.push(Stop {
            id: format!("{}{place:03}", row.code),
            name: format!("{} {} {place}", row.code, word(kind)),
            point: Point { lat: rounded(point.lat), lon: rounded(point.lon) },
            kind,
            station: None,
            change_minutes: 60 * random.within(1, 4),
            country: row.code,
            zone: row.zone,
        });
    }
}

const fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Hub => "Hub",
        Kind::Port => "Port",
        Kind::Plain | Kind::Station => "Park",
    }
}

/// The haul between a country's first port and its first hub.
fn footpaths(places: &Places) -> Vec<Footpath> {
    let mut footpaths = Vec::new();
    for (hubs, ports) in places.hubs.iter().zip(&places.ports) {
        if let (Some(&hub), Some(&port)) = (hubs.first(), ports.first()) {
            let minutes = 120 + whole(places.all[hub].point.km_to(places.all[port].point) * 3.0);
            footpaths.push(Footpath { from: hub, to: port, minutes });
            footpaths.push(Footpath { from: port, to: hub, minutes });
        }
    }
    footpaths
}
