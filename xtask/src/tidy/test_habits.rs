//! Tests that are skipped, and tests that wait for the clock.

use crate::repository::SourceFile;
use crate::tidy::Finding;
use crate::tidy::code::{code_only, has_word};

const SKIPPED: &str = "skipped-test";
const SLEEPING: &str = "sleeping-test";

const RUST_SLEEPS: [&str; 2] = ["sleep(", "sleep_until("];
const WEB_SKIPS: [&str; 6] = [".skip(", ".only(", ".todo(", ".fixme(", "xit(", "xdescribe("];
const WEB_SLEEPS: [&str; 2] = ["waitForTimeout(", "setTimeout("];

/// Returns every skipped or sleeping test of one file.
pub fn check(file: &SourceFile) -> Vec<Finding> {
    if file.path.ends_with(".rs") {
        return check_rust(file);
    }
    let is_web_test =
        [".test.ts", ".test.tsx", ".spec.ts", ".spec.tsx"].iter().any(|end| file.path.ends_with(end));
    if is_web_test { check_web(file) } else { Vec::new() }
}

/// Returns whether a Rust path holds tests only.
pub fn is_rust_test(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.contains("/tests/") || path.contains("/benches/")
}

fn check_rust(file: &SourceFile) -> Vec<Finding> {
    let code = code_only(&file.text);
    let mut findings = Vec::new();
    let mut is_test = is_rust_test(&file.path);
    for (index, line) in code.lines().enumerate() {
        is_test |= line.contains("#[cfg(test)]");
        if line.contains("#[ignore") {
            findings.push(Finding::new(&file.path, index + 1, SKIPPED, "a test that runs", "`ignore`"));
        }
        if is_test && RUST_SLEEPS.iter().any(|call| has_word(line, call)) {
            findings.push(Finding::new(&file.path, index + 1, SLEEPING, "a wait for an event", "a sleep"));
        }
    }
    findings
}

fn check_web(file: &SourceFile) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, line) in file.text.lines().enumerate() {
        if let Some(call) = WEB_SKIPS.iter().find(|call| line.contains(**call)) {
            findings.push(Finding::new(
                &file.path,
                index + 1,
                SKIPPED,
                "a test that runs",
                format!("`{call}`"),
            ));
        }
        if let Some(call) = WEB_SLEEPS.iter().find(|call| line.contains(**call)) {
            findings.push(Finding::new(
                &file.path,
                index + 1,
                SLEEPING,
                "a wait for an event",
                format!("`{call}`"),
            ));
        }
    }
    findings
}
