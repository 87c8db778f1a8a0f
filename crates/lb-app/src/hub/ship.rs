//! A ship as answers show it: what stands where aboard, what is to be loaded and discharged, how far that has come, its decks.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use lb_base::{Mass, UnitId};
use lb_hub::article::{Article, Gross};
use lb_hub::floor::Stay;
use lb_hub::ship::{self, Direction, LoadLine, Progress, Work};
use lb_hub::spot::Spot;
use lb_hub::stow::Stow;
use lb_hub::visit::{Vehicle, Visit};
use lb_hub::{Floor, Ground, JobId, VisitId};
use lb_network::layout::{Layout, Layouts};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::answers::{Drawn, holds};
use super::requests::PLANNED_MAX;
use super::views::{DeckView, MooringView, SeaPapersView, SpotView};
use crate::booking::import::RowProblem;
use crate::journal::Randomness;
use crate::refusal::Refusal;

/// A thing that a ship brought, has aboard or is to load.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ShipRow {
    /// Identifier.
    pub id: String,
    /// Number.
    pub number: String,
    /// Whether the number is wrong after its standard.
    pub flagged: bool,
    /// `20` or `40` for a box; `vehicle` or `piece` otherwise.
    pub form: String,
    /// `empty` or `laden`.
    pub fill: String,
    /// `discharge` (to leave the ship here), `load` (to be put aboard), or `stays` (goes on with the ship).
    pub list: String,
    /// `absent`, `to_do`, `planned`, `done`, `shut_out` or `stays`.
    pub progress: String,
    /// Gross mass, kilograms.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mass_kg: Option<i64>,
    /// Whether the mass is verified.
    pub verified: bool,
    /// Where aboard it stands or is to stand: a position of seven digits, `D3/2`, or words; empty where nobody says.
    pub stow: String,
    /// The bay, where it is a position.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bay: Option<u16>,
    /// The row: 0 over the keel, odd to starboard, even to port.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u8>,
    /// The tier: from 70 on it is on deck.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tier: Option<u8>,
    /// Whether it stands aboard now.
    pub aboard: bool,
    /// Where it stands now; absent when it is not at the hub.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spot: Option<SpotView>,
    /// The same in words.
    pub place: String,
    /// What the ship's lists say of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sea: Option<SeaPapersView>,
    /// Set point, tenths of a degree Celsius.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set_point_dc: Option<i16>,
    /// Classes of dangerous goods.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dangerous: Vec<String>,
    /// Kinds of its holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holds: Vec<String>,
    /// Its open job.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub job: Option<String>,
    /// Why it is left behind, where somebody said so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shut_out: Option<String>,
    /// What stands in the way of a job for it; absent where nothing does, or where a job is planned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stop: Option<RowProblem>,
}

/// How many of a list have come how far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProgressCount {
    /// All of them, without what is shut out.
    pub total: usize,
    /// Moved.
    pub done: usize,
    /// With a job.
    pub planned: usize,
    /// Without one.
    pub to_do: usize,
    /// Not at the hub.
    pub absent: usize,
    /// Left behind.
    pub shut_out: usize,
}

/// A deck with what its lanes have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DeckRow {
    /// The deck.
    #[serde(flatten)]
    pub deck: DeckView,
    /// Of each lane, what is taken by what stands there, millimetres.
    pub taken_mm: Vec<i64>,
    /// Of each lane, what jobs bring, millimetres.
    pub coming_mm: Vec<i64>,
}

/// A ship at a hub.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ShipAnswer {
    /// The visit.
    pub visit: String,
    /// The ship's name or voyage.
    pub name: String,
    /// `expected`, `arrived`, `working` or `complete`.
    pub stage: String,
    /// The UN/LOCODE of the hub: what has another port of discharge goes on with the ship.
    pub port: String,
    /// Where and when it lies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mooring: Option<MooringView>,
    /// What it brought, what is aboard, what is to be loaded: discharge, then what stays, then the load list.
    pub rows: Vec<ShipRow>,
    /// How far the discharge has come.
    pub discharge: ProgressCount,
    /// How far the loading has come.
    pub load: ProgressCount,
    /// Decks.
    pub decks: Vec<DeckRow>,
}

/// Returns the UN/LOCODE of a hub: its place's identifier begins with it.
#[must_use]
pub fn port_of(layout: &Layout) -> String {
    layout.place.as_str().chars().take(5).collect()
}

/// Returns a ship of a hub.
///
/// # Errors
/// `hub.visit_not_found`; `hub.wrong_vehicle` when it is no ship.
pub fn ship_of(floor: &Floor, id: VisitId) -> Result<&Visit, Refusal> {
    let visit = floor.visit(id).ok_or(lb_hub::Refusal::VisitNotFound { visit: id })?;
    match visit.vehicle {
        Vehicle::Vessel { .. } => Ok(visit),
        Vehicle::Train { .. } | Vehicle::Truck => {
            let (name, found) = (visit.name.clone(), visit.vehicle.word());
            Err(lb_hub::Refusal::WrongVehicle { visit: id, name, expected: "vessel", found }.into())
        }
    }
}

