//! A working day on the floors of the corridor's hubs, to try the program with: boxes that stand, trains and ships that come.
//!
//! Everything is made up but the floor plans; trains, ships and organisations say so. The story is told by the same tasks that
//! serve people, at the instants at which they would have come. The same seed tells the same day.

mod gate;
mod gauge;
mod goods;
mod grain;
mod reefers;
mod ship;
mod things;
mod train;
mod week;

use std::sync::Arc;

use jiff::SignedDuration;
use lb_network::layout::{EquipmentKind, Layout, Track, TrackKind};

use self::things::{Things, train};
use super::floor::HubOn;
use super::requests::{
    EquipmentAction, HoldAction, HubAction, InventoryAction, JobAction, JobWish, ListLine, PlacementAction,
    VisitAction,
};
use super::ship::port_of;
use super::story::HubDone;
use super::views::{BoxLengthView, FormView, HubHoldKindView, SpotView, UrgencyView, VisitVehicleView};
use crate::app::App;
use crate::desk::{Caller, Desk};
use crate::journal::{Author, Body, Fault, Moment};
use crate::refusal::Refusal;

/// Who is asked about placements where: the railway of the port, the station beside the dry port.
const PARTNERS: [(&str, &str); 2] = [("LYG-BASE", "DEMO-RAIL"), ("KHORGOS", "DEMO-KTZ")];
/// Boxes of one command of the opening inventory.
const OPENED_AT_ONCE: usize = 250;

/// How much is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// A working day, with half of the yard full.
    Day,
    /// The same day with a busy week behind it, and a yard that is nearly full.
    Week,
}

/// Tells a day, or a week, on the floor of every hub that stands in the corridor with a partner to talk to.
///
/// Returns how many hubs there are.
///
/// # Errors
/// A fault of the journal.
pub async fn fill(
    app: &Arc<App>,
    desk: &Desk,
    caller: &Caller,
    (now, extent): (Moment, Extent),
) -> Result<usize, Fault> {
    let mut told = 0;
    for (hub, partner) in PARTNERS {
        let layout = app.corridor().layouts.hubs.values().find(|layout| layout.id.as_str() == hub);
        let Some(layout) = layout else { continue };
        let organisation = partner.parse().map_err(|error| Fault::caused("partner", error))?;
        let author = Author { organisation, ..caller.author.clone() };
        let railway = Caller { author, ..caller.clone() };
        let teller = Teller { app, desk, layout, base: caller, railway: &railway, now, extent };
        teller.day().await?;
        told += 1;
    }
    Ok(told)
}

struct Teller<'a> {
    app: &'a Arc<App>,
    desk: &'a Desk,
    layout: &'a Layout,
    base: &'a Caller,
    railway: &'a Caller,
    now: Moment,
    extent: Extent,
}

/// A train of the story.
struct TrainStory {
    name: &'static str,
    gauge: u32,
    /// Minutes from now to its arrival.
    arrival: i64,
    /// How it goes on.
    far: Far,
}

/// How far a train has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Far {
    /// Announced with its list.
    Expected,
    /// Here, not offered yet.
    Arrived,
    /// Offered to a track, unanswered.
    Offered,
    /// Agreed for a track.
    Accepted,
    /// Standing on a track, being worked.
    Working,
}

#[rustfmt::skip]
const TRAINS: &[TrainStory] = &[
    TrainStory { name: "X8155 (demo)", gauge: 1_435, arrival: -300, far: Far::Working },
    TrainStory { name: "X8157 (demo)", gauge: 1_435, arrival: -120, far: Far::Accepted },
    TrainStory { name: "X8061 (demo)", gauge: 1_435, arrival: -45, far: Far::Offered },
    TrainStory { name: "X8203 (demo)", gauge: 1_435, arrival: -20, far: Far::Arrived },
    TrainStory { name: "X8159 (demo)", gauge: 1_435, arrival: 190, far: Far::Expected },
    TrainStory { name: "X8161 (demo)", gauge: 1_435, arrival: 560, far: Far::Expected },
    TrainStory { name: "2501 (demo)", gauge: 1_520, arrival: -260, far: Far::Working },
    TrainStory { name: "2503 (demo)", gauge: 1_520, arrival: -80, far: Far::Offered },
    TrainStory { name: "2505 (demo)", gauge: 1_520, arrival: 240, far: Far::Expected },
];

