//! The files of a feed.

use std::collections::BTreeMap;

/// The files of a feed: file name to bytes. Reading a folder or unpacking a zip is the caller's.
#[derive(Clone, Debug, Default)]
pub struct Files {
    files: BTreeMap<String, Vec<u8>>,
}

impl Files {
    /// Returns the files of a map from file name, e.g. `stops.txt`, to bytes.
    #[must_use]
    pub const fn from_map(files: BTreeMap<String, Vec<u8>>) -> Self {
        Self { files }
    }

    /// Adds one file.
    pub fn insert(&mut self, name: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.files.insert(name.into(), bytes.into());
    }

    /// Returns a file's bytes.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&[u8]> {
        self.files.get(name).map(Vec::as_slice)
    }

    /// Returns the names of the files, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }
}
