//! One client with a cookie, over one kept connection.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

/// A client.
pub(super) struct Browser {
    address: String,
    connection: BufReader<TcpStream>,
    cookie: String,
    answered: Arc<AtomicUsize>,
}

static KEYS: AtomicUsize = AtomicUsize::new(0);

impl Browser {
    pub(super) fn new(address: &str, answered: Arc<AtomicUsize>) -> Self {
        let connection = BufReader::new(TcpStream::connect(address).unwrap());
        Self { address: address.to_owned(), connection, cookie: String::new(), answered }
    }

    /// Signs in to a demonstration organisation.
    pub(super) fn sign_in(&mut self, organisation: &str) {
        self.ok("POST", "/v1/session/demo", &json!({ "organisation": organisation }));
        assert!(!self.cookie.is_empty(), "a session has a cookie");
    }

    /// Asks under a new key.
    pub(super) fn ask(&mut self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let key = format!("e2e-{}-{}", std::process::id(), KEYS.fetch_add(1, Ordering::Relaxed));
        self.send(method, path, body, &key).unwrap()
    }

    /// Asks for something that is not refused.
    pub(super) fn ok(&mut self, method: &str, path: &str, body: &Value) -> Value {
        let (status, answer) = self.ask(method, path, body);
        assert_eq!(status, 200, "{method} {path}: {answer}");
        answer
    }

    /// Asks under a key; an error when the server is gone.
    pub(super) fn send(
        &mut self,
        method: &str,
        path: &str,
        body: &Value,
        key: &str,
    ) -> std::io::Result<(u16, Value)> {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        self.send_text((method, path), ("application/json", &body), key)
    }

    /// Sends a file to be read.
    pub(super) fn send_file(&mut self, path: &str, media_type: &str, file: &str) -> (u16, Value) {
        self.send_text(("POST", path), (media_type, file), "").unwrap()
    }

    fn send_text(
        &mut self,
        (method, path): (&str, &str),
        (media_type, body): (&str, &str),
        key: &str,
    ) -> std::io::Result<(u16, Value)> {
        let address = &self.address;
        let text = format!(
            "{method} {path} HTTP/1.1\r\nhost: {address}\r\norigin: http://{address}\r\ncookie: {}\r\n\
             content-type: {media_type}\r\nidempotency-key: {key}\r\ncontent-length: {}\r\n\r\n{body}",
            self.cookie,
            body.len()
        );
        self.connection.get_mut().write_all(text.as_bytes())?;
        let answer = self.read()?;
        self.answered.fetch_add(1, Ordering::Relaxed);
        Ok(answer)
    }

    /// Sends or fetches a file.
    pub(super) fn file(&mut self, method: &str, path: &str, bytes: &[u8]) -> (u16, Vec<u8>) {
        let address = &self.address;
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: {address}\r\norigin: http://{address}\r\ncookie: {}\r\n\
             content-type: text/plain; charset=utf-8\r\ncontent-length: {}\r\n\r\n",
            self.cookie,
            bytes.len()
        );
        let connection = self.connection.get_mut();
        connection.write_all(head.as_bytes()).unwrap();
        connection.write_all(bytes).unwrap();
        let answer = self.read_bytes().unwrap();
        self.answered.fetch_add(1, Ordering::Relaxed);
        answer
    }

    fn read(&mut self) -> std::io::Result<(u16, Value)> {
        let (status, body) = self.read_bytes()?;
        Ok((status, serde_json::from_slice(&body).unwrap_or(Value::Null)))
    }

    fn read_bytes(&mut self) -> std::io::Result<(u16, Vec<u8>)> {
        let gone = || std::io::Error::from(std::io::ErrorKind::UnexpectedEof);
        let mut line = String::new();
        self.connection.read_line(&mut line)?;
        let status = line.split(' ').nth(1).and_then(|word| word.parse().ok()).ok_or_else(gone)?;
        let mut length = 0;
        loop {
            let mut header = String::new();
            if self.connection.read_line(&mut header)? == 0 {
                return Err(gone());
            }
            let Some((name, value)) = header.trim_end().split_once(": ") else { break };
            match name {
                "content-length" => length = value.parse().unwrap(),
                "set-cookie" => value.split(';').next().unwrap().clone_into(&mut self.cookie),
                _ => {}
            }
        }
        let mut body = vec![0; length];
        self.connection.read_exact(&mut body)?;
        Ok((status, body))
    }
}
