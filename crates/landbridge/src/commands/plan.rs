//! `landbridge plan`.

use lb_app::answers::{Alternative, Differs, Itinerary, Leg, PlanAnswer, PlanRequest, Transfer, WhyNot};

use super::{CommandError, Outcome, open, timed};
use crate::cli::{CargoArgs, Cli, PlanArgs};
use crate::output;

/// Finds itineraries and prints them.
pub fn run(cli: &Cli, args: &PlanArgs) -> Result<Outcome, CommandError> {
    if args.batch.timetable.is_some() {
        return super::batch::run(cli, args);
    }
    let app = open(cli)?;
    let request = PlanRequest {
        from: args.from.clone().unwrap_or_default(),
        to: args.to.clone().unwrap_or_default(),
        cargo: args.goods.clone().unwrap_or_default(),
        quantity: args.quantity.clone().unwrap_or_default(),
        arrive_by: args.arrive_by.clone(),
        leave_latest: args.leave_latest,
        alternatives: args.alternatives,
        tolerance: Some(args.tolerance.clone()),
        window: args.window.clone(),
        share_parcel: args.share_parcel,
        criteria: args.criteria.clone(),
        limit: Some(args.limit),
        ..request(&args.cargo)
    };
    let (answer, elapsed_us) = timed(|| app.plan(&request));
    let answer = without_paths(PlanAnswer { elapsed_us, ..answer? });
    if cli.json {
        output::json(&answer)?;
    } else {
        output::print(&text(&answer))?;
    }
    Ok(if answer.itineraries.is_empty() { Outcome::Lacking } else { Outcome::Done })
}

/// The part of a request that planning and racing share.
pub fn request(args: &CargoArgs) -> PlanRequest {
    PlanRequest {
        depart: args.depart.clone(),
        unit: args.unit.clone(),
        temperature: args.temperature,
        dangerous: args.dangerous.clone(),
        value: args.value.clone(),
        currency: Some(args.currency.clone()),
        horizon: args.horizon.clone(),
        split: args.split,
        avoid_crossings: args.avoid_crossing.clone(),
        avoid_countries: args.avoid_country.clone(),
        published_only: args.published_only,
        ..PlanRequest::default()
    }
}

/// Lines to draw are for screens.
fn without_paths(mut answer: PlanAnswer) -> PlanAnswer {
    let others = answer.alternatives.iter_mut().map(|alternative| &mut alternative.itinerary);
    for itinerary in answer.itineraries.iter_mut().chain(others) {
        for leg in &mut itinerary.legs {
            leg.path.clear();
        }
    }
    answer
}

/// The earliest way of each other set of crossings and modes, a line each.
fn alternatives(all: &[Alternative]) -> String {
    let line = |alternative: &Alternative| {
        let (word, marks) = match alternative.differs {
            Differs::Crossings => ("crossings", &alternative.crossings),
            Differs::Modes => ("modes", &alternative.modes),
        };
        let marks = if marks.is_empty() { "none".to_owned() } else { marks.join(" + ") };
        let Itinerary { days, arrival_local, cost, .. } = &alternative.itinerary;
        let (arrival, amount) = (local(arrival_local), cost.amount);
        format!("  by {word} {marks}: {days} days, arrives {arrival}, {amount} {}", cost.currency)
    };
    let lines: Vec<String> = all.iter().map(line).collect();
    format!("Other ways\n{}", lines.join("\n"))
}

fn text(answer: &PlanAnswer) -> String {
    let question = &answer.question;
    let place = |places: &[lb_app::answers::PlaceView]| {
        places.iter().map(|p| format!("{} ({})", p.name.en, p.id)).collect::<Vec<_>>().join(" or ")
    };
    let loads: Vec<String> =
        question.loads.iter().map(|load| format!("{} x {}", load.units, load.unit_type)).collect();
    let mut parts = vec![
        format!("{} to {}", place(&question.from), place(&question.to)),
        format!(
            "{} {}, {} t as {}; ready {}",
            question.cargo.hs,
            question.cargo.name.en,
            question.mass_kg / 1_000,
            loads.join(" or "),
            local(&question.ready_local),
        ),
        format!(
            "{} of {} itineraries, {} ms; front {}",
            answer.itineraries.len(),
            answer.found,
            answer.elapsed_us / 1_000,
            question.front
        ),
        question.due.as_ref().map_or_else(
            || format!("on time = within {} h of the planned arrival", question.tolerance_hours),
            |due| format!("on time = by {due}"),
        ),
        String::new(),
    ];
    if answer.itineraries.is_empty() {
        parts.push("No itinerary.".to_owned());
    } else {
        parts.push(overview(&answer.itineraries, &question.currency));
        for itinerary in &answer.itineraries {
            parts.push(String::new());
            parts.push(details(itinerary));
        }
    }
    if !answer.alternatives.is_empty() {
        parts.push(String::new());
        parts.push(alternatives(&answer.alternatives));
    }
    if !answer.why_not.is_empty() {
        parts.push(String::new());
        parts.push(why_not(&answer.why_not));
    }
    parts.join("\n")
}

