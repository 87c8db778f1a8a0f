//! Every departure of a year over a chain of published services: door days by the timetable, not by the search.
//!
//! A chain is written `SERVICE A>B + rail B>C + SERVICE C>D`: rides on services, and moves over links of a mode between
//! them. A ride begins at the first departure whose cut-off the cargo meets. Handling and drayage rows play no part.

use lb_network::idx::{PlaceIdx, RunIdx, SectionIdx, ServiceIdx};
use lb_network::model::Mode;

use super::args::Args;
use super::facts::{DAY, Facts};
use super::finding::{Days, Finding, TOLERANCE, Untestable, Verdict, judge_days};
use super::line::line;
use super::words::{Claimed, amount, counted, grouped, listed, real};

/// One part of a chain.
#[derive(Clone, Copy, Debug)]
enum Part {
    Ride(Ride),
    /// Minutes of a move over links.
    Move(i32),
}

/// A ride from one call of a service to a later one.
#[derive(Clone, Copy, Debug)]
struct Ride {
    service: ServiceIdx,
    board: (SectionIdx, usize),
    alight: (SectionIdx, usize),
    /// Minutes before departure by which cargo must be there.
    cutoff: i32,
}

/// What the departures of a year take.
#[derive(Clone, Debug)]
struct Year {
    /// From the first departure.
    days: Days,
    /// From the cut-off of the first departure.
    days_from_cutoff: Days,
    /// Departures counted.
    departures: usize,
    /// Where it begins.
    from: PlaceIdx,
    /// Services, in words.
    services: Vec<String>,
}

/// `door_days`: claimed days against every departure of a year over published services; where a leg is modelled only,
/// against typical line days, border hours and stated terminal days.
pub(super) fn door_days(
    facts: &Facts<'_>,
    args: &Args,
    claimed: &Claimed<'_>,
) -> Result<Finding, Untestable> {
    let claim = claimed.number()?.high;
    let by_line = args.get("line").map(|text| line_days(facts, args, text)).transpose()?;
    let year = year(facts, args.text("chain")?);
    let (days, mut how) = match (year, &by_line) {
        (Ok(year), _) => {
            let how = format!(
                "the {} of a year from {} by {} take {}",
                counted(year.departures, "departure", "departures"),
                facts.name(year.from),
                listed(&year.services),
                spread(year.days),
            );
            (year.days, how)
        }
        (Err(Untestable::Modelled { row }), Some((days, _))) => {
            (Days::always(*days), format!("{row} is modelled, so the timetable is not used"))
        }
        (Err(untestable), _) => return Err(untestable),
    };
    if let Some((_, words)) = &by_line {
        how.push_str(&format!("; {words}"));
    }
    Ok(Finding { computed: Some(grouped(days.p50, 1)), verdict: judge_days(claim, days), how })
}

/// `days_difference`: how many days one chain is ahead of others, from the cut-off at the first terminal to the last quay.
pub(super) fn days_difference(
    facts: &Facts<'_>,
    args: &Args,
    claimed: &Claimed<'_>,
) -> Result<Finding, Untestable> {
    let claim = claimed.number()?.low;
    let own = year(facts, args.text("own")?)?;
    args.text("against")?;
    let mut ahead = Vec::new();
    let (mut computed, mut words) = (Vec::new(), Vec::new());
    for chain in args.list("against") {
        let other = year(facts, chain)?;
        let days = other.days_from_cutoff.p50 - own.days_from_cutoff.p50;
        let behind = if days < 0.0 { "longer" } else { "shorter" };
        words.push(format!(
            "{} from {} ({} days {behind})",
            spread(other.days_from_cutoff),
            facts.name(other.from),
            grouped(days.abs(), 1),
        ));
        computed.push(format!("{} ({})", grouped(days, 1), facts.name(other.from)));
        ahead.push(days);
    }
    let holds = ahead.iter().filter(|days| **days >= claim * (1.0 - TOLERANCE)).count();
    let near = ahead.iter().all(|days| (days - claim).abs() <= claim * TOLERANCE);
    let verdict = if near {
        Verdict::Reproduced
    } else if holds == ahead.len() {
        Verdict::Plausible
    } else if ahead.iter().any(|days| *days > 0.0) {
        Verdict::Optimistic
    } else {
        Verdict::Contradicted
    };
    Ok(Finding {
        computed: Some(computed.join(", ")),
        verdict,
        how: format!(
            "from the cut-off at the first terminal (for bulk ships it covers laycan and loading) to the last quay, over every \
             departure of a year: {} from {}, against {}",
            spread(own.days_from_cutoff),
            facts.name(own.from),
            listed(&words),
        ),
    })
}

/// Returns a sentence on what the departures of a year take, to stand beside another computation.
pub(super) fn beside(facts: &Facts<'_>, chain: &str) -> Result<String, Untestable> {
    match year(facts, chain) {
        Ok(year) => Ok(format!(
            "; the {} of a year by {} take {}",
            counted(year.departures, "departure", "departures"),
            listed(&year.services),
            spread(year.days)
        )),
        Err(Untestable::Modelled { .. } | Untestable::Missing { .. }) => Ok(String::new()),
        Err(problem @ Untestable::Problem { .. }) => Err(problem),
    }
}

fn spread(days: Days) -> String {
    let Days { p10, p50, p90 } = days;
    format!("{} days (p10 {}, p90 {})", grouped(p50, 1), grouped(p10, 1), grouped(p90, 1))
}

