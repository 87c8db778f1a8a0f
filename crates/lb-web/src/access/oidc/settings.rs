//! By which other place people may sign in, and whom it lets in: what the operator configures.

use std::collections::BTreeSet;
use std::fmt;

use lb_app::desk::Role;
use lb_app::hooks::{Reach, Target};
use lb_app::journal::OrganisationId;
use thiserror::Error;

/// The longest label, in characters.
const LABEL_LENGTH_MAX: usize = 40;

/// An OpenID Connect provider and what its word is worth here.
#[derive(Clone, PartialEq, Eq)]
pub struct OidcSettings {
    /// The provider's name for itself, an https address; also where it is discovered.
    pub issuer: String,
    /// The name of this server at the provider.
    pub client_id: String,
    /// The secret of this server at the provider; nothing for a client that has none.
    pub client_secret: Option<String>,
    /// What the screens call the provider.
    pub label: String,
    /// Where browsers reach this server: scheme and host, without a path.
    pub public_url: String,
    /// What is asked for beside `openid` and `email`.
    pub scopes: Vec<String>,
    /// Who gets an account by the provider's word alone; without it, nobody does.
    pub join: Option<JoinByClaim>,
}

impl fmt::Debug for OidcSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OidcSettings").field("issuer", &self.issuer).finish_non_exhaustive()
    }
}

/// Accounts that are made of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JoinByClaim {
    /// The claim's name, such as `groups`. It is a text or a list of texts.
    pub claim: String,
    /// Who becomes what; the first that fits counts.
    pub rules: Vec<JoinRule>,
}

/// What somebody becomes whose claim has a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JoinRule {
    /// The value.
    pub value: String,
    /// Of which organisation.
    pub organisation: OrganisationId,
    /// What for.
    pub roles: BTreeSet<Role>,
}

/// What of the settings cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{setting}: expected {expected}, found `{found}`")]
pub struct BadSetting {
    /// Which.
    pub setting: &'static str,
    /// What was expected.
    pub expected: &'static str,
    /// What was found.
    pub found: String,
}

impl OidcSettings {
    /// Checks what can be checked without asking the provider.
    ///
    /// # Errors
    /// The first setting that cannot be used.
    pub fn check(&self) -> Result<(), BadSetting> {
        let bad =
            |setting, expected, found: &str| Err(BadSetting { setting, expected, found: found.to_owned() });
        let address = "an https address, or an http address of this machine";
        if Target::parse(&self.issuer, Reach::Everywhere).is_err() || self.issuer.contains('?') {
            return bad("issuer", address, &self.issuer);
        }
        let public = Target::parse(&self.public_url, Reach::Everywhere);
        if !public.is_ok_and(|target| target.path == "/") {
            return bad("public_url", "where browsers reach this server, without a path", &self.public_url);
        }
        let label = self.label.trim();
        if label.is_empty() || label.chars().count() > LABEL_LENGTH_MAX || label.contains(char::is_control) {
            return bad("label", "1 to 40 visible characters", &self.label);
        }
        if self.client_id.is_empty() {
            return bad("client_id", "this server's name at the provider", "");
        }
        for rule in self.join.iter().flat_map(|join| &join.rules) {
            if rule.roles.is_empty() {
                return bad("roles", "at least one role", &rule.value);
            }
        }
        Ok(())
    }

    /// Returns where the provider sends browsers back to.
    #[must_use]
    pub fn return_address(&self) -> String {
        format!("{}/v1/access/oidc/return", self.public_url.trim_end_matches('/'))
    }
}

impl JoinByClaim {
    /// Returns what somebody becomes whose claim has these values.
    #[must_use]
    pub fn rule_for(&self, values: &BTreeSet<String>) -> Option<&JoinRule> {
        self.rules.iter().find(|rule| values.contains(&rule.value))
    }
}
