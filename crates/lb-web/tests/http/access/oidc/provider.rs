//! An OpenID Connect provider: discovery, keys, authorisation, tokens. It lets everybody in and says of them what a test wants.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair};
use rsa::pkcs8::EncodePrivateKey;
use rsa::traits::PublicKeyParts;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio::net::TcpListener;

pub const CLIENT: &str = "landbridge";
pub const SECRET: &str = "between us: 100 %";

type Fields = BTreeMap<String, String>;

/// What the provider does and says next.
pub struct Script {
    /// Claims of the ID token, beside what the provider always says; null takes one away.
    pub claims: Value,
    /// Members of the token's header, likewise.
    pub head: Value,
    /// The key that signs.
    pub key: Key,
    /// Keys that are published.
    pub published: Vec<Key>,
    /// How client secrets are taken.
    pub methods: Vec<&'static str>,
    /// Now.
    pub now: i64,
    /// What was asked, by path.
    pub asked: BTreeMap<&'static str, u32>,
    /// Codes given out, with what was asked with them.
    codes: BTreeMap<String, Fields>,
    given: u32,
}

/// A key pair with its name.
#[derive(Clone)]
pub struct Key {
    pub id: &'static str,
    pair: Arc<Pair>,
}

enum Pair {
    Ecdsa(EcdsaKeyPair),
    Rsa(RsaKeyPair, Value),
}

impl Key {
    /// Draws a key of P-256.
    pub fn ecdsa(id: &'static str) -> Self {
        let (algorithm, chance) = (&ECDSA_P256_SHA256_FIXED_SIGNING, SystemRandom::new());
        let bytes = EcdsaKeyPair::generate_pkcs8(algorithm, &chance).expect("a key");
        let pair = EcdsaKeyPair::from_pkcs8(algorithm, bytes.as_ref(), &chance).expect("a key");
        Self { id, pair: Arc::new(Pair::Ecdsa(pair)) }
    }

    /// Draws a key of RSA with 2,048 bits.
    pub fn rsa(id: &'static str) -> Self {
        let drawn = rsa::RsaPrivateKey::new(&mut rsa::rand_core::OsRng, 2_048).expect("a key");
        let part = |number: &rsa::BigUint| URL_SAFE_NO_PAD.encode(number.to_bytes_be());
        let public = json!({ "kty": "RSA", "alg": "RS256", "n": part(drawn.n()), "e": part(drawn.e()) });
        let bytes = drawn.to_pkcs8_der().expect("bytes");
        let pair = RsaKeyPair::from_pkcs8(bytes.as_bytes()).expect("a key");
        Self { id, pair: Arc::new(Pair::Rsa(pair, public)) }
    }

    fn algorithm(&self) -> &'static str {
        match *self.pair {
            Pair::Ecdsa(_) => "ES256",
            Pair::Rsa(..) => "RS256",
        }
    }

    fn sign(&self, text: &str) -> Vec<u8> {
        let chance = SystemRandom::new();
        match &*self.pair {
            Pair::Ecdsa(pair) => pair.sign(&chance, text.as_bytes()).expect("a signature").as_ref().to_vec(),
            Pair::Rsa(pair, _) => {
                let mut signature = vec![0; pair.public().modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &chance, text.as_bytes(), &mut signature).expect("a signature");
                signature
            }
        }
    }

    fn public(&self) -> Value {
        let mut public = match &*self.pair {
            Pair::Ecdsa(pair) => {
                // An uncompressed point: 4, x, y.
                let point = pair.public_key().as_ref();
                let part = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
                json!({ "kty": "EC", "crv": "P-256", "x": part(&point[1..33]), "y": part(&point[33..65]) })
            }
            Pair::Rsa(_, public) => public.clone(),
        };
        public["kid"] = self.id.into();
        public["use"] = "sig".into();
        public
    }
}

/// A provider on a port of its own.
#[derive(Clone)]
pub struct TestProvider {
    pub issuer: String,
    script: Arc<Mutex<Script>>,
}

