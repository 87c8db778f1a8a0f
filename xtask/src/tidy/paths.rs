//! Nothing of the machine a file was written on: home folders, checkouts, package mirrors.

use crate::repository::SourceFile;
use crate::tidy::Finding;

const PATH_RULE: &str = "machine-path";
const MIRROR_RULE: &str = "package-address";

/// First folders that exist on one person's or one builder's machine only.
const PRIVATE_ROOTS: [&str; 6] = ["home", "root", "Users", "work", "workspace", "builds"];

/// Returns every line that names a private folder of some machine, or an address to fetch packages from.
pub fn check(file: &SourceFile, checkout: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, line) in file.text.lines().enumerate() {
        if let Some(found) = private_path(line, checkout) {
            findings.push(Finding::new(
                &file.path,
                index + 1,
                PATH_RULE,
                "a relative path",
                format!("`{found}`"),
            ));
        }
        if names_a_mirror(&file.path, line) {
            let expected = "packages by name and version (npm: omit-lockfile-registry-resolved=true)";
            findings.push(Finding::new(&file.path, index + 1, MIRROR_RULE, expected, "an address"));
            break;
        }
    }
    findings
}

fn private_path<'a>(line: &'a str, checkout: &'a str) -> Option<&'a str> {
    let is_deep = checkout.matches('/').count() >= 2;
    if is_deep && line.contains(checkout) {
        return Some(checkout);
    }
    line.match_indices('/').find_map(|(start, _)| {
        let before = line.get(..start).and_then(|text| text.chars().next_back());
        let (first, below) = line.get(start + 1..)?.split_once('/')?;
        let names_something = below.chars().next().is_some_and(|next| next.is_alphanumeric() || next == '.');
        let is_private =
            PRIVATE_ROOTS.contains(&first) && names_something && !before.is_some_and(continues_a_path);
        is_private.then(|| line.get(start..start + first.len() + 2)).flatten()
    })
}

fn continues_a_path(character: char) -> bool {
    character.is_alphanumeric() || "._-/~$})>]".contains(character)
}

fn names_a_mirror(path: &str, line: &str) -> bool {
    let is_npm_lock = path.ends_with("package-lock.json");
    let is_settings =
        path.ends_with(".npmrc") || path.ends_with("pip.conf") || path.ends_with("requirements.txt");
    (is_npm_lock && line.contains("\"resolved\": \"http")) || (is_settings && line.contains("://"))
}
