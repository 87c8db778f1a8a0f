//! Reading a corridor's folder, or a GTFS feed.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use lb_network::CorridorFiles;
use lb_network::gtfs::Files;

/// What a path holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A GTFS feed.
    Feed,
    /// A corridor.
    Corridor,
}

/// Returns what a path holds: a file is a feed, a folder what its tables say.
///
/// # Errors
/// Returns the reason when nothing is there, or a folder has the tables of neither.
pub fn kind(path: &Path) -> io::Result<Kind> {
    if !fs::metadata(path)?.is_dir() || path.join("stops.txt").is_file() {
        return Ok(Kind::Feed);
    }
    if ["services.csv", "datapackage.json"].iter().any(|name| path.join(name).is_file()) {
        return Ok(Kind::Corridor);
    }
    let text = "expected a GTFS feed (stops.txt) or a corridor (services.csv), found a folder without either";
    Err(io::Error::new(io::ErrorKind::InvalidData, text))
}

/// Most bytes of a feed, unpacked.
const FEED_BYTES_MAX: u64 = 8_000_000_000;

/// Reads the `.csv` files and the descriptor of a folder.
///
/// # Errors
/// Returns the reason when the folder or a file cannot be read, or a file is not UTF-8.
pub fn read(dir: &Path) -> io::Result<CorridorFiles> {
    let mut files = CorridorFiles::default();
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        let is_table = path.extension().is_some_and(|extension| extension == "csv");
        if is_table || name == "datapackage.json" {
            let text = fs::read_to_string(&path)
                .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))?;
            files.insert(name, text);
        }
    }
    Ok(files)
}

/// Reads a GTFS feed: the `.txt` files of a folder, or of a zip file (wherever in it they stand).
///
/// # Errors
/// Returns the reason when the feed or a file of it cannot be read, or is larger than [`FEED_BYTES_MAX`].
pub fn read_feed(path: &Path) -> io::Result<Files> {
    let mut files = Files::default();
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            let path = entry?.path();
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
            if path.extension().is_some_and(|extension| extension == "txt") {
                files.insert(name, fs::read(&path)?);
            }
        }
        return Ok(files);
    }
    let mut archive = zip::ZipArchive::new(io::BufReader::new(fs::File::open(path)?)).map_err(|error| {
        let text = format!("expected a zip file with a GTFS feed: {error}");
        io::Error::new(io::ErrorKind::InvalidData, text)
    })?;
    let mut left = FEED_BYTES_MAX;
    for number in 0..archive.len() {
        let entry = archive.by_index(number)?;
        let inside = entry.enclosed_name();
        let Some(name) = inside.as_deref().and_then(Path::file_name).and_then(|name| name.to_str()) else {
            continue;
        };
        if !entry.is_file() || !name.ends_with(".txt") {
            continue;
        }
        let mut bytes = Vec::new();
        // What a zip says of its sizes is not trusted: no more is unpacked than is left.
        left -= u64::try_from(entry.take(left).read_to_end(&mut bytes)?).unwrap_or(u64::MAX).min(left);
        if left == 0 {
            let text = format!("expected a feed of less than {FEED_BYTES_MAX} bytes unpacked, found more");
            return Err(io::Error::new(io::ErrorKind::InvalidData, text));
        }
        files.insert(name, bytes);
    }
    Ok(files)
}
