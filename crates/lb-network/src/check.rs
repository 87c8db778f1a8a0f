//! What a schema cannot say about a corridor: speeds, dwell, order, gauges, islands, positions.

mod geography;
mod services;

use crate::corridor::Corridor;
use crate::problem::Problem;

/// Returns every problem of a corridor that reading could not see, ordered by file and line.
#[must_use]
pub fn check(corridor: &Corridor) -> Vec<Problem> {
    let mut problems = Vec::new();
    identifiers(corridor, &mut problems);
    services::check(corridor, &mut problems);
    geography::check(corridor, &mut problems);
    problems.sort();
    problems
}

/// An identifier stands once in its table: of two rows with one, references reach only the last.
fn identifiers(corridor: &Corridor, problems: &mut Vec<Problem>) {
    let tables: [(&str, &str, Vec<&str>); 7] = [
        ("places.csv", "place_id", corridor.places.iter().map(|row| row.id.as_str()).collect()),
        ("facilities.csv", "facility_id", corridor.facilities.iter().map(|row| row.id.as_str()).collect()),
        ("links.csv", "link_id", corridor.links.iter().map(|row| row.id.as_str()).collect()),
        ("crossings.csv", "crossing_id", corridor.crossings.iter().map(|row| row.id.as_str()).collect()),
        ("services.csv", "service_id", corridor.services.iter().map(|row| row.id.as_str()).collect()),
        ("sections.csv", "section_id", corridor.sections.iter().map(|row| row.id.as_str()).collect()),
        ("patterns.csv", "pattern_id", corridor.patterns.iter().map(|row| row.id.as_str()).collect()),
    ];
    for (file, column, mut ids) in tables {
        ids.sort_unstable();
        for pair in ids.windows(2).filter(|pair| pair[0] == pair[1]) {
            let what = ("every identifier once", format!("`{}` again", pair[0]));
            problems.push(problem(file, 0, column, "corridor.duplicate_identifier", what));
        }
    }
}

/// Makes a problem.
fn problem(
    file: &str,
    line: u64,
    column: &str,
    code: &'static str,
    (expected, found): (impl ToString, impl ToString),
) -> Problem {
    Problem {
        file: file.to_owned(),
        line,
        column: column.to_owned(),
        code,
        expected: expected.to_string(),
        found: found.to_string(),
    }
}
