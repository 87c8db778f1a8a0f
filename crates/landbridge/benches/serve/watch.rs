//! Live streams beside orders: how long after its order everybody hears of it, and whether anybody misses anything.

use std::collections::BTreeMap;
use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

use crate::client::{Client, Lines};
use crate::load::order;
use crate::server::Server;
use crate::{print, until};

/// Streams open at once.
const WATCHERS: usize = 200;
/// Orders that they hear of, and the time between them.
const ORDERS: usize = 200;
const PAUSE: Duration = Duration::from_millis(20);
/// Events of one order: it is drafted, and placed.
const EVENTS: usize = 2;
/// A watcher's line breaks each time it has heard so many events; it goes on after the last.
const BREAKS_AFTER: usize = 150;

/// What a watcher heard: the places of events about consignments, in order, and when it first heard of each consignment.
#[derive(Default)]
struct Heard {
    places: Vec<u64>,
    consignments: BTreeMap<String, Instant>,
}

impl Heard {
    fn is_done(&self) -> bool {
        self.places.len() >= ORDERS * EVENTS
    }

    /// Listens until all is heard or the line breaks. Returns the last place.
    fn listen(&mut self, lines: Lines) -> Option<u64> {
        let mut last = None;
        let until = self.places.len() + BREAKS_AFTER;
        for line in lines {
            if let Some(place) = line.strip_prefix("id: ") {
                last = place.trim().parse().ok();
            }
            let about = line.split_once("\"entity\":\"consignment:").map(|(_, rest)| rest);
            if let Some(id) = about.and_then(|rest| rest.split('"').next()) {
                self.consignments.entry(id.to_owned()).or_insert_with(Instant::now);
                self.places.push(place_in(&line));
            }
            // Between two events: the blank line that ends one.
            if line == "\n" && (self.is_done() || self.places.len() >= until) {
                break;
            }
        }
        last
    }
}

fn place_in(data: &str) -> u64 {
    let (_, rest) = data.split_once("\"position\":").unwrap();
    rest.split(',').next().unwrap().parse().unwrap()
}

fn hear(account: &Client, all_open: &Barrier) -> Heard {
    let mut heard = Heard::default();
    let first = account.again().stream(None);
    all_open.wait();
    let mut last = heard.listen(first);
    while !heard.is_done() {
        last = heard.listen(account.again().stream(last)).or(last);
    }
    heard
}

/// Opens the streams, places orders, and prints how long each took from being sent to being heard: its commit is part of that.
pub(crate) fn measure(server: &Server) {
    let mut client = Client::sign_in(&server.address);
    let all_open = Barrier::new(WATCHERS + 1);
    let (sent, heard) = thread::scope(|scope| {
        let all_open = &all_open;
        let accounts = (0..WATCHERS).map(|_| client.again());
        let watchers: Vec<_> =
            accounts.map(|account| scope.spawn(move || hear(&account, all_open))).collect();
        all_open.wait();
        let mut sent = BTreeMap::new();
        for _ in 0..ORDERS {
            let at = Instant::now();
            let answer = order(&mut client);
            sent.insert(id(&answer), at);
            until(at + PAUSE);
        }
        (sent, watchers.into_iter().map(|watcher| watcher.join().unwrap()).collect::<Vec<_>>())
    });
    let mut took = Vec::new();
    for (id, at) in &sent {
        took.extend(heard.iter().map(|heard| heard.consignments[id] - *at));
    }
    let places = &heard[0].places;
    assert!(heard.iter().all(|heard| heard.places == *places), "everybody heard the same, once and in order");
    let (all, rate) = (places.len(), 1_000 / PAUSE.as_millis());
    print(&format!("{WATCHERS} streams, {rate} orders/s"), &format!("{all} events each, 0 lost"), took);
}

/// Returns the consignment of an answer.
fn id(answer: &str) -> String {
    let (_, rest) = answer.split_once("\"id\":\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}
