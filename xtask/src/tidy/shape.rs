//! File sizes, trailing blanks, and lint exceptions without a reason.

use crate::repository::SourceFile;
use crate::tidy::Finding;
use crate::tidy::code::code_only;

const LINES_MAX: usize = 800;

/// Returns what is wrong with the shape of one file.
pub fn check(file: &SourceFile) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(size(file));
    findings.extend(trailing_blank(file));
    if file.path.ends_with(".rs") {
        findings.extend(lint_exceptions(file));
    }
    findings
}

fn size(file: &SourceFile) -> Option<Finding> {
    let is_source = [".rs", ".ts", ".tsx"].iter().any(|ending| file.path.ends_with(ending));
    let lines = file.text.lines().count();
    (is_source && lines > LINES_MAX).then(|| {
        let expected = format!("at most {LINES_MAX} lines");
        Finding::new(&file.path, LINES_MAX + 1, "file-size", expected, format!("{lines}"))
    })
}

/// Reports the first such line of a file and how many there are.
fn trailing_blank(file: &SourceFile) -> Option<Finding> {
    // `lines()` would hide a carriage return.
    let lines = file.text.split('\n').enumerate();
    let blank = lines.filter(|(_, line)| line.ends_with([' ', '\t', '\r']));
    let numbers: Vec<usize> = blank.map(|(index, _)| index + 1).collect();
    let first = *numbers.first()?;
    let found = format!("{} lines that end in a blank or a carriage return", numbers.len());
    Some(Finding::new(&file.path, first, "trailing-blank", "lines that end in a visible character", found))
}

fn lint_exceptions(file: &SourceFile) -> Vec<Finding> {
    let code = code_only(&file.text);
    let mut findings = Vec::new();
    for (start, opening) in code.match_indices("#[").chain(code.match_indices("#![")) {
        let attribute = code.get(start + opening.len()..).unwrap_or_default();
        let attribute = attribute.split(']').next().unwrap_or_default();
        let line = 1 + code.get(..start).unwrap_or_default().matches('\n').count();
        if attribute.starts_with("allow(") {
            let expected = "`expect(.., reason = \"..\")`";
            findings.push(Finding::new(&file.path, line, "lint-exception", expected, "`allow(..)`"));
        }
        if attribute.starts_with("expect(") && !attribute.contains("reason") {
            findings.push(Finding::new(
                &file.path,
                line,
                "lint-exception",
                "a reason",
                "`expect(..)` without one",
            ));
        }
    }
    findings
}
