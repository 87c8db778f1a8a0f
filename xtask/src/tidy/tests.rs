use super::check as check_repository;
use super::code::code_only;
use super::manifest::{Kind, dependencies};
use crate::repository::{Repository, SourceFile};

/// Files as text (`=== path` starts one), findings as text.
fn check(input: &str, expected: &str) {
    let mut files: Vec<SourceFile> = Vec::new();
    for line in input.trim_start().lines() {
        match (line.strip_prefix("=== "), files.last_mut()) {
            (Some(path), _) => files.push(SourceFile { path: path.to_owned(), text: String::new() }),
            (None, Some(file)) => file.text.extend([line, "\n"]),
            (None, None) => panic!("expected `=== path` first, got `{line}`"),
        }
    }
    let repository = Repository { checkout: "/somewhere/checkout".to_owned(), files };
    let found: Vec<String> = check_repository(&repository).iter().map(ToString::to_string).collect();
    assert_eq!(found.join("\n"), expected.trim());
}

#[test]
fn a_crate_depends_on_strictly_lower_layers() {
    check(
        "
=== crates/lb-network/Cargo.toml
[dependencies]
lb-base.workspace = true
lb-search = { path = \"../lb-search\" }
[dev-dependencies]
lb-codec.workspace = true
serde_json.workspace = true
[dependencies.lb-app]
path = \"../lb-app\"
=== crates/lb-app/Cargo.toml
[dependencies]
lb-search.workspace = true
serde.workspace = true
=== crates/lb-other/Cargo.toml
[dependencies]
",
        "
crates/lb-network/Cargo.toml:3: layers: expected a crate below layer 1, found `lb-search` of layer 2
crates/lb-network/Cargo.toml:5: layers: expected a crate below layer 1, found `lb-codec` of layer 1
crates/lb-network/Cargo.toml:7: layers: expected a crate below layer 1, found `lb-app` of layer 3
crates/lb-other/Cargo.toml:1: layers: expected a crate named in the layer table of xtask/src/tidy/layers.rs, found `lb-other`
",
    );
}

#[test]
fn heavy_crates_stay_at_the_edge() {
    check(
        "
=== crates/lb-base/Cargo.toml
[dependencies]
serde = { version = \"1\" }
=== crates/landbridge/Cargo.toml
[dependencies]
axum.workspace = true
tokio.workspace = true
",
        "
crates/landbridge/Cargo.toml:2: layers: expected `axum` in `lb-web` alone, found it in `landbridge`
crates/lb-base/Cargo.toml:2: layers: expected `serde` from layer 3 up, found it in layer 0
",
    );
}

#[test]
fn a_file_that_nothing_compiles_is_found() {
    check(
        "
=== crates/lb-base/src/lib.rs
pub mod money;
// mod mass;
=== crates/lb-base/src/money.rs
#[cfg(test)]
mod tests;
=== crates/lb-base/src/money/tests.rs
mod rounding;
=== crates/lb-base/src/money/tests/rounding.rs
=== crates/lb-base/src/money/tests/forgotten.rs
=== crates/lb-base/src/mass/tests.rs
=== crates/lb-base/tests/conformance.rs
=== crates/landbridge/Cargo.toml
autotests = false
path = \"tests/story.rs\"
=== crates/landbridge/tests/story.rs
=== crates/landbridge/tests/lost.rs
=== crates/landbridge/tests/end_to_end/main.rs
mod plan;
=== crates/landbridge/tests/end_to_end/plan.rs
",
        "
crates/landbridge/tests/lost.rs:1: forgotten-file: expected `mod lost;` in crates/landbridge/tests.rs or crates/landbridge/tests/mod.rs or crates/landbridge/tests/main.rs, found a file that nothing compiles
crates/lb-base/src/mass/tests.rs:1: forgotten-file: expected `mod tests;` in crates/lb-base/src/mass.rs or crates/lb-base/src/mass/mod.rs or crates/lb-base/src/mass/main.rs, found a file that nothing compiles
crates/lb-base/src/money/tests/forgotten.rs:1: forgotten-file: expected `mod forgotten;` in crates/lb-base/src/money/tests.rs or crates/lb-base/src/money/tests/mod.rs or crates/lb-base/src/money/tests/main.rs, found a file that nothing compiles
",
    );
}

#[test]
fn layers_0_to_2_do_not_reach_outside() {
    check(
        "
=== crates/lb-search/src/lib.rs
mod scan;
use std::time::Instant;
/* std::fs in /* a nested */ comment */
fn text() -> &'static str { \"tokio \\\" std::env\" }
fn raw() -> &'static str { r#\"SystemTime \" \"# }
async fn ask() {}
struct Offsets;
fn offs::new() {}
=== crates/lb-search/src/scan.rs
#[cfg(test)]
mod tests;
fn load() { fs::read(1); }
=== crates/lb-search/src/scan/tests.rs
use std::fs;
=== crates/lb-web/src/lib.rs
use std::fs;
",
        "
crates/lb-search/src/lib.rs:2: purity: expected `now` as an argument, found `time::Instant`
crates/lb-search/src/lib.rs:6: purity: expected plain functions, found `async`
crates/lb-search/src/scan.rs:3: purity: expected bytes as an argument, found `fs::`
",
    );
}

#[test]
fn nothing_of_one_machine_is_kept() {
    let home = ["/ho", "me/someone/x"].concat();
    let input = format!(
        "
=== docs/a.md
see {home}
see https://example.org{home} and the folder /home/
in /somewhere/checkout/target
=== web/package-lock.json
\"resolved\": \"https://example.org/a.tgz\",
\"resolved\": \"https://example.org/b.tgz\",
"
    );
    check(
        &input,
        &[
            "docs/a.md:1: machine-path: expected a relative path, found `/ho",
            "me/`\n",
            "docs/a.md:3: machine-path: expected a relative path, found `/somewhere/checkout`\n",
            "web/package-lock.json:1: package-address: expected packages by name and version ",
            "(npm: omit-lockfile-registry-resolved=true), found an address",
        ]
        .concat(),
    );
}

#[test]
fn tests_run_and_do_not_sleep() {
    check(
        "
=== crates/lb-app/src/lib.rs
fn wait() { sleep(1); }
#[cfg(test)]
mod tests {
    #[test]
    #[ignore]
    fn slow() { std::thread::sleep(ONE_SECOND); }
}
=== web/tests/plan.spec.ts
test.only('plans', async () => {
  await page.waitForTimeout(500);
=== web/src/plan.ts
setTimeout(refresh, 500);
",
        "
crates/lb-app/src/lib.rs:5: skipped-test: expected a test that runs, found `ignore`
crates/lb-app/src/lib.rs:6: sleeping-test: expected a wait for an event, found a sleep
web/tests/plan.spec.ts:1: skipped-test: expected a test that runs, found `.only(`
web/tests/plan.spec.ts:2: sleeping-test: expected a wait for an event, found `waitForTimeout(`
",
    );
}

#[test]
fn lint_exceptions_say_why() {
    check(
        "
=== crates/lb-app/src/lib.rs
#![allow(missing_docs)]
#[expect(
    clippy::panic,
    reason = \"tests\"
)]
fn a() {}
#[expect(clippy::panic)]
fn b() {}
// #[allow(dead_code)]
",
        "
crates/lb-app/src/lib.rs:1: lint-exception: expected `expect(.., reason = \"..\")`, found `allow(..)`
crates/lb-app/src/lib.rs:7: lint-exception: expected a reason, found `expect(..)` without one
",
    );
}

#[test]
fn long_files_and_trailing_blanks_are_found() {
    let input = format!("=== web/src/a.tsx\n{}=== a.md\nfine\nnot \n\nnot\t\n", "x;\n".repeat(801));
    check(
        &input,
        "
a.md:2: trailing-blank: expected lines that end in a visible character, found 2 lines that end in a blank or a carriage return
web/src/a.tsx:801: file-size: expected at most 800 lines, found 801
",
    );
}

#[test]
fn an_exception_needs_a_reason_and_a_use() {
    check(
        "
=== xtask/tidy-allow.txt
# a comment
purity crates/lb-network/src/lib.rs # it reads the corridor
purity crates/lb-network/src/lib.rs
file-size a.rs # generated
=== crates/lb-network/src/lib.rs
use std::fs;
",
        "
xtask/tidy-allow.txt:3: allowance: expected `rule path # reason`, found `purity crates/lb-network/src/lib.rs`
xtask/tidy-allow.txt:4: allowance: expected an exception that is still needed, found nothing of `file-size` in a.rs
",
    );
}

#[test]
fn comments_and_literals_are_no_code() {
    let check = |input: &str, expected: &str| assert_eq!(code_only(input), expected, "{input}");
    check("a // b\nc", "a     \nc");
    check("a /* b\n */ c", "a     \n    c");
    check("'a' 'b: '\\'' '\\u{1F600}' x", "    'b:                  x");
    check("br#\"a\"# b\"c\" for\"d\"", "b       b    for   ");
    check("\"open", "     ");
}

#[test]
fn dependency_tables_are_read() {
    let manifest = "[package]\nname = \"x\"\n[target.'cfg(unix)'.dependencies]\na = \"1\"\n# b = \"1\"\n\
                    [dev-dependencies.c]\npath = \"..\"\n[build-dependencies]\nd.workspace = true\n";
    let found: Vec<(usize, String, Kind)> =
        dependencies(manifest).into_iter().map(|found| (found.line, found.name, found.kind)).collect();
    let expected = [(4, "a", Kind::Code), (6, "c", Kind::Tests), (9, "d", Kind::Code)];
    assert_eq!(found, expected.map(|(line, name, kind)| (line, name.to_owned(), kind)));
}

#[test]
fn types_of_the_interface_have_names_of_their_own() {
    check(
        "
=== crates/lb-app/src/lib.rs
mod one;
mod other;
=== crates/lb-app/src/one.rs
#[derive(Clone, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Row<T> {
}
#[derive(Clone)]
pub struct Plain;
=== crates/lb-app/src/other.rs
#[derive(
    Clone)]
pub struct Plain;
#[derive(ToSchema)]
pub enum Row {
}
",
        "
crates/lb-app/src/other.rs:5: schema-name: expected a name that no other type of the interface has: crates/lb-app/src/one.rs:3 has it, found `Row` again
",
    );
}
