//! Grain: lots in the cells of a silo, weighed, blended, issued; every kilogram in is out, inside or lost by name.
//!
//! A lot is what one owner declared as one thing: commodity, origin, crop year, certificates. It lies in layers in cells, may lie
//! in several, and is counted in whole kilograms. The books go by one mass per move; what weighbridge, hopper scale and draught
//! survey said stands beside it and changes nothing. docs/hub.md, section Grain, and docs/decisions/0019-grain.md.

mod apportion;
pub mod audit;
mod command;
mod event;
mod lot;
mod norm;
mod quality;
mod stock;
mod weighing;

#[cfg(test)]
mod tests;

use lb_base::uuid_id;

pub use apportion::apportion;
pub use command::{Blend, GrainCommand, Handling};
pub use event::{Difference, GrainEvent};
pub use lot::{
    Account, Carrier, Certificate, CertificateKind, Declaration, Loss, Lot, Part, Sample, Verdict,
};
pub use norm::{Norm, NormOf};
pub use quality::{Basis, Quality, shrink};
pub use stock::{Contents, Grain, Layer};
pub use weighing::{Leg, Method, Noted, Reading, Tally, Weighing, tally};

uuid_id! {
    /// A lot of grain.
    pub struct LotId;
}

/// The most that one command takes of anything, kilograms: half a million tonnes, more than any ship carries.
pub const MASS_KG_MAX: i64 = 500_000_000;
