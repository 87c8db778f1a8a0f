//! What each command does.

mod batch;
mod claims;
mod corridor;
pub mod journal;
mod matrix;
mod plan;
mod race;
mod reach;
mod serve;
mod timetable;
mod work;

use std::fmt;
use std::io;
use std::process::ExitCode;
use std::time::Instant;

use lb_app::{App, Refusal};
use lb_base::Minute;
use lb_network::Problem;
use serde_json::json;

use crate::cli::{Cli, Command};
use crate::folder;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Done,
    /// Nothing was found, or problems were found.
    Lacking,
    /// What was given cannot be used.
    Unusable,
}

impl Outcome {
    /// Returns the exit code.
    pub fn exit_code(self) -> ExitCode {
        match self {
            Self::Done => ExitCode::SUCCESS,
            Self::Lacking => ExitCode::from(1),
            Self::Unusable => ExitCode::from(2),
        }
    }
}

/// Why a command could not be carried out.
#[derive(Debug)]
pub enum CommandError {
    /// The world failed.
    Io(io::Error),
    /// The request was refused.
    Refused(Refusal),
    /// The corridor cannot be used.
    Corridor(String, Vec<Problem>),
    /// The GTFS feed cannot be used.
    Feed(String, Vec<Problem>),
    /// An argument is wrong.
    Argument(String),
}

impl CommandError {
    /// Returns the error as an object with a stable code.
    pub fn problem(&self) -> serde_json::Value {
        let fields = |refusal: &Refusal| -> Vec<serde_json::Value> {
            let view = |f: &lb_app::FieldProblem| json!({"field": f.field, "expected": f.expected, "found": f.found});
            refusal.fields.iter().map(view).collect()
        };
        match self {
            Self::Refused(refusal) => {
                json!({"code": refusal.code, "detail": refusal.detail, "fields": fields(refusal)})
            }
            Self::Io(_) => json!({"code": "command.unreadable", "detail": self.to_string()}),
            Self::Feed(..) => json!({"code": "timetable.unusable", "detail": self.to_string()}),
            Self::Corridor(..) => json!({"code": "corridor.unusable", "detail": self.to_string()}),
            Self::Argument(_) => json!({"code": "command.bad_argument", "detail": self.to_string()}),
        }
    }
}

impl fmt::Display for CommandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => write!(f, "{error}"),
            Self::Refused(refusal) => write!(f, "{refusal}"),
            Self::Argument(text) => write!(f, "{text}"),
            Self::Corridor(dir, problems) => {
                write!(f, "{dir}: not a usable corridor: expected places and services, found none")?;
                list(f, problems)
            }
            Self::Feed(path, problems) => {
                write!(f, "{path}: not a usable GTFS feed")?;
                list(f, problems)
            }
        }
    }
}

/// Writes the first problems, one a line.
fn list(f: &mut fmt::Formatter<'_>, problems: &[Problem]) -> fmt::Result {
    problems.iter().take(5).try_for_each(|problem| write!(f, "\n  {problem}"))
}

impl From<io::Error> for CommandError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<Refusal> for CommandError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Carries out a command.
pub fn run(cli: &Cli) -> Result<Outcome, CommandError> {
    match &cli.command {
        Command::Plan(args) => plan::run(cli, args),
        Command::Race(args) => race::run(cli, args),
        Command::Matrix(args) => matrix::run(cli, args),
        Command::Reach(args) => reach::run(cli, args),
        Command::Claims => claims::run(cli),
        Command::Corridor { command } => corridor::run(cli, command),
        Command::Journal(args) => journal::run(cli, args),
        Command::Serve(args) => serve::run(cli, args),
    }
}

/// Opens the corridor that the arguments name.
fn open(cli: &Cli) -> Result<App, CommandError> {
    let dir = &cli.corridor;
    let files = folder::read(dir).map_err(|error| {
        let text = format!("{}: {error} (name a corridor's folder with --corridor)", dir.display());
        CommandError::Io(io::Error::new(error.kind(), text))
    })?;
    App::open(&files, now(cli)?)
        .map_err(|problems| CommandError::Corridor(dir.display().to_string(), problems))
}

/// The clock, or the instant that the arguments take as now.
fn instant(cli: &Cli) -> Result<jiff::Timestamp, CommandError> {
    instant_of(cli.now.as_deref())
}

/// The clock, or the instant that a text says.
fn instant_of(fixed: Option<&str>) -> Result<jiff::Timestamp, CommandError> {
    #[expect(clippy::disallowed_methods, reason = "the one place of the command line that reads the clock")]
    match fixed {
        None => Ok(jiff::Timestamp::now()),
        Some(text) => text.parse().map_err(|_| {
            CommandError::Argument(format!(
                "--now: expected RFC 3339 such as 2026-11-22T00:00:00Z, found `{text}`"
            ))
        }),
    }
}

/// The minute taken as now.
fn now(cli: &Cli) -> Result<Minute, CommandError> {
    Minute::from_timestamp(instant(cli)?).map_err(|error| CommandError::Argument(format!("--now: {error}")))
}

/// Runs something and tells the microseconds it took.
fn timed<T>(work: impl FnOnce() -> T) -> (T, u64) {
    #[expect(clippy::disallowed_methods, reason = "elapsed time is reported, never decided upon")]
    let start = Instant::now();
    let value = work();
    (value, u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX))
}
