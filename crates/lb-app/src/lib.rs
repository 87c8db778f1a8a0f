//! Use cases: plan, race, reach, claims; requests in, answers out.
//!
//! Layer 3. The same [`App`] stands behind the command line and the HTTP server. It reads no clock: `now` is given when it is
//! opened, and `elapsed_us` of every answer is 0 until the edge that has a clock sets it.

#[macro_use]
pub mod json;

pub mod access;
pub mod answers;
pub mod app;
pub mod batch;
pub mod booking;
pub mod catalogue;
pub mod claims;
pub mod desk;
mod export;
pub mod hooks;
pub mod hub;
pub mod journal;
pub mod load;
pub mod plan;
pub mod race;
pub mod reach;
pub mod refusal;
pub mod request;
pub mod view;

pub use app::App;
pub use refusal::{FieldProblem, Refusal};
