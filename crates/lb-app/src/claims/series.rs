//! Claims against published series.

use lb_base::Reliability;

use super::args::Args;
use super::facts::Facts;
use super::finding::{Finding, Span, Untestable, Verdict, judge_more, judge_size};
use super::period::{Period, days_between};
use super::words::{Claimed, amount, grouped, percent, real};

/// `series_value`: the claim against one value of a series.
pub(super) fn value(facts: &Facts<'_>, args: &Args, claimed: &Claimed<'_>) -> Result<Finding, Untestable> {
    let claim = claimed.number()?;
    let (series, period) = (args.text("series")?, args.text("period")?);
    let (row, value) = facts.volume(series, period)?;
    Ok(Finding {
        computed: Some(amount(value)),
        verdict: judge_size(claim, Span::one(value)),
        how: format!(
            "the series {series} has {} {} for {period} ({})",
            amount(value),
            row.unit,
            sources(&row.provenance)
        ),
    })
}

/// `series_between`: the claim against the straight line between two published values around it.
pub(super) fn between(facts: &Facts<'_>, args: &Args, claimed: &Claimed<'_>) -> Result<Finding, Untestable> {
    let claim = claimed.number()?;
    let series = args.text("series")?;
    let (from, to) = (args.text("from")?, args.text("to")?);
    let ((row, first), (_, last)) = (facts.volume(series, from)?, facts.volume(series, to)?);
    let (start, end) = (Period::read(from)?.middle(), Period::read(to)?.middle());
    let at = Period::read(args.text("at")?)?.middle();
    if !(start < at && at < end) {
        let expected = format!("a time between {from} and {to} in `at`");
        return Err(Untestable::problem(expected, args.text("at")?));
    }
    let passed = real(i64::from(days_between(start, at))) / real(i64::from(days_between(start, end)));
    let value = (last - first).mul_add(passed, first);
    Ok(Finding {
        computed: Some(amount(value)),
        verdict: judge_size(claim, Span::one(value)),
        how: format!(
            "the series {series} went from {} in {from} to {} in {to}; on the straight line between them {} stands at {} {}",
            amount(first),
            amount(last),
            args.text("at")?,
            amount(value),
            row.unit,
        ),
    })
}

/// `series_growth`: claimed growth from one period to the next; a base that was computed from growth cannot test it, and
/// then the mean growth of the years around it stands in.
pub(super) fn growth(facts: &Facts<'_>, args: &Args, claimed: &Claimed<'_>) -> Result<Finding, Untestable> {
    let claim = claimed.number()?;
    let series = args.text("series")?;
    let (from, to) = (args.text("from")?, args.text("to")?);
    let ((base, first), (row, last)) = (facts.volume(series, from)?, facts.volume(series, to)?);
    let circular = [base, row].iter().any(|row| row.provenance.reliability == Reliability::Computed);
    if !circular {
        let growth = last / first - 1.0;
        let how = format!(
            "the series {series} went from {} in {from} to {} {} in {to}",
            amount(first),
            amount(last),
            row.unit
        );
        return Ok(Finding {
            computed: Some(percent(growth)),
            verdict: judge_size(claim, Span::one(growth)),
            how,
        });
    }
    let why =
        format!("the value of {from} or {to} in the series {series} was itself computed from a growth rate");
    let Some(since) = args.get("since") else { return Err(Untestable::missing(why)) };
    let (_, early) = facts.volume(series, since)?;
    let years =
        real(i64::from(days_between(Period::read(since)?.middle(), Period::read(to)?.middle()))) / 365.25;
    if years < 1.0 {
        return Err(Untestable::problem(format!("a year well before {to} in `since`"), since));
    }
    let mean = (last / early).powf(1.0 / years) - 1.0;
    let mut how = format!(
        "{why}, so the years around it stand in: from {} in {since} to {} {} in {to} is {} a year on average",
        amount(early),
        amount(last),
        row.unit,
        percent(mean),
    );
    let mut around = vec![mean];
    if let Some(next) = args.get("next") {
        let (_, later) = facts.volume(series, next)?;
        around.push(later / last - 1.0);
        how.push_str(&format!(", and {next} grew by {}", percent(later / last - 1.0)));
    }
    let span = Span::of(&around).unwrap_or(Span::one(mean));
    // Neighbouring years can support a figure, not reproduce it.
    let verdict = match judge_size(claim, span) {
        Verdict::Reproduced | Verdict::Plausible => Verdict::Plausible,
        other
        @ (Verdict::Optimistic | Verdict::Contradicted | Verdict::Impossible | Verdict::NotTestable) => other,
    };
    let words: Vec<String> = around.iter().map(|growth| percent(*growth)).collect();
    Ok(Finding { computed: Some(words.join(" to ")), verdict, how })
}

/// `trains_per_year_from_volume`: a frequency claimed for the start of a traffic against the mean of a cumulative series:
/// a traffic that grew began below its mean.
pub(super) fn trains_per_year_from_volume(
    facts: &Facts<'_>,
    args: &Args,
    claimed: &Claimed<'_>,
) -> Result<Finding, Untestable> {
    let claim = per_day(claimed)?;
    let (series, period) = (args.text("series")?, args.text("period")?);
    let (row, total) = facts.volume(series, period)?;
    let span = since(facts, args, Period::read(period)?)?;
    let (a_year, a_day) = (total / span.years(), total / span.days());
    let how = format!(
        "{} {} from {} to {} are {} a year or {} a day on average; the claim is {} to {} a year at the start",
        amount(total),
        row.unit,
        span.first,
        span.last,
        grouped(a_year, 0),
        amount(a_day),
        grouped(claim.low * 365.25, 0),
        grouped(claim.high * 365.25, 0),
    );
    Ok(Finding {
        computed: Some(format!("mean 1 per {} days", amount(1.0 / a_day))),
        verdict: judge_more(claim, a_day, Verdict::Optimistic),
        how,
    })
}

/// Returns the period with its start moved to the date of the claim named in `since`.
pub(super) fn since(facts: &Facts<'_>, args: &Args, period: Period) -> Result<Period, Untestable> {
    let Some(id) = args.get("since") else { return Ok(period) };
    let start = Period::read(&Claimed::of(facts.claim(id)?).date_text())?.first;
    if start < period.first || start > period.last {
        return Err(Untestable::problem("a claim dated within the period in `since`", id));
    }
    Ok(Period { first: start, last: period.last })
}

/// Returns claimed runs a day; the unit may name days, as in `trains per 2-3 days`.
fn per_day(claimed: &Claimed<'_>) -> Result<Span, Untestable> {
    let Span { low, high } = claimed.number()?;
    let expected = || Untestable::problem("a unit such as trains/day or trains per 2-3 days", claimed.unit());
    if claimed.unit().ends_with("/day") {
        return Ok(Span { low, high });
    }
    let days = claimed
        .unit()
        .split_once(" per ")
        .and_then(|(_, days)| days.strip_suffix(" days"))
        .ok_or_else(expected)?;
    let (short, long) = days.split_once('-').unwrap_or((days, days));
    let read =
        |text: &str| text.parse::<f64>().ok().filter(|n| n.is_finite() && *n > 0.0).ok_or_else(expected);
    Ok(Span { low: low / read(long)?, high: high / read(short)? })
}

/// Returns where a row comes from, in words.
pub(super) fn sources(provenance: &lb_network::model::Provenance) -> String {
    format!("{}, {}", provenance.reliability, provenance.basis.join(" "))
}
