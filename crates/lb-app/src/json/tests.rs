//! What the tests of all views are made of.

pub mod draw;
pub mod schema;
pub mod wrong;
