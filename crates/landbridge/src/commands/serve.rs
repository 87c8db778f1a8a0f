//! `landbridge serve`.

use std::io;
use std::sync::Arc;

use lb_app::App;
use lb_app::journal::Journal;
use lb_store::Store;
use lb_web::Office;

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
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let office = runtime.block_on(open_office(app, args))?;
    let demonstration = match args.demo {
        true => lb_web::Demonstration::Open,
        false => lb_web::Demonstration::Closed,
    };
    let options = lb_web::ServeOptions {
        address: args.addr,
        public: args.public,
        demonstration,
        webhooks_anywhere: args.webhooks_to_private_networks,
    };
    let ready = |ready: lb_web::Ready| {
        let address = ready.address;
        if let Some(path) = ready.invitation {
            let _ =
                output::print(&format!("first administrator, once, within 72 hours: http://{address}{path}"));
        }
        let _ = output::print(&format!("the planner is open at http://{address}/ (stop it with Ctrl-C)"));
    };
    runtime
        .block_on(lb_web::serve(office, options, ready))
        .map_err(|error| CommandError::Io(io::Error::other(error.to_string())))?;
    Ok(Outcome::Done)
}

/// Opens the journal of the site and the office in front of it.
async fn open_office(app: Arc<App>, args: &ServeArgs) -> Result<Arc<Office>, CommandError> {
    let projections = lb_app::desk::projections().map_err(failed)?;
    let place = args.place.place().map_err(|error| CommandError::Argument(error.to_string()))?;
    let (at, site) = (place.to_string(), args.site.clone());
    let store = Store::open_or_create(place, site.clone(), projections)
        .await
        .map_err(|error| CommandError::Argument(error.to_string()))?;
    let head = store.head().await.map_err(failed)?;
    output::print(&format!("journal of {site} in {at}: {} records, epoch {}", head.sequence, head.epoch))?;
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|error| CommandError::Io(io::Error::other(error.to_string())))?;
    Ok(Office::open(app, Arc::new(store), site, seed))
}

fn failed(error: impl std::fmt::Display) -> CommandError {
    CommandError::Io(io::Error::other(error.to_string()))
}
