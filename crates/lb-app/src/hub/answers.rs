//! A hub's floor as answers show it: visits with their wagons drawn to length, placements, jobs, blocks, units.

use std::collections::BTreeMap;

use jiff::Timestamp;
use lb_base::UnitId;
use lb_hub::article::{Article, BoxLength};
use lb_hub::consist::ListedPlace;
use lb_hub::equipment::Condition;
use lb_hub::floor::Stay;
use lb_hub::job::Job;
use lb_hub::loading::{self, Loaded};
use lb_hub::spot::{Cell, Slot, Spot};
use lb_hub::visit::Visit;
use lb_hub::{Floor, VisitId};
use lb_network::layout::{Block, BlockId, Layout, Layouts};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::views::{
    ArticleView, DifferenceView, HoldView, JobView, MomentsView, MooringView, PlacementView, SpotView,
    VisitVehicleView,
};

/// Rows of a list of units at most.
pub const UNITS_MAX: usize = 500;

/// A box where it stands, as drawings and lists need it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BoxRow {
    /// Identifier.
    pub id: String,
    /// Number.
    pub number: String,
    /// Whether the number is right after its standard.
    pub flagged: bool,
    /// `20` or `40` for a box; `wagon`, `vehicle` or `piece` otherwise.
    pub form: String,
    /// `empty` or `laden`.
    pub fill: String,
    /// Gross mass, kilograms.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mass_kg: Option<i64>,
    /// Whether the mass is verified.
    pub verified: bool,
    /// Where it goes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destination: Option<String>,
    /// Whose it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer: Option<String>,
    /// HS code of what is in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goods: Option<String>,
    /// Set point, tenths of a degree Celsius.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set_point_dc: Option<i16>,
    /// Classes of dangerous goods.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dangerous: Vec<String>,
    /// Kinds of its holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holds: Vec<String>,
    /// Damage in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub damage: Option<String>,
    /// Where it stands.
    pub spot: SpotView,
    /// The same in words: `A1-05-2-3`, the wagon's number and slot, the visit's name.
    pub place: String,
    /// Since when it stands there; absent when it was there before the books were opened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// Its open job.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub job: Option<String>,
    /// The visit that takes it on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub onward: Option<String>,
}

/// A limit beside what is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LimitRow {
    /// `payload`, `axle`, `pair` or `bogies`.
    pub quantity: String,
    /// What it is, kilograms.
    pub value_kg: i64,
    /// What it may be, kilograms.
    pub limit_kg: i64,
    /// Whether it holds.
    pub holds: bool,
}

impl From<&loading::Limit> for LimitRow {
    fn from(limit: &loading::Limit) -> Self {
        Self {
            quantity: limit.quantity.word().to_owned(),
            value_kg: limit.value.as_kg(),
            limit_kg: limit.limit.as_kg(),
            holds: limit.holds(),
        }
    }
}

/// A box on a wagon, here or announced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LoadRow {
    /// The first slot that it takes, from 1.
    pub slot: u8,
    /// Identifier.
    pub id: String,
    /// Number.
    pub number: String,
    /// `20` or `40`.
    pub length: String,
    /// `empty` or `laden`.
    pub fill: String,
    /// Gross mass, kilograms.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mass_kg: Option<i64>,
    /// Where it goes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destination: Option<String>,
    /// Kinds of its holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holds: Vec<String>,
    /// Its open job.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub job: Option<String>,
}

/// A wagon of a train, here or announced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WagonRow {
    /// Identifier.
    pub id: String,
    /// Number.
    pub number: String,
    /// Type.
    pub wagon_type: String,
    /// Length over couplers, millimetres.
    pub length_mm: i64,
    /// Slots for 20 ft boxes.
    pub slots: u8,
    /// The track that it stands on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub track: Option<String>,
    /// Boxes on it.
    pub load: Vec<LoadRow>,
    /// What it bears beside what it may.
    pub limits: Vec<LimitRow>,
}

