//! `landbridge race`.

use lb_app::answers::{PlanRequest, RaceAnswer, RaceRequest, RaceRow};

use super::{CommandError, Outcome, open, plan, timed};
use crate::cli::{Cli, RaceArgs};
use crate::output;

/// Compares origins and prints them.
pub fn run(cli: &Cli, args: &RaceArgs) -> Result<Outcome, CommandError> {
    let app = open(cli)?;
    let request = RaceRequest { from: args.from.clone(), plan: goods(args) };
    let (answer, elapsed_us) = timed(|| app.race(&request));
    let mut answer = RaceAnswer { elapsed_us, ..answer? };
    for leg in answer.rows.iter_mut().filter_map(|row| row.itinerary.as_mut()).flat_map(|i| &mut i.legs) {
        leg.path.clear();
    }
    if cli.json {
        output::json(&answer)?;
    } else {
        output::print(&text(&answer))?;
    }
    let all = answer.rows.iter().all(|row| row.days.is_some());
    Ok(if all { Outcome::Done } else { Outcome::Lacking })
}

fn goods(args: &RaceArgs) -> PlanRequest {
    PlanRequest {
        to: args.to.clone(),
        cargo: args.goods.clone(),
        quantity: args.quantity.clone(),
        ..plan::request(&args.cargo)
    }
}

fn text(answer: &RaceAnswer) -> String {
    let currency = answer.rows.first().map_or("", |row| row.currency.as_str());
    let per_tonne = format!(">{currency}/t");
    let header = [
        "from",
        ">days",
        ">p10-p90",
        ">behind",
        ">quay to quay",
        ">waiting",
        ">moving",
        &per_tonne,
        ">CO2e kg/t",
        "form",
        ">parcel t",
    ];
    let rows: Vec<Vec<String>> = answer.rows.iter().map(row).collect();
    let mut parts = vec![
        "Earliest arrival for each of 73 ready days over a year (median), door to gate, with the cost of that way; each origin in its \
         cheapest form, behind the fastest of all forms; a bulk parcel is shared".to_owned(),
        output::table(&header, &rows),
    ];
    for row in &answer.rows {
        parts.push(String::new());
        parts.push(format!("{} ({}): {}", row.from_name.en, row.from, explanation(row)));
        for form in &row.other_forms {
            let parcel = form.parcel_min_t.map_or(String::new(), |t| format!(", parcel of at least {t} t"));
            parts.push(format!(
                "  also as {}: {:.1} days, {:.2} per tonne{parcel}",
                form.unit_type, form.days, form.cost_per_tonne
            ));
        }
        match &row.itinerary {
            Some(itinerary) => parts.push(plan::details(itinerary)),
            None => parts.push(plan::why_not(&row.why_not)),
        }
    }
    parts.join("\n")
}

fn row(row: &RaceRow) -> Vec<String> {
    let number =
        |value: Option<f64>, decimals: usize| value.map_or("-".to_owned(), |v| format!("{v:.decimals$}"));
    vec![
        row.from.clone(),
        number(row.days, 1),
        format!("{}-{}", number(row.days_p10, 1), number(row.days_p90, 1)),
        number(row.days_behind, 1),
        number(row.days_quay_to_quay, 1),
        number(row.waiting_days, 1),
        number(row.moving_days, 1),
        number(row.cost_per_tonne, 2),
        number(row.co2e_kg_per_tonne, 1),
        row.form.clone().unwrap_or_else(|| "-".to_owned()),
        row.parcel_min_t.map_or("-".to_owned(), |t| t.to_string()),
    ]
}

/// Where the days go, largest first.
fn explanation(row: &RaceRow) -> String {
    let mut parts: Vec<(&String, &f64)> =
        row.hours_by_part.iter().filter(|(_, hours)| **hours > 0.0).collect();
    parts.sort_by(|a, b| b.1.total_cmp(a.1));
    if parts.is_empty() {
        return "no itinerary".to_owned();
    }
    let words =
        parts.into_iter().map(|(part, hours)| format!("{} {:.1} d", part.replace('_', " "), hours / 24.0));
    words.collect::<Vec<_>>().join(", ")
}
