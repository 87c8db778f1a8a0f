//! Placements: offered, answered, done. What stands on a track at a time is never longer than the track.

use jiff::Timestamp;
use lb_base::{Length, OrganisationId, UnitId};
use lb_network::layout::TrackId;

use super::visits::{check_window, length_of};
use super::{Acting, Ground, visit_of};
use crate::event::HubEvent;
use crate::floor::Floor;
use crate::job::Job;
use crate::placement::{Placement, PlacementCommand, PlacementEvent, PlacementId, PlacementStage, Proposal};
use crate::refusal::Refusal;
use crate::spot::Spot;
use crate::visit::{Vehicle, Visit};

/// The longest that wagons are to stand on a track.
const PLACEMENT_DAYS_MAX: i64 = 14;

pub(super) fn decide(
    floor: &Floor,
    ground: &Ground<'_>,
    command: &PlacementCommand,
    acting: &Acting,
) -> Result<Vec<HubEvent>, Refusal> {
    match command {
        PlacementCommand::Offer { proposal } => offer(floor, ground, proposal, acting),
        PlacementCommand::Accept { placement } => accept(floor, ground, *placement, acting),
        PlacementCommand::Refuse { placement, reason } => {
            let placement = to_answer(floor, *placement, acting)?;
            Ok(vec![refused(placement, acting, (reason, None))])
        }
        PlacementCommand::Counter { placement, reason, id, track, window, expires } => {
            let before = to_answer(floor, *placement, acting)?;
            let (from, until) = *window;
            let (track, to) = (track.clone(), before.by.clone());
            let was = before.proposal.clone();
            let proposal = Proposal { id: *id, track, from, until, to, expires: *expires, ..was };
            let mut events = vec![refused(before, acting, (reason, Some(*id)))];
            let mut after = floor.clone();
            events.iter().for_each(|event| after.apply(event));
            let placement = proposed(&after, ground, &proposal, acting)?;
            let placement = Placement { counters: Some(before.proposal.id), ..placement };
            events.push(PlacementEvent::Offered { placement }.into());
            Ok(events)
        }
        PlacementCommand::Withdraw { placement, reason } => {
            let placement = party(floor, *placement, acting)?;
            check_stage(placement, placement.stage.is_on_track(), "offered")?;
            let (by, reason) = (acting.organisation.clone(), reason.clone());
            Ok(vec![PlacementEvent::Withdrawn { placement: placement.proposal.id, by, reason }.into()])
        }
        PlacementCommand::Place { placement, at } => {
            acting.check_past(*at)?;
            place(floor, ground, (*placement, *at), acting)
        }
        PlacementCommand::FinishWork { placement, at } => {
            acting.check_past(*at)?;
            let placement = party(floor, *placement, acting)?;
            match placement.stage {
                PlacementStage::Worked { .. } => return Ok(Vec::new()),
                PlacementStage::Placed { .. } => {}
                PlacementStage::Offered | PlacementStage::Accepted { .. } => {
                    return Err(wrong_stage(placement, "placed"));
                }
            }
            check_no_jobs(floor, placement)?;
            Ok(vec![PlacementEvent::Worked { placement: placement.proposal.id, at: *at }.into()])
        }
        PlacementCommand::Release { placement, at } => {
            acting.check_past(*at)?;
            let placement = party(floor, *placement, acting)?;
            check_stage(placement, !placement.stage.is_on_track(), "placed")?;
            check_no_jobs(floor, placement)?;
            Ok(vec![PlacementEvent::Released { placement: placement.proposal.id, at: *at }.into()])
        }
    }
}

fn wrong_stage(placement: &Placement, expected: &'static str) -> Refusal {
    let (placement, found) = (placement.proposal.id, placement.stage.word());
    Refusal::PlacementWrongStage { placement, expected, found }
}

fn check_stage(placement: &Placement, is_wrong: bool, expected: &'static str) -> Result<(), Refusal> {
    if is_wrong { Err(wrong_stage(placement, expected)) } else { Ok(()) }
}

fn found(floor: &Floor, placement: PlacementId) -> Result<&Placement, Refusal> {
    floor.placement(placement).ok_or(Refusal::PlacementNotFound { placement })
}

/// Returns a placement that the acting organisation offered or was asked for.
fn party<'a>(floor: &'a Floor, placement: PlacementId, acting: &Acting) -> Result<&'a Placement, Refusal> {
    let found = found(floor, placement)?;
    let (one, other) = (&found.by, &found.proposal.to);
    if acting.organisation == *one || acting.organisation == *other {
        return Ok(found);
    }
    let (one, other, found) = (one.clone(), other.clone(), acting.organisation.clone());
    Err(Refusal::NotParty { placement, one, other, found })
}

