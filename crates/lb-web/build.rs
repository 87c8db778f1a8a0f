//! Makes sure that the folder of the built screens exists, and rebuilds this crate when it changes.

use std::path::Path;

fn main() {
    let dist = Path::new("../../web/dist");
    // A read-only checkout has either the folder or no screens to embed; both compile.
    let _ = std::fs::create_dir_all(dist);
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", dist.display());
}
