//! Corridor folders as the product reads them: problems with their place, timetables over changes of clocks, sea lanes.

#[cfg(test)]
mod hours;
#[cfg(test)]
mod layouts;
#[cfg(test)]
mod opening;
#[cfg(test)]
mod problems;
#[cfg(test)]
mod sea;
#[cfg(test)]
mod separations;
#[cfg(test)]
mod timetable;

#[cfg(test)]
mod folder {
    use std::path::{Path, PathBuf};

    use lb_network::CorridorFiles;

    /// Returns where a corridor of this repository lies.
    pub fn path(corridor: &str) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corridors").join(corridor)
    }

    /// Reads the tables of a corridor of this repository.
    pub fn read(corridor: &str) -> CorridorFiles {
        let mut files = CorridorFiles::default();
        for entry in std::fs::read_dir(path(corridor)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if name.ends_with(".csv") {
                files.insert(name, std::fs::read_to_string(&path).unwrap());
            }
        }
        files
    }
}
