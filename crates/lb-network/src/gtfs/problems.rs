//! Problems, with limits: one broken column of a million rows must not hide what else is wrong.

use std::collections::BTreeMap;
use std::fmt::Display;

use crate::problem::Problem;

/// The most problems that are kept.
pub(super) const PROBLEMS_MAX: usize = 1_000;
/// The most problems of one code that are kept for one file.
pub(super) const PROBLEMS_OF_A_KIND_MAX: u64 = 100;

/// Where a problem is.
#[derive(Clone, Copy, Debug)]
pub(super) struct At {
    /// File name.
    pub file: &'static str,
    /// Line, 0 where the whole file is meant.
    pub line: u64,
    /// Column, empty where the whole row or file is meant.
    pub column: &'static str,
}

impl At {
    /// Returns the place that means a whole file.
    pub const fn file(file: &'static str) -> Self {
        Self { file, line: 0, column: "" }
    }
}

/// The problems of a feed so far.
#[derive(Debug, Default)]
pub(super) struct Problems {
    kept: Vec<Problem>,
    /// Problems found and problems kept, by file and code.
    counts: BTreeMap<(&'static str, &'static str), (u64, u64)>,
}

impl Problems {
    /// Adds a problem; its texts are only made when it is kept.
    pub fn add(&mut self, at: At, code: &'static str, expected: impl Display, found: impl Display) {
        let (seen, kept) = self.counts.entry((at.file, code)).or_default();
        *seen += 1;
        if *kept == PROBLEMS_OF_A_KIND_MAX || self.kept.len() == PROBLEMS_MAX {
            return;
        }
        *kept += 1;
        self.kept.push(Problem {
            file: at.file.to_owned(),
            line: at.line,
            column: at.column.to_owned(),
            code,
            expected: expected.to_string(),
            found: found.to_string(),
        });
    }

    /// Returns the problems by file and line, then the count of those that were not kept.
    pub fn finish(self) -> Vec<Problem> {
        let mut problems = self.kept;
        problems.sort();
        for ((file, code), (seen, kept)) in self.counts {
            if seen > kept {
                problems.push(Problem {
                    file: file.to_owned(),
                    line: 0,
                    column: String::new(),
                    code: "gtfs.more_problems",
                    expected: format!("none of {code}"),
                    found: format!("{} more", seen - kept),
                });
            }
        }
        problems
    }
}
