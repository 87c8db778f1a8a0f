//! Reading a corridor's folder.

use std::fs;
use std::io;
use std::path::Path;

use lb_network::CorridorFiles;

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