/// A visit with what it is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct VisitRow {
    /// Identifier.
    pub id: String,
    /// What comes.
    pub vehicle: VisitVehicleView,
    /// Its number or name.
    pub name: String,
    /// A train's index: forming station, number of the consist, station of destination.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub index: Option<String>,
    /// Who runs it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operator: Option<String>,
    /// `expected`, `arrived`, `working` or `complete`.
    pub stage: String,
    /// Arrival: planned, estimated, actual.
    pub arrival: MomentsView,
    /// Departure: planned, estimated, actual.
    pub departure: MomentsView,
    /// Where and when a ship lies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mooring: Option<MooringView>,
    /// Wagons, the head of the train first: those that are here, else those announced.
    pub wagons: Vec<WagonRow>,
    /// Length of the wagons, millimetres.
    pub length_mm: i64,
    /// Gross mass of wagons and boxes, kilograms, as far as known.
    pub mass_kg: i64,
    /// Boxes that it brought or brings.
    pub boxes: usize,
    /// Boxes on it now.
    pub boxes_on: usize,
    /// Open jobs that take something from it or bring something to it.
    pub jobs: usize,
    /// Held units on it.
    pub held: usize,
    /// Where what was found differs from what was announced.
    pub differences: Vec<DifferenceView>,
}

/// A job with what it moves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct JobRow {
    /// The job.
    #[serde(flatten)]
    pub job: JobView,
    /// Number of what is moved.
    pub number: String,
    /// Where it stands now, in words.
    pub from_place: String,
    /// Where it should go, in words.
    pub to_place: String,
    /// Number of the box that stands on top and must be moved first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub under: Option<String>,
    /// Kinds of holds that stop it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holds: Vec<String>,
}

/// How full a block is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BlockRow {
    /// The block.
    pub id: String,
    /// 20 ft places.
    pub places: u32,
    /// Places taken.
    pub taken: i64,
    /// Places that jobs keep free.
    pub reserved: i64,
    /// Boxes.
    pub boxes: usize,
    /// Boxes that something stops.
    pub held: usize,
    /// Running refrigerated boxes.
    pub reefers: usize,
    /// Height of each stack: by 20 ft bay, then by row.
    pub stacks: Vec<Vec<u8>>,
}

/// How a piece of equipment is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EquipmentRow {
    /// Which.
    pub id: String,
    /// Why it does not work.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub down: Option<String>,
    /// Since when it does not work.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// Jobs in its queue.
    pub jobs: usize,
}

/// A hub's floor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FloorAnswer {
    /// The hub.
    pub hub: String,
    /// How many events it has had.
    pub version: u64,
    /// The instant of the answer.
    pub now: String,
    /// Units that have come, the opening inventory included.
    pub entered: u64,
    /// Units that have left.
    pub left: u64,
    /// Units inside.
    pub inside: usize,
    /// Units that something stops.
    pub held: usize,
    /// Visits, by arrival.
    pub visits: Vec<VisitRow>,
    /// Live placements, by beginning.
    pub placements: Vec<PlacementView>,
    /// Open jobs, in the order of their queues.
    pub jobs: Vec<JobRow>,
    /// Blocks.
    pub blocks: Vec<BlockRow>,
    /// Equipment.
    pub equipment: Vec<EquipmentRow>,
}

/// A unit with its holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct HubUnitAnswer {
    /// The unit in a list.
    pub row: BoxRow,
    /// The unit as its papers describe it.
    pub article: ArticleView,
    /// What stops it.
    pub holds: Vec<HoldView>,
    /// What happened to it, the latest first.
    pub history: Vec<HistoryRow>,
}

/// Something that happened, in a story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct HistoryRow {
    /// Its place in the site's journal.
    pub position: u64,
    /// The kind.
    pub kind: String,
    /// When it happened.
    pub happened_at: String,
    /// When it was recorded.
    pub recorded_at: String,
    /// Who acted.
    pub actor: String,
    /// For which organisation.
    pub organisation: String,
    /// What happened, as the journal has it; absent where it names more than the subject.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub event: Option<serde_json::Value>,
}

/// Which units are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitFilter {
    /// Whose number holds this text.
    pub q: Option<String>,
    /// In this block.
    pub block: Option<String>,
    /// On this visit.
    pub visit: Option<String>,
    /// With a hold.
    pub held: bool,
    /// Whose number is wrong.
    pub flagged: bool,
    /// Closed boxes of the yard that no job moves: what may be put on a train.
    pub loadable: bool,
    /// That go there in the end.
    pub destination: Option<String>,
    /// Rows at most.
    pub limit: usize,
    /// Only those after this number and identifier: the end of the page before.
    pub after: Option<(String, UnitId)>,
}

