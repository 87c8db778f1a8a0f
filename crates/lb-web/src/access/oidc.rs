//! Signing in by another place: OpenID Connect, authorisation code flow with PKCE.
//!
//! Nothing is kept here between the two requests: a short-lived cookie of the browser carries one secret, and what the provider
//! is told (state, nonce, the hash of the verifier) is derived from it. So another browser's answer counts nothing, and any
//! server of the site can take the return.
//!
//! Source: OpenID Connect Core 1.0, 3.1; RFC 7636 (PKCE); RFC 9700 (security best current practice), 2.1.

mod provider;
mod settings;

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{ACCEPT, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use lb_app::access::{
    EmailAddress, JoinBySignOn, PersonId, Secret, SecretKind, Welcome, person_actor, unknown_sign_on,
};
use lb_app::desk::Caller;
use lb_app::journal::Author;
use serde::Deserialize;
use utoipa::IntoParams;

use self::provider::{Binding, Provider, Vouched};
use super::accounts::Accounts;
use super::cookie::SignOnCookie;
use super::idempotency::drawn_only;
use super::session::{Shared, begin, person_at};
use crate::input::QueryOf;
use crate::problem::Problem;

pub use settings::{BadSetting, JoinByClaim, JoinRule, OidcSettings};

/// The longest name of a screen.
const SCREEN_LENGTH_MAX: usize = 20;

/// The other place by which people sign in.
pub struct Oidc {
    provider: Provider,
    cookie: SignOnCookie,
}

impl Oidc {
    /// Returns the place of checked settings.
    ///
    /// # Errors
    /// The first setting that cannot be used.
    pub fn new(settings: OidcSettings, loopback_port: Option<u16>) -> Result<Self, BadSetting> {
        settings.check()?;
        Ok(Self { provider: Provider::new(settings), cookie: SignOnCookie::new(loopback_port) })
    }

    /// Returns what the screens call the place.
    #[must_use]
    pub fn label(&self) -> &str {
        self.provider.settings().label.trim()
    }
}

fn configured(accounts: &Accounts) -> Result<&Arc<Oidc>, Problem> {
    let missing = || Problem::new("request.not_found", "expected a server with a place to sign in by");
    accounts.oidc().ok_or_else(missing)
}

/// Where the browser goes afterwards.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct StartQuery {
    /// The screen to show afterwards: small letters.
    #[serde(default)]
    #[param(required = false, example = "consignments")]
    screen: String,
}

/// Sends a browser to the place by which the site's people sign in.
///
/// The answer sets a cookie for ten minutes, without which the return counts nothing. Only a server with `--oidc` has this route.
#[utoipa::path(
    get, path = "/v1/access/oidc/start", operation_id = "oidc_start", tag = "access", params(StartQuery),
    responses((status = 303, description = "Go to the address in `location`"))
)]
pub async fn start(
    State(accounts): Shared,
    headers: HeaderMap,
    QueryOf(query): QueryOf<StartQuery>,
) -> Result<Response, Problem> {
    let oidc = configured(&accounts)?;
    let secret = accounts.draw_secret(SecretKind::SignOn);
    let screen = screen_name(&query.screen).to_owned();
    match oidc.provider.sign_in_address(binding(&secret), accounts.now()).await {
        Ok(address) => Ok(go(&address, [oidc.cookie.set(&secret, &screen)])),
        Err(problem) => Ok(refused(&headers, (problem, &screen), [])),
    }
}

/// What the provider sends the browser back with.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ReturnQuery {
    /// What the provider exchanges for its word.
    #[serde(default)]
    #[param(required = false)]
    code: Option<String>,
    /// What the browser was sent with.
    #[serde(default)]
    #[param(required = false)]
    state: Option<String>,
    /// Why there is no code.
    #[serde(default)]
    #[param(required = false)]
    error: Option<String>,
    /// Who answers. Source: RFC 9207.
    #[serde(default)]
    #[param(required = false)]
    iss: Option<String>,
}

/// Takes a browser back from the place by which the site's people sign in, and signs its person in.
///
/// The answer sets the cookie of the session and leads to the screens; a browser is led there with a refusal too, as
/// `refused=` and its code.
#[utoipa::path(
    get, path = "/v1/access/oidc/return", operation_id = "oidc_return", tag = "access", params(ReturnQuery),
    responses((status = 303, description = "Signed in: go to the address in `location`"))
)]
pub async fn finish(
    State(accounts): Shared,
    headers: HeaderMap,
    QueryOf(query): QueryOf<ReturnQuery>,
) -> Result<Response, Problem> {
    let oidc = configured(&accounts)?;
    let found = oidc.cookie.read(&headers);
    let screen = found.as_ref().map(|(_, screen)| screen_name(screen).to_owned()).unwrap_or_default();
    let done = oidc.cookie.remove();
    match sign_on(&accounts, oidc, (found.map(|(secret, _)| secret), query)).await {
        Ok(session) => Ok(go(&format!("/#/{screen}"), [done, accounts.cookie.set(&session)])),
        Err(problem) => Ok(refused(&headers, (problem, &screen), [done])),
    }
}

