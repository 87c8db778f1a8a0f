//! Claims against the published services and crossings.

use lb_network::idx::{PlaceIdx, ServiceIdx};

use super::args::Args;
use super::facts::{Facts, YEAR_DAYS};
use super::finding::{Finding, Span, Untestable, Verdict, judge_more, judge_size};
use super::period::Period;
use super::words::{Claimed, amount, count, counted, grouped, listed, real};

/// `frequency`: claimed runs a day against the runs of a year of the published services that begin or end at a place, with
/// the value of a series beside.
pub(super) fn frequency(
    facts: &Facts<'_>,
    args: &Args,
    claimed: &Claimed<'_>,
) -> Result<Finding, Untestable> {
    let claim = claimed.number()?;
    let place = facts.place(args.text("at")?)?;
    let kinds = args.list("kinds");
    let ends_here = |service: ServiceIdx| {
        let places: Vec<PlaceIdx> = facts.calls(service).map(|(_, _, call)| call.place).collect();
        places.first() == Some(&place) || places.last() == Some(&place)
    };
    let services: Vec<ServiceIdx> =
        published_services(facts, &kinds).into_iter().filter(|s| ends_here(*s)).collect();
    let runs: usize = services.iter().map(|service| runs_of_year(facts, *service)).sum();
    let a_day = count(runs) / real(i64::from(YEAR_DAYS));
    if runs == 0 {
        let what = format!("no published service begins or ends at {}", facts.name(place));
        return Err(Untestable::missing(what));
    }
    let mut how = format!(
        "the timetable has {} a year of {} that begin or end at {}: {} a day",
        counted(runs, "run", "runs"),
        counted(services.len(), "published service", "published services"),
        facts.name(place),
        amount(a_day),
    );
    // A timetable made to fit the trains of a year cannot test a claim about them: where a series is named, it decides.
    let mut decides = a_day;
    if let Some(series) = args.get("series") {
        let period = args.text("period")?;
        let (row, value) = facts.volume(series, period)?;
        decides = value / Period::read(period)?.days();
        how = format!(
            "the series {series} has {} {} in {period}, {} a day; {how} (stated beside: its frequencies are set to a year's trains)",
            amount(value),
            row.unit,
            amount(decides)
        );
    }
    Ok(Finding { computed: Some(amount(decides)), verdict: judge_size(claim, Span::one(decides)), how })
}

/// `count_services`: a claimed number of routes against the published services that call at a place. The tables need not
/// hold every route there is, so fewer than claimed tells nothing.
pub(super) fn count_services(
    facts: &Facts<'_>,
    args: &Args,
    claimed: &Claimed<'_>,
) -> Result<Finding, Untestable> {
    let claim = claimed.number()?;
    let place = facts.place(args.text("at")?)?;
    let members = facts.corridor.members(place);
    let kinds = args.list("kinds");
    if kinds.is_empty() {
        return Err(Untestable::problem("the argument `kinds`", ""));
    }
    let country = args.get("country");
    let calls_here = |service: ServiceIdx| {
        let places: Vec<PlaceIdx> = facts.calls(service).map(|(_, _, call)| call.place).collect();
        let reaches = |code| places.iter().any(|place| facts.corridor.places[place.at()].country == code);
        places.iter().any(|place| members.contains(place)) && country.is_none_or(reaches)
    };
    let services: Vec<ServiceIdx> =
        published_services(facts, &kinds).into_iter().filter(|s| calls_here(*s)).collect();
    let number = count(services.len());
    let ids: Vec<String> = services.iter().map(|s| facts.corridor.services[s.at()].id.to_string()).collect();
    let to = country.map(|code| format!(" and in {code}")).unwrap_or_default();
    let mut how = format!(
        "the tables hold {} of kind {} with a call at {}{to}: {}",
        counted(services.len(), "published service", "published services"),
        kinds.join(" or "),
        facts.name(place),
        listed(&ids),
    );
    let verdict = judge_more(claim, number, Verdict::NotTestable);
    if verdict == Verdict::NotTestable {
        how.push_str(
            "; the other routes are not published one by one, so the number can be neither shown nor denied",
        );
    }
    Ok(Finding { computed: Some(grouped(number, 0)), verdict, how })
}

/// `crossing_status`: a crossing that is said to exist, or to be planned, against the crossings table.
pub(super) fn crossing_status(
    facts: &Facts<'_>,
    args: &Args,
    _: &Claimed<'_>,
) -> Result<Finding, Untestable> {
    let crossing = facts.crossing(args.text("crossing")?)?;
    let expected = args.text("status")?;
    let verdict =
        if crossing.status.word() == expected { Verdict::Reproduced } else { Verdict::Contradicted };
    let capacity =
        crossing.capacity_per_day.map(|n| format!(", for {} {}", amount(real(n)), crossing.capacity_unit));
    Ok(Finding {
        computed: Some(format!("{} ({})", crossing.name.en(), crossing.status)),
        verdict,
        how: format!(
            "the crossings table has {} as {}{}; the claim means it is {expected}",
            crossing.name.en(),
            crossing.status,
            capacity.unwrap_or_default()
        ),
    })
}

fn published_services(facts: &Facts<'_>, kinds: &[&str]) -> Vec<ServiceIdx> {
    let services = facts.corridor.services.iter().enumerate();
    services
        .filter(|(_, service)| kinds.is_empty() || kinds.contains(&service.kind.as_str()))
        .map(|(i, _)| ServiceIdx::new(i))
        .filter(|service| facts.is_published(*service))
        .collect()
}

fn runs_of_year(facts: &Facts<'_>, service: ServiceIdx) -> usize {
    let Some(first) = facts.corridor.services[service.at()].sections.first() else { return 0 };
    let departures = facts
        .timetable
        .runs_of(service)
        .filter_map(|run| facts.timetable.calls(facts.corridor, *first, run).first().map(|times| times.1));
    departures.filter(|departure| (facts.now..facts.year_end()).contains(departure)).count()
}
