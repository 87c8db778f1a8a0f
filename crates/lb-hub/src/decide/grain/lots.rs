//! What is known of lots: declared, weighed, sampled, closed; and norms.

use lb_base::{HsCode, Mass};

use super::super::Acting;
use super::cells::check_mass;
use crate::floor::Floor;
use crate::grain::{
    Declaration, GrainCommand, GrainEvent, Lot, LotId, MASS_KG_MAX, Quality, Reading, Weighing,
};
use crate::refusal::Refusal;

/// Weighings, samples or certificates of a lot at most: the trucks of a large ship.
const NOTES_MAX: usize = 3_000;
/// Oil seeds that lie in silos: soya beans, groundnuts, copra, linseed, rape, sunflower, other.
const OIL_SEEDS: [&str; 7] = ["1201", "1202", "1203", "1204", "1205", "1206", "1207"];

pub(super) fn decide(
    floor: &Floor,
    command: &GrainCommand,
    acting: &Acting,
) -> Result<Option<GrainEvent>, Refusal> {
    Ok(match command {
        GrainCommand::Declare { declaration } => declare(floor, declaration)?,
        GrainCommand::Certify { lot, certificate } => {
            let found = open_lot(floor, *lot)?;
            check_notes(found.declaration.certificates.len())?;
            let is_new = !found.declaration.certificates.contains(certificate);
            is_new.then(|| GrainEvent::Certified { lot: *lot, certificate: certificate.clone() })
        }
        GrainCommand::Weigh { lot, leg, reading, noted, at } => {
            check_notes(open_lot(floor, *lot)?.weighings.len())?;
            check_reading(*reading)?;
            let (by, noted) = (acting.organisation.clone(), noted.clone());
            let weighing = Weighing { leg: *leg, reading: *reading, noted, by, at: *at };
            Some(GrainEvent::Weighed { lot: *lot, weighing })
        }
        GrainCommand::Sample { lot, sample, at } => {
            let found = open_lot(floor, *lot)?;
            check_notes(found.samples.len())?;
            if found.samples.iter().any(|taken| taken.number == *sample) {
                return Err(Refusal::ListedTwice { what: sample.clone() });
            }
            Some(GrainEvent::Sampled { lot: *lot, sample: sample.clone(), at: *at })
        }
        GrainCommand::Analyse { lot, sample, verdict } => {
            let found = open_lot(floor, *lot)?;
            check_quality(&verdict.quality)?;
            let taken = found.samples.iter().find(|taken| taken.number == *sample);
            if taken.is_none_or(|taken| taken.verdict.is_some()) {
                let number = found.declaration.number.clone();
                return Err(Refusal::SampleUnknown { number, sample: sample.clone() });
            }
            Some(GrainEvent::Analysed { lot: *lot, sample: sample.clone(), verdict: verdict.clone() })
        }
        GrainCommand::Tolerate { norm } => {
            let is_new = !floor.grain().norms().any(|before| before == norm);
            is_new.then(|| GrainEvent::Tolerated { norm: norm.clone() })
        }
        GrainCommand::Close { lot, at } => {
            close(floor, *lot)?.then_some(GrainEvent::Closed { lot: *lot, at: *at })
        }
        GrainCommand::Receive { .. }
        | GrainCommand::Issue { .. }
        | GrainCommand::Move { .. }
        | GrainCommand::Blend(_)
        | GrainCommand::Dry { .. }
        | GrainCommand::Lose { .. }
        | GrainCommand::Count { .. }
        | GrainCommand::Hold { .. }
        | GrainCommand::Lift { .. } => None,
    })
}

