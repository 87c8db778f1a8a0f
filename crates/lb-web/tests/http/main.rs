//! The HTTP edge over the tiny corridor: every route, every error, what every answer carries.

#[cfg(test)]
mod access;
#[cfg(test)]
mod documents;
#[cfg(test)]
mod errors;
#[cfg(test)]
mod imports;
#[cfg(test)]
mod protection;
#[cfg(test)]
mod routes;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod server;
#[cfg(test)]
mod support;
#[cfg(test)]
mod trains;