/// Returns a ship as it is worked: what stands where, what is to be done, and what stands in the way of it.
///
/// # Errors
/// `hub.visit_not_found`; `hub.wrong_vehicle` when it is no ship.
pub fn ship(
    floor: &Floor,
    (layout, layouts): (&Layout, &Layouts),
    id: VisitId,
    now: Timestamp,
) -> Result<ShipAnswer, Refusal> {
    let visit = ship_of(floor, id)?;
    let drawn = Drawn::new(floor, layout, layouts, now);
    let told = Told { floor, visit, drawn: &drawn, stops: stops(floor, &Ground { layout, layouts }, id) };
    let mut rows: Vec<ShipRow> = told.brought(layout);
    let loads: BTreeSet<UnitId> = visit.ship.loads.iter().map(|line| line.article.id).collect();
    let listed: BTreeSet<String> = rows.iter().map(|row| row.id.clone()).collect();
    // What was put aboard without a list.
    let more = floor.aboard(id).filter(|unit| !loads.contains(unit) && !listed.contains(&unit.to_string()));
    let more: Vec<ShipRow> = more.filter_map(|unit| told.aboard(floor.unit(unit)?)).collect();
    rows.extend(more);
    rows.sort_by(|one, other| {
        (&one.list, &one.stow, &one.number).cmp(&(&other.list, &other.stow, &other.number))
    });
    // What is loaded again stands in the load list only.
    let again: BTreeSet<String> = loads.iter().map(ToString::to_string).collect();
    rows.retain(|row| !again.contains(&row.id));
    rows.extend(visit.ship.loads.iter().map(|line| told.load(line)));
    Ok(ShipAnswer {
        visit: id.to_string(),
        name: visit.name.clone(),
        stage: visit.stage.word().to_owned(),
        port: port_of(layout),
        mooring: visit.mooring.as_ref().map(MooringView::from),
        discharge: count(rows.iter().filter(|row| row.list == Direction::Discharge.word())),
        load: count(rows.iter().filter(|row| row.list == Direction::Load.word())),
        rows,
        decks: visit.ship.decks.iter().map(|deck| deck_row(floor, id, deck)).collect(),
    })
}

/// Returns what stands in the way of the first units that are left to do.
fn stops(floor: &Floor, ground: &Ground<'_>, visit: VisitId) -> BTreeMap<UnitId, lb_hub::Refusal> {
    let mut randomness = Randomness::from_seed([0; 32]);
    let names: Vec<JobId> = (0..PLANNED_MAX).map(|_| JobId::at(0, randomness.draw())).collect();
    let mut all = BTreeMap::new();
    for direction in Direction::ALL {
        let work = Work { visit, direction, units: BTreeSet::new(), blocks: Vec::new(), equipment: None };
        if let Ok(plan) = lb_hub::decide::ship::plan(floor, ground, &work, &names) {
            all.extend(plan.left);
        }
    }
    all
}

fn deck_row(floor: &Floor, visit: VisitId, deck: &ship::Deck) -> DeckRow {
    let taken = ship::lanes_taken(floor, visit, deck);
    DeckRow {
        deck: DeckView::from(deck),
        taken_mm: taken.iter().map(|(there, _)| there.as_mm()).collect(),
        coming_mm: taken.iter().map(|(_, comes)| comes.as_mm()).collect(),
    }
}

fn count<'a>(rows: impl Iterator<Item = &'a ShipRow>) -> ProgressCount {
    let mut count = ProgressCount::default();
    for row in rows {
        match row.progress.as_str() {
            "done" => count.done += 1,
            "planned" => count.planned += 1,
            "to_do" => count.to_do += 1,
            "absent" => count.absent += 1,
            "shut_out" => count.shut_out += 1,
            _ => {}
        }
    }
    count.total = count.done + count.planned + count.to_do + count.absent;
    count
}

struct Told<'a> {
    floor: &'a Floor,
    visit: &'a Visit,
    drawn: &'a Drawn<'a>,
    stops: BTreeMap<UnitId, lb_hub::Refusal>,
}

