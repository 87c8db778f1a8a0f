//! The provider: where it is asked, what it says, and whether that is to be believed.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::header::{CONNECTION, HOST, USER_AGENT};
use chrono::{DateTime, Utc};
use lb_app::hooks::{Failure, Reach, Target};
use lb_app::journal::{Fault, Moment, Pending};
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreClientAuthMethod, CoreErrorResponseType,
    CoreGenderClaim, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm,
    CoreProviderMetadata, CoreRevocableToken, CoreRevocationErrorResponse, CoreTokenIntrospectionResponse,
    CoreTokenType,
};
use openidconnect::{
    AdditionalClaims, AsyncHttpClient, AuthType, AuthorizationCode, ClaimsVerificationError, Client,
    ClientId, ClientSecret, CsrfToken, EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet, EndpointSet,
    HttpRequest, HttpResponse, IdToken, IdTokenClaims, IdTokenFields, IssuerUrl, Nonce, PkceCodeChallenge,
    PkceCodeVerifier, RedirectUrl, RequestTokenError, Scope, SignatureVerificationError,
    StandardErrorResponse, StandardTokenResponse, TokenResponse,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use thiserror::Error;
use tokio::sync::{Mutex, Semaphore};

use super::settings::OidcSettings;
use crate::office::faulty;
use crate::problem::Problem;
use crate::wire::Wire;

/// Seconds until the provider has answered one request.
const ANSWER_SECONDS_MAX: u64 = 10;
/// Bytes of an answer at most.
const ANSWER_BYTES_MAX: usize = 1 << 20;
/// Requests under way at once.
const AT_ONCE_MAX: usize = 16;
/// How long the provider's addresses and keys count without asking again.
const KNOWN_SECONDS: i64 = 3_600;
/// After how long they are asked for again because of a key that is not among them.
const RENEWED_SECONDS: i64 = 60;
/// How old an ID token may be, and how far the clocks may differ.
const TOKEN_AGE_SECONDS_MAX: i64 = 600;

const SECOND: i64 = 1_000_000;
const AGENT: &str = concat!("Landbridge/", env!("CARGO_PKG_VERSION"));

/// Signatures that count: by a key pair, of the algorithms in use. Neither none at all nor the shared secret is among them.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 8] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// Claims beside the standard ones, by name.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
struct Others(BTreeMap<String, Value>);

impl AdditionalClaims for Others {}

type Token = IdToken<Others, CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm>;
type Claims = IdTokenClaims<Others, CoreGenderClaim>;
type Tokens = StandardTokenResponse<
    IdTokenFields<
        Others,
        EmptyExtraTokenFields,
        CoreGenderClaim,
        CoreJweContentEncryptionAlgorithm,
        CoreJwsSigningAlgorithm,
    >,
    CoreTokenType,
>;
type Errors = StandardErrorResponse<CoreErrorResponseType>;
type Ready = Client<
    Others,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    Errors,
    Tokens,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// What binds an answer of the provider to the browser that asked.
pub struct Binding {
    /// What the provider sends back with the browser.
    pub state: String,
    /// What it writes into the ID token.
    pub nonce: String,
    /// What proves that whoever has the code asked for it (PKCE).
    pub verifier: String,
}

/// Whom the provider vouches for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vouched {
    /// The e-mail address, where the provider has verified it.
    pub email: Option<String>,
    /// The name, if it is said.
    pub name: Option<String>,
    /// The values of the claim that makes accounts.
    pub values: BTreeSet<String>,
}

/// What the provider said of itself, and when.
struct Known {
    client: Arc<Ready>,
    asked_at: Moment,
}

/// An OpenID Connect provider.
pub struct Provider {
    settings: OidcSettings,
    wire: Wire,
    places: Semaphore,
    known: Mutex<Option<Known>>,
}

/// Why the provider did not answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the provider did not answer: {}", .0.word())]
pub struct Unanswered(Failure);

impl Provider {
    /// Returns the provider; it is not asked before somebody signs in by it.
    pub fn new(settings: OidcSettings) -> Self {
        let (wire, places) = (Wire::open(Reach::Everywhere), Semaphore::new(AT_ONCE_MAX));
        Self { settings, wire, places, known: Mutex::default() }
    }

    /// Returns the settings.
    pub const fn settings(&self) -> &OidcSettings {
        &self.settings
    }

