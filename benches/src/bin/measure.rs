//! Measures the searches against the plain scan, in one run: `cargo run --profile bench -p lb-bench --bin measure`.
//!
//! Answers are compared with brute force before anything is timed. Every time is the least of some repetitions, taken in
//! turn with the plain scan's, so that a busy machine disturbs both alike.

use std::io::{self, Write as _};
use std::time::Instant;

use clap::Parser;
use lb_base::Minute;
use lb_bench::brute::{Brute, Question};
use lb_bench::expansion::stops_of;
use lb_bench::gtfs::gtfs;
use lb_bench::network::{Network, Size};
use lb_bench::plain::Plain;
use lb_bench::queries::{self, Query};
use lb_bench::tables::tables;
use lb_network::gtfs::{Feed, Files, StopIdx};
use lb_network::idx::{PlaceIdx, RunIdx};
use lb_network::model::Form;
use lb_network::timetable::Delay;
use lb_network::{Corridor, CorridorFiles, Timetable};
use lb_search::lines::{FeedLines, LineQuery, RunChange, Scratch, Wishes};
use lb_search::live::Delayed;
use lb_search::{Access, Criteria, Front, Load, Planner, Rules};

/// Longest time from ready to arrival, days.
const HORIZON_DAYS: i32 = 60;
/// Late runs of the freight overlay.
const DELAYS: usize = 600;
/// Repetitions of each search; the least counts.
const TIMES: usize = 5;

/// Measures the searches at some sizes.
#[derive(Debug, Parser)]
#[command(name = "measure")]
struct Arguments {
    /// Sizes: corridor, country, world; all when absent.
    #[arg(long, value_delimiter = ',')]
    size: Vec<Size>,
    /// Same seed, same networks.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Queries of each size compared with brute force.
    #[arg(long, default_value_t = 40)]
    checked: usize,
    /// Queries of freight with all criteria.
    #[arg(long, default_value_t = 40)]
    freight: usize,
}

fn main() -> io::Result<()> {
    let arguments = Arguments::parse();
    let all = vec![Size::Corridor, Size::Country, Size::World];
    let sizes = if arguments.size.is_empty() { all } else { arguments.size.clone() };
    for size in sizes {
        let network = Network::generate(size, arguments.seed);
        let questions = queries::queries(&network);
        if size != Size::World {
            lines(&network, &questions, arguments.checked)?;
        }
        if size != Size::Country {
            freight(&network, &questions[..arguments.freight.min(questions.len())])?;
        }
    }
    Ok(())
}

/// Runs something and returns its microseconds.
fn timed<T>(work: impl FnOnce() -> T) -> (f64, T) {
    #[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
    let start = Instant::now();
    let value = work();
    (start.elapsed().as_secs_f64() * 1e6, value)
}

/// Microseconds of one search over all queries.
#[derive(Debug)]
struct Times(Vec<f64>);

impl Times {
    fn of(queries: usize) -> Self {
        Self(vec![f64::MAX; queries])
    }

    fn add(&mut self, query: usize, micros: f64) {
        self.0[query] = self.0[query].min(micros);
    }

    /// Returns the percentile by the nearest rank.
    fn percentile(&self, percent: usize) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let place = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
        sorted.get(place).copied().unwrap_or(0.0)
    }
}

fn say(text: &str) -> io::Result<()> {
    writeln!(io::stdout(), "{text}")
}

fn row(name: &str, times: &Times, plain: Option<&Times>) -> io::Result<()> {
    let (median, p95) = (times.percentile(50), times.percentile(95));
    let ratio =
        plain.map_or(String::new(), |p| format!(", {:.2} of the plain scan", median / p.percentile(50)));
    say(&format!("  {name}: median {median:.0} us, p95 {p95:.0} us{ratio}"))
}

