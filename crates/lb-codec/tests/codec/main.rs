//! Messages read, written, and broken in every way.
//!
//! Replay one drawn plan: `LANDBRIDGE_SEED=17 cargo test -p lb-codec --profile fast --test codec`.

#[cfg(test)]
mod baplie;
#[cfg(test)]
mod edifact;
#[cfg(test)]
mod random;