impl TestProvider {
    pub async fn start(key: Key, now: i64) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let issuer = format!("http://{}", listener.local_addr().expect("an address"));
        let script = Script {
            claims: json!({}),
            head: json!({}),
            published: vec![key.clone()],
            key,
            methods: vec!["client_secret_basic"],
            now,
            asked: BTreeMap::new(),
            codes: BTreeMap::new(),
            given: 0,
        };
        let provider = Self { issuer, script: Arc::new(Mutex::new(script)) };
        let served = provider.router();
        tokio::spawn(async move { axum::serve(listener, served).await });
        provider
    }

    /// Changes what the provider does next.
    pub fn script<T>(&self, change: impl FnOnce(&mut Script) -> T) -> T {
        change(&mut self.script.lock().expect("nobody panicked"))
    }

    pub fn router(&self) -> Router {
        Router::new()
            .route("/.well-known/openid-configuration", get(discovery))
            .route("/jwks", get(keys))
            .route("/authorize", get(authorize))
            .route("/token", post(token))
            .with_state(self.clone())
    }

    fn count(&self, what: &'static str) {
        self.script(|script| *script.asked.entry(what).or_default() += 1);
    }

    fn id_token(&self, asked: &Fields) -> String {
        self.script(|script| {
            let mut claims = json!({
                "iss": self.issuer, "aud": CLIENT, "sub": "0042", "nonce": asked.get("nonce"),
                "iat": script.now, "exp": script.now + 300,
                "email": "ma@lyg.example", "email_verified": true, "name": "Ma Jun"
            });
            let mut head = json!({ "alg": script.key.algorithm(), "kid": script.key.id, "typ": "JWT" });
            for (text, changes) in [(&mut claims, &script.claims), (&mut head, &script.head)] {
                for (name, value) in changes.as_object().expect("an object") {
                    text[name] = value.clone();
                }
                text.as_object_mut().expect("an object").retain(|_, value| !value.is_null());
            }
            let [head_text, claims] = [&head, &claims].map(|part| URL_SAFE_NO_PAD.encode(part.to_string()));
            let signed = format!("{head_text}.{claims}");
            let signature = match head["alg"].as_str() {
                Some("none") => Vec::new(),
                Some("HS256") => {
                    let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, SECRET.as_bytes());
                    ring::hmac::sign(&key, signed.as_bytes()).as_ref().to_vec()
                }
                _ => script.key.sign(&signed),
            };
            format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
        })
    }
}

async fn discovery(State(provider): State<TestProvider>) -> Json<Value> {
    provider.count("discovery");
    let issuer = &provider.issuer;
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/jwks"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256", "ES256", "none"],
        "token_endpoint_auth_methods_supported": provider.script(|script| script.methods.clone())
    }))
}

async fn keys(State(provider): State<TestProvider>) -> Json<Value> {
    provider.count("keys");
    let keys: Vec<Value> = provider.script(|script| script.published.iter().map(Key::public).collect());
    Json(json!({ "keys": keys }))
}

async fn authorize(State(provider): State<TestProvider>, Query(asked): Query<Fields>) -> Response {
    let field = |name: &str| asked.get(name).map_or("", String::as_str);
    assert_eq!((field("client_id"), field("response_type")), (CLIENT, "code"));
    assert_eq!(field("code_challenge_method"), "S256");
    let scopes: Vec<&str> = field("scope").split(' ').collect();
    assert!(scopes.contains(&"openid") && scopes.contains(&"email"), "{scopes:?}");
    assert!(field("state").len() >= 43 && field("nonce").len() >= 43, "{asked:?}");
    let code = provider.script(|script| {
        script.given += 1;
        let code = format!("code-{}", script.given);
        script.codes.insert(code.clone(), asked.clone());
        code
    });
    Redirect::to(&format!("{}?code={code}&state={}", field("redirect_uri"), field("state"))).into_response()
}

async fn token(State(provider): State<TestProvider>, headers: HeaderMap, form: String) -> Response {
    provider.count("token");
    let given: Fields = url::form_urlencoded::parse(form.as_bytes()).into_owned().collect();
    let field = |name: &str| given.get(name).map_or("", String::as_str);
    let basic = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    // Both are encoded as in a form before. Source: RFC 6749, 2.3.1.
    let pair = format!("{CLIENT}:between+us%3A+100+%25");
    let by_header = basic == Some(format!("Basic {}", STANDARD.encode(pair)).as_str());
    let by_body = (field("client_id"), field("client_secret")) == (CLIENT, SECRET);
    let is_client = match provider.script(|script| script.methods.contains(&"client_secret_basic")) {
        true => by_header,
        false => by_body,
    };
    let asked = provider.script(|script| script.codes.remove(field("code"))).unwrap_or_default();
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(field("code_verifier")));
    let same = |name: &str, value: &str| asked.get(name).map(String::as_str) == Some(value);
    let error = match () {
        () if !is_client => "invalid_client",
        () if field("grant_type") != "authorization_code" => "unsupported_grant_type",
        () if !same("redirect_uri", field("redirect_uri")) || !same("code_challenge", &challenge) => {
            "invalid_grant"
        }
        () => {
            let answer = json!({
                "access_token": "of no use here", "token_type": "Bearer", "id_token": provider.id_token(&asked)
            });
            return Json(answer).into_response();
        }
    };
    (StatusCode::BAD_REQUEST, Json(json!({ "error": error }))).into_response()
}
