//! The generator makes what it says, its files read without problems, and the baselines agree with each other.
#![expect(clippy::unwrap_used, reason = "a test that cannot read its own files fails")]

mod baselines;
mod files;
mod random_feeds;
mod sizes;
