//! The line to receivers: one request, one status, nothing followed and nothing read beyond it.

use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;

use axum::body::Body;
use axum::http::header::{CONNECTION, CONTENT_TYPE, HOST, RETRY_AFTER, USER_AGENT};
use axum::http::{HeaderMap, Request, Response};
use hyper::body::Incoming;
use hyper_util::rt::TokioIo;
use lb_app::hooks::{Failure, Message, Reach, Scheme, SigningSecret, Target, signature_header};
use lb_app::journal::Moment;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpStream, lookup_host};
use tokio::sync::Semaphore;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto};

use super::clock::{Clock, after};

/// Seconds until a receiver has answered.
pub const ANSWER_SECONDS_MAX: i64 = 15;
/// Requests under way at once; receivers that do not answer hold up others by one time-out at most.
const AT_ONCE_MAX: usize = 32;
/// Addresses of one host that are tried.
const ADDRESSES_MAX: usize = 4;
/// Bytes of a receiver's head at most.
const HEAD_BYTES_MAX: usize = 16 << 10;

const AGENT: &str = concat!("Landbridge-Webhooks/", env!("CARGO_PKG_VERSION"));

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// It arrived: the receiver answered with 200 to 299.
    Arrived(u16),
    /// The receiver answered with 410: it wants no more.
    Gone,
    /// It did not arrive.
    Failed {
        /// Why.
        failure: Failure,
        /// For how many seconds the receiver wants to be left alone.
        asked_seconds: Option<u32>,
    },
}

const GONE: u16 = 410;

/// Sends messages.
pub struct Line {
    reach: Reach,
    tls: Option<TlsConnector>,
    places: Semaphore,
    clock: Arc<dyn Clock>,
}

impl std::fmt::Debug for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Line").field("reach", &self.reach).finish_non_exhaustive()
    }
}

impl Line {
    /// Opens the line. Receivers are trusted by the certificates that the machine trusts.
    #[must_use]
    pub fn open(reach: Reach, clock: Arc<dyn Clock>) -> Self {
        Self { reach, tls: tls(), places: Semaphore::new(AT_ONCE_MAX), clock }
    }

    /// Returns what webhooks may reach.
    #[must_use]
    pub const fn reach(&self) -> Reach {
        self.reach
    }

    /// Returns the clock.
    #[must_use]
    pub const fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    /// Sends a message, signed by every secret, and returns what became of it after [`ANSWER_SECONDS_MAX`] at most.
    pub async fn send(&self, url: &str, secrets: &[SigningSecret], message: &Message) -> Sent {
        let place = self.places.acquire().await;
        let now = self.clock.now();
        let sent = tokio::select! {
            answer = self.exchange(url, (secrets, now), message) => answer.unwrap_or_else(failed),
            () = self.clock.wait_until(after(now, ANSWER_SECONDS_MAX)) => failed(Failure::TimedOut),
        };
        drop(place);
        sent
    }

    async fn exchange(
        &self,
        url: &str,
        (secrets, now): (&[SigningSecret], Moment),
        message: &Message,
    ) -> Result<Sent, Failure> {
        let target = Target::parse(url, self.reach).map_err(|_| Failure::BadUrl)?;
        let request = Request::post(&target.path)
            .header(HOST, &target.authority)
            .header(USER_AGENT, AGENT)
            .header(CONNECTION, "close")
            .header(CONTENT_TYPE, "application/json")
            .header("webhook-id", &message.id)
            .header("webhook-timestamp", now.timestamp().as_second())
            .header("webhook-signature", signature_header(secrets, &message.id, now, &message.body))
            .body(Body::from(message.body.clone()))
            .map_err(|_| Failure::BadUrl)?;
        let stream = self.connect(&target).await?;
        let response = match target.scheme {
            Scheme::Http => ask(stream, request).await?,
            Scheme::Https => {
                let name = ServerName::try_from(target.host).map_err(|_| Failure::BadUrl)?;
                let tls = self.tls.as_ref().ok_or(Failure::NotTrusted)?;
                let stream = tls.connect(name, stream).await.map_err(|_| Failure::NotTrusted)?;
                ask(stream, request).await?
            }
        };
        Ok(judged(response.status().as_u16(), response.headers()))
    }

    /// Connects to an address that the host's name leads to and that may be reached: the very one that was checked.
    async fn connect(&self, target: &Target) -> Result<TcpStream, Failure> {
        let found = lookup_host((target.host.as_str(), target.port)).await.map_err(|_| Failure::NoAddress)?;
        let (mut is_any, mut is_admitted) = (false, false);
        for address in found.take(ADDRESSES_MAX) {
            is_any = true;
            if !target.admits(address.ip(), self.reach) {
                continue;
            }
            is_admitted = true;
            if let Ok(stream) = connect(address).await {
                return Ok(stream);
            }
        }
        Err(match (is_any, is_admitted) {
            (false, _) => Failure::NoAddress,
            (true, false) => Failure::ForbiddenAddress,
            (true, true) => Failure::NotConnected,
        })
    }
}

async fn connect(address: SocketAddr) -> std::io::Result<TcpStream> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

/// Sends a request and returns the head of its response; the body is left where it is.
async fn ask<S>(stream: S, request: Request<Body>) -> Result<Response<Incoming>, Failure>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let broken = |_: hyper::Error| Failure::BrokenOff;
    let mut builder = hyper::client::conn::http1::Builder::new();
    builder.max_buf_size(HEAD_BYTES_MAX);
    let (mut sender, connection) = builder.handshake(TokioIo::new(stream)).await.map_err(broken)?;
    let (mut answer, mut connection) = (pin!(sender.send_request(request)), pin!(connection));
    tokio::select! {
        answer = &mut answer => answer.map_err(broken),
        // The connection may be done in the very moment in which the answer is there.
        _ = &mut connection => answer.await.map_err(broken),
    }
}

fn failed(failure: Failure) -> Sent {
    Sent::Failed { failure, asked_seconds: None }
}

fn judged(status: u16, headers: &HeaderMap) -> Sent {
    match status {
        200..=299 => Sent::Arrived(status),
        GONE => Sent::Gone,
        _ => {
            let asked = headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.trim().parse().ok());
            Sent::Failed { failure: Failure::Status(status), asked_seconds: asked }
        }
    }
}

/// Returns TLS as the machine trusts; nothing when that cannot be: then no https webhook is served.
fn tls() -> Option<TlsConnector> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let provider = Arc::new(crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().ok()?;
    Some(TlsConnector::from(Arc::new(builder.with_root_certificates(roots).with_no_client_auth())))
}
