//! Dates against each other and against the day of publication.

use super::args::Args;
use super::facts::Facts;
use super::finding::{Finding, Span, Untestable, Verdict, judge_size};
use super::period::{Period, days_between};
use super::words::{Claimed, grouped, listed, real};

/// `date_consistent`: a claimed date (or a number of years, with `years_since`) against the day of publication and the dates
/// of other claims. A date that another publication repeats is reproduced; one that nothing speaks against is plausible.
pub(super) fn date_consistent(
    facts: &Facts<'_>,
    args: &Args,
    claimed: &Claimed<'_>,
) -> Result<Finding, Untestable> {
    let publication = publication_date(claimed.publication())?;
    if let Some(id) = args.get("years_since") {
        return years_since(facts, id, publication, claimed);
    }
    let text = claimed.date_text();
    let date = Period::read(&text)?;
    let mut checks =
        vec![(date.first <= publication.last, format!("before the publication ({})", claimed.publication()))];
    let mut repeated = false;
    for (key, word) in [("before", "before"), ("after", "after"), ("same_year_as", "in the same year as")] {
        let Some(id) = args.get(key) else { continue };
        let other = Claimed::of(facts.claim(id)?);
        let other_date = Period::read(&other.date_text())?;
        let holds = match key {
            "before" => date.first <= other_date.last,
            "after" => date.last >= other_date.first,
            _ => date.first.year() == other_date.first.year(),
        };
        repeated |= key == "same_year_as" && other.publication() != claimed.publication();
        checks.push((holds, format!("{word} claim {id} ({}, {})", other.date_text(), other.publication())));
    }
    let words = |wanted: bool| -> Vec<String> {
        checks.iter().filter(|check| check.0 == wanted).map(|check| check.1.clone()).collect()
    };
    let (held, failed) = (words(true), words(false));
    let verdict = match (failed.is_empty(), repeated) {
        (true, true) => Verdict::Reproduced,
        (true, false) => Verdict::Plausible,
        (false, _) => Verdict::Contradicted,
    };
    let is = |words: &[String], verb: &str| format!("{verb} {}", listed(words));
    let mut how = format!("the date {text} ");
    match (held.is_empty(), failed.is_empty()) {
        (_, true) => how.push_str(&is(&held, "is")),
        (true, false) => how.push_str(&is(&failed, "is not")),
        (false, false) => how.push_str(&format!("{}, but {}", is(&held, "is"), is(&failed, "is not"))),
    }
    Ok(Finding { computed: Some(text), verdict, how })
}

fn years_since(
    facts: &Facts<'_>,
    id: &str,
    publication: Period,
    claimed: &Claimed<'_>,
) -> Result<Finding, Untestable> {
    let claim = claimed.number()?;
    let text = Claimed::of(facts.claim(id)?).date_text();
    let start = Period::read(&text)?;
    let years = real(i64::from(days_between(start.middle(), publication.middle()))) / 365.25;
    Ok(Finding {
        computed: Some(grouped(years, 1)),
        verdict: judge_size(claim, Span::one(years)),
        how: format!(
            "from claim {id} ({text}) to the publication ({}) are {} years",
            claimed.publication(),
            grouped(years, 1)
        ),
    })
}

/// Returns the date at the end of a publication's text, as in `Xinhua, 2024-07-04` and `CGTN, about 2018-06`.
fn publication_date(publication: &str) -> Result<Period, Untestable> {
    let last = publication.rsplit(' ').next().unwrap_or_default();
    Period::read(last).map_err(|_| Untestable::problem("a publication that ends in its date", publication))
}
