//! The program as its users run it: the real binary on the real corridors.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot run its program must fail loudly")]

mod batch;
mod claims;
mod corridor;
mod plan;
mod race;
mod reach;
mod serve;

use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

/// What a run of the program left.
pub(crate) struct Run {
    /// Exit code.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

/// A folder of the checkout.
pub(crate) fn folder(name: &str) -> String {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    root.join(name).display().to_string()
}

/// Runs the program as of 22 November 2026 on the reference corridor.
pub(crate) fn landbridge(args: &str) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_landbridge"))
        .args(["--corridor", &folder("corridors/eurasia"), "--now", "2026-11-22T00:00:00Z"])
        .args(args.split_whitespace())
        .output()
        .unwrap();
    Run {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Runs the program with `--json`.
pub(crate) fn json(args: &str) -> (i32, Value) {
    let run = landbridge(&format!("{args} --json"));
    let value =
        serde_json::from_str(&run.out).unwrap_or_else(|e| panic!("{args}: {e}: {} {}", run.out, run.err));
    (run.code, value)
}

/// The elements of an array in an answer.
pub(crate) fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// A text in an answer.
pub(crate) fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("no text {key} in {value}"))
}

/// A number in an answer.
pub(crate) fn number(value: &Value, key: &str) -> f64 {
    value[key].as_f64().unwrap_or_else(|| panic!("no number {key} in {value}"))
}