/// Opens the session of whom the provider vouches for.
async fn sign_on(
    accounts: &Accounts,
    oidc: &Oidc,
    (secret, query): (Option<Secret>, ReturnQuery),
) -> Result<Secret, Problem> {
    let foreign =
        || Problem::new("access.oidc_foreign_state", "expected the return of a browser that set out");
    let secret = secret.ok_or_else(foreign)?;
    let binding = binding(&secret);
    // Neither is secret from whoever sends both, so it does not matter how long comparing takes.
    if query.state.as_deref() != Some(binding.state.as_str()) {
        return Err(foreign());
    }
    let issuer = &oidc.provider.settings().issuer;
    if query.iss.as_ref().is_some_and(|found| found != issuer) {
        return Err(foreign());
    }
    let (Some(code), None) = (query.code, query.error) else {
        return Err(Problem::new("access.oidc_refused", "expected that the provider lets the person in"));
    };
    let vouched = oidc.provider.vouched(code, binding, accounts.now()).await?;
    let no_email =
        || Problem::new("access.oidc_no_email", "expected an e-mail address that the provider has verified");
    let email: EmailAddress = vouched.email.as_deref().ok_or_else(no_email)?.parse()?;
    match person_at(accounts, &email).await? {
        Some(person) => begin(accounts, &person, Welcome::SignOn).await,
        None => join(accounts, oidc, (&vouched, email)).await,
    }
}

/// Makes the account that the operator's rules give to somebody, and opens its session.
async fn join(
    accounts: &Accounts,
    oidc: &Oidc,
    (vouched, email): (&Vouched, EmailAddress),
) -> Result<Secret, Problem> {
    let rules = oidc.provider.settings().join.as_ref();
    let rule = rules.and_then(|join| join.rule_for(&vouched.values)).ok_or_else(unknown_sign_on)?;
    let organisation = accounts.organisation(&rule.organisation).await?.ok_or_else(unknown_sign_on)?;
    let person = PersonId::at(accounts.now().unix_millis(), accounts.draw());
    let author = Author { organisation: organisation.id.clone(), actor: person_actor(person)? };
    let caller = Caller::with_roles(author, organisation.kind, &Default::default());
    let secret = accounts.draw_secret(SecretKind::Session);
    let name = vouched.name.clone().unwrap_or_else(|| email.as_str().to_owned());
    let (roles, session) = (rule.roles.clone(), secret.hash());
    let task = JoinBySignOn { organisation: organisation.id, roles, person, name, email, session };
    accounts.ask(task, caller, drawn_only(accounts.draw())?).await?;
    Ok(secret)
}

/// Returns what is derived from a browser's secret.
fn binding(secret: &Secret) -> Binding {
    let derived = |purpose: &str| secret.derived(purpose).to_string();
    Binding { state: derived("oidc.state"), nonce: derived("oidc.nonce"), verifier: derived("oidc.verifier") }
}

/// Returns the name of a screen, or nothing when it is none: no other address is ever led to.
fn screen_name(text: &str) -> &str {
    let is_name = text.len() <= SCREEN_LENGTH_MAX && text.bytes().all(|byte| byte.is_ascii_lowercase());
    if is_name { text } else { "" }
}

/// Leads a browser somewhere.
fn go<const N: usize>(address: &str, cookies: [HeaderValue; N]) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let headers = response.headers_mut();
    headers.insert(LOCATION, HeaderValue::from_str(address).unwrap_or(HeaderValue::from_static("/")));
    cookies.into_iter().for_each(|cookie| {
        headers.append(SET_COOKIE, cookie);
    });
    response
}

/// Answers with a refusal: a page for browsers, a problem for programs.
fn refused<const N: usize>(
    headers: &HeaderMap,
    (problem, screen): (Problem, &str),
    cookies: [HeaderValue; N],
) -> Response {
    let accepts = headers.get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if accepts.contains("text/html") {
        return go(&format!("/#/{screen}?refused={}", problem.code), cookies);
    }
    let mut response = problem.into_response();
    cookies.into_iter().for_each(|cookie| {
        response.headers_mut().append(SET_COOKIE, cookie);
    });
    response
}
