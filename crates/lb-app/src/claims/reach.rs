//! Ports and countries within so many days: by published services alone, and for comparison with modelled ones.

use std::collections::{BTreeMap, BTreeSet};

use lb_base::Minutes;
use lb_network::idx::{PlaceIdx, RunIdx, SectionIdx};
use lb_network::model::{Form, Section};

use super::args::Args;
use super::facts::{DAY, Facts};
use super::finding::{Finding, Untestable, Verdict, judge_more};
use super::words::{Claimed, amount, count, grouped, real};

/// The most days that can be asked, as for `landbridge reach`.
const DAYS_MAX: i32 = 120;

/// `reach`: a claimed number of ports or countries against what a container reaches in time by published services, changing at their
/// cut-offs. The figures of `landbridge reach`, which rest on modelled rows, stand beside; the verdict does not use them.
pub(super) fn reach(facts: &Facts<'_>, args: &Args, claimed: &Claimed<'_>) -> Result<Finding, Untestable> {
    let claim = claimed.number()?;
    let (from, within) = (facts.place(args.text("from")?)?, args.text("within")?);
    let minutes =
        within.parse::<Minutes>().ok().map(Minutes::get).filter(|m| (1..=DAYS_MAX * DAY).contains(m));
    let expected = || Untestable::problem(format!("a duration of at most {DAYS_MAX}d in `within`"), within);
    let minutes = minutes.ok_or_else(expected)?;
    let ports = ports(facts, from, minutes);
    let countries: BTreeSet<&str> =
        ports.iter().map(|port| facts.corridor.places[port.at()].country.as_str()).collect();
    let beside = facts.app.reach(args.text("from")?, within).ok();
    let noun = args.text("count")?;
    let (published, beside) = match noun {
        "ports" => (ports.len(), beside.map(|answer| (answer.published.ports, answer.with_modelled.ports))),
        "countries" => (
            countries.len(),
            beside.map(|answer| (answer.published.countries, answer.with_modelled.countries)),
        ),
        other => return Err(Untestable::problem("`ports` or `countries` in `count`", other)),
    };
    let verdict = judge_more(claim, count(published), Verdict::NotTestable);
    let mut how = format!(
        "within {} days of {} published services alone take a container to {} {noun}",
        amount(real(i64::from(minutes)) / real(i64::from(DAY))),
        facts.name(from),
        grouped(count(published), 0),
    );
    if let Some((between, all)) = beside {
        let (between, all) = (grouped(count(between), 0), grouped(count(all), 0));
        how.push_str(&format!(
            ", to {between} with modelled drayage and handling between them, and to {all} with modelled services too"
        ));
    }
    if verdict == Verdict::NotTestable {
        how.push_str("; most rotations are not published, and no verdict rests on a modelled row");
    }
    Ok(Finding { computed: Some(grouped(count(published), 0)), verdict, how })
}

/// Returns the ports that a container reaches in time by published services, without the origin.
///
/// One scan over the hops in the order of their departure. Handling and drayage rows play no part.
fn ports(facts: &Facts<'_>, from: PlaceIdx, minutes: i32) -> Vec<PlaceIdx> {
    let corridor = facts.corridor;
    let is_usable = |section: &Section| {
        let is_open = section.crossings.iter().all(|crossing| corridor.crossings[crossing.at()].is_open());
        is_open && section.forms.has(Form::Box) && facts.is_published(section.service)
    };
    let usable: Vec<bool> = corridor.sections.iter().map(is_usable).collect();
    let end = facts.now.saturating_add(minutes);
    let mut time: BTreeMap<PlaceIdx, i32> = BTreeMap::new();
    for member in corridor.members(from) {
        time.insert(member, facts.now);
    }
    let mut aboard: BTreeSet<(SectionIdx, RunIdx)> = BTreeSet::new();
    for hop in facts.timetable.hops(facts.now, end).iter().filter(|hop| usable[hop.section.at()]) {
        let section = &corridor.sections[hop.section.at()];
        let position = usize::from(hop.call);
        let call = &section.calls[position];
        let meets = |cutoff: i32| time.get(&call.place).is_some_and(|time| *time <= hop.depart - cutoff);
        let boards = call.board && call.cutoff.is_some_and(meets);
        if !aboard.remove(&(hop.section, hop.run)) && !boards {
            continue;
        }
        let next = &section.calls[position + 1];
        let arrival = facts.timetable.calls(corridor, hop.section, hop.run)[position + 1].0;
        if next.alight && arrival <= end {
            let earliest = time.entry(next.place).or_insert(arrival);
            *earliest = arrival.min(*earliest);
        }
        if position + 2 < section.calls.len() {
            aboard.insert((hop.section, hop.run));
        } else if let Some(onward) = section.onward {
            aboard.insert((corridor.connections[onward.at()].to, hop.run));
        }
    }
    let origins = corridor.members(from);
    let is_port = |place: &PlaceIdx| {
        let kind = corridor.places[place.at()].kind.as_str();
        !origins.contains(place) && (kind == "seaport" || kind == "bulk_port")
    };
    time.into_keys().filter(is_port).collect()
}