/// A feed's searches: against brute force, then against the plain scan.
fn lines(network: &Network, questions: &[Query], checked: usize) -> io::Result<()> {
    let files = Files::from_map(gtfs(network));
    let (read_us, (feed, problems)) = timed(|| Feed::read(&files));
    let Some(feed) = feed else { return say("  the feed cannot be read") };
    let (build_us, lines) = timed(|| FeedLines::new(&feed));
    let (plain_us, plain) = timed(|| Plain::new(&feed));
    let plain = plain.map_err(io::Error::other)?;
    say(&format!(
        "{}: {} stops, {} trips, {} connections; {} problems; read {:.2} s, prepared {:.2} s ({:.1} MB), plain scan {:.2} s",
        network.size,
        feed.stops.len(),
        feed.trips.len(),
        plain.connections(),
        problems.len(),
        read_us / 1e6,
        build_us / 1e6,
        lines.bytes() / 1_000_000,
        plain_us / 1e6
    ))?;
    let id = |stop: usize| network.stops[stop].id.clone();
    let asked: Vec<Asked> =
        questions.iter().filter_map(|q| Asked::new(&feed, &lines, (&id(q.from), &id(q.to)), q)).collect();
    let mut scratch = [Scratch::default(), Scratch::default()];
    let brute = Brute::new(&feed);
    let agree = asked.iter().take(checked).filter(|a| a.agrees(&brute, &lines, &mut scratch)).count();
    say(&format!("  brute force agrees on {agree} of {} fronts", asked.len().min(checked)))?;
    let mut at_hand = plain.scratch();
    let mut times = [Times::of(asked.len()), Times::of(asked.len()), Times::of(asked.len())];
    let mut answered = 0;
    for turn in 0..TIMES {
        for (number, a) in asked.iter().enumerate() {
            let horizon = HORIZON_DAYS * 86_400;
            let (us, earliest) = timed(|| plain.earliest(&mut at_hand, (&a.from, &a.to), a.depart, horizon));
            times[0].add(number, us);
            for (place, wishes) in [(1, Wishes::Arrival), (2, Wishes::ArrivalRides)] {
                let query = LineQuery { wishes, ..a.query.clone() };
                let (us, found) = timed(|| lines.front(None, &query, &mut scratch));
                times[place].add(number, us);
                let arrival = found.first().map(|journey| i64::from(journey.arrival) + lines.epoch());
                if arrival != earliest {
                    say(&format!("  query {number}: plain scan {earliest:?}, search {arrival:?}"))?;
                }
                answered += usize::from(turn == 0 && place == 2 && !found.is_empty());
            }
        }
    }
    say(&format!("  {answered} of {} answered", asked.len()))?;
    row("plain scan, earliest arrival", &times[0], None)?;
    row("earliest arrival", &times[1], Some(&times[0]))?;
    row("arrival and rides", &times[2], Some(&times[0]))?;
    overlay(&feed, &lines)
}

/// A query in the terms of the feed.
struct Asked {
    from: Vec<StopIdx>,
    to: Vec<StopIdx>,
    depart: i64,
    query: LineQuery,
}

impl Asked {
    fn new(feed: &Feed, lines: &FeedLines, (from, to): (&str, &str), query: &Query) -> Option<Self> {
        let depart = query.depart.timestamp().as_second();
        let nodes = |id: &str| Some(lines.nodes_of(feed, feed.stop(id)?));
        Some(Self {
            from: stops_of(feed, from)?,
            to: stops_of(feed, to)?,
            depart,
            query: LineQuery {
                from: nodes(from)?,
                to: nodes(to)?,
                depart: i32::try_from(depart - lines.epoch()).ok()?,
                window: 0,
                horizon: HORIZON_DAYS * 86_400,
                rides_max: usize::MAX,
                wishes: Wishes::ArrivalRides,
            },
        })
    }

    fn agrees(&self, brute: &Brute<'_>, lines: &FeedLines, scratch: &mut [Scratch; 2]) -> bool {
        let question = Question {
            from: &self.from,
            to: &self.to,
            depart: self.depart,
            horizon: HORIZON_DAYS * 86_400,
            rides_max: 64,
        };
        let clock = |seconds: i32| i64::from(seconds) + lines.epoch();
        let expected = brute.front(&question).into_iter().map(|p| (p.arrival, p.rides, p.departure));
        let found = lines.front(None, &self.query, scratch);
        let found = found.iter().map(|j| (clock(j.arrival), j.legs.len(), clock(j.departure)));
        expected.eq(found)
    }
}

/// Live changes of one run in a hundred: cancelled, late, sold out in turn.
fn overlay(feed: &Feed, lines: &FeedLines) -> io::Result<()> {
    let mut changes = Vec::new();
    for (number, trip) in feed.trips.iter().enumerate().step_by(100) {
        let Some(calendar) = usize::try_from(trip.calendar).ok().and_then(|c| feed.calendars.get(c)) else {
            continue;
        };
        let (Some(day), Ok(tag)) = (calendar.next_from(0), u32::try_from(number)) else { continue };
        let calls = feed.calls(trip).len();
        changes.push((
            tag,
            day,
            match number % 3 {
                0 => RunChange::Cancelled,
                1 => RunChange::Delayed(vec![(1_800, 1_800); calls]),
                _ => RunChange::SoldOut(vec![0]),
            },
        ));
    }
    let least = (0..TIMES).map(|_| timed(|| lines.overlay(feed, &changes)).0).fold(f64::MAX, f64::min);
    say(&format!("  overlay of {} changed runs: {:.2} ms", changes.len(), least / 1e3))
}

