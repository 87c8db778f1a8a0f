//! The cookie of a session.

use axum::http::header::COOKIE;
use axum::http::{HeaderMap, HeaderValue};
use lb_app::access::{SESSION_HOURS, Secret, SecretKind};

#[cfg(test)]
mod tests;

/// The name of the cookie and how it is set.
///
/// `__Host-` has the browser keep it to this host, every path and secure transport, which loopback addresses count as.
/// `Strict`: it comes with no request that a page elsewhere starts.
///
/// Source: RFC 6265bis, 4.1.3.2 and 5.6.
#[derive(Clone, Debug)]
pub struct SessionCookie {
    name: String,
}

impl SessionCookie {
    /// Returns the cookie of a server. Browsers keep the cookies of a host for all its ports, so servers on one machine, which
    /// all are at `localhost`, are told apart by the port in the name.
    #[must_use]
    pub fn new(loopback_port: Option<u16>) -> Self {
        let name = match loopback_port {
            None => "__Host-landbridge".to_owned(),
            Some(port) => format!("__Host-landbridge-{port}"),
        };
        Self { name }
    }

    /// Returns the secret that a request carries. Of several cookies with the name none counts.
    #[must_use]
    pub fn read(&self, headers: &HeaderMap) -> Option<Secret> {
        Secret::parse(SecretKind::Session, only(headers, &self.name)?)
    }

    /// Returns the header that sets the cookie.
    #[must_use]
    pub fn set(&self, secret: &Secret) -> HeaderValue {
        let seconds = SESSION_HOURS.saturating_mul(3_600);
        self.header(&secret.reveal(), seconds)
    }

    /// Returns the header that removes the cookie.
    #[must_use]
    pub fn remove(&self) -> HeaderValue {
        self.header("", 0)
    }

    fn header(&self, value: &str, seconds: i64) -> HeaderValue {
        header(&format!("{}={value}; Max-Age={seconds}", self.name), "Strict")
    }
}

/// How long a browser may take to the place that vouches for its person, and back.
const SIGN_ON_SECONDS: i64 = 600;

/// The cookie of a browser on its way to the place that vouches for its person, and back.
///
/// `Lax`: the way back is begun by a page elsewhere.
#[derive(Clone, Debug)]
pub struct SignOnCookie {
    name: String,
}

impl SignOnCookie {
    /// Returns the cookie of a server, told apart from others as [`SessionCookie`].
    #[must_use]
    pub fn new(loopback_port: Option<u16>) -> Self {
        Self { name: SessionCookie::new(loopback_port).name + "-sign-on" }
    }

    /// Returns the secret that a request carries, and the screen to show afterwards.
    #[must_use]
    pub fn read(&self, headers: &HeaderMap) -> Option<(Secret, String)> {
        let (secret, screen) = only(headers, &self.name)?.split_once('.')?;
        Some((Secret::parse(SecretKind::SignOn, secret)?, screen.to_owned()))
    }

    /// Returns the header that sets the cookie.
    #[must_use]
    pub fn set(&self, secret: &Secret, screen: &str) -> HeaderValue {
        let value = secret.reveal();
        header(&format!("{}={value}.{screen}; Max-Age={SIGN_ON_SECONDS}", self.name), "Lax")
    }

    /// Returns the header that removes the cookie.
    #[must_use]
    pub fn remove(&self) -> HeaderValue {
        header(&format!("{}=; Max-Age=0", self.name), "Lax")
    }
}

/// Returns the value of a cookie. Of several with the name none counts.
fn only<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let texts = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = texts.flat_map(|text| text.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let mut values = pairs.filter(|(found, _)| *found == name).map(|(_, value)| value);
    let (first, second) = (values.next()?, values.next());
    second.is_none().then_some(first)
}

fn header(text: &str, same_site: &str) -> HeaderValue {
    let text = format!("{text}; Path=/; Secure; HttpOnly; SameSite={same_site}");
    let mut header = HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""));
    // Logs and traces show it without its value.
    header.set_sensitive(true);
    header
}
