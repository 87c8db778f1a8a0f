//! What a schema cannot say about a corridor: speeds, dwell, order, gauges, islands, positions.

mod geography;
mod services;

use crate::corridor::Corridor;
use crate::problem::Problem;

/// Returns every problem of a corridor that reading could not see, ordered by file and line.
#[must_use]
pub fn check(corridor: &Corridor) -> Vec<Problem> {
    let mut problems = Vec::new();
    services::check(corridor, &mut problems);
    geography::check(corridor, &mut problems);
    problems.sort();
    problems
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
