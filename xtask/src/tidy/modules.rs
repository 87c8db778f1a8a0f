//! Files that no `mod` declares: their tests would never run.

use std::collections::BTreeMap;

use crate::repository::SourceFile;
use crate::tidy::Finding;
use crate::tidy::code::{code_only, has_word};

const RULE: &str = "forgotten-file";

/// Returns every Rust file below `src/` or `tests/` that nothing compiles.
pub fn check(files: &[SourceFile]) -> Vec<Finding> {
    let texts: BTreeMap<&str, &str> =
        files.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
    files.iter().filter_map(|file| check_file(&texts, &file.path)).collect()
}

fn check_file(texts: &BTreeMap<&str, &str>, path: &str) -> Option<Finding> {
    let (folder, name) = path.rsplit_once('/')?;
    let stem = name.strip_suffix(".rs")?;
    let in_package = folder.split('/').any(|part| part == "src" || part == "tests");
    if !in_package || is_root(texts, folder, stem) {
        return None;
    }
    // `mod.rs` is declared under its folder's name, one folder up.
    let (folder, module) = if stem == "mod" { folder.rsplit_once('/')? } else { (folder, stem) };
    let parents = parents(folder);
    let declared = parents.iter().filter_map(|parent| texts.get(parent.as_str()));
    if declared.into_iter().any(|text| declares(text, module, name)) {
        return None;
    }
    let expected = format!("`mod {module};` in {}", parents.join(" or "));
    Some(Finding::new(path, 1, RULE, expected, "a file that nothing compiles"))
}

/// Returns whether Cargo itself compiles the file: a library, a binary, or a test binary.
fn is_root(texts: &BTreeMap<&str, &str>, folder: &str, stem: &str) -> bool {
    let (package, last) = folder.rsplit_once('/').unwrap_or(("", folder));
    match last {
        "src" => stem == "lib" || stem == "main",
        "bin" => package.ends_with("src"),
        "tests" if !package.ends_with("src") && !folder.contains("/src/") => {
            finds_tests(texts, package, stem)
        }
        _ => stem == "main" && (package.ends_with("/tests") || package.ends_with("/src/bin")),
    }
}

fn finds_tests(texts: &BTreeMap<&str, &str>, package: &str, stem: &str) -> bool {
    let manifest = texts.get(format!("{package}/Cargo.toml").as_str()).copied().unwrap_or_default();
    !manifest.contains("autotests = false") || manifest.contains(&format!("\"tests/{stem}.rs\""))
}

/// Returns the files that may declare a module standing in `folder`.
fn parents(folder: &str) -> Vec<String> {
    let last = folder.rsplit_once('/').map_or(folder, |(_, last)| last);
    if last == "src" {
        return vec![format!("{folder}/lib.rs"), format!("{folder}/main.rs")];
    }
    vec![format!("{folder}.rs"), format!("{folder}/mod.rs"), format!("{folder}/main.rs")]
}

fn declares(text: &str, module: &str, name: &str) -> bool {
    let declaration = format!("mod {module}");
    let by_name =
        code_only(text).lines().any(|line| has_word(line, &declaration) && line.trim_end().ends_with(';'));
    by_name || text.contains(&format!("#[path = \"{name}\"]"))
}