/// Ships of the story: name, length in metres, draught in decimetres, minutes from now to arrival.
const SHIPS: [(&str, i64, i64, i64); 3] = [
    ("Demo Harmony 104E", 172, 96, -240),
    ("Demo Orient 058E", 148, 82, 310),
    ("Demo Pioneer 021E", 186, 101, 1_500),
];

impl Teller<'_> {
    /// Has something done as of some minutes from now. Returns what was made, nothing when it was refused.
    async fn does(
        &self,
        who: &Caller,
        minutes: i64,
        actions: Vec<HubAction>,
    ) -> Result<Option<HubDone>, Fault> {
        Ok(self.tells(who, minutes, actions).await?.ok())
    }

    /// Has something done as of some minutes from now. Returns what was made, or why not.
    async fn tells(
        &self,
        who: &Caller,
        minutes: i64,
        actions: Vec<HubAction>,
    ) -> Result<Result<HubDone, Refusal>, Fault> {
        let hub = self.layout.id.clone();
        let task = HubOn { app: Arc::clone(self.app), hub, version: None, actions };
        let receipt = match self.desk.tell(Arc::new(task), who, self.at(minutes)).await? {
            Ok(receipt) => receipt,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let answer = receipt.answer.as_ref().and_then(Body::value).unwrap_or_default();
        serde_json::from_value(answer).map(Ok).map_err(|error| Fault::caused("answer", error))
    }

    fn at(&self, minutes: i64) -> Moment {
        let moved = self.now.timestamp().checked_add(SignedDuration::from_mins(minutes));
        moved.map_or(self.now, Moment::from)
    }

    /// Returns the whole minute some minutes from now.
    fn minute(&self, minutes: i64) -> String {
        let at = self.at(minutes).timestamp();
        lb_base::Minute::from_timestamp(at).map_or_else(|_| at.to_string(), lb_base::Minute::rfc3339)
    }

    async fn day(&self) -> Result<(), Fault> {
        let mut things = Things::new(self.layout.id.as_str());
        self.inventory(&mut things).await?;
        if self.extent == Extent::Week {
            self.week(&mut things).await?;
        }
        let mut ships = Vec::new();
        for ship in SHIPS {
            ships.extend(self.ship(ship, &mut things).await?);
        }
        let mut working = Vec::new();
        for story in TRAINS {
            let visit = self.train(story, ships.first().map(String::as_str), &mut things).await?;
            working.extend(visit.map(|visit| (story.gauge, visit)));
        }
        if self.extent == Extent::Week {
            self.ahead(&mut things).await?;
        }
        self.gauge_change(&working).await?;
        self.grain(ships.first().map(String::as_str)).await?;
        self.reefers().await?;
        self.trucks(&mut things).await?;
        self.goods().await?;
        self.ship_work(ships.first().map(String::as_str)).await?;
        self.ferry().await?;
        self.train_of_rules(&mut things).await?;
        self.troubles(&things).await
    }

    async fn inventory(&self, things: &mut Things) -> Result<(), Fault> {
        let mut standing = Vec::new();
        for block in self.layout.blocks.values() {
            standing.extend(things.block(block, self.extent));
        }
        while !standing.is_empty() {
            let rest = standing.split_off(standing.len().min(OPENED_AT_ONCE));
            let units = std::mem::replace(&mut standing, rest);
            let open = HubAction::Inventory(InventoryAction::Open { units });
            let opened = if self.extent == Extent::Week { week::OPENED } else { -2_880 };
            self.does(self.base, opened, vec![open]).await?;
        }
        Ok(())
    }

    /// Returns the visit of a ship that is here.
    async fn ship(
        &self,
        (name, metres, decimetres, arrival): (&str, i64, i64, i64),
        things: &mut Things,
    ) -> Result<Option<String>, Fault> {
        let Some(berth) = self.layout.berths.values().find(|berth| berth.length.as_mm() >= metres * 1_000)
        else {
            return Ok(None);
        };
        let expect = HubAction::Visit(VisitAction::Expect {
            vehicle: VisitVehicleView::Vessel { length_mm: metres * 1_000, draught_mm: decimetres * 100 },
            name: name.to_owned(),
            operator: None,
            arrival: Some(self.minute(arrival)),
            departure: Some(self.minute(arrival + 1_100)),
        });
        let made = self.does(self.base, arrival.min(0) - 1_500, vec![expect]).await?;
        let Some(visit) = first(made, "visit") else { return Ok(None) };
        let lines = things.stowed(&port_of(self.layout));
        let moor = VisitAction::Moor {
            visit: visit.clone(),
            berth: berth.id.to_string(),
            offset_mm: 20_000,
            from: self.minute(arrival),
            until: self.minute(arrival + 1_100),
        };
        let list = VisitAction::List { visit: visit.clone(), from: 0, lines };
        let planned = vec![HubAction::Visit(moor), HubAction::Visit(list)];
        self.does(self.base, arrival.min(0) - 1_400, planned).await?;
        if arrival > 0 {
            return Ok(None);
        }
        let arrive = VisitAction::Arrive { visit: visit.clone(), at: None, found: None };
        self.does(self.base, arrival + 12, vec![HubAction::Visit(arrive)]).await?;
        Ok(Some(visit))
    }

    /// Returns the visit of a train that stands on a track and is worked.
    async fn train(
        &self,
        story: &TrainStory,
        ship: Option<&str>,
        things: &mut Things,
    ) -> Result<Option<String>, Fault> {
        let Some(wagon_type) = train(self.app, story.gauge) else { return Ok(None) };
        if !self.layout.tracks.values().any(|track| track.gauges.contains(&story.gauge)) {
            return Ok(None);
        }
        let expect = HubAction::Visit(VisitAction::Expect {
            vehicle: VisitVehicleView::Train { gauge_mm: story.gauge },
            name: story.name.to_owned(),
            operator: None,
            arrival: Some(self.minute(story.arrival)),
            departure: Some(self.minute(story.arrival + 900)),
        });
        let made = self.does(self.base, story.arrival.min(0) - 900, vec![expect]).await?;
        let Some(visit) = first(made, "visit") else { return Ok(None) };
        // Platforms of the broad gauge come empty for what arrives on the standard one.
        let lines =
            things.train(wagon_type, if story.gauge == 1_520 { 38 } else { 44 }, story.gauge == 1_435);
        let list =
            HubAction::Visit(VisitAction::List { visit: visit.clone(), from: 0, lines: lines.clone() });
        self.does(self.base, story.arrival.min(0) - 600, vec![list]).await?;
        if story.far == Far::Expected {
            return Ok(None);
        }
        let found = (story.far == Far::Arrived).then(|| things.found_otherwise(&lines));
        let arrive = HubAction::Visit(VisitAction::Arrive { visit: visit.clone(), at: None, found });
        self.does(self.base, story.arrival, vec![arrive]).await?;
        let Some(placement) = self.offer(story, &visit).await? else { return Ok(None) };
        if matches!(story.far, Far::Accepted | Far::Working) {
            let accept = PlacementAction::Accept { placement: placement.clone() };
            self.does(self.railway, story.arrival + 25, vec![HubAction::Placement(accept)]).await?;
        }
        if story.far == Far::Working {
            let place = PlacementAction::Place { placement, at: None };
            self.does(self.railway, story.arrival + 55, vec![HubAction::Placement(place)]).await?;
            if story.gauge == 1_435 && !self.changes_gauge() {
                self.work(story, &lines, ship).await?;
            }
            return Ok(Some(visit));
        }
        Ok(None)
    }

    async fn offer(&self, story: &TrainStory, visit: &str) -> Result<Option<String>, Fault> {
        if matches!(story.far, Far::Expected | Far::Arrived) {
            return Ok(None);
        }
        let work = |track: &&Track| track.kind == TrackKind::Work && track.gauges.contains(&story.gauge);
        for track in self.layout.tracks.values().filter(work) {
            let (from, until) = match story.far {
                Far::Working => (story.arrival + 50, story.arrival + 600),
                Far::Accepted => (40, 520),
                Far::Expected | Far::Arrived | Far::Offered => (90, 600),
            };
            let offer = PlacementAction::Offer {
                visit: visit.to_owned(),
                wagons: Vec::new(),
                track: track.id.to_string(),
                from: self.minute(from),
                until: self.minute(until),
                units: 60,
                to: self.railway.organisation().to_string(),
                expires: self.at(story.arrival + 180).rfc3339(),
            };
            let made = self.does(self.base, story.arrival + 10, vec![HubAction::Placement(offer)]).await?;
            if let Some(placement) = first(made, "placement") {
                return Ok(Some(placement));
            }
        }
        Ok(None)
    }

    /// Boxes off a train: some straight to the ship that is here, the others to the yard; the first ones are done.
    async fn work(&self, story: &TrainStory, lines: &[ListLine], ship: Option<&str>) -> Result<(), Fault> {
        let cranes: Vec<String> = self
            .layout
            .equipment
            .values()
            .filter(|machine| machine.kind == EquipmentKind::RailGantry)
            .map(|machine| machine.id.to_string())
            .collect();
        let boxes: Vec<&ListLine> = lines.iter().filter(|line| line.wagon.is_some()).take(30).collect();
        let mut done = Vec::new();
        for (at, line) in boxes.iter().enumerate() {
            let (to, urgency) = match ship {
                Some(ship) if at < 10 => {
                    // Short boxes in the fore one of a pair of bays.
                    let is_short = matches!(line.thing.form, FormView::Box { length: BoxLengthView::Twenty });
                    let bay = 30 + at / 4 * 4 - usize::from(is_short);
                    let stow = format!("{bay:03}{:02}82", at % 4);
                    (vec![aboard(ship, stow)], UrgencyView::Direct)
                }
                Some(_) | None => (self.free_spots(), UrgencyView::Normal),
            };
            let equipment = cranes.get(at % cranes.len().clamp(1, 2)).cloned();
            for to in to {
                let job = JobWish {
                    unit: line.thing.number.clone(),
                    to,
                    equipment: equipment.clone(),
                    urgency: Some(urgency),
                    order: i64::try_from(at).unwrap_or(0),
                };
                let plan = HubAction::Job(JobAction::Plan { jobs: vec![job] });
                let made = self.does(self.base, story.arrival + 60, vec![plan]).await?;
                if let Some(job) = first(made, "job") {
                    done.push(job);
                    break;
                }
            }
        }
        for (at, job) in done.iter().enumerate().take(14) {
            let minutes = story.arrival + 70 + i64::try_from(at).unwrap_or(0) * 4;
            let start = HubAction::Job(JobAction::Start { job: job.clone(), at: None });
            self.does(self.base, minutes, vec![start]).await?;
            if at < 12 {
                let finish = HubAction::Job(JobAction::Finish { job: job.clone(), at: None, to: None });
                self.does(self.base, minutes + 3, vec![finish]).await?;
            }
        }
        Ok(())
    }

    /// Returns places in the yard where a box off a train may well stand, from the ground up.
    fn free_spots(&self) -> Vec<SpotView> {
        let blocks = self
            .layout
            .blocks
            .values()
            .filter(|block| block.purpose != lb_network::layout::BlockPurpose::Empty && block.tiers > 2);
        blocks.flat_map(things::upper_places).collect()
    }

    /// What goes wrong: customs and quarantine hold boxes, a box is damaged, a crane is down.
    async fn troubles(&self, things: &Things) -> Result<(), Fault> {
        let reasons = [
            (HubHoldKindView::Customs, "declaration under inspection (demo)"),
            (HubHoldKindView::Quarantine, "laboratory sample of wheat taken (demo)"),
            (HubHoldKindView::Certificate, "phytosanitary certificate missing (demo)"),
            (HubHoldKindView::Payment, "storage beyond the free days unpaid (demo)"),
        ];
        let some = things.standing().enumerate().filter(|(at, _)| at % 90 == 7);
        let owned = things.owned().enumerate().filter(|(at, _)| at % 6 == 2).take(12);
        for (at, number) in some.map(|(at, number)| (at / 90, number)).chain(owned) {
            let (kind, reason) = reasons[at % reasons.len()];
            let set = HoldAction::Set { unit: number.to_owned(), kind, reason: reason.to_owned() };
            self.does(self.base, -200, vec![HubAction::Hold(set)]).await?;
        }
        let gantry =
            self.layout.equipment.values().rev().find(|machine| machine.kind == EquipmentKind::RailGantry);
        if let Some(gantry) = gantry {
            let equipment = gantry.id.to_string();
            let reason = "hoist rope is being changed (demo)".to_owned();
            let broken = EquipmentAction::BreakDown { equipment, reason, at: None };
            self.does(self.base, -150, vec![HubAction::Equipment(broken)]).await?;
        }
        Ok(())
    }
}

/// Returns the first thing of a kind that was made.
fn first(done: Option<HubDone>, kind: &str) -> Option<String> {
    done?.made.into_iter().find(|made| made.kind == kind).map(|made| made.id)
}

/// Returns a place aboard a ship, as requests name it.
fn aboard(visit: &str, stow: String) -> SpotView {
    SpotView::Visit { visit: visit.to_owned(), stow, position: None, deck: None, lane: None }
}
