//! Consignments, capacity and units: what lb-booking decides, through the desk, into the journal.

pub mod envelope;
