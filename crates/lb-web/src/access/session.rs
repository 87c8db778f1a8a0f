//! The routes of signing in and out.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{HeaderValue, RETRY_AFTER, SET_COOKIE};
use axum::response::{IntoResponse, Response};
use lb_app::access::password;
use lb_app::access::{
    AccessState, CloseSession, EmailAddress, OpenSession, Person, PersonId, Secret, SecretKind, SessionRow,
    SetPassword, TakeInvitation, Welcome, email_entity, invitation_entity, not_allowed, not_signed_in,
    person_actor, sessions_of, unknown_invitation, wrong_password,
};
use lb_app::desk::{Caller, Permission};
use lb_app::journal::{Author, Hash};
use serde::Deserialize;
use utoipa::ToSchema;

use super::accounts::{Account, Accounts, Demonstration, Identity, fault};
use super::idempotency::drawn_only;
use super::signed::{From, Perhaps, SignedWith};
use super::tries::Attempt;
use super::views::{SessionOrganisation, SessionPerson, SessionView};
use crate::input::JsonBody;
use crate::problem::Problem;
use crate::routes::Answer;
use crate::site::json as answer_json;

/// The accounts, as handlers take them.
pub type Shared = State<Arc<Accounts>>;

/// Returns who is signed in; nobody is an answer too.
#[utoipa::path(
    get, path = "/v1/session", operation_id = "session", tag = "access",
    responses((status = 200, description = "Who is signed in", body = SessionView))
)]
pub async fn show(State(accounts): Shared, Perhaps(identity): Perhaps) -> Answer {
    let view = view(&accounts, identity.as_deref()).await?;
    Ok(answer_json("application/json", serde_json::to_vec(&view)?))
}

/// An account and its password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// The e-mail address of the account.
    email: String,
    /// Its password.
    password: String,
}

/// Signs a person in by e-mail address and password; the answer sets the cookie of the session.
///
/// A wrong password and an unknown account get the same answer after the same work. Five wrong ones in a quarter of an hour
/// from one address close the account to that address for the rest of it.
#[utoipa::path(
    post, path = "/v1/session", operation_id = "sign_in", tag = "access",
    request_body(content = SignIn, description = "The account", example = json!({
        "email": "ainur@example.kz", "password": "a ship, a train, a ferry"
    })),
    responses((status = 200, description = "Signed in", body = SessionView))
)]
pub async fn sign_in(State(accounts): Shared, from: From, JsonBody(asked): JsonBody<SignIn>) -> Answer {
    from.source.check_not_foreign()?;
    let email: EmailAddress = asked.email.parse()?;
    let attempt = Attempt { account: Hash::of(&[email.as_str().as_bytes()]), address: from.address };
    if let Err(seconds) = accounts.tries.begin(&attempt, accounts.now()) {
        return Ok(locked(seconds));
    }
    let person = person_at(&accounts, &email).await?;
    let hashed = person.as_ref().and_then(|person| person.password.clone());
    // What is longer cannot be a password, and would only take longer to hash.
    let fits = asked.password.len() <= password::LENGTH_MAX;
    let is_right = fits && accounts.verify(asked.password, hashed.clone()).await?;
    let (Some(person), Some(hashed), true) = (person, hashed, is_right) else {
        return Err(wrong_password().into());
    };
    accounts.tries.succeeded(&attempt);
    open(&accounts, &person, Welcome::Password(hashed)).await
}

/// Signs out; the answer removes the cookie.
#[utoipa::path(
    delete, path = "/v1/session", operation_id = "sign_out", tag = "access",
    responses((status = 200, description = "Nobody is signed in", body = SessionView))
)]
pub async fn sign_out(State(accounts): Shared, Perhaps(identity): Perhaps) -> Answer {
    if let Some(identity) = identity {
        let Account::Session(session, _) = identity.account else {
            return Err(not_allowed("a session, which a key is not").into());
        };
        let idempotency = drawn_only(accounts.draw())?;
        accounts.ask(CloseSession { session }, identity.caller.clone(), idempotency).await?;
        accounts.distrust();
    }
    answer_with(&view(&accounts, None).await?, accounts.cookie.remove())
}

