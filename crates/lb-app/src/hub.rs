//! The floors of hubs: what is asked to be done there, what was decided, and how it is shown.

pub mod answers;
pub mod demonstration;
pub mod floor;
pub mod gauge;
pub mod grain;
mod history;
pub mod plan;
pub mod requests;
pub mod story;
pub mod views;

pub use floor::replayed;
pub use history::HubProjection;
