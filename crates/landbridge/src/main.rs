//! Landbridge, the operating system of a land-sea freight corridor: the command line.
//!
//! The only crate that reads the clock, the environment and files, and that writes to the terminal.

mod cli;
mod commands;
mod folder;
mod output;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    match commands::run(&cli) {
        Ok(outcome) => outcome.exit_code(),
        Err(error) => {
            if cli.json {
                // What asked for JSON reads the refusal as JSON; the words still go to standard error.
                let _ = output::json(&error.problem());
            }
            output::complain(&error.to_string());
            ExitCode::from(2)
        }
    }
}
