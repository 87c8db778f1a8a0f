//! The gate: trucks announce themselves for a window, arrive, are checked, go in, go out.
//!
//! An appointment takes one place of a window; a window has so many places as its gate's lanes take trucks in its time. A truck
//! at the gate is a visit from its arrival on; it goes in and out by the gate only. docs/hub.md, section Gate.

mod appointment;
mod book;
mod check;
mod command;
mod event;
mod plate;
mod rules;

#[cfg(test)]
mod tests;

pub use appointment::{Appointment, AppointmentId, AppointmentState, Wish};
pub use book::{GateBook, Passage, Truck};
pub use check::{Check, CheckKind, Verdict, Way};
pub use command::{Arrival, CheckWish, GateCommand};
pub use event::GateEvent;
pub use plate::{BadPlate, Plate};
pub use rules::{GateRules, Punctuality, WINDOW_MINUTES};

/// Characters of a reference, note or number at most.
pub(crate) const TEXT_MAX: usize = 500;
