//! Answers a file of questions by the baselines, one JSON line each:
//! `cargo run --profile fast -p lb-bench --bin baseline -- --feed feed.zip --queries q.csv --by plain`.
#![expect(clippy::disallowed_methods, reason = "it measures: the one place here with a clock")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::{Parser, ValueEnum};
use lb_bench::brute::{Brute, Question};
use lb_bench::expansion::stops_of;
use lb_bench::plain::Plain;
use lb_network::gtfs::{Feed, Files, StopIdx};

/// Answers a file of questions by the baselines, one JSON line each; times are seconds since 1970 UTC.
#[derive(Debug, Parser)]
#[command(name = "baseline")]
struct Arguments {
    /// A GTFS feed (zip).
    #[arg(long)]
    feed: PathBuf,
    /// Questions: from,to,depart.
    #[arg(long)]
    queries: PathBuf,
    /// plain (earliest arrival by one scan) or brute (exact fronts of arrival and rides, slow).
    #[arg(long)]
    by: By,
    /// Most days from depart to arrival.
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(i32).range(1..=700))]
    horizon_days: i32,
    /// Most rides of the fronts.
    #[arg(long, default_value_t = 30)]
    rides_max: usize,
    /// Asks every question so often and gives the shortest time.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=1000))]
    repeat: u32,
    /// Only the first so many questions.
    #[arg(long)]
    limit: Option<usize>,
}

/// Which baseline.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum By {
    Plain,
    Brute,
}

/// A question with its stops found.
struct Asked {
    from: Vec<StopIdx>,
    to: Vec<StopIdx>,
    depart: i64,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            let _ = writeln!(io::stderr(), "error: {fault}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), String> {
    let feed = read_feed(&arguments.feed)?;
    let mut questions = read_questions(&feed, &arguments.queries)?;
    questions.truncate(arguments.limit.unwrap_or(usize::MAX));
    let horizon = arguments.horizon_days * 86_400;
    match arguments.by {
        By::Plain => {
            let plain = Plain::new(&feed).map_err(|e| e.to_string())?;
            let mut scratch = plain.scratch();
            answer(arguments, &questions, |asked| {
                let ends = (asked.from.as_slice(), asked.to.as_slice());
                let found = plain.earliest(&mut scratch, ends, asked.depart, horizon);
                found.map(|arrival| format!("{{\"arrival\":{arrival}}}")).unwrap_or_default()
            })
        }
        By::Brute => {
            let brute = Brute::new(&feed);
            answer(arguments, &questions, |asked| {
                let (from, to, depart) = (asked.from.as_slice(), asked.to.as_slice(), asked.depart);
                let front =
                    brute.front(&Question { from, to, depart, horizon, rides_max: arguments.rides_max });
                let shown = front.iter().map(|point| {
                    let (departure, arrival, rides) = (point.departure, point.arrival, point.rides);
                    format!("{{\"departure\":{departure},\"arrival\":{arrival},\"rides\":{rides}}}")
                });
                shown.collect::<Vec<_>>().join(",")
            })
        }
    }
}

/// Asks every question, measures, and prints.
fn answer(
    arguments: &Arguments,
    questions: &[Asked],
    mut by: impl FnMut(&Asked) -> String,
) -> Result<(), String> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for (number, asked) in questions.iter().enumerate() {
        let mut shortest = f64::INFINITY;
        let mut itineraries = String::new();
        for _ in 0..arguments.repeat {
            let start = Instant::now();
            itineraries = by(asked);
            shortest = shortest.min(start.elapsed().as_secs_f64() * 1e6);
        }
        let line =
            format!("{{\"query\":{number},\"itineraries\":[{itineraries}],\"elapsed_us\":{shortest:.1}}}\n");
        out.write_all(line.as_bytes()).map_err(|e| format!("cannot write: {e}"))?;
    }
    out.flush().map_err(|e| format!("cannot write: {e}"))
}

fn read_feed(path: &Path) -> Result<Feed, String> {
    let fault = |e: &dyn std::fmt::Display| format!("cannot read {}: {e}", path.display());
    let file = fs::File::open(path).map_err(|e| fault(&e))?;
    let mut zip = zip::ZipArchive::new(io::BufReader::new(file)).map_err(|e| fault(&e))?;
    let mut files = BTreeMap::new();
    for position in 0..zip.len() {
        let mut entry = zip.by_index(position).map_err(|e| fault(&e))?;
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).map_err(|e| fault(&e))?;
        let name = entry.name().map_err(|e| fault(&e))?.into_owned();
        files.insert(name, bytes);
    }
    let (feed, problems) = Feed::read(&Files::from_map(files));
    feed.ok_or_else(|| {
        let first = problems.first();
        let found =
            first.map(|p| format!("{} line {}: expected {}, found {}", p.file, p.line, p.expected, p.found));
        format!("{} is no feed: {}", path.display(), found.unwrap_or_default())
    })
}

fn read_questions(feed: &Feed, path: &Path) -> Result<Vec<Asked>, String> {
    let text = fs::read_to_string(path).map_err(|e| format!("cannot read {}: {e}", path.display()))?;
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let mut questions = Vec::new();
    for (line, row) in (2..).zip(rows.records()) {
        let fault = |what: &str| format!("{} line {line}: expected {what}", path.display());
        let row = row.map_err(|e| fault(&format!("from,to,depart: {e}")))?;
        let cell = |column: usize| row.get(column).unwrap_or_default();
        let stops = |column: usize| {
            let unknown = || fault(&format!("a stop of the feed, got `{}`", cell(column)));
            stops_of(feed, cell(column)).ok_or_else(unknown)
        };
        let depart: jiff::Timestamp = cell(2).parse().map_err(|e| fault(&format!("RFC 3339: {e}")))?;
        questions.push(Asked { from: stops(0)?, to: stops(1)?, depart: depart.as_second() });
    }
    Ok(questions)
}
