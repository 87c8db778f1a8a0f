//! Corridor tables to a validated, immutable network and timetable; geography; sea lanes.
//!
//! Layer 1. The way of the data: texts ([`table::CorridorFiles`]) -> rows ([`Corridor::read`]) -> findings
//! ([`check`]) and runs ([`timetable::Timetable`]).
//!
//! Absent on purpose: files, clocks, randomness, serde. Reading a folder is the caller's; `now` is an argument.

pub mod check;
pub mod corridor;
pub mod delay;
pub mod geo;
pub mod gtfs;
pub mod idx;
pub mod layout;
pub mod load;
pub mod model;
pub mod opening;
pub mod problem;
pub mod railway;
pub mod sea;
pub mod table;
pub mod timetable;

pub use corridor::Corridor;
pub use problem::Problem;
pub use table::CorridorFiles;
pub use timetable::Timetable;
