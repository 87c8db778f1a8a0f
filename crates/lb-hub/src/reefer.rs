//! Refrigerated boxes: plugs, set points, readings, alarms.
//!
//! Nothing here is stored by a clock: which alarms there are follows from readings, plugs and now ([`alarms`]). What people say to
//! an alarm is kept and found by its kind and beginning. docs/hub.md, section Reefers.

mod alarm;
mod book;
mod command;

#[cfg(test)]
mod tests;

pub use alarm::{
    Alarm, AlarmKind, BAND_DC, BAND_MINUTES, SILENT_MINUTES, Situation, UNPLUGGED_MINUTES, alarms,
};
pub use book::{Answer, Answered, READINGS_MAX, Reading, Reefer, ReeferBook, Span};
pub use command::{ReeferCommand, ReeferEvent};