/// Who takes an invitation.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Acceptance {
    /// The secret of the link.
    secret: String,
    /// What the person is called.
    name: String,
    /// Their e-mail address, by which they sign in from now on.
    email: String,
    /// Their password: at least 12 characters.
    password: String,
}

/// Makes an account out of an invitation and signs it in; the answer sets the cookie of the session.
#[utoipa::path(
    post, path = "/v1/session/invitation", operation_id = "take_invitation", tag = "access",
    request_body(content = Acceptance, description = "The link's secret and the new account", example = json!({
        "secret": "lb_invite_0000000000000000000000000000000000000000000000000000000000000000",
        "name": "Ainur", "email": "ainur@example.kz", "password": "a ship, a train, a ferry"
    })),
    responses((status = 200, description = "Signed in", body = SessionView))
)]
pub async fn take_invitation(
    State(accounts): Shared,
    from: From,
    JsonBody(asked): JsonBody<Acceptance>,
) -> Answer {
    from.source.check_not_foreign()?;
    let email: EmailAddress = asked.email.parse()?;
    password::check(&asked.password, &email)?;
    let invitation = Secret::parse(SecretKind::Invitation, &asked.secret).ok_or_else(unknown_invitation)?;
    let invitation = invitation.hash();
    let state = accounts.look(&invitation_entity(invitation)?).await?;
    let made = state.as_ref().and_then(AccessState::invitation).ok_or_else(unknown_invitation)?;
    let organisation = accounts.organisation(&made.organisation).await?.ok_or_else(unknown_invitation)?;
    let password_hash = accounts.hash(asked.password).await?;
    let person = PersonId::at(accounts.now().unix_millis(), accounts.draw());
    let author = Author { organisation: organisation.id.clone(), actor: person_actor(person)? };
    let caller = Caller::with_roles(author, organisation.kind, &Default::default());
    let secret = accounts.draw_secret(SecretKind::Session);
    let (name, session) = (asked.name, secret.hash());
    let task = TakeInvitation { invitation, person, name, email, password_hash, session };
    accounts.ask(task, caller, drawn_only(accounts.draw())?).await?;
    signed_in(&accounts, &secret).await
}

/// A password and the one after it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPassword {
    /// The password until now.
    password: String,
    /// The password from now on: at least 12 characters.
    new_password: String,
}

/// Changes the own password; the person's other sessions end.
#[utoipa::path(
    post, path = "/v1/session/password", operation_id = "set_password", tag = "access",
    request_body(content = NewPassword, description = "Both passwords", example = json!({
        "password": "a ship, a train, a ferry", "new_password": "a ferry, a train, a ship"
    })),
    responses((status = 200, description = "Signed in as before", body = SessionView))
)]
pub async fn set_password(
    State(accounts): Shared,
    SignedWith(identity): SignedWith,
    from: From,
    JsonBody(asked): JsonBody<NewPassword>,
) -> Answer {
    let Account::Session(session, person) = identity.account else {
        return Err(not_allowed("a person, which a key is not").into());
    };
    let found = accounts.person(person).await?.ok_or_else(not_signed_in)?;
    let email = found.name.as_ref().map(|name| name.email.parse()).transpose()?;
    let email: EmailAddress = email.ok_or_else(wrong_password)?;
    password::check(&asked.new_password, &email)?;
    let attempt = Attempt { account: Hash::of(&[email.as_str().as_bytes()]), address: from.address };
    if let Err(seconds) = accounts.tries.begin(&attempt, accounts.now()) {
        return Ok(locked(seconds));
    }
    let fits = asked.password.len() <= password::LENGTH_MAX;
    let is_right = fits && accounts.verify(asked.password, found.password.clone()).await?;
    let (Some(verified), true) = (found.password, is_right) else { return Err(wrong_password().into()) };
    accounts.tries.succeeded(&attempt);
    let password_hash = accounts.hash(asked.new_password).await?;
    let mut closing = Vec::new();
    for row in accounts.rows(&sessions_of(person)).await? {
        let row = SessionRow::read(&row).map_err(|error| fault(&error))?;
        closing.extend(
            (row.secret_hash != session && row.expires_at > accounts.now()).then_some(row.secret_hash),
        );
    }
    let task = SetPassword { person, verified, password_hash, closing };
    accounts.ask(task, identity.caller.clone(), drawn_only(accounts.draw())?).await?;
    accounts.distrust();
    let view = view(&accounts, Some(&identity)).await?;
    Ok(answer_json("application/json", serde_json::to_vec(&view)?))
}