/// The floor with what is needed to draw it.
#[derive(Debug)]
pub struct Drawn<'a> {
    floor: &'a Floor,
    layout: &'a Layout,
    layouts: &'a Layouts,
    now: Timestamp,
    jobs_by_visit: BTreeMap<VisitId, usize>,
}

impl<'a> Drawn<'a> {
    /// Returns the drawing of a floor at an instant.
    #[must_use]
    pub fn new(floor: &'a Floor, layout: &'a Layout, layouts: &'a Layouts, now: Timestamp) -> Self {
        let mut jobs_by_visit = BTreeMap::new();
        for job in floor.jobs() {
            let from = floor.unit(job.unit).and_then(|stay| floor.visit_of(&stay.spot));
            let mut visits = vec![from, floor.visit_of(&job.to)];
            visits.dedup();
            visits.into_iter().flatten().for_each(|visit| *jobs_by_visit.entry(visit).or_insert(0) += 1);
        }
        Self { floor, layout, layouts, now, jobs_by_visit }
    }

    /// Returns the whole floor.
    #[must_use]
    pub fn answer(&self, version: u64) -> FloorAnswer {
        let floor = self.floor;
        let mut visits: Vec<&Visit> = floor.visits().collect();
        visits.sort_by_key(|visit| (arrives(visit), visit.id));
        let mut placements: Vec<_> = floor.placements().collect();
        placements.sort_by_key(|placement| (placement.proposal.from, placement.proposal.id));
        let mut jobs: Vec<&Job> = floor.jobs().collect();
        jobs.sort_by_key(|job| (job.equipment.clone(), job.rank()));
        let (blocks, held) = self.blocks();
        FloorAnswer {
            hub: floor.hub().to_string(),
            version,
            now: self.now.to_string(),
            entered: floor.entered(),
            left: floor.left(),
            inside: floor.units().count(),
            held,
            visits: visits.into_iter().map(|visit| self.visit(visit)).collect(),
            placements: placements
                .into_iter()
                .map(|placement| PlacementView::at(placement, self.now))
                .collect(),
            jobs: jobs.into_iter().map(|job| self.job(job)).collect(),
            blocks,
            equipment: self.layout.equipment.keys().map(|id| self.equipment(id)).collect(),
        }
    }

    /// Returns units by a filter, with how many there are of them; of what may be put on a train how many go where, whatever the
    /// destination that is wanted.
    #[must_use]
    pub fn units(&self, filter: &UnitFilter) -> (Vec<BoxRow>, usize, BTreeMap<String, usize>) {
        let wanted = filter.q.as_deref().map(lb_hub::floor::number_key).filter(|key| !key.is_empty());
        let fits = |stay: &Stay| {
            let in_block = |slot: &Slot| Some(slot.block.as_str()) == filter.block.as_deref();
            let of_visit = || self.floor.visit_of(&stay.spot).map(|visit| visit.to_string());
            wanted.as_ref().is_none_or(|key| {
                lb_hub::floor::number_key(&stay.article.identity.to_string()).contains(key.as_str())
            }) && (filter.block.is_none() || matches!(&stay.spot, Spot::Yard(slot) if in_block(slot)))
                && (filter.visit.is_none() || of_visit() == filter.visit)
                && (!filter.held || !stay.holds.is_empty())
                && (!filter.flagged || stay.article.identity.finding().is_some())
                && (!filter.loadable || self.is_loadable(stay))
        };
        let goes = |stay: &Stay| stay.article.destination.as_ref().map(ToString::to_string);
        let mut found: Vec<&Stay> =
            self.floor.units().map(|(_, stay)| stay).filter(|stay| fits(stay)).collect();
        let mut counts = BTreeMap::new();
        if filter.loadable {
            let places = found.iter().filter_map(|stay| goes(stay));
            places.for_each(|place| *counts.entry(place).or_insert(0) += 1);
        }
        found.retain(|stay| filter.destination.is_none() || goes(stay) == filter.destination);
        let key = |stay: &Stay| (stay.article.identity.to_string(), stay.article.id);
        found.sort_by_cached_key(|stay| key(stay));
        let total = found.len();
        // What came or left meanwhile moves no row to another page.
        let page =
            found.into_iter().filter(|stay| filter.after.as_ref().is_none_or(|after| key(stay) > *after));
        (page.take(filter.limit.min(UNITS_MAX)).map(|stay| self.row(stay)).collect(), total, counts)
    }

