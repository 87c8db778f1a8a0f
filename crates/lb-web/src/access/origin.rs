//! Whether a request comes from a page of this server.

use axum::http::header::{HOST, ORIGIN};
use axum::http::request::Parts;

use crate::problem::Problem;

#[cfg(test)]
mod tests;

/// Where a request comes from, as its browser says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A page of this server.
    Own,
    /// A page elsewhere.
    Foreign,
    /// Nothing is said: it comes from a program.
    Unsaid,
}

impl Source {
    /// Returns the source that the headers tell. What the browser says itself outranks the comparison of names.
    ///
    /// Source: W3C Fetch Metadata Request Headers, 2.3; WHATWG Fetch, 3.2 (the header `Origin`).
    #[must_use]
    pub fn of(parts: &Parts) -> Self {
        let text = |name: &str| parts.headers.get(name).map(|value| value.to_str().unwrap_or_default());
        match (text("sec-fetch-site"), text(ORIGIN.as_str())) {
            (Some("same-origin"), _) => Self::Own,
            (Some(_), _) => Self::Foreign,
            (None, None) => Self::Unsaid,
            (None, Some(origin)) => {
                let page = origin.split_once("://").map(|(_, authority)| authority);
                if page.is_some() && page == text(HOST.as_str()) { Self::Own } else { Self::Foreign }
            }
        }
    }

    /// Refuses what a page elsewhere makes a browser send.
    ///
    /// # Errors
    /// `access.foreign_origin`.
    pub fn check_not_foreign(self) -> Result<(), Problem> {
        if self == Self::Foreign { Err(foreign()) } else { Ok(()) }
    }

    /// Refuses what is not known to come from a page of this server.
    ///
    /// # Errors
    /// `access.foreign_origin`.
    pub fn check_own(self) -> Result<(), Problem> {
        if self == Self::Own { Ok(()) } else { Err(foreign()) }
    }
}

fn foreign() -> Problem {
    Problem::new(
        "access.foreign_origin",
        "sec-fetch-site or origin: expected a request from a page of this server",
    )
}
