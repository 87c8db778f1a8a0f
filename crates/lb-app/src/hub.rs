//! The floors of hubs: what is asked to be done there, what was decided, and how it is shown.

pub mod answers;
pub mod at_hubs;
pub mod charges;
pub mod demonstration;
pub mod figures;
pub mod floor;
pub mod gate;
pub mod gauge;
pub mod gauge_export;
pub mod gauge_record;
pub mod goods;
pub mod grain;
mod history;
pub mod plan;
pub mod reefers;
pub mod requests;
pub mod ship;
pub mod story;
pub mod stow;
pub mod train;
pub mod views;
pub mod wagon_list;

pub use floor::replayed;
pub use history::HubProjection;
