//! Jobs: planning, giving, doing.

use jiff::Timestamp;
use lb_network::layout::EquipmentId;

use super::{Acting, Ground, gauge, goods, here, places, reefers, ship, visit_of, wagons};
use crate::article::{BoxLength, Form};
use crate::event::HubEvent;
use crate::floor::{Floor, Stay};
use crate::job::{Job, JobCommand, JobEvent, JobId, JobOrder, JobStage};
use crate::refusal::Refusal;
use crate::spot::{Cell, Spot};
use crate::stow;
use crate::visit::{Stage, VisitEvent};

/// The most jobs that one command plans.
const JOBS_MAX: usize = 500;

pub(super) fn decide(
    floor: &Floor,
    ground: &Ground<'_>,
    command: &JobCommand,
    acting: &Acting,
) -> Result<Vec<HubEvent>, Refusal> {
    match command {
        JobCommand::Plan { jobs } => plan(floor, ground, jobs),
        JobCommand::Assign { job, equipment, order } => {
            let job = open(floor, *job)?;
            assign(floor, ground, (job, equipment.as_ref(), *order))
        }
        JobCommand::Dispatch { job, at } => {
            let job = open(floor, *job)?;
            acting.check_past(*at)?;
            check_may_move(floor, job)?;
            match job.stage {
                JobStage::Planned => Ok(vec![JobEvent::Dispatched { job: job.id, at: *at }.into()]),
                JobStage::Dispatched { .. } | JobStage::Started { .. } => Ok(Vec::new()),
            }
        }
        JobCommand::Start { job, at } => {
            let job = open(floor, *job)?;
            acting.check_past(*at)?;
            check_may_move(floor, job)?;
            match job.stage {
                JobStage::Planned | JobStage::Dispatched { .. } => {
                    reefers::check_unplugged(floor, here(floor, job.unit)?)?;
                    places::check_top(floor, here(floor, job.unit)?)?;
                    Ok(vec![JobEvent::Started { job: job.id, at: *at }.into()])
                }
                JobStage::Started { .. } => Ok(Vec::new()),
            }
        }
        JobCommand::Finish { job, at, to } => {
            acting.check_past(*at)?;
            finish(floor, ground, (*job, *at, to.as_ref()))
        }
        JobCommand::Abort { job, reason } => {
            let job = open(floor, *job)?;
            Ok(vec![JobEvent::Aborted { job: job.id, reason: reason.clone() }.into()])
        }
    }
}

fn open(floor: &Floor, job: JobId) -> Result<&Job, Refusal> {
    match floor.job(job) {
        Some(open) => Ok(open),
        None if floor.ended_jobs.contains(&job) => Err(Refusal::JobEnded { job }),
        None => Err(Refusal::JobNotFound { job }),
    }
}

/// Plans jobs one after the other, each on a floor where those before it are planned.
pub(super) fn plan(
    floor: &Floor,
    ground: &Ground<'_>,
    orders: &[JobOrder],
) -> Result<Vec<HubEvent>, Refusal> {
    if orders.len() > JOBS_MAX {
        return Err(Refusal::TooMany { limit: JOBS_MAX, found: orders.len() });
    }
    let mut floor = floor.clone();
    let mut events = Vec::new();
    for order in orders {
        let Some(job) = plan_one(&floor, ground, order)? else { continue };
        let event = HubEvent::from(JobEvent::Planned { job });
        floor.apply(&event);
        events.push(event);
    }
    Ok(events)
}

