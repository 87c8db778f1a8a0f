//! Layers 0 to 2 compute: no clock, no environment, no files, no network, nothing asynchronous, no global chance.

use crate::repository::SourceFile;
use crate::tidy::Finding;
use crate::tidy::code::{code_only, lines_with};
use crate::tidy::layers::{crate_of, layer_of};
use crate::tidy::test_habits::is_rust_test;

const RULE: &str = "purity";
const HIGHEST_PURE_LAYER: usize = 2;

/// Words of the outside world, and what to take instead.
const WORDS: [(&str, &str); 19] = [
    ("std::fs", "bytes as an argument"),
    ("fs::", "bytes as an argument"),
    ("File::open", "bytes as an argument"),
    ("std::env", "a value as an argument"),
    ("env::var", "a value as an argument"),
    ("env::args", "a value as an argument"),
    ("std::net", "no network below layer 4"),
    ("std::process", "no process below layer 4"),
    ("tokio", "no run-time below layer 4"),
    ("async", "plain functions"),
    (".await", "plain functions"),
    ("SystemTime", "`now` as an argument"),
    ("time::Instant", "`now` as an argument"),
    ("Instant::now", "`now` as an argument"),
    ("Timestamp::now", "`now` as an argument"),
    ("Zoned::now", "`now` as an argument"),
    ("TimeZone::system", "a zone as an argument"),
    ("thread_rng", "a seed as an argument"),
    ("rand::rng", "a seed as an argument"),
];

/// Returns every line of a pure crate's own code (tests excepted) that reaches outside.
pub fn check(file: &SourceFile) -> Vec<Finding> {
    let layer = crate_of(&file.path).and_then(layer_of);
    let is_pure = layer.is_some_and(|layer| layer <= HIGHEST_PURE_LAYER);
    let is_source = file.path.contains("/src/") && file.path.ends_with(".rs");
    if !is_pure || !is_source || is_rust_test(&file.path) {
        return Vec::new();
    }
    let code = code_only(&file.text);
    let mut findings: Vec<Finding> = Vec::new();
    for (word, expected) in WORDS {
        for line in lines_with(&code, word) {
            if !findings.iter().any(|finding| finding.line == line) {
                findings.push(Finding::new(&file.path, line, RULE, expected, format!("`{word}`")));
            }
        }
    }
    findings
}