fn declare(floor: &Floor, declaration: &Declaration) -> Result<Option<GrainEvent>, Refusal> {
    if floor.grain().lot(declaration.id).is_some_and(|lot| lot.declaration == *declaration) {
        return Ok(None);
    }
    check_new(floor, declaration.id, &declaration.number)?;
    check_notes(declaration.certificates.len())?;
    check_quality(&declaration.quality)?;
    if !is_grain(&declaration.commodity) {
        return Err(Refusal::NotGrain { commodity: declaration.commodity });
    }
    if let Some(declared) = declaration.declared {
        check_mass(declared)?;
    }
    if let Some(found) = declaration.crop_year.filter(|year| !(1_990..=2_200).contains(year)) {
        let found = i64::from(found);
        return Err(Refusal::BadNumber { expected: "the year of a harvest", found });
    }
    Ok(Some(GrainEvent::Declared { declaration: declaration.clone() }))
}

/// Returns whether a commodity is a subheading that silos are for.
fn is_grain(commodity: &HsCode) -> bool {
    let digits = commodity.as_str();
    let heads = ["10", "0713"].into_iter().chain(OIL_SEEDS);
    digits.len() == 6 && heads.into_iter().any(|head| digits.starts_with(head))
}

/// Refuses an identifier or a number that stands for another lot.
pub(super) fn check_new(floor: &Floor, id: LotId, number: &str) -> Result<(), Refusal> {
    let is_blank = crate::floor::number_key(number).is_empty();
    if is_blank || floor.grain().lot(id).is_some() || floor.grain().numbered(number).is_some() {
        return Err(Refusal::LotExists { number: number.to_owned() });
    }
    Ok(())
}

fn check_notes(found: usize) -> Result<(), Refusal> {
    if found < NOTES_MAX { Ok(()) } else { Err(Refusal::TooMany { limit: NOTES_MAX, found }) }
}

fn check_reading(reading: Reading) -> Result<(), Refusal> {
    let both = match reading {
        Reading::Declared(net) | Reading::Hopper(net) => [net, Mass::ZERO],
        Reading::Weighbridge { gross: more, tare: less } | Reading::Draught { laden: more, light: less } => {
            [more, less]
        }
    };
    for mass in both {
        if !(0..=MASS_KG_MAX).contains(&mass.as_kg()) {
            return Err(Refusal::BadNumber {
                expected: "a mass of 0 to 500,000,000 kg",
                found: mass.as_kg(),
            });
        }
    }
    check_mass(reading.net())
}

pub(super) fn check_quality(quality: &Quality) -> Result<(), Refusal> {
    for share in [quality.moisture_bp, quality.protein_bp, quality.gluten_bp].into_iter().flatten() {
        if share >= 10_000 {
            let found = i64::from(share);
            return Err(Refusal::BadNumber { expected: "a share below 10,000 basis points", found });
        }
    }
    match quality.test_weight_gl {
        Some(weight) if !(100..=1_500).contains(&weight) => {
            let found = i64::from(weight);
            Err(Refusal::BadNumber { expected: "a test weight of 100 to 1,500 grams per litre", found })
        }
        Some(_) | None => Ok(()),
    }
}

/// Returns whether the books of a lot are to be closed.
fn close(floor: &Floor, lot: LotId) -> Result<bool, Refusal> {
    let found = lot_of(floor, lot)?;
    let (number, mass) = (found.declaration.number.clone(), floor.grain().inside(lot));
    if mass > Mass::ZERO {
        return Err(Refusal::LotNotEmpty { number, mass });
    }
    Ok(found.closed.is_none())
}

/// Returns a lot, closed or not.
pub(super) fn lot_of(floor: &Floor, lot: LotId) -> Result<&Lot, Refusal> {
    floor.grain().lot(lot).ok_or(Refusal::LotNotFound { lot })
}

/// Returns a lot whose books are open.
pub(super) fn open_lot(floor: &Floor, lot: LotId) -> Result<&Lot, Refusal> {
    let found = lot_of(floor, lot)?;
    if found.closed.is_some() {
        return Err(Refusal::LotClosed { number: found.declaration.number.clone() });
    }
    Ok(found)
}
