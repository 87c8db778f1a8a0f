//! The floors of hubs as the journal and the API tell them.

pub mod views;