pub(super) fn plan_one(floor: &Floor, ground: &Ground<'_>, order: &JobOrder) -> Result<Option<Job>, Refusal> {
    let stay = here(floor, order.unit)?;
    let job = Job {
        id: order.id,
        unit: order.unit,
        length: stay.article.box_length(),
        from: stay.spot.clone(),
        to: order.to.clone(),
        equipment: order.equipment.clone(),
        urgency: order.urgency,
        order: order.order,
        stage: JobStage::Planned,
    };
    if let Some(before) = floor.job(order.id) {
        let is_same = *before == Job { stage: before.stage, ..job };
        return if is_same { Ok(None) } else { Err(Refusal::JobExists { job: order.id }) };
    }
    if floor.ended_jobs.contains(&order.id) {
        return Err(Refusal::JobEnded { job: order.id });
    }
    let article = &stay.article;
    if matches!(article.form, Form::Wagon(_)) {
        return Err(Refusal::NotMovable { unit: article.id, number: article.identity.to_string() });
    }
    if let Some(other) = floor.job_of(order.unit) {
        let number = article.identity.to_string();
        return Err(Refusal::UnitHasJob { unit: order.unit, number, job: other.id });
    }
    if stay.spot == order.to {
        return Err(Refusal::AlreadyThere { unit: order.unit, spot: order.to.clone() });
    }
    places::check_place(floor, ground, article, &order.to)?;
    places::check_holds(stay, places::leaves(&order.to))?;
    goods::check_closed(floor, order.unit)?;
    gauge::check_goes_over(floor, order.unit, &order.to)?;
    ship::check_lane(floor, article, &order.to, true)?;
    wagons::check_planned(floor, ground, article, &order.to)?;
    check_kept_free(floor, &job)?;
    if let Some(equipment) = &order.equipment {
        places::check_equipment(floor, ground.equipment(equipment)?, article, [&job.from, &job.to])?;
    }
    Ok(Some(job))
}

/// Refuses a place that another job keeps free, that is taken by what no job moves away, or with nothing below it to come.
fn check_kept_free(floor: &Floor, job: &Job) -> Result<(), Refusal> {
    for cell in job.cells() {
        if let Some(other) = floor.reservation(&cell) {
            return Err(Refusal::SpotReserved { spot: job.to.clone(), job: other });
        }
        let stays = floor.occupant(&cell).filter(|unit| *unit != job.unit && floor.job_of(*unit).is_none());
        if let Some(unit) = stays {
            let number = here(floor, unit)?.article.identity.to_string();
            return Err(Refusal::SpotTaken { spot: job.to.clone(), unit, number });
        }
    }
    let Some(length) = job.length else { return Ok(()) };
    check_nothing_above(floor, job, length)?;
    let below = floor.bearing_cells(&job.to, length);
    let bears = |below: Option<BoxLength>| below.is_some_and(|below| stow::bears(below, length));
    let will_be = |cell: &Cell| {
        let there = floor.occupant(cell).filter(|unit| *unit != job.unit && floor.job_of(*unit).is_none());
        let there = there.and_then(|unit| floor.unit(unit));
        let comes = floor.reservation(cell).and_then(|job| floor.job(job));
        there.is_some_and(|stay| bears(stay.article.box_length()))
            || comes.is_some_and(|job| bears(job.length))
    };
    if below.iter().all(will_be) { Ok(()) } else { Err(Refusal::NotSupported { spot: job.to.clone() }) }
}

/// Refuses a place of a ship under what stands there and stays, or comes: there stacks may begin at more than one tier.
fn check_nothing_above(floor: &Floor, job: &Job, length: BoxLength) -> Result<(), Refusal> {
    let Spot::Visit { .. } = job.to else { return Ok(()) };
    let stays = |unit: &lb_base::UnitId| *unit != job.unit && floor.job_of(*unit).is_none();
    if let Some(above) = floor.on_top(&job.to, length).find(stays) {
        let stay = Stay { spot: job.to.clone(), ..here(floor, job.unit)?.clone() };
        return Err(places::covered(floor, &stay, above));
    }
    let above = job.to.above().map(|above| above.cells(Some(length))).unwrap_or_default();
    match above.iter().find_map(|cell| floor.reservation(cell)) {
        Some(other) => Err(Refusal::SpotReserved { spot: job.to.clone(), job: other }),
        None => Ok(()),
    }
}

