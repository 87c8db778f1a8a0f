//! Orders over HTTP: as fast as they are answered, or at a rate.

use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::client::{Client, ORDER};
use crate::server::Server;
use crate::{print, until};

/// Seconds of each measurement.
const SECONDS: u64 = 5;
/// Connections over which orders come at a rate: none waits for another that is late.
const CONNECTIONS: u32 = 64;

static KEYS: AtomicU32 = AtomicU32::new(0);

/// Places an order under a new key and returns the answer.
pub(crate) fn order(client: &mut Client) -> String {
    let key = format!("bench-{}", KEYS.fetch_add(1, Ordering::Relaxed));
    client.post("/v1/consignments", ORDER, &key)
}

/// Clients that each wait for their answer before they ask again. One alone waits for a commit each: the plain baseline.
pub(crate) fn as_fast_as_answered(server: &Server, clients: u32) {
    let end = Instant::now() + Duration::from_secs(SECONDS);
    let one = || {
        let (mut client, mut took) = (Client::sign_in(&server.address), Vec::new());
        while Instant::now() < end {
            let asked = Instant::now();
            order(&mut client);
            took.push(asked.elapsed());
        }
        took
    };
    let took = side_by_side(clients, one);
    let count = format!("{} orders/s", u64::try_from(took.len()).unwrap() / SECONDS);
    print(&format!("{clients} clients, one order each"), &count, took);
}

/// Orders that come at their times, whatever the answers take; the wait counts from the time an order was due.
pub(crate) fn at_a_rate(server: &Server, rate: u32) {
    let orders = rate * u32::try_from(SECONDS).unwrap();
    let (next, start) = (AtomicU32::new(0), Instant::now() + Duration::from_millis(300));
    let one = || {
        let (mut client, mut took) = (Client::sign_in(&server.address), Vec::new());
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= orders {
                return took;
            }
            let due = start + Duration::from_secs(1) * number / rate;
            until(due);
            order(&mut client);
            took.push(due.elapsed());
        }
    };
    let took = side_by_side(CONNECTIONS, one);
    let lasted = start.elapsed().as_secs_f64();
    let count = format!("{:.0} orders/s were done", f64::from(orders) / lasted);
    print(&format!("{rate} orders a second, open"), &count, took);
}

fn side_by_side(count: u32, one: impl Fn() -> Vec<Duration> + Sync) -> Vec<Duration> {
    thread::scope(|scope| {
        let workers: Vec<_> = (0..count).map(|_| scope.spawn(&one)).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    })
}
