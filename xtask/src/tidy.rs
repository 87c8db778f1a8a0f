//! Repository checks: text in, findings out. Nothing here reads a file.

mod allowance;
mod code;
mod layers;
mod manifest;
mod modules;
mod paths;
mod purity;
mod schemas;
mod shape;
mod test_habits;

#[cfg(test)]
mod tests;

use std::fmt;

use crate::repository::Repository;

/// One broken rule at one line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file, from the repository's root.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// The rule's stable name, which `tidy-allow.txt` may name.
    pub rule: &'static str,
    /// What the rule wants.
    pub expected: String,
    /// What the line has.
    pub found: String,
}

impl Finding {
    fn new(
        path: &str,
        line: usize,
        rule: &'static str,
        expected: impl Into<String>,
        found: impl Into<String>,
    ) -> Self {
        Self { path: path.to_owned(), line, rule, expected: expected.into(), found: found.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, line, rule, expected, found } = self;
        write!(formatter, "{path}:{line}: {rule}: expected {expected}, found {found}")
    }
}

/// Returns every finding that no allowance covers, in path and line order.
pub fn check(repository: &Repository) -> Vec<Finding> {
    let files = &repository.files;
    let mut findings = Vec::new();
    findings.extend(layers::check(files));
    findings.extend(modules::check(files));
    findings.extend(schemas::check(files));
    for file in files {
        findings.extend(shape::check(file));
        findings.extend(paths::check(file, &repository.checkout));
        findings.extend(purity::check(file));
        findings.extend(test_habits::check(file));
    }
    let mut findings = allowance::apply(files, findings);
    findings.sort();
    findings
}
