//! What every request passes: the host it is addressed to, the time it may take, the headers of its answer.

use std::net::IpAddr;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName};
use axum::http::{HeaderMap, HeaderValue, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use lb_app::hooks::Reach;

use crate::access::Exposure;
use crate::problem::Problem;

#[cfg(test)]
mod tests;

/// The most seconds until an answer begins.
pub const ANSWER_SECONDS_MAX: u64 = 30;

/// Everything a page may load comes from here: no other host, no inline script or style, no frame around it.
const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; script-src 'self'; worker-src 'self'; style-src 'self'; \
    img-src 'self' data: blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; \
    form-action 'self'";

/// The headers of every answer.
const HEADERS: [(HeaderName, HeaderValue); 5] = [
    (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CONTENT_SECURITY_POLICY)),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
];

/// Which hosts a request may be addressed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostRule {
    /// This machine by its own names (`localhost`, `127.0.0.1`, `[::1]`), with any port: for a server on a loopback address.
    Loopback,
    /// Every host: a public server does not know the names that lead to it.
    Any,
}

impl HostRule {
    /// Returns the rule for a server that others can or cannot reach.
    #[must_use]
    pub const fn of(exposure: Exposure) -> Self {
        match exposure {
            Exposure::Loopback { .. } => Self::Loopback,
            Exposure::Public => Self::Any,
        }
    }

    /// Returns what webhooks of such a server may reach: this machine where only this machine asks.
    #[must_use]
    pub const fn reach(self) -> Reach {
        match self {
            Self::Loopback => Reach::ThisMachine,
            Self::Any => Reach::Internet,
        }
    }

    fn admits(self, uri: &Uri, headers: &HeaderMap) -> bool {
        match self {
            Self::Any => true,
            Self::Loopback => {
                let mut hosts = headers.get_all(header::HOST).iter();
                let host = hosts.next().and_then(|host| host.to_str().ok());
                let is_only = hosts.next().is_none();
                // An absolute target outranks the header (RFC 9112, 3.2.2); neither may name another host.
                let target = uri.authority().map(|authority| authority.as_str());
                is_only && host.is_some_and(is_this_machine) && target.is_none_or(is_this_machine)
            }
        }
    }
}

/// Returns whether `host[:port]` names this machine.
fn is_this_machine(authority: &str) -> bool {
    let (host, port) = match authority.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((host, port)) => (host, port),
        None => authority.split_at(authority.find(':').unwrap_or(authority.len())),
    };
    let is_port = port.is_empty() || port.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok());
    let is_name =
        host.eq_ignore_ascii_case("localhost") || host.parse().is_ok_and(|ip: IpAddr| ip.is_loopback());
    is_port && is_name
}

/// Refuses requests addressed to another host.
pub async fn check_host(State(rule): State<HostRule>, request: Request, next: Next) -> Response {
    if rule.admits(request.uri(), request.headers()) {
        return next.run(request).await;
    }
    Problem::new("request.bad_host", "host: expected localhost, 127.0.0.1 or [::1]").into_response()
}

/// Ends the wait for an answer that does not begin in time.
pub async fn limit_time(State(limit): State<Duration>, request: Request, next: Next) -> Response {
    tokio::time::timeout(limit, next.run(request)).await.unwrap_or_else(|_| {
        let detail = format!("no answer within {} seconds", limit.as_secs());
        Problem::new("server.timeout", detail).into_response()
    })
}

/// Adds the headers of every answer; what holds for now only is not kept by caches.
pub async fn secure(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.extend(HEADERS);
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
