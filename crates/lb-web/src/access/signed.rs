//! Who asks.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use lb_app::access::{Secret, SecretKind, not_signed_in};
use lb_app::desk::Caller;

use super::accounts::{Accounts, Identity};
use super::origin::Source;
use crate::problem::Problem;

/// Whoever is signed in. A route that takes this answers nobody else.
///
/// Needs `Extension<Arc<Accounts>>` around the route.
#[derive(Clone, Debug)]
pub struct Signed(pub Caller);

/// Whoever is signed in, with what they signed in with.
#[derive(Clone, Debug)]
pub struct SignedWith(pub Arc<Identity>);

/// Whoever is signed in, or nobody.
#[derive(Clone, Debug)]
pub struct Perhaps(pub Option<Arc<Identity>>);

/// Where a request comes from: the address, if it is known, and what the browser says.
#[derive(Clone, Copy, Debug)]
pub struct From {
    /// The address of whoever connected: of the proxy, where there is one.
    pub address: Option<IpAddr>,
    /// The page.
    pub source: Source,
}

impl<S: Send + Sync> FromRequestParts<S> for Signed {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let SignedWith(identity) = SignedWith::from_request_parts(parts, state).await?;
        Ok(Self(identity.caller.clone()))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for SignedWith {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        identify(parts).await?.map(Self).ok_or_else(|| not_signed_in().into())
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Perhaps {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        identify(parts).await.map(Self)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for From {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        Ok(Self { address: peer.map(|ConnectInfo(peer)| peer.ip()), source: Source::of(parts) })
    }
}

async fn identify(parts: &Parts) -> Result<Option<Arc<Identity>>, Problem> {
    let accounts = parts.extensions.get::<Arc<Accounts>>();
    let accounts =
        accounts.ok_or_else(|| Problem::new("server.fault", "the route has no accounts around it"))?;
    if let Some(header) = parts.headers.get(AUTHORIZATION) {
        // Who names a key wants to be that, whatever cookie comes along.
        let token = header.to_str().ok().and_then(|text| text.strip_prefix("Bearer "));
        let Some(secret) = token.and_then(|token| Secret::parse(SecretKind::Key, token)) else {
            return Err(not_signed_in().into());
        };
        return match accounts.identify_key(&secret).await? {
            Some(identity) => Ok(Some(identity)),
            None => Err(not_signed_in().into()),
        };
    }
    let Some(secret) = accounts.cookie.read(&parts.headers) else { return Ok(None) };
    let identity = accounts.identify_session(&secret).await?;
    if identity.is_some() && !parts.method.is_safe() {
        // The browser adds the cookie whichever page makes it ask.
        Source::of(parts).check_own()?;
    }
    Ok(identity)
}
