//! `landbridge reach`.

use lb_app::answers::{ReachAnswer, ReachTotals};
use serde_json::json;

use super::{CommandError, Outcome, open, timed};
use crate::cli::{Cli, ReachArgs};
use crate::output;

/// Lists what can be reached.
pub fn run(cli: &Cli, args: &ReachArgs) -> Result<Outcome, CommandError> {
    let app = open(cli)?;
    let (answer, elapsed_us) = timed(|| app.reach(&args.from, &args.within));
    let answer = ReachAnswer { elapsed_us, ..answer? };
    if args.geojson {
        output::json(&geojson(&answer))?;
    } else if cli.json {
        output::json(&answer)?;
    } else {
        output::print(&text(&answer, args.limit))?;
    }
    Ok(if answer.ports.is_empty() { Outcome::Lacking } else { Outcome::Done })
}

fn text(answer: &ReachAnswer, limit: usize) -> String {
    let totals = |totals: &ReachTotals| {
        format!(
            "{} ports in {} countries and territories, {} inland places",
            totals.ports, totals.countries, totals.inland
        )
    };
    let shown = if limit == 0 { answer.ports.len() } else { limit.min(answer.ports.len()) };
    let rows: Vec<Vec<String>> = answer
        .ports
        .iter()
        .take(shown)
        .map(|port| {
            let rests = if port.rests_on_modelled { "modelled" } else { "published" };
            vec![
                port.place.clone(),
                port.name.en.clone(),
                port.country.clone(),
                format!("{:.1}", port.days),
                rests.to_owned(),
            ]
        })
        .collect();
    let header = ["place", "name", "country", ">days", "services"];
    format!(
        "From {} within {:.0} days\npublished services only: {}\nwith modelled services:  {}\n\n{}\n{} more (--limit 0 lists all)",
        answer.from.name.en,
        answer.within_days,
        totals(&answer.published),
        totals(&answer.with_modelled),
        output::table(&header, &rows),
        answer.ports.len() - shown
    )
}

fn geojson(answer: &ReachAnswer) -> serde_json::Value {
    let features: Vec<_> = answer
        .ports
        .iter()
        .map(|port| {
            json!({
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [port.lon, port.lat]},
                "properties": {
                    "place": port.place, "name": port.name.en, "country": port.country, "arrival": port.arrival,
                    "days": port.days, "rests_on_modelled": port.rests_on_modelled,
                },
            })
        })
        .collect();
    json!({"type": "FeatureCollection", "features": features})
}
