//! The server on a socket.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use lb_web::{Demonstration, Ready, ServeError, ServeOptions, serve_until};
use tokio::sync::oneshot;
use tokio::task::spawn_blocking;

use crate::support::office;

fn options(address: &str, public: bool) -> ServeOptions {
    let address = address.parse().expect("an address");
    ServeOptions {
        address,
        public,
        demonstration: Demonstration::Closed,
        extent: lb_web::Extent::Day,
        webhooks_anywhere: false,
        oidc: None,
        bytes_a_day: lb_web::BYTES_A_DAY_DEFAULT,
    }
}

async fn exchange(address: SocketAddr, request: &str) -> String {
    let request = request.to_owned();
    let exchange = move || {
        let mut stream = TcpStream::connect(address).expect("a connection");
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer
    };
    spawn_blocking(exchange).await.expect("no panic")
}

#[tokio::test]
async fn listens_says_where_answers_and_stops() {
    let options = options("127.0.0.1:0", false);
    let (tell_address, address) = oneshot::channel();
    let (stop, stopped) = oneshot::channel::<()>();
    let ready = |ready: Ready| tell_address.send(ready.address).expect("the test waits");
    let server = tokio::spawn(serve_until(office(), options, ready, async {
        stopped.await.ok();
    }));
    let address = address.await.expect("an address");
    assert_ne!(address.port(), 0);

    let own = format!("GET /v1/health HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n");
    let answer = exchange(address, &own).await;
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    assert!(answer.contains("\"status\":\"ok\""), "{answer}");
    let foreign = "GET /v1/health HTTP/1.1\r\nhost: example.org\r\nconnection: close\r\n\r\n";
    assert!(exchange(address, foreign).await.starts_with("HTTP/1.1 421 "));

    // A connection that is kept open and idle does not hold the server up.
    let idle = TcpStream::connect(address).expect("a connection");
    stop.send(()).expect("the server waits");
    server.await.expect("no panic").expect("a clean end");
    drop(idle);
    assert!(TcpStream::connect(address).is_err(), "nothing listens any more");
}

#[tokio::test]
async fn a_public_address_must_be_meant() {
    let check = async |address: &str, public: bool| {
        let options = options(address, public);
        let mut bound = false;
        let served = serve_until(office(), options, |_| bound = true, async {}).await;
        (served, bound)
    };
    for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:0"] {
        let (served, bound) = check(address, false).await;
        assert!(matches!(served, Err(ServeError::NotLoopback(_))), "{address}: {served:?}");
        assert!(!bound, "{address}");
        assert!(served.expect_err("refused").to_string().contains("--public"));
    }
    let (served, bound) = check("0.0.0.0:0", true).await;
    assert!(served.is_ok() && bound, "{served:?}");
}

#[tokio::test]
async fn an_address_in_use_is_an_error() {
    let holder = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = holder.local_addr().expect("an address");
    let options = options(&address.to_string(), false);
    let served = serve_until(office(), options, |_| {}, async {}).await;
    let text = served.expect_err("the port is taken").to_string();
    assert!(text.starts_with(&format!("cannot listen on {address}: ")), "{text}");
}

#[tokio::test]
async fn a_demonstration_is_never_open_to_others() {
    for public in [false, true] {
        let options = ServeOptions { demonstration: Demonstration::Open, ..options("0.0.0.0:0", public) };
        let mut bound = false;
        let served = serve_until(office(), options, |_| bound = true, async {}).await;
        assert!(served.is_err() && !bound, "{served:?}");
    }
    let options = ServeOptions { demonstration: Demonstration::Open, ..options("127.0.0.1:0", false) };
    let mut said = None;
    serve_until(office(), options, |ready| said = Some(ready), async {}).await.expect("served");
    assert_eq!(said.expect("ready").invitation, None);
}

#[tokio::test]
async fn the_link_of_the_first_administrator_is_said_until_it_is_taken() {
    let office = office();
    let mut links = Vec::new();
    for _ in 0..2 {
        let ready = |ready: Ready| links.extend(ready.invitation);
        serve_until(std::sync::Arc::clone(&office), options("127.0.0.1:0", false), ready, async {})
            .await
            .expect("served");
    }
    assert_eq!(links.len(), 2);
    assert_ne!(links[0], links[1]);
    assert!(links.iter().all(|link| link.starts_with("/join#lb_invite_")), "{links:?}");
}
