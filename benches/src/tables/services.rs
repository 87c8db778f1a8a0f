//! Services, sections, calls, connections, patterns, tariffs.

use std::fmt::Write as _;

use jiff::ToSpan;
use jiff::tz::TimeZone;

use super::{Operator, leg_gauge, mode_word, operator, row};
use crate::network::{DAY, Days, Line, Mode, Network};
use crate::random::Random;

/// The texts while they grow.
struct Texts {
    services: String,
    sections: String,
    calls: String,
    connections: String,
    patterns: String,
    tariffs: String,
}

/// Least hours of a gauge change.
const GAUGE_CHANGE_HOURS: i32 = 12;

pub(super) fn tables(network: &Network) -> [(&'static str, String); 6] {
    let own = String::from;
    let mut texts = Texts {
        services: own(
            "service_id,name,name_zh,name_ru,name_kk,kind,operator,published_days_min,published_days_typ,published_days_max,\
             reliability,basis,note\n",
        ),
        sections: own(
            "section_id,service_id,seq,mode,gauge_mm,vehicle,forms,crossings,capacity_teu,capacity_wagons,capacity_t,\
             reefer_plugs,deck_m,parcel_min_t,dangerous,factor_id,delay_id,reliability,basis\n",
        ),
        calls: own(
            "section_id,seq,place_id,arrive_day,arrive,depart_day,depart,cutoff_hours,board,alight,km,via\n",
        ),
        connections: own(
            "connection_id,service_id,from_section,to_section,kind,crossing_id,hours_min,handlings,capacity_per_day,risk,\
             reliability,basis\n",
        ),
        patterns: own(
            "pattern_id,service_id,weekdays,every_days,anchor,shift_minutes,valid_from,valid_to,reliability,basis\n",
        ),
        tariffs: own(
            "tariff_id,section_id,form,per,fixed,per_km,currency,valid_from,valid_to,reliability,basis\n",
        ),
    };
    let offsets: Vec<i32> = network.stops.iter().map(|stop| offset_minutes(stop.zone)).collect();
    for (number, line) in network.lines.iter().enumerate() {
        service(network, &offsets, number, line, &mut texts);
    }
    [
        ("services", texts.services),
        ("sections", texts.sections),
        ("calls", texts.calls),
        ("connections", texts.connections),
        ("patterns", texts.patterns),
        ("tariffs", texts.tariffs),
    ]
}

/// Returns how far a zone's clocks are ahead of UTC on 1 July 2026, the day by which `corridor check` judges speeds.
fn offset_minutes(zone: &str) -> i32 {
    let summer = jiff::civil::date(2026, 7, 1).at(12, 0, 0, 0);
    let zoned = TimeZone::get(zone).ok().and_then(|zone| summer.to_zoned(zone).ok());
    zoned.map_or(0, |zoned| zoned.offset().seconds() / 60)
}

/// Where a line is cut: the positions at which the gauge changes, both ends included.
fn cuts(network: &Network, line: &Line) -> Vec<usize> {
    let gauge = |at: usize| leg_gauge(network, line.stops[at], line.stops[at + 1]);
    let last = line.stops.len() - 1;
    let inner = (1..last).filter(|at| line.mode == Mode::Rail && gauge(at - 1) != gauge(*at));
    [0].into_iter().chain(inner).chain([last]).collect()
}

fn service(network: &Network, offsets: &[i32], number: usize, line: &Line, texts: &mut Texts) {
    let mut random = Random::new(network.seed, 100 + u64::try_from(number).unwrap_or(0));
    let operator = operator(number);
    let owner = if operator == Operator::Cheap { "Cheap" } else { "Steady" };
    row!(texts.services, "{0},{1} {0},,,,{1},{owner},,,,modelled,M,", line.id, line.kind);
    let cuts = cuts(network, line);
    for (part, ends) in cuts.windows(2).enumerate() {
        let id = format!("{}-{}", line.id, part + 1);
        section(network, line, (&id, part, ends[0]), operator, texts);
        calls(network, offsets, line, (&id, ends[0], ends[1]), texts);
        tariffs(line, &id, operator, &mut random, texts);
        if part > 0 {
            let before = format!("{}-{part}", line.id);
            let risk = random.within(1, 6);
            row!(
                texts.connections,
                "{0}-C{part},{0},{before},{id},gauge_change,,{GAUGE_CHANGE_HOURS},1,,0.0{risk},modelled,M",
                line.id
            );
        }
    }
    patterns(network, line, texts);
}

fn section(
    network: &Network,
    line: &Line,
    (id, part, first): (&str, usize, usize),
    operator: Operator,
    texts: &mut Texts,
) {
    let gauge = match line.mode {
        Mode::Rail => leg_gauge(network, line.stops[first], line.stops[first + 1]).to_string(),
        Mode::Road | Mode::Sea | Mode::Barge => String::new(),
    };
    let (teu, plugs, factors, delay) = match line.mode {
        Mode::Rail => (100, 12, ["F-RAIL-E", "F-RAIL-D"], "D-RAIL"),
        Mode::Road => (20, 10, ["F-TRUCK-LNG", "F-TRUCK"], "D-ROAD"),
        Mode::Sea if line.kind == "liner" => (8_000, 600, ["F-SEA-LARGE", "F-SEA-LARGE"], "D-SEA"),
        Mode::Sea => (1_200, 150, ["F-SEA-SMALL", "F-SEA-SMALL"], "D-SEA"),
        Mode::Barge => (150, 10, ["F-BARGE", "F-BARGE"], "D-BARGE"),
    };
    let (factor, letter) = match operator {
        Operator::Reliable => (factors[0], 'A'),
        Operator::Cheap => (factors[1], 'B'),
    };
    let (seq, mode) = (part + 1, mode_word(line.mode));
    row!(
        texts.sections,
        "{id},{},{seq},{mode},{gauge},,box;reefer,,{teu},,,{plugs},,,all,{factor},{delay}-{letter},modelled,M",
        line.id
    );
}

fn calls(
    network: &Network,
    offsets: &[i32],
    line: &Line,
    (id, first, last): (&str, usize, usize),
    texts: &mut Texts,
) {
    let start = line.trips.first().map_or(0, |trip| trip.start);
    let cutoff = match line.mode {
        Mode::Rail => 12,
        Mode::Road => 2,
        Mode::Sea if line.kind == "liner" => 36,
        Mode::Sea => 18,
        Mode::Barge => 8,
    };
    let local = |stop: usize, minutes: i32| {
        let minutes = start + minutes + offsets[stop] - offsets[line.stops[0]];
        let clock = minutes.rem_euclid(DAY);
        format!("{},{:02}:{:02}", minutes.div_euclid(DAY), clock / 60, clock % 60)
    };
    for at in first..=last {
        let (stop, times) = (line.stops[at], line.profiles[0][at]);
        let arrive = if at == first { ",".to_owned() } else { local(stop, times.arrive) };
        let (depart, cutoff, board) = if at == last {
            (",".to_owned(), String::new(), "no")
        } else {
            (local(stop, times.depart), cutoff.to_string(), "yes")
        };
        let alight = if at == first { "no" } else { "yes" };
        let km = if at == first { String::new() } else { line.km[at - 1].to_string() };
        let seq = at - first + 1;
        let place = &network.stops[stop].id;
        row!(texts.calls, "{id},{seq},{place},{arrive},{depart},{cutoff},{board},{alight},{km},");
    }
}

fn tariffs(line: &Line, id: &str, operator: Operator, random: &mut Random, texts: &mut Texts) {
    // Dollars per TEU; hundredths of a cent per kilometre.
    let (fixed, per_km) = match line.mode {
        Mode::Rail => (140, 4_200),
        Mode::Road => (80, 12_500),
        Mode::Sea if line.kind == "liner" => (110, 450),
        Mode::Sea => (90, 1_100),
        Mode::Barge => (60, 1_700),
    };
    let km: i32 = line.km.iter().sum();
    let moving: i32 = line.profiles[0].windows(2).map(|pair| pair[1].arrive - pair[0].depart).sum();
    let fair = match line.mode {
        Mode::Rail => 27,
        Mode::Road => 42,
        Mode::Sea => 26,
        Mode::Barge => 10,
    };
    // A line twice as fast as usual costs half as much again.
    let speed = km * 60 / moving.max(1);
    let pace = (50 + 50 * speed / fair).clamp(70, 150);
    let share =
        pace * random.within(88, 112) / 100 * if operator == Operator::Cheap { 80 } else { 100 } / 100;
    for (form, share) in [("box", share), ("reefer", share * 16 / 10)] {
        let (fixed, per_km) = (fixed * share / 100, per_km * share / 100);
        let (whole, fraction) = (per_km / 10_000, per_km % 10_000);
        row!(texts.tariffs, "{id}-{form},{id},{form},teu,{fixed},{whole}.{fraction:04},USD,,,modelled,M");
    }
}

fn patterns(network: &Network, line: &Line, texts: &mut Texts) {
    let base = line.trips.first().map_or(0, |trip| trip.start);
    let (first, last) = (network.first_day, network.first_day.saturating_add((network.days - 1).days()));
    for (number, trip) in line.trips.iter().enumerate() {
        let days = match trip.days {
            Days::Week(week) => {
                let days = (1..=7).zip(week).filter(|(_, runs)| *runs).map(|(day, _)| day.to_string());
                format!("{},,", days.collect::<String>())
            }
            Days::Every { days, first } => {
                format!(",{days},{}", network.first_day.saturating_add(first.days()))
            }
        };
        let shift = trip.start - base;
        let shift = if shift == 0 { String::new() } else { shift.to_string() };
        row!(texts.patterns, "{0}-P{1},{0},{days},{shift},{first},{last},modelled,M", line.id, number + 1);
    }
}
