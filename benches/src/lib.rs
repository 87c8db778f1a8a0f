//! Benchmark networks that anybody can make again: a seeded generator at three sizes, writers of GTFS and of corridor
//! tables, and the plain algorithms that the engine is measured and checked against.
//!
//! - [`network`]: `corridor`, `country` and `world`, from a seed;
//! - [`gtfs`], [`tables`]: the same network as files;
//! - [`queries`]: the questions asked of it;
//! - [`plain`]: earliest arrival by the plain connection scan, the floor of every measurement;
//! - [`brute`]: exact fronts by the simplest means, the twin.
//!
//! Nothing here is shipped.

pub mod brute;
pub mod expansion;
pub mod geo;
pub mod gtfs;
pub mod network;
pub mod plain;
pub mod queries;
pub mod random;
pub mod tables;
