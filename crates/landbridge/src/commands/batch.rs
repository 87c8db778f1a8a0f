//! `landbridge plan --timetable`: a file of queries to one timetable.

use std::io::{self, BufWriter, Write};

use lb_app::Refusal;
use lb_app::batch::{
    Batch, Bound, Cargo, ChangeFigures, CorridorBatch, FeedBatch, FeedWishes, Figures, Line, Query, Tally,
    Wishes, earliest_departure, read_queries,
};

use super::timetable::{self, HORIZON_DAYS, seconds};
use super::work::{Ended, Job, in_order};
use super::{CommandError, Outcome, plan, timed};
use crate::cli::{BoundWord, Cli, PlanArgs};
use crate::folder::{self, Kind};
use crate::output;

/// Answers every query of the file, in its order, and prints the figures on standard error.
pub fn run(cli: &Cli, args: &PlanArgs) -> Result<Outcome, CommandError> {
    let (Some(path), Some(queries)) = (&args.batch.timetable, &args.batch.queries) else {
        return Err(CommandError::Argument("--timetable and --queries go together".to_owned()));
    };
    let wishes = wishes(args)?;
    let kind = folder::kind(path).map_err(|error| timetable::named(path, &error))?;
    let rows = read_queries(&timetable::read(queries)?)?;
    match kind {
        Kind::Feed => {
            refuse_cargo(args)?;
            let wishes = FeedWishes::read(&wishes)?;
            let feed = timetable::open_feed(path, args.batch.work.changes.as_deref())?;
            let batch = FeedBatch { timetable: feed.timetable, live: feed.live, wishes };
            answer(&batch, &rows, args, feed.changes)
        }
        Kind::Corridor => {
            let app = timetable::open_corridor(cli, path, earliest_departure(&rows, wishes.horizon))?;
            let cargo = lb_app::answers::PlanRequest {
                cargo: args.goods.clone().unwrap_or_default(),
                quantity: args.quantity.clone().unwrap_or_default(),
                tolerance: Some(args.tolerance.clone()),
                share_parcel: args.share_parcel,
                depart: None,
                horizon: None,
                ..plan::request(&args.cargo)
            };
            let cargo = Cargo::read(&app, cargo)?;
            let (live, changes) = timetable::live_of(&app, args.batch.work.changes.as_deref())?;
            answer(&CorridorBatch::new(app, cargo, &wishes)?.with(live), &rows, args, changes)
        }
    }
}

fn wishes(args: &PlanArgs) -> Result<Wishes, CommandError> {
    let bound = args.batch.bound.map(|word| match word {
        BoundWord::Exact => Bound::Exact,
        BoundWord::Default => Bound::Default,
        BoundWord::Fine => Bound::Fine,
    });
    Ok(Wishes {
        criteria: args.criteria.clone(),
        rides_max: args.batch.work.max_rides,
        horizon: seconds("--horizon", args.cargo.horizon.as_deref(), HORIZON_DAYS)?,
        window: seconds("--window", args.window.as_deref(), 0)?,
        bound,
    })
}

/// Refuses what a feed cannot heed, rather than answer another question.
fn refuse_cargo(args: &PlanArgs) -> Result<(), CommandError> {
    let cargo = &args.cargo;
    let given = [
        ("--cargo", args.goods.is_some()),
        ("--quantity", args.quantity.is_some()),
        ("--unit", cargo.unit.is_some()),
        ("--temperature", cargo.temperature.is_some()),
        ("--dangerous", cargo.dangerous.is_some()),
        ("--value", cargo.value.is_some()),
        ("--split", cargo.split),
        ("--share-parcel", args.share_parcel),
        ("--avoid-crossing", !cargo.avoid_crossing.is_empty()),
        ("--avoid-country", !cargo.avoid_country.is_empty()),
        ("--published-only", cargo.published_only),
    ];
    timetable::refuse_useless("a GTFS feed knows no cargo and no crossings", &given)
}

/// Answers the rows and prints each as soon as those before it are printed.
fn answer<B: Batch>(
    batch: &B,
    rows: &[Result<Query, Refusal>],
    args: &PlanArgs,
    changes: Option<ChangeFigures>,
) -> Result<Outcome, CommandError> {
    let work = &args.batch.work;
    let job = Job { count: rows.len(), threads: work.threads, progress: work.progress, word: "queries" };
    let mut tally = Tally::default();
    let mut out = BufWriter::new(io::stdout().lock());
    let answer =
        |number, scratch: &mut B::Scratch| rows.get(number).map(|row| line(batch, number, row, scratch));
    let each = |answer: Option<Line>| {
        let Some(line) = answer else { return Ok(()) };
        tally.add(&line);
        writeln!(out, "{}", serde_json::to_string(&line)?)
    };
    let ended = in_order(&job, answer, each)?;
    if ended == Ended::Closed {
        return Ok(Outcome::Done);
    }
    out.flush()?;
    let figures = Figures { front: batch.bound(), timetable_bytes: batch.bytes(), changes };
    let statistics = tally.statistics(figures, timetable::memory());
    if ended == Ended::Stopped {
        output::complain(&format!("stopped after {} of {} queries", statistics.queries, rows.len()));
    }
    timetable::print_figures(&statistics)?;
    Ok(if statistics.answered == rows.len() { Outcome::Done } else { Outcome::Lacking })
}

fn line<B: Batch>(batch: &B, number: usize, row: &Result<Query, Refusal>, scratch: &mut B::Scratch) -> Line {
    let asked = match row {
        Ok(query) => batch.ask(query),
        Err(refusal) => return Line::refused(number, refusal),
    };
    match asked {
        Ok(question) => {
            let (found, elapsed_us) = timed(|| batch.search(&question, scratch));
            Line { elapsed_us, ..batch.line(number, &question, &found) }
        }
        Err(refusal) => Line::refused(number, &refusal),
    }
}
