//! Goods: general cargo in warehouses and under stuffing lists; every package and kilogram in is out, inside or a named difference.
//!
//! Goods are what one shipper hands in as one thing: packages of one kind, under one number, followed on their own; a parcel is
//! goods of one package with its tracking number. They stand on the receiving floor or in bays of warehouses, go out in parts, and
//! are stuffed into boxes under a list that goes with the box and is stripped at the other end. docs/hub.md, section Warehouses,
//! and docs/decisions/0022-warehouses.md.

mod account;
pub mod audit;
mod command;
mod declaration;
mod event;
mod item;
mod packaging;
mod segregation;
mod stock;
pub mod stuffing;

#[cfg(test)]
mod tests;

use lb_base::uuid_id;

pub use account::{Account, Amount, Difference};
pub use command::{Found, GoodsCommand, Issue, PutAway, Receipt};
pub use declaration::{Customs, Declaration, Location, Transit};
pub use event::{Correction, GoodsEvent};
pub use item::{Damage, Entry, Goods, Left, Release, Way};
pub use packaging::{PackageCode, PackageCodeError};
pub use segregation::{known_class, may_go_together};
pub use stock::{Stock, Store};

uuid_id! {
    /// Goods: general cargo of one shipper, or a parcel.
    pub struct GoodsId;
}

/// The most packages that goods have.
pub const PACKAGES_MAX: i64 = 1_000_000;
/// The most that goods weigh, kilograms: a ship's hold of general cargo.
pub const MASS_KG_MAX: i64 = 50_000_000;
