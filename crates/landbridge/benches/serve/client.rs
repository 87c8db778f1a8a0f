//! One client with a cookie, over one kept connection.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

/// An order that needs nothing of a run: what is measured is the way through queue, desk and journal.
pub(crate) const ORDER: &str = r#"{"customer":"DEMO-GRAIN","place_order":true,"draft":{"route":{"origin":"KZKOV",
"destination":"VNSGN","ready":"2030-01-01T00:00:00Z"},"goods":[{"hs":"1001.99","description":"Wheat","packaging":{"kind":
"bulk","pieces":0},"mass_kg":26000,"units":[{"unit_type":"40HC","count":1}]}]}}"#;

pub(crate) struct Client {
    address: String,
    connection: BufReader<TcpStream>,
    cookie: String,
}

impl Client {
    /// Signs in to the operator of the demonstration.
    pub(crate) fn sign_in(address: &str) -> Self {
        let mut client = Self::stranger(address);
        client.post("/v1/session/demo", r#"{"organisation":"LYG"}"#, "sign-in");
        client
    }

    pub(crate) fn stranger(address: &str) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_nodelay(true).unwrap();
        Self { address: address.to_owned(), connection: BufReader::new(stream), cookie: String::new() }
    }

    /// Asks with another connection, as the same account.
    pub(crate) fn again(&self) -> Self {
        Self { cookie: self.cookie.clone(), ..Self::stranger(&self.address) }
    }

    pub(crate) fn post(&mut self, path: &str, body: &str, key: &str) -> String {
        let Self { address, cookie, .. } = self;
        let text = format!(
            "POST {path} HTTP/1.1\r\nhost: {address}\r\norigin: http://{address}\r\ncookie: {cookie}\r\n\
             content-type: application/json\r\nidempotency-key: {key}\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        self.ask(&text)
    }

    pub(crate) fn get(&mut self, path: &str) -> String {
        let text = self.question(path, "");
        self.ask(&text)
    }

    /// Opens a live stream: after a place, or from now on.
    pub(crate) fn stream(mut self, after: Option<u64>) -> Lines {
        let after = after.map_or_else(String::new, |place| format!("last-event-id: {place}\r\n"));
        let text = self.question("/v1/stream", &after);
        self.connection.get_mut().write_all(text.as_bytes()).unwrap();
        let (status, _) = self.head();
        assert!(status.contains(" 200 "), "{status}");
        Lines { connection: self.connection }
    }

    fn question(&self, path: &str, headers: &str) -> String {
        let Self { address, cookie, .. } = self;
        format!("GET {path} HTTP/1.1\r\nhost: {address}\r\ncookie: {cookie}\r\n{headers}\r\n")
    }

    fn ask(&mut self, text: &str) -> String {
        self.connection.get_mut().write_all(text.as_bytes()).unwrap();
        let (status, length) = self.head();
        let mut body = vec![0; length];
        self.connection.read_exact(&mut body).unwrap();
        let body = String::from_utf8(body).unwrap();
        assert!(status.contains(" 200 "), "{status}{body}");
        body
    }

    /// Reads the head of an answer: its first line, and how long the body is.
    fn head(&mut self) -> (String, usize) {
        let (mut status, mut length) = (String::new(), 0);
        self.connection.read_line(&mut status).unwrap();
        loop {
            let mut header = String::new();
            assert!(self.connection.read_line(&mut header).unwrap() > 0, "the server hung up");
            let Some((name, value)) = header.trim_end().split_once(": ") else { break };
            match name {
                "content-length" => length = value.parse().unwrap(),
                "set-cookie" => value.split(';').next().unwrap_or_default().clone_into(&mut self.cookie),
                _ => {}
            }
        }
        (status, length)
    }
}

/// The lines of a live stream, those of its chunks among them.
pub(crate) struct Lines {
    connection: BufReader<TcpStream>,
}

impl Iterator for Lines {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let mut line = String::new();
        match self.connection.read_line(&mut line) {
            Ok(1..) => Some(line),
            _ => None,
        }
    }
}
