//! A network as the CSV tables of a corridor (docs/corridor-format.md).
//!
//! Modes and operators differ so that the criteria conflict: ships are cheap, clean, slow and often late; trucks fast, dear
//! and dirty; every third operator is a fifth cheaper and much less reliable; fast lines cost more.

mod reference;
mod services;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::network::{Kind, Line, Mode, Network, Size, gauge_of};
use crate::random::Random;

/// Adds one line to a text; writing to a string cannot fail.
macro_rules! row {
    ($text:expr, $($argument:tt)*) => { { let _ = writeln!($text, $($argument)*); } };
}
use row;

/// Tables without rows here, with their columns.
const EMPTY: [(&str, &str); 11] = [
    (
        "crossings",
        "crossing_id,name,name_zh,name_ru,name_kk,kind,from,to,mode,gauges,status,capacity_unit,capacity_per_day,\
         average_per_day,peak_per_day,transfer_hours,crossing_hours,clearance_hours,opening,reliability,basis,note",
    ),
    ("exceptions", "pattern_id,date,kind,note"),
    (
        "restrictions",
        "restriction_id,target,target_id,effect,hs,forms,per_day,valid_from,valid_to,reason,reason_zh,reason_ru,\
         reason_kk,reliability,basis",
    ),
    ("holidays", "country,date,name"),
    ("claims", "claim_id,publication,subject,value,value_max,unit,qualifier,rule,args,judgement,reason"),
    ("lane_nodes", "node_id,lat,lon"),
    ("lanes", "lane_id,from,to,km,passage"),
    ("port_checks", "unlocode,source,lat,lon"),
    ("volumes", "series,period,value,unit,note,reliability,basis"),
    ("queue_events", "date,crossing_id,event,reliability,basis"),
    ("grain_seasonality", "month,index_mean_1,reliability,basis"),
];

/// Returns the tables of a network by file name.
///
/// Each line is a service; its trips are patterns. Where rails change gauge the service is cut into sections.
#[must_use]
pub fn tables(network: &Network) -> BTreeMap<String, String> {
    let mut tables: BTreeMap<String, String> = BTreeMap::new();
    for (name, columns) in EMPTY {
        tables.insert(format!("{name}.csv"), format!("{columns}\n"));
    }
    for (name, text) in reference::TABLES {
        tables.insert(format!("{name}.csv"), text.to_owned());
    }
    let gauges = gauges(network);
    tables.insert("places.csv".to_owned(), places(network, &gauges));
    tables.insert("facilities.csv".to_owned(), facilities(network));
    tables.insert("handling.csv".to_owned(), handling(network));
    tables.insert("links.csv".to_owned(), links(network));
    tables.insert("drayages.csv".to_owned(), drayages(network));
    for (name, text) in services::tables(network) {
        tables.insert(format!("{name}.csv"), text);
    }
    tables
}

/// What a line's operator is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    Reliable,
    Cheap,
}

fn operator(number: usize) -> Operator {
    if number % 3 == 2 { Operator::Cheap } else { Operator::Reliable }
}

const fn mode_word(mode: Mode) -> &'static str {
    match mode {
        Mode::Rail => "rail",
        Mode::Road => "road",
        Mode::Sea => "sea",
        Mode::Barge => "barge",
    }
}

/// Returns the gauge of the rails between two places, the same both ways.
fn leg_gauge(network: &Network, from: usize, to: usize) -> u32 {
    match network.size {
        Size::World => gauge_of(network.stops[from.min(to)].country),
        Size::Corridor | Size::Country => 1_435,
    }
}

/// The rails of a network: those under its trains, and a track between the two ends of a short haul.
fn rails(network: &Network) -> BTreeMap<(usize, usize), i32> {
    let mut rails = land_legs(network, Mode::Rail);
    for path in &network.footpaths {
        let km = network.stops[path.from].point.km_to(network.stops[path.to].point);
        rails.entry(ends(path.from, path.to)).or_insert(crate::geo::whole(km * 1.3).max(5));
    }
    rails
}

const fn ends(a: usize, b: usize) -> (usize, usize) {
    if a < b { (a, b) } else { (b, a) }
}

fn land_legs(network: &Network, mode: Mode) -> BTreeMap<(usize, usize), i32> {
    let lines = network.lines.iter().filter(|line| line.mode == mode);
    let legs = |line: &Line| -> Vec<((usize, usize), i32)> {
        line.stops.windows(2).zip(&line.km).map(|(pair, km)| (ends(pair[0], pair[1]), *km)).collect()
    };
    lines.flat_map(legs).collect()
}

/// Gauges at each place.
fn gauges(network: &Network) -> Vec<Vec<u32>> {
    let mut gauges = vec![Vec::new(); network.stops.len()];
    for (a, b) in rails(network).into_keys() {
        let gauge = leg_gauge(network, a, b);
        for end in [a, b] {
            if !gauges[end].contains(&gauge) {
                gauges[end].push(gauge);
            }
        }
    }
    gauges
}

