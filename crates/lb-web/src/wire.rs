//! The wire to other servers: connections that go where they may, plainly or by TLS, as the machine trusts.

use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{Request, Response};
use hyper::body::Incoming;
use hyper_util::rt::TokioIo;
use lb_app::hooks::{Failure, Reach, Scheme, Target};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpStream, lookup_host};
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto};

/// Addresses of one host that are tried.
const ADDRESSES_MAX: usize = 4;
/// Bytes of a head at most.
const HEAD_BYTES_MAX: usize = 16 << 10;

/// A connection.
pub trait Duplex: AsyncRead + AsyncWrite + Unpin + Send {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send> Duplex for T {}

/// Connects to other servers.
pub struct Wire {
    reach: Reach,
    tls: Option<TlsConnector>,
}

impl Wire {
    /// Opens the wire. Other servers are trusted by the certificates that the machine trusts.
    #[must_use]
    pub fn open(reach: Reach) -> Self {
        Self { reach, tls: tls() }
    }

    /// Returns what may be reached.
    #[must_use]
    pub const fn reach(&self) -> Reach {
        self.reach
    }

    /// Sends a request and returns the head of its response; the body is left where it is.
    ///
    /// # Errors
    /// Why there is none.
    pub async fn head(&self, target: &Target, request: Request<Body>) -> Result<Response<Incoming>, Failure> {
        let (mut sender, connection) = self.handshake(target).await?;
        let (mut answer, mut connection) = (pin!(sender.send_request(request)), pin!(connection));
        tokio::select! {
            answer = &mut answer => answer.map_err(broken),
            // The connection may be done in the very moment in which the answer is there.
            _ = &mut connection => answer.await.map_err(broken),
        }
    }

    /// Sends a request and returns its response with the whole body, of so many bytes at most.
    ///
    /// # Errors
    /// Why there is none.
    pub async fn whole(
        &self,
        target: &Target,
        request: Request<Body>,
        bytes_max: usize,
    ) -> Result<Response<Vec<u8>>, Failure> {
        let (mut sender, connection) = self.handshake(target).await?;
        let exchange = async move {
            let (head, body) = sender.send_request(request).await.map_err(broken)?.into_parts();
            let body = to_bytes(Body::new(body), bytes_max).await.map_err(|_| Failure::BrokenOff)?;
            Ok(Response::from_parts(head, body.to_vec()))
        };
        let (mut exchange, mut connection) = (pin!(exchange), pin!(connection));
        tokio::select! {
            answer = &mut exchange => answer,
            _ = &mut connection => exchange.await,
        }
    }

    async fn handshake(&self, target: &Target) -> Result<Handshake, Failure> {
        let stream = self.stream(target).await?;
        let mut builder = hyper::client::conn::http1::Builder::new();
        builder.max_buf_size(HEAD_BYTES_MAX);
        builder.handshake(TokioIo::new(stream)).await.map_err(broken)
    }

    async fn stream(&self, target: &Target) -> Result<Box<dyn Duplex>, Failure> {
        let stream = self.connect(target).await?;
        match target.scheme {
            Scheme::Http => Ok(Box::new(stream)),
            Scheme::Https => {
                let name = ServerName::try_from(target.host.clone()).map_err(|_| Failure::BadUrl)?;
                let tls = self.tls.as_ref().ok_or(Failure::NotTrusted)?;
                let stream = tls.connect(name, stream).await.map_err(|_| Failure::NotTrusted)?;
                Ok(Box::new(stream))
            }
        }
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

/// Who sends on a connection, and what drives it.
type Handshake = (
    hyper::client::conn::http1::SendRequest<Body>,
    hyper::client::conn::http1::Connection<TokioIo<Box<dyn Duplex>>, Body>,
);

async fn connect(address: SocketAddr) -> std::io::Result<TcpStream> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

fn broken(_: hyper::Error) -> Failure {
    Failure::BrokenOff
}

/// Returns TLS as the machine trusts; nothing when that cannot be: then nobody is reached by https.
fn tls() -> Option<TlsConnector> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let provider = Arc::new(crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().ok()?;
    Some(TlsConnector::from(Arc::new(builder.with_root_certificates(roots).with_no_client_auth())))
}
