//! The questions asked of a network: from, to, and when the traveller or the cargo is ready.

use std::fmt::Write as _;

use jiff::tz::TimeZone;
use jiff::{ToSpan, Zoned};

use crate::network::{Kind, Network, Size};
use crate::random::Random;

/// One question: when can one be at `to`, ready at `from` from `depart` on?
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// Index of the stop or station it starts at.
    pub from: usize,
    /// Index of the stop or station it ends at.
    pub to: usize,
    /// When ready, at the clock of `from`.
    pub depart: Zoned,
}

/// Returns the questions of a network: 200, of a country 500.
///
/// They begin once the network is in full swing: a corridor's and the world's after four weeks, a country's on days 3 to 9.
#[must_use]
pub fn queries(network: &Network) -> Vec<Query> {
    let mut random = Random::new(network.seed, 9);
    let ends: Vec<usize> =
        (0..network.stops.len()).filter(|stop| network.stops[*stop].kind != Kind::Station).collect();
    let count = if network.size == Size::Country { 500 } else { 200 };
    let mut queries = Vec::with_capacity(count);
    for _ in 0..count * 100 {
        let (Some(from), Some(to)) = (random.pick(&ends), random.pick(&ends)) else { break };
        let (day, minute) = match network.size {
            Size::Country => (random.within(3, 9), random.within(5 * 60, 23 * 60)),
            Size::Corridor => (random.within(28, 41), random.within(0, 23) * 60),
            Size::World => (random.within(28, 200), random.within(0, 23) * 60),
        };
        let Some(depart) = instant(network, from, day, minute) else { continue };
        // Whoever starts or ends at a platform means its station: there is no walk before the first ride.
        let whole = |stop: usize| network.stops[stop].station.unwrap_or(stop);
        let (from, to) = (whole(from), whole(to));
        if from != to && queries.len() < count {
            queries.push(Query { from, to, depart });
        }
    }
    queries
}

fn instant(network: &Network, stop: usize, day: i32, minute: i32) -> Option<Zoned> {
    let zone = TimeZone::get(network.stops[stop].zone).ok()?;
    let date = network.first_day.checked_add(day.days()).ok()?;
    let time = date.at(0, 0, 0, 0).checked_add(i64::from(minute).minutes()).ok()?;
    time.to_zoned(zone).ok()
}

/// Returns `q.csv`: `from,to,depart`, the instant in RFC 3339 with the offset of the place.
#[must_use]
pub fn csv(network: &Network, queries: &[Query]) -> String {
    let mut text = String::from("from,to,depart\n");
    for query in queries {
        let [from, to] = [query.from, query.to].map(|stop| network.stops[stop].id.as_str());
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{from},{to},{}", query.depart.strftime("%Y-%m-%dT%H:%M:%S%:z"));
    }
    text
}