/// The search for freight, at the same places.
fn freight(network: &Network, questions: &[Query]) -> io::Result<()> {
    let mut files = CorridorFiles::default();
    for (name, text) in tables(network) {
        files.insert(&name, text);
    }
    let (read_us, (corridor, problems)) = timed(|| Corridor::read(&files));
    let start = network.first_day.to_zoned(jiff::tz::TimeZone::UTC).map_err(io::Error::other)?;
    let now = Minute::from_timestamp(start.timestamp()).map_err(io::Error::other)?;
    let (build_us, timetable) = timed(|| Timetable::build(&corridor, now, 12, 45));
    let runs = timetable.run_count();
    let (prepare_us, planner) = timed(|| Planner::new(corridor, timetable));
    say(&format!(
        "{} for freight: {} places, {} sections, {runs} runs; {} problems; read {:.2} s, timetable {:.2} s, prepared {:.2} s",
        network.size,
        planner.corridor.places.len(),
        planner.corridor.sections.len(),
        problems.len(),
        read_us / 1e6,
        build_us / 1e6,
        prepare_us / 1e6
    ))?;
    let rides = Criteria { arrival: true, rides: true, ..Criteria::NONE };
    for (name, criteria, front) in [
        ("earliest arrival", Criteria::ARRIVAL, Front::Exact),
        ("arrival and rides", rides, Front::Exact),
        ("arrival, rides and cost", Criteria { cost: true, ..rides }, Front::Exact),
        ("five criteria, bounded", Criteria::ALL, Front::DEFAULT),
    ] {
        let mut times = Times::of(questions.len());
        let (mut answered, mut itineraries) = (0, 0);
        for (number, question) in questions.iter().enumerate() {
            let Some(query) = freight_query(&planner, network, question, criteria, front) else { continue };
            let (us, found) = timed(|| planner.search(&query));
            times.add(number, us);
            answered += usize::from(!found.itineraries.is_empty());
            itineraries += found.itineraries.len();
        }
        row(
            &format!(
                "freight, {name}: {answered} of {} answered, {itineraries} itineraries",
                questions.len()
            ),
            &times,
            None,
        )?;
    }
    late(&planner)
}

/// Some hundred late runs over the timetable.
fn late(planner: &Planner) -> io::Result<()> {
    let delays: Vec<Delay> = (0..planner.timetable.run_count())
        .step_by(planner.timetable.run_count().div_ceil(DELAYS).max(1))
        .map(RunIdx::new)
        .filter_map(|run| {
            let service = planner.timetable.run(run).service;
            let section = *planner.corridor.services[service.at()].sections.first()?;
            Some(Delay { run, section, call: 0, minutes: 600 })
        })
        .collect();
    let least = (0..TIMES).map(|_| timed(|| Delayed::new(planner, &delays)).0).fold(f64::MAX, f64::min);
    say(&format!("  overlay of {} late runs: {:.2} ms", delays.len(), least / 1e3))
}

fn freight_query(
    planner: &Planner,
    network: &Network,
    question: &Query,
    criteria: Criteria,
    front: Front,
) -> Option<lb_search::Query> {
    let place = |stop: usize| {
        let id = &network.stops[stop].id;
        planner.corridor.places.iter().position(|place| place.id.as_str() == id).map(PlaceIdx::new)
    };
    let ready = Minute::from_timestamp_up(question.depart.timestamp()).ok()?.get();
    Some(lb_search::Query {
        origins: vec![Access::at(place(question.from)?)],
        destinations: vec![Access::at(place(question.to)?)],
        load: Load {
            unit_type: "20GP".to_owned(),
            form: Form::Box,
            units: 1,
            mass_kg: 20_000,
            teu_e3: 1_000,
            wagons_e3: 500,
            lane_m_e3: 0,
            plugs: 0,
        },
        hs: "1001".parse().ok()?,
        dangerous: None,
        ready,
        window: None,
        horizon: ready + HORIZON_DAYS * 1_440,
        due: None,
        tolerance: 2_880,
        criteria,
        rides_max: None,
        front,
        capital_e4_per_day: 0,
        avoid_crossings: Vec::new(),
        avoid_countries: Vec::new(),
        published_only: false,
        split_runs_max: 1,
        share_parcel: false,
        live: None,
        lifted: Rules::NONE,
    })
}
