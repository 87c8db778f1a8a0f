//! The few lines of a `Cargo.toml` that the rules need.

/// A dependency line of a manifest.
#[derive(Debug, PartialEq, Eq)]
pub struct Dependency {
    /// The line in the manifest, from 1.
    pub line: usize,
    /// The crate's name.
    pub name: String,
    /// What it is needed for.
    pub kind: Kind,
}

/// What a dependency is needed for.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
pub enum Kind {
    /// The crate itself, or its build script.
    Code,
    /// Tests and benchmarks only.
    Tests,
}

/// Returns the dependencies of a manifest, from `[dependencies]` tables and `[dependencies.NAME]` tables.
pub fn dependencies(manifest: &str) -> Vec<Dependency> {
    let mut found = Vec::new();
    let mut table = None;
    for (index, line) in manifest.lines().enumerate() {
        let line = line.trim();
        if let Some(header) = line.strip_prefix('[') {
            let header = header.trim_end_matches(']');
            table = dependency_table(header);
            if let Some((kind, Some(name))) = &table {
                found.push(Dependency { line: index + 1, name: name.clone(), kind: *kind });
            }
        } else if let Some((kind, None)) = &table
            && let Some(name) = entry_name(line)
        {
            found.push(Dependency { line: index + 1, name, kind: *kind });
        }
    }
    found
}

/// Reads a table header; the second part is the crate's name where the header carries it.
fn dependency_table(header: &str) -> Option<(Kind, Option<String>)> {
    let header = match header.rsplit_once("'.") {
        Some((_, after_target)) => after_target,
        None => header,
    };
    let (table, name) = match header.split_once('.') {
        Some((table, name)) => (table, Some(name.to_owned())),
        None => (header, None),
    };
    match table {
        "dependencies" | "build-dependencies" => Some((Kind::Code, name)),
        "dev-dependencies" => Some((Kind::Tests, name)),
        _ => None,
    }
}

fn entry_name(line: &str) -> Option<String> {
    let (name, _) = line.split_once(['.', '=', ' '])?;
    (!name.is_empty() && !name.starts_with('#')).then(|| name.trim_matches('"').to_owned())
}
