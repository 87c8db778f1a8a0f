//! What must hold of every floor, after any sequence of commands: recounted from nothing but what stands where.

use std::collections::{BTreeMap, BTreeSet};

use lb_base::UnitId;

use crate::article::{BoxLength, Form};
use crate::floor::Floor;
use crate::spot::{Cell, Spot};

/// Something that cannot be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Impossible(String);

/// Returns the first thing of a floor that cannot be.
///
/// # Errors
/// [`Impossible`] when things in are not things out plus things inside; when two things take one cell; when a box hangs in the
/// air, a 20 ft box stands on a longer one, or something is part of a visit or on a wagon that is not here; when a job has no
/// unit, or keeps cells free that are not its own; when a gauge change has a unit twice, on another platform than it stands on, or both
/// over and behind.
pub fn audit(floor: &Floor) -> Result<(), Impossible> {
    conserved(floor)?;
    let cells = taken(floor)?;
    supported(floor, &cells)?;
    contained(floor)?;
    gauge_changes(floor)?;
    jobs(floor)
}

fn impossible(what: String) -> Result<(), Impossible> {
    Err(Impossible(what))
}

fn conserved(floor: &Floor) -> Result<(), Impossible> {
    let inside = u64::try_from(floor.units().count()).unwrap_or(u64::MAX);
    let (entered, left) = (floor.entered(), floor.left());
    if entered == left.saturating_add(inside) {
        return Ok(());
    }
    impossible(format!("{entered} came, {left} left, {inside} are inside"))
}

fn taken(floor: &Floor) -> Result<BTreeMap<Cell, UnitId>, Impossible> {
    let mut cells = BTreeMap::new();
    for (id, stay) in floor.units() {
        for cell in stay.spot.cells(stay.article.box_length()) {
            if let Some(other) = cells.insert(cell.clone(), id) {
                return Err(Impossible(format!("{id} and {other} both take {cell:?}")));
            }
        }
    }
    let kept: BTreeMap<Cell, UnitId> = floor.cells.iter().map(|(cell, unit)| (cell.clone(), *unit)).collect();
    if kept == cells { Ok(cells) } else { Err(Impossible("the cells are not those of the units".to_owned())) }
}

fn supported(floor: &Floor, cells: &BTreeMap<Cell, UnitId>) -> Result<(), Impossible> {
    for (id, stay) in floor.units() {
        let Some(length) = stay.article.box_length() else { continue };
        for cell in floor.bearing_cells(&stay.spot, length) {
            let bearer = cells.get(&cell).and_then(|unit| floor.unit(*unit));
            let bears = bearer.is_some_and(|bearer| {
                length == BoxLength::Forty || bearer.article.box_length() == Some(BoxLength::Twenty)
            });
            if !bears {
                return impossible(format!("{id} at {} has nothing below that bears it", stay.spot));
            }
        }
    }
    Ok(())
}

fn contained(floor: &Floor) -> Result<(), Impossible> {
    for (id, stay) in floor.units() {
        match &stay.spot {
            Spot::Yard(_) | Spot::Warehouse { .. } => {}
            Spot::Wagon { wagon, .. } => {
                let is_wagon = floor.unit(*wagon).is_some_and(|on| matches!(on.article.form, Form::Wagon(_)));
                if !is_wagon {
                    return impossible(format!("{id} stands on {wagon}, which is no wagon here"));
                }
            }
            Spot::Visit { visit, .. } => {
                let found = floor.visit(*visit);
                let is_wagon = matches!(stay.article.form, Form::Wagon(_));
                // Wagons of a train that is being made up are here before it is.
                let is_part =
                    found.is_some_and(
                        |visit| {
                            if is_wagon { visit.consist.contains(&id) } else { visit.is_here() }
                        },
                    );
                if !is_part || !floor.aboard(*visit).any(|unit| unit == id) {
                    return impossible(format!(
                        "{id} is part of {visit}, which is not here or does not have it"
                    ));
                }
            }
        }
    }
    for visit in floor.visits() {
        for wagon in &visit.consist {
            let is_part = floor
                .unit(*wagon)
                .is_some_and(|stay| matches!(&stay.spot, Spot::Visit { visit: of, .. } if *of == visit.id));
            if !is_part {
                return impossible(format!("{} has {wagon}, which is not part of it", visit.id));
            }
        }
    }
    Ok(())
}

/// A unit stands on the other train or stays behind or neither, never both, and where its gauge change says.
fn gauge_changes(floor: &Floor) -> Result<(), Impossible> {
    for change in floor.gauge_changes().chain(floor.acts()) {
        let (mut seen, mut noted) = (BTreeSet::new(), BTreeSet::new());
        for entry in &change.entries {
            let (number, stays) = (&entry.number, change.keeps_back(entry.unit));
            if !seen.insert(entry.unit) || (stays && entry.over.is_some()) {
                return impossible(format!("{} has {number} twice, or over and behind", change.id));
            }
            let stand = floor.unit(entry.unit).and_then(|stay| floor.stand(&stay.spot));
            let over = entry.over.as_ref().map(|(stand, _)| stand);
            if change.is_worked() && over.is_some() && over != stand.as_ref() {
                return impossible(format!(
                    "{} has {number} on another platform than it stands on",
                    change.id
                ));
            }
        }
        for line in change.notes.iter().flat_map(|note| &note.lines) {
            if !noted.insert(line.unit) || !seen.contains(&line.unit) {
                return impossible(format!("{} has {} on two notes, or only there", change.id, line.unit));
            }
        }
    }
    Ok(())
}

fn jobs(floor: &Floor) -> Result<(), Impossible> {
    let mut reserved = BTreeMap::new();
    for job in floor.jobs() {
        if floor.unit(job.unit).is_none() || floor.job_of(job.unit).map(|job| job.id) != Some(job.id) {
            return impossible(format!(
                "{} moves {}, which is not here or has another job",
                job.id, job.unit
            ));
        }
        for cell in job.cells() {
            if reserved.insert(cell, job.id).is_some() {
                return impossible(format!("{} keeps a cell that another job keeps", job.id));
            }
        }
    }
    let kept: BTreeMap<Cell, _> = floor.reserved.iter().map(|(cell, job)| (cell.clone(), *job)).collect();
    if kept == reserved {
        Ok(())
    } else {
        impossible("the reservations are not those of the jobs".to_owned())
    }
}