fn assign(
    floor: &Floor,
    ground: &Ground<'_>,
    (job, equipment, order): (&Job, Option<&EquipmentId>, i64),
) -> Result<Vec<HubEvent>, Refusal> {
    if job.equipment.as_ref() == equipment && job.order == order {
        return Ok(Vec::new());
    }
    let stay = here(floor, job.unit)?;
    if let Some(equipment) = equipment {
        let spots = [&stay.spot, &job.to];
        places::check_equipment(floor, ground.equipment(equipment)?, &stay.article, spots)?;
    }
    let event = JobEvent::Assigned { job: job.id, equipment: equipment.cloned(), order };
    Ok(vec![event.into()])
}

/// Refuses to go on with a job whose unit is stopped or whose equipment is down.
fn check_may_move(floor: &Floor, job: &Job) -> Result<(), Refusal> {
    let stay = here(floor, job.unit)?;
    places::check_holds(stay, places::leaves(&job.to))?;
    goods::check_closed(floor, job.unit)?;
    match &job.equipment {
        Some(equipment) => match floor.condition(equipment) {
            crate::equipment::Condition::Works => Ok(()),
            crate::equipment::Condition::Down { reason, .. } => {
                Err(Refusal::EquipmentDown { equipment: equipment.clone(), reason: reason.clone() })
            }
        },
        None => Ok(()),
    }
}

fn finish(
    floor: &Floor,
    ground: &Ground<'_>,
    (job, at, elsewhere): (JobId, Timestamp, Option<&Spot>),
) -> Result<Vec<HubEvent>, Refusal> {
    let job = open(floor, job)?;
    let stay = here(floor, job.unit)?;
    let to = elsewhere.unwrap_or(&job.to);
    check_arrival(floor, ground, stay, to)?;
    if elsewhere.is_some() {
        let reserved = to.cells(job.length).into_iter().find_map(|cell| floor.reservation(&cell));
        if let Some(other) = reserved.filter(|other| *other != job.id) {
            return Err(Refusal::SpotReserved { spot: to.clone(), job: other });
        }
    }
    let mut events = first_work(floor, [&stay.spot, to], at);
    let (from, equipment) = (stay.spot.clone(), job.equipment.clone());
    let done = JobEvent::Done { job: job.id, unit: job.unit, from, to: to.clone(), equipment, at };
    events.push(done.into());
    Ok(events)
}

/// Refuses a move that cannot have happened, or must not.
fn check_arrival(floor: &Floor, ground: &Ground<'_>, stay: &Stay, to: &Spot) -> Result<(), Refusal> {
    places::check_place(floor, ground, &stay.article, to)?;
    places::check_holds(stay, places::leaves(to))?;
    goods::check_closed(floor, stay.article.id)?;
    gauge::check_goes_over(floor, stay.article.id, to)?;
    reefers::check_unplugged(floor, stay)?;
    places::check_top(floor, stay)?;
    places::check_free(floor, &stay.article, to)?;
    places::check_support(floor, &stay.article, to)?;
    places::check_open_above(floor, stay, to)?;
    ship::check_lane(floor, &stay.article, to, false)?;
    places::check_verified(floor, &stay.article, to)?;
    if let Spot::Wagon { wagon, .. } = &stay.spot
        && floor.standing(*wagon).is_none()
    {
        let number = here(floor, *wagon)?.article.identity.to_string();
        return Err(Refusal::WagonNotOnTrack { wagon: *wagon, number });
    }
    wagons::check_load(floor, ground, &stay.article, to)
}

/// Returns the events that tell visits that work on them has begun.
pub(super) fn first_work(floor: &Floor, spots: [&Spot; 2], at: Timestamp) -> Vec<HubEvent> {
    let mut visits: Vec<_> = spots.into_iter().filter_map(|spot| floor.visit_of(spot)).collect();
    visits.dedup();
    let begins = |visit: &crate::visit::VisitId| {
        visit_of(floor, *visit).is_ok_and(|visit| visit.stage == Stage::Arrived)
    };
    visits.retain(begins);
    visits.into_iter().map(|visit| VisitEvent::Worked { visit, at }.into()).collect()
}
