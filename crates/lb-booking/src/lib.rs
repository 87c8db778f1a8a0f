//! Consignments, capacity and bookings: the pure rules behind what a journal records and an API serves.
//!
//! Layer 2. Three kinds of entity, each with its own events: a [`consignment`], the [`ledger`] of one run's section,
//! a [`unit`](mod@unit). Each has `decide(state, command, now)`, which gives events or a [`Refusal`], and
//! `apply(state, event)`, which cannot fail. What spans several entities is decided together:
//! [`booking::decide_booking`] over a consignment and its ledgers, [`unit::decide_stuffing`] over a unit and its
//! consignments. docs/booking.md explains the model.
//!
//! Absent on purpose: files, clocks, chance, serde. `now` and identifiers are arguments; same inputs, same events.

pub mod amount;
pub mod booking;
pub mod consignment;
pub mod delivery;
pub mod fees;
pub mod handling;
pub mod ledger;
pub mod order;
pub mod plan;
pub mod quotation;
pub mod refusal;
pub mod tariff;
pub mod unit;

pub use booking::{BookingCommand, Decided, decide_booking};
pub use consignment::Consignment;
pub use ledger::Ledger;
pub use refusal::Refusal;
pub use unit::Unit;
