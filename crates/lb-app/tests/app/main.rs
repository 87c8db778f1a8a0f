//! The use cases on the tiny corridor.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot open its corridor must fail loudly"
)]

mod at_hubs;
mod batch;
mod catalogue;
mod desk;
mod enumerations;
mod fuzz;
mod grain;
mod hostile;
mod imports;
mod load;
mod plan;
mod ships;
mod wagon_lists;

use std::path::Path;

use lb_app::App;
use lb_app::answers::PlanRequest;
use lb_network::CorridorFiles;

/// The tiny corridor's files.
pub(crate) fn files() -> CorridorFiles {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corridors/tiny");
    let mut files = CorridorFiles::default();
    for entry in std::fs::read_dir(root).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "csv" || e == "json") {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            files.insert(name, std::fs::read_to_string(&path).unwrap());
        }
    }
    files
}

/// 22 November 2026.
pub(crate) fn now() -> lb_base::Minute {
    lb_base::Minute::from_timestamp("2026-11-22T00:00:00Z".parse().unwrap()).unwrap()
}

/// The tiny corridor as of 22 November 2026.
pub(crate) fn tiny() -> App {
    App::open(&files(), now()).unwrap()
}

/// Wheat from Kokshetau to Ho Chi Minh City.
pub(crate) fn wheat() -> PlanRequest {
    PlanRequest {
        from: "KZKOV".to_owned(),
        to: "VNSGN".to_owned(),
        cargo: "1001.99".to_owned(),
        quantity: "1000t".to_owned(),
        depart: Some("2026-12-01".to_owned()),
        ..PlanRequest::default()
    }
}
