//! Multi-criteria itinerary search over a corridor's timetable.
//!
//! Layer 2. A [`planner::Planner`] holds one immutable corridor and timetable; a [`query::Query`] is answered with every
//! itinerary that is not worse than another in arrival, cost, CO2e, handlings and reliability at once, and with the
//! rules that closed the other ways. docs/search.md explains the model.
//!
//! Absent on purpose: files, clocks, threads, randomness without a seed. Same inputs, same bytes.

// The tests of `bounds` draw the networks of tests/twin, which name this crate.
#[cfg(test)]
extern crate self as lb_search;

pub mod apart;
mod bags;
pub mod bounds;
pub mod charge;
mod ends;
pub mod itinerary;
pub mod label;
pub mod lines;
pub mod live;
pub mod plan;
pub mod planner;
pub mod query;
mod queue;
pub mod reach;
pub mod rules;
pub mod search;
pub mod spread;
pub mod why_not;

pub use live::{Live, Taken};
pub use planner::Planner;
pub use query::{Access, Criteria, Front, Load, Query, Window};
pub use rules::{Rule, Rules};