    fn is_loadable(&self, stay: &Stay) -> bool {
        let is_box = stay.article.box_length().is_some();
        let list = self.floor.store().list_of(&stay.article.identity.to_string());
        let is_open = list.is_some_and(|list| list.stage.is_at_work());
        is_box
            && matches!(stay.spot, Spot::Yard(_))
            && !is_open
            && self.floor.job_of(stay.article.id).is_none()
    }

    /// Returns everything that stands in a block.
    #[must_use]
    pub fn block(&self, block: &BlockId) -> Vec<BoxRow> {
        let in_block = |stay: &&Stay| matches!(&stay.spot, Spot::Yard(slot) if slot.block == *block);
        let mut found: Vec<&Stay> = self.floor.units().map(|(_, stay)| stay).filter(in_block).collect();
        found.sort_by(|one, other| one.spot.cmp(&other.spot));
        found.into_iter().map(|stay| self.row(stay)).collect()
    }

    /// Returns a unit in a list.
    #[must_use]
    pub fn row(&self, stay: &Stay) -> BoxRow {
        let article = &stay.article;
        let form = article.box_length().map_or_else(|| article.form.word(), BoxLength::word);
        BoxRow {
            id: article.id.to_string(),
            number: article.identity.to_string(),
            flagged: article.identity.finding().is_some(),
            form: form.to_owned(),
            fill: article.fill.word().to_owned(),
            mass_kg: article.gross.mass().map(lb_base::Mass::as_kg),
            verified: matches!(article.gross, lb_hub::article::Gross::Verified(_)),
            destination: article.destination.as_ref().map(ToString::to_string),
            customer: article.customer.as_ref().map(ToString::to_string),
            goods: article.goods.map(|goods| goods.to_string()),
            set_point_dc: article.set_point,
            dangerous: article.dangerous.clone(),
            holds: holds(stay),
            damage: stay.damage.clone(),
            spot: SpotView::from(&stay.spot),
            place: self.place(&stay.spot),
            since: stay.entered.map(|_| stay.since.to_string()),
            job: self.floor.job_of(article.id).map(|job| job.id.to_string()),
            onward: article.onward.map(|visit| visit.to_string()),
        }
    }

    /// Returns a spot as people say it.
    pub(super) fn place(&self, spot: &Spot) -> String {
        match spot {
            Spot::Yard(slot) => slot.to_string(),
            Spot::Warehouse { warehouse, bay } => format!("{warehouse}/{bay}"),
            Spot::Wagon { wagon, slot } => format!("{} #{slot}", self.number(*wagon)),
            Spot::Visit { visit, stow } => {
                let name = self.floor.visit(*visit).map_or_else(String::new, |visit| visit.name.clone());
                if stow.is_unsaid() { name } else { format!("{name} {stow}") }
            }
        }
    }

    fn number(&self, unit: UnitId) -> String {
        self.floor.unit(unit).map_or_else(String::new, |stay| stay.article.identity.to_string())
    }

    fn job(&self, job: &Job) -> JobRow {
        let stay = self.floor.unit(job.unit);
        let above = stay.and_then(|stay| self.floor.on_top(&stay.spot, job.length?).next());
        JobRow {
            job: JobView::from(job),
            number: self.number(job.unit),
            from_place: stay.map_or_else(String::new, |stay| self.place(&stay.spot)),
            to_place: self.place(&job.to),
            under: above.map(|unit| self.number(unit)),
            holds: stay.map(holds).unwrap_or_default(),
        }
    }

