//! Schemas of one name: the later one would take the other's place in the document of the interface without a word.

use std::collections::BTreeMap;

use crate::repository::SourceFile;
use crate::tidy::Finding;
use crate::tidy::code::code_only;

const RULE: &str = "schema-name";

/// Returns every type of the interface whose name an earlier one has.
pub fn check(files: &[SourceFile]) -> Vec<Finding> {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| file.path.contains("/src/") && file.path.ends_with(".rs")) {
        for (line, name) in schemas(&file.text) {
            let place = format!("{}:{line}", file.path);
            if let Some(other) = seen.get(&name) {
                let expected = format!("a name that no other type of the interface has: {other} has it");
                findings.push(Finding::new(&file.path, line, RULE, expected, format!("`{name}` again")));
            } else {
                seen.insert(name, place);
            }
        }
    }
    findings
}

/// Returns the types that derive a schema, with their lines.
fn schemas(text: &str) -> Vec<(usize, String)> {
    let code = code_only(text);
    let mut found = Vec::new();
    let mut derives = false;
    for (line, words) in (1..).zip(code.lines().map(str::trim)) {
        derives |= words.starts_with("#[derive(") && words.contains("ToSchema");
        let item = words
            .strip_prefix("pub ")
            .and_then(|rest| rest.strip_prefix("struct ").or_else(|| rest.strip_prefix("enum ")));
        if let Some(item) = item.filter(|_| derives) {
            let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
            let name: String = item.chars().take_while(|letter| is_part(*letter)).collect();
            // In a macro the name is an argument.
            found.extend((!name.is_empty()).then_some((line, name)));
            derives = false;
        } else if words.starts_with("pub ") || words.starts_with("fn ") {
            derives = false;
        }
    }
    found
}
