//! The floor as a whole: a day's story, and drawn worlds against a twin that counts everything anew.
//!
//! Replay one drawn world: `LANDBRIDGE_SEED=17 cargo test -p lb-hub --profile fast --test floor`.
//! `LANDBRIDGE_CASES_TIMES=20` draws twenty times as many.

#[cfg(test)]
mod charges;
#[cfg(test)]
mod driver;
#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod gate;
#[cfg(test)]
mod gauge;
#[cfg(test)]
mod gauge_driver;
#[cfg(test)]
mod goods;
#[cfg(test)]
mod goods_story;
#[cfg(test)]
mod goods_twin;
#[cfg(test)]
mod grain;
#[cfg(test)]
mod grain_twin;
#[cfg(test)]
mod ship;
#[cfg(test)]
mod story;
#[cfg(test)]
mod train;
#[cfg(test)]
mod twin;