/// Returns an offer that waits for the acting organisation's answer.
fn to_answer<'a>(
    floor: &'a Floor,
    placement: PlacementId,
    acting: &Acting,
) -> Result<&'a Placement, Refusal> {
    let offer = found(floor, placement)?;
    let asked = &offer.proposal.to;
    if *asked != acting.organisation {
        let (asked, found) = (asked.clone(), acting.organisation.clone());
        return Err(Refusal::NotAsked { placement, asked, found });
    }
    check_stage(offer, offer.stage != PlacementStage::Offered, "offered")?;
    if offer.is_expired(acting.now) {
        let expires = offer.proposal.expires;
        return Err(Refusal::OfferExpired { placement, expires, now: acting.now });
    }
    Ok(offer)
}

fn refused(
    placement: &Placement,
    acting: &Acting,
    (reason, instead): (&str, Option<PlacementId>),
) -> HubEvent {
    let (by, reason) = (acting.organisation.clone(), reason.to_owned());
    PlacementEvent::Refused { placement: placement.proposal.id, by, reason, instead }.into()
}

fn offer(
    floor: &Floor,
    ground: &Ground<'_>,
    proposal: &Proposal,
    acting: &Acting,
) -> Result<Vec<HubEvent>, Refusal> {
    if let Some(before) = floor.placement(proposal.id) {
        let is_same = before.proposal == *proposal && before.by == acting.organisation;
        return if is_same {
            Ok(Vec::new())
        } else {
            Err(Refusal::PlacementExists { placement: proposal.id })
        };
    }
    let placement = proposed(floor, ground, proposal, acting)?;
    let offered = HubEvent::from(PlacementEvent::Offered { placement });
    // Whoever asks itself has agreed.
    if proposal.to == acting.organisation {
        return Ok(vec![offered, accepted(proposal.id, &acting.organisation, acting.now)]);
    }
    Ok(vec![offered])
}

fn accepted(placement: PlacementId, by: &OrganisationId, at: Timestamp) -> HubEvent {
    PlacementEvent::Accepted { placement, at, by: by.clone() }.into()
}

/// Returns a proposal as a placement, if the track can take it at that time.
fn proposed(
    floor: &Floor,
    ground: &Ground<'_>,
    proposal: &Proposal,
    acting: &Acting,
) -> Result<Placement, Refusal> {
    let visit = visit_of(floor, proposal.visit)?;
    let Vehicle::Train { gauge } = visit.vehicle else {
        let (expected, found) = ("train", visit.vehicle.word());
        return Err(Refusal::WrongVehicle { visit: visit.id, name: visit.name.clone(), expected, found });
    };
    let track = ground.track(&proposal.track)?;
    if !track.gauges.contains(&gauge) {
        let expected: Vec<String> = track.gauges.iter().map(ToString::to_string).collect();
        return Err(Refusal::WrongGauge { expected: expected.join(" or "), found: gauge });
    }
    check_window((proposal.from, proposal.until), PLACEMENT_DAYS_MAX)?;
    if proposal.expires <= acting.now {
        let (placement, expires) = (proposal.id, proposal.expires);
        return Err(Refusal::OfferExpired { placement, expires, now: acting.now });
    }
    let placement = Placement {
        proposal: proposal.clone(),
        by: acting.organisation.clone(),
        offered_at: acting.now,
        length: length_of(floor, ground, visit, &proposal.wagons)?,
        counters: None,
        stage: PlacementStage::Offered,
    };
    check_track(floor, ground, (&placement, visit), acting.now)?;
    Ok(placement)
}

fn accept(
    floor: &Floor,
    ground: &Ground<'_>,
    id: PlacementId,
    acting: &Acting,
) -> Result<Vec<HubEvent>, Refusal> {
    let placement = found(floor, id)?;
    if placement.is_agreed() && placement.proposal.to == acting.organisation {
        return Ok(Vec::new());
    }
    let placement = to_answer(floor, id, acting)?;
    let visit = visit_of(floor, placement.proposal.visit)?;
    check_track(floor, ground, (placement, visit), acting.now)?;
    Ok(vec![accepted(id, &acting.organisation, acting.now)])
}

