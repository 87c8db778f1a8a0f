//! Storage of the journal: SQLite in a folder, or PostgreSQL.
//!
//! Layer 4, and the only crate that knows SQL. [`Store`] is the [`Journal`](lb_app::journal::Journal) of `lb-app` on either
//! engine: the rules of what may be recorded are there, and storage here. `docs/journal.md` says the guarantees.
//!
//! - `engine`: the two engines behind one face;
//! - `schema`, `statements`: all SQL of this crate;
//! - `writer`, `batch`: one writer per process, one transaction for everything that waits;
//! - `projections`: tables derived from events;
//! - `audit`, `backup`, `restore`: what an operator does.

mod audit;
mod backup;
mod batch;
mod codec;
mod engine;
mod error;
mod heads;
mod known;
mod listen;
mod place;
mod projections;
mod restore;
mod schema;
mod session;
mod statements;
mod store;
mod write;
mod writer;

pub use audit::{Audit, audit};
pub use backup::backup;
pub use engine::Engine;
pub use error::StoreError;
pub use heads::{
    Day, HEADS_FILE, HeadFlaw, HeadKey, HeadsFolder, KEY_FILE, PublicKey, SignedDays, SignedHead,
    check_heads, read_statements,
};
pub use place::{FILE_NAME, Place};
pub use restore::{Restoration, restore};
pub use store::Store;
