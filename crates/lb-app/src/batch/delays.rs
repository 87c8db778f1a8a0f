//! Live changes of a corridor's runs, from a CSV file.

use std::sync::Arc;

use csv::StringRecord;
use jiff::civil::Date;
use lb_network::Problem;
use lb_network::idx::{RunIdx, SectionIdx, ServiceIdx};
use lb_network::timetable::Delay;
use lb_search::Live;
use lb_search::live::Delayed;

use crate::app::App;
use crate::refusal::Refusal;

/// The columns, in the order in which they are read.
const COLUMNS: [&str; 5] = ["run", "change", "section", "call", "minutes"];
/// Most rows of one file.
const ROWS_MAX: usize = 1_000_000;
/// A run is at most so many minutes earlier or later than planned: 120 days.
const MINUTES_MAX: i32 = 120 * 1_440;

/// What a file of changes says of a corridor's runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunChanges {
    /// What holds beside the timetable.
    pub live: Live,
    /// Rows of the file.
    pub rows: usize,
    /// Rows that could be read.
    pub applied: usize,
    /// What could not be read.
    pub problems: Vec<Problem>,
    delays: Vec<(Delay, u64)>,
}

/// Reads a CSV file of changes with the columns `run`, `change`, `section`, `call` and `minutes`. A run is named as answers name
/// it (`SERVICE/2026-12-01`).
///
/// `cancelled`: the run does not run. `delayed`: from call number `call` (from 1; empty = the first) of `section` (empty = the
/// first of the service) on it is `minutes` later; a later row's call takes over from there. `sold_out`: it takes no more
/// cargo on the hop that leaves that call (empty = anywhere in the section, and in the whole service without a section). A
/// bad row is a problem, the others hold.
///
/// # Errors
/// Refuses a file without these columns, and one of more than a million rows.
pub fn read_run_changes(file: &str, bytes: &[u8], app: &App) -> Result<RunChanges, Refusal> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(bytes);
    let unreadable = |found: &str| {
        let expected = format!("a header with {}", COLUMNS.join(", "));
        Refusal::field("request.bad_query", "changes", expected, found)
    };
    let header = reader.headers().map_err(|error| unreadable(&error.to_string()))?.clone();
    let column = |name: &str| header.iter().position(|cell| cell.eq_ignore_ascii_case(name));
    let found: Vec<usize> = COLUMNS.iter().filter_map(|name| column(name)).collect();
    let Ok(columns) = <[usize; 5]>::try_from(found) else {
        return Err(unreadable(&header.iter().collect::<Vec<_>>().join(",")));
    };
    let rows = Rows { file, columns, app };
    let mut changes = RunChanges::default();
    for record in reader.records() {
        changes.rows += 1;
        if changes.rows > ROWS_MAX {
            return Err(unreadable("more than 1,000,000 rows"));
        }
        let read = match record {
            Ok(record) => rows.read(&record, &mut changes),
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                Err(rows.problem(
                    (line, ""),
                    "corridor.bad_value",
                    "a row of CSV in UTF-8",
                    &error.to_string(),
                ))
            }
        };
        match read {
            Ok(()) => changes.applied += 1,
            Err(problem) => changes.problems.push(problem),
        }
    }
    rows.lay(&mut changes);
    Ok(changes)
}

impl App {
    /// Finds a run by the name that answers give it: service, service date, and the shift of its pattern where it has one.
    fn run_named(&self, name: &str) -> Option<RunIdx> {
        let (service, day) = name.rsplit_once('/')?;
        let (date, shift) = day.split_once('+').unwrap_or((day, "0"));
        let (date, shift) = (date.parse::<Date>().ok()?, shift.parse::<i32>().ok()?);
        let service = self.corridor().services.iter().position(|row| row.id.as_str() == service)?;
        let timetable = &self.planner.timetable;
        timetable.runs_of(ServiceIdx::new(service)).find(|run| {
            let run = timetable.run(*run);
            run.date == date && run.shift == shift
        })
    }
}

