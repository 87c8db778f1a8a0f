//! Measures commands over HTTP at a running server of a demonstration: orders a second, and how long each takes.
//!
//! `landbridge --corridor corridors/tiny serve --demo --data FOLDER --addr 127.0.0.1:7950`, then
//! `cargo run --release -p lb-bench --bin http -- --address 127.0.0.1:7950`. One client alone waits for a commit each: the plain
//! baseline on the same disk in the same run; many clients share commits.

use std::io::{self, BufRead, BufReader, Error, Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use clap::Parser;

/// Measures commands over HTTP.
#[derive(Debug, Parser)]
#[command(name = "http")]
struct Arguments {
    /// Where the server listens; a loopback address.
    #[arg(long, default_value = "127.0.0.1:7950")]
    address: std::net::SocketAddr,
    /// Clients side by side.
    #[arg(long, default_value = "1,16,64", value_delimiter = ',')]
    clients: Vec<usize>,
    /// Seconds for each number of clients.
    #[arg(long, default_value_t = 5)]
    seconds: u64,
}

/// An order that needs nothing of a run: what is measured is the way through queue, desk and journal.
const ORDER: &str = r#"{"customer":"DEMO-GRAIN","place_order":true,"draft":{"route":{"origin":"KZKOV","destination":"VNSGN",
"ready":"2030-01-01T00:00:00Z"},"goods":[{"hs":"1001.99","description":"Wheat","packaging":{"kind":"bulk","pieces":0},
"mass_kg":26000,"units":[{"unit_type":"40HC","count":1}]}]}}"#;

fn main() -> io::Result<()> {
    let arguments = Arguments::parse();
    if !arguments.address.ip().is_loopback() {
        return Err(Error::other("expected a loopback address: this asks as fast as it can"));
    }
    for clients in &arguments.clients {
        let mut micros = measure(&arguments, *clients)?;
        micros.sort_unstable();
        let at = |share: usize| micros.get(micros.len() * share / 100).copied().unwrap_or(0);
        let line = format!(
            "{clients:>3} clients: {:>6} orders a second, p50 {} us, p99 {} us\n",
            u64::try_from(micros.len()).unwrap_or(0) / arguments.seconds.max(1),
            at(50),
            at(99)
        );
        io::stdout().write_all(line.as_bytes())?;
    }
    Ok(())
}

static KEYS: AtomicUsize = AtomicUsize::new(0);

/// Returns the microseconds of every order that some clients placed.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn measure(arguments: &Arguments, clients: usize) -> io::Result<Vec<u128>> {
    let end = Instant::now() + Duration::from_secs(arguments.seconds);
    let start = Instant::now();
    let run = start.elapsed().as_nanos() + u128::from(std::process::id());
    let one = || -> io::Result<Vec<u128>> {
        let mut client = Client::sign_in(&arguments.address.to_string())?;
        let mut micros = Vec::new();
        while Instant::now() < end {
            let asked = Instant::now();
            let key = format!("bench-{run}-{}", KEYS.fetch_add(1, Ordering::Relaxed));
            client.ask("/v1/consignments", ORDER, &key)?;
            micros.push(asked.elapsed().as_micros());
        }
        Ok(micros)
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..clients).map(|_| scope.spawn(one)).collect();
        let mut all = Vec::new();
        for worker in workers {
            let micros = worker.join().map_err(|_| Error::other("a client failed"))?;
            all.extend(micros?);
        }
        Ok(all)
    })
}

/// One client with a cookie, over one kept connection.
struct Client {
    address: String,
    connection: BufReader<TcpStream>,
    cookie: String,
}

impl Client {
    fn sign_in(address: &str) -> io::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        let connection = BufReader::new(stream);
        let mut client = Self { address: address.to_owned(), connection, cookie: String::new() };
        client.ask("/v1/session/demo", r#"{"organisation":"LYG"}"#, "sign-in")?;
        Ok(client)
    }

    fn ask(&mut self, path: &str, body: &str, key: &str) -> io::Result<()> {
        let Self { address, cookie, .. } = self;
        let text = format!(
            "POST {path} HTTP/1.1\r\nhost: {address}\r\norigin: http://{address}\r\ncookie: {cookie}\r\n\
             content-type: application/json\r\nidempotency-key: {key}\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        self.connection.get_mut().write_all(text.as_bytes())?;
        let mut status = String::new();
        self.connection.read_line(&mut status)?;
        let mut length = 0;
        loop {
            let mut header = String::new();
            if self.connection.read_line(&mut header)? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let Some((name, value)) = header.trim_end().split_once(": ") else { break };
            match name {
                "content-length" => length = value.parse().map_err(Error::other)?,
                "set-cookie" => value.split(';').next().unwrap_or_default().clone_into(&mut self.cookie),
                _ => {}
            }
        }
        let mut body = vec![0; length];
        self.connection.read_exact(&mut body)?;
        if status.contains(" 200 ") {
            return Ok(());
        }
        Err(Error::other(format!("{status}{}", String::from_utf8_lossy(&body))))
    }
}
