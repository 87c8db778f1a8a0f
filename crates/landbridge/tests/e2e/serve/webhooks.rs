//! Webhooks of the real server: over a real database, and with two servers at work on it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use super::order;
use super::server::{Place, Server};

/// Who never hears is stuck: far longer than a try takes.
const PATIENCE: Duration = Duration::from_secs(120);

/// A program that hears webhooks: every request with its name and its body.
struct Ear {
    url: String,
    heard: Receiver<(String, Value)>,
}

impl Ear {
    fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let (tell, heard) = channel();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let tell = tell.clone();
                thread::spawn(move || hear(stream.unwrap(), &tell));
            }
        });
        Self { url, heard }
    }

    /// Waits for the next request.
    fn next(&self) -> (String, Value) {
        match self.heard.recv_timeout(PATIENCE) {
            Ok(heard) => heard,
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => panic!("nothing was heard"),
        }
    }
}

fn hear(stream: TcpStream, tell: &Sender<(String, Value)>) {
    let mut lines = BufReader::new(stream);
    let (mut name, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line).unwrap() == 0 {
            return;
        }
        let Some((field, value)) = line.trim_end().split_once(": ") else {
            if line.trim_end().is_empty() { break } else { continue }
        };
        match field {
            "webhook-id" => name = value.to_owned(),
            "content-length" => length = value.parse().unwrap(),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    lines.read_exact(&mut body).unwrap();
    // Told before it is answered: what was answered is not sent again.
    let _ = tell.send((name, serde_json::from_slice(&body).unwrap()));
    let _ = lines.get_mut().write_all(b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n");
}

/// Hears until so many orders were told of, and returns them in the order of their places.
fn orders(ear: &Ear, count: usize) -> Vec<String> {
    let mut told: Vec<(u64, String)> = Vec::new();
    while told.len() < count {
        let (_, body) = ear.next();
        let data = &body["data"];
        if data["kind"] != "consignment.ordered" {
            continue;
        }
        let place = data["position"].as_u64().unwrap();
        // At least once: what is heard again is the same.
        if !told.iter().any(|(known, _)| *known == place) {
            assert!(told.last().is_none_or(|(last, _)| *last < place), "in order: {told:?} {place}");
            told.push((place, data["entity"].as_str().unwrap().to_owned()));
        }
    }
    told.into_iter().map(|(_, entity)| entity).collect()
}

/// A webhook is added at one server and hears, in order, what is recorded by all of them.
fn told(place: &Place, servers: usize) {
    let ear = Ear::open();
    let running: Vec<Server> = (0..servers).map(|_| Server::start(place)).collect();
    let added = json!({ "url": ear.url, "kinds": ["consignment.ordered"] });
    let made = running[0].browser("LYG").ok("POST", "/v1/webhooks", &added);
    let mut expected = Vec::new();
    for round in 0..3 {
        for server in &running {
            let placed = server.browser("LYG").ok("POST", "/v1/consignments", &order(1, 10 + round));
            expected.push(format!("consignment:{}", placed["id"].as_str().unwrap()));
        }
    }
    assert_eq!(orders(&ear, expected.len()), expected);
    let ping = format!("/v1/webhooks/{}/ping", made["id"].as_str().unwrap());
    for server in &running {
        assert_eq!(server.browser("LYG").ok("POST", &ping, &json!({}))["delivered"], true);
    }
    let path = format!("/v1/webhooks/{}/deliveries?state=dead", made["id"].as_str().unwrap());
    let dead = running[0].browser("LYG").ok("GET", &path, &Value::Null);
    assert_eq!(dead["items"], json!([]), "{dead}");
    drop(running);
    place.verify();
}

#[test]
fn webhooks_hear_everything_on_sqlite() {
    told(&Place::folder(), 1);
}

#[test]
fn webhooks_hear_everything_on_postgres_from_two_servers() {
    told(&Place::database(), 2);
}
