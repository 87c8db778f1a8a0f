//! Heads signed day by day: whoever has the database can cut off the end of a chain or write another one, but not sign for it.
//!
//! A folder holds the key (`head.key`) and the statements (`heads.log`), one a line. Kept on another machine than the database,
//! or copied away day by day, it shows what the journal was.
//!
//! ```text
//! landbridge-head-1 LYG 1 4711 <hash> 2026-11-22T00:00:07Z <public key> <signature>
//! ```
//!
//! The signature is Ed25519 over the line's bytes before the last blank: site, epoch, sequence and hash of the head, when it was
//! signed, by which key. Hash, key and signature are hexadecimal.
//!
//! Source: RFC 8032 (Ed25519), RFC 8410 (its keys in PKCS #8).

mod check;
mod key;
mod statement;

use std::fs::{File, OpenOptions, create_dir_all, read_to_string};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use lb_app::journal::{Head, Moment};

pub use check::{HeadFlaw, SignedDays, check_heads};
pub use key::HeadKey;
pub use statement::{Day, PublicKey, SignedHead};

use crate::error::StoreError;

/// The file of the key in its folder.
pub const KEY_FILE: &str = "head.key";
/// The file of the statements in its folder.
pub const HEADS_FILE: &str = "heads.log";

/// Statements that a file may have: one a day for centuries.
const STATEMENTS_MAX: usize = 1_000_000;

/// A folder with a key and what it has signed.
#[derive(Debug)]
pub struct HeadsFolder {
    folder: PathBuf,
    key: HeadKey,
}

impl HeadsFolder {
    /// Opens a folder; where it has no key, one is made of the seed, for its owner's eyes only.
    ///
    /// # Errors
    /// A fault when the files cannot be read or written, or are none.
    pub fn open(folder: &Path, seed: [u8; 32]) -> Result<Self, StoreError> {
        create_dir_all(folder).map_err(StoreError::fault("make the folder of signed heads"))?;
        let key = HeadKey::open_or_make(&folder.join(KEY_FILE), seed)?;
        let folder = Self { folder: folder.to_owned(), key };
        folder.statements()?;
        Ok(folder)
    }

    /// Returns the public half of the key: what others check statements by.
    #[must_use]
    pub fn public_key(&self) -> PublicKey {
        self.key.public_key()
    }

    /// Returns every statement, oldest first.
    ///
    /// # Errors
    /// A fault when the file cannot be read, or a line is no statement.
    pub fn statements(&self) -> Result<Vec<SignedHead>, StoreError> {
        read_statements(&self.folder)
    }

    /// Returns whether nothing was signed yet on the day of an instant.
    ///
    /// # Errors
    /// A fault when the file cannot be read.
    pub fn is_due(&self, now: Moment) -> Result<bool, StoreError> {
        let last = self.statements()?.pop();
        Ok(last.is_none_or(|last| Day::of(last.at()) < Day::of(now)))
    }

    /// Signs a head and adds the statement to the file; it is durable when this returns.
    ///
    /// # Errors
    /// A fault when the file cannot be written.
    pub fn sign(&self, head: &Head, now: Moment) -> Result<SignedHead, StoreError> {
        let signed = SignedHead::sign(head, now, &self.key);
        let add = || -> io::Result<()> {
            let path = self.folder.join(HEADS_FILE);
            let mut file: File = OpenOptions::new().append(true).create(true).open(&path)?;
            // What a power cut left of a statement was never given to anybody.
            file.set_len(u64::try_from(finished(&read_to_string(&path)?).len()).unwrap_or(u64::MAX))?;
            file.write_all(format!("{signed}\n").as_bytes())?;
            file.sync_all()
        };
        add().map_err(StoreError::fault("write the signed head"))?;
        Ok(signed)
    }
}

/// Returns the lines that were written to their end.
fn finished(text: &str) -> &str {
    text.rfind('\n').map_or("", |end| &text[..=end])
}

/// Returns the statements of a folder, oldest first, without one that was not written to its end; none where it has no file of them.
///
/// # Errors
/// A fault when the file cannot be read; [`StoreError::BrokenHeads`] with the first line that is no statement.
pub fn read_statements(folder: &Path) -> Result<Vec<SignedHead>, StoreError> {
    let text = match read_to_string(folder.join(HEADS_FILE)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        read => read.map_err(StoreError::fault("read the signed heads"))?,
    };
    let lines = finished(&text).lines().take(STATEMENTS_MAX).enumerate();
    let read = |(at, line): (usize, &str)| {
        line.parse()
            .map_err(|()| StoreError::BrokenHeads { line: at.saturating_add(1), flaw: HeadFlaw::Unreadable })
    };
    lines.map(read).collect()
}
