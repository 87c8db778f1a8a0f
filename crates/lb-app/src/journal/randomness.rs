//! Randomness that is an argument.

use std::fmt;

use super::hash::Hash;

/// A source of unpredictable bytes made from a secret seed: the edge takes the seed from the operating system, a test names it.
///
/// Block n is SHA-256(seed, n): whoever knows some blocks (the salts of bodies that were shown) learns nothing about others.
pub struct Randomness {
    seed: [u8; 32],
    blocks: u64,
}

impl Randomness {
    /// Returns the source of a seed. Two sources of one seed draw the same bytes, so a seed serves once.
    #[must_use]
    pub const fn from_seed(seed: [u8; 32]) -> Self {
        Self { seed, blocks: 0 }
    }

    /// Draws bytes.
    pub fn draw<const N: usize>(&mut self) -> [u8; N] {
        let mut drawn = [0; N];
        for chunk in drawn.chunks_mut(32) {
            let block = Hash::of(&[&self.seed, &self.blocks.to_be_bytes()]);
            self.blocks = self.blocks.wrapping_add(1);
            chunk.copy_from_slice(&block.as_bytes()[..chunk.len()]);
        }
        drawn
    }
}

impl fmt::Debug for Randomness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Randomness(after {} blocks)", self.blocks)
    }
}
