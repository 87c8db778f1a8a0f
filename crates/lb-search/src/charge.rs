//! What moves, lifts and days cost and emit, in integers.
//!
//! Money: cents of the base currency; emissions: grams. A ride's charge is its section's fixed part plus one rounded part per
//! hop, so that charges add up the same way whatever the order in which they are added.

use lb_network::model::{E4, Form, Handling, Per};

use crate::query::Load;

/// Returns `price x quantity` in cents, rounded half up.
#[must_use]
pub fn priced(price: E4, per: Per, load: &Load) -> i64 {
    scaled(i128::from(price) * i128::from(load.quantity_e3(per)), 100_000)
}

/// Returns a price per kilometre over a distance, in cents, rounded half up.
#[must_use]
pub fn priced_distance(per_km_e8: i64, per: Per, load: &Load, metres: i64) -> i64 {
    scaled(i128::from(per_km_e8) * i128::from(load.quantity_e3(per)) * i128::from(metres), 1_000_000_000_000)
}

/// Returns the grams of moving the load over a distance, rounded half up.
#[must_use]
pub fn transport_grams(mg_per_tkm: i64, load: &Load, metres: i64) -> i64 {
    scaled(i128::from(mg_per_tkm) * i128::from(load.mass_kg) * i128::from(metres), 1_000_000_000)
}

/// Returns the grams of one lift of the load, rounded half up.
#[must_use]
pub fn lift_grams(mg_per_t: i64, load: &Load) -> i64 {
    scaled(i128::from(mg_per_t) * i128::from(load.mass_kg), 1_000_000)
}

/// A load or unload that would take longer is taken to take this long: beyond every horizon, minutes.
const MINUTES_MAX: i128 = 100_000_000;

/// Returns the minutes that a load's quantity adds to one load or unload, rounded up.
#[must_use]
pub fn rate_minutes(handling: &Handling, load: &Load) -> i32 {
    let Some(rate) = handling.rate_e4 else { return 0 };
    let quantity_e3 = if load.form == Form::Bulk { load.mass_kg } else { load.units * 1_000 };
    let minutes = (i128::from(quantity_e3) * 600 + i128::from(rate) - 1) / i128::from(rate);
    i32::try_from(minutes.min(MINUTES_MAX)).unwrap_or(i32::MAX / 8)
}

/// Days of storage that have started and are not free.
#[must_use]
pub fn storage_days(minutes: i32, free_days: i32) -> i64 {
    i64::from(started_days(minutes) - free_days).max(0)
}

/// Days that have started.
#[must_use]
pub const fn started_days(minutes: i32) -> i32 {
    if minutes <= 0 { 0 } else { (minutes + 1_439) / 1_440 }
}

fn scaled(value: i128, unit: i128) -> i64 {
    // Division of 64 bits is many times faster, and nearly always wide enough.
    if let (Ok(value), Ok(unit)) = (i64::try_from(value + unit / 2), i64::try_from(unit)) {
        return value.div_euclid(unit);
    }
    i64::try_from((value + unit / 2).div_euclid(unit)).unwrap_or(i64::MAX / 4)
}

#[cfg(test)]
mod tests;
