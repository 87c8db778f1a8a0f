//! Listening, and stopping in order.

use std::future::{Future, IntoFuture, pending};
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use lb_app::hooks::{ProgressRule, Reach};
use lb_app::hub::demonstration::Extent;
use thiserror::Error;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::access::{Accounts, BadSetting, Demonstration, Exposure, OidcSettings, start};
use crate::guard::HostRule;
use crate::hooks::{Hooks, SiteClock};
use crate::office::Office;
use crate::router::{Around, router_with};

/// How long answers under way may take after the server was told to stop.
const STOP_SECONDS_MAX: u64 = 10;

/// Where to listen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServeOptions {
    /// Address and port; port 0 takes a free one.
    pub address: SocketAddr,
    /// Whether an address that other machines reach is meant: passwords travel in the clear without a proxy with TLS in front.
    pub public: bool,
    /// Whether everybody is signed in to organisations to try the program with. Only on a loopback address.
    pub demonstration: Demonstration,
    /// How much an empty journal of the demonstration is filled with.
    pub extent: Extent,
    /// Whether webhooks may reach private networks too: the owner of the network said so.
    pub webhooks_anywhere: bool,
    /// The place by which people may sign in too.
    pub oidc: Option<OidcSettings>,
    /// Bytes of documents and files of imports that an organisation may send a day.
    pub bytes_a_day: u64,
}

/// Why the server does not run.
#[derive(Debug, Error)]
pub enum ServeError {
    /// The address is not a loopback address, and the caller did not say that it is meant.
    #[error(
        "expected a loopback address such as 127.0.0.1 without --public, got {0}: passwords travel in the clear without a proxy with TLS in front"
    )]
    NotLoopback(SocketAddr),
    /// A demonstration on an address that others reach.
    #[error("expected a loopback address for a demonstration, which signs everybody in, got {0}")]
    OpenDemonstration(SocketAddr),
    /// The site's accounts cannot be made ready.
    #[error("cannot make the accounts of the site ready: {0}")]
    Accounts(String),
    /// The place by which people may sign in cannot be used.
    #[error("--oidc: {0}")]
    Oidc(#[from] BadSetting),
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        source: io::Error,
    },
    /// The system does not tell when to stop.
    #[error("cannot wait for the signal to stop: {0}")]
    Signal(io::Error),
    /// The socket failed while serving.
    #[error("cannot go on serving: {0}")]
    Serve(io::Error),
}

/// What a server says once connections are accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ready {
    /// Where it listens.
    pub address: SocketAddr,
    /// The path of the link that makes the first administrator's account, where the site has none yet.
    pub invitation: Option<String>,
}

/// Serves a site until ctrl-c or SIGTERM; `ready` hears where once connections are accepted.
///
/// # Errors
/// Before `ready`: [`ServeError::NotLoopback`], [`ServeError::OpenDemonstration`], [`ServeError::Accounts`],
/// [`ServeError::Oidc`], [`ServeError::Listen`], [`ServeError::Signal`]; after it: [`ServeError::Serve`].
pub async fn serve(
    office: Arc<Office>,
    options: ServeOptions,
    ready: impl FnOnce(Ready),
) -> Result<(), ServeError> {
    let stop = stop_signal().map_err(ServeError::Signal)?;
    serve_until(office, options, ready, stop).await
}

/// Serves a site until `stop` completes: no new connections then, and ten seconds for answers under way.
///
/// # Errors
/// As [`serve`].
pub async fn serve_until(
    office: Arc<Office>,
    options: ServeOptions,
    ready: impl FnOnce(Ready),
    stop: impl Future<Output = ()>,
) -> Result<(), ServeError> {
    let ServeOptions { address, public, demonstration, extent, webhooks_anywhere, oidc, bytes_a_day } =
        options;
    let is_loopback = address.ip().is_loopback();
    if demonstration == Demonstration::Open && !is_loopback {
        return Err(ServeError::OpenDemonstration(address));
    }
    if !public && !is_loopback {
        return Err(ServeError::NotLoopback(address));
    }
    let listen = |source| ServeError::Listen { address, source };
    let listener = TcpListener::bind(address).await.map_err(listen)?;
    let bound = listener.local_addr().map_err(listen)?;
    let exposure = match bound.ip().is_loopback() {
        true => Exposure::Loopback { port: bound.port(), demonstration },
        false => Exposure::Public,
    };
    let start = start(office.as_ref(), exposure).await;
    let start = start.map_err(|problem| ServeError::Accounts(problem.detail))?;
    if demonstration == Demonstration::Open {
        office.demonstrate(extent).await.map_err(|problem| ServeError::Accounts(problem.detail))?;
    }
    let reach = if webhooks_anywhere { Reach::Everywhere } else { HostRule::of(exposure).reach() };
    let hooks = Arc::new(Hooks::open(reach, Arc::new(SiteClock)));
    let sender = hooks.sender(Arc::clone(&office), ProgressRule::SERVER);
    let accounts = Accounts::new(Arc::<Office>::clone(&office), exposure);
    let accounts = match oidc {
        Some(settings) => accounts.with_oidc(settings)?,
        None => accounts,
    };
    let router = router_with(office, exposure, Around { accounts, hooks, bytes_a_day });
    let router = router.into_make_service_with_connect_info::<SocketAddr>();
    ready(Ready { address: bound, invitation: start.invitation });

    let (stop_sending, stopped) = oneshot::channel::<()>();
    let sending = tokio::spawn(sender.run(async {
        stopped.await.ok();
    }));
    let (tell, told) = oneshot::channel::<()>();
    let server = axum::serve(listener, router).with_graceful_shutdown(async {
        told.await.ok();
    });
    let last_moment = async {
        stop.await;
        tell.send(()).ok();
        stop_sending.send(()).ok();
        tokio::time::sleep(Duration::from_secs(STOP_SECONDS_MAX)).await;
    };
    let served = tokio::select! {
        served = server.into_future() => served.map_err(ServeError::Serve),
        () = last_moment => Ok(()),
    };
    // What was delivered is recorded; where that takes too long, it is sent again by whoever comes next.
    tokio::time::timeout(Duration::from_secs(STOP_SECONDS_MAX), sending).await.ok();
    served
}

/// Returns what completes on ctrl-c or SIGTERM; from here on neither ends the process at once.
#[cfg(unix)]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            Some(()) = interrupt.recv() => {}
            Some(()) = terminate.recv() => {}
            else => pending().await,
        }
    })
}

/// Returns what completes on ctrl-c.
#[cfg(not(unix))]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            pending::<()>().await;
        }
    })
}
