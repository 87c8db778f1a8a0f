//! The one module that prints.
#![expect(clippy::print_stdout, reason = "findings are what this program is asked for")]
#![expect(clippy::print_stderr, reason = "faults and the summary stay apart from the findings")]

use crate::repository::Fault;
use crate::tidy::Finding;

/// Prints how the program is called.
pub fn usage() {
    println!(
        "usage: cargo xtask tidy\n\n  tidy   check layers, file sizes, forgotten files, purity, paths, test habits"
    );
}

/// Prints every finding on its own line and a summary.
pub fn findings(findings: &[Finding], files: usize) {
    for finding in findings {
        println!("{finding}");
    }
    match findings.len() {
        0 => eprintln!("tidy: {files} files, nothing to report"),
        count => eprintln!("tidy: {files} files, {count} findings"),
    }
}

/// Prints why the repository could not be read.
pub fn fault(fault: &Fault) {
    eprintln!("tidy: {fault}");
}
