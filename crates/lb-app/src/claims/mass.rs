//! A claimed mass against what is grown and what can pass.

use super::args::Args;
use super::facts::{Facts, YEAR_DAYS, number_of, published};
use super::finding::{Finding, Span, TOLERANCE, Untestable, Verdict, judge_size};
use super::words::{Claimed, amount, grouped, listed, real};

/// The most that there is and that can pass, tonnes a year.
#[derive(Clone, Debug)]
struct Bounds {
    harvest: f64,
    harvest_period: String,
    trains_a_day: f64,
    passing: f64,
    tonnes_a_train: f64,
    crossings: Vec<String>,
}

/// `mass_against_series`: a claimed mass of a year against the largest year of a harvest series and the capacity of the
/// crossings; above either it is impossible. Below both it is held against what a series says arrived.
pub(super) fn mass_against_series(
    facts: &Facts<'_>,
    args: &Args,
    claimed: &Claimed<'_>,
) -> Result<Finding, Untestable> {
    let claim = claimed.number()?.low * tonnes(claimed.unit())?;
    let bounds = bounds(facts, args)?;
    let (series, period) = (args.text("arrived")?, args.text("arrived_period")?);
    let (row, arrived) = facts.volume(series, period)?;
    let arrived = arrived * tonnes(&row.unit)?;
    let trains_a_day = claim / bounds.tonnes_a_train / real(i64::from(YEAR_DAYS));
    let how = format!(
        "{} t is {} times the largest harvest of the tables ({} t, {}) and {} trains a day of {} t, where {} take {} trains a \
         day in all, {} t a year; {} t arrived in {period}",
        grouped(claim, 0),
        amount(claim / bounds.harvest),
        grouped(bounds.harvest, 0),
        bounds.harvest_period,
        amount(trains_a_day),
        amount(bounds.tonnes_a_train),
        listed(&bounds.crossings),
        amount(bounds.trains_a_day),
        grouped(bounds.passing, 0),
        grouped(arrived, 0),
    );
    let most = bounds.harvest.min(bounds.passing);
    if claim > most * (1.0 + TOLERANCE) {
        let computed = Some(format!("at most {}", grouped(most / tonnes(claimed.unit())?, 0)));
        return Ok(Finding { computed, verdict: Verdict::Impossible, how });
    }
    let computed = Some(amount(arrived / tonnes(claimed.unit())?));
    Ok(Finding { computed, verdict: judge_size(Span::one(claim), Span::one(arrived)), how })
}

fn bounds(facts: &Facts<'_>, args: &Args) -> Result<Bounds, Untestable> {
    let series = args.text("series")?;
    let mut largest: Option<(f64, String)> = None;
    for row in facts.corridor.volumes.iter().filter(|row| row.series == series) {
        published(|| format!("{series} of {}", row.period), &row.provenance)?;
        let mass = number_of(row)? * tonnes(&row.unit)?;
        if largest.as_ref().is_none_or(|(most, _)| mass > *most) {
            largest = Some((mass, row.period.clone()));
        }
    }
    let (harvest, harvest_period) =
        largest.ok_or_else(|| Untestable::problem("a series of volumes.csv", series))?;
    let tonnes_a_train = tonnes_of_train(facts, args.text("train")?)?;
    args.text("crossings")?;
    let mut trains_a_day = 0.0;
    let mut crossings = Vec::new();
    for id in args.list("crossings") {
        let crossing = facts.crossing(id)?;
        let capacity = crossing.capacity_per_day.filter(|_| crossing.capacity_unit == "trains/day");
        let none = || Untestable::missing(format!("crossing {id} has no capacity in trains a day"));
        trains_a_day += real(capacity.ok_or_else(none)?);
        crossings.push(crossing.name.en().to_owned());
    }
    let passing = trains_a_day * tonnes_a_train * real(i64::from(YEAR_DAYS));
    Ok(Bounds { harvest, harvest_period, trains_a_day, passing, tonnes_a_train, crossings })
}

/// Returns the tonnes of the largest section of a published train.
fn tonnes_of_train(facts: &Facts<'_>, id: &str) -> Result<f64, Untestable> {
    let service = facts.service(id)?;
    let sections = &facts.corridor.services[service.at()].sections;
    let most =
        sections.iter().filter_map(|section| facts.corridor.sections[section.at()].capacity.tonnes).max();
    let most = most.filter(|tonnes| *tonnes > 0);
    most.map(real).ok_or_else(|| Untestable::missing(format!("service {id} has no capacity in tonnes")))
}

/// Returns the tonnes of one unit.
fn tonnes(unit: &str) -> Result<f64, Untestable> {
    match unit {
        "t" => Ok(1.0),
        "kt" => Ok(1_000.0),
        "Mt" => Ok(1_000_000.0),
        other => Err(Untestable::problem("a mass in t, kt or Mt", other)),
    }
}
