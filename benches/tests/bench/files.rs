//! The files: same seed, same bytes; the product reads them without problems.

use lb_bench::gtfs::gtfs;
use lb_bench::network::{Network, Size};
use lb_bench::queries::{csv, queries};
use lb_bench::tables::tables;
use lb_network::gtfs::{Feed, Files};
use lb_network::{Corridor, CorridorFiles};

#[test]
fn same_seed_same_bytes() {
    for size in [Size::Corridor, Size::Country, Size::World] {
        let (once, again) = (Network::generate(size, 7), Network::generate(size, 7));
        assert!(csv(&once, &queries(&once)) == csv(&again, &queries(&again)), "questions of the {size}");
        assert!(gtfs(&once) == gtfs(&again), "feed of the {size}");
        if size != Size::Country {
            assert!(tables(&once) == tables(&again), "tables of the {size}");
        }
        assert!(once != Network::generate(size, 8), "another seed is another {size}");
    }
}

fn check_feed(size: Size) {
    let network = Network::generate(size, 1);
    let (feed, problems) = Feed::read(&Files::from_map(gtfs(&network)));
    assert_eq!(problems.len(), 0, "{size}: {:?}", problems.first());
    let feed = feed.unwrap();
    assert_eq!(feed.stops.len(), network.stops.len());
    assert_eq!(feed.trips.len(), network.trip_count());
    assert_eq!(feed.day_base.len(), usize::try_from(network.days).unwrap());
    let rows: usize = network.lines.iter().map(|line| line.trips.len() * line.stops.len()).sum();
    assert_eq!(feed.stop_times.len(), rows);
}

#[test]
fn feed_of_the_corridor_reads() {
    check_feed(Size::Corridor);
}

#[test]
fn feed_of_the_country_reads() {
    check_feed(Size::Country);
}

fn check_tables(size: Size) {
    let network = Network::generate(size, 1);
    let mut files = CorridorFiles::default();
    for (name, text) in tables(&network) {
        files.insert(name, text);
    }
    let (corridor, problems) = Corridor::read(&files);
    assert_eq!(problems.len(), 0, "{size}: {:?}", problems.first());
    let problems = lb_network::check::check(&corridor);
    assert_eq!(problems.len(), 0, "{size}: {:?}", problems.first());
    assert_eq!(corridor.places.len(), network.stops.len());
    assert_eq!(corridor.services.len(), network.lines.len());
    assert_eq!(corridor.patterns.len(), network.trip_count());
}

#[test]
fn tables_of_the_corridor_check() {
    check_tables(Size::Corridor);
}

#[test]
fn tables_of_the_world_check() {
    check_tables(Size::World);
}
