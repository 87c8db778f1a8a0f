//! Checks that the compiler and the linters do not make: `cargo xtask tidy`.

mod report;
mod repository;
mod tidy;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some("tidy") => run_tidy(),
        Some("help" | "--help" | "-h") => {
            report::usage();
            ExitCode::SUCCESS
        }
        Some(_) | None => {
            report::usage();
            ExitCode::from(2)
        }
    }
}

fn run_tidy() -> ExitCode {
    match repository::read() {
        Ok(repository) => {
            let findings = tidy::check(&repository);
            report::findings(&findings, repository.files.len());
            if findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(fault) => {
            report::fault(&fault);
            ExitCode::from(2)
        }
    }
}
