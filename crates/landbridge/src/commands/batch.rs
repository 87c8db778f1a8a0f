//! `landbridge plan --timetable`: a file of queries to one timetable.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use lb_app::Refusal;
use lb_app::batch::{ErrorLine, FeedTimetable, Line, Query, Statistics, Wishes, read_queries};
use lb_base::Minutes;
use lb_search::lines::Scratch;

use super::{CommandError, Outcome, timed};
use crate::cli::PlanArgs;
use crate::{folder, output};

/// Longest time from departure to arrival unless one is given, days.
const HORIZON_DAYS: i32 = 60;
/// Longest horizon and window that may be asked, days.
const DAYS_MAX: i32 = 366;
/// Most threads.
const THREADS_MAX: usize = 64;
/// Answers that may wait to be written.
const WAITING_MAX: usize = 1_024;

/// Answers every query of the file, in its order, and prints the figures on standard error.
pub fn run(args: &PlanArgs) -> Result<Outcome, CommandError> {
    let (Some(timetable), Some(queries)) = (&args.batch.timetable, &args.batch.queries) else {
        return Err(CommandError::Argument("--timetable and --queries go together".to_owned()));
    };
    let bytes = fs::read(queries).map_err(|error| named(queries, &error))?;
    let rows = read_queries(&bytes)?;
    let files = folder::read_feed(timetable).map_err(|error| named(timetable, &error))?;
    let feed = FeedTimetable::open(&files)
        .map_err(|problems| CommandError::Corridor(timetable.display().to_string(), problems))?;
    for problem in feed.problems.iter().take(20) {
        output::complain(&problem.to_string());
    }
    let lines = answer(&feed, &rows, &wishes(args)?, args.batch.threads)?;
    let statistics = Statistics::of(&lines, feed.lines.bytes(), memory());
    output::complain(&serde_json::to_string(&statistics).map_err(io::Error::from)?);
    Ok(if statistics.answered == statistics.queries { Outcome::Done } else { Outcome::Lacking })
}

fn wishes(args: &PlanArgs) -> Result<Wishes, CommandError> {
    Ok(Wishes {
        criteria: args.criteria.clone(),
        rides_max: args.batch.max_rides,
        horizon: seconds("--horizon", args.cargo.horizon.as_deref(), HORIZON_DAYS)?,
        window: seconds("--window", args.window.as_deref(), 0)?,
    })
}

/// Reads a duration as seconds.
fn seconds(name: &str, text: Option<&str>, default_days: i32) -> Result<i32, CommandError> {
    let Some(text) = text else { return Ok(default_days * 86_400) };
    let minutes = text.parse::<Minutes>().map_err(|error| CommandError::Argument(format!("{name}: {error}")))?;
    if minutes.get() > DAYS_MAX * 1_440 || minutes.get() < 0 {
        let text = format!("{name}: expected at most {DAYS_MAX}d, found `{text}`");
        return Err(CommandError::Argument(text));
    }
    Ok(minutes.get() * 60)
}

/// Answers the rows on some threads and prints each as soon as those before it are printed.
fn answer(
    feed: &FeedTimetable,
    rows: &[Result<Query, Refusal>],
    wishes: &Wishes,
    threads: usize,
) -> Result<Vec<Line>, CommandError> {
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::sync_channel::<Line>(WAITING_MAX);
    thread::scope(|scope| {
        for _ in 0..threads.clamp(1, THREADS_MAX) {
            let (sender, next) = (sender.clone(), &next);
            scope.spawn(move || {
                let mut scratch = [Scratch::default(), Scratch::default()];
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some(row) = rows.get(number) else { return };
                    if sender.send(line(feed, number, row, wishes, &mut scratch)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        print_in_order(&receiver, rows.len())
    })
}

fn print_in_order(receiver: &mpsc::Receiver<Line>, rows: usize) -> Result<Vec<Line>, CommandError> {
    let mut lines: Vec<Option<Line>> = vec![None; rows];
    let mut out = BufWriter::new(io::stdout().lock());
    let mut printed = 0;
    while let Ok(line) = receiver.recv() {
        let number = line.query;
        if let Some(place) = lines.get_mut(number) {
            *place = Some(line);
        }
        while let Some(Some(line)) = lines.get(printed) {
            writeln!(out, "{}", serde_json::to_string(line).map_err(io::Error::from)?)?;
            printed += 1;
        }
    }
    out.flush()?;
    Ok(lines.into_iter().flatten().collect())
}

fn line(
    feed: &FeedTimetable,
    number: usize,
    row: &Result<Query, Refusal>,
    wishes: &Wishes,
    scratch: &mut [Scratch; 2],
) -> Line {
    let refused = |refusal: &Refusal| Line {
        query: number,
        itineraries: Vec::new(),
        elapsed_us: 0,
        error: Some(ErrorLine::from(refusal)),
    };
    let asked = match row {
        Ok(query) => feed.ask(query, wishes),
        Err(refusal) => return refused(refusal),
    };
    match asked {
        Ok(asked) => {
            let (found, elapsed_us) = timed(|| feed.search(None, &asked, scratch));
            let itineraries = found.iter().map(|journey| feed.present(journey)).collect();
            Line { query: number, itineraries, elapsed_us, error: None }
        }
        Err(refusal) => refused(&refusal),
    }
}

fn named(path: &Path, error: &io::Error) -> CommandError {
    CommandError::Io(io::Error::new(error.kind(), format!("{}: {error}", path.display())))
}

/// Returns the most memory that the process has held, where the system tells.
fn memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kib: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib * 1_024)
}
