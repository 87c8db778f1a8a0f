//! Consignments, capacity and units: what lb-booking decides, through the desk, into the journal.
//!
//! - `views`: the JSON of events, states and requests;
//! - `envelope`, `rows`, `projection`: what an event's body holds, and the tables behind the lists;
//! - `act`, `run`, `unit`: commands, as tasks of the desk, on a `workbench`;
//! - `carriage`, `conditions`: loads, demands and prices from the corridor;
//! - `live`, `offers`: the room that is left, and the ways that have it;
//! - `lists`, `timeline`: questions;
//! - `import`, `discrepancy`: files that come in, and what in them is unknown here.

pub mod act;
pub mod carriage;
pub mod conditions;
pub mod demonstration;
pub mod departures;
pub mod discrepancy;
pub mod dossier;
pub mod envelope;
pub mod import;
pub mod lists;
pub mod live;
pub mod offers;
pub mod projection;
pub mod rows;
pub mod run;
pub mod story;
pub mod unit;
pub mod views;
mod workbench;