fn places(network: &Network, gauges: &[Vec<u32>]) -> String {
    let mut text = String::from(
        "place_id,name,name_zh,name_ru,name_kk,unlocode,country,area_id,lat,lon,kind,gauges,time_zone,reliability,basis,note\n",
    );
    for (stop, gauges) in network.stops.iter().zip(gauges) {
        let kind = match stop.kind {
            Kind::Hub => "rail_hub",
            Kind::Port => "seaport",
            Kind::Plain | Kind::Station => "logistics_park",
        };
        let gauges = gauges.iter().map(u32::to_string).collect::<Vec<_>>().join(";");
        let (lat, lon) = (stop.point.lat, stop.point.lon);
        row!(
            text,
            "{},{},,,,,{},,{lat:.5},{lon:.5},{kind},{gauges},{},modelled,M,",
            stop.id,
            stop.name,
            stop.country,
            stop.zone
        );
    }
    text
}

fn facilities(network: &Network) -> String {
    let mut text = String::from(
        "facility_id,place_id,name,name_zh,name_ru,name_kk,kind,opening,closed_on_holidays,free_days,storage_per_teu_day,\
         storage_per_t_day,currency,reliability,basis,note\n",
    );
    let mut random = Random::new(network.seed, 21);
    for stop in &network.stops {
        let (kind, opening, free, rate) = match stop.kind {
            Kind::Hub => ("intermodal_terminal", "24/7", random.within(3, 7), random.within(3, 8)),
            Kind::Port => ("container_terminal", "24/7", random.within(4, 10), random.within(4, 14)),
            Kind::Plain | Kind::Station => {
                let hours = ["24/7", "Mo-Sa 08:00-20:00", "Mo-Su 06:00-22:00"][random.below(3)];
                ("yard", hours, random.within(1, 4), random.within(1, 5))
            }
        };
        row!(
            text,
            "{0}-F,{0},{1} yard,,,,{kind},{opening},no,{free},{rate},,USD,modelled,M,",
            stop.id,
            stop.name
        );
    }
    text
}

fn handling(network: &Network) -> String {
    let mut text = String::from(
        "facility_id,form,unload_hours,load_hours,customs_hours,rate_per_hour,price,price_per,currency,reliability,basis\n",
    );
    let mut random = Random::new(network.seed, 22);
    for stop in &network.stops {
        let (hours, customs, rate, price) = match stop.kind {
            Kind::Hub => (random.within(1, 2), random.within(4, 12), 40, random.within(30, 50)),
            Kind::Port => (random.within(2, 4), random.within(6, 24), 100, random.within(50, 90)),
            Kind::Plain | Kind::Station => {
                (random.within(1, 4), random.within(4, 16), 20, random.within(15, 45))
            }
        };
        for (form, more) in [("box", 0), ("reefer", 15)] {
            let price = price + more;
            row!(text, "{}-F,{form},{hours},{hours},{customs},{rate},{price},unit,USD,modelled,M", stop.id);
        }
    }
    text
}

fn links(network: &Network) -> String {
    let mut text = String::from(
        "link_id,from,to,mode,km,gauges,tracks,traction,daily_km_low,daily_km_typ,daily_km_high,owner,status,reliability,basis,note\n",
    );
    for (word, legs) in [("rail", rails(network)), ("road", land_legs(network, Mode::Road))] {
        for (number, ((a, b), km)) in legs.into_iter().enumerate() {
            let gauge = if word == "rail" { leg_gauge(network, a, b).to_string() } else { String::new() };
            let [from, to] = [a, b].map(|end| network.stops[end].id.as_str());
            let id = format!("{}{number:05}", if word == "rail" { "R" } else { "H" });
            row!(text, "{id},{from},{to},{word},{km},{gauge},,,,,,,open,modelled,M,");
        }
    }
    text
}

fn drayages(network: &Network) -> String {
    let mut text = String::from(
        "drayage_id,from,to,mode,km,hours,forms,price,price_per,currency,factor_id,both_ways,reliability,basis,note\n",
    );
    for (number, path) in network.footpaths.iter().filter(|path| path.from < path.to).enumerate() {
        let [from, to] = [path.from, path.to].map(|end| &network.stops[end]);
        let km = crate::geo::whole(from.point.km_to(to.point) * 1.3).max(5);
        let hours = tenths(path.minutes);
        let price = 60 + km * 2;
        row!(
            text,
            "DR{number:03},{},{},road,{km},{hours},box;reefer,{price},teu,USD,F-TRUCK,yes,modelled,M,",
            from.id,
            to.id
        );
    }
    text
}

/// Returns minutes as hours with one decimal.
fn tenths(minutes: i32) -> String {
    format!("{}.{}", minutes / 60, minutes % 60 / 6)
}
