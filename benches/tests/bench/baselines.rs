//! The baselines agree: with every journey enumerated on small feeds, with each other on the networks.

use lb_bench::brute::{Brute, Question};
use lb_bench::expansion::stops_of;
use lb_bench::gtfs::gtfs;
use lb_bench::network::{Network, Size};
use lb_bench::plain::Plain;
use lb_bench::queries::queries;
use lb_bench::random::Random;
use lb_network::gtfs::{Feed, Files, StopIdx};

use crate::random_feeds::{Rules, enumerate, feed};

const FEEDS: u64 = 300;
const DAY: i32 = 86_400;

/// Asks some random questions of a small feed.
fn ask(feed: &Feed, seed: u64, check: &dyn Fn(&Question<'_>)) {
    let mut random = Random::new(seed, 78);
    for _ in 0..4 {
        let stop = |random: &mut Random| StopIdx::new(random.below(feed.stops.len()));
        let (from, to) = (vec![stop(&mut random)], vec![stop(&mut random), stop(&mut random)]);
        let to = if random.chance(50) { &to[..1] } else { &to };
        let depart = feed.day_base[0] + i64::from(random.within(-100, 4_000)) * 60;
        let horizon = random.within(1, 3) * DAY;
        check(&Question { from: &from, to, depart, horizon, rides_max: 3 });
    }
}

#[test]
fn brute_is_every_journey() {
    for seed in 0..FEEDS {
        let rules = if seed % 2 == 0 { Rules::Stops } else { Rules::RoutesAndTrips };
        let feed = feed(seed, rules);
        let brute = Brute::new(&feed);
        ask(&feed, seed, &|question| {
            assert_eq!(brute.front(question), enumerate(&feed, question), "seed {seed}, {question:?}");
        });
    }
}

#[test]
fn plain_is_the_earliest_of_brute_on_small_feeds() {
    for seed in 0..FEEDS {
        let feed = feed(seed, Rules::Stops);
        let (brute, plain) = (Brute::new(&feed), Plain::new(&feed).unwrap());
        ask(&feed, seed, &|question| {
            let question = Question { rides_max: 40, ..*question };
            let expected = brute.front(&question).first().map(|point| point.arrival);
            let ends = (question.from, question.to);
            let found = plain.earliest(&mut plain.scratch(), ends, question.depart, question.horizon);
            assert_eq!(found, expected, "seed {seed}, {question:?}");
        });
    }
}

#[test]
fn plain_refuses_rules_that_name_trips() {
    let refused = (0..FEEDS).filter_map(|seed| Plain::new(&feed(seed, Rules::RoutesAndTrips)).err()).next();
    let text = refused.unwrap().to_string();
    assert!(text.starts_with("expected transfers between stops, got one from S"), "{text}");
}

/// The first questions of a network: plain and brute agree, all are answered.
fn check_network(size: Size, count: usize, horizon: i32) -> Vec<i64> {
    let network = Network::generate(size, 1);
    let feed = Feed::read(&Files::from_map(gtfs(&network))).0.unwrap();
    let (brute, plain) = (Brute::new(&feed), Plain::new(&feed).unwrap());
    let mut scratch = plain.scratch();
    assert_eq!(plain.connections(), network.connection_count());
    let mut waits = Vec::new();
    for (number, query) in queries(&network).iter().enumerate() {
        let [from, to] = [query.from, query.to].map(|s| stops_of(&feed, &network.stops[s].id).unwrap());
        let depart = query.depart.timestamp().as_second();
        let found = plain.earliest(&mut scratch, (&from, &to), depart, horizon).unwrap();
        waits.push(found - depart);
        if number < count {
            let question = Question { from: &from, to: &to, depart, horizon, rides_max: 30 };
            let front = brute.front(&question);
            assert_eq!(front[0].arrival, found, "question {number}");
            assert!(front.iter().all(|point| point.departure >= depart && point.departure < point.arrival));
            assert!(front.windows(2).all(|pair| pair[0].rides > pair[1].rides));
        }
    }
    waits.sort_unstable();
    waits
}

#[test]
fn corridor_is_answered_in_about_ten_days() {
    let waits = check_network(Size::Corridor, 20, 60 * DAY);
    let median_days = waits[waits.len() / 2] / i64::from(DAY);
    assert!((8..=12).contains(&median_days), "median {median_days} days");
}

#[test]
fn country_is_answered_within_a_day_or_two() {
    let waits = check_network(Size::Country, 2, 3 * DAY);
    let median_hours = waits[waits.len() / 2] / 3_600;
    assert!((2..=16).contains(&median_hours), "median {median_hours} hours");
}
