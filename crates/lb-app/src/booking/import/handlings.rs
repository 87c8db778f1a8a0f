//! Rows of what happened.

use lb_base::HandlingId;

use super::cells::{Cells, bad};
use super::wish::HandlingWish;
use crate::booking::views::{HandlingKindView, HoldKindView, ModeView, VehicleView};
use crate::refusal::Refusal;

const KINDS: &str = "received, loaded, departed, arrived, unloaded, gauge_changed, customs_cleared, held, released, delivered";

/// The codes of the DCSA Track & Trace standard.
///
/// Source: DCSA, Event Structure Definitions for Track and Trace.
const CODES: [(&str, HandlingKindView); 10] = [
    ("RECE", HandlingKindView::Received),
    ("GTIN", HandlingKindView::Received),
    ("LOAD", HandlingKindView::Loaded),
    ("DEPA", HandlingKindView::Departed),
    ("ARRI", HandlingKindView::Arrived),
    ("DISC", HandlingKindView::Unloaded),
    ("CUSR", HandlingKindView::CustomsCleared),
    ("HOLD", HandlingKindView::Held),
    ("RELS", HandlingKindView::Released),
    ("GTOT", HandlingKindView::Delivered),
];

/// Reads a row.
///
/// # Errors
/// `import.empty_cell`, `import.bad_cell` with the first column that is wrong.
pub fn read(cells: &Cells<'_>) -> Result<HandlingWish, Refusal> {
    let named = ["consignment", "booking", "reference"].into_iter().find_map(|name| cells.owned(name));
    let consignment = named.ok_or_else(|| {
        let expected = "a consignment, a booking or a reference";
        Refusal::field("import.empty_cell", "consignment", expected, "nothing")
    })?;
    let kind = kind(cells)?;
    let wish = HandlingWish {
        consignment,
        customer: cells.owned("customer"),
        unit: cells.owned("unit"),
        kind,
        place: cells.need("place")?.to_owned(),
        vehicle: vehicle(cells)?,
        hold: cells.word::<HoldKindView>("hold", "customs, quarantine, payment, other")?,
        happened_at: cells.time("happened_at")?.to_string(),
        record: cells.read::<HandlingId>("record")?.map(|record| record.to_string()),
    };
    check(&wish)?;
    Ok(wish)
}

fn kind(cells: &Cells<'_>) -> Result<HandlingKindView, Refusal> {
    let text = cells.need("kind")?;
    if let Some((_, kind)) = CODES.iter().find(|(code, _)| code.eq_ignore_ascii_case(text)) {
        return Ok(*kind);
    }
    cells.word("kind", KINDS)?.ok_or_else(|| bad("kind", KINDS, text))
}

fn vehicle(cells: &Cells<'_>) -> Result<Option<VehicleView>, Refusal> {
    let run: Option<lb_base::RunId> = cells.read("run")?;
    let section: Option<lb_base::SectionId> = cells.read("section")?;
    let mode: Option<ModeView> = cells.word("mode", "rail, sea, ferry, road, barge")?;
    match (run, section, mode) {
        (Some(run), Some(section), _) => {
            Ok(Some(VehicleView::Run { run: run.to_string(), section: section.to_string() }))
        }
        (Some(_), None, _) => Err(bad("section", "the section of the run", "nothing")),
        (None, Some(section), _) => Err(bad("run", "the run of the section", section.as_str())),
        (None, None, mode) => Ok(mode.map(|mode| VehicleView::OnDemand { mode })),
    }
}

/// Refuses a vehicle or a hold that the kind does not have, or has and is not said.
fn check(wish: &HandlingWish) -> Result<(), Refusal> {
    let (rides, holds) = match wish.kind {
        HandlingKindView::Loaded
        | HandlingKindView::Departed
        | HandlingKindView::Arrived
        | HandlingKindView::Unloaded => (true, false),
        HandlingKindView::Held | HandlingKindView::Released => (false, true),
        HandlingKindView::Received
        | HandlingKindView::GaugeChanged
        | HandlingKindView::CustomsCleared
        | HandlingKindView::Delivered => (false, false),
    };
    match (rides, wish.vehicle.is_some()) {
        (true, false) => return Err(bad("run", "run and section, or mode, with this kind", "nothing")),
        (false, true) => return Err(bad("run", "no run, section or mode with this kind", "a vehicle")),
        (true, true) | (false, false) => {}
    }
    match (holds, wish.hold.is_some()) {
        (true, false) => {
            Err(bad("hold", "who keeps the goods: customs, quarantine, payment, other", "nothing"))
        }
        (false, true) => Err(bad("hold", "nothing with this kind", "a hold")),
        (true, true) | (false, false) => Ok(()),
    }
}