/// Returns the person whose address it is.
pub async fn person_at(accounts: &Accounts, email: &EmailAddress) -> Result<Option<Person>, Problem> {
    let Some(pepper) = accounts.pepper().await? else { return Ok(None) };
    let state = accounts.look(&email_entity(pepper, email)?).await?;
    let holder = state.as_ref().and_then(AccessState::email).and_then(|claim| claim.holder);
    match holder {
        Some(holder) => accounts.person(holder).await,
        None => Ok(None),
    }
}

/// Opens a session for somebody who may have one, and answers with its cookie.
pub async fn open(accounts: &Accounts, person: &Person, welcome: Welcome) -> Answer {
    signed_in(accounts, &begin(accounts, person, welcome).await?).await
}

/// Opens a session for somebody who may have one, and returns its secret.
pub async fn begin(accounts: &Accounts, person: &Person, welcome: Welcome) -> Result<Secret, Problem> {
    let organisation = accounts.organisation(&person.organisation).await?.ok_or_else(wrong_password)?;
    let author = Author { organisation: organisation.id.clone(), actor: person_actor(person.id)? };
    let caller = Caller::with_roles(author, organisation.kind, &Default::default());
    let secret = accounts.draw_secret(SecretKind::Session);
    let task = OpenSession { session: secret.hash(), person: person.id, welcome };
    accounts.ask(task, caller, drawn_only(accounts.draw())?).await?;
    Ok(secret)
}

/// Answers with who is signed in by a new session, and its cookie.
async fn signed_in(accounts: &Accounts, secret: &Secret) -> Answer {
    let identity = accounts.identify_session(secret).await?;
    answer_with(&view(accounts, identity.as_deref()).await?, accounts.cookie.set(secret))
}

fn answer_with(view: &SessionView, cookie: HeaderValue) -> Answer {
    let mut response: Response = answer_json("application/json", serde_json::to_vec(view)?).into_response();
    response.headers_mut().insert(SET_COOKIE, cookie);
    Ok(response)
}

async fn view(accounts: &Accounts, identity: Option<&Identity>) -> Result<SessionView, Problem> {
    let mut view = SessionView {
        signed_in: identity.is_some(),
        demo: accounts.demonstration() == Demonstration::Open,
        oidc: accounts.oidc().map(|oidc| oidc.label().to_owned()),
        person: None,
        organisation: None,
        permissions: Vec::new(),
        expires_at: None,
    };
    let Some(identity) = identity else { return Ok(view) };
    if let Account::Session(_, person) = identity.account {
        view.person = accounts.person(person).await?.as_ref().map(SessionPerson::of);
    }
    let organisation = accounts.organisation(identity.caller.organisation()).await?;
    view.organisation = organisation.as_ref().map(SessionOrganisation::of);
    view.permissions =
        identity.caller.permissions.iter().map(|permission: &Permission| permission.word()).collect();
    view.expires_at = Some(identity.expires_at.rfc3339());
    Ok(view)
}

/// Returns the refusal of too many wrong tries, with the seconds after which to ask again.
fn locked(seconds: i64) -> Response {
    let detail = format!("too many wrong tries; ask again in {seconds} seconds");
    let mut response = Problem::new("access.locked", detail).into_response();
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    response
}