    /// Returns where at the provider a browser is sent.
    ///
    /// # Errors
    /// `access.oidc_unreachable`, `server.busy`.
    pub async fn sign_in_address(&self, binding: Binding, now: Moment) -> Result<String, Problem> {
        let client = self.client(now, KNOWN_SECONDS).await?;
        let Binding { state, nonce, verifier } = binding;
        let request = client.authorize_url(
            CoreAuthenticationFlow::AuthorizationCode,
            move || CsrfToken::new(state),
            move || Nonce::new(nonce),
        );
        let scopes = self.settings.scopes.iter().cloned().map(Scope::new);
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(verifier));
        let request = request.add_scope(Scope::new("email".to_owned())).add_scopes(scopes);
        let (address, _, _) = request.set_pkce_challenge(challenge).url();
        Ok(address.into())
    }

    /// Returns whom the provider vouches for in exchange for a code.
    ///
    /// # Errors
    /// `access.oidc_not_trusted` when what it says is not to be believed, `access.oidc_unreachable`, `server.busy`.
    pub async fn vouched(&self, code: String, binding: Binding, now: Moment) -> Result<Vouched, Problem> {
        let client = self.client(now, KNOWN_SECONDS).await?;
        let tokens = self.exchange(&client, code, binding.verifier).await?;
        let token = tokens.id_token().cloned().ok_or_else(|| not_trusted("no ID token"))?;
        let nonce = Nonce::new(binding.nonce);
        let claims = match self.verify(&client, &token, (&nonce, now)) {
            Err(ClaimsVerificationError::SignatureVerification(
                SignatureVerificationError::NoMatchingKey,
            )) => {
                // The provider may have changed its keys.
                let client = self.client(now, RENEWED_SECONDS).await?;
                self.verify(&client, &token, (&nonce, now))
            }
            verified => verified,
        };
        claims.map(|claims| self.vouched_by(&claims)).map_err(|error| not_trusted(&error.to_string()))
    }

    async fn exchange(&self, client: &Ready, code: String, verifier: String) -> Result<Tokens, Problem> {
        let request = client.exchange_code(AuthorizationCode::new(code));
        let request = request.map_err(|_| unreachable("no token endpoint"))?;
        let request = request.set_pkce_verifier(PkceCodeVerifier::new(verifier));
        let answered = request.request_async(self).await;
        answered.map_err(|error| match error {
            RequestTokenError::ServerResponse(answer) => not_trusted(&answer.to_string()),
            RequestTokenError::Parse(error, _) => not_trusted(&told(&error)),
            RequestTokenError::Request(error) => unreachable(&told(&error)),
            RequestTokenError::Other(reason) => unreachable(&reason),
        })
    }

    fn verify(
        &self,
        client: &Ready,
        token: &Token,
        (nonce, now): (&Nonce, Moment),
    ) -> Result<Claims, ClaimsVerificationError> {
        let is_fresh = move |issued: DateTime<Utc>| {
            let age = now.micros().saturating_sub(issued.timestamp_micros());
            let is_fresh = age.abs() <= TOKEN_AGE_SECONDS_MAX * SECOND;
            is_fresh.then_some(()).ok_or_else(|| format!("issued at {issued}, which is not now"))
        };
        let verifier = client
            .id_token_verifier()
            .set_allowed_algs(ALGORITHMS)
            .set_time_fn(move || {
                DateTime::from_timestamp_micros(now.micros()).unwrap_or(DateTime::<Utc>::MAX_UTC)
            })
            .set_issue_time_verifier_fn(is_fresh);
        token.claims(&verifier, nonce).cloned()
    }

    fn vouched_by(&self, claims: &Claims) -> Vouched {
        let is_verified = claims.email_verified() == Some(true);
        let name = claims.name().and_then(|names| names.get(None)).map(|name| name.as_str().to_owned());
        let name = name.or_else(|| claims.preferred_username().map(|name| name.as_str().to_owned()));
        let claim = self.settings.join.as_ref();
        let value = claim.and_then(|join| claims.additional_claims().0.get(&join.claim));
        Vouched {
            email: claims.email().filter(|_| is_verified).map(|email| email.as_str().to_owned()),
            name,
            values: value.map(texts).unwrap_or_default(),
        }
    }

    /// Returns the provider as it was known so many seconds ago at most.
    async fn client(&self, now: Moment, age_seconds_max: i64) -> Result<Arc<Ready>, Problem> {
        // Whoever else needs it waits for the same answer.
        let mut known = self.known.lock().await;
        if let Some(known) = known.as_ref()
            && now.micros().saturating_sub(known.asked_at.micros()) < age_seconds_max.saturating_mul(SECOND)
        {
            return Ok(Arc::clone(&known.client));
        }
        let client = Arc::new(self.discover().await?);
        *known = Some(Known { client: Arc::clone(&client), asked_at: now });
        Ok(client)
    }

    async fn discover(&self) -> Result<Ready, Problem> {
        let issuer = IssuerUrl::new(self.settings.issuer.clone());
        let issuer = issuer.map_err(|error| unreachable(&error.to_string()))?;
        let metadata = CoreProviderMetadata::discover_async(issuer, self).await;
        let metadata = metadata.map_err(|error| unreachable(&told(&error)))?;
        let methods = metadata.token_endpoint_auth_methods_supported();
        let takes_header =
            methods.is_none_or(|methods| methods.contains(&CoreClientAuthMethod::ClientSecretBasic));
        let address = RedirectUrl::new(self.settings.return_address());
        let address = address.map_err(|error| unreachable(&error.to_string()))?;
        let client_id = ClientId::new(self.settings.client_id.clone());
        let secret = self.settings.client_secret.clone().map(ClientSecret::new);
        let auth_type = if takes_header { AuthType::BasicAuth } else { AuthType::RequestBody };
        let client = Ready::from_provider_metadata(metadata, client_id, secret);
        Ok(client.set_redirect_uri(address).set_auth_type(auth_type))
    }

    async fn exchange_bytes(&self, request: HttpRequest) -> Result<HttpResponse, Failure> {
        let target = Target::parse(&request.uri().to_string(), self.wire.reach());
        let target = target.map_err(|_| Failure::BadUrl)?;
        let (mut head, body) = request.into_parts();
        head.uri = target.path.parse().map_err(|_| Failure::BadUrl)?;
        let host = target.authority.parse().map_err(|_| Failure::BadUrl)?;
        head.headers.insert(HOST, host);
        head.headers.insert(USER_AGENT, AGENT.parse().map_err(|_| Failure::BadUrl)?);
        head.headers.insert(CONNECTION, "close".parse().map_err(|_| Failure::BadUrl)?);
        let request = HttpRequest::from_parts(head, body).map(Body::from);
        self.wire.whole(&target, request, ANSWER_BYTES_MAX).await
    }
}