    fn equipment(&self, id: &lb_network::layout::EquipmentId) -> EquipmentRow {
        let (down, since) = match self.floor.condition(id) {
            Condition::Works => (None, None),
            Condition::Down { reason, since } => (Some(reason.clone()), Some(since.to_string())),
        };
        let jobs = self.floor.jobs().filter(|job| job.equipment.as_ref() == Some(id)).count();
        EquipmentRow { id: id.to_string(), down, since, jobs }
    }

    /// Returns how full the blocks are, and how many units are held anywhere.
    fn blocks(&self) -> (Vec<BlockRow>, usize) {
        let empty = |block: &Block| BlockRow {
            id: block.id.to_string(),
            places: block.teu_places(),
            taken: 0,
            reserved: 0,
            boxes: 0,
            held: 0,
            reefers: 0,
            stacks: vec![vec![0; usize::from(block.rows)]; usize::from(block.bays)],
        };
        let blocks = self.layout.blocks.iter();
        let mut rows: BTreeMap<&str, BlockRow> =
            blocks.map(|(id, block)| (id.as_str(), empty(block))).collect();
        let mut held = 0;
        for (_, stay) in self.floor.units() {
            held += usize::from(!stay.holds.is_empty());
            let Spot::Yard(slot) = &stay.spot else { continue };
            let Some(row) = rows.get_mut(slot.block.as_str()) else { continue };
            row.boxes += 1;
            row.held += usize::from(!stay.holds.is_empty());
            row.reefers += usize::from(stay.article.needs_plug());
            for cell in stay.spot.cells(stay.article.box_length()) {
                if let Cell::Yard(slot) = cell {
                    row.taken += 1;
                    raise(&mut row.stacks, &slot);
                }
            }
        }
        for job in self.floor.jobs() {
            let Spot::Yard(slot) = &job.to else { continue };
            if let Some(row) = rows.get_mut(slot.block.as_str()) {
                row.reserved += job.length.map_or(0, |length| i64::from(length.slots()));
            }
        }
        (rows.into_values().collect(), held)
    }

    fn visit(&self, visit: &Visit) -> VisitRow {
        let wagons = if visit.is_here() || !visit.consist.is_empty() {
            visit.consist.iter().filter_map(|wagon| self.wagon(*wagon)).collect()
        } else {
            self.announced(visit)
        };
        let aboard: Vec<&Stay> = self
            .floor
            .aboard(visit.id)
            .flat_map(|unit| {
                let on = self.floor.load(unit).into_iter().map(|(_, unit)| unit);
                std::iter::once(unit).chain(on).collect::<Vec<UnitId>>()
            })
            .filter_map(|unit| self.floor.unit(unit))
            .collect();
        let listed = visit.listed.iter().filter(|line| line.place != ListedPlace::Consist).count();
        let boxes_on = aboard.iter().filter(|stay| stay.article.wagon_type().is_none()).count();
        let here = aboard.iter().filter_map(|stay| stay.article.gross.mass()).map(lb_base::Mass::as_kg);
        let announced =
            visit.listed.iter().filter_map(|line| line.article.gross.mass()).map(lb_base::Mass::as_kg);
        let is_here = !aboard.is_empty() || visit.is_here();
        VisitRow {
            id: visit.id.to_string(),
            vehicle: VisitVehicleView::from(&visit.vehicle),
            name: visit.name.clone(),
            index: visit.index.map(|index| index.to_string()),
            operator: visit.operator.as_ref().map(ToString::to_string),
            stage: visit.stage.word().to_owned(),
            arrival: MomentsView::from(&visit.arrival),
            departure: MomentsView::from(&visit.departure),
            mooring: visit.mooring.as_ref().map(MooringView::from),
            length_mm: wagons.iter().map(|wagon: &WagonRow| wagon.length_mm).sum(),
            mass_kg: if is_here { here.sum() } else { announced.sum() },
            boxes: listed.max(boxes_on),
            boxes_on: if is_here { boxes_on } else { listed },
            jobs: self.jobs_by_visit.get(&visit.id).copied().unwrap_or(0),
            held: aboard.iter().filter(|stay| !stay.holds.is_empty()).count(),
            differences: visit.differences.iter().map(DifferenceView::from).collect(),
            wagons,
        }
    }

