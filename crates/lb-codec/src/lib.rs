//! Messages of the trade: bytes to typed messages and back.
//!
//! Layer 1. Knows how things are written, not what follows from them: no business rule, no floor, no clock.
//!
//! - [`edifact`]: UN/EDIFACT as segments that borrow from the bytes, and back;
//! - [`baplie`]: a ship's stowage plan, BAPLIE.
//!
//! Whatever can be read is read. What cannot is a [`Problem`](edifact::Problem) with the number of its segment and the byte at
//! which it begins; there is no input that ends a program.
//!
//! Absent on purpose: files, clocks, serde.

pub mod baplie;
pub mod edifact;
