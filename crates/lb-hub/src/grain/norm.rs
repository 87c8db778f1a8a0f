//! Norms: what a loss or a difference between two weighings may be before somebody must explain it.

use lb_base::{Ppm, Reliability};

use super::lot::Loss;
use super::weighing::Method;

/// What a norm is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NormOf {
    /// The difference between the books and what a method of weighing says.
    Weighing(Method),
    /// A loss, as a share of what came in.
    Loss(Loss),
}

/// A norm of a hub: figures of a contract, a law or the trade, never of this program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Norm {
    /// What it is about.
    pub of: NormOf,
    /// The goods it holds for, by the first digits of their HS code; of several the longest that fits. Empty for all.
    pub goods: String,
    /// The most, as a share.
    pub limit: Ppm,
    /// Where the figure is from.
    pub source: String,
    /// How reliable it is.
    pub reliability: Reliability,
}
