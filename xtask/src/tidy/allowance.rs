//! Exceptions: `rule path # reason`, one a line, in `xtask/tidy-allow.txt`.

use crate::repository::SourceFile;
use crate::tidy::Finding;

const LIST: &str = "xtask/tidy-allow.txt";
const RULE: &str = "allowance";

struct Allowance<'a> {
    line: usize,
    rule: &'a str,
    path: &'a str,
}

/// Removes what the list allows; adds a finding for each entry without a reason or without a use.
pub fn apply(files: &[SourceFile], findings: Vec<Finding>) -> Vec<Finding> {
    let Some(list) = files.iter().find(|file| file.path == LIST) else {
        return findings;
    };
    let mut problems = Vec::new();
    let mut allowances = Vec::new();
    for (index, line) in list.text.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        match parse(index + 1, line) {
            Some(allowance) => allowances.push(allowance),
            None => problems.push(Finding::new(
                LIST,
                index + 1,
                RULE,
                "`rule path # reason`",
                format!("`{line}`"),
            )),
        }
    }
    for allowance in &allowances {
        if !findings.iter().any(|finding| covers(allowance, finding)) {
            let found = format!("nothing of `{}` in {}", allowance.rule, allowance.path);
            problems.push(Finding::new(
                LIST,
                allowance.line,
                RULE,
                "an exception that is still needed",
                found,
            ));
        }
    }
    let kept =
        findings.into_iter().filter(|finding| !allowances.iter().any(|allowance| covers(allowance, finding)));
    kept.chain(problems).collect()
}

fn parse(line: usize, text: &str) -> Option<Allowance<'_>> {
    let (entry, reason) = text.split_once('#')?;
    let mut words = entry.split_whitespace();
    let allowance = Allowance { line, rule: words.next()?, path: words.next()? };
    (words.next().is_none() && !reason.trim().is_empty()).then_some(allowance)
}

fn covers(allowance: &Allowance<'_>, finding: &Finding) -> bool {
    allowance.rule == finding.rule && allowance.path == finding.path
}
