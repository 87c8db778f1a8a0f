//! `landbridge corridor check` and `landbridge corridor stats`.

use std::collections::BTreeMap;
use std::path::Path;

use lb_network::{Corridor, Problem};
use serde_json::json;

use super::{CommandError, Outcome};
use crate::cli::{Cli, CorridorCommand};
use crate::{folder, output};

/// Looks into a corridor's tables.
pub fn run(cli: &Cli, command: &CorridorCommand) -> Result<Outcome, CommandError> {
    match command {
        CorridorCommand::Check { dir } => check(cli, dir),
        CorridorCommand::Stats { dir } => stats(cli, dir),
    }
}

fn read(dir: &Path) -> Result<(Corridor, Vec<Problem>), CommandError> {
    let files =
        folder::read(dir).map_err(|error| CommandError::Argument(format!("{}: {error}", dir.display())))?;
    Ok(Corridor::read(&files))
}

fn check(cli: &Cli, dir: &Path) -> Result<Outcome, CommandError> {
    let (corridor, mut problems) = read(dir)?;
    let unusable = corridor.places.is_empty() || corridor.services.is_empty();
    if !unusable {
        problems.extend(lb_network::check::check(&corridor));
    }
    if cli.json {
        let rows: Vec<_> = problems
            .iter()
            .map(|p| {
                json!({
                    "file": p.file, "line": p.line, "column": p.column, "code": p.code, "expected": p.expected,
                    "found": p.found,
                })
            })
            .collect();
        output::json(&json!({ "problems": rows, "rows": corridor.row_counts }))?;
    } else {
        let rows: usize = corridor.row_counts.values().sum();
        let mut lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        lines.push(format!(
            "{} problems in {rows} rows of {} tables",
            problems.len(),
            corridor.row_counts.len()
        ));
        output::print(&lines.join("\n"))?;
    }
    Ok(match (unusable, problems.is_empty()) {
        (true, _) => Outcome::Unusable,
        (false, true) => Outcome::Done,
        (false, false) => Outcome::Lacking,
    })
}

/// Counts by a word.
type Counts = BTreeMap<String, usize>;

fn count<T>(rows: &[T], word: impl Fn(&T) -> String) -> Counts {
    let mut counts = Counts::new();
    for row in rows {
        *counts.entry(word(row)).or_default() += 1;
    }
    counts
}

fn stats(cli: &Cli, dir: &Path) -> Result<Outcome, CommandError> {
    let (corridor, problems) = read(dir)?;
    let tables: Counts =
        corridor.row_counts.iter().map(|(table, rows)| ((*table).to_owned(), *rows)).collect();
    let groups = [
        ("rows by table", tables),
        ("places by kind", count(&corridor.places, |p| p.kind.clone())),
        ("places by country", count(&corridor.places, |p| p.country.clone())),
        ("places by reliability", count(&corridor.places, |p| p.provenance.reliability.to_string())),
        ("services by kind", count(&corridor.services, |s| s.kind.clone())),
        ("services by reliability", count(&corridor.services, |s| s.provenance.reliability.to_string())),
        ("sections by mode", count(&corridor.sections, |s| s.mode.word().to_owned())),
        ("links by mode", count(&corridor.links, |l| l.mode.word().to_owned())),
        ("links by reliability", count(&corridor.links, |l| l.provenance.reliability.to_string())),
        ("crossings by status", count(&corridor.crossings, |c| c.status.to_string())),
    ];
    if cli.json {
        let object: serde_json::Map<String, serde_json::Value> =
            groups.iter().map(|(name, counts)| (name.replace(' ', "_"), json!(counts))).collect();
        output::json(&object)?;
    } else {
        let sections: Vec<String> = groups.iter().map(|(name, counts)| group(name, counts)).collect();
        output::print(&sections.join("\n\n"))?;
    }
    Ok(if problems.is_empty() { Outcome::Done } else { Outcome::Lacking })
}

/// A group as a table, the most frequent first; countries in one line.
fn group(name: &str, counts: &Counts) -> String {
    let mut rows: Vec<(&String, &usize)> = counts.iter().collect();
    rows.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    if name == "places by country" {
        let all: Vec<String> = rows.iter().map(|(word, n)| format!("{word} {n}")).collect();
        return format!("{name} ({} countries and territories)\n{}", counts.len(), all.join(", "));
    }
    let rows: Vec<Vec<String>> =
        rows.into_iter().map(|(word, n)| vec![word.clone(), n.to_string()]).collect();
    format!("{name}\n{}", output::table(&["", ">number"], &rows))
}
