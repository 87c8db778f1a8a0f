//! The networks are as large as they say.

use std::ops::RangeInclusive;

use lb_bench::network::{Kind, Network, Size};
use lb_bench::queries::queries;

fn network(size: Size) -> Network {
    Network::generate(size, 1)
}

fn check(what: &str, found: usize, expected: RangeInclusive<usize>) {
    assert!(expected.contains(&found), "{what}: expected {expected:?}, got {found}");
}

fn per_day(network: &Network, whole: usize) -> usize {
    whole / usize::try_from(network.days).unwrap()
}

fn runs(network: &Network) -> usize {
    network.lines.iter().map(|line| network.runs_of(line)).sum()
}

/// Every stop that is not a station is left and reached by some line.
fn served(network: &Network) -> usize {
    let mut ends = vec![[false; 2]; network.stops.len()];
    for pair in network.lines.iter().flat_map(|line| line.stops.windows(2)) {
        ends[pair[0]][0] = true;
        ends[pair[1]][1] = true;
    }
    ends.iter().filter(|ends| **ends == [true; 2]).count()
}

#[test]
fn corridor() {
    let network = network(Size::Corridor);
    check("terminals", network.stops.len(), 400..=400);
    check("served", served(&network), 400..=400);
    check("trips", network.trip_count(), 2_700..=2_700);
    check("connections a day", per_day(&network, network.connection_count()), 2_400..=2_600);
    check("questions", queries(&network).len(), 200..=200);
    for line in &network.lines {
        check("calls", line.stops.len(), 4..=10);
        let times = &line.profiles[0];
        for pair in times.windows(2) {
            check("leg, minutes", usize::try_from(pair[1].arrive - pair[0].depart).unwrap(), 360..=3_600);
        }
        for call in &times[1..times.len() - 1] {
            check("stay, minutes", usize::try_from(call.depart - call.arrive).unwrap(), 120..=720);
        }
    }
}

#[test]
fn country() {
    let network = network(Size::Country);
    let stops = network.stops.iter().filter(|stop| stop.kind != Kind::Station).count();
    check("stops", stops, 6_000..=6_000);
    check("served", served(&network), 6_000..=6_000);
    check("trips a day", per_day(&network, runs(&network)), 47_000..=53_000);
    check("questions", queries(&network).len(), 500..=500);
    check("service days", usize::try_from(network.days).unwrap(), 14..=14);
    for line in &network.lines {
        check("stops of a line", line.stops.len(), 8..=30);
        let busiest = (0..7).map(|day| line.trips.iter().filter(|trip| trip.days.runs_on(day)).count()).max();
        check("trips of a line's busiest day", busiest.unwrap(), 6..=100);
    }
    let past_midnight = network.lines.iter().flat_map(|line| &line.trips).filter(|trip| trip.start > 1_440);
    check("trips past midnight", past_midnight.count(), 100..=5_000);
}

#[test]
fn world() {
    let network = network(Size::World);
    check("places", network.stops.len(), 5_000..=5_000);
    check("served", served(&network), 5_000..=5_000);
    check("services", network.lines.len(), 6_000..=6_000);
    check("calls of a year", network.call_count(), 9_000_000..=11_000_000);
    check("questions", queries(&network).len(), 200..=200);
    for line in network.lines.iter().filter(|line| line.kind == "liner") {
        check("ports of a rotation", line.stops.len(), 5..=15);
    }
}

#[test]
fn other_seeds_have_the_same_size() {
    for seed in 2..6 {
        let corridor = Network::generate(Size::Corridor, seed);
        check("terminals served", served(&corridor), 400..=400);
        check("trips", corridor.trip_count(), 2_700..=2_700);
        let country = Network::generate(Size::Country, seed);
        check("stops served", served(&country), 6_000..=6_000);
        check("trips a day", per_day(&country, runs(&country)), 45_000..=55_000);
        let world = Network::generate(Size::World, seed);
        check("places served", served(&world), 5_000..=5_000);
        check("services", world.lines.len(), 6_000..=6_000);
    }
}