fn overview(itineraries: &[Itinerary], currency: &str) -> String {
    let cost = format!(">{currency}");
    let per_tonne = format!(">{currency}/t");
    let header = [
        ">#",
        "arrival",
        ">days",
        ">p10-p90",
        ">waiting",
        &cost,
        &per_tonne,
        ">CO2e kg/t",
        ">lifts",
        ">rides",
        ">on time",
        "unit",
        "trust",
    ];
    let rows: Vec<Vec<String>> = itineraries
        .iter()
        .map(|i| {
            vec![
                i.number.to_string(),
                format!("{}-{}", i.arrival_local.get(..4).unwrap_or_default(), local(&i.arrival_local)),
                format!("{:.1}", i.days),
                format!("{:.1}-{:.1}", i.days_spread.p10, i.days_spread.p90),
                format!("{:.1}", i.waiting_days),
                format!("{:.0}", i.cost.amount),
                format!("{:.2}", i.cost.per_tonne),
                format!("{:.1}", i.co2e_kg_per_tonne),
                i.handlings.to_string(),
                i.rides.to_string(),
                format!("{:.0} %", i.on_time_probability * 100.0),
                format!("{} x {}", i.load.units, i.load.unit_type),
                i.reliability.clone(),
            ]
        })
        .collect();
    output::table(&header, &rows)
}

/// The legs of one itinerary with the stops between them.
pub fn details(itinerary: &Itinerary) -> String {
    let mut rows = Vec::new();
    for at in 0..=itinerary.legs.len() {
        rows.extend(itinerary.transfers.iter().filter(|stop| stop.before_leg == at).map(stop_row));
        rows.extend(itinerary.legs.get(at).map(leg_row));
    }
    let trust = "trust in time, cost, CO2e";
    let header = ["", "from", "to", "leaves", "arrives", ">km", ">cost", ">CO2e kg", "run or work", trust];
    let parcel =
        itinerary.parcel_min_t.map_or(String::new(), |t| format!(", part of a parcel of at least {t} t"));
    format!("Itinerary {}{parcel}\n{}", itinerary.number, output::table(&header, &rows))
}

fn leg_row(leg: &Leg) -> Vec<String> {
    let gauge = leg.gauge_mm.map_or(String::new(), |gauge| format!(" {gauge}"));
    vec![
        format!("{}{gauge}", leg.mode),
        leg.from.clone(),
        leg.to.clone(),
        local(&leg.departure_local),
        local(&leg.arrival_local),
        format!("{:.0}", leg.distance_km),
        format!("{:.0}", leg.cost),
        format!("{:.0}", leg.co2e_kg),
        leg.run.clone().unwrap_or_else(|| leg.service.clone()),
        [&leg.reliability, &leg.cost_reliability, &leg.co2e_reliability].map(String::as_str).join(", "),
    ]
}

fn stop_row(stop: &Transfer) -> Vec<String> {
    let reasons: Vec<String> =
        stop.reasons.iter().map(|r| format!("{} {}", r.code.replace('_', " "), hours(r.minutes))).collect();
    vec![
        "-".to_owned(),
        stop.place.clone(),
        String::new(),
        local(&stop.from_time_local),
        local(&stop.to_time_local),
        String::new(),
        format!("{:.0}", stop.cost),
        String::new(),
        reasons.join(", "),
        stop.reliability.clone(),
    ]
}

/// Prints why-not rows.
pub fn why_not(rows: &[WhyNot]) -> String {
    let row = |reason: &WhyNot| {
        let earlier =
            reason.days_earlier.map_or("opens a way".to_owned(), |days| format!("{days:.1} days earlier"));
        vec![reason.code.clone(), earlier, reason.detail.clone()]
    };
    let rows: Vec<Vec<String>> = rows.iter().map(row).collect();
    format!("Why not\n{}", output::table(&["rule", "without it", "detail"], &rows))
}

/// Minutes as hours or days.
fn hours(minutes: i32) -> String {
    if minutes >= 2_880 {
        format!("{:.1} d", f64::from(minutes) / 1_440.0)
    } else if minutes >= 90 {
        format!("{:.0} h", f64::from(minutes) / 60.0)
    } else {
        format!("{minutes} min")
    }
}

/// `2026-12-01T08:00:00+08:00[Asia/Shanghai]` as `12-01 08:00 +08`.
pub fn local(text: &str) -> String {
    match (text.get(5..10), text.get(11..16), text.get(19..25)) {
        (Some(date), Some(time), Some(offset)) => format!("{date} {time} {}", offset.trim_end_matches(":00")),
        _ => text.to_owned(),
    }
}
