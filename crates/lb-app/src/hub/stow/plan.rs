//! Plans of ships as drafts: what a BAPLIE says, as requests say it.

use lb_base::Length;
use lb_codec::baplie::{self, Fill, Over, Plan, Stowed, Version};
use lb_codec::edifact::Problem;

use super::{Draft, DraftRow, StowHeader};
use crate::booking::import::RowProblem;
use crate::hub::requests::ThingView;
use crate::hub::views::{BoxLengthView, FillView, FormView, GrossView, HazardView, OverView, SeaPapersView};
use crate::json::identity::UnitKindView;
use crate::refusal::Refusal;

/// Reads a plan.
///
/// # Errors
/// `stow.no_plan` where there is none.
pub fn read(bytes: &[u8], file: &str) -> Result<Draft, Refusal> {
    let none = |problem: Problem| Refusal::field("stow.no_plan", "file", problem.expected, &problem.found);
    let reading = baplie::read(bytes).map_err(none)?;
    let format = match reading.plan.version {
        Version::V22 => "baplie22",
        Version::V31 => "baplie31",
    };
    let first = reading.places.first().map_or(usize::MAX, |place| place.segment);
    let ends: Vec<usize> = reading.places.iter().skip(1).map(|place| place.segment).collect();
    let boxes = reading.plan.boxes.iter().zip(&reading.places).enumerate();
    let rows = boxes.map(|(at, (stowed, place))| {
        let end = ends.get(at).copied().unwrap_or(usize::MAX);
        let own = |problem: &&Problem| (place.segment..end).contains(&problem.segment) && is_of_box(problem);
        DraftRow {
            line: line(place.segment),
            number: stowed.number.clone(),
            stow: stowed.stow.clone(),
            thing: thing(stowed),
            warnings: reading.problems.iter().filter(own).map(warning).collect(),
        }
    });
    let rows = rows.collect();
    let whole = reading.problems.iter().filter(|problem| problem.segment < first || !is_of_box(problem));
    let problems =
        whole.map(|problem| RowProblem::of(&warning(problem), file, line(problem.segment))).collect();
    Ok(Draft { format, header: Some(header(&reading.plan)), unknown_columns: Vec::new(), problems, rows })
}

/// Returns whether a problem is one of a box, and not of the envelope.
fn is_of_box(problem: &Problem) -> bool {
    !problem.at.starts_with("UN")
}

fn line(segment: usize) -> u64 {
    u64::try_from(segment).unwrap_or(u64::MAX)
}

/// Returns what is wrong with a segment, with the byte at which it begins.
fn warning(problem: &Problem) -> Refusal {
    let found = format!("{} (byte {})", problem.found, problem.offset);
    let expected = if problem.at.is_empty() {
        problem.expected.clone()
    } else {
        format!("{} in {}", problem.expected, problem.at)
    };
    Refusal::field(problem.fault.code(), "segment", expected, &found)
}

fn said(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

fn header(plan: &Plan) -> StowHeader {
    StowHeader {
        ship: said(&plan.ship),
        voyage: said(&plan.voyage),
        carrier: said(&plan.carrier),
        from: said(&plan.from),
        next: said(&plan.next),
    }
}

fn thing(stowed: &Stowed) -> Result<ThingView, Refusal> {
    if stowed.number.is_empty() {
        return Err(Refusal::field("stow.no_number", "box", "the number of the box", "nothing"));
    }
    let length = length_of(&stowed.size_type, stowed)?;
    let gross = match stowed.mass {
        None => GrossView::Unknown {},
        Some(weight) if weight.is_verified => GrossView::Verified { mass_kg: weight.mass.as_kg() },
        Some(weight) => GrossView::Declared { mass_kg: weight.mass.as_kg() },
    };
    let mut classes: Vec<String> = stowed.hazards.iter().map(|hazard| hazard.class.clone()).collect();
    classes.retain(|class| !class.is_empty());
    classes.sort();
    classes.dedup();
    Ok(ThingView {
        number: stowed.number.clone(),
        kind: Some(UnitKindView::Container),
        form: FormView::Box { length },
        fill: Some(if stowed.fill == Some(Fill::Empty) { FillView::Empty } else { FillView::Laden }),
        gross: Some(gross),
        set_point_dc: stowed.set_point,
        power: None,
        dangerous: classes,
        goods: None,
        destination: None,
        customer: None,
        consignment: None,
        onward: None,
        seals: stowed.seals.clone(),
        papers: None,
        sea: Some(papers(stowed)),
    })
}

fn papers(stowed: &Stowed) -> SeaPapersView {
    let hazards = stowed.hazards.iter().map(|hazard| HazardView {
        class: hazard.class.clone(),
        un_number: hazard.number.map(|number| number.as_str().to_owned()),
    });
    SeaPapersView {
        size_type: said(&stowed.size_type),
        load_port: said(&stowed.loaded_at),
        discharge_port: said(&stowed.discharge_at),
        delivery: said(&stowed.delivered_at),
        carrier: said(&stowed.carrier),
        hazards: hazards.collect(),
        over: over(&stowed.over),
        length_mm: None,
        height_mm: None,
    }
}

fn over(over: &Over) -> OverView {
    OverView {
        front_mm: over.front.map(Length::as_mm),
        back_mm: over.back.map(Length::as_mm),
        right_mm: over.right.map(Length::as_mm),
        left_mm: over.left.map(Length::as_mm),
        height_mm: over.height.map(Length::as_mm),
    }
}

/// Returns how long a box is: after its size and type, else after its bay.
///
/// Source: ISO 6346, size codes: the first sign tells the length, `2` for 20 ft, `4` for 40 ft, `L` and `9` for 45 ft.
fn length_of(size_type: &str, stowed: &Stowed) -> Result<BoxLengthView, Refusal> {
    match size_type.chars().next() {
        Some('2') => return Ok(BoxLengthView::Twenty),
        Some('4' | 'L' | 'M' | '9') => return Ok(BoxLengthView::Forty),
        Some(_) | None => {}
    }
    match stowed.position() {
        Ok(at) if at.bay() % 2 == 1 => Ok(BoxLengthView::Twenty),
        Ok(_) => Ok(BoxLengthView::Forty),
        Err(_) => {
            let expected = "a size and type such as 45G1, or a bay";
            Err(Refusal::field("stow.no_length", "size_type", expected, size_type))
        }
    }
}
