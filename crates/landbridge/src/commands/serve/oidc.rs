//! The file that says by which other place people may sign in.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use lb_app::desk::Role;
use lb_app::journal::OrganisationId;
use lb_web::{JoinByClaim, JoinRule, OidcSettings};
use serde::Deserialize;

/// The file as it is written; docs/access.md explains it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    issuer: String,
    client_id: String,
    client_secret_file: Option<PathBuf>,
    client_secret_env: Option<String>,
    label: String,
    public_url: String,
    #[serde(default)]
    scopes: Vec<String>,
    join: Option<Join>,
}

/// Who gets an account by a claim.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Join {
    claim: String,
    rules: Vec<Rule>,
}

/// What somebody becomes whose claim has a value.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    value: String,
    organisation: String,
    roles: Vec<String>,
}

/// Reads the settings, and the secret from where they say it is.
///
/// # Errors
/// What cannot be read or used, with the file's name.
pub fn read(path: &Path) -> Result<OidcSettings, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let folder = path.parent().unwrap_or(Path::new("."));
    settings(&text, folder).map_err(|error| format!("{}: {error}", path.display()))
}

fn settings(text: &str, folder: &Path) -> Result<OidcSettings, String> {
    let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
    let client_secret = match (&file.client_secret_file, &file.client_secret_env) {
        (Some(_), Some(_)) => {
            return Err("expected client_secret_file or client_secret_env, found both".to_owned());
        }
        (Some(path), None) => Some(secret_in(&folder.join(path))?),
        (None, Some(name)) => {
            Some(env::var(name).map_err(|error| format!("client_secret_env: {name}: {error}"))?)
        }
        (None, None) => None,
    };
    let settings = OidcSettings {
        issuer: file.issuer,
        client_id: file.client_id,
        client_secret,
        label: file.label,
        public_url: file.public_url,
        scopes: file.scopes,
        join: file.join.map(join).transpose()?,
    };
    settings.check().map_err(|error| error.to_string())?;
    Ok(settings)
}

/// Returns the first line of a file.
fn secret_in(path: &Path) -> Result<String, String> {
    let text = fs::read_to_string(path);
    let text = text.map_err(|error| format!("client_secret_file: {}: {error}", path.display()))?;
    let secret = text.lines().next().unwrap_or_default().trim();
    if secret.is_empty() {
        return Err(format!("client_secret_file: {}: expected a secret, found nothing", path.display()));
    }
    Ok(secret.to_owned())
}

fn join(join: Join) -> Result<JoinByClaim, String> {
    let rules: Result<Vec<JoinRule>, String> = join.rules.into_iter().map(rule).collect();
    Ok(JoinByClaim { claim: join.claim, rules: rules? })
}

fn rule(rule: Rule) -> Result<JoinRule, String> {
    let organisation: Result<OrganisationId, _> = rule.organisation.parse();
    let organisation = organisation.map_err(|error| format!("organisation: {error}"))?;
    let known = Role::ALL.map(Role::word).join(", ");
    let role = |word: &String| {
        Role::from_word(word).ok_or_else(|| format!("roles: expected some of {known}, found `{word}`"))
    };
    let roles: Result<BTreeSet<Role>, String> = rule.roles.iter().map(role).collect();
    Ok(JoinRule { value: rule.value, organisation, roles: roles? })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of docs/access.md.
    fn example() -> String {
        let text = include_str!("../../../../../docs/access.md");
        let example = text.split("```toml\n").nth(1).expect("an example").split("```").next();
        example.expect("its end").to_owned()
    }

    fn check(text: &str, expected: Result<(), &str>) {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("oidc.secret"), "between us\n").expect("a file");
        fs::write(folder.path().join("empty"), "\n").expect("a file");
        match (settings(text, folder.path()), expected) {
            (Ok(_), Ok(())) => {}
            (Err(found), Err(expected)) => assert!(found.contains(expected), "{text}: {found}"),
            (found, expected) => panic!("{text}: expected {expected:?}, got {found:?}"),
        }
    }

    #[test]
    fn the_example_of_the_document_can_be_used() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("oidc.secret"), "between us\nsecond line\n").expect("a file");
        let found = settings(&example(), folder.path()).expect("settings");
        assert_eq!(found.client_secret.as_deref(), Some("between us"));
        assert_eq!(found.return_address(), "https://landbridge.example/v1/access/oidc/return");
        let join = found.join.expect("rules");
        assert_eq!((join.claim.as_str(), join.rules.len()), ("groups", 2));
        assert_eq!(join.rules[0].roles, BTreeSet::from([Role::Dispatcher]));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_name() {
        let text = example();
        check(&text, Ok(()));
        check(&text.replace("oidc.secret", "none"), Err("client_secret_file"));
        check(&text.replace("oidc.secret", "empty"), Err("found nothing"));
        check(
            &text.replace("client_secret_file", "client_secret_env"),
            Err("client_secret_env: oidc.secret"),
        );
        check(&text.replace("label", "lable"), Err("unknown field `lable`"));
        check(&text.replace("\"dispatcher\"", "\"king\""), Err("found `king`"));
        check(&text.replace("[\"dispatcher\"]", "[]"), Err("roles: expected at least one role"));
        check(&text.replace("\"ORDA\"", "\"OR DA\""), Err("organisation: "));
        check(&text.replace("https://id.example", "http://id.example"), Err("issuer: expected"));
        check(&format!("client_secret_env = \"X\"\n{text}"), Err("found both"));
        check("", Err("missing field `issuer`"));
    }
}