fn place(
    floor: &Floor,
    ground: &Ground<'_>,
    (id, at): (PlacementId, Timestamp),
    acting: &Acting,
) -> Result<Vec<HubEvent>, Refusal> {
    let placement = party(floor, id, acting)?;
    match placement.stage {
        PlacementStage::Accepted { .. } => {}
        PlacementStage::Placed { at: before } if before == at => return Ok(Vec::new()),
        PlacementStage::Offered | PlacementStage::Placed { .. } | PlacementStage::Worked { .. } => {
            return Err(wrong_stage(placement, "accepted"));
        }
    }
    let visit = visit_of(floor, placement.proposal.visit)?;
    // A train that is being made up here is placed wagon by wagon before it departs.
    if !visit.is_here() && visit.consist.is_empty() {
        let (expected, found) = ("arrived", visit.stage.word());
        return Err(Refusal::VisitWrongStage { visit: visit.id, name: visit.name.clone(), expected, found });
    }
    // What came may be longer than what was announced.
    let length = length_of(floor, ground, visit, &placement.proposal.wagons)?;
    let stage = PlacementStage::Placed { at };
    check_track(floor, ground, (&Placement { length, stage, ..placement.clone() }, visit), acting.now)?;
    Ok(vec![PlacementEvent::Placed { placement: id, at }.into()])
}

/// Refuses wagons that stand elsewhere at that time, and more of them than the track is long.
fn check_track(
    floor: &Floor,
    ground: &Ground<'_>,
    (placement, visit): (&Placement, &Visit),
    now: Timestamp,
) -> Result<(), Refusal> {
    let own = &placement.proposal;
    let (from, until) = placement.window(now);
    let others = floor.placements().filter(|other| other.proposal.id != own.id && other.is_agreed());
    let mut there: Vec<(Timestamp, Timestamp, Length)> = Vec::new();
    for other in others {
        let (begins, ends) = other.window(now);
        if begins >= until || from >= ends {
            continue;
        }
        if other.proposal.visit == visit.id
            && let Some(wagon) = shared(visit, placement, other)
        {
            let number = floor.unit(wagon).map_or_else(String::new, |stay| stay.article.identity.to_string());
            let (track, placement) = (other.proposal.track.clone(), other.proposal.id);
            return Err(Refusal::PlacedElsewhere { wagon, number, track, placement });
        }
        if other.proposal.track == own.track {
            there.push((begins, ends, other.length));
        }
    }
    let usable = ground.track(&own.track)?.usable;
    fits(&own.track, (usable, placement.length), (from, until), &there)
}

/// Refuses a length that does not fit beside what is on the track at any instant of a span.
///
/// Occupation only rises where something begins, so looking there is enough.
fn fits(
    track: &TrackId,
    (usable, length): (Length, Length),
    (from, until): (Timestamp, Timestamp),
    there: &[(Timestamp, Timestamp, Length)],
) -> Result<(), Refusal> {
    let begins = there.iter().map(|(begins, _, _)| (*begins).max(from)).filter(|begins| *begins < until);
    for at in std::iter::once(from).chain(begins) {
        let taken = there
            .iter()
            .filter(|(begins, ends, _)| *begins <= at && at < *ends)
            .fold(Length::from_mm(0), |sum, (_, _, length)| sum.saturating_add(*length));
        let free = usable.saturating_sub(taken);
        if length > free {
            return Err(Refusal::TrackTooShort { track: track.clone(), free, length, at });
        }
    }
    Ok(())
}

/// Returns a wagon that two placements of one visit are both about.
fn shared(visit: &Visit, one: &Placement, other: &Placement) -> Option<UnitId> {
    let wagons = [&one.proposal.wagons, &other.proposal.wagons];
    let named: Vec<UnitId> = match wagons.into_iter().find(|wagons| !wagons.is_empty()) {
        Some(wagons) => wagons.clone(),
        None => {
            return visit
                .consist
                .first()
                .copied()
                .or_else(|| visit.listed.first().map(|line| line.article.id));
        }
    };
    named.into_iter().find(|wagon| one.covers(*wagon) && other.covers(*wagon))
}

/// Refuses while jobs take something from the placed wagons or bring something to them.
fn check_no_jobs(floor: &Floor, placement: &Placement) -> Result<(), Refusal> {
    let concerns = |spot: &Spot| match spot {
        Spot::Wagon { wagon, .. } => {
            floor.standing(*wagon).is_some_and(|standing| standing.proposal.id == placement.proposal.id)
        }
        Spot::Yard(_) | Spot::Visit { .. } | Spot::Warehouse { .. } => false,
    };
    let is_open =
        |job: &&Job| floor.unit(job.unit).is_some_and(|stay| concerns(&stay.spot)) || concerns(&job.to);
    match floor.jobs().filter(is_open).count() {
        0 => Ok(()),
        count => Err(Refusal::JobsOpen { what: placement.proposal.track.to_string(), count }),
    }
}
