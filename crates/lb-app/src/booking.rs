//! Consignments, capacity, bookings and units as use cases.

pub mod views;