    fn wagon(&self, wagon: UnitId) -> Option<WagonRow> {
        let load = self.floor.load(wagon).into_iter();
        let load: Vec<(u8, &Stay)> =
            load.filter_map(|(slot, unit)| Some((slot, self.floor.unit(unit)?))).collect();
        let articles: Vec<(u8, &Article)> = load.iter().map(|(slot, stay)| (*slot, &stay.article)).collect();
        let row = self.wagon_row(&self.floor.unit(wagon)?.article, &articles)?;
        let stands = |(row, (_, stay)): (LoadRow, (u8, &Stay))| LoadRow {
            holds: holds(stay),
            job: self.floor.job_of(stay.article.id).map(|job| job.id.to_string()),
            ..row
        };
        Some(WagonRow {
            track: self.floor.track_of(wagon).map(ToString::to_string),
            load: row.load.into_iter().zip(load).map(stands).collect(),
            ..row
        })
    }

    /// Returns the wagons of a train that was announced.
    fn announced(&self, visit: &Visit) -> Vec<WagonRow> {
        let mut loads: BTreeMap<UnitId, Vec<(u8, &Article)>> = BTreeMap::new();
        for line in &visit.listed {
            if let ListedPlace::Wagon { wagon, slot } = line.place {
                loads.entry(wagon).or_default().push((slot, &line.article));
            }
        }
        let wagons = visit.listed.iter().filter(|line| line.place == ListedPlace::Consist);
        let load = |wagon: &Article| loads.get(&wagon.id).map_or(&[][..], Vec::as_slice);
        wagons.filter_map(|line| self.wagon_row(&line.article, load(&line.article))).collect()
    }

    /// Returns a wagon with boxes, and what it bears beside what the railway of its gauge lets it.
    fn wagon_row(&self, wagon: &Article, load: &[(u8, &Article)]) -> Option<WagonRow> {
        let wagon_type = self.layouts.wagon_types.get(wagon.wagon_type()?)?;
        let boxes: Vec<Loaded> =
            load.iter().filter_map(|(slot, article)| Loaded::of(*slot, article)).collect();
        let railway = self.layouts.railway_at(self.layout, wagon_type.gauge);
        let limits = railway.map(|railway| loading::limits(wagon_type, railway, &boxes)).unwrap_or_default();
        Some(WagonRow {
            id: wagon.id.to_string(),
            number: wagon.identity.to_string(),
            wagon_type: wagon_type.id.to_string(),
            length_mm: wagon_type.length.as_mm(),
            slots: wagon_type.slots,
            track: None,
            load: load.iter().filter_map(|(slot, article)| load_row(article, *slot)).collect(),
            limits: limits.iter().map(LimitRow::from).collect(),
        })
    }
}

fn raise(stacks: &mut [Vec<u8>], slot: &Slot) {
    let bay = usize::from(slot.bay / 2);
    let row = usize::from(slot.row.saturating_sub(1));
    if let Some(height) = stacks.get_mut(bay).and_then(|rows| rows.get_mut(row)) {
        *height = (*height).max(slot.tier);
    }
}

/// Returns when a visit arrived, or is thought or planned to; those without a time come last.
fn arrives(visit: &Visit) -> Timestamp {
    let moments = &visit.arrival;
    let actual = moments.actual.map(|actual| actual.0);
    let estimated = moments.estimated.map(|estimated| estimated.likely.timestamp());
    let planned = moments.planned.map(lb_base::time::Planned::timestamp);
    actual.or(estimated).or(planned).unwrap_or(Timestamp::MAX)
}

pub(super) fn holds(stay: &Stay) -> Vec<String> {
    let mut kinds: Vec<String> = stay.holds.values().map(|hold| hold.kind.word().to_owned()).collect();
    kinds.sort();
    kinds.dedup();
    kinds
}

fn load_row(article: &Article, slot: u8) -> Option<LoadRow> {
    Some(LoadRow {
        slot,
        id: article.id.to_string(),
        number: article.identity.to_string(),
        length: article.box_length()?.word().to_owned(),
        fill: article.fill.word().to_owned(),
        mass_kg: article.gross.mass().map(lb_base::Mass::as_kg),
        destination: article.destination.as_ref().map(ToString::to_string),
        holds: Vec::new(),
        job: None,
    })
}