/// Returns typical days over links, borders and terminals, and how they add up.
fn line_days(facts: &Facts<'_>, args: &Args, text: &str) -> Result<(f64, String), Untestable> {
    let terminal_days = args.number_or_none("terminal_days")?;
    let (mut days, mut words) = (terminal_days, Vec::new());
    for part in text.split('+').map(str::trim) {
        let (mode, way) = mode_and_way(part)?;
        let line = line(facts, mode, &facts.way(way)?)?;
        days += line.days + line.border_days();
        words.push(format!(
            "{} {} days for {} km",
            mode.word(),
            grouped(line.days, 1),
            grouped(real(line.metres) / 1_000.0, 0)
        ));
        if !line.borders.is_empty() {
            words.push(format!("borders {} days", grouped(line.border_days(), 1)));
        }
    }
    words.push(format!("terminals {} days", amount(terminal_days)));
    Ok((
        days,
        format!("typical days without waiting for a departure are {}: {}", grouped(days, 1), listed(&words)),
    ))
}

fn mode_and_way(part: &str) -> Result<(Mode, &str), Untestable> {
    let expected = || Untestable::problem("a mode and a way such as `rail A>B`", part);
    let (mode, way) = part.split_once(' ').ok_or_else(expected)?;
    Ok((Mode::from_word(mode).ok_or_else(expected)?, way.trim()))
}

fn year(facts: &Facts<'_>, chain: &str) -> Result<Year, Untestable> {
    let parts: Vec<Part> = chain.split('+').map(|text| part(facts, text.trim())).collect::<Result<_, _>>()?;
    let Some((Part::Ride(first), rest)) = parts.split_first() else {
        return Err(Untestable::problem("a chain that begins with a service", chain));
    };
    let (mut minutes, mut minutes_from_cutoff) = (Vec::new(), Vec::new());
    for run in facts.timetable.runs_of(first.service) {
        let departure = depart(facts, first, run);
        if !(facts.now..facts.year_end()).contains(&departure) {
            continue;
        }
        let arrival = rest.iter().try_fold(arrive(facts, first, run), |time, part| match part {
            Part::Move(minutes) => time.checked_add(*minutes),
            Part::Ride(ride) => next(facts, ride, time),
        });
        if let Some(arrival) = arrival {
            minutes.push(arrival - departure);
            minutes_from_cutoff.push(arrival - departure + first.cutoff);
        }
    }
    let departures = minutes.len();
    let none = || Untestable::missing(format!("the timetable of a year has no departure over {chain}"));
    let services = parts.iter().filter_map(|part| match part {
        Part::Ride(ride) => Some(facts.corridor.services[ride.service.at()].id.to_string()),
        Part::Move(_) => None,
    });
    Ok(Year {
        days: Days::of_minutes(minutes).ok_or_else(none)?,
        days_from_cutoff: Days::of_minutes(minutes_from_cutoff).ok_or_else(none)?,
        departures,
        from: facts.corridor.sections[first.board.0.at()].calls[first.board.1].place,
        services: services.collect(),
    })
}

fn part(facts: &Facts<'_>, text: &str) -> Result<Part, Untestable> {
    let expected = || Untestable::problem("a service or mode and a way such as `SERVICE A>B`", text);
    let (head, way) = text.split_once(' ').ok_or_else(expected)?;
    let way = facts.way(way.trim())?;
    if let Some(mode) = Mode::from_word(head) {
        let line = line(facts, mode, &way)?;
        return Ok(Part::Move(whole_minutes(line.days + line.border_days())));
    }
    let service = facts.service(head)?;
    let [from, to] = way[..] else { return Err(expected()) };
    let ride =
        facts.calls(service).filter(|(_, _, call)| call.place == from && call.board).find_map(|start| {
            let after = |end: &(SectionIdx, usize)| *end > (start.0, start.1);
            let mut ends = facts
                .calls(service)
                .filter(|(s, p, call)| call.place == to && call.alight && after(&(*s, *p)));
            let end = ends.next()?;
            let cutoff = start.2.cutoff?;
            Some(Ride { service, board: (start.0, start.1), alight: (end.0, end.1), cutoff })
        });
    let expected = format!("a service that takes cargo from {} to {}", facts.name(from), facts.name(to));
    ride.map(Part::Ride).ok_or_else(|| Untestable::problem(expected, head))
}

fn depart(facts: &Facts<'_>, ride: &Ride, run: RunIdx) -> i32 {
    facts.timetable.calls(facts.corridor, ride.board.0, run)[ride.board.1].1
}

fn arrive(facts: &Facts<'_>, ride: &Ride, run: RunIdx) -> i32 {
    facts.timetable.calls(facts.corridor, ride.alight.0, run)[ride.alight.1].0
}

/// Returns the arrival of the first run whose cut-off cargo at `time` meets.
fn next(facts: &Facts<'_>, ride: &Ride, time: i32) -> Option<i32> {
    let meets = |run: &RunIdx| depart(facts, ride, *run) - ride.cutoff >= time;
    facts.timetable.runs_of(ride.service).filter(meets).map(|run| arrive(facts, ride, run)).min()
}

#[expect(
    clippy::as_conversions,
    reason = "days of a way on Earth, rounded up to minutes, are far inside i32"
)]
fn whole_minutes(days: f64) -> i32 {
    (days * f64::from(DAY)).ceil().min(1e9) as i32
}
