//! A browser, as far as accounts see it: it keeps one cookie and says which page asks.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use tower::ServiceExt;

use crate::support::Reply;

#[derive(Clone)]
pub struct Browser {
    pub router: Router,
    /// The cookie, as it is sent.
    pub cookie: Option<String>,
    /// Further headers of every request.
    pub headers: Vec<(&'static str, String)>,
}

impl Browser {
    pub fn new(router: Router) -> Self {
        Self { router, cookie: None, headers: vec![("sec-fetch-site", "same-origin".to_owned())] }
    }

    /// Returns a program that says nothing of pages.
    pub fn program(&self) -> Self {
        Self { headers: Vec::new(), ..self.clone() }
    }

    /// Returns the same browser with another header.
    pub fn with(&self, name: &'static str, value: &str) -> Self {
        let mut headers: Vec<_> = self.headers.clone();
        headers.retain(|(known, _)| *known != name);
        headers.push((name, value.to_owned()));
        Self { headers, ..self.clone() }
    }

    pub async fn ask(&mut self, method: &str, path: &str, body: &str) -> Reply {
        let mut builder = Request::builder().method(method).uri(path).header(header::HOST, "localhost:7878");
        if !body.is_empty() {
            builder = builder.header(header::CONTENT_TYPE, "application/json");
        }
        if let Some(cookie) = &self.cookie {
            builder = builder.header(header::COOKIE, cookie);
        }
        for (name, value) in &self.headers {
            builder = builder.header(*name, value);
        }
        let request = builder.body(Body::from(body.to_owned())).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("infallible");
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, 16 << 20).await.expect("a body").to_vec();
        let reply = Reply { status: parts.status.as_u16(), headers: parts.headers, body };
        if reply.header("set-cookie") != "-" {
            let pair = reply.header("set-cookie").split(';').next().expect("a pair").to_owned();
            self.cookie = (!pair.ends_with('=')).then_some(pair);
        }
        reply
    }

    pub async fn get(&mut self, path: &str) -> Reply {
        self.ask("GET", path, "").await
    }

    /// Asks and compares status and code of the error; 200 with nothing when it is answered.
    pub async fn check(&mut self, (method, path, body): (&str, &str, &str), expected: (u16, &str)) {
        let reply = self.ask(method, path, body).await;
        let answer = reply.json();
        let code = answer["code"].as_str().unwrap_or_default();
        assert_eq!((reply.status, code), expected, "{method} {path} {body}: {answer}");
    }

    /// Signs in.
    pub async fn sign_in(&mut self, email: &str, password: &str) -> Reply {
        let body = serde_json::json!({ "email": email, "password": password });
        self.ask("POST", "/v1/session", &body.to_string()).await
    }

    /// Returns whether somebody is signed in, and as whom.
    pub async fn who(&mut self) -> String {
        let answer = self.get("/v1/session").await.json();
        if answer["signed_in"] == true {
            let person = answer["person"]["email"].as_str().unwrap_or("a key");
            format!("{person} of {}", answer["organisation"]["id"].as_str().expect("an organisation"))
        } else {
            "nobody".to_owned()
        }
    }
}
