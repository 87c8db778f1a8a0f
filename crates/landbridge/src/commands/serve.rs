//! `landbridge serve`.

mod heads;
mod oidc;

use std::io;
use std::sync::Arc;

use lb_app::App;
use lb_app::journal::{Journal, Moment};
use lb_store::{HeadsFolder, Store};
use lb_web::{Extent, Office};

use super::{CommandError, Outcome, instant, instant_of, open, timed};
use crate::cli::{Cli, Demo, ServeArgs};
use crate::output;

/// Opens the corridor and serves it until it is told to stop.
pub fn run(cli: &Cli, args: &ServeArgs) -> Result<Outcome, CommandError> {
    // Before anything is opened or made.
    let oidc = args.oidc.as_deref().map(oidc::read).transpose();
    let oidc = oidc.map_err(|error| CommandError::Argument(format!("--oidc: {error}")))?;
    output::print(&format!("opening {}", cli.corridor.display()))?;
    let (app, elapsed_us) = timed(|| open(cli));
    let app = Arc::new(app?);
    let summary = app.summary(instant(cli)?.into());
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
    let office = runtime.block_on(open_office(app, (cli, args)))?;
    let (demonstration, extent) = match args.demo {
        Some(Demo::Day) => (lb_web::Demonstration::Open, Extent::Day),
        Some(Demo::Week) => (lb_web::Demonstration::Open, Extent::Week),
        None => (lb_web::Demonstration::Closed, Extent::Day),
    };
    let options = lb_web::ServeOptions {
        address: args.addr,
        public: args.public,
        demonstration,
        extent,
        webhooks_anywhere: args.webhooks_to_private_networks,
        oidc,
        bytes_a_day: args.documents_mib_a_day << 20,
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
async fn open_office(app: Arc<App>, (cli, args): (&Cli, &ServeArgs)) -> Result<Arc<Office>, CommandError> {
    let projections = lb_app::desk::projections().map_err(failed)?;
    let place = args.place.place().map_err(|error| CommandError::Argument(error.to_string()))?;
    let (at, site) = (place.to_string(), args.site.clone());
    let store = Store::open_or_create(place, site.clone(), projections)
        .await
        .map_err(|error| CommandError::Argument(error.to_string()))?;
    let head = store.head().await.map_err(failed)?;
    output::print(&format!("journal of {site} in {at}: {} records, epoch {}", head.sequence, head.epoch))?;
    let store = Arc::new(store);
    sign_heads(&store, (cli, args)).await?;
    Ok(Office::open(app, store, site, drawn()?))
}

/// Has the head of the journal signed day by day, where there is a folder for it.
async fn sign_heads(store: &Arc<Store>, (cli, args): (&Cli, &ServeArgs)) -> Result<(), CommandError> {
    let Some(folder) = args.place.heads_folder() else { return Ok(()) };
    let unusable = |error| CommandError::Argument(format!("{}: {error}", folder.display()));
    let heads = HeadsFolder::open(folder, drawn()?).map_err(unusable)?;
    heads::sign_if_due(store, &heads, instant(cli)?.into()).await.map_err(unusable)?;
    output::print(&format!(
        "its head is signed every day in {} by {}",
        folder.display(),
        heads.public_key()
    ))?;
    let fixed = cli.now.clone();
    let clock = move || instant_of(fixed.as_deref()).ok().map(Moment::from);
    tokio::spawn(heads::keep_signing(Arc::clone(store), heads, clock));
    Ok(())
}

/// Draws from the operating system.
fn drawn() -> Result<[u8; 32], CommandError> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|error| CommandError::Io(io::Error::other(error.to_string())))?;
    Ok(seed)
}

fn failed(error: impl std::fmt::Display) -> CommandError {
    CommandError::Io(io::Error::other(error.to_string()))
}
