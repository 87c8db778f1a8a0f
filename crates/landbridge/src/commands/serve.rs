//! `landbridge serve`.

use std::io;
use std::sync::Arc;

use super::{CommandError, Outcome, open, timed};
use crate::cli::{Cli, ServeArgs};
use crate::output;

/// Opens the corridor and serves it until it is told to stop.
pub fn run(cli: &Cli, args: &ServeArgs) -> Result<Outcome, CommandError> {
    output::print(&format!("opening {}", cli.corridor.display()))?;
    let (app, elapsed_us) = timed(|| open(cli));
    let app = Arc::new(app?);
    let summary = app.summary();
    output::print(&format!(
        "{}: {} places, {} services, {} runs in {} ms, {} problems",
        summary.title,
        summary.counts.get("places").copied().unwrap_or(0),
        summary.counts.get("services").copied().unwrap_or(0),
        summary.counts.get("runs").copied().unwrap_or(0),
        elapsed_us / 1_000,
        summary.problems
    ))?;
    let options = lb_web::ServeOptions { address: args.addr, public: args.public };
    let ready = |address| {
        let _ = output::print(&format!("the planner is open at http://{address}/ (stop it with Ctrl-C)"));
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime
        .block_on(lb_web::serve(app, options, ready))
        .map_err(|error| CommandError::Io(io::Error::other(error.to_string())))?;
    Ok(Outcome::Done)
}
