//! `landbridge matrix`: every origin to every destination of a timetable.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use lb_app::answers::PlanRequest;
use lb_app::batch::{
    Bound, Cargo, Cell, ChangeFigures, CorridorMatrix, Destinations, FeedMatrix, Figures, Matrix,
    MatrixTally, MatrixWishes, Row, instant_of,
};

use super::timetable::{self, HORIZON_DAYS, seconds};
use super::work::{Ended, Job, in_order};
use super::{CommandError, Outcome, timed};
use crate::cli::{Cli, MatrixArgs};
use crate::folder::{self, Kind};
use crate::output;

/// Most pairs that are shown as a table.
const TABLE_MAX: usize = 200;

/// How rows are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Table,
    Json,
    Csv,
}

/// Finds every row and prints it, and the figures on standard error.
pub fn run(cli: &Cli, args: &MatrixArgs) -> Result<Outcome, CommandError> {
    if cli.json && args.csv {
        return Err(CommandError::Argument("--json, --csv: expected one of the two, found both".to_owned()));
    }
    let path = &args.timetable;
    let wishes = wishes(args)?;
    match folder::kind(path).map_err(|error| timetable::named(path, &error))? {
        Kind::Feed => {
            let feed = timetable::open_feed(path, args.work.changes.as_deref())?;
            print(cli, args, &FeedMatrix::new(feed.timetable, feed.live, wishes)?, feed.changes)
        }
        Kind::Corridor => {
            let app = timetable::open_corridor(cli, path, Some(instant_of(&args.depart)?))?;
            let cargo = Cargo::read(&app, PlanRequest::default())?;
            let (live, changes) = timetable::live_of(&app, args.work.changes.as_deref())?;
            print(cli, args, &CorridorMatrix::new(app, cargo, wishes)?.with(live), changes)
        }
    }
}

fn wishes(args: &MatrixArgs) -> Result<MatrixWishes, CommandError> {
    let to = match args.to.trim() {
        "all" => Destinations::All,
        text => Destinations::Listed(list("--to", text)?),
    };
    instant_of(&args.depart)?;
    Ok(MatrixWishes {
        from: list("--from", &args.from)?,
        to,
        depart: args.depart.clone(),
        horizon: seconds("--horizon", args.horizon.as_deref(), HORIZON_DAYS)?,
        rides_max: args.work.max_rides,
    })
}

/// Reads a list joined by commas, or a file with one entry a line.
fn list(name: &str, text: &str) -> Result<Vec<String>, CommandError> {
    let owned = |entries: &mut dyn Iterator<Item = &str>| -> Vec<String> {
        entries.map(str::trim).filter(|entry| !entry.is_empty()).map(str::to_owned).collect()
    };
    let entries = match text.strip_prefix('@') {
        Some(file) => {
            let bytes = timetable::read(Path::new(file))?;
            let utf8 = |_| CommandError::Argument(format!("{name}: expected UTF-8 in {file}"));
            owned(&mut String::from_utf8(bytes).map_err(utf8)?.trim_start_matches('\u{feff}').lines())
        }
        None => owned(&mut text.split(',')),
    };
    if entries.is_empty() {
        return Err(CommandError::Argument(format!("{name}: expected at least one place, found `{text}`")));
    }
    Ok(entries)
}

fn print<M: Matrix>(
    cli: &Cli,
    args: &MatrixArgs,
    matrix: &M,
    changes: Option<ChangeFigures>,
) -> Result<Outcome, CommandError> {
    let form = match (args.csv, cli.json) {
        (true, _) => Form::Csv,
        (false, false) if matrix.origins() * matrix.destinations() <= TABLE_MAX => Form::Table,
        (false, _) => Form::Json,
    };
    let work = &args.work;
    let job =
        Job { count: matrix.origins(), threads: work.threads, progress: work.progress, word: "origins" };
    let mut tally = MatrixTally::default();
    let mut table = Vec::new();
    let mut out = BufWriter::new(io::stdout().lock());
    if form == Form::Csv {
        writeln!(out, "from,to,arrival,rides,error")?;
    }
    let find = |number, scratch: &mut M::Scratch| {
        let (row, elapsed_us) = timed(|| matrix.row(number, scratch));
        Row { elapsed_us, ..row }
    };
    let each = |row: Row| {
        tally.add(&row);
        match form {
            Form::Table => {
                table.extend(lines(&row));
                return Ok(());
            }
            Form::Json => writeln!(out, "{}", serde_json::to_string(&row)?)?,
            Form::Csv => lines(&row).iter().try_for_each(|line| writeln!(out, "{}", csv_line(line)))?,
        }
        out.flush()
    };
    let ended = in_order(&job, find, each)?;
    if ended == Ended::Closed {
        return Ok(Outcome::Done);
    }
    drop(out);
    if form == Form::Table {
        output::print(&output::table(&["from", "to", "arrival", ">rides", ""], &table))?;
    }
    let figures = Figures { front: Bound::Exact, timetable_bytes: matrix.bytes(), changes };
    let statistics = tally.statistics(figures, timetable::memory());
    if ended == Ended::Stopped {
        output::complain(&format!("stopped after {} of {} origins", statistics.origins, job.count));
    }
    timetable::print_figures(&statistics)?;
    let all = statistics.reached == matrix.origins() * matrix.destinations();
    Ok(if all { Outcome::Done } else { Outcome::Lacking })
}

/// Returns a row as lines: from, to, arrival, rides, why not.
fn lines(row: &Row) -> Vec<Vec<String>> {
    if let Some(error) = &row.error {
        return vec![vec![
            row.from.clone(),
            String::new(),
            String::new(),
            String::new(),
            error.detail.clone(),
        ]];
    }
    let line = |cell: &Cell| {
        vec![
            row.from.clone(),
            cell.to.clone(),
            cell.arrival.clone().unwrap_or_default(),
            cell.rides.map_or_else(String::new, |rides| rides.to_string()),
            cell.error.as_ref().map_or_else(String::new, |error| error.detail.clone()),
        ]
    };
    row.to.iter().map(line).collect()
}

fn csv_line(cells: &[String]) -> String {
    let quoted = |cell: &String| {
        if cell.contains([',', '"', '\n', '\r']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.clone()
        }
    };
    cells.iter().map(quoted).collect::<Vec<_>>().join(",")
}