struct Rows<'a> {
    file: &'a str,
    columns: [usize; 5],
    app: &'a App,
}

impl Rows<'_> {
    fn problem(
        &self,
        (line, column): (u64, &str),
        code: &'static str,
        expected: &str,
        found: &str,
    ) -> Problem {
        let (file, column) = (self.file.to_owned(), column.to_owned());
        Problem { file, line, column, code, expected: expected.to_owned(), found: format!("`{found}`") }
    }

    fn read(&self, record: &StringRecord, changes: &mut RunChanges) -> Result<(), Problem> {
        let [run, change, section, call, minutes] = self.columns.map(|at| record.get(at).unwrap_or_default());
        let line = record.position().map_or(0, csv::Position::line);
        let unknown = |column: &str, expected: &str, found: &str| {
            self.problem((line, column), "corridor.unknown_reference", expected, found)
        };
        let bad = |column: &str, expected: &str, found: &str| {
            self.problem((line, column), "corridor.bad_value", expected, found)
        };
        let corridor = self.app.corridor();
        let expected = "a run of the timetable such as SERVICE/2026-12-01";
        let index = self.app.run_named(run).ok_or_else(|| unknown("run", expected, run))?;
        let service = &corridor.services[self.app.planner.timetable.run(index).service.at()];
        let named =
            service.sections.iter().copied().find(|s| corridor.sections[s.at()].id.as_str() == section);
        let sections: Vec<SectionIdx> = match (section, named) {
            ("", _) => service.sections.clone(),
            (_, Some(named)) => vec![named],
            (_, None) => {
                return Err(unknown("section", "a section of the run's service, or nothing", section));
            }
        };
        let Some(&first) = sections.first() else { return Ok(()) };
        let calls = corridor.sections[first.at()].calls.len();
        let number = match call {
            "" => None,
            text => {
                let expected = format!("a number from 1 to {calls}, or nothing");
                let number = text.parse::<u16>().ok().filter(|n| (1..=calls).contains(&usize::from(*n)));
                Some(number.ok_or_else(|| bad("call", &expected, text))? - 1)
            }
        };
        match change {
            "cancelled" => {
                changes.live.cancelled.insert(index);
            }
            "delayed" => {
                let later = minutes.parse::<i32>().ok().filter(|later| later.abs() <= MINUTES_MAX);
                let later =
                    later.ok_or_else(|| bad("minutes", "whole minutes, at most 120 days", minutes))?;
                let delay = Delay { run: index, section: first, call: number.unwrap_or(0), minutes: later };
                changes.delays.push((delay, line));
            }
            "sold_out" => {
                let sections = if number.is_some() { &sections[..1] } else { &sections[..] };
                for section in sections {
                    let hops = corridor.sections[section.at()].calls.len().saturating_sub(1);
                    let all = (0..u16::try_from(hops).unwrap_or(u16::MAX)).map(|hop| (*section, index, hop));
                    changes.live.full.extend(all.filter(|hop| number.is_none_or(|only| only == hop.2)));
                }
            }
            other => return Err(bad("change", "cancelled, delayed or sold_out", other)),
        }
        Ok(())
    }

    /// Lays the delays over the timetable; those that cannot hold are problems of their rows.
    fn lay(&self, changes: &mut RunChanges) {
        let delays: Vec<Delay> = changes.delays.iter().map(|(delay, _)| *delay).collect();
        if delays.is_empty() {
            return;
        }
        let (delayed, left_out) = Delayed::new(&self.app.planner, &delays);
        changes.live.delayed = Some(Arc::new(delayed));
        for disordered in left_out {
            let of_row = changes.delays.iter().rev().find(|(delay, _)| *delay == disordered.0);
            let line = of_row.map_or(0, |(_, line)| *line);
            let expected = "minutes with which the run leaves no call before it reaches it";
            let found = disordered.0.minutes.to_string();
            changes.problems.push(self.problem((line, "minutes"), "corridor.bad_value", expected, &found));
            changes.applied = changes.applied.saturating_sub(1);
        }
    }
}
