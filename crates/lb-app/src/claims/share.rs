//! Shares of one published series in another.

use super::args::Args;
use super::facts::Facts;
use super::finding::{Finding, Span, Untestable, Verdict, judge_more, judge_size};
use super::period::Period;
use super::series::since;
use super::words::{Claimed, amount, percent};

/// `share_of_series`: a claimed share against part / whole, both a year. With `bound=upper` the part counts more than it
/// should, so its share is the most there can be: a claim above it is contradicted, one below it plausible.
pub(super) fn share_of_series(
    facts: &Facts<'_>,
    args: &Args,
    claimed: &Claimed<'_>,
) -> Result<Finding, Untestable> {
    let claim = claimed.number()?;
    let (part_series, part_period) = (args.text("part")?, args.text("part_period")?);
    let (whole_series, whole_period) = (args.text("whole")?, args.text("whole_period")?);
    let (part_row, part) = facts.volume(part_series, part_period)?;
    let (whole_row, whole) = facts.volume(whole_series, whole_period)?;
    if part_row.unit != whole_row.unit {
        let expected = format!("series in one unit, {} for {part_series}", part_row.unit);
        return Err(Untestable::problem(expected, &whole_row.unit));
    }
    let part_span = since(facts, args, Period::read(part_period)?)?;
    let whole_span = Period::read(whole_period)?;
    let (part_a_year, whole_a_year) = (part / part_span.years(), whole / whole_span.years());
    let share = part_a_year / whole_a_year;
    let is_bound = match args.get("bound") {
        None => false,
        Some("upper") => true,
        Some(other) => return Err(Untestable::problem("`upper` in `bound`", other)),
    };
    let mut how = format!(
        "the series {part_series} has {} {} in {part_period}, {} a year, and {whole_series} has {} in {whole_period}: a share of {}",
        amount(part),
        part_row.unit,
        amount(part_a_year),
        amount(whole),
        percent(share),
    );
    if matches!(whole_row.unit.as_str(), "t" | "kt" | "Mt") {
        how.push_str(" of the tonnes of all goods; a single kind of goods is not tested");
    }
    if is_bound {
        how.push_str(" at most, because the part also counts traffic that is not in the whole");
    }
    let verdict = if is_bound { judge_bound(claim, share) } else { judge_size(claim, Span::one(share)) };
    let computed = if is_bound { format!("at most {}", percent(share)) } else { percent(share) };
    Ok(Finding { computed: Some(computed), verdict, how })
}

/// A claim at or below an upper bound is not reproduced by it, only not spoken against.
fn judge_bound(claim: Span, bound: f64) -> Verdict {
    match judge_more(claim, bound, Verdict::Contradicted) {
        Verdict::Reproduced => Verdict::Plausible,
        other @ (Verdict::Plausible
        | Verdict::Optimistic
        | Verdict::Contradicted
        | Verdict::Impossible
        | Verdict::NotTestable) => other,
    }
}
