//! Opening the timetable that many questions are asked: a GTFS feed with its live changes, or a corridor.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use lb_app::App;
use lb_app::batch::{ChangeFigures, FeedTimetable, read_changes, read_run_changes};
use lb_base::{Minute, Minutes};
use lb_search::Live;
use lb_search::lines::Overlay;

use super::{CommandError, now, timed};
use crate::cli::Cli;
use crate::{folder, output};

/// Longest time from departure to arrival unless one is given, days.
pub const HORIZON_DAYS: i32 = 60;
/// Longest horizon and window that may be asked, days.
const DAYS_MAX: i32 = 366;
/// Most problems that are told.
const PROBLEMS_MAX: usize = 20;

/// A feed as it runs.
pub struct Feed {
    /// The feed.
    pub timetable: FeedTimetable,
    /// Live changes, if some were given.
    pub live: Option<[Overlay; 2]>,
    /// What became of them.
    pub changes: Option<ChangeFigures>,
}

/// Opens a GTFS feed, with a file of live changes; tells its problems.
pub fn open_feed(path: &Path, changes: Option<&Path>) -> Result<Feed, CommandError> {
    let changes = changes.map(|file| read(file).map(|bytes| (file, bytes))).transpose()?;
    let files = folder::read_feed(path).map_err(|error| named(path, &error))?;
    let timetable = FeedTimetable::open(&files)
        .map_err(|problems| CommandError::Feed(path.display().to_string(), problems))?;
    complain_of(&timetable.problems);
    let Some((file, bytes)) = changes else { return Ok(Feed { timetable, live: None, changes: None }) };
    let changes = read_changes(&file.display().to_string(), &bytes, &timetable)?;
    complain_of(&changes.problems);
    let (live, changes_us) = timed(|| timetable.lines.overlay(&timetable.feed, &changes.runs));
    let figures = ChangeFigures { changes: changes.rows, applied: changes.applied, changes_us };
    Ok(Feed { timetable, live: Some(live), changes: Some(figures) })
}

/// Opens a corridor as of `--now`, else of the first departure asked (seconds since 1970 UTC), so that its timetable covers
/// what is asked whatever the clock says.
pub fn open_corridor(cli: &Cli, path: &Path, first: Option<i64>) -> Result<App, CommandError> {
    let start = match (&cli.now, first) {
        (Some(_), _) => now(cli)?,
        (None, first) => Minute::new(i32::try_from(first.unwrap_or(0).div_euclid(60)).unwrap_or(0)),
    };
    let files = folder::read(path).map_err(|error| named(path, &error))?;
    let app = App::open(&files, start)
        .map_err(|problems| CommandError::Corridor(path.display().to_string(), problems))?;
    complain_of(&app.problems);
    Ok(app)
}

/// Lays a file of live changes over a corridor; tells its bad rows.
pub fn live_of(
    app: &App,
    changes: Option<&Path>,
) -> Result<(Option<Arc<Live>>, Option<ChangeFigures>), CommandError> {
    let Some(file) = changes else { return Ok((None, None)) };
    let bytes = read(file)?;
    let (changes, changes_us) = timed(|| read_run_changes(&file.display().to_string(), &bytes, app));
    let changes = changes?;
    complain_of(&changes.problems);
    let figures = ChangeFigures { changes: changes.rows, applied: changes.applied, changes_us };
    Ok((Some(Arc::new(changes.live)), Some(figures)))
}

fn complain_of(problems: &[lb_network::Problem]) {
    for problem in problems.iter().take(PROBLEMS_MAX) {
        output::complain(&problem.to_string());
    }
    if problems.len() > PROBLEMS_MAX {
        output::complain(&format!("{} more problems", problems.len() - PROBLEMS_MAX));
    }
}

/// Refuses arguments that a feed or a corridor has no use for.
pub fn refuse_useless(what: &str, given: &[(&str, bool)]) -> Result<(), CommandError> {
    match given.iter().find(|(_, is_given)| *is_given) {
        Some((name, _)) => Err(CommandError::Argument(format!("{name}: expected none, for {what}"))),
        None => Ok(()),
    }
}

/// Reads a duration as seconds.
pub fn seconds(name: &str, text: Option<&str>, default_days: i32) -> Result<i32, CommandError> {
    let Some(text) = text else { return Ok(default_days * 86_400) };
    let expected = || {
        let text =
            format!("{name}: expected a duration up to {DAYS_MAX} days such as 48h or 14d, found `{text}`");
        CommandError::Argument(text)
    };
    let minutes = text.parse::<Minutes>().map_err(|_| expected())?.get();
    if (0..=DAYS_MAX * 1_440).contains(&minutes) { Ok(minutes * 60) } else { Err(expected()) }
}

/// Reads a file.
pub fn read(path: &Path) -> Result<Vec<u8>, CommandError> {
    fs::read(path).map_err(|error| named(path, &error))
}

/// Returns an error that names its file.
pub fn named(path: &Path, error: &io::Error) -> CommandError {
    CommandError::Io(io::Error::new(error.kind(), format!("{}: {error}", path.display())))
}

/// Returns the most memory that the process has held, where the system tells.
pub fn memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kib: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib * 1_024)
}

/// Prints figures as JSON, the last line of standard error.
pub fn print_figures(figures: &impl serde::Serialize) -> Result<(), CommandError> {
    use std::io::Write;
    let text = serde_json::to_string(figures).map_err(io::Error::from)?;
    Ok(writeln!(io::stderr().lock(), "{text}")?)
}
