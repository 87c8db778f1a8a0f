//! A train over HTTP: its list read, recorded, arrived, looked at, written and read again.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use lb_web::{Demonstration, Exposure, router, start};
use serde_json::{Value, json};

use crate::support::{Reply, ask_of, office};

const EXPOSURE: Exposure = Exposure::Loopback { port: 7878, demonstration: Demonstration::Open };
const LIST: &str = "(:02 700007 2501 6700 015 6980 22 11 14 35 006 0412 0000\n\
    01 94120011 1 048 698004 69304 1234 0 0000 02 02/00 709001 0260 note\n\
    = KZ-FLAT-80 26000 -\n\
    + СSQU3054383 1 20 laden 24000V KZALA 8471.30 - - - S1,S2\n\
    + TOLU4734787 3 40 laden 24100 KZALA 1001.99 3 - - -\n\
    02 9412 0 x\n:)\n";

struct World {
    router: Router,
    cookie: String,
}

impl World {
    async fn open() -> Self {
        let office = office();
        start(office.as_ref(), EXPOSURE).await.expect("a start");
        let mut world = Self { router: router(office, EXPOSURE), cookie: String::new() };
        let signed_in = world.ask("POST", "/v1/session/demo", "{}").await;
        let cookie = signed_in.header("set-cookie");
        world.cookie = cookie.split(';').next().expect("a pair").to_owned();
        world
    }

    async fn ask(&self, method: &str, path: &str, body: &str) -> Reply {
        let builder = Request::builder().method(method).uri(path).header(header::HOST, "localhost:7878");
        let builder = builder.header("sec-fetch-site", "same-origin").header(header::COOKIE, &self.cookie);
        let media_type = if body.starts_with('{') { "application/json" } else { "text/plain" };
        let key = format!("{}{}", path.len(), lb_app::journal::Hash::of(&[body.as_bytes()]));
        let builder = builder.header(header::CONTENT_TYPE, media_type).header("idempotency-key", key);
        ask_of(self.router.clone(), builder.body(Body::from(body.to_owned())).expect("a request")).await
    }

    async fn act(&self, action: Value) -> Value {
        let reply =
            self.ask("POST", "/v1/hubs/TINY/actions", &json!({ "actions": [action] }).to_string()).await;
        assert_eq!(reply.status, 200, "{}", reply.text());
        reply.json()
    }

    async fn train(&self, name: &str) -> String {
        let vehicle = json!({ "kind": "train", "gauge_mm": 1_520 });
        let done = self.act(json!({ "do": "visit_expect", "vehicle": vehicle, "name": name })).await;
        format!("/v1/hubs/TINY/visits/{}", done["made"][0]["id"].as_str().expect("an id"))
    }

    async fn read(&self, train: &str, list: &str) -> Value {
        let reply = self.ask("POST", &format!("{train}/list?name=x.txt"), list).await;
        assert_eq!(reply.status, 200, "{}", reply.text());
        reply.json()
    }
}

fn id_of(train: &str) -> &str {
    train.rsplit('/').next().expect("an id")
}

#[tokio::test]
async fn a_list_is_read_recorded_and_written_again() {
    let world = World::open().await;
    let train = world.train("2501").await;
    let reading = world.read(&train, LIST).await;
    assert_eq!(
        (&reading["wagons"], &reading["boxes"], &reading["refused"]),
        (&1.into(), &2.into(), &1.into())
    );
    let problem = &reading["rows"][3]["problems"][0];
    assert_eq!(
        (&problem["code"], &problem["file"], &problem["line"], &problem["column"]),
        (&"import.bad_cell".into(), &"x.txt".into(), &6.into(), &"cargo".into())
    );
    // Nothing was recorded by reading.
    let before = world.ask("GET", &format!("{train}/train"), "").await.json();
    assert_eq!((before["wagons"].as_array().map(Vec::len), &before["holds"]), (Some(0), &false.into()));

    world.act(json!({ "do": "visit_list", "visit": id_of(&train), "lines": reading["lines"] })).await;
    let announced = world.ask("GET", &format!("{train}/train"), "").await.json();
    world.act(json!({ "do": "visit_arrive", "visit": id_of(&train) })).await;
    let here = world.ask("GET", &format!("{train}/train"), "").await.json();
    assert_eq!(announced["wagons"], here["wagons"], "a train that is announced is shown as it will stand");
    assert_eq!(here["railway"]["id"], "KTZ");
    let limits = here["limits"].as_array().expect("limits");
    let limit = |measure: &str| limits.iter().find(|limit| limit["measure"] == measure).expect("a limit");
    assert_eq!((&limit("length")["used"], &limit("length")["allowed"]), (&25_620.into(), &994_000.into()));
    assert_eq!((&limit("units")["used"], &limit("units")["allowed"]), (&183.into(), &7_100.into()));
    // 26,000 of the wagon, 24,000 and 24,100 of the boxes.
    assert_eq!((&limit("mass")["used"], &limit("axles")["used"]), (&74_100.into(), &4.into()));
    assert_eq!(
        here["wagons"][0]["remarks"],
        json!([{ "kind": "dangerous", "stops": false, "number": "TOLU4734787", "words": ["3"] }])
    );

    for format in ["du1", "csv", "xlsx"] {
        let path = format!("{train}/train/list?format={format}&index=6700-015-6980&station=700007");
        let written = world.ask("GET", &path, "").await;
        assert_eq!(written.status, 200, "{}", written.text());
        assert!(written.header("content-disposition").starts_with("attachment"));
        if format == "xlsx" {
            continue;
        }
        // Another train with the same wagons: only announced, so that they may stand here too.
        let other = world.train("2503").await;
        let again = world.read(&other, written.text()).await;
        assert_eq!(again["lines"], reading["lines"], "{format}");
        assert_eq!((&again["refused"], &again["format"]), (&0.into(), &format.into()));
    }
    let wrong = world.ask("GET", &format!("{train}/train/list?format=du1&index=67"), "").await;
    assert_eq!((wrong.status, &wrong.json()["code"]), (422, &"request.bad_value".into()));
    let late = world.read(&train, LIST).await;
    assert_eq!(late["problem"]["code"], "hub.visit_wrong_stage", "a train that is here is listed no more");
}

#[tokio::test]
async fn a_file_that_is_none_is_refused() {
    let world = World::open().await;
    let train = world.train("2501").await;
    let ask = |list: String| {
        let (world, train) = (&world, &train);
        async move { world.ask("POST", &format!("{train}/list?name=x"), &list).await }
    };
    let large = ask("0".repeat((1 << 20) + 1)).await;
    assert_eq!((large.status, &large.json()["code"]), (413, &"request.too_large".into()));
    let missing = ask("a,b\n1,2\n".to_owned()).await;
    assert_eq!((missing.status, &missing.json()["code"]), (422, &"import.missing_column".into()));
    let gone = world.ask("GET", "/v1/hubs/TINY/visits/x/train", "").await;
    assert_eq!(&gone.json()["code"], "hub.visit_not_found");
}
