//! Reads the repository's files: tracked ones, and new ones that are not ignored.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The text files of a repository.
pub struct Repository {
    /// The absolute path of the checkout, which no file may contain.
    pub checkout: String,
    /// Text files in path order.
    pub files: Vec<SourceFile>,
}

/// One text file.
pub struct SourceFile {
    /// The path inside the repository, with `/`.
    pub path: String,
    /// The whole content.
    pub text: String,
}

/// Why the repository could not be read.
#[derive(Debug)]
pub enum Fault {
    /// git is missing, or this is not a work tree.
    Git(String),
    /// A listed file could not be read.
    Read(PathBuf, std::io::Error),
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Git(found) => write!(formatter, "expected a git work tree, found: {found}"),
            Self::Read(path, source) => write!(formatter, "cannot read {}: {source}", path.display()),
        }
    }
}

/// Reads every text file that git tracks or would track.
///
/// # Errors
/// When git does not answer, or a listed file cannot be read.
pub fn read() -> Result<Repository, Fault> {
    let checkout = git(Path::new("."), &["rev-parse", "--show-toplevel"])?.trim().to_owned();
    let root = PathBuf::from(&checkout);
    let listing = git(&root, &["ls-files", "-z", "--cached", "--others", "--exclude-standard"])?;
    let mut paths: Vec<&str> = listing.split('\0').filter(|path| !path.is_empty()).collect();
    paths.sort_unstable();
    paths.dedup();
    let mut files = Vec::with_capacity(paths.len());
    for path in paths {
        files.extend(read_text(&root, path)?);
    }
    Ok(Repository { checkout, files })
}

/// Returns nothing for a binary file and for one that was deleted but is still tracked.
fn read_text(root: &Path, path: &str) -> Result<Option<SourceFile>, Fault> {
    let full = root.join(path);
    if !full.is_file() {
        return Ok(None);
    }
    let bytes = std::fs::read(&full).map_err(|source| Fault::Read(full, source))?;
    if bytes.contains(&0) {
        return Ok(None);
    }
    Ok(String::from_utf8(bytes).ok().map(|text| SourceFile { path: path.to_owned(), text }))
}

fn git(folder: &Path, arguments: &[&str]) -> Result<String, Fault> {
    let output = Command::new("git")
        .args(arguments)
        .current_dir(folder)
        .output()
        .map_err(|source| Fault::Git(source.to_string()))?;
    if !output.status.success() {
        return Err(Fault::Git(String::from_utf8_lossy(&output.stderr).trim().to_owned()));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
