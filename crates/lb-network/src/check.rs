//! What a schema cannot say about a corridor: speeds, dwell, order, gauges, border hours, islands, positions, floor
//! plans of hubs.

mod geography;
mod hours;
mod layout;
mod services;

use crate::corridor::Corridor;
use crate::problem::Problem;

/// Returns every problem of a corridor that reading could not see, ordered by file and line.
#[must_use]
pub fn check(corridor: &Corridor) -> Vec<Problem> {
    let mut problems = Vec::new();
    identifiers(corridor, &mut problems);
    services::check(corridor, &mut problems);
    hours::check(corridor, &mut problems);
    geography::check(corridor, &mut problems);
    layout::check(corridor, &mut problems);
    problems.sort();
    problems
}

/// An identifier stands once in its table: of two rows with one, references reach only the last.
fn identifiers(corridor: &Corridor, problems: &mut Vec<Problem>) {
    let mut once = |file: &str, column: &str, mut rows: Vec<(&str, u64)>| {
        rows.sort_unstable();
        for pair in rows.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
            let what = ("every identifier once", format!("`{}` again, after line {}", pair[0].0, pair[0].1));
            problems.push(problem(file, pair[1].1, column, "corridor.duplicate_identifier", what));
        }
    };
    macro_rules! ids {
        ($rows:ident) => {
            corridor.$rows.iter().map(|row| (row.id.as_str(), row.line)).collect()
        };
    }
    once("places.csv", "place_id", ids!(places));
    once("facilities.csv", "facility_id", ids!(facilities));
    once("links.csv", "link_id", ids!(links));
    once("crossings.csv", "crossing_id", ids!(crossings));
    once("services.csv", "service_id", ids!(services));
    once("sections.csv", "section_id", ids!(sections));
    once("patterns.csv", "pattern_id", ids!(patterns));
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