impl Told<'_> {
    /// Returns what the ship brought, or what is announced while it is not here.
    fn brought(&self, layout: &Layout) -> Vec<ShipRow> {
        let listed: BTreeMap<UnitId, &lb_hub::consist::Listing> =
            self.visit.listed.iter().map(|line| (line.article.id, line)).collect();
        if !self.visit.is_here() {
            return listed.values().map(|line| self.announced(line, layout)).collect();
        }
        let brought = self.visit.ship.brought.keys().filter_map(|unit| {
            let stay = self.floor.unit(*unit);
            let article =
                stay.map(|stay| &stay.article).or_else(|| listed.get(unit).map(|line| &line.article))?;
            let stays = !article.is_discharged_at(&layout.place);
            let progress = ship::discharge(self.floor, self.visit, *unit, stays);
            let stow = listed.get(unit).and_then(|line| aboard_at(&line.place));
            let now = stay.and_then(|stay| self.stow_of(&stay.spot));
            let list = if stays { Progress::Stays.word() } else { Direction::Discharge.word() };
            Some(self.row(article, (list, progress), now.or(stow).unwrap_or_default()))
        });
        brought.collect()
    }

    fn announced(&self, line: &lb_hub::consist::Listing, layout: &Layout) -> ShipRow {
        let stays = !line.article.is_discharged_at(&layout.place);
        let (list, progress) = if stays {
            (Progress::Stays.word(), Progress::Stays)
        } else {
            (Direction::Discharge.word(), Progress::ToDo)
        };
        self.row(&line.article, (list, progress), aboard_at(&line.place).unwrap_or_default())
    }

    /// Returns something that is aboard and on no list: it was put there here, and goes with the ship.
    fn aboard(&self, stay: &Stay) -> Option<ShipRow> {
        let stow = self.stow_of(&stay.spot)?;
        Some(self.row(&stay.article, (Progress::Stays.word(), Progress::Stays), stow))
    }

    fn load(&self, line: &LoadLine) -> ShipRow {
        let progress = ship::loading(self.floor, self.visit, line);
        let stay = self.floor.unit(line.article.id);
        let article = stay.map_or_else(|| line.article.clone(), |stay| loaded(&stay.article, line));
        let now = stay.and_then(|stay| self.stow_of(&stay.spot));
        let stow = now.unwrap_or_else(|| line.stow.clone());
        let row = self.row(&article, (Direction::Load.word(), progress), stow);
        ShipRow { shut_out: line.shut_out.clone(), ..row }
    }

    fn stow_of(&self, spot: &Spot) -> Option<Stow> {
        match spot {
            Spot::Visit { visit, stow } if *visit == self.visit.id => Some(stow.clone()),
            Spot::Visit { .. } | Spot::Yard(_) | Spot::Wagon { .. } | Spot::Warehouse { .. } => None,
        }
    }

    fn row(&self, article: &Article, (list, progress): (&str, Progress), stow: Stow) -> ShipRow {
        let stay = self.floor.unit(article.id);
        let at = stow.position();
        let form = article.box_length().map_or_else(|| article.form.word(), lb_hub::article::BoxLength::word);
        let stop = self.stops.get(&article.id).filter(|_| progress == Progress::ToDo);
        ShipRow {
            id: article.id.to_string(),
            number: article.identity.to_string(),
            flagged: article.identity.finding().is_some(),
            form: form.to_owned(),
            fill: article.fill.word().to_owned(),
            list: list.to_owned(),
            progress: progress.word().to_owned(),
            mass_kg: article.gross.mass().map(Mass::as_kg),
            verified: matches!(article.gross, Gross::Verified(_)),
            bay: at.map(lb_base::StowPosition::bay),
            row: at.map(lb_base::StowPosition::row),
            tier: at.map(lb_base::StowPosition::tier),
            stow: stow.to_string(),
            aboard: stay.is_some_and(|stay| self.stow_of(&stay.spot).is_some()),
            spot: stay.map(|stay| SpotView::from(&stay.spot)),
            place: stay.map(|stay| self.drawn.place(&stay.spot)).unwrap_or_default(),
            sea: article.sea.as_deref().map(SeaPapersView::from),
            set_point_dc: article.set_point,
            dangerous: article.dangerous.clone(),
            holds: stay.map(holds).unwrap_or_default(),
            job: self.floor.job_of(article.id).map(|job| job.id.to_string()),
            shut_out: None,
            stop: stop.map(|refusal| RowProblem::of(&Refusal::from(refusal.clone()), "", 0)),
        }
    }
}

fn aboard_at(place: &lb_hub::consist::ListedPlace) -> Option<Stow> {
    match place {
        lb_hub::consist::ListedPlace::Aboard { stow } => Some(stow.clone()),
        lb_hub::consist::ListedPlace::Consist | lb_hub::consist::ListedPlace::Wagon { .. } => None,
    }
}

/// Returns an article as it goes aboard: as it stands here, with the voyage that the load list says.
#[must_use]
pub fn loaded(article: &Article, line: &LoadLine) -> Article {
    Article { sea: line.article.sea.clone().or_else(|| article.sea.clone()), ..article.clone() }
}
