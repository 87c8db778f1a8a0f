//! How long a plan takes on the reference corridor: `cargo bench -p lb-app --bench plan`.
//!
//! Questions: those of the corridor's own cargo, and seeded pairs of its terminals and ports. Three figures per question:
//! the search alone (all loads, five criteria, bounded front), the reasons, and the whole answer with spread and lines.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a benchmark measures and prints"
)]

use std::path::Path;
use std::time::{Duration, Instant};

use lb_app::App;
use lb_app::answers::PlanRequest;
use lb_network::CorridorFiles;
use lb_search::spread::SplitMix;

const CARGO: [(&str, &str, &str, &str); 9] = [
    ("KZKOV", "VNCLI", "1001.99", "1200t"),
    ("CNKMG", "DEDUI", "0901.11", "40t"),
    ("KRINC", "KZALA", "3304.99", "2u"),
    ("CNLYG", "KZKPC", "8541.43", "10u"),
    ("KZALA", "VNSGN", "0204.42", "24t"),
    ("UZTAS", "VNCLI", "5201.00", "100t"),
    ("CNLYG", "UZTAS", "3004.90", "10t"),
    ("CNLYG", "TZDAR", "8703.23", "50u"),
    ("CNLYG", "NLRTM", "8450.11", "168t"),
];
const PAIRS: usize = 60;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corridors/eurasia");
    let mut files = CorridorFiles::default();
    for entry in std::fs::read_dir(root).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "csv" || e == "json") {
            files
                .insert(path.file_name().unwrap().to_str().unwrap(), std::fs::read_to_string(&path).unwrap());
        }
    }
    let now = lb_base::Minute::from_timestamp("2026-11-22T00:00:00Z".parse().unwrap()).unwrap();
    let start = Instant::now();
    let app = App::open(&files, now).unwrap();
    println!("open (parse, 24 months of timetable): {:.0} ms", millis(start.elapsed()));
    let requests = requests(&app);
    let mut totals: [Vec<Duration>; 2] = [Vec::new(), Vec::new()];
    for request in &requests {
        let asked = app.read(request).unwrap();
        let start = Instant::now();
        let (front, _) = app.front(&asked.queries);
        let search = start.elapsed();
        let start = Instant::now();
        let answer = app.plan(request).unwrap();
        let whole = start.elapsed();
        println!(
            "{:>8} {:>8} {:>8}  search {:>7.1} ms  whole answer {:>7.1} ms  found {:>4} shown {:>2} reasons {}",
            request.from,
            request.to,
            request.cargo,
            millis(search),
            millis(whole),
            front.len(),
            answer.itineraries.len(),
            answer.why_not.len()
        );
        totals[0].push(search);
        totals[1].push(whole);
    }
    for (name, times) in ["search", "whole answer"].iter().zip(&mut totals) {
        times.sort_unstable();
        let at = |share: usize| millis(times[(times.len() - 1) * share / 100]);
        println!(
            "{name}: {} questions, median {:.1} ms, p95 {:.1} ms, max {:.1} ms",
            times.len(),
            at(50),
            at(95),
            at(100)
        );
    }
}

fn requests(app: &App) -> Vec<PlanRequest> {
    let request = |from: &str, to: &str, cargo: &str, quantity: &str| PlanRequest {
        from: from.to_owned(),
        to: to.to_owned(),
        cargo: cargo.to_owned(),
        quantity: quantity.to_owned(),
        depart: Some("2026-12-01".to_owned()),
        ..PlanRequest::default()
    };
    let mut requests: Vec<PlanRequest> = CARGO.iter().map(|(a, b, c, d)| request(a, b, c, d)).collect();
    let kinds = ["seaport", "rail_terminal", "dry_port"];
    let known: Vec<&str> = app
        .corridor()
        .places
        .iter()
        .filter(|p| kinds.contains(&p.kind.as_str()) && p.name.0[1] != p.name.0[0])
        .map(|p| p.id.as_str())
        .collect();
    let mut random = SplitMix(7);
    while requests.len() < CARGO.len() + PAIRS {
        let mut pick = || known[usize::try_from(random.below(u64::try_from(known.len()).unwrap())).unwrap()];
        let (from, to) = (pick(), pick());
        if app.read(&request(from, to, "8450.11", "4u")).is_ok() {
            requests.push(request(from, to, "8450.11", "4u"));
        }
    }
    requests
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
