//! Which crate may depend on which.

use crate::repository::SourceFile;
use crate::tidy::Finding;
use crate::tidy::manifest::{Dependency, Kind, dependencies};

const RULE: &str = "layers";

/// The layers, lowest first; a crate depends only on strictly lower ones.
const LAYERS: [&[&str]; 6] = [
    &["lb-base"],
    &["lb-network", "lb-codec"],
    &[
        "lb-search",
        "lb-booking",
        "lb-hub",
        "lb-dispatch",
        "lb-tracking",
        "lb-trade",
        "lb-simulate",
        "lb-optimise",
    ],
    &["lb-app"],
    &["lb-store", "lb-link", "lb-web"],
    &["landbridge"],
];

/// External crates and the lowest layer that may use them outside tests.
const FROM_LAYER: [(&str, usize); 5] =
    [("serde", 3), ("serde_json", 3), ("utoipa", 3), ("tokio", 4), ("clap", 5)];

/// External crates that one crate keeps to itself.
const KEPT_BY: [(&str, &str); 5] = [
    ("axum", "lb-web"),
    ("tower-http", "lb-web"),
    ("rust-embed", "lb-web"),
    ("openidconnect", "lb-web"),
    ("sqlx", "lb-store"),
];

/// Returns the layer of a workspace crate.
pub fn layer_of(name: &str) -> Option<usize> {
    LAYERS.iter().position(|names| names.contains(&name))
}

/// Returns the crate that a path below `crates/` belongs to.
pub fn crate_of(path: &str) -> Option<&str> {
    path.strip_prefix("crates/")?.split_once('/').map(|(name, _)| name)
}

/// Returns every dependency that does not point strictly down, and every crate without a layer.
pub fn check(files: &[SourceFile]) -> Vec<Finding> {
    let manifests = files.iter().filter(|file| file.path.ends_with("/Cargo.toml"));
    manifests.flat_map(check_manifest).collect()
}

fn check_manifest(file: &SourceFile) -> Vec<Finding> {
    let Some(name) = crate_of(&file.path) else {
        return Vec::new();
    };
    let Some(layer) = layer_of(name) else {
        let expected = "a crate named in the layer table of xtask/src/tidy/layers.rs";
        return vec![Finding::new(&file.path, 1, RULE, expected, format!("`{name}`"))];
    };
    let found = dependencies(&file.text);
    found.iter().filter_map(|dependency| check_dependency(file, name, layer, dependency)).collect()
}

fn check_dependency(file: &SourceFile, name: &str, layer: usize, dependency: &Dependency) -> Option<Finding> {
    let other = dependency.name.as_str();
    let finding = |expected: String, found: String| {
        Some(Finding::new(&file.path, dependency.line, RULE, expected, found))
    };
    if let Some(below) = layer_of(other) {
        if below < layer {
            return None;
        }
        return finding(format!("a crate below layer {layer}"), format!("`{other}` of layer {below}"));
    }
    if dependency.kind == Kind::Tests {
        return None;
    }
    if let Some((_, lowest)) =
        FROM_LAYER.iter().find(|(external, lowest)| *external == other && layer < *lowest)
    {
        return finding(format!("`{other}` from layer {lowest} up"), format!("it in layer {layer}"));
    }
    let (_, keeper) = KEPT_BY.iter().find(|(external, keeper)| *external == other && *keeper != name)?;
    finding(format!("`{other}` in `{keeper}` alone"), format!("it in `{name}`"))
}
