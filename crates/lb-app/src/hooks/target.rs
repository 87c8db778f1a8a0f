//! Where a webhook leads, and which addresses it may reach.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

use crate::refusal::Refusal;

/// The longest address of a webhook.
const URL_LENGTH_MAX: usize = 2_048;

/// What webhooks may reach, so that nobody uses the server to knock on doors that only it can reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Addresses of the public internet, by https.
    Internet,
    /// Those, and this machine by http or https: for a server that listens on a loopback address itself.
    ThisMachine,
    /// Every address by https, this machine by http too: for a network whose owner said so.
    Everywhere,
}

/// How a webhook is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Plainly.
    Http,
    /// By TLS.
    Https,
}

/// Where a webhook leads, as parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// How it is spoken to.
    pub scheme: Scheme,
    /// The host as certificates name it; an IPv6 address without brackets.
    pub host: String,
    /// The port.
    pub port: u16,
    /// Host and port as the header `host` names them.
    pub authority: String,
    /// Path and query.
    pub path: String,
}

impl Reach {
    /// Returns whether an address may be connected to.
    #[must_use]
    pub fn admits(self, address: IpAddr) -> bool {
        match self {
            Self::Internet => is_public(address),
            Self::ThisMachine => is_public(address) || address.to_canonical().is_loopback(),
            Self::Everywhere => !is_nobody(address.to_canonical()),
        }
    }

    const fn admits_plain(self) -> bool {
        matches!(self, Self::ThisMachine | Self::Everywhere)
    }
}

impl Target {
    /// Reads where a webhook leads. Names are looked up when something is sent.
    ///
    /// # Errors
    /// `webhook.bad_url` when it is no https address, or no http address of this machine where that may be reached; when it
    /// has a user, a password or a fragment, or is an address that may not be reached.
    pub fn parse(text: &str, reach: Reach) -> Result<Self, Refusal> {
        let refused = |expected: &str| Refusal::field("webhook.bad_url", "url", expected, text);
        if text.len() > URL_LENGTH_MAX {
            return Err(refused("at most 2048 characters"));
        }
        let url = Url::parse(text).map_err(|_| refused("an https address"))?;
        if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
            return Err(refused("an address without user, password and fragment"));
        }
        let host = url.host().ok_or_else(|| refused("an address with a host"))?;
        let literal = match host {
            Host::Ipv4(address) => Some(IpAddr::V4(address)),
            Host::Ipv6(address) => Some(IpAddr::V6(address)),
            Host::Domain(_) => None,
        };
        if literal.is_some_and(|address| !reach.admits(address)) {
            return Err(refused("an address of the public internet"));
        }
        let scheme = match url.scheme() {
            "https" => Scheme::Https,
            "http" if reach.admits_plain() && is_this_machine(&host) => Scheme::Http,
            "http" => return Err(refused("https")),
            _ => return Err(refused("an https address")),
        };
        let name = literal.map_or_else(|| host.to_string(), |address| address.to_string());
        let port = url.port_or_known_default().ok_or_else(|| refused("a port"))?;
        let authority = url.port().map_or_else(|| host.to_string(), |port| format!("{host}:{port}"));
        let path =
            url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()));
        Ok(Self { scheme, host: name, port, authority, path })
    }

    /// Returns whether an address that the host's name leads to may be connected to: plainly, only one of this machine.
    #[must_use]
    pub fn admits(&self, address: IpAddr, reach: Reach) -> bool {
        match self.scheme {
            Scheme::Http => reach.admits_plain() && address.to_canonical().is_loopback(),
            Scheme::Https => reach.admits(address),
        }
    }
}

fn is_this_machine(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => *name == "localhost",
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.to_canonical().is_loopback(),
    }
}

/// Returns whether an address is one of the public internet: nobody's private network, no machine itself, no group.
///
/// Source: IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890 and those after it); IPv4 inside IPv6 counts as what
/// is inside.
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

/// Returns whether an address is no machine's: unspecified, broadcast or a group.
const fn is_nobody(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => address.is_unspecified() || address.is_broadcast() || address.is_multicast(),
        IpAddr::V6(address) => address.is_unspecified() || address.is_multicast(),
    }
}

const fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let is_special = match (a, b, c) {
        // This network, private, loopback.
        (0 | 10 | 127, _, _) => true,
        // Shared by carriers, benchmarks.
        (100, 64..=127, _) | (198, 18 | 19, _) => true,
        // Link-local, private.
        (169, 254, _) | (172, 16..=31, _) | (192, 168, _) => true,
        // Protocol assignments, 6to4 relays, examples.
        (192, 0, 0 | 2) | (192, 88, 99) | (198, 51, 100) | (203, 0, 113) => true,
        // Groups, reserved, broadcast.
        (224..=255, _, _) => true,
        _ => false,
    };
    !is_special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [a, b, _, _, _, _, g, h] = address.segments();
    let embedded = |high: u16, low: u16| {
        let [[a, b], [c, d]] = [high.to_be_bytes(), low.to_be_bytes()];
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    match (a, b) {
        // NAT64.
        (0x64, 0xff9b) => address.segments()[2..6] == [0; 4] && embedded(g, h),
        // 6to4.
        (0x2002, _) => embedded(b, address.segments()[2]),
        // Protocol assignments with Teredo, examples.
        (0x2001, 0..=0x1ff | 0xdb8) => false,
        // Global unicast.
        (0x2000..=0x3fff, _) => a != 0x3fff || b > 0xfff,
        _ => false,
    }
}
