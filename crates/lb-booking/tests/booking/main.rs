//! Bookings over several ledgers: scripts in text, one consignment's whole life, and a random driver against a
//! deliberately naive model.
//!
//! Replay one drawn world: `LANDBRIDGE_SEED=17 cargo test -p lb-booking --profile fast --test booking`.
//! `LANDBRIDGE_CASES_TIMES=20` draws twenty times as many.

#[cfg(test)]
mod capacity;
#[cfg(test)]
mod changes;
#[cfg(test)]
mod draw;
#[cfg(test)]
mod driver;
#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod model;
#[cfg(test)]
mod script;
#[cfg(test)]
mod sites;
#[cfg(test)]
mod story;
#[cfg(test)]
mod world;
