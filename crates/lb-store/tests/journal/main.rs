//! The journal on real storage: SQLite files and a real PostgreSQL server, beside the journal in memory.
//!
//! `tools/postgres.sh cargo test -p lb-store --profile fast` starts a private server for them. Without a server, the tests that
//! need one fail and say so.
//!
//! Replay a crash test: `LANDBRIDGE_SEED=17`; `LANDBRIDGE_CASES_TIMES=20` kills twenty times as often.

#[cfg(test)]
mod backups;
#[cfg(test)]
mod crashes;
#[cfg(test)]
mod disk;
#[cfg(test)]
mod engines;
#[cfg(test)]
mod heads;
#[cfg(test)]
mod kill;
#[cfg(test)]
mod power;
#[cfg(test)]
mod processes;
#[cfg(test)]
mod projection;
#[cfg(test)]
mod sameness;
#[cfg(test)]
mod storage;
#[cfg(test)]
mod tampering;
#[cfg(test)]
mod world;
