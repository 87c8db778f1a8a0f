//! A receiver on a loopback socket that does as it is told.

use std::collections::{BTreeMap, VecDeque};
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use serde_json::Value;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;

/// What a receiver does with a request.
#[derive(Clone, Debug)]
pub enum Reply {
    Status(u16),
    /// A status and further lines of the head.
    With(u16, String),
    Silence,
    HangUp,
}

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct Received {
    pub line: String,
    pub headers: BTreeMap<String, String>,
    pub body: String,
}

impl Received {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    pub fn id(&self) -> &str {
        &self.headers["webhook-id"]
    }

    pub fn position(&self) -> u64 {
        self.json()["data"]["position"].as_u64().unwrap()
    }
}

pub struct Receiver {
    pub address: SocketAddr,
    replies: Arc<Mutex<VecDeque<Reply>>>,
    heard: mpsc::UnboundedReceiver<Received>,
}

impl Receiver {
    /// Opens a receiver that replies as told, and with 204 once all is used up.
    pub async fn open(replies: &[Reply]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let replies = Arc::new(Mutex::new(replies.iter().cloned().collect::<VecDeque<_>>()));
        let (tell, heard) = mpsc::unbounded_channel();
        let told = Arc::clone(&replies);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(stream, Arc::clone(&told), tell.clone()));
            }
        });
        Self { address, replies, heard }
    }

    pub fn url(&self) -> String {
        format!("http://{}/hook?from=landbridge", self.address)
    }

    pub fn then(&self, reply: Reply) {
        self.replies.lock().unwrap().push_back(reply);
    }

    pub async fn next(&mut self) -> Received {
        self.heard.recv().await.unwrap()
    }

    /// Returns what arrived and was not looked at.
    pub fn rest(&mut self) -> usize {
        std::iter::from_fn(|| self.heard.try_recv().ok()).count()
    }
}

async fn answer(
    stream: TcpStream,
    replies: Arc<Mutex<VecDeque<Reply>>>,
    tell: mpsc::UnboundedSender<Received>,
) {
    let Some(received) = read(&stream).await else { return };
    let reply = replies.lock().unwrap().pop_front().unwrap_or(Reply::Status(204));
    tell.send(received).ok();
    let (status, more) = match reply {
        Reply::Status(status) => (status, String::new()),
        Reply::With(status, more) => (status, format!("{more}\r\n")),
        Reply::HangUp => return,
        Reply::Silence => return std::future::pending().await,
    };
    let text = format!("HTTP/1.1 {status} Said\r\ncontent-length: 5000\r\n{more}\r\n{}", "x".repeat(5_000));
    let text = if status == 204 { format!("HTTP/1.1 204 Said\r\n{more}\r\n") } else { text };
    write(&stream, text.as_bytes()).await;
}

/// Reads a request; nothing when the line broke before it was there.
async fn read(stream: &TcpStream) -> Option<Received> {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let mut lines = head.lines();
            let line = lines.next().unwrap().to_owned();
            let header = |line: &str| {
                let (name, value) = line.split_once(": ").unwrap();
                (name.to_ascii_lowercase(), value.to_owned())
            };
            let headers: BTreeMap<String, String> = lines.map(header).collect();
            if body.len() == headers["content-length"].parse::<usize>().unwrap() {
                return Some(Received { line, headers, body: body.to_owned() });
            }
        }
        let mut part = [0; 4_096];
        stream.readable().await.ok()?;
        let count = match stream.try_read(&mut part) {
            Err(error) if error.kind() == ErrorKind::WouldBlock => continue,
            count => count.ok().filter(|count| *count > 0)?,
        };
        bytes.extend_from_slice(&part[..count]);
    }
}

/// Writes as much as is taken: who only wants the head may hang up.
async fn write(stream: &TcpStream, mut bytes: &[u8]) {
    while !bytes.is_empty() && stream.writable().await.is_ok() {
        match stream.try_write(bytes) {
            Ok(count) => bytes = &bytes[count..],
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            Err(_) => return,
        }
    }
}