/// The one way in which the provider is asked.
impl<'c> AsyncHttpClient<'c> for Provider {
    type Error = Unanswered;
    type Future = Pending<'c, Result<HttpResponse, Unanswered>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(async move {
            let _place = self.places.try_acquire().map_err(|_| Unanswered(Failure::TimedOut))?;
            let limit = Duration::from_secs(ANSWER_SECONDS_MAX);
            let answer = tokio::time::timeout(limit, self.exchange_bytes(request)).await;
            answer.unwrap_or(Err(Failure::TimedOut)).map_err(Unanswered)
        })
    }
}

/// Returns the texts of a claim: itself, or those of its list.
fn texts(value: &Value) -> BTreeSet<String> {
    let alone = value.as_str().into_iter();
    let listed = value.as_array().into_iter().flatten().filter_map(Value::as_str);
    alone.chain(listed).map(str::to_owned).collect()
}

/// Returns an error with its causes.
fn told(error: &dyn Error) -> String {
    let causes = std::iter::successors(error.source(), |cause: &&dyn Error| (*cause).source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}

/// Returns the refusal of what the provider says. What is wrong with it is told to the operator: the browser's person cannot
/// mend it, and whoever forges it need not know.
fn not_trusted(reason: &str) -> Problem {
    faulty(&Fault::new(&format!("sign-in by OpenID Connect: {reason}")));
    Problem::new("access.oidc_not_trusted", "expected a valid word of the provider about who signs in")
}

/// Returns the refusal of a provider that cannot be asked.
fn unreachable(reason: &str) -> Problem {
    faulty(&Fault::new(&format!("sign-in by OpenID Connect: {reason}")));
    Problem::new("access.oidc_unreachable", "expected an answer of the provider; try again later")
}
